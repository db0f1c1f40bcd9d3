"""Puts labels beside marks so that they cover no other label, no mark and, if at all possible, no line.

Pure. A label that finds no free place is left out: the table beside the chart holds its value.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard import breadth as plain
from dashboard.export.chart_plan import Box, Spot

# 由近及远；先上后下，先旁后斜。
_DISTANCES = (0.6, 1.6, 3.2, 5.5, 9.0, 14.0, 20.0)
_AROUND = ((0, -1), (0, 1), (-1, -1), (1, -1), (-1, 1), (1, 1), (-1, 0), (1, 0))
_ASIDE = ((1, 0), (-1, 0), (1, -1), (1, 1), (-1, -1), (-1, 1))
_LINE_HEIGHT = 1.2
# 离得这么远（几个标记半径）就引一条线过去。
_LEADS_FROM = 5.0
_ON_A_LINE, _PER_DISTANCE = 60.0, 6.0
# 粗体数字比表格里宽，估宽不估窄。
_GENEROUS = 1.18


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label to be placed: its lines with their sizes, the spots it may stand by, best first."""

    kind: str
    lines: tuple[tuple[str, float], ...]
    anchors: tuple[Spot, ...]
    aside: bool = False

    @property
    def width(self) -> float:
        """Return how wide it is."""
        return max(breadth(text) * size for text, size in self.lines) + 4

    @property
    def height(self) -> float:
        """Return how high it is."""
        return sum(size * _LINE_HEIGHT for _, size in self.lines)


@dataclass(frozen=True, slots=True)
class Words:
    """One line of a label: its middle, its baseline, its size."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Label:
    """A placed label; `leader` is the thin line from its mark where it stands away from it."""

    kind: str
    box: Box
    lines: tuple[Words, ...]
    leader: tuple[Spot, Spot] | None


@dataclass(frozen=True, slots=True)
class Field:
    """What labels keep clear of: they stay within `bounds`, off `marks`, and off `lines` if they can."""

    bounds: Box
    lines: tuple[tuple[Spot, Spot], ...]
    marks: tuple[Box, ...]
    mark: float


def breadth(text: str) -> float:
    """Return how wide a text may be at most, in ems."""
    return plain.breadth(text) * _GENEROUS


def place(wanted: Wanted, field: Field, placed: Sequence[Label]) -> Label | None:
    """Return a label where it is freest, None where every place is taken."""
    best: tuple[float, Label] | None = None
    for late, anchor in enumerate(wanted.anchors):
        for cost, label in _candidates(wanted, anchor, field):
            if _is_free(label, field, placed):
                whole = cost + late + _ON_A_LINE * _crossings(label.box, field)
                best = (whole, label) if best is None or whole < best[0] else best
    return best[1] if best else None


def _candidates(wanted: Wanted, anchor: Spot, field: Field) -> Iterable[tuple[float, Label]]:
    sides = _ASIDE if wanted.aside else _AROUND
    for distance in _DISTANCES:
        for order, side in enumerate(sides):
            box = _beside(wanted, anchor, side, field, distance * field.mark)
            leads = distance >= _LEADS_FROM
            leader = (anchor, _nearest(anchor, box)) if leads else None
            yield (
                distance * _PER_DISTANCE + order,
                Label(wanted.kind, box, _words(wanted, box), leader),
            )


def _beside(wanted: Wanted, anchor: Spot, side: tuple[int, int], field: Field, gap: float) -> Box:
    """Return the box on one side of a mark, moved in from the left and right end of the drawing."""
    reach = gap if wanted.aside else gap + field.mark
    part = 0.7 if all(side) else 1.0
    middle = anchor[0] + side[0] * (wanted.width / 2 + reach * part)
    centre = anchor[1] + side[1] * (wanted.height / 2 + reach * part)
    left = min(max(middle - wanted.width / 2, field.bounds.left), field.bounds.right - wanted.width)
    top = centre - wanted.height / 2
    return Box(left, top, left + wanted.width, top + wanted.height)


def _is_free(label: Label, field: Field, placed: Sequence[Label]) -> bool:
    box, bounds = label.box, field.bounds
    inside = box.left >= bounds.left and box.right <= bounds.right
    inside = inside and box.top >= bounds.top and box.bottom <= bounds.bottom
    taken = [*field.marks, *(other.box for other in placed)]
    if not inside or any(box.meets(other) for other in taken):
        return False
    led = [other.leader for other in placed if other.leader]
    crossed = label.leader and any(other.box.is_cut_by(*label.leader) for other in placed)
    return not crossed and not any(box.is_cut_by(*leader) for leader in led)


def _crossings(box: Box, field: Field) -> int:
    return sum(box.is_cut_by(start, end) for start, end in field.lines)


def _nearest(anchor: Spot, box: Box) -> Spot:
    """Return the point of a box's edge that is nearest to a mark."""
    x, y = min(max(anchor[0], box.left), box.right), min(max(anchor[1], box.top), box.bottom)
    return round(x, 1), round(y, 1)


def _words(wanted: Wanted, box: Box) -> tuple[Words, ...]:
    middle, at, words = (box.left + box.right) / 2, box.top, list[Words]()
    for text, size in wanted.lines:
        words.append(Words(text, round(middle, 1), round(at + size * 0.95, 1), size))
        at += size * _LINE_HEIGHT
    return tuple(words)
