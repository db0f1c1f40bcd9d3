"""指标: one indicator in one place, and all places on it, ranked by the gap to their own target."""

from collections.abc import Mapping, Sequence

from dash import dcc, html

from dashboard.board import Board
from dashboard.charting import (
    chain_said,
    chain_table,
    chart_head,
    graph,
    panels_table,
    values_said,
    values_table,
)
from dashboard.components import (
    Part,
    card,
    cell_table,
    chip,
    finding,
    name_cell,
    source_line,
    sources_panel,
    status_chip,
    table,
    target_table,
)
from dashboard.figures.history import told_past
from dashboard.figures.sparkline import Frame, common_frame, sparkline
from dashboard.figures.trajectory import trajectory, values
from dashboard.format import NOTHING, link, signed
from dashboard.records import Cell, Chain, Panel, Row
from dashboard.standings import SORTS, Improvement, Ranked, ranking, standing
from dashboard.theme import MARKS
from dashboard.words import word
from etl.domain.reason import Wording
from etl.domain.records import Indicator

_MOST_PANELS = 60
_MOST_ROWS = 200
# 改善幅度要用各地历年评估：地区太多时只在进度差最低的这些地区之间比较。
_MOST_COMPARED = 400


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
    rows = [row for chain in chains for row in chain.rows]
    cells = board.cells(indicator_id=indicator.indicator_id)
    if rows:
        sort = query.get("sort", "") if query.get("sort", "") in SORTS else "gap"
        parts.append(_ranking(board, rows, cells, (sort, chosen), lang))
    parts += [_multiples(board, indicator, chains, lang), _all_places(cells, lang)]
    return [part for part in parts if part is not None]


def _ranking(
    board: Board,
    rows: Sequence[Row],
    cells: Sequence[Cell],
    asked: tuple[str, str],
    lang: str,
) -> html.Section:
    """Return the places in the order asked for, each with its own target; `asked`: order, place."""
    sort, indicator = asked[0], rows[0].indicator
    lines, total = _ranked(board, rows, cells, sort)
    address = link(f"/export/indicator/{indicator.indicator_id}.csv", "zh", {"sort": sort})
    head = html.Div(
        [html.H2(word(f"ranking_{sort}", lang)), html.A(word("export", lang), href=address, className="button")],
        className="card-head",
    )  # fmt: skip
    note = word(f"ranking_{sort}_note", lang)
    if sort == "improvement" and total > _MOST_COMPARED:
        note += word("ranking_among", lang).format(most=_MOST_COMPARED)
    title = word("other_rows", lang).format(count=len(rows))
    every = target_table(sorted(rows, key=_by_place)[:_MOST_ROWS], lang, by_place=True)
    return card(
        head,
        _orders(indicator, asked, lang),
        html.P(note, className="note"),
        _ranking_table(lines, word(f"ranking_{sort}", lang), lang),
        _cut(total, _MOST_ROWS, lang),
        html.Details([html.Summary(title), every, _cut(len(rows), _MOST_ROWS, lang)]),
    )


def _by_place(row: Row) -> tuple[str, int]:
    return (row.place.place_id, row.target.year or 0)


def _ranked(
    board: Board, rows: Sequence[Row], cells: Sequence[Cell], sort: str
) -> tuple[list[Ranked], int]:
    """Return the lines that are shown, and how many there are in all.

    The row of a place and scope is the one that stands; past statuses are asked for once, only of
    the places that need them.
    """
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if not row.target.superseded_by:
            groups.setdefault((row.place.place_id, row.target.scope), []).append(row)
    own = [row for group in groups.values() for row in standing(group)]
    first = "gap" if sort == "improvement" else sort
    most = _MOST_COMPARED if sort == "improvement" else _MOST_ROWS
    some = [line.row for line in ranking(own, {}, cells, sort=first)[:most]]
    codes = sorted({row.place.place_id for row in some})
    histories = board.histories(codes, rows[0].indicator.indicator_id)
    return ranking(some, histories, cells, sort=sort)[:_MOST_ROWS], len(own)


