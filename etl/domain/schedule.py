"""The `schedule` rule (序时进度): the share of the distance covered against the share due.

q = (y - y0) / (yT - y0), tau = (expected(t) - y0) / (yT - y0), g = 100 (q - tau). The bands of g
are published ones of a municipal commission and live in the registry. Rates that compound are
judged in the same way: a reduction on its compounding path, average growth on its index.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from etl.domain.columns import (
    CAUSES,
    KINDS,
    OPERATORS,
    STATUSES,
    Bools,
    Columns,
    Floats,
    Ints,
    Small,
    TargetColumns,
)
from etl.domain.compound import change_due, change_of, rate_needed
from etl.domain.paths import required
from etl.domain.profile import share_due

_STATUS = {status: number for number, status in enumerate(STATUSES)}
_CAUSE = {cause: number for number, cause in enumerate(CAUSES)}
_FLOW, _FLOOR, _CAP = (KINDS.index(kind) for kind in ("annual_flow", "floor", "cap"))
_REDUCTION, _GROWTH = (KINDS.index(kind) for kind in ("cumulative_reduction", "average_growth"))
_MILESTONE = KINDS.index("milestone")
_LOWER = [OPERATORS.index(">="), OPERATORS.index(">")]
_UPPER = [OPERATORS.index("<="), OPERATORS.index("<")]
_STRICT = [OPERATORS.index(">"), OPERATORS.index("<")]
_ABOUT = OPERATORS.index("~")
_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Standing(Columns):
    """Where each target stands: the actual used and its time (nan: none), the start of the path's
    segment, whether actual and base are comparable, whether it waits for a nearer milestone, and
    whether a year is missing among those to be put together."""

    actual: Floats
    time: Floats
    start: Floats
    start_year: Floats
    comparable: Bools
    later: Bools
    missing: Bools


@dataclass(frozen=True, slots=True)
class Verdict(Columns):
    """The numbers of AssessmentColumns that judgement decides."""

    expected: Floats
    gap: Floats
    level_completion: Floats
    distance_completion: Floats
    schedule_completion: Floats
    gap_points: Floats
    needed_per_year: Floats
    acceleration: Floats
    status: Small
    cause: Small


def sense(targets: TargetColumns) -> Floats:
    """Return +1 where a value at or above the target meets it, -1 where one at or below does.

    What the plan writes (不低于, 以内, a floor, a cap) goes before the indicator's direction.
    """
    upward = targets.direction.copy()
    upward[np.isin(targets.operator, _LOWER) | (targets.kind == _FLOOR)] = 1.0
    upward[np.isin(targets.operator, _UPPER) | (targets.kind == _CAP)] = -1.0
    return upward


def meets(targets: TargetColumns, actual: Floats) -> Bools:
    """Return where the actual meets the target's level; 左右 allows its tolerance, 超过 is strict."""
    slack = np.where(targets.operator == _ABOUT, targets.approximate * np.abs(targets.value), 0.0)
    over = (actual - targets.value) * sense(targets)
    noise = _NOISE * np.maximum(1.0, np.abs(targets.value))
    met = np.where(np.isin(targets.operator, _STRICT), over > noise, over >= -slack - noise)
    return np.asarray(met & ~_beyond_range(targets, actual))


def _beyond_range(targets: TargetColumns, actual: Floats) -> Bools:
    """Return where the end of a range that may not be passed was passed."""
    noise = _NOISE * np.maximum(1.0, np.abs(targets.far))
    return np.asarray((actual - targets.far) * sense(targets) > noise)


def judge(targets: TargetColumns, standing: Standing) -> Verdict:
    """Return the verdict of the schedule rule on every target; all arrays have one length."""
    growth = targets.kind == _GROWTH
    if not growth.any():
        return _judge(targets, standing)
    verdict = _judge(*_as_index(targets, standing, growth))
    # 平均增速按指数评估，展示的仍是增速。
    known = growth & np.isfinite(verdict.expected)
    return replace(
        verdict,
        expected=np.where(known, targets.value, verdict.expected),
        gap=np.where(growth, standing.actual - np.where(known, targets.value, np.nan), verdict.gap),
        level_completion=np.where(growth, _level(targets, standing), verdict.level_completion),
    )


