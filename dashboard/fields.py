"""Fields of the forms on the 规划 pages: native controls with labels; no query, no decision."""

from collections.abc import Sequence

from dash import dcc, html

from dashboard.components import Part, card
from dashboard.desk import Desk
from dashboard.words import word
from etl.project.documents import KINDS

Choice = tuple[str, str]
_MOST_PROBLEMS = 8


def field(label: str, control: Part, *, wide: bool = False) -> html.Label:
    """Return a labelled control."""
    return html.Label([html.Span(label), control], className="field wide" if wide else "field")


def text_input(name: str, *, kind: str = "text", value: str = "", **more: str) -> dcc.Input:
    """Return a native input of one line."""
    return dcc.Input(type=kind, name=name, value=value, **more)


def select(name: str, choices: Sequence[Choice], chosen: str = "") -> html.Select:
    """Return a native select; `choices` are value and text."""
    options = [html.Option(text, value=key, selected=key == chosen) for key, text in choices]
    return html.Select(options, name=name)


def document_fields(lang: str, **values: str) -> list[Part]:
    """Return the fields that describe a document."""
    kinds = [(kind, word(f"kind_{kind}", lang)) for kind in KINDS]
    texts = {
        key: text_input(key, value=values.get(key, ""))
        for key in ("title", "place_id", "issuer", "issued_on", "base_year", "first_year", "last_year")
    }  # fmt: skip
    return [
        field(word("title", lang), texts["title"], wide=True),
        field(word("document_place", lang), texts["place_id"]),
        field(word("document_kind", lang), select("kind", kinds, values.get("kind", ""))),
        field(word("issuer", lang), texts["issuer"]),
        field(word("issued_on", lang), texts["issued_on"]),
        field(word("base_year", lang), texts["base_year"]),
        field(word("first_year", lang), texts["first_year"]),
        field(word("last_year", lang), texts["last_year"]),
    ]


def problems_card(desk: Desk, lang: str) -> html.Section | None:
    """Return what is wrong with the project's files, None where nothing is."""
    problems = desk.problems()
    if not problems:
        return None
    listed = html.Ul(
        [html.Li(problem) for problem in problems[:_MOST_PROBLEMS]], className="plain-list"
    )
    more = len(problems) - _MOST_PROBLEMS
    note = word("more_problems", lang).format(count=more) if more > 0 else ""
    heading = html.H2(word("file_problems", lang), className="text-bad")
    return card(heading, html.P(word("file_problems_note", lang), className="note"), listed, note)


def update_bar(desk: Desk, lang: str) -> html.Div:
    """Return the bar that brings reviewed files to the board, hidden where there is nothing new."""
    parts: list[Part] = [html.Span(word("files_ahead", lang))]
    if desk.writable:
        parts.append(html.Button(word("update_board", lang), type="button", **{"data-act": "load"}))
    return html.Div([*parts, *status_line()], className="update-bar", hidden=not desk.is_ahead())


def status_line() -> list[Part]:
    """Return the line on which the browser says what came of a request."""
    return [html.Span(className="said", role="status")]
