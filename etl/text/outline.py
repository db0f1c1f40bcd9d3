"""Cuts a document into passages that know the heading they stand under and their offsets.

A passage is a paragraph whose hard-wrapped lines are joined and whose spaces are dropped; it
keeps for every character where it stood. No character is ever invented here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from etl.text import genres
from etl.text.numerals import find_quantities
from etl.text.script import to_plain
from etl.text.tables import Table, find_tables
from etl.text.times import find_years
from etl.text.vocabulary import is_taiwanese, to_mainland, translate

_NUMERAL = "[一二三四五六七八九十]"
_HEADINGS = (
    (7, re.compile(rf"第{_NUMERAL}+[章篇部]分?")),
    (8, re.compile(rf"第{_NUMERAL}+节")),
    (9, re.compile(rf"{_NUMERAL}+、")),
    (10, re.compile(rf"（{_NUMERAL}+）")),
    (11, re.compile(r"\d{1,2}[.、](?!\d)")),
    (12, re.compile(r"（\d{1,2}）")),
)
_MARKDOWN = re.compile(r"(#{1,6})\s*(?P<title>.*?)\s*#*\s*$")
# The mark of a list item that is no heading belongs to no sentence.
_BULLET = re.compile(
    rf"\s*(?:[①-⑳]|[-*+•·●◆■]\s+|[•·●◆■]|\d{{1,2}}[.、](?!\d)|（(?:\d{{1,2}}|{_NUMERAL}{{1,3}})）|{_NUMERAL}{{1,3}}、)"
)
# A form feed alone is a page break within a paragraph; behind a line end it opens a new one.
_LINE = re.compile(r"[^\r\n\x0b\x1c-\x1e\x85\u2028\u2029]+")
_PLAIN_TITLE = re.compile(r"(?:(?:19|20)\d\d年)?[\u4e00-\u9fff]+")
_PLAIN_TITLE_LEVEL = 6
_LONGEST_HEADING = 40
_LONGEST_PLAIN_TITLE = 14
_ENDS = tuple("。！？：；")
_FEWEST_LINES, _MOSTLY = 8, 0.6
_NARROWEST_WRAP, _WIDEST_WRAP = 18, 60


@dataclass(frozen=True, slots=True)
class Section:
    """The heading a passage stands under: its path, whether base or goal, and its year.

    `aims` says that the heading itself announces aims, whose opening year holds for all of them.
    """

    path: str = ""
    mood: str = ""
    year: int | None = None
    aims: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Joined plain text; `offsets[i]` is where character i stands in the document."""

    text: str
    offsets: tuple[int, ...]
    section: Section
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    plain: str
    width: int
    gap: bool


@dataclass(slots=True)
class _Reading:
    """What has been read so far of a document: its headings and the paragraph being joined."""

    taiwanese: bool
    stack: list[tuple[int, str]] = field(default_factory=list)
    section: Section = field(default_factory=Section)
    pending: list[int] = field(default_factory=list)
    last: _Line | None = None
    is_first: bool = True


def read_passages(text: str) -> Iterator[Passage]:
    """Yield the passages of a document in order."""
    plain, taiwanese = to_plain(text), is_taiwanese(text)
    tables = find_tables(plain, taiwanese=taiwanese)
    lines = list(_lines(plain))
    wrap = _wrap_width(lines, tables)
    reading = _Reading(taiwanese)
    waiting = iter(tables)
    table, opened = next(waiting, None), None
    for line in lines:
        while table is not None and table.stop <= line.start:
            table = next(waiting, None)
        if table is None or line.start < table.start:
            yield from _prose(text, plain, line, wrap, reading)
        elif table is not opened:
            opened = table
            yield from _table(plain, table, reading)
    if reading.pending:
        yield _passage(plain, reading.pending, reading)


def _prose(text: str, plain: str, line: _Line, wrap: int, reading: _Reading) -> Iterator[Passage]:
    """Join a line to the paragraph or yield that and begin another."""
    level, title, body = _heading(line, first=reading.is_first)
    continues = not level and reading.last is not None and _continues(reading.last, line, wrap)
    if not continues and reading.pending:
        yield _passage(plain, reading.pending, reading)
        reading.pending = []
    if level:
        reading.stack = [entry for entry in reading.stack if entry[0] < level]
        heading = text[line.start + title[0] : line.start + title[1]].strip()
        reading.stack.append((level, heading))
        reading.section = _section(reading, line.plain[body:])
    begin = line.start + (body if level else _bullet_end(line.plain))
    reading.pending += range(begin, line.start + len(line.plain))
    # A line that is nothing but a heading is complete.
    reading.last = None if level and body >= len(line.plain.rstrip()) else line
    reading.is_first = False


def _table(plain: str, table: Table, reading: _Reading) -> Iterator[Passage]:
    """Yield a table, then the sentences that stand in its cells."""
    if reading.pending:
        yield _passage(plain, reading.pending, reading)
    reading.pending, reading.last, reading.is_first = [], None, False
    span = range(table.start, table.stop)
    yield Passage(plain[table.start : table.stop], tuple(span), reading.section, table)
    for start, stop in table.prose:
        yield _passage(plain, list(range(start, stop)), reading)


def _lines(plain: str) -> Iterator[_Line]:
    end = 0
    for match in _LINE.finditer(plain):
        if match[0].strip():
            gap = plain.count("\n", end, match.start()) > 1 or match[0].startswith("\f")
            yield _Line(match.start(), match[0], len(match[0].strip()), gap)
            end = match.end()


