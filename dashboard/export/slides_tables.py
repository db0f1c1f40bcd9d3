"""Tables on slides: how wide the columns, how large the letters, how many rows a slide.

All slides of a table have the same columns and the same letters. No cell is cut: what does not fit on
one slide goes on on the next, a row too high for any slide in a row of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from math import ceil

from lxml import etree
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu

from dashboard.export.shares import shared_out
from dashboard.export.slides_page import describe
from dashboard.export.slides_text import (
    EMU,
    Area,
    Text,
    breadth,
    fill_with,
    lines_of,
    longest_word,
    write,
)
from dashboard.report.records import Cell, Table

MOST_ROWS = 9
_SIZES = (18.0, 16.0, 14.0, 13.0, 12.0)
_EASY_SIZES, _SMALLER = _SIZES[:3], (12.0, 11.0, 10.0, 9.0)
Fit = tuple[float, int]
_SIDE, _ABOVE = 5.0, 5.0
# So much of a cell stands on one line, in ems, and on so many its header.
_EASY, _TIGHT = ((20.0, 1), (16.0, 1), (12.0, 1)), ((12.0, 2), (9.0, 2), (7.0, 2), (5.0, 2))
# No word longer than so many ems makes a column wider; lines are used a little less than whole.
_LONGEST_WORD, _USED = 12.0, 0.96
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
Row = tuple[Cell, ...]
Rule = tuple[str, float]
# Colour and width in points. A rule belongs to the cells on both sides of it.
_UNDER_HEAD, _UNDER_ROW = ("brand", 1.5), ("line-strong", 0.5)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is set: size of its letters, widths of its columns in points, rows by slide."""

    size: float
    widths: tuple[float, ...]
    pages: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a column holds, in ems: widest unbreakable word, widest cell, header; and its weight."""

    word: float
    cell: float
    head: float
    weight: float

    def need(self, size: float, fit: Fit) -> float:
        """Return the width in points that it needs, without a word cut."""
        whole, heads = fit
        letters = max(min(self.word, _LONGEST_WORD), min(self.cell, whole), ceil(self.head / heads))
        return letters * size / _USED + 2 * _SIDE


def laid_out(table: Table, area: Area) -> Layout:
    """Return a table in the largest letters in which it takes no more slides than its rows need."""
    least = ceil(len(table.rows) / MOST_ROWS)
    measures = _measures(table)
    easy = ((size, (fit,)) for fit in _EASY for size in _EASY_SIZES)
    for size, fits in (*easy, *((size, _TIGHT) for size in _SIZES)):
        widths = _widths(measures, size, area.width, fits)
        if widths:
            room = area.height - _height(_heads(table), size, widths)
            heights = [_height(_texts(row), size, widths) for row in table.rows]
            if pages := _pages(table.rows, heights, least, room):
                return Layout(size, widths, pages)
    return _crowded(table, measures, area, least)


def _crowded(table: Table, measures: Sequence[_Measure], area: Area, least: int) -> Layout:
    """Return a table that needs smaller letters or more slides."""
    tried = ((size, _widths(measures, size, area.width, _TIGHT)) for size in _SMALLER)
    size, found = next(((one, found) for one, found in tried if found), (_SMALLER[-1], None))
    widths = found or _squeezed(measures, size, area.width)
    room = area.height - _height(_heads(table), size, widths)
    rows = tuple(part for row in table.rows for part in _parts(row, size, widths, room))
    heights = [_height(_texts(row), size, widths) for row in rows]
    for count in range(least, len(rows)):
        if pages := _pages(rows, heights, count, room):
            return Layout(size, widths, pages)
    return Layout(size, widths, tuple((row,) for row in rows))


def _heads(table: Table) -> list[str]:
    return [column.head for column in table.columns]


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row]


def _measures(table: Table) -> list[_Measure]:
    measures = []
    for at, column in enumerate(table.columns):
        cells = [row[at].text for row in table.rows]
        words = max(map(longest_word, (column.head, *cells)))
        measures.append(
            _Measure(
                words, max(map(breadth, cells), default=1.0), breadth(column.head), column.width
            )
        )
    return measures


def _widths(
    measures: Sequence[_Measure], size: float, width: float, fits: Sequence[Fit]
) -> tuple[float, ...] | None:
    """Return the widths by the weights of the columns, none under its need; None where too narrow."""
    tried = ([one.need(size, fit) for one in measures] for fit in fits)
    needs = next((one for one in tried if sum(one) <= width), None)
    if needs is None:
        return None
    return tuple(shared_out(width, [one.weight for one in measures], needs))


def _squeezed(measures: Sequence[_Measure], size: float, width: float) -> tuple[float, ...]:
    needs = [one.need(size, _TIGHT[-1]) for one in measures]
    return tuple(shared_out(width, needs, needs))


def _height(texts: Sequence[str], size: float, widths: Sequence[float]) -> float:
    """Return the height of a row in points."""
    lines = (
        len(lines_of(text, size, width - 2 * _SIDE))
        for text, width in zip(texts, widths, strict=True)
    )
    return max(lines, default=1) * Text("", size).leading + 2 * _ABOVE


def _pages(
    rows: Sequence[Row], heights: Sequence[float], count: int, room: float
) -> tuple[tuple[Row, ...], ...] | None:
    """Return rows shared out evenly over so many slides, None where they do not fit one of them."""
    short, longer = divmod(len(rows), count)
    if short + bool(longer) > MOST_ROWS:
        return None
    ends = [number * short + min(number, longer) for number in range(count + 1)]
    if any(sum(heights[first:last]) > room for first, last in pairwise(ends)):
        return None
    return tuple(tuple(rows[first:last]) for first, last in pairwise(ends))


def _parts(row: Row, size: float, widths: Sequence[float], room: float) -> Iterator[Row]:
    """Yield a row, in several where it is higher than a slide has room."""
    most = max(int((room - 2 * _ABOVE) / Text("", size).leading), 1)
    cut = [
        _chunks(lines_of(cell.text, size, width - 2 * _SIDE), most)
        for cell, width in zip(row, widths, strict=True)
    ]
    for texts in zip_longest(*cut, fillvalue=""):
        yield tuple(replace(cell, text=text) for cell, text in zip(row, texts, strict=True))


def _chunks(lines: Sequence[str], most: int) -> list[str]:
    return ["".join(lines[at : at + most]) for at in range(0, len(lines), most)]


def add_table(slide: Slide, table: Table, layout: Layout, page: int, area: Area) -> None:
    """Put the rows of one page onto a slide, under the repeated header."""
    rows = layout.pages[page]
    heights = [
        _height(texts, layout.size, layout.widths)
        for texts in (_heads(table), *(_texts(row) for row in rows))
    ]
    place = area._replace(height=sum(heights)).box
    frame = slide.shapes.add_table(len(rows) + 1, len(table.columns), *place)
    frame.name = "表格"
    describe(frame, described(table, rows))
    grid = frame.table
    grid.first_row, grid.horz_banding = True, False
    tbl = grid._tbl
    for style in tbl.iter(qn("a:tableStyleId")):
        style.text = _PLAIN
    for at, width in enumerate(layout.widths):
        grid.columns[at].width = Emu(int(width * EMU))
    for line, height in zip(tbl.tr_lst, heights, strict=True):
        line.h = Emu(round(height * EMU))
    _fill_head(tbl.tr_lst[0], table, layout.size)
    for number, (line, row) in enumerate(zip(tbl.tr_lst[1:], rows, strict=True)):
        _fill_row(line, table, row, layout.size, over=_UNDER_ROW if number else _UNDER_HEAD)


def described(table: Table, rows: Sequence[Row]) -> str:
    """Return what who cannot see a table is told: caption, columns, and the rows word for word."""
    lines = ("，".join(cell.text for cell in row) for row in rows)
    return f"表：{table.caption}。列：{'、'.join(_heads(table))}。{'；'.join(lines)}。"


# The rows are python-pptx's classes of lxml elements.
def _fill_head(line: etree._Element, table: Table, size: float) -> None:
    for cell, column in zip(line.findall(qn("a:tc")), table.columns, strict=True):
        text = Text(column.head, size, "brand-dark", is_bold=True, align=column.align)
        _fill(cell, text, {"a:lnB": _UNDER_HEAD}, ground="brand-pale")


def _fill_row(line: etree._Element, table: Table, row: Row, size: float, *, over: Rule) -> None:
    for cell, column, said in zip(line.findall(qn("a:tc")), table.columns, row, strict=True):
        text = Text(
            said.text, size, said.tone or "ink", is_bold=bool(said.tone), align=column.align
        )
        _fill(cell, text, {"a:lnT": over, "a:lnB": _UNDER_ROW})


def _fill(cell: etree._Element, text: Text, rules: Mapping[str, Rule], ground: str = "") -> None:
    """Put a text into a cell that has rules over and under it and none beside."""
    body = cell.find(qn("a:txBody"))
    assert body is not None
    write(body, [text])
    look = cell.find(qn("a:tcPr"))
    look = etree.SubElement(cell, qn("a:tcPr")) if look is None else look
    margins = {"marL": _SIDE, "marR": _SIDE, "marT": _ABOVE, "marB": _ABOVE}
    for side, points in margins.items():
        look.set(side, str(round(points * EMU)))
    look.set("anchor", "ctr")
    for side, (token, points) in rules.items():
        fill_with(etree.SubElement(look, qn(side), w=str(round(points * EMU))), token)
    if ground:
        fill_with(look, ground)
    else:
        etree.SubElement(look, qn("a:noFill"))
