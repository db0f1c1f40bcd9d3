"""Cuts a passage into sentences and says of each which numbers, years and brackets it holds.

Nothing is moved: every position is a position of the passage.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from etl.text import units, words
from etl.text.numerals import Quantity, find_quantities, read_chinese
from etl.text.times import YearMention, find_years

_SENTENCE = re.compile(r"[^。！？]+")
_BRACKET = re.compile(r"（([^（）]{0,60})）")
# What 其中 or a bracket opens; a year named there holds only there.
_INNER = re.compile(r"（[^（）]*）|其中[^；]*")
DIVISION = re.compile(
    r"(\d+)个?(市辖区|县级市|自治县|街道办事处|办事处|建制镇|行政村|街道|社区|区|市|县|旗|镇|乡|村)(?:[、和，]|(?![\u4e00-\u9fff]))"
)
DIVISIONS = re.compile(rf"(?:{DIVISION.pattern})*")
# 500米服务半径覆盖率: the distance is part of the name.
_RADIUS_NEXT = re.compile(r"(?:服务)?(?:半径)?(?:范围)?(?:内)?(?:覆盖率|全覆盖)")
_PEOPLE_NEXT = re.compile(r"人口(?:以上|以下|左右|规模|级|的)")
_GOES_ON = re.compile(r"[，、]?[\u4e00-\u9fff]{0,3}[至到为]|[，、]?(?:19|20)\d\d年")
_YEARS_BACK = re.compile(r"(?:过去|近)?(?P<years>[三五十])年(?:来|间|累计)")
_SHORT_BRACKET = 10
_DELIMITERS = "，；：（）。"
_LIST_WORDS = frozenset({"、", "和", "与", "及", "以及", "，", ""})
_NOUN_NEXT = re.compile(r"的?(?:[\u4e00-\u9fff“《]|\d)")
_OVER = re.compile(
    r"(?:不少于|不低于|不超过|不足|超过|达到|过|超|达|逾|近|约|突破|低于|高于|大于|小于|少于)$"
)
_MEASURED = re.compile(
    r"(?:产值|营收|收入|投资|额|规模|面积|总量|资产|市值|能力|人口|里程|客流|产能|价值|距离|半径|宽|长|高|深)"
    r"(?:在|均|可)?(?:不少于|不低于|不超过|不足|超过|达到|过|超|达|逾|近|约|突破|在)?$"
)


@dataclass(slots=True)
class Sentence:
    """One sentence; `text` shows brackets of names as private signs, `offset` is its start."""

    text: str
    offset: int
    years: list[YearMention]
    groups: list[list[Quantity]] = field(default_factory=list)
    thresholds: list[Quantity] = field(default_factory=list)
    inner: list[tuple[int, int]] = field(default_factory=list)

    def clause_start(self, floor: int, stop: int) -> int:
        """Return where the clause before `stop` begins, not before `floor`."""
        cut = max(self.text.rfind(sign, floor, stop) for sign in _DELIMITERS)
        return max(floor, cut + 1)

    def year_of(self, position: int) -> int | None:
        """Return the year named last before a position and still in force there."""
        for mention in reversed(self.years):
            if mention.start < position and self._reaches(mention, position):
                return mention.year
        return None

    def own_year(self, start: int, stop: int) -> int | None:
        """Return the year named last between two positions."""
        found = self.years_in(start, stop)
        return found[-1] if found else None

    def years_in(self, start: int, stop: int) -> list[int]:
        """Return the years named between two positions."""
        return [mention.year for mention in self.years if start <= mention.start < stop]

    def goes_on(self, stop: int) -> bool:
        """Whether a value at the end of a change follows: 由1500亿元|增加到2145亿元."""
        return _GOES_ON.match(self.text, stop) is not None

    @property
    def years_back(self) -> int | None:
        """Return how many years a sentence says it looks back: 五年来."""
        found = _YEARS_BACK.search(self.text)
        return int(read_chinese(found["years"])) if found else None

    def _reaches(self, mention: YearMention, position: int) -> bool:
        if any(a <= mention.start < b and not a <= position < b for a, b in self.inner):
            return False
        if mention.passing:
            first = next((g[0].start for g in self.groups if g[0].start > mention.start), None)
            return first == position
        return True


def read_sentences(text: str, working: int | None, plan_end: int | None) -> Iterator[Sentence]:
    """Yield the sentences of a plain passage in order."""
    for match in _SENTENCE.finditer(text):
        shown = _show_brackets(match[0])
        sentence = Sentence(shown, match.start(), find_years(shown, working, plan_end))
        sentence.inner = [found.span() for found in _INNER.finditer(shown)]
        sentence.groups, sentence.thresholds = _groups(shown)
        yield sentence


def _show_brackets(text: str) -> str:
    """Let a bracket without a number belong to the name around it: 县（市）, 率（%）."""

    def hide(match: re.Match[str]) -> str:
        inside = match[1]
        unit = match.string[: match.start()].endswith(units.ROOMS)
        if unit and set(inside.split("、")) <= set(units.ROOMS):
            return match[0]
        if any(char.isdigit() for char in inside) or find_quantities(inside):
            return match[0]
        if len(inside) > _SHORT_BRACKET or "：" in inside:
            return "\x00" * len(match[0])
        kept = inside.replace("、", "\ue002").replace("，", "\ue002").replace("；", "\ue002")
        return f"\ue000{kept}\ue001"

    return _BRACKET.sub(hide, text)


def _groups(text: str) -> tuple[list[list[Quantity]], list[Quantity]]:
    """Put numbers listed with the same unit (8%、11%) into groups; take thresholds out."""
    groups: list[list[Quantity]] = []
    thresholds: list[Quantity] = []
    for quantity in find_quantities(text):
        if _in_division(text, quantity) or _RADIUS_NEXT.match(text, quantity.stop):
            continue
        if is_threshold(text, quantity) or _PEOPLE_NEXT.match(text, quantity.stop):
            thresholds.append(quantity)
            continue
        if groups and _listed(text, groups[-1][-1], quantity):
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    return groups, thresholds


def _in_division(text: str, quantity: Quantity) -> bool:
    """Whether a number counts districts: 辖2区、1县、2个县级市; these are read on their own."""
    start = text.rfind("辖", 0, quantity.start)
    return start >= 0 and bool(DIVISIONS.fullmatch(text, start + 1, quantity.start))


def _listed(text: str, last: Quantity, quantity: Quantity) -> bool:
    between = text[last.stop : quantity.start]
    if quantity.form == last.form == "triple":
        return len(between) == 1
    if between in ("，", ""):
        return False
    if between not in _LIST_WORDS or quantity.form == "triple":
        return False
    return last.unit == quantity.unit or _in_turn(text, last.start)


def _in_turn(text: str, stop: int) -> bool:
    """Whether 分别 gives each subject a value of its own: 面积、人口分别达到40平方公里、40万人."""
    start = max(text.rfind(sign, 0, stop) for sign in _DELIMITERS) + 1
    return "分别" in text[start:stop]


_BARE = ("万", "亿")


def is_threshold(text: str, quantity: Quantity) -> bool:
    """Whether 50户以上 or 产值过亿元 describes the noun behind it: 50户以上的自然村."""
    after = text[quantity.stop : quantity.stop + 16]
    if quantity.unit in _BARE and after.startswith("的"):
        # 人口300万以下的城市、300万至500万的城市：万后面省了人。
        return True
    if quantity.base_unit not in units.THRESHOLD_UNITS or quantity.form in ("range", "listed"):
        return False
    if not _NOUN_NEXT.match(after) or "为主" in after:
        return False
    before = text[max(0, quantity.start - 12) : quantity.start]
    of_noun = after.startswith("的")
    noun = after.removeprefix("的")
    if quantity.operator in (">=", "<=") and quantity.unit != "%":
        return not noun.startswith(units.MASS_NOUNS)
    if (
        before.endswith(("超", "过", "逾", "超过"))
        and quantity.unit != "%"
        and not _verb_next(after)
    ):
        return True
    if _OVER.search(before) or _MEASURED.search(before):
        return of_noun or (bool(_MEASURED.search(before)) and not _verb_next(after))
    return False


def _verb_next(after: str) -> bool:
    return after.startswith((*words.CHANGES, *words.LIST_SIGNS, *words.GOES_ON))
