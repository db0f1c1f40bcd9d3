"""What a path asks for after a share of its time, and how much of a year is gone: by hand.

Linear and geometric by definition, logistic by the UN's urban-rural growth difference.
"""

import calendar
import math
from collections.abc import Sequence

from etl.domain.records import Observation
from tests.etl.domain.slow_values import last_day


def on_path(
    method: str, base: float, target: float, share: float, ceiling: float = 100.0
) -> float | None:
    """Return the required value after a share of the time, None where there is no such path."""
    if method == "geometric":
        return base * (target / base) ** share if base * target > 0 else None
    if method == "logistic":
        if not (0 < base < ceiling and 0 < target < ceiling):
            return None
        growth = logit(target / ceiling) - logit(base / ceiling)
        return ceiling / (1 + math.exp(-(logit(base / ceiling) + growth * share)))
    return base + (target - base) * share


def logit(share: float) -> float:
    return math.log(share / (1 - share))


def share_of_year(one: Observation, profile: Sequence[float] = ()) -> float:
    """Return the share of its year due by a value's day: of the days, or by a month profile.

    `profile` are the percents due by the end of each month; within a month by its days.
    """
    if not one.as_of:
        return 1.0
    day = last_day(one.as_of)
    if not profile:
        return day.timetuple().tm_yday / (365 + calendar.isleap(day.year))
    before = profile[day.month - 2] if day.month > 1 else 0.0
    days = calendar.monthrange(day.year, day.month)[1]
    return (before + (profile[day.month - 1] - before) * day.day / days) / 100
