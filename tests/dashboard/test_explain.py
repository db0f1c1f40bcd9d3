"""One number's way in lines: the sums of its sheet, and what stands beside the verdict."""

import pytest

from dashboard.board import Board
from dashboard.calculating import calculated
from dashboard.explain import awaited, explain
from dashboard.records import Row
from etl.domain.asof import AsOf
from etl.project.folder import Folder
from etl.project.reader import read_project
from etl.steps.judge import judge
from tests.dashboard.deciding import DAY, NOW, lagging, site_on
from tests.dashboard.plans import a_newer_plan
from tests.decided import judged
from tests.etl.domain.test_sums import check

PINGLIANG, RATE = "620800", "urbanization_rate"


def said(board: Board, as_of: AsOf | None = None, place: str = PINGLIANG) -> list[str]:
    return list(explain(board, board.places[place], board.find_indicator(RATE), as_of))


def row_of(board: Board, year: int) -> Row:
    (found,) = [row for row in board.rows(PINGLIANG, RATE) if row.target.year == year]
    return found


def test_the_sums_are_those_of_the_sheet(board: Board) -> None:
    lines = said(board, AsOf(2022))
    assert "6 计算  序时要求 44.77 + (55 − 44.77) × 2 ÷ 5 = 48.862%" in lines
    assert "6 计算  进度差 19.75 − 40 = -20.25个百分点" in lines
    assert "6 计算  判定 -30 ≤ -20.25 ≤ -10 → 滞后" in lines


def test_other_rules_and_the_forward_look_stand_beside_the_verdict(board: Board) -> None:
    lines = said(board, AsOf(2022))
    (first, _, _) = [line for line in lines if line.startswith("8 规则对照")]
    assert first.startswith("8 规则对照  6种规则中6种判定为落后。序时进度规则：滞后；")
    ahead = next(line for line in lines if line.startswith("8 前瞻"))
    # 44.77, 46.02, 46.79: slopes 1.25, 0.77, 1.01; the median is 1.01.
    assert "按2020、2021、2022年3个值，年均上升1.01个百分点" in ahead
    assert "2024" not in ahead


def test_what_cannot_be_judged_has_nothing_beside_it(board: Board) -> None:
    indicator = board.find_indicator("settled_migrants")
    lines = list(explain(board, board.places[PINGLIANG], indicator, None))
    assert not [line for line in lines if line.startswith(("6 ", "8 规则对照", "8 前瞻"))]


def test_a_person_who_holds_otherwise_is_named_and_the_verdict_stands(folder: Folder) -> None:
    site = site_on(lagging(folder))
    judge(read_project(folder), judged(site.target_id, "on_track", until="2026-12-31"))
    site.desk.load(NOW)
    with site.boards.open(today=DAY) as board:
        lines = said(board)
    assert "8 人工研判  基本符合预期：两县数据未报（张三 2026-03-01，有效期至2026-12-31）" in lines
    assert "7 评估  滞后（规则schedule）" in lines


def test_a_target_that_a_newer_plan_set_anew_says_so(folder: Folder) -> None:
    site = site_on(lagging(folder))
    a_newer_plan(folder)
    site.desk.load(NOW)
    with site.boards.open(today=DAY) as board:
        lines = said(board)
        known = said(board, AsOf(known_on=20231231))
    told = "8 已被新规划取代  《平凉市新规划》对同一年份另定目标，本目标不计入统计"
    assert lines.count(told) == 1
    assert told not in known
    assert not any("平凉市新规划" in line for line in known)  # it took effect in 2024


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sum_of_the_committed_project_comes_out_by_hand(board: Board, lang: str) -> None:
    lines = 0
    for chain in board.chains():
        for row in chain.rows:
            for line in calculated(board, row, chain.rows, lang):
                check(line)
                lines += 1
    assert lines > 40


def test_every_year_of_the_committed_project_comes_out_by_hand(board: Board) -> None:
    for year in range(2013, 2025):
        rows = board.rows(as_of=AsOf(year))
        for row in rows:
            chain = [one for one in rows if one.target.chain_id == row.target.chain_id]
            for line in calculated(board, row, chain, as_of=AsOf(year)):
                check(line)


def test_a_running_target_says_which_years_are_overdue(board: Board) -> None:
    # The board's day is 2026-11-22: the value of 2025 was due by the end of June 2026.
    rows = [row_of(board, 2025), row_of(board, 2035), row_of(board, 2020)]
    found = awaited(board, rows, "zh")
    assert found == {row.target.target_id: "2025年数值待入库" for row in rows[:2]}
