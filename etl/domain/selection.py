"""Which published value a target is judged on, and which milestone of a chain is due.

The rule (D4): of the values of one year, those comparable with the target's base first; then the
latest day within the year; then post-census before census before original; then the one printed
with more decimals; then the latest published; then the more trusted.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from etl.domain.columns import (
    BEFORE_BREAK,
    BREAK_YEAR,
    KINDS,
    SINCE_BREAK,
    Bools,
    Floats,
    Ints,
    ObservationColumns,
    Small,
    TargetColumns,
)

_YEARS = 10_000
OPEN_END = 9_999
_OWN_YEAR = [KINDS.index(kind) for kind in ("annual_flow", "milestone")]


@dataclass(frozen=True, slots=True)
class Preferred:
    """The preferred row of every (series, year) for a base of one family, ordered by both."""

    key: Ints
    row: Ints


def prefer(observations: ObservationColumns, families: Iterable[int]) -> dict[int, Preferred]:
    """Return for bases of each family one row per series and year by the rule above.

    Family 0 prefers no family: it is that of targets whose base does not bind them to one.
    """
    key = _key(observations.series, observations.period)
    order = np.argsort(key, kind="stable")
    sorted_key = key[order]
    last = np.ones(len(key), dtype=bool)
    last[:-1] = sorted_key[1:] != sorted_key[:-1]
    # Most years have one value: only the others need the long sort.
    first = np.ones(len(key), dtype=bool)
    first[1:] = last[:-1]
    many, single = np.flatnonzero(~(first & last)), sorted_key[last]
    tables = {}
    for family in families:
        chosen = order.copy()
        chosen[many] = _by_rule(observations, order[many], key, family)
        tables[family] = Preferred(single, chosen[last])
    return tables


def _by_rule(observations: ObservationColumns, rows: Ints, key: Ints, family: int) -> Ints:
    """Return rows of equal keys side by side, the preferred one of each last."""
    seen = observations
    rank = np.lexsort(
        (seen.trust[rows], seen.released[rows], seen.decimals[rows], seen.rank[rows],
         seen.time[rows], seen.family[rows] == family, key[rows])
    )  # fmt: skip
    return rows[rank]


def _key(series: Ints, year: Ints) -> Ints:
    return np.asarray(series * _YEARS + year)


def latest(preferred: Preferred, series: Ints, last_year: Ints) -> Ints:
    """Return the row of the last year up to `last_year` of each series, -1 where there is none."""
    return _at(
        preferred, series, np.searchsorted(preferred.key, _key(series, last_year), "right") - 1
    )


def first_since(preferred: Preferred, series: Ints, year: Ints) -> Ints:
    """Return the row of the first year from `year` on of each series, -1 where there is none."""
    return _at(preferred, series, np.searchsorted(preferred.key, _key(series, year), "left"))


def span(preferred: Preferred, series: Ints, first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Return where the years from `first` to `last` of each series begin and end in the table."""
    start = np.searchsorted(preferred.key, _key(series, np.minimum(first, OPEN_END)), "left")
    stop = np.searchsorted(preferred.key, _key(series, last), "right")
    return start, np.maximum(start, stop)


def exact(preferred: Preferred, series: Ints, year: Ints) -> Ints:
    """Return the row of exactly that year of each series, -1 where there is none."""
    if not len(preferred.key):
        return np.full(len(series), -1, dtype=np.int64)
    wanted = _key(series, year)
    place = np.minimum(np.searchsorted(preferred.key, wanted), len(preferred.key) - 1)
    return np.where(preferred.key[place] == wanted, preferred.row[place], -1)


