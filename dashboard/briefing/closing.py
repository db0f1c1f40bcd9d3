"""The last scene: where every number comes from, how it was judged, and what each mark means."""

from collections import Counter
from collections.abc import Iterable, Sequence

from dashboard.briefing import phrases
from dashboard.briefing.material import Material
from dashboard.briefing.records import (
    Closing,
    Counts,
    Headline,
    Ranking,
    Scene,
    Status,
    Supervision,
    Theme,
)
from dashboard.theme import MARKS
from dashboard.words import word
from etl.domain.periods import day_in_words
from etl.domain.records import Bands

_MOST = 3
_DIGITS = 12
_BANDED = ("ahead", "on_track", "behind", "far_behind")
Fact = tuple[str, tuple[str, ...]]


def closing_scene(material: Material, seconds: float, others: Iterable[Scene]) -> Scene:
    """Return the scene of sources and rules; its legend holds every status of the other scenes."""
    lang, rows = material.lang, material.rows
    documents = dict.fromkeys(row.target.document_id for row in rows)
    key = "briefing_closing_finding" if rows else "briefing_closing_values"
    finding = word(key, lang).format(targets=len(rows), documents=len(documents))
    return Scene(
        key="closing",
        title=word("briefing_closing", lang),
        finding=finding,
        tone="none",
        unit=phrases.unit(word("briefing_units_each", lang), lang),
        source=word("briefing_source_above", lang),
        rule=word("briefing_rule_above", lang),
        seconds=seconds,
        body=Closing(facts=tuple(_facts(material)), legend=legend(material, others)),
    )


def day_words(material: Material) -> str:
    """Return as of which day the numbers stand: "数据截至2026年11月23日"."""
    lang, board = material.lang, material.board
    key = "briefing_as_of" if board.as_of else "briefing_day"
    day = board.day if lang == "en" else day_in_words(board.day)
    return word(key, lang).format(day=day)


def _facts(material: Material) -> Iterable[Fact]:
    lang, registry = material.lang, material.registry
    release = material.board.release
    if material.rows:
        yield word("briefing_documents", lang), _documents(material)
    yield word("briefing_actuals", lang), _listed_sources(material)
    day = release.loaded_at[:10]
    said = word("briefing_release", lang).format(
        id=release.id, day=day if lang == "en" else day_in_words(day),
        digest=release.content_digest[:_DIGITS],
    )  # fmt: skip
    yield word("briefing_data", lang), (day_words(material), said)
    bands = [
        phrases.banded(word(f"{nature}_nature", lang), registry.bands[nature], lang)
        for nature in ("expected", "binding")
    ]
    yield word("briefing_rules", lang), (word("briefing_gap_is", lang), *bands)
    honest = ("briefing_no_filling", "briefing_waiting", "briefing_by_hand")
    yield word("briefing_honesty", lang), tuple(word(key, lang) for key in honest)


def _documents(material: Material) -> tuple[str, ...]:
    """Return the documents with the number of their targets, those with most of them first."""
    lang = material.lang
    counts = Counter(row.target.document_id for row in material.rows).most_common()
    kept = counts if len(counts) <= _MOST else counts[: _MOST - 1]
    said = [
        word("briefing_document", lang).format(
            title=phrases.book(material.board.sources[key].title), count=number
        )
        for key, number in kept
    ]
    left = [number for _, number in counts[len(kept) :]]
    if left:
        other = word("briefing_other_documents", lang)
        said.append(other.format(documents=len(left), count=sum(left)))
    return tuple(said)


def _listed_sources(material: Material) -> tuple[str, ...]:
    lang, listed = material.lang, phrases.distinct(_actual_sources(material))
    if not listed:
        return (word("no_data", lang),)
    kept = listed if len(listed) <= _MOST else listed[: _MOST - 1]
    left = len(listed) - len(kept)
    more = word("briefing_other_sources", lang).format(count=left)
    return (*kept, more) if left else kept


def _actual_sources(material: Material) -> list[str]:
    """Return where the actual values come from: of the targets, else of all values of the place."""
    seen = [row.observation.source for row in material.rows if row.observation]
    if seen:
        return seen
    return [cell.observation.source for cell in material.board.cells(material.place.place_id)]


def legend(material: Material, scenes: Iterable[Scene]) -> tuple[tuple[Status, str], ...]:
    """Return every status that occurs in scenes with its meaning, in the order of the marks."""
    lang, aimless = material.lang, word("briefing_no_aim", material.lang)
    found = {one.key for scene in scenes for one in _statuses(scene) if one.word != aimless}
    return tuple(
        (phrases.status(key, lang), meaning_of(material, key)) for key in MARKS if key in found
    )


def meaning_of(material: Material, key: str) -> str:
    """Return what a status means in a line; the limits are those of the rows that have it."""
    lang = material.lang
    if key not in _BANDED:
        return word(f"briefing_means_{key}", lang)
    rows = [row for row in material.rows if row.status == key]
    paced = [row for row in rows if phrases.is_paced(row)]
    if rows and not paced:
        return word("briefing_means_pathless", lang)
    said: dict[str, list[str]] = {}
    for nature, bands in phrases.bands_of(material.registry, paced or material.rows):
        said.setdefault(_limit(key, bands, lang), []).append(word(f"{nature}_nature", lang))
    named = [nature for natures in said.values() for nature in natures]
    if len(said) > 1 and len(set(named)) < len(named):
        return word("briefing_means_own", lang)
    parts = [
        word("briefing_of_nature", lang).format(nature=natures[0], limit=limit)
        for limit, natures in said.items()
    ]
    limit = next(iter(said)) if len(said) == 1 else word("comma", lang).join(parts)
    return word("briefing_means_gap", lang).format(limit=limit)


def _limit(key: str, bands: Bands, lang: str) -> str:
    match key:
        case "ahead":
            return phrases.at_least(bands.ahead, lang)
        case "on_track":
            return phrases.above(bands.on_track, lang)
        case "behind":
            return phrases.at_least(bands.behind, lang)
    return phrases.below(bands.behind, lang)


def _statuses(scene: Scene) -> Sequence[Status]:
    match scene.body:
        case Headline(status=status):
            return [status] if status else []
        case Counts(counts=counts, furthest=furthest):
            return [*(one.status for one in counts), *(one.status for one in furthest)]
        case Ranking(lines=ranks):
            return [one.status for one in ranks]
        case Theme(lines=lines):
            return [one.status for one in lines]
        case Supervision(departments=departments):
            return [one.worst for one in departments]
    return []