def _wrap_width(lines: list[_Line], tables: list[Table]) -> int:
    """Return the width to which the document is hard-wrapped, 0 when it is not.

    Where lines are broken off anywhere, the width is that of the shortest.
    """
    prose = _outside(lines, tables)
    widths = sorted(line.width for line in prose)
    if len(widths) < _FEWEST_LINES:
        return 0
    wide = widths[int(len(widths) * 0.9)]
    full = sum(wide - 3 <= width <= wide + 2 for width in widths)
    if _NARROWEST_WRAP <= wide <= _WIDEST_WRAP and full * 2 > len(widths):
        return wide
    broken = sum(
        not line.plain.rstrip().endswith(_ENDS) and not _numbered_at(after.plain)
        for line, after in pairwise(prose)
    )
    return 1 if broken > _MOSTLY * len(prose) and wide <= _WIDEST_WRAP else 0


def _outside(lines: list[_Line], tables: list[Table]) -> list[_Line]:
    """Return the lines that stand in no table; both come in the order of the text."""
    outside, waiting = [], iter(tables)
    table = next(waiting, None)
    for line in lines:
        while table is not None and table.stop <= line.start:
            table = next(waiting, None)
        if table is None or line.start < table.start:
            outside.append(line)
    return outside


def _numbered_at(plain: str) -> bool:
    start = len(plain) - len(plain.lstrip())
    return any(pattern.match(plain, start) for _, pattern in _HEADINGS)


def _continues(last: _Line, line: _Line, wrap: int) -> bool:
    """Whether a line goes on where the last one was broken off by the margin."""
    if line.gap or last.plain.lstrip().startswith("#") or _bullet_end(line.plain):
        return False
    end = last.plain.rstrip()[-1]
    if end in "，、":
        return True
    return bool(wrap) and end not in _ENDS and last.width >= wrap - 4


def _bullet_end(plain: str) -> int:
    match = _BULLET.match(plain)
    return match.end() if match else 0


def _heading(line: _Line, first: bool) -> tuple[int, tuple[int, int], int]:
    """Return level (0: none), span of the title and where the body begins, within the line."""
    plain = line.plain
    indent = len(plain) - len(plain.lstrip())
    marked = _MARKDOWN.match(plain, indent)
    if marked:
        # The document's own title is no section of it.
        is_title = first and marked[1] == "#"
        return len(marked[1]), ((0, 0) if is_title else marked.span("title")), len(plain)
    for level, pattern in _HEADINGS:
        match = pattern.match(plain, indent)
        if match:
            return _numbered(plain, indent, level)
    title = plain.strip()
    if len(title) <= _LONGEST_PLAIN_TITLE and _PLAIN_TITLE.fullmatch(title):
        moods = (*genres.BASE_SECTIONS, *genres.GOAL_SECTIONS, "解读", "附件")
        if title.endswith(moods):
            return _PLAIN_TITLE_LEVEL, (indent, indent + len(title)), len(plain)
    return 0, (0, 0), 0


def _numbered(plain: str, indent: int, level: int) -> tuple[int, tuple[int, int], int]:
    """Return a numbered heading, or nothing when the line is a numbered sentence."""
    stop = plain.find("。")
    stop = len(plain.rstrip()) if stop < 0 else stop
    title = "".join(plain[indent:stop].split())
    if len(title) > _LONGEST_HEADING or any(q.form != "chinese" for q in find_quantities(title)):
        return 0, (0, 0), 0
    return level, (indent, stop), min(stop + 1, len(plain))


def _section(reading: _Reading, body: str) -> Section:
    titles = ["".join(to_plain(title).split()) for _, title in reading.stack if title]
    if reading.taiwanese:
        titles = [to_mainland(title) for title in titles]
    path = " > ".join(title for _, title in reading.stack if title)
    mood, year = _mood_of(titles), None
    for title in reversed(titles):
        years = find_years(title)
        year = year or (years[-1].year if years else None)
    opening = find_years(body.partition("。")[0][:60])
    aims = bool(titles) and any(word in titles[-1] for word in genres.AIMS)
    if (
        year is None
        and mood == "goal"
        and aims
        and opening
        and body[: opening[0].start] in ("到", "至")
    ):
        year = opening[0].year
    return Section(path, mood, year, aims)


def _mood_of(titles: list[str]) -> str:
    """Return the mood of the innermost heading that has one; a faint one does not turn a base."""
    faint = ""
    for title in reversed(titles):
        mood = _mood(title)
        if mood == "goal" and not any(word in title for word in genres.FIRM_GOALS):
            faint = mood
        elif mood:
            return mood
    return faint


def _mood(title: str) -> str:
    # 夯实产业基础 and 基础设施 are things to do, 发展基础 is what there is.
    plain = re.sub("|".join(genres.NOT_BASE_SECTIONS), "", title)
    if any(word in plain for word in genres.BASE_SECTIONS):
        return "base"
    return "goal" if any(word in title for word in genres.GOAL_SECTIONS) else ""


def _passage(plain: str, offsets: list[int], reading: _Reading) -> Passage:
    """Drop white space, except between two numbers or two words where it separates them."""
    kept: list[int] = []
    for index, offset in enumerate(offsets):
        if not plain[offset].isspace():
            kept.append(offset)
        elif kept and index + 1 < len(offsets):
            before, after = plain[kept[-1]], plain[offsets[index + 1]]
            if before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
                kept.append(offset)
    text = "".join(plain[offset] for offset in kept)
    if reading.taiwanese:
        text, places = translate(text)
        kept = [kept[place] for place in places]
    return Passage(text, tuple(kept), reading.section)
