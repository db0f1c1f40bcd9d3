"""数值版本: every published value of one place and indicator by year, and which one is taken.

Which one is taken is asked of judgement's own rule, never decided here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dash import html

from dashboard.board import Board
from dashboard.components import Part
from dashboard.format import NOTHING
from dashboard.words import word
from etl.domain.columns import BEFORE_BREAK, BREAK_YEAR, SINCE_BREAK
from etl.domain.periods import time_of
from etl.domain.reason import Wording
from etl.domain.records import Indicator, Observation, Registry
from etl.domain.slices import family_of, preferred

_SERIES = {BEFORE_BREAK: "series_before", SINCE_BREAK: "series_since"}


@dataclass(frozen=True, slots=True)
class Version:
    """One published value: which bases it is taken for, and how far it lies from the one taken.

    `apart` is in the base unit; None for the one taken and where the two count to different days.
    """

    seen: Observation
    before: bool
    since: bool
    apart: float | None


@dataclass(frozen=True, slots=True)
class Year:
    """The versions of one year's value, the one taken first; `families` they belong to."""

    year: int
    versions: tuple[Version, ...]
    families: frozenset[int]


def years_of(published: Sequence[Observation], registry: Registry) -> list[Year]:
    """Return the years of one place, indicator and scope, the newest first."""
    before = {seen.period: seen for seen in preferred(published, registry, BEFORE_BREAK)}
    since = {seen.period: seen for seen in preferred(published, registry, SINCE_BREAK)}
    by_year: dict[int, list[Observation]] = {}
    for seen in published:
        by_year.setdefault(seen.period, []).append(seen)
    return [
        _year(year, by_year[year], (before.get(year), since.get(year)), registry)
        for year in sorted(by_year, reverse=True)
    ]


def _year(
    year: int,
    published: Sequence[Observation],
    taken: tuple[Observation | None, Observation | None],
    registry: Registry,
) -> Year:
    versions = [
        Version(seen, seen == taken[0], seen == taken[1], _apart(seen, taken[1]))
        for seen in published
    ]
    ordered = sorted(versions, key=lambda one: _order(one, registry))
    final = (seen for seen in published if seen.maturity != "forecast")
    return Year(year, tuple(ordered), frozenset(family_of(seen, registry) for seen in final))


def _order(one: Version, registry: Registry) -> tuple[bool, bool, int, str]:
    return (
        not one.since,
        not one.before,
        -registry.vintages[one.seen.vintage].rank,
        one.seen.as_of,
    )


def _apart(seen: Observation, taken: Observation | None) -> float | None:
    if taken is None or seen == taken:
        return None
    same_day = time_of(seen.period, seen.as_of) == time_of(taken.period, taken.as_of)
    return seen.value - taken.value if same_day else None


def spans_of(years: Iterable[Year]) -> dict[int, tuple[int, int]]:
    """Return first and last year of each series that was published."""
    found: dict[int, tuple[int, int]] = {}
    for one in years:
        for family in sorted(one.families):
            first, last = found.get(family, (one.year, one.year))
            found[family] = (min(first, one.year), max(last, one.year))
    return found


def versions_tables(
    board: Board, indicator: Indicator, published: Sequence[Observation], lang: str
) -> list[Part]:
    """Return the tables of a pair, one for each scope, the whole place first; it has values."""
    scopes: dict[str, list[Observation]] = {}
    for seen in published:
        scopes.setdefault(seen.scope, []).append(seen)
    parts: list[Part] = [html.P(word("choice_of_value", lang), className="note")]
    for scope in sorted(scopes):
        years = years_of(scopes[scope], board.registry)
        named = scope or word("whole", lang)
        if len(scopes) > 1 or scope:
            parts.append(html.H3(f"{word('scope', lang)}{_colon(lang)}{named}"))
        parts += [_spans(years, lang), _table(board, indicator, years, named, lang)]
    return [part for part in parts if part is not None]


def _colon(lang: str) -> str:
    return ": " if lang == "en" else "："


def _spans(years: Sequence[Year], lang: str) -> html.P | None:
    """Return the sentence about the two series, None where a census does not matter."""
    spans = {family: span for family, span in spans_of(years).items() if family in _SERIES}
    if not spans:
        return None
    said = word("list_semicolon", lang).join(
        word("span_of", lang).format(series=word(_SERIES[family], lang), first=first, last=last)
        for family, (first, last) in sorted(spans.items())
    )
    return html.P(word("series_spans", lang).format(year=BREAK_YEAR, spans=said), className="note")


