"""A slice of the project (one place, one indicator, all) as the columns judgement reads.

For queries as of a day and for charts; the load builds the same columns in bulk (build.py).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from etl.domain.assess import AsOf, assess
from etl.domain.build import is_judged, target_columns
from etl.domain.columns import (
    BEFORE_BREAK,
    SINCE_BREAK,
    AssessmentColumns,
    ObservationColumns,
)
from etl.domain.periods import day_number, time_of
from etl.domain.published import TRUSTS
from etl.domain.records import Observation, Registry, Target
from etl.domain.selection import prefer

FAMILIES = {"before_2020": BEFORE_BREAK, "since_2020": SINCE_BREAK}
SeriesKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """Targets that can be judged, the verdict on each, and the value it rests on (None: none)."""

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
    judged = tuple(target for target in targets if is_judged(target))
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


def preferred(
    observations: Sequence[Observation], registry: Registry, family: int
) -> list[Observation]:
    """Return the value of each year that judgement takes for a base of `family`, by year.

    The observations are of one indicator, place and scope.
    """
    final = [seen for seen in observations if seen.maturity != "forecast"]
    table = prefer(_columns(final, registry, lambda key: 0), family)
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
