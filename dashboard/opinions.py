"""One row under all rules: its own verdict beside what the published rules say of the same numbers.

The published rules are asked and repeated; nothing here changes or overrules a verdict. They only
know a way from a base to a level: to every other kind of target a sentence says why not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.board import Board
from dashboard.format import signed
from dashboard.records import RULE, Row
from dashboard.words import word
from etl.domain.asof import AsOf
from etl.domain.build import near_end
from etl.domain.periods import time_of
from etl.domain.reason import written
from etl.domain.rules import Agreement, Case, Opinion, agreement, second_opinions
from etl.domain.rules.words import BUCKET_WORDS, RULES, UNKNOWN, bucket_of
from etl.domain.slices import family_of, preferred

_COMPARED = ("level", "range")
_BOUNDS = {">=": "up", ">": "up", "<=": "down", "<": "down"}
_PERCENT = "percent"
_NOTHING = AsOf()


@dataclass(frozen=True, slots=True)
class Said:
    """What one rule says, in words: its name, status, deciding number, common bucket and why."""

    rule: str
    name: str
    status: str
    number: str
    bucket: str
    bucket_word: str
    why: str


@dataclass(frozen=True, slots=True)
class Opinions:
    """All rules on one row, its own first; `why_not` says why there are none.

    `sentence` is the count of those that agree: "6种规则中5种判定为落后。".
    """

    said: tuple[Said, ...]
    agreement: Agreement | None
    sentence: str
    why_not: str = ""


def opinions(board: Board, row: Row, lang: str, as_of: AsOf = _NOTHING) -> Opinions:
    """Return what all rules say of a row that was asked for with `as_of`."""
    cause = _why_not(row)
    if cause:
        return Opinions((), None, "", word(f"opinions_{cause}", lang))
    own = Opinion(row.status, row.gap_points, None, row.reason(lang))
    found = ((RULE, own), *second_opinions(case_of(board, row, as_of)))
    agreed = agreement(found)
    said = tuple(_said(rule, one, row, lang) for rule, one in found)
    return Opinions(said, agreed, agreed_words(agreed, len(found), lang))


def agreed_words(agreed: Agreement, asked: int, lang: str) -> str:
    """Return the count of rules that agree as a sentence; `asked` is how many there are."""
    if not agreed.total:
        return word("opinions_none", lang)
    key = "opinions_agree" if agreed.total == asked else "opinions_agree_of"
    said = BUCKET_WORDS[agreed.bucket].in_language(lang)
    return word(key, lang).format(total=agreed.total, asked=asked, count=agreed.count, bucket=said)


def case_of(board: Board, row: Row, as_of: AsOf = _NOTHING) -> Case:
    """Return a row as the rules are asked about it: from the printed base to the value judged on.

    The row has a base, a year and a value of a comparable series after the base year.
    """
    aim, indicator = row.target, row.indicator
    assert aim.base is not None and aim.base_year is not None
    assert row.actual is not None and row.period is not None
    upward = direction_of(row) == "up"
    limit = indicator.high if upward else indicator.low
    return Case(
        id=aim.target_id, rule=RULE, direction=direction_of(row),
        series={aim.base_year: aim.base, **_between(board, row, as_of), row.period: row.actual},
        base_year=aim.base_year, target=near_end(aim, indicator.direction), target_year=aim.year,
        limit=limit if indicator.unit == _PERCENT else None, nature=aim.nature,
    )  # fmt: skip


def direction_of(row: Row) -> str:
    """Return up where a value at or above the target meets it, else down.

    What the plan writes goes before the indicator's direction: as etl.domain.schedule.sense.
    """
    return _BOUNDS.get(row.target.operator, row.indicator.direction)


def _between(board: Board, row: Row, as_of: AsOf) -> Mapping[int, float]:
    """Return the year-end values between base and actual of the series judged on."""
    aim, registry, last = row.target, board.registry, row.observation
    assert last is not None and aim.base_year is not None
    family = family_of(last, registry)
    seen = [
        one
        for one in board.observations(row.place.place_id, row.indicator.indicator_id)
        if one.scope == aim.scope
        and aim.base_year < one.period < last.period
        and as_of.knows(one)
        and family_of(one, registry) == family
        and time_of(one.period, one.as_of) == one.period
    ]
    return {one.period: one.value for one in preferred(seen, registry, family)} if seen else {}


def _why_not(row: Row) -> str:
    """Return the key of why the published rules do not apply to a row, "" where they do."""
    aim, seen = row.target, row.observation
    if aim.kind not in _COMPARED:
        return aim.kind
    if aim.year is None:
        return "no_year"
    if seen is None or row.actual is None:
        return "no_actual"
    if aim.base is None or aim.base_year is None:
        return "no_base"
    if not row.comparable:
        return "not_comparable"
    if seen.period <= aim.base_year or aim.year <= aim.base_year:
        return "no_later_actual"
    return "" if time_of(seen.period, seen.as_of) == seen.period else "within_year"


def _said(rule: str, one: Opinion, row: Row, lang: str) -> Said:
    words, bucket = RULES[rule], bucket_of(rule, one)
    status = words.statuses[one.status].words.in_language(lang)
    why = one.reason
    if rule == RULE:
        status = row.status_word(lang)
    elif lang == "en":
        # 各公布规则的算式只有中文；英文列出规则的做法。
        why = words.summary.en if bucket != UNKNOWN else word("opinions_unavailable", lang)
    return Said(
        rule, words.name.in_language(lang), status, _number(rule, one, lang), bucket,
        BUCKET_WORDS[bucket].in_language(lang), why,
    )  # fmt: skip


def _number(rule: str, one: Opinion, lang: str) -> str:
    """Return a rule's deciding number with what it is, "" where it has none."""
    if one.value is None:
        return ""
    if rule == RULE:
        said = signed(one.value, 2)
    elif rule == "un2023":
        said = f"{written(100 * one.value, 1)}%"
    else:
        said = written(one.value, 3)
    return word(f"number_{rule}", lang).format(number=said)
