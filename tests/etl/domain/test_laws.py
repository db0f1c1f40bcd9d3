"""What holds for every target and every series, whatever the numbers."""

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from etl.domain.asof import AsOf
from etl.domain.columns import BOUNDS, STATUSES
from etl.domain.records import Observation, Target
from tests.etl.domain.build import EVERYTHING, NUMBERS, a_target, seen, verdict, verdicts
from tests.etl.domain.slow_values import time_of

HUNDREDTHS = st.integers(0, 10_000).map(lambda number: number / 100)
YEARS = st.integers(2010, 2030)
MEASURES = st.sampled_from(["rate", "green", "ratio"])


@st.composite
def targets(draw: st.DrawFn, *, chain: str = "chain") -> Target:
    base_year = draw(st.none() | st.integers(2010, 2024))
    return a_target(
        draw(HUNDREDTHS),
        (base_year or 2015) + draw(st.integers(1, 10)),
        chain_id=chain,
        indicator_id=draw(MEASURES),
        operator=draw(st.sampled_from(BOUNDS)),
        nature=draw(st.sampled_from(["expected", "binding"])),
        base_year=base_year,
        base=None if base_year is None else draw(HUNDREDTHS),
    )


@st.composite
def published(draw: st.DrawFn) -> Observation:
    period = draw(YEARS)
    return seen(
        period,
        draw(HUNDREDTHS),
        indicator_id=draw(MEASURES),
        vintage=draw(
            st.sampled_from(["original", "none"])
            if period < 2020
            else st.sampled_from(["census_2020", "post_census", "revised"])
        ),
        maturity=draw(st.sampled_from(["final", "final", "preliminary", "forecast"])),
        as_of=draw(st.sampled_from(["", "", f"{period}-06-30", f"{period}-12-31"])),
        released_on=draw(st.sampled_from(["", "2031-01-01", "2032-05-06"])),
        trust=draw(st.sampled_from("ABC")),
    )


SERIES = st.lists(published(), max_size=12)


def on_an_edge(target: Target, points: float) -> bool:
    """Return whether the gap lies so near to a limit that arithmetic may fall on either side."""
    assert target.base is not None
    tolerance = 100 * 0.005 / abs(target.value - target.base)
    return any(abs(points - limit) < 1e-6 for limit in (5, 0, -10, -30, -tolerance))


def is_own_series(target: Target, one: Observation) -> bool:
    return one.indicator_id == target.indicator_id


def one_of_each_day(series: list[Observation]) -> list[Observation]:
    """Return the values without those that the rule of preference cannot tell apart."""
    return list(
        {(one.period, one.indicator_id, time_of(one), one.vintage): one for one in series}.values()
    )


@given(st.lists(targets(), max_size=6), SERIES)
def test_together_or_one_at_a_time_the_verdict_is_the_same(
    many: list[Target], series: list[Observation]
) -> None:
    alone = [replace(target, chain_id=str(row)) for row, target in enumerate(many)]
    assert verdicts(alone, series) == [verdict(target, *series) for target in alone]


@given(st.lists(targets(), max_size=4), SERIES, st.none() | YEARS)
def test_a_number_is_finite_or_absent_and_an_unknown_verdict_has_none(
    chain: list[Target], series: list[Observation], year: int | None
) -> None:
    for found in verdicts(chain, series, AsOf(year)):
        assert found.status in STATUSES
        values = found.numbers()
        assert all(value is None or math.isfinite(value) for value in values.values())
        if found.status == "unknown":
            assert {name for name in NUMBERS if values[name] is not None} <= {"level_completion"}
        if found.used is None:
            assert all(value is None for value in values.values())


@given(targets(), SERIES, YEARS)
def test_a_verdict_as_of_a_year_is_that_of_the_values_up_to_that_year(
    target: Target, series: list[Observation], year: int
) -> None:
    earlier = [one for one in series if one.period <= year]
    assert verdict(target, *series, as_of=AsOf(year)) == verdict(target, *earlier)


@given(targets(), SERIES, st.data())
def test_the_order_of_the_published_values_does_not_matter(
    target: Target, series: list[Observation], data: st.DataObject
) -> None:
    rows = one_of_each_day(series)
    shuffled = data.draw(st.permutations(rows))
    assert verdict(target, *rows) == verdict(target, *shuffled)


@given(targets(), SERIES, st.integers(0, 4))
def test_a_forecast_changes_nothing(target: Target, series: list[Observation], place: int) -> None:
    forecast = seen(2030, 99.0, indicator_id=target.indicator_id, maturity="forecast")
    more = [*series[:place], forecast, *series[place:]]
    assert verdict(target, *more) == verdict(target, *series)


@given(st.integers(1, 9_999), st.integers(1, 9_999), st.integers(1, 9_999), st.integers(2021, 2024))
def test_the_status_does_not_depend_on_the_unit(
    base: int, aim: int, actual: int, period: int
) -> None:
    assume(base != aim)
    rate = a_target(aim / 100, 2025, indicator_id="green", base=base / 100, base_year=2020)
    # The same figures as counts of whole things: a last digit of 1 where it was 0.01.
    count = replace(rate, value=float(aim), base=float(base), indicator_id="estates", kind="level")
    as_rate = verdict(rate, seen(period, actual / 100, indicator_id="green"))
    as_count = verdict(count, seen(period, float(actual), indicator_id="estates"))
    assume(as_rate.gap_points is None or not on_an_edge(rate, as_rate.gap_points))
    assert as_rate.status == as_count.status
    assert as_rate.gap_points == pytest.approx(as_count.gap_points, abs=1e-6)


@given(targets(), SERIES)
def test_a_verdict_rests_on_a_value_of_its_own_series(
    target: Target, series: list[Observation]
) -> None:
    found = verdict(target, *series, as_of=EVERYTHING)
    if found.used is not None:
        assert is_own_series(target, found.used) and found.used.maturity != "forecast"
        assert found.level_completion is None or target.value != 0
