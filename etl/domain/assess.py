"""Judgement over columns: targets and published values in, one verdict per target out.

The load runs it over everything; a query as of a day runs the same function over its slice; one
number is a column of length one.
"""

import numpy as np

from etl.domain.accumulate import adds_up, done, rates_only, totals, whole_years
from etl.domain.asof import AsOf
from etl.domain.columns import (
    BEFORE_BREAK,
    CAUSES,
    KINDS,
    SINCE_BREAK,
    STATUSES,
    AssessmentColumns,
    Bools,
    Floats,
    Ints,
    ObservationColumns,
    Small,
    TargetColumns,
)
from etl.domain.schedule import Standing, Verdict, judge
from etl.domain.selection import (
    OPEN_END,
    Preferred,
    base_family,
    exact,
    first_since,
    has_base,
    is_later,
    latest,
    prefer,
    previous_milestone,
    span,
)

_FLOW, _MILESTONE = KINDS.index("annual_flow"), KINDS.index("milestone")


def assess(
    targets: TargetColumns, observations: ObservationColumns, as_of: AsOf | None = None
) -> AssessmentColumns:
    """Return the verdict on each target; `observation` indexes the observations given.

    Lengths equal that of `targets`. Nothing is interpolated: an absent number stays nan.
    """
    visible = np.flatnonzero((as_of or AsOf()).visible(observations))
    known = observations.take(visible)
    if not len(known):
        known, visible = _nothing(), np.array([-1])
    assert isinstance(known, ObservationColumns)
    row, standing, revised = _stand(targets, known)
    verdict = judge(targets, standing)
    return _join(targets, verdict, standing, np.where(row >= 0, visible[row], -1), revised)


def _nothing() -> ObservationColumns:
    """Return one value of no series, so that the rest need not know an empty table."""
    none, small = np.array([-1]), np.zeros(1, dtype=np.int8)
    return ObservationColumns(
        series=none, period=np.zeros(1, dtype=np.int64), time=np.zeros(1), value=np.zeros(1),
        family=small, rank=small, decimals=small, released=np.zeros(1, dtype=np.int64), trust=small,
    )  # fmt: skip


def _stand(targets: TargetColumns, known: ObservationColumns) -> tuple[Ints, Standing, Bools]:
    tables = prefer(known, (0, BEFORE_BREAK, SINCE_BREAK))
    family, revised = base_family(targets, known, tables)
    row = _latest_row(targets, known, family, tables)
    time = np.where(row >= 0, known.time[row], -np.inf)
    later = is_later(targets, time)
    row, strange = _own_year(targets, known, family, tables, row)
    row, actual, missing = _put_together(targets, known, tables[0], row)
    time = np.where(row >= 0, known.time[row], np.nan)
    start, start_year = previous_milestone(targets)
    comparable = (row < 0) | (known.family[row] == family) | ~has_base(targets)
    comparable &= ~strange
    standing = Standing(actual, time, start, start_year, comparable, later, missing)
    return row, standing, revised


def _put_together(
    targets: TargetColumns, known: ObservationColumns, table: Preferred, row: Ints
) -> tuple[Ints, Floats, Bools]:
    """Return row, actual and whether years are missing, with yearly values added up.

    Of an event it is the value at which it was done. Neither depends on a census.
    """
    events, sums = done(targets, known), totals(targets, known, table, row)
    if events:
        at, row = events[0], row.copy()
        row[at] = events[1]
    actual = np.where(row >= 0, known.value[row], np.nan)
    missing = np.zeros(len(row), dtype=bool)
    for total in sums:
        row = row.copy()
        row[total.at], actual[total.at], missing[total.at] = total.row, total.actual, total.missing
    return row, actual, missing


def _latest_row(
    targets: TargetColumns, known: ObservationColumns, family: Small, tables: dict[int, Preferred]
) -> Ints:
    """Return the last value of each target's series; of a yearly flow, that of its own year."""
    row = np.full(len(targets), -1, dtype=np.int64)
    own_year = np.nan_to_num(targets.year, nan=0.0).astype(np.int64)
    end = np.full(len(targets), OPEN_END, dtype=np.int64)
    for number, table in tables.items():
        found = latest(table, targets.series, end)
        found = np.where(targets.kind == _FLOW, exact(table, targets.series, own_year), found)
        row = np.where(family == number, found, row)
    rates = rates_only(targets)
    if rates.any():
        row[rates] = latest(whole_years(known, tables[0]), targets.series[rates], end[rates])
    return row


def _own_year(
    targets: TargetColumns,
    known: ObservationColumns,
    family: Small,
    tables: dict[int, Preferred],
    row: Ints,
) -> tuple[Ints, Bools]:
    """Return the row each target is judged on: a finished one on the value of its own year.

    Where the whole of that year was never published, on the first later one of a comparable
    series; where there are later ones of another series only, on none (the second array).
    """
    year = np.nan_to_num(targets.year, nan=float(OPEN_END)).astype(np.int64)
    apart = (targets.kind == _FLOW) | (targets.kind == _MILESTONE) | adds_up(targets)
    finished = (row >= 0) & (known.time[row] > year) & ~apart
    judged, strange = row.copy(), np.zeros(len(row), dtype=bool)
    for number, table in tables.items():
        own = first_since(table, targets.series, year)
        half_done = (own >= 0) & (known.time[own] < year)
        own = np.where(half_done, first_since(table, targets.series, year + 1), own)
        same_year = (own >= 0) & (known.period[own] == year)
        comparable = (own >= 0) & (known.family[own] == number)
        usable = same_year | comparable | ~has_base(targets)
        chosen = finished & (family == number)
        judged = np.where(chosen, np.where(usable, own, -1), judged)
        for target in np.flatnonzero(chosen & ~usable).tolist():
            judged[target] = _first_comparable(
                known, table, targets.series[target], year[target], number
            )
        strange |= chosen & (judged < 0)
    return judged, strange


def _first_comparable(
    known: ObservationColumns, table: Preferred, series: int, year: int, family: int
) -> int:
    """Return the row of the first year after `year` whose value is of the family, -1 without one."""
    first, last = span(table, np.array([series]), np.array([year + 1]), np.array([OPEN_END]))
    rows = table.row[first[0] : last[0]]
    comparable = rows[known.family[rows] == family]
    return int(comparable[0]) if len(comparable) else -1


def _join(
    targets: TargetColumns, verdict: Verdict, standing: Standing, row: Ints, revised: Bools
) -> AssessmentColumns:
    late = (verdict.cause == 0) & (standing.time > targets.year) & (targets.kind != _MILESTONE)
    known = np.isfinite(standing.actual)
    cause = np.where(late, CAUSES.index("own_year_missing"), verdict.cause).astype(np.int8)
    unknown = verdict.status == STATUSES.index("unknown")

    def kept(values: Floats) -> Floats:
        """Blank out numbers of a target that was not judged."""
        return np.where(unknown | ~known, np.nan, values)

    return AssessmentColumns(
        observation=row,
        actual=standing.actual,
        expected=kept(verdict.expected),
        gap=kept(verdict.gap),
        level_completion=np.where(known, verdict.level_completion, np.nan),
        distance_completion=kept(verdict.distance_completion),
        schedule_completion=kept(verdict.schedule_completion),
        gap_points=kept(verdict.gap_points),
        needed_per_year=kept(verdict.needed_per_year),
        acceleration=kept(verdict.acceleration),
        status=verdict.status,
        cause=cause,
        comparable=standing.comparable,
        base_revised=revised,
    )
