"""Where everything of a trajectory chart stands: coordinates and labels for an inline SVG.

Lengths are units of the view box (pixels of a 1920 × 1080 wall) from its upper left corner. Pure: a
plot comes in, a drawing goes out. No value is computed here, and a gap of the record stays a gap.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, floor, log10

from dashboard.briefing.records import Dot, Plot
from dashboard.export.chart_plan import Box, Scale, Spot, Tick
from dashboard.screen.labels import Field, Label, Wanted, breadth, place

# 数轴上人数得清的间隔。
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)
# 跨度大于这么多年的，只标逢五逢十的年份：规划多在这些年到期。
_EVERY_YEAR = 10
# 数值差不到量级的这一份，就当作一样大，免得刻度上全是浮点的零头。
_NOISE = 1e-9
# 数值最多六位小数，再小的差看不见。
_LEAST = 1e-6
# 坐标一位小数够细，页面也小。
_DECIMALS = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """The size of a drawing: its view box, its texts (plain, strong) and the radius of its marks."""

    width: float
    height: float
    size: float
    strong: float
    mark: float


WIDE = Sheet(1108, 618, 23, 32, 9)
NARROW = Sheet(340, 300, 13, 17, 5)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart ready to be drawn; `frame` is the rectangle between the axes, lines are SVG points."""

    sheet: Sheet
    frame: Box
    levels: tuple[Tick, ...]
    years: tuple[Tick, ...]
    earlier: tuple[tuple[Spot, ...], ...]
    actuals: tuple[tuple[Spot, ...], ...]
    path: tuple[tuple[Spot, ...], ...]
    targets: tuple[Spot, ...]
    latest: Spot | None
    due: Spot | None
    broken_at: float | None
    labels: tuple[Label, ...] = ()

    @property
    def bracket(self) -> tuple[Spot, Spot] | None:
        """Return both ends of the bracket from the latest value to what is due, if it can be seen."""
        if self.latest is None or self.due is None:
            return None
        far = abs(self.latest[1] - self.due[1]) > 2 * self.sheet.mark
        return (self.latest, self.due) if far else None


def drawing(plot: Plot, sheet: Sheet, *, year: str = "{year}", broken: str = "") -> Drawing | None:
    """Return where everything of a plot stands; None where it has no value at all.

    `year` words a year under a value ("{year}年"), `broken` what the break of the series says.
    """
    dots = _dots(plot)
    if not dots:
        return None
    marks = _levels([dot.value for dot in dots])
    left = max(breadth(text) for _, text in marks) * sheet.size + sheet.size * 0.7
    # 刻度字再长，也给图留一半。
    frame = Box(
        min(left, sheet.width / 2), sheet.size, sheet.width, sheet.height - 1.7 * sheet.size
    )
    low, high = _ends([dot.time for dot in dots])
    ends = frame.left + 2 * sheet.size, frame.right - 2.5 * sheet.size
    across = Scale(low, high, *ends, _DECIMALS)
    up = Scale(marks[0][0], marks[-1][0], frame.bottom, frame.top, _DECIMALS)

    def spots(dots: Iterable[Dot]) -> tuple[Spot, ...]:
        return tuple((across(dot.time), up(dot.value)) for dot in dots)

    def spot(dot: Dot | None) -> Spot | None:
        return (across(dot.time), up(dot.value)) if dot else None

    at = plot.broken_at
    drawn = Drawing(
        sheet, frame, tuple(Tick(up(value), text) for value, text in marks),
        _years(low, high, across, sheet), tuple(map(spots, plot.earlier)),
        tuple(map(spots, plot.actuals)), tuple(map(spots, plot.path)), spots(plot.targets),
        spot(plot.latest), spot(plot.due), None if at is None else min(max(across(at), frame.left), frame.right),
    )  # fmt: skip
    return replace(drawn, labels=_labels(plot, drawn, year, broken))


def _dots(plot: Plot) -> list[Dot]:
    runs = [dot for run in (*plot.earlier, *plot.actuals, *plot.path) for dot in run]
    return [*runs, *plot.targets, *(dot for dot in (plot.latest, plot.due) if dot)]


def _ends(times: list[float]) -> tuple[float, float]:
    low, high = min(times), max(times)
    return (low, high) if high - low >= 1 else (floor(low) - 1.0, ceil(high) + 1.0)