def _as_index(
    targets: TargetColumns, standing: Standing, growth: Bools
) -> tuple[TargetColumns, Standing]:
    """Return the same with average growth as the growth of an index since the base year."""
    span, years = targets.year - targets.base_year, standing.time - targets.base_year
    aim, done = change_of(targets.value, span), change_of(standing.actual, years)
    return (
        replace(targets, value=np.where(growth, aim, targets.value)),
        replace(standing, actual=np.where(growth, done, standing.actual)),
    )


def _judge(targets: TargetColumns, standing: Standing) -> Verdict:
    with np.errstate(divide="ignore", invalid="ignore"):
        met = meets(targets, standing.actual)
        # 平均增速在期末之前都可能被以后的年份拉低，不算提前实现。
        met &= (targets.kind != _GROWTH) | (standing.time >= targets.year)
        expected = _expected(targets, standing)
        distance = targets.value - targets.base
        pathless = _pathless(targets)
        sound = standing.comparable & (distance * sense(targets) > 0) & ~pathless
        # 上限有基期时是一笔额度：不设轨迹，但用得比时间快要预警。
        sound |= standing.comparable & (distance > 0) & (targets.kind == _CAP)
        sound &= (standing.time > targets.base_year) & (targets.year > targets.base_year)
        expected = np.where(sound & ~standing.later, expected, np.nan)
        done = 100.0 * (standing.actual - targets.base) / np.where(sound, distance, np.nan)
        due = 100.0 * (expected - targets.base) / distance
        points = done - due
        needed, pace = _needed(targets, standing, met)
        # 上限没有原定的速度可比：超了额度只有要退回多少，没有“加快倍数”。
        acceleration = np.where(sound & ~pathless, needed / pace, np.nan)
    status, cause = _settle(targets, standing, met, done, points)
    return Verdict(
        expected=expected,
        gap=standing.actual - expected,
        level_completion=_level(targets, standing),
        distance_completion=done,
        schedule_completion=due,
        gap_points=points,
        needed_per_year=needed,
        acceleration=acceleration,
        status=status,
        cause=cause,
    )


def _level(targets: TargetColumns, standing: Standing) -> Floats:
    return 100.0 * standing.actual / np.where(targets.value == 0, np.nan, targets.value)


def _pathless(targets: TargetColumns) -> Bools:
    """Return which targets are met or not, without a path that leads to them."""
    return np.isin(targets.kind, (_FLOOR, _CAP, _MILESTONE))


def _compounding(targets: TargetColumns) -> tuple[Ints, Floats]:
    """Return the rows whose rates compound, and -1 for those that state a reduction, else +1."""
    rows = np.flatnonzero((targets.kind == _REDUCTION) | (targets.kind == _GROWTH))
    falls = (targets.kind[rows] == _REDUCTION) & (targets.value[rows] >= 0)
    return rows, np.where(falls, -1.0, 1.0)


def _expected(targets: TargetColumns, standing: Standing) -> Floats:
    time = np.minimum(standing.time, targets.year)
    share = (time - standing.start_year) / (targets.year - standing.start_year)
    share = share_due(targets, time, share)
    expected = required(targets.method, standing.start, targets.value, share, targets.ceiling)
    rows, sign = _compounding(targets)
    if len(rows):
        years = time[rows] - targets.base_year[rows]
        span = targets.year[rows] - targets.base_year[rows]
        expected[rows] = sign * change_due(sign * targets.value[rows], years, span)
    return expected


def _needed(targets: TargetColumns, standing: Standing, met: Bools) -> tuple[Floats, Floats]:
    """Return the change per year that is still needed, and the one that was needed at first."""
    # 年度任务当年结清、事件只有办成没办成，没有“此后年均”可言。
    single = (targets.kind == _FLOW) | (targets.kind == _MILESTONE)
    settled = met | (standing.time >= targets.year) | single
    left = np.where(settled, np.nan, targets.year - standing.time)
    span = targets.year - targets.base_year
    needed = (targets.value - standing.actual) / left
    pace = (targets.value - targets.base) / span
    rows, sign = _compounding(targets)
    if len(rows):
        aim, done = sign * targets.value[rows], sign * standing.actual[rows]
        needed[rows] = sign * rate_needed(aim, done, left[rows])
        pace[rows] = sign * change_due(aim, np.ones(len(rows)), span[rows])
    return needed, pace


