"""Assembles the dashboard; decides nothing."""

import html as markup
import json
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import flask
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate
from flask import Response, request

from dashboard import posts, report_posts
from dashboard.audit import frozen_csv
from dashboard.board import Board
from dashboard.components import Part
from dashboard.desk import Desk
from dashboard.export.tables import csv_of
from dashboard.export.workbook import Stamp, workbook_of
from dashboard.format import link
from dashboard.jobs import Jobs
from dashboard.links import keep_day
from dashboard.narrowing import narrowed
from dashboard.posts import Clock
from dashboard.reader import BoardReader
from dashboard.routes import Address, exists, page, read_address, section
from dashboard.server import current_address, harden, new_server
from dashboard.theme import FONT, css_variables, plot_template
from dashboard.words import word

_INDEX = """<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><link rel="icon" href="data:,"><style>{tokens}</style>{css}</head>
<body data-product="{title}"><script type="application/json" id="plot-template">{template}</script>
{app_entry}<footer>{config}{scripts}{renderer}</footer></body></html>"""

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _Dashboard(Dash):  # type: ignore[misc]  # Dash ships no types.
    """Dash with our own page around the app: language, tokens, Plotly template, escaped title."""

    boards: BoardReader

    def interpolate_index(self, **parts: Any) -> str:
        """Return the page that loads the app."""
        lang = current_address().lang
        with self.boards.open() as board:
            title = board.registry.title.in_language(lang)
        template = json.dumps(plot_template(), ensure_ascii=False).replace("<", "\\u003c")
        return _INDEX.format(
            lang="en" if lang == "en" else "zh-CN",
            title=markup.escape(title, quote=True),
            tokens=f"{css_variables()}:root{{--font:{FONT}}}",
            css=parts["css"], template=template, app_entry=parts["app_entry"],
            config=parts["config"], scripts=parts["scripts"], renderer=parts["renderer"],
        )  # fmt: skip


def _now() -> datetime:
    return datetime.now().astimezone()


def _today(clock: Clock) -> str:
    return clock().date().isoformat()


def create_app(boards: BoardReader, desk: Desk | None = None, clock: Clock = _now) -> Dash:
    """Return an app on the board of a project; can be called any number of times.

    With a desk it also shows the project's documents and takes decisions on them.
    """
    app = _Dashboard(
        __name__, server=new_server(__name__), assets_folder=str(Path(__file__).parent / "assets"), compress=True,
        update_title="", suppress_callback_exceptions=True,
    )  # fmt: skip
    app.boards = boards
    app.layout = lambda: _layout(boards, desk, clock)
    _register(app, boards, desk, clock)
    _exports(app.server, boards, clock)
    if desk:
        posts.register(app.server, desk, clock)
        jobs = Jobs(desk.folder, boards, lambda: _today(clock))
        report_posts.register(app.server, desk.folder, boards, jobs)
    hashes, limit = app.csp_hashes(), _largest_post if desk else lambda _: None
    harden(app.server, lambda address: _exists(boards, desk, address), lambda: hashes, limit)
    return app


def _largest_post(path: str) -> int | None:
    return posts.largest_post(path) or report_posts.largest_post(path)


def _exists(boards: BoardReader, desk: Desk | None, address: Address) -> bool:
    with boards.open() as board:
        return exists(board, desk, address)


def _layout(boards: BoardReader, desk: Desk | None, clock: Clock) -> html.Div:
    """Return the whole first page: the browser draws it without a further question."""
    address = current_address() if flask.has_request_context() else Address("/", {}, "zh")
    with boards.open(address.as_of, _today(clock)) as board:
        if not exists(board, desk, address):
            address = Address("/", {}, address.lang)
        drawn = _page(board, desk, address)
    return html.Div(
        [
            dcc.Location(id="url"),
            dcc.Store(id="shown", data=_key(address)),
            dcc.Store(id="titled"),
            html.Div(drawn, id="page"),
        ]
    )


def _key(address: Address) -> str:
    """Return what two addresses share only if they show the same page."""
    return f"{address.path}?{urlencode(sorted(address.query.items()))}#{address.lang}"


def _page(board: Board, desk: Desk | None, address: Address) -> list[Part]:
    lang = address.lang
    main = html.Main(page(board, desk, address), id="content")
    parts = [
        html.A(word("skip", lang), href="#content", className="skip"),
        _masthead(board, desk, address),
        main,
        html.Footer(_release(board, "colophon", lang), className="colophon"),
    ]
    if address.as_of:
        keep_day(parts, address.as_of.day)
        main.children.insert(0, _as_of_note(address, address.as_of.day))
    return parts


def _as_of_note(address: Address, day: str) -> html.P:
    """Return the line that says the page is one of another day, with the way back."""
    lang, rest = address.lang, {key: address.query[key] for key in address.query if key != "as_of"}
    back = html.A(word("as_of_today", lang), href=link(address.path, "zh", rest))
    said = word("as_of_note", lang).format(day=day)
    return html.P([said, back], className="finding tone-none as-of-note")


