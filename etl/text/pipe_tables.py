"""Finds tables that are printed with upright strokes, one line for each row.

Every such line belongs to a table, understood or not; prose must never be read across strokes.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from etl.text.table_cells import Cell, is_blank, is_value, is_year
from etl.text.table_grid import (
    Line,
    Table,
    align,
    caption_lines,
    cell_at,
    goes_on,
    is_theme,
    notes_after,
    prose_cells,
    with_caption,
)
from etl.text.table_heads import (
    STUBS,
    Caption,
    Column,
    read_caption,
    read_column,
    read_head,
)

_STROKES = re.compile(r"[|｜│┃]")
_BAR = re.compile(r"\|")
_RULE = re.compile(r"[|｜│┃:：\-—─━┄┈+┼├┤┌┐└┘┬┴═╪\s]+")
_DEEPEST_HEAD = 3
_MOST_CAPTIONS = 4


def is_pipe_row(text: str) -> bool:
    """Whether a line is a row: strokes at both ends, or two strokes and no full stop."""
    strokes = len(_STROKES.findall(text))
    opens = _STROKES.match(text.lstrip()) is not None
    ruled = strokes == 0 and "─" in text and _RULE.fullmatch(text) is not None
    return ruled or (strokes >= 2 and (opens or "。" not in text))


def pipe_tables(
    plain: str, lines: Sequence[Line], first: int, stop: int, *, above: Table | None = None
) -> list[Table]:
    """Return the tables that the rows `lines[first:stop]` make: more than one if heads recur.

    `above` is a table that a page break may have cut off from these rows.
    """
    rows = [(index, _cells(plain, lines[index])) for index in range(first, stop)]
    rows = [(index, cells) for index, cells in rows if cells]
    if not rows:
        return [Table(lines[first].start, lines[stop - 1].stop, (), (), read_caption([]))]
    cuts = [0, *(at for at in range(1, len(rows)) if _opens_anew(rows, at)), len(rows)]
    tables: list[Table] = []
    for begin, end in pairwise(cuts):
        captions = caption_lines(lines, rows[begin][0]) if begin == 0 else []
        till = rows[end][0] if end < len(rows) else notes_after(lines, stop)
        opening = rows[begin][0] if begin else with_caption(lines, first)
        columns, caption, body = _split([cells for _, cells in rows[begin:end]], captions)
        if begin == 0 and above and not columns and goes_on(body, above.columns):
            columns, caption = above.columns, above.caption
        fitted = [align(cells, columns) for cells in body] if columns else []
        tables.append(
            Table(
                start=lines[opening].start,
                stop=lines[till - 1].stop,
                columns=columns,
                rows=tuple(row for row in fitted if row is not None),
                caption=caption,
                prose=tuple(prose_cells(body, columns)),
            )
        )
    return tables


def _cells(plain: str, line: Line) -> list[Cell]:
    """Return the cells of a row; a rule has none."""
    if _RULE.fullmatch(line.text):
        return []
    # A ｜ between | and | is a stroke that some reader found within a cell.
    strokes = _BAR if "|" in line.text else _STROKES
    edges = [match.start() for match in strokes.finditer(line.text)]
    lead = len(line.text) - len(line.text.lstrip())
    if not edges or edges[0] != lead:
        edges.insert(0, -1)
    if edges[-1] != len(line.text.rstrip()) - 1:
        edges.append(len(line.text))
    return [
        cell_at(plain, line.start + left + 1, line.start + right) for left, right in pairwise(edges)
    ]


def _split(
    rows: list[list[Cell]], above: list[str]
) -> tuple[tuple[Column, ...], Caption, list[list[Cell]]]:
    """Return columns, caption and body of the rows of one table."""
    begin = 0
    while begin < len(rows) and is_theme(rows[begin]):
        above.append(next((cell.text for cell in rows[begin] if cell.text), ""))
        begin += 1
    rows, caption = rows[begin:], read_caption(above[-_MOST_CAPTIONS:])
    if not rows or not _is_head(rows[0]):
        return (), caption, rows
    depth = 1
    while depth < min(_DEEPEST_HEAD, len(rows) - 1) and _deepens(rows[depth - 1], rows[depth]):
        depth += 1
    head = [[cell.text for cell in row] for row in rows[:depth]]
    if depth == 1 and len(rows) > 2:
        head = _unfolded(head[0], [cell.text for cell in rows[1]], len(rows[2])) or head
        depth = len(head)
    return read_head(head), caption, rows[depth:]


def _is_head(cells: Sequence[Cell]) -> bool:
    """Whether no cell of a row holds a value, bare years aside."""
    return not any(is_value(cell.text) and not is_year(cell.text) for cell in cells)


def _deepens(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """Whether a row goes on with the head: its stub is empty or repeated, the rest are heads."""
    if len(upper) != len(lower) or not _is_head(lower):
        return False
    stubs = [i for i, cell in enumerate(upper) if read_column(cell.text).role in STUBS] or [0]
    if any(lower[i].text not in ("", upper[i].text) for i in stubs):
        return False
    new = [cell.text for cell, over in zip(lower, upper, strict=True) if cell.text != over.text]
    new = [text for text in new if text]
    return bool(new) and not any(is_blank(text) for text in new)


def _unfolded(upper: list[str], lower: list[str], width: int) -> list[list[str]] | None:
    """Spread 目标 over the years printed under it, where a reader left out merged cells."""
    if len(upper) - 1 + len(lower) != width or not all(map(is_year, lower)):
        return None
    wide = [
        index
        for index, column in enumerate(map(read_column, upper))
        if column.mood == "goal" and column.year is None
    ]
    if len(wide) != 1:
        return None
    at = wide[0]
    spread = upper[:at] + [upper[at]] * len(lower) + upper[at + 1 :]
    return [spread, [""] * at + lower + [""] * (len(upper) - 1 - at)]


def _opens_anew(rows: Sequence[tuple[int, list[Cell]]], at: int) -> bool:
    """Whether the head of another table stands in the middle of the rows."""
    cells = rows[at][1]
    if not _is_head(cells) or all(_is_head(row) for _, row in rows[max(0, at - 3) : at]):
        return False
    return any(column.label and column.role in STUBS for column in map(_column, cells)) and bool(
        read_head([[cell.text for cell in cells]])
    )


def _column(cell: Cell) -> Column:
    return read_column(cell.text)