def _at(preferred: Preferred, series: Ints, place: Ints) -> Ints:
    if not len(preferred.key):
        return np.full(len(series), -1, dtype=np.int64)
    inside = np.clip(place, 0, len(preferred.key) - 1)
    found = (place == inside) & (preferred.key[inside] // _YEARS == series)
    return np.where(found, preferred.row[inside], -1)


def has_base(targets: TargetColumns) -> Bools:
    """Return which targets have a base with its year, which their actual must be comparable with."""
    return np.isfinite(targets.base) & np.isfinite(targets.base_year)


def base_family(
    targets: TargetColumns, observations: ObservationColumns, tables: dict[int, Preferred]
) -> tuple[Small, Bools]:
    """Return the family of each printed base and whether that value was revised since.

    The family is that of the published value of the base year that equals the printed base, else
    of the base year itself: before 2020 or since.
    """
    year = np.nan_to_num(targets.base_year, nan=0.0).astype(np.int64)
    family = np.where(year >= BREAK_YEAR, SINCE_BREAK, BEFORE_BREAK).astype(np.int8)
    revised = np.zeros(len(targets), dtype=bool)
    for number in (BEFORE_BREAK, SINCE_BREAK):
        row = exact(tables[number], targets.series, year)
        same = _equal(observations, row, targets) & (observations.family[row] == number)
        family[same] = number
    # 没有基期值的，没有什么要与之可比。
    family[~targets.census_based | ~has_base(targets)] = 0
    for number, table in tables.items():
        row = exact(table, targets.series, year)
        known = (row >= 0) & (family == number) & (observations.family[row] == number)
        revised |= known & ~_equal(observations, row, targets)
    return family, revised & np.isfinite(targets.base_step)


def _equal(observations: ObservationColumns, row: Ints, targets: TargetColumns) -> Bools:
    if not len(observations):
        return np.zeros(len(row), dtype=bool)
    apart = np.abs(observations.value[row] - targets.base)
    return np.asarray((row >= 0) & (apart <= targets.base_step * (1 + 1e-9)))


def previous_milestone(targets: TargetColumns) -> tuple[Floats, Floats]:
    """Return value and year of the milestone before each target in its chain, else of its base.

    Of several in one year it is a plain one before a stretch one, then the one nearest to the base;
    a milestone up to the base year is no part of the path.
    """
    value, year = targets.base.copy(), targets.base_year.copy()
    if not len(targets):
        return value, year
    near = -np.abs(targets.value - np.nan_to_num(targets.base))
    order = np.lexsort((near, ~targets.stretch, targets.year, targets.chain))
    chain, at = targets.chain[order], targets.year[order]
    # 同一年的两个目标都从前一个节点出发：退到本年第一个之前。
    new = np.append(True, (chain[1:] != chain[:-1]) | (at[1:] != at[:-1]))
    before = np.maximum.accumulate(np.where(new, np.arange(len(order)), 0)) - 1
    follows = (before >= 0) & (chain[before] == chain) & (at[before] < at)
    follows &= ~(at[before] <= targets.base_year[order])
    follows &= ~np.isin(targets.kind[order], _OWN_YEAR)  # 年度任务每年从零算起
    value[order[follows]] = targets.value[order[before[follows]]]
    year[order[follows]] = targets.year[order[before[follows]]]
    return value, year


def is_later(targets: TargetColumns, time: Floats) -> Bools:
    """Return which targets wait for a nearer milestone of their chain that is still due at `time`.

    `time` is that of the chain's latest actual, -inf where there is none. A yearly task or an
    event waits for none: each is its own. No one waits for a milestone up to its own base year.
    """
    waits = np.zeros(len(targets), dtype=bool)
    due = np.isfinite(targets.year) & (targets.year >= time) & ~np.isin(targets.kind, _OWN_YEAR)
    rows = np.flatnonzero(due)
    if not len(rows):
        return waits
    key = _key(targets.chain[rows], targets.year[rows].astype(np.int64))
    known = np.sort(key)
    base_year = np.nan_to_num(targets.base_year[rows], nan=-1.0).astype(np.int64)
    nearest = known[np.searchsorted(known, _key(targets.chain[rows], base_year + 1))
                    .clip(max=len(known) - 1)]  # fmt: skip
    waits[rows] = (nearest < key) & (nearest // _YEARS == targets.chain[rows])
    return waits
