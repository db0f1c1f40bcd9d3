"""Three-line tables: thick above and below, thin under a head that returns on every page."""

from collections.abc import Iterator, Sequence

from dashboard.export.word.columns import cell_lines, head_lines, points_of, side_of, widths_of
from dashboard.export.word.markup import Element, paragraph, run, w
from dashboard.export.word.styles import table_style
from dashboard.report.records import Cell, Column, Table
from dashboard.theme import TOKENS

# Eighths of a point.
_THICK, _THIN = 12, 6


def table_of(table: Table, width: int) -> Element:
    """Return a table as wide as the text, in twips; python-docx's cells would cost n² to fill."""
    points, widths = points_of(table), widths_of(table, width)
    grid = w("tblGrid", *(w("gridCol", w=one) for one in widths))
    return w(
        "tbl", _properties(width, points), grid, _head(table.columns, widths, points),
        *_rows(table, widths, points),
    )  # fmt: skip


def _properties(width: int, points: float) -> Element:
    side = side_of(points)
    return w(
        "tblPr", w("tblW", w=width, type="dxa"), w("jc", val="center"),
        w("tblBorders", _line("top", _THICK), _line("bottom", _THICK)),
        w("tblLayout", type="fixed"),
        w("tblCellMar", w("top", w=30, type="dxa"), w("left", w=side, type="dxa"),
          w("bottom", w=30, type="dxa"), w("right", w=side, type="dxa")),
        w("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
    )  # fmt: skip


def _line(side: str, eighths: int) -> Element:
    return w(side, val="single", sz=eighths, space=0, color="auto")


def _head(columns: Sequence[Column], widths: Sequence[int], points: float) -> Element:
    """Return the head, kept with the first row and repeated on each page."""
    style, kept = table_style(points, is_head=True), "keepNext"
    cells = (
        _cell(
            width, paragraph(style, *_lines(head_lines(column.head, width, points)), looks=(w(kept),)),
            w("tcBorders", _line("bottom", _THIN)),
        )
        for column, width in zip(columns, widths, strict=True)
    )  # fmt: skip
    return w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *cells)


def _rows(table: Table, widths: Sequence[int], points: float) -> Iterator[Element]:
    style = table_style(points, is_head=False)
    aligned = [column.align for column in table.columns]
    for row in table.rows:
        cells = (
            _cell(width, _words(cell, style, align, is_wide=table.wide))
            for cell, align, width in zip(row, aligned, widths, strict=True)
        )
        yield w("tr", w("trPr", w("cantSplit")), *cells)


def _cell(width: int, words: Element, *borders: Element) -> Element:
    looks = w("tcPr", w("tcW", w=width, type="dxa"), *borders, w("vAlign", val="center"))
    return w("tc", looks, words)


def _words(cell: Cell, style: str, align: str, *, is_wide: bool) -> Element:
    """Return the words of a cell; only a status has a colour."""
    lines = cell_lines(cell.text) if is_wide else [cell.text]
    colour = TOKENS[cell.tone][1:] if cell.tone else ""
    return paragraph(style, *_lines(lines, colour), looks=(w("jc", val=align),))


def _lines(lines: Sequence[str], colour: str = "") -> Iterator[Element]:
    """Yield lines of text with a break between two."""
    for at, line in enumerate(lines):
        if at:
            yield w("r", w("br"))
        yield run(line, *([w("color", val=colour)] if colour else []))
