"""The characters of a PDF page put into lines, and lines into the order of reading.

Only places on the page are looked at here; what is a heading or a paragraph comes later.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from etl.formats.manuscript import cleaned, raised

_SAME_LINE, _WIDE_GAP, _WORD_GAP = 0.45, 1.5, 0.25
_RAISED_SIZE, _RAISED_BY = 0.78, 0.15
# What no typesetter breaks: a word or a character, the signs that cling to it, and what a
# quotation mark ties to it on either side.
_UNIT = r"[（《“‘「『【〔]*(?:[!-~]+|.)[，。、；：！？）》」』】〕％%]*"
_TOKEN = re.compile(rf"{_UNIT}(?:[“”‘’]+(?:{_UNIT})?)*")
_SHAPES = (
    "⺁厂⺄乙⺅亻⺉刂⺊卜⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺦丬⺧牛⺨犭"
    "⺩王⺪疋⺬示⺭礻⺮竹⺯糹⺰纟⺲罒⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角"
    "⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼"
    "⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
# Printers write 一 and 民 as the radicals ⼀ and ⺠, which look alike and are other characters.
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_RADICALS |= dict(zip(map(ord, _SHAPES[::2]), _SHAPES[1::2], strict=True))
# Chinese fonts share one shape for two characters, and the printer names the rare one.
_RADICALS |= {0x3B35: "胶", 0x2E3A: "——"}
# Which door this is depends on the script of the document.
_DOOR = chr(0x2F3E)
del _RADICALS[0x2F3E]
_SIMPLIFIED, _TRADITIONAL = "国发业区镇", "國發業區鎮"


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character where it stands; `baseline` grows downwards like `top`. Lengths in points."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float


@dataclass(slots=True)
class Line:
    """A line of a page or column. `token` is the width of its first piece that cannot be broken.

    `hang` is where its text begins after a bullet or number, `gaps` counts the wide gaps inside
    it; `column` counts the columns of a page, a heading over both of them being one of its own.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float
    token: float
    hang: float
    has_space: bool
    gaps: int
    column: int = 0
    is_half: bool = False


def plain_glyph(text: str) -> str:
    """Return a character of a PDF without control signs and with radicals as characters."""
    return cleaned(text).replace("\n", "").translate(_RADICALS)


def settled(text: str) -> str:
    """Return the text of a document with the one radical that stands for 户 or 戶 by its script."""
    simplified, traditional = (sum(map(text.count, signs)) for signs in (_SIMPLIFIED, _TRADITIONAL))
    return text.replace(_DOOR, "戶" if traditional > simplified else "户")


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Return the lines of a page, a column or a cell from top to bottom."""
    return [line for group in _grouped(glyphs) if (line := _line(group)).text]


def _grouped(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Put characters of one baseline together; a raised or lowered one belongs to its line."""
    groups: list[list[Glyph]] = []
    begin = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        size = max(size, glyph.size)
        if groups and glyph.baseline - begin <= _SAME_LINE * size:
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
            begin, size = glyph.baseline, glyph.size
    return groups


@dataclass(slots=True)
class _Writer:
    size: float
    baseline: float
    text: str = ""
    last: Glyph | None = None
    saw_space: bool = False
    starts: list[float] = field(default_factory=list)
    gaps: int = 0

    def write(self, glyph: Glyph) -> None:
        if glyph.text.isspace():
            self.saw_space = self.last is not None
            return
        text = glyph.text
        is_small = glyph.size <= _RAISED_SIZE * self.size
        if is_small and self.baseline - glyph.baseline > _RAISED_BY * self.size:
            text = raised(text)
        if self.last is not None and self._is_apart(self.last, glyph):
            self.text += " "
        if not self.starts or (len(self.starts) < 2 and self._begins(glyph)):
            self.starts.append(glyph.x0)
        self.text += text
        self.last, self.saw_space = glyph, False

    def _is_apart(self, last: Glyph, glyph: Glyph) -> bool:
        gap = glyph.x0 - last.x1
        if gap > _WIDE_GAP * self.size:
            self.gaps += 1
            return True
        # 1. and 2020 must not become 1.2020, nor two words one; Chinese is written without spaces.
        narrow = last.text[-1].isascii() and glyph.text[0].isascii()
        return narrow and (self.saw_space or gap > _WORD_GAP * min(last.size, glyph.size))

    def _begins(self, glyph: Glyph) -> bool:
        far = self.last is not None and glyph.x0 - self.last.x1 > _WORD_GAP * self.size
        return far or self.saw_space or self.text[-1] in "、.．）)•●◆■"


