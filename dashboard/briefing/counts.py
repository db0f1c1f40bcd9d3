"""Scenes that list targets: all by status with what is furthest behind, and those of each theme.

Every list counts what it lists: a scene whose parts do not add up is not shown but raised as an error.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil

from dashboard.briefing import phrases
from dashboard.briefing.material import Material
from dashboard.briefing.records import Count, Counts, Scene, Theme
from dashboard.records import Row
from dashboard.summary import LAGGING, furthest
from dashboard.supervising import severity
from dashboard.words import word
from etl.domain.reason import STATUS_WORDS

_FURTHEST, _ON_A_SCENE = 5, 6
_LAGGING = (*LAGGING, "missed")


def counts_scene(material: Material, seconds: float) -> Scene:
    """Return how many targets stand how, and what is furthest behind.

    Counted is every target that speaks for its chain, as on the overview: of all plans, those whose
    year is over and those whose plan begins later among them.
    """
    lang, rows = material.lang, material.rows
    lagging = [row for row in rows if row.status in _LAGGING]
    shown = _worst(lagging)
    return Scene(
        key="counts",
        title=word("briefing_counts", lang),
        finding=_counted(rows, lang),
        tone="bad" if lagging else "ok" if _judged(rows) else "none",
        unit=phrases.unit(word("briefing_items", lang), lang),
        source=phrases.documents(rows, lang),
        rule=phrases.rule(material.registry, rows, lang),
        seconds=seconds,
        body=Counts(
            total=len(rows),
            counts=counts_of(rows, lang),
            furthest=tuple(phrases.line_of(row, material.judgement(row), lang) for row in shown),
            furthest_title=_furthest_title(rows, lagging, len(shown), lang),
        ),
    )


def counts_of(rows: Sequence[Row], lang: str) -> tuple[Count, ...]:
    """Return how many rows have each status, in the order of the official words; they add up."""
    found, early = Counter(row.status for row in rows), sum(row.early for row in rows)
    counts = []
    for key in STATUS_WORDS:
        if found[key]:
            note = word("briefing_early", lang).format(count=early) if early else ""
            note = note if key == "achieved" else ""
            counts.append(Count(phrases.status(key, lang), found[key], note))
    assert sum(one.number for one in counts) == len(rows)
    return tuple(counts)


def _counted(rows: Sequence[Row], lang: str) -> str:
    if not rows:
        return word("briefing_none_reviewed", lang)
    said = phrases.counted([(one.status.word, one.number) for one in counts_of(rows, lang)], lang)
    return word("briefing_scope", lang).format(total=len(rows), counts=said)


def _judged(rows: Sequence[Row]) -> bool:
    return any(row.status not in ("unknown", "not_due") for row in rows)


def _worst(lagging: Sequence[Row]) -> list[Row]:
    """Return what lags most, as the overview ranks it; those with no number to rank by come last."""
    ranked = list(furthest(lagging))
    kept = {row.target.target_id for row in ranked}
    rest = sorted((row for row in lagging if row.target.target_id not in kept), key=severity)
    return [*ranked, *rest][:_FURTHEST]


def _furthest_title(rows: Sequence[Row], lagging: Sequence[Row], shown: int, lang: str) -> str:
    """Return how many lag and how many were missed, which the report counts apart as well."""
    if not lagging:
        key = "briefing_none_lagging" if _judged(rows) else "briefing_none_judged"
        return word(key, lang)
    missed = sum(row.status == "missed" for row in lagging)
    parts = (
        (word("briefing_behind", lang), len(lagging) - missed),
        (word("briefing_over", lang), missed),
    )
    key = "briefing_lagging" if shown == len(lagging) else "briefing_lagging_most"
    return word(key, lang).format(counts=phrases.counted(parts, lang), shown=shown)


def theme_scenes(material: Material, theme: str, seconds: float) -> Iterator[Scene]:
    """Yield the scenes of a theme's targets, none where the place has none in it."""
    rows = sorted(
        (row for row in material.rows if row.indicator.theme == theme),
        key=lambda row: _order(material, row),
    )
    pages = ceil(len(rows) / _ON_A_SCENE)
    each = ceil(len(rows) / pages) if pages else 1
    for page in range(pages):
        shown = rows[page * each : (page + 1) * each]
        yield _theme_scene(material, theme, rows, shown, (page + 1, pages), seconds)


def _order(material: Material, row: Row) -> tuple[object, ...]:
    """Return what sorts targets: judged before unknown, then indicators as registered, new first."""
    indicators = list(material.registry.indicators)
    at = indicators.index(row.indicator.indicator_id)
    return (row.status == "unknown", at, -(row.target.year or 0), row.target.target_id)


def _theme_scene(
    material: Material,
    theme: str,
    rows: Sequence[Row],
    shown: Sequence[Row],
    page: tuple[int, int],
    seconds: float,
) -> Scene:
    lang, (number, pages) = material.lang, page
    name = material.registry.themes[theme].in_language(lang)
    said = phrases.counted([(one.status.word, one.number) for one in counts_of(rows, lang)], lang)
    at = word("briefing_page", lang).format(page=number, pages=pages) if pages > 1 else ""
    return Scene(
        key=f"theme{number if number > 1 else ''}-{theme}",
        title=name + at,
        finding=word("briefing_theme", lang).format(total=len(rows), counts=said),
        tone=_tone(rows),
        unit=phrases.unit(_units(shown, lang), lang),
        source=phrases.documents(shown, lang),
        rule=phrases.rule(material.registry, shown, lang),
        seconds=seconds,
        body=Theme(tuple(phrases.line_of(row, material.judgement(row), lang) for row in shown)),
    )


def _units(rows: Sequence[Row], lang: str) -> str:
    """Return the unit of the values, and that of the gap where a line has one."""
    units = {row.wording(lang).unit for row in rows}
    said = [units.pop() if len(units) == 1 else word("briefing_units_lines", lang)]
    if any(phrases.is_paced(row) for row in rows):
        said.append(word("briefing_gap_unit", lang))
    return phrases.sentence(said, lang)


def _tone(rows: Sequence[Row]) -> str:
    """Return the tone of the worst among rows."""
    tones = {phrases.tone_of(row) for row in rows}
    return next((tone for tone in ("bad", "warn", "ok") if tone in tones), "none")
