"""Whether work grows with its input as it should: a ratio on one machine, never a time."""

import time
from collections.abc import Callable

# Four times the input may take four times as long, and as much again for a busy machine.
GROWTH, MOST = 4, 10.0
_LEAST_SECONDS = 0.02


def growth(work: Callable[[int], object], size: int) -> float:
    """Return how many times longer work takes on GROWTH times the size, in processor time."""
    return _quickest(work, size * GROWTH) / max(_quickest(work, size), _LEAST_SECONDS)


def _quickest(work: Callable[[int], object], size: int) -> float:
    taken = []
    for _ in range(3):
        began = time.process_time()
        work(size)
        taken.append(time.process_time() - began)
    return min(taken)
