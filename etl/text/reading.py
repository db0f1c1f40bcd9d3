"""Reads one passage: finds its numbers and works out what each is about.

What is left out in a clause (subject, year, verb of a list) is carried from the one before it,
never over the end of the passage.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from etl.text import words
from etl.text.names import Names
from etl.text.numerals import Quantity, find_quantities
from etl.text.phrases import Phrase, clean_noun, peel
from etl.text.profile import Profile
from etl.text.times import YearMention, find_years

_SENTENCE = re.compile(r"[^。！？]+")
_DELIMITERS = "，；：（）。"
_POST = re.compile(r"[^，；。、：（）！？\d]{1,40}")
_LONGEST_CLAUSE, _LONGEST_BEFORE = 120, 240
_LIST_WORDS = frozenset({"、", "和", "与", "及", "以及"})
_TIER = re.compile(r"[、和及]\d+个[^，。；、\d]*?级([^，。；、]+)")
_COMPARED = re.compile(
    r"(?:比|较|高于|低于|高出|超出|低)[^，；。]{0,10}?(?:" + "|".join(words.COMPARATORS) + ")"
)
_SHARE = re.compile(r"(?P<subject>.*?)(?:占到?|达到|达)(?P<whole>[^占达]{2,20}?)的?$")
_SHARE_OF_AREA = re.compile(r"(?P<subject>.*?)占到?(?P<whole>全国|全省|全市)的?$")

_MANNER = ("按照", "按", "采用", "实行")
_DIVISION = re.compile(r"(\d+)个?(区|市|县|镇|乡|街道)")
_MODIFIER_NEXT = re.compile(r"的?[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Finding:
    """A number with everything its passage says about it; positions are within the passage."""

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


@dataclass(slots=True)
class _Carried:
    """What later clauses may inherit."""

    noun: str = ""
    steps: tuple[str, ...] = ()
    regions: tuple[tuple[str, str | None], ...] = ()
    scope: str = ""
    unit: str = ""
    flow: str = ""
    end: int = 0


@dataclass(slots=True)
class _Sentence:
    text: str
    offset: int
    years: list[YearMention]
    groups: list[list[Quantity]] = field(default_factory=list)


class Reader:
    """Reads passages of one document; keeps nothing between two passages."""

    def __init__(self, names: Names, profile: Profile) -> None:
        self._names, self._profile = names, profile

    def read(self, text: str, this_year: int | None) -> Iterator[Finding]:
        """Yield the findings of one plain passage in order; `this_year` is what 全年 means."""
        carried = _Carried()
        for match in _SENTENCE.finditer(text):
            sentence = _Sentence(match[0], match.start(), find_years(match[0], this_year))
            sentence.groups = _groups(match[0])
            carried.end, carried.flow = 0, ""
            yield from _divisions(sentence)
            for index, group in enumerate(sentence.groups, 1):
                following = sentence.groups[index : index + 1]
                limit = following[0][0].start if following else len(match[0])
                yield from self._read_group(sentence, group, carried, limit)

    def _read_group(
        self, sentence: _Sentence, group: list[Quantity], carried: _Carried, limit: int
    ) -> Iterator[Finding]:
        first, last = group[0], group[-1]
        floor = max(carried.end, first.start - _LONGEST_CLAUSE)
        begin = _clause_start(sentence.text, floor, first.start)
        before = sentence.text[begin : first.start]
        after = _after(sentence.text, last, limit)
        if _is_threshold(last, after):
            return
        phrase, form, used = self._phrase(sentence, before, after, last, carried)
        previous_end, carried.end = carried.end, last.stop + used
        if not phrase.noun or _is_slogan(sentence.text, first, phrase, form):
            return
        if form in ("bare", "reach") and previous_end and before[:1] in _LIST_WORDS:
            _inherit_verb(phrase, carried.flow)
        carried.flow = next((v for v in words.FLOW_VERBS if phrase.noun.startswith(v)), "")
        # 其中 opens a child: the clause after it goes back to the parent.
        if form not in ("growth", "comparison") and not before.startswith("其中"):
            carried.noun, carried.steps = phrase.noun, tuple(phrase.steps)
            carried.regions, carried.scope = tuple(phrase.regions), phrase.scope
            carried.unit = last.unit
        yield from _spread(sentence, group, phrase, (begin, used, form))

    def _phrase(
        self, sentence: _Sentence, before: str, after: str, quantity: Quantity, carried: _Carried
    ) -> tuple[Phrase, str, int]:
        """Return the noun phrase, the rule that gave it, and how much after the number it used."""
        compared = _COMPARED.search(before)
        if compared and quantity.unit in words.RATE_UNITS:
            phrase = peel(before[: compared.start()], self._names, self._profile)
            return self._carry(phrase, sentence, carried, before), "comparison", 0
        whole = self._share(before, quantity, carried)
        if whole:
            return whole[0], whole[1], 0
        phrase = peel(before, self._names, self._profile)
        counted = self._counted_phrase(sentence, phrase, after, quantity)
        if counted:
            return counted[0], counted[1], len(after)
        if quantity.unit == "%" and phrase.noun and after.startswith(_MANNER):
            noun = f"{phrase.noun}{clean_noun(after)}的比例"
            return replace(phrase, noun=noun, steps=[noun]), "reach", len(after)
        form = "growth" if phrase.grew else ("reach" if phrase.reached else "bare")
        if not phrase.noun or phrase.noun in words.SCOPES or phrase.noun in words.CHILDREN:
            form = form if phrase.grew else "carry"
            phrase = self._carry(phrase, sentence, carried, before, quantity.unit)
        return phrase, form, 0

    def _counted_phrase(
        self, sentence: _Sentence, phrase: Phrase, after: str, quantity: Quantity
    ) -> tuple[Phrase, str] | None:
        """Read the noun behind the number (120个社区食堂), where that is what is counted."""
        if quantity.unit in words.RATE_UNITS:
            return None
        noun, form = _counted(sentence.text, quantity, after), "count"
        if quantity.unit == "米" and noun.startswith("见"):
            noun, form = f"{quantity.low:g}米{noun}", "radius"
        elif phrase.reached and self._names.link(phrase.steps):
            return None
        if not noun or (form == "count" and phrase.noun and not quantity.counts):
            return None
        steps = [phrase.verb + noun, noun] if phrase.verb else [noun]
        return replace(phrase, noun=noun, steps=steps), form

    def _share(
        self, before: str, quantity: Quantity, carried: _Carried
    ) -> tuple[Phrase, str] | None:
        """Read 占全省三分之一 and 达到公路里程的60%."""
        if quantity.unit not in ("%", "比例"):
            return None
        match = _SHARE_OF_AREA.match(before)
        form = "comparison"
        if not match and before.endswith("的") and not find_years(before[-8:]):
            match, form = _SHARE.match(before), "share"
        if not match:
            return None
        phrase = peel(match["subject"], self._names, self._profile)
        subject = phrase.noun or carried.noun
        if not subject:
            return None
        noun = f"{subject}占{clean_noun(match['whole'])}比重"
        return replace(phrase, noun=noun, steps=[noun]), form

    def _carry(
        self, phrase: Phrase, sentence: _Sentence, carried: _Carried, before: str, unit: str = ""
    ) -> Phrase:
        """Complete a phrase without subject from the clause or number before it."""
        child = phrase.noun
        if child and not (child in words.SCOPES or child in words.CHILDREN):
            return phrase
        start = sentence.text.find(before, carried.end) if before else -1
        named = (
            self._names.last_named(sentence.text[max(carried.end, start - _LONGEST_CLAUSE) : start])
            if start > 0
            else ""
        )
        parent = _Carried(named, (named,), unit=unit) if named else carried
        same = phrase.grew or not unit or _same_measure(unit, parent.unit)
        if not parent.noun or not (same or before in _LIST_WORDS):
            return replace(phrase, noun="")
        noun = _with_child(parent.noun, child)
        # 30个、2万户: another measure of the same thing is not the indicator of the first.
        steps = ([noun] if child else list(parent.steps)) if same else []
        regions = phrase.regions or list(parent.regions)
        scope = phrase.scope or parent.scope
        return replace(phrase, noun=noun, steps=steps, regions=regions, scope=scope)


def _with_child(parent: str, child: str) -> str:
    """Join 县城 or 占比 to the subject before it: 城市污水处理率 and 县城 is 县城污水处理率."""
    if child not in words.SCOPES:
        return parent + child
    for scope in words.SCOPES:
        parent = parent.removeprefix(scope)
    return child + parent


def _inherit_verb(phrase: Phrase, verb: str) -> None:
    """Let a list item share the verb of the item before it: 新增甲1公里、乙2公里."""
    if verb and not phrase.noun.startswith(words.FLOW_VERBS):
        phrase.noun = verb + phrase.noun
        phrase.steps.append(phrase.noun)


def _groups(text: str) -> list[list[Quantity]]:
    """Put numbers that are listed with the same unit (8%、11%) into one group."""
    groups: list[list[Quantity]] = []
    for quantity in find_quantities(text):
        if groups:
            last = groups[-1][-1]
            between = text[last.stop : quantity.start]
            if between in _LIST_WORDS and last.unit == quantity.unit:
                groups[-1].append(quantity)
                continue
        groups.append([quantity])
    return groups


def _clause_start(text: str, floor: int, stop: int) -> int:
    cut = max(text.rfind(sign, floor, stop) for sign in _DELIMITERS)
    return max(floor, cut + 1)


def _after(text: str, quantity: Quantity, limit: int) -> str:
    match = _POST.match(text, quantity.stop, limit)
    return match[0] if match else ""


def _is_threshold(quantity: Quantity, after: str) -> bool:
    """Whether 50户以上 describes the noun behind it: 50户以上的自然村."""
    if quantity.operator not in (">=", "<=") or quantity.unit not in words.THRESHOLD_UNITS:
        return False
    return bool(_MODIFIER_NEXT.match(after)) and ("的" in after or "规模" in after)


def _counted(text: str, quantity: Quantity, after: str) -> str:
    """Return the noun behind a number; 3个甲级、6个乙级集群 share its tail."""
    noun = clean_noun(after.lstrip("的"))
    if after.startswith(("和", "与", "及", "至", "到", "以", "等", "用于", "为", "是")):
        return ""
    if noun.endswith("级"):
        tier = _TIER.match(text, quantity.stop + len(after))
        noun += tier[1] if tier else ""
    if "的" in noun and noun.startswith(("比较", "以", "有", "具有", "较")):
        noun = noun.rpartition("的")[2]
    return noun if len(noun) > 1 else ""


def _is_slogan(text: str, quantity: Quantity, phrase: Phrase, form: str) -> bool:
    """Whether a Chinese numeral is rhetoric: 四个显著提升, “五个扎实”."""
    if quantity.form != "chinese":
        return False
    opened = text.count("“", 0, quantity.start) > text.count("”", 0, quantity.start)
    return opened or form != "count" or phrase.noun.startswith(words.SLOGANS)


def _same_measure(unit: str, other: str) -> bool:
    return unit == other or (unit in words.RATE_UNITS and other in words.RATE_UNITS)


def _year_of(sentence: _Sentence, position: int) -> int | None:
    index = bisect_left(sentence.years, position, key=lambda mention: mention.start)
    return sentence.years[index - 1].year if index else None


def _spread(
    sentence: _Sentence, group: list[Quantity], phrase: Phrase, place: tuple[int, int, str]
) -> Iterator[Finding]:
    """Give every number of a group its own region or subject: 甲、乙分别为1和2."""
    begin, used, form = place
    parts = re.split(r"[、和与]", phrase.noun)
    count = len(group)
    for index, quantity in enumerate(group):
        noun, regions = phrase.noun, tuple(phrase.regions)
        if count > 1 and len(regions) == count:
            regions = (regions[index],)
        elif count > 1 and len(parts) == count and all(len(part) > 1 for part in parts):
            noun = parts[index]
        is_last = index == count - 1
        clause = sentence.text[begin : quantity.start]
        lead = len(clause) - len(clause.lstrip("，；：、（）和及与 "))
        yield Finding(
            start=sentence.offset + begin + lead,
            stop=sentence.offset + quantity.stop + (used if is_last else 0),
            quantity=quantity,
            noun=noun,
            steps=(noun,) if noun != phrase.noun else tuple(phrase.steps),
            regions=regions,
            scope=phrase.scope,
            year=_year_of(sentence, quantity.start),
            form=form,
            before=sentence.text[max(0, quantity.start - _LONGEST_BEFORE) : quantity.start],
            operator=_operator(quantity, phrase, form),
        )


def _operator(quantity: Quantity, phrase: Phrase, form: str) -> str:
    if form == "radius":
        return "<="
    if quantity.operator != "=":
        return quantity.operator
    return phrase.operator or "="


def _divisions(sentence: _Sentence) -> Iterator[Finding]:
    """Read 辖2区1市6县."""
    start = sentence.text.find("辖") + 1
    while start:
        match = _DIVISION.match(sentence.text, start)
        if not match:
            return
        at = (sentence.offset + match.start(), sentence.offset + match.end())
        noun = words.DIVISIONS[match[2]]
        quantity = Quantity(*match.span(), float(match[1]), None, "个", "=", "division")
        yield Finding(
            *at, quantity, noun, (noun,), (), "", _year_of(sentence, start), "division",
            sentence.text[:start], "=",
        )  # fmt: skip
        start = match.end()
