"""The overview and the page of an indicator: what they list, filter, mark and lead on to."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from dash.development.base_component import Component

from dashboard import summary
from dashboard.board import Board
from dashboard.forward import overdue_values
from dashboard.pages import indicator, overview
from dashboard.reader import BoardReader
from dashboard.summary import Choice, overview_of
from etl.domain.asof import AsOf
from etl.domain.records import Review
from etl.project.folder import Folder
from etl.project.reader import read_project
from etl.steps.extract import extract_project
from etl.steps.judge import judge
from etl.steps.load import load
from etl.steps.review import decide, pending
from tests.decided import LEAD, OTHER, judged, planned, rate, withdrawn
from tests.etl.project.test_documents import DESCRIPTION

PINGLIANG, RATE = "620800", "urbanization_rate"
TODAY = "2026-11-23"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def today(boards: BoardReader) -> Iterator[Board]:
    """The board of the committed project as looked at on a day."""
    with boards.open(None, TODAY) as board:
        yield board


def parts(part: Any, kind: str) -> Iterator[Any]:
    """Yield the components of a kind within a page, in their order."""
    if isinstance(part, list | tuple):
        for child in part:
            yield from parts(child, kind)
    elif isinstance(part, Component):
        if type(part).__name__ == kind:
            yield part
        yield from parts(getattr(part, "children", None), kind)


def text(part: Any) -> str:
    """Return all that a page says."""
    if isinstance(part, list | tuple):
        return "".join(text(child) for child in part)
    if isinstance(part, Component):
        return text(getattr(part, "children", None))
    return "" if part is None else str(part)


def page(board: Board, lang: str = "zh", **query: str) -> list[Any]:
    return overview.layout(board, query, lang)


def line_of(drawn: list[Any], name: str) -> Any:
    """Return the row of the matrix of a place."""
    (found,) = [one for one in parts(drawn, "Tr") if text(one.children[0]) == name]
    return found


def chosen(drawn: list[Any]) -> dict[str, str]:
    """Return what stands in the form: of each select the option that is chosen."""
    return {
        one.name: next((option.value for option in one.children if option.selected), "")
        for one in parts(drawn, "Select")
    }


# ---------- filters


def test_a_plan_that_is_chosen_leaves_only_its_targets(today: Board) -> None:
    seen = overview_of(today, Choice(plan="pingliang-2021-2035"))
    assert {row.target.document_id for row in seen.rows} == {"pingliang-2021-2035"}
    assert [place.place_id for place in seen.places] == [PINGLIANG]
    assert all(entry.row for entry in seen.entries.values())
    assert len(seen.plans) > 1


def test_a_department_that_is_chosen_leaves_what_it_answers_for(today: Board) -> None:
    seen = overview_of(today, Choice("all", department="省水利厅"))
    assert seen.rows
    assert all("省水利厅" in row.target.responsible for row in seen.rows)
    assert {"省水利厅", "省教育厅"} <= set(seen.departments)


def test_the_form_keeps_what_was_chosen_and_the_day(boards: BoardReader) -> None:
    with boards.open(AsOf(known_on=20230630), "2023-06-30") as board:
        drawn = page(board, "en", level="all", plan="pingliang-2021-2035", year="2021", theme="no")
    assert chosen(drawn) == {
        "level": "all", "theme": "", "plan": "pingliang-2021-2035", "department": "",
        "year": "2021",
    }  # fmt: skip
    hidden = {one.name: one.value for one in parts(drawn, "Input")}
    assert hidden == {"lang": "en", "as_of": "2023-06-30"}


def test_a_selection_without_any_target_says_so(today: Board) -> None:
    drawn = page(today, department="没有这个单位")
    assert "没有符合筛选条件的目标" in text(drawn)
    assert not list(parts(drawn, "Table"))
    assert chosen(drawn)["department"] == "没有这个单位"


def test_a_plan_that_does_not_exist_is_as_good_as_none(today: Board) -> None:
    assert chosen(page(today, plan="nothing"))["plan"] == ""


# ---------- the matrix


def test_each_cell_with_a_target_leads_to_its_calculation(today: Board) -> None:
    seen = overview_of(today, Choice())
    row = seen.entries[PINGLIANG, RATE].row
    assert row is not None
    links = [one.href for one in parts(line_of(page(today), "平凉市"), "Link")]
    assert f"/calculation/{row.target.target_id}" in links
    assert "/indicator/urbanization_rate?place=620881" not in links
    cell = [one.href for one in parts(line_of(page(today), "崆峒区"), "Link")]
    assert "/indicator/urbanization_rate?place=620802" in cell


def test_what_is_furthest_behind_leads_to_its_calculation(today: Board) -> None:
    (ranked,) = [one for one in parts(page(today), "Ol") if one.className == "ranked"]
    links = [one.href for one in parts(ranked, "Link")]
    assert links
    assert all(one.startswith("/calculation/") for one in links)
    assert len(list(parts(ranked, "Img"))) == len(links)


def test_a_place_under_the_least_coverage_shows_it_and_no_score(today: Board) -> None:
    said = text(line_of(page(today), "平凉市").children[1])
    assert said.startswith("数据不足覆盖率58.3%")
    assert "数据覆盖率低于80%，不列得分" in said
    assert "无法评估：农业转移人口落户数、" in said


def test_a_score_is_opened_to_its_sum_on_paper(today: Board) -> None:
    said = text(line_of(page(today, theme="population"), "甘肃省").children[1])
    assert said.startswith("99.2覆盖率100%")
    assert said.endswith("（3×100＋1×96.8）÷4＝99.2")


def test_a_place_without_a_target_has_neither_score_nor_past(today: Board) -> None:
    line = line_of(page(today), "崆峒区")
    assert [text(cell) for cell in line.children[1:3]] == ["—", "—"]


def test_past_years_stand_beside_each_place_in_words(today: Board) -> None:
    (picture,) = parts(line_of(page(today), "平凉市"), "Img")
    assert picture.alt == "2021年基本符合预期，2022年滞后，2023年无数值，2024年严重滞后"


def test_an_earlier_year_knows_no_later_past_and_awaits_nothing(today: Board) -> None:
    drawn = page(today, year="2022")
    (picture,) = parts(line_of(drawn, "平凉市"), "Img")
    assert picture.alt == "2021年基本符合预期，2022年滞后"
    assert "待入库" not in text(drawn)


def test_a_value_that_should_be_in_is_marked_beside_the_latest(today: Board) -> None:
    assert "2024（待入库2025）" in text(line_of(page(today), "平凉市"))
    assert "2024 (2025 overdue)" in text(line_of(page(today, "en"), "平凉市"))


@pytest.mark.parametrize("day", ["2026-11-23", "2026-06-30", "2025-07-01", "2023-01-01"])
def test_the_overview_awaits_what_the_page_of_data_awaits(boards: BoardReader, day: str) -> None:
    with boards.open(None, day) as board:
        seen = overview_of(board, Choice("all"))
        year, month = int(day[:4]), int(day[5:7])
        listed = overdue_values(board, year, month, [one.place_id for one in seen.places])
    awaited = {one.key: one.awaited for one in listed}
    shown = {
        (*pair, summary.scope_of(entry)): entry.awaited for pair, entry in seen.entries.items()
    }
    assert {key: years for key, years in shown.items() if years} == awaited


def test_more_places_than_fit_are_cut_and_the_page_says_so(
    today: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summary, "MOST_PLACES", 5)
    monkeypatch.setattr(overview, "MOST_PLACES", 5)
    seen = overview_of(today, Choice("all"))
    assert (len(seen.places), seen.left_out) == (5, 42)
    assert "共47个地区，本页只统计和列出前5个" in text(page(today, level="all"))


def test_a_human_judgement_stands_in_the_cell_beside_the_computed_status(folder: Folder) -> None:
    project = planned(folder)
    target_id = rate(project).target_id
    judge(project, judged(target_id, "far_behind"))
    said = cell_of(folder)
    assert "−6.8" in said
    assert "人工研判：严重滞后" in said
    judge(read_project(folder), withdrawn(target_id))
    assert "人工研判" not in cell_of(folder)


@contextmanager
def board_of(folder: Folder) -> Iterator[Board]:
    """Yield the board of a project as it stands now."""
    load(folder, now=datetime(2026, 7, 1, tzinfo=UTC))
    with BoardReader(f"sqlite:///{folder.database}").open() as board:
        yield board


def cell_of(folder: Folder) -> str:
    with board_of(folder) as board:
        return text(line_of(page(board), "平凉市"))


def test_departments_of_the_plan_can_be_chosen(folder: Folder) -> None:
    planned(folder)
    with board_of(folder) as board:
        seen = overview_of(board, Choice(department=OTHER))
        assert [row.target.year for row in seen.rows] == [2025]
        assert set(seen.departments) == {LEAD, OTHER}


def test_the_overview_waits_for_no_statistics_library() -> None:
    heavy = "{'scipy', 'dashboard.forward'} & set(sys.modules)"
    code = f"import sys, dashboard.pages.overview; sys.exit(str({heavy} or ''))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert answer.stderr.strip() == ""


def test_a_project_without_data_says_what_to_do(folder: Folder) -> None:
    for table in folder.observations.iterdir():
        table.unlink()
    with board_of(folder) as board:
        assert "项目里还没有数据" in text(page(board))


# ---------- the page of an indicator


def ranked(board: Board, lang: str = "zh", **query: str) -> list[list[str]]:
    """Return the cells of the ranking of the urbanization rate, as text."""
    drawn = indicator.layout(board, board.registry.indicators[RATE], query, lang)
    (frame,) = [
        one for one in parts(drawn, "Table") if text(one.children[0]) in ORDERS[lang]
    ]  # fmt: skip
    return [[text(cell) for cell in line.children] for line in frame.children[2].children]


ORDERS = {
    "zh": ("按进度差排序", "按改善幅度排序", "按实际水平排序"),
    "en": ("Ranked by gap to own target", "Ranked by improvement", "Ranked by level"),
}


def test_the_ranking_starts_with_what_is_furthest_behind_its_own_target(today: Board) -> None:
    assert ranked(today)[0] == [
        "平凉市", "55%（2025）", "49.5%（2024）", "−33.8", "−13.5（2022—2024）", "▼严重滞后",
        "2021—2024", "5.5",
    ]  # fmt: skip


def test_each_place_is_ranked_once_by_the_target_that_stands(today: Board) -> None:
    lines = ranked(today, sort="level")
    assert [line[0] for line in lines] == ["全国", "陕西省", "甘肃省", "平凉市"]
    assert lines[2][1:3] == ["不低于50%（2020）", "56.83%（2024）"]
    assert lines[2][5] == "●2020年已实现"


def test_an_order_by_improvement_says_between_which_years_or_why_not(today: Board) -> None:
    lines = ranked(today, "en", sort="improvement")
    assert lines[0][4] == "−6.2 (2018–2019)"  # Gansu: 5.17 and −1.01
    assert lines[1][4] == "−13.5 (2022–2024)"
    assert lines[2][4] == "—no gap in any year"


def test_the_order_is_in_the_address_of_its_links_and_of_the_table(today: Board) -> None:
    drawn = indicator.layout(
        today, today.registry.indicators[RATE], {"sort": "level", "place": PINGLIANG}, "zh"
    )
    (orders,) = [one for one in parts(drawn, "Nav") if one.className == "orders"]
    assert [one.href for one in parts(orders, "Link")] == [
        f"/indicator/{RATE}?place={PINGLIANG}&sort=gap",
        f"/indicator/{RATE}?place={PINGLIANG}&sort=improvement",
    ]
    (here,) = parts(orders, "Span")
    assert here.children == "按实际水平"
    (export,) = [one for one in parts(drawn, "A") if "/export/" in one.href]
    assert export.href == f"/export/indicator/{RATE}.csv?sort=level"
    assert "不能单独说明进展" in text(drawn)


def test_an_order_that_does_not_exist_is_the_one_by_gap(today: Board) -> None:
    assert ranked(today, sort="colour") == ranked(today)


def test_a_target_set_anew_by_another_plan_is_listed_below_and_not_ranked(folder: Folder) -> None:
    renewed(folder)
    with board_of(folder) as board:
        # 46.12 of 2021 against 50 in 2025: (46.12 − 44.77) / 5.23 = 25.8% where 20% is due.
        assert [line[1:4] for line in ranked(board)] == [["50%（2025）", "46.12%（2021）", "+5.8"]]
        drawn = indicator.layout(board, board.registry.indicators[RATE], {}, "zh")
        counts = overview_of(board, Choice()).counts
    (details,) = [one for one in parts(drawn, "Details") if "全部节点" in text(one.children[0])]
    assert "55%" in text(details)
    assert (counts["ahead"], counts["on_track"]) == (1, 0)


def renewed(folder: Folder) -> None:
    """Add a plan of 2023 to a project that sets the rate of 2025 anew, with every statement accepted."""
    planned(folder)
    path = folder.document("newer")
    path.parent.mkdir(parents=True)
    path.write_text(DESCRIPTION.replace("2021-05", "2023-05"), encoding="utf-8")
    aim = "# 目标\n\n2020年，全市常住人口城镇化率为44.77%。\n\n到2025年，全市常住人口城镇化率达到50%。\n"
    (path.parent / "text.md").write_text(aim, encoding="utf-8")
    extract_project(folder)
    project = read_project(folder)
    decide(
        project,
        [
            Review("newer", one.statement_id, "accept", "张三", "2026-01-01")
            for one in pending(project)
        ],
    )
