"""The schedule rule on one bare series: what `urban judge` and the comparison of rules ask for.

The judgement itself is `assess`; a single series is columns of length one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from etl.domain.assess import assess
from etl.domain.columns import CAUSES, KINDS, OPERATORS, STATUSES, ObservationColumns, TargetColumns
from etl.domain.reason import plain, status_word, why_unknown
from etl.domain.records import Bands


@dataclass(frozen=True, slots=True)
class OneVerdict:
    """A status with its deciding number (gap points, None where there is none) and a sentence."""

    status: str
    gap_points: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Aim:
    """A target on a bare series: its value and year, where it counts from, which way is better."""

    value: float | None
    year: int | None
    base_year: int | None
    direction: str
    bands: Bands


def judge_series(series: Mapping[int, float], aim: Aim) -> OneVerdict:
    """Return the verdict of the schedule rule on the last value of a series.

    The base is the value of the base year, which is the first year where none is given. Values are
    taken as exact: no shortfall is forgiven as rounding.
    """
    if aim.direction not in ("up", "down"):
        return OneVerdict("unknown", None, "序时进度只适用于越高越好或越低越好的指标。")
    if not series:
        return OneVerdict("unknown", None, why_unknown("no_actual"))
    if aim.value is None:
        return OneVerdict("unknown", None, "没有目标值，无法计算序时进度。")
    base_year = min(series) if aim.base_year is None else aim.base_year
    verdict = assess(_target(series.get(base_year), base_year, aim), _values(series))
    status, cause = STATUSES[verdict.status[0]], CAUSES[verdict.cause[0]]
    gap = float(verdict.gap_points[0])
    return OneVerdict(
        status,
        gap if np.isfinite(gap) else None,
        _sentence(status, cause, verdict.distance_completion[0], verdict.schedule_completion[0]),
    )


def _sentence(status: str, cause: str, done: float, due: float) -> str:
    if status == "unknown":
        return why_unknown(cause)
    word = status_word(status)
    if not (np.isfinite(done) and np.isfinite(due)):
        return f"按水平评估，判定为{word}。"
    lead = "快" if done >= due else "落后"
    return (
        f"增量完成率{plain(done, 2)}%，比序时进度{plain(due, 2)}%"
        f"{lead}{plain(abs(done - due), 2)}个百分点，判定为{word}。"
    )


def _floats(value: float | None) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([value], dtype=np.float64)


def _target(base: float | None, base_year: int, aim: Aim) -> TargetColumns:
    none, zero = _floats(None), _floats(0.0)
    number, small = np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int8)
    return TargetColumns(
        series=number, chain=number, year=_floats(aim.year), value=_floats(aim.value),
        kind=small + np.int8(KINDS.index("level")), operator=small + np.int8(OPERATORS.index("=")),
        direction=_floats(1.0 if aim.direction == "up" else -1.0), base=_floats(base),
        base_year=_floats(base_year), census_based=np.zeros(1, dtype=bool), half_step=zero,
        base_step=none, ahead=_floats(aim.bands.ahead), on_track=_floats(aim.bands.on_track),
        behind=_floats(aim.bands.behind), approximate=zero, method=small,
        ceiling=_floats(100.0), far=none, stretch=np.zeros(1, dtype=bool),
        running=np.zeros(1, dtype=bool), profile=np.zeros((1, 0)),
    )  # fmt: skip


def _values(series: Mapping[int, float]) -> ObservationColumns:
    years = np.array(sorted(series), dtype=np.int64)
    size = len(years)
    number, small = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int8)
    return ObservationColumns(
        series=number, period=years, time=years.astype(np.float64),
        value=np.array([series[year] for year in years.tolist()], dtype=np.float64),
        family=small, rank=small, decimals=small, released=number, trust=small,
    )  # fmt: skip
