"""One status for an indicator of several series."""

import pytest

from etl.domain.rules.aggregate import aggregate
from etl.domain.rules.case import Opinion, unavailable


def scored(*scores: float, status: str = "moderate_progress") -> list[Opinion]:
    return [Opinion(status, 0.5, score, "。") for score in scores]


@pytest.mark.parametrize(
    ("scores", "status"),
    [
        ((5, 0), "substantial_progress"),
        ((5, -0.01), "moderate_progress"),
        ((5, -5), "moderate_progress"),
        ((4.99, -5), "limited_progress"),
        ((0, -5), "limited_progress"),
        ((-0.01, -5), "deterioration"),
    ],
)
def test_the_mean_score_decides(scores: tuple[float, ...], status: str) -> None:
    found = aggregate(scored(*scores))
    assert found.status == status
    assert (found.value, found.score) == (None, pytest.approx(sum(scores) / 2))


def test_achieved_is_only_what_is_achieved_in_all_series() -> None:
    achieved = scored(5, 5, status="target_achieved")
    assert aggregate(achieved).status == "target_achieved"
    assert aggregate(achieved + scored(5)).status == "substantial_progress"


def test_series_without_a_score_do_not_count() -> None:
    found = aggregate([*scored(5, status="target_achieved"), unavailable("无法评估。")])
    assert (found.status, found.score) == ("target_achieved", 5)
    assert found.reason == "1个序列的得分平均为5，全部达到目标。"


def test_an_indicator_without_any_score_is_not_available() -> None:
    assert aggregate([unavailable("无法评估。")]).status == "not_available"
    assert aggregate([]).status == "not_available"


def test_the_sum_of_a_printed_indicator_comes_out() -> None:
    # Two series of one indicator of EUSTAT score 4.64755558215275 and 5: 4.823777791076375.
    assert aggregate(scored(4.64755558215275, 5)).score == pytest.approx(4.823777791076375)
