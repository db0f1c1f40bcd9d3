"""地区: every target of one place, with its path, its actuals and its sources."""

from collections.abc import Sequence

from dash import dcc, html

from dashboard.board import Board
from dashboard.chains import is_along_path
from dashboard.charting import (
    chain_said,
    chain_table,
    chart_head,
    graph,
    values_said,
    values_table,
)
from dashboard.components import (
    Marks,
    Part,
    card,
    cell_table,
    chip,
    finding,
    key_figure,
    marks_of,
    method_panel,
    progress,
    sheet_address,
    source_line,
    sources_panel,
    target_table,
)
from dashboard.explain import awaited
from dashboard.figures.trajectory import trajectory, values
from dashboard.format import link, percent, signed
from dashboard.opinions import opinions
from dashboard.records import Cell, Chain, Point, Row
from dashboard.theme import MARKS
from dashboard.words import word
from etl.domain.asof import AsOf
from etl.domain.reason import plain
from etl.domain.records import Place


def layout(board: Board, place: Place, lang: str) -> list[Part]:
    """Return the page of a place."""
    chains = board.chains(place_id=place.place_id)
    first = next((chain for chain in chains if chain.current.status != "unknown"), None)
    marks = _marks(board, place, chains, lang)
    parts: list[Part | None] = [_head(board, place, lang, has_targets=bool(chains))]
    if first:
        parts += [
            _finding(first.current, lang),
            _key_figures(first, lang),
            _main(board, first, lang),
            _rules(board, first.current, marks, lang),
        ]
    else:
        key = "none_judged_here" if chains else "no_targets_here"
        parts.append(finding([word(key, lang)], lang, tone="none"))
    if chains:
        parts.append(_targets(place, chains, marks, lang))
    parts += [
        _others([chain for chain in chains if chain is not first], lang),
        _values(board, place, chains, lang),
        _untargeted(board, place, chains, lang),
        _members(board, place, lang),
    ]
    return [part for part in parts if part is not None]


def _marks(board: Board, place: Place, chains: Sequence[Chain], lang: str) -> Marks:
    """Return what is marked beside the statuses of a place: values overdue, human judgements."""
    rows = [row for chain in chains for row in chain.rows]
    judged = board.decisions.judgements_in_force(board.day, place_id=place.place_id)
    return Marks(awaited(board, rows, lang), judged)


def _rules(board: Board, row: Row, marks: Marks, lang: str) -> html.Section:
    """Return the leading target under all rules, with the way to its calculation sheet."""
    sheet = dcc.Link(word("calculation", lang), href=sheet_address(row, lang), className="button")
    heading = html.Div([html.H2(word("opinions", lang)), sheet], className="card-head")
    name = row.indicator.name.in_language(lang)
    what = word("calculation_title", lang).format(year=row.target.year, aim=row.aim(lang))
    about = html.P(
        [f"{name}　{what}　", chip(row, lang), *marks_of(row, lang, marks)], className="marks"
    )
    found = opinions(board, row, lang, board.as_of or AsOf())
    return card(heading, about, *method_panel(found, lang, compact=True))


def _targets(place: Place, chains: Sequence[Chain], marks: Marks, lang: str) -> html.Section:
    """Return the table of all milestones; those that cannot be judged are folded away."""
    rows = [row for chain in chains for row in chain.rows]
    judged = [row for row in rows if row.status != "unknown"]
    waiting = [row for row in rows if row.status == "unknown"]
    address = f"/export/place/{place.place_id}.csv"
    heading = html.Div(
        [html.H2(word("targets_and_progress", lang)),
         html.A(word("export", lang), href=address, className="button")],
        className="card-head",
    )  # fmt: skip
    shown: list[Part] = [heading, target_table(judged, lang, marks=marks)] if judged else [heading]
    if waiting:
        title = f"{word('not_judged', lang)}（{len(waiting)}）"
        body = [html.Summary(title), target_table(waiting, lang, marks=marks)]
        shown.append(html.Details(body, open=not judged))
    return card(*shown)


