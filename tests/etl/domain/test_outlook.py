"""The forward look: worked by hand, and laws that hold for every series."""

import math
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.domain.feasibility import Peer
from etl.domain.outlook import PATHLESS, Aim, Arrival, Outlook, look_ahead, theil_sen
from etl.domain.strength import Seen

PINGLIANG = [Seen(2020, 44.77), Seen(2021, 46.02), Seen(2022, 46.79), Seen(2024, 49.50)]
PLAN = Aim("level", 1, 55.0, 2025, base=44.77, base_year=2020, low=0.0, high=100.0)


def look(aim: Aim, *values: tuple[int, float], as_of_year: int = 2025) -> Outlook:
    return look_ahead(aim, [Seen(year, value) for year, value in values], None, as_of_year)


def test_pingliang_needs_five_and_a_half_points_and_goes_a_little_over_one() -> None:
    found = look_ahead(PLAN, PINGLIANG, [], 2025)
    assert (found.year, found.value) == (2024, 49.5)
    assert found.needed == pytest.approx(55 - 49.5)
    assert found.planned == pytest.approx(10.23 / 5)  # 2.046
    assert found.acceleration == pytest.approx(5.5 / 2.046)  # 2.688
    # The six slopes: 2020-21 1.25, 2020-22 2.02/2 = 1.01, 2020-24 4.73/4 = 1.1825,
    # 2021-22 0.77, 2021-24 3.48/3 = 1.16, 2022-24 2.71/2 = 1.355.
    # In order 0.77, 1.01, 1.16, 1.1825, 1.25, 1.355: the median is (1.16 + 1.1825) / 2.
    assert found.pace is not None
    assert found.pace.per_year == pytest.approx(1.17125)
    assert (found.pace.low, found.pace.high) == pytest.approx((0.77, 1.355))
    assert found.pace.years == (2020, 2021, 2022, 2024)


def test_pingliang_at_its_own_pace_arrives_four_years_late() -> None:
    found = look_ahead(PLAN, PINGLIANG, [], 2025)
    assert found.projection is not None
    assert found.projection.value == pytest.approx(49.5 + 1.17125)
    assert (found.projection.low, found.projection.high) == pytest.approx((50.27, 50.855))
    assert found.projection.year == 2025
    assert not found.projection.cut
    assert found.arrival == Arrival(2029)  # 5.5 / 1.17125 = 4.7 years after 2024
    assert found.feasibility is not None
    assert found.feasibility.ratio == pytest.approx(5.5 / 1.17125)
    assert found.feasibility.best is not None
    assert found.feasibility.best.start == 2020  # 1.25, against 0.77 in the next year
    assert found.feasibility.verdict == "unprecedented"


def test_only_the_last_five_values_make_the_pace() -> None:
    # The last five rise by 1 a year; what came before fell from 90.
    found = look(replace(PLAN, base=None), (2010, 90.0), *((2020 + k, 40.0 + k) for k in range(5)))
    assert found.pace is not None
    assert found.pace.years == (2020, 2021, 2022, 2023, 2024)
    assert (found.pace.per_year, found.pace.low, found.pace.high) == pytest.approx((1, 1, 1))


def test_of_five_values_the_limits_are_the_second_least_and_second_greatest_slope() -> None:
    values = [0.0, 1.0, 3.0, 7.0, 15.0]
    # Slopes: 1 2 4 8 | 1.5 3 6 | 7/3 14/3 | 3.75, in order 1 1.5 2 2.33 3 3.75 4 4.67 6 8.
    assert theil_sen(list(enumerate(values))) == pytest.approx((3.375, 1.5, 6.0))


