"""What is published year by year, added up or multiplied by hand, one year after the other.

A year that is missing is never skipped and never guessed: then there is no total.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from etl.domain.records import Observation
from tests.etl.domain.slow_values import Values, is_whole_year, time_of

RATES = ("cumulative_reduction", "average_growth")


@dataclass(frozen=True)
class Run:
    """The years since the base: the last value added, its time, all yearly values, and their sum.

    `reached` is the time of the latest value there is, whether it is added or not.
    """

    used: Observation | None
    reached: float = 0.0
    cause: str = ""
    time: float = 0.0
    yearly: tuple[float, ...] = ()
    value: float = 0.0


def known_years(values: Values, kind: str) -> dict[int, Observation]:
    """Return the preferred value of every year; of rates only those of whole years."""
    found = {one: values.of_year(one) for one in values.years()}
    return {
        one: value for one, value in found.items()
        if value is not None and (kind not in RATES or is_whole_year(value))
    }  # fmt: skip


def years_done(values: Values, kind: str, base_year: int | None, year: int) -> Run:
    """Return the years from the one after the base to the latest, not beyond the target's.

    Of rates only those of whole years count; of sums a part of the year that is running counts.
    """
    known = known_years(values, kind)
    if not known:
        return Run(None, cause="no_actual")
    latest = known[max(known)]
    reached = time_of(latest)
    if base_year is None:
        return Run(latest, reached, "no_base")
    if latest.period <= base_year:
        return Run(latest, reached, "no_later_actual")
    years = range(base_year + 1, min(latest.period, year) + 1)
    run = [known[one] for one in years if one in known]
    partial = [one for one in run if not is_whole_year(one)]
    if len(run) < len(years) or partial not in ([], [latest]):
        return Run(run[-1] if run else None, reached, "years_missing")
    yearly = tuple(one.value for one in run)
    return Run(run[-1], reached, "", time_of(run[-1]), yearly, sum(yearly))


@dataclass(frozen=True)
class Rates:
    """Where a rate over several years stands; shares in percent, None where undefined."""

    actual: float | None = None
    expected: float | None = None
    done: float | None = None
    due: float | None = None
    needed: float | None = None
    planned: float | None = None
    why: str = ""


def product(factors: list[float]) -> float:
    whole = 1.0
    for factor in factors:
        whole *= factor
    return whole


def reduction(aim: float, run: Run, base_year: int, year: int) -> Rates:
    """Return how far yearly reductions of r percent have come towards one of `aim` percent.

    Where a fall is written as a change (-13.5% in five years, -2.9% a year), so is everything.
    """
    sign = 1 if aim < 0 else -1
    parts = [1 + sign * rate / 100 for rate in run.yearly]
    if min(parts) <= 0:  # 没有什么能减少百分之百以上
        return Rates(why="path_undefined")
    left, n, k = product(parts), year - base_year, len(run.yearly)
    actual, to_leave = sign * 100 * (left - 1), 1 + sign * aim / 100
    if to_leave <= 0:
        return Rates(actual, done=100 * actual / aim, why="path_undefined")
    needed = sign * 100 * ((to_leave / left) ** (1 / (n - k)) - 1) if k < n else None
    if aim == 0:
        return Rates(actual, needed=needed)
    expected = sign * 100 * (to_leave ** (k / n) - 1)
    planned = sign * 100 * (to_leave ** (1 / n) - 1)
    return Rates(actual, expected, 100 * actual / aim, 100 * expected / aim, needed, planned)


def growth(aim: float, run: Run, base_year: int, year: int) -> Rates:
    """Return how yearly growth of g percent compares with an average of `aim` percent."""
    parts = [1 + rate / 100 for rate in run.yearly]
    if min(parts) <= 0 or aim <= -100:
        return Rates(why="path_undefined")
    grown = product(parts)
    n, k = year - base_year, len(run.yearly)
    actual = 100 * (grown ** (1 / k) - 1)
    whole = (1 + aim / 100) ** n
    needed = 100 * ((whole / grown) ** (1 / (n - k)) - 1) if k < n else None
    if aim == 0:
        return Rates(actual, needed=needed, why="path_undefined")
    done, due = 100 * (grown - 1) / (whole - 1), 100 * ((1 + aim / 100) ** k - 1) / (whole - 1)
    return Rates(actual, aim, done, due, needed, aim)


RULES: Mapping[str, Callable[[float, Run, int, int], Rates]] = {
    "cumulative_reduction": reduction,
    "average_growth": growth,
}
