"""What the words of a passage say about a change or a comparison: verb, years, comparators.

Grammar only, in both scripts; no place and no indicator has a name here.
"""

import re
from dataclasses import dataclass

from etl.domain.consistency.printed import numbers_in
from etl.domain.records import Statement

_RISE = "提高 提升 上升 增加 增长 递增 扩大"
_FALL = "下降 降低 减少 回落 缩小 递减"
_SIMPLE = str.maketrans("長遞擴減縮較從於國區來間別與達縣", "长递扩减缩较从于国区来间别与达县")
_VERB = re.compile("|".join((_RISE + " " + _FALL).split()))
_ANNUAL = re.compile("年均|平均每年|每年平均|年平均|每年")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_SPAN = re.compile(r"((?:19|20)\d\d)年?(?:[—–\-~～至到]+)((?:19|20)\d\d)年")
_PERIOD = re.compile(r"期间|时期|以来|年来|近年|[一二两三四五六七八九十]年|(?<!\d)\d{1,2}年")
_AGAINST = re.compile("比|较|同比")
_YEAR_BEFORE = re.compile("上年|去年|上一年|同比")
_FROM = re.compile("由|从|自")
_TRIM = re.compile("分别|各|的?平均水平|的?平均|水平$|约|近")
_LOWER = ("低", "少")
_BEFORE_SIDE = re.compile(
    r"(?:比|较)(?P<who>[^，。；,;\d]{1,40}?)(?:分别)?(?P<side>低|高|少|多)出?"
)
_AFTER_SIDE = re.compile(r"(?P<side>低|高|少|多)(?:于|出)(?P<who>[^，。；,;\d]{1,40})")
_SEPARATOR = re.compile("以及|[、和及与]")


def simple(text: str) -> str:
    """Return a text with the few Traditional characters of these words made Simplified.

    One character for one, so that positions stay.
    """
    return text.translate(_SIMPLE)


@dataclass(frozen=True, slots=True)
class Change:
    """How a passage words a change: a year or in all, upwards or not, and over which years.

    `sign` is 1 for a rise, -1 for a fall, 0 where no verb says; `years` are those the passage
    names; `against_year_before` where it compares with the year before; `against` where it compares
    with anything; `is_loose` where it names a period that is not spelled out in years.
    """

    is_annual: bool
    sign: int
    verb: str
    years: tuple[int, ...]
    against: bool
    against_year_before: bool
    is_loose: bool

    @classmethod
    def read(cls, statement: Statement) -> "Change":
        """Return how the passage of a statement words its change."""
        text = simple(statement.quote)
        verbs = _VERB.findall(text)
        verb = verbs[-1] if verbs else ""
        spans = {int(year) for match in _SPAN.finditer(text) for year in match.groups()}
        named = {int(year) for year in _YEAR.findall(text)} | spans
        return cls(
            is_annual=bool(_ANNUAL.search(text)),
            sign=0 if not verb else -1 if verb in _FALL.split() else 1,
            verb=verb,
            years=tuple(sorted(named)),
            against=bool(_AGAINST.search(text)),
            against_year_before=bool(_YEAR_BEFORE.search(text)),
            is_loose=bool(_PERIOD.search(text)) and not named,
        )

    @property
    def words(self) -> str:
        """Return the change in words, as 年均提高."""
        return ("年均" if self.is_annual else "") + (self.verb or "变动")


def without_change(name: str) -> str:
    """Return the name of an indicator without the words of change that follow it."""
    text = simple(name)
    cuts = [match.start() for match in (_ANNUAL.search(text), _VERB.search(text)) if match]
    return name[: min(cuts)] if cuts else name


def says_from(statement: Statement) -> bool:
    """Return whether a passage opens a movement from one value to another (由…提高到)."""
    return bool(_FROM.search(simple(statement.quote)))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A gap to another place as a passage words it: `side` is 低 or 高, `who` as written."""

    who: str
    side: str

    @property
    def is_below(self) -> bool:
        """Return whether the subject lies below the comparator."""
        return self.side in _LOWER

    @classmethod
    def read(cls, statement: Statement) -> "Comparison | None":
        """Return the comparator of a statement's value, None where the passage names none.

        Of several (分别比甲、乙低a和b) it is the one whose turn it is among the numbers.
        """
        text = simple(statement.quote)
        match = _BEFORE_SIDE.search(text) or _AFTER_SIDE.search(text)
        if match is None:
            return None
        names = [_TRIM.sub("", part) for part in _SEPARATOR.split(match["who"])]
        names = [part.strip() for part in names if part.strip()]
        values = [number for number, _ in numbers_in(text[match.end() :])]
        value = abs(statement.value or 0.0)
        turn = values.index(value) if value in values else None
        if len(names) == 1:
            return cls(names[0], match["side"])
        if turn is None or turn >= len(names):
            return None
        return cls(names[turn], match["side"])