def _settle(
    targets: TargetColumns, standing: Standing, met: Bools, done: Floats, points: Floats
) -> tuple[Small, Small]:
    """Return status and cause; of several that hold, the later line below decides."""
    rounding = _rounding(targets)
    points = np.where((points < 0) & (points >= -rounding), 0.0, points)
    status = _band(targets, points)
    status[done < -rounding] = _STATUS["reversing"]
    cause = np.zeros(len(targets), dtype=np.int8)

    def mark(rows: Bools, state: str, why: str = "") -> None:
        status[rows] = _STATUS[state]
        cause[rows] = _CAUSE[why]

    pathless, over = _pathless(targets), standing.time >= targets.year
    beyond = (targets.value - targets.base) * sense(targets) <= 0
    mark(~np.isfinite(points), "unknown", "path_undefined")
    fallen = (standing.actual - targets.base) * sense(targets) < -targets.half_step
    growth = targets.kind == _GROWTH
    mark(beyond & ~growth, "unknown", "base_beyond_target")
    mark(beyond & ~growth & fallen, "reversing", "base_beyond_target")
    mark(~standing.comparable, "unknown", "not_comparable")
    mark(_lacks_base(targets), "unknown", "no_base")
    mark(pathless & ~met, "behind")
    mark(pathless & met, "on_track")
    mark((targets.kind == _CAP) & met & (points > rounding), "behind", "allowance_early")
    past = _beyond_range(targets, standing.actual)
    mark(past, "behind", "beyond_range")
    mark(~met & over, "missed")
    mark(past & over, "missed", "beyond_range")
    mark((targets.kind == _CAP) & ~met, "missed")
    mark(met & (~pathless | over), "achieved")
    mark(standing.time <= targets.base_year, "unknown", "no_later_actual")
    _settle_events(targets, standing, met, mark)
    _settle_unknown(targets, standing, mark)
    mark(standing.later & ~met, "not_due", "later_year")
    mark(~np.isfinite(targets.year), "unknown", "no_year")
    return status, cause


def _settle_unknown(targets: TargetColumns, standing: Standing, mark: Callable[..., None]) -> None:
    """Mark what has no number to be judged on: none published, none comparable, no total of years."""
    known = np.isfinite(standing.time)
    mark(standing.missing, "unknown", "years_missing")
    nothing = (
        ~np.isfinite(standing.actual) & ~standing.missing & ~(standing.time <= targets.base_year)
    )
    mark(nothing, "unknown", "no_actual")
    # 有数值而没有合计：不知从哪一年起累计，或者连乘到了零以下。
    mark(nothing & known, "unknown", "path_undefined")
    mark(nothing & known & _lacks_base(targets), "unknown", "no_base")
    unfit = (targets.kind == _GROWTH) & ~np.isfinite(targets.value) & ~_lacks_base(targets)
    mark(unfit, "unknown", "path_undefined")
    mark(nothing & ~standing.comparable, "unknown", "not_comparable")
    backward = ~_pathless(targets) & (targets.year <= targets.base_year) & known
    mark(backward, "unknown", "year_before_base")


def _lacks_base(targets: TargetColumns) -> Bools:
    return ~np.isfinite(targets.base) | ~np.isfinite(targets.base_year)


def _rounding(targets: TargetColumns) -> Floats:
    """Return the shortfall in points that is none: half a unit of the last digit published."""
    with np.errstate(divide="ignore", invalid="ignore"):
        rounding = 100.0 * targets.half_step / np.abs(targets.value - targets.base)
    return np.where(targets.kind == _GROWTH, 0.0, rounding)


def _settle_events(
    targets: TargetColumns, standing: Standing, met: Bools, mark: Callable[..., None]
) -> None:
    """Mark events: done in time, done late, not done, or still to come."""
    event = targets.kind == _MILESTONE
    if not event.any():
        return
    over = standing.time >= targets.year
    mark(event & ~met & ~over, "not_due", "under_way")
    mark(event & ~met & ~over & (standing.actual <= 0), "not_due", "not_started")
    mark(event & ~met & over, "missed")
    mark(event & met, "achieved")
    mark(event & met & (standing.time > targets.year), "missed", "done_late")


def _band(targets: TargetColumns, points: Floats) -> Small:
    """Return the status of a gap; whoever keeps the schedule (g = 0) is on track in every band."""
    status = np.full(len(points), _STATUS["far_behind"], dtype=np.int8)
    status[points >= targets.behind - _NOISE] = _STATUS["behind"]
    status[(points > targets.on_track + _NOISE) | (points >= -_NOISE)] = _STATUS["on_track"]
    status[points >= targets.ahead - _NOISE] = _STATUS["ahead"]
    return status
