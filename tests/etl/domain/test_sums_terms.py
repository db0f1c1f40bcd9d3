"""Terms as printed: their brackets, their digits, and the value of what is printed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.domain.sums_terms import (
    Term,
    exact,
    exp,
    fewest,
    holds,
    ln,
    minus,
    over,
    plus,
    power,
    printed,
    rounded,
    times,
    whole,
)
from tests.etl.domain.calculator import is_true, keyed_in

CENTS = st.integers(-99_999, 99_999).map(lambda number: number / 100)
NUMBERS = CENTS.map(exact)


def two(terms: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    pairs = st.tuples(terms, terms)
    return st.one_of(
        pairs.map(lambda pair: plus(*pair)),
        pairs.map(lambda pair: minus(*pair)),
        pairs.map(lambda pair: times(*pair)),
        pairs.filter(lambda pair: abs(pair[1].value) > 0.001).map(lambda pair: over(*pair)),
    )


@given(st.recursive(NUMBERS, two, max_leaves=8))
def test_a_term_comes_to_what_its_text_comes_to(term: Term) -> None:
    assert keyed_in(term.text) == pytest.approx(term.value, rel=1e-9, abs=1e-9)


def test_brackets_stand_only_where_they_matter() -> None:
    a, b, c = exact(44.77), exact(55.0), exact(-3.0)
    assert over(minus(b, a), minus(a, b)).text == "(55 − 44.77) ÷ (44.77 − 55)"
    assert minus(a, minus(b, a)).text == "44.77 − (55 − 44.77)"
    assert minus(a, times(b, a)).text == "44.77 − 55 × 44.77"
    assert minus(a, c).text == "44.77 − (-3)"
    assert times(c, a).text == "(-3) × 44.77"
    assert power(plus(a, b), over(whole(2), whole(5))).text == "(44.77 + 55)^(2 ÷ 5)"
    assert exp(exact(-0.5)).text == "e^(-0.5)"


@given(CENTS, st.sampled_from([1.0, 1e4, 1e8]))
def test_a_published_number_keeps_its_digits_through_its_unit(number: float, unit: float) -> None:
    assert float(printed(number * unit / unit)) == number


def test_no_number_is_printed_with_an_exponent() -> None:
    assert printed(1e-7) == "0.0000001"
    assert printed(1.4e9) == "1400000000"
    assert printed(1_306_730.0, grouped=True) == "1,306,730"
    assert printed(-0.0) == "0"


def test_what_is_undefined_is_no_number_and_no_error() -> None:
    assert math.isnan(over(exact(1.0), exact(0.0)).value)
    assert math.isnan(ln(exact(-1.0)).value)
    assert math.isnan(power(exact(-2.0), exact(0.5)).value)
    assert not holds(over(exact(1.0), exact(0.0)), 1.0, 2)


def test_a_result_holds_within_half_of_its_last_digit() -> None:
    assert holds(Term("x", 0.6654), 0.67, 2) is True
    assert holds(Term("x", 0.6654), 0.66, 2) is False
    assert rounded(2.0 / 3.0, 2).text == "0.67"


def test_the_fewest_decimals_are_taken() -> None:
    assert fewest(2, lambda decimals: decimals >= 4) == 4
    assert fewest(2, lambda decimals: False) == 12


def test_the_calculator_of_the_tests_knows_its_signs() -> None:
    assert keyed_in("1 + 2 × 3 − 8 ÷ 4") == 5
    assert keyed_in("(1 + 1)^(1 + 2)") == 8
    assert keyed_in("100 ÷ (1 + e^(-ln(3)))") == pytest.approx(75)
    assert keyed_in("1,306,730 − (-0.5)") == 1_306_730.5
    assert is_true("-30 ≤ -20.25 < -10")
    assert not is_true("2 ≤ 1")
    with pytest.raises(ValueError, match="1 & 2"):
        keyed_in("1 & 2")
