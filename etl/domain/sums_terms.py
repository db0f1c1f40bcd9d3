"""Terms of a sum as they are keyed into a hand calculator: the text, and what the text comes to.

A term's value is always that of its printed numbers, never of the numbers behind them, so that
nobody can be shown a sum that does not come out. Signs: + − × ÷ ^, ln, e^; ÷ and × from the left.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from etl.domain.reason import plain

_NUMBER, _POWER, _PRODUCT, _SUM = range(4)
MOST_DECIMALS = 12
_SIGNIFICANT = 15


@dataclass(frozen=True, slots=True)
class Term:
    """A printed expression, the value of what is printed, and how tightly it binds."""

    text: str
    value: float
    rank: int = _NUMBER


def printed(value: float, *, grouped: bool = False) -> str:
    """Return all decimal digits of a published number: 45678 / 10000 is "4.5678"."""
    number = Decimal(f"{value:.{_SIGNIFICANT}g}")
    if not number:
        return "0"
    text = format(number, ",f" if grouped else "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(value: float, *, grouped: bool = False) -> Term:
    """Return a published number with all its digits."""
    return _number(printed(value, grouped=grouped))


def rounded(value: float, decimals: int, *, grouped: bool = False) -> Term:
    """Return a computed number with up to so many decimals."""
    return _number(grouped_text(plain(value, decimals)) if grouped else plain(value, decimals))


def grouped_text(text: str) -> str:
    """Return a plain number with commas between thousands."""
    return format(Decimal(text), ",f")


def _number(text: str) -> Term:
    return Term(text, float(text.replace(",", "")))


def plus(first: Term, *others: Term) -> Term:
    """Return the sum of terms."""
    text = " + ".join([first.text, *(_within(one, _SUM) for one in others)])
    return Term(text, math.fsum(one.value for one in (first, *others)), _SUM)


def minus(first: Term, other: Term) -> Term:
    """Return a difference."""
    text = f"{first.text} − {_within(other, _PRODUCT)}"
    return Term(text, first.value - other.value, _SUM)


def times(first: Term, *others: Term) -> Term:
    """Return the product of terms."""
    text = " × ".join([_within(first, _PRODUCT), *(_within(one, _POWER) for one in others)])
    return Term(text, math.prod(one.value for one in (first, *others)), _PRODUCT)


def over(first: Term, other: Term) -> Term:
    """Return a quotient; nan where it is undefined."""
    text = f"{_within(first, _PRODUCT)} ÷ {_within(other, _POWER)}"
    value = first.value / other.value if other.value else math.nan
    return Term(text, value, _PRODUCT)


def power(base: Term, exponent: Term) -> Term:
    """Return a power; nan where it is undefined."""
    text = f"{_within(base, _NUMBER)}^{_within(exponent, _NUMBER)}"
    return Term(text, _safe(lambda: base.value**exponent.value), _POWER)


def ln(of: Term) -> Term:
    """Return a natural logarithm; nan where it is undefined."""
    return Term(f"ln({of.text})", _safe(lambda: math.log(of.value)))


def exp(of: Term) -> Term:
    """Return a power of e."""
    return Term(f"e^{_within(of, _NUMBER)}", _safe(lambda: math.exp(of.value)), _POWER)


def percent_of_one(share: Term) -> Term:
    """Return a percentage as a share: 13.5 ÷ 100."""
    return over(share, HUNDRED)


def _safe(power_of: Callable[[], float | complex]) -> float:
    try:
        found = power_of()
    except (ArithmeticError, ValueError):
        return math.nan
    return math.nan if isinstance(found, complex) else found


def _within(term: Term, most: int) -> str:
    """Return a term as part of another: bracketed where it binds less tightly, or is negative."""
    return f"({term.text})" if term.rank > most or term.text.startswith("-") else term.text


ONE, HUNDRED = exact(1.0), exact(100.0)


def whole(number: int) -> Term:
    """Return a whole number: a count of years or days."""
    return _number(str(number))


def holds(term: Term, value: float, decimals: int) -> bool:
    """Return whether a printed expression comes to `value` as printed with so many decimals."""
    return abs(term.value - float(plain(value, decimals))) <= 0.5 * 10.0**-decimals * (1 + 1e-6)


def fewest(first: int, fits: Callable[[int], bool]) -> int:
    """Return the fewest decimals from `first` on with which something fits."""
    return next((digits for digits in range(first, MOST_DECIMALS) if fits(digits)), MOST_DECIMALS)
