"""Rates that compound from year to year: reductions and growth.

A change c in n years asks for (1 + c)^(k/n) - 1 after k of them. A reduction S is the change -S:
1 - (1 - S)^(k/n); growth of g a year is the change (1 + g)^n - 1. All are percents; nan where a
factor would be nothing or less.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def change_due(change: Floats, years: Floats, span: Floats) -> Floats:
    """Return the change due after `years` of the `span` years in which `change` is asked for."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.asarray(100.0 * (_factor(change) ** (years / span) - 1.0))


def change_of(rate: Floats, years: Floats) -> Floats:
    """Return what a yearly rate amounts to over `years`."""
    with np.errstate(invalid="ignore", over="ignore"):
        return np.asarray(100.0 * (_factor(rate) ** years - 1.0))


def rate_needed(change: Floats, done: Floats, years_left: Floats) -> Floats:
    """Return the yearly rate that leads from the change `done` to `change` in the years left."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        ratio = _factor(change) / _factor(done)
        needed = 100.0 * (ratio ** (1.0 / years_left) - 1.0)
    # 1的任何次方都是1，nan次方也是。
    return np.where(np.isfinite(years_left), needed, np.nan)


def _factor(change: Floats) -> Floats:
    factor = 1.0 + change / 100.0
    return np.where(factor > 0, factor, np.nan)
