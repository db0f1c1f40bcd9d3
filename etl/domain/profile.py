"""The month profile of yearly tasks: which share of the year's task is due by a day.

Between the ends of months the share grows by the day.
"""

import calendar

import numpy as np

from etl.domain.columns import KINDS, Bools, Floats, TargetColumns

_FLOW = KINDS.index("annual_flow")


def _month_ends(*, leap: bool) -> Floats:
    """Return the share of the year gone at its start and at the end of each month."""
    year = 2024 if leap else 2023
    days = [calendar.monthrange(year, month)[1] for month in range(1, 13)]
    return np.append(0.0, np.cumsum(days)) / sum(days)


_ENDS = {leap: _month_ends(leap=leap) for leap in (False, True)}


def share_due(targets: TargetColumns, time: Floats, share: Floats) -> Floats:
    """Return the share of each task due at `time`: by its profile where it has one, else `share`."""
    if not targets.profile.shape[1]:
        return share
    has = (targets.kind == _FLOW) & np.isfinite(targets.profile[:, 0]) & np.isfinite(time)
    due, year = share.copy(), np.nan_to_num(targets.year)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    for is_leap, ends in _ENDS.items():
        _fill(due, targets.profile, time - (targets.year - 1), has & (leap == is_leap), ends)
    return due


def _fill(due: Floats, profile: Floats, gone: Floats, chosen: Bools, ends: Floats) -> None:
    rows = np.flatnonzero(chosen)
    month = np.clip(np.searchsorted(ends, gone[rows], "left") - 1, 0, 11)
    part = (gone[rows] - ends[month]) / (ends[month + 1] - ends[month])
    start, stop = profile[rows, month], profile[rows, month + 1]
    due[rows] = (start + (stop - start) * part) / 100.0
