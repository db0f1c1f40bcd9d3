"""Compound annual growth, observed and required: the arithmetic that three of the rules share.

CAGR(a -> b, n) = (b/a)^(1/n) - 1. Growth through zero or across a change of sign is undefined and
comes back as None, never as nan, an infinity or a complex number.
"""

import math
from dataclasses import dataclass

from etl.domain.rules.case import (
    UP,
    Case,
    Opinion,
    Span,
    directed_span_of,
    lacks_target_year,
    reaches,
    unavailable,
)
from etl.domain.rules.text import number, percent, ratio, since

STAND_IN = 0.001
_LIMIT_EXPONENT = 4.44


def growth(start: float, end: float, years: int) -> float | None:
    """Return the compound annual growth rate as a share (0.05 is 5%), None where undefined."""
    if start == 0 or years <= 0:
        return None
    quotient = end / start
    if quotient < 0 or not math.isfinite(quotient):
        return None
    return float(quotient ** (1 / years)) - 1


def limit_factor(base: float, limit: float | None) -> float:
    """Return C, by which thresholds shrink near a natural limit: 1 far from it, 0 at it.

    With y and L the sizes of base and limit: 1 from 2L on, 1 - (y/L)^4.44 up to L, between them
    1 - ((2L - y)/L)^4.44. Source: open-sdg documentation, progress methodology, scaling factor.
    """
    if limit is None:
        return 1.0
    size, bound = abs(base), abs(limit)
    # 先看两倍限值：限值为0时不必再除。
    if size / 2 >= bound:
        return 1.0
    near = size if size <= bound else bound - (size - bound)
    return float(1 - (near / bound) ** _LIMIT_EXPONENT)


def toward(direction: str, base: float) -> int:
    """Return d, +1 or -1 by what is better; a negative base flips the sign of its growth."""
    better = 1 if direction == UP else -1
    return better if base >= 0 else -better


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a series moves and has to: growth rates are shares a year.

    `observed` is the growth as it is, `speed` the same counted positive towards what is better.
    `target` is the target as used (0.001 for 0), None without one. `ratio` is speed over the
    size of the growth required, infinite where none is required any more, None without a target or
    where it is undefined.
    """

    span: Span
    observed: float
    speed: float
    factor: float
    target: float | None
    target_year: int | None
    required: float | None
    ratio: float | None
    reached: bool


def pace_of(case: Case) -> Pace | Opinion:
    """Return the pace by the conventions of Statistics Canada, or why there is none.

    A base or a target of zero counts as 0.001, but the limit factor takes the base as it is. Base
    and latest must not differ in sign. Sources: open-sdg documentation, progress methodology
    (considerations and exceptions); open-sdg/sdg-build, sdg/ProgressMeasure.py.
    """
    span = directed_span_of(case)
    if isinstance(span, Opinion):
        return span
    base = span.base or STAND_IN
    # 不用乘积判断：很小的数相乘会变成0。
    if (base > 0 > span.latest) or (base < 0 < span.latest):
        return unavailable(f"{since(span)}，正负号不同，不能计算年均变动率，无法评估。")
    observed = growth(base, span.latest, span.years)
    if observed is None:
        return unavailable(f"{since(span)}，相差过大，年均变动率超出可计算的范围，无法评估。")
    if case.target is not None:
        return _aimed(case, span, base, observed)
    speed, factor = toward(case.direction, base) * observed, limit_factor(span.base, case.limit)
    return Pace(span, observed, speed, factor, None, None, None, None, False)


def _aimed(case: Case, span: Span, base: float, observed: float) -> Pace | Opinion:
    flaw = lacks_target_year(case, span)
    if flaw:
        return unavailable(flaw)
    assert case.target is not None and case.target_year is not None
    target, year = case.target or STAND_IN, case.target_year
    speed = toward(case.direction, base) * observed
    required = growth(base, target, year - span.first_year)
    quotient = _ratio(speed, required)
    reached = reaches(case.direction, span.latest, target)
    if quotient is None and not reached:
        return unavailable(
            f"{since(span)}，由基期到{year}年目标{number(target)}不能计算年均变动率，无法评估。"
        )
    return Pace(span, observed, speed, 1.0, target, year, required, quotient, reached)


def _ratio(speed: float, required: float | None) -> float | None:
    if required is None:
        return None
    if required != 0:
        return speed / abs(required)
    return math.copysign(math.inf, speed) if speed else None


def pace_words(pace: Pace) -> str:
    """Return the arithmetic of a pace with its numbers put in, without a full stop."""
    said = (
        f"{since(pace.span)}{_stand_in_words(pace.span.base)}，年均变动率{percent(pace.observed)}"
    )
    if pace.target is None:
        turned = f"（按期望方向计{percent(pace.speed)}）" if pace.speed != pace.observed else ""
        near = f"，接近限值，折算系数{ratio(pace.factor)}" if pace.factor != 1 else ""
        return said + turned + near
    said += f"，{pace.target_year}年目标{number(pace.target)}"
    if pace.required is not None:
        said += f"，要求{percent(pace.required)}"
    if pace.ratio is not None and math.isfinite(pace.ratio):
        said += f"，比值{ratio(pace.ratio)}"
    return said


def _stand_in_words(base: float) -> str:
    return f"（基期按{STAND_IN}计）" if base == 0 else ""
