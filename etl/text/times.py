"""Which year a phrase names, and which years are only part of a description.

A year that describes a noun (2008年底前建成的), opens a period (2011年以来) or is compared with
(比2020年) must never become the year of a value.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.text import words
from etl.text.numerals import read_chinese

_YEAR = re.compile(
    r"(?:(?P<from>(?:19|20)\d\d)年?[-—~至到]+)?(?<!\d)(?P<year>(?:19|20)\d\d|二[〇零○][〇零○一二三四五六七八九]{2})年"
    r"(?P<tail>底前?|末|初|前)?"
)
_FIVE_YEARS = re.compile(r"“?(?P<plan>十[一二三四五六七八九]五)”?(?:期末|末|规划期末)")
_NOT_BEFORE = re.compile(r"(?:比|较|与|基于|自|上年|相比于)$")
_NOT_AFTER = re.compile(r"(?:以来|以前|以后|起|前?建成的|之前建成的|前竣工|相比|版|修订)")
# Not the 年末 of 2020年末, nor 比上年.
_RELATIVE = re.compile(
    r"(?<![\d年比较前三五十])(?:" + "|".join((*words.THIS_YEAR, *words.LAST_YEAR)) + ")"
)
_PLAN_END = {"一": 2010, "二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035, "七": 2040}


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year named at `start:stop` that may be the year of a value."""

    start: int
    stop: int
    year: int


def find_years(text: str, working: int | None = None) -> list[YearMention]:
    """Return the usable year mentions of one plain sentence; `working` gives 今年 and 去年."""
    found = [*_explicit(text), *_five_years(text)]
    if working is not None:
        found += _relative(text, working)
    return sorted(found, key=lambda mention: mention.start)


def _explicit(text: str) -> Iterator[YearMention]:
    for match in _YEAR.finditer(text):
        if _NOT_AFTER.match(text, match.end()) or _NOT_BEFORE.search(
            text[max(0, match.start() - 3) : match.start()]
        ):
            continue
        printed = match["year"]
        year = int(printed) if printed[0] != "二" else int(read_chinese(printed))
        yield YearMention(*match.span(), year)


def _five_years(text: str) -> Iterator[YearMention]:
    for match in _FIVE_YEARS.finditer(text):
        year = _PLAN_END.get(match["plan"][1])
        if year is not None:
            yield YearMention(*match.span(), year)


def _relative(text: str, working: int) -> Iterator[YearMention]:
    for match in _RELATIVE.finditer(text):
        year = working - 1 if match[0] in words.LAST_YEAR else working
        yield YearMention(*match.span(), year)


def plan_period(text: str) -> tuple[int, int] | None:
    """Return first and last year of the first period that the text names."""
    match = re.search(r"((?:19|20)\d\d)年?[-—~至到－]+((?:19|20)\d\d)年?", text)
    if match and int(match[1]) < int(match[2]):
        return int(match[1]), int(match[2])
    five = re.search(r"十([一二三四五六七八九])五|第十([一二三四五六七八九])个五年", text)
    if five and (five[1] or five[2]) in _PLAN_END:
        last = _PLAN_END[five[1] or five[2]]
        return last - 4, last
    return None
