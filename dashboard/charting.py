"""Charts as pages show them: what was found as the title, the picture, the same values as a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dash import dcc, html

from dashboard.components import Part
from dashboard.figures.hover import Due, asked_of, dues_of, short_source
from dashboard.figures.path_line import path_years
from dashboard.figures.placing import Figure
from dashboard.format import NOTHING
from dashboard.records import Chain, Panel, Point, Row
from dashboard.words import word
from etl.domain.headline import headline, published
from etl.domain.reason import Wording
from etl.domain.records import Observation

GRAPH = {"displayModeBar": False, "displaylogo": False, "responsive": True, "doubleClick": False}

_HEADS = {"brief": "source"}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table under a chart: a year with what the chart shows of it.

    `is_start` says that the path begins there: nothing is asked of that year.
    """

    when: str
    point: Point | None
    due: float | None
    gap: float | None
    targets: tuple[Row, ...]
    is_start: bool = False


def chart_head(name: Part, said: str, *, mark: Part = None, level: int = 2) -> html.Div:
    """Return the heading of a chart: its name in small, the finding as the title, a status beside."""
    heading = html.H2 if level == 2 else html.H3
    title = heading([html.Small(name, className="chart-name"), " ", said], className="chart-title")
    return html.Div([title, mark] if mark is not None else [title], className="chart-head")


def chain_said(chain: Chain, lang: str) -> str:
    """Return the finding of a chain; where nothing can be judged, what was published or is aimed at."""
    row = chain.current
    if row.status != "unknown":
        return headline(row.facts, row.wording(lang), lang)
    if chain.points:
        return values_said(chain.points, row.wording(lang), lang)
    aimed = "aimed_at" if row.target.year is not None else "aimed_at_no_year"
    return word(aimed, lang).format(year=row.target.year, aim=row.aim(lang))


def values_said(points: Sequence[Point], wording: Wording, lang: str) -> str:
    """Return what the published values of the latest series say."""
    series = points[-1].series
    shown = [point.observation for point in points if point.series == series and point.preferred]
    return published(shown or [points[-1].observation], wording, lang)


def graph(figure: Figure, summary: str, *, name: str, lang: str, compact: bool = False) -> Part:
    """Return a chart with its text summary; a sentence where there is nothing to draw.

    Its size is set by the style sheet.
    """
    if not any(trace.get("x") for trace in figure["data"]):
        return html.P(word("chart_empty", lang), className="note chart-empty")
    drawn = dcc.Graph(figure=figure, config=GRAPH, id={"chart": name}, className="plot")
    classes = "chart chart-small" if compact else "chart"
    return html.Div(drawn, className=classes, role="img", **{"aria-label": summary})


def chain_table(
    chain: Chain, lang: str, *, compact: bool = False, brief: bool = False
) -> html.Details | None:
    """Return the values of a chain's chart as a table, folded: path, targets, actuals, gaps, sources.

    `compact`: of the small chart. `brief` leaves out what only the page of the indicator says: as
    published, vintage, date, notes.
    """
    lines = list(_chain_lines(chain, compact=compact))
    brief = brief or compact
    return _folded(lines, chain.current.wording(lang), lang, brief=brief, aimed=True)


def values_table(
    points: Sequence[Point], wording: Wording, lang: str, *, brief: bool = False
) -> html.Details | None:
    """Return published values as a table, folded."""
    lines = [_Line(_when(point.observation), point, None, None, ()) for point in points]
    return _folded(lines, wording, lang, brief=brief, aimed=False)


def _when(seen: Observation) -> str:
    return seen.as_of or str(seen.period)


def _chain_lines(chain: Chain, *, compact: bool) -> Iterator[_Line]:
    """Yield a line for each published value, path year and target, in the order of time."""
    rows = [row for row in chain.rows if row.target.year is not None and not row.adds_up]
    found = [
        (point.time, number, point, due)
        for number, (point, due) in enumerate(zip(chain.points, dues_of(chain), strict=True))
    ]
    yearly = {point.time for _, _, point, _ in found if point.preferred}
    years = path_years(chain, compact=compact)
    bare = {float(year) for year in (*years, *(row.target.year or 0 for row in rows))} - yearly
    every: list[tuple[float, int, Point | None, Due | None]] = [
        *found, *((year, -1, None, None) for year in bare)
    ]  # fmt: skip
    asked = asked_of(chain)
    for time, _, point, due in sorted(every, key=lambda one: one[:2]):
        own = tuple(row for row in rows if row.target.year == time and _leads(point))
        expected = _expected(chain.path, time, point, due)
        yield _Line(
            _when(point.observation) if point else str(int(time)), point, expected,
            due.gap if due else None, own, is_start=due is None and time not in asked,
        )  # fmt: skip


def _leads(point: Point | None) -> bool:
    """Return whether a line is the one of its year that path and target are written in."""
    return point is None or point.preferred


def _expected(
    path: Mapping[int, float], time: float, point: Point | None, due: Due | None
) -> float | None:
    if due is not None:
        return due.expected
    return path.get(int(time)) if time.is_integer() and _leads(point) else None


