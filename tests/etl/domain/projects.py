"""Whole small projects at random: chains of every kind with the values published for them.

A project is read off bytes that Hypothesis draws, one string for each chain: that is quick, and
fewer and smaller bytes are simpler cases. Everything has two decimals, as tables and plans print
it. Nothing here knows what the verdict will be.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from hypothesis import strategies as st

from etl.domain.asof import AsOf
from etl.domain.columns import BOUNDS
from etl.domain.records import Observation, Target
from tests.etl.domain.build import INDICATORS, REGISTRY, a_target, seen
from tests.etl.domain.slow_values import time_of

T = TypeVar("T")
ADDED_UP = ("cumulative", "backlog", "cumulative_reduction", "average_growth")
EVERY_BOUND = (*BOUNDS, "range")
LEAST = ("=", ">=", ">", "~", "range")
MOST = ("=", "<=", "<", "~")
BYTES = 160
DAYS = ("2014-03-01", "2019-12-31", "2021-06-30", "2021-06-30", "2022-01-01", "2026-01-01", "")


class Dice:
    """Choices read off a string of bytes, one after the other; past its end always the first."""

    def __init__(self, thrown: bytes) -> None:
        self._thrown = iter(thrown)

    def below(self, number: int) -> int:
        """Return a whole number from 0 up to, but not including, a number below 65536."""
        high = next(self._thrown, 0) if number > 256 else 0
        return (high * 256 + next(self._thrown, 0)) % number

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of several choices."""
        return choices[self.below(len(choices))]

    def hundredths(self, low: int, high: int) -> float:
        """Return a number of two decimals between two numbers of hundredths."""
        return (low + self.below(high - low + 1)) / 100

    def one_in(self, number: int) -> bool:
        """Return true once in so many times."""
        return self.below(number) == number - 1


@dataclass(frozen=True)
class Sort:
    """What targets of a kind look like, in hundredths of a printed unit.

    `start` are the limits of the first value, `step` those from one year to the next (of what is
    published year by year: of each value), `aim` those of how far a target lies from the start
    for every year until it is due (of tasks and average growth: once).
    """

    kind: str
    indicators: tuple[str, ...]
    start: tuple[int, int]
    step: tuple[int, int]
    aim: tuple[int, int]
    operators: tuple[str, ...] = EVERY_BOUND


LEVELS = (
    Sort("level", ("rate", "people", "strict"), (4_000, 5_000), (-20, 250), (-60, 250)),
    Sort("level", ("rate", "green", "growing"), (-300, 300), (-80, 300), (-150, 300)),
    Sort("level", ("saturating", "growing"), (3_000, 8_000), (-50, 300), (-50, 300)),
    Sort("level", ("saturating", "growing"), (0, 100), (0, 30), (0, 40)),
    Sort("level", ("ratio",), (250, 400), (-15, 5), (-20, 2)),
    Sort("level", ("ceiling", "corridor"), (3_000, 4_000), (-200, 300), (-90, 90), ("range",)),
)
LIMITS = (
    Sort("floor", ("green", "rate"), (8_500, 9_000), (-100, 200), (-30, 60), LEAST),
    Sort("cap", ("land",), (1_000, 2_000), (0, 400), (-10, 400), (*MOST, "range")),
    Sort("cap", ("estates",), (1_000, 2_000), (-100, 400), (-10, 400), MOST),
)
TASKS = (
    Sort("annual_flow", ("homes", "seasonal", "strict"), (0, 0), (2_000, 9_000), (3_000, 9_000)),
    Sort("annual_flow", ("estates", "seasonal"), (0, 0), (-100, 3_000), (-100, 3_000)),
)
SUMS = (
    Sort("cumulative", ("roads", "quota"), (0, 0), (100, 900), (200, 800)),
    Sort("cumulative", ("tally", "quota"), (0, 0), (0, 2_000), (100, 1_000)),
    Sort("cumulative", ("roads", "tally"), (0, 0), (-300, 300), (-100, 300)),
    Sort("backlog", ("toilets",), (0, 0), (0, 900), (100, 900), ("=", ">=")),
)
RATES = (
    Sort("cumulative_reduction", ("energy",), (0, 0), (0, 500), (200, 400), ("=", ">=", "~")),
    Sort("cumulative_reduction", ("energy",), (0, 0), (-500, 5_000), (-100, 2_000), ("=", ">")),
    Sort("cumulative_reduction", ("energy",), (0, 0), (10_000, 10_100), (200, 400), ("=",)),
    Sort("average_growth", ("income",), (0, 0), (200, 1_200), (500, 900), ("=", ">=", ">", "~")),
    Sort("average_growth", ("income",), (0, 0), (-4_000, 3_000), (-3_000, 900), ("=", ">=")),
    Sort("average_growth", ("income",), (0, 0), (-10_100, -10_000), (-300, 900), ("=",)),
)
FALLING = (
    Sort("cumulative_reduction", ("intensity",), (0, 0), (-500, 100), (-400, 100), ("=", "<=")),
    Sort("average_growth", ("emissions",), (0, 0), (-900, 200), (-500, 100), ("=", "<=", "~")),
)
EVENTS = (Sort("milestone", ("metro",), (10_000, 10_000), (0, 0), (0, 0), (">=",)),)


