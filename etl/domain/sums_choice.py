"""Which published values a verdict rests on, and why another one of the same year was not taken (D4).

The choice itself is made by selection.py; here it is only retraced for a reader.
"""

from collections.abc import Iterable, Sequence

from etl.domain.columns import ADDED_UP
from etl.domain.periods import day_number, time_of
from etl.domain.published import TRUSTS
from etl.domain.records import Observation, Registry, Target
from etl.domain.slices import family_of, preferred

_NO_FAMILY = 0


def summands(
    target: Target, used: Observation | None, seen: Iterable[Observation], registry: Registry
) -> list[Observation]:
    """Return the yearly values that add up to a target's actual, by year; none for other kinds.

    `used` is the last of them, as the verdict names it; `seen` are the values of the target's
    place, indicator and scope that were known.
    """
    running = registry.indicators[target.indicator_id].running_total
    if target.kind not in ADDED_UP or running or used is None or target.base_year is None:
        return []
    chosen = preferred(list(seen), registry, _NO_FAMILY)
    return [one for one in chosen if target.base_year < one.period <= used.period]


def why_not_used(
    used: Observation, other: Observation, registry: Registry, *, has_base: bool
) -> str:
    """Return the first point on which a value lost to the one used of the same year.

    In the order of the rule: forecast, series, day, vintage, decimals, released, trust; "same"
    where they are equal. A base binds a target to a series, so without one that does not count.
    """
    if other.maturity == "forecast":
        return "forecast"
    order = (
        ("series", has_base and family_of(used, registry) != family_of(other, registry)),
        ("day", time_of(used.period, used.as_of) != time_of(other.period, other.as_of)),
        ("vintage", _rank(used, registry) != _rank(other, registry)),
        ("decimals", _decimals(used) != _decimals(other)),
        ("released", day_number(used.released_on) != day_number(other.released_on)),
        ("trust", TRUSTS.index(used.trust) != TRUSTS.index(other.trust)),
    )
    return next((name for name, differs in order if differs), "same")


def _rank(one: Observation, registry: Registry) -> int:
    return registry.vintages[one.vintage].rank


def _decimals(one: Observation) -> int:
    return len(one.printed.partition(".")[2])


def of_the_year(used: Observation, seen: Iterable[Observation]) -> Sequence[Observation]:
    """Return the values published for the year of the one used, the latest published first."""
    same = [one for one in seen if one.period == used.period]
    return sorted(same, key=lambda one: (one != used, -day_number(one.released_on), one.vintage))
