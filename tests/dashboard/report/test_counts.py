"""Sentences that count assert their own sums: a + b + c equals the total, or there is no report."""

import pytest

from dashboard.board import Board
from dashboard.report.counts import by_cause, by_nature, by_status, parts_of
from dashboard.report.refusals import NotAddingUp
from dashboard.summary import speaking
from etl.domain.asof import AsOf


def test_parts_that_make_up_the_total_are_listed_without_the_empty_ones() -> None:
    assert (
        parts_of(37, {"提前实现": 12, "快于预期": 0, "滞后": 25}, "指标")
        == "提前实现12项、滞后25项"
    )


def test_a_published_report_that_names_12_and_23_of_37_would_have_been_refused() -> None:
    with pytest.raises(NotAddingUp) as refused:
        parts_of(37, {"已实现": 12, "推进中": 23}, "指标")
    assert str(refused.value).startswith("指标共37项，分项相加为35项，不一致")


def test_one_too_many_is_refused_as_well() -> None:
    with pytest.raises(NotAddingUp):
        parts_of(3, {"滞后": 2, "无法评估": 2}, "指标")


def test_a_sum_can_be_of_places() -> None:
    assert parts_of(2, {"有的": 1, "没有的": 1}, "县", "个") == "有的1个、没有的1个"


def test_statuses_come_in_the_order_of_the_official_words(board: Board) -> None:
    rows = speaking(board.rows("620800", None, AsOf(2022)))
    # By hand from data/: 48% and 100万人 of 2020 missed, 34% and 80万人 reached, the rate of 2025
    # behind, eight without data or year.
    assert by_status(rows, "目标") == "已实现2项、滞后1项、未实现2项、无法评估8项"


def test_a_level_reached_before_its_year_is_named_apart(board: Board) -> None:
    rows = speaking(board.rows("000000", "urbanization_rate", AsOf(2023)))
    reached = [row for row in rows if row.status == "achieved"]
    # 65% of 2025 was passed in 2023 with 66.16%; 60% of 2020 was reached in its own year.
    assert by_status(reached, "目标") == "已实现2项（其中提前实现1项）"
    assert by_status([row for row in reached if row.early], "目标") == "提前实现1项"


def test_reasons_are_counted_and_add_up(board: Board) -> None:
    rows = [row for row in board.rows("620800", None, AsOf(2022)) if row.status == "unknown"]
    assert by_cause(rows) == "缺数据5项、规划未写明目标年份3项"


def test_natures_make_up_all(board: Board) -> None:
    rows = board.rows("000000")
    binding, expected = by_nature(rows)
    # By hand: construction land per head (2020) and new construction land (2025) are binding.
    assert (binding, binding + expected) == (2, len(rows))
