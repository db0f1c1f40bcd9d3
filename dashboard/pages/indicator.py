"""指标: one indicator in one place, and all places on it, ranked by the gap to their own target."""

from collections.abc import Mapping, Sequence

from dash import dcc, html

from dashboard.board import Board
from dashboard.components import (
    Part,
    card,
    cell_table,
    chip,
    finding,
    graph,
    source_line,
    sources_panel,
    table,
    target_table,
)
from dashboard.figures.sparkline import Frame, common_frame, sparkline
from dashboard.figures.trajectory import trajectory, values
from dashboard.format import NOTHING, link
from dashboard.records import Chain, Panel, Point
from dashboard.theme import MARKS
from dashboard.words import word
from etl.domain.reason import Wording
from etl.domain.records import Indicator

_MOST_PANELS = 60
_MOST_ROWS = 200


def layout(board: Board, indicator: Indicator, query: Mapping[str, str], lang: str) -> list[Part]:
    """Return the page of an indicator; `place` in the query chooses whose chart stands on top."""
    chains = board.chains(indicator_id=indicator.indicator_id)
    chosen = _chosen(board, chains, query.get("place", ""))
    parts: list[Part] = [_head(board, indicator, chosen, lang)]
    own = [chain for chain in chains if chain.current.place.place_id == chosen]
    if own:
        parts += [
            _finding(own[0], lang),
            *(_chart(board, chain, number, lang) for number, chain in enumerate(own)),
        ]
    else:
        parts.append(_values_only(board, indicator, chosen, lang))
    rows = sorted(
        (row for chain in chains for row in chain.rows),
        key=lambda row: (
            row.gap_points is None,
            row.gap_points or 0.0,
            row.place.place_id,
            row.target.year or 0,
        ),
    )
    if rows:
        head = html.Div(
            [html.H2(word("ranking", lang)),
             html.A(word("export", lang), href=f"/export/indicator/{indicator.indicator_id}.csv", className="button")],
            className="card-head",
        )  # fmt: skip
        listed = target_table(rows[:_MOST_ROWS], lang, by_place=True)
        parts.append(card(head, listed, _cut(len(rows), _MOST_ROWS, lang)))
    parts += [_multiples(board, indicator, chains, lang), _all_places(board, indicator, lang)]
    return [part for part in parts if part is not None]


def _cut(total: int, most: int, lang: str) -> html.P | None:
    """Return the sentence that says how much is left out, None where nothing is."""
    if total <= most:
        return None
    return html.P(word("cut", lang).format(total=total, most=most), className="note")


def _chosen(board: Board, chains: Sequence[Chain], asked: str) -> str:
    """Return the place asked for, else home, else the first that has a target."""
    if asked in board.places:
        return asked
    aimed = [chain.current.place.place_id for chain in chains]
    return board.home if board.home in aimed or not aimed else aimed[0]


def _head(board: Board, indicator: Indicator, place_id: str, lang: str) -> html.Div:
    name = board.places[place_id].name
    crumbs = html.Nav(
        [
            dcc.Link(word("overview", lang), href=link("/", lang)),
            " ／ ",
            dcc.Link(name, href=link(f"/place/{place_id}", lang)),
        ],
        className="crumbs", **{"aria-label": word("indicators", lang)},
    )  # fmt: skip
    title = html.H1([indicator.name.in_language(lang), " ", html.Small(name)])
    return html.Div([crumbs, title, html.P(indicator.definition.in_language(lang), className="note")],
                    className="page-head stacked")  # fmt: skip


def _finding(chain: Chain, lang: str) -> html.P:
    row = chain.current
    return finding([row.reason(lang)], lang, tone=MARKS[row.status].tone)


def _chart(board: Board, chain: Chain, number: int, lang: str) -> html.Div:
    row = chain.current
    title = [f"《{row.source.title}》", chip(row, lang)]
    note = f"{word('unit', lang)}：{row.wording(lang).unit}　{word('chart_help', lang)}"
    drawn = card(
        html.H2(title, className="card-head"),
        html.P(note, className="note"),
        graph(trajectory(chain, lang), row.reason(lang), name=f"chain-{number}"),
        source_line(chain, lang),
        _values_table(chain.points, row.wording(lang).indicator, lang),
    )
    return html.Div([drawn, sources_panel(chain, board.passages(chain), lang)], className="split")


def _values_only(board: Board, indicator: Indicator, place_id: str, lang: str) -> html.Section:
    points = board.points(place_id, indicator.indicator_id)
    if not points:
        return finding(
            [f"{board.places[place_id].name}：{word('no_data', lang)}。"], lang, tone="none"
        )
    wording = board.wording(indicator, lang)
    name = f"{board.places[place_id].name} {indicator.name.in_language(lang)}"
    return card(
        html.H2(name),
        html.P(
            f"{word('unit', lang)}：{wording.unit}　{word('no_targets_indicator', lang)}",
            className="note",
        ),
        graph(values(points, wording, lang), name, name="values"),
        html.P([word("source", lang), "：", points[-1].observation.source], className="note"),
        _values_table(points, indicator, lang),
    )


def _values_table(points: Sequence[Point], indicator: Indicator, lang: str) -> html.Details:
    head = [(word("year", lang), True), (word("printed", lang), True), (word("vintage", lang), False),
            (word("released", lang), False), (word("source", lang), False)]  # fmt: skip
    body = [
        [
            point.observation.as_of or str(point.observation.period),
            f"{point.observation.printed}{point.observation.printed_unit}",
            point.observation.vintage if point.observation.vintage != "none" else NOTHING,
            point.observation.released_on or NOTHING,
            [point.observation.source, html.Small(point.observation.note)],
        ]
        for point in points
    ]
    title = word("values_table", lang)
    return html.Details([html.Summary(f"{title}（{len(points)}）"), table(head, body, title)])


def _multiples(
    board: Board, indicator: Indicator, chains: Sequence[Chain], lang: str
) -> html.Section | None:
    """Return the small charts of places, all in one frame."""
    found = board.panels(indicator.indicator_id, chains)
    panels = [panel for panel in found if panel.path or len(panel.points) > 1]
    if len(panels) < 2:
        return None
    shown = panels[:_MOST_PANELS]
    frame = common_frame(shown)
    cards = [_panel(panel, frame, board.wording(indicator, lang), lang) for panel in shown]
    note = word("multiples_note", lang)
    return card(
        html.H2(word("multiples", lang)),
        html.P(note, className="note"),
        html.Div(cards, className="multiples"),
        _cut(len(panels), _MOST_PANELS, lang),
    )


def _panel(panel: Panel, frame: Frame, wording: Wording, lang: str) -> html.Article:
    address = link(f"/place/{panel.place.place_id}", lang)
    last = panel.points[-1].observation if panel.points else None
    latest = f"{wording.value(last.value)}（{last.period}）" if last else word("no_data", lang)
    status = chip(panel.current, lang) if panel.current else None
    picture = html.Img(src=sparkline(panel, frame), alt=f"{panel.place.name} {latest}")
    head = html.Div(
        [dcc.Link(panel.place.name, href=address), html.Small(latest)], className="card-head"
    )
    return html.Article([head, picture, status])


def _all_places(board: Board, indicator: Indicator, lang: str) -> html.Section | None:
    cells = board.cells(indicator_id=indicator.indicator_id)
    if not cells:
        return None
    title = word("all_places", lang)
    listed = cell_table(cells[:_MOST_ROWS], lang, title, by_place=True)
    return card(html.H2(title), listed, _cut(len(cells), _MOST_ROWS, lang))
