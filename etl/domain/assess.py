"""Judgement over columns: targets and published values in, one verdict per target out.

The load runs it over everything; a query as of a day runs the same function over its slice; one
number is a column of length one.
"""

from dataclasses import dataclass

import numpy as np

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
    Preferred,
    base_family,
    exact,
    first_since,
    is_later,
    latest,
    prefer,
    previous_milestone,
)

_FLOW = KINDS.index("annual_flow")
_OPEN_END = 9_999


@dataclass(frozen=True, slots=True)
class AsOf:
    """What was known: values up to the end of `year`, published up to `known_on` (YYYYMMDD)."""

    year: int | None = None
    known_on: int | None = None

    def visible(self, observations: ObservationColumns) -> Bools:
        """Return which values count; one without a date of publication counts from its own year on."""
        seen = np.ones(len(observations), dtype=bool)
        if self.year is not None:
            seen &= observations.period <= self.year
        if self.known_on is not None:
            own_day = observations.period * 10_000 + 1231
            released = np.where(observations.released > 0, observations.released, own_day)
            seen &= released <= self.known_on
        return seen


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
    tables = {number: prefer(known, number) for number in (BEFORE_BREAK, SINCE_BREAK)}
    tables[0] = tables[SINCE_BREAK]
    family, revised = base_family(targets, known, tables)
    row = _latest_row(targets, family, tables)
    time = np.where(row >= 0, known.time[row], -np.inf)
    later = is_later(targets, time)
    row, strange = _own_year(targets, known, family, tables, row)
    actual = np.where(row >= 0, known.value[row], np.nan)
    time = np.where(row >= 0, known.time[row], np.nan)
    start, start_year = previous_milestone(targets)
    comparable = (row < 0) | (known.family[row] == family) | ~np.isfinite(targets.base)
    comparable &= ~strange
    standing = Standing(actual, time, start, start_year, comparable, later)
    return row, standing, revised


def _latest_row(targets: TargetColumns, family: Small, tables: dict[int, Preferred]) -> Ints:
    """Return the last value of each target's series; of a yearly flow, that of its own year."""
    row = np.full(len(targets), -1, dtype=np.int64)
    own_year = np.nan_to_num(targets.year, nan=0.0).astype(np.int64)
    end = np.full(len(targets), _OPEN_END, dtype=np.int64)
    for number, table in tables.items():
        found = latest(table, targets.series, end)
        found = np.where(targets.kind == _FLOW, exact(table, targets.series, own_year), found)
        row = np.where(family == number, found, row)
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
    year = np.nan_to_num(targets.year, nan=float(_OPEN_END)).astype(np.int64)
    finished = (row >= 0) & (known.time[row] > year) & (targets.kind != _FLOW)
    judged, strange = row.copy(), np.zeros(len(row), dtype=bool)
    for number, table in tables.items():
        own = first_since(table, targets.series, year)
        half_done = (own >= 0) & (known.time[own] < year)
        own = np.where(half_done, first_since(table, targets.series, year + 1), own)
        same_year = (own >= 0) & (known.period[own] == year)
        comparable = (own >= 0) & (known.family[own] == number)
        usable = same_year | comparable | ~np.isfinite(targets.base)
        chosen = finished & (family == number)
        judged = np.where(chosen, np.where(usable, own, -1), judged)
        strange |= chosen & ~usable
    return judged, strange


def _join(
    targets: TargetColumns, verdict: Verdict, standing: Standing, row: Ints, revised: Bools
) -> AssessmentColumns:
    late = (verdict.cause == 0) & (standing.time > targets.year)
    known = np.isfinite(standing.actual)
    cause = np.where(late, CAUSES.index("own_year_missing"), verdict.cause).astype(np.int8)
    unknown = verdict.status == STATUSES.index("unknown")

    def kept(values: Floats) -> Floats:
        """Blank out numbers of a target that was not judged."""
        return np.where(unknown | ~known, np.nan, values)

    return AssessmentColumns(
        observation=row,
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
