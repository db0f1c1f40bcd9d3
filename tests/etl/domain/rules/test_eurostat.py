"""The rule of Eurostat as EUSTAT runs it: worked examples, bands to the edge, printed results."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.domain.rules.eurostat import eurostat
from tests.etl.domain.rules.cases import a_case, published_case
from tests.etl.domain.rules.published import EUSTAT, Row


def test_the_worked_example_without_a_target() -> None:
    # (35.32/34.13)^(1/9) - 1 = 0.38153%; 5 * 0.38153 / 2 = 0.9538.
    found = eurostat(a_case({2015: 34.13, 2024: 35.32}))
    assert found.status == "moderate_progress"
    assert found.value == pytest.approx(0.0038153, abs=5e-8)
    assert found.score == pytest.approx(0.9538, abs=5e-5)
    assert found.reason == (
        "2015年34.13，2024年35.32，年均变动率0.382%；界限为1%、0.1%、-0.1%、-1%，得0.954分。"
    )


def test_the_worked_example_with_a_target() -> None:
    # Observed +1.0293% where -4.8299% is asked for: R = -0.21307;
    # (5/1.2) * (-0.21307 + 0.6) - 5 = -3.3878.
    found = eurostat(a_case({2016: 16.4, 2024: 17.8}, "down", target=8.2))
    assert found.status == "movement_away"
    assert found.value == pytest.approx(-0.21307, abs=5e-6)
    assert found.score == pytest.approx(-3.3878, abs=5e-5)


@pytest.mark.parametrize("row", EUSTAT, ids=str)
def test_its_results_are_those_that_eustat_printed(row: Row) -> None:
    value, score, status = row[8:]
    found = eurostat(published_case(row))
    assert found.status == status
    assert found.value == (None if value is None else pytest.approx(value, abs=1e-9))
    assert found.score == (None if score is None else pytest.approx(score, abs=1e-6))


@pytest.mark.parametrize(
    ("ratio", "status", "score"),
    [
        # Base 1, target 2 a year later: the required rate is 1, so R is the observed rate.
        (0.951171875, "significant_progress", 5 / 0.7 * 0.351171875),
        (0.94921875, "moderate_progress", 5 / 0.7 * 0.34921875),
        (0.6015625, "moderate_progress", 5 / 0.7 * 0.0015625),
        (0.599609375, "insufficient_progress", 5 / 1.2 * 1.199609375 - 5),
        (0.0, "insufficient_progress", -2.5),
        (-0.0009765625, "movement_away", 5 / 1.2 * 0.5990234375 - 5),
        (-0.599609375, "movement_away", 5 / 1.2 * 0.000390625 - 5),
        (-0.625, "movement_away", -5),
    ],
)
def test_the_bands_of_r(ratio: float, status: str, score: float) -> None:
    found = eurostat(a_case({2015: 1.0, 2016: 1 + ratio}, target=2.0, year=2016))
    assert found.status == status and found.score == pytest.approx(score, abs=1e-9)


def test_the_limit_of_a_band_belongs_to_the_worse_side() -> None:
    assert 1.95 - 1 == 0.95
    on_it = eurostat(a_case({2015: 1.0, 2016: 1.95}, target=2.0, year=2016))
    assert (on_it.status, on_it.value) == ("moderate_progress", 0.95)


def test_a_ratio_of_130_percent_scores_5() -> None:
    # Base 1, target 1.21 in two years asks for 10%; 14% a year is R = 1.4.
    found = eurostat(a_case({2015: 1.0, 2016: 1.14}, target=1.21, year=2017))
    assert found.value == pytest.approx(1.4) and found.score == 5.0
    found = eurostat(a_case({2015: 1.0, 2016: 1.12}, target=1.21, year=2017))
    # (5/0.7) * (1.2 - 0.6) = 4.2857.
    assert found.score == pytest.approx(30 / 7)


@pytest.mark.parametrize(
    ("percent", "status"),
    [
        (1.01, "significant_progress"),
        (0.99, "moderate_progress"),
        (0.101, "moderate_progress"),
        (0.099, "no_progress"),
        (0.0, "no_progress"),
        (-0.099, "no_progress"),
        (-0.101, "moderate_movement_away"),
        (-0.99, "moderate_movement_away"),
        (-1.01, "significant_movement_away"),
    ],
)
@pytest.mark.parametrize("direction", ["up", "down"])
def test_the_bands_of_growth(percent: float, status: str, direction: str) -> None:
    better = 1 if direction == "up" else -1
    found = eurostat(a_case({2015: 100.0, 2016: 100 + better * percent}, direction))
    assert found.status == status
    # 5 * CAGR / 2%.
    assert found.score == pytest.approx(2.5 * percent)


@pytest.mark.parametrize(("percent", "score"), [(2.5, 5), (-2.5, -5)])
def test_the_score_of_growth_ends_at_5(percent: float, score: float) -> None:
    assert eurostat(a_case({2015: 100.0, 2016: 100 + percent})).score == score


@pytest.mark.parametrize(
    ("percent", "status"),
    [
        # Base 50 of 100: C = 0.9539291. The limits below zero stay where they are.
        (0.96, "significant_progress"),
        (0.95, "moderate_progress"),
        (0.096, "moderate_progress"),
        (0.095, "no_progress"),
        (-0.099, "no_progress"),
        (-0.99, "moderate_movement_away"),
    ],
)
def test_near_a_limit_the_upper_bands_shrink(percent: float, status: str) -> None:
    found = eurostat(a_case({2015: 50.0, 2016: 50 * (1 + percent / 100)}, limit=100))
    assert found.status == status


def test_a_series_that_stays_at_its_limit_makes_significant_progress() -> None:
    found = eurostat(a_case({2015: 100.0, 2024: 100.0}, limit=100))
    assert (found.status, found.value, found.score) == ("significant_progress", 0.0, 5.0)


@pytest.mark.parametrize("direction", ["up", "down"])
def test_a_series_that_stays_at_a_limit_of_zero_does_too(direction: str) -> None:
    found = eurostat(a_case({2015: 0.0, 2024: 0.0}, direction, limit=0))
    assert (found.status, found.score) == ("significant_progress", 5.0)


def test_a_series_that_falls_from_its_limit_is_judged_as_usual() -> None:
    # (99.5/100) - 1 = -0.5%: 5 * -0.5 / 2 = -1.25.
    found = eurostat(a_case({2015: 100.0, 2016: 99.5}, limit=100))
    assert found.status == "moderate_movement_away" and found.score == pytest.approx(-1.25)


def test_a_level_reached_is_significant_progress_whatever_the_trend() -> None:
    found = eurostat(a_case({2015: 60.0, 2022: 55.0}, target=50.0))
    assert (found.status, found.score, found.bucket) == ("significant_progress", 5.0, "achieved")
    assert found.value is not None and found.value < 0


def test_base_and_target_the_same_have_no_value() -> None:
    kept = eurostat(a_case({2015: 50.0, 2022: 50.0}, target=50.0))
    assert (kept.status, kept.value, kept.score) == ("significant_progress", None, 5.0)
    lost = eurostat(a_case({2015: 50.0, 2022: 49.0}, target=50.0))
    assert (lost.status, lost.value, lost.score) == ("movement_away", None, -5.0)


@given(st.floats(0.01, 1e6), st.floats(0.01, 1e6))
def test_the_score_has_the_sign_of_the_movement(base: float, latest: float) -> None:
    found = eurostat(a_case({2015: base, 2024: latest}))
    assert found.score is not None and found.value is not None
    assert math.copysign(1, found.score) == math.copysign(1, found.value) or found.score == 0
