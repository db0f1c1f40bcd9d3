"""The words on a large chart: targets, the last actual with its gap, the break; each stands clear."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from dashboard.figures.hover import Due
from dashboard.figures.path_line import short
from dashboard.figures.placing import Figure, Frame, Label, Line, placed, text_width
from dashboard.format import safe_plot_text
from dashboard.records import Chain, Point, Row
from dashboard.theme import MARKS, TOKENS
from dashboard.words import word
from etl.domain.columns import BREAK_YEAR
from etl.domain.periods import time_of
from etl.domain.reason import Wording, plain
from etl.domain.records import Observation

_LINE = 20.0
EDGE = BREAK_YEAR - 0.5
_TARGET_SIDES = (
    "top left", "bottom right", "top center", "bottom left", "bottom center", "top right",
)  # fmt: skip
_BELOW = ("bottom right", "bottom center", "top left", "bottom left", "top center", "top right")
_ABOVE = ("top left", "top center", "bottom right", "top right", "bottom center", "bottom left")


def write_labels(
    figure: Figure, chain: Chain, dues: Mapping[Observation, Due | None], lang: str
) -> None:
    """Write the labels of a chain into its figure, and the bracket from the actual to what is due.

    `dues` are those of its values: what no path asks has no gap.
    """
    row, wording = chain.current, chain.current.wording(lang)
    due = dues.get(row.observation) if row.observation else None
    due = due if due and _visible(due, wording) else None
    lines = list(_lines(figure))
    if due is not None:
        figure["layout"]["shapes"].append(_bracket(row, due, wording))
        spot = figure["layout"]["shapes"][-1]
        lines.append([(spot["x0"], spot["y0"]), (spot["x1"], spot["y1"])])
    targets = figure["data"][3]
    labels = [
        Label(x, y, text_width(plainly(text)), _LINE, _TARGET_SIDES)
        for x, y, text in zip(targets["x"], targets["y"], targets["text"], strict=True)
    ]
    said = _about(row, due, wording)
    if row.observation:
        time = time_of(row.observation.period, row.observation.as_of)
        height = round(row.observation.value / wording.factor, 6)
        below = row.actual is not None and row.actual < (row.expected or row.target.value)
        labels.append(_label_of(said, time, height, _BELOW if below else _ABOVE))
    sides = _placed(figure, labels, lines, lang)
    if targets["x"]:
        targets |= _positions(sides[: len(targets["x"])])
    if row.observation:
        figure["layout"]["annotations"].append(_annotation(said, labels[-1], sides[-1]))


def write_last(figure: Figure, points: Sequence[Point], wording: Wording, lang: str) -> None:
    """Write the last of published values into their figure."""
    if not points:
        return
    last = max(points, key=lambda point: point.time)
    seen = last.observation
    said = f"<b>{safe_plot_text(wording.value(seen.value))}</b> {seen.period}"
    label = _label_of(said, last.time, round(seen.value / wording.factor, 6), _ABOVE)
    (side,) = _placed(figure, [label], list(_lines(figure)), lang)
    figure["layout"]["annotations"].append(_annotation(said, label, side))


def plainly(text: str) -> str:
    """Return the text of a label without its bold face."""
    return text.replace("<b>", "").replace("</b>", "")


def _about(row: Row, due: Due | None, wording: Wording) -> str:
    """Return the label of the actual: value and year, beneath them the gap in its colour."""
    if row.observation is None:
        return ""
    said = f"<b>{safe_plot_text(wording.value(row.observation.value))}</b> {row.period}"
    if due is None:
        return said
    sign = "−" if due.gap < 0 else "+"
    # 英文全称写不下。
    size = safe_plot_text(wording.difference(due.gap).replace("percentage points", "pp"))
    return f"{said}<br><b style='color:{_tone(row)}'>{sign}{size}</b>"


def _tone(row: Row) -> str:
    return TOKENS["ok" if MARKS[row.status].tone == "ok" else "bad"]


def _bracket(row: Row, due: Due, wording: Wording) -> Figure:
    """Return the line from the actual to what was due."""
    assert row.observation is not None
    time = short(time_of(row.observation.period, row.observation.as_of))
    actual, asked = (
        round(value / wording.factor, 6) for value in (row.observation.value, due.expected)
    )
    return {"type": "line", "x0": time, "x1": time, "y0": actual, "y1": asked,
            "line": {"color": _tone(row)}}  # fmt: skip


def _visible(due: Due, wording: Wording) -> bool:
    """Return whether a gap is drawn: more than nothing at its decimals."""
    return plain(due.gap / wording.factor, wording.indicator.decimals) != "0"


def _label_of(said: str, time: float, height: float, sides: tuple[str, ...]) -> Label:
    first, _, second = said.partition("<br>")
    widest = max(text_width(plainly(first)), text_width(second[second.find(">") + 1 : -4]))
    return Label(short(time), height, widest, _LINE * (2 if second else 1), sides)


def _annotation(said: str, label: Label, side: str) -> Figure:
    up, _, across = side.partition(" ")
    note: Figure = {"text": said, "x": label.x, "y": label.y, "font": {"color": TOKENS["brand"]}}
    note |= {"yanchor": "bottom", "yshift": 3} if up == "top" else {"yanchor": "top", "yshift": -3}
    if across == "left":
        return note | {"xanchor": "right", "xshift": -6, "align": "right"}
    return note | ({"xanchor": "left", "xshift": 6, "align": "left"} if across == "right" else {})


def _positions(sides: Sequence[str]) -> Figure:
    """Return the sides of targets, nothing where all stand where the template puts them."""
    if set(sides) == {_TARGET_SIDES[0]}:
        return {}
    return {"textposition": sides[0] if len(set(sides)) == 1 else list(sides)}


def _placed(figure: Figure, labels: Sequence[Label], lines: Sequence[Line], lang: str) -> list[str]:
    """Return the side of each label; the words of a break stand already."""
    frame = _frame(figure)
    note = [] if len(figure["layout"]["shapes"]) < 2 else [_break_label(frame, lang)]
    return placed([*note, *labels], lines, frame)[len(note) :]


def _break_label(frame: Frame, lang: str) -> Label:
    said = word("break_lines", lang).split("<br>")
    side = "bottom left" if has_room(frame.left, frame.right) else "bottom right"
    return Label(EDGE, frame.high, max(text_width(one, 12.0) for one in said), 32.0, (side,))


def has_room(first: float, last: float) -> bool:
    """Return whether the words of a break fit between the first year and the edge."""
    return (EDGE - first) / ((last - first) or 1.0) > 0.24


def _frame(figure: Figure) -> Frame:
    left, right = figure["layout"]["xaxis"]["range"]
    heights = [y for trace in figure["data"] for y in trace.get("y", ()) if y is not None]
    low, high = (min(heights), max(heights)) if heights else (0.0, 1.0)
    margin = (high - low or 1.0) * 0.07
    return Frame(left, right, low - margin, high + margin)


def _lines(figure: Figure) -> Iterator[Line]:
    """Yield what labels must not cover: the path by its corners, actuals by their pieces, marks."""
    others, path, actuals, targets = figure["data"]
    for run in _pieces(path):
        corners = {*targets.get("x", ()), run[0][0], run[-1][0]}
        yield [spot for spot in run if spot[0] in corners]
    yield from _pieces(actuals)
    for trace in (others, targets):
        yield from ([spot] for spot in zip(trace.get("x", ()), trace.get("y", ()), strict=True))


def _pieces(trace: Figure) -> Iterator[list[tuple[float, float]]]:
    """Yield the unbroken pieces of a line, none of them empty."""
    spots = zip(trace.get("x", ()), trace.get("y", ()), strict=True)
    for is_gap, piece in groupby(spots, key=lambda spot: spot[0] is None):
        if not is_gap:
            yield list(piece)
