"""Small records by hand, and one verdict as plain numbers: what the tests of judgement are made of."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

from etl.domain.asof import AsOf
from etl.domain.columns import CAUSES, STATUSES, AssessmentColumns
from etl.domain.reason import Facts, Wording
from etl.domain.records import (
    Bands,
    Indicator,
    Observation,
    Registry,
    Target,
    Unit,
    Vintage,
    Words,
)
from etl.domain.slices import judge_slice

EVERYTHING = AsOf()
NUMBERS = (
    "expected", "gap", "level_completion", "distance_completion", "schedule_completion",
    "gap_points", "needed_per_year", "acceleration",
)  # fmt: skip


def words(text: str) -> Words:
    return Words(text, text)


RATE = Indicator(
    "rate", Words("城镇化率", "Urbanization rate"), words("定义"), "population", "percent", 2, "up",
    "level", "expected", census_based=True,
)  # fmt: skip
GREEN = replace(RATE, indicator_id="green", census_based=False)
INDICATORS = {
    one.indicator_id: one
    for one in (
        RATE,
        GREEN,
        replace(RATE, indicator_id="ratio", direction="down", unit="times", census_based=False),
        replace(RATE, indicator_id="saturating", path="logistic", census_based=False),
        replace(
            RATE, indicator_id="homes", name=Words("保障房", "Rental homes"), unit="home",
            display_unit="万套", kind="annual_flow", census_based=False,
        ),
        replace(RATE, indicator_id="people", unit="person", display_unit="万人"),
        replace(RATE, indicator_id="estates", unit="item", decimals=0, census_based=False),
        replace(GREEN, indicator_id="growing", path="geometric"),
        replace(GREEN, indicator_id="land", direction="down", kind="cap", nature="binding"),
        replace(GREEN, indicator_id="ceiling", direction="down", strict_range=True),
        replace(GREEN, indicator_id="corridor", strict_range=True),
        replace(GREEN, indicator_id="roads", kind="cumulative"),
        replace(GREEN, indicator_id="tally", kind="cumulative", running_total=True),
        replace(GREEN, indicator_id="quota", kind="cumulative", strict_range=True),
        replace(GREEN, indicator_id="toilets", kind="backlog"),
        replace(GREEN, indicator_id="energy", kind="cumulative_reduction"),
        replace(GREEN, indicator_id="income", kind="average_growth"),
        replace(
            GREEN, indicator_id="intensity", kind="cumulative_reduction", direction="down"
        ),
        replace(GREEN, indicator_id="emissions", kind="average_growth", direction="down"),
        replace(GREEN, indicator_id="metro", kind="milestone"),
        replace(
            GREEN, indicator_id="seasonal", kind="annual_flow",
            month_profile=(0, 0, 5, 15, 30, 45, 60, 75, 85, 95, 100, 100),
        ),
        replace(
            GREEN, indicator_id="strict",
            bands={"expected": Bands(2, -4, -8), "binding": Bands(2, 0, -8)},
        ),
    )
}  # fmt: skip
REGISTRY = Registry(
    version=1,
    title=words("监测"),
    home=None,
    themes={"population": words("人口")},
    units={
        "percent": Unit(
            "percent", words("%"), Words("个百分点", "percentage points"), {"%": 1.0, "百分点": 1.0}
        ),
        "times": Unit("times", Words("倍", "×"), Words("倍", "×"), {"倍": 1.0}),
        "home": Unit("home", Words("套", "homes"), Words("套", "homes"), {"套": 1.0, "万套": 1e4}),
        "person": Unit(
            "person", Words("人", "people"), Words("人", "people"), {"人": 1.0, "万人": 1e4}
        ),
        "item": Unit("item", Words("个", "items"), Words("个", "items"), {"个": 1.0}),
    },
    vintages={
        one.vintage_id: one
        for one in (
            Vintage("post_census", words("普查后"), "since_2020", 50),
            Vintage("census_2020", words("普查"), "since_2020", 45),
            Vintage("revised", words("修订"), "since_2020", 42),
            Vintage("original", words("公报"), "before_2020", 20),
            Vintage("none", words("未注明"), "before_2020", 0),
        )
    },
    bands={"expected": Bands(5, -10, -30), "binding": Bands(5, 0, -30)},
    approximate=0.02,
    indicators=INDICATORS,
)
_ids = count(1)


def a_target(value: float, year: int | None, **changed: object) -> Target:
    """Return a level target of the rate, without a base unless one is given."""
    indicator = INDICATORS[str(changed.get("indicator_id", "rate"))]
    made = Target(
        target_id=f"t{next(_ids)}", chain_id="chain", document_id="plan", place_id="620800",
        indicator_id="rate", scope="", kind=indicator.kind, nature="expected", operator="=",
        value=value, value_high=None, year=year, stretch=False, base_year=None, base=None,
        base_statement_id=None, statement_ids=("s",), responsible=(),
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]


def seen(period: int, value: float, **changed: object) -> Observation:
    """Return a published value of the rate: on the original series before 2020, else on the new."""
    vintage = "original" if period < 2020 else "post_census"
    printed = f"{value:.2f}".rstrip("0").rstrip(".")
    made = Observation(
        place_id="620800", indicator_id="rate", period=period, value=value, printed=printed,
        printed_unit="%", released_on="", as_of="", vintage=vintage, scope="", maturity="final",
        trust="A", basis="", source="公报", url="", note="",
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Seen:
    """The verdict on one target; None where a number is absent."""

    target: Target
    used: Observation | None
    status: str
    cause: str
    comparable: bool
    base_revised: bool
    actual: float | None
    expected: float | None
    gap: float | None
    level_completion: float | None
    distance_completion: float | None
    schedule_completion: float | None
    gap_points: float | None
    needed_per_year: float | None
    acceleration: float | None

    def numbers(self) -> dict[str, float | None]:
        return {name: getattr(self, name) for name in NUMBERS}


def verdicts(
    targets: Sequence[Target], observations: Sequence[Observation], as_of: AsOf = EVERYTHING
) -> list[Seen]:
    """Return one verdict per target, in their order."""
    judged = judge_slice(targets, observations, REGISTRY, as_of)
    assert list(judged.targets) == list(targets)
    return [
        _one(target, judged.verdicts, row, used)
        for row, (target, used) in enumerate(zip(targets, judged.used, strict=True))
    ]


def verdict(target: Target, *observations: Observation, as_of: AsOf = EVERYTHING) -> Seen:
    """Return the verdict on one target."""
    return verdicts([target], observations, as_of)[0]


def _one(target: Target, columns: AssessmentColumns, row: int, used: Observation | None) -> Seen:
    def number(name: str) -> float | None:
        value = float(getattr(columns, name)[row])
        return None if math.isnan(value) else value

    return Seen(
        target, used, STATUSES[columns.status[row]], CAUSES[columns.cause[row]],
        bool(columns.comparable[row]), bool(columns.base_revised[row]), number("actual"),
        *(number(name) for name in NUMBERS),
    )  # fmt: skip


def facts_of(found: Seen) -> Facts:
    """Return what a sentence about a verdict may say."""
    target, used = found.target, found.used
    return Facts(
        status=found.status, cause=found.cause, kind=target.kind, nature=target.nature,
        operator=target.operator, stretch=target.stretch, target=target.value,
        target_high=target.value_high,
        target_year=target.year, base=target.base, base_year=target.base_year,
        actual=found.actual, period=used.period if used else None,
        as_of=used.as_of if used else "", expected=found.expected, gap=found.gap,
        distance_completion=found.distance_completion,
        schedule_completion=found.schedule_completion, gap_points=found.gap_points,
        needed_per_year=found.needed_per_year,
    )  # fmt: skip


def wording_of(found: Seen, lang: str = "zh") -> Wording:
    indicator = INDICATORS[found.target.indicator_id]
    return Wording(indicator, REGISTRY.units[indicator.unit], lang)
