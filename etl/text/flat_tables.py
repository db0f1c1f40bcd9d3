"""Finds tables whose strokes were lost: one cell a line, or cells parted by tabs and spaces.

A head is recognised by its words and the body by the pattern of its cells; where the pattern
breaks, the row is left out, and where it breaks often, the table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from etl.text.flat_rows import Run, read_rows
from etl.text.spaced_rows import is_spread, spaced_table
from etl.text.table_cells import Cell, compact, has_words, is_value, is_year, read_unit
from etl.text.table_grid import (
    Line,
    Table,
    caption_lines,
    fewest_rows,
    is_running_text,
    notes_after,
    with_caption,
)
from etl.text.table_heads import Column, read_caption, read_column, rising_years, settle

_WIDEST_TABLE = 24
_LONGEST_OPENING = 14
_OPENING = ("name", "place", "year", "seq", "theme")


def flat_table(plain: str, lines: Sequence[Line], first: int) -> tuple[Table, int] | None:
    """Return the flattened table whose head begins at line `first`, and the line behind it."""
    text = lines[first].text.strip()
    if is_running_text(text):
        return None
    if len(text.split()) > 1 and not is_spread(text):
        return spaced_table(plain, lines, first)
    if len(text) > _LONGEST_OPENING or not _opens(text):
        return None
    if is_year(text) and first and is_year(lines[first - 1].text):
        # The years before it were tried with this one already.
        return None
    run = Run(plain, lines, first)
    broken = None
    for columns, width in _heads(run):
        head = [compact(_text(run, index)) for index in range(width)]
        rows, used = read_rows(Run(plain, lines, first + width), columns, head)
        if len(rows) >= fewest_rows(columns) and _rises(rows, columns):
            stop = notes_after(lines, first + width + used)
            caption = read_caption(caption_lines(lines, first))
            span = (lines[with_caption(lines, first)].start, lines[stop - 1].stop)
            return Table(*span, columns, tuple(rows), caption, is_flat=True), stop
        if used and fewest_rows(columns) == 1 and broken is None:
            # Certainly a table, but which value belongs where is not: nobody may read it as prose.
            stop = first + width + used
            span = (lines[first].start, lines[stop - 1].stop)
            broken = Table(*span, (), (), read_caption([]), is_flat=True), stop
    return broken


def _opens(text: str) -> bool:
    return is_year(text) or read_column(text).role in _OPENING


def _heads(run: Run) -> Iterator[tuple[tuple[Column, ...], int]]:
    """Yield what the columns may be and how many lines their heads take, the likeliest first."""
    columns: list[Column] = []
    width = 0
    while width < _WIDEST_TABLE and (cell := run.at(width)) is not None:
        if columns and cell.text.startswith("（") and read_unit(cell.text):
            columns[-1] = replace(columns[-1], unit=read_unit(cell.text))
        elif _is_head(cell):
            columns.append(read_column(cell.text))
        else:
            break
        width += 1
    years = [column for column in columns if column.year is not None]
    if len(years) == len(columns) and rising_years(years):
        yield (Column("name"), Column("unit"), *years), width
    settled = settle(columns)
    if settled:
        yield settled, width
        yield from _zipped(settled, width)
    yield from _with_topics(run, columns, width)


def _is_head(cell: Cell) -> bool:
    return (
        len(cell.text) <= _LONGEST_OPENING * 2
        and read_column(cell.text).role != "topic"
        and (has_words(cell.text) or is_year(cell.text))
    )


def _zipped(columns: tuple[Column, ...], width: int) -> Iterator[tuple[tuple[Column, ...], int]]:
    """Yield the columns without 现状 and 目标 that stand over the years: their own row is lost."""
    dated = [c for c in columns if c.role == "value" and c.year is not None]
    spanning = [c for c in columns if c.role == "value" and c.year is None]
    if not dated or not spanning or any(c.mood not in ("goal", "base") for c in spanning):
        return
    if len(dated) == len(spanning):
        dated = [replace(d, mood=s.mood) for d, s in zip(dated, spanning, strict=True)]
    first = next(i for i, column in enumerate(columns) if column.role == "value")
    rest = [column for column in columns[first:] if column.role != "value"]
    yield (*columns[:first], *dated, *rest), width


def _with_topics(
    run: Run, columns: Sequence[Column], width: int
) -> Iterator[tuple[tuple[Column, ...], int]]:
    """Yield heads that are words of their own: indicators over places or years, or places."""
    stub = next((column.role for column in columns if column.role in ("name", "place", "year")), "")
    if not stub:
        return
    stop = width
    while stop < _WIDEST_TABLE + 2 and has_words(_text(run, stop)):
        stop += 1
    if stub != "year":
        is_unit = bool(read_unit(_text(run, stop))) and any(c.role == "unit" for c in columns)
        stop -= 1 if is_unit or is_value(_text(run, stop)) else stop
    topics = [read_column(_text(run, index)) for index in range(width, stop)]
    settled = settle([*columns, *topics]) if topics else ()
    if settled:
        yield settled, stop


def _rises(rows: Sequence[Sequence[Cell]], columns: Sequence[Column]) -> bool:
    """Whether the years that head the rows, if years do, run one way."""
    at = next((index for index, column in enumerate(columns) if column.role == "year"), None)
    if at is None:
        return True
    years = [int(row[at].text[:4]) for row in rows]
    return years in (sorted(set(years)), sorted(set(years), reverse=True))


def _text(run: Run, index: int) -> str:
    cell = run.at(index)
    return cell.text if cell else ""
