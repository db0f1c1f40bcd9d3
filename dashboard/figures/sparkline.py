"""Small multiples as inline SVG: the same marks as the large chart, without a script.

Only numbers go into the picture, so there is no text to escape.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.chains import path_runs
from dashboard.records import Panel, Point, Row
from dashboard.theme import picture_style

_WIDTH, _HEIGHT, _MARGIN = 220.0, 70.0, 6.0
_CLASSES = ("s-path", "s-brand", "f-brand", "f-card", "s-target")


@dataclass(frozen=True, slots=True)
class Frame:
    """The years and values that all small charts of a page share."""

    first: float
    last: float
    low: float
    high: float

    def x(self, time: float) -> float:
        """Return the horizontal place of a time."""
        share = (time - self.first) / ((self.last - self.first) or 1.0)
        return round(_MARGIN + share * (_WIDTH - 2 * _MARGIN), 1)

    def y(self, value: float) -> float:
        """Return the vertical place of a value; up is more."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return round(_HEIGHT - _MARGIN - share * (_HEIGHT - 2 * _MARGIN), 1)


def common_frame(panels: Sequence[Panel]) -> Frame:
    """Return the frame that holds every value, path and target of the panels."""
    times = [point.time for panel in panels for point in panel.points]
    values = [point.observation.value for panel in panels for point in panel.points]
    for panel in panels:
        aims = [(float(row.target.year or 0), row.target.value) for row in _aimed(panel)]
        times += [*panel.path.keys(), *(year for year, _ in aims)]
        values += [*panel.path.values(), *(value for _, value in aims)]
    if not times:
        return Frame(0.0, 1.0, 0.0, 1.0)
    return Frame(min(times), max(times), min(values), max(values))


def sparkline(panel: Panel, frame: Frame) -> str:
    """Return the picture of one panel as a data URI."""
    shapes = [*_path(panel, frame), *_actuals(panel.points, frame), *_targets(panel, frame)]
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}">'
        f"{picture_style(_CLASSES)}{''.join(shapes)}</svg>"
    )
    return "data:image/svg+xml;base64," + b64encode(picture.encode()).decode()


def _path(panel: Panel, frame: Frame) -> Iterator[str]:
    """Yield the dashed line; each yearly task is a piece of its own."""
    for run in path_runs(panel.rows, panel.path):
        corners = " ".join(f"{frame.x(year)},{frame.y(value)}" for year, value in run)
        yield (
            f'<polyline points="{corners}" fill="none" class="s-path" '
            'stroke-width="1.2" stroke-dasharray="4 3"/>'
        )


def _actuals(points: Sequence[Point], frame: Frame) -> Iterator[str]:
    """Yield the solid line in its pieces: none joins a missing year or another series."""
    shown = [point for point in points if point.preferred]
    for before, after in pairwise(shown):
        if not before.apart_from(after):
            yield (
                f'<line x1="{frame.x(before.time)}" y1="{frame.y(before.observation.value)}" '
                f'x2="{frame.x(after.time)}" y2="{frame.y(after.observation.value)}" '
                'class="s-brand" stroke-width="2"/>'
            )
    for point in shown:
        place = f'cx="{frame.x(point.time)}" cy="{frame.y(point.observation.value)}"'
        yield f'<circle {place} r="2.2" class="f-brand"/>'


def _targets(panel: Panel, frame: Frame) -> Iterator[str]:
    for row in _aimed(panel):
        x, y = frame.x(row.target.year or 0), frame.y(row.target.value)
        yield f'<path d="M{x} {y - 4}l4 4-4 4-4-4z" class="f-card s-target" stroke-width="1.5"/>'


def _aimed(panel: Panel) -> list[Row]:
    """Return the targets that stand in the picture: not those that yearly values add up to."""
    return [row for row in panel.rows if row.target.year is not None and not row.adds_up]
