"""The scene of places side by side: by the gap to their own target and never by level alone.

It reads one indicator of the places compared, and of all places only where there is no nearer set.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.briefing import phrases
from dashboard.briefing.material import Material
from dashboard.briefing.records import Rank, Ranking, Scene, Status
from dashboard.format import signed
from dashboard.records import Cell, Row
from dashboard.standings import Ranked, ranking, standing
from dashboard.theme import MARKS
from dashboard.words import word
from etl.domain.records import Indicator

_MOST = 10
_LEAST = 2
_OVER = ("achieved", "missed")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the ranking, and its status in the word that does not name the year."""

    rank: Rank
    outcome: str


def ranking_scene(material: Material, seconds: float) -> Scene:
    """Return the places on the leading indicator, the furthest behind its own target first."""
    lang, leading = material.lang, material.leading
    key = leading.indicator.indicator_id if leading else material.board.lead_indicator or ""
    indicator = material.registry.indicators[key]
    chosen, rows = compared(material, indicator)
    cells = _cells(material, indicator, rows)
    ranked = ranking(rows, {}, cells)
    entries = _entries(material, ranked, cells)
    lines = [one.rank for one in entries]
    shown = _shown(lines)
    name = indicator.name.in_language(lang)
    left = len(lines) - len(shown)
    return Scene(
        key="ranking",
        title=word(f"briefing_ranking_{chosen}", lang).format(name=name),
        finding=_finding(material, rows, entries),
        tone=next((one.status.tone for one in lines if one.is_own and one.gap), "none"),
        unit=phrases.unit(_units(material, indicator), lang),
        source=_source(ranked, lang),
        rule=phrases.rule(material.registry, rows, lang),
        seconds=seconds,
        body=Ranking(
            tuple(shown), word("briefing_left_places", lang).format(count=left) if left else ""
        ),
    )


def compared(material: Material, indicator: Indicator) -> tuple[str, list[Row]]:
    """Return which places are compared (members, siblings, all) and the rows that stand for them.

    Those within the place go first, then those beside it, if two of them have a judged target; else
    all places with one. The place itself is always among them.
    """
    board, own = material.board, material.place
    siblings = {
        code
        for code, place in board.places.items()
        if own.parent_id and (place.parent_id, place.level) == (own.parent_id, own.level)
    }
    for name, codes in (("members", set(board.members(own.place_id))), ("siblings", siblings)):
        if len(codes) < _LEAST:
            continue
        rows = _standing(board.rows(sorted({*codes, own.place_id}), indicator.indicator_id))
        judged = {one.place.place_id for one in rows if one.status != "unknown"} & codes
        if len(judged) >= _LEAST:
            return name, rows
    return "all", _standing(board.rows(None, indicator.indicator_id))


def _standing(rows: Iterable[Row]) -> list[Row]:
    """Return the row that stands for each place and scope, as on the page of the indicator."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if not row.target.superseded_by:
            groups.setdefault((row.place.place_id, row.target.scope), []).append(row)
    return [row for group in groups.values() for row in standing(group)]


def _cells(material: Material, indicator: Indicator, rows: Iterable[Row]) -> list[Cell]:
    """Return the latest values of the places compared and of the own one."""
    codes = {material.place.place_id, *(row.place.place_id for row in rows)}
    return material.board.cells(sorted(codes), indicator.indicator_id)


def _entries(material: Material, ranked: Iterable[Ranked], cells: Iterable[Cell]) -> list[_Entry]:
    """Return the lines in the order of the indicator's page, those without a running gap after the
    others; the own place last without a target."""
    own, entries = material.place.place_id, []
    running = sorted(ranked, key=lambda one: not phrases.is_paced(one.row))
    for position, one in enumerate(running, start=1):
        at = position if phrases.is_paced(one.row) else None
        line = _line(one, at, own, material.lang)
        entries.append(_Entry(line, one.row.status_word(material.lang)))
    if all(not one.rank.is_own for one in entries):
        cell = next((one for one in cells if one.place.place_id == own), None)
        line = _without_target(material, cell)
        entries.append(_Entry(line, line.status.word))
    return entries


def _line(one: Ranked, position: int | None, own: str, lang: str) -> Rank:
    row = one.row
    gap = row.gap_points if position is not None else None
    value, year = _latest(one, lang)
    return Rank(
        place=row.place.name + phrases.bracketed(row.target.scope, lang),
        is_own=row.place.place_id == own,
        position=position,
        value=value,
        value_year=year,
        aim=phrases.aim(row, lang),
        aim_year=str(row.target.year or ""),
        gap_points=gap,
        gap="" if gap is None else signed(gap),
        status=_outcome(one, lang),
    )


def _latest(one: Ranked, lang: str) -> tuple[str, str]:
    """Return the latest value with its time, as the indicator's page; without any the reason."""
    if one.latest is not None:
        return one.latest.text(lang), phrases.when(one.latest.observation, lang)
    if one.row.actual is None:
        return phrases.why_unknown(one.row, lang), ""
    return phrases.actual(one.row, lang), phrases.years_of(one.row, lang)