@dataclass(frozen=True)
class Project:
    """Targets and published values, and what is asked: as of a year, of a day, or of today."""

    targets: tuple[Target, ...]
    observations: tuple[Observation, ...]
    as_of: AsOf


def projects(sorts: Sequence[Sort], chains: int) -> st.SearchStrategy[Project]:
    """Return projects of that many chains, each of a place of its own."""
    thrown = st.lists(
        st.binary(min_size=BYTES, max_size=BYTES), min_size=chains + 1, max_size=chains + 1
    )
    return thrown.map(lambda parts: project_of(sorts, [Dice(part) for part in parts]))


def project_of(
    sorts: Sequence[Sort], dice: Sequence[Dice], milestones: Sequence[int] = (1, 2, 3, 4)
) -> Project:
    """Return the project that the dice show: the first says when, each other one a chain."""
    targets: list[Target] = []
    rows: list[Observation] = []
    for number, one in enumerate(dice[1:]):
        chain = Chain(one, one.pick(sorts), f"62{number:02d}00", milestones)
        targets += chain.targets
        rows += chain.rows
    year, shape = 2015 + dice[0].below(14), dice[0].below(8)
    as_of = {6: AsOf(year), 7: AsOf(known_on=year * 10_000 + 305)}.get(shape, AsOf())
    return Project(tuple(targets), tuple(rows), as_of)


