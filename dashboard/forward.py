"""What lies ahead of a row of the board, and what should be in by now: series and peers are found
here, the arithmetic is the domain's.

Only year-end values of one vintage series are handed on; forecasts and values from within a year
never are.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dashboard.board import Board
from dashboard.records import Row
from etl.domain.asof import AsOf
from etl.domain.build import near_end
from etl.domain.columns import SINCE_BREAK
from etl.domain.feasibility import Peer
from etl.domain.freshness import latest_due, overdue
from etl.domain.outlook import ADDS_UP, PATHLESS, Aim, Outlook, look_ahead
from etl.domain.periods import time_of
from etl.domain.records import Indicator, Observation, Place, Registry, Target
from etl.domain.slices import family_of, preferred
from etl.domain.strength import Seen

_SENSE = {">=": 1, ">": 1, "<=": -1, "<": -1}
_RECENT = 6
_NOTHING = AsOf()
Pair = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Overdue:
    """A place's indicator whose values should be in: the last year in (None: none), those awaited."""

    place: Place
    indicator: Indicator
    scope: str
    latest: int | None
    awaited: tuple[int, ...]

    @property
    def key(self) -> Pair:
        """Return place, indicator and scope: as `pair_of` returns for a row."""
        return (self.place.place_id, self.indicator.indicator_id, self.scope)


def pair_of(row: Row) -> Pair:
    """Return place, indicator and scope of a row."""
    aim = row.target
    return (aim.place_id, aim.indicator_id, aim.scope)


def look(
    board: Board, row: Row, year: int, as_of: AsOf = _NOTHING, *, with_peers: bool = True
) -> Outlook:
    """Return what lies ahead of a row; the age of its data counts from `year`.

    `as_of` is what the row was asked for with: later values are not looked at. Without peers only
    the place's own values are read, which its own pace needs no others for.
    """
    compare, pair, registry = with_peers and _is_compared(row), pair_of(row), board.registry
    seen = board.observations(None if compare else row.place.place_id, row.indicator.indicator_id)
    published = _by_pair(seen, as_of)
    until = row.period or max((one.period for one in published.get(pair, [])), default=0)
    own = [one for one in published.get(pair, []) if one.period <= until]
    family = _family(row, own, registry)
    peers = [
        Peer(code, board.places[code].name, _series(values, registry, family))
        for (code, _, scope), values in published.items()
        if compare and code != row.place.place_id and scope == row.target.scope
    ]  # fmt: skip
    series = _series(own, registry, family)
    return look_ahead(_aim(row, own, series), series, peers if compare else None, year)


def _by_pair(published: Iterable[Observation], as_of: AsOf) -> dict[Pair, list[Observation]]:
    """Return the year-end values known by then of each place, indicator and scope."""
    found: dict[Pair, list[Observation]] = {}
    for seen in published:
        if _is_year_end(seen) and as_of.knows(seen):
            found.setdefault((seen.place_id, seen.indicator_id, seen.scope), []).append(seen)
    return found


def _is_compared(row: Row) -> bool:
    """Return whether places are compared: not by totals, which a big place reaches at once."""
    within = row.target.kind in PATHLESS or row.target.kind in ADDS_UP
    running = row.status not in ("achieved", "missed") and row.target.year is not None
    return running and not within and row.indicator.aggregation.method != "sum"


def _is_year_end(seen: Observation) -> bool:
    return seen.maturity != "forecast" and time_of(seen.period, seen.as_of) == seen.period


def _family(row: Row, own: Sequence[Observation], registry: Registry) -> int:
    """Return the family of the value the row was judged on, else of the latest one."""
    if row.observation is not None:
        return family_of(row.observation, registry)
    chosen = preferred(own, registry, SINCE_BREAK) if own else []
    return family_of(chosen[-1], registry) if chosen else 0


def _series(published: Sequence[Observation], registry: Registry, family: int) -> tuple[Seen, ...]:
    """Return the values of one family, of each year the one that judgement takes."""
    same = [seen for seen in published if family_of(seen, registry) == family]
    if len({seen.period for seen in same}) < len(same):
        same = preferred(same, registry, family)
    return tuple(Seen(seen.period, seen.value, seen.trust, seen.maturity) for seen in same)


