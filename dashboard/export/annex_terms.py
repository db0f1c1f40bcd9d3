"""Formulas of a spreadsheet together with the number each comes to; nothing is judged here.

A term is written once and is both: what a program calculates anew and what stands in the cell until
it does. So the two cannot differ.
"""

from dataclasses import dataclass
from math import exp, log

from xlsxwriter.utility import xl_rowcol_to_cell

_SUM, _PRODUCT, _POWER, _WHOLE = range(4)


@dataclass(frozen=True, slots=True)
class Term:
    """A formula without its "=" and its value; `binds` is how strongly its last operation does."""

    text: str
    value: float
    binds: int = _WHOLE

    def __add__(self, other: "Term | float") -> "Term":
        after = term(other)
        return Term(
            f"{self._as(_SUM)}+{after._as(_PRODUCT)}", self.value + after.value, _SUM
        )  # fmt: skip

    def __sub__(self, other: "Term | float") -> "Term":
        after = term(other)
        return Term(f"{self._as(_SUM)}-{after._as(_PRODUCT)}", self.value - after.value, _SUM)

    def __mul__(self, other: "Term | float") -> "Term":
        after = term(other)
        return Term(f"{self._as(_PRODUCT)}*{after._as(_POWER)}", self.value * after.value, _PRODUCT)

    def __truediv__(self, other: "Term | float") -> "Term":
        after = term(other)
        return Term(f"{self._as(_PRODUCT)}/{after._as(_POWER)}", self.value / after.value, _PRODUCT)

    def __pow__(self, other: "Term | float") -> "Term":
        after = term(other)
        raised = float(self.value**after.value)
        return Term(f"{self._as(_WHOLE)}^{after._as(_WHOLE)}", raised, _POWER)

    def _as(self, place: int) -> str:
        """Return the formula as part of a larger one, in brackets where the place needs them."""
        return self.text if self.binds >= place else f"({self.text})"

    def on(self, sheet: str) -> str:
        """Return the formula as it is written on a sheet, which does not name itself."""
        return self.text.replace(on_sheet(sheet), "")


def term(value: "Term | float") -> Term:
    """Return a term as it is, a number as one."""
    if isinstance(value, Term):
        return value
    return Term(f"{value:.15g}", value, _WHOLE if value >= 0 else _SUM)


def cell(sheet: str, row: int, column: int, value: float) -> Term:
    """Return the reference to a cell, counted from 0, whose value is known."""
    return Term(on_sheet(sheet) + xl_rowcol_to_cell(row, column), value)


def called(name: str, value: float, *arguments: str) -> Term:
    """Return a function of references or formulas whose value is known."""
    return Term(f"{name}({','.join(arguments)})", value)


def least(one: Term, other: Term) -> Term:
    """Return the smaller of two."""
    return called("MIN", min(one.value, other.value), one.text, other.text)


def logarithm(of: Term) -> Term:
    """Return the natural logarithm."""
    return called("LN", log(of.value), of.text)


def exponential_of_minus(of: Term) -> Term:
    """Return e to the power of a term with its sign turned."""
    return called("EXP", exp(-of.value), f"-{of._as(_WHOLE)}")


def on_sheet(sheet: str) -> str:
    """Return how the address of a cell on a sheet begins: '计算底稿'!."""
    return "'" + sheet.replace("'", "''") + "'!"
