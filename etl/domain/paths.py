"""Required paths: which value a target asks for at each time between its base and its year.

Formulas: linear and geometric by definition; logistic is the United Nations urban-rural growth
difference (National Research Council, Cities Transformed, 2003, appendix D).
"""

import math
from collections.abc import Mapping
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from etl.errors import PathUndefined

Floats = NDArray[np.float64]
METHODS = ("linear", "geometric", "logistic")


def linear(base: Floats, target: Floats, share: Floats) -> Floats:
    """Return base + (target - base) * share, elementwise."""
    return base + (target - base) * share


def geometric(base: Floats, target: Floats, share: Floats) -> Floats:
    """Return base * (target / base) ** share; nan through zero or a change of sign."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(base * target > 0, target / base, np.nan)
        return np.asarray(base * ratio**share)


def logistic(base: Floats, target: Floats, share: Floats, ceiling: Floats) -> Floats:
    """Return the value whose logit moves evenly; nan unless both ends lie strictly in (0, ceiling)."""
    inside = (base > 0) & (base < ceiling) & (target > 0) & (target < ceiling)
    with np.errstate(divide="ignore", invalid="ignore"):
        start = np.log(base / (ceiling - base))
        stop = np.log(target / (ceiling - target))
        logit = start + (stop - start) * share
        return np.asarray(np.where(inside, ceiling / (1.0 + np.exp(-logit)), np.nan))


def required(
    method: NDArray[np.int8],
    base: Floats,
    target: Floats,
    share: Floats,
    ceiling: Floats,
) -> Floats:
    """Return the required value after `share` of the segment's time, by the method of each element.

    `method` indexes METHODS. All arrays have one shape; nan where the path is undefined.
    """
    path = linear(base, target, share)
    for number, curve in ((1, geometric), (2, logistic)):
        chosen = method == number
        if not chosen.any():
            continue
        parts = (base[chosen], target[chosen], share[chosen])
        path[chosen] = (
            curve(*parts) if curve is geometric else logistic(*parts, ceiling[chosen])
        )  # fmt: skip
    return path


def chain_path(method: str, knots: Mapping[int, float], ceiling: float = 100.0) -> dict[int, float]:
    """Return the required value of every year from the first knot to the last.

    `knots` are the base and the milestones by year, two or more. Raises PathUndefined where a
    segment has no such path, with the reason in Chinese.
    """
    if method not in METHODS:
        raise PathUndefined(f"没有“{method}”这种路径，可用：{'、'.join(METHODS)}。")
    years = sorted(knots)
    if len(years) < 2:
        raise PathUndefined("路径至少要有一个基期和一个更晚的目标年。")
    if not all(math.isfinite(knots[year]) for year in years):
        raise PathUndefined("基期值和目标值都应是有限的数。")
    path = {years[0]: float(knots[years[0]])}
    for start, stop in pairwise(years):
        path |= _segment(method, (start, knots[start]), (stop, knots[stop]), ceiling)
    return path


def _segment(
    method: str, start: tuple[int, float], stop: tuple[int, float], ceiling: float
) -> dict[int, float]:
    years = np.arange(start[0] + 1, stop[0] + 1)
    share = (years - start[0]) / (stop[0] - start[0])
    size = len(years)
    values = required(
        np.full(size, METHODS.index(method), dtype=np.int8),
        np.full(size, float(start[1])),
        np.full(size, float(stop[1])),
        share,
        np.full(size, float(ceiling)),
    )
    if not np.isfinite(values).all():
        raise PathUndefined(_why_undefined(method, start, stop, ceiling))
    values[-1] = stop[1]
    return {int(year): float(value) for year, value in zip(years, values, strict=True)}


def _why_undefined(
    method: str, start: tuple[int, float], stop: tuple[int, float], ceiling: float
) -> str:
    ends = f"{start[0]}年{start[1]:g}至{stop[0]}年{stop[1]:g}"
    if method == "logistic":
        return (
            f"逻辑斯蒂路径要求两端都在0与{ceiling:g}之间（不含两端），{ends}不满足；请改用linear。"
        )
    return f"几何路径不能经过0或改变正负号，{ends}不满足；请改用linear。"
