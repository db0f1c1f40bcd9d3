"""Which year a phrase names, and which years are only part of a description.

A year that describes a noun (2008年底前建成的), opens a period (2011年以来) or is compared with
(比2020年) must never become the year of a value.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.text import genres
from etl.text.numerals import read_chinese

_PLAIN_YEAR = r"(?:(?:19|20)\d\d|二[〇零○][〇零○一二三四五六七八九]{2})"
_YEAR = re.compile(
    rf"(?:(?P<from>(?:19|20)\d\d)年?[-—~至到]{{1,2}})?(?<!\d)(?P<year>{_PLAIN_YEAR})年"
    r"(?P<tail>底前?|末|初|前)?"
)
_FIVE_YEARS = re.compile(
    r"“?(?P<plan>十[一二三四五六七八九]五)”?(?:规划|时期)?(?:期末|末|期间|时期(?!末)|规划期(?!末))"
)
_PERIOD_END = re.compile(r"(?:规划|方案|计划)期末|期末年")
_NOT_BEFORE = re.compile(
    r"(?:比|较|与|基于|自|上年|相比于|以|按|按照|同|始于|高于|低于|高出|超过|好于|优于)$"
)
_FROM = re.compile(r"[由从](?:“?)$")
_NOT_AFTER = re.compile(
    r"(?:底|末)?(?:"
    r"以来|以后|以?前[^，。；：、\d]{1,6}的|前(?:建成|竣工)、|起|相比|版|修订|基期|基数|基础上|不变价|可比价|价格|为基"
    r"|[^，。；：、\d]{0,8}(?:结转|续建)(?!率)"
    r"|(?:的|规模的?)\d+(?:\.\d+)?倍"
    r"|(?:度|年度)?(?:以?前|以后)?[^，。；：、\d]{0,5}"
    r"(?:建成|竣工|开工|印发|出台|发布|启动|批准|投用|投产|下达|结转|续建|认定|入库|获批|签约|修订|公布|制定|确定|改造过|施行)的"
    r")"
)
_WORDS = "|".join(sorted((*genres.THIS_YEAR, *genres.LAST_YEAR), key=len, reverse=True))
# Not the 年末 of 2020年末, nor 比上年.
_RELATIVE = re.compile(rf"(?<![\d年比较同前三五十上去今每])(?:{_WORDS}|明年|前年)")
_COMING = re.compile(r"(?:今后|未来)[五5]年")
_SHIFTS = {"明年": 1, "前年": -2}
_PLAN_END = {"一": 2010, "二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035, "七": 2040}


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year named at `start:stop` that may be the year of a value.

    `passing` years belong to the next value only: 由2015年的44%提高到51%.
    """

    start: int
    stop: int
    year: int
    passing: bool = False


def find_years(
    text: str, working: int | None = None, plan_end: int | None = None
) -> list[YearMention]:
    """Return the usable year mentions of one plain sentence.

    `working` gives 今年 and 去年 their year, `plan_end` gives 规划期末 its.
    """
    found = [*_explicit(text), *_five_years(text)]
    if working is not None:
        found += _relative(text, working)
    if plan_end is not None:
        found += [YearMention(*match.span(), plan_end) for match in _PERIOD_END.finditer(text)]
    return sorted(found, key=lambda mention: mention.start)


def _passes(text: str, start: int) -> bool:
    return _FROM.search(text[max(0, start - 2) : start]) is not None


def _explicit(text: str) -> Iterator[YearMention]:
    for match in _YEAR.finditer(text):
        if _NOT_AFTER.match(text, match.end("year") + 1) or _NOT_BEFORE.search(
            text[max(0, match.start() - 3) : match.start()]
        ):
            continue
        printed = match["year"]
        year = int(printed) if printed[0] != "二" else int(read_chinese(printed))
        yield YearMention(*match.span(), year, _passes(text, match.start()))


def _five_years(text: str) -> Iterator[YearMention]:
    for match in _FIVE_YEARS.finditer(text):
        year = _PLAN_END.get(match["plan"][1])
        before = text[max(0, match.start() - 1) : match.start()]
        described = _NOT_AFTER.match(text, match.end())
        if year is not None and before not in ("比", "较") and not described:
            yield YearMention(*match.span(), year, _passes(text, match.start()))


def _relative(text: str, working: int) -> Iterator[YearMention]:
    for match in _COMING.finditer(text):
        yield YearMention(*match.span(), working + 4)
    for match in _RELATIVE.finditer(text):
        if _NOT_AFTER.match(text, match.end()):
            continue
        shift = -1 if match[0] in genres.LAST_YEAR else _SHIFTS.get(match[0], 0)
        year = working + shift
        yield YearMention(*match.span(), year, _passes(text, match.start()))


def plan_period(text: str) -> tuple[int, int] | None:
    """Return first and last year of the first period that the text names."""
    match = re.search(r"((?:19|20)\d\d)年?[-—~至到－]{1,2}((?:19|20)\d\d)年?", text)
    if match and int(match[1]) < int(match[2]):
        return int(match[1]), int(match[2])
    five = re.search(r"十([一二三四五六七八九])五|第十([一二三四五六七八九])个五年", text)
    if five and (five[1] or five[2]) in _PLAN_END:
        last = _PLAN_END[five[1] or five[2]]
        return last - 4, last
    return None
