"""The forward look at one target: needed pace, own pace, projection, year of arrival, feasibility.

Everything stands on the published year-end values of one vintage series; what another series says
never enters, and nothing is interpolated. It is arithmetic on what was published, no forecast.
Where a number is not defined a cause stands in its place, never nan or infinity. Pure.

Targets that add up (cumulative, cumulative_reduction, backlog) are looked at through their running
total since the base year. Yearly reductions compound: -ln(1 - r/100) adds up where r does not, so
all arithmetic on them is done on that line and its results are given back in percent.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from etl.domain.feasibility import Asked, Feasibility, Peer, feasibility_of
from etl.domain.strength import LEAST_POINTS, PACE_POINTS, Seen, Strength, strength_of

ADDS_UP = ("cumulative", "cumulative_reduction", "backlog")
PATHLESS = ("annual_flow", "floor", "cap", "milestone", "average_growth")
FURTHEST = 50
CONFIDENCE = 0.9
_NOISE, _NOTHING = 1e-9, 1e-13
Track = list[tuple[int, float]]
Slopes = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Aim:
    """The target looked ahead to. `sense` is +1 where a value at or above `value` meets it, else -1.

    `met` and `comparable` are the verdict's; [`low`, `high`] is the possible range of the values;
    with `running_total` a published value is the total since the base year; `broken` is as in
    `strength_of`.
    """

    kind: str
    sense: int
    value: float
    year: int | None
    base: float | None = None
    base_year: int | None = None
    low: float | None = None
    high: float | None = None
    running_total: bool = False
    met: bool = False
    comparable: bool = True
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Pace:
    """Own pace: change a year with its confidence limits, and the years of the values it is of."""

    per_year: float
    low: float
    high: float
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Projection:
    """The value in the target's year at the own pace; `cut` where the possible range cut it off."""

    year: int
    value: float
    low: float
    high: float
    cut: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """The year in which the own pace arrives; None with the cause `never` or `far` (over 50 years)."""

    year: int | None
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forward look; None where a number is absent, and `cause` says why there is no projection.

    `cause` is "", one of PATHLESS, no_year, no_value, not_comparable, no_base_year, years_missing,
    reached, over, lapsed, few_points or undefined. `value` is the latest value, or running total, at the
    end of `year`; paces are changes a year, signed, in the base unit; `acceleration` is `needed`
    over `planned`, the pace from base to target.
    """

    aim: Aim
    cause: str
    year: int | None = None
    value: float | None = None
    needed: float | None = None
    planned: float | None = None
    acceleration: float | None = None
    pace: Pace | None = None
    projection: Projection | None = None
    arrival: Arrival | None = None
    feasibility: Feasibility | None = None
    strength: Strength | None = None


def look_ahead(
    aim: Aim, own: Sequence[Seen], peers: Sequence[Peer] | None, as_of_year: int
) -> Outlook:
    """Return the forward look from `own`, the values of one series, one a year, in any order.

    The last of them is where things stand. Places are compared with `peers`, and not at all where
    that is None or the target adds up: other places' totals began elsewhere. `as_of_year` is the
    year from which the age of the data counts; a target that is over has no data strength.
    """
    values = sorted(own, key=lambda seen: seen.year)
    ahead = bool(values) and (aim.year is None or values[-1].year < aim.year)
    strength = strength_of(values, as_of_year, broken=aim.broken) if ahead else None
    try:
        cause, track = _track(aim, values, as_of_year)
        if cause or aim.year is None:
            return Outlook(aim, cause, strength=strength)
        outlook = _outlook(aim, track, None if aim.kind in ADDS_UP else peers)
    except (OverflowError, ValueError, ZeroDivisionError):
        return Outlook(aim, "undefined", strength=strength)
    return replace(outlook, strength=strength)


def theil_sen(track: Track) -> Slopes:
    """Return the median of all pairwise slopes and its 90% confidence limits, as SciPy gives them.

    Of three or four values the limits are the least and the greatest slope, of five the second
    least and the second greatest. They cover the true slope in 2 of 3 cases with three values and
    in 11 of 12 with four or five (counted over all orders in which errors can come). Raises
    ValueError where a slope is not finite. Source: P. K. Sen, J. Am. Stat. Assoc. 63 (1968), 1379.
    """
    # 读入scipy.stats要近一秒：只有真要推算时才读，别的命令不等它。
    from scipy.stats import theilslopes

    first = track[0][0]
    years = [float(year - first) for year, _ in track]
    values = [value for _, value in track]
    found = theilslopes(values, years, alpha=CONFIDENCE)
    # 两个相反的斜率取平均，可能剩下二进制的零头：不算变动。
    nothing = _NOTHING * max(map(abs, values))
    slope, low, high = (
        0.0 if abs(one) <= nothing else float(one)
        for one in (found.slope, found.low_slope, found.high_slope)
    )
    if not all(map(math.isfinite, (slope, low, high))):
        raise ValueError(track)
    return slope, low, high


def _track(aim: Aim, values: Sequence[Seen], as_of_year: int) -> tuple[str, Track]:
    """Return why there is nothing to look ahead to, or the series as points on a line.

    A target whose year ended before the year of which values come in now has lapsed.
    """
    if aim.kind in PATHLESS:
        return aim.kind, []
    if aim.year is None:
        return "no_year", []
    if aim.met:
        return "reached", []
    if values and values[-1].year >= aim.year:
        return "over", []
    if aim.year < as_of_year - 1:
        return "lapsed", []
    if not values:
        return "no_value", []
    if not aim.comparable:
        return "not_comparable", []
    if aim.kind in ADDS_UP:
        cause, track = _totals(aim, values)
    else:
        cause, track = "", [(seen.year, seen.value) for seen in values]
    if not cause and aim.sense * (_onto_line(aim, aim.value) - track[-1][1]) <= 0:
        return "reached", []
    return cause, track


def _totals(aim: Aim, values: Sequence[Seen]) -> tuple[str, Track]:
    """Return the running total since the base year, which is nothing in the base year itself."""
    if aim.base_year is None:
        return "no_base_year", []
    done = [seen for seen in values if seen.year > (aim.base_year or 0)]
    if not done:
        return "no_value", []
    if not aim.running_total and done[-1].year - aim.base_year != len(done):
        return "years_missing", []
    total, track = 0.0, [(aim.base_year, 0.0)]
    for seen in done:
        amount = _onto_line(aim, seen.value)
        total = amount if aim.running_total else total + amount
        track.append((seen.year, total))
    return "", track


def _onto_line(aim: Aim, value: float) -> float:
    """Return what adds up; a reduction may be printed as 13.5 or as a change of -13.5 percent."""
    if aim.kind != "cumulative_reduction":
        return value
    sign = math.copysign(1.0, aim.value)
    return -sign * math.log1p(-sign * value / 100.0)


def _off_line(aim: Aim, amount: float) -> float:
    if aim.kind != "cumulative_reduction":
        return amount
    sign = math.copysign(1.0, aim.value)
    return -sign * 100.0 * math.expm1(-sign * amount)


def _outlook(aim: Aim, track: Track, peers: Sequence[Peer] | None) -> Outlook:
    assert aim.year is not None
    at, now = track[-1]
    goal = _onto_line(aim, aim.value)
    asked = Asked((goal - now) / (aim.year - at), aim.year - at, aim.sense)
    if not math.isfinite(asked.needed):
        raise ValueError(asked)
    # 合计的起点（基期为零）不是公布值，不计入个数。
    enough = len(track) - (aim.kind in ADDS_UP) >= LEAST_POINTS
    slopes = theil_sen(track[-PACE_POINTS:]) if enough else None
    needed, planned = _off_line(aim, asked.needed), _planned(aim, goal)
    acceleration = needed / planned if planned else None
    if acceleration is not None and not math.isfinite(acceleration):
        raise ValueError(planned)
    return Outlook(
        aim,
        "" if slopes else "few_points",
        year=at,
        value=_off_line(aim, now),
        needed=needed,
        planned=planned,
        acceleration=acceleration,
        pace=_pace(aim, track, slopes) if slopes else None,
        projection=_projection(aim, track[-1], slopes) if slopes else None,
        arrival=_arrival(track[-1], goal, slopes[0], aim.sense) if slopes else None,
        feasibility=_feasibility(aim, asked, track, slopes, peers),
    )


def _planned(aim: Aim, goal: float) -> float | None:
    """Return the pace from base to target; None without a base, or with one beyond the target."""
    base = 0.0 if aim.kind in ADDS_UP else aim.base
    if base is None or aim.base_year is None or aim.year is None or aim.year <= aim.base_year:
        return None
    if aim.sense * (goal - base) <= 0:
        return None
    return _off_line(aim, (goal - base) / (aim.year - aim.base_year))


def _pace(aim: Aim, track: Track, slopes: Slopes) -> Pace:
    middle, low, high = (_off_line(aim, slope) for slope in slopes)
    return Pace(middle, low, high, tuple(year for year, _ in track[-PACE_POINTS:]))


def _projection(aim: Aim, latest: tuple[int, float], slopes: Slopes) -> Projection:
    """Return latest + pace x years; the interval is latest + confidence limits x years.

    The interval knows the uncertainty of the pace alone.
    """
    assert aim.year is not None
    at, now = latest
    free = [_off_line(aim, now + slope * (aim.year - at)) for slope in slopes]
    value, low, high = free if aim.kind in ADDS_UP else [_within(aim, one) for one in free]
    return Projection(aim.year, value, low, high, cut=[value, low, high] != free)


def _within(aim: Aim, value: float) -> float:
    if aim.low is not None:
        value = max(value, aim.low)
    return value if aim.high is None else min(value, aim.high)


def _arrival(latest: tuple[int, float], goal: float, slope: float, sense: int) -> Arrival:
    if slope * sense <= 0:
        return Arrival(None, "never")
    years = (goal - latest[1]) / slope
    if years > FURTHEST * (1 + _NOISE):
        return Arrival(None, "far")
    return Arrival(latest[0] + math.ceil(years * (1 - _NOISE)))


def _feasibility(
    aim: Aim, asked: Asked, track: Track, slopes: Slopes | None, peers: Sequence[Peer] | None
) -> Feasibility:
    found = feasibility_of(asked, track, slopes[0] if slopes else None, peers)
    if aim.kind != "cumulative_reduction":
        return found
    rate, best = _off_line(aim, asked.needed), found.best
    own = _off_line(aim, slopes[0]) if slopes else 0.0
    return replace(
        found,
        ratio=None if found.ratio is None else rate / own,
        best=best and replace(best, per_year=_off_line(aim, best.per_year)),
    )
