"""Figures as printed and how exact they are: half a unit of the last digit that stands on the page.

Every recomputation carries that half unit of each operand through as an interval, so that what
rounding can explain is told from what it cannot.
"""

import math
import re
from dataclasses import dataclass

from etl.domain.records import Statement

# Beyond this a double no longer holds the printed digits, and powers could overflow.
_LARGEST = 1e15
_NUMBER = re.compile(r"\d[\d,]*(?:\.(\d+))?")
_NARROW = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Interval:
    """What a figure can have been before it was rounded, and the figure itself."""

    value: float
    low: float
    high: float

    def scaled(self, factor: float) -> "Interval":
        """Return the interval in another unit; `factor` is above 0."""
        return Interval(self.value * factor, self.low * factor, self.high * factor)


def is_usable(value: float | None) -> bool:
    """Return whether a value is a finite number of a size that arithmetic can carry."""
    return value is not None and math.isfinite(value) and abs(value) <= _LARGEST


def numbers_in(text: str) -> list[tuple[float, int]]:
    """Return the numbers in a text in their order, each with its count of printed decimals."""
    found = _NUMBER.finditer(text.translate(_NARROW))
    return [(float(match[0].replace(",", "")), len(match[1] or "")) for match in found]


def decimals_of(statement: Statement) -> int:
    """Return how many decimals the value is printed with ("43.0": 1), read from its quote.

    Where the quote does not hold the digits (三十, 四分之一) the value's own decimals count.
    """
    value = abs(statement.value or 0.0)
    printed = [places for number, places in numbers_in(statement.quote) if number == value]
    if printed:
        return max(printed)
    return len(f"{value:.12f}".rstrip("0").partition(".")[2])


def printed(statement: Statement) -> Interval:
    """Return the value of a statement as an interval in the unit it is printed in."""
    value = statement.value or 0.0
    half = 0.5 * 10.0 ** -decimals_of(statement)
    return Interval(value, value - half, value + half)


def agree(stated: Interval, computed: Interval, *, floor: float = 0.0) -> bool:
    """Return whether two figures differ by at most `floor` or by what their rounding explains."""
    slack = _CLOSE * max(1.0, abs(stated.value), abs(computed.value))
    if abs(stated.value - computed.value) <= floor + slack:
        return True
    return stated.low <= computed.high + slack and computed.low <= stated.high + slack


def same_rounded(one: Interval, other: Interval) -> bool:
    """Return whether one figure is the other one, rounded: within the half unit of the coarser."""
    half = max(one.high - one.low, other.high - other.low) / 2
    return abs(one.value - other.value) <= half * (1 + _CLOSE) + _CLOSE * abs(one.value)


def shown(value: float, decimals: int) -> str:
    """Return a number with at most so many decimals, without trailing zeros."""
    text = f"{value:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def as_printed(statement: Statement) -> str:
    """Return the value of a statement with the decimals it is printed with."""
    return f"{statement.value or 0.0:.{decimals_of(statement)}f}"
