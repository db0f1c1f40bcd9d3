"""Which published value a target is judged on, chosen by hand: decisions D4 to D8 of the README.

Of one year: first what is comparable with the base, then the latest day, then the better vintage,
then more decimals, then the latest published, then the more trusted. A forecast never counts.
"""

import calendar
from collections.abc import Sequence
from datetime import date

from etl.domain.records import Observation, Registry, Target

TRUST = "CBA"


def last_day(published: str) -> date:
    """Return the last day that "2022", "2022-06" or "2022-06-30" can mean."""
    year, *rest = (int(part) for part in published.split("-"))
    month = rest[0] if rest else 12
    day = rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1]
    return date(year, month, day)


def time_of(one: Observation) -> float:
    """Return when a value counts, in years: 2022.0 is the end of 2022."""
    if not one.as_of:
        return float(one.period)
    day = last_day(one.as_of)
    return day.year - 1 + day.timetuple().tm_yday / (365 + calendar.isleap(day.year))


def is_whole_year(one: Observation) -> bool:
    """Return whether a value is that of a whole year."""
    return time_of(one) == one.period


def known_since(one: Observation) -> int:
    """Return the day (YYYYMMDD) from which a value is known: its year's end where none is given."""
    day = last_day(one.released_on) if one.released_on else date(one.period, 12, 31)
    return day.year * 10_000 + day.month * 100 + day.day


def series_of(one: Observation, registry: Registry) -> str:
    """Return the set of vintages that a value may be compared with."""
    if not registry.indicators[one.indicator_id].census_based:
        return "one"
    return registry.vintages[one.vintage].series


def half_printed_digit(value: float, scale: float, most: int) -> float:
    """Return half a unit of the last digit in which a plan prints a value, of so many at most."""
    decimals = len(f"{value / scale:.10g}".partition(".")[2])
    return 0.5 * 10.0 ** -min(most, decimals) * scale


class Values:
    """The published values of one target's place, indicator and scope that count."""

    def __init__(
        self,
        target: Target,
        observations: Sequence[Observation],
        registry: Registry,
        year: int | None = None,
        known_on: int | None = None,
    ) -> None:
        own = (target.place_id, target.indicator_id, target.scope)
        self.target, self.registry = target, registry
        self.rows = [
            one for one in observations
            if (one.place_id, one.indicator_id, one.scope) == own and one.maturity != "forecast"
            and (year is None or one.period <= year)
            and (known_on is None or known_since(one) <= known_on)
        ]  # fmt: skip

    def best(self, rows: Sequence[Observation], series: str) -> Observation | None:
        """Return the preferred of several values of one year (D4)."""
        return max(
            rows,
            key=lambda one: (
                series_of(one, self.registry) == series,
                time_of(one),
                self.registry.vintages[one.vintage].rank,
                len(one.printed.partition(".")[2]),
                known_since(one) if one.released_on else 0,
                TRUST.index(one.trust),
            ),
            default=None,
        )

    def base_series(self) -> str:
        """Return the series that the plan's base was printed from.

        That is the one whose value of the base year it repeats; where none does, that of its year.
        """
        base, base_year = self.target.base, self.target.base_year
        indicator = self.registry.indicators[self.target.indicator_id]
        if not indicator.census_based:
            return "one"
        if base is None or base_year is None:
            return "none"
        for series in ("since_2020", "before_2020"):
            found = self._of_base_year(series)
            if found is not None and abs(found.value - base) <= self._base_rounding() + 1e-9:
                return series
        return "since_2020" if base_year >= 2020 else "before_2020"

    def _of_base_year(self, series: str) -> Observation | None:
        rows = [
            one for one in self.rows
            if one.period == self.target.base_year and series_of(one, self.registry) == series
        ]  # fmt: skip
        return self.best(rows, series)

    def _base_rounding(self) -> float:
        assert self.target.base is not None
        indicator = self.registry.indicators[self.target.indicator_id]
        scales = self.registry.units[indicator.unit].scales
        scale = scales.get(indicator.display_unit or "", 1.0)
        return half_printed_digit(self.target.base, scale, indicator.decimals)

    def is_revised(self) -> bool:
        """Return whether the base year's value is another today than the base the plan prints."""
        if self.target.base is None or self.target.base_year is None:
            return False
        found = self._of_base_year(self.base_series())
        if found is None:
            return False
        return abs(found.value - self.target.base) > self._base_rounding() + 1e-9

    def is_comparable(self, one: Observation) -> bool:
        """Return whether a value may be compared with the base; without a base any may."""
        return self.target.base is None or series_of(one, self.registry) == self.base_series()

    def years(self) -> list[int]:
        """Return the years with a value, in order."""
        return sorted({one.period for one in self.rows})

    def of_year(self, year: int) -> Observation | None:
        """Return the preferred value of a year."""
        return self.best([one for one in self.rows if one.period == year], self.base_series())

    def latest(self) -> Observation | None:
        """Return the preferred value of the latest year."""
        return self.of_year(max(self.years(), default=0))

    def for_level(self, year: int) -> Observation | None:
        """Return the value a level is judged on.

        That is the latest one; for a target whose year is over that of its own year, and where
        that was not published (or only for a part of the year) the first comparable later one.
        """
        latest = self.latest()
        if latest is None or time_of(latest) <= year:
            return latest
        own = self.of_year(year)
        if own is not None and time_of(own) >= year:
            return own
        later = [self.of_year(one) for one in self.years() if one > year]
        return next((one for one in later if one and self.is_comparable(one)), None)

    def by_day(self) -> list[Observation]:
        """Return one value for every day on which there is one, in order of the days."""
        times = sorted({time_of(one) for one in self.rows})
        series = self.base_series()
        found = (
            self.best([one for one in self.rows if time_of(one) == at], series) for at in times
        )
        return [one for one in found if one is not None]
