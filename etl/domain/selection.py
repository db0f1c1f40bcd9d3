"""Which published value a target is judged on, and which milestone of a chain is due.

The rule (D4): of the values of one year, those comparable with the target's base first; then the
latest day within the year; then post-census before census before original; then the one printed
with more decimals; then the latest published; then the more trusted.
"""

from dataclasses import dataclass

import numpy as np

from etl.domain.columns import (
    BEFORE_BREAK,
    BREAK_YEAR,
    SINCE_BREAK,
    Bools,
    Floats,
    Ints,
    ObservationColumns,
    Small,
    TargetColumns,
)

_YEARS = 10_000


@dataclass(frozen=True, slots=True)
class Preferred:
    """The preferred row of every (series, year) for a base of one family, ordered by both."""

    key: Ints
    row: Ints


def prefer(observations: ObservationColumns, family: int) -> Preferred:
    """Return one row per series and year by the rule above, for bases of `family`."""
    seen = observations
    order = np.lexsort(
        (seen.trust, seen.released, seen.decimals, seen.rank, seen.time,
         seen.family == family, seen.period, seen.series)
    )  # fmt: skip
    key = _key(seen.series, seen.period)[order]
    last = np.append(key[1:] != key[:-1], True) if len(key) else np.zeros(0, dtype=bool)
    return Preferred(key[last], order[last])


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
    family[~targets.census_based] = 0
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
    """Return value and year of the milestone before each target in its chain, else of its base."""
    value, year = targets.base.copy(), targets.base_year.copy()
    order = np.lexsort((targets.year, targets.chain))
    before, after = order[:-1], order[1:]
    follows = (targets.chain[before] == targets.chain[after]) & (
        targets.year[before] < targets.year[after]
    )
    value[after[follows]] = targets.value[before[follows]]
    year[after[follows]] = targets.year[before[follows]]
    return value, year


def is_later(targets: TargetColumns, time: Floats) -> Bools:
    """Return which targets wait for a nearer milestone of their chain that is still due at `time`.

    `time` is that of the chain's latest actual, -inf where there is none.
    """
    order = np.lexsort((targets.year, targets.chain))
    chain, year = targets.chain[order], targets.year[order]
    due = np.isfinite(year) & (year >= time[order])
    new = np.append(True, chain[1:] != chain[:-1]) if len(chain) else np.zeros(0, dtype=bool)
    start = np.maximum.accumulate(np.where(new, np.arange(len(chain)), 0))
    count = np.cumsum(due)
    before = count - due - np.where(start > 0, count[start - 1], 0)
    later = np.zeros(len(order), dtype=bool)
    later[order] = due & (before > 0)
    return later
