"""What stands on a PDF page and is no part of its text: running heads, page numbers, footnotes.

A line is left out only in the outer strips of a page, and only when it is a page number, repeats
itself, or is a small numbered note under the text.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import zip_longest
from statistics import median

from etl.formats.glyphs import Line

_STRIP = 0.12
_APART, _OTHER_SIZE, _DENSE = 2.4, 0.08, 0.4
_SIGNS = r"[\s\-－—–―_~·.|]*"
_PAGE_NUMBER = re.compile(
    rf"{_SIGNS}(?:第?\s*\d{{1,4}}\s*页?|[ivxl]{{1,7}}|第?[一二三四五六七八九十百]{{1,5}}页|Page\s+\d{{1,4}})"
    rf"(?:\s*[/／,，]?\s*(?:共|of|总)?\s*\d{{1,4}}\s*页?)?{_SIGNS}",
    re.IGNORECASE,
)
_PRINTED_ADDRESS = re.compile(r"(?:https?|file|about):\S*\s*\d{1,4}/\d{1,4}")
_NOTE = re.compile(r"[①-⑳⁰¹²³⁴-⁹*†※]|注\s*[:：\d]|[\[〔]\d{1,2}[\]〕]")
_NOTE_SIZE = 0.9


_Key = tuple[str, int, str]


def without_furniture(leaves: Sequence[tuple[list[Line], float]]) -> list[list[Line]]:
    """Return the lines of the pages, each given with the page's height, without what frames them."""
    body = body_size([lines for lines, _ in leaves])
    framing = [_framing(lines, height, body) for lines, height in leaves]
    pages: dict[_Key, list[int]] = defaultdict(list)
    for page, found in enumerate(framing):
        for key in set(found.values()):
            pages[key].append(page)
    running = {key for key, seen in pages.items() if _is_running(seen, len(leaves))}
    kept: list[list[Line]] = []
    for (lines, height), found in zip(leaves, framing, strict=True):
        rest = [line for line in lines if found.get(line.top) not in running]
        kept.append(_without_notes(_without_number(rest, height), height, body))
    return kept


def _is_running(seen: Sequence[int], pages: int) -> bool:
    """Whether a line stands on so many pages in a row, or on every second one, as a running head."""
    needed = max(2, min(3, (pages + 1) // 2))
    return len(seen) >= needed and len(seen) >= _DENSE * (seen[-1] - seen[0] + 1)


def _framing(lines: Sequence[Line], height: float, body: float) -> dict[float, _Key]:
    """Return strip, place and wording, numbers left open, of the lines that stand apart, by top.

    A line of the text itself follows on the next one at the usual distance and size.
    """
    found: dict[float, _Key] = {}
    downwards = sorted(lines, key=lambda line: line.baseline)
    for ordered in (downwards, downwards[::-1]):
        outer: list[Line] = []
        for line, inner in zip_longest(ordered, ordered[1:]):
            if not _strip(line, height):
                break
            outer.append(line)
            gap = abs(inner.baseline - line.baseline) if inner else height
            if gap > _APART * max(line.size, body):
                found |= {part.top: _key(part, height) for part in outer}
                outer = []
            elif abs(line.size - body) > _OTHER_SIZE * body:
                found[line.top] = _key(line, height)
    return found


def _key(line: Line, height: float) -> _Key:
    wording = re.sub(r"\d+", "#", "".join(line.text.split()))
    return _strip(line, height), round(line.baseline), wording


def _strip(line: Line, height: float) -> str:
    if line.bottom < height * _STRIP:
        return "head"
    return "foot" if line.top > height * (1 - _STRIP) else ""


def _without_number(lines: list[Line], height: float) -> list[Line]:
    rest = list(lines)
    for outermost in (min, max):
        edge = outermost(rest, key=lambda line: line.top, default=None)
        if edge is not None and _is_page_number(edge, height):
            rest.remove(edge)
    return rest


def _is_page_number(line: Line, height: float) -> bool:
    if not _strip(line, height):
        return False
    found = _PAGE_NUMBER.fullmatch(line.text) or _PRINTED_ADDRESS.fullmatch(line.text)
    return found is not None


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """Return the usual size of letters of a document in points, 0 where it has no lines."""
    sizes = [line.size for lines in pages for line in lines if len(line.text) > 8]
    return median(sizes) if sizes else 0.0


def _without_notes(lines: list[Line], height: float, size: float) -> list[Line]:
    """Leave out the run of small lines at the foot of a page that begins with a note mark."""
    start = len(lines)
    while start and lines[start - 1].size < size * _NOTE_SIZE and lines[start - 1].top > height / 2:
        start -= 1
    for index in range(start, len(lines)):
        if index and _NOTE.match(lines[index].text):
            return lines[:index]
    return lines
