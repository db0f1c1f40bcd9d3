"""计算表: one number with everything behind it: inputs, sums, rules, outlook, what persons decided.

The page shows; every number on it was computed elsewhere and can be redone on a hand calculator.
"""

from collections.abc import Sequence

from dash import dcc, html

from dashboard.board import Board
from dashboard.calculating import calculated, known_values, sheet
from dashboard.components import (
    Marks,
    Part,
    card,
    chip,
    finding,
    marks_of,
    method_panel,
    passage_link,
    status_chip,
    table,
)
from dashboard.desk import Desk
from dashboard.explain import awaited
from dashboard.format import NOTHING, link, signed
from dashboard.forward import look
from dashboard.judging import judgement_panel
from dashboard.opinions import opinions
from dashboard.records import Chain, Row
from dashboard.theme import MARKS
from dashboard.words import word
from etl.domain.asof import AsOf
from etl.domain.outlook_words import method_words, outlook_words
from etl.domain.reason import status_word
from etl.domain.records import Observation, Registry, Statement
from etl.domain.sums_choice import of_the_year, summands, why_not_used
from etl.domain.sums_terms import printed

_FROM_NOTHING = ("annual_flow", "cumulative", "cumulative_reduction", "backlog", "average_growth")


def layout(board: Board, row: Row, desk: Desk | None, lang: str) -> list[Part]:
    """Return the calculation sheet of one target."""
    pair = (row.place.place_id, row.indicator.indicator_id)
    chain = next(one for one in board.chains(*pair) if row.target in [r.target for r in one.rows])
    marks = Marks(
        awaited(board, [row], lang),
        board.decisions.judgements_in_force(board.day, place_id=pair[0], indicator_id=pair[1]),
    )
    parts = [
        _head(row, lang),
        finding([row.reason(lang)], lang, tone=MARKS[row.status].tone),
        _standing(board, row, marks, lang),
        _inputs(board, row, chain, lang),
        _steps(board, row, chain, lang),
        _choice(board, row, lang),
        judgement_panel(board, row, desk, lang),
        _opinions(board, row, lang),
        _outlook(board, row, marks, lang),
        _past(board, chain, lang),
        _published(board, row, lang),
    ]
    return [part for part in parts if part is not None]


def _head(row: Row, lang: str) -> html.Div:
    name, year = row.indicator.name.in_language(lang), row.target.year
    trail: list[Part] = [
        dcc.Link(word("overview", lang), href=link("/", lang)),
        " ／ ",
        dcc.Link(row.place.name, href=link(f"/place/{row.place.place_id}", lang)),
        " ／ ",
        dcc.Link(
            name,
            href=link(
                f"/indicator/{row.indicator.indicator_id}", lang, {"place": row.place.place_id}
            ),
        ),
    ]
    nav = html.Nav(trail, className="crumbs", **{"aria-label": word("calculation", lang)})
    key = "calculation_title" if year else "calculation_title_undated"
    what = word(key, lang).format(year=year, aim=row.aim(lang))
    scope = f"（{row.target.scope}）" if row.target.scope else ""
    title = html.H1([f"{row.place.name} {name}{scope} ", html.Small(what)])
    return html.Div([nav, title], className="page-head stacked")


def _standing(board: Board, row: Row, marks: Marks, lang: str) -> html.Div:
    """Return the status with its marks, and what superseded the target."""
    chips = html.P([chip(row, lang), *marks_of(row, lang, marks)], className="marks")
    newer = board.sources.get(row.target.superseded_by)
    if newer is None:
        return html.Div(chips)
    said = word("superseded_by", lang).format(plan=f"《{newer.title}》")
    return html.Div([chips, html.P(said, className="note")])


def _inputs(board: Board, row: Row, chain: Chain, lang: str) -> html.Section:
    head = [
        (word("item", lang), False), (word("value", lang), True), (word("day", lang), True),
        (word("vintage", lang), False), (word("basis_of", lang), False),
    ]  # fmt: skip
    said = [one for one in board.passages(chain) if one.statement_id in row.target.statement_ids]
    passages = _passages(said, lang) or row.source.title
    aim = _beside(row.aim(lang), said)
    body: list[list[Part]] = [
        _base(board, row, chain, lang),
        *_start(board, row, chain, lang),
        [word("target", lang), aim, str(row.target.year or NOTHING), NOTHING, passages],
        *_actuals(board, row, lang),
    ]
    listed = table(head, body, word("inputs", lang))
    return card(
        html.H2(word("inputs", lang)), html.P(word("inputs_note", lang), className="note"), listed
    )


def _passages(passages: Sequence[Statement], lang: str) -> list[Part]:
    return [html.Div([one.quote, html.Small(passage_link(one, lang))]) for one in passages]