@pytest.mark.parametrize(("points", "covered"), [(3, 4 / 6), (4, 22 / 24), (5, 110 / 120)])
def test_the_limits_cover_a_true_slope_as_often_as_the_docstring_says(
    points: int, covered: float
) -> None:
    orders = list(permutations(range(points)))
    holds = 0
    for order in orders:
        _, low, high = theil_sen([(at, float(rank)) for at, rank in enumerate(order)])
        holds += low <= 0 <= high
    assert holds / len(orders) == pytest.approx(covered)


def test_two_values_have_a_needed_pace_but_no_pace_of_their_own() -> None:
    found = look(PLAN, (2020, 44.77), (2021, 46.02))
    assert found.cause == "few_points"
    assert found.needed == pytest.approx((55 - 46.02) / 4)
    assert (found.pace, found.projection, found.arrival) == (None, None, None)
    assert found.strength is not None
    assert found.strength.mark == "weak"


@pytest.mark.parametrize("kind", PATHLESS)
def test_what_has_no_path_is_not_projected_and_says_which_kind_it_is(kind: str) -> None:
    found = look_ahead(replace(PLAN, kind=kind), PINGLIANG, [], 2025)
    assert found.cause == kind
    assert (found.needed, found.pace, found.projection) == (None, None, None)


@pytest.mark.parametrize(
    ("aim", "cause"),
    [
        (replace(PLAN, year=None), "no_year"),
        (replace(PLAN, comparable=False), "not_comparable"),
        (replace(PLAN, met=True), "reached"),
        (replace(PLAN, value=49.5), "reached"),
        (replace(PLAN, year=2024), "over"),
        (replace(PLAN, year=2020), "over"),
        (replace(PLAN, year=2020, met=True), "reached"),
    ],
)
def test_where_nothing_lies_ahead_there_is_a_cause(aim: Aim, cause: str) -> None:
    found = look_ahead(aim, PINGLIANG, [], 2025)
    assert found.cause == cause
    assert found.needed is None


def test_a_target_whose_value_never_came_is_not_looked_ahead_to_for_ever() -> None:
    assert look(PLAN, (2021, 46.0), (2022, 47.0), (2023, 48.0), as_of_year=2026).cause == ""
    assert look(PLAN, (2021, 46.0), (2022, 47.0), (2023, 48.0), as_of_year=2027).cause == "lapsed"


def test_without_a_value_there_is_neither_a_look_nor_a_mark() -> None:
    found = look(PLAN)
    assert (found.cause, found.strength) == ("no_value", None)


def test_a_finished_target_has_no_data_strength() -> None:
    assert look_ahead(replace(PLAN, year=2024), PINGLIANG, [], 2025).strength is None
    assert look_ahead(PLAN, PINGLIANG, [], 2025).strength is not None


def test_a_series_that_stands_still_never_arrives() -> None:
    found = look(PLAN, (2021, 46.0), (2022, 46.0), (2023, 46.0))
    assert found.arrival == Arrival(None, "never")
    assert found.projection is not None
    assert found.projection.value == 46.0


def test_a_series_that_moves_away_never_arrives() -> None:
    assert look(PLAN, (2021, 47.0), (2022, 46.5), (2023, 46.0)).arrival == Arrival(None, "never")


def test_the_rounding_of_opposite_slopes_is_no_movement() -> None:
    # Slopes -0.11 -0.06 -0.01 | 0.01 0.0167 0.08: the median is (-0.01 + 0.01) / 2, which binary
    # arithmetic makes 1.8e-15.
    found = look(PLAN, (2020, 44.16), (2021, 44.15), (2022, 44.04), (2024, 44.2))
    assert found.pace is not None
    assert found.pace.per_year == 0.0
    assert found.arrival == Arrival(None, "never")


def test_an_arrival_after_fifty_years_is_only_called_far() -> None:
    # 55 - 50 = 5 points at 0.1 a year is 50 years; at 0.09 it is 55.6.
    fifty = look(PLAN, (2022, 49.8), (2023, 49.9), (2024, 50.0))
    assert fifty.arrival == Arrival(2074)
    more = look(PLAN, (2022, 49.82), (2023, 49.91), (2024, 50.0))
    assert more.arrival == Arrival(None, "far")


