"""Actuals against the target path: solid, dashed, diamonds; a break is drawn, never bridged."""

from collections.abc import Sequence
from typing import Any

from dashboard.format import safe_plot_text
from dashboard.records import Chain, Point, Row
from dashboard.theme import MARKS, TOKENS
from dashboard.words import word
from etl.domain.columns import BREAK_YEAR
from etl.domain.periods import time_of
from etl.domain.reason import Wording, plain

Figure = dict[str, Any]


def trajectory(chain: Chain, lang: str = "zh", *, compact: bool = False) -> Figure:
    """Return the figure of one chain. `compact` leaves out labels, for a grid of small charts.

    The traces stand in the order of the template that styles them (theme.plot_template).
    """
    wording = chain.current.wording(lang)
    points = [point for point in chain.points if point.preferred]
    others = [point for point in chain.points if not point.preferred]
    layout = _layout(chain, wording, points, compact=compact)
    if _has_break(points):
        _draw_break(layout, points, lang, compact=compact)
    if not compact:
        _draw_gap(layout, chain.current, wording)
    data = [
        _others(others, wording),
        _path(chain, wording),
        _actuals(points, wording),
        _targets(chain, wording, lang, compact=compact),
    ]
    return {"data": data, "layout": layout}


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
        _draw_break(layout, shown, lang, compact=compact)
    empty: Figure = {"x": [], "y": []}
    data = [_others(others, wording), empty, _actuals(shown, wording), empty]
    return {"data": data, "layout": layout}


def _scaled(value: float, wording: Wording) -> float:
    return round(value / wording.factor, 6)


def _unit(wording: Wording) -> str:
    return safe_plot_text(wording.unit)


def _path(chain: Chain, wording: Wording) -> Figure:
    decimals = wording.indicator.decimals + 1
    heights = [round(value / wording.factor, decimals) for value in chain.path.values()]
    return {"x": list(chain.path), "y": heights, "meta": _unit(wording)}


def _actuals(points: Sequence[Point], wording: Wording) -> Figure:
    """Return the solid line; it stops at every missing year and at a break between series."""
    x: list[float | None] = []
    y: list[float | None] = []
    text: list[str] = []
    before: Point | None = None
    for point in points:
        if before and before.apart_from(point):
            x.append(None)
            y.append(None)
            text.append("")
        x.append(_place(point))
        y.append(_scaled(point.observation.value, wording))
        text.append(_hover(point))
        before = point
    return {"x": x, "y": y, "text": text, "meta": _unit(wording)}


def _place(point: Point) -> float:
    """Return the place of a value in time; a year's end is a whole number."""
    return int(point.time) if point.time.is_integer() else round(point.time, 3)


def _hover(point: Point) -> str:
    seen = point.observation
    return safe_plot_text(f"{seen.as_of or seen.period} {seen.source[:20]}")


def _others(points: Sequence[Point], wording: Wording) -> Figure:
    """Return the values of other vintages of a year: shown, hollow, never joined."""
    if not points:
        return {"x": [], "y": []}
    return {
        "x": [_place(point) for point in points],
        "y": [_scaled(point.observation.value, wording) for point in points],
        "text": [_hover(point) for point in points],
        "meta": _unit(wording),
    }


def _targets(chain: Chain, wording: Wording, lang: str, *, compact: bool) -> Figure:
    dated = [row for row in chain.rows if row.target.year is not None and not row.adds_up]
    last = max((point.time for point in chain.points), default=0.0)
    labels = [f"<b>{safe_plot_text(row.aim(lang))}</b> {row.target.year}" for row in dated]
    trace: Figure = {
        "x": [row.target.year for row in dated],
        "y": [_scaled(row.target.value, wording) for row in dated],
        "text": labels,
    }
    style = (
        {"mode": "markers"} if compact else {"textposition": [_side(row, last) for row in dated]}
    )
    return trace | style


def _side(row: Row, last: float) -> str:
    """Return where a target's label stands clear of the line of actuals and of the right edge."""
    passed = row.actual is not None and row.actual >= row.target.value
    if not passed:
        return "top left"
    return "bottom right" if (row.target.year or 0) < last else "bottom left"


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
            "range": [round(first - margin, 2), round(last + margin, 2)],
            "dtick": max(1, round((last - first) / 8)),
        },
        "yaxis": {"ticksuffix": wording.unit if wording.unit == "%" else ""},
        "shapes": [],
        "annotations": [],
    }


def _has_break(points: Sequence[Point]) -> bool:
    return len({point.series for point in points}) > 1


def _draw_break(layout: Figure, points: Sequence[Point], lang: str, *, compact: bool) -> None:
    """Draw the pale field before the census and the dotted line where the series breaks."""
    start = layout["xaxis"]["range"][0]
    edge = BREAK_YEAR - 0.5
    layout["shapes"] += [
        {"type": "rect", "layer": "below", "yref": "paper", "x0": start, "x1": edge, "y0": 0,
         "y1": 1, "fillcolor": TOKENS["break-pale"], "line": {"width": 0}},
        {"type": "line", "yref": "paper", "x0": edge, "x1": edge, "y0": 0, "y1": 1,
         "line": {"color": TOKENS["break"], "width": 1, "dash": "dot"}},
    ]  # fmt: skip
    if not compact:
        layout["annotations"].append(
            {"text": word("break_note", lang), "x": edge, "y": 1, "yref": "paper", "xanchor": "right",
             "yanchor": "top", "xshift": -6,
             "font": {"color": TOKENS["break"], "size": 12}}
        )  # fmt: skip


def _draw_gap(layout: Figure, row: Row, wording: Wording) -> None:
    """Draw the actual's label, and a bracket from the actual to what is due, with its length."""
    if row.observation is None:
        return
    time = time_of(row.observation.period, row.observation.as_of)
    actual = _scaled(row.observation.value, wording)
    below = row.actual is not None and row.actual < (row.expected or row.target.value)
    # 未到期的目标，实际值右下方是空的；到期的，右边还有此后的实际线。
    running = below and (row.target.year or 0) > time
    side = (
        {"xanchor": "left", "xshift": 8, "yshift": -8}
        if running
        else ({"xanchor": "center", "yshift": -14} if below else {"xanchor": "right", "yshift": 14})
    )
    label = f"<b>{safe_plot_text(wording.value(row.observation.value))}</b> {row.period}"
    layout["annotations"].append(
        {"text": label, "x": time, "y": actual, "font": {"color": TOKENS["brand"]}} | side
    )
    if row.expected is None or row.gap is None or not _visible(row, wording):
        return
    due = _scaled(row.expected, wording)
    tone = TOKENS["ok" if MARKS[row.status].tone == "ok" else "bad"]
    sign = "−" if row.gap < 0 else "+"
    layout["shapes"].append(
        {"type": "line", "x0": time, "x1": time, "y0": actual, "y1": due,
         "line": {"color": tone}}
    )  # fmt: skip
    layout["annotations"].append(
        {"text": f"<b>{sign}{safe_plot_text(wording.difference(row.gap))}</b>", "x": time,
         "y": due, "xanchor": "right" if below else "left",
         "xshift": -6 if below else 8, "yshift": 4 if below else -14,
         "font": {"color": tone}}
    )  # fmt: skip


def _visible(row: Row, wording: Wording) -> bool:
    """Return whether a gap is more than nothing at the indicator's decimals."""
    return plain((row.gap or 0.0) / wording.factor, row.indicator.decimals) != "0"
