"""Chains put together from rows: the required path of a chain, the small chart of a place."""

from collections.abc import Mapping, Sequence

from dashboard.records import Chain, Panel, Point, Row
from etl.domain.build import near_end
from etl.domain.paths import chain_path
from etl.domain.records import Place
from etl.errors import PathUndefined


def panel_of(place: Place, chain: Chain | None, points: tuple[Point, ...]) -> Panel:
    """Return the small chart of a place: its chain, or its values where it has none."""
    if chain is None:
        return Panel(place, points, (), {}, None)
    return Panel(place, chain.points, chain.rows, chain.path, chain.current)


def path_of(rows: Sequence[Row]) -> Mapping[int, float]:
    """Return the required value by year; empty where there is no base or no such path."""
    aim, indicator = rows[0].target, rows[0].indicator
    wanted = {one.target.year: near_end(one.target, indicator.direction) for one in rows}
    knots = {year: value for year, value in wanted.items() if year is not None}
    if aim.kind == "annual_flow":
        knots = {year - 1: 0.0 for year in knots} | knots
    elif aim.base is not None and aim.base_year is not None and aim.kind in ("level", "range"):
        knots[aim.base_year] = aim.base
    else:
        return {}
    try:
        return chain_path(rows[0].indicator.path, knots, rows[0].indicator.ceiling)
    except PathUndefined:
        return {}
