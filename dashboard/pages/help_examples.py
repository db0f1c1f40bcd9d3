"""Worked examples of the method page: judged by judgement itself when the page is drawn.

Nothing here is a result that was worked out before; the figures are those of plans that anybody can
look up, or round ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dash import html

from dashboard.components import Part, chip, table
from dashboard.format import NOTHING, percent, signed
from dashboard.records import Row, Source
from dashboard.words import word
from etl.domain.asof import AsOf
from etl.domain.build import half_step
from etl.domain.columns import CAUSES, STATUSES
from etl.domain.one import Aim, judge_series
from etl.domain.paths import METHODS, chain_path
from etl.domain.reason import Wording, plain, status_word
from etl.domain.records import (
    Bands,
    Indicator,
    Observation,
    Place,
    Registry,
    Target,
    Unit,
    Vintage,
    Words,
)
from etl.domain.slices import judge_slice

_NAME = "example"
_PLACE = Place("000000", "", "nation", None)
_SOURCE = Source("", "", "", "", "", "", 0)
_NUMBERS = (
    "actual", "expected", "gap", "level_completion", "distance_completion", "schedule_completion",
    "gap_points", "needed_per_year", "acceleration", "comparable", "base_revised",
)  # fmt: skip
_PERCENT = Unit(
    _NAME, Words("%", "%"), Words("个百分点", "percentage points"), {"%": 1.0}
)  # fmt: skip
_BASE, _TARGET, _FIRST, _LAST = 44.77, 55.0, 2020, 2025
_ABOUT = 70.0
Value = tuple[int | str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """A target of a kind with the values published on it, by year or by day, in the base unit.

    `unit` is in both languages; `shown_in` the tens of thousands that Chinese counts in, "" for none.
    """

    kind: str
    value: float
    year: int
    values: tuple[Value, ...]
    operator: str = "="
    high: float | None = None
    base: float | None = None
    base_year: int | None = _FIRST
    unit: tuple[str, str] = ("%", "%")
    decimals: int = 2
    shown_in: str = ""


EXAMPLES = {
    one.kind: one
    for one in (
        Example("level", _TARGET, _LAST, ((2022, 46.79),), base=_BASE),
        Example("annual_flow", 88_000.0, 2022, (("2022-06-30", 46_000.0),), unit=("套", "homes"),
                shown_in="万套"),
        Example("floor", 90.0, 2025, ((2022, 92.3),), ">=", base_year=None),
        Example("cap", 29_500_000.0, 2025, ((2022, 28_800_000.0),), "<=", base=28_000_000.0,
                unit=("亩", "mu"), shown_in="万亩"),
        Example("cumulative", 2809.0, 2025, ((2021, 600.0), (2022, 500.0)), unit=("公里", "km")),
        Example("cumulative_reduction", 13.5, 2025, ((2021, 3.0), (2022, 2.5))),
        Example("average_growth", 7.0, 2025, ((2021, 8.0), (2022, 5.5), (2023, 7.0)), decimals=3),
        Example("backlog", 56_800.0, 2025, ((2021, 12_000.0), (2022, 11_000.0)),
                unit=("座", "toilets"), shown_in="万座"),
        Example("range", 10.0, 2025, ((2022, 7.0),), "range", 15.0, 4.0, unit=("个", "items")),
        Example("milestone", 100.0, 2022, (("2022-06-30", 60.0), ("2022-12-29", 100.0)), ">=",
                base_year=None),
    )
}  # fmt: skip


def judged(registry: Registry, example: Example) -> Row:
    """Return the row of an example under a registry's default bands."""
    return _rows(registry, example, [_target(example)])[0]


def _rows(registry: Registry, example: Example, targets: Sequence[Target]) -> list[Row]:
    known = _with_example(registry, example)
    found = judge_slice(targets, _values(example), known, AsOf())
    columns = found.verdicts
    rows = []
    for at, (target, seen) in enumerate(zip(found.targets, found.used, strict=True)):
        numbers = {name: _present(getattr(columns, name)[at].item()) for name in _NUMBERS}
        rows.append(
            Row(
                target=target, place=_PLACE, indicator=known.indicators[_NAME],
                unit=known.units[_NAME], source=_SOURCE, observation=seen,
                status=STATUSES[columns.status[at]], cause=CAUSES[columns.cause[at]], **numbers,
            )
        )  # fmt: skip
    return rows


def _present(value: Any) -> Any:  # Any: a number or a truth out of a column.
    return None if value != value else value


def _with_example(registry: Registry, example: Example) -> Registry:
    """Return a registry that also knows the example's indicator, with no bands of its own."""
    unit = _PERCENT
    if example.unit[0] != "%":
        words = Words(*example.unit)
        unit = Unit(_NAME, words, words, {example.unit[0]: 1.0, example.shown_in: 10_000.0})
    indicator = Indicator(
        indicator_id=_NAME, name=Words(*(word("help_example_name", lang) for lang in ("zh", "en"))),
        definition=Words("", ""), theme="", unit=_NAME, decimals=example.decimals, direction="up",
        kind=example.kind, nature="expected", display_unit=example.shown_in or None,
    )  # fmt: skip
    vintage = Vintage(_NAME, Words("", ""), "since_2020", 1)
    return replace(
        registry,
        units={**registry.units, _NAME: unit},
        vintages={**registry.vintages, _NAME: vintage},
        indicators={**registry.indicators, _NAME: indicator},
    )


