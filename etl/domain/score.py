"""The composite score of a place: how far its targets are kept up with, as one sum on paper.

A target that cannot be judged scores nothing and takes its weight out of the coverage; a score is
never given on less than the registry's least coverage. No target is guessed at.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_NOT_DUE = ("not_due",)
_MET_OR_NOT = ("floor", "cap", "milestone")
_MISSED_AT_MOST = 99.0
_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Item:
    """A target that stands for its indicator, as judged; completions in percent, None where absent.

    `weight` is the indicator's, which several targets of one indicator share equally.
    """

    key: str
    indicator_id: str
    weight: float
    kind: str
    status: str
    cause: str
    level_completion: float | None
    distance_completion: float | None
    schedule_completion: float | None


@dataclass(frozen=True, slots=True)
class Part:
    """What one target adds: its own weight and its score from 0 to 100, None where it has none."""

    key: str
    indicator_id: str
    weight: float
    score: float | None


@dataclass(frozen=True, slots=True)
class Composite:
    """The score of a place from 0 to 100, None below the least coverage, and the sum behind it.

    `coverage` is the percentage of the weight of what is due that could be judged, None where
    nothing is due; `missing` are the indicators that could not be.
    """

    score: float | None
    coverage: float | None
    parts: tuple[Part, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the indicators with a target that could not be judged, each once."""
        return tuple(dict.fromkeys(one.indicator_id for one in self.parts if one.score is None))


def composite(items: Iterable[Item], least_coverage: float) -> Composite:
    """Return the weighted mean of the scores with its coverage.

    Left out altogether is what waits for a nearer milestone or for its day, or names no year.
    """
    counted = [item for item in items if _is_due(item)]
    shared = Counter(item.indicator_id for item in counted)
    parts = tuple(
        Part(item.key, item.indicator_id, item.weight / shared[item.indicator_id], score_of(item))
        for item in counted
    )
    total = sum(part.weight for part in parts)
    judged = sum(part.weight for part in parts if part.score is not None)
    if total <= 0:
        return Composite(None, None, parts)
    coverage = 100.0 * judged / total
    enough = judged > 0 and coverage >= least_coverage - _NOISE
    earned = sum(part.weight * part.score for part in parts if part.score is not None)
    return Composite(earned / judged if enough else None, coverage, parts)


def _is_due(item: Item) -> bool:
    """Return whether something is asked of a target by now, so that it counts in the coverage."""
    if item.status in _NOT_DUE or item.cause == "no_year":
        return False
    running = item.status in ("ahead", "on_track", "behind", "far_behind")
    return not (running and item.schedule_completion is not None and item.schedule_completion <= 0)


def score_of(item: Item) -> float | None:
    """Return the score of one target from 0 to 100, None where it was not judged."""
    if item.status in ("unknown", *_NOT_DUE):
        return None
    if item.status == "achieved":
        return 100.0
    if item.status == "reversing" or item.cause == "beyond_range":
        return 0.0
    if item.kind in _MET_OR_NOT:
        return _of_bound(item)
    return _of_missed(item) if item.status == "missed" else _of_running(item)


def _of_bound(item: Item) -> float:
    """Return 100 for a floor, cap or event that is kept, 0 for one that is not."""
    if item.cause == "allowance_early" and item.distance_completion and item.schedule_completion:
        return _within(100.0 * item.schedule_completion / item.distance_completion, 100.0)
    return 100.0 if item.status in ("on_track", "ahead") else 0.0


def _of_missed(item: Item) -> float | None:
    if item.distance_completion is not None:
        return _within(item.distance_completion, _MISSED_AT_MOST)
    level = item.level_completion
    if level is None:
        return None
    if level <= 0:
        return 0.0
    return _within(min(level, 10_000.0 / level), _MISSED_AT_MOST)


def _of_running(item: Item) -> float | None:
    done, due = item.distance_completion, item.schedule_completion
    if done is None or not due:
        return None
    return _within(100.0 * done / due, 100.0)


def _within(score: float, most: float) -> float:
    return min(most, max(0.0, score))


_RULE = (
    (
        "每个地区每项指标取现行的目标，按0至100计分；一项指标有几个并行目标的，权重均分。",
        "Each indicator of a place is scored from 0 to 100 on the target that stands; several "
        "targets side by side share its weight equally.",
    ),
    (
        "已实现（含提前实现）计100分；逆向变化计0分。",
        "Achieved (early or not) scores 100; moving away scores 0.",
    ),
    (
        "未到期的：增量完成率÷序时进度×100，超过100的按100计，低于0的按0计；"
        "按序时进度尚无要求的（0%）不计。",
        "Still running: distance completion ÷ schedule × 100, cut to 0–100; where the schedule "
        "asks for nothing yet (0%) it does not count.",
    ),
    (
        "未实现的：按增量完成率计，最高99分；没有增量完成率的，按水平完成率或其倒数中较小的计，"
        "最高99分。",
        "Missed: the distance completion, at most 99; without one the level completion or its "
        "inverse, whichever is less, at most 99.",
    ),
    (
        "保持不低于、控制不超过和事件节点：符合计100分，不符合计0分；额度用得偏快的，"
        "序时进度÷已用额度×100。超出不得超过的区间计0分。",
        "Floors, caps and events: 100 if kept, 0 if not; an allowance used early scores "
        "schedule ÷ share used × 100. Beyond a range that may not be passed: 0.",
    ),
    (
        "综合得分＝Σ（权重×得分）÷Σ权重，只计能评估的目标；权重在指标登记表中规定。",
        "Composite score = Σ(weight × score) ÷ Σ weight over what can be judged; the registry "
        "sets the weights.",
    ),
    (
        "数据覆盖率＝能评估的权重÷应评估的权重；未到节点的和没有写明年份的不在应评估之列，"
        "无法评估的不得分而降低覆盖率。",
        "Coverage = weight judged ÷ weight due; targets not due yet or without a year are not "
        "due, those that cannot be judged lower the coverage.",
    ),
)


def score_words(least_coverage: float) -> tuple[tuple[str, str], ...]:
    """Return the rule in sentences, each in Chinese and English, for the page of methods."""
    least = f"{least_coverage:g}%"
    shown = (
        f"数据覆盖率低于{least}的不列综合得分，只列覆盖率和缺数据的指标。",
        f"Below {least} coverage there is no score, only the coverage and what is missing.",
    )
    return (*_RULE, shown)
