"""Assembles the dashboard; decides nothing."""

import html as markup
import json
from dataclasses import replace
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import flask
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate
from flask import Response, request

from dashboard import posts, report_posts, screen_routes
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
from dashboard.server import current_address, current_theme, harden, new_server
from dashboard.theme import THEMES, css_variables, dark_colours, plot_template
from dashboard.typography import keep_numbers, tell_language
from dashboard.wording.look import LOOK
from dashboard.words import word

_INDEX = """<!DOCTYPE html>
<html lang="{lang}" data-theme="{theme}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><link rel="icon" href="data:,"><style>{style}</style>{css}</head>
<body data-product="{title}">
<script type="application/json" id="plot-template">{template}</script>
<script type="application/json" id="dark-colours">{dark}</script>
<div id="away" class="away" role="alert" data-said="{server_away}" data-retry="{retry}"></div>
<noscript><style>.waiting{{display:none}}</style><p>{needs_script}</p></noscript>
<div id="react-entry-point">{waiting}</div>
<footer>{config}{scripts}{renderer}</footer></body></html>"""

# 第一次画好之前看到的页面；这里没有h1，有h1就是画好了。
_WAITING = """<div class="waiting"><header class="masthead"><div class="masthead-in">
<span class="product">{title}</span></div></header>
<main aria-busy="true"><span class="waiting-line"></span><p role="status">{reading}</p>
<div class="counts"><div class="card"><span class="waiting-line"></span></div>
<div class="card"><span class="waiting-line"></span></div>
<div class="card"><span class="waiting-line"></span></div></div>
<div class="card"><span class="waiting-line"></span></div></main></div>"""

# 地址里写的不是日期时，照引这么多字。
_LONGEST_DAY = 30
_ASSETS = Path(__file__).parent / "assets"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _Dashboard(Dash):  # type: ignore[misc]  # Dash ships no types.
    """Dash with our own page around the app: language, tokens, Plotly template, escaped title."""

    boards: BoardReader

    def interpolate_index(self, **parts: Any) -> str:
        """Return the page that loads the app, in the language and the theme of the request."""
        lang = current_address().lang
        with self.boards.open() as board:
            title = markup.escape(board.registry.title.in_language(lang), quote=True)
        said = {key: markup.escape(word(key, lang), quote=True) for key in LOOK}
        return _INDEX.format(
            lang="en" if lang == "en" else "zh-CN", title=title, theme=current_theme(),
            style=_style(), css=parts["css"],
            template=_in_markup(plot_template()), dark=_in_markup(dark_colours()),
            waiting=_WAITING.format(title=title, reading=said["reading_results"]),
            config=parts["config"], scripts=parts["scripts"], renderer=parts["renderer"], **said,
        )  # fmt: skip


@cache
def _style() -> str:
    """Return tokens and style sheets: within the page, where they cost no request of their own."""
    sheets = sorted(_ASSETS.glob("2-*.css"))
    return css_variables() + "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def _in_markup(data: object) -> str:
    """Return data as JSON that can stand in a script element."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


def _now() -> datetime:
    return datetime.now().astimezone()


def _today(clock: Clock) -> str:
    return clock().date().isoformat()


def create_app(boards: BoardReader, desk: Desk | None = None, clock: Clock = _now) -> Dash:
    """Return an app on the board of a project; can be called any number of times.

    With a desk it also shows the project's documents and takes decisions on them.
    """
    app = _Dashboard(
        __name__, server=new_server(__name__), assets_folder=str(_ASSETS), compress=True,
        assets_ignore=r"^screen|\.css$", update_title="", suppress_callback_exceptions=True,
    )  # fmt: skip
    app.boards = boards
    app.layout = lambda: _layout(boards, desk, clock)
    _register(app, boards, desk, clock)
    _exports(app.server, boards, clock)
    screen_routes.register(app.server, boards, clock)
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
    address = _without_look(address)
    return f"{address.path}?{urlencode(sorted(address.query.items()))}#{address.lang}"


def _without_look(address: Address) -> Address:
    """Return an address without a theme: what a page shows and where it leads does not depend on it."""
    kept = {
        key: value for key, value in address.query.items() if key != "theme" or value not in THEMES
    }
    return replace(address, query=kept)


def _page(board: Board, desk: Desk | None, address: Address) -> list[Part]:
    address = _without_look(address)
    lang = address.lang
    main = html.Main(page(board, desk, address), id="content")
    parts = [
        html.A(word("skip", lang), href="#content", className="skip"),
        _masthead(board, desk, address),
        main,
        html.Footer(_release(board, "colophon", lang), className="colophon"),
    ]
    if board.as_of:
        keep_day(parts, board.as_of.day)
    if address.query.get("as_of"):
        main.children.insert(0, _as_of_note(board, address))
    keep_numbers(parts)
    if lang == "en":
        tell_language(parts)
    return parts


def _as_of_note(board: Board, address: Address) -> html.P:
    """Return the line that says whether the page is one of another day, with the way back."""
    lang, rest = address.lang, {key: address.query[key] for key in address.query if key != "as_of"}
    back = html.A(word("as_of_today", lang), href=link(address.path, "zh", rest))
    if board.as_of:
        said = word("as_of_note", lang).format(day=board.as_of.day)
    else:
        said = word("as_of_refused", lang).format(day=address.query["as_of"][:_LONGEST_DAY])
    return html.P([said, back], className="finding tone-none as-of-note")


def _as_of_form(board: Board, address: Address) -> html.Form:
    """Return the field that shows the page as of a day; it is sent without a script."""
    day = board.as_of.day if board.as_of else ""
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
    looks = [_look_link(name, address) for name in THEMES]
    return html.Header(
        html.Div(
            [
                dcc.Link(board.registry.title.in_language(lang), href=link("/", lang), className="product"),
                html.Nav(links, **{"aria-label": word("main_nav", lang)}),
                html.Div(
                    [_as_of_form(board, address), html.Span(_release(board, "release", lang)), *looks, switch],
                    className="aside",
                ),
            ],
            className="masthead-in",
        ),
        className="masthead",
    )  # fmt: skip


def _look_link(name: str, address: Address) -> html.A:
    """Return the link to this page in a theme; 1-urban.js changes it without loading the page anew.

    The filter of the overview is called theme too: it stands last, where the page reads it.
    """
    href = f"{address.path}?{urlencode([('theme', name), *address.query.items()])}"
    said = word(f"to_{name}", address.lang)
    return html.A(said, href=href, className=f"to-{name}", **{"data-look": name})


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
