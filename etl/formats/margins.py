"""Where the running text of a document begins and ends on its pages, and each line within it.

Measures only; whether a line begins a paragraph is decided in `paragraphs`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from etl.formats.glyphs import Line

_INDENT, _FULL = 0.8, 1.5
_FEWEST_PAGES_WITH_FACING = 4


@dataclass(frozen=True, slots=True)
class Rows:
    """A ruled table in the order of reading: its pipe rows, and where it begins on the page."""

    lines: tuple[str, ...]
    top: float
    left: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines and tables of a page in the order of reading, and how wide the page is."""

    blocks: tuple[Line | Rows, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right edge of running text in points, and the usual distance of lines in letters.

    `has_indents` says that paragraphs begin with an indent.
    """

    left: float
    right: float
    pitch: float
    has_indents: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with the margins of its column; `column` says which column of which page that is."""

    line: Line
    margins: Margins
    column: tuple[int, int]

    @property
    def indent(self) -> float:
        """How far the line stands in from the margin, in letters."""
        return (self.line.x0 - self.margins.left) / self.line.size

    @property
    def room(self) -> float:
        """How many points are left free at its end."""
        return self.margins.right - self.line.x1

    def is_centred(self) -> bool:
        """Whether as much is left free on the left as on the right, or nothing at all."""
        left = self.line.x0 - self.margins.left
        return abs(left - self.room) < 1.5 * self.line.size


_Key = tuple[int, int, str]


def placed_blocks(sheets: Sequence[Sheet]) -> Iterator[tuple[int, Placed | Rows]]:
    """Yield every line and table with the number of its page (first = 0), lines with their margins."""
    runs: dict[_Key, list[list[Line]]] = defaultdict(list)
    for page, sheet in enumerate(sheets):
        own: dict[_Key, list[Line]] = defaultdict(list)
        for block in sheet.blocks:
            if isinstance(block, Line):
                own[_key(page, sheet, block, len(sheets))].append(block)
        for key, lines in own.items():
            runs[key].append(lines)
    margins = {key: _measured(lines, key) for key, lines in runs.items()}
    for page, sheet in enumerate(sheets):
        for block in sheet.blocks:
            if isinstance(block, Rows):
                yield page, block
            else:
                own_margins = margins[_key(page, sheet, block, len(sheets))]
                yield page, Placed(block, own_margins, (page, block.column))


def _key(page: int, sheet: Sheet, line: Line, pages: int) -> _Key:
    # Facing pages have their margins the other way round, and each column has its own.
    facing = page % 2 if pages >= _FEWEST_PAGES_WITH_FACING else 0
    return facing, round(sheet.width), f"column {line.column % 3}" if line.is_half else ""


def _measured(runs: Sequence[list[Line]], key: _Key) -> Margins:
    lines = [line for run in runs for line in run]
    size = median(line.size for line in lines)
    left = _left([line.x0 for line in lines], size)
    right = _right(sorted(line.x1 for line in lines), left, size)
    # Without two full lines nothing shows where text ends; then both margins are taken as equal.
    is_seen = sum(abs(line.x1 - right) < _FULL * size for line in lines) >= 2
    if not is_seen and not key[2]:
        right = max(right, key[1] - left)
    pairs = [pair for run in runs for pair in pairwise(run)]
    return Margins(left, right, _pitch(pairs), _has_indents(pairs, left, right))


def _left(starts: Sequence[float], size: float) -> float:
    """Return the leftmost place where a fair part of the lines begin."""
    needed = max(2, len(starts) * 0.1)
    for start in sorted(starts):
        if sum(abs(other - start) < size / 2 for other in starts) >= needed:
            return start
    return min(starts)


def _right(ends: Sequence[float], left: float, size: float) -> float:
    """Return where full lines end: short ones do not count, nor a few that run over."""
    wide = [end for end in ends if end - left > (ends[-1] - left) / 2]
    return wide[int(len(wide) * 0.9)] if wide else ends[-1] + size


def _pitch(pairs: Sequence[tuple[Line, Line]]) -> float:
    steps = sorted(
        (line.baseline - before.baseline) / line.size
        for before, line in pairs
        if line.baseline > before.baseline and abs(line.size - before.size) < 0.5
    )
    return steps[len(steps) // 4] if steps else 0.0


def _has_indents(pairs: Sequence[tuple[Line, Line]], left: float, right: float) -> bool:
    """Whether full lines that stand in from the margin are followed by lines at the margin."""
    seen = sum(
        before.x0 - left > 1.2 * line.size
        and line.x0 - left < _INDENT * line.size
        and right - before.x1 < 2 * line.size
        for before, line in pairs
    )
    return seen >= 2
