"""Dates as published (to the day, month or year) and their place in time.

A year-end value of 2022 stands at time 2022.0; a value of 30 June 2022 at 2021 + 181/365.
"""

import calendar
import re
from datetime import date

_PUBLISHED = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


def last_day(published: str) -> date | None:
    """Return the last day that "2022", "2022-06" or "2022-06-30" can mean; None for an empty text.

    Raises ValueError where the text is no such date.
    """
    if not published:
        return None
    match = _PUBLISHED.fullmatch(published)
    if match is None:
        raise ValueError(published)
    year, month, day = match.groups()
    if month is None:
        return date(int(year), 12, 31)
    if day is None:
        first = date(int(year), int(month), 1)
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return date(int(year), int(month), int(day))


def is_published_date(text: str) -> bool:
    """Return whether a text is a date to the day, month or year, or empty."""
    try:
        last_day(text)
    except ValueError:
        return False
    return True


def day_number(published: str) -> int:
    """Return the last day of a published date as YYYYMMDD, 0 where it is unknown."""
    day = last_day(published)
    return 0 if day is None else day.year * 10_000 + day.month * 100 + day.day


def time_of(period: int, as_of: str) -> float:
    """Return the time of a value in years: `period` at the year's end, less within the year."""
    day = last_day(as_of)
    if day is None:
        return float(period)
    days = 366 if calendar.isleap(day.year) else 365
    return day.year - 1 + day.timetuple().tm_yday / days


def time_share(time: float, first: int, last: int) -> float:
    """Return the share in percent of the years from the end of `first` to the end of `last` gone by
    a time, at least 0 and at most 100."""
    return min(100.0, max(0.0, 100.0 * (time - first) / (last - first)))


def day_in_words(published: str) -> str:
    """Return "2022年6月30日" of a day as published, "2022年6月" of a month, "2022年" of a year, ""
    where it is unknown."""
    parts = [int(part) for part in published.split("-")] if published else []
    return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))
