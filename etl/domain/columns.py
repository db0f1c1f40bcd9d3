"""Targets, observations and assessments as columns: what judgement reads and returns.

One element per target or observation; nan where a number is absent. A `series` is the number of
one (indicator, place, scope); a `family` the number of a set of comparable vintages (0 where the
indicator does not depend on a census, else the registry's `series` in order, from 1).
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Small = NDArray[np.int8]
Bools = NDArray[np.bool_]

KINDS = (
    "level", "annual_flow", "floor", "cap", "cumulative", "cumulative_reduction",
    "average_growth", "backlog", "range", "milestone",
)  # fmt: skip
# Kinds whose yearly values are put together from the base year on.
ADDED_UP = ("cumulative", "cumulative_reduction", "average_growth", "backlog")
BOUNDS = ("=", ">=", "<=", ">", "<", "~")
OPERATORS = (*BOUNDS, "range")
STATUSES = (
    "unknown", "achieved", "missed", "reversing", "ahead",
    "on_track", "behind", "far_behind", "not_due",
)  # fmt: skip
CAUSES = (
    "", "no_year", "no_actual", "no_later_actual", "no_base", "not_comparable",
    "base_beyond_target", "path_undefined", "later_year", "own_year_missing",
    "allowance_early", "years_missing", "year_before_base", "beyond_range", "done_late",
    "not_started", "under_way",
)  # fmt: skip
BEFORE_BREAK, SINCE_BREAK = 1, 2
BREAK_YEAR = 2020


_PLACES, _SCOPES = 10_000_000, 4096


def series_number(indicator: Ints, place: Ints, scope: Ints) -> Ints:
    """Return one number per (indicator, place, scope); 4096 scopes, places below ten million."""
    return np.asarray((indicator * _PLACES + place) * _SCOPES + scope)


def one_series(indicator: int, place: int, scope: int) -> int:
    """Return the number of a single series; as `series_number`."""
    return (indicator * _PLACES + place) * _SCOPES + scope


class Columns:
    """Columns of one length that can be picked from together."""

    def take(self, rows: Ints | Bools) -> "Columns":
        """Return the same columns at the given rows only."""
        return type(self)(**{part.name: getattr(self, part.name)[rows] for part in fields(self)})  # type: ignore[arg-type]

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class TargetColumns(Columns):
    """Targets. `year`, `base`, `base_year` are nan where the plan gives none.

    `half_step` is half a unit of the last digit published, `base_step` of the base the plan prints
    (nan: none); `direction` is +1 when more is better; `ahead`, `on_track`, `behind` are the bands
    of gap points that apply; `approximate` is the share of the target within which 左右 is met;
    `method` indexes paths.METHODS. `far` is the end of a range that may not be passed; `profile`
    has one row of thirteen cumulative shares (0 to 100) for each target, or no column at all where
    no target has a month profile (a row of nan: none); `running` marks totals published as such.
    """

    series: Ints
    chain: Ints
    year: Floats
    value: Floats
    kind: Small
    operator: Small
    direction: Floats
    base: Floats
    base_year: Floats
    census_based: Bools
    half_step: Floats
    base_step: Floats
    ahead: Floats
    on_track: Floats
    behind: Floats
    approximate: Floats
    method: Small
    ceiling: Floats
    far: Floats
    stretch: Bools
    running: Bools
    profile: Floats


@dataclass(frozen=True, slots=True)
class ObservationColumns(Columns):
    """Published values. `time` as in periods.time_of, `released` YYYYMMDD or 0, `rank` of the
    vintage, `decimals` as printed, `trust` 2 for A, 1 for B, 0 for C; forecasts are not among them."""

    series: Ints
    period: Ints
    time: Floats
    value: Floats
    family: Small
    rank: Small
    decimals: Small
    released: Ints
    trust: Small


@dataclass(frozen=True, slots=True)
class AssessmentColumns(Columns):
    """Verdicts, one per target: `observation` is the row of the actual used or -1 (the last one
    where several are added up to `actual`); completions and `gap_points` are percents and 百分点;
    `status` and `cause` index STATUSES and CAUSES."""

    observation: Ints
    actual: Floats
    expected: Floats
    gap: Floats
    level_completion: Floats
    distance_completion: Floats
    schedule_completion: Floats
    gap_points: Floats
    needed_per_year: Floats
    acceleration: Floats
    status: Small
    cause: Small
    comparable: Bools
    base_revised: Bools
