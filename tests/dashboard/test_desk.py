"""The review desk on real files and a real database: what it shows is what the files say now."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.desk import Desk, Entry, Sheet
from dashboard.pages.plan import counts, layout, standing
from dashboard.reader import BoardReader
from etl.errors import DocumentUnreadable, InputRefused, NotFound
from etl.project.folder import Folder
from etl.project.reader import inspect_project, read_project
from etl.steps.extract import extract_project
from etl.steps.load import load
from tests.conftest import ALIASES, PLACES, ROOT, row_of, table_of
from tests.etl.steps.test_documents import kept

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TEXT = (
    "# 目标\n\n2020年，全市常住人口城镇化率为44.77%。\n\n到2025年，全市常住人口城镇化率达到55%。\n\n"
    "到2025年，全市百人大会次数达到3个。\n"
)
FORM = {
    "title": "平凉市规划", "kind": "plan", "issuer": "平凉市人民政府", "place_id": "平凉市",
    "issued_on": "2021-05", "base_year": "2020", "first_year": "2021", "last_year": "2025",
}  # fmt: skip
ID = "620800-plan-2021-2025"


def url_of(folder: Folder) -> str:
    return f"sqlite:///{folder.database}"


def small_project(root: Path) -> Folder:
    """Return a loaded project of three places with one document that nobody has looked at."""
    folder = Folder(root)
    folder.observations.mkdir(parents=True)
    shutil.copy(ROOT / "indicators.yaml", root)
    folder.places.write_text(PLACES, encoding="utf-8")
    folder.place_aliases.write_text(ALIASES, encoding="utf-8")
    table = table_of(row_of(), row_of(period="2021", value="46.12", vintage="post_census"))
    (folder.observations / "pingliang.csv").write_text(table, encoding="utf-8")
    load(folder, url=url_of(folder), now=NOW)
    assert Desk(folder, url_of(folder)).add(TEXT.encode(), "规划.txt", FORM) == ID
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return small_project(tmp_path_factory.mktemp("made") / "project")


@pytest.fixture
def desk(made: Folder, tmp_path: Path) -> Desk:
    """The desk of a project of one's own."""
    own = Folder(tmp_path / "project")
    shutil.copytree(made.root, own.root)
    return Desk(own, url_of(own))


def sheet(desk: Desk, document_id: str = ID) -> Sheet:
    found = desk.sheet(document_id)
    assert found is not None
    return found


def entry(desk: Desk, stated: float) -> Entry:
    """Return the entry whose statement prints a value."""
    (found,) = [one for one in sheet(desk).entries if one.statement.value == stated]
    return found


def form(desk: Desk, stated: float, **changed: str) -> dict[str, str]:
    """Return what the form of the page holds for a statement, with the given fields instead."""
    key = entry(desk, stated).statement.statement_id
    (found,) = [one for one in standing(sheet(desk), "zh") if one["id"] == key]
    reading = found["reading"]
    assert isinstance(reading, dict)
    return {**reading, "reviewer": "张三", "note": ""} | changed


def say(desk: Desk, stated: float, decision: str = "accept", **changed: str) -> None:
    """Decide on the statement of a value as the page does."""
    key = entry(desk, stated).statement.statement_id
    desk.decide(key, decision, form(desk, stated, **changed), of=ID, now=NOW)


def edit(desk: Desk, old: str, new: str) -> None:
    """Change the text of the document by hand and read it again."""
    path = desk.folder.document(ID).parent / "text.txt"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    extract_project(desk.folder)


# ---- sheets ----


def test_a_new_document_is_a_sheet_of_statements_to_review(desk: Desk) -> None:
    found = sheet(desk)
    assert [(one.statement.value, one.state) for one in found.entries] == [
        (44.77, "pending"), (55.0, "pending"), (3.0, "pending")
    ]  # fmt: skip
    assert (found.document.title, found.place_name, found.lost) == ("平凉市规划", "平凉市", ())
    assert all(one.reading == one.statement and one.was is None for one in found.entries)


def test_there_is_no_sheet_of_a_document_that_is_not_there(desk: Desk) -> None:
    for document_id in ("no", "", "..", "../" + ID, ID + "/"):
        assert desk.sheet(document_id) is None and not desk.has(document_id)
    assert desk.has(ID)


