"""A slice of the project (one place, one indicator, all) as the columns judgement reads.

For queries as of a day and for charts; the load builds the same columns in bulk (build.py).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

import numpy as np

from etl.domain.asof import AsOf
from etl.domain.assess import assess
from etl.domain.build import target_columns
from etl.domain.columns import (
    BEFORE_BREAK,
    SINCE_BREAK,
    STATUSES,
    AssessmentColumns,
    Columns,
    ObservationColumns,
    TargetColumns,
)
from etl.domain.in_force import in_force
from etl.domain.periods import day_number, time_of
from etl.domain.published import TRUSTS
from etl.domain.records import Observation, Registry, Target
from etl.domain.selection import prefer

FAMILIES = {"before_2020": BEFORE_BREAK, "since_2020": SINCE_BREAK}
SeriesKey = tuple[str, str, str]
_C = TypeVar("_C", bound=Columns)


@dataclass(frozen=True, slots=True)
class Judged:
    """Targets, the verdict on each, and the last value it rests on (None: none)."""

    targets: tuple[Target, ...]
    verdicts: AssessmentColumns
    used: tuple[Observation | None, ...]


def family_of(observation: Observation, registry: Registry) -> int:
    """Return the number of the set of vintages a value may be compared with."""
    if not registry.indicators[observation.indicator_id].census_based:
        return 0
    return FAMILIES[registry.vintages[observation.vintage].series]


def judge_slice(
    targets: Sequence[Target],
    observations: Sequence[Observation],
    registry: Registry,
    as_of: AsOf,
) -> Judged:
    """Return the verdicts on a slice as of a year or day; forecasts are not judged on."""
    judged = in_force(targets, as_of)
    final = [seen for seen in observations if seen.maturity != "forecast"]
    numbers: dict[SeriesKey, int] = {}
    columns = _columns(final, registry, _numbering(numbers))
    of_target = _numbering(numbers)
    verdicts = assess(
        target_columns(
            judged, registry, lambda t: of_target((t.indicator_id, t.place_id, t.scope))
        ),
        columns,
        as_of,
    )
    used = tuple(final[row] if row >= 0 else None for row in verdicts.observation.tolist())
    return Judged(judged, verdicts, used)


@dataclass(frozen=True, slots=True)
class PastVerdict:
    """How a target stood on the value of a past year; `gap_points` None where it has none."""

    target_id: str
    year: int
    status: str
    gap_points: float | None


def judge_years(
    targets: Sequence[Target],
    observations: Sequence[Observation],
    registry: Registry,
    as_of: AsOf,
) -> Iterator[PastVerdict]:
    """Yield the verdict of every year in which a target was judged on that year's own value.

    Year by year it is what `judge_slice` says as of the year; all years are judged at once, each
    with series and chains of its own numbers.
    """
    final = [one for one in observations if one.maturity != "forecast" and as_of.knows(one)]
    years = sorted({one.period for one in final})
    if not years or not targets:
        return
    ids, aims, seen = _year_by_year(targets, final, registry, as_of, years)
    verdicts = assess(aims, seen)
    own = np.repeat(years, len(ids) // len(years))
    told = (verdicts.observation >= 0) & (verdicts.status != STATUSES.index("unknown"))
    told &= seen.period[verdicts.observation] == own
    for row in np.flatnonzero(told).tolist():
        points = float(verdicts.gap_points[row])
        yield PastVerdict(
            ids[row], int(own[row]), STATUSES[verdicts.status[row]],
            None if np.isnan(points) else points,
        )  # fmt: skip


def _year_by_year(
    targets: Sequence[Target],
    final: Sequence[Observation],
    registry: Registry,
    as_of: AsOf,
    years: Sequence[int],
) -> tuple[list[str], TargetColumns, ObservationColumns]:
    """Return the columns of all years side by side, and the target behind each row."""
    numbers: dict[SeriesKey, int] = {}
    of_target = _numbering(numbers)
    known = _columns(final, registry, of_target)
    before: tuple[Target, ...] = ()
    ids, aims, seen = list[str](), list[TargetColumns](), list[ObservationColumns]()
    for number, year in enumerate(years):
        judged = in_force(targets, AsOf(year, as_of.known_on))
        if judged != before or not aims:
            own = target_columns(
                judged, registry, lambda t: of_target((t.indicator_id, t.place_id, t.scope))
            )
            before = judged
        shift = number * (len(final) + len(targets))
        ids += [one.target_id for one in judged]
        aims.append(replace(own, series=own.series + shift, chain=own.chain + shift))
        past = known.take(known.period <= year)
        assert isinstance(past, ObservationColumns)
        seen.append(replace(past, series=past.series + shift))
    return ids, _joined(aims), _joined(seen)


def _joined(parts: Sequence[_C]) -> _C:
    """Return columns of one kind one after another."""
    names = [one.name for one in fields(parts[0])]  # type: ignore[arg-type]
    whole = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    return type(parts[0])(**whole)


def preferred(
    observations: Sequence[Observation], registry: Registry, family: int
) -> list[Observation]:
    """Return the value of each year that judgement takes for a base of `family`, by year.

    The observations are of one indicator, place and scope.
    """
    final = [seen for seen in observations if seen.maturity != "forecast"]
    table = prefer(_columns(final, registry, lambda key: 0), (family,))[family]
    return [final[row] for row in table.row.tolist()]


def _numbering(numbers: dict[SeriesKey, int]) -> Callable[[SeriesKey], int]:
    return lambda key: numbers.setdefault(key, len(numbers))


def _columns(
    observations: Sequence[Observation],
    registry: Registry,
    number: Callable[[SeriesKey], int],
) -> ObservationColumns:
    seen = observations
    keys = [number((one.indicator_id, one.place_id, one.scope)) for one in seen]
    return ObservationColumns(
        series=np.array(keys, dtype=np.int64),
        period=np.array([one.period for one in seen], dtype=np.int64),
        time=np.array([time_of(one.period, one.as_of) for one in seen], dtype=np.float64),
        value=np.array([one.value for one in seen], dtype=np.float64),
        family=np.array([family_of(one, registry) for one in seen], dtype=np.int8),
        rank=np.array([registry.vintages[one.vintage].rank for one in seen], dtype=np.int8),
        decimals=np.array([len(one.printed.partition(".")[2]) for one in seen], dtype=np.int8),
        released=np.array([day_number(one.released_on) for one in seen], dtype=np.int64),
        trust=np.array([TRUSTS.index(one.trust) for one in seen], dtype=np.int8),
    )
