"""The schedule rule on one target: every status, the edges of its bands, and every kind."""

from dataclasses import replace

import pytest

from etl.domain.records import Observation, Target
from tests.etl.domain.build import NUMBERS, Seen, a_target, seen, verdict

EXPECTED, BINDING = "expected", "binding"


def straight(**changed: object) -> Target:
    """From 0 in 2020 to 100 in 2030: a unit of value is a point of the distance."""
    return replace(a_target(100.0, 2030, base=0.0, base_year=2020), **changed)  # type: ignore[arg-type]


def at(target: Target, period: int, value: float, **changed: object) -> Seen:
    return verdict(target, seen(period, value, **changed))


@pytest.mark.parametrize(
    ("value", "expected", "binding"),
    [
        # In 2025 the path asks for 50: g = value - 50.
        (90.0, "ahead", "ahead"),
        (55.0, "ahead", "ahead"),
        (54.9, "on_track", "on_track"),
        (50.0, "on_track", "on_track"),
        (49.9, "on_track", "behind"),
        (40.1, "on_track", "behind"),
        (40.0, "behind", "behind"),
        (39.9, "behind", "behind"),
        (20.0, "behind", "behind"),
        (19.9, "far_behind", "far_behind"),
        (0.0, "far_behind", "far_behind"),
        (-1.0, "reversing", "reversing"),
        (100.0, "achieved", "achieved"),
        (110.0, "achieved", "achieved"),
    ],
)
def test_the_gap_to_the_path_decides_the_status_by_the_nature_of_the_target(
    value: float, expected: str, binding: str
) -> None:
    assert at(straight(nature=EXPECTED), 2025, value).status == expected
    assert at(straight(nature=BINDING), 2025, value).status == binding


@pytest.mark.parametrize("nature", [EXPECTED, BINDING])
@pytest.mark.parametrize(
    ("period", "value", "status"),
    [(2030, 99.9, "missed"), (2030, 100.0, "achieved"), (2031, 99.9, "missed")],
)
def test_a_target_whose_year_is_over_is_reached_or_missed_and_nothing_between(
    nature: str, period: int, value: float, status: str
) -> None:
    assert at(straight(nature=nature), period, value).status == status


@pytest.mark.parametrize("nature", [EXPECTED, BINDING])
@pytest.mark.parametrize(
    ("target", "observations", "cause"),
    [
        (straight(year=None), [seen(2025, 50.0)], "no_year"),
        (straight(), [], "no_actual"),
        (straight(), [seen(2025, 50.0, maturity="forecast")], "no_actual"),
        (straight(), [seen(2025, 50.0, scope="城市")], "no_actual"),
        (straight(), [seen(2025, 50.0, place_id="620000")], "no_actual"),
        (straight(), [seen(2025, 50.0, indicator_id="green")], "no_actual"),
        (straight(), [seen(2020, 0.0)], "no_later_actual"),
        (straight(), [seen(2019, 0.0), seen(2020, 0.0)], "no_later_actual"),
        (straight(base=None, base_year=None), [seen(2025, 50.0)], "no_base"),
        (straight(base_year=2015), [seen(2025, 50.0)], "not_comparable"),
        (
            straight(indicator_id="saturating", value=90.0),
            [seen(2025, 50.0, indicator_id="saturating")],
            "path_undefined",
        ),
    ],
)
def test_what_cannot_be_judged_is_unknown_with_the_reason_and_without_numbers(
    nature: str, target: Target, observations: list[Observation], cause: str
) -> None:
    found = verdict(replace(target, nature=nature), *observations)
    assert (found.status, found.cause) == ("unknown", cause)
    known = {name for name in NUMBERS if found.numbers()[name] is not None}
    assert known <= {"level_completion"}


def test_a_level_completion_stays_where_the_distance_is_unknown() -> None:
    found = at(straight(base=None, base_year=None), 2025, 50.0)
    assert found.level_completion == 50.0  # 50 of 100


