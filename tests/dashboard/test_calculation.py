"""The calculation sheet as a page: inputs with their passages, sums, choice, rules, publications."""

from dataclasses import replace
from typing import Any

import pytest

from dashboard.board import Board
from dashboard.components import Marks, marks_of, target_table
from dashboard.pages import calculation, place
from dashboard.publishing import Order, publish_board
from dashboard.records import Row
from etl.domain.asof import AsOf
from etl.domain.reason import NATURE_WORDS
from etl.project.folder import Folder
from etl.project.reader import read_project
from etl.steps.judge import judge
from tests.dashboard.deciding import DAY, NOW, Site, lagging, site_on
from tests.dashboard.drawn import links_of, rows_of, text_of
from tests.dashboard.plans import a_newer_plan
from tests.decided import judged

PINGLIANG, RATE = "620800", "urbanization_rate"
FORBIDDEN = ("nan", "None", "inf ", "{", "}")


def row_of(board: Board, indicator: str = RATE, year: int = 2025, code: str = PINGLIANG) -> Row:
    (found,) = [row for row in board.rows(code, indicator) if row.target.year == year]
    return found


def sheet(board: Board, row: Row, lang: str = "zh") -> Any:
    return calculation.layout(board, row, None, lang)


@pytest.fixture
def site(folder: Folder) -> Site:
    return site_on(lagging(folder))


def on_site(site: Site, lang: str = "zh", as_of: AsOf | None = None) -> Any:
    with site.boards.open(as_of, DAY) as board:
        row = board.row(site.target_id)
        assert row is not None
        return sheet(board, row, lang)


def test_the_inputs_stand_as_printed_with_the_way_to_their_passages(board: Board) -> None:
    page = sheet(board, row_of(board))
    inputs = {cells[0]: cells[1:4] for cells in rows_of(page) if len(cells) == 5}
    assert inputs["基期值"] == ["44.77%", "2020", "—"]
    assert inputs["目标"] == ["55%", "2025", "—"]
    assert inputs["实际值"] == ["49.5%", "2024", "普查后年报"]
    row = row_of(board)
    base, said = row.target.base_statement_id, row.target.statement_ids[0]
    for passage in (base, said):
        assert f"/plans/pingliang-2021-2035#s-{passage}" in links_of(page)


def test_the_sums_are_a_table_of_name_formula_numbers_and_result(board: Board) -> None:
    lines = [cells for cells in rows_of(sheet(board, row_of(board))) if len(cells) == 4]
    assert [
        "序时要求",
        "基期值 +（目标值 − 基期值）× 已过年数 ÷ 2020至2025年的年数",
        "44.77 + (55 − 44.77) × 4 ÷ 5",
        "= 52.954%",
    ] in lines
    assert [line[3] for line in lines if line[0] == "判定"] == ["→ 严重滞后"]


def test_the_way_back_leads_through_place_and_indicator(board: Board) -> None:
    links = links_of(sheet(board, row_of(board), "en"))
    assert links[:3] == [
        "/?lang=en",
        f"/place/{PINGLIANG}?lang=en",
        f"/indicator/{RATE}?place={PINGLIANG}&lang=en",
    ]


def test_every_year_is_listed_with_what_it_was_then(board: Board) -> None:
    past = [cells for cells in rows_of(sheet(board, row_of(board))) if cells[0].isdigit()]
    assert past == [
        ["2021", "2025年目标55%", "◆基本符合预期", "−7.8"],
        ["2022", "2025年目标55%", "▽滞后", "−20.3"],
        ["2024", "2025年目标55%", "▼严重滞后", "−33.8"],
    ]


def test_the_page_of_a_target_that_cannot_be_judged_says_why_everywhere(board: Board) -> None:
    for lang in ("zh", "en"):
        said = text_of(sheet(board, row_of(board, "settled_migrants", 2020), lang))
        assert ("缺数据" if lang == "zh" else "No data") in said
        assert ("没有可计算的步骤" if lang == "zh" else "nothing to compute") in said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_target_has_a_sheet_without_holes(board: Board, lang: str) -> None:
    for row in board.rows():
        said = text_of(sheet(board, row, lang))
        assert row.reason(lang) in said
        assert not [word for word in FORBIDDEN if word in said], row.target


