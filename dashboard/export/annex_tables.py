"""Tables of a report as sheets: what is a number there is a number here, shown as the report shows it."""

import re
from collections.abc import Sequence

from dashboard.export.number_formats import number_format, with_minus
from dashboard.export.spreadsheet import Page, Styled
from dashboard.report.records import Cell, Column, Table

_NUMBER = re.compile(r"[+\-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_ALL, _LEAST, _MOST = 130.0, 5.0, 60.0


def table_page(table: Table, name: str, title: str, line: str) -> Page:
    """Return the sheet of a table."""
    rows = [
        [_styled(cell, column) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    return Page(name, title, line, _columns(table.columns), rows, table.notes, 1)


def _columns(columns: Sequence[Column]) -> list[tuple[str, float]]:
    """Return the columns in characters, together about as wide as a sheet of paper across."""
    whole = sum(column.width for column in columns) or 1.0
    return [
        (column.head, min(_MOST, max(_LEAST, round(_ALL * column.width / whole, 1))))
        for column in columns
    ]


def _styled(cell: Cell, column: Column) -> Styled:
    align = column.align if column.align != "left" else ""
    if cell.value is None:
        return Styled(cell.text, tone=cell.tone, align=align)
    return Styled(cell.value, format_of(cell), cell.tone, align)


def format_of(cell: Cell) -> str:
    """Return the format in which the number of a cell reads as its text: "不低于"0.0"%"."""
    assert cell.value is not None
    plain = number_format(cell.decimals)
    for found in _NUMBER.finditer(cell.text):
        size = found.group().replace(",", "").lstrip("+-−")
        if size == f"{abs(cell.value):.{cell.decimals}f}":
            before, after = cell.text[: found.start()], cell.text[found.end() :]
            number = ("#,##" if "," in found.group() else "") + plain
            return _signed(_quoted(before) + number + _quoted(after), found.group()[0])
    return plain


def _signed(look: str, sign: str) -> str:
    """Return the format with the signs that the text has; a minus is a true one."""
    if sign == "+":
        return f"+{look};−{look};{look}"
    return with_minus(look) if sign in "-−" else look


def _quoted(text: str) -> str:
    kept = text.replace('"', "")
    return f'"{kept}"' if kept else ""
