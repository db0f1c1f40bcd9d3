"""Tables as pipe rows: one line a row, every column in its place.

A cell that spans columns stands once and is followed by empty cells; a cell that spans rows is
repeated in each of them. Never a guess here at what is a head and what is a value.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# No real table is wider; a page that claims more would fill the memory with empty cells.
_MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell and how many columns and rows it covers.

    `continues` marks the cell that a vertical merge has emptied: it shows what stands above it.
    """

    text: str
    columns: int = 1
    rows: int = 1
    continues: bool = False


def pipe_rows(rows: Iterable[Sequence[Cell]]) -> list[str]:
    """Return a table as lines `| a | b |` of equally many cells; rows without text are left out."""
    filled: list[list[str]] = []
    hanging: dict[int, tuple[str, int]] = {}
    for row in rows:
        filled.append(_fill(row, hanging, filled[-1] if filled else []))
    width = max((len(line) for line in filled), default=0)
    padded = (line + [""] * (width - len(line)) for line in filled if any(line))
    return ["| " + " | ".join(_plain(text) for text in line) + " |" for line in padded]


def _fill(
    row: Sequence[Cell], hanging: dict[int, tuple[str, int]], above: Sequence[str]
) -> list[str]:
    line: list[str] = []
    for cell in row:
        _hang(line, hanging)
        text = _at(above, len(line)) if cell.continues else cell.text
        for part in [text, *[""] * (cell.columns - 1)][: max(0, _MOST_COLUMNS - len(line))]:
            if cell.rows > 1:
                hanging[len(line)] = (part, cell.rows - 1)
            line.append(part)
    while any(column >= len(line) for column in hanging):
        if len(line) not in hanging:
            line.append("")
        _hang(line, hanging)
    return line


def _hang(line: list[str], hanging: dict[int, tuple[str, int]]) -> None:
    """Go on with the cells that hang down from rows above, to the next free column."""
    while len(line) in hanging:
        text, left = hanging.pop(len(line))
        if left > 1:
            hanging[len(line)] = (text, left - 1)
        line.append(text)


def _at(line: Sequence[str], column: int) -> str:
    return line[column] if column < len(line) else ""


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("|", "｜")
