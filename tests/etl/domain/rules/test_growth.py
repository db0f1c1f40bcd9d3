"""Growth, the factor of a natural limit, and the pace that statcan and eurostat share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.domain.rules.case import Case, Opinion
from etl.domain.rules.growth import Pace, growth, limit_factor, pace_of
from tests.etl.domain.rules.cases import a_case


def test_growth_is_the_yearly_rate_that_leads_from_start_to_end() -> None:
    # 100 * 1.1^2 = 121.
    assert growth(100, 121, 2) == pytest.approx(0.1)
    assert growth(-100, -121, 2) == pytest.approx(0.1)
    assert growth(50, 0, 3) == -1


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [(0, 5, 3), (0, 0, 3), (5, -5, 3), (-5, 5, 3), (5, 6, 0), (5, 6, -2), (5e-324, 1e308, 1)],
)
def test_growth_through_zero_or_in_no_time_is_undefined(
    start: float, end: float, years: int
) -> None:
    assert growth(start, end, years) is None


@pytest.mark.parametrize(
    ("base", "limit", "factor"),
    [
        (40, None, 1),
        # From twice the limit on the limit does not matter.
        (200, 100, 1),
        (-200, 100, 1),
        # Up to the limit: 1 - (50/100)^4.44 = 1 - 0.0460709.
        (50, 100, 0.9539291),
        (-50, 100, 0.9539291),
        (50, -100, 0.9539291),
        (100, 100, 0),
        # Between: 1 - ((200 - 150)/100)^4.44, the same.
        (150, 100, 0.9539291),
        (0, 100, 1),
        # A limit of zero is never near, not even at zero.
        (5, 0, 1),
        (0, 0, 1),
    ],
)
def test_the_factor_has_three_pieces(base: float, limit: float | None, factor: float) -> None:
    assert limit_factor(base, limit) == pytest.approx(factor, abs=1e-7)


@given(st.floats(0, 1e308), st.floats(0, 1e308))
def test_the_factor_lies_between_0_and_1(base: float, limit: float) -> None:
    assert 0 <= limit_factor(base, limit) <= 1


def test_the_factor_falls_to_the_limit_and_rises_beyond_it() -> None:
    just = [limit_factor(base, 100) for base in (60, 90, 99, 100, 101, 110, 140, 199.999)]
    assert just[:4] == sorted(just[:4], reverse=True) and just[3:] == sorted(just[3:])


def pace(case_pace: Pace | Opinion) -> Pace:
    assert isinstance(case_pace, Pace)
    return case_pace


def test_a_base_of_zero_counts_as_a_thousandth() -> None:
    # (0.004/0.001)^(1/2) - 1 = 1.
    assert pace(pace_of(a_case({2015: 0.0, 2017: 0.004}))).speed == pytest.approx(1)


def test_the_factor_takes_a_base_of_zero_as_it_is() -> None:
    assert pace(pace_of(a_case({2015: 0.0, 2017: 0.004}, limit=0.001))).factor == 1


def test_a_target_of_zero_counts_as_a_thousandth_also_when_it_is_reached() -> None:
    falling = pace(pace_of(a_case({2015: 0.004, 2016: 0.002}, "down", target=0.0, year=2017)))
    # Required (0.001/0.004)^(1/2) - 1 = -0.5, observed -0.5.
    assert (falling.target, falling.ratio, falling.reached) == (0.001, 1.0, False)
    assert pace(pace_of(a_case({2015: 4.0, 2016: 0.0009}, "down", target=0.0))).reached
    assert not pace(pace_of(a_case({2015: 4.0, 2016: 0.0}, "up", target=0.0))).reached


def test_a_negative_base_flips_the_sign_of_its_growth() -> None:
    # From -100 to -121 the rate is +10%, and the series falls.
    assert pace(pace_of(a_case({2015: -100.0, 2017: -121.0}, "up"))).speed == pytest.approx(-0.1)
    assert pace(pace_of(a_case({2015: -100.0, 2017: -121.0}, "down"))).speed == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("base", "latest"), [(5.0, -1.0), (-5.0, 1.0), (0.0, -1.0), (1e-300, -1e-300)]
)
def test_base_and_latest_of_different_sign_cannot_be_judged(base: float, latest: float) -> None:
    found = pace_of(a_case({2015: base, 2020: latest}))
    assert isinstance(found, Opinion) and "正负号不同" in found.reason


def test_a_target_of_the_other_sign_cannot_be_judged_unless_it_is_reached() -> None:
    found = pace_of(a_case({2015: 5.0, 2020: 4.0}, "down", target=-1.0))
    assert isinstance(found, Opinion) and found.status == "not_available"
    beyond = pace(pace_of(a_case({2015: 5.0, 2020: 4.0}, "up", target=-1.0)))
    assert beyond.reached and beyond.ratio is None


@pytest.mark.parametrize("year", [2015, 2014])
def test_a_target_year_that_is_not_after_the_base_year_cannot_be_judged(year: int) -> None:
    found = pace_of(a_case({2015: 5.0, 2020: 9.0}, target=8.0, year=year))
    assert isinstance(found, Opinion) and f"目标年份{year}年不晚于基期2015年" in found.reason


def test_the_year_of_the_base_that_is_used_counts_not_the_one_that_is_named() -> None:
    found = pace_of(a_case({2019: 5.0, 2022: 9.0}, target=10.0, year=2018))
    assert isinstance(found, Opinion) and "不晚于基期2019年" in found.reason


def test_a_target_year_already_past_is_judged_all_the_same() -> None:
    # 40 -> 50 in 5 years was asked for; 40 -> 50 took 10: R is about a half.
    late = pace(pace_of(a_case({2010: 40.0, 2020: 49.0}, base_year=2010, target=50.0, year=2015)))
    observed, required = (49 / 40) ** 0.1 - 1, (50 / 40) ** 0.2 - 1
    assert late.ratio == pytest.approx(observed / required)


def test_a_target_without_a_year_cannot_be_judged() -> None:
    case = a_case({2015: 5.0, 2020: 9.0}, target=8.0)
    found = pace_of(Case("id", "", "up", case.series, None, 8.0, None))
    assert isinstance(found, Opinion) and "没有目标年份" in found.reason


def test_parity_is_not_known_to_rules_of_growth() -> None:
    found = pace_of(a_case({2015: 5.0, 2020: 9.0}, "parity", target=8.0))
    assert isinstance(found, Opinion) and found.status == "not_available"
