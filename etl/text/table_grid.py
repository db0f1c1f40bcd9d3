"""The record of a table whose shape is known, and how cells find their column.

A row whose cells cannot be told apart is left out: a value must never stand under another head.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etl.text.table_cells import Cell, compact, has_words, is_blank, is_value, is_year, read_unit
from etl.text.table_heads import Caption, Column

_PART_OF = re.compile(r"^[#＃](?=[\u4e00-\u9fff])")
_MARKED = ("# ", "##", "|", "- ", "* ")
_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_NOTE = re.compile(
    r"[（(]?(?:注|备注|说明|附注|(?:资料|数据)来源)\s*\d?[:：]|[*※①②③]\s*[\u4e00-\u9fff]"
)
_CAPTION = re.compile(
    r"(?:附?表|专栏|图表)\s*\d[^。；]{0,45}$|[（(]?(?:计量)?单位[:：][^。；]{1,30}$"
)
_PAGE = re.compile(r"[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页(?:\s*共\s*\d{1,4}\s*页)?")
_SENTENCE = re.compile(r"[，。；]")
_LONGEST_CAPTION, _SHORTEST_SENTENCE, _LONGEST_NOTE, _LONGEST_CELL = 45, 15, 200, 40
_SURE_WIDTH = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the document that is not empty, with its margins."""

    text: str
    start: int

    @property
    def stop(self) -> int:
        """Return where the line ends in the document."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Table:
    """A table at `start:stop` of the document; every row has as many cells as there are columns.

    `columns` is empty when its head was not understood. `prose` are the cells that hold
    sentences, to be read like any other passage.
    """

    start: int
    stop: int
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: Caption
    is_flat: bool = False
    prose: tuple[tuple[int, int], ...] = ()


def read_lines(plain: str) -> list[Line]:
    """Return the lines of a document that are not empty."""
    return [
        Line(match[0], match.start()) for match in _LINE.finditer(plain) if not match[0].isspace()
    ]


def cell_at(plain: str, start: int, stop: int) -> Cell:
    """Return the cell that stands between two positions, without its margins."""
    text = plain[start:stop]
    # Yearbooks mark what is part of the column before it: #城镇人口.
    bare = _PART_OF.sub("", text.strip())
    lead = text.find(bare)
    return Cell(bare, start + lead, start + lead + len(bare)) if bare else Cell("", start, start)


def is_running_text(text: str) -> bool:
    """Whether a line is too long for a cell, ends a sentence, or is marked as something else."""
    bare = text.strip()
    if is_page_number(bare):
        return False
    return len(bare) > _LONGEST_CELL or "。" in bare or bare.startswith(_MARKED)


def is_page_number(text: str) -> bool:
    """Whether a line is the number of a page that stands between two rows."""
    return _PAGE.fullmatch(text.strip()) is not None


def caption_lines(lines: Sequence[Line], first: int) -> list[str]:
    """Return up to three short lines that stand above line `first`."""
    above: list[str] = []
    for line in reversed(lines[max(0, first - 3) : first]):
        text = line.text.strip()
        if len(text) > _LONGEST_CAPTION or "。" in text or text.startswith("|"):
            break
        above.insert(0, text)
    return above


def with_caption(lines: Sequence[Line], first: int) -> int:
    """Return the first of the lines 表1 and 单位：万人 that stand right above line `first`."""
    while first and _CAPTION.match(lines[first - 1].text.strip()):
        first -= 1
    return first


def notes_after(lines: Sequence[Line], following: int) -> int:
    """Return the index behind the notes that begin at line `following`."""
    while following < len(lines) and len(lines[following].text) <= _LONGEST_NOTE:
        if not _NOTE.match(lines[following].text.strip()):
            break
        following += 1
    return following


def align(cells: Sequence[Cell], columns: Sequence[Column]) -> tuple[Cell, ...] | None:
    """Return the cells of a row one for each column, None when that cannot be told.

    A theme printed once for several rows is missing from the later ones.
    """
    missing = len(columns) - len(cells)
    if missing < 0:
        return None
    if missing:
        left_out = [column.role in ("theme", "seq") for column in columns[:missing]]
        if not all(left_out) or not _fits(cells, columns[missing:], strict=True):
            return None
    elif not _fits(cells, columns, strict=False):
        return None
    empty = Cell("", cells[0].start, cells[0].start)
    return (*([empty] * missing), *cells)


def goes_on(rows: Sequence[Sequence[Cell]], columns: Sequence[Column]) -> bool:
    """Whether rows without a head fit the columns of the table before them, all of them."""
    same = [cells for cells in rows if not is_theme(cells)]
    return bool(same and columns) and all(
        len(cells) == len(columns) and _fits(cells, columns, strict=True) for cells in same
    )


def _fits(cells: Sequence[Cell], columns: Sequence[Column], *, strict: bool) -> bool:
    for cell, column in zip(cells, columns, strict=True):
        text = cell.text
        if column.role == "unit" and is_value(text) and not read_unit(text):
            return False
        if column.role == "name" and text and is_value(text):
            return False
        if column.role == "year" and text and not is_year(text):
            return False
        if not strict:
            continue
        if column.role == "unit" and not (read_unit(text) or is_blank(text)):
            return False
        if column.holds_values and not (is_value(text) or is_blank(text)):
            return False
        if column.role in ("name", "place") and not has_words(text):
            return False
    return True


def fewest_rows(columns: Sequence[Column]) -> int:
    """Return how many rows make sure that these heads are a table: one if they are many."""
    named = any(column.role == "name" and column.label for column in columns)
    return 1 if named and len(columns) >= _SURE_WIDTH else 2


def is_theme(cells: Sequence[Cell]) -> bool:
    """Whether a row holds one text only, over all its columns."""
    return len({compact(cell.text) for cell in cells} - {""}) <= 1


def prose_cells(
    rows: Sequence[Sequence[Cell]], columns: Sequence[Column]
) -> Iterator[tuple[int, int]]:
    """Yield the spans of cells that hold a sentence with a number in it, each text once."""
    seen: set[str] = set()
    for cells in rows:
        for index, cell in enumerate(cells):
            known = index < len(columns) and columns[index].role not in ("other", "topic")
            if known or len(cell.text) < _SHORTEST_SENTENCE or cell.text in seen:
                continue
            if _SENTENCE.search(cell.text) and re.search(r"\d", cell.text):
                seen.add(cell.text)
                yield cell.start, cell.stop