def _beside(value: str, said: Sequence[Statement]) -> list[Part]:
    """Return a value, and beneath it how the plan writes it where that reads otherwise."""
    written = _as_written(said[0]) if said else ""
    return [value, html.Small(written) if written and written not in value else None]


def _as_written(passage: Statement) -> str:
    ends = [printed(one) for one in (passage.value, passage.value_high) if one is not None]
    return "—".join(ends) + passage.unit if ends else ""


def _base(board: Board, row: Row, chain: Chain, lang: str) -> list[Part]:
    aim, name = row.target, word("base", lang)
    if aim.kind in _FROM_NOTHING:
        day = f"{aim.year}-01-01" if aim.kind == "annual_flow" and aim.year else aim.base_year
        return [name, "0", str(day or NOTHING), NOTHING, word("from_zero", lang)]
    if aim.base is None:
        return [name, NOTHING, NOTHING, NOTHING, word("no_base_printed", lang)]
    said = board.base_passage(chain)
    value = _beside(row.wording(lang).value(aim.base), said)
    return [name, value, str(aim.base_year), NOTHING, _passages(said, lang) or row.source.title]


def _start(board: Board, row: Row, chain: Chain, lang: str) -> list[list[Part]]:
    """Return the milestone that the path's segment starts from, none where that is the base."""
    found = sheet(board, row, chain.rows, board.as_of or AsOf())
    before = next((one for one in chain.rows if one.target.year == found.start_year), None)
    if found.start_year == found.base_year or before is None or row.expected is None:
        return []
    name, source = word("previous_milestone", lang), before.source.title
    return [[name, before.aim(lang), str(found.start_year), NOTHING, source]]


def _actuals(board: Board, row: Row, lang: str) -> list[list[Part]]:
    """Return the value judged on, or the yearly values that add up to it."""
    if row.observation is None:
        return [[word("actual", lang), word("no_data", lang), NOTHING, NOTHING, NOTHING]]
    known = known_values(board, row, board.as_of or AsOf())
    parts = summands(row.target, row.observation, known, board.registry)
    if row.actual is None or not parts:
        return [_actual(board.registry, row.observation, word("actual", lang), lang)]
    name = f"{word('actual', lang)}（{word('counts_in', lang)}）"
    return [_actual(board.registry, part, name, lang) for part in parts]


def _actual(registry: Registry, seen: Observation, name: str, lang: str) -> list[Part]:
    vintage = registry.vintages[seen.vintage].name.in_language(lang)
    return [
        name,
        f"{seen.printed}{seen.printed_unit}",
        seen.as_of or str(seen.period),
        vintage,
        _source(seen, lang),
    ]


def _source(seen: Observation, lang: str) -> list[Part]:
    parts: list[Part] = [html.Div(seen.source)]
    if seen.trust == "C":
        parts.append(html.Span(word("trust_c", lang), className="chip tone-warn"))
    notes = (seen.released_on and f"{word('released', lang)} {seen.released_on}", seen.note)
    parts += [html.Small(note) for note in notes if note]
    return parts


def _steps(board: Board, row: Row, chain: Chain, lang: str) -> html.Section:
    heading = html.H2(word("steps", lang))
    lines = calculated(board, row, chain.rows, lang, board.as_of or AsOf())
    if not lines:
        said = word("no_steps", lang).format(reason=row.reason(lang))
        return card(heading, html.P(said, className="note"))
    head = [
        (word("step_name", lang), False), (word("formula", lang), False),
        (word("put_in", lang), False), (word("result", lang), False),
    ]  # fmt: skip
    body: list[list[Part]] = [
        [
            one.name,
            html.Span(one.formula, className="why"),
            html.Span(one.put, className="put"),
            html.Strong(f"{one.sign} {one.value}"),
        ]
        for one in lines
    ]
    note = html.P(word("steps_note", lang), className="note")
    return card(heading, note, table(head, body, word("steps", lang)))


def _choice(board: Board, row: Row, lang: str) -> html.Section | None:
    """Return which of the values of the year was used, and why not the others."""
    used = row.observation
    if used is None:
        return None
    heading = html.H2(word("choice", lang))
    same = of_the_year(used, known_values(board, row, board.as_of or AsOf()))
    if len(same) < 2:
        said = word("choice_one", lang).format(year=used.period)
        return card(heading, html.P(said, className="note"))
    head = [
        (word("value", lang), True), (word("day", lang), True), (word("vintage", lang), False),
        (word("released", lang), True), (word("sheet_trust", lang), False), (word("source", lang), False),
        (word("used", lang), False),
    ]  # fmt: skip
    body = [_candidate(board.registry, row, used, one, lang) for one in same]
    note = word("choice_note", lang).format(year=used.period, count=len(same))
    return card(
        heading, html.P(note, className="note"), table(head, body, word("choice", lang))
    )  # fmt: skip


