"""The sheet 计算底稿: for each target the numbers that its formulas need and its line has no room for.

It keeps the cells and says where each stands; which formulas they hold is decided elsewhere.
"""

from collections.abc import Sequence

from dashboard.export.annex_terms import Term, cell
from dashboard.export.spreadsheet import FIRST_ROW, Formula, Page, Styled
from etl.domain.sums import Sum

NAME = "计算底稿"
COLUMNS = (
    ("项目", 24), ("数值", 15), ("逐年系数", 13), ("说明", 34), ("手算步骤", 20), ("代入", 50), ("结果", 16),
)  # fmt: skip
_VALUE, _FACTOR, _SUMS = 1, 2, 4
_NUMBER = "General"


class Workings:
    """The lines of the sheet as they are written, one block for each target."""

    def __init__(self) -> None:
        self._rows: list[list[Styled]] = []

    @property
    def is_empty(self) -> bool:
        """Return whether no target was written down."""
        return not self._rows

    def begin(self, title: str) -> None:
        """Begin the block of a target."""
        self._rows.append([Styled(title, tone="brand")])

    def put(self, label: str, value: Term | float, said: str, number_format: str = _NUMBER) -> Term:
        """Write a number or formula down and return the reference to its cell."""
        number = value.value if isinstance(value, Term) else value
        self._add([Styled(label), _styled(value, number_format), Styled(""), Styled(said)])
        return cell(NAME, self._last, _VALUE, number)

    def put_factor(self, factor: Term) -> Term:
        """Write the factor of the year last put beside its value and return its reference."""
        self._rows[-1][_FACTOR] = _styled(factor, _NUMBER)
        return cell(NAME, self._last, _FACTOR, factor.value)

    def finish(self, sums: Sequence[Sum]) -> None:
        """End the block with the sums as they are done on paper, beside it; an empty one goes."""
        start = self._start
        if start == len(self._rows) - 1 and not sums:
            del self._rows[start:]
            return
        for number, one in enumerate(sums, start + 1):
            if number == len(self._rows):
                self._add([])
            self._rows[number][_SUMS:] = [
                Styled(one.name), Styled(f"{one.put} {one.sign}"), Styled(one.value),
            ]  # fmt: skip

    @property
    def _last(self) -> int:
        return FIRST_ROW + len(self._rows) - 1

    @property
    def _start(self) -> int:
        titles = [at for at, row in enumerate(self._rows) if row[0].tone]
        return titles[-1]

    def _add(self, cells: list[Styled]) -> None:
        self._rows.append(cells + [Styled("")] * (len(COLUMNS) - len(cells)))

    def page(self, line: str) -> Page:
        """Return the sheet."""
        return Page(NAME, NAME, line, COLUMNS, self._rows)


def _styled(value: Term | float, number_format: str) -> Styled:
    if isinstance(value, Term):
        return Styled(Formula(value.on(NAME), value.value), number_format)
    return Styled(value, number_format)