def _target(example: Example, year: int | None = None, value: float | None = None) -> Target:
    year = year or example.year
    return Target(
        target_id=f"{_NAME}{year}", chain_id=_NAME, document_id=_NAME, place_id=_PLACE.place_id,
        indicator_id=_NAME, scope="", kind=example.kind, nature="expected",
        operator=example.operator, value=example.value if value is None else value,
        value_high=example.high, year=year, stretch=False, base_year=example.base_year,
        base=example.base, base_statement_id=None, statement_ids=(), responsible=(),
    )  # fmt: skip


def _values(example: Example) -> list[Observation]:
    return [_observation(when, value, example) for when, value in example.values]


def _observation(when: int | str, value: float, example: Example) -> Observation:
    as_of = when if isinstance(when, str) else ""
    return Observation(
        place_id=_PLACE.place_id, indicator_id=_NAME, period=int(str(when)[:4]), value=value,
        printed=plain(value, 3), printed_unit=example.unit[0], released_on="", as_of=as_of,
        vintage=_NAME, scope="", maturity="final", trust="A", basis="", source="", url="", note="",
    )  # fmt: skip


def kind_example(registry: Registry, kind: str, lang: str) -> list[Part]:
    """Return the worked example of a kind: what was put in, the numbers, status and sentence."""
    example = EXAMPLES[kind]
    row = judged(registry, example)
    say = row.wording(lang)
    put_in = word("list_comma", lang).join(
        f"{when} {say.value(value)}" for when, value in example.values
    )
    head = [
        (word("target", lang), False), (word("base", lang), True), (word("help_published", lang), False),
        (word("actual", lang), True), (word("expected", lang), True), (word("distance", lang), True),
        (word("time_gone", lang), True), (word("gap_points", lang), True), (word("status", lang), False),
    ]  # fmt: skip
    base = NOTHING
    if row.target.base is not None:
        base = _of_year(say.number(row.target.base), example.base_year, lang)
    line: list[Part] = [
        word("help_target", lang).format(year=example.year, aim=row.aim(lang)), base, put_in,
        NOTHING if row.actual is None else say.value(row.actual),
        NOTHING if row.expected is None else say.value(row.expected),
        percent(row.distance_completion), percent(row.schedule_completion), signed(row.gap_points),
        chip(row, lang),
    ]  # fmt: skip
    caption = f"{word(f'target_{kind}', lang)} {word('help_example', lang)}"
    return [table(head, [line], caption), html.P(row.reason(lang), className="reason")]


def _of_year(value: str, year: int | None, lang: str) -> str:
    return word("value_of_year", lang).format(value=value, year=year)


def path_table(lang: str) -> html.Div:
    """Return what every path asks for in every year between the same two ends."""
    knots = {_FIRST: _BASE, _LAST: _TARGET}
    paths = {method: chain_path(method, knots) for method in METHODS}
    head = [(word("help_method", lang), False), *((str(year), True) for year in paths[METHODS[0]])]
    body: list[list[Part]] = [
        [word(f"path_{method}", lang), *(plain(value, 3) for value in paths[method].values())]
        for method in METHODS
    ]
    return table(head, body, word("help_paths", lang))


def chain_example(registry: Registry, lang: str) -> html.Div:
    """Return a chain of two milestones judged on one value: the nearer one is due, the later not."""
    example = EXAMPLES["level"]
    rows = _rows(registry, example, [_target(example), _target(example, 2035, _ABOUT)])
    head = [
        (word("target", lang), False), (word("actual", lang), True), (word("expected", lang), True),
        (word("needed", lang), True), (word("status", lang), False),
    ]  # fmt: skip
    return table(head, [_chain_line(row, lang) for row in rows], word("help_chains", lang))


def _chain_line(row: Row, lang: str) -> list[Part]:
    say = row.wording(lang)
    return [
        word("help_target", lang).format(year=row.target.year, aim=row.aim(lang)),
        NOTHING if row.actual is None else _of_year(say.value(row.actual), row.period, lang),
        NOTHING if row.expected is None else say.value(row.expected),
        NOTHING if row.needed_per_year is None else say.difference(row.needed_per_year),
        chip(row, lang),
    ]  # fmt: skip


def rounding_example(registry: Registry) -> str:
    """Return the shortfall in points that is none for the level of the examples."""
    known = _with_example(registry, EXAMPLES["level"])
    step = half_step(known.indicators[_NAME], known)
    return plain(100 * step / (_TARGET - _BASE), 3)


def about_example(registry: Registry) -> str:
    """Return the least value that meets 左右 of the later milestone of the examples."""
    return plain(_ABOUT * (1 - registry.approximate), 2)


def wording_of(registry: Registry, lang: str) -> Wording:
    """Return how the numbers of the example are written."""
    known = _with_example(registry, EXAMPLES["level"])
    return Wording(known.indicators[_NAME], known.units[_NAME], lang)


def at_limit(bands: Bands, gap: float, lang: str) -> str:
    """Return the status of a gap exactly as large as a limit, as judgement gives it.

    Half the time is gone of a way from 0 to 100, so that a gap of g points is a value of 50 + g.
    """
    series = {_FIRST: 0.0, _LAST: 50.0 + gap}
    verdict = judge_series(series, Aim(100.0, 2 * _LAST - _FIRST, _FIRST, "up", bands))
    return status_word(verdict.status, lang=lang)
