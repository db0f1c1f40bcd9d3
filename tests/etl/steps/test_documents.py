"""A document comes in whole or not at all, keeps its file, and leaves only undecided."""

import io
import stat
import threading
from collections.abc import Callable

import docx
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from etl.domain.records import Document, Review
from etl.errors import DocumentUnreadable, InputRefused, NotFound, NotWritable
from etl.project.folder import Folder
from etl.project.reader import inspect_project, read_project
from etl.project.tables import one_line
from etl.steps.documents import add_document, change_document, propose, remove_document
from etl.steps.review import decide, pending

TEXT = "平凉市规划\n\n2020年，全市常住人口城镇化率为44.77%。\n\n到2025年，全市常住人口城镇化率达到55%。\n"
GOOD: dict[str, str | int | None] = {
    "title": "平凉市规划", "kind": "plan", "issuer": "平凉市人民政府", "place_id": "620800",
    "issued_on": "2021-05", "base_year": "2020", "first_year": "2021", "last_year": "2025",
}  # fmt: skip
ID = "620800-plan-2021-2025"
HOSTILE_NAMES = (
    "../../x.txt", "/etc/x.txt", "a\\..\\b.txt", "..\\..\\x.txt", "C:\\x.txt", "..txt",
    "a\nb.txt", "a\x00\x1b[31mb.txt", "\u202etxt.exe.txt", "=cmd.txt", "-rf.txt", "龙" * 300 + ".txt",
)  # fmt: skip


def kept(folder: Folder) -> dict[str, bytes | None]:
    """Return what lies in a project, folders too, but its locks and its database."""
    return {
        path.relative_to(folder.root).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.root.rglob("*"))
        if path != folder.derived and path.suffix != ".lock" and "sqlite" not in path.name
    }


def take(
    folder: Folder, data: bytes = TEXT.encode(), name: str = "规划.txt", **changed: str | int | None
) -> str:
    """Take a file in under good fields, with the given ones instead; return its id."""
    proposal = propose(read_project(folder), data, name)
    return add_document(folder, proposal, GOOD | changed, data=data, name=name)


def as_docx(text: str) -> bytes:
    """Return a Word document of the lines of a text."""
    document, stream = docx.Document(), io.BytesIO()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(stream)
    return stream.getvalue()


def home(folder: Folder, document_id: str = ID) -> dict[str, bytes]:
    """Return the files of one document."""
    place = folder.document(document_id).parent
    return {path.name: path.read_bytes() for path in place.iterdir()}


def document(folder: Folder, document_id: str = ID) -> Document:
    """Return one document of a project that reads without any problem."""
    project, problems = inspect_project(folder)
    assert problems == []
    return project.documents[document_id]


def accept(folder: Folder, stated: float = 55.0, decision: str = "accept") -> Review:
    """Decide on the statement of a value as a person would."""
    project = read_project(folder)
    (found,) = [one for one in project.statements.values() if one.value == stated]
    review = Review(found.document_id, found.statement_id, decision, "张三", "2026-01-01")
    decide(project, [review])
    return review


def codes(error: pytest.ExceptionInfo[InputRefused]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.column) for problem in error.value.problems]


# ---- what a file proposes ----


def test_a_proposal_says_what_the_title_says_and_keeps_nothing(folder: Folder) -> None:
    before = kept(folder)
    text = "平凉市新型城镇化规划（2021—2025年）\n\n到2025年，全市常住人口城镇化率达到55%。\n"
    found = propose(read_project(folder), text.encode(), "规划.txt")
    assert found.manuscript.text == text and found.notices == ()
    assert (found.fields["title"], found.fields["place_id"]) == (text.split("\n")[0], "620800")
    assert (found.fields["first_year"], found.fields["last_year"]) == (2021, 2025)
    assert (found.fields["kind"], found.fields["issuer"]) == ("plan", "")
    assert kept(folder) == before


