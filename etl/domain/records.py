"""The records that travel along the line, one for each station.

Frozen, typed, without behaviour beyond reading themselves. Values are in the base unit of the
registry (percent is 55.0; people, not 万人); the printed form stands beside them.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.domain.screen import ScreenPlan

NATION = "000000"


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative unit by its GB/T 2260 code; `level` is nation, province, prefecture or county.

    `counted_in` is the unit whose totals count it where that is not `parent_id` (Yangling stands
    beside Xianyang in Shaanxi's tables); None means the parent.
    """

    place_id: str
    name: str
    level: str
    parent_id: str | None
    counted_in: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceAlias:
    """Another exact name or code of a place; `kind` is short, old_name, old_code or traditional."""

    place_id: str
    alias: str
    kind: str


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Chinese and English."""

    zh: str
    en: str

    def in_language(self, lang: str) -> str:
        """Return the English words for "en", the Chinese ones otherwise."""
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its printed forms with their factor to the base, and what a difference is called."""

    unit_id: str
    name: Words
    difference: Words
    scales: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Vintage:
    """A version of a value; `series` says which vintages may be compared, higher `rank` is preferred."""

    vintage_id: str
    name: Words
    series: str
    rank: int


@dataclass(frozen=True, slots=True)
class Bands:
    """Limits of gap points: at or above `ahead` it is ahead; above `on_track`, or at 0, on track;
    at or above `behind` behind; far behind below that."""

    ahead: float
    on_track: float
    behind: float


@dataclass(frozen=True, slots=True)
class Aggregation:
    """How a unit's value follows from its members: ratio of two sums, a sum, or not at all."""

    method: str
    numerator: str | None = None
    denominator: str | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One measure as `indicators.yaml` defines it.

    `at_most` is another indicator of the same unit that its value can never exceed; `bands` go
    before the registry's; `month_profile` is the share of a year's task due by the end of each
    month, in percent; with `strict_range` the far end of a range is a limit too; with
    `running_total` a published value is the total since the plan began; last year's value is
    normally published by the end of the month `published_by`.
    """

    indicator_id: str
    name: Words
    definition: Words
    theme: str
    unit: str
    decimals: int
    direction: str
    kind: str
    nature: str
    low: float | None = None
    high: float | None = None
    display_unit: str | None = None
    aliases: tuple[str, ...] = ()
    confusable: tuple[str, ...] = ()
    aggregation: Aggregation = Aggregation("none")
    path: str = "linear"
    ceiling: float = 100.0
    weight: float = 1.0
    census_based: bool = False
    is_input: bool = False
    at_most: str | None = None
    bands: Mapping[str, Bands] | None = None
    month_profile: tuple[float, ...] = ()
    strict_range: bool = False
    running_total: bool = False
    published_by: int = 6


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything `indicators.yaml` decides.

    `bands` and `supervision` (the statuses that are supervised) are by nature; a composite score
    is shown from `least_coverage` percent of the weight on; `screen` is the plan of the briefing
    screen.
    """

    version: int
    title: Words
    home: str | None
    themes: Mapping[str, Words]
    units: Mapping[str, Unit]
    vintages: Mapping[str, Vintage]
    bands: Mapping[str, Bands]
    approximate: float
    indicators: Mapping[str, Indicator]
    supervision: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    least_coverage: float = 80.0
    screen: ScreenPlan = field(default_factory=ScreenPlan)

    def bands_of(self, indicator_id: str, nature: str) -> Bands:
        """Return the bands of gap points that apply to an indicator's targets of a nature."""
        own = self.indicators[indicator_id].bands or self.bands
        return own["binding" if nature == "binding" else "expected"]


@dataclass(frozen=True, slots=True)
class Document:
    """Station 1: a plan document. `text` is what offsets index; `sha256` is that of its text file;
    `original` the name of the file it was read from, where that is another one."""

    document_id: str
    title: str
    kind: str
    issuer: str
    place_id: str
    issued_on: str | None
    base_year: int | None
    first_year: int
    last_year: int
    citation: str
    sha256: str
    text: str = field(repr=False)
    note: str = ""
    original: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Station 2: a quantitative statement found in a document.

    `text[start:stop] == quote`. `value`, `value_high` and `unit` are as written (8.8, 万套);
    `operator` is one of = >= <= > < ~ range none; `kind` is target, annual_task, baseline,
    actual, growth, comparison, milestone or context. `lead` are those of `responsible` that the
    text itself calls 牵头; `nature` is binding or expected where a table says 约束性 or 预期性.
    """

    document_id: str
    start: int
    stop: int
    quote: str
    section: str
    region: str
    place_id: str | None
    scope: str
    indicator: str
    indicator_id: str | None
    year: int | None
    value: float | None
    value_high: float | None
    unit: str
    operator: str
    kind: str
    responsible: tuple[str, ...]
    rule: str
    confidence: float
    lead: tuple[str, ...] = ()
    nature: str = ""

    @property
    def statement_id(self) -> str:
        """Return twelve hex digits over the whole reading: another reading is another statement."""
        reading = (
            self.document_id, self.start, self.stop, self.place_id, self.scope, self.indicator,
            self.indicator_id, self.year, self.value, self.value_high, self.unit, self.operator,
            self.kind, *([self.nature] if self.nature else []),
        )  # fmt: skip
        return hashlib.sha256(repr(reading).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Review:
    """Station 3: a person's decision on one statement; empty fields leave the reading as it is.

    `decision` is accept, amend or reject. `target_kind` and `nature` default to the indicator's.
    `start`, `stop` and `reading` keep what was decided on, so that a decision whose statement is
    read otherwise today can be shown beside the new reading.
    """

    document_id: str
    statement_id: str
    decision: str
    reviewer: str
    reviewed_on: str
    note: str = ""
    indicator_id: str | None = None
    place_id: str | None = None
    year: int | None = None
    value: float | None = None
    unit: str | None = None
    operator: str | None = None
    statement_kind: str | None = None
    target_kind: str | None = None
    nature: str | None = None
    scope: str | None = None
    stretch: bool = False
    start: int | None = None
    stop: int | None = None
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Station 3: a reviewed target. `low` and `high` are in the base unit; only a range has both.

    `statement_ids` are all passages that say the same; `chain_id` groups the milestones of one
    path: same document, place, indicator and scope. `lead` are those of `responsible` that the
    text calls 牵头. `effective_from` is the day the plan took effect, `annual` whether it is one of
    a single year; `superseded_by` names the newer plan that sets the same year anew.
    """

    target_id: str
    chain_id: str
    document_id: str
    place_id: str
    indicator_id: str
    scope: str
    kind: str
    nature: str
    operator: str
    value: float
    value_high: float | None
    year: int | None
    stretch: bool
    base_year: int | None
    base: float | None
    base_statement_id: str | None
    statement_ids: tuple[str, ...]
    responsible: tuple[str, ...]
    lead: tuple[str, ...] = ()
    effective_from: str = ""
    annual: bool = False
    superseded_by: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """Station 3': one published value in one vintage.

    `period` is the year; `as_of` the day within it up to which it counts (empty: the year's end).
    Dates are as published, to the day, month or year ("2021-07"), empty where unknown;
    `maturity` is final, preliminary or forecast; `trust` A official, B press, C to be verified
    (待核); `basis` the arithmetic of a derived value as printed ("56.1-6.15").
    """

    place_id: str
    indicator_id: str
    period: int
    value: float
    printed: str
    printed_unit: str
    released_on: str
    as_of: str
    vintage: str
    scope: str
    maturity: str
    trust: str
    basis: str
    source: str
    url: str
    note: str
