"""Which years' values should be in by now, so that nobody takes the last published year for today.

An indicator's value of a year is normally published by the end of a month of the next year; one
that should be in and is not is 待入库. Pure: today's year and month are given.
"""

_MONTHS = range(1, 13)


def latest_due(published_by: int, year: int, month: int) -> int:
    """Return the latest year whose value should be in by `month` of `year`.

    Last year's value is due by the end of the month `published_by`: through that month the year
    before last is the latest due. Raises ValueError for what is no month.
    """
    if published_by not in _MONTHS or month not in _MONTHS:
        raise ValueError(f"月份应为1至12：{published_by}、{month}")
    return year - 1 if month > published_by else year - 2


def overdue(latest_period: int | None, due_year: int) -> tuple[int, ...]:
    """Return the years after the latest one in whose values are overdue, in order.

    Where no value was ever in, only the year due is awaited.
    """
    if latest_period is None:
        return (due_year,)
    return tuple(range(latest_period + 1, due_year + 1))


def awaited_words(years: tuple[int, ...], lang: str = "zh") -> str:
    """Return which years' values are overdue, "" where none is."""
    if not years:
        return ""
    span = str(years[0]) if len(years) == 1 else f"{years[0]}—{years[-1]}"
    return f"{span.replace('—', '–')} overdue" if lang == "en" else f"{span}年数值待入库"
