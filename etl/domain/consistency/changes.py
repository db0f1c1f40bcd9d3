"""From, to and pace: a stated change against the two levels it runs between.

年均提高N个百分点 is the difference by the year, 提高N个百分点 the whole difference, 年均增长N% the
compound rate. Where several pairs of levels could be meant, one that fits is taken to be meant.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from etl.domain.consistency.check import Check
from etl.domain.consistency.mentions import (
    ACHIEVED,
    AIMED,
    POINTS,
    Levels,
    Measures,
    Mention,
    Series,
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
from etl.domain.consistency.wording import Change, says_from, without_change
from etl.domain.records import Statement

_KINDS = ("growth", "target", "annual_task", "actual", "baseline")
# How many characters lie at most between a pace and the levels of its own or the next passage,
# between a figure and the clause it is carried into, and between the two ends of one movement.
_NEAR, _CARRIED, _JOINED = 120, 60, 12
_BEFORE, _AFTER = 4, 2


@dataclass(frozen=True, slots=True)
class _Pair:
    first: Mention
    last: Mention

    @property
    def years(self) -> int:
        return (self.last.statement.year or 0) - (self.first.statement.year or 0)


def check_changes(
    statements: Iterable[Statement], levels: Levels, measures: Measures
) -> Iterator[Check]:
    """Yield stated changes against their two levels, held or not, where both are stated."""
    for statement in statements:
        if not _can_be_a_change(statement):
            continue
        change = Change.read(statement)
        # A level may stand in a passage that also moves (提高到44.77%): only 年均 or the kind tells.
        if statement.kind != "growth" and not change.is_annual:
            continue
        series = _series(statement, levels)
        if series is None:
            continue
        found = _judged(statement, change, _pairs(statement, change, series, levels), measures)
        if found is not None:
            yield found


def _can_be_a_change(statement: Statement) -> bool:
    if statement.operator != "=" or statement.value_high is not None:
        return False
    if statement.kind not in _KINDS or not is_usable(statement.value):
        return False
    return statement.kind == "growth" or statement.unit.endswith(POINTS)


def _series(statement: Statement, levels: Levels) -> Series | None:
    """Return whose change it is: linked, by exactly the same name, or carried from just before."""
    place = statement.place_id or statement.region
    if not place:
        return None
    name = without_change(statement.indicator)
    for subject in (
        statement.indicator_id, levels.by_name.get(statement.indicator), levels.by_name.get(name)
    ):  # fmt: skip
        if subject and (subject, place, statement.scope) in levels.by_series:
            return (subject, place, statement.scope)
    if name or statement.indicator_id:
        return None
    before = _last_before(levels.mentions, statement.start)
    if before is None or statement.start - before.statement.stop > _CARRIED:
        return None
    return before.series if before.place == place else None


def _last_before(mentions: list[Mention], start: int) -> Mention | None:
    at = bisect_left(mentions, start, key=lambda mention: mention.statement.start)
    return mentions[at - 1] if at else None


def _pairs(statement: Statement, change: Change, series: Series, levels: Levels) -> list[_Pair]:
    """Return the pairs of levels that the change can run between, the likeliest first."""
    pool = _near(statement, levels.by_series.get(series, []))
    named = set(change.years)
    if change.against_year_before and statement.year is not None:
        named |= {statement.year - 1, statement.year}
    if named:
        pool += _of_years(statement, series, levels, named | {statement.year or 0})
    pairs = [_in_order(one, other) for one, other in combinations(pool, 2)]
    return [
        pair for pair in pairs
        if pair is not None and _can_be_meant(statement, change, pair, named)
    ]  # fmt: skip


def _near(statement: Statement, mentions: list[Mention]) -> list[Mention]:
    """Return the levels around a passage, nearest first, those before it ahead of those after."""
    at = bisect_left(mentions, statement.start, key=lambda mention: mention.statement.start)
    around = [*reversed(mentions[max(0, at - _BEFORE) : at]), *mentions[at : at + _AFTER]]
    return [
        mention for mention in around
        if mention.statement.section == statement.section
        and mention.statement.year is not None
        and -_NEAR <= mention.statement.start - statement.stop <= _NEAR
    ]  # fmt: skip


def _of_years(
    statement: Statement, series: Series, levels: Levels, years: set[int]
) -> list[Mention]:
    found = (
        nearest(levels.at(series, group, year), statement.start)
        for year in sorted(years)
        for group in (ACHIEVED, AIMED)
    )
    return [mention for mention in found if mention is not None]


def _in_order(one: Mention, other: Mention) -> _Pair | None:
    early, late = one.statement.year or 0, other.statement.year or 0
    if early == late or one.dimension != other.dimension:
        return None
    return _Pair(one, other) if early < late else _Pair(other, one)


def _can_be_meant(statement: Statement, change: Change, pair: _Pair, named: set[int]) -> bool:
    ends = {pair.first.statement.year, pair.last.statement.year}
    if statement.year is not None and pair.last.statement.year != statement.year:
        return False
    if not named <= ends:
        return False
    own = {statement.year} if change.against else set()
    if change.is_annual or named | own == ends:
        return True
    if named or change.against:
        return False
    # 提高N个百分点 alone could be against the year before: only 由A提高到B says from where.
    gap = pair.last.statement.start - pair.first.statement.stop
    return says_from(pair.first.statement) and 0 <= gap <= _JOINED


def _judged(
    statement: Statement, change: Change, pairs: list[_Pair], measures: Measures
) -> Check | None:
    checks = [
        found for pair in pairs
        if (found := _recomputed(statement, change, pair, measures)) is not None
    ]  # fmt: skip
    for found in checks:
        if found.holds:
            return found
    return checks[0] if checks and not change.is_loose else None


def _recomputed(
    statement: Statement, change: Change, pair: _Pair, measures: Measures
) -> Check | None:
    dimension = pair.first.dimension
    share = measures.is_share(dimension)
    if statement.unit == "%":
        return None if share else _compound(statement, change, pair, measures)
    if statement.unit.endswith(POINTS):
        return _difference(statement, change, pair, 1.0, POINTS) if share else None
    scale = measures.scale_within(statement.unit, dimension)
    return _difference(statement, change, pair, scale, statement.unit) if scale else None


def _difference(
    statement: Statement, change: Change, pair: _Pair, scale: float, unit: str
) -> Check:
    years = pair.years if change.is_annual else 1
    start, end = (part.size.scaled(1 / scale) for part in (pair.first, pair.last))
    falls = change.sign < 0 or (change.sign == 0 and end.value < start.value)
    top, bottom = (start, end) if falls else (end, start)
    computed = Interval(
        top.value - bottom.value, top.low - bottom.high, top.high - bottom.low
    ).scaled(1 / years)
    stated = _stated(statement)
    floor = RATE_TOLERANCE if unit == POINTS else 0.0
    high, low = (pair.first, pair.last) if falls else (pair.last, pair.first)
    gap = f"{paper(high, low)}−{paper(low, high)}"
    return Check(
        "pace", agree(stated, computed, floor=floor), _passages(statement, pair),
        stated.value, computed.value, unit,
        (f"（{gap}）÷{years}" if change.is_annual else gap) + _result(statement, computed.value),
    )  # fmt: skip


def _compound(
    statement: Statement, change: Change, pair: _Pair, measures: Measures
) -> Check | None:
    start, end = pair.first.size, pair.last.size
    if start.low <= 0 or end.low <= 0:
        return None
    power = 1 / (pair.years if change.is_annual else 1)
    sign = -1 if change.sign < 0 else 1
    ends = [
        sign * ((over / under) ** power - 1) * 100
        for over, under in ((end.value, start.value), (end.low, start.high), (end.high, start.low))
    ]
    computed = Interval(ends[0], min(ends), max(ends))
    stated = _stated(statement)
    holds = agree(stated, computed, floor=RATE_TOLERANCE)
    # Growth of money is mostly told at constant prices, which the two levels do not show.
    if not is_usable(computed.value) or (measures.is_money(pair.first.dimension) and not holds):
        return None
    return Check(
        "pace", holds, _passages(statement, pair), stated.value, computed.value, "%",
        _power(pair, power, falls=sign < 0) + _result(statement, computed.value) + "%",
    )  # fmt: skip


def _power(pair: _Pair, power: float, *, falls: bool) -> str:
    ratio = f"{paper(pair.last, pair.first)}÷{paper(pair.first, pair.last)}"
    if power != 1:
        ratio = f"（{ratio}）^（1÷{pair.years}）"
    return f"1−{ratio}" if falls else f"{ratio}−1"


def _stated(statement: Statement) -> Interval:
    """Return the printed change; what falls is written with or without its sign."""
    found = printed(statement)
    fall = Change.read(statement).sign < 0 and found.value < 0
    return Interval(-found.value, -found.high, -found.low) if fall else found


def _passages(statement: Statement, pair: _Pair) -> tuple[Statement, ...]:
    return (statement, pair.first.statement, pair.last.statement)


def _result(statement: Statement, value: float) -> str:
    return f"＝{shown(value, max(2, decimals_of(statement)) + 1)}"