@pytest.mark.parametrize(
    ("value", "status"),
    [
        # 2021 asks for 44.77 + 10.23 / 5 = 46.816; half a last digit is 0.005.
        (46.82, "on_track"),
        (46.812, "on_track"),
        (46.81, "behind"),
    ],
)
def test_a_shortfall_within_the_rounding_of_the_last_digit_is_none(
    value: float, status: str
) -> None:
    target = a_target(55.0, 2025, base=44.77, base_year=2020, nature=BINDING)
    assert at(target, 2021, value).status == status


@pytest.mark.parametrize(
    ("value", "status"), [(44.766, "far_behind"), (44.76, "reversing"), (40.0, "reversing")]
)
def test_a_fall_below_the_base_beyond_the_rounding_is_reversing(value: float, status: str) -> None:
    # 44.766 is 0.004 below the base, less than half a last digit: no fall, but 40 points late.
    target = a_target(55.0, 2025, base=44.77, base_year=2020)
    assert at(target, 2022, value).status == status


def test_a_level_reached_before_its_year_is_achieved_with_nothing_left_to_do() -> None:
    found = at(straight(), 2022, 100.0)
    assert (found.status, found.used.period if found.used else 0) == ("achieved", 2022)
    assert (found.needed_per_year, found.acceleration) == (None, None)
    assert found.distance_completion == 100.0 and found.gap == 80.0  # 100 against 20


@pytest.mark.parametrize(
    ("operator", "value", "met"),
    [
        # 左右: within 2% of 70 is 1.4, so from 68.6.
        ("~", 68.6, True), ("~", 68.59, False), ("~", 75.0, True),
        (">", 70.0, False), (">", 70.01, True),
        (">=", 70.0, True), (">=", 69.99, False),
        ("=", 70.0, True), ("=", 69.99, False), ("=", 71.0, True),
        ("<=", 70.0, True), ("<=", 70.01, False),
        ("<", 70.0, False), ("<", 69.99, True),
    ],
)  # fmt: skip
def test_the_operator_of_the_plan_says_what_meets_the_target(
    operator: str, value: float, met: bool
) -> None:
    target = a_target(70.0, 2025, operator=operator, base=50.0, base_year=2020)
    assert at(target, 2025, value).status == ("achieved" if met else "missed")


@pytest.mark.parametrize(
    ("value", "status"),
    [
        # From 3.2 down to 2.7 by 2025: 2022 asks for 3.0, and 0.05 is ten points of the distance.
        (2.70, "achieved"), (2.97, "ahead"), (3.00, "on_track"), (3.04, "on_track"),
        (3.06, "behind"), (3.16, "far_behind"), (3.25, "reversing"),
    ],
)  # fmt: skip
def test_where_less_is_better_the_same_rule_runs_downward(value: float, status: str) -> None:
    target = a_target(2.7, 2025, indicator_id="ratio", base=3.2, base_year=2020)
    assert at(target, 2022, value, indicator_id="ratio").status == status


def test_a_downward_target_has_its_numbers_with_the_same_signs() -> None:
    target = a_target(2.7, 2025, indicator_id="ratio", base=3.2, base_year=2020)
    found = at(target, 2022, 3.1, indicator_id="ratio")
    # q = 0.1 / 0.5 = 20%, tau = 2 / 5 = 40%, needed (2.7 - 3.1) / 3, planned -0.5 / 5 = -0.1.
    assert found.distance_completion == pytest.approx(20)
    assert found.gap_points == pytest.approx(-20)
    assert found.gap == pytest.approx(0.1)
    assert found.needed_per_year == pytest.approx(-0.4 / 3)
    assert found.acceleration == pytest.approx(4 / 3)


@pytest.mark.parametrize(
    ("period", "value", "status"),
    [
        (2022, 91.0, "on_track"), (2022, 90.0, "on_track"), (2022, 89.0, "behind"),
        (2025, 90.0, "achieved"), (2025, 89.0, "missed"),
    ],
)  # fmt: skip
def test_a_floor_is_kept_or_broken_in_each_year_and_has_no_path(
    period: int, value: float, status: str
) -> None:
    target = a_target(90.0, 2025, kind="floor", operator=">=", base=80.0, base_year=2020)
    found = at(target, period, value)
    assert found.status == status
    assert (found.expected, found.gap_points) == (None, None)


