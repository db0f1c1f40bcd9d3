"""Where the axes of a chart begin, end and are marked: the same in every format; nothing is drawn here."""

from dataclasses import dataclass
from math import ceil, floor, log10

from dashboard.report.records import Chart

# Steps that people count in, times a power of ten.
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_INTERVALS = 5
# Room above the highest mark for its label, in steps.
_HEADROOM = 0.4
# Up to this many years every one is marked; beyond, those in which plans end.
_EVERY_YEAR, _EVERY_FIFTH = 12, 45


@dataclass(frozen=True, slots=True)
class Axis:
    """A value axis: both ends, the distance of its marks and the decimals these need."""

    low: float
    high: float
    step: float

    @property
    def decimals(self) -> int:
        """Return how many decimals tell its marks apart."""
        return next((n for n in range(7) if round(self.step, n) == round(self.step, 9)), 7)


def years_axis(chart: Chart) -> Axis:
    """Return the axis of years, which has room for the label of the last one."""
    first, last = floor(chart.times[0]), ceil(chart.times[-1])
    span = last - first
    step = 1 if span <= _EVERY_YEAR else 5 if span <= _EVERY_FIFTH else 10
    return Axis(float(first // step * step), float(last + 1), float(step))


def heights_axis(chart: Chart) -> Axis:
    """Return the axis of values, in the unit shown; it need not begin at zero, lines are not bars."""
    low, high = chart.heights[0], chart.heights[-1]
    step = _step((high - low) or abs(high) or 1.0)
    return Axis(
        round(floor(low / step) * step, 9), round(ceil(high / step + _HEADROOM) * step, 9), step
    )


def _step(span: float) -> float:
    """Return the round distance of marks that gives about five intervals over a span."""
    power = 10.0 ** floor(log10(span / _INTERVALS))
    return float(
        round(next(n for n in _STEPS if n * power * _INTERVALS >= span * 0.999) * power, 9)
    )
