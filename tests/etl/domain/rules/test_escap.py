"""The current status index of ESCAP."""

import pytest

from etl.domain.rules.case import Case
from etl.domain.rules.escap import escap
from tests.etl.domain.rules.cases import a_case


def test_the_worked_example() -> None:
    # 10 * (49.0 - 44.77) / (55 - 44.77) = 42.3 / 10.23 = 4.1349.
    found = escap(a_case({2020: 44.77, 2024: 49.0}, target=55.0, year=2025))
    assert (found.status, found.score) == ("ok", None)
    assert found.value == pytest.approx(4.1349, abs=5e-5)
    # Four of five years gone: 8 would be due.
    assert "现状指数4.135（基期为0，目标为10）；按时间应为8。" in found.reason
    assert found.bucket == "behind"


@pytest.mark.parametrize(
    ("direction", "latest", "index"),
    [
        # Base 80, target 60: lower is better.
        ("down", 70.0, 5.0),
        ("down", 90.0, -5.0),
        ("down", 50.0, 15.0),
        # Parity: 10 - 10 |60 - y| / 20, the same on either side.
        ("parity", 70.0, 5.0),
        ("parity", 50.0, 5.0),
        ("parity", 60.0, 10.0),
        ("parity", 20.0, -10.0),
    ],
)
def test_the_index_by_direction(direction: str, latest: float, index: float) -> None:
    found = escap(a_case({2015: 80.0, 2022: latest}, direction, target=60.0))
    assert found.value == pytest.approx(index)


def test_a_base_beyond_its_target_counts_by_direction_alone() -> None:
    # Higher is better, from 60 to 55 with 50 asked for: 10 * -5 / 10.
    found = escap(a_case({2015: 60.0, 2022: 55.0}, target=50.0))
    assert found.value == pytest.approx(-5) and found.bucket == "achieved"


def test_values_may_change_sign() -> None:
    assert escap(a_case({2015: -10.0, 2022: 0.0}, target=10.0)).value == pytest.approx(5)


@pytest.mark.parametrize(
    ("latest", "bucket"),
    [
        (50.0, "achieved"),
        (45.0, "on_track"),
        (44.9, "behind"),
        (40.0, "behind"),
        (39.0, "reversing"),
    ],
)
def test_the_bucket_comes_from_the_time_gone(latest: float, bucket: str) -> None:
    # Half the time gone: 5 is due, which is 45 between 40 and 50.
    assert escap(a_case({2015: 40.0, 2020: latest}, target=50.0, year=2025)).bucket == bucket


def test_without_a_year_nothing_is_due() -> None:
    case = a_case({2015: 40.0, 2020: 41.0}, target=50.0)
    timeless = Case("id", "", "up", case.series, None, 50.0, None)
    found = escap(timeless)
    assert found.value == pytest.approx(1) and found.bucket is None
    assert "按时间" not in found.reason


@pytest.mark.parametrize(
    "case",
    [
        a_case({2015: 40.0, 2020: 41.0}),
        a_case({2015: 40.0, 2020: 41.0}, target=40.0),
        a_case({2020: 41.0}, target=50.0),
        a_case({2015: -1e308, 2020: 1e308}, target=1e308),
    ],
)
def test_no_target_no_distance_and_one_year_are_not_available(case: Case) -> None:
    assert (escap(case).status, escap(case).value) == ("not_available", None)
