"""Text on a slide: how much room it takes, and how it is written down.

The room is estimated without a font, always rather too much than too little: whoever opens the file
may have another one. Lines have a fixed height, so that a font cannot change it. Text stays text: no
field, no link and no line break comes of what stands in it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Emu

from dashboard.report.clean import clean
from dashboard.theme import TOKENS

FONT = "Microsoft YaHei"
EMU = 12700
# 不能在行首、行尾的标点（GB/T 15834）。
_NOT_FIRST, _NOT_LAST = "，。、；：！？）》〉」』】〕］％”’…—～·", "（《〈「『【〔［“‘"
_WORD = re.compile(r"\s|[^\s“”‘’…—·\u2e80-\uffef\U00020000-\U0003ffff]+|.", re.DOTALL)
_SENTENCE = re.compile(r"[^。！？；]*[。！？；]+[”’）]*|[^。！？；]+")
_NUMBER = re.compile(r"[−+-]?\d[\d,.]*(?:—\d[\d,.]*)?(?:%|个百分点|万人|亿元|万元|项|个|倍)(?!年)")
# Programs break lines a little earlier than arithmetic says.
_USABLE, _SPACING = 0.97, 0.25
_NARROW, _BROAD = "'|.,:;!ijl()[]", "@%&mwMW"


class Area(NamedTuple):
    """A rectangle on a slide, in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def box(self) -> tuple[Emu, Emu, Emu, Emu]:
        """Return it in EMU."""
        left, top, width, height = (Emu(round(side * EMU)) for side in self)
        return left, top, width, height


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph: size and space before it in points, a colour of TOKENS, alignment as in a table.

    With `is_telling` the numbers in it stand out.
    """

    text: str
    size: float
    tone: str = "ink"
    is_bold: bool = False
    align: str = "left"
    before: float = 0.0
    is_telling: bool = False

    @property
    def leading(self) -> float:
        """Return the height of a line in points."""
        return ceil(self.size * 1.25 * 2) / 2

    def height(self, width: float) -> float:
        """Return the height of all its lines in points, with the space before it."""
        return self.before + self.leading * len(lines_of(self.text, self.size, width))


def breadth(text: str) -> float:
    """Return how wide a text is at most, in ems."""
    return sum(map(_ems, text)) + sum(_gap(one, other) for one, other in pairwise(text))


def _gap(one: str, other: str) -> float:
    """Return what some programs put between Chinese and Latin text, in ems."""
    return _SPACING if one.isascii() != other.isascii() and " " not in (one, other) else 0.0


def _ems(one: str) -> float:
    if not one.isascii():
        marks = unicodedata.category(one) in ("Mn", "Cf")
        return 0.0 if marks else 1.0
    if one == " ":
        return 0.35
    if one in _NARROW:
        return 0.4
    if one in _BROAD:
        return 1.0
    return 0.8 if one.isupper() or one in "+=<>#~" else 0.64


def lines_of(text: str, size: float, width: float) -> list[str]:
    """Return a text in the lines that it takes in a width, both in points; at least one."""
    room = max(width * _USABLE / size, 1.0)
    lines, used = [""], 0.0
    for word in _words(text, room):
        wide = breadth(word) + (_gap(lines[-1][-1], word[0]) if lines[-1] else 0.0)
        if used and used + wide > room and not word.isspace():
            lines.append("")
            used, wide = 0.0, breadth(word)
        lines[-1] += word
        used += wide
    return lines


def _words(text: str, room: float) -> Iterator[str]:
    """Yield the parts between which a line may break, none wider than the room."""
    held = ""
    for word in _WORD.findall(text):
        if held and word not in _NOT_FIRST and held[-1] not in _NOT_LAST:
            yield from _cut(held, room)
            held = ""
        held += word
    yield from _cut(held, room)


def _cut(word: str, room: float) -> Iterator[str]:
    if breadth(word) <= room:
        yield word
        return
    yield from word


def longest_word(text: str) -> float:
    """Return the width in ems of the widest part of a text that no line may break."""
    return max((breadth(word) for word in _words(text, float("inf"))), default=0.0)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, and the halves that a semicolon parts; joined they are it."""
    return _SENTENCE.findall(text)


def height_of(texts: Sequence[Text], width: float) -> float:
    """Return the height of paragraphs one below the other, in points."""
    return sum(one.height(width) for one in texts)


def fitted(texts: Sequence[Text], sizes: Sequence[float], area: Area) -> list[Text] | None:
    """Return the paragraphs in the first of the sizes in which they fit, None where there is none."""
    for size in sizes:
        found = [replace(one, size=size) for one in texts]
        if height_of(found, area.width) <= area.height:
            return found
    return None


def shortened(text: str, size: float, area: Area) -> str:
    """Return as many whole sentences from the beginning as fit; "" where not even one does."""
    kept = ""
    for sentence in sentences(text):
        if Text(kept + sentence, size).height(area.width) > area.height:
            break
        kept += sentence
    return kept


# lxml's elements of python-pptx's classes.
def write(body: etree._Element, texts: Sequence[Text]) -> None:
    """Put paragraphs into a `txBody`, in place of those in it."""
    for old in body.findall(qn("a:p")):
        body.remove(old)
    for text in texts or (Text("", 12.0),):
        _paragraph(body, text)


def _paragraph(body: etree._Element, text: Text) -> None:
    paragraph = etree.SubElement(body, qn("a:p"))
    align = {"left": "l", "center": "ctr", "right": "r"}[text.align]
    look = etree.SubElement(
        paragraph, qn("a:pPr"), marL="0", indent="0", algn=align, hangingPunct="0"
    )
    _points(look, "a:lnSpc", text.leading)
    _points(look, "a:spcBef", text.before)
    _points(look, "a:spcAft", 0)
    etree.SubElement(look, qn("a:buNone"))
    for part, stands_out in _runs(clean(text.text), text):
        run = etree.SubElement(paragraph, qn("a:r"))
        _letters(run, "a:rPr", replace(text, tone="brand", is_bold=True) if stands_out else text)
        etree.SubElement(run, qn("a:t")).text = part
    _letters(paragraph, "a:endParaRPr", text)


def _runs(said: str, text: Text) -> Iterator[tuple[str, bool]]:
    """Yield the parts of what is said and whether each is a number that stands out."""
    at = 0
    for found in _NUMBER.finditer(said) if text.is_telling else ():
        if found.start() > at:
            yield said[at : found.start()], False
        yield found.group(), True
        at = found.end()
    if at < len(said):
        yield said[at:], False


def _points(look: etree._Element, tag: str, points: float) -> None:
    space = etree.SubElement(look, qn(tag))
    etree.SubElement(space, qn("a:spcPts"), val=str(round(points * 100)))


def _letters(parent: etree._Element, tag: str, text: Text) -> None:
    look = etree.SubElement(
        parent, qn(tag), lang="zh-CN", altLang="en-US", sz=str(round(text.size * 100)),
        b="1" if text.is_bold else "0", dirty="0",
    )  # fmt: skip
    fill_with(look, text.tone)
    for script in ("a:latin", "a:ea"):
        etree.SubElement(look, qn(script), typeface=FONT)


def fill_with(parent: etree._Element, token: str) -> None:
    """Add a fill in a colour of TOKENS."""
    fill = etree.SubElement(parent, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr"), val=TOKENS[token].removeprefix("#"))
