"""规划: the documents of the project, and taking another one in."""

from collections.abc import Sequence

from dash import dcc, html

from dashboard.components import Part, card, finding, table
from dashboard.desk import Desk, Sheet
from dashboard.fields import (
    document_fields,
    field,
    problems_card,
    status_line,
    text_input,
    update_bar,
)
from dashboard.format import link
from dashboard.words import word


def layout(desk: Desk, lang: str) -> list[Part]:
    """Return the list of documents with the state of their review."""
    sheets = desk.sheets()
    waiting = sum(sheet.count("pending") for sheet in sheets)
    said = word("plans_finding", lang).format(
        documents=len(sheets), statements=sum(len(sheet.entries) for sheet in sheets),
        pending=waiting,
    )  # fmt: skip
    parts: list[Part | None] = [
        html.Div(html.H1(word("plans", lang)), className="page-head"),
        finding([said], lang, tone="warn" if waiting else "ok"),
        problems_card(desk, lang),
        update_bar(desk, lang),
        _upload(desk, lang) if desk.writable else None,
        _documents(sheets, lang) if sheets else None,
    ]
    return [part for part in parts if part is not None]


def _documents(sheets: Sequence[Sheet], lang: str) -> html.Section:
    head = [
        (word("document", lang), False), (word("place", lang), False),
        (word("document_kind", lang), False), (word("period", lang), True),
        (word("statements", lang), True), (word("state_pending", lang), True),
        (word("accepted", lang), True), (word("state_reject", lang), True),
        (word("stale", lang), True), (word("sums_checked", lang), True),
        (word("sums_differ", lang), True),
    ]  # fmt: skip
    body = [_line(sheet, lang) for sheet in sheets]
    title = word("documents", lang)
    return card(html.H2(title), table(head, body, title), className="upright")


def _line(sheet: Sheet, lang: str) -> list[Part]:
    document = sheet.document
    years = [str(year) for year in dict.fromkeys((document.first_year, document.last_year))]
    return [
        dcc.Link(document.title, href=link(f"/plans/{document.document_id}", lang), className="wrap"),
        dcc.Link(sheet.place_name, href=link(f"/place/{document.place_id}", lang)),
        word(f"kind_{document.kind}", lang), "—".join(years), str(len(sheet.entries)),
        str(sheet.count("pending")), str(sheet.count("accept", "amend")),
        str(sheet.count("reject")), str(sheet.stale), str(len(sheet.checks)),
        str(sheet.contradictions),
    ]  # fmt: skip


def _upload(desk: Desk, lang: str) -> html.Section:
    """Return the form that takes a document in: first the file, then what it says of itself."""
    chosen = html.Form(
        [
            field(word("choose_file", lang), text_input("document", kind="file")),
            html.P(word("choose_file_note", lang), className="note"),
        ],
        className="form-row", **{"data-form": "propose"},
    )  # fmt: skip
    confirm = html.Form(
        [
            html.P("", className="note wide", **{"data-slot": "found"}),
            *document_fields(lang),
            html.Button(word("take_in", lang), type="submit", className="primary"),
        ],
        className="form-grid", hidden=True, **{"data-form": "add"},
    )  # fmt: skip
    body = [chosen, confirm, html.P(status_line())]
    return card(
        html.H2(word("add_document", lang)), *body, className="on-screen", **{"data-area": "upload"}
    )
