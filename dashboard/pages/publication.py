"""发布版: what was frozen on a day beside what stands today, target by target."""

from collections.abc import Mapping, Sequence

from dash import dcc, html

from dashboard.board import Board
from dashboard.changes import (
    Change,
    Frozen,
    Setting,
    Today,
    cause_words,
    changes,
    counts_of,
    number_of,
)
from dashboard.components import Part, card, finding, status_chip, table
from dashboard.fields import field, select, text_input
from dashboard.format import NOTHING, link, signed
from dashboard.publishing import lines
from dashboard.words import word
from etl.domain.columns import STATUSES
from etl.domain.publications import Publication
from etl.domain.reason import STATUS_WORDS

MOST = 500
_CHANGED = "changed"


def layout(
    board: Board, publication: Publication, query: Mapping[str, str], lang: str
) -> list[Part]:
    """Return one publication beside what stands today; `only=changed` lists what differs."""
    decided = board.decisions
    frozen = decided.publication_rows(publication.publication_id)
    today = lines(board, board.day, board.as_of)
    setting = Setting(
        registry_differs=publication.registry_sha256 != decided.registry_sha256(),
        code_differs=publication.code_version != board.release.code_version,
    )
    compared = changes(frozen, today, setting)
    only = query.get("only") == _CHANGED
    return [
        _head(publication, lang),
        _finding(publication, compared, lang),
        html.Div(
            [
                _counts_card(board, publication, counts_of(today), lang),
                _facts_card(board, publication, lang),
            ],
            className="halves",
        ),
        _targets_card(board, publication, [one for one in compared if one.has_changed or not only], query, lang),
    ]  # fmt: skip


def _head(publication: Publication, lang: str) -> html.Div:
    crumbs = html.Nav(
        [dcc.Link(word("data", lang), href=link("/data", lang) + "#publications"), " ／ ", word("publications", lang)],
        className="crumbs", **{"aria-label": word("publications", lang)},
    )  # fmt: skip
    title = word("frozen_title", lang).format(id=publication.publication_id)
    address = f"/export/publication/{publication.publication_id}.csv"
    export = html.A(word("download_frozen", lang), href=address, className="button", download="")
    heading = html.H1([title, " ", html.Small(publication.title)])
    return html.Div([html.Div([crumbs, heading]), export], className="page-head")


def _finding(publication: Publication, compared: Sequence[Change], lang: str) -> html.P:
    changed = [one for one in compared if one.has_changed]
    said = word("publication_finding", lang).format(
        as_of=publication.as_of, who=publication.who, published_on=publication.published_on,
        total=len(compared), changed=len(changed),
    )  # fmt: skip
    return finding([said], lang, tone="warn" if changed else "ok")


def _counts_card(
    board: Board, publication: Publication, now: Mapping[str, int], lang: str
) -> html.Section:
    then = publication.counts
    head = [
        (word("status", lang), False),
        (word("then", lang), True),
        (word("now_on", lang).format(day=board.day), True),
    ]
    body: list[list[Part]] = [
        [_chip(status, lang), str(then.get(status, 0)), str(now.get(status, 0))]
        for status in STATUSES
        if then.get(status) or now.get(status)
    ]
    title = word("counts", lang)
    return card(html.H2(title), table(head, body, title))


def _facts_card(board: Board, publication: Publication, lang: str) -> html.Section:
    one, release = publication, board.release
    head = [
        (word("basis", lang), False), (word("then", lang), False),
        (word("now_on", lang).format(day=board.day), False),
    ]  # fmt: skip
    body: list[list[Part]] = [
        [word("results_of", lang), one.as_of, board.day],
        [word("published_on", lang), f"{one.published_on}　{one.who}", NOTHING],
        [word("note", lang), html.Span(one.note, className="source") if one.note else NOTHING, NOTHING],
        [word("table_digest", lang), _digest(one.rows_sha256), NOTHING],
        [word("content_digest", lang), _digest(one.content_digest), _digest(release.content_digest)],
        [word("registry_digest", lang), _digest(one.registry_sha256), _digest(board.decisions.registry_sha256())],
        [word("code_version", lang), one.code_version, release.code_version],
        [word("rule", lang), one.rule, NOTHING],
    ]  # fmt: skip
    title = word("then_and_now", lang)
    return card(html.H2(title), table(head, body, title))


def _digest(sha256: str) -> Part:
    return html.Code(sha256[:12], title=sha256) if sha256 else NOTHING