def test_of_two_values_of_a_year_the_page_says_which_was_used_and_why(site: Site) -> None:
    # 46.12 was published in 2021-05, the revision 45.60 in 2023-05: the later one counts.
    page = on_site(site)
    lines = [cells for cells in rows_of(page) if len(cells) == 7]
    assert [(cells[0], cells[-1]) for cells in lines[1:]] == [
        ("45.60%", "采用"),
        ("46.12%", "未采用：公布较早"),
    ]
    earlier = on_site(site, as_of=AsOf(known_on=20221231))
    assert "2021年只有一个公布值，没有取舍。" in text_of(earlier)
    assert "45.60" not in text_of(earlier)


def test_a_target_set_anew_says_by_which_plan(site: Site) -> None:
    a_newer_plan(site.folder)
    site.desk.load(NOW)
    said = text_of(on_site(site))
    assert "已被新规划取代" in said
    assert "《平凉市新规划》对同一年份另定目标" in said


def test_a_judgement_stands_beside_the_status_on_sheet_and_place(site: Site) -> None:
    judge(read_project(site.folder), judged(site.target_id, "on_track"))
    site.desk.load(NOW)
    page = on_site(site)
    assert "人工研判：基本符合预期" in text_of(page)
    assert "两县数据未报" in text_of(page)
    with site.boards.open(today=DAY) as board:
        said = text_of(place.layout(board, board.places[PINGLIANG], "zh"))
    assert "人工研判：基本符合预期" in said
    assert "▽滞后" in said  # the computed status stays


def test_what_publications_said_stays_beside_what_is_said_now(site: Site) -> None:
    with site.boards.open(today=DAY) as board:
        made = publish_board(site.folder, board, Order(DAY, "张三", title="年中版"))
        before = publish_board(site.folder, board, Order(DAY, "张三", as_of="2022-12-31"))
    site.desk.load(NOW)
    page = on_site(site)
    lines = [cells for cells in rows_of(page) if len(cells) == 6]
    said = {cells[0]: cells[1:] for cells in lines[1:]}
    assert said["年中版"] == ["2026-07-01", "2021", "45.6%", "▽滞后", "−11.9"]
    assert said[before.title] == ["2022-12-31", "2021", "46.12%", "◆基本符合预期", "−6.8"]
    assert f"/publications/{made.publication_id}" in links_of(page)
    with site.boards.open(AsOf(known_on=20230101), "2023-01-01") as board:
        row = board.row(site.target_id)
        assert row is not None
        assert "年中版" not in text_of(sheet(board, row))  # not yet published on that day


def test_every_status_in_a_table_leads_to_its_sheet(board: Board) -> None:
    rows = board.rows(PINGLIANG)
    links = links_of(target_table(rows, "en"))
    for row in rows:
        assert f"/calculation/{row.target.target_id}?lang=en" in links


def test_marks_name_what_a_reader_must_know_of_a_status(board: Board) -> None:
    row = row_of(board)
    key = row.target.target_id
    assert marks_of(row, "zh", Marks()) == []
    aim = replace(row.target, stretch=True, superseded_by="newer")
    odd = replace(row, target=aim, base_revised=True)
    marks = Marks({key: "2025年数值待入库"}, {key: judged(key, "on_track")})
    said = [text_of(one) for one in marks_of(odd, "zh", marks)]
    assert said == [
        "已被新规划取代", "力争", "基期已修订", "2025年数值待入库", "人工研判：基本符合预期",
    ]  # fmt: skip


def test_the_place_page_shows_its_leading_target_under_all_rules(board: Board) -> None:
    page = place.layout(board, board.places[PINGLIANG], "zh")
    said = text_of(page)
    assert "6种规则中6种判定为落后。" in said
    rows = [cells for cells in rows_of(page) if len(cells) == 4]
    start = next(at for at, cells in enumerate(rows) if cells[0] == "规则") + 1
    rules = [cells[0] for cells in rows[start : start + 6]]
    assert rules[0] == "序时进度规则"
    assert len(rules) == 6
    assert said.count("2025年数值待入库") >= 2


def test_a_place_without_judged_targets_has_no_panel(board: Board) -> None:
    bare = place.layout(board, board.places["620801"], "zh") if "620801" in board.places else []
    assert "规则对照" not in text_of(bare)


def test_natures_are_named_in_the_bands(board: Board) -> None:
    said = text_of(sheet(board, row_of(board)))
    assert f"{NATURE_WORDS['expected'][0]}的档次：不低于5为快于预期" in said
