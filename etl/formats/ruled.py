"""Ruled tables of a PDF page as pipe rows.

A frame of one column is no table; its text stays running text.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from pdfplumber.page import Page
from pdfplumber.table import Table

from etl.formats.glyphs import Glyph, lines_of
from etl.formats.manuscript import joined
from etl.formats.margins import Rows
from etl.formats.rows import Cell, pipe_rows

_MOST_EDGES, _FEWEST_EDGES = 20_000, 4
_SHORTEST_RULE, _NEAR = 60.0, 3.0
_FIGURE = re.compile(r"^[\d.,%—\-]+$")
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table and the part of the page that it takes up."""

    box: Box
    rows: Rows


def ruled_tables(page: Page, glyphs: Sequence[Glyph]) -> list[RuledTable]:
    """Return the tables of a page that are drawn with rules, from top to bottom."""
    edges = page.edges
    if not _FEWEST_EDGES <= len(edges) <= _MOST_EDGES:
        return []
    settings = {"explicit_vertical_lines": list(_open_sides(edges))}
    found = (_read(table, glyphs) for table in page.find_tables(settings))
    return sorted((table for table in found if table), key=lambda table: table.box[1])


# pdfplumber's own records of page objects are dictionaries of anything.
def _open_sides(edges: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the left and right side of the rows of tables whose outer columns stand open."""
    rules: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    for edge in edges:
        if edge["orientation"] == "h" and edge["x1"] - edge["x0"] > _SHORTEST_RULE:
            rules[round(edge["x0"] / 2), round(edge["x1"] / 2)].append(edge)
    for group in rules.values():
        x0, x1 = group[0]["x0"], group[0]["x1"]
        inner = [edge for edge in upright if x0 + _NEAR < edge["x0"] < x1 - _NEAR]
        for top, bottom in pairwise(sorted({edge["top"] for edge in group})):
            middle = (top + bottom) / 2
            # Between two tables of the same width no rule runs down.
            if any(edge["top"] <= middle <= edge["bottom"] for edge in inner):
                yield from (_side(x, top, bottom) for x in (x0, x1))


def _side(x: float, top: float, bottom: float) -> dict[str, Any]:
    return {
        "object_type": "line", "x0": x, "x1": x, "top": top, "bottom": bottom, "width": 0.0,
        "height": bottom - top,
    }  # fmt: skip


def _read(table: Table, glyphs: Sequence[Glyph]) -> RuledTable | None:
    boxes: list[Box] = sorted(set(table.cells))
    lefts, tops = _places(boxes, 0), _places(boxes, 1)
    if len(lefts) < 2:
        return None
    texts = {box: _text(box, glyphs) for box in boxes}
    if sum(map(bool, texts.values())) < 2:
        return None
    rows = [[_cell(left, top, texts) for left in lefts] for top in tops]
    lines = tuple(pipe_rows(rows))
    return RuledTable(table.bbox, Rows(lines, table.bbox[1], table.bbox[0])) if lines else None


def _places(boxes: Sequence[Box], side: int) -> list[float]:
    return sorted({box[side] for box in boxes})


def _cell(left: float, top: float, texts: dict[Box, str]) -> Cell:
    """Return what stands at a place of the grid: the text of the cell that begins or spans it."""
    for box, text in texts.items():
        if box[0] <= left < box[2] and box[1] <= top < box[3]:
            return Cell(text if box[0] == left else "")
    return Cell("")


def _text(box: Box, glyphs: Sequence[Glyph]) -> str:
    own = [glyph for glyph in glyphs if within(glyph, box)]
    return joined(line.text for line in lines_of(own))


def within(glyph: Glyph, box: Box) -> bool:
    """Whether the middle of a character lies in a part of the page."""
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def continued(before: Rows, rows: Rows) -> tuple[Rows, Rows]:
    """Return the end of a table and what follows on the next page, each cell in its own row.

    A row cut by the page is whole again on the first page; what stands in the first column goes
    on where it is empty. Tables of different width are left as they are.
    """
    last, cells = _split(before.lines[-1]), [_split(line) for line in rows.lines]
    if len(last) != len(cells[0]):
        return before, rows
    if len(cells) > 1 and _is_rest(cells[0], last):
        last = [joined(pair) for pair in zip(last, cells.pop(0), strict=True)]
    for own in cells:
        if own[0]:
            break
        own[0] = last[0]
    ends = pipe_rows([[Cell(text) for text in last]])
    rest = pipe_rows([[Cell(text) for text in own] for own in cells])
    before = replace(before, lines=(*before.lines[:-1], *ends))
    return before, replace(rows, lines=tuple(rest))


def _split(line: str) -> list[str]:
    return line[2:-2].split(" | ")


def _is_rest(cells: Sequence[str], last: Sequence[str]) -> bool:
    """Whether a row only goes on with words of the row before it."""
    said = [index for index, text in enumerate(cells) if text]
    is_sparse = len(said) * 2 < len(cells) and not cells[0]
    return is_sparse and all(last[index] and not _FIGURE.search(cells[index]) for index in said)
