"""Rolling up: a rate of a whole from its parts, weighted by their denominators, never their mean.

sum(rate * denominator) / sum(denominator) is the rate of the sums: each product is the numerator
that the published rate and denominator of a part imply.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from etl.domain.records import Observation, Place


@dataclass(frozen=True, slots=True)
class RollUp:
    """A rate of a whole in percent, the sum of its denominators, and what it was made of.

    `simple_mean` is the mean of the parts' rates: what must not be taken for the rate.
    """

    rate: float
    denominator: float
    simple_mean: float
    members: tuple[str, ...]
    vintage: str


def members_of(place_id: str, places: Mapping[str, Place]) -> tuple[str, ...]:
    """Return the places whose totals make up those of `place_id`, in the order of their codes.

    A place counted elsewhere than in its parent (Yangling beside Xianyang) is counted there.
    """
    return tuple(
        sorted(
            place.place_id
            for place in places.values()
            if (place.counted_in or place.parent_id) == place_id
        )
    )


def roll_up(
    members: Iterable[str], rates: Iterable[Observation], denominators: Iterable[Observation]
) -> RollUp | None:
    """Return the rate of the whole, None unless every member has both parts of one vintage.

    The observations are those of one period and scope; where parts are unknown there is no total.
    """
    wanted = tuple(members)
    rate, weight = _by_place(rates), _by_place(denominators)
    for vintage in sorted({vintage for _, vintage in weight}):
        keys = [(place, vintage) for place in wanted]
        if not keys or not all(key in rate and key in weight for key in keys):
            continue
        total = sum(weight[key] for key in keys)
        if total > 0:
            whole = sum(rate[key] * weight[key] for key in keys) / total
            mean = sum(rate[key] for key in keys) / len(keys)
            return RollUp(whole, total, mean, wanted, vintage)
    return None


def _by_place(observations: Iterable[Observation]) -> dict[tuple[str, str], float]:
    """Return the latest published value of each place and vintage."""
    ordered = sorted(observations, key=lambda found: (found.released_on, found.printed))
    return {(found.place_id, found.vintage): found.value for found in ordered}