def test_each_state_is_counted(desk: Desk) -> None:
    say(desk, 44.77)
    say(desk, 55.0, value="55.5")
    say(desk, 3.0, "reject", note="会议次数不是目标")
    found = sheet(desk)
    assert [one.state for one in found.entries] == ["accept", "amend", "reject"]
    assert [found.count(state) for state in ("pending", "accept", "amend", "reject")] == [
        0,
        1,
        1,
        1,
    ]
    assert found.count("accept", "amend") == 2
    assert counts(found, "zh").startswith("共3条陈述：待审核0条，已采纳2条，不采纳1条")
    assert [one.reading.value for one in found.entries] == [44.77, 55.5, 3.0]


def test_the_home_place_comes_first_and_the_newest_document_first(desk: Desk) -> None:
    later = {"first_year": "2026", "last_year": "2030"}
    texts = [TEXT.replace("55%", f"{value}%").encode() for value in (56, 57, 58)]
    province = desk.add(texts[0], "a.txt", FORM | later | {"place_id": "甘肃省"})
    newest = desk.add(texts[1], "b.txt", FORM | later)
    oldest = desk.add(texts[2], "c.txt", FORM | {"first_year": "2016", "last_year": "2020"})
    order = [one.document.document_id for one in desk.sheets()]
    assert order == [newest, ID, oldest, province]


def test_the_sums_of_a_document_are_redone_with_what_was_amended(desk: Desk) -> None:
    text = (
        "2020年，全市常住人口为200万人，城镇人口为100万人。\n\n"
        "2020年，全市常住人口城镇化率为44.77%。\n"
    )
    found = desk.add(text.encode(), "b.txt", FORM)
    (check,) = sheet(desk, found).checks
    assert (check.code, check.holds, check.computed) == ("part-whole", False, 50.0)
    by_id = {one.statement.statement_id: one for one in sheet(desk, found).entries}
    shown = [by_id[sheet(desk, found).id_of(one)].statement.value for one in check.statements]
    assert shown == [44.77, 100.0, 200.0]
    (rate,) = [key for key, one in by_id.items() if one.statement.value == 44.77]
    desk.decide(rate, "accept", {"reviewer": "张三", "value": "50"}, of=found, now=NOW)
    (check,) = sheet(desk, found).checks
    assert check.holds and sheet(desk, found).id_of(check.statements[0]) == rate


@pytest.mark.parametrize(
    ("original", "numbered_by", "number"),
    [("original.pdf", "page", 3), ("original.docx", "paragraph", 4), ("original.txt", "", None),
     ("", "", None)],
)  # fmt: skip
def test_a_passage_is_found_again_by_the_page_or_paragraph_of_its_original(
    desk: Desk, original: str, numbered_by: str, number: int | None
) -> None:
    home = desk.folder.document(ID).parent
    text = "平凉市规划\n\f目录\n\f一、目标\n到2025年，全市常住人口城镇化率达到55%。\n"
    (home / "text.txt").write_text(text, encoding="utf-8", newline="")
    described = (home / "document.yaml").read_text(encoding="utf-8")
    (home / "document.yaml").write_text(f"{described}original: '{original}'\n", encoding="utf-8")
    extract_project(desk.folder)
    assert (sheet(desk).numbered_by, entry(desk, 55.0).number) == (numbered_by, number)


# ---- what stands in the files and not yet in the database ----


def test_the_files_are_ahead_until_they_are_loaded(desk: Desk) -> None:
    assert desk.is_ahead()
    assert desk.load(NOW) == 2
    assert not desk.is_ahead()
    say(desk, 55.0)
    assert desk.is_ahead()
    assert desk.load(NOW) == 3
    assert not desk.is_ahead()
    assert desk.load(NOW) == 3


def test_without_a_database_the_files_are_ahead(folder: Folder) -> None:
    assert Desk(folder, url_of(folder)).is_ahead()


def test_what_is_taken_out_again_is_no_news(folder: Folder) -> None:
    load(folder, url=url_of(folder), now=NOW)
    desk = Desk(folder, url_of(folder))
    desk.remove(desk.add(TEXT.encode(), "规划.txt", FORM))
    assert not desk.is_ahead()


# ---- deciding ----


