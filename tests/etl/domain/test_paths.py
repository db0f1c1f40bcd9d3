"""Required paths: the table of Pingliang's plan by hand, what has no path, and the laws of any."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.domain.paths import METHODS, chain_path, geometric, linear, logistic, required
from etl.errors import PathUndefined

PINGLIANG = {2020: 44.77, 2025: 55.0}
SHARES = st.floats(0.5, 99.5)
GAPS = st.lists(st.integers(1, 6), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("method", "between"),
    [
        # 10.23 / 5 = 2.046 a year.
        ("linear", [46.816, 48.862, 50.908, 52.954]),
        # logit(0.4477) = -0.2099688, logit(0.55) = 0.2006707, d = 0.4106395 / 5 = 0.0821279.
        ("logistic", [46.808, 48.857, 50.910, 52.960]),
        # (55 / 44.77) ** (1 / 5) = 1.04202 a year.
        ("geometric", [46.651, 48.611, 50.654, 52.782]),
    ],
)
def test_the_path_of_pingliang_is_that_of_the_published_table(
    method: str, between: list[float]
) -> None:
    path = chain_path(method, PINGLIANG)
    assert list(path) == [2020, 2021, 2022, 2023, 2024, 2025]
    assert [round(value, 3) for value in path.values()] == [44.77, *between, 55.0]


def test_a_logistic_path_moves_the_logit_by_the_growth_difference_each_year() -> None:
    path = chain_path("logistic", PINGLIANG)
    logits = [math.log(value / (100 - value)) for value in path.values()]
    for before, after in pairwise(logits):
        assert after - before == pytest.approx(0.0821277, abs=1e-6)


def test_a_chain_bends_at_its_milestone_and_does_not_cut_the_corner() -> None:
    path = chain_path("linear", PINGLIANG | {2035: 70.0})
    # One straight line to 2035 would ask for 44.77 + 25.23 / 3 = 53.18 in 2025; the plan asks 55.
    assert path[2025] == 55.0
    # 15 points in the ten years after: 1.5 a year.
    assert (path[2026], path[2030], path[2035]) == (56.5, 62.5, 70.0)


def test_a_saturation_level_bends_the_logistic_path() -> None:
    path = chain_path("logistic", {2020: 20.0, 2022: 60.0}, ceiling=80.0)
    # logit(20/80) = -ln 3, logit(60/80) = ln 3: half way is logit 0, i.e. 40.
    assert path[2021] == pytest.approx(40.0)


def test_a_geometric_path_may_stay_below_zero() -> None:
    # -2, -4, -8: twice as much each year.
    assert chain_path("geometric", {2020: -2.0, 2022: -8.0})[2021] == pytest.approx(-4.0)


@pytest.mark.parametrize(
    ("method", "knots", "said"),
    [
        ("geometric", {2020: 0.0, 2025: 5.0}, "2020年0至2025年5"),
        ("geometric", {2020: -1.0, 2025: 5.0}, "2020年-1至2025年5"),
        ("geometric", {2020: 5.0, 2025: 0.0}, "2020年5至2025年0"),
        ("geometric", {2020: 5.0, 2025: 6.0, 2030: 0.0}, "2025年6至2030年0"),
        ("logistic", {2020: 0.0, 2025: 50.0}, "0与100之间"),
        ("logistic", {2020: 50.0, 2025: 100.0}, "2020年50至2025年100"),
        ("logistic", {2020: 50.0, 2025: 120.0}, "2025年120"),
    ],
)
def test_a_path_that_arithmetic_does_not_define_is_refused_with_the_reason(
    method: str, knots: dict[int, float], said: str
) -> None:
    with pytest.raises(PathUndefined) as refused:
        chain_path(method, knots)
    assert said in str(refused.value) and str(refused.value).endswith("请改用linear。")


@pytest.mark.parametrize("ceiling", [50.0, 0.0, -1.0])
def test_a_ceiling_at_or_below_the_target_is_refused(ceiling: float) -> None:
    with pytest.raises(PathUndefined, match=f"0与{ceiling:g}之间"):
        chain_path("logistic", {2020: 44.0, 2025: 50.0}, ceiling=ceiling)


def test_an_unknown_method_is_refused_with_the_known_ones() -> None:
    with pytest.raises(PathUndefined, match="没有“spline”这种路径，可用：linear、geometric、logis"):
        chain_path("spline", PINGLIANG)


@pytest.mark.parametrize("knots", [{}, {2020: 44.77}])
def test_a_path_needs_a_base_and_a_later_target(knots: dict[int, float]) -> None:
    with pytest.raises(PathUndefined, match="至少要有一个基期和一个更晚的目标年"):
        chain_path("linear", knots)


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_a_linear_path_through_no_number_is_refused_in_its_own_words(bad: float) -> None:
    with pytest.raises(PathUndefined) as refused:
        chain_path("linear", {2020: bad, 2025: 55.0})
    assert "几何" not in str(refused.value)


def test_each_element_of_a_column_follows_its_own_method() -> None:
    base, target = np.full(3, 20.0), np.full(3, 80.0)
    share, ceiling = np.full(3, 0.5), np.full(3, 100.0)
    found = required(np.array([0, 1, 2], dtype=np.int8), base, target, share, ceiling)
    # Half way: the mean; the root of 20 * 80 = 1600; and logit 0 between -1.386 and 1.386.
    assert found == pytest.approx([50.0, 40.0, 50.0])


def test_the_curves_themselves_are_undefined_rather_than_wrong() -> None:
    one, zero, half = np.array([1.0]), np.array([0.0]), np.array([0.5])
    assert np.isnan(geometric(one, zero, half)) and np.isnan(geometric(one, -one, half))
    assert np.isnan(logistic(zero, one, half, np.array([100.0])))
    assert linear(one, -one, half) == 0.0


@st.composite
def chains(draw: st.DrawFn) -> dict[int, float]:
    """Return a base and up to four milestones."""
    year, knots = 2020, {2020: draw(SHARES)}
    for gap in draw(GAPS):
        year += gap
        knots[year] = draw(SHARES)
    return knots


@given(st.sampled_from(METHODS), chains())
def test_a_path_starts_at_its_base_meets_every_milestone_and_misses_no_year(
    method: str, knots: dict[int, float]
) -> None:
    path = chain_path(method, knots)
    assert list(path) == list(range(min(knots), max(knots) + 1))
    assert {year: path[year] for year in knots} == knots


@given(st.sampled_from(METHODS), SHARES, SHARES, st.integers(1, 30))
def test_a_path_between_two_ends_never_turns_back(
    method: str, base: float, target: float, years: int
) -> None:
    values = list(chain_path(method, {2020: base, 2020 + years: target}).values())
    sign = 1 if target >= base else -1
    assert all((after - before) * sign >= -1e-9 for before, after in pairwise(values))


@given(chains(), st.floats(1.001, 3))
def test_a_logistic_path_stays_between_nothing_and_its_ceiling(
    knots: dict[int, float], room: float
) -> None:
    ceiling = max(knots.values()) * room
    assert all(0 < value < ceiling for value in chain_path("logistic", knots, ceiling).values())


@given(st.sampled_from(METHODS[:2]), chains(), st.floats(0.01, 1e6))
def test_a_path_in_another_unit_is_the_same_path(
    method: str, knots: dict[int, float], factor: float
) -> None:
    there = chain_path(method, {year: value * factor for year, value in knots.items()})
    here = chain_path(method, knots)
    assert list(there.values()) == pytest.approx([value * factor for value in here.values()])
