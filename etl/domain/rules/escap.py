"""The current status index of ESCAP: how much of the way to the target is done, on a scale to 10.

Source: United Nations Economic and Social Commission for Asia and the Pacific, Asia and the Pacific
SDG Progress Report, technical notes on the current status index. The index is not capped.
"""

import math

from etl.domain.rules.case import (
    PARITY,
    UP,
    Case,
    Opinion,
    Span,
    opinion,
    reaches,
    span_of,
    unavailable,
)
from etl.domain.rules.text import number, ratio, since

OK = "ok"
_WHOLE = 10.0


def escap(case: Case) -> Opinion:
    """Return the index as value: 0 at the base, 10 at the target; it has no score.

    The target's year does not enter the index; it only says what would be due by now.
    """
    span = span_of(case)
    if isinstance(span, Opinion):
        return span
    if case.target is None:
        return unavailable("该规则只评估有目标值的指标，没有目标值，无法评估。")
    distance = abs(case.target - span.base)
    if distance == 0:
        return unavailable(f"{since(span)}，基期值等于目标值，没有应走的距离，无法评估。")
    index = _index(case.direction, span, case.target, distance)
    if not (math.isfinite(index) and math.isfinite(distance)):
        return unavailable(f"{since(span)}，数值过大，指数超出可计算的范围，无法评估。")
    due = _due(case, span)
    said = f"{since(span)}，目标{number(case.target)}，现状指数{ratio(index)}（基期为0，目标为10）"
    said += "。" if due is None else f"；按时间应为{ratio(due)}。"
    return opinion(OK, index, None, said, _bucket(case, span, index, due))


def _index(direction: str, span: Span, target: float, distance: float) -> float:
    if direction == PARITY:
        return _WHOLE - _WHOLE * abs(target - span.latest) / distance
    whole = _WHOLE if direction == UP else -_WHOLE
    return whole * (span.latest - span.base) / distance


def _due(case: Case, span: Span) -> float | None:
    """Return the index of a series that moves evenly, as ESCAP draws its line of the current year."""
    if case.target_year is None or case.target_year <= span.first_year:
        return None
    return _WHOLE * min(1.0, span.years / (case.target_year - span.first_year))


def _bucket(case: Case, span: Span, index: float, due: float | None) -> str | None:
    if case.target is not None and reaches(case.direction, span.latest, case.target):
        return "achieved"
    if index < 0:
        return "reversing"
    if due is None:
        return None
    return "on_track" if index >= due else "behind"