def test_a_proposal_warns_of_a_document_of_the_same_place_and_years(folder: Folder) -> None:
    take(folder, title="先来的规划")
    text = "平凉市新型城镇化规划（2021—2025年）\n\n到2025年，全市常住人口城镇化率达到56%。\n"
    (notice,) = propose(read_project(folder), text.encode(), "规划.txt").notices
    assert "《先来的规划》" in notice


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"", "a.txt"), (b"abc", "a.xyz"), (b"abc", "a"), (b"abc", "a.pdf"), (b"PK\x03\x04", "a.docx"),
     (b"\x00\x01\x02", "a.txt"), (b" \r\n", "a.txt"), (b"abc", ".txt")],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_name(
    folder: Folder, data: bytes, name: str
) -> None:
    with pytest.raises(DocumentUnreadable, match=r"^" + name.replace(".", r"\.")):
        propose(read_project(folder), data, name)


# ---- what is kept of it ----


@pytest.mark.parametrize("name", ["规划.txt", "规划.TXT", "规划.md"])
def test_a_text_is_kept_byte_for_byte_and_its_offsets_hold(folder: Folder, name: str) -> None:
    data = ("\ufeff" + TEXT.replace("\n", "\r\n") + " \u3000\t结尾 没有换行").encode()
    take(folder, data, name)
    assert set(home(folder)) == {"document.yaml", "text.txt"}
    assert home(folder)["text.txt"] == data
    found = document(folder)
    assert (found.text.encode(), found.original) == (data, "")
    passages = read_project(folder).statements.values()
    assert [one.value for one in passages] == [44.77, 55.0]
    assert all(found.text[one.start : one.stop] == one.quote for one in passages)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_text_in_another_encoding_is_kept_as_utf_8_and_as_it_came(
    folder: Folder, encoding: str
) -> None:
    data = TEXT.replace("\n", "\r\n").encode(encoding)
    take(folder, data, "规划.TXT")
    assert set(home(folder)) == {"document.yaml", "text.txt", "original.txt"}
    assert home(folder)["original.txt"] == data
    found = document(folder)
    assert found.original == "original.txt" and "常住人口城镇化率达到55%" in found.text
    assert home(folder)["text.txt"] == found.text.encode()
    assert found.text.count("\r\n") == TEXT.count("\n")


def test_a_word_document_is_kept_beside_its_text(folder: Folder) -> None:
    data = as_docx(TEXT)
    take(folder, data, "规划.Docx")
    assert set(home(folder)) == {"document.yaml", "text.txt", "original.docx"}
    assert home(folder)["original.docx"] == data
    found = document(folder)
    assert found.original == "original.docx"
    assert found.text.split("\n") == [line for line in TEXT.split("\n") if line] + [""]
    assert [one.value for one in read_project(folder).statements.values()] == [44.77, 55.0]


def test_everything_taken_in_waits_for_review(folder: Folder) -> None:
    take(folder)
    project = read_project(folder)
    assert [one.value for one in pending(project, ID)] == [44.77, 55.0]
    assert project.targets == () and not folder.reviews(ID).exists()


def test_a_document_can_be_read_by_the_other_accounts_of_the_office(folder: Folder) -> None:
    take(folder)
    assert stat.S_IMODE(folder.document(ID).parent.stat().st_mode) == 0o755


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "平凉市规划，平凉市人民政府，2021-05（文件“规划.txt”）"),
        ({"issuer": ""}, "平凉市规划，2021-05（文件“规划.txt”）"),
        ({"issuer": None, "issued_on": " "}, "平凉市规划（文件“规划.txt”）"),
        ({"citation": "平政发〔2021〕1号"}, "平政发〔2021〕1号"),
    ],
)
def test_the_citation_is_made_from_title_issuer_and_date(
    folder: Folder, given: dict[str, str | None], expected: str
) -> None:
    take(folder, **given)
    assert document(folder).citation == expected


