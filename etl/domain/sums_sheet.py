"""What a calculation sheet is made from: a row's numbers with everything that judgement put in.

The columns that judgement reads are asked for direction, bands and the start of the path, so that a
sheet can never be about another target than the one judged. Nothing is judged here.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from etl.domain.build import target_columns
from etl.domain.columns import ADDED_UP
from etl.domain.periods import last_day, time_of
from etl.domain.reason import Facts, plain
from etl.domain.records import Bands, Registry, Target
from etl.domain.schedule import sense
from etl.domain.selection import previous_milestone
from etl.domain.sums_terms import Term, fewest, holds, minus, over, plus, rounded, whole

SHARE_DECIMALS = 2
NOISE = 1e-9
_STEADY = ("level", "range", "cumulative", "backlog")
COMPOUNDING = ("cumulative_reduction", "average_growth")


@dataclass(frozen=True, slots=True)
class Sum:
    """One line of a calculation sheet.

    `formula` says it in words, `put` with the numbers put in; keyed into a hand calculator `put`
    gives `result`, rounded as printed, in `unit`. Of a comparison `sign` is "→" and `result` what
    follows from it.
    """

    name: str
    formula: str
    put: str
    result: str
    unit: str = ""
    sign: str = "="

    @property
    def value(self) -> str:
        """Return the result with its unit."""
        apart = " " if self.unit[:1].isascii() and self.unit[:1].isalpha() else ""
        return f"{self.result}{apart}{self.unit}"

    @property
    def line(self) -> str:
        """Return the sum on one line: "进度差 19.75 − 40 = -20.25个百分点"."""
        return f"{self.name} {self.put} {self.sign} {self.value}"


@dataclass(frozen=True, slots=True)
class Figures:
    """A verdict as a sheet needs it; values in the base unit, None where a number is absent.

    `parts` are the published values that `facts.actual` was put together from, none where it is a
    published value itself.
    """

    facts: Facts
    level_completion: float | None
    acceleration: float | None
    parts: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A verdict with what judgement put in beside the published numbers.

    `value` is the end of the target that is to be reached, `far` the one not to be passed;
    `start` is where the segment of the path begins; `sense` is +1 where more meets the target.
    """

    figures: Figures
    value: float
    far: float | None
    sense: int
    base: float | None
    base_year: int | None
    start: float | None
    start_year: int | None
    half_step: float
    approximate: float
    bands: Bands
    method: str
    ceiling: float
    profile: tuple[float, ...]

    @property
    def facts(self) -> Facts:
        """Return the numbers of the verdict."""
        return self.figures.facts

    @property
    def adds_up(self) -> bool:
        """Return whether the actual is yearly values put together."""
        return self.facts.kind in ADDED_UP and bool(self.figures.parts)

    @property
    def is_over(self) -> bool:
        """Return whether the value reaches the end of the target's year or a later one."""
        facts = self.facts
        if facts.period is None or facts.target_year is None:
            return False
        return time_of(facts.period, facts.as_of) >= facts.target_year

    @property
    def tolerance(self) -> float:
        """Return the shortfall in points that counts as none, 0 where there is no distance."""
        if self.facts.kind == "average_growth" or self.base is None or self.value == self.base:
            return 0.0
        return 100.0 * self.half_step / abs(self.value - self.base)

    @property
    def point_decimals(self) -> int:
        """Return the decimals with which the gap in points lies among the limits as it does."""
        points, bands = self.facts.gap_points, self.bands
        if points is None:
            return SHARE_DECIMALS
        limits = (bands.ahead, bands.on_track, bands.behind, 0.0, self.tolerance, -self.tolerance)
        return fewest(SHARE_DECIMALS, lambda decimals: _lies(points, limits, decimals))

    @property
    def share_decimals(self) -> int:
        """Return the decimals with which the shares give the gap, and the sign they have."""
        facts = self.facts
        done, due = facts.distance_completion, facts.schedule_completion
        points, decimals = facts.gap_points, self.point_decimals
        if done is None or due is None or points is None:
            return SHARE_DECIMALS
        limits = (0.0, -self.tolerance)
        return fewest(
            decimals,
            lambda digits: (
                _lies(done, limits, digits)
                and holds(minus(rounded(done, digits), rounded(due, digits)), points, decimals)
            ),
        )

    @property
    def planned_per_year(self) -> float | None:
        """Return the yearly change first planned, from base to target, signed, in the base unit.

        Rates that compound give the yearly rate. None where there is no base or no path.
        """
        kind, year = self.facts.kind, self.facts.target_year
        if self.base is None or self.base_year is None or year is None or year <= self.base_year:
            return None
        years = year - self.base_year
        if kind == "average_growth":
            return self.value
        if kind == "cumulative_reduction":
            sign = -1 if self.value >= 0 else 1
            left = 1 + sign * self.value / 100.0
            return sign * 100.0 * math.expm1(math.log(left) / years) if left > 0 else None
        return (self.value - self.base) / years if kind in _STEADY else None

    def elapsed(self, since: int) -> tuple[int, tuple[int, int]]:
        """Return the years gone from the end of `since` to the value, at most to the target's year.

        Whole years, and days of a year that is not over with the days it has: (1, (181, 365));
        (2, (0, 1)) where it is over.
        """
        facts = self.facts
        assert facts.period is not None and facts.target_year is not None
        day = last_day(facts.as_of)
        if self.is_over or day is None or (day.month, day.day) == (12, 31):
            year = facts.period if day is None else day.year
            return min(year, facts.target_year) - since, (0, 1)
        gone, days = day.timetuple().tm_yday, 366 if _is_leap(day.year) else 365
        return day.year - 1 - since, (gone, days)

    def years_since(self, since: int) -> Term:
        """Return the same as a term: "2", "181 ÷ 365" or "1 + 181 ÷ 365"."""
        return _years(*self.elapsed(since))

    def years_left(self) -> Term:
        """Return the years from the value to the end of the target's year."""
        assert self.facts.target_year is not None
        years, (gone, days) = self.elapsed(self.facts.target_year)
        return _years(-years - 1, (days - gone, days)) if gone else whole(-years)


