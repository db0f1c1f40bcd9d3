"""A document cut for the screen: paragraphs, table rows and the passages marked in them.

Every word of the document is shown once and in its place, nothing is reworded; only the signs of
a markdown heading and of a table's frame give way to the heading and the table.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\r\n]+")
_CELL = re.compile(r"(?<=\|)[^|]*(?=\||$)")
_RULE = re.compile(r"\s*\|?(?:\s*(?::-++:?|-++:|-{2,}+)\s*\|?)+\s*")
_HEADING = re.compile(
    r"\s*(?:#{1,6}\s|第[一二三四五六七八九十]+[章节篇條条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])"
)
_MARKDOWN = re.compile(r"(?:\s*#{1,6}\s+)?")
_LONGEST_HEADING = 40

# Start, stop and id of a passage.
Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the ids of the statements that claim it."""

    text: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a table row (then one list of pieces for each cell)."""

    kind: str
    cells: tuple[tuple[Piece, ...], ...]


def blocks(text: str, spans: Sequence[Span]) -> Iterator[Block]:
    """Yield the blocks of a document in order; `spans` may overlap."""
    ordered = sorted(spans)
    longest = max((stop - start for start, stop, _ in ordered), default=0)
    for line in _LINE.finditer(text):
        if not line[0].strip():
            continue
        first = bisect_left(ordered, (line.start() - longest, 0, ""))
        last = bisect_left(ordered, (line.end(), 0, ""))
        near = [span for span in ordered[first:last] if span[1] > line.start()]
        if line[0].lstrip().startswith("|"):
            if not _RULE.fullmatch(line[0]):
                yield Block("row", tuple(_cells(text, line, near)))
            continue
        start = line.start() + _MARKDOWN.match(line[0]).end()  # type: ignore[union-attr]
        if start == line.end():
            continue
        title = line[0].strip().removesuffix("。")
        short = len(title) <= _LONGEST_HEADING and "。" not in title
        kind = "heading" if short and _HEADING.match(line[0]) else "paragraph"
        yield Block(kind, (_pieces(text, start, line.end(), near),))


def _cells(text: str, line: re.Match[str], near: Sequence[Span]) -> Iterator[tuple[Piece, ...]]:
    """Yield the cells of a row, the empty ones too; what follows the last frame is none."""
    for cell in _CELL.finditer(line[0]):
        is_last = cell.end() == len(line[0]) and not cell[0].strip()
        if not is_last:
            yield _pieces(text, line.start() + cell.start(), line.start() + cell.end(), near)


def _pieces(text: str, start: int, stop: int, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """Cut a stretch where a passage begins or ends in it."""
    edges = {edge for span in spans for edge in span[:2] if start < edge < stop}
    cuts = [start, *sorted(edges), stop]
    return tuple(
        Piece(
            text[begin:end],
            tuple(key for first, last, key in spans if first < end and begin < last),
        )
        for begin, end in pairwise(cuts)
    )
