"""Chains: one path and one verdict, whatever the number of milestones; Pingliang's plan by hand."""

import pytest

from etl.domain.asof import AsOf
from etl.domain.records import Observation, Target
from tests.etl.domain.build import Seen, a_target, seen, verdict, verdicts

NEAR = a_target(55.0, 2025, base=44.77, base_year=2020)
FAR = a_target(70.0, 2035, operator="~", base=44.77, base_year=2020)
ACTUALS = (
    seen(2014, 34.47), seen(2020, 44.77, vintage="census_2020"), seen(2021, 46.02),
    seen(2022, 46.79), seen(2024, 49.5),
)  # fmt: skip


def chain(*observations: Observation, as_of: AsOf | None = None) -> tuple[Seen, Seen]:
    near, far = verdicts([NEAR, FAR], observations, as_of or AsOf())
    return near, far


@pytest.mark.parametrize(
    ("year", "expected", "done", "due", "points", "status"),
    [
        # 46.816 = 44.77 + 2.046; q = 1.25 / 10.23
        (2021, 46.816, 12.22, 20, -7.8, "on_track"),
        # q = 2.02 / 10.23
        (2022, 48.862, 19.75, 40, -20.3, "behind"),
        # nothing was published for 2023
        (2023, 48.862, 19.75, 40, -20.3, "behind"),
        # q = 4.73 / 10.23
        (2024, 52.954, 46.24, 80, -33.8, "far_behind"),
    ],
)
def test_pingliang_is_judged_on_its_2025_milestone(
    year: int, expected: float, done: float, due: float, points: float, status: str
) -> None:
    near, far = chain(*ACTUALS, as_of=AsOf(year))
    assert near.expected == pytest.approx(expected)
    assert near.distance_completion == pytest.approx(done, abs=0.005)
    assert near.schedule_completion == pytest.approx(due)
    assert near.gap_points == pytest.approx(points, abs=0.05)
    assert (near.status, far.status) == (status, "not_due")


def test_pingliang_needs_five_and_a_half_points_in_the_last_year() -> None:
    near, _ = chain(*ACTUALS)
    assert near.needed_per_year == pytest.approx(5.5)  # 55 - 49.5 in one year
    assert near.acceleration == pytest.approx(5.5 / 2.046)  # 10.23 / 5 was planned
    assert near.gap == pytest.approx(49.5 - 52.954)


def test_a_later_milestone_waits_for_the_nearer_one_with_its_needed_pace() -> None:
    _, far = chain(*ACTUALS, as_of=AsOf(2022))
    assert (far.status, far.cause) == ("not_due", "later_year")
    assert far.needed_per_year == pytest.approx((70 - 46.79) / 13)
    assert (far.expected, far.gap, far.gap_points) == (None, None, None)


def test_the_order_of_the_rows_does_not_matter() -> None:
    far, near = verdicts([FAR, NEAR], ACTUALS)
    assert (near.status, far.status) == ("far_behind", "not_due")


@pytest.mark.parametrize(("value", "status"), [(55.0, "achieved"), (52.0, "missed")])
def test_in_its_own_year_the_milestone_is_settled_and_the_next_still_waits(
    value: float, status: str
) -> None:
    near, far = chain(*ACTUALS, seen(2025, value))
    assert (near.status, far.status) == (status, "not_due")


def test_the_year_after_the_next_milestone_is_judged_from_the_last_one_on() -> None:
    near, far = chain(*ACTUALS, seen(2025, 52.0), seen(2026, 53.0))
    assert (near.status, near.used.period if near.used else None) == ("missed", 2025)
    # From 55 in 2025 to 70 in 2035: 56.5 in 2026.
    assert far.expected == pytest.approx(56.5)
    # q = 8.23 / 25.23 = 32.62%, tau = 11.73 / 25.23 = 46.49%: 13.87 points.
    assert far.gap_points == pytest.approx(-13.87, abs=0.005)
    assert far.status == "behind"


