"""The rule of Statistics Canada, built into Open SDG 2.4.

Sources: open-sdg documentation, progress methodology; Statistics Canada, Progress Measurement for
Canada's Sustainable Development Goals. The rounded constants of the score are the published ones:
the pieces meet at 0.00002 and 0.00004, not at 0, and must not be mended.
"""

from etl.domain.rules.case import Case, Opinion, opinion
from etl.domain.rules.growth import Pace, pace_of, pace_words
from etl.domain.rules.text import percent, ratio

TARGET_ACHIEVED, SUBSTANTIAL = "target_achieved", "substantial_progress"
MODERATE, LIMITED, DETERIORATION = "moderate_progress", "limited_progress", "deterioration"
_HIGH, _MEDIUM = 0.95, 0.6
_FAST, _SLOW = 0.015, 0.005
BEST, WORST = 5.0, -5.0


def statcan(case: Case) -> Opinion:
    """Return the opinion of the rule; value is R with a target, the directed CAGR without one."""
    pace = pace_of(case)
    if isinstance(pace, Opinion):
        return pace
    if pace.reached:
        said = f"{pace_words(pace)}；已达到目标，得5分。"
        return opinion(TARGET_ACHIEVED, pace.ratio, BEST, said)
    if pace.ratio is not None:
        return _by_ratio(pace, pace.ratio)
    return _by_speed(pace)


def _by_ratio(pace: Pace, quotient: float) -> Opinion:
    status = _band(quotient, _HIGH, _MEDIUM)
    score = _ratio_score(quotient)
    bands = f"{ratio(_HIGH)}、{ratio(_MEDIUM)}、0"
    return opinion(status, quotient, score, _said(pace, bands, score))


def _ratio_score(quotient: float) -> float:
    if quotient >= _MEDIUM:
        return min(7.1429 * quotient - 4.2857, BEST)
    return max(4.1667 * quotient - 2.5, WORST)


def _by_speed(pace: Pace) -> Opinion:
    fast, slow = _FAST * pace.factor, _SLOW * pace.factor
    status = _band(pace.speed, fast, slow)
    score = _speed_score(pace.speed, pace.factor)
    bands = f"{percent(fast)}、{percent(slow)}、0"
    return opinion(status, pace.speed, score, _said(pace, bands, score))


def _speed_score(speed: float, factor: float) -> float:
    if speed < 0:
        return max(125 * speed - 2.5, WORST)
    if factor == 0:
        return BEST
    if speed >= _FAST * factor:
        return min(500 * speed / factor - 5, BEST)
    if speed >= _SLOW * factor:
        return 250 * speed / factor - 1.25
    return 500 * speed / factor - 2.5


def _band(value: float, high: float, medium: float) -> str:
    if value >= high:
        return SUBSTANTIAL
    if value >= medium:
        return MODERATE
    return LIMITED if value >= 0 else DETERIORATION


def _said(pace: Pace, bands: str, score: float) -> str:
    return f"{pace_words(pace)}；界限为{bands}，得{ratio(score)}分。"
