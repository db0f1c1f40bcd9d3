"""Where places stand against each other: composite scores, and rankings on one indicator.

A score never comes without its coverage, a ranking never by level alone. No row is judged here and
none is compared across the break of a census: an improvement is what the past statuses hold.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.records import Cell, Past, Row
from etl.domain.records import Indicator, Place, Registry
from etl.domain.score import Composite, Item, composite

SORTS = ("gap", "improvement", "level")
_WITHOUT_GAP = ("floor", "cap", "milestone")
Histories = Mapping[str, Sequence[Past]]


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One line of the sum behind a score: the row, its weight and its score (None: not judged)."""

    row: Row
    weight: float
    score: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The composite score of a place, or its coverage where that is too low for a score.

    `coverage` is None where nothing is due; `missing` are the indicators that could not be judged.
    """

    place: Place
    score: float | None
    coverage: float | None
    parts: tuple[ScorePart, ...]
    missing: tuple[Indicator, ...]

    @property
    def judged(self) -> tuple[ScorePart, ...]:
        """Return the lines that have a score."""
        return tuple(part for part in self.parts if part.score is not None)


def place_scores(rows: Iterable[Row], registry: Registry) -> dict[str, Standing]:
    """Return the score of each place with a row; `rows` are those that speak for their chains.

    Of an indicator's rows those count that stand: of the nearest year not over, else of the last.
    """
    pairs: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        of_place = pairs.setdefault(row.place.place_id, {})
        of_place.setdefault(row.indicator.indicator_id, []).append(row)
    return {
        place_id: _standing([row for group in groups.values() for row in standing(group)], registry)
        for place_id, groups in pairs.items()
    }


def standing(rows: Sequence[Row]) -> list[Row]:
    """Return of the rows of a place and indicator those of the nearest year that is not over.

    Where all are over it is the last year; several plans may aim at the same year.
    """
    reached = max((row.period for row in rows if row.period is not None), default=0)
    years = [row.target.year or 0 for row in rows]
    chosen = min((year for year in years if year >= reached), default=max(years))
    return [row for row in rows if (row.target.year or 0) == chosen]


def _standing(rows: Sequence[Row], registry: Registry) -> Standing:
    of_target = {row.target.target_id: row for row in rows}
    found: Composite = composite([_item(row) for row in rows], registry.least_coverage)
    return Standing(
        place=rows[0].place,
        score=found.score,
        coverage=found.coverage,
        parts=tuple(ScorePart(of_target[one.key], one.weight, one.score) for one in found.parts),
        missing=tuple(registry.indicators[key] for key in found.missing),
    )


def _item(row: Row) -> Item:
    return Item(
        key=row.target.target_id, indicator_id=row.indicator.indicator_id,
        weight=row.indicator.weight, kind=row.target.kind, status=row.status, cause=row.cause,
        level_completion=row.level_completion, distance_completion=row.distance_completion,
        schedule_completion=row.schedule_completion,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Improvement:
    """How the gap to the schedule changed between two years that have values of their own.

    `points` is positive where the gap closed; where there are not two such years it is None and
    `reason` says why: no_gap (a target met or not), one_year, no_year.
    """

    points: float | None
    since: int | None = None
    until: int | None = None
    reason: str = ""


def improvement(row: Row, pasts: Sequence[Past]) -> Improvement:
    """Return the change of the gap points between the last two years that have them.

    Gap points exist only where the value can be compared with the base, so both years are of one
    series.
    """
    if row.target.kind in _WITHOUT_GAP:
        return Improvement(None, reason="no_gap")
    known = [(past.year, past.gap_points) for past in pasts if past.gap_points is not None]
    if len(known) < 2:
        return Improvement(None, reason="one_year" if known else "no_year")
    (since, before), (until, after) = known[-2:]
    return Improvement(after - before, since, until)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One line of a ranking: a row with its improvement, past statuses and latest value.

    `latest` is None where the row itself rests on the latest value, or on several of them.
    """

    row: Row
    improvement: Improvement
    pasts: tuple[Past, ...]
    latest: Cell | None

    @property
    def level(self) -> float | None:
        """Return the latest value, or what yearly values amount to."""
        return self.latest.observation.value if self.latest else self.row.actual

    @property
    def is_over(self) -> bool:
        """Return whether there are values of years after the target's."""
        seen = self.latest.observation.period if self.latest else self.row.period
        return (self.row.target.year or 0) < (seen or 0)


def latest_of(row: Row, cells: Mapping[tuple[str, str], Cell]) -> Cell | None:
    """Return the latest value of a row's place and scope where the row does not rest on it."""
    found = cells.get((row.place.place_id, row.target.scope))
    if found is None or row.adds_up or found.observation == row.observation:
        return None
    return found


def ranking(
    rows: Iterable[Row],
    histories: Histories,
    cells: Iterable[Cell] = (),
    *,
    sort: str = "gap",
) -> list[Ranked]:
    """Return the rows in the order of `sort`, those that have no such number last.

    gap: the furthest behind its own target first; improvement: what caught up most first; level:
    the best latest value first. `cells` are the latest values of the indicator.
    """
    latest = {(cell.place.place_id, cell.observation.scope): cell for cell in cells}
    lines = [
        Ranked(row, improvement(row, pasts), tuple(pasts), latest_of(row, latest))
        for row in rows
        for pasts in [histories.get(row.target.target_id, ())]
    ]
    return sorted(lines, key=lambda line: _rank(line, sort))


def _rank(line: Ranked, sort: str) -> tuple[bool, float, str, int]:
    row = line.row
    place = (row.place.place_id, row.target.year or 0)
    match sort:
        case "improvement":
            points = line.improvement.points
            number = None if points is None else -points
        case "level":
            sign = 1 if row.indicator.direction == "down" else -1
            number = None if line.level is None else sign * line.level
        case _:
            # 控制数用得慢不是落后，保持类没有进度：不按进度差排。
            number = None if row.target.kind in _WITHOUT_GAP else row.gap_points
    return (number is None, number or 0.0, *place)
