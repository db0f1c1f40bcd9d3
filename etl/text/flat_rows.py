"""Cuts a run of single cells into the rows of a table whose columns are known.

Every row must hold exactly one cell for each column of values, and what follows it must begin
another row; else the row is left out. Never fill a gap by moving values up.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.text.table_cells import (
    Cell,
    compact,
    has_words,
    is_attribute,
    is_blank,
    is_value,
    is_year,
    read_unit,
)
from etl.text.table_grid import Line, cell_at, is_page_number, is_running_text
from etl.text.table_heads import Column

_SEQUENCE = re.compile(r"\d{1,3}[.、．]?")
_THEME = re.compile(
    r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）).*|.{2,4}"
    r"|.*(?:发展|民生|福祉|生态|环境|安全|服务|水平|设施|驱动|质量|效益|文明|治理|方面|类)"
)
_LONGEST_BREAK = 20
_LONGEST_NAME = 40
_DUTY = ("局", "委", "办", "厅", "部", "府", "会", "院", "行", "中心", "公司", "等")


@dataclass(slots=True)
class Run:
    """The cells that stand one on a line from line `first` on, up to the first running text."""

    plain: str
    lines: Sequence[Line]
    first: int
    used: int = 0
    _cells: dict[int, Cell | None] = field(default_factory=dict)

    def at(self, index: int) -> Cell | None:
        """Return cell `index` of the run, None behind its end."""
        if index not in self._cells:
            number = self.first + index
            line = self.lines[number] if number < len(self.lines) else None
            is_cell = line is not None and not is_running_text(line.text)
            self._cells[index] = (
                cell_at(self.plain, line.start, line.stop) if line and is_cell else None
            )
        return self._cells[index]

    def join(self, index: int, width: int) -> Cell:
        """Return `width` cells that are one, broken over lines."""
        start, stop = self.at(index), self.at(index + width - 1)
        assert start is not None and stop is not None
        return Cell(compact(self.plain[start.start : stop.stop]), start.start, stop.stop)


def read_rows(
    run: Run, columns: Sequence[Column], head: Sequence[str]
) -> tuple[list[tuple[Cell, ...]], int]:
    """Return the rows and how many cells they take up; no rows where the pattern breaks often."""
    rows: list[tuple[Cell, ...]] = []
    position = broken = lost = unclaimed = 0
    while (cell := run.at(position)) is not None and broken <= _LONGEST_BREAK:
        repeated = _repeats(run, position, head)
        if repeated or is_page_number(cell.text):
            position += repeated or 1
            continue
        matched = _match_row(run, position, columns)
        if matched and _begins(run, matched[1], columns, matched[0]):
            rows.append(matched[0])
            position = run.used = matched[1]
            lost, unclaimed, broken = lost + unclaimed, 0, 0
            continue
        # A value that no row claims: some row before or after it is not what it seems.
        unclaimed += is_value(cell.text)
        broken += 1
        position += 1
    counted = sum(column.holds_values for column in columns)
    return (rows if lost <= len(rows) * counted else []), run.used


def _repeats(run: Run, position: int, head: Sequence[str]) -> int:
    """Return the length of a head that is printed again on a new page."""
    for index, text in enumerate(head):
        cell = run.at(position + index)
        if cell is None or compact(cell.text) != text:
            return 0
    return len(head)


def _match_row(
    run: Run, position: int, columns: Sequence[Column]
) -> tuple[tuple[Cell, ...], int] | None:
    row: list[Cell] = []
    for index in range(len(columns)):
        taken = _take(run, position, columns, index)
        if taken is None:
            return None
        row.append(taken[0])
        position += taken[1]
    return tuple(row), position


def _take(
    run: Run, position: int, columns: Sequence[Column], index: int
) -> tuple[Cell, int] | None:
    """Return the cell of one column and how many lines it takes, None when it cannot be there."""
    role, cell = columns[index].role, run.at(position)
    if role in ("name", "place"):
        return _name(run, position, columns, index)
    if role in ("value", "topic"):
        return (cell, 1) if cell and _counts(run, position) else None
    if cell is not None and _stands(run, position, columns, index):
        return cell, 1
    at = cell.start if cell else 0
    return None if role in ("seq", "year") else (Cell("", at, at), 0)


def _counts(run: Run, position: int) -> bool:
    """Whether a cell may stand in a column of values: a value, a dash, or words before 预期性."""
    cell, following = run.at(position), run.at(position + 1)
    assert cell is not None
    if is_value(cell.text) or is_blank(cell.text):
        return True
    return has_words(cell.text) and following is not None and is_attribute(following.text)


def _stands(run: Run, position: int, columns: Sequence[Column], index: int) -> bool:
    """Whether a cell is there for a column that need not have one in every row."""
    cell, following = run.at(position), run.at(position + 1)
    assert cell is not None
    role = columns[index].role
    if role == "seq":
        return _SEQUENCE.fullmatch(cell.text) is not None
    if role == "year":
        return is_year(cell.text)
    if role == "unit":
        return bool(read_unit(cell.text))
    if role == "theme":
        ordered = index + 1 < len(columns) and columns[index + 1].role == "seq"
        pattern = _SEQUENCE.fullmatch if ordered else has_words
        return has_words(cell.text) and following is not None and bool(pattern(following.text))
    if is_attribute(cell.text):
        return True
    if following is None:
        return role == "duty" and cell.text.endswith(_DUTY)
    numbers = is_value(following.text) and not _SEQUENCE.fullmatch(following.text)
    return has_words(cell.text) and not (numbers or read_unit(following.text))


def _name(
    run: Run, position: int, columns: Sequence[Column], index: int
) -> tuple[Cell, int] | None:
    """Return a name that may go on over lines, None when it might begin further up or down."""
    ordered = index > 0 and columns[index - 1].role == "seq"
    width = 0
    while width < 3 and _is_words(_text(run, position + width)):
        width += 1
    if not width or (ordered and width == 3 and _is_words(_text(run, position + 3))):
        return None
    if not ordered:
        closed = _in_brackets(_text(run, position + 1))
        if width > 1 + closed or (_starts_late(run, position) and not _has_theme(columns)):
            return None
    cell = run.join(position, width)
    return (cell, width) if len(cell.text) <= _LONGEST_NAME else None


def _starts_late(run: Run, position: int) -> bool:
    """Whether the words above a name are no theme and may be the name's first line."""
    above = _text(run, position - 1) if position > run.used else ""
    return has_words(above) and not _THEME.fullmatch(above)


