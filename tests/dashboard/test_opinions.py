"""One row under all rules: the same numbers, the other rules' own words, how many agree."""

from dataclasses import replace

import pytest

from dashboard.board import Board
from dashboard.opinions import Opinions, agreed_words, case_of, direction_of, opinions
from dashboard.records import Row
from etl.domain.asof import AsOf
from etl.domain.rules import Agreement

PINGLIANG, RATE = "620800", "urbanization_rate"


def row_of(
    board: Board, year: int = 2025, as_of: AsOf | None = None, place: str = PINGLIANG
) -> Row:
    (found,) = [row for row in board.rows(place, RATE, as_of) if row.target.year == year]
    return found


def test_pingliang_is_behind_under_all_six_rules(board: Board) -> None:
    found = opinions(board, row_of(board), "zh")
    assert found.sentence == "6种规则中6种判定为落后。"
    assert found.agreement == Agreement("behind", 6, 6)
    assert [one.rule for one in found.said] == [
        "schedule", "statcan", "eurostat", "un2022", "un2023", "escap",
    ]  # fmt: skip
    by_rule = {one.rule: one for one in found.said}
    assert (by_rule["schedule"].status, by_rule["schedule"].number) == (
        "严重滞后", "进度差−33.76个百分点",
    )  # fmt: skip
    # (49.5/44.77)^(1/4) − 1 = 2.543%; (55/44.77)^(1/5) − 1 = 4.202%; 0.605.
    assert by_rule["statcan"].number == "比值0.605"
    assert by_rule["statcan"].status == "有进展但需加快"
    assert by_rule["escap"].number == "指数4.624"  # 10 × 4.73 / 10.23
    assert all(one.bucket_word == "落后" for one in found.said)


def test_the_numbers_are_those_the_verdict_stands_on(board: Board) -> None:
    case = case_of(board, row_of(board))
    assert case.series == {2020: 44.77, 2021: 46.02, 2022: 46.79, 2024: 49.5}
    assert (case.base_year, case.target, case.target_year) == (2020, 55.0, 2025)
    assert (case.direction, case.limit, case.nature) == ("up", 100.0, "expected")


def test_as_of_a_year_no_later_value_is_asked_about(board: Board) -> None:
    as_of = AsOf(2022)
    case = case_of(board, row_of(board, as_of=as_of), as_of)
    assert case.series == {2020: 44.77, 2021: 46.02, 2022: 46.79}


def test_the_printed_base_stands_where_it_was_revised_since(board: Board) -> None:
    row = row_of(board)
    other = replace(row, target=replace(row.target, base=44.0))
    assert case_of(board, other).series[2020] == 44.0


def test_a_milestone_that_waits_is_no_opinion_of_the_schedule_rule(board: Board) -> None:
    found = opinions(board, row_of(board, 2035), "zh")
    assert found.sentence == "6种规则中5种可以评估，其中5种判定为落后。"
    assert found.said[0].status == "未到节点"


def test_in_english_every_word_is_english(board: Board) -> None:
    found = opinions(board, row_of(board), "en")
    assert found.sentence == "6 of 6 rules: behind."
    said = " ".join(
        text for one in found.said for text in (one.name, one.status, one.number, one.why)
    )
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in said)


@pytest.mark.parametrize(
    ("place", "indicator", "said"),
    [
        ("610000", "rental_homes", "年度任务每年从零算起"),
        ("610000", "village_waste_collection", "保持类要求只看是否守住"),
        ("000000", "new_construction_land", "控制类要求只看是否超过"),
        ("000000", "settled_migrants", "累计量从零算起"),
        ("000000", "park_area_per_head", "规划没有给出基期值"),
    ],
)
def test_a_kind_without_a_distance_says_why_no_rule_applies(
    board: Board, place: str, indicator: str, said: str
) -> None:
    rows = board.rows(place, indicator)
    assert rows
    for row in rows:
        found = opinions(board, row, "zh")
        assert said in found.why_not
        assert found == Opinions((), None, "", found.why_not)
        assert opinions(board, row, "en").why_not.isascii()


def test_a_value_across_the_census_is_not_compared(board: Board) -> None:
    row = row_of(board, 2020)
    assert not row.comparable
    assert "不可比" in opinions(board, row, "zh").why_not


def test_a_value_from_within_a_year_is_not_asked_about(board: Board) -> None:
    row = row_of(board)
    assert row.observation is not None
    half = replace(row, observation=replace(row.observation, as_of="2024-06-30"))
    assert "按整年计算" in opinions(board, half, "zh").why_not


def test_every_row_has_opinions_or_a_reason(board: Board) -> None:
    for lang in ("zh", "en"):
        for row in board.rows():
            found = opinions(board, row, lang)
            assert bool(found.why_not) != bool(found.said)
            assert bool(found.sentence) == bool(found.said)


def test_what_the_plan_writes_goes_before_the_indicator(board: Board) -> None:
    row = row_of(board)
    assert direction_of(row) == "up"
    assert direction_of(replace(row, target=replace(row.target, operator="<="))) == "down"


def test_nobody_able_to_judge_is_said_so() -> None:
    assert agreed_words(Agreement("unknown", 0, 0), 6, "zh") == "没有一种规则可以评估。"