def test_a_form_that_changes_nothing_is_a_plain_acceptance(desk: Desk) -> None:
    say(desk, 55.0)
    (review,) = read_project(desk.folder).reviews
    assert (review.decision, review.reviewer, review.reviewed_on) == (
        "accept",
        "张三",
        "2026-11-22",
    )
    amendments = (
        review.indicator_id, review.place_id, review.year, review.value, review.unit,
        review.operator, review.statement_kind, review.scope, review.target_kind, review.nature,
    )  # fmt: skip
    assert amendments == (None,) * 10 and not review.stretch


@pytest.mark.parametrize(
    ("field", "given", "stored"),
    [
        ("value", "55.5", 55.5), ("value", "1,055.5", 1055.5), ("value", "１２", 12.0),
        ("value", " -3 ", -3.0), ("value", "1，055", 1055.0),
        ("year", "2026", 2026), ("unit", "百分点", "百分点"), ("operator", ">=", ">="),
        ("statement_kind", "annual_task", "annual_task"), ("scope", "中心城区", "中心城区"),
        ("place_id", "甘肃省", "620000"), ("place_id", "620000", "620000"),
        ("indicator_id", "hukou_urbanization_rate", "hukou_urbanization_rate"),
    ],
)  # fmt: skip
def test_only_the_field_that_was_changed_is_stored(
    desk: Desk, field: str, given: str, stored: object
) -> None:
    say(desk, 55.0, **{field: given})
    (review,) = read_project(desk.folder).reviews
    assert review.decision == "amend"
    fields = (
        "indicator_id", "place_id", "year", "value", "unit", "operator", "statement_kind", "scope"
    )  # fmt: skip
    changed = {key: getattr(review, key) for key in fields if getattr(review, key) is not None}
    assert changed == {field: stored}


@pytest.mark.parametrize(
    ("field", "given", "stored"),
    [("nature", "binding", "binding"), ("target_kind", "floor", "floor"), ("stretch", "yes", True)],
)
def test_what_kind_of_target_it_is_is_no_amendment_of_the_reading(
    desk: Desk, field: str, given: str, stored: object
) -> None:
    say(desk, 55.0, **{field: given})
    (review,) = read_project(desk.folder).reviews
    assert (review.decision, getattr(review, field)) == ("accept", stored)


@pytest.mark.parametrize("place", ["平凉", "平凉市", "620800"])
def test_the_place_may_be_said_by_name_or_short_name(desk: Desk, place: str) -> None:
    say(desk, 55.0, place_id=place)
    (review,) = read_project(desk.folder).reviews
    assert (review.decision, review.place_id) == ("accept", None)


def test_an_amended_statement_can_be_accepted_as_printed_again(desk: Desk) -> None:
    say(desk, 55.0, value="56", year="2026")
    assert form(desk, 55.0)["value"] == "56" and form(desk, 55.0)["year"] == "2026"
    say(desk, 55.0, value="55", year="2025")
    (review,) = read_project(desk.folder).reviews
    assert (review.decision, review.value, review.year) == ("accept", None, None)


def test_accepting_an_amended_statement_once_more_keeps_the_amendment(desk: Desk) -> None:
    say(desk, 55.0, value="56", nature="binding", stretch="yes")
    say(desk, 55.0, note="再核对一遍")
    (review,) = read_project(desk.folder).reviews
    assert (review.decision, review.value, review.note) == ("amend", 56.0, "再核对一遍")
    assert (review.nature, review.stretch) == ("binding", True)


def test_a_whole_scope_takes_the_scope_of_the_reading_away(desk: Desk) -> None:
    say(desk, 55.0, scope="中心城区")
    say(desk, 55.0, scope="全域")
    assert entry(desk, 55.0).reading.scope == ""
    assert [one.scope for one in read_project(desk.folder).targets] == [""]


def test_what_the_form_of_a_rejection_or_withdrawal_holds_is_not_stored(desk: Desk) -> None:
    for decision in ("accept", "reject", "withdraw"):
        say(desk, 55.0, decision, value="77", note="理由")
    lines = desk.folder.reviews(ID).read_text(encoding="utf-8").splitlines()[2:]
    assert len(lines) == 2 and not any("77" in line.split(",")[8] for line in lines)
    assert entry(desk, 55.0).state == "pending"


