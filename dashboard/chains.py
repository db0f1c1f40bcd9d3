"""Chains put together from rows: the required path of a chain, its unbroken runs, its small chart."""

from collections.abc import Iterable, Mapping, Sequence

from dashboard.records import Chain, Panel, Point, Row
from etl.domain.build import near_end
from etl.domain.paths import chain_path
from etl.domain.records import Place
from etl.errors import PathUndefined

# Totals that are published as such and grow evenly; rates compound and have no drawn path.
_TOTALS = ("cumulative", "backlog")


def panel_of(place: Place, chain: Chain | None, points: tuple[Point, ...]) -> Panel:
    """Return the small chart of a place: its chain, or its values where it has none."""
    if chain is None:
        return Panel(place, points, (), {}, None)
    return Panel(place, chain.points, chain.rows, chain.path, chain.current)


def path_of(rows: Sequence[Row]) -> Mapping[int, float]:
    """Return the required value by year; empty where no target is judged along a path.

    Where a yearly task ends and the next begins from nothing, it is what the first asks for.
    """
    path: dict[int, float] = {}
    for row, start in _starts(rows):
        knots = dict([start, (row.target.year or 0, _goal(row))])
        try:
            path = chain_path(row.indicator.path, knots, row.indicator.ceiling) | path
        except PathUndefined:
            continue
    return dict(sorted(path.items()))


def legs_of(rows: Sequence[Row], path: Mapping[int, float]) -> list[dict[int, float]]:
    """Return the pieces of a path, each the required value by year from its start to its target."""
    legs = []
    for row, (first, value) in _starts(rows):
        # 没有定义的一段，一年也不在轨迹里。
        if first + 1 in path:
            years = range(first + 1, (row.target.year or 0) + 1)
            legs.append({first: value} | {year: path[year] for year in years})
    return legs


def is_along_path(row: Row) -> bool:
    """Return whether a row was judged on what a path asks; a cap has none, though it may be used up
    faster than time goes by."""
    return row.expected is not None and row.gap is not None and row.target.kind != "cap"


def _starts(rows: Sequence[Row]) -> list[tuple[Row, tuple[int, float]]]:
    """Return the targets a path leads to, by year, with year and value each piece of it starts from.

    As judgement has them (etl.domain.selection.previous_milestone, schedule): a piece starts at the
    milestone before, at the base where that is later, a yearly task or a total from nothing. Targets
    without a path (a bound, an event, no base, a base beyond the target) have no piece.
    """
    aims = _one_a_year(rows)
    starts = [(row, _start(row, before)) for before, row in zip([None, *aims], aims, strict=False)]
    return [(row, start) for row, start in starts if start is not None]


def _one_a_year(rows: Sequence[Row]) -> list[Row]:
    """Return the target of each year that the path runs through: a plain one before a 力争 one, then
    the one nearest to the base."""
    chosen: dict[int, Row] = {}
    order = sorted(rows, key=lambda row: (not row.target.stretch, -_distance(row)))
    for row in order:
        if row.target.year is not None:
            chosen[row.target.year] = row
    return [chosen[year] for year in sorted(chosen)]


def _start(row: Row, before: Row | None) -> tuple[int, float] | None:
    """Return year and value a target's piece of the path starts from, None where it has no path."""
    aim, year = row.target, row.target.year or 0
    if aim.kind == "annual_flow":
        base_year, base = year - 1, 0.0
    elif aim.base_year is None:
        return None
    elif aim.kind in _TOTALS and row.indicator.running_total:
        base_year, base = aim.base_year, 0.0
    elif aim.kind in ("level", "range") and aim.base is not None:
        base_year, base = aim.base_year, aim.base
    else:
        return None
    if year <= base_year or (_goal(row) - base) * _sense(row) <= 0:
        return None
    if before is None or aim.kind == "annual_flow" or (before.target.year or 0) <= base_year:
        return base_year, base
    return before.target.year or 0, _goal(before)


def _goal(row: Row) -> float:
    return near_end(row.target, row.indicator.direction)


def _distance(row: Row) -> float:
    return abs(_goal(row) - (row.target.base or 0.0))


def _sense(row: Row) -> int:
    """Return +1 where a value above the target meets it, else -1; as etl.domain.schedule.sense."""
    bound = row.target.operator[:1]
    return 1 if bound == ">" or (bound != "<" and row.indicator.direction != "down") else -1


def path_runs(rows: Sequence[Row], path: Mapping[int, float]) -> list[list[tuple[float, float]]]:
    """Return a path, year by year, in the pieces that a line may join: each yearly task is its own."""
    return joined(list(leg.items()) for leg in legs_of(rows, path))


def joined(pieces: Iterable[Sequence[tuple[float, float]]]) -> list[list[tuple[float, float]]]:
    """Return pieces of a path, each times with values, one line where one begins as another ends."""
    runs: list[list[tuple[float, float]]] = []
    for piece in pieces:
        if runs and runs[-1][-1] == piece[0]:
            runs[-1] += piece[1:]
        else:
            runs.append(list(piece))
    return runs


def runs_of(points: Iterable[Point]) -> list[list[Point]]:
    """Return points in runs that a line may join: a missing year or a break begins a new one."""
    runs: list[list[Point]] = []
    for point in points:
        if not runs or runs[-1][-1].apart_from(point):
            runs.append([])
        runs[-1].append(point)
    return runs