def _levels(values: list[float]) -> list[tuple[float, str]]:
    """Return the marks of the value axis and their texts, with room above the highest value."""
    low, high = min(values), max(values)
    if high - low <= max(_NOISE * max(abs(low), abs(high)), _LEAST):
        margin = abs(high) * 0.1 if abs(high) > _LEAST else 1.0
        low, high = low - margin, high + margin
    step = _step(high - low)
    first, last = floor(low / step), ceil(high / step)
    last += last - high / step < 0.4
    decimals = next((n for n in range(7) if abs(round(step, n) - step) < step * _NOISE), 7)
    return [(at * step, _text(at * step, decimals)) for at in range(first, last + 1)]


def _text(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    return text.lstrip("-") if float(text) == 0 else text.replace("-", "−")


def _step(span: float) -> float:
    """Return the round distance that divides a span into at most five."""
    power = 10.0 ** floor(log10(span / 5))
    return next(n for n in _STEPS if n * power * 5 >= span * 0.999) * power


def _years(low: float, high: float, across: Scale, sheet: Sheet) -> tuple[Tick, ...]:
    """Return the years that are marked: as many as stand apart, the round ones."""
    apart = 3.4 * sheet.size
    room = abs(across(low + 1) - across(low))
    steps = [step for step in _YEAR_STEPS if step >= 5 or high - low <= _EVERY_YEAR]
    step = next((step for step in steps if step * room >= apart), steps[-1])
    first = ceil(low / step) * step
    return tuple(Tick(across(at), str(at)) for at in range(first, floor(high) + 1, step))


def _labels(plot: Plot, drawn: Drawing, year: str, broken: str) -> tuple[Label, ...]:
    """Return the labels that stand free, the most needed placed first."""
    field, placed = _field(drawn), list[Label]()
    for wanted in _wanted(plot, drawn, year, broken):
        label = place(wanted, field, placed)
        if label:
            placed.append(label)
    return tuple(placed)


def _field(drawn: Drawing) -> Field:
    """Return what the labels of a drawing have to keep clear of."""
    runs = (*drawn.earlier, *drawn.actuals, *drawn.path)
    ends = [end for line in runs if line for end in (line[0], line[-1])]
    marks = [*ends, *drawn.targets, *(spot for spot in (drawn.latest, drawn.due) if spot)]
    lines = [pair for line in runs for pair in pairwise(line)]
    lines += [drawn.bracket] if drawn.bracket else []
    if drawn.broken_at is not None:
        lines.append(((drawn.broken_at, drawn.frame.top), (drawn.broken_at, drawn.frame.bottom)))
    reach = drawn.sheet.mark + 2
    boxes = tuple(Box(x - reach, y - reach, x + reach, y + reach) for x, y in marks)
    # 字体的上沿比字高，顶上留出这一点，标签整个在图里。
    bounds = replace(drawn.frame, left=drawn.frame.left + 4, top=0.21 * drawn.sheet.strong)
    return Field(bounds, tuple(lines), boxes, drawn.sheet.mark)


def _wanted(plot: Plot, drawn: Drawing, year: str, broken: str) -> Iterable[Wanted]:
    sheet = drawn.sheet
    if plot.latest and drawn.latest and plot.latest.label:
        yield _valued("latest", plot.latest, drawn.latest, sheet, year)
    for dot, spot in reversed(list(zip(plot.targets, drawn.targets, strict=True))):
        if dot.label:
            yield _valued("target", dot, spot, sheet, year)
    if plot.due and plot.due.label and drawn.latest and drawn.due:
        middle = (drawn.due[0], (drawn.latest[1] + drawn.due[1]) / 2)
        anchors = (middle, drawn.due) if drawn.bracket else (drawn.due,)
        yield Wanted("gap", ((plot.due.label, sheet.strong),), anchors, aside=True)
    if drawn.broken_at is not None and broken:
        top, bottom, line = drawn.frame.top, drawn.frame.bottom, 1.5 * sheet.size
        heights = (top + line / 2, bottom - line / 2, (top + bottom) / 2)
        by = tuple((drawn.broken_at, height) for height in heights)
        yield Wanted("break", ((broken, sheet.size),), by, aside=True)


def _valued(kind: str, dot: Dot, spot: Spot, sheet: Sheet, year: str) -> Wanted:
    under = ((year.format(year=int(dot.time)), sheet.size),) if float(dot.time).is_integer() else ()
    return Wanted(kind, ((dot.label, sheet.strong), *under), (spot,))
