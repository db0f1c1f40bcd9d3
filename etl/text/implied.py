"""Reads values that a clause says without a number: 全覆盖 is 100 %, 动态清零 is 0.

These are the least certain readings: they come with the lowest confidence, and a clause that
holds a number of its own is never read here.
"""

import re
from collections.abc import Iterator

from etl.text.findings import Finding
from etl.text.names import Names
from etl.text.numerals import Quantity
from etl.text.phrases import peel
from etl.text.profile import Profile
from etl.text.sentences import Sentence, read_sentences

_CLAUSE = re.compile(r"[^，；：（）。]+")
_SOFT = r"(?:基本|实现|达到|全部|全面|已经|已|要|力争|将|确保|保持|做到|动态|现象|推进|推动)*"
_DONE = (
    r"(?:全线|基本|全面|正式|主体)?(?:建成通车|建成投用|建成投运|建成投产|建成运营|建成|投产|投用|开工建设|开工|竣工|通车"
    r"|完工|投入使用|投入运营|通航|开通运营|实现达标|基本达标)"
)
_WHEN = r"(?:力争|确保)?(?:20\d\d年)?(?:\d{1,2}月)?(?:年内|年底前?|底前|[上下]半年)"
_FULL = (
    (
        re.compile(rf"(?P<noun>.{{2,30}}?)(?:向(?P<whom>.{{2,12}}?))?{_SOFT}全覆盖(?:目标)?$"),
        "覆盖率",
    ),
    (
        re.compile(
            rf"(?P<noun>.{{2,30}}?){_SOFT}覆盖(?:到)?(?:全部|所有|全体)(?P<whole>.{{2,14}})$"
        ),
        "覆盖率",
    ),
    (
        re.compile(r"(?:全部|所有)(?P<noun>.{2,12}?)(?:实现)?(?P<verb>通[\u4e00-\u9fff]{1,8})$"),
        "率",
    ),
    (
        re.compile(
            r"(?P<noun>.{2,30}?)(?:全部|全面|100%)(?:实现)?(?P<verb>通[\u4e00-\u9fff]{1,8})$"
        ),
        "率",
    ),
)
_ZERO = (
    (re.compile(rf"(?P<noun>.{{2,24}}?){_SOFT}零增长$"), "增长", "%"),
    (re.compile(rf"(?P<noun>.{{2,24}}?){_SOFT}清零$"), "", "个"),
)
_MILESTONE = (
    re.compile(rf"(?P<noun>.{{2,40}}?){_WHEN}(?P<done>{_DONE})$"),
    re.compile(
        rf"(?:到|在|力争|确保)?20\d\d年(?:\d{{1,2}}月)?+[底末]?+前?+(?P<noun>.{{2,40}}?)(?P<done>{_DONE})$"
    ),
)
_NAMED = re.compile(r"[\u4e00-\u9fff]{2}")
_LONGEST_CLAUSE = 60


def read_implied(
    text: str, this_year: int | None, names: Names, profile: Profile
) -> Iterator[Finding]:
    """Yield the findings of a plain passage that no number states."""
    for sentence in read_sentences(text, this_year, profile.last_year):
        taken = [(q.start, q.stop) for group in sentence.groups for q in group]
        for match in _CLAUSE.finditer(sentence.text):
            holds_number = any(match.start() <= start < match.end() for start, _ in taken)
            if not holds_number and len(match[0]) <= _LONGEST_CLAUSE:
                yield from _read_clause(sentence, match, names, profile)


def _read_clause(
    sentence: Sentence, clause: re.Match[str], names: Names, profile: Profile
) -> Iterator[Finding]:
    for pattern, ending in _FULL:
        found = pattern.match(clause[0])
        if found:
            said = found.groupdict()
            tail = (said.get("verb") or "") + ending
            yield from _finding(
                sentence, clause, found["noun"], (tail, 100.0, "%", "full"), (names, profile)
            )
            return
    for pattern, tail, unit in _ZERO:
        found = pattern.match(clause[0])
        if found:
            yield from _finding(
                sentence, clause, found["noun"], (tail, 0.0, unit, "zero"), (names, profile)
            )
            return
    for pattern in _MILESTONE:
        found = pattern.match(clause[0])
        if found:
            done = (found["done"], 0.0, "", "milestone")
            yield from _finding(sentence, clause, found["noun"], done, (names, profile))
            return


def _finding(
    sentence: Sentence,
    clause: re.Match[str],
    subject: str,
    said: tuple[str, float, str, str],
    given: tuple[Names, Profile],
) -> Iterator[Finding]:
    tail, value, unit, form = said
    phrase = peel(subject, *given)
    if not _NAMED.search(phrase.noun):
        return
    noun = phrase.noun + tail
    operator = "none" if form == "milestone" else "="
    quantity = Quantity(clause.start(), clause.end(), value, None, unit, operator, form)
    yield Finding(
        start=sentence.offset + clause.start(),
        stop=sentence.offset + clause.end(),
        quantity=quantity,
        noun=noun,
        steps=(noun,),
        regions=tuple(phrase.regions),
        scope=phrase.scope,
        year=sentence.year_of(clause.end()),
        form=form,
        before=sentence.text[max(0, clause.start() - 60) : clause.end()],
        operator=operator,
        unit=unit,
    )