def test_a_whole_number_of_years_is_not_rounded_up_once_more() -> None:
    # (55 - 49) / 0.3 = 20, which binary arithmetic makes a little more.
    found = look(PLAN, (2022, 48.4), (2023, 48.7), (2024, 49.0))
    assert found.arrival == Arrival(2044)


def test_where_less_is_better_the_same_holds_downwards() -> None:
    aim = Aim("level", -1, 2.0, 2026, base=3.0, base_year=2020)
    found = look(aim, (2020, 3.0), (2022, 2.8), (2024, 2.6))
    assert found.needed == pytest.approx(-0.3)
    assert found.acceleration == pytest.approx(-0.3 / (-1 / 6))  # 1.8
    assert found.pace is not None
    assert found.pace.per_year == pytest.approx(-0.1)
    assert found.arrival == Arrival(2030)
    assert found.feasibility is not None
    assert found.feasibility.ratio == pytest.approx(3.0)


def test_a_projection_ends_at_the_possible_range_and_says_so() -> None:
    aim = Aim("level", 1, 100.0, 2030, low=0.0, high=100.0)
    found = look(aim, (2022, 92.0), (2023, 94.0), (2024, 97.0))
    # Slopes 2, 2.5, 3: at 2.5 a year 97 + 15 = 112; the slowest still gives 109.
    assert found.projection is not None
    assert (found.projection.value, found.projection.low, found.projection.high) == (100, 100, 100)
    assert found.projection.cut


def test_a_base_beyond_the_target_gives_no_planned_pace() -> None:
    found = look_ahead(replace(PLAN, base=56.0), PINGLIANG, [], 2025)
    assert (found.planned, found.acceleration) == (None, None)
    assert found.needed == pytest.approx(5.5)


def test_a_count_is_looked_at_through_its_total_since_the_base_year() -> None:
    aim = Aim("cumulative", 1, 2809.0, 2025, base_year=2020, low=0.0, high=1000.0)
    found = look(aim, (2019, 9999.0), (2021, 500.0), (2022, 600.0), (2023, 400.0))
    # Totals 0, 500, 1100, 1500; slopes 500 550 500 600 500 400, median 500.
    assert (found.year, found.value) == (2023, 1500)
    assert found.needed == pytest.approx(1309 / 2)
    assert found.acceleration == pytest.approx(654.5 / 561.8)
    assert found.pace is not None
    assert (found.pace.per_year, found.pace.low, found.pace.high) == pytest.approx((500, 400, 600))
    assert found.projection is not None
    assert found.projection.value == pytest.approx(2500)  # not cut: 1000 is a year's limit
    assert found.arrival == Arrival(2026)  # 1309 / 500 = 2.6 years
    assert found.feasibility is not None
    assert found.feasibility.best is not None
    assert found.feasibility.best.per_year == pytest.approx(550)  # 1100 in the first two years
    assert found.feasibility.verdict == "unprecedented"


def test_a_count_that_is_published_as_a_total_is_taken_as_it_stands() -> None:
    aim = Aim("cumulative", 1, 2809.0, 2025, base_year=2020, running_total=True)
    found = look(aim, (2021, 500.0), (2022, 1100.0), (2023, 1500.0))
    assert found.value == 1500
    assert found.pace is not None
    assert found.pace.per_year == pytest.approx(500)


def test_two_years_of_a_count_are_not_three_points() -> None:
    aim = Aim("backlog", 1, 56800.0, 2025, base_year=2021)
    assert look(aim, (2022, 9000.0), (2023, 9000.0)).cause == "few_points"