def _orders(indicator: Indicator, asked: tuple[str, str], lang: str) -> html.Nav:
    """Return the links to the other orders; each order has its own address."""
    sort, place = asked
    page = f"/indicator/{indicator.indicator_id}"
    links: list[Part] = []
    for key in SORTS:
        text, query = word(f"sort_{key}", lang), {"place": place, "sort": key}
        if key == sort:
            links.append(html.Span(text, className="button here", **{"aria-current": "true"}))
        else:
            links.append(dcc.Link(text, href=link(page, lang, query), className="button"))
    return html.Nav(links, className="orders", **{"aria-label": word("ranking_by", lang)})


def _ranking_table(lines: Sequence[Ranked], caption: str, lang: str) -> html.Div:
    head = [
        (word("place", lang), False), (word("target", lang), True), (word("latest_actual", lang), True),
        (word("gap_points", lang), True), (word("improvement", lang), True),
        (word("status", lang), False), (word("history", lang), False), (word("needed", lang), True),
    ]  # fmt: skip
    return table(head, [_ranking_line(line, lang) for line in lines], caption)


def _ranking_line(line: Ranked, lang: str) -> list[Part]:
    row, say = line.row, line.row.wording(lang)
    year = f"（{row.target.year}）" if row.target.year else ""
    sheet = link(f"/calculation/{row.target.target_id}", lang)
    said = row.status_word(lang)
    if line.is_over and row.status in ("achieved", "missed"):
        said = word("outcome_of", lang).format(year=row.target.year, outcome=said)
    status = status_chip(row.status, said, stretch=row.target.stretch)
    return [
        name_cell(row, lang, by_place=True), f"{row.aim(lang)}{year}", _latest(line, lang),
        signed(row.gap_points), _improved(line.improvement, lang),
        dcc.Link(status, href=sheet, title=row.reason(lang), className="chip-link"),
        told_past(line.pasts, lang, stretch=row.target.stretch),
        NOTHING if row.needed_per_year is None else say.number(row.needed_per_year),
    ]  # fmt: skip


def _latest(line: Ranked, lang: str) -> str:
    if line.latest is not None:
        return f"{line.latest.text(lang)}（{line.latest.year}）"
    if line.row.actual is None:
        return NOTHING
    return f"{line.row.wording(lang).value(line.row.actual)}（{line.row.period}）"


def _improved(found: Improvement, lang: str) -> Part:
    if found.points is None:
        return [NOTHING, html.Small(word(f"why_{found.reason}", lang))]
    return word("improved", lang).format(
        points=signed(found.points), since=found.since, until=found.until
    )


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
    note = f"{word('unit', lang)}：{row.wording(lang).unit}　{word('chart_help', lang)}"
    said, title = chain_said(chain, lang), f"《{row.source.title}》"
    drawn = card(
        chart_head(title, said, mark=chip(row, lang)),
        html.P(note, className="note"),
        graph(trajectory(chain, lang), row.reason(lang), name=f"chain-{number}", lang=lang),
        source_line(chain, lang),
        chain_table(chain, lang),
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
    said = values_said(points, wording, lang)
    return card(
        chart_head(name, said),
        html.P(
            f"{word('unit', lang)}：{wording.unit}　{word('no_targets_indicator', lang)}",
            className="note",
        ),
        graph(values(points, wording, lang), f"{name}：{said}", name="values", lang=lang),
        html.P([word("source", lang), "：", points[-1].observation.source], className="note"),
        values_table(points, wording, lang),
    )


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
    wording = board.wording(indicator, lang)
    cards = [_panel(panel, frame, wording, lang) for panel in shown]
    note = word("multiples_note", lang)
    return card(
        html.H2(word("multiples", lang)),
        html.P(note, className="note"),
        html.Div(cards, className="multiples"),
        _cut(len(panels), _MOST_PANELS, lang),
        panels_table(shown, wording, lang),
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


def _all_places(cells: Sequence[Cell], lang: str) -> html.Section | None:
    if not cells:
        return None
    title = word("all_places", lang)
    listed = cell_table(cells[:_MOST_ROWS], lang, title, by_place=True)
    return card(html.H2(title), listed, _cut(len(cells), _MOST_ROWS, lang))