def _folded(
    lines: Sequence[_Line], wording: Wording, lang: str, *, brief: bool, aimed: bool
) -> html.Details | None:
    if not lines:
        return None
    title = word("values_of", lang).format(count=len(lines), unit=wording.unit)
    keys = ["year", *(["expected", "target"] if aimed else []), "actual"]
    keys += ["gap_short"] if aimed else []
    keys += ["brief"] if brief else ["printed", "vintage", "released", "source"]
    head = html.Thead(
        html.Tr([html.Th(word(_HEADS.get(key, key), lang), scope="col") for key in keys])
    )
    body = html.Tbody([_tr(line, keys, wording, lang) for line in lines])
    name = {"role": "region", "aria-label": word("values_table", lang)}
    frame = html.Div(html.Table([head, body]), className="table-frame", tabIndex="0", **name)
    return html.Details([html.Summary(title), frame], className="values")


def _tr(line: _Line, keys: Sequence[str], wording: Wording, lang: str) -> html.Tr:
    """Return a line of the table; what a year without an actual has nothing of is one cell."""
    cells = _aim_cells(line, wording, lang) | _actual_cells(line, wording, lang)
    shown: list[Part] = [html.Th(line.when, scope="row")]
    shown += [html.Td(cells[key]) for key in keys[1:] if key in cells]
    left = len(keys) - len(shown)
    return html.Tr([*shown, html.Td(NOTHING, colSpan=left)] if left else shown)


def _aim_cells(line: _Line, wording: Wording, lang: str) -> dict[str, Part]:
    aims = word("semicolon", lang).join(_aim(row, wording, lang) for row in line.targets)
    mark = word("path_start", lang) if line.is_start else ""
    return {
        "expected": wording.number(line.due) + mark if line.due is not None else None,
        "target": aims or None,
    }


def _aim(row: Row, wording: Wording, lang: str) -> str:
    """Return a target as the table says it; of an event also where its mark is drawn."""
    if row.target.kind != "milestone":
        return row.aim(lang)
    return word("aim_drawn", lang).format(aim=row.aim(lang), value=wording.value(row.target.value))


def _actual_cells(line: _Line, wording: Wording, lang: str) -> dict[str, Part]:
    if line.point is None:
        return {}
    seen, gap = line.point.observation, None
    if line.gap is not None:
        sign = "" if wording.is_level(line.gap) else ("−" if line.gap < 0 else "+")
        gap = sign + wording.number(abs(line.gap))
    return {
        "actual": wording.number(seen.value), "gap_short": gap,
        "printed": f"{seen.printed}{seen.printed_unit}",
        "vintage": line.point.vintage.in_language(lang) if seen.vintage != "none" else NOTHING,
        "released": seen.released_on or NOTHING, "source": _source(seen, lang),
        "brief": short_source(seen, lang),
    }  # fmt: skip


def _source(seen: Observation, lang: str) -> Part:
    more: list[Part] = [word("hover_verify", lang)] if seen.trust == "C" else []
    if seen.maturity == "forecast":
        more.append(html.Small(word("forecast", lang)))
    if seen.note:
        more.append(html.Small(seen.note))
    return [seen.source, *more] if more else seen.source


def panels_table(panels: Sequence[Panel], wording: Wording, lang: str) -> html.Details:
    """Return the values of small charts in one table: a line for each place, its values by year."""
    keys = ("place", "actuals_by_year", "path_corners")
    head = html.Thead(html.Tr([html.Th(word(key, lang), scope="col") for key in keys]))
    lines = [
        html.Tr(
            [
                html.Th(panel.place.name, scope="row"),
                html.Td(_by_year(_published(panel), wording, lang)),
                html.Td(_by_year(_corners(panel), wording, lang)),
            ]
        )
        for panel in panels
    ]
    title = word("values_of", lang).format(count=len(lines), unit=wording.unit)
    name = {"role": "region", "aria-label": word("values_table", lang)}
    body = html.Table([head, html.Tbody(lines)], className="prose-table")
    frame = html.Div(body, className="table-frame", tabIndex="0", **name)
    return html.Details([html.Summary(title), frame], className="values")


def _published(panel: Panel) -> list[tuple[str, float]]:
    return [
        (_when(point.observation), point.observation.value)
        for point in panel.points
        if point.preferred
    ]


def _corners(panel: Panel) -> list[tuple[str, float]]:
    """Return the base and the targets, between which the path runs."""
    path = [(str(year), panel.path[year]) for year in list(panel.path)[:1]]
    aims = {
        (row.target.year, row.target.value)
        for row in panel.rows
        if row.target.year is not None and not row.adds_up
    }
    return [*path, *((str(year), value) for year, value in sorted(aims))]


def _by_year(values: Sequence[tuple[str, float]], wording: Wording, lang: str) -> str:
    between = word("colon", lang)
    said = [f"{when}{between}{wording.number(value)}" for when, value in values]
    return word("semicolon", lang).join(said) or NOTHING