def unchanged_by(desk: Desk, stated: float, decision: str, **changed: str) -> str:
    """Return the sentence with which a decision is refused; the files stay as they were."""
    given, before = form(desk, stated, **changed), kept(desk.folder)
    with pytest.raises((InputRefused, NotFound)) as error:
        desk.decide(entry(desk, stated).statement.statement_id, decision, given, of=ID, now=NOW)
    assert kept(desk.folder) == before
    return str(error.value)


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        ("value", "五十五", "“五十五”不是数"), ("value", "55%", "“55%”不是数"),
        ("value", "nan", "“nan”不是数"), ("value", "1e5", "“1e5”不是数"),
        ("value", "0x10", "“0x10”不是数"), ("value", "-", "“-”不是数"),
        ("year", "25", "“25”不是年份"), ("year", "2025年", "“2025年”不是年份"),
        ("year", "3025", "“3025”不是年份"), ("year", "2025.5", "“2025.5”不是年份"),
        ("place_id", "没有市", "没有“没有市”这个地区"), ("indicator_id", "rate", "“rate”不可用"),
        ("operator", "≥", "“≥”不可用"), ("statement_kind", "goal", "“goal”不可用"),
        ("nature", "约束性", "“约束性”不可用"), ("target_kind", "levels", "“levels”不可用"),
        ("unit", "万人", "单位“万人”不是"), ("scope", "=A1", "表格软件会当成公式"),
        ("note", "=A1", "表格软件会当成公式"), ("note", " \x00=A1", "表格软件会当成公式"),
        ("reviewer", "@张三", "表格软件会当成公式"),
    ],
)  # fmt: skip
def test_a_field_that_cannot_be_is_refused_in_a_sentence(
    desk: Desk, field: str, given: str, said: str
) -> None:
    assert said in unchanged_by(desk, 55.0, "accept", **{field: given})


def test_all_bad_numbers_are_told_at_once(desk: Desk) -> None:
    said = unchanged_by(desk, 55.0, "accept", year="明年", value="很多")
    assert "“明年”不是年份" in said and "“很多”不是数" in said


@pytest.mark.parametrize("decision", ["accept", "reject", "withdraw"])
@pytest.mark.parametrize("reviewer", ["", "  \u3000", "\x00\u200b", "张" * 41])
def test_nobody_decides_without_a_name(desk: Desk, decision: str, reviewer: str) -> None:
    said = unchanged_by(desk, 55.0, decision, reviewer=reviewer, note="理由")
    assert "请填写审核人姓名" in said


@pytest.mark.parametrize("note", ["", " \t\u3000", "\u200b"])
def test_a_rejection_needs_a_reason(desk: Desk, note: str) -> None:
    assert "不采纳须写明理由" in unchanged_by(desk, 55.0, "reject", note=note)


def test_a_note_has_500_signs_at_most(desk: Desk) -> None:
    assert "说明不超过500字" in unchanged_by(desk, 55.0, "accept", note="字" * 501)
    say(desk, 55.0, note="字" * 500)
    assert entry(desk, 55.0).state == "accept"


def test_an_indicator_that_is_not_registered_is_no_target(desk: Desk) -> None:
    assert "不是登记的指标" in unchanged_by(desk, 3.0, "accept")
    say(desk, 3.0, indicator_id="old_estates_started")
    assert [one.indicator_id for one in read_project(desk.folder).targets] == [
        "old_estates_started"
    ]


def test_what_is_typed_is_kept_on_one_line_without_control_characters(desk: Desk) -> None:
    note = ' 第一行\r\n第二行\t"引号",逗号\x00\x1b[31m\u202e\u2028尾 '
    say(desk, 55.0, reviewer=" 张\n三\x07 ", note=note)
    (review,) = read_project(desk.folder).reviews
    assert review.reviewer == "张 三"
    assert review.note == '第一行 第二行 "引号",逗号 [31m 尾'
    assert desk.folder.reviews(ID).read_bytes().count(b"\n") == 2
    assert inspect_project(desk.folder)[1] == []


@pytest.mark.parametrize("statement_id", ["", "0123456789ab", "../x", "\x00"])
@pytest.mark.parametrize("decision", ["accept", "amend", "reject", "withdraw"])
def test_a_statement_that_is_not_there_is_not_decided_on(
    desk: Desk, statement_id: str, decision: str
) -> None:
    before = kept(desk.folder)
    with pytest.raises(NotFound, match="请刷新本页"):
        desk.decide(statement_id, decision, {"reviewer": "张三", "note": "理由"}, of=ID, now=NOW)
    assert kept(desk.folder) == before


