"""Yearly tasks: judged within their own year against the share of it that is gone."""

import pytest

from etl.domain.records import Observation, Target
from tests.etl.domain.build import Seen, a_target, seen, verdict, verdicts


def task(value: float, year: int, **changed: object) -> Target:
    return a_target(value, year, indicator_id="estates", kind="annual_flow", **changed)


def started(year: int, value: float, as_of: str = "") -> Observation:
    return seen(year, value, indicator_id="estates", as_of=as_of, vintage="none")


def judged(aim: float, year: int, value: float, as_of: str, **changed: object) -> Seen:
    return verdict(task(aim, year, **changed), started(year, value, as_of))


@pytest.mark.parametrize(
    ("value", "as_of", "done", "gone"),
    [
        # Shaanxi 2021, 3622 estates: 1996 / 3622, and 212 of 365 days.
        (1996, "2021-07-31", 55.1, 58.1),
        # 2549 / 3622 = 70.38%, and 243 of 365 days = 66.6%.
        (2549, "2021-08-31", 70.4, 66.6),
    ],
)
def test_the_share_done_stands_against_the_share_of_the_year_gone(
    value: float, as_of: str, done: float, gone: float
) -> None:
    found = judged(3622, 2021, value, as_of)
    assert found.distance_completion == pytest.approx(done, abs=0.05)
    assert found.schedule_completion == pytest.approx(gone, abs=0.05)
    assert found.gap_points == pytest.approx(done - gone, abs=0.1)
    assert found.status == "on_track"


@pytest.mark.parametrize(
    ("aim", "year", "value", "as_of", "status"),
    [
        (3622, 2021, 1996, "2021-07-31", "behind"),  # 55.1 against 58.1
        (3622, 2021, 2549, "2021-08-31", "on_track"),  # 70.38 against 66.6
        (3622, 2021, 3626, "2021-10-31", "achieved"),  # 100.11%
        (2200, 2022, 1439, "2022-06-30", "ahead"),  # 65.41 against 49.6
        (2200, 2022, 2200, "2022-12-31", "achieved"),
        (53_000, 2021, 36_400, "2021-06-30", "ahead"),  # 68.7 against 49.6
        (53_000, 2021, 42_200, "2021-07-31", "ahead"),  # 79.6 against 58.1
        (53_000, 2021, 53_400, "2021-10-31", "achieved"),
        (51_000, 2022, 52_100, "2022-10-31", "achieved"),
        (53_000, 2023, 51_300, "2023-09-30", "ahead"),  # 96.8 against 74.8
        (53_000, 2023, 53_700, "2023-12-31", "achieved"),
    ],
)
def test_of_the_published_starts_only_those_of_31_july_2021_lie_behind(
    aim: float, year: int, value: float, as_of: str, status: str
) -> None:
    # A binding task shows every shortfall; an expected one only ten points and more.
    assert judged(aim, year, value, as_of, nature="binding").status == status


def test_half_of_the_rental_homes_at_half_time_is_on_track() -> None:
    target = a_target(88_000, 2022, indicator_id="homes")
    found = verdict(
        target, seen(2022, 46_000, indicator_id="homes", as_of="2022-06-30", vintage="none")
    )
    # 4.6 / 8.8 = 52.27% against 181 / 365 = 49.59%.
    assert found.status == "on_track"
    assert found.distance_completion == pytest.approx(52.27, abs=0.005)
    assert found.gap_points == pytest.approx(2.68, abs=0.005)


def test_a_year_that_is_over_is_reached_or_missed() -> None:
    assert verdict(task(100, 2022), started(2022, 99)).status == "missed"
    assert verdict(task(100, 2022), started(2022, 100)).status == "achieved"


def test_a_yearly_task_needs_no_base_and_asks_for_no_pace_of_later_years() -> None:
    found = judged(100, 2022, 60, "2022-06-30")
    assert (found.status, found.needed_per_year, found.acceleration) == ("ahead", None, None)


def test_the_value_of_another_year_says_nothing_about_this_one() -> None:
    for other in (2021, 2023):
        found = verdict(task(100, 2022), started(other, 500))
        assert (found.status, found.cause) == ("unknown", "no_actual")


def test_the_latest_day_of_the_year_counts() -> None:
    found = verdict(task(100, 2022), started(2022, 40, "2022-06-30"), started(2022, 80, "2022-10"))
    assert found.used is not None and found.used.value == 80


def test_the_year_end_value_goes_before_one_within_the_year() -> None:
    found = verdict(task(100, 2022), started(2022, 90, "2022-11-30"), started(2022, 95))
    assert found.used is not None and found.used.value == 95 and found.status == "missed"


def test_each_year_of_a_plan_starts_from_nothing_again() -> None:
    found = verdicts(
        [task(200, 2021), task(100, 2022)], [started(2021, 200), started(2022, 50, "2022-07-02")]
    )
    # On day 183 of 365 half of the year's 100 is due: 50.14.
    assert [one.status for one in found] == ["achieved", "on_track"]
    assert found[1].expected == pytest.approx(100 * 183 / 365)


def test_a_yearly_task_does_not_wait_for_that_of_the_year_before() -> None:
    found = verdicts([task(200, 2021), task(100, 2022)], [started(2021, 150), started(2022, 80)])
    assert [one.status for one in found] == ["missed", "missed"]
