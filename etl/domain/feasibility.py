"""Whether a needed pace was ever kept: by the series itself, and by places that reached its level.

Paces are means between two published values of one series exactly as many years apart as are left;
nothing in between is read and nothing is interpolated. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from etl.domain.strength import Seen

Track = Sequence[tuple[int, float]]
_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Peer:
    """Another place and its values of the same indicator, scope and vintage series, one a year."""

    place_id: str
    name: str
    values: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A mean pace between two published values: their years and the change a year."""

    start: int
    end: int
    per_year: float


@dataclass(frozen=True, slots=True)
class PeerPace:
    """A place that reached the level: its first value at or past it, and the pace it kept after.

    `per_year` is None where no value was published exactly as many years later as are left.
    """

    place_id: str
    name: str
    start: int
    value: float
    per_year: float | None
    kept: bool


@dataclass(frozen=True, slots=True)
class Feasibility:
    """Whether the needed pace was ever kept over the `years` that are left.

    `verdict` is `feasible` where the own pace is enough (or, with too few values for an own pace,
    the series once kept the needed one), else `unprecedented` where the series never kept it, else
    `faster`; "" where there is nothing to compare. `ratio` is needed over own pace, None where
    that does not lead to the target. `best` is the fastest the series went over exactly `years`
    years, `kept_before` whether that is enough; `peers` are the places that reached the level,
    None where places are not compared.
    """

    verdict: str
    ratio: float | None
    years: int
    best: Kept | None
    kept_before: bool | None
    peers: tuple[PeerPace, ...] | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a series: `needed` a year for `years` years; `sense` +1 where up is better."""

    needed: float
    years: int
    sense: int

    def is_kept_by(self, pace: float) -> bool:
        """Return whether a pace is enough."""
        return self.sense * (pace - self.needed) >= -_NOISE * abs(self.needed)


def feasibility_of(
    asked: Asked, track: Track, own_pace: float | None, peers: Sequence[Peer] | None
) -> Feasibility:
    """Return what series and peers say about the pace asked for; `track` is ordered by year."""
    best = _best(track, asked)
    before = None if best is None else asked.is_kept_by(best.per_year)
    enough = None if own_pace is None else asked.is_kept_by(own_pace)
    towards = own_pace is not None and own_pace * asked.sense > 0
    return Feasibility(
        verdict=_verdict(enough, before),
        ratio=asked.needed / own_pace if own_pace and towards else None,
        years=asked.years,
        best=best,
        kept_before=before,
        peers=None if peers is None else _passed(peers, track[-1][1], asked),
    )


def _verdict(enough: bool | None, before: bool | None) -> str:
    if enough or (enough is None and before):
        return "feasible"
    if before is False:
        return "unprecedented"
    return "" if enough is None else "faster"


def _best(track: Track, asked: Asked) -> Kept | None:
    """Return the fastest pace over exactly the years asked about, of equal ones the last."""
    found = [
        Kept(start, end, (after - before) / asked.years)
        for (start, before), (end, after) in combinations(track, 2)
        if end - start == asked.years
    ]
    return max(found, key=lambda kept: (asked.sense * kept.per_year, kept.end), default=None)


def _passed(peers: Sequence[Peer], level: float, asked: Asked) -> tuple[PeerPace, ...]:
    """Return the places with a value at or past the level, in the order given."""
    found = []
    for peer in peers:
        values = sorted(peer.values, key=lambda seen: seen.year)
        start = next((one for one in values if asked.sense * (one.value - level) >= 0), None)
        if start is None:
            continue
        end = next((one for one in values if one.year == start.year + asked.years), None)
        pace = None if end is None else (end.value - start.value) / asked.years
        kept = pace is not None and asked.is_kept_by(pace)
        found.append(PeerPace(peer.place_id, peer.name, start.year, start.value, pace, kept))
    return tuple(found)