def test_in_a_project_with_an_error_nobody_decides(desk: Desk) -> None:
    given = form(desk, 55.0)
    (desk.folder.document(ID).parent / "text.txt").write_text("别的正文", encoding="utf-8")
    before = kept(desk.folder)
    with pytest.raises(InputRefused, match="重新运行urban extract"):
        desk.decide("0123456789ab", "accept", given, of=ID, now=NOW)
    assert kept(desk.folder) == before


@pytest.mark.parametrize("field", ["year", "value", "unit", "indicator_id"])
def test_a_field_that_somebody_emptied_is_not_accepted_as_it_was(desk: Desk, field: str) -> None:
    given = form(desk, 55.0, **{field: ""})
    with pytest.raises(InputRefused):
        desk.decide(entry(desk, 55.0).statement.statement_id, "accept", given, of=ID, now=NOW)


def test_a_scope_that_somebody_emptied_is_taken_away(desk: Desk) -> None:
    edit(desk, "全市常住人口城镇化率达到55%", "中心城区常住人口城镇化率达到55%")
    assert entry(desk, 55.0).statement.scope == "中心城区"
    say(desk, 55.0, scope="")
    assert entry(desk, 55.0).reading.scope == ""


def test_withdrawing_what_nobody_decided_writes_nothing(desk: Desk) -> None:
    with pytest.raises(InputRefused):
        say(desk, 55.0, "withdraw")
    desk.remove(ID)


# ---- acceptances whose statement is read otherwise now ----


def test_an_acceptance_of_another_reading_stands_beside_the_new_one(desk: Desk) -> None:
    say(desk, 55.0)
    edit(desk, "55%", "56%")
    found = entry(desk, 56.0)
    assert found.state == "pending" and found.was is not None
    assert found.was.reading == "平凉市 2025年 常住人口城镇化率 55%"
    assert sheet(desk).lost == ()
    say(desk, 56.0)
    assert (entry(desk, 56.0).was, entry(desk, 56.0).state) == (None, "accept")


def test_an_acceptance_without_a_passage_is_lost_until_it_is_withdrawn(desk: Desk) -> None:
    say(desk, 55.0)
    key = entry(desk, 55.0).statement.statement_id
    edit(desk, "到2025年，全市常住人口城镇化率达到55%。\n\n", "")
    edit(desk, "到2025年，全市百人大会次数达到3个。\n", "")
    (review,) = sheet(desk).lost
    assert review.statement_id == key
    with pytest.raises(NotFound):
        desk.decide(key, "accept", {"reviewer": "李四"}, of=ID, now=NOW)
    desk.decide(key, "withdraw", {"reviewer": "李四"}, of=ID, now=NOW)
    assert sheet(desk).lost == () and inspect_project(desk.folder)[1] == []


# ---- documents ----


def test_a_place_is_understood_by_name_and_refused_where_there_is_none(desk: Desk) -> None:
    text = TEXT.replace("55%", "56%").encode()
    made = desk.add(text, "b.txt", FORM | {"place_id": " 甘肃省 "})
    assert sheet(desk, made).document.place_id == "620000"
    desk.change(made, FORM | {"place_id": "平凉"})
    assert sheet(desk, made).place_name == "平凉市"
    before = kept(desk.folder)
    with pytest.raises(NotFound, match="没有“没有市”这个地区"):
        desk.change(made, FORM | {"place_id": "没有市"})
    for empty in ("", "  "):
        with pytest.raises(InputRefused, match="请填写文件所属地区"):
            desk.add(TEXT.replace("55%", "57%").encode(), "c.txt", FORM | {"place_id": empty})
    with pytest.raises(DocumentUnreadable):
        desk.add(b"", "c.txt", FORM)
    assert kept(desk.folder) == before


# ---- the whole way ----


