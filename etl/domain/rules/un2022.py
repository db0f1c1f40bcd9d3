"""The rule of the United Nations SDG Progress Chart 2022, for series with a target.

Source: United Nations Statistics Division, Progress Chart Technical Note 2022, trends of indicators
with an explicit numerical target. CR is the plain quotient of two growth rates: it does not know
which way is better, so a series that starts beyond its target and falls back through it has a high
CR. That is the published rule; the reason says so.
"""

import math

from etl.domain.rules.case import (
    UP,
    Case,
    Opinion,
    Span,
    directed_span_of,
    lacks_target_year,
    opinion,
    reaches,
    unavailable,
)
from etl.domain.rules.growth import growth
from etl.domain.rules.text import number, percent, ratio, since

TARGET_ACHIEVED, ON_TRACK, FAIR = "target_achieved", "on_track", "fair_progress"
LIMITED_OR_NO, DETERIORATION = "limited_or_no_progress", "deterioration"
_BANDS = ((0.95, ON_TRACK), (0.5, FAIR), (-0.1, LIMITED_OR_NO))


def un2022(case: Case) -> Opinion:
    """Return the opinion of the rule; value is CR, None where it is undefined; it has no score."""
    span = directed_span_of(case)
    if isinstance(span, Opinion):
        return span
    if case.target is None:
        return unavailable("该规则只评估有目标值的指标，没有目标值，无法评估。")
    flaw = lacks_target_year(case, span)
    if flaw:
        return unavailable(flaw)
    assert case.target_year is not None
    observed = growth(span.base, span.latest, span.years)
    required = growth(span.base, case.target, case.target_year - span.first_year)
    compared = _quotient(observed, required)
    said = _said(case, span, observed, required)
    if _beyond(case.direction, span.latest, case.target):
        return opinion(TARGET_ACHIEVED, compared, None, f"{said}；已优于目标。")
    if compared is None:
        return unavailable(f"{said}；两个年均变动率之比没有意义，无法评估。")
    status = next((status for least, status in _BANDS if compared >= least), DETERIORATION)
    return opinion(status, compared, None, f"{said}，比值{ratio(compared)}；{_bands(case, span)}")


def _quotient(observed: float | None, required: float | None) -> float | None:
    if observed is None or not required:
        return None
    quotient = observed / required
    return quotient if math.isfinite(quotient) else None


def _beyond(direction: str, value: float, target: float) -> bool:
    return value > target if direction == UP else value < target


def _said(case: Case, span: Span, observed: float | None, required: float | None) -> str:
    rate = "年均变动率无法计算" if observed is None else f"年均变动率{percent(observed)}"
    said = f"{since(span)}，{rate}，{case.target_year}年目标{number(case.target or 0.0)}"
    return said if required is None else f"{said}，要求{percent(required)}"


def _bands(case: Case, span: Span) -> str:
    """Return the limits, with a warning where the quotient misleads."""
    assert case.target is not None
    warned = reaches(case.direction, span.base, case.target)
    warning = "基期已达到目标而最新值没有，比值不反映方向，请慎用；" if warned else ""
    return f"{warning}界限为0.95、0.5、-0.1。"