def _candidate(
    registry: Registry, row: Row, used: Observation, one: Observation, lang: str
) -> list[Part]:
    outcome = word("used", lang)
    if one != used:
        why = why_not_used(used, one, registry, has_base=row.target.base is not None)
        outcome = word("not_used", lang).format(why=word(f"why_{why}", lang))
    return [
        f"{one.printed}{one.printed_unit}", one.as_of or str(one.period),
        registry.vintages[one.vintage].name.in_language(lang), one.released_on or NOTHING,
        one.trust, html.Span(one.source, className="source"), outcome,
    ]  # fmt: skip


def _opinions(board: Board, row: Row, lang: str) -> html.Section:
    found = opinions(board, row, lang, board.as_of or AsOf())
    heading = html.H2(word("opinions", lang))
    note = [] if found.why_not else [html.P(word("opinions_note", lang), className="note")]
    return card(heading, *note, *method_panel(found, lang))


def _outlook(board: Board, row: Row, marks: Marks, lang: str) -> html.Section:
    """Return what lies ahead in sentences: pace, projection, arrival, feasibility, data."""
    found = look(board, row, int(board.day[:4]), board.as_of or AsOf())
    told = outlook_words(found, row.wording(lang), lang)
    said = html.Ul(
        [html.Li(one) for one in (*told.sentences, *_freshness(board, row, marks, lang))],
        className="plain-list",
    )
    parts: list[Part] = [html.H2(word("outlook", lang)), said]
    if found.pace is not None:
        how = html.P(method_words(lang), className="note")
        parts.append(html.Details([html.Summary(word("how_projected", lang)), how]))
    return card(*parts)


def _freshness(board: Board, row: Row, marks: Marks, lang: str) -> list[str]:
    """Return which values should be in and are not; nothing of a target that is long over."""
    late = marks.awaited.get(row.target.target_id)
    if late:
        return [word("freshness", lang).format(words=late)]
    running = row.observation is not None and (row.target.year or 0) >= int(board.day[:4]) - 1
    return [word("fresh", lang)] if running and not row.target.superseded_by else []


def _past(board: Board, chain: Chain, lang: str) -> html.Section:
    """Return how the path stood on the value of every year, by the milestone judged then."""
    row = chain.rows[0]
    histories = board.histories(row.place.place_id, row.indicator.indicator_id)
    lines = sorted(
        (past.year, one.target.year or 0, past.status, past.gap_points, one.aim(lang))
        for one in chain.rows
        for past in histories.get(one.target.target_id, ())
        if past.status != "not_due"
    )
    heading = html.H2(word("past", lang))
    if not lines:
        return card(heading, html.P(word("no_past", lang), className="note"))
    head = [
        (word("year", lang), False), (word("target", lang), False), (word("status", lang), False),
        (word("gap_points", lang), True),
    ]  # fmt: skip
    body: list[list[Part]] = [
        [
            str(year),
            word("calculation_title", lang).format(year=due, aim=aim),
            status_chip(status, _word(status, year, due, lang)),
            signed(gap),
        ]
        for year, due, status, gap, aim in lines
    ]
    note = html.P(word("past_note", lang), className="note")
    return card(heading, note, table(head, body, word("past", lang)))


def _word(status: str, year: int, due: int, lang: str) -> str:
    return status_word(status, early=year < due, lang=lang)


def _published(board: Board, row: Row, lang: str) -> html.Section | None:
    """Return what each publication up to the day said of this target, None where none did."""
    said = board.decisions.published(row.target.target_id)
    known = [one for one in board.decisions.publications() if one.published_on <= board.day]
    body: list[list[Part]] = []
    for one in known:
        cells = said.get(one.publication_id)
        if cells is None:
            continue
        status = cells["status"]
        early = status == "achieved" and cells.get("status_word") == status_word(status, early=True)
        leads = dcc.Link(one.title, href=link(f"/publications/{one.publication_id}", lang))
        body.append([
            leads, one.as_of, cells.get("period") or NOTHING, _number(row, cells.get("actual"), lang),
            status_chip(status, status_word(status, early=early, lang=lang)),
            _points(cells.get("gap_points")),
        ])  # fmt: skip
    if not body:
        return None
    head = [
        (word("sheet_publication", lang), False), (word("published_as_of", lang), True),
        (word("year", lang), True), (word("actual", lang), True), (word("status", lang), False),
        (word("gap_points", lang), True),
    ]  # fmt: skip
    note = html.P(word("published_note", lang), className="note")
    heading = html.H2(word("published_as", lang))
    return card(heading, note, table(head, body, word("published_as", lang)))


def _number(row: Row, frozen: str | None, lang: str) -> str:
    return row.wording(lang).value(float(frozen)) if frozen else NOTHING


def _points(frozen: str | None) -> str:
    return signed(float(frozen)) if frozen else NOTHING
