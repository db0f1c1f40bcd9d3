"""A formula and its value are written once and mean the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.export.annex_terms import Term, cell, exponential_of_minus, least, logarithm, term

A, B, C = (Term(name, value) for name, value in (("A1", 8.0), ("B1", 2.0), ("C1", 3.0)))


def test_a_formula_has_the_brackets_that_it_needs_and_no_others() -> None:
    told = {
        (A - (B - C)).text: 9.0, (A - B - C).text: 3.0, (A / (B / C)).text: 12.0,
        (A / B / C).text: 4 / 3, ((A + B) * C).text: 30.0, (A * B + C).text: 19.0,
        ((A * B) ** C).text: 4096.0, (A ** (B / C)).text: 4.0, ((A**B) ** C).text: 262144.0,
    }  # fmt: skip
    assert list(told) == [
        "A1-(B1-C1)", "A1-B1-C1", "A1/(B1/C1)", "A1/B1/C1", "(A1+B1)*C1", "A1*B1+C1", "(A1*B1)^C1",
        "A1^(B1/C1)", "(A1^B1)^C1",
    ]  # fmt: skip
    # The same operations on the numbers themselves.
    values = [
        one.value
        for one in (
            A - (B - C), A - B - C, A / (B / C), A / B / C, (A + B) * C, A * B + C, (A * B) ** C,
            A ** (B / C), (A**B) ** C,
        )
    ]  # fmt: skip
    assert values == pytest.approx(list(told.values()))


def test_a_negative_number_is_put_in_brackets() -> None:
    assert (A - term(-1.5)).text == "A1-(-1.5)"
    assert (A ** term(-2.0)).text == "A1^(-2)"


def test_functions_are_called_by_their_names_in_excel() -> None:
    assert (least(A, B).text, least(A, B).value) == ("MIN(A1,B1)", 2.0)
    assert logarithm(A / B).text == "LN(A1/B1)"
    assert (exponential_of_minus(A - B).text, exponential_of_minus(A - B).value) == (
        "EXP(-(A1-B1))", pytest.approx(0.00247875),
    )  # fmt: skip


def test_a_formula_does_not_name_the_sheet_it_stands_on() -> None:
    here, there = cell("甲's", 3, 5, 1.0), cell("乙", 0, 0, 2.0)
    assert (here + there).text == "'甲''s'!F4+'乙'!A1"
    assert (here + there).on("甲's") == "F4+'乙'!A1"


@given(st.lists(st.floats(0.5, 9.0), min_size=4, max_size=4), st.permutations("+-*/"))
def test_the_text_of_any_formula_comes_to_its_value(values: list[float], signs: list[str]) -> None:
    shown = [float(f"{one:.15g}") for one in values]
    left = _joined(signs[0], term(shown[0]), term(shown[1]))
    right = _joined(signs[1], term(shown[2]), term(shown[3]))
    for sign in signs[2:]:
        # A formula of such numbers is one of Python too.
        if sign != "/" or right.value:
            whole = _joined(sign, left, right)
            assert eval(whole.text) == pytest.approx(whole.value)


def _joined(sign: str, one: Term, other: Term) -> Term:
    match sign:
        case "+":
            return one + other
        case "-":
            return one - other
        case "*":
            return one * other
        case _:
            return one / other
