"""The targets and published values of a place or an indicator as the columns judgement reads.

For queries as of a day: what the load ran over everything runs over the slice that is asked for.
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from etl.domain.build import is_judged, observation_columns, target_columns
from etl.domain.columns import Ints, ObservationColumns, TargetColumns
from etl.domain.published import Published
from etl.domain.records import Registry, Target
from etl.store.bulk import read_published
from etl.store.query import slice_of, targets
from etl.store.schema import observation
from etl.store.verdicts import series_in


@dataclass(frozen=True, slots=True)
class Slice:
    """Columns and what stands behind them: `targets[i]` is row i of `target_columns`, and row
    `rows[i]` of `published` is row i of `observations` (forecasts are in `published` only)."""

    targets: tuple[Target, ...]
    target_columns: TargetColumns
    published: Published
    observations: ObservationColumns
    rows: Ints


def columns_for(
    connection: Connection,
    registry: Registry,
    *,
    place_id: str | None = None,
    indicator_id: str | None = None,
) -> Slice:
    """Return the targets that can be judged and the published values of a slice, as columns."""
    published = read_published(
        connection, *slice_of(connection, observation, place_id, indicator_id)
    )
    found = targets(connection, place_id=place_id, indicator_id=indicator_id)
    judged = tuple(target for target in found if is_judged(target))
    columns, rows = observation_columns(published, registry)
    wanted = target_columns(judged, registry, series_in(published, registry))
    return Slice(judged, wanted, published, columns, rows)