def _values(board: Board, place: Place, chains: Sequence[Chain], lang: str) -> html.Section | None:
    """Return small charts of what was published on indicators that have no target here."""
    aimed = {chain.current.indicator.indicator_id for chain in chains}
    valued = (cell.indicator.indicator_id for cell in board.cells(place.place_id))
    charts = []
    for key in dict.fromkeys(key for key in valued if key not in aimed):
        points = board.points(place.place_id, key)
        if sum(point.preferred for point in points) > 1:
            charts.append(_value_chart(board, place, key, points, lang))
    if not charts:
        return None
    return card(html.H2(word("published_values", lang)), html.Div(charts, className="grid"))


def _value_chart(
    board: Board, place: Place, indicator_id: str, points: Sequence[Point], lang: str
) -> html.Article:
    indicator = board.registry.indicators[indicator_id]
    wording = board.wording(indicator, lang)
    name, last = indicator.name.in_language(lang), points[-1].observation
    address = link(f"/indicator/{indicator_id}", lang, {"place": place.place_id})
    said = values_said(points, wording, lang)
    note = f"{word('unit', lang)}：{wording.unit}　{word('source', lang)}：{last.source}"
    figure = values(points, wording, lang, compact=True)
    return html.Article(
        [
            chart_head(dcc.Link(name, href=address), said, level=3),
            graph(figure, f"{name}：{said}", name=indicator_id, lang=lang, compact=True),
            html.P(note, className="note"),
            values_table(points, wording, lang, brief=True),
        ]
    )


def _head(board: Board, place: Place, lang: str, *, has_targets: bool) -> html.Div:
    trail = board.ancestors(place)
    crumbs: list[Part] = [dcc.Link(word("overview", lang), href=link("/", lang))]
    for above in trail:
        crumbs += [" ／ ", dcc.Link(above.name, href=link(f"/place/{above.place_id}", lang))]
    nav = html.Nav(crumbs, className="crumbs", **{"aria-label": word("places", lang)})
    heading = html.H1([place.name, " ", html.Small(place.place_id)])
    address = link("/screen", lang, {"place": place.place_id})
    buttons: list[Part] = [html.A(word("screen_button", lang), href=address, className="button")]
    if has_targets:
        address = link("/report", lang, {"place": place.place_id})
        report = dcc.Link(word("report_of_place", lang), href=address, className="button")
        buttons.insert(0, report)
    return html.Div(
        [html.Div([nav, heading]), html.Div(buttons, className="page-actions")],
        className="page-head",
    )


def _finding(row: Row, lang: str) -> html.P:
    tone = MARKS[row.status].tone
    return finding([row.reason(lang)], lang, tone=tone)


def _key_figures(chain: Chain, lang: str) -> html.Div:
    row = chain.current
    say = row.wording(lang)
    name = row.indicator.name.in_language(lang)
    cards: list[Part] = []
    if row.actual is not None:
        source = row.observation.source if row.observation else ""
        label = word("year_named", lang).format(name=name, year=row.period)
        cards.append(
            key_figure(label, say.number(row.actual), say.unit, source, mark=chip(row, lang))
        )
    if row.gap is not None and row.expected is not None and is_along_path(row):
        number = ("−" if row.gap < 0 else "+") + say.number(abs(row.gap))
        note = f"{word('expected', lang)} {say.value(row.expected)}"
        cards.append(key_figure(word("gap_to_path", lang), number, say.difference_unit, note))
    if row.distance_completion is not None:
        due = f"{word('time_gone', lang)} {percent(row.schedule_completion)}"
        note = f"{due}{word('comma', lang)}{word('gap_points', lang)} {signed(row.gap_points)}"
        bar = progress(row.distance_completion, row.schedule_completion, note)
        label = word("year_distance", lang).format(year=row.target.year)
        cards.append(
            key_figure(label, percent(row.distance_completion).rstrip("%"), "%", note, bar=bar)
        )
    for later in chain.rows:
        if later.needed_per_year is not None:
            note = word("aimed_at", lang).format(year=later.target.year, aim=later.aim(lang))
            number = say.number(later.needed_per_year)
            cards.append(key_figure(word("needed", lang), number, say.difference_unit, note))
    return html.Div(cards[:4], className="kpis")


