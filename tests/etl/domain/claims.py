"""Statements by hand for the arithmetic of a source: a small registry and passages one after another."""

from dataclasses import replace

from etl.domain.consistency import Check, check_source
from etl.domain.records import (
    Aggregation,
    Indicator,
    Registry,
    Statement,
    Unit,
    Words,
)
from tests.etl.domain.build import REGISTRY, words


def measure(indicator_id: str, name: str, unit: str, **changed: object) -> Indicator:
    """Return an indicator of the small registry."""
    made = Indicator(
        indicator_id, Words(name, name), words("定义"), "population", unit, 2, "up", "level",
        "expected",
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]


POPULATION = {"aggregation": Aggregation("sum"), "low": 0.0, "high": 2e9}
INDICATORS = {
    one.indicator_id: one
    for one in (
        measure("rate", "常住人口城镇化率", "percent", low=0.0, high=100.0, census_based=True,
                aggregation=Aggregation("ratio", "urban", "people")),
        measure("people", "常住人口", "person", census_based=True, **POPULATION),
        measure("urban", "城镇常住人口", "person", census_based=True, **POPULATION),
        measure("green", "建成区绿地率", "percent", low=0.0, high=100.0, at_most="cover"),
        measure("cover", "建成区绿化覆盖率", "percent", low=0.0, high=100.0),
        measure("homes", "保障性租赁住房", "home", kind="annual_flow"),
        measure("income", "居民收入", "yuan"),
    )
}  # fmt: skip
UNITS = {
    **REGISTRY.units,
    "percent": Unit("percent", words("%"), words("个百分点"), {"%": 1, "个百分点": 1, "百分点": 1}),
    "person": Unit("person", words("人"), words("人"), {"人": 1, "万人": 1e4, "亿人": 1e8}),
    "yuan": Unit("yuan", words("元"), words("元"), {"元": 1, "万元": 1e4}),
}
CLAIMS = replace(REGISTRY, indicators=INDICATORS, units=UNITS)


def claim(quote: str, subject: str | None, value: float | None, year: int | None = 2020,
          **changed: object) -> Statement:  # fmt: skip
    """Return a baseline of a city, in the display unit of its indicator, at the text's beginning."""
    indicator = INDICATORS.get(subject or "")
    unit = {"percent": "%", "person": "万人", "home": "万套", "yuan": "元"}
    made = Statement(
        document_id="plan", start=0, stop=len(quote), quote=quote, section="一", region="某市",
        place_id="620800", scope="", indicator=indicator.name.zh if indicator else subject or "",
        indicator_id=subject if indicator else None, year=year, value=value, value_high=None,
        unit=unit[indicator.unit] if indicator else "%", operator="=", kind="baseline",
        responsible=(), rule="reach", confidence=0.9,
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]


def growth(quote: str, subject: str | None, value: float | None, year: int | None = 2020,
           **changed: object) -> Statement:  # fmt: skip
    """Return a change in points, unless another unit is given."""
    fields: dict[str, object] = {"kind": "growth", "unit": "个百分点"}
    return claim(quote, subject, value, year, **(fields | changed))


def in_a_row(*statements: Statement) -> list[Statement]:
    """Return the statements as passages of one text, one character apart."""
    placed, at = [], 0
    for statement in statements:
        stop = at + len(statement.quote)
        placed.append(replace(statement, start=at, stop=stop))
        at = stop + 1
    return placed


def checks(*statements: Statement, registry: Registry = CLAIMS) -> list[Check]:
    """Return what the statements, as passages of one text, confirm or contradict."""
    return check_source(in_a_row(*statements), registry)


def check(*statements: Statement) -> Check:
    """Return the one check there is."""
    (found,) = checks(*statements)
    return found