def test_from_an_uploaded_file_to_a_judged_row_of_the_board(desk: Desk) -> None:
    say(desk, 55.0, nature="binding", operator=">=")
    say(desk, 44.77)
    boards = BoardReader(url_of(desk.folder))
    with boards.open() as board:
        assert board.rows(place_id="620800") == []
    desk.load(NOW)
    with boards.open() as board:
        (row,) = board.rows(place_id="620800")
        assert (row.target.value, row.target.year, row.target.operator) == (55.0, 2025, ">=")
        assert (row.target.base, row.target.base_year) == (44.77, 2020)
        assert (row.target.nature, row.place.name) == ("binding", "平凉市")
        assert row.observation is not None and row.observation.value == 46.12
        # 2021 is a fifth of the way: 44.77 + 10.23 / 5 = 46.816 was due, 46.12 was reached.
        assert (row.expected, row.gap) == (pytest.approx(46.816), pytest.approx(-0.696))
        assert (row.source.document_id, row.source.title) == (ID, "平凉市规划")
        assert row.source.citation == "平凉市规划，平凉市人民政府，2021-05（文件“规划.txt”）"
        (chain,) = board.chains(place_id="620800")
        (passage,), (base,) = board.passages(chain), board.base_passage(chain)
        assert (passage.quote, base.value) == ("全市常住人口城镇化率达到55%", 44.77)
        assert TEXT[passage.start : passage.stop] == passage.quote
        assert set(board.reviewers(chain).values()) == {"张三 2026-11-22"}


def test_what_is_withdrawn_leaves_the_board_at_the_next_load(desk: Desk) -> None:
    say(desk, 55.0)
    desk.load(NOW)
    say(desk, 55.0, "withdraw")
    boards = BoardReader(url_of(desk.folder))
    with boards.open() as board:
        assert len(board.rows(place_id="620800")) == 1
    desk.load(NOW)
    with boards.open() as board:
        assert board.rows(place_id="620800") == []


def test_a_load_that_is_refused_leaves_the_board_as_it_was(desk: Desk) -> None:
    desk.load(NOW)
    bad: Path = desk.folder.observations / "bad.csv"
    bad.write_text("不是表头\n", encoding="utf-8")
    with pytest.raises(InputRefused, match=r"bad\.csv"):
        desk.load(NOW)
    assert desk.is_ahead()
    bad.unlink()
    assert not desk.is_ahead()


def accept_all(desk: Desk, document_id: str, stated: float) -> None:
    """Accept every statement of a document that prints a value."""
    for one in sheet(desk, document_id).entries:
        if one.statement.value == stated:
            key = one.statement.statement_id
            desk.decide(key, "accept", {"reviewer": "张三"}, of=document_id, now=NOW)


def test_two_passages_of_one_target_are_one_row_with_both_as_evidence(desk: Desk) -> None:
    text = (
        "到2025年，全市常住人口城镇化率达到55%。\n\n二、重点任务\n\n"
        "推进农业转移人口市民化，到2025年，全市常住人口城镇化率达到55%。"
        "（牵头单位：市发展改革委；责任单位：市公安局、各县（市、区）政府）\n"
    )
    found = desk.add(text.encode(), "任务.txt", FORM)
    accept_all(desk, found, 55.0)
    desk.load(NOW)
    with BoardReader(url_of(desk.folder)).open() as board:
        (row,) = board.rows(place_id="620800")
        (chain,) = board.chains(place_id="620800")
        assert len(board.passages(chain)) == 2
        # In the order of the text, and the lead because the text says 牵头.
        assert row.target.responsible == ("市发展改革委", "市公安局", "各县（市、区）政府")
        assert row.target.lead == ("市发展改革委",)


def test_a_table_that_says_binding_makes_a_binding_target(desk: Desk) -> None:
    text = (
        "二、主要指标\n| 指标 | 单位 | 2020年 | 2025年 | 属性 |\n"
        "| 常住人口城镇化率 | % | 44.77 | 55 | 约束性 |\n"
    )
    found = desk.add(text.encode(), "表.txt", FORM)
    accept_all(desk, found, 55.0)
    desk.load(NOW)
    with BoardReader(url_of(desk.folder)).open() as board:
        (row,) = board.rows(place_id="620800")
        # The registry says expected; what the plan says goes before.
        assert row.target.nature == "binding"


@pytest.mark.parametrize("writable", [True, False])
def test_a_lost_acceptance_can_be_withdrawn_only_where_one_may_write(
    desk: Desk, *, writable: bool
) -> None:
    say(desk, 55.0)
    edit(desk, TEXT[TEXT.index("到2025年") :], "")
    assert [review.reading for review in sheet(desk).lost] == ["平凉市 2025年 常住人口城镇化率 55%"]
    shown = Desk(desk.folder, url_of(desk.folder), writable=writable)
    registry = read_project(desk.folder).registry
    drawn = str(layout(shown, sheet(shown), registry, "zh"))
    assert "平凉市 2025年 常住人口城镇化率 55%" in drawn
    assert ("'data-act': 'withdraw'" in drawn or "data-act='withdraw'" in drawn) is writable
