"""Where everything on a printed chart stands: ticks, lines, marks and labels that do not collide.

Lengths are points from the upper left corner of the drawing, y downwards. No value is computed here;
a gap of the record stays a gap.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dashboard.breadth import breadth
from dashboard.export.axes import Axis, heights_axis, years_axis
from dashboard.report.phrases import fixed
from dashboard.report.records import Chart, Dot

WIDTH, HEIGHT, SIZE = 442.0, 168.0, 9.0
_TOP, _BOTTOM, _RIGHT, _PAD = 12.0, 18.0, 8.0, 8.0
_MARK, _LINE = 4.0, 11.0
# 每年一格短线，至少要这么宽。
_YEAR_ROOM = 4.0
_SPOTS = ((0, -1), (-1, -1), (1, -1), (0, 1), (1, 1), (-1, 1), (1, 0), (-1, 0))

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Return whether two rectangles share an area."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def is_cut_by(self, start: Spot, end: Spot) -> bool:
        """Return whether a straight line passes through the rectangle (Liang and Barsky 1984)."""
        first, last = 0.0, 1.0
        across, down = end[0] - start[0], end[1] - start[1]
        for move, room in (
            (-across, start[0] - self.left), (across, self.right - start[0]),
            (-down, start[1] - self.top), (down, self.bottom - start[1]),
        ):  # fmt: skip
            if move == 0:
                if room < 0:
                    return False
                continue
            at = room / move
            first, last = (max(first, at), last) if move < 0 else (first, min(last, at))
        return first <= last


@dataclass(frozen=True, slots=True)
class Label:
    """A text on the drawing; `kind` is actual or target."""

    kind: str
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick of an axis: where it stands and what it says, "" where it only marks a year."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A chart ready to be drawn; `frame` is the rectangle between the axes."""

    frame: Box
    levels: tuple[Tick, ...]
    years: tuple[Tick, ...]
    runs: tuple[tuple[Spot, ...], ...]
    path: tuple[tuple[Spot, ...], ...]
    targets: tuple[Spot, ...]
    labels: tuple[Label, ...]

    @property
    def lines(self) -> Iterable[tuple[Spot, Spot]]:
        """Yield every straight line that is drawn through the frame."""
        for line in (*self.runs, *self.path):
            yield from pairwise(line)


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear map from values to places on the drawing, which are rounded to `decimals`."""

    low: float
    high: float
    start: float
    end: float
    decimals: int = 2

    def __call__(self, value: float) -> float:
        part = (value - self.low) / (self.high - self.low)
        return round(self.start + part * (self.end - self.start), self.decimals)


def plan_of(chart: Chart) -> Plan:
    """Return where everything of a chart stands; one without a value has only its frame."""
    if not chart.times:
        return Plan(Box(0, _TOP, WIDTH, HEIGHT - _BOTTOM), (), (), (), (), (), ())
    time, height = years_axis(chart), heights_axis(chart)
    steps = _levels(height)
    left = max(breadth(text) for _, text in steps) * SIZE + 8
    frame = Box(left, _TOP, WIDTH - _RIGHT, HEIGHT - _BOTTOM)
    across = Scale(time.low, time.high, left + _PAD, frame.right - _PAD)
    up = Scale(height.low, height.high, frame.bottom, frame.top)

    def spots(dots: Iterable[Dot]) -> tuple[Spot, ...]:
        return tuple((across(dot.time), up(dot.value)) for dot in dots)

    plan = Plan(
        frame, tuple(Tick(up(value), text) for value, text in steps), _years(time, across),
        tuple(map(spots, chart.actuals)), tuple(map(spots, chart.path)), spots(chart.targets), (),
    )  # fmt: skip
    return replace(plan, labels=_labels(chart, plan))


def _levels(axis: Axis) -> list[tuple[float, str]]:
    """Return the marks of the value axis with their texts."""
    values = [axis.low + at * axis.step for at in range(_steps(axis) + 1)]
    return [(value, fixed(value, axis.decimals)) for value in values]


def _years(axis: Axis, across: Scale) -> tuple[Tick, ...]:
    """Return a tick for every year, where there is room, with the number of those to be read."""
    read = {round(axis.low + at * axis.step) for at in range(_steps(axis) + 1)}
    room = (across.end - across.start) / (axis.high - axis.low)
    years = range(round(axis.low), round(axis.high) + 1) if room >= _YEAR_ROOM else sorted(read)
    return tuple(Tick(across(year), str(year) if year in read else "") for year in years)


def _steps(axis: Axis) -> int:
    return math.floor((axis.high - axis.low) / axis.step + 1e-9)


def _labels(chart: Chart, plan: Plan) -> tuple[Label, ...]:
    """Return the labels of the last actual value and of the targets, each where it is freest."""
    placed: list[Label] = []
    texts = [("target", dot.label, at) for dot, at in zip(chart.targets, plan.targets, strict=True)]
    if plan.runs and plan.runs[-1]:
        last = plan.runs[-1][-1]
        texts.append(("actual", _said(chart, chart.actuals[-1][-1]), last))
    for kind, text, at in texts:
        if text:
            placed.append(Label(kind, text, _freest(text, at, plan, placed)))
    return tuple(placed)


def _said(chart: Chart, dot: Dot) -> str:
    unit = "%" if chart.unit == "%" else ""
    return dot.label or fixed(dot.value, chart.decimals) + unit


def _freest(text: str, at: Spot, plan: Plan, placed: Sequence[Label]) -> Box:
    width = breadth(text) * SIZE * 1.06 + 2
    boxes = [_beside(at, spot, width, gap) for gap in (2.0, 7.0, 14.0) for spot in _SPOTS]
    costs = [(_cost(box, plan, placed) + order, order) for order, box in enumerate(boxes)]
    return boxes[min(costs)[1]]


def _beside(at: Spot, spot: tuple[int, int], width: float, gap: float) -> Box:
    """Return a label's box on one side of a mark, moved in where it would leave the drawing."""
    across, down = spot
    middle = at[0] + across * (width / 2 + (gap if down else _MARK + gap))
    left = min(max(middle - width / 2, 0.0), WIDTH - width)
    centre = at[1] + down * (_LINE / 2 + _MARK + gap * (0.4 if across else 1.0))
    return Box(left, centre - _LINE / 2, left + width, centre + _LINE / 2)


def _cost(box: Box, plan: Plan, placed: Sequence[Label]) -> int:
    marks = [spot for line in (*plan.runs, plan.targets) for spot in line]
    on_marks = sum(box.meets(_around(spot)) for spot in marks)
    on_lines = sum(box.is_cut_by(start, end) for start, end in plan.lines)
    on_labels = sum(box.meets(label.box) for label in placed)
    outside = box.top < 0 or box.bottom > plan.frame.bottom or box.left < plan.frame.left
    return 3000 * outside + 1000 * on_labels + 300 * on_marks + 100 * on_lines


def _around(spot: Spot) -> Box:
    return Box(spot[0] - _MARK, spot[1] - _MARK, spot[0] + _MARK, spot[1] + _MARK)
