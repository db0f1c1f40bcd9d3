"""Publications as files: read as they were frozen, and whatever was changed since is an error."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.errors import InputRefused, Problem
from etl.project.folder import Folder
from etl.project.publications import read_publications
from etl.project.reader import read_project
from etl.steps.check import look_over
from etl.steps.publish import publish
from tests.etl.steps.test_publish import DRAFT, ROW, SECOND

ID = "2026-06-30"
DESCRIPTION, TABLE = f"data/publications/{ID}/publication.yaml", f"data/publications/{ID}/rows.csv"


@pytest.fixture
def frozen(folder: Folder) -> Folder:
    publish(folder, DRAFT, [ROW, SECOND])
    return folder


def problems_of(folder: Folder) -> list[Problem]:
    problems: list[Problem] = []
    editions = read_publications(folder, problems)
    assert bool(editions) != bool(problems)
    return problems


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def frozen_again(folder: Folder) -> None:
    """Make the description agree with a changed table."""
    path = folder.publication(ID)
    old = path.read_text(encoding="utf-8").partition("rows_sha256: ")[2][:64]
    edit(path, old, hashlib.sha256(folder.publication_rows(ID).read_bytes()).hexdigest())


def test_a_project_need_not_have_any(folder: Folder) -> None:
    assert read_project(folder).publications == ()


def test_both_files_are_sources_of_the_database(folder: Folder) -> None:
    before = folder.digests()
    publish(folder, DRAFT, [ROW])
    assert folder.digests().keys() - before.keys() == {DESCRIPTION, TABLE}


def test_a_sound_publication_has_no_problem(frozen: Folder) -> None:
    assert problems_of(frozen) == []
    assert look_over(frozen).problems == []


@pytest.mark.parametrize(
    "change",
    [
        lambda path: edit(path, "behind", "ahead"),
        lambda path: edit(path, "-2.072", "-2.0720"),
        lambda path: path.write_bytes(path.read_bytes() + b"\n"),
        lambda path: path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n")),
        lambda path: path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes()),
        lambda path: path.write_bytes(path.read_bytes().decode().encode("gb18030")),
        lambda path: path.write_bytes(b""),
    ],
)  # fmt: skip
def test_a_changed_table_is_an_error_that_names_the_file_and_what_to_do(
    frozen: Folder, change: Callable[[Path], object]
) -> None:
    change(frozen.publication_rows(ID))
    (problem,) = problems_of(frozen)
    assert (problem.code, problem.file, problem.severity) == ("publication-changed", TABLE, "error")
    assert "不得改动" in problem.message and "从备份或git恢复" in problem.message
    assert f"data/publications/{ID}移出项目" in problem.message
    assert [one.code for one in look_over(frozen).problems] == ["publication-changed"]
    with pytest.raises(InputRefused, match="与发布时的内容不一致"):
        read_project(frozen)


@pytest.mark.parametrize(("gone", "name"), [("publication.yaml", DESCRIPTION), ("rows.csv", TABLE)])
def test_a_deleted_file_is_an_error(frozen: Folder, gone: str, name: str) -> None:
    (frozen.publication(ID).parent / gone).unlink()
    (problem,) = problems_of(frozen)
    assert (problem.code, problem.file) == ("no-publication", name)


def test_a_folder_that_was_emptied_is_an_error_and_one_that_is_gone_is_not(frozen: Folder) -> None:
    frozen.publication(ID).unlink()
    frozen.publication_rows(ID).unlink()
    assert [problem.code for problem in problems_of(frozen)] == ["no-publication"] * 2
    frozen.publication(ID).parent.rmdir()
    assert read_project(frozen).publications == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "column"),
    [
        ("who: 张三", "by: 张三", "unknown-key", "by"),
        ("who: 张三\n", "", "missing-key", "who"),
        ("who: 张三", "who: 5", "wrong-type", "who"),
        ("as_of: '2026-06-30'", "as_of: 去年", "bad-date", "as_of"),
        ("published_on: '2026-07-01'", "published_on: 2026-07", "bad-date", "published_on"),
        ("id: '2026-06-30'", "id: '2026-06-29'", "other-id", "id"),
        ("behind: 1", "behind: 一", "wrong-type", "counts.behind"),
        ("behind: 1", "behind: 2", "counts-differ", "counts"),
        ("behind: 1", "late: 1", "bad-choice", "counts.late"),
    ],
)
def test_a_changed_description_is_told_with_its_key(
    frozen: Folder, old: str, new: str, code: str, column: str
) -> None:
    edit(frozen.publication(ID), old, new)
    found = [(problem.code, problem.column, problem.file) for problem in problems_of(frozen)]
    assert (code, column, DESCRIPTION) in found


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"- a\n", b"id: [", b"", b"a\x00: b\n"])
def test_a_description_that_cannot_be_read_is_told(frozen: Folder, data: bytes) -> None:
    frozen.publication(ID).write_bytes(data)
    assert {problem.file for problem in problems_of(frozen)} == {DESCRIPTION}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("target_id,", "target,", "missing-column"),
        ("speaks,", "place,", "repeated-column"),
        ("\n0123456789ab,", "\n0123456789ab,x,", "ragged-row"),
        ("平凉市", '"平凉市', "csv-syntax"),
        ("平凉市", "x" * 200_000, "csv-syntax"),
    ],
)
def test_a_table_that_was_changed_together_with_its_description_never_crashes(
    frozen: Folder, old: str, new: str, code: str
) -> None:
    edit(frozen.publication_rows(ID), old, new)
    frozen_again(frozen)
    assert code in {problem.code for problem in problems_of(frozen)}


def test_counts_that_no_longer_follow_from_the_table_are_told(frozen: Folder) -> None:
    edit(frozen.publication_rows(ID), "behind", "ahead")
    frozen_again(frozen)
    (problem,) = problems_of(frozen)
    assert problem.code == "counts-differ" and "应为ahead 1" in problem.message


def test_a_table_of_another_days_columns_is_read_with_them(frozen: Folder) -> None:
    table = frozen.publication_rows(ID)
    lines = table.read_text(encoding="utf-8").splitlines()
    more = "\n".join(
        f"{line},{word}" for line, word in zip(lines, ("旧列", "甲", "乙"), strict=True)
    )
    table.write_text(more + "\n", encoding="utf-8")
    frozen_again(frozen)
    (edition,) = read_project(frozen).publications
    assert [row["旧列"] for row in edition.rows] == ["甲", "乙"]


def test_hidden_folders_are_no_publications(frozen: Folder) -> None:
    (frozen.publications / ".DS_Store").mkdir()
    (frozen.publications / "说明.txt").write_text("x", encoding="utf-8")
    assert len(read_project(frozen).publications) == 1
    assert {name for name in frozen.digests() if "publications" in name} == {DESCRIPTION, TABLE}