def _aim(row: Row, own: Sequence[Observation], series: Sequence[Seen]) -> Aim:
    target, indicator = row.target, row.indicator
    return Aim(
        kind=target.kind,
        sense=_SENSE.get(target.operator, -1 if indicator.direction == "down" else 1),
        value=near_end(target, indicator.direction),
        year=target.year,
        base=target.base,
        base_year=target.base_year,
        low=indicator.low,
        high=indicator.high,
        running_total=indicator.running_total,
        met=row.status == "achieved",
        comparable=row.comparable,
        broken=_is_broken(target, own, series),
    )


def _is_broken(target: Target, own: Sequence[Observation], series: Sequence[Seen]) -> bool:
    """Return whether the series begins within the plan period and another one before it."""
    if target.base_year is None or not series:
        return False
    first = min(seen.year for seen in series)
    return first > target.base_year and min(seen.period for seen in own) < first


def overdue_values(
    board: Board, year: int, month: int, places: Collection[str] | None = None
) -> list[Overdue]:
    """Return what should be in by a month and is not: home first, then by place and indicator.

    Awaited are the values of pairs with a running target, up to its year, and those that home
    itself published (trust A or B) within the last six years. A running target is one in force
    whose year ended no more than a year before the latest one due. `places` are codes; without
    them home, the places above it and its members.
    """
    asked = sorted(_around_home(board) if places is None else places)
    aims: dict[Pair, int] = {}
    for row in board.rows(asked):
        last = _awaited_until(row, year, month)
        if last is not None:
            aims[pair_of(row)] = max(last, aims.get(pair_of(row), 0))
    seen = _in_hand(board, asked)
    for pair, values in seen.items():
        if pair[0] == board.home and _is_kept_up(values, year):
            aims[pair] = _due(board, pair, year, month)
    found = [_overdue(board, pair, seen.get(pair, []), last) for pair, last in aims.items()]
    order = {key: number for number, key in enumerate(board.registry.indicators)}

    def rank(one: Overdue) -> tuple[bool, str, int, str]:
        at_home = one.place.place_id == board.home
        return (not at_home, one.place.place_id, order[one.indicator.indicator_id], one.scope)

    return sorted((one for one in found if one.awaited), key=rank)


def _around_home(board: Board) -> set[str]:
    above = (place.place_id for place in board.ancestors(board.places[board.home]))
    return {board.home, *above, *board.members(board.home)}


def _awaited_until(row: Row, year: int, month: int) -> int | None:
    """Return the last year whose value a target awaits by now, None where it awaits none."""
    aim, due = row.target, latest_due(row.indicator.published_by, year, month)
    if aim.year is None or aim.kind == "milestone" or aim.superseded_by:
        return None
    if aim.year < due - 1 or (aim.kind == "annual_flow" and aim.year > due):
        return None
    return min(aim.year, due)


def _due(board: Board, pair: Pair, year: int, month: int) -> int:
    return latest_due(board.registry.indicators[pair[1]].published_by, year, month)


def _in_hand(board: Board, places: Sequence[str]) -> dict[Pair, list[Observation]]:
    found: dict[Pair, list[Observation]] = {}
    for seen in board.observations(places, None):
        if _is_year_end(seen):
            found.setdefault((seen.place_id, seen.indicator_id, seen.scope), []).append(seen)
    return found


def _is_kept_up(values: Iterable[Observation], year: int) -> bool:
    return any(seen.trust in ("A", "B") and seen.period > year - _RECENT for seen in values)


def _overdue(board: Board, pair: Pair, values: Sequence[Observation], last: int) -> Overdue:
    place_id, indicator_id, scope = pair
    latest = max((seen.period for seen in values), default=None)
    return Overdue(
        place=board.places[place_id],
        indicator=board.registry.indicators[indicator_id],
        scope=scope,
        latest=latest,
        awaited=overdue(latest, last),
    )