def test_a_year_missing_in_a_count_is_never_skipped() -> None:
    aim = Aim("cumulative", 1, 2809.0, 2025, base_year=2020)
    assert look(aim, (2021, 500.0), (2023, 400.0), (2024, 400.0)).cause == "years_missing"
    assert look(aim, (2022, 500.0), (2023, 400.0), (2024, 400.0)).cause == "years_missing"
    assert look(aim, (2019, 500.0)).cause == "no_value"
    assert look(replace(aim, base_year=None), (2021, 500.0)).cause == "no_base_year"


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_yearly_reduction_compounds(sign: float) -> None:
    aim = Aim("cumulative_reduction", int(sign), sign * 13.5, 2025, base_year=2020)
    found = look(aim, *((year, sign * 3.0) for year in (2021, 2022, 2023)))
    assert found.value == pytest.approx(sign * 100 * (1 - 0.97**3))  # 8.7327
    assert found.needed == pytest.approx(sign * 100 * (1 - (0.865 / 0.97**3) ** 0.5))  # 2.6473
    assert found.planned == pytest.approx(sign * 100 * (1 - 0.865 ** (1 / 5)))  # 2.8588
    assert found.pace is not None
    assert (found.pace.per_year, found.pace.low, found.pace.high) == pytest.approx((sign * 3,) * 3)
    assert found.projection is not None
    assert found.projection.value == pytest.approx(sign * 100 * (1 - 0.97**5))  # 14.13
    assert found.arrival == Arrival(2025)  # 0.865 is reached after 4.76 years of 3%
    assert found.feasibility is not None
    assert found.feasibility.verdict == "feasible"


def test_a_reduction_by_everything_is_undefined() -> None:
    aim = Aim("cumulative_reduction", 1, 13.5, 2025, base_year=2020)
    assert look(aim, (2021, 100.0), (2022, 3.0), (2023, 3.0)).cause == "undefined"
    assert look(replace(aim, value=100.0), (2021, 3.0)).cause == "undefined"


def test_other_places_totals_are_not_compared() -> None:
    aim = Aim("cumulative", 1, 2809.0, 2025, base_year=2020)
    found = look_ahead(aim, [Seen(2021, 500.0)], [Peer("1", "别处", (Seen(2021, 9e9),))], 2022)
    assert found.feasibility is not None
    assert found.feasibility.peers is None


