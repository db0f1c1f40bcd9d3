"""Where the labels of a chart stand: on the side of their mark that is free of lines and of others.

The browser alone knows the true size of a chart, so a side is judged at a wide and at a narrow one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

# 宽屏和手机上坐标区的大小（像素）。
_SIZES = ((640.0, 340.0), (290.0, 255.0))
_APART = 7.0
_BESIDE = 3.0
_OUTSIDE, _ON_A_LABEL, _ON_A_LINE = 9.0, 6.0, 1.0

Figure = dict[str, Any]
Line = Sequence[tuple[float, float]]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a mark: its place in the data, its size in pixels, the sides it may stand on.

    Sides are Plotly's words ("top left"), the best first.
    """

    x: float
    y: float
    width: float
    height: float
    sides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The years and values between which a chart is drawn."""

    left: float
    right: float
    low: float
    high: float


def text_width(text: str, size: float = 13.0) -> float:
    """Return about how wide a text is in pixels: a Chinese character is as wide as high."""
    count = len(text)
    wide = (len(text.encode()) - count) // 2
    return size * (wide + 0.58 * (count - wide))


def placed(labels: Sequence[Label], lines: Sequence[Line], frame: Frame) -> list[str]:
    """Return the side of each label: the first free one, else that which covers least.

    Labels are placed in their order; none stands on one that was placed before.
    """
    segments = list(_segments(lines))
    views = [_View(frame, *_pixel(frame, size), []) for size in _SIZES]
    chosen = []
    for label in labels:
        side = label.sides[0] if len(label.sides) == 1 else _best(label, views, segments)
        chosen.append(side)
        for view in views:
            view.taken.append(view.box(label, side))
    return chosen


def _best(label: Label, views: Sequence["_View"], segments: Sequence[Box]) -> str:
    best, least = label.sides[0], float("inf")
    for side in label.sides:
        cost = 0.0
        for view in views:
            cost += view.cost(view.box(label, side), segments)
        if cost < least:
            best, least = side, cost
        if not cost:
            break
    return best


def _pixel(frame: Frame, size: tuple[float, float]) -> tuple[float, float]:
    """Return how many years and how much of the values one pixel is."""
    width, height = size
    return (frame.right - frame.left or 1.0) / width, (frame.high - frame.low or 1.0) / height


@dataclass(frozen=True, slots=True)
class _View:
    """A chart at one size: how much a pixel is across and up, and the labels that stand.

    Boxes are left, low, right, high in years and values: so no line need be drawn twice.
    """

    frame: Frame
    across: float
    up: float
    taken: list[Box]

    def box(self, label: Label, side: str) -> Box:
        """Return what a label covers."""
        height, where = side.split()
        width, apart, gap = label.width * self.across, _APART * self.across, _BESIDE * self.up
        if where == "left":
            left = label.x - apart - width
        elif where == "right":
            left = label.x + apart
        else:
            left, gap = label.x - width / 2, _APART * self.up
        tall = label.height * self.up
        low = label.y + gap if height == "top" else label.y - gap - tall
        return (left, low, left + width, low + tall)

    def cost(self, box: Box, segments: Sequence[Box]) -> float:
        """Return how much a label there would cover; 0 where it stands free."""
        left, low, right, high = box
        frame, cost = self.frame, 0.0
        if left < frame.left - 10 * self.across or right > frame.right + 10 * self.across:
            cost += _OUTSIDE
        if low < frame.low or high > frame.high + 10 * self.up:
            cost += _OUTSIDE
        for other in self.taken:
            if left < other[2] and other[0] < right and low < other[3] and other[1] < high:
                cost += _ON_A_LABEL
        for line in segments:
            x0, y0, x1, y1 = line
            if (x0 < left and x1 < left) or (x0 > right and x1 > right):
                continue
            if (y0 < low and y1 < low) or (y0 > high and y1 > high):
                continue
            cost += _ON_A_LINE * _crosses(box, line)
        return cost


def _segments(lines: Sequence[Line]) -> Iterator[Box]:
    for line in lines:
        for start, end in pairwise(line if len(line) > 1 else [*line, *line]):
            yield (*start, *end)


def _crosses(box: Box, line: Box) -> bool:
    """Return whether the corners of a box do not all lie on one side of a straight line."""
    left, low, right, high = box
    x0, y0, x1, y1 = line
    dx, dy = x1 - x0, y1 - y0
    one, other = dx * (low - y0) - dy * (left - x0), dx * (high - y0) - dy * (right - x0)
    third, fourth = dx * (low - y0) - dy * (right - x0), dx * (high - y0) - dy * (left - x0)
    return min(one, other, third, fourth) <= 0 <= max(one, other, third, fourth)
