"""Which two observations a case compares, and what cannot be judged at all."""

import math

import pytest

from etl.domain.rules.case import Opinion, Span, opinion, span_of
from tests.etl.domain.rules.cases import a_case

SERIES = {2014: 1.0, 2016: 2.0, 2019: 4.0, 2023: 3.0}


def why(found: Span | Opinion) -> str:
    assert isinstance(found, Opinion)
    assert (found.status, found.value, found.score) == ("not_available", None, None)
    return found.reason


def test_without_a_base_year_it_is_2015() -> None:
    assert span_of(a_case({2014: 1.0, 2015: 2.0, 2023: 3.0})) == Span(2015, 2.0, 2023, 3.0)


def test_a_base_year_without_a_value_is_the_first_later_year_that_has_one() -> None:
    assert span_of(a_case(SERIES)) == Span(2016, 2.0, 2023, 3.0)
    assert span_of(a_case(SERIES, base_year=2017)) == Span(2019, 4.0, 2023, 3.0)


def test_years_before_the_base_year_are_left_out() -> None:
    assert span_of(a_case(SERIES, base_year=2019)) == Span(2019, 4.0, 2023, 3.0)


def test_a_base_year_before_2015_is_taken_where_it_is_given() -> None:
    assert span_of(a_case(SERIES, base_year=2010)) == Span(2014, 1.0, 2023, 3.0)


def test_the_latest_year_is_found_in_a_series_out_of_order() -> None:
    assert span_of(a_case({2023: 3.0, 2015: 1.0, 2019: 9.0})) == Span(2015, 1.0, 2023, 3.0)


def test_one_year_is_not_enough() -> None:
    assert "只有2023年一个数值" in why(span_of(a_case({2010: 1.0, 2023: 3.0})))


def test_a_series_that_ends_before_its_base_year_has_nothing_to_judge() -> None:
    assert why(span_of(a_case({2010: 1.0, 2012: 3.0}))) == "2015年及以后没有数值，无法评估。"
    assert "2024年及以后没有数值" in why(span_of(a_case(SERIES, base_year=2024)))


def test_no_series_and_no_direction_are_said() -> None:
    assert why(span_of(a_case({}))) == "没有数值，无法评估。"
    assert "方向应为up、down、parity之一" in why(span_of(a_case(SERIES, "higher")))


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_what_is_no_finite_number_is_refused(bad: float) -> None:
    assert "有限的数" in why(span_of(a_case({2015: 1.0, 2016: bad})))
    assert "有限的数" in why(span_of(a_case(SERIES, target=bad)))
    assert "有限的数" in why(span_of(a_case(SERIES, limit=bad)))


def test_an_opinion_holds_no_infinity_and_no_negative_zero() -> None:
    made = opinion("on_track", math.inf, -0.0, "。")
    assert made.value is None and str(made.score) == "0.0"