def _has_theme(columns: Sequence[Column]) -> bool:
    return any(column.role == "theme" for column in columns)


def _is_words(text: str) -> bool:
    return has_words(text) or _in_brackets(text)


def _text(run: Run, position: int) -> str:
    cell = run.at(position)
    return cell.text if cell else ""


def _in_brackets(text: str) -> bool:
    return text.startswith("（") and text.endswith("）") and bool(read_unit(text) or len(text) < 12)


def _begins(run: Run, position: int, columns: Sequence[Column], row: Sequence[Cell]) -> bool:
    """Whether a row, a theme or nothing at all begins behind a row."""
    cell = run.at(position)
    ordinal = next((i for i, column in enumerate(columns) if column.role == "seq"), None)
    if ordinal is not None:
        return _counts_on(run, position, row, int(re.sub(r"\D", "", row[ordinal].text)) + 1)
    if cell is None or has_words(cell.text) or is_page_number(cell.text):
        return True
    return columns[0].role == "year" and is_year(cell.text)


def _counts_on(run: Run, position: int, row: Sequence[Cell], number: int) -> bool:
    """Whether the next row has the next number; else the last value may be that number."""
    opened = (str(number), "1")
    for cell in (run.at(position), run.at(position + 1)):
        if cell is None:
            break
        if _SEQUENCE.fullmatch(cell.text):
            return cell.text.rstrip(".、．") in opened
        if not (has_words(cell.text) or is_page_number(cell.text)):
            return False
    return all(cell.text != str(number) for cell in row[2:])