def _line(group: Sequence[Glyph]) -> Line:
    inked = [glyph for glyph in group if not glyph.text.isspace()] or list(group)
    sizes = Counter(round(glyph.size * 2) / 2 for glyph in inked)
    size = max(sizes, key=lambda size: (sizes[size], size)) or 1.0
    mains = [glyph for glyph in inked if abs(glyph.size - size) <= 0.5] or inked
    baseline = max(glyph.baseline for glyph in mains)
    writer = _Writer(size, baseline)
    ordered = sorted(group, key=lambda glyph: glyph.x0)
    for glyph in ordered:
        writer.write(glyph)
    x0, x1 = min(glyph.x0 for glyph in inked), max(glyph.x1 for glyph in inked)
    return Line(
        text=writer.text, x0=x0, x1=x1, top=min(glyph.top for glyph in mains),
        bottom=max(glyph.bottom for glyph in mains), baseline=baseline, size=size,
        token=_token_width(ordered, x0), hang=writer.starts[1] if len(writer.starts) > 1 else x0,
        has_space=writer.saw_space, gaps=writer.gaps,
    )  # fmt: skip


def _token_width(ordered: Sequence[Glyph], x0: float) -> float:
    """Return the width of a word, a number or a character with the signs that cling to it."""
    text, ends = "", list[float]()
    for glyph in ordered[:80]:
        if glyph.x0 >= x0 and not glyph.text.isspace():
            text += glyph.text
            ends += [glyph.x1] * len(glyph.text)
    token = _TOKEN.match(text)
    return ends[token.end() - 1] - x0 if token and token.end() else 0.0


_FEWEST_SPLIT, _LEFT_FULL, _RIGHT_FULL = 6, 0.8, 0.6


def in_reading_order(glyphs: Sequence[Glyph]) -> list[Line]:
    """Return the lines of a page, those of a left column before those of the right one."""
    groups = _grouped(glyphs)
    gutter = _gutter(groups)
    if gutter is None:
        return lines_of(glyphs)
    lines: list[Line] = []
    left: list[Glyph] = []
    right: list[Glyph] = []
    column = 0
    for group in [*groups, None]:
        if group is not None and not _crosses(group, gutter):
            left += [glyph for glyph in group if glyph.x0 < gutter]
            right += [glyph for glyph in group if glyph.x0 >= gutter]
            continue
        for part in (left, right):
            column += 1
            lines += _in_column(lines_of(part), column, is_half=True)
        left, right = [], []
        column += 1
        lines += _in_column(lines_of(group or ()), column, is_half=False)
    return lines


def _in_column(lines: list[Line], column: int, *, is_half: bool) -> list[Line]:
    for line in lines:
        line.column, line.is_half = column, is_half
    return lines


def _crosses(group: Sequence[Glyph], x: float) -> bool:
    return any(glyph.x0 < x < glyph.x1 for glyph in group if not glyph.text.isspace())


def _gutter(groups: Sequence[Sequence[Glyph]]) -> float | None:
    """Return where the white stripe between two columns of running text lies, if there is one."""
    inked = [glyph for group in groups for glyph in group if not glyph.text.isspace()]
    if not inked:
        return None
    x0, x1 = min(glyph.x0 for glyph in inked), max(glyph.x1 for glyph in inked)
    for step in range(40, 61):
        x = x0 + (x1 - x0) * step / 100
        split = [group for group in groups if _splits(group, x)]
        crossing = sum(_crosses(group, x) for group in groups)
        if len(split) < max(_FEWEST_SPLIT, 3 * crossing):
            continue
        ends = [max(glyph.x1 for glyph in group if glyph.x1 <= x) for group in split]
        stops = [max(glyph.x1 for glyph in group) for group in split]
        starts = [min(glyph.x0 for glyph in group if glyph.x0 >= x) for group in split]
        left, right = fmean(ends) - x0, fmean(stops) - fmean(starts)
        if left > _LEFT_FULL * (x - x0) and right > _RIGHT_FULL * (x1 - x):
            return x
    return None


def _splits(group: Sequence[Glyph], x: float) -> bool:
    """Whether a line leaves a gap of a letter around x and stands on both sides of it."""
    room = 0.5 * max(glyph.size for glyph in group)
    before = [glyph.x1 for glyph in group if glyph.x0 < x and not glyph.text.isspace()]
    after = [glyph.x0 for glyph in group if glyph.x0 >= x and not glyph.text.isspace()]
    if not before or not after:
        return False
    return max(before) <= x and min(after) >= x and min(after) - max(before) >= room