def _table(
    board: Board, indicator: Indicator, years: Sequence[Year], scope: str, lang: str
) -> html.Div:
    keys = (
        "year", "printed", "vintage", "taken", "difference", "up_to_day", "released", "maturity",
        "trust", "source", "note",
    )  # fmt: skip
    numeric = ("printed", "difference")
    head = [
        html.Th(word(key, lang), scope="col", className="num" if key in numeric else "")
        for key in keys
    ]
    caption = f"{indicator.name.in_language(lang)} {scope}"
    bodies: list[Part] = []
    for number, one in enumerate(years):
        if number and _breaks(years[number - 1], one):
            cell = html.Td(word("series_break", lang), colSpan=len(keys), className="series-break")
            bodies.append(html.Tbody(html.Tr([cell])))
        bodies.append(_body(board, indicator, one, lang))
    whole = html.Table(
        [html.Caption(caption, className="sr-only"), html.Thead(html.Tr(head)), *bodies],
        className="versions",
    )
    return html.Div(
        whole, className="table-frame", tabIndex="0", role="region", **{"aria-label": caption}
    )


def _breaks(newer: Year, older: Year) -> bool:
    return bool(newer.families and older.families) and not newer.families & older.families


def _body(board: Board, indicator: Indicator, one: Year, lang: str) -> html.Tbody:
    say = board.wording(indicator, lang)
    lines = []
    for number, version in enumerate(one.versions):
        cells = _cells(version, board.registry, say, lang)
        if not number:
            cells.insert(0, html.Th(str(one.year), scope="rowgroup", rowSpan=len(one.versions)))
        lines.append(html.Tr(cells))
    return html.Tbody(lines)


def _cells(one: Version, registry: Registry, say: Wording, lang: str) -> list[Part]:
    seen = one.seen
    return [
        html.Td(f"{seen.printed}{seen.printed_unit}", className="num"),
        html.Td(_vintage(seen, registry, lang)),
        html.Td(_taken(one, registry, lang)),
        html.Td(_difference(one, say), className="num"),
        html.Td(seen.as_of or word("year_end", lang)),
        html.Td(seen.released_on or word("not_stated", lang)),
        html.Td(word(f"maturity_{seen.maturity}", lang)),
        html.Td(_trust(seen, lang)),
        html.Td(html.Span(seen.source, className="source")),
        html.Td(_note(seen, lang)),
    ]


def _vintage(seen: Observation, registry: Registry, lang: str) -> list[Part]:
    name = registry.vintages[seen.vintage].name.in_language(lang)
    series = _SERIES.get(family_of(seen, registry))
    return [name, html.Small(word(series, lang)) if series else None]


def _taken(one: Version, registry: Registry, lang: str) -> Part:
    """Return which bases a value is taken for, in words."""
    if one.seen.maturity == "forecast":
        return word("forecast", lang)
    if not (one.before or one.since):
        return NOTHING
    both = one.before and one.since
    key = "taken_both" if both else "taken_since" if one.since else "taken_before"
    return html.Span(word(key, lang).format(year=BREAK_YEAR), className="chip tone-ok")


def _difference(one: Version, say: Wording) -> str:
    if one.apart is None:
        return NOTHING
    sign = "" if one.apart == 0 else "−" if one.apart < 0 else "+"
    return sign + say.difference(one.apart)


def _trust(seen: Observation, lang: str) -> Part:
    text = word(f"trust_{seen.trust}", lang)
    return html.Span(text, className="chip tone-warn") if seen.trust == "C" else text


def _note(seen: Observation, lang: str) -> Part:
    derived = word("derived_from", lang).format(basis=seen.basis) if seen.basis else ""
    said = word("list_semicolon", lang).join(part for part in (derived, seen.note) if part)
    return html.Span(said, className="source") if said else NOTHING


def choices_of(
    registry: Registry, published: Iterable[Observation], lang: str
) -> Mapping[str, str]:
    """Return the names of the indicators that have values, by id in the registry's order."""
    valued = {seen.indicator_id for seen in published}
    return {
        key: one.name.in_language(lang) for key, one in registry.indicators.items() if key in valued
    }
