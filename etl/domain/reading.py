"""A statement in words that a person can check against the passage; decides nothing."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from etl.domain.reason import BOUND_WORDS
from etl.domain.records import Place, Registry, Review, Statement
from etl.domain.targets import read_as_reviewed


def reviewed(
    statement: Statement, review: Review, places: Mapping[str, Place], registry: Registry
) -> Statement:
    """Return a statement as reviewed, with the official names of what the reviewer put in."""
    read = read_as_reviewed(statement, review)
    if review.place_id and review.place_id in places:
        read = replace(read, region=places[review.place_id].name)
    if review.indicator_id and review.indicator_id in registry.indicators:
        read = replace(read, indicator=registry.indicators[review.indicator_id].name.zh)
    return read


def value_in_words(statement: Statement) -> str:
    """Return the value as written with its bound: "不低于1.85万个", "70%左右", "10—15个"; "" for none."""
    if statement.value is None:
        return ""
    number = digits(statement.value)
    if statement.value_high is not None:
        number += f"—{digits(statement.value_high)}"
    bound = BOUND_WORDS.get(statement.operator, ("",))[0]
    about = "左右" if statement.operator == "~" else ""
    return f"{bound}{number}{statement.unit}{about}"


def digits(value: float) -> str:
    """Return a number as a person writes it: every digit, never an exponent."""
    return format(Decimal(repr(float(value))), "f").removesuffix(".0")


def in_words(statement: Statement) -> str:
    """Return place, scope, year, indicator and value: "平凉市 2025年 常住人口城镇化率 55%"."""
    scope = f"（{statement.scope}）" if statement.scope else ""
    year = f"{statement.year}年" if statement.year else "无年份"
    parts = (
        statement.region + scope, year, statement.indicator, value_in_words(statement)
    )  # fmt: skip
    return " ".join(part for part in parts if part)
