"""The composite score is a sum that can be done on paper, and never hides what is missing."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from etl.domain.columns import STATUSES
from etl.domain.score import Item, composite, score_of, score_words

LEAST = 80.0
RUNNING = Item("a", "rate", 1.0, "level", "behind", "", 85.0, 20.0, 40.0)


def an_item(**changed: object) -> Item:
    return replace(RUNNING, **changed)  # type: ignore[arg-type]


def scored(score: float, key: str = "a", weight: float = 1.0) -> Item:
    """Return a running target that scores `score`: that much done of 100 due."""
    return an_item(
        key=key, indicator_id=key, weight=weight, distance_completion=score,
        schedule_completion=100.0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "score"),
    [
        ({}, 50.0),  # 20 of the 40 due
        ({"distance_completion": 50.0}, 100.0),  # 125, cut
        ({"distance_completion": -0.01}, 0.0),  # a rounding below the base
        ({"status": "achieved"}, 100.0),
        ({"status": "reversing", "distance_completion": -12.0}, 0.0),
        ({"status": "missed", "distance_completion": 70.0, "schedule_completion": 100.0}, 70.0),
        ({"status": "missed", "distance_completion": 99.7}, 99.0),
        ({"status": "missed", "distance_completion": -5.0}, 0.0),
        ({"status": "missed", "distance_completion": None, "level_completion": 93.3}, 93.3),
        ({"status": "missed", "distance_completion": None, "level_completion": 125.0}, 80.0),
        ({"status": "missed", "distance_completion": None, "level_completion": 0.0}, 0.0),
        ({"status": "missed", "distance_completion": None, "level_completion": None}, None),
        ({"status": "unknown"}, None),
        ({"status": "not_due"}, None),
        ({"status": "behind", "distance_completion": None}, None),
    ],
)  # fmt: skip
def test_a_target_scores_what_the_rule_says(changed: dict[str, object], score: float) -> None:
    found = score_of(an_item(**changed))
    assert found == (None if score is None else pytest.approx(score))


@pytest.mark.parametrize("kind", ["floor", "cap", "milestone"])
def test_what_is_met_or_not_scores_all_or_nothing(kind: str) -> None:
    plain = an_item(kind=kind, distance_completion=None, schedule_completion=None)
    assert score_of(replace(plain, status="achieved")) == 100
    assert score_of(replace(plain, status="missed", level_completion=98.0)) == 0
    assert score_of(replace(plain, status="behind")) == 0
    assert score_of(replace(plain, status="on_track")) == 100


def test_an_allowance_used_too_early_scores_the_time_against_the_use() -> None:
    used = an_item(
        kind="cap", cause="allowance_early", distance_completion=60.0, schedule_completion=40.0
    )
    assert score_of(used) == pytest.approx(200 / 3)


def test_beyond_a_range_that_may_not_be_passed_nothing_is_earned() -> None:
    assert score_of(an_item(cause="beyond_range", distance_completion=130.0)) == 0
    assert score_of(an_item(cause="beyond_range", status="missed", distance_completion=130.0)) == 0


def test_the_score_of_a_place_is_the_weighted_mean() -> None:
    found = composite([scored(50, "a", 3), scored(100, "b", 1), scored(20, "c", 1)], LEAST)
    assert found.score == pytest.approx((150 + 100 + 20) / 5)
    assert found.coverage == 100
    assert [(one.weight, one.score) for one in found.parts] == [(3, 50), (1, 100), (1, 20)]


def test_under_the_least_coverage_there_is_no_score_but_what_is_missing() -> None:
    unknown = an_item(key="b", indicator_id="b", status="unknown", cause="no_actual", weight=1.1)
    found = composite([scored(50, weight=4), unknown], LEAST)
    assert found.score is None
    assert found.coverage == pytest.approx(100 * 4 / 5.1)  # 78.43
    assert found.missing == ("b",)


def test_exactly_the_least_coverage_is_enough() -> None:
    unknown = an_item(key="b", indicator_id="b", status="unknown", cause="no_base", weight=0.1)
    found = composite([scored(50, weight=0.4), unknown], LEAST)  # 0.4 / 0.5
    assert found.score == pytest.approx(50)


def test_several_targets_of_one_indicator_share_its_weight() -> None:
    first, second = an_item(key="a", weight=3.0), an_item(key="b", weight=3.0, status="achieved")
    found = composite([first, second, scored(0, "c", 1)], LEAST)
    assert found.score == pytest.approx((1.5 * 50 + 1.5 * 100 + 0) / 4)


@pytest.mark.parametrize(
    "waiting",
    [
        {"status": "not_due", "cause": "later_year"},
        {"status": "unknown", "cause": "no_year"},
        {"status": "on_track", "distance_completion": 0.0, "schedule_completion": 0.0},
    ],
)
def test_what_nothing_is_asked_of_yet_neither_scores_nor_is_missing(
    waiting: dict[str, object],
) -> None:
    found = composite([scored(60), an_item(key="b", indicator_id="b", **waiting)], LEAST)
    assert (found.score, found.coverage, found.missing) == (60, 100, ())


def test_a_place_of_which_nothing_is_due_has_neither_score_nor_coverage() -> None:
    found = composite([an_item(status="not_due")], LEAST)
    assert (found.score, found.coverage, found.parts) == (None, None, ())
    assert composite([], LEAST).score is None


def test_with_no_least_coverage_nothing_judged_is_still_no_score() -> None:
    found = composite([an_item(status="unknown", cause="no_actual")], 0.0)
    assert (found.score, found.coverage) == (None, 0)


PERCENTS = st.none() | st.floats(-500, 500)
ITEMS = st.lists(
    st.builds(
        Item,
        key=st.uuids().map(str),
        indicator_id=st.sampled_from("abcd"),
        weight=st.floats(0.1, 10),
        kind=st.sampled_from(["level", "floor", "cap", "milestone", "average_growth", "range"]),
        status=st.sampled_from(STATUSES),
        cause=st.sampled_from(["", "allowance_early", "beyond_range"]),
        level_completion=PERCENTS,
        distance_completion=PERCENTS,
        schedule_completion=PERCENTS,
    ),
    max_size=8,
)


@given(ITEMS, st.floats(0, 100))
def test_score_and_coverage_lie_between_0_and_100(items: list[Item], least: float) -> None:
    found = composite(items, least)
    assert found.score is None or -1e-9 <= found.score <= 100 + 1e-9
    assert found.coverage is None or 0 <= found.coverage <= 100 + 1e-9
    assert all(one.score is None or 0 <= one.score <= 100 for one in found.parts)
    if found.score is not None:
        assert found.coverage is not None
        assert found.coverage >= least - 1e-9


@given(ITEMS, st.floats(0.25, 40))
def test_the_scale_of_the_weights_changes_nothing(items: list[Item], scale: float) -> None:
    before = composite(items, 0)
    after = composite([replace(one, weight=one.weight * scale) for one in items], 0)
    assert after.score == pytest.approx(before.score)
    assert after.coverage == pytest.approx(before.coverage)


@given(ITEMS, st.floats(0, 100), st.floats(0.1, 10))
def test_a_target_that_does_better_than_the_score_never_lowers_it(
    items: list[Item], score: float, weight: float
) -> None:
    before = composite(items, 0)
    assume(before.score is not None and score >= before.score)
    after = composite([*items, scored(score, "new", weight)], 0)
    assert before.score is not None
    assert after.score is not None
    assert after.score >= before.score - 1e-9


@given(ITEMS, st.floats(0.1, 10))
def test_a_target_that_cannot_be_judged_lowers_the_coverage_and_leaves_the_score(
    items: list[Item], weight: float
) -> None:
    before = composite(items, 0)
    unknown = an_item(
        key="new", indicator_id="new", status="unknown", cause="no_actual", weight=weight
    )
    after = composite([*items, unknown], 0)
    assert after.score == pytest.approx(before.score)
    assert after.coverage is not None
    if before.coverage:
        assert after.coverage < before.coverage


def test_the_rule_in_words_names_the_limit_in_both_languages() -> None:
    said = score_words(80.0)
    assert all(zh and en for zh, en in said)
    assert said[-1] == (
        "数据覆盖率低于80%的不列综合得分，只列覆盖率和缺数据的指标。",
        "Below 80% coverage there is no score, only the coverage and what is missing.",
    )
