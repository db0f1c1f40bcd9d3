"""Targets and published values as the columns that judgement reads.

The registry's facts (direction, decimals, bands, path) are joined here and nowhere else.
Pure: no file, clock or table.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from etl.domain.columns import (
    ADDED_UP,
    BEFORE_BREAK,
    KINDS,
    OPERATORS,
    Ints,
    ObservationColumns,
    TargetColumns,
    series_number,
)
from etl.domain.paths import METHODS
from etl.domain.periods import day_number, last_day, time_of
from etl.domain.published import TRUSTS, Published, printed_decimals
from etl.domain.records import Indicator, Registry, Target

_SERIES = ("before_2020", "since_2020")
_FLOW = "annual_flow"
# These start from nothing and do not depend on a census.
_FROM_NOTHING = (_FLOW, *ADDED_UP)
_NO_CENSUS = (*_FROM_NOTHING, "milestone")
_NO_PROFILE = np.full(13, np.nan)


def near_end(target: Target, direction: str) -> float:
    """Return the end of a range that is to be reached: the low one where more is better."""
    if target.value_high is None or direction == "up":
        return target.value
    return target.value_high


def _far_end(target: Target, indicator: Indicator) -> float | None:
    if target.value_high is None or not indicator.strict_range:
        return None
    return target.value_high if indicator.direction == "up" else target.value


def half_step(indicator: Indicator, registry: Registry) -> float:
    """Return half a unit of the last published digit, in the base unit."""
    scales = registry.units[indicator.unit].scales
    factor = scales.get(indicator.display_unit or "", 1.0)
    return float(0.5 * 10.0**-indicator.decimals * factor)


def _base_step(target: Target, registry: Registry) -> float | None:
    """Return half a unit of the last digit the plan prints: 53.7 may stand for 53.73."""
    if target.base is None:
        return None
    indicator = registry.indicators[target.indicator_id]
    factor = registry.units[indicator.unit].scales.get(indicator.display_unit or "", 1.0)
    decimals = len(f"{target.base / factor:.10g}".partition(".")[2])
    return float(0.5 * 10.0 ** -min(decimals, indicator.decimals) * factor)


def target_columns(
    targets: Sequence[Target], registry: Registry, series_of: Callable[[Target], int]
) -> TargetColumns:
    """Return one row for each target given, in their order.

    `series_of` returns the number that `series_number` gives the target's indicator, place, scope.
    A yearly flow starts from nothing in the year before and does not depend on a census.
    """
    pairs = [(target, registry.indicators[target.indicator_id]) for target in targets]
    indicators = [one for _, one in pairs]
    steps = {key: half_step(one, registry) for key, one in registry.indicators.items()}
    bands = [registry.bands_of(target.indicator_id, target.nature) for target in targets]
    chains: dict[str, int] = {}
    return TargetColumns(
        series=np.array([series_of(target) for target in targets], dtype=np.int64),
        chain=_ints([chains.setdefault(one.chain_id, len(chains)) for one in targets]),
        year=_floats([target.year for target in targets]),
        value=_floats([near_end(target, one.direction) for target, one in pairs]),
        kind=_small([KINDS.index(target.kind) for target in targets]),
        operator=_small([OPERATORS.index(target.operator) for target in targets]),
        direction=_floats([-1 if one.direction == "down" else 1 for one in indicators]),
        base=_floats([0 if one.kind in _FROM_NOTHING else one.base for one in targets]),
        base_year=_floats([_base_year(target) for target in targets]),
        census_based=_truths(
            [one.census_based and aim.kind not in _NO_CENSUS for aim, one in pairs]
        ),
        half_step=_floats([steps[target.indicator_id] for target in targets]),
        base_step=_floats([_base_step(target, registry) for target in targets]),
        ahead=_floats([band.ahead for band in bands]),
        on_track=_floats([band.on_track for band in bands]),
        behind=_floats([band.behind for band in bands]),
        approximate=np.full(len(targets), registry.approximate),
        method=_small([METHODS.index(one.path) for one in indicators]),
        ceiling=_floats([one.ceiling for one in indicators]),
        far=_floats([_far_end(target, one) for target, one in pairs]),
        stretch=_truths([target.stretch for target in targets]),
        running=_truths([one.running_total for one in indicators]),
        profile=_profiles(indicators),
    )


def _profiles(indicators: Sequence[Indicator]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return the cumulative shares from 0 on of each, no column where none has a profile."""
    if not any(one.month_profile for one in indicators):
        return np.zeros((len(indicators), 0))
    return np.array(
        [(0.0, *one.month_profile) if one.month_profile else _NO_PROFILE for one in indicators]
    )


def _base_year(target: Target) -> int | None:
    if target.kind != _FLOW:
        return target.base_year
    return None if target.year is None else target.year - 1


def _floats(values: Sequence[float | None]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    # numpy reads None as nan, which is what the columns call absent.
    return np.array(values, dtype=np.float64)


def _ints(values: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


def _truths(values: Sequence[bool]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.array(values, dtype=bool)


def _small(values: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.int8]]:
    return np.array(values, dtype=np.int8)


def observation_columns(
    published: Published, registry: Registry
) -> tuple[ObservationColumns, Ints]:
    """Return the columns to judge on and the row of `published` behind each, without forecasts."""
    forecast = np.array([one.maturity == "forecast" for one in published.origins], dtype=bool)
    rows = np.flatnonzero(~forecast[published.origin]) if len(published) else _ints([])
    indicator, vintage = published.indicator[rows].astype(np.int64), published.vintage[rows]
    trust = _small([TRUSTS.index(one.trust) for one in published.origins])
    days, times = _dates(published.dates)
    period, as_of = published.period[rows].astype(np.int64), published.as_of[rows]
    place, scope = published.place[rows].astype(np.int64), published.scope[rows].astype(np.int64)
    columns = ObservationColumns(
        series=series_number(indicator, place, scope),
        period=period,
        time=np.where(np.isnan(times[as_of]), period, times[as_of]),
        value=published.value[rows],
        family=_families(registry)[indicator, vintage],
        rank=_small([0, *(one.rank for one in registry.vintages.values())])[vintage],
        decimals=printed_decimals(published.printed)[rows],
        released=days[published.released[rows]],
        trust=trust[published.origin[rows]],
    )
    return columns, rows


def _dates(dates: Sequence[str]) -> tuple[Ints, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Return day numbers and times in years of dates as published; 0 and nan for an empty one."""
    days = _ints([day_number(date) for date in dates])
    times = _floats([None if last_day(date) is None else time_of(0, date) for date in dates])
    return days, times


def _families(registry: Registry) -> np.ndarray[tuple[int, int], np.dtype[np.int8]]:
    """Return the family by number of indicator and of vintage, both from 1."""
    table = np.zeros((len(registry.indicators) + 1, len(registry.vintages) + 1), dtype=np.int8)
    series = [BEFORE_BREAK + _SERIES.index(one.series) for one in registry.vintages.values()]
    for number, indicator in enumerate(registry.indicators.values(), 1):
        if indicator.census_based:
            table[number, 1:] = series
    return table
