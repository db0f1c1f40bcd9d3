"""Cuts a document into passages that know the heading they stand under and their offsets.

A passage is a paragraph whose hard-wrapped lines are joined and whose spaces are dropped; it
keeps for every character where it stood. No character is ever invented here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.text import words
from etl.text.numerals import find_quantities
from etl.text.script import to_plain
from etl.text.times import find_years

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
_BULLET = re.compile(r"\s*(?:[-*+•·●◆■]\s+|[•·●◆■])")
_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_PLAIN_TITLE_LEVEL = 6
_LONGEST_HEADING = 40
_LONGEST_PLAIN_TITLE = 12
_NARROWEST_WRAP, _WIDEST_WRAP = 18, 60


@dataclass(frozen=True, slots=True)
class Section:
    """The heading a passage stands under: its path, whether base or goal, and its year."""

    path: str = ""
    mood: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Joined plain text; `offsets[i]` is where character i stands in the document."""

    text: str
    offsets: tuple[int, ...]
    section: Section
    is_row: bool = False


@dataclass(slots=True)
class _Line:
    start: int
    plain: str
    width: int
    gap: bool


def read_passages(text: str) -> Iterator[Passage]:
    """Yield the passages of a document in order."""
    plain = to_plain(text)
    wrap = _wrap_width(plain)
    stack: list[tuple[int, str]] = []
    section, pending = Section(), list[int]()
    last: _Line | None = None
    for line in _lines(plain):
        level, title, body = _heading(line, first=last is None)
        continues = last is not None and _continues(last, line, wrap) and not level
        if not continues and pending:
            yield _passage(plain, pending, section)
            pending = []
        if level:
            stack = [entry for entry in stack if entry[0] < level]
            stack.append((level, text[line.start + title[0] : line.start + title[1]].strip()))
            section = _section(stack, line.plain[body:])
        begin = line.start + (body if level else _bullet_end(line.plain))
        pending += range(begin, line.start + len(line.plain))
        last = line
    if pending:
        yield _passage(plain, pending, section)


def _lines(plain: str) -> Iterator[_Line]:
    end = 0
    for match in _LINE.finditer(plain):
        if match[0].strip():
            gap = plain.count("\n", end, match.start()) > 1
            yield _Line(match.start(), match[0], len(match[0].strip()), gap)
            end = match.end()


def _wrap_width(plain: str) -> int:
    """Return the width to which the document is hard-wrapped, 0 when it is not."""
    widths = sorted(line.width for line in _lines(plain))
    if len(widths) < 8:
        return 0
    wide = widths[int(len(widths) * 0.9)]
    full = sum(wide - 3 <= width <= wide + 2 for width in widths)
    is_wrapped = _NARROWEST_WRAP <= wide <= _WIDEST_WRAP and full * 2 > len(widths)
    return wide if is_wrapped else 0


def _continues(last: _Line, line: _Line, wrap: int) -> bool:
    """Whether a line goes on where the last one was broken off by the margin."""
    if not wrap or line.gap or last.plain.lstrip().startswith(("#", "|")):
        return False
    if last.plain.rstrip()[-1] in "。！？：；" or last.width < wrap - 4:
        return False
    return not _bullet_end(line.plain) and not line.plain.lstrip().startswith("|")


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
    if len(title) <= _LONGEST_PLAIN_TITLE and re.fullmatch(r"[\u4e00-\u9fff]+", title):
        moods = (*words.BASE_SECTIONS, *words.GOAL_SECTIONS, "解读", "附件")
        if title.endswith(moods):
            return _PLAIN_TITLE_LEVEL, (indent, indent + len(title)), len(plain)
    return 0, (0, 0), 0


def _numbered(plain: str, indent: int, level: int) -> tuple[int, tuple[int, int], int]:
    """Return a numbered heading, or nothing when the line is a numbered sentence."""
    stop = plain.find("。")
    stop = len(plain.rstrip()) if stop < 0 else stop
    title = plain[indent:stop]
    if len(title) > _LONGEST_HEADING or any(q.form != "chinese" for q in find_quantities(title)):
        return 0, (0, 0), 0
    return level, (indent, stop), min(stop + 1, len(plain))


def _section(stack: list[tuple[int, str]], body: str) -> Section:
    titles = [to_plain(title) for _, title in stack if title]
    path = " > ".join(title for _, title in stack if title)
    mood, year = "", None
    for title in reversed(titles):
        mood = mood or _mood(title)
        years = find_years(title)
        year = year or (years[-1].year if years else None)
    opening = find_years(body.partition("。")[0][:60])
    if year is None and mood == "goal" and opening and body[: opening[0].start] in ("到", "至"):
        year = opening[0].year
    return Section(path, mood, year)


def _mood(title: str) -> str:
    # 夯实产业基础 and 基础设施 are things to do, 发展基础 is what there is.
    plain = re.sub("|".join(words.NOT_BASE_SECTIONS), "", title)
    if any(word in plain for word in words.BASE_SECTIONS):
        return "base"
    return "goal" if any(word in title for word in words.GOAL_SECTIONS) else ""


def _passage(plain: str, offsets: list[int], section: Section) -> Passage:
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
    return Passage(text, tuple(kept), section, text.startswith("|"))