@pytest.mark.parametrize(
    ("period", "value", "status"),
    [
        (2022, 2000.0, "on_track"), (2022, 2950.0, "on_track"), (2022, 2950.1, "missed"),
        (2025, 2950.0, "achieved"), (2025, 2951.0, "missed"),
    ],
)  # fmt: skip
def test_a_cap_once_broken_is_missed_whatever_the_year(
    period: int, value: float, status: str
) -> None:
    target = a_target(2950.0, 2025, kind="cap", operator="=", indicator_id="estates")
    found = at(target, period, value, indicator_id="estates")
    assert (found.status, found.expected) == (status, None)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (1000.0, "on_track"),  # 1000/2500 = 40% of the allowance in 2 of 5 years
        (1100.0, "behind"),  # 44% against 40%: used up early
        (2600.0, "missed"),
    ],
)
def test_an_allowance_used_faster_than_time_goes_is_a_warning(value: float, status: str) -> None:
    target = a_target(
        2500.0, 2025, kind="cap", operator="<=", indicator_id="estates", base=0.0, base_year=2020
    )
    found = at(target, 2022, value, indicator_id="estates")
    assert found.status == status
    assert found.schedule_completion == pytest.approx(40)
    assert (found.cause == "allowance_early") == (status == "behind")


def test_what_is_over_a_cap_has_to_come_down_which_no_pace_was_ever_planned_for() -> None:
    target = a_target(
        2500.0, 2025, kind="cap", operator="<=", indicator_id="estates", base=0.0, base_year=2020
    )
    found = at(target, 2022, 2600.0, indicator_id="estates")
    assert found.needed_per_year == pytest.approx(-100 / 3)
    assert found.acceleration is None


def test_a_base_already_beyond_the_target_is_judged_on_the_level_alone() -> None:
    target = a_target(60.0, 2025, base=62.0, base_year=2020)
    kept, lost = at(target, 2022, 61.0), at(target, 2022, 59.0)
    assert (kept.status, lost.status) == ("achieved", "reversing")
    assert lost.cause == "base_beyond_target"
    assert (lost.distance_completion, lost.gap_points, lost.expected) == (None, None, None)


def test_a_base_equal_to_the_target_divides_by_nothing() -> None:
    target = a_target(60.0, 2025, base=60.0, base_year=2020)
    found = at(target, 2022, 60.0)
    assert (found.status, found.distance_completion, found.gap_points) == ("achieved", None, None)


def test_a_finished_target_without_a_base_is_still_judged_on_its_level() -> None:
    target = a_target(45.0, 2020, operator="~")
    assert verdict(target, seen(2020, 45.4)).status == "achieved"
    # 2% of 45 is 0.9, so 44.1 would do and 44 does not.
    assert verdict(target, seen(2020, 44.0)).status == "missed"


def test_the_numbers_of_a_chain_of_one_are_those_of_the_rule() -> None:
    found = at(straight(), 2024, 30.0)
    assert found.numbers() == pytest.approx({
        "expected": 40.0,  # four of ten years
        "gap": -10.0,
        "level_completion": 30.0,
        "distance_completion": 30.0,
        "schedule_completion": 40.0,
        "gap_points": -10.0,
        "needed_per_year": 70 / 6,
        "acceleration": 70 / 60,  # 11.67 a year against the 10 planned
    })  # fmt: skip


def test_data_within_the_year_count_by_their_date() -> None:
    # 30 June 2021 is half a year after the base: 181 / 365 of a year, 4.959 of the way of ten.
    found = at(straight(), 2021, 5.0, as_of="2021-06-30")
    assert found.expected == pytest.approx(10 * 181 / 365)


def test_a_logistic_indicator_is_measured_against_its_own_path() -> None:
    target = a_target(55.0, 2025, indicator_id="saturating", base=44.77, base_year=2020)
    found = at(target, 2022, 48.857, indicator_id="saturating")
    assert found.expected == pytest.approx(48.857, abs=5e-4)
