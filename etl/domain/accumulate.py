"""Targets that rest on more than one published value: yearly values put together, events.

Sums and products run from the year after the base to the last published one, at most to the
target's year; where a year in between is missing there is no total. Nothing is interpolated.
"""

from dataclasses import dataclass

import numpy as np

from etl.domain.columns import (
    ADDED_UP,
    KINDS,
    Bools,
    Floats,
    Ints,
    ObservationColumns,
    TargetColumns,
)
from etl.domain.selection import OPEN_END, Preferred, span

_ADDED = [KINDS.index(kind) for kind in ADDED_UP]
_REDUCTION, _GROWTH = (KINDS.index(kind) for kind in ("cumulative_reduction", "average_growth"))
_MILESTONE = KINDS.index("milestone")


@dataclass(frozen=True, slots=True)
class Total:
    """What some targets (`at`, their positions) amount to: the last value used (-1: none), the
    total, and where a year is missing so that there is none."""

    at: Ints
    row: Ints
    actual: Floats
    missing: Bools


def adds_up(targets: TargetColumns) -> Bools:
    """Return which targets are judged on yearly values put together."""
    return np.isin(targets.kind, _ADDED) & ~targets.running


def totals(
    targets: TargetColumns, known: ObservationColumns, table: Preferred, row: Ints
) -> list[Total]:
    """Return the totals of all targets that add up: of sums, and of rates.

    `row` is the latest value of each target, which stands where no year falls into its span. A sum
    may end within a year; of rates only those of whole years count.
    """
    adds, rates = adds_up(targets), rates_only(targets)
    found = []
    if (adds & ~rates).any():
        found.append(_totals(targets, known, table, np.flatnonzero(adds & ~rates), row))
    if rates.any():
        ended = whole_years(known, table)
        found.append(_totals(targets, known, ended, np.flatnonzero(rates), row))
    return found


def rates_only(targets: TargetColumns) -> Bools:
    """Return which targets put yearly rates together: a rate of part of a year is none of them."""
    return adds_up(targets) & np.isin(targets.kind, (_REDUCTION, _GROWTH))


def whole_years(known: ObservationColumns, table: Preferred) -> Preferred:
    """Return the preferred rows without those from within a year."""
    whole = known.time[table.row] >= known.period[table.row]
    return Preferred(table.key[whole], table.row[whole])


def _totals(
    targets: TargetColumns, known: ObservationColumns, table: Preferred, at: Ints, row: Ints
) -> Total:
    chosen = targets.take(at)
    assert isinstance(chosen, TargetColumns)
    year = np.nan_to_num(chosen.year, nan=float(OPEN_END)).astype(np.int64)
    base_year = np.nan_to_num(chosen.base_year, nan=float(OPEN_END)).astype(np.int64)
    first, last = span(table, chosen.series, base_year + 1, year)
    found = last > first
    used = row[at].copy()
    used[found] = table.row[last[found] - 1]
    actual, broken = _add(chosen, known, table, first, last)
    complete = last - first == known.period[used] - base_year
    # 目标年之后已有数值而目标年之前有缺，也是缺年。
    _, end = span(table, chosen.series, base_year + 1, np.full(len(at), OPEN_END))
    passed = (end > last) & (known.time[used] < year)
    missing = np.where(found, ~complete | broken | passed, (used >= 0) & (end > first))
    missing &= np.isfinite(chosen.base_year) & ~(chosen.year <= chosen.base_year)
    return Total(at, used, np.where(missing | ~found, np.nan, actual), missing)


def _add(
    chosen: TargetColumns, known: ObservationColumns, table: Preferred, first: Ints, last: Ints
) -> tuple[Floats, Bools]:
    """Return the totals and where a value other than the last is one from within its year."""
    actual, broken = np.full(len(first), np.nan), np.zeros(len(first), dtype=bool)
    some = np.flatnonzero(last > first)
    if not len(some):
        return actual, broken
    place, starts = _ranges(first[some], last[some])
    rows, of = table.row[place], np.repeat(some, (last - first)[some])
    value, kind = known.value[rows], chosen.kind[of]
    sign = _sign(chosen)[of]
    factor = np.where(kind == _REDUCTION, 1.0 - sign * value / 100.0, 1.0 + value / 100.0)
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        product = np.multiply.reduceat(factor, starts)
        lost = np.minimum.reduceat(factor, starts) <= 0
        years = (last - first)[some]
        growth = np.where(lost, np.nan, product) ** (1.0 / years) - 1.0
        reduction = _sign(chosen)[some] * (1.0 - np.where(lost, np.nan, product))
    actual[some] = np.select(
        [chosen.kind[some] == _REDUCTION, chosen.kind[some] == _GROWTH],
        [100.0 * reduction, 100.0 * growth],
        np.add.reduceat(value, starts),
    )
    within = known.time[rows] < known.period[rows]
    within[np.append(starts[1:], len(rows)) - 1] = False
    broken[some] = np.logical_or.reduceat(within, starts)
    return actual, broken


def _sign(chosen: TargetColumns) -> Floats:
    """Return -1 where a reduction and its yearly rates are written as changes (-13.5), else 1."""
    return np.where(chosen.value < 0, -1.0, 1.0)


def _ranges(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Return the places of all (non-empty) ranges side by side, and where each of them starts."""
    size = last - first
    starts = np.append(0, np.cumsum(size)[:-1])
    return np.repeat(first - starts, size) + np.arange(size.sum()), starts


def done(targets: TargetColumns, known: ObservationColumns) -> tuple[Ints, Ints] | None:
    """Return the positions of milestones and the value each is judged on, None without milestones.

    That is the first one at which it was done, else the latest; -1 where there is none. Every day's
    value counts, not one for each year.
    """
    at = np.flatnonzero(targets.kind == _MILESTONE)
    if not len(at):
        return None
    rows = np.flatnonzero(np.isin(known.series, targets.series[at]))
    order = np.lexsort(
        (known.trust[rows], known.released[rows], known.decimals[rows], known.rank[rows],
         known.time[rows], known.series[rows])
    )  # fmt: skip
    rows = rows[order]
    # 同一天的几个数按选数规则取排在最后的一个，更正过的“已完成”才能撤回。
    last_of_day = np.append(
        (known.series[rows[1:]] != known.series[rows[:-1]])
        | (known.time[rows[1:]] != known.time[rows[:-1]]),
        np.ones(len(rows[:1]), dtype=bool),
    )
    rows = rows[last_of_day]
    first = np.searchsorted(known.series[rows], targets.series[at], "left")
    last = np.searchsorted(known.series[rows], targets.series[at], "right")
    judged = np.full(len(at), -1, dtype=np.int64)
    some = np.flatnonzero(last > first)
    if len(some):
        place, starts = _ranges(first[some], last[some])
        aim = np.repeat(targets.value[at[some]], (last - first)[some])
        reached = known.value[rows[place]] >= aim - 1e-9
        ended = np.minimum.reduceat(np.where(reached, place, np.iinfo(np.int64).max), starts)
        judged[some] = rows[np.minimum(ended, last[some] - 1)]
    return at, judged
