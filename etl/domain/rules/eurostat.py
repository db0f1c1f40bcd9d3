"""The rule of Eurostat as the Basque statistical office EUSTAT runs it on Open SDG.

Sources: Eurostat, Sustainable development in the European Union, annex on the assessment of
indicator trends; EUSTAT-PRE/data, scripts/build_data.py and its published results.
"""

from etl.domain.rules.case import Case, Opinion, opinion
from etl.domain.rules.growth import Pace, pace_of, pace_words
from etl.domain.rules.text import percent, ratio

SIGNIFICANT, MODERATE, INSUFFICIENT = (
    "significant_progress", "moderate_progress", "insufficient_progress",
)  # fmt: skip
AWAY, NO_PROGRESS = "movement_away", "no_progress"
MODERATE_AWAY, SIGNIFICANT_AWAY = "moderate_movement_away", "significant_movement_away"
_HIGH, _MEDIUM = 0.95, 0.6
_FAST, _STILL, _FULL = 0.01, 0.001, 0.02
BEST, WORST = 5.0, -5.0


def eurostat(case: Case) -> Opinion:
    """Return the opinion of the rule; value is R with a target, the directed CAGR without one."""
    pace = pace_of(case)
    if isinstance(pace, Opinion):
        return pace
    if pace.reached:
        said = f"{pace_words(pace)}；已达到目标，得5分。"
        return opinion(SIGNIFICANT, pace.ratio, BEST, said, "achieved")
    if pace.ratio is not None:
        return _by_ratio(pace, pace.ratio)
    return _by_speed(pace, case.limit)


def _by_ratio(pace: Pace, quotient: float) -> Opinion:
    score = _ratio_score(quotient)
    said = f"{pace_words(pace)}；界限为{ratio(_HIGH)}、{ratio(_MEDIUM)}、0，得{ratio(score)}分。"
    return opinion(_ratio_band(quotient), quotient, score, said)


def _ratio_band(quotient: float) -> str:
    if quotient > _HIGH:
        return SIGNIFICANT
    if quotient > _MEDIUM:
        return MODERATE
    return INSUFFICIENT if quotient >= 0 else AWAY


def _ratio_score(quotient: float) -> float:
    if quotient >= _MEDIUM:
        return min(5 / 0.7 * (quotient - _MEDIUM), BEST)
    return max(5 / 1.2 * (quotient + _MEDIUM) - 5, WORST)


def _stays_at_limit(pace: Pace, limit: float | None) -> bool:
    """Return whether a series that began at its limit has not fallen back from it."""
    if limit is None:
        return False
    # 限值为0而数值一直为0时，系数按1计，但同样是守住了限值。
    unmoved = pace.span.base == pace.span.latest == limit
    return unmoved or (pace.factor == 0 and pace.speed >= 0)


def _by_speed(pace: Pace, limit: float | None) -> Opinion:
    if _stays_at_limit(pace, limit):
        return opinion(SIGNIFICANT, pace.speed, BEST, f"{pace_words(pace)}；保持在限值，得5分。")
    fast, slow = _FAST * pace.factor, _STILL * pace.factor
    score = _speed_score(pace.speed, pace.factor)
    said = (
        f"{pace_words(pace)}；界限为{percent(fast)}、{percent(slow)}、"
        f"{percent(-_STILL)}、{percent(-_FAST)}，得{ratio(score)}分。"
    )
    return opinion(_speed_band(pace.speed, fast, slow), pace.speed, score, said)


def _speed_band(speed: float, fast: float, slow: float) -> str:
    if speed > fast:
        return SIGNIFICANT
    if speed > slow:
        return MODERATE
    if speed >= -_STILL:
        return NO_PROGRESS
    return MODERATE_AWAY if speed >= -_FAST else SIGNIFICANT_AWAY


def _speed_score(speed: float, factor: float) -> float:
    """Return 5 * CAGR / 2%, at most 5 in size.

    EUSTAT shrinks the 2% by the limit factor where the series improves (its published results of
    series near a limit cannot be had otherwise), and leaves it whole where it worsens.
    """
    if speed < 0:
        return max(speed / _FULL * 5, WORST)
    full = _FULL * factor
    return BEST if speed >= full else speed / full * 5
