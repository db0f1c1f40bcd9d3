"""The rule of the United Nations SDG Progress Chart 2023: where the series will stand in the target year.

Source: United Nations Statistics Division, Progress Chart Technical Note 2023; the same rule is set
out by EUSTAT (EUSTAT-DES/site, metodologia). Like CR in 2022, the share of the distance does not
know which way is better; the reason says so where that misleads.
"""

import math

from etl.domain.rules.case import (
    Case,
    Opinion,
    Span,
    directed_span_of,
    lacks_target_year,
    opinion,
    reaches,
    unavailable,
)
from etl.domain.rules.growth import growth, toward
from etl.domain.rules.text import number, percent, since

_SHARES = ((0.95, 3), (0.10, 2))
_SPEEDS = ((0.02, 3), (0.005, 2))
_ENDS = (0.0, 100.0)
_NEAR = 1.0


def un2023(case: Case) -> Opinion:
    """Return the opinion of the rule: status score_3, score_2 or score_1, and that score.

    Value is the expected share of the distance with a target, the directed CAGR without one.
    """
    span = directed_span_of(case)
    if isinstance(span, Opinion):
        return span
    if case.target is None:
        return _by_speed(case, span)
    flaw = lacks_target_year(case, span)
    if flaw:
        return unavailable(flaw)
    assert case.target_year is not None
    return _by_share(case, span, case.target, case.target_year)


def _by_speed(case: Case, span: Span) -> Opinion:
    observed = growth(span.base, span.latest, span.years)
    if observed is None:
        return unavailable(f"{since(span)}，不能计算年均变动率，无法评估。")
    speed = toward(case.direction, span.base) * observed
    said = f"{since(span)}，朝期望方向年均变动{percent(speed)}；界限为2%、0.5%。"
    return _scored(_points(speed, _SPEEDS), speed, said, _falling(speed))


def _by_share(case: Case, span: Span, target: float, year: int) -> Opinion:
    observed = growth(span.base, span.latest, span.years)
    expected = _expected(span, observed, year)
    share = None if expected is None else _share(span, expected, target)
    said = f"{since(span)}，{year}年目标{number(target)}"
    if observed is not None and expected is not None:
        said += f"，按年均变动率{percent(observed)}推算届时为{number(expected)}"
    if reaches(case.direction, span.latest, target):
        return _scored(3, share, f"{said}；最新值已达到目标。", "achieved")
    if target in _ENDS and abs(span.latest - target) <= _NEAR:
        return _scored(3, share, f"{said}；与目标相差不超过1，视为达到。", "achieved")
    if share is None:
        return unavailable(f"{said}；应走距离的份额没有意义，无法评估。")
    warned = reaches(case.direction, span.base, target)
    warning = "基期已达到目标而最新值没有，份额不反映方向，请慎用；" if warned else ""
    said += f"，走完应走距离的{percent(share)}；{warning}界限为95%、10%。"
    return _scored(_points(share, _SHARES), share, said, _falling(share))


def _expected(span: Span, observed: float | None, year: int) -> float | None:
    """Return v_e = y (1 + CAGR)^(T - t), None where it is undefined."""
    if observed is None:
        return None
    try:
        expected = float(span.latest * (1 + observed) ** (year - span.last_year))
    except ArithmeticError:
        return None
    return expected if math.isfinite(expected) else None


def _share(span: Span, expected: float, target: float) -> float | None:
    distance = target - span.base
    share = (expected - span.base) / distance if distance else math.nan
    return share if math.isfinite(share) else None


def _points(value: float, bands: tuple[tuple[float, int], ...]) -> int:
    return next((points for least, points in bands if value >= least), 1)


def _falling(value: float) -> str | None:
    return "reversing" if value < 0 else None


def _scored(points: int, value: float | None, said: str, bucket: str | None) -> Opinion:
    return opinion(f"score_{points}", value, float(points), said, bucket)