def test_years_may_come_as_numbers_or_as_digits(folder: Folder) -> None:
    take(folder, base_year=2020, first_year=" 2021 ", last_year=2025)
    found = document(folder)
    assert (found.base_year, found.first_year, found.last_year) == (2020, 2021, 2025)


def test_what_is_not_for_a_person_to_say_is_not_taken_from_the_fields(folder: Folder) -> None:
    take(
        folder, text="../../indicators.yaml", original="/etc/passwd", document_id="../x", sha256="0"
    )
    found = document(folder)
    assert (found.text, found.original, found.document_id) == (TEXT, "", ID)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), min_size=1, max_size=40))
def test_whatever_the_title_it_is_read_back_as_it_was_given(folder: Folder, title: str) -> None:
    kept = one_line(title)
    assume(kept)
    document_id = take(folder, title=title)
    assert document(folder, document_id).title == kept
    remove_document(folder, document_id)


def test_a_title_of_digits_that_begin_with_0_is_a_title(folder: Folder) -> None:
    take(folder, title="0812")
    assert document(folder).title == "0812"


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\n", "\u2028"])
def test_control_characters_do_not_get_into_a_description(folder: Folder, sign: str) -> None:
    take(folder, title=f"平凉市{sign}规划", issuer=f"市{sign}政府", note=f"说{sign}明")
    found = document(folder)
    assert all(text.isprintable() for text in (found.title, found.issuer, found.note))


# ---- ids ----


def test_an_id_is_made_of_place_kind_and_years_and_is_always_free(folder: Folder) -> None:
    texts = [TEXT.replace("55", str(value)).encode() for value in (55, 56, 57, 58)]
    assert [take(folder, text) for text in texts[:3]] == [ID, f"{ID}-2", f"{ID}-3"]
    remove_document(folder, f"{ID}-2")
    assert take(folder, texts[3]) == f"{ID}-2"
    points = take(folder, texts[1], kind="work_points", first_year=2022, last_year=2022)
    assert points == "620800-work-points-2022-2022"
    assert inspect_project(folder)[1] == []


def test_a_folder_that_holds_no_document_is_never_taken_for_one(folder: Folder) -> None:
    stray = folder.document(ID).parent
    stray.mkdir(parents=True)
    (stray / "笔记.txt").write_text("留着", encoding="utf-8")
    assert take(folder) == f"{ID}-2"
    assert home(folder, ID) == {"笔记.txt": "留着".encode()}


def test_decisions_left_by_a_document_that_was_deleted_by_hand_are_not_inherited(
    folder: Folder,
) -> None:
    take(folder)
    accept(folder)
    for path in (folder.document(ID), folder.document(ID).parent / "text.txt"):
        path.unlink()
    folder.document(ID).parent.rmdir()
    document_id = take(folder)
    project = read_project(folder)
    assert [one.value for one in pending(project, document_id)] == [44.77, 55.0]
    assert project.targets == ()


# ---- what is refused leaves nothing behind ----


def refused(folder: Folder, make: Callable[[], object]) -> list[tuple[str, str | None]]:
    """Return what a call is refused for, after a look that nothing has changed."""
    before = kept(folder)
    with pytest.raises(InputRefused) as error:
        make()
    assert kept(folder) == before
    return codes(error)


def test_the_same_text_twice_is_refused_naming_the_title(folder: Folder) -> None:
    take(folder, title="先来的规划")
    before = kept(folder)
    with pytest.raises(InputRefused, match="《先来的规划》"):
        take(folder, name="另一份.txt", title="另一份", place_id="620000", first_year=2022)
    with pytest.raises(InputRefused, match="《先来的规划》"):
        take(folder, TEXT.encode("gb18030"), title="换了编码")
    assert kept(folder) == before


