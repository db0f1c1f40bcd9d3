"""The `schedule` rule (序时进度): the share of the distance covered against the share due.

q = (y - y0) / (yT - y0), tau = (expected(t) - y0) / (yT - y0), g = 100 (q - tau). The bands of g
are published ones of a municipal commission and live in the registry.
"""

from dataclasses import dataclass

import numpy as np

from etl.domain.columns import (
    CAUSES,
    KINDS,
    OPERATORS,
    STATUSES,
    Bools,
    Columns,
    Floats,
    Small,
    TargetColumns,
)
from etl.domain.paths import required

_STATUS = {status: number for number, status in enumerate(STATUSES)}
_CAUSE = {cause: number for number, cause in enumerate(CAUSES)}
_FLOW, _FLOOR, _CAP = (KINDS.index(kind) for kind in ("annual_flow", "floor", "cap"))
_LOWER = [OPERATORS.index(">="), OPERATORS.index(">")]
_UPPER = [OPERATORS.index("<="), OPERATORS.index("<")]
_STRICT = [OPERATORS.index(">"), OPERATORS.index("<")]
_ABOUT = OPERATORS.index("~")
_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Standing(Columns):
    """Where each target stands: the actual used and its time (nan: none), the start of the path's
    segment, and whether actual and base are comparable."""

    actual: Floats
    time: Floats
    start: Floats
    start_year: Floats
    comparable: Bools
    later: Bools


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
    return np.where(np.isin(targets.operator, _STRICT), over > noise, over >= -slack - noise)


def judge(targets: TargetColumns, standing: Standing) -> Verdict:
    """Return the verdict of the schedule rule on every target; all arrays have one length."""
    with np.errstate(divide="ignore", invalid="ignore"):
        met = meets(targets, standing.actual)
        expected = _expected(targets, standing)
        distance = targets.value - targets.base
        pathless = (targets.kind == _FLOOR) | (targets.kind == _CAP)
        sound = standing.comparable & (distance * sense(targets) > 0) & ~pathless
        # 上限有基期时是一笔额度：不设轨迹，但用得比时间快要预警。
        sound |= standing.comparable & (distance > 0) & (targets.kind == _CAP)
        sound &= standing.time > targets.base_year
        expected = np.where(sound & ~standing.later, expected, np.nan)
        done = 100.0 * (standing.actual - targets.base) / np.where(sound, distance, np.nan)
        due = 100.0 * (expected - targets.base) / distance
        points = done - due
        # 年度任务当年结清，没有“此后年均”可言。
        settled = met | (standing.time >= targets.year) | (targets.kind == _FLOW)
        left = np.where(settled, np.nan, targets.year - standing.time)
        needed = (targets.value - standing.actual) / left
        pace = distance / (targets.year - targets.base_year)
        acceleration = np.where(sound, needed / pace, np.nan)
        level = 100.0 * standing.actual / np.where(targets.value == 0, np.nan, targets.value)
    status, cause = _settle(targets, standing, met, done, points)
    return Verdict(
        expected=expected,
        gap=standing.actual - expected,
        level_completion=level,
        distance_completion=done,
        schedule_completion=due,
        gap_points=points,
        needed_per_year=needed,
        acceleration=acceleration,
        status=status,
        cause=cause,
    )


def _expected(targets: TargetColumns, standing: Standing) -> Floats:
    time = np.minimum(standing.time, targets.year)
    share = (time - standing.start_year) / (targets.year - standing.start_year)
    return required(targets.method, standing.start, targets.value, share, targets.ceiling)


def _settle(
    targets: TargetColumns, standing: Standing, met: Bools, done: Floats, points: Floats
) -> tuple[Small, Small]:
    """Return status and cause; of several that hold, the later line below decides."""
    # 四舍五入半个末位以内的差额不算差额。
    with np.errstate(divide="ignore", invalid="ignore"):
        rounding = 100.0 * targets.half_step / np.abs(targets.value - targets.base)
    points = np.where((points < 0) & (points >= -rounding), 0.0, points)
    status = _band(targets, points)
    status[done < -rounding] = _STATUS["reversing"]
    cause = np.zeros(len(targets), dtype=np.int8)

    def mark(rows: Bools, state: str, why: str = "") -> None:
        status[rows] = _STATUS[state]
        cause[rows] = _CAUSE[why]

    pathless = (targets.kind == _FLOOR) | (targets.kind == _CAP)
    no_base = ~np.isfinite(targets.base) | ~np.isfinite(targets.base_year)
    beyond = (targets.value - targets.base) * sense(targets) <= 0
    mark(~np.isfinite(points), "unknown", "path_undefined")
    fallen = (standing.actual - targets.base) * sense(targets) < -targets.half_step
    mark(beyond, "unknown", "base_beyond_target")
    mark(beyond & fallen, "reversing", "base_beyond_target")
    mark(~standing.comparable, "unknown", "not_comparable")
    mark(no_base, "unknown", "no_base")
    mark(pathless & ~met, "behind")
    mark(pathless & met, "on_track")
    mark((targets.kind == _CAP) & met & (points > rounding), "behind", "allowance_early")
    mark(~met & (standing.time >= targets.year), "missed")
    mark((targets.kind == _CAP) & ~met, "missed")
    mark(met & (~pathless | (standing.time >= targets.year)), "achieved")
    mark(standing.time <= targets.base_year, "unknown", "no_later_actual")
    mark(~np.isfinite(standing.actual), "unknown", "no_actual")
    mark(~np.isfinite(standing.actual) & ~standing.comparable, "unknown", "not_comparable")
    mark(standing.later & ~met, "not_due", "later_year")
    mark(~np.isfinite(targets.year), "unknown", "no_year")
    return status, cause


def _band(targets: TargetColumns, points: Floats) -> Small:
    """Return the status of a gap; whoever keeps the schedule (g = 0) is on track in every band."""
    status = np.full(len(points), _STATUS["far_behind"], dtype=np.int8)
    status[points >= targets.behind - _NOISE] = _STATUS["behind"]
    status[(points > targets.on_track + _NOISE) | (points >= -_NOISE)] = _STATUS["on_track"]
    status[points >= targets.ahead - _NOISE] = _STATUS["ahead"]
    return status
