"""The schedule rule a second time, slowly and from the written method: one target, no arrays."""

import calendar
from collections.abc import Sequence
from datetime import date

from etl.domain.records import Observation, Target
from tests.etl.domain.build import INDICATORS, REGISTRY

TRUST = "CBA"


def time_of(one: Observation) -> float:
    """Return the time of a value whose as_of is empty or a full day."""
    if not one.as_of:
        return float(one.period)
    day = date.fromisoformat(one.as_of)
    return day.year - 1 + day.timetuple().tm_yday / (365 + calendar.isleap(day.year))


def series_of(one: Observation) -> str:
    if not INDICATORS[one.indicator_id].census_based:
        return "one"
    return REGISTRY.vintages[one.vintage].series


def best(rows: Sequence[Observation], series: str) -> Observation | None:
    """Return the preferred of the values of one year."""
    return max(
        rows,
        key=lambda one: (
            series_of(one) == series, time_of(one), REGISTRY.vintages[one.vintage].rank,
            len(one.printed.partition(".")[2]), one.released_on, TRUST.index(one.trust),
        ),
        default=None,
    )  # fmt: skip


def base_series(target: Target, rows: Sequence[Observation]) -> str:
    """Return the series of the published value that the plan's base repeats, else of its year."""
    if not INDICATORS[target.indicator_id].census_based:
        return "one"
    if target.base is None or target.base_year is None:
        return "none"
    own = [one for one in rows if one.period == target.base_year]
    for series in ("since_2020", "before_2020"):
        found = best([one for one in own if series_of(one) == series], series)
        decimals = min(2, len(f"{target.base:.10g}".partition(".")[2]))
        if found and abs(found.value - target.base) <= 0.5 * 10.0**-decimals + 1e-9:
            return series
    return "since_2020" if target.base_year >= 2020 else "before_2020"


def meets(target: Target, value: float) -> bool:
    up = INDICATORS[target.indicator_id].direction == "up"
    aim, near = target.value, 1e-9 * max(1.0, abs(target.value))
    if target.operator in (">=", "<="):
        up = target.operator == ">="
    if target.operator == ">":
        return value > aim + near
    if target.operator == "<":
        return value < aim - near
    slack = 0.02 * abs(aim) if target.operator == "~" else 0.0
    return value >= aim - slack - near if up else value <= aim + slack + near


def upward(target: Target) -> int:
    if target.operator in (">", ">="):
        return 1
    if target.operator in ("<", "<="):
        return -1
    return 1 if INDICATORS[target.indicator_id].direction == "up" else -1


def actual_of(target: Target, rows: Sequence[Observation]) -> Observation | None:
    """Return the value a target is judged on: the latest, of a finished one that of its own year."""
    if not rows:
        return None
    series = base_series(target, rows)
    last = max(one.period for one in rows)
    found = best([one for one in rows if one.period == last], series)
    assert found and target.year is not None
    if time_of(found) <= target.year:
        return found
    first = min(one.period for one in rows if one.period >= target.year)
    own = best([one for one in rows if one.period == first], series)
    assert own
    if time_of(own) < target.year:  # 目标年只公布了半年数，不作全年看
        first = min(one.period for one in rows if one.period > target.year)
        own = best([one for one in rows if one.period == first], series)
        assert own
    comparable = series_of(own) == series or target.base is None
    return own if first == target.year or comparable else None


def status_of(target: Target, observations: Sequence[Observation]) -> tuple[str, float | None]:
    """Return status and gap points of a level target with a linear path (None: no distance)."""
    rows = [one for one in observations if one.maturity != "forecast"]
    if target.year is None:
        return "unknown", None
    found = actual_of(target, rows)
    if found is None:
        return "unknown", None
    time, base, base_year = time_of(found), target.base, target.base_year
    if base_year is not None and time <= base_year:
        return "unknown", None
    comparable = base is None or series_of(found) == base_series(target, rows)
    points = None
    ahead_of_base = base is not None and (target.value - base) * upward(target) > 0
    if comparable and ahead_of_base and base_year is not None:
        points = gap_points(target, found.value, min(time, target.year))
    if meets(target, found.value):
        return "achieved", points
    if time >= target.year:
        return "missed", points
    if base is None or base_year is None or not comparable:
        return "unknown", None
    if points is None:
        fallen = (found.value - base) * upward(target) < -0.005
        return ("reversing" if fallen else "unknown"), None
    return band(target, found.value, points), points


def gap_points(target: Target, value: float, time: float) -> float:
    assert target.base is not None and target.base_year is not None and target.year is not None
    done = (value - target.base) / (target.value - target.base)
    due = (time - target.base_year) / (target.year - target.base_year)
    return 100 * (done - due)


def band(target: Target, value: float, points: float) -> str:
    assert target.base is not None
    distance = target.value - target.base
    tolerance = 100 * 0.005 / abs(distance)
    if 100 * (value - target.base) / distance < -tolerance:
        return "reversing"
    shortfall = 0.0 if -tolerance <= points < 0 else points
    if shortfall >= 5:
        return "ahead"
    if shortfall < -30:
        return "far_behind"
    if target.nature == "binding":
        return "on_track" if shortfall >= 0 else "behind"
    return "on_track" if shortfall > -10 else "behind"
