"""statcan and eurostat a second time, as plainly as their publishers print them.

Written from the formulas alone, with none of the product's code: no records, no None, one function
a rule. Two years, finite values of one sign, a target year after the base year.
"""

from math import inf


def factor(base: float, limit: float | None) -> float:
    """Return C."""
    if limit is None:
        return 1.0
    base, limit = abs(base), abs(limit)
    if base >= 2 * limit:
        return 1.0
    if base <= limit:
        return 1 - (base / limit) ** 4.44
    return 1 - ((2 * limit - base) / limit) ** 4.44


def paces(
    up: bool, base: float, years: int, latest: float, target: float | None, due: int
) -> tuple[float, float]:
    """Return the directed growth and R (nan without a target, infinite where none is required)."""
    start = base if base != 0 else 0.001
    speed = ((latest / start) ** (1 / years) - 1) * (1 if up else -1) * (-1 if start < 0 else 1)
    if target is None:
        return speed, float("nan")
    goal = target if target != 0 else 0.001
    required = abs((goal / start) ** (1 / due) - 1)
    return speed, speed / required if required else (inf if speed > 0 else -inf)


def statcan(
    up: bool,
    base: float,
    years: int,
    latest: float,
    target: float | None,
    due: int,
    limit: float | None,
) -> tuple[str, float]:
    """Return status and score."""
    v, r = paces(up, base, years, latest, target, due)
    if target is not None:
        goal = target if target != 0 else 0.001
        if (latest >= goal) if up else (latest <= goal):
            return "target_achieved", 5
        score = min(5, 7.1429 * r - 4.2857) if r >= 0.6 else max(-5, 4.1667 * r - 2.5)
        names = ((0.95, "substantial"), (0.6, "moderate"), (0, "limited"))
        return next((f"{name}_progress" for at, name in names if r >= at), "deterioration"), score
    c = factor(base, limit)
    if v < 0:
        return "deterioration", max(-5, 125 * v - 2.5)
    if c == 0:
        return "substantial_progress", 5
    if v >= 0.015 * c:
        return "substantial_progress", min(5, 500 * v / c - 5)
    if v >= 0.005 * c:
        return "moderate_progress", 250 * v / c - 1.25
    return "limited_progress", 500 * v / c - 2.5


def eurostat(
    up: bool,
    base: float,
    years: int,
    latest: float,
    target: float | None,
    due: int,
    limit: float | None,
) -> tuple[str, float]:
    """Return status and score."""
    v, r = paces(up, base, years, latest, target, due)
    if target is not None:
        goal = target if target != 0 else 0.001
        if (latest >= goal) if up else (latest <= goal):
            return "significant_progress", 5
        score = (5 / 0.7) * (r - 0.6) if r >= 0.6 else (5 / 1.2) * (r + 0.6) - 5
        if r > 0.95:
            return "significant_progress", min(5, score)
        if r > 0.6:
            return "moderate_progress", score
        return ("insufficient_progress" if r >= 0 else "movement_away"), max(-5, score)
    c = factor(base, limit)
    if (c == 0 and v >= 0) or base == latest == limit:
        return "significant_progress", 5
    score = 5 * v / (0.02 * c) if v > 0 else 5 * v / 0.02
    score = max(-5, min(5, score))
    if v > 0.01 * c:
        return "significant_progress", score
    if v > 0.001 * c:
        return "moderate_progress", score
    if v >= -0.001:
        return "no_progress", score
    return ("moderate" if v >= -0.01 else "significant") + "_movement_away", score