def _as_of_form(address: Address) -> html.Form:
    """Return the field that shows the page as of a day; it is sent without a script."""
    day = address.as_of.day if address.as_of else ""
    field = dcc.Input(
        type="text", name="as_of", value=day, placeholder="2021-12-31", pattern=r"\d{4}-\d{2}-\d{2}"
    )
    kept = [
        dcc.Input(type="hidden", name=key, value=value)
        for key, value in address.query.items()
        if key != "as_of"
    ]
    label = html.Label([html.Span(word("as_of", address.lang)), field])
    button = html.Button(word("as_of_show", address.lang), type="submit")
    return html.Form([label, *kept, button], action=address.path, method="GET", className="as-of")


def _release(board: Board, key: str, lang: str) -> str:
    found = board.release
    day = found.loaded_at[:10]
    return word(key, lang).format(id=found.id, day=day, digest=found.content_digest[:12])


def _masthead(board: Board, desk: Desk | None, address: Address) -> html.Header:
    lang = address.lang
    home, lead = board.home, board.lead_indicator
    entries = [("", "/", "overview"), ("place", f"/place/{home}", "places")]
    if lead:
        entries.append(("indicator", f"/indicator/{lead}", "indicators"))
    entries.append(("supervision", "/supervision", "supervision"))
    if desk:
        entries += [("plans", "/plans", "plans"), ("report", "/report", "report")]
    entries += [("data", "/data", "data"), ("help", "/help", "help")]
    links = [
        dcc.Link(word(name, lang), href=link(href, lang), **_current(key == section(address)))
        for key, href, name in entries
    ]
    other = "zh" if lang == "en" else "en"
    there = link(address.path, "zh", {**address.query, "lang": other})
    switch = html.A(word("other_language", lang), href=there, lang=other)
    return html.Header(
        html.Div(
            [
                dcc.Link(board.registry.title.in_language(lang), href=link("/", lang), className="product"),
                html.Nav(links, **{"aria-label": word("main_nav", lang)}),
                html.Div(
                    [_as_of_form(address), html.Span(_release(board, "release", lang)), switch],
                    className="aside",
                ),
            ],
            className="masthead-in",
        ),
        className="masthead",
    )  # fmt: skip


def _current(here: bool) -> dict[str, str]:
    return {"className": "current"} if here else {}


def _register(app: Dash, boards: BoardReader, desk: Desk | None, clock: Clock) -> None:
    @app.callback(  # type: ignore[untyped-decorator]
        Output("page", "children"),
        Output("shown", "data"),
        Input("url", "pathname"),
        Input("url", "search"),
        State("shown", "data"),
    )
    def navigate(pathname: str | None, search: str | None, shown: str | None) -> Any:
        asked = (pathname or "/") + (search or "")
        address = read_address(asked, request.cookies.get("lang"))
        with boards.open(address.as_of, _today(clock)) as board:
            if not exists(board, desk, address):
                address = Address("/", {}, address.lang)
            key = _key(address)
            if key == shown:
                raise PreventUpdate
            return _page(board, desk, address), key

    app.clientside_callback(
        ClientsideFunction("urban", "title"), Output("titled", "data"), Input("page", "children")
    )


def _exports(server: flask.Flask, boards: BoardReader, clock: Clock) -> None:
    @server.get("/export/publication/<name>.csv")
    def frozen(name: str) -> Response:
        with boards.open() as board:
            table = frozen_csv(board, name)
        if table is None:
            flask.abort(404)
        answer = Response(table, mimetype="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = f'attachment; filename="publication-{name}.csv"'
        return answer

    @server.get("/export/<kind>/<name>.csv")
    def export(kind: str, name: str) -> Response:
        address = Address(f"/{kind}/{name}", request.args, "zh")
        with boards.open(address.as_of, _today(clock)) as board:
            if kind not in ("place", "indicator") or not exists(board, None, address):
                flask.abort(404)
            rows = board.rows(place_id=name) if kind == "place" else board.rows(indicator_id=name)
        answer = Response(csv_of(rows), mimetype="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = f'attachment; filename="{kind}-{name}.csv"'
        return answer

    @server.get("/export/supervision.xlsx")
    def supervised() -> Response:
        address = Address("/supervision", request.args, "zh")
        with boards.open(address.as_of, _today(clock)) as board:
            seen, release, day = narrowed(board, request.args), board.release, board.day
        stamp = Stamp(release, day, seen.narrowing.words(seen.whole))
        data, name = BytesIO(workbook_of(seen.entries, stamp)), f"督办清单-{day}.xlsx"
        return flask.send_file(data, mimetype=_XLSX, as_attachment=True, download_name=name)