def _lies(value: float, limits: Sequence[float], decimals: int) -> bool:
    """Return whether a number as printed lies on the same side of each limit."""
    shown = float(plain(value, decimals))
    return all(_side(value - limit) == _side(shown - limit) for limit in limits)


def _side(apart: float) -> int:
    if abs(apart) <= NOISE:
        return 0
    return 1 if apart > 0 else -1


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _years(years: int, part: tuple[int, int]) -> Term:
    if not part[0]:
        return whole(years)
    share = over(whole(part[0]), whole(part[1]))
    return plus(whole(years), share) if years else share


def sheet_of(
    target: Target, chain: Sequence[Target], registry: Registry, figures: Figures
) -> Sheet:
    """Return the sheet of a target; `chain` are all targets of its path, itself among them."""
    columns = target_columns(chain, registry, lambda _: 0)
    row = next(at for at, one in enumerate(chain) if one.target_id == target.target_id)
    start, start_year = previous_milestone(columns)
    indicator = registry.indicators[target.indicator_id]
    return Sheet(
        figures=figures, value=float(columns.value[row]), far=_number(columns.far[row]),
        sense=int(sense(columns)[row]), base=_number(columns.base[row]),
        base_year=_year(columns.base_year[row]), start=_number(start[row]),
        start_year=_year(start_year[row]), half_step=float(columns.half_step[row]),
        approximate=registry.approximate, bands=registry.bands_of(target.indicator_id, target.nature),
        method=indicator.path, ceiling=indicator.ceiling,
        profile=indicator.month_profile if target.kind == "annual_flow" else (),
    )  # fmt: skip


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _year(value: float) -> int | None:
    return None if math.isnan(value) else int(value)