WRONG = [
    ({"title": ""}, ("missing-key", "title")),
    ({"title": "  \u3000"}, ("missing-key", "title")),
    ({"title": None}, ("missing-key", "title")),
    ({"place_id": ""}, ("missing-key", "place_id")),
    ({"place_id": "620899"}, ("unknown-place", "place_id")),
    ({"place_id": "平凉市"}, ("unknown-place", "place_id")),
    ({"place_id": "../../x"}, ("unknown-place", "place_id")),
    ({"kind": "paper"}, ("bad-kind", "kind")),
    ({"issued_on": "去年"}, ("bad-date", "issued_on")),
    ({"issued_on": "2021-13"}, ("bad-date", "issued_on")),
    ({"issued_on": "2021-02-30"}, ("bad-date", "issued_on")),
    ({"issued_on": "2021年5月"}, ("bad-date", "issued_on")),
    ({"first_year": "2026"}, ("years-order", "last_year")),
    ({"first_year": ""}, ("missing-key", "first_year")),
    ({"first_year": "2021年"}, ("wrong-type", "first_year")),
    ({"first_year": "21"}, ("wrong-type", "first_year")),
    ({"last_year": "二〇二五"}, ("wrong-type", "last_year")),
    ({"last_year": "20255"}, ("wrong-type", "last_year")),
    ({"last_year": "２０２５"}, ("wrong-type", "last_year")),
    ({"base_year": "2020.0"}, ("wrong-type", "base_year")),
    ({"base_year": "-2020"}, ("wrong-type", "base_year")),
]


@pytest.mark.parametrize(("wrong", "told"), WRONG, ids=lambda part: str(part))
def test_a_wrong_field_is_refused_and_nothing_is_left_behind(
    folder: Folder, wrong: dict[str, str | None], told: tuple[str, str]
) -> None:
    take(folder, TEXT.replace("55", "50").encode())
    assert refused(folder, lambda: take(folder, **wrong)) == [told]


def test_all_wrong_fields_are_told_at_once(folder: Folder) -> None:
    found = refused(
        folder, lambda: take(folder, title="", kind="", issued_on="?", last_year="2020")
    )
    assert set(found) == {
        ("missing-key", "title"), ("missing-key", "kind"), ("bad-date", "issued_on"),
        ("years-order", "last_year"),
    }  # fmt: skip


def test_a_year_that_no_plan_has_is_refused(folder: Folder) -> None:
    with pytest.raises(InputRefused):
        take(folder, first_year="0001")


def test_nothing_comes_into_a_project_that_has_an_error(folder: Folder) -> None:
    take(folder, TEXT.replace("55", "50").encode())
    folder.reviews(ID).parent.mkdir(exist_ok=True)
    folder.reviews(ID).write_text("statement_id\n", encoding="utf-8")
    proposal = propose(inspect_project(folder)[0], TEXT.encode(), "规划.txt")
    found = refused(
        folder,
        lambda: add_document(folder, proposal, GOOD, data=TEXT.encode(), name="规划.txt"),
    )
    assert {code for code, _ in found} == {"missing-column"}


def test_a_document_whose_statements_cannot_be_written_does_not_come_in(folder: Folder) -> None:
    folder.statements(ID).parent.write_text("no folder", encoding="utf-8")
    before = kept(folder)
    with pytest.raises(NotWritable):
        take(folder)
    assert kept(folder) == before


# ---- names that mean harm ----


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=lambda name: ascii(name)[:24])
def test_a_hostile_name_never_leaves_the_folder(folder: Folder, name: str, encoding: str) -> None:
    around, before = sorted(folder.root.parent.iterdir()), set(kept(folder))
    take(folder, TEXT.encode(encoding), name)
    assert sorted(folder.root.parent.iterdir()) == around
    new = set(kept(folder)) - before
    inside = f"data/documents/{ID}"
    files = {f"{inside}/document.yaml", f"{inside}/text.txt"}
    files |= {f"{inside}/original.txt"} if encoding == "gb18030" else set()
    assert new == files | {
        "data/documents", inside, "data/statements", f"data/statements/{ID}.csv"
    }  # fmt: skip
    assert document(folder).text == TEXT


