"""The rule of Statistics Canada: its worked examples, its bands to the edge, its printed results."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.domain.rules.case import Case
from etl.domain.rules.statcan import statcan
from tests.etl.domain.rules.cases import SOUND_CASE, a_case, published_case
from tests.etl.domain.rules.published import STATCAN, Row


def test_the_worked_example_with_a_target() -> None:
    # Observed (10.4/14.5)^(1/8) - 1 = -4.0691%, required (7.25/14.5)^(1/15) - 1 = -4.5158%:
    # R = 0.90109, score 7.1429 * 0.90109 - 4.2857 = 2.1507.
    found = statcan(a_case({2015: 14.5, 2023: 10.4}, "down", target=7.25))
    assert found.status == "moderate_progress"
    assert found.value == pytest.approx(0.90109, abs=5e-6)
    assert found.score == pytest.approx(2.1507, abs=5e-5)
    assert found.reason == (
        "2015年14.5，2023年10.4，年均变动率-4.069%，2030年目标7.25，要求-4.516%，比值0.901；"
        "界限为0.95、0.6、0，得2.151分。"
    )


def test_the_worked_example_without_a_target() -> None:
    # (71.4/66.6)^(1/7) - 1 = 0.99915%; C = 1 - 0.666^4.44 = 0.83546;
    # 250 * 0.0099915 / 0.83546 - 1.25 = 1.7398.
    found = statcan(a_case({2016: 66.6, 2023: 71.4}, limit=100))
    assert found.status == "moderate_progress"
    assert found.value == pytest.approx(0.0099915, abs=5e-8)
    assert found.score == pytest.approx(1.7398, abs=5e-5)
    assert "接近限值，折算系数0.835；界限为1.253%、0.418%、0，得1.74分。" in found.reason


@pytest.mark.parametrize("row", STATCAN, ids=str)
def test_its_results_are_those_that_statistics_canada_printed(row: Row) -> None:
    value, score, status = row[8:]
    found = statcan(published_case(row))
    assert found.status == status
    assert found.value == (None if value is None else pytest.approx(value, abs=1e-9))
    assert found.score == (None if score is None else pytest.approx(score, abs=1e-6))


@pytest.mark.parametrize(
    ("ratio", "status", "score"),
    [
        # Base 1, target 2 a year later: the required rate is 1, so R is the observed rate.
        (0.9501953125, "substantial_progress", 7.1429 * 0.9501953125 - 4.2857),
        (0.9497070312, "moderate_progress", 7.1429 * 0.9497070312 - 4.2857),
        (0.6000976562, "moderate_progress", 7.1429 * 0.6000976562 - 4.2857),
        (0.5996093750, "limited_progress", 4.1667 * 0.599609375 - 2.5),
        (0.0, "limited_progress", -2.5),
        (-0.0009765625, "deterioration", 4.1667 * -0.0009765625 - 2.5),
        (-0.625, "deterioration", -5),
    ],
)
def test_the_bands_of_r(ratio: float, status: str, score: float) -> None:
    found = statcan(a_case({2015: 1.0, 2016: 1 + ratio}, target=2.0, year=2016))
    assert found.status == status
    assert found.score == pytest.approx(score, abs=1e-9)


def test_the_limit_of_a_band_belongs_to_the_better_side() -> None:
    assert 1.95 - 1 == 0.95
    on_it = statcan(a_case({2015: 1.0, 2016: 1.95}, target=2.0, year=2016))
    assert (on_it.status, on_it.value) == ("substantial_progress", 0.95)
    # The same value as before is no deterioration.
    assert statcan(a_case({2015: 1.0, 2016: 1.0}, target=2.0)).status == "limited_progress"
    assert statcan(a_case({2015: 1.0, 2016: 1.0})).status == "limited_progress"


@pytest.mark.parametrize(
    ("percent", "status", "score"),
    [
        # Without a limit: 500v - 5 from 1.5%, 250v - 1.25 from 0.5%, 500v - 2.5 from 0, 125v - 2.5.
        (2.1, "substantial_progress", 5),
        (1.51, "substantial_progress", 500 * 0.0151 - 5),
        (1.49, "moderate_progress", 250 * 0.0149 - 1.25),
        (0.51, "moderate_progress", 250 * 0.0051 - 1.25),
        (0.49, "limited_progress", 500 * 0.0049 - 2.5),
        (0.0, "limited_progress", -2.5),
        (-0.01, "deterioration", 125 * -0.0001 - 2.5),
        (-2.1, "deterioration", -5),
    ],
)
def test_the_bands_of_growth(percent: float, status: str, score: float) -> None:
    found = statcan(a_case({2015: 100.0, 2016: 100 + percent}))
    assert found.status == status and found.score == pytest.approx(score, abs=1e-9)


@pytest.mark.parametrize(
    ("percent", "status", "score"),
    [
        # Base 50 of 100: C = 0.9539291, so 1.5% shrinks to 1.43089% and 0.5% to 0.47696%.
        (1.44, "substantial_progress", 500 * 0.0144 / 0.9539291 - 5),
        (1.42, "moderate_progress", 250 * 0.0142 / 0.9539291 - 1.25),
        (0.48, "moderate_progress", 250 * 0.0048 / 0.9539291 - 1.25),
        (0.47, "limited_progress", 500 * 0.0047 / 0.9539291 - 2.5),
        # Worsening is not stretched.
        (-0.48, "deterioration", 125 * -0.0048 - 2.5),
    ],
)
def test_near_a_limit_the_bands_shrink(percent: float, status: str, score: float) -> None:
    found = statcan(a_case({2015: 50.0, 2016: 50 * (1 + percent / 100)}, limit=100))
    assert found.status == status and found.score == pytest.approx(score, abs=1e-6)


def test_a_series_that_stays_at_its_limit_makes_substantial_progress() -> None:
    stays = statcan(a_case({2015: 100.0, 2023: 100.0}, limit=100))
    assert (stays.status, stays.value, stays.score) == ("substantial_progress", 0.0, 5.0)


def test_a_series_that_falls_from_its_limit_deteriorates_as_usual() -> None:
    # (99/100)^1 - 1 = -1%: 125 * -0.01 - 2.5 = -3.75.
    falls = statcan(a_case({2015: 100.0, 2016: 99.0}, limit=100))
    assert falls.status == "deterioration" and falls.score == pytest.approx(-3.75)


def test_a_limit_does_not_matter_beside_a_target() -> None:
    series = {2015: 66.6, 2023: 71.4}
    assert statcan(a_case(series, target=90.0, limit=100)) == statcan(a_case(series, target=90.0))


def test_a_level_reached_is_achieved_whatever_the_trend() -> None:
    # The base 60 lay beyond the target 50; the series falls, and is still beyond it.
    found = statcan(a_case({2015: 60.0, 2022: 55.0}, target=50.0))
    required, observed = (50 / 60) ** (1 / 15) - 1, (55 / 60) ** (1 / 7) - 1
    assert (found.status, found.score) == ("target_achieved", 5.0)
    assert found.value == pytest.approx(observed / -required)
    assert found.value is not None and found.value < 0


def test_a_series_that_falls_back_through_its_target_deteriorates() -> None:
    assert statcan(a_case({2015: 60.0, 2022: 45.0}, target=50.0)).status == "deterioration"


def test_the_target_itself_is_reached_and_a_hair_less_is_not() -> None:
    assert statcan(a_case({2015: 40.0, 2022: 65.0}, target=65.0)).status == "target_achieved"
    less = math.nextafter(65.0, 0)
    assert statcan(a_case({2015: 40.0, 2022: less}, target=65.0)).status == "substantial_progress"


def test_base_target_and_latest_the_same_are_achieved_without_a_value() -> None:
    found = statcan(a_case({2015: 50.0, 2022: 50.0}, target=50.0))
    assert (found.status, found.value, found.score) == ("target_achieved", None, 5.0)


def test_a_base_at_its_target_has_no_ratio_either_way() -> None:
    beyond = statcan(a_case({2015: 50.0, 2022: 51.0}, target=50.0))
    assert (beyond.status, beyond.value, beyond.score) == ("target_achieved", None, 5.0)
    short = statcan(a_case({2015: 50.0, 2022: 49.0}, target=50.0))
    assert (short.status, short.value, short.score) == ("deterioration", None, -5.0)


def test_fewer_than_two_years_are_not_available_even_at_the_target() -> None:
    assert statcan(a_case({2022: 70.0}, target=65.0)).status == "not_available"


def test_different_signs_are_not_available_even_beyond_the_target() -> None:
    assert statcan(a_case({2015: -1.0, 2022: 5.0}, target=3.0)).status == "not_available"


@given(SOUND_CASE, st.floats(0.1, 10))
def test_another_unit_changes_nothing_in_the_verdict(case: Case, scale: float) -> None:
    scaled = a_case(
        {year: value * scale for year, value in case.series.items()},
        case.direction,
        target=None if case.target is None else case.target * scale,
        year=case.target_year,
        limit=None if case.limit is None else case.limit * scale,
    )
    one, other = statcan(case), statcan(scaled)
    if one.score is not None and other.score is not None:
        assert other.score == pytest.approx(one.score, abs=1e-4)


@given(st.lists(st.floats(-3, 3), min_size=2, max_size=6).map(sorted))
def test_the_score_never_falls_as_r_rises(rates: list[float]) -> None:
    # Base 1, target 8 after 3 years: the required rate is 1, so R is the observed rate.
    latest = [(1 + rate) for rate in rates if -0.99 < rate < 2]
    scores = [
        statcan(a_case({2015: 1.0, 2016: value}, target=8.0, year=2018)).score for value in latest
    ]
    assert scores == sorted(score for score in scores if score is not None)