def _main(board: Board, chain: Chain, lang: str) -> html.Div:
    row = chain.current
    name = row.indicator.name.in_language(lang)
    address = link(f"/indicator/{row.indicator.indicator_id}", lang, {"place": row.place.place_id})
    note = f"{word('unit', lang)}：{row.wording(lang).unit}　{word('chart_help', lang)}"
    drawn = card(
        chart_head(dcc.Link(name, href=address), chain_said(chain, lang)),
        html.P(note, className="note"),
        graph(trajectory(chain, lang), row.reason(lang), name="main", lang=lang),
        source_line(chain, lang),
        chain_table(chain, lang, brief=True),
    )
    return html.Div([drawn, sources_panel(chain, board.passages(chain), lang)], className="split")


def _others(chains: Sequence[Chain], lang: str) -> html.Section | None:
    drawable = [chain for chain in chains if chain.points or len(chain.path) > 1]
    if not drawable:
        return None
    return card(
        html.H2(word("other_indicators", lang)),
        html.Div(
            [_small(chain, number, lang) for number, chain in enumerate(drawable)], className="grid"
        ),
    )


def _small(chain: Chain, number: int, lang: str) -> html.Article:
    row = chain.current
    name = row.indicator.name.in_language(lang)
    address = link(f"/indicator/{row.indicator.indicator_id}", lang, {"place": row.place.place_id})
    said, aim = chain_said(chain, lang), row.aim(lang)
    if row.target.year is not None:
        aim = word("aimed_at", lang).format(year=row.target.year, aim=aim)
    about = [row.source.title] if aim == said else [aim, row.source.title]
    figure = trajectory(chain, lang, compact=True)
    return html.Article(
        [
            chart_head(dcc.Link(name, href=address), said, mark=chip(row, lang), level=3),
            html.P("　".join(about), className="note"),
            graph(figure, row.reason(lang), name=f"small-{number}", lang=lang, compact=True),
            html.P(row.reason(lang), className="reason"),
            chain_table(chain, lang, compact=True),
        ]
    )


def _untargeted(
    board: Board, place: Place, chains: Sequence[Chain], lang: str
) -> html.Details | None:
    aimed = {chain.current.indicator.indicator_id for chain in chains}
    cells = [
        cell
        for cell in board.cells(place_id=place.place_id)
        if cell.indicator.indicator_id not in aimed
    ]
    if not cells:
        return None
    title = word("without_target", lang)
    shown = cell_table(cells, lang, title, by_place=False)
    return html.Details([html.Summary(f"{title}（{len(cells)}）"), shown], className="card")


def _members(board: Board, place: Place, lang: str) -> html.Section | None:
    lead = board.lead_indicator
    if lead is None:
        return None
    members = set(board.members(place.place_id))
    cells = [
        cell
        for cell in board.cells(indicator_id=lead)
        if cell.place.place_id in members and not cell.observation.scope
    ]
    if not cells:
        return None
    title = f"{word('counties', lang)}：{board.registry.indicators[lead].name.in_language(lang)}"
    listed = html.Ul([_member(cell, lang) for cell in cells], className="members")
    return card(html.H2(title), listed, _rolled_up(board, place, lead, lang))


def _member(cell: Cell, lang: str) -> html.Li:
    address = link(f"/place/{cell.place.place_id}", lang)
    return html.Li(
        [dcc.Link(cell.place.name, href=address), html.B(cell.text(lang)), html.Small(cell.year)]
    )


def _rolled_up(board: Board, place: Place, indicator_id: str, lang: str) -> html.P | None:
    found = board.roll_up(place.place_id, indicator_id)
    if found is None:
        return None
    year, whole = found
    said = word("rolled_up", lang).format(
        count=len(whole.members), year=year, rate=plain(whole.rate, 2),
        total=f"{whole.denominator:,.0f}", mean=plain(whole.simple_mean, 2),
    )  # fmt: skip
    return html.P(said, className="note")
