"""Targets and published values handed to judgement, and its verdicts as rows of the table.

Nothing is judged here: `etl.domain.assess` does, for the load as for a query as of a day.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from etl.domain.assess import assess
from etl.domain.build import observation_columns, target_columns
from etl.domain.columns import CAUSES, STATUSES, AssessmentColumns, Ints, one_series
from etl.domain.in_force import in_force
from etl.domain.published import Published
from etl.domain.records import Registry, Target
from etl.store.content import Row

_NUMBERS = (
    "expected", "gap", "level_completion", "distance_completion", "schedule_completion",
    "needed_per_year", "acceleration",
)  # fmt: skip


def series_in(published: Published, registry: Registry) -> Callable[[Target], int]:
    """Return what gives a target the number of its series among the published values."""
    scopes = {text: number for number, text in enumerate(published.scopes)}
    numbers = {key: number for number, key in enumerate(registry.indicators, 1)}

    def series_of(target: Target) -> int:
        scope = scopes.setdefault(target.scope, len(scopes))
        return one_series(numbers[target.indicator_id], int(target.place_id), scope)

    return series_of


def assessment_rows(
    targets: Sequence[Target], published: Published, registry: Registry
) -> list[Row]:
    """Return a row for each target, in the order of the table's key."""
    numbers = {key: number for number, key in enumerate(registry.indicators, 1)}
    if not targets:
        return []
    judged = list(in_force(targets))
    judged.sort(key=lambda one: (numbers[one.indicator_id], one.place_id, one.target_id))
    observations, rows = observation_columns(published, registry)
    columns = target_columns(judged, registry, series_in(published, registry))
    verdict = assess(columns, observations)
    found = verdict.observation >= 0
    row = np.where(found, rows[verdict.observation], -1) if len(rows) else verdict.observation
    cells: list[Sequence[object]] = [
        [numbers[one.indicator_id] for one in judged],
        [int(one.place_id) for one in judged],
        [one.target_id for one in judged],
        [one.value for one in judged],
        [one.year for one in judged],
        *_verdict_cells(verdict, published, row, tuple(registry.vintages)),
    ]
    return list(zip(*cells, strict=True))


def _verdict_cells(
    verdict: AssessmentColumns, published: Published, row: Ints, vintages: Sequence[str]
) -> list[Sequence[object]]:
    """Return the columns from `period` on, in the order of the table."""
    dates = np.array([*published.dates, None], dtype=object)
    return [
        _used(published.period, row),
        _present(verdict.actual),
        _present(verdict.gap_points),
        [STATUSES[number] for number in verdict.status.tolist()],
        [CAUSES[number] for number in verdict.cause.tolist()],
        _used(np.array([None, *vintages], dtype=object)[published.vintage], row),
        _used(np.array([*published.scopes, None], dtype=object)[published.scope], row),
        _used(dates[published.released], row),
        _used(dates[published.as_of], row),
        *(_present(getattr(verdict, name)) for name in _NUMBERS),
        verdict.comparable.tolist(),
        verdict.base_revised.tolist(),
    ]


def _used(values: NDArray[Any], row: Ints) -> list[object]:
    """Return the values at the rows used, None where there is none."""
    found = row >= 0
    cells = np.full(len(row), None, dtype=object)
    cells[found] = values[row[found]]
    return [cell.item() if isinstance(cell, np.generic) else cell for cell in cells.tolist()]


def _present(values: NDArray[np.float64]) -> list[object]:
    cells = values.astype(object)
    cells[np.isnan(values)] = None
    listed: list[object] = cells.tolist()
    return listed