def _outcome(one: Ranked, lang: str) -> Status:
    """Return the status, with its year where that is over: it is not one of the latest value."""
    found = phrases.status_of(one.row, lang)
    if not one.is_over or found.key not in _OVER:
        return found
    said = word("outcome_of", lang).format(year=one.row.target.year, outcome=found.word)
    return replace(found, word=said)


def _without_target(material: Material, cell: Cell | None) -> Rank:
    lang = material.lang
    seen = cell.observation if cell else None
    value = word("no_data", lang)
    if cell and seen:
        value = material.board.wording(cell.indicator, lang).value(seen.value)
    return Rank(
        place=material.place.name,
        is_own=True,
        position=None,
        value=value,
        value_year=phrases.when(seen, lang) if seen else "",
        aim=word("briefing_no_aim", lang),
        aim_year="",
        gap_points=None,
        gap="",
        status=Status("unknown", word("briefing_no_aim", lang), MARKS["unknown"].tone),
    )


def _shown(lines: Sequence[Rank]) -> list[Rank]:
    """Return the first lines, the own place's always among them."""
    first = list(lines[:_MOST])
    if any(line.is_own for line in first):
        return first
    return [*first[: _MOST - 1], *[line for line in lines if line.is_own][:1]]


def _finding(material: Material, rows: Sequence[Row], entries: Sequence[_Entry]) -> str:
    """Return where the place stands among those that have a gap, and how those without one stand."""
    lang = material.lang
    placed = [one.rank for one in entries if one.rank.position is not None]
    own = next(one for one in entries if one.rank.is_own)
    if not rows:
        return word("briefing_no_aims", lang)
    said, what = [], _counted_as(rows)
    if len(placed) > 1:
        behind = sum((line.gap_points or 0.0) < 0 for line in placed)
        key = f"briefing_placed_{what}"
        said.append(word(key, lang).format(count=len(placed), behind=behind))
    elif placed and not placed[0].is_own:
        said.append(_gap_in_words(placed[0], lang))
    said.append(_own(own, len(placed), lang))
    rest = Counter(one.outcome for one in entries if not one.rank.gap and not one.rank.is_own)
    if rest:
        counts = phrases.counted(rest.items(), lang, f"briefing_part_{what}")
        key = f"briefing_rest_{what}" if placed else f"briefing_rest_only_{what}"
        said.append(word(key, lang).format(count=rest.total(), counts=counts))
    return word("semicolon", lang).join(said)


def _counted_as(rows: Sequence[Row]) -> str:
    """Return whether the lines are as many as places, or targets of which a place has several."""
    return "places" if len({row.place.place_id for row in rows}) == len(rows) else "aims"


def _own(own: _Entry, placed: int, lang: str) -> str:
    """Return the gap of the place shown and its rank, or how it stands without one."""
    line = own.rank
    if line.position is None:
        over = line.status.key in _OVER and line.aim_year
        return word("briefing_own_over" if over else "briefing_own_apart", lang).format(
            place=line.place, status=own.outcome, year=line.aim_year, aim=line.aim
        )
    said = _gap_in_words(line, lang)
    if placed < _LEAST:
        return said
    return phrases.sentence((said, word("briefing_position", lang).format(at=line.position)), lang)


def _gap_in_words(line: Rank, lang: str) -> str:
    said = phrases.against_schedule(line.gap_points or 0.0, lang)
    return f"{line.place}{': ' if lang == 'en' else ''}{said}"


def _units(material: Material, indicator: Indicator) -> str:
    lang = material.lang
    said = [material.board.wording(indicator, lang).unit, word("briefing_gap_unit", lang)]
    return phrases.sentence(said, lang)


def _source(ranked: Iterable[Ranked], lang: str) -> str:
    """Return how many documents and publications the ranking rests on: they are too many to name."""
    lines = list(ranked)
    seen = [one.latest.observation if one.latest else one.row.observation for one in lines]
    titles = phrases.distinct(one.row.source.title for one in lines)
    values = phrases.distinct(one.source for one in seen if one)
    said = word("briefing_source_counts", lang)
    return said.format(documents=len(titles), sources=len(values))
