"""Gaps to a comparator: 比全国低N个百分点 against the two levels, where the document states both.

A comparator is found by 全国, 全省, 全市 or by the exact name a statement of the document gives a place.
"""

from collections.abc import Iterable, Iterator

from etl.domain.consistency.check import Check
from etl.domain.consistency.mentions import (
    ACHIEVED,
    AIMED,
    POINTS,
    Levels,
    Measures,
    Mention,
    nearest,
)
from etl.domain.consistency.parts import RATE_TOLERANCE, paper
from etl.domain.consistency.printed import (
    Interval,
    agree,
    decimals_of,
    is_usable,
    printed,
    shown,
)
from etl.domain.consistency.wording import Comparison
from etl.domain.records import NATION, Statement

_NATION = ("全国", "国家")
_PROVINCE = ("全省", "我省", "全区", "全自治区", "省")
_CITY = ("全市", "我市")


def check_gaps(
    statements: Iterable[Statement], levels: Levels, measures: Measures
) -> Iterator[Check]:
    """Yield stated gaps against the two levels they lie between, held or not."""
    codes = {
        mention.statement.region: mention.place for mention in levels.mentions
        if mention.statement.region
    }  # fmt: skip
    for statement in statements:
        comparison = _comparison(statement)
        if comparison is None:
            continue
        other = _place_of(comparison.who, statement.place_id or "", codes)
        pair = _levels_of(statement, other, levels) if other else None
        found = _recomputed(statement, comparison, pair, measures) if pair else None
        if found is not None:
            yield found


def _comparison(statement: Statement) -> Comparison | None:
    if statement.kind != "comparison" or statement.operator != "=":
        return None
    if statement.year is None or not is_usable(statement.value):
        return None
    return Comparison.read(statement)


def _place_of(who: str, own: str, codes: dict[str, str]) -> str | None:
    if who in _NATION:
        return NATION
    if who in _PROVINCE and len(own) == 6:
        return f"{own[:2]}0000"
    if who in _CITY and len(own) == 6:
        return f"{own[:4]}00"
    return codes.get(who)


def _levels_of(statement: Statement, other: str, levels: Levels) -> tuple[Mention, Mention] | None:
    """Return the subject's and the comparator's level of the same year, nearest to the passage."""
    subject = statement.indicator_id or levels.by_name.get(statement.indicator)
    place = statement.place_id or statement.region
    if not subject or other == place:
        return None
    for group in (ACHIEVED, AIMED):
        own, against = (
            nearest(levels.at((subject, one, statement.scope), group, statement.year), at)
            for one, at in ((place, statement.start), (other, statement.start))
        )
        if own and against and own.dimension == against.dimension:
            return own, against
    return None


def _recomputed(
    statement: Statement,
    comparison: Comparison,
    pair: tuple[Mention, Mention],
    measures: Measures,
) -> Check | None:
    own, other = pair
    points = statement.unit.endswith(POINTS)
    if points != measures.is_share(own.dimension) or statement.unit == "%":
        return None
    scale = 1.0 if points else measures.scale_within(statement.unit, own.dimension)
    if not scale:
        return None
    high, low = (other, own) if comparison.is_below else (own, other)
    computed = Interval(
        high.size.value - low.size.value,
        high.size.low - low.size.high,
        high.size.high - low.size.low,
    ).scaled(1 / scale)
    stated = _unsigned(printed(statement))
    holds = agree(stated, computed, floor=RATE_TOLERANCE if points else 0.0)
    decimals = max(2, decimals_of(statement)) + 1
    return Check(
        "comparator", holds, (statement, own.statement, other.statement),
        stated.value, computed.value, POINTS if points else statement.unit,
        f"{paper(high, low)}−{paper(low, high)}＝{shown(computed.value, decimals)}",
    )  # fmt: skip


def _unsigned(found: Interval) -> Interval:
    """Return a gap without its sign: 低 says it already."""
    return Interval(-found.value, -found.high, -found.low) if found.value < 0 else found