class Chain:
    """Some milestones of one place and indicator, and the values published for them."""

    def __init__(self, dice: Dice, sort: Sort, place_id: str, milestones: Sequence[int]) -> None:
        self.dice, self.sort, self.place_id = dice, sort, place_id
        self.indicator_id = dice.pick(sort.indicators)
        indicator = INDICATORS[self.indicator_id]
        scales = REGISTRY.units[indicator.unit].scales
        self.unit = scales.get(indicator.display_unit or "", 1.0)
        self.base_year = dice.pick((2020, 2020, 2020, 2015, 2013, 2018))
        self.start = dice.hundredths(*sort.start)
        self.rows = self.published()
        self.targets = self.milestones(dice.pick(milestones))

    def value(self, printed: float) -> float:
        """Return a printed number in the base unit."""
        return round(printed * self.unit, 9)

    def published(self) -> list[Observation]:
        """Return the values of a run of years, now and then one missing, and further versions."""
        dice, value, rows = self.dice, self.start, []
        added = self.sort.kind in (*ADDED_UP, "annual_flow", "milestone")
        first = self.base_year + dice.pick((1, 1, 0, 0, 0, 1, 2, -2 if not added else 1))
        for year in range(first, first + dice.pick((3, 0, 1, 2, 3, 4, 5, 6, 9))):
            step = dice.hundredths(*self.sort.step)
            value = step if added else round(value + step, 2)
            if not dice.one_in(20):
                rows.append(self.seen(year, value, plain=True))
        for _ in range(dice.pick((0, 0, 0, 1, 2, 4))):
            rows.append(self.seen(first + dice.below(6), value, plain=False))
        return list({preference(one): one for one in rows}.values())

    def seen(self, period: int, printed: float, *, plain: bool) -> Observation:
        """Return one value; a plain one is final, of the whole year and of the usual vintage."""
        dice, changed = self.dice, {"indicator_id": self.indicator_id, "place_id": self.place_id}
        if self.sort.kind == "milestone":
            printed = dice.pick((0.0, 30.0, 60.0, 99.9, 100.0))
        made = seen(period, self.value(printed), printed=f"{printed:.2f}", **changed)
        if plain and self.sort.kind not in ("annual_flow", "milestone"):
            return made
        if not plain:
            printed = round(printed + dice.hundredths(-60, 60), 2)
        day = dice.pick(("", "", "-06-30", "-12-31", "-09", "-02-28", "-11-30"))
        return seen(
            period, self.value(printed), as_of=f"{period}{day}" if day else "",
            printed=dice.pick((f"{printed:.2f}", f"{printed:.1f}")),
            vintage=dice.pick((made.vintage, "original", "census_2020", "post_census", "revised")),
            maturity=dice.pick(("final", "final", "preliminary", "forecast")),
            released_on=dice.pick(("", f"{period + 1}", f"{period + 1}-03-05", f"{period + 3}-01")),
            trust=dice.pick("ABC"), **changed,
        )  # fmt: skip

    def milestones(self, number: int) -> list[Target]:
        """Return the targets: mostly five years apart, now and then two of one year."""
        dice, found = self.dice, []
        has_base = self.sort.kind not in ("annual_flow", "milestone") and not dice.one_in(10)
        base = self.base() if has_base else None
        base_year = self.base_year if base is not None or self.sort.kind in ADDED_UP else None
        if self.sort.kind in ADDED_UP and not has_base:
            base_year = None
        year = self.base_year
        for _ in range(number):
            flow = self.sort.kind == "annual_flow"
            year += dice.pick((1, 1, 2, 0)) if flow else dice.pick((5, 5, 1, 2, 3, 8, 5, 0))
            found.append(self.milestone(year, base_year, base))
        return found

    def base(self) -> float | None:
        """Return the base a plan prints: what was published, something near it, or none."""
        if self.sort.kind in ADDED_UP or self.dice.one_in(16):
            return None
        own = [one.value for one in self.rows if one.period == self.base_year]
        if own and self.dice.below(4):
            return self.dice.pick(own)
        return self.value(round(self.start + self.dice.hundredths(-30, 30), 2))

    def milestone(self, year: int, base_year: int | None, base: float | None) -> Target:
        """Return one target; now and then without a year, or before its base."""
        dice, sort = self.dice, self.sort
        operator = dice.pick(sort.operators)
        once = sort.kind in ("annual_flow", "average_growth")
        years = 1 if once else max(1, year - self.base_year)
        low = round(self.start + years * dice.hundredths(*sort.aim), 2)
        high = round(low + dice.hundredths(1, 900), 2)
        is_range = operator == "range"
        odd = dice.below(32)
        return a_target(
            self.value(low), None if odd == 30 else year - 9 if odd == 31 else year,
            kind="range" if is_range and sort.kind == "level" else sort.kind, operator=operator,
            value_high=self.value(high) if is_range else None,
            nature=dice.pick(("expected", "binding")), stretch=dice.one_in(3),
            base=base, base_year=base_year, chain_id=self.place_id, place_id=self.place_id,
            indicator_id=self.indicator_id,
        )  # fmt: skip


def plans(sorts: Sequence[Sort], chains: int) -> st.SearchStrategy[Project]:
    """Return projects in which up to three plans of a place set targets for the same measure."""
    thrown = st.lists(
        st.binary(min_size=BYTES, max_size=BYTES), min_size=chains + 1, max_size=chains + 1
    )
    return thrown.map(lambda parts: with_plans(sorts, [Dice(part) for part in parts]))


def with_plans(sorts: Sequence[Sort], dice: Sequence[Dice]) -> Project:
    """Return a project whose chains are spread over three plans, each with a base of its own."""
    plain = project_of(sorts, dice, milestones=(3, 4, 5, 6))
    choose, targets = dice[0], []
    days = {plan: choose.pick(DAYS) for plan in "abc"}
    annual = {plan: choose.one_in(6) for plan in "abc"}
    for number, target in enumerate(plain.targets):
        plan = "abc"[(number * 7 + choose.below(256)) % 3]
        base, base_year = target.base, target.base_year
        if plan == "c" and base is not None and base_year is not None:
            base, base_year = round(base + 1, 9), base_year + 1
        changed = replace(
            target, document_id=plan, chain_id=f"{target.place_id}-{plan}", base=base,
            base_year=base_year, effective_from=days[plan], annual=annual[plan],
        )  # fmt: skip
        targets.append(changed)
    return Project(tuple(targets), plain.observations, plain.as_of)


def preference(one: Observation) -> tuple[object, ...]:
    """Return all by which one value of a year goes before another: no two here share it."""
    decimals = len(one.printed.partition(".")[2])
    vintage = (one.vintage, one.maturity == "forecast")
    return (one.period, time_of(one), vintage, decimals, one.released_on, one.trust)
