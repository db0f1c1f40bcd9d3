"""The rule of the United Nations progress chart of 2022."""

import math

import pytest

from etl.domain.rules.case import Case
from etl.domain.rules.un2022 import un2022
from tests.etl.domain.rules.cases import a_case


def test_the_worked_example() -> None:
    # (48/40)^(1/7) - 1 = 2.6389% over (65/40)^(1/15) - 1 = 3.2898%: 0.802.
    found = un2022(a_case({2015: 40.0, 2022: 48.0}, target=65.0))
    assert (found.status, found.score) == ("fair_progress", None)
    assert found.value == pytest.approx(0.802, abs=5e-4)
    assert found.reason == (
        "2015年40，2022年48，年均变动率2.639%，2030年目标65，要求3.29%，比值0.802；"
        "界限为0.95、0.5、-0.1。"
    )


@pytest.mark.parametrize(
    ("ratio", "status"),
    [
        # Base 1, target 2 a year later: the required rate is 1, so CR is the observed rate.
        (0.951171875, "on_track"),
        (0.94921875, "fair_progress"),
        (0.5, "fair_progress"),
        (0.4990234375, "limited_or_no_progress"),
        (0.0, "limited_or_no_progress"),
        (-0.099609375, "limited_or_no_progress"),
        (-0.1005859375, "deterioration"),
    ],
)
def test_the_bands_of_cr(ratio: float, status: str) -> None:
    found = un2022(a_case({2015: 1.0, 2016: 1 + ratio}, target=2.0, year=2016))
    assert (found.status, found.value) == (status, pytest.approx(ratio))


@pytest.mark.parametrize(("direction", "beyond"), [("up", math.inf), ("down", -math.inf)])
def test_only_strictly_beyond_the_target_is_achieved(direction: str, beyond: float) -> None:
    base = 40.0 if direction == "up" else 90.0
    at = un2022(a_case({2015: base, 2022: 65.0}, direction, target=65.0))
    assert at.status == "on_track"
    further = math.nextafter(65.0, beyond)
    assert un2022(a_case({2015: base, 2022: further}, direction, target=65.0)).status == (
        "target_achieved"
    )


def test_a_base_at_its_target_has_no_quotient() -> None:
    beyond = un2022(a_case({2015: 50.0, 2022: 51.0}, target=50.0))
    assert (beyond.status, beyond.value) == ("target_achieved", None)
    for latest in (50.0, 49.0):
        found = un2022(a_case({2015: 50.0, 2022: latest}, target=50.0))
        assert (found.status, found.value) == ("not_available", None)


def test_a_series_that_falls_back_through_its_target_is_flagged_in_the_reason() -> None:
    # The published quotient of two falling rates is positive; it must not pass without a word.
    found = un2022(a_case({2015: 60.0, 2022: 45.0}, target=50.0))
    assert found.status == "on_track" and "比值不反映方向，请慎用" in found.reason


def test_two_negative_values_have_the_quotient_of_their_sizes() -> None:
    # 2^(1/5) - 1 over 4^(1/10) - 1 = the same: CR = 1.
    found = un2022(a_case({2015: -10.0, 2020: -20.0}, "down", target=-40.0, year=2025))
    assert found.status == "on_track" and found.value == pytest.approx(1)


@pytest.mark.parametrize("series", [{2015: 0.0, 2022: 5.0}, {2015: -1.0, 2022: 5.0}])
def test_growth_from_zero_or_through_it_is_not_available(series: dict[int, float]) -> None:
    found = un2022(a_case(series, target=65.0))
    assert found.status == "not_available" and "没有意义" in found.reason


def test_beyond_the_target_it_does_not_matter_how() -> None:
    found = un2022(a_case({2015: -1.0, 2022: 70.0}, target=65.0))
    assert (found.status, found.value) == ("target_achieved", None)


@pytest.mark.parametrize(
    "case",
    [
        a_case({2015: 40.0, 2022: 48.0}),
        a_case({2022: 48.0}, target=65.0),
        a_case({2015: 40.0, 2022: 48.0}, target=65.0, year=2015),
        a_case({2015: 40.0, 2022: 48.0}, "parity", target=65.0),
    ],
)
def test_what_the_rule_does_not_know_is_not_available(case: Case) -> None:
    assert un2022(case).status == "not_available"
