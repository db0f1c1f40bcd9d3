"""Reads tables whose cells are parted by tabs or spaces, one line for each row.

Columns of values are counted from the right; a line with a number too many or too few is no row.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from etl.text.table_cells import (
    Cell,
    has_words,
    is_attribute,
    is_blank,
    is_value,
    is_year,
    read_unit,
)
from etl.text.table_grid import (
    Line,
    Table,
    align,
    caption_lines,
    cell_at,
    fewest_rows,
    notes_after,
    with_caption,
)
from etl.text.table_heads import Column, read_caption, read_column, read_head, rising_years, settle

_WIDE_GAP = re.compile(r" {2,}|[\u3000\u2003]+")
_GAP = re.compile(r"\s+")
_SEQUENCE = re.compile(r"\d{1,3}[.、．]?")
_SPREAD = frozenset(
    {"指标", "项目", "单位", "地区", "年份", "属性", "序号", "类别", "名称", "备注"}
)
_LONGEST_BREAK = 3
_LONGEST_LINE = 160


def spaced_table(plain: str, lines: Sequence[Line], first: int) -> tuple[Table, int] | None:
    """Return the table whose head is line `first`, and the index of the line behind it."""
    head = _head(plain, lines, first)
    if head is None:
        return None
    columns, body = head
    rows: list[tuple[Cell, ...]] = []
    index, stop, broken, lost = body, body, 0, 0
    while index < len(lines) and broken <= _LONGEST_BREAK and _may_be_row(lines[index].text):
        cells = _cells(plain, lines[index])
        row = _fit(plain, cells, columns)
        index += 1
        if row is None:
            broken += 1
            lost += any(is_value(cell.text) for cell in cells[1:])
            continue
        rows.append(row)
        stop, broken = index, 0
    if len(rows) < fewest_rows(columns) or lost > len(rows):
        return None
    stop = notes_after(lines, stop)
    caption = read_caption(caption_lines(lines, first))
    span = (lines[with_caption(lines, first)].start, lines[stop - 1].stop)
    return Table(*span, columns, tuple(rows), caption, is_flat=True), stop


def _may_be_row(text: str) -> bool:
    return len(text) <= _LONGEST_LINE and not re.search(r"[。；|#]", text)


def _cells(plain: str, line: Line) -> list[Cell]:
    """Return the cells of a line, parted by tabs, else by wide gaps, else by any space."""
    bare = line.text.strip(" \u3000")
    if "\t" in bare:
        gaps = [match.span() for match in re.finditer("\t", bare)]
    else:
        gap = _WIDE_GAP if _WIDE_GAP.search(bare) else _GAP
        gaps = [match.span() for match in gap.finditer(bare)]
    start = line.start + line.text.index(bare) if bare else line.start
    gaps = [gap for gap in gaps if not _spreads(bare, *gap)]
    edges = [0, *(edge for pair in gaps for edge in pair), len(bare)]
    return [
        cell_at(plain, start + left, start + right)
        for left, right in zip(edges[::2], edges[1::2], strict=True)
    ]


def is_spread(text: str) -> bool:
    """Whether the spaces in a line only spread one word: 指　标."""
    return all(_spreads(text, *match.span()) for match in _GAP.finditer(text))


def _spreads(text: str, start: int, stop: int) -> bool:
    """Whether a gap stands between the two characters of one word of a head."""
    before, after = text[max(0, start - 2) : start], text[stop : stop + 2]
    alone = (len(before) == 1 or before[:1].isspace()) and (len(after) == 1 or after[1:].isspace())
    return alone and before[-1:] + after[:1] in _SPREAD


def _head(plain: str, lines: Sequence[Line], first: int) -> tuple[tuple[Column, ...], int] | None:
    """Return the columns and the line where the body begins, None when this is no head."""
    if len(lines[first].text) > _LONGEST_LINE or "。" in lines[first].text:
        return None
    cells = _cells(plain, lines[first])
    texts = [cell.text for cell in cells]
    if len(texts) < 2 or any(is_value(text) and not is_year(text) for text in texts):
        return None
    columns = [read_column(text) for text in texts]
    if all(is_year(text) for text in texts):
        return (
            ((Column("name"), Column("unit"), *columns), first + 1)
            if rising_years(columns)
            else None
        )
    if columns[0].role not in ("name", "place", "year", "seq", "theme"):
        return None
    under = _cells(plain, lines[first + 1]) if first + 1 < len(lines) else []
    dated = _dated(columns, [cell.text for cell in under])
    if dated:
        return dated, first + 2
    settled = read_head([texts])
    return (settled, first + 1) if settled else None


def _dated(columns: Sequence[Column], years: Sequence[str]) -> tuple[Column, ...]:
    """Put the years that are printed on a line of their own under 现状 and 目标, or behind 单位."""
    if not years or not all(map(is_year, years)):
        return ()
    open_heads = [column for column in columns if column.role == "value" and not column.year]
    if len(open_heads) == len(years):
        waiting = iter(years)
        return tuple(
            replace(column, year=int(next(waiting)[:4])) if column in open_heads else column
            for column in columns
        )
    if any(column.holds_values for column in columns):
        return ()
    stub = [column for column in columns if column.role in ("seq", "theme", "name", "unit")]
    behind = [column for column in columns if column.role in ("attribute", "duty")]
    whole = (*stub, *map(read_column, years), *behind)
    return whole if len(whole) == len(columns) + len(years) and settle(whole) else ()


def _fit(plain: str, cells: Sequence[Cell], columns: Sequence[Column]) -> tuple[Cell, ...] | None:
    """Return the cells of one line one for each column, None when they do not fit."""
    if len(cells) == len(columns) and _exact(cells, columns):
        return align(cells, columns)
    counted = [index for index, column in enumerate(columns) if column.holds_values]
    low, high = counted[0], counted[-1] + 1
    if high - low != len(counted):
        return None
    for behind in range(min(len(columns) - high, len(cells)), -1, -1):
        stop = len(cells) - behind
        front, values = cells[: stop - len(counted)], cells[stop - len(counted) : stop]
        if len(front) + len(values) != stop or not front:
            continue
        if not (_are_values(values) or _are_told(values, cells[stop:])):
            continue
        if behind and any(is_value(cell.text) for cell in cells[stop:]):
            continue
        stub = _stub(plain, front, columns[:low])
        if stub is not None:
            return (*stub, *values, *_behind(cells[stop:], columns[high:]))
    return None


def _are_values(cells: Sequence[Cell]) -> bool:
    return bool(cells) and all(is_value(cell.text) or is_blank(cell.text) for cell in cells)


def _are_told(cells: Sequence[Cell], behind: Sequence[Cell]) -> bool:
    """Whether values end in words (保持稳定) that 预期性 behind them shows to be no remark."""
    first = bool(cells) and _are_values(cells[:1])
    return first and len(behind) == 1 and is_attribute(behind[0].text)


def _exact(cells: Sequence[Cell], columns: Sequence[Column]) -> bool:
    for cell, column in zip(cells, columns, strict=True):
        if column.holds_values and not (is_value(cell.text) or is_blank(cell.text)):
            return False
        if column.role in ("name", "place") and not has_words(cell.text):
            return False
        if column.role == "unit" and cell.text and not read_unit(cell.text):
            return False
    return True


def _stub(plain: str, front: Sequence[Cell], columns: Sequence[Column]) -> tuple[Cell, ...] | None:
    """Spread what stands before the values over number, theme, name and unit."""
    rest = list(front)
    blank = Cell("", rest[0].start, rest[0].start)
    found: dict[int, Cell] = {}
    for index, column in enumerate(columns):
        numbered = column.role == "seq" and rest and _SEQUENCE.fullmatch(rest[0].text)
        themed = column.role == "theme" and len(rest) > 1 + bool(read_unit(rest[-1].text))
        if numbered or themed:
            found[index] = rest.pop(0)
        elif column.role == "unit" and len(rest) > 1 and read_unit(rest[-1].text):
            found[index] = rest.pop()
    at = next((i for i, c in enumerate(columns) if c.role in ("name", "place", "year")), None)
    if at is None or not rest:
        return None
    if columns[at].role == "year":
        if len(rest) > 1 or not is_year(rest[0].text):
            return None
    elif not all(has_words(cell.text) for cell in rest):
        return None
    found[at] = cell_at(plain, rest[0].start, rest[-1].stop)
    return tuple(found.get(index, blank) for index in range(len(columns)))


def _behind(cells: Sequence[Cell], columns: Sequence[Column]) -> tuple[Cell, ...]:
    """Give what stands behind the values to 属性, 责任单位 and the like."""
    rest = list(cells)
    found = []
    for index, column in enumerate(columns):
        left = len(columns) - index
        fits = bool(rest) and (
            is_attribute(rest[0].text) if column.role == "attribute" and len(rest) < left else True
        )
        found.append(rest.pop(0) if fits else Cell("", 0, 0))
    return tuple(found)