def test_the_command_line_does_not_wait_for_what_only_pages_and_forecasts_need() -> None:
    code = (
        "import sys, dashboard.cli, dashboard.forward;"
        "sys.exit(any(name in sys.modules for name in ('scipy', 'dash', 'plotly', 'pandas')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


VALUES = st.integers(0, 10_000).map(lambda number: number / 100)


@st.composite
def series(draw: st.DrawFn, least: int = 3) -> list[Seen]:
    """Published percents of some years up to 2024, in any order."""
    years = draw(st.lists(st.integers(2000, 2024), min_size=least, max_size=8, unique=True))
    return [Seen(year, draw(VALUES)) for year in years]


@st.composite
def aims(draw: st.DrawFn) -> Aim:
    """A level still to come, towards either side."""
    sense = draw(st.sampled_from((1, -1)))
    return Aim(
        "level", sense, draw(VALUES), draw(st.integers(2025, 2040)),
        base=draw(st.none() | VALUES), base_year=draw(st.none() | st.integers(1999, 2024)),
    )  # fmt: skip


def arrival_year(found: Outlook) -> int | None:
    return found.arrival.year if found.arrival else None


def ratio(found: Outlook) -> float | None:
    return found.feasibility.ratio if found.feasibility else None


@given(aims(), series(), st.integers(-100, 100))
def test_moving_all_years_moves_the_arrival_and_nothing_else(
    aim: Aim, own: list[Seen], years: int
) -> None:
    assert aim.year is not None
    moved = replace(
        aim, year=aim.year + years,
        base_year=None if aim.base_year is None else aim.base_year + years,
    )  # fmt: skip
    before = look_ahead(aim, own, None, 2025)
    after = look_ahead(
        moved, [replace(seen, year=seen.year + years) for seen in own], None, 2025 + years
    )
    assert after.cause == before.cause
    assert (after.needed, ratio(after)) == (before.needed, ratio(before))
    arrived = arrival_year(before)
    assert arrival_year(after) == (None if arrived is None else arrived + years)


@given(aims(), series(), st.sampled_from((0.0001, 0.01, 3.0, 1e4)))
def test_another_unit_changes_neither_arrival_nor_feasibility(
    aim: Aim, own: list[Seen], factor: float
) -> None:
    base = None if aim.base is None else aim.base * factor
    before = look_ahead(aim, own, None, 2025)
    after = look_ahead(
        replace(aim, value=aim.value * factor, base=base),
        [replace(seen, value=seen.value * factor) for seen in own], None, 2025,
    )  # fmt: skip
    assert after.cause == before.cause
    assert arrival_year(after) == arrival_year(before)
    assert ratio(after) == (None if ratio(before) is None else pytest.approx(ratio(before)))
    if before.feasibility and after.feasibility:
        assert after.feasibility.verdict == before.feasibility.verdict


@given(
    st.lists(st.integers(2000, 2024), min_size=3, max_size=8, unique=True),
    st.integers(-400, 400).map(lambda hundredths: hundredths / 100),
)
def test_the_pace_of_a_straight_line_is_its_slope_and_its_interval_collapses(
    years: list[int], slope: float
) -> None:
    found = look(replace(PLAN, value=1e6), *((year, 500 + slope * (year - 2000)) for year in years))
    assert found.pace is not None
    assert found.pace.per_year == pytest.approx(slope, abs=1e-9)
    assert found.pace.low == pytest.approx(slope, abs=1e-9)
    assert found.pace.high == pytest.approx(slope, abs=1e-9)


@given(aims(), series())
def test_the_interval_holds_the_projection(aim: Aim, own: list[Seen]) -> None:
    for bounds in ({}, {"low": 0.0, "high": 100.0}):
        seen = look_ahead(replace(aim, **bounds), own, None, 2025).projection
        if seen is not None:
            assert seen.low <= seen.value <= seen.high


@given(aims(), series(1), st.lists(series(1), max_size=4))
def test_what_other_places_did_changes_nothing_but_the_comparison(
    aim: Aim, own: list[Seen], others: list[list[Seen]]
) -> None:
    peers = [Peer(str(number), "别处", tuple(values)) for number, values in enumerate(others)]
    alone, beside = look_ahead(aim, own, None, 2025), look_ahead(aim, own, peers, 2025)
    if beside.feasibility is not None:
        beside = replace(beside, feasibility=replace(beside.feasibility, peers=None))
    assert beside == alone


@given(
    aims(),
    st.sampled_from(("level", "range", "cumulative", "backlog", "cumulative_reduction")),
    st.lists(st.floats(-1e15, 1e15), min_size=1, max_size=6),
    st.floats(-1e15, 1e15),
    st.booleans(),
)
def test_no_number_is_ever_nan_or_infinite(
    aim: Aim, kind: str, values: list[float], value: float, running: bool
) -> None:
    aim = replace(aim, kind=kind, value=value, base_year=2018, running_total=running)
    own = [Seen(2019 + number, one) for number, one in enumerate(values)]
    found = look_ahead(aim, own, [Peer("1", "别处", tuple(own))], 2025)
    assert all(math.isfinite(number) for number in numbers_in(found))
    assert (found.projection is None) == bool(found.cause)


def numbers_in(record: object) -> list[float]:
    """Return every number within a record."""
    if is_dataclass(record):
        parts = [getattr(record, part.name) for part in fields(record)]
        return [number for part in parts for number in numbers_in(part)]
    if isinstance(record, tuple):
        return [number for part in record for number in numbers_in(part)]
    return [record] if isinstance(record, int | float) else []
