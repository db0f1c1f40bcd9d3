"""Interleaved pairs: ours and the yardstick by turns, the medians and their ratio."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

PAIRS = 5


@dataclass(frozen=True, slots=True)
class Size:
    """One line of the table that counts instead of timing: a size against its bar."""

    row: int
    work: str
    measured: float
    unit: str
    bar: float


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table: seconds of each, and the bar that their ratio must not pass."""

    row: int
    work: str
    yardstick: str
    ours_seconds: float
    yardstick_seconds: float
    bar: float

    @property
    def ratio(self) -> float:
        """Return ours over the yardstick."""
        return self.ours_seconds / self.yardstick_seconds


def seconds(work: Callable[[], object], repeat: int = 1) -> float:
    """Return the wall time of one call, the mean of `repeat` calls in a row."""
    start = time.perf_counter()
    for _ in range(repeat):
        work()
    return (time.perf_counter() - start) / repeat


def compare(
    ours: Callable[[], object], yardstick: Callable[[], object], repeat: int = 1
) -> tuple[float, float]:
    """Return the medians of five interleaved pairs, after one that does not count."""
    pairs = [(seconds(ours, repeat), seconds(yardstick, repeat)) for _ in range(PAIRS + 1)][1:]
    return statistics.median(pair[0] for pair in pairs), statistics.median(
        pair[1] for pair in pairs
    )
