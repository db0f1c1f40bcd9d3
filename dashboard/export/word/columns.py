"""How wide the columns of a table are and where their text breaks: never within a number."""

import re

from dashboard.export.shares import shared_out
from dashboard.export.word.styles import TABLE_POINTS
from dashboard.report.records import Table

# From so many columns on, upright and turned, the text is one size smaller.
_MANY_UPRIGHT, _MANY_TURNED = 9, 13
# What no line may break: digits and Latin letters, about half as wide as high, with the brackets
# and stops that may not stand at the end or beginning of a line.
_SOLID = re.compile(r"[（《“〔]*[^\s\u2e80-\uffff]+[）》”〕，。、；：]*")
_LATIN_EM, _LONGEST = 0.53, 8.0
_YEAR = re.compile(r"（\d{4}年?）")
# Words of so many characters stay whole.
_WHOLE = 4
# What programs that lay out text round up, in twips.
_SLACK = 20
# A head of so many characters is halved where it does not fit.
_HALVED = (3, 4, 5)


def points_of(table: Table) -> float:
    """Return the size of the text of a table in points."""
    many = len(table.columns) >= (_MANY_TURNED if table.wide else _MANY_UPRIGHT)
    return TABLE_POINTS[int(table.wide) + int(many)]


def side_of(points: float) -> int:
    """Return the space on each side of the text of a cell in twips: 0.5 mm where it is small."""
    return 28 if points < TABLE_POINTS[1] else 80


def widths_of(table: Table, width: int) -> list[int]:
    """Return the widths in twips, which add up to `width`: as the columns ask for.

    But each has room for its longest number and its short words; where that is too much for all of
    them together, they share the width by it.
    """
    asked = [column.width for column in table.columns]
    least = [_least(table, at) for at in range(len(asked))]
    widths = [int(one) for one in shared_out(width, asked, least)]
    widths[widths.index(max(widths))] += width - sum(widths)
    return widths


def head_lines(head: str, width: int, points: float) -> list[str]:
    """Return a head in lines: whole where it fits, else before its bracket or after two characters."""
    room = (width - 2 * side_of(points)) / points / 20
    return [head] if _ems(head) <= room else _halves(head)


def cell_lines(text: str) -> list[str]:
    """Return a value and, on a line of its own, the year in brackets after it."""
    at = text.rfind("（", 1)
    return [text[:at], text[at:]] if at > 0 and _YEAR.fullmatch(text, at) else [text]


def _least(table: Table, at: int) -> int:
    """Return the width in twips that the longest unbreakable text of a column needs."""
    column, points = table.columns[at], points_of(table)
    lines = _halves(column.head) if table.wide else [column.head]
    for row in table.rows:
        lines += cell_lines(row[at].text) if table.wide else [row[at].text]
    ems = [1.0]
    for line in lines:
        ems += [min(_ems(solid), _LONGEST) for solid in _SOLID.findall(line)]
        if _is_whole(line):
            ems.append(_ems(line))
    return round(max(ems) * points * 20) + 2 * side_of(points) + _SLACK


def _is_whole(line: str) -> bool:
    """Return whether a line is a word, or a year in brackets, that is not to be broken."""
    return len(line) <= _WHOLE or _YEAR.fullmatch(line) is not None


def _halves(head: str) -> list[str]:
    at = head.find("（", 1)
    if at > 0:
        return [head[:at], head[at:]]
    return [head[:2], head[2:]] if len(head) in _HALVED else [head]


def _ems(text: str) -> float:
    """Return the width of a text in times its size."""
    return sum(1 if char >= "\u2e80" else _LATIN_EM for char in text)