def test_a_2025_target_never_overwrites_the_2035_one() -> None:
    for year in (2021, 2022, 2024, 2025, 2026):
        _, far = chain(*ACTUALS, seen(2025, 52.0), seen(2026, 53.0), as_of=AsOf(year))
        assert far.target.value == 70.0
        assert far.status == ("behind" if year == 2026 else "not_due")


def test_a_milestone_without_a_value_of_its_own_is_settled_by_the_next_year() -> None:
    near, far = chain(*ACTUALS, seen(2026, 56.0))
    assert (near.status, near.cause) == ("achieved", "own_year_missing")
    assert far.status == "on_track"  # 56 against 56.5


def test_a_chain_has_one_verdict_at_any_time() -> None:
    for year in range(2021, 2036):
        near, far = chain(seen(year, 50.0))
        waiting = [one.status == "not_due" for one in (near, far)]
        assert waiting == [False, year <= 2025]


def test_a_later_milestone_reached_already_is_achieved() -> None:
    _, far = chain(seen(2022, 71.0))
    assert far.status == "achieved"


def test_a_milestone_without_any_actual_waits_too() -> None:
    near, far = chain()
    assert (near.status, near.cause, far.status) == ("unknown", "no_actual", "not_due")


def test_a_target_without_a_year_does_not_hold_up_its_chain() -> None:
    loose = a_target(60.0, None, base=44.77, base_year=2020)
    found = verdicts([loose, NEAR, FAR], ACTUALS)
    assert [one.status for one in found] == ["unknown", "far_behind", "not_due"]


def test_chains_do_not_wait_for_each_other() -> None:
    other = a_target(60.0, 2030, chain_id="other", base=44.77, base_year=2020)
    found = verdicts([NEAR, other, FAR], ACTUALS, AsOf(2022))
    assert [one.status for one in found] == ["behind", "on_track", "not_due"]
    # 44.77 + 15.23 * 2 / 10 = 47.816: 46.79 is 6.7 points of the distance short.
    assert found[1].expected == pytest.approx(47.816)


def test_two_targets_of_one_year_are_both_judged() -> None:
    stretch = a_target(58.0, 2025, base=44.77, base_year=2020, stretch=True)
    plain, more = verdicts([NEAR, stretch], ACTUALS, AsOf(2022))
    # 58: q = 2.02 / 13.23 = 15.27% against 40%.
    assert (plain.status, more.status) == ("behind", "behind")


def test_two_targets_of_one_year_start_from_the_same_milestone() -> None:
    first = a_target(50.0, 2022, base=44.77, base_year=2020)
    stretch = a_target(58.0, 2025, base=44.77, base_year=2020, stretch=True)
    found = verdicts([first, NEAR, stretch], [seen(2023, 51.0)])
    # A third of the way from 50 in 2022: to 55 it is 51.667, to 58 it is 52.667.
    assert [one.expected for one in found[1:]] == pytest.approx([50 + 5 / 3, 50 + 8 / 3])


def test_the_earlier_plan_of_pingliang_was_missed_and_its_registered_rate_reached() -> None:
    # 48% by 2020 against 44.77 (census); 34% of the registered against 35.62.
    earlier: Target = a_target(48.0, 2020, operator=">=", base=34.47, base_year=2014)
    assert verdict(earlier, *ACTUALS).status == "missed"
    hukou = a_target(34.0, 2020, operator=">=", indicator_id="green")
    actual = seen(2020, 35.62, indicator_id="green", vintage="none")
    assert verdict(hukou, actual).status == "achieved"


@pytest.mark.parametrize(
    ("indicator_id", "aim", "value", "status"),
    [("rate", 50.0, 52.23, "achieved"), ("people", 13_500_000.0, 13_067_300.0, "missed")],
)
def test_gansu_met_its_rate_and_missed_its_headcount(
    indicator_id: str, aim: float, value: float, status: str
) -> None:
    target = a_target(aim, 2020, operator=">=", indicator_id=indicator_id)
    actual = seen(2020, value, indicator_id=indicator_id, vintage="census_2020")
    assert verdict(target, actual).status == status