def test_the_citation_names_the_file_and_never_its_folders(folder: Folder) -> None:
    take(folder, name="/home/张三/../秘密/x.txt")
    assert document(folder).citation.endswith("（文件“x.txt”）")


# ---- changing what is said of it ----


def test_another_place_is_read_again_and_makes_the_old_acceptance_stale(folder: Folder) -> None:
    take(folder)
    review = accept(folder)
    change_document(folder, ID, {"place_id": "620000"})
    project = read_project(folder)
    assert project.documents[ID].place_id == "620000"
    assert review.statement_id not in project.statements
    assert (project.reviews, project.targets) == ((), ())
    (stale,) = project.stale_reviews
    assert stale.statement_id == review.statement_id
    assert (stale.start, stale.stop) == (TEXT.index("全市", 40), TEXT.index("55%") + 3)
    assert stale.reading == "平凉市 2025年 常住人口城镇化率 55%"
    change_document(folder, ID, {"place_id": "620800"})
    assert [one.value for one in read_project(folder).targets] == [55.0]


def test_a_change_keeps_text_original_and_what_was_not_asked_about(folder: Folder) -> None:
    take(folder, TEXT.encode("gb18030"), url="https://example.org/1", note="说明", citation="出处")
    files = home(folder)
    change_document(folder, ID, {"title": "新名称", "kind": "scheme", "first_year": "2022"})
    after = home(folder)
    assert {key: after[key] for key in ("text.txt", "original.txt")} == {
        key: files[key] for key in ("text.txt", "original.txt")
    }
    lines = after["document.yaml"].decode().splitlines()
    assert lines == [
        'title: "新名称"', 'kind: "scheme"', 'issuer: "平凉市人民政府"', 'place_id: "620800"',
        'issued_on: "2021-05"', "base_year: 2020", "first_year: 2022", "last_year: 2025",
        'citation: "出处"', 'url: "https://example.org/1"', 'text: "text.txt"', 'note: "说明"',
        'original: "original.txt"',
    ]  # fmt: skip


def test_what_may_be_empty_can_be_emptied(folder: Folder) -> None:
    take(folder, note="说明")
    change_document(folder, ID, {"issuer": "", "issued_on": None, "base_year": "", "note": " "})
    found = document(folder)
    assert (found.issuer, found.issued_on, found.base_year, found.note) == ("", None, None, "")


def test_a_change_that_leaves_the_reading_alone_leaves_the_acceptance_alone(folder: Folder) -> None:
    take(folder)
    review = accept(folder)
    change_document(folder, ID, {"issuer": "平凉市发展和改革委员会", "note": "说明"})
    project = read_project(folder)
    assert [one.statement_id for one in project.reviews] == [review.statement_id]
    assert project.stale_reviews == () and len(project.targets) == 1


@pytest.mark.parametrize(("wrong", "told"), WRONG, ids=lambda part: str(part))
def test_a_change_with_a_wrong_field_changes_nothing(
    folder: Folder, wrong: dict[str, str | None], told: tuple[str, str]
) -> None:
    take(folder)
    accept(folder)
    asked = GOOD | {"title": "新名称"} | wrong
    assert refused(folder, lambda: change_document(folder, ID, asked)) == [told]


def test_a_change_cannot_point_to_another_file(folder: Folder) -> None:
    take(folder)
    change_document(folder, ID, {"text": "../../places.csv", "original": "../../places.csv"})
    assert (document(folder).text, document(folder).original) == (TEXT, "")


@pytest.mark.parametrize("document_id", ["no", "", ".", "..", "../documents", "620800"])
def test_a_document_that_is_not_there_is_neither_changed_nor_removed(
    folder: Folder, document_id: str
) -> None:
    take(folder)
    before = kept(folder)
    with pytest.raises(NotFound, match=ID):
        change_document(folder, document_id, GOOD)
    with pytest.raises(NotFound, match=ID):
        remove_document(folder, document_id)
    assert kept(folder) == before


