"""What a passage says about each of its numbers, one finding for every number.

Positions are within the passage; nothing here knows the document around it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.text import genres
from etl.text.heads import Heads
from etl.text.numerals import Quantity
from etl.text.phrases import Phrase
from etl.text.sentences import DIVISION, Sentence
from etl.text.subjects import measured_parts, subjects_of

_LONGEST_BEFORE = 240
# 每立方米29微克 has the unit 微克/立方米; 每人每月690元 is paid in 元.
BY_EACH = re.compile(
    r"(?:为|达到|达)?每(?:(?P<per>立方米|平方公里|平方米|公顷|万人|千人|升|公里)"
    r"|(?:人|户|亩|吨|月|年|生|天|日|度|小时|分钟|班)(?:每[月年天])?)$"
)
_START = re.compile(r"[由从][^，。；\d]{0,12}$|[由从](?:19|20)\d\d年[底末]?的?$")
# 11个县区全部通高速公路: the count only says of how many something holds.
_DESCRIBED = re.compile(r"[^，。；]{1,12}?(?:全部|均|都|皆)(?:[^，。；]|$)")
_ALIKE = re.compile(r"(?:均|都|双双|同时)[^，。；]{0,8}$")
_LEAD = "，；：、（）和及与 \x00"
# 至少建成1座: the bound stands before the verb.
_AT_LEAST = re.compile(r"至少[^，。；、\d]{0,6}$")


@dataclass(frozen=True, slots=True)
class Finding:
    """A number with everything its passage says about it.

    `aim` is the name a growth has when it is an aim (地区生产总值增长); `is_start` says that a
    change sets out from it (由44%提高到51%), `years_back` how far its sentence looks back,
    `is_described` that something is said of all it counts, `from_level` that it is the pace of
    a change whose levels were given.
    """

    start: int
    stop: int
    quantity: Quantity
    noun: str
    steps: tuple[str, ...]
    regions: tuple[tuple[str, str | None], ...]
    scope: str
    year: int | None
    form: str
    before: str
    operator: str
    aim: str = ""
    unit: str = ""
    own_verb: str = ""
    is_start: bool = False
    years_back: int | None = None
    is_described: bool = False
    from_level: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A group of numbers with the text before and behind it up to the next sign or number."""

    sentence: Sentence
    group: list[Quantity]
    begin: int
    before: str
    after: str

    @property
    def quantity(self) -> Quantity:
        """Return the last number of the group, whose unit is that of all."""
        return self.group[-1]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule makes of a clause: the phrase, the rule's name, how much behind it used."""

    phrase: Phrase
    form: str
    used: int = 0


def findings_of(clause: Clause, reading: Reading, heads: Heads | None) -> Iterator[Finding]:
    """Give every number of a group its own region, subject or year: 甲、乙分别为1和2."""
    if len(clause.group) == 1:
        for noun in _both(clause, reading):
            regions = tuple(reading.phrase.regions)
            yield _finding(clause, reading, clause.quantity, (noun, regions, None), heads)
        return
    count = len(clause.group)
    nouns, regions = _nouns(clause, reading, heads), tuple(reading.phrase.regions)
    years = clause.sentence.years_in(clause.begin, clause.group[0].start)
    for index, quantity in enumerate(clause.group):
        own = (regions[index],) if len(regions) == count else regions
        noun = nouns[index] if nouns and own == regions else reading.phrase.noun
        year = years[index] if len(years) == count else None
        yield _finding(clause, reading, quantity, (noun, own, year), heads)


def _both(clause: Clause, reading: Reading) -> tuple[str, ...]:
    """Return the subjects of 绿地率、绿化覆盖率均达到40%, or the only one."""
    noun = reading.phrase.noun
    parts = measured_parts(noun) if _ALIKE.search(clause.before) else ()
    return parts if reading.form in ("reach", "growth") and parts else (noun,)


def _nouns(clause: Clause, reading: Reading, heads: Heads | None) -> tuple[str, ...]:
    """Return the subjects of a group where it has several."""
    count = len(clause.group)
    nouns = subjects_of(reading.phrase.noun, count)
    if heads and not nouns and reading.form in ("growth", "carry") and count > 1:
        return heads.last_subjects(count)
    return nouns


def _finding(
    clause: Clause,
    reading: Reading,
    quantity: Quantity,
    own: tuple[str, tuple[tuple[str, str | None], ...], int | None],
    heads: Heads | None,
) -> Finding:
    noun, regions, year = own
    sentence, phrase, form = clause.sentence, reading.phrase, reading.form
    text = sentence.text[clause.begin : quantity.start]
    lead = len(text) - len(text.lstrip(_LEAD))
    per = BY_EACH.search(text)
    is_start = bool(_START.search(text)) and sentence.goes_on(clause.quantity.stop)
    if is_start:
        year = sentence.own_year(clause.begin, quantity.start)
    elif year is None:
        year = sentence.year_of(clause.group[0].start)
    used = reading.used if quantity is clause.quantity else 0
    return Finding(
        start=sentence.offset + clause.begin + lead,
        stop=sentence.offset + quantity.stop + used,
        quantity=quantity,
        noun=noun,
        steps=(noun,) if noun != phrase.noun else tuple(phrase.steps),
        regions=regions,
        scope=phrase.scope,
        year=year,
        form=form,
        before=sentence.text[max(0, quantity.start - _LONGEST_BEFORE) : quantity.start],
        operator=_operator(quantity, phrase, form, text),
        aim=noun + phrase.change if form == "growth" else "",
        unit=f"{quantity.unit}/{per['per']}" if per and per["per"] else quantity.unit,
        own_verb=phrase.verb,
        is_start=is_start,
        years_back=sentence.years_back,
        is_described=form == "count" and bool(_DESCRIBED.match(sentence.text, quantity.stop)),
        from_level=heads.from_level if heads else False,
    )


def _operator(quantity: Quantity, phrase: Phrase, form: str, before: str) -> str:
    if form == "radius":
        return "<="
    if quantity.operator != "=":
        return quantity.operator
    if _AT_LEAST.search(before):
        return ">="
    return phrase.operator or "="


def divisions_of(sentence: Sentence) -> Iterator[Finding]:
    """Read 辖2区1市6县."""
    start = sentence.text.find("辖") + 1
    while start:
        match = DIVISION.match(sentence.text, start)
        if not match:
            return
        at = (sentence.offset + match.start(), sentence.offset + match.end(2))
        noun = genres.DIVISIONS[match[2]]
        value, span = float(match[1]), (match.start(), match.end(2))
        quantity = Quantity(*span, value, None, "个", "=", "division")
        yield Finding(
            *at, quantity, noun, (noun,), (), "", sentence.year_of(start), "division",
            sentence.text[:start], "=", unit="个",
        )  # fmt: skip
        start = match.end()
