"""The rule of the United Nations progress chart of 2023."""

import pytest

from etl.domain.rules.case import Case
from etl.domain.rules.un2023 import un2023
from tests.etl.domain.rules.cases import a_case


def test_the_worked_example() -> None:
    # 48 * (48/40)^(8/7) = 59.12; (59.12 - 40)/(65 - 40) = 0.765.
    found = un2023(a_case({2015: 40.0, 2022: 48.0}, target=65.0))
    assert (found.status, found.score) == ("score_2", 2.0)
    assert found.value == pytest.approx((48 * 1.2 ** (8 / 7) - 40) / 25)
    assert "推算届时为59.12" in found.reason or "推算届时为59.1199" in found.reason


@pytest.mark.parametrize(
    ("latest", "status", "bucket"),
    [
        # A year of two gone: v_e = latest^2/100, the share is (v_e - 100)/100.
        (139.7, "score_3", None),  # 195.16: 0.952
        (139.6, "score_2", None),  # 194.88: 0.949
        (104.9, "score_2", None),  # 110.04: 0.1004
        (104.8, "score_1", None),  # 109.83: 0.098
        (100.0, "score_1", None),
        (99.0, "score_1", "reversing"),
    ],
)
def test_the_bands_of_the_share(latest: float, status: str, bucket: str | None) -> None:
    found = un2023(a_case({2015: 100.0, 2016: latest}, target=200.0, year=2017))
    assert (found.status, found.bucket) == (status, bucket)
    assert found.value == pytest.approx((latest**2 / 100 - 100) / 100)


@pytest.mark.parametrize("direction", ["up", "down"])
@pytest.mark.parametrize(
    ("percent", "status"),
    [(2.01, "score_3"), (1.99, "score_2"), (0.51, "score_2"), (0.49, "score_1"), (-3, "score_1")],
)
def test_the_bands_of_growth(percent: float, status: str, direction: str) -> None:
    better = 1 if direction == "up" else -1
    found = un2023(a_case({2015: 100.0, 2016: 100 + better * percent}, direction))
    assert (found.status, found.value) == (status, pytest.approx(percent / 100))


def test_a_target_met_scores_3_whatever_the_trend() -> None:
    found = un2023(a_case({2015: 80.0, 2022: 65.0}, target=65.0))
    assert (found.status, found.bucket) == ("score_3", "achieved")
    assert un2023(a_case({2015: 50.0, 2022: 65.0}, "down", target=65.0)).status == "score_3"


@pytest.mark.parametrize(
    ("latest", "target", "direction", "status"),
    [
        (99.0, 100.0, "up", "score_3"),
        (98.9, 100.0, "up", "score_1"),
        (1.0, 0.0, "down", "score_3"),
        (1.1, 0.0, "down", "score_1"),
        # Only the ends of a percentage are forgiven a point.
        (94.5, 95.0, "up", "score_1"),
    ],
)
def test_within_one_point_of_an_end_is_met(
    latest: float, target: float, direction: str, status: str
) -> None:
    # The series does not move, so that nothing else gives it a point.
    found = un2023(a_case({2015: latest, 2022: latest}, direction, target=target))
    assert found.status == status


def test_base_and_target_the_same_leave_no_share() -> None:
    kept = un2023(a_case({2015: 50.0, 2022: 50.0}, target=50.0))
    assert (kept.status, kept.value) == ("score_3", None)
    assert un2023(a_case({2015: 50.0, 2022: 49.0}, target=50.0)).status == "not_available"


def test_a_target_year_already_past_is_looked_back_at() -> None:
    # 100 -> 121 in two years is 10% a year; a year earlier it stood at 110: half way to 120.
    found = un2023(a_case({2015: 100.0, 2017: 121.0}, "up", target=130.0, year=2016))
    assert found.value == pytest.approx((110 - 100) / 30)


def test_a_negative_base_flips_the_sign_of_its_growth() -> None:
    assert un2023(a_case({2015: -100.0, 2016: -97.0}, "up")).status == "score_3"


@pytest.mark.parametrize(
    "case",
    [
        a_case({2015: 0.0, 2022: 5.0}),
        a_case({2015: 0.0, 2022: 5.0}, target=65.0),
        a_case({2015: -1.0, 2022: 5.0}, target=65.0),
        a_case({2015: 40.0, 2022: 0.0}, target=65.0, year=2020),
        a_case({2022: 70.0}, target=65.0),
        a_case({2015: 40.0, 2022: 70.0}, target=65.0, year=2014),
        a_case({2015: 40.0, 2022: 70.0}, "parity", target=65.0),
    ],
)
def test_what_cannot_be_extrapolated_is_not_available(case: Case) -> None:
    found = un2023(case)
    assert (found.status, found.value, found.score) == ("not_available", None, None)


def test_a_target_met_needs_no_growth() -> None:
    found = un2023(a_case({2015: 0.0, 2022: 70.0}, target=65.0))
    assert (found.status, found.value) == ("score_3", None)
