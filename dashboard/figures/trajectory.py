"""Actuals against the target path: solid, dashed, diamonds; a break is drawn, never bridged."""

from collections.abc import Sequence
from itertools import zip_longest

from dashboard.figures import hover
from dashboard.figures.hover import Due
from dashboard.figures.labels import EDGE, has_room, write_labels, write_last
from dashboard.figures.path_line import path_line, short
from dashboard.figures.placing import Figure
from dashboard.format import safe_plot_text
from dashboard.records import Chain, Point
from dashboard.words import word
from etl.domain.columns import BREAK_YEAR
from etl.domain.reason import Wording


def trajectory(chain: Chain, lang: str = "zh", *, compact: bool = False) -> Figure:
    """Return the figure of one chain. `compact` leaves out labels, for a grid of small charts.

    The traces stand in the order of the template that styles them (theme.plot_template).
    """
    wording = chain.current.wording(lang)
    points = [point for point in chain.points if point.preferred]
    others = [point for point in chain.points if not point.preferred]
    every = hover.dues_of(chain)
    dues = [due for point, due in zip(chain.points, every, strict=True) if point.preferred]
    layout = _layout(chain, wording, points, compact=compact)
    if _has_break(points):
        _draw_break(layout, lang, compact=compact)
    data = [
        _others(others, wording, lang),
        path_line(chain, every, wording, lang, compact=compact),
        _actuals(points, wording, lang, dues),
        _targets(chain, wording, lang, compact=compact),
    ]
    figure = {"data": data, "layout": layout}
    if not compact:
        seen = [point.observation for point in points]
        write_labels(figure, chain, dict(zip(seen, dues, strict=True)), lang)
    return figure


def values(
    points: Sequence[Point], wording: Wording, lang: str = "zh", *, compact: bool = False
) -> Figure:
    """Return the figure of published values alone, where there is no target."""
    shown = [point for point in points if point.preferred]
    others = [point for point in points if not point.preferred]
    times = [point.time for point in points]
    layout = _axes(wording, times)
    if compact:
        _thin(layout, times)
    if _has_break(shown):
        _draw_break(layout, lang, compact=compact)
    empty: Figure = {}
    data = [_others(others, wording, lang), empty, _actuals(shown, wording, lang), empty]
    figure = {"data": data, "layout": layout}
    if not compact:
        write_last(figure, shown, wording, lang)
    return figure


def _scaled(value: float, wording: Wording) -> float:
    return round(value / wording.factor, 6)


def _actuals(
    points: Sequence[Point], wording: Wording, lang: str, dues: Sequence[Due | None] = ()
) -> Figure:
    """Return the solid line; it stops at every missing year and at a break between series."""
    x: list[float | None] = []
    y: list[float | None] = []
    text: list[str] = []
    before: Point | None = None
    for point, due in zip_longest(points, dues):
        if before and before.apart_from(point):
            x.append(None)
            y.append(None)
            text.append("")
        x.append(short(point.time))
        y.append(_scaled(point.observation.value, wording))
        text.append(hover.of_actual(point, due, wording, lang))
        before = point
    return {"x": x, "y": y, "text": text}


def _others(points: Sequence[Point], wording: Wording, lang: str) -> Figure:
    """Return the values of other vintages of a year: shown, hollow, never joined."""
    if not points:
        return {}
    return {
        "x": [short(point.time) for point in points],
        "y": [_scaled(point.observation.value, wording) for point in points],
        "text": [hover.of_actual(point, None, wording, lang) for point in points],
    }


def _targets(chain: Chain, wording: Wording, lang: str, *, compact: bool) -> Figure:
    dated = [row for row in chain.rows if row.target.year is not None and not row.adds_up]
    labels = [f"<b>{safe_plot_text(row.aim(lang))}</b> {row.target.year}" for row in dated]
    trace: Figure = {
        "x": [row.target.year for row in dated],
        "y": [_scaled(row.target.value, wording) for row in dated],
        "text": labels,
        "meta": hover.of_plan(dated, lang),
    }
    return trace | ({"mode": "markers"} if compact else {})


def _layout(chain: Chain, wording: Wording, points: Sequence[Point], *, compact: bool) -> Figure:
    times = [point.time for point in points] + [float(year) for year in chain.path]
    times += [float(row.target.year) for row in chain.rows if row.target.year is not None]
    layout = _axes(wording, times)
    if compact:
        _thin(layout, times)
    return layout


def _thin(layout: Figure, times: Sequence[float]) -> None:
    """Leave a small chart few marks on its axes."""
    layout["yaxis"]["nticks"] = 4
    layout["xaxis"]["dtick"] = max(1, round((max(times) - min(times)) / 4)) if times else 1


def _axes(wording: Wording, times: Sequence[float]) -> Figure:
    first, last = (min(times), max(times)) if times else (BREAK_YEAR - 5, BREAK_YEAR + 5)
    margin = max(0.6, (last - first) * 0.05)
    return {
        "xaxis": {
            "range": [round(first - margin, 2), round(last + 1.6 * margin, 2)],
            "dtick": max(1, round((last - first) / 8)),
        },
        "yaxis": {"ticksuffix": wording.unit if wording.unit == "%" else ""},
        "shapes": [],
        "annotations": [],
    }


def _has_break(points: Sequence[Point]) -> bool:
    return len({point.series for point in points}) > 1


def _draw_break(layout: Figure, lang: str, *, compact: bool) -> None:
    """Draw the pale field before the census and the dotted line where the series breaks."""
    first, last = layout["xaxis"]["range"]
    layout["shapes"] += [
        {"templateitemname": "before", "visible": True, "x0": first, "x1": EDGE},
        {"templateitemname": "edge", "visible": True, "x0": EDGE, "x1": EDGE},
    ]
    if not compact:
        note = {"templateitemname": "break", "visible": True, "text": word("break_lines", lang)}
        beside = {} if has_room(first, last) else {"xanchor": "left", "xshift": 6, "align": "left"}
        layout["annotations"].append(note | {"x": EDGE} | beside)
