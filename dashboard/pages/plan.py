"""规划原文: one document with every statement marked in place, and the decisions on them."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from dash import dcc, html

from dashboard.components import Part, card, finding
from dashboard.desk import Desk, Entry, Sheet
from dashboard.fields import (
    document_fields,
    field,
    problems_card,
    select,
    status_line,
    text_input,
    update_bar,
)
from dashboard.format import link, percent
from dashboard.passages import Block, Piece, blocks
from dashboard.words import word
from etl.domain.columns import BOUNDS
from etl.domain.columns import KINDS as TARGET_KINDS
from etl.domain.consistency import Check
from etl.domain.reading import in_words
from etl.domain.records import Registry
from etl.project.reviews import STATEMENT_KINDS

STATE_MARKS = {
    "pending": ("○", "warn"), "accept": ("●", "ok"), "amend": ("◆", "ok"), "reject": ("×", "none"),
}  # fmt: skip
_CONFIDENCES = ("0.8", "0.6")


def layout(desk: Desk, sheet: Sheet, registry: Registry, lang: str) -> list[Part]:
    """Return the page of one document."""
    parts: list[Part | None] = [
        _head(sheet, lang),
        _finding(sheet, lang),
        problems_card(desk, lang),
        update_bar(desk, lang),
        _lost(desk, sheet, lang),
        _checks(sheet, lang),
        _about(sheet, lang) if desk.writable else None,
        html.Div(
            [
                card(*_text(sheet), className="manuscript", lang="zh-CN"),
                html.Div([_panel(desk, registry, lang), _queue(sheet, lang)], className="desk-side"),
            ],
            className="desk", **{"data-area": "desk", "data-document": sheet.document.document_id},
        ),
    ]  # fmt: skip
    return [part for part in parts if part is not None]


def _head(sheet: Sheet, lang: str) -> html.Div:
    document = sheet.document
    crumbs = html.Nav(
        [dcc.Link(word("plans", lang), href=link("/plans", lang)), " ／ ", sheet.place_name],
        className="crumbs", **{"aria-label": word("documents", lang)},
    )  # fmt: skip
    place = dcc.Link(sheet.place_name, href=link(f"/place/{document.place_id}", lang))
    parts: list[Part] = [place, word("list_comma", lang), word(f"kind_{document.kind}", lang)]
    if document.issuer:
        parts.append(f"{word('list_comma', lang)}{document.issuer}")
    if document.original:
        address = f"/plans/{document.document_id}/original"
        parts += ["　", html.A(word("original", lang), href=address, download="")]
    return html.Div(
        [crumbs, html.H1(document.title), html.P(parts, className="note")],
        className="page-head stacked",
    )


def _finding(sheet: Sheet, lang: str) -> html.P:
    tone = "bad" if sheet.contradictions else "warn" if sheet.count("pending") else "ok"
    return finding([html.Span(counts(sheet, lang), **{"data-slot": "counts"})], lang, tone=tone)


def counts(sheet: Sheet, lang: str) -> str:
    """Return the sentence that counts statements by state, and sums."""
    return word("plan_finding", lang).format(
        statements=len(sheet.entries), pending=sheet.count("pending"),
        accepted=sheet.count("accept", "amend"), rejected=sheet.count("reject"),
        checked=len(sheet.checks), wrong=sheet.contradictions,
    )  # fmt: skip


def _lost(desk: Desk, sheet: Sheet, lang: str) -> html.Section | None:
    """Return the acceptances whose passage holds no statement any more."""
    if not sheet.lost:
        return None
    items = [
        html.Li([
            html.B(review.reading or review.statement_id),
            f"　{review.reviewer} {review.reviewed_on}　",
            html.Button(word("withdraw", lang), type="button",
                        **{"data-act": "withdraw", "data-id": review.statement_id})
            if desk.writable else None,
        ])
        for review in sheet.lost
    ]  # fmt: skip
    note = html.P(word("lost_note", lang), className="note")
    return card(html.H2(word("lost", lang)), note, html.Ul(items, className="plain-list"))


def _checks(sheet: Sheet, lang: str) -> html.Section | None:
    """Return the sums of the document redone: those that differ first, those that hold folded."""
    if not sheet.checks:
        return None
    wrong = [check for check in sheet.checks if not check.holds]
    right = [check for check in sheet.checks if check.holds]
    parts: list[Part] = [html.H2(word("sums", lang))]
    if wrong:
        parts.append(html.Ul([_check(check, sheet, lang) for check in wrong], className="sums"))
    if right:
        title = word("sums_hold", lang).format(count=len(right))
        listed = html.Ul([_check(check, sheet, lang) for check in right], className="sums")
        parts.append(html.Details([html.Summary(title), listed], open=not wrong))
    return card(*parts)


def _check(check: Check, sheet: Sheet, lang: str) -> html.Li:
    tone, shape = ("ok", "●") if check.holds else ("bad", "▼")
    state = word("holds" if check.holds else "differs", lang)
    passages: list[Part] = []
    for statement in check.statements:
        passages.append(
            html.A(f"“{statement.quote}”", href=f"#s-{sheet.id_of(statement)}")
        )  # fmt: skip
    chip = html.Span(
        [html.Span(shape, className="shape", **{"aria-hidden": "true"}), state],
        className=f"chip tone-{tone}",
    )
    sum_line = html.P(check.arithmetic, className="arithmetic")
    return html.Li(
        [html.P([chip, " ", check.sentence()]), sum_line, html.P(passages, className="passages")]
    )


def _about(sheet: Sheet, lang: str) -> html.Details:
    one = sheet.document
    given = {
        "title": one.title, "place_id": one.place_id, "kind": one.kind, "issuer": one.issuer,
        "issued_on": one.issued_on or "", "base_year": str(one.base_year or ""),
        "first_year": str(one.first_year), "last_year": str(one.last_year),
    }  # fmt: skip
    form = html.Form(
        [
            html.P(word("about_note", lang), className="note wide"),
            *document_fields(lang, **given),
            html.Div(
                [html.Button(word("save_and_read_again", lang), type="submit", className="primary"),
                 html.Button(word("remove", lang), type="button", **{"data-act": "remove"})],
                className="buttons wide",
            ),
            html.P(status_line(), className="wide"),
        ],
        className="form-grid", **{"data-form": "change"},
    )  # fmt: skip
    return html.Details([html.Summary(word("about_document", lang)), form], className="card")


def _text(sheet: Sheet) -> Iterator[Part]:
    spans = [
        (one.statement.start, one.statement.stop, one.statement.statement_id)
        for one in sheet.entries
    ]
    states = {one.statement.statement_id: one.state for one in sheet.entries}
    shown = blocks(sheet.document.text, spans)
    for is_row, group in groupby(shown, key=lambda block: block.kind == "row"):
        if is_row:
            rows = [_row(block, states) for block in group]
            yield html.Div(html.Table(html.Tbody(rows)), className="table-frame", tabIndex="0")
        else:
            for block in group:
                tag = html.H3 if block.kind == "heading" else html.P
                yield tag(_marked(block.cells[0], states))


def _row(block: Block, states: dict[str, str]) -> html.Tr:
    return html.Tr([html.Td(_marked(cell, states)) for cell in block.cells])


def _marked(pieces: Sequence[Piece], states: dict[str, str]) -> list[Part]:
    return [
        html.Mark(
            piece.text, className=f"m-{states[piece.ids[0]]}", **{"data-ids": " ".join(piece.ids)}
        )
        if piece.ids
        else piece.text
        for piece in pieces
    ]


def _queue(sheet: Sheet, lang: str) -> html.Section:
    kinds = [("", word("all", lang))]
    kinds += [(kind, word(f"says_{kind}", lang)) for kind in STATEMENT_KINDS]
    states = [("", word("all", lang))]
    states += [(state, word(f"state_{state}", lang)) for state in STATE_MARKS]
    levels = [("", word("all", lang))]
    levels += [(limit, word("confidence_from", lang).format(limit=limit)) for limit in _CONFIDENCES]
    filters = html.Form(
        [
            field(word("state", lang), select("state", states)),
            field(word("statement_kind", lang), select("kind", kinds)),
            field(word("confidence", lang), select("confidence", levels)),
        ],
        className="filters", **{"data-form": "filter"},
    )  # fmt: skip
    items = [_item(entry, sheet, lang) for entry in sheet.entries]
    title = html.H2([word("queue", lang), html.Small("", **{"data-slot": "shown"})])
    listed = html.Ol(items, className="queue", tabIndex="-1")
    empty = html.P(
        word("queue_empty", lang), className="note", hidden=True, **{"data-slot": "empty"}
    )
    return card(title, filters, listed, empty)


def _item(entry: Entry, sheet: Sheet, lang: str) -> html.Li:
    found = entry.statement
    parts: list[Part] = [
        state_chip(entry.state, lang),
        html.Span(in_words(entry.reading), **{"data-slot": "words"}),
        html.Small(_remarks(entry, sheet, lang), **{"data-slot": "remarks"}),
    ]
    if entry.was:
        said = word("was", lang).format(
            reading=entry.was.reading, reviewer=entry.was.reviewer, on=entry.was.reviewed_on
        )
        parts.append(html.Small(said, className="text-bad"))
    data = {
        "data-id": found.statement_id, "data-state": entry.state, "data-kind": entry.reading.kind,
        "data-confidence": str(found.confidence),
        "data-reading": json.dumps(_form_values(entry), ensure_ascii=False),
    }  # fmt: skip
    return html.Li(html.A(parts, href=f"#s-{found.statement_id}", **data))


def _remarks(entry: Entry, sheet: Sheet, lang: str) -> str:
    confidence = percent(entry.statement.confidence * 100)
    notes = [word(f"says_{entry.reading.kind}", lang), f"{word('confidence', lang)} {confidence}"]
    if entry.number is not None:
        notes.append(word(f"{sheet.numbered_by}_number", lang).format(number=entry.number))
    if entry.review:
        notes.append(f"{entry.review.reviewer} {entry.review.reviewed_on}")
    return word("comma", lang).join(notes)


def standing(sheet: Sheet, lang: str) -> list[dict[str, object]]:
    """Return how every statement stands, for a page that is open to catch up with."""
    return [
        {
            "id": entry.statement.statement_id, "state": entry.state, "kind": entry.reading.kind,
            "word": word(f"state_{entry.state}", lang), "mark": STATE_MARKS[entry.state],
            "words": in_words(entry.reading), "remarks": _remarks(entry, sheet, lang),
            "reading": _form_values(entry),
        }
        for entry in sheet.entries
    ]  # fmt: skip


def _form_values(entry: Entry) -> dict[str, str]:
    read, review = entry.reading, entry.review
    return {
        "quote": read.quote, "section": read.section, "indicator": read.indicator,
        "responsible": "、".join(read.responsible), "lead": "、".join(read.lead),
        "indicator_id": read.indicator_id or "", "place_id": read.place_id or read.region,
        "year": str(read.year or ""), "value": "" if read.value is None else f"{read.value:.12g}",
        "unit": read.unit, "operator": read.operator, "statement_kind": read.kind,
        "scope": read.scope, "target_kind": (review.target_kind if review else None) or "",
        "nature": (review.nature if review else None) or read.nature,
        "stretch": "yes" if review and review.stretch else "",
        "note": review.note if review else "",
    }  # fmt: skip


def state_chip(state: str, lang: str) -> html.Span:
    """Return what was decided on a statement: shape, colour and word."""
    shape, tone = STATE_MARKS[state]
    mark = html.Span(shape, className="shape", **{"aria-hidden": "true"})
    return html.Span([mark, word(f"state_{state}", lang)], className=f"chip tone-{tone}")


def _panel(desk: Desk, registry: Registry, lang: str) -> html.Section:
    """Return the form for the statement that is chosen; the browser fills it in."""
    quote = html.Blockquote(
        [html.Span("", **{"data-slot": "quote"}), html.Footer("", **{"data-slot": "where"})],
        className="quote", **{"aria-live": "polite"},
    )  # fmt: skip
    body: list[Part] = [html.H2(word("reading", lang)), quote]
    if desk.writable:
        body.append(_form(registry, lang))
        body.append(html.P(word("keys", lang), className="note"))
    return card(*body, className="panel", **{"data-area": "panel"})


def _form(registry: Registry, lang: str) -> html.Form:
    indicators = [("", word("not_registered", lang))]
    indicators += [(key, one.name.in_language(lang)) for key, one in registry.indicators.items()]
    operators = [(one, word(f"operator_{one}", lang)) for one in BOUNDS]
    operators += [("range", word("operator_range", lang)), ("none", word("operator_none", lang))]
    kinds = [(kind, word(f"says_{kind}", lang)) for kind in STATEMENT_KINDS]
    by_indicator = ("", word("by_indicator", lang))
    target_kinds = [by_indicator, *((one, word(f"target_{one}", lang)) for one in TARGET_KINDS)]
    natures = [
        by_indicator,
        *((one, word(f"{one}_nature", lang)) for one in ("expected", "binding")),
    ]
    stretch = [("", word("no", lang)), ("yes", word("yes", lang))]
    return html.Form(
        [
            field(word("indicator", lang), select("indicator_id", indicators), wide=True),
            field(word("place", lang), text_input("place_id")),
            field(word("scope", lang), text_input("scope")),
            field(word("year", lang), text_input("year", inputMode="numeric")),
            field(word("operator", lang), select("operator", operators)),
            field(word("value", lang), text_input("value", inputMode="decimal")),
            field(word("unit", lang), text_input("unit")),
            field(word("statement_kind", lang), select("statement_kind", kinds)),
            field(word("target_kind", lang), select("target_kind", target_kinds)),
            field(word("nature", lang), select("nature", natures)),
            field(word("stretch", lang), select("stretch", stretch)),
            field(word("reviewer", lang), text_input("reviewer", autoComplete="name")),
            field(word("note", lang), text_input("note"), wide=True),
            html.Div(
                [html.Button(word("accept", lang), type="submit", className="primary", **{"data-act": "accept"}),
                 html.Button(word("reject", lang), type="button", **{"data-act": "reject"}),
                 html.Button(word("withdraw", lang), type="button", **{"data-act": "withdraw"})],
                className="buttons wide",
            ),
            html.P(status_line(), className="wide"),
        ],
        className="form-grid", **{"data-form": "decide"},
    )  # fmt: skip
