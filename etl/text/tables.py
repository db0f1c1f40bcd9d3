"""Finds the tables of a document: printed with strokes, or flattened to lines of cells.

Pure layout, no names of places or indicators. Prose, headings and lists must never be taken for
a table, and a table whose shape cannot be established has no rows.
"""

from dataclasses import replace

from etl.text.flat_tables import flat_table
from etl.text.pipe_tables import is_pipe_row, pipe_tables
from etl.text.table_grid import Line, Table, is_page_number, read_lines
from etl.text.vocabulary import translate

__all__ = ["Table", "find_tables"]


def find_tables(plain: str, *, taiwanese: bool = False) -> list[Table]:
    """Return the tables of a plain document in order, none overlapping another.

    In a `taiwanese` document the words of cells and heads are given as the mainland has them.
    """
    lines = read_lines(plain)
    found: list[Table] = []
    index = 0
    while index < len(lines):
        if is_pipe_row(lines[index].text):
            stop = index + 1
            while stop < len(lines) and is_pipe_row(lines[stop].text):
                stop += 1
            last = found[-1] if found and _adjoin(lines, found[-1], index) else None
            found += pipe_tables(plain, lines, index, stop, above=last)
            index = stop
            continue
        flat = flat_table(plain, lines, index)
        if flat is None:
            index += 1
            continue
        found.append(flat[0])
        index = flat[1]
    return [_in_mainland_words(table) for table in found] if taiwanese else found


def _adjoin(lines: list[Line], table: Table, index: int) -> bool:
    """Whether nothing but the number of a page stands between a table and line `index`."""
    while index and is_page_number(lines[index - 1].text):
        index -= 1
    return index > 0 and lines[index - 1].stop == table.stop


def _in_mainland_words(table: Table) -> Table:
    rows = (
        tuple(replace(cell, text=translate(cell.text)[0]) for cell in row) for row in table.rows
    )
    columns = (
        replace(column, noun=translate(column.noun)[0], label=translate(column.label)[0])
        for column in table.columns
    )
    caption = replace(table.caption, title=translate(table.caption.title)[0])
    return replace(table, rows=tuple(rows), columns=tuple(columns), caption=caption)
