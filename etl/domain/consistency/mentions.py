"""Where a document states which level: every mention of a value, by subject, place, scope and year.

A subject is an indicator of the registry by its id, else a name exactly as the passage has it.
Likeness of names must never make one subject of two.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from etl.domain.consistency.printed import Interval, is_usable, printed
from etl.domain.records import Indicator, Registry, Statement, Unit

ACHIEVED, AIMED = "achieved", "aimed"
_GROUPS = {"baseline": ACHIEVED, "actual": ACHIEVED, "target": AIMED, "annual_task": AIMED}
POINTS = "百分点"
Series = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Mention:
    """A level as one passage states it; `size` is in the base unit, `scale` its factor.

    `dimension` is the id of the unit in the registry, or the printed unit where that has none.
    """

    statement: Statement
    subject: str
    place: str
    group: str
    dimension: str
    scale: float
    size: Interval

    @property
    def series(self) -> Series:
        """Return subject, place and scope: what values of different years share."""
        return (self.subject, self.place, self.statement.scope)

    @property
    def is_exact(self) -> bool:
        """Return whether the passage states this one value, neither a bound nor a range."""
        return self.statement.operator == "=" and self.statement.value_high is None


@dataclass(frozen=True, slots=True)
class Measures:
    """Which dimension and scale a printed unit has, as the registry declares it."""

    registry: Registry
    owner: dict[str, tuple[str, float]]

    @classmethod
    def of(cls, registry: Registry) -> "Measures":
        """Return the measures of a registry; a form of two units belongs to the first."""
        owner: dict[str, tuple[str, float]] = {}
        for unit in registry.units.values():
            for form, scale in unit.scales.items():
                owner.setdefault(form, (unit.unit_id, scale))
        return cls(registry, owner)

    def indicator(self, statement: Statement) -> Indicator | None:
        """Return the indicator a statement is linked to, None for one the registry lacks."""
        return self.registry.indicators.get(statement.indicator_id or "")

    def of_statement(self, statement: Statement) -> tuple[str, float] | None:
        """Return dimension and scale of a statement's unit, None where it does not fit."""
        indicator = self.indicator(statement)
        if indicator is None:
            return self.owner.get(statement.unit, (statement.unit, 1.0))
        unit = self.registry.units.get(indicator.unit)
        if unit is None or statement.unit not in unit.scales:
            return None
        return unit.unit_id, unit.scales[statement.unit]

    def scale_within(self, form: str, dimension: str) -> float | None:
        """Return the factor of a printed unit within a dimension, None where it is another's."""
        unit = self.registry.units.get(dimension)
        if unit is None:
            return 1.0 if form == dimension else None
        return unit.scales.get(form)

    def is_share(self, dimension: str) -> bool:
        """Return whether a dimension is percent."""
        unit = self.registry.units.get(dimension)
        return dimension == "%" if unit is None else "%" in unit.scales

    def is_money(self, dimension: str) -> bool:
        """Return whether a dimension is money, whose growth is mostly told at constant prices."""
        unit = self.registry.units.get(dimension)
        return (dimension if unit is None else unit.name.zh).endswith("元")


def mention_of(statement: Statement, measures: Measures) -> Mention | None:
    """Return the level that a statement states, None where it states none that can be used."""
    group = _GROUPS.get(statement.kind)
    measure = measures.of_statement(statement)
    place = statement.place_id or statement.region
    subject = statement.indicator_id or statement.indicator
    if not (group and measure and place and subject and is_usable(statement.value)):
        return None
    dimension, scale = measure
    if _is_a_difference(statement.unit, measures.registry.units.get(dimension)):
        return None
    size = printed(statement).scaled(scale)
    return Mention(statement, subject, place, group, dimension, scale, size)


def _is_a_difference(form: str, unit: Unit | None) -> bool:
    return form.endswith(POINTS) and (unit is None or not unit.name.zh.endswith(POINTS))


@dataclass(slots=True)
class Levels:
    """All levels of one document in the order of the text, exact ones found by series and year."""

    mentions: list[Mention]
    by_series: dict[Series, list[Mention]] = field(default_factory=dict)
    by_year: dict[tuple[Series, str, int], list[Mention]] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, statements: Iterable[Statement], measures: Measures) -> "Levels":
        """Return the levels that statements, in the order of the text, state."""
        levels = cls([])
        for statement in statements:
            mention = mention_of(statement, measures)
            if mention:
                levels._add(mention)
        return levels

    def _add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self.by_name.setdefault(mention.statement.indicator, mention.subject)
        if not mention.is_exact:
            return
        self.by_series.setdefault(mention.series, []).append(mention)
        if mention.statement.year is not None:
            key = (mention.series, mention.group, mention.statement.year)
            self.by_year.setdefault(key, []).append(mention)

    def at(self, series: Series, group: str, year: int | None) -> Sequence[Mention]:
        """Return the exact mentions of a series in a year, of one group."""
        return () if year is None else self.by_year.get((series, group, year), ())


def nearest(mentions: Sequence[Mention], start: int) -> Mention | None:
    """Return the mention nearest to a position, None where there are none."""
    at = bisect_left(mentions, start, key=lambda mention: mention.statement.start)
    near = mentions[max(0, at - 1) : at + 1]
    return min(near, key=lambda mention: abs(mention.statement.start - start), default=None)


def distinct(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the first mention of each different value."""
    seen: set[tuple[float, float, float]] = set()
    for mention in mentions:
        size = mention.size
        key = (size.value, size.low, size.high)
        if key not in seen:
            seen.add(key)
            yield mention
