"""What the board hands to pages, exports and the command line: rows, points and chains."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.domain.columns import ADDED_UP
from etl.domain.reason import Facts, Wording, is_early, reason, status_word
from etl.domain.records import Indicator, Observation, Place, Target, Unit, Words

RULE = "schedule"


@dataclass(frozen=True, slots=True)
class Source:
    """A plan document as the board shows it, without its text; `first_year` begins its period."""

    document_id: str
    title: str
    issuer: str
    issued_on: str
    citation: str
    note: str
    first_year: int


@dataclass(frozen=True, slots=True)
class Row:
    """One target with its verdict. Values in the base unit, completions and gaps in percent and
    百分点; None where a number is absent.

    `actual` is what the target was judged on: the value of `observation`, or what the yearly values
    up to that one amount to.
    """

    target: Target
    place: Place
    indicator: Indicator
    unit: Unit
    source: Source
    observation: Observation | None
    actual: float | None
    expected: float | None
    gap: float | None
    level_completion: float | None
    distance_completion: float | None
    schedule_completion: float | None
    gap_points: float | None
    needed_per_year: float | None
    acceleration: float | None
    status: str
    cause: str
    comparable: bool
    base_revised: bool

    @property
    def period(self) -> int | None:
        """Return the year of that value."""
        return self.observation.period if self.observation else None

    @property
    def adds_up(self) -> bool:
        """Return whether the actual is yearly values put together."""
        return self.target.kind in ADDED_UP and not self.indicator.running_total

    @property
    def facts(self) -> Facts:
        """Return what the sentence behind the status may say."""
        aim = self.target
        return Facts(
            status=self.status, cause=self.cause, kind=aim.kind, nature=aim.nature,
            operator=aim.operator, stretch=aim.stretch, target=aim.value,
            target_high=aim.value_high, target_year=aim.year, base=aim.base,
            base_year=aim.base_year, actual=self.actual, period=self.period,
            as_of=self.observation.as_of if self.observation else "", expected=self.expected,
            gap=self.gap, distance_completion=self.distance_completion,
            schedule_completion=self.schedule_completion, gap_points=self.gap_points,
            needed_per_year=self.needed_per_year,
        )  # fmt: skip

    @property
    def early(self) -> bool:
        """Return whether the level was reached before its year was over."""
        return is_early(self.facts)

    def wording(self, lang: str = "zh") -> Wording:
        """Return how this row's numbers are written."""
        return Wording(self.indicator, self.unit, lang)

    def aim(self, lang: str = "zh") -> str:
        """Return the target as a plan says it: "不低于34%", "10—15个"; of an event that it is done."""
        if self.target.kind == "milestone":
            return "done" if lang == "en" else "完成"
        wanted = self.target
        return self.wording(lang).target(wanted.operator, wanted.value, wanted.value_high)

    def reason(self, lang: str = "zh") -> str:
        """Return the finished sentence behind the status."""
        return reason(self.facts, self.wording(lang), lang)

    def status_word(self, lang: str = "zh") -> str:
        """Return the official word of the status."""
        return status_word(self.status, early=self.early, lang=lang)

    def as_json(self) -> dict[str, Any]:
        """Return the row in the fields of `urban status --json`; null for what is absent."""
        aim = self.target
        return {
            "place_id": self.place.place_id, "place": self.place.name,
            "indicator_id": self.indicator.indicator_id, "indicator": self.indicator.name.zh,
            "kind": aim.kind, "nature": aim.nature, "target_year": aim.year, "target": aim.value,
            "operator": aim.operator, "unit": self.unit.name.zh, "base_year": aim.base_year,
            "base": aim.base, "period": self.period, "actual": clean(self.actual),
            "vintage": self.observation.vintage if self.observation else None,
            "expected": clean(self.expected), "gap": clean(self.gap),
            "level_completion": clean(self.level_completion),
            "distance_completion": clean(self.distance_completion),
            "schedule_completion": clean(self.schedule_completion),
            "gap_points": clean(self.gap_points), "status": self.status, "rule": RULE,
            "reason": self.reason(), "needed_per_year": clean(self.needed_per_year),
            "acceleration": clean(self.acceleration), "document_id": aim.document_id,
            "target_high": aim.value_high, "stretch": aim.stretch, "superseded_by": aim.superseded_by or None,
            "base_revised": self.base_revised,
        }  # fmt: skip


def clean(value: float | None) -> float | None:
    """Return a number without the noise of binary arithmetic, to ten decimals."""
    return None if value is None else round(value, 10)


@dataclass(frozen=True, slots=True)
class Past:
    """How a target stood on the value of a past year; `gap_points` None where it has none."""

    year: int
    status: str
    gap_points: float | None


@dataclass(frozen=True, slots=True)
class Point:
    """A published value on a chart; `series` numbers what may be joined by a line.

    `preferred` is the one of its year that judgement takes; `time` its place in time: the year,
    or less within the year; `vintage` what its version is called.
    """

    observation: Observation
    series: int
    preferred: bool
    time: float
    vintage: Words

    def apart_from(self, after: "Point") -> bool:
        """Return whether no line joins the next value: another series, a missing year, a new count."""
        counted = self.observation.as_of and self.observation.period != after.observation.period
        return self.series != after.series or after.time - self.time > 1.01 or bool(counted)


@dataclass(frozen=True, slots=True)
class Chain:
    """The milestones of one path with the published values around it.

    `path` is the required value by year; `current` the row that speaks for the chain: the nearest
    milestone, or the last one once all are past.
    """

    rows: tuple[Row, ...]
    points: tuple[Point, ...]
    path: Mapping[int, float]

    @property
    def current(self) -> Row:
        """Return the row that speaks for the chain."""
        due = [row for row in self.rows if row.status != "not_due"]
        last_year = max((row.target.year or 0 for row in due), default=0)
        return next((row for row in due if (row.target.year or 0) == last_year), self.rows[0])


@dataclass(frozen=True, slots=True)
class Cell:
    """The latest published value of a place on an indicator, in one scope."""

    place: Place
    indicator: Indicator
    unit: Unit
    observation: Observation

    def text(self, lang: str = "zh") -> str:
        """Return the value with its unit."""
        return Wording(self.indicator, self.unit, lang).value(self.observation.value)

    @property
    def year(self) -> str:
        """Return the year, or the day within it, of the value."""
        return self.observation.as_of or str(self.observation.period)


@dataclass(frozen=True, slots=True)
class Panel:
    """One place in a set of small charts: its values and, where it has a target, rows and path."""

    place: Place
    points: tuple[Point, ...]
    rows: tuple[Row, ...]
    path: Mapping[int, float]
    current: Row | None