# ---- taking it out ----


def test_a_document_without_a_decision_leaves_without_a_trace(folder: Folder) -> None:
    other = take(folder, TEXT.replace("55", "50").encode(), first_year=2016, last_year=2020)
    before = kept(folder)
    assert take(folder) == ID
    remove_document(folder, ID)
    assert kept(folder) == before
    assert list(read_project(folder).documents) == [other]


@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_a_document_with_a_decision_stays(folder: Folder, decision: str) -> None:
    take(folder, title="有决定的规划")
    accept(folder, decision=decision)
    before = kept(folder)
    with pytest.raises(InputRefused, match="《有决定的规划》已有审核决定"):
        remove_document(folder, ID)
    assert kept(folder) == before


def test_what_was_taken_out_can_be_taken_in_again(folder: Folder) -> None:
    take(folder)
    once = kept(folder)
    remove_document(folder, ID)
    assert take(folder) == ID and kept(folder) == once


# ---- several at once ----


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Return what calls in threads of their own came to, an error being an answer too."""
    barrier, answers = threading.Barrier(len(calls)), list[object](range(len(calls)))

    def run(number: int, call: Callable[[], object]) -> None:
        barrier.wait()
        try:
            answers[number] = call()
        except Exception as error:  # noqa: BLE001 told to the test, which judges it
            answers[number] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_documents_taken_in_at_once_all_end_up_whole(folder: Folder) -> None:
    texts = [TEXT.replace("55", str(value)) for value in (51, 52, 53)]

    def one(text: str) -> Callable[[], object]:
        return lambda: take(folder, text.encode("gb18030"))

    found = at_once(*map(one, texts))
    assert sorted(map(str, found)) == [ID, f"{ID}-2", f"{ID}-3"]
    project, problems = inspect_project(folder)
    assert problems == []
    for document_id, text in zip(found, texts, strict=True):
        key = str(document_id)
        assert project.documents[key].text == text
        assert set(home(folder, key)) == {"document.yaml", "text.txt", "original.txt"}
        stated = [one.value for one in pending(project, key)]
        assert stated == [44.77, float(text[text.index("达到") + 2 : text.index("%。\n", 40)])]
    assert not list(folder.derived.glob("incoming-*"))


def test_the_same_text_taken_in_twice_at_once_comes_in_once(folder: Folder) -> None:
    found = at_once(lambda: take(folder), lambda: take(folder))
    assert found.count(ID) == 1
    (error,) = [one for one in found if one != ID]
    assert isinstance(error, InputRefused) and error.problems[0].code == "same-text"
    assert list(read_project(folder).documents) == [ID]


def test_who_reads_meanwhile_sees_a_document_whole_or_not_at_all(folder: Folder) -> None:
    stop, seen = threading.Event(), list[object]()

    def watch() -> None:
        while not stop.is_set():
            project, problems = inspect_project(folder)
            seen.extend(problems)
            seen.extend(one.text for one in project.documents.values() if one.text[:5] != TEXT[:5])

    reader = threading.Thread(target=watch)
    reader.start()
    for value in (51, 52, 53):
        document_id = take(folder, TEXT.replace("55", str(value)).encode("gb18030"))
        change_document(folder, document_id, {"place_id": "620000"})
    stop.set()
    reader.join()
    assert seen == []


def test_a_crash_of_the_past_does_not_stand_in_the_way(folder: Folder) -> None:
    left = folder.derived / "incoming-gone"
    left.mkdir(parents=True)
    (left / "document.yaml").write_text("title: 半份\n", encoding="utf-8")
    (folder.derived / "documents.lock").touch()
    assert take(folder) == ID
    assert list(read_project(folder).documents) == [ID]
