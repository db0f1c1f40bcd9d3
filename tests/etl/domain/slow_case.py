"""One target with everything that its verdict rests on, and what a verdict says: by hand.

Part of the second calculation (`slow`): it shares only the records with `etl.domain`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from etl.domain.records import Indicator, Observation, Registry, Target
from tests.etl.domain.slow_values import Values

NEAR = 1e-9  # 二进制的末位：不足以分出达到与未达到
YEARLY = ("cumulative", "backlog", "cumulative_reduction", "average_growth")


@dataclass(frozen=True)
class Verdict:
    """What was found for one target; None where a number is absent."""

    used: Observation | None
    status: str
    cause: str = ""
    comparable: bool = True
    base_revised: bool = False
    actual: float | None = None
    expected: float | None = None
    gap: float | None = None
    level_completion: float | None = None
    distance_completion: float | None = None
    schedule_completion: float | None = None
    gap_points: float | None = None
    needed_per_year: float | None = None
    acceleration: float | None = None


@dataclass(frozen=True)
class Case:
    """One target with everything that its verdict rests on.

    `aim` and `operator` are what it is judged by (of a range the near end); `earlier` is the
    nearest milestone before it on its path, `base_year` and `base` where the path starts.
    """

    target: Target
    indicator: Indicator
    registry: Registry
    values: Values
    aim: float
    operator: str
    base_year: int | None
    base: float | None
    earlier: tuple[int, float] | None

    @property
    def upward(self) -> int:
        """Return +1 where more is better: the operator or the kind says it, else the indicator."""
        if self.operator in (">", ">=") or self.target.kind == "floor":
            return 1
        if self.operator in ("<", "<=") or self.target.kind == "cap":
            return -1
        return 1 if self.indicator.direction == "up" else -1

    @property
    def half_digit(self) -> float:
        """Return half a unit of the last digit in which the indicator is published."""
        return 0.5 * 10.0**-self.indicator.decimals * scale(self.indicator, self.registry)

    def is_ahead_of_base(self) -> bool:
        """Return whether there is a way to go from the base to the target.

        Up to a cap lies an allowance, whatever the indicator thinks of more.
        """
        way = 1 if self.target.kind == "cap" else self.upward
        return self.base is not None and (self.aim - self.base) * way > 0

    def meets(self, value: float) -> bool:
        """Return whether a value meets the target by its operator; 左右 allows a share of it."""
        near = NEAR * max(1.0, abs(self.aim))
        if self.operator == ">":
            return value > self.aim + near
        if self.operator == "<":
            return value < self.aim - near
        slack = self.registry.approximate * abs(self.aim) if self.operator == "~" else 0.0
        return (value - self.aim) * self.upward >= -slack - near

    def is_met_by(self, value: float) -> bool:
        """Return whether a value meets the target and lies inside a range that is strict."""
        return self.meets(value) and not self.is_beyond(value)

    def is_beyond(self, value: float) -> bool:
        """Return whether a value lies beyond the far end of a range that is strict about it."""
        low, high = self.target.value, self.target.value_high
        if self.target.operator != "range" or not self.indicator.strict_range or high is None:
            return False
        far = high if self.upward > 0 else low
        return (value - far) * self.upward > NEAR * max(1.0, abs(far))


@dataclass(frozen=True)
class Progress:
    """How far a target has come: the value, when, and the shares done and due in percent.

    `done` and `due` are None where there is no distance to measure, `why` then says the cause.
    """

    used: Observation
    time: float
    value: float
    expected: float | None = None
    done: float | None = None
    due: float | None = None
    needed: float | None = None
    planned: float | None = None
    why: str = ""
    comparable: bool = True


def scale(indicator: Indicator, registry: Registry) -> float:
    """Return how many base units one unit as printed has."""
    return registry.units[indicator.unit].scales.get(indicator.display_unit or "", 1.0)


def case_of(target: Target, targets: Sequence[Target], values: Values, registry: Registry) -> Case:
    """Return a target with its near end, its base and the milestone before it."""
    indicator = registry.indicators[target.indicator_id]
    aim, operator = near_end(target, indicator)
    base_year, base = target.base_year, target.base
    if target.kind in YEARLY:
        base = 0.0
    before = [
        one for one in targets
        if one.chain_id == target.chain_id and one.year is not None and target.year is not None
        and (-1 if base_year is None else base_year) < one.year < target.year
    ]  # fmt: skip
    ends = [(one.year or 0, one.stretch, near_end(one, indicator)[0]) for one in before]
    # 同一年有几个节点的，取没有“力争”的、离基期最近的。
    start = base or 0.0
    last = max(ends, key=lambda end: (end[0], not end[1], -abs(end[2] - start)), default=None)
    earlier = None if last is None else (last[0], last[2])
    return Case(target, indicator, registry, values, aim, operator, base_year, base, earlier)


def near_end(target: Target, indicator: Indicator) -> tuple[float, str]:
    """Return the value and operator a target is judged by: of a range, its nearer end."""
    if target.operator != "range" or target.value_high is None:
        return target.value, target.operator
    return (target.value, ">=") if indicator.direction == "up" else (target.value_high, "<=")