def _targets_card(
    board: Board,
    publication: Publication,
    listed: Sequence[Change],
    query: Mapping[str, str],
    lang: str,
) -> html.Section:
    title = word("targets_and_progress", lang)
    parts: list[Part] = [html.H2(title), _filter(publication, query, lang)]
    if not listed:
        return card(*parts, html.P(word("publication_same", lang)))
    if len(listed) > MOST:
        parts.append(
            html.P(word("cut", lang).format(total=len(listed), most=MOST), className="note")
        )
    head = [
        (word("place", lang), False), (word("indicator", lang), False), (word("target_year", lang), True),
        (word("status_then", lang), False), (word("status_now", lang), False),
        (word("actual_then", lang), True), (word("actual_now", lang), True),
        (word("gap_then", lang), True), (word("gap_now", lang), True),
        (word("change", lang), False), (word("likely_cause", lang), False),
    ]  # fmt: skip
    body = [_line(board, one, lang) for one in listed[:MOST]]
    return card(*parts, table(head, body, title))


def _filter(publication: Publication, query: Mapping[str, str], lang: str) -> html.Form:
    choices = [("", word("all_rows", lang)), (_CHANGED, word("only_changed", lang))]
    hidden = [
        text_input(key, kind="hidden", value=query[key])
        for key in ("as_of", "lang")
        if query.get(key)
    ]
    parts = [
        field(word("show_changed", lang), select("only", choices, query.get("only", ""))),
        html.Button(word("apply", lang), type="submit"),
        *hidden,
    ]
    address = f"/publications/{publication.publication_id}"
    return html.Form(parts, action=address, method="GET", className="form-row")


def _line(board: Board, one: Change, lang: str) -> list[Part]:
    then, now = one.then or {}, one.now or {}
    return [
        _place(one, lang),
        _indicator(board, one, lang),
        str(then.get("target_year") or now.get("target_year") or NOTHING),
        _status(one.then, lang), _status(one.now, lang),
        _actual(board, one.then, lang), _actual(board, one.now, lang),
        signed(_number(then.get("gap_points"))), signed(_number(now.get("gap_points"))),
        _mark(one, lang),
        _cause(board, one, lang),
    ]  # fmt: skip


def _fields(one: Change) -> Frozen | Today:
    """Return the line that says what the target is: that of today where it is still there."""
    found = one.now or one.then
    assert found is not None
    return found


def _place(one: Change, lang: str) -> Part:
    fields = _fields(one)
    name = str(fields.get("place") or fields["place_id"])
    if one.now is None:
        return name
    return dcc.Link(name, href=link(f"/place/{fields['place_id']}", lang))


def _indicator(board: Board, one: Change, lang: str) -> list[Part]:
    fields = _fields(one)
    known = board.registry.indicators.get(str(fields["indicator_id"]))
    name = (
        known.name.in_language(lang)
        if known
        else str(fields.get("indicator") or fields["indicator_id"])
    )
    scope = html.Small(f"（{fields['scope']}）") if fields.get("scope") else None
    if one.now is None:
        return [name, scope]
    return [dcc.Link(name, href=link(f"/calculation/{one.target_id}", lang)), scope]  # fmt: skip


def _status(line: Frozen | Today | None, lang: str) -> Part:
    """Return the chip of a line's status in the word that was frozen, with a human judgement."""
    if line is None:
        return NOTHING
    said = str(line.get("status_word") or "") if lang != "en" else ""
    judged = str(line.get("judged_status") or "")
    beside = word("judged_as", lang).format(status=_status_word(judged, lang)) if judged else ""
    return [_chip(str(line["status"]), lang, said), html.Small(beside) if beside else None]


def _status_word(status: str, lang: str) -> str:
    return STATUS_WORDS[status][lang == "en"] if status in STATUS_WORDS else status


def _chip(status: str, lang: str, said: str = "") -> Part:
    """Return a status as a chip; one that today's version does not know, as text."""
    if status not in STATUS_WORDS:
        return said or status
    return status_chip(status, said or _status_word(status, lang))


def _number(value: object) -> float | None:
    if isinstance(value, str):
        return number_of(value)
    return float(value) if isinstance(value, int | float) else None


def _actual(board: Board, line: Frozen | Today | None, lang: str) -> str:
    fields = line or {}
    value = _number(fields.get("actual"))
    if value is None:
        return NOTHING
    known = board.registry.indicators.get(str(fields.get("indicator_id")))
    text = (
        board.wording(known, lang).value(value) if known else f"{value:g}{fields.get('unit') or ''}"
    )
    year = fields.get("period")
    return word("value_of_year", lang).format(value=text, year=year) if year else text  # fmt: skip


def _mark(one: Change, lang: str) -> Part:
    if not one.has_changed:
        return word("unchanged", lang)
    shape = html.Span("△", className="shape", **{"aria-hidden": "true"})
    return html.Span([shape, word("has_changed", lang)], className="chip tone-warn")


def _cause(board: Board, one: Change, lang: str) -> Part:
    if not one.has_changed:
        return NOTHING
    said = cause_words(one, board.registry.vintages, lang)
    return html.Span(word("list_semicolon", lang).join(said), className="source")
