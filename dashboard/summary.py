"""The overview as records: counts, cells of the matrix, what is furthest behind.

It asks a fixed number of questions however many places are listed, and never judges: past statuses
and overdue values follow from the board and the domain.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.board import Board
from dashboard.records import Cell, Past, Row, Source
from etl.domain.asof import AsOf
from etl.domain.freshness import latest_due, overdue
from etl.domain.judgements import Judgement
from etl.domain.periods import time_of
from etl.domain.records import NATION, Indicator, Place

LAGGING = ("far_behind", "behind", "reversing")
MOST_PLACES = 60
_MOST_LISTED = 6
_KEPT_UP = 6
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a visitor chose to see: `level` is home, cities or all; empty texts choose nothing.

    `plan` is a document, `department` a responsible body; with `year` the overview stands as it
    did with the actuals of that year.
    """

    level: str = "home"
    theme: str = ""
    year: int | None = None
    plan: str = ""
    department: str = ""

    @property
    def is_by_target(self) -> bool:
        """Return whether only the targets of a plan or department are asked for."""
        return bool(self.plan or self.department)

    def takes(self, row: Row) -> bool:
        """Return whether a row is among what was chosen."""
        aim = row.target
        return (
            self.theme in ("", row.indicator.theme)
            and self.plan in ("", aim.document_id)
            and (not self.department or self.department in aim.responsible)
        )


@dataclass(frozen=True, slots=True)
class Period:
    """The plan period of the leading target: its years, the year reached, the share gone in percent."""

    first: int
    last: int
    reached: int
    share: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell of the matrix: the row that speaks for it (None: no target) and the latest value.

    `awaited` are the years whose values should be in by now and are not.
    """

    row: Row | None
    latest: Cell | None
    awaited: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """What the overview shows of what was chosen.

    `rows` are those that speak for their chains; `plans` and `departments` what could be chosen;
    `leading` the indicator whose past statuses stand beside each place; `left_out` how many places
    are not listed.
    """

    places: tuple[Place, ...]
    left_out: int
    indicators: tuple[Indicator, ...]
    without_data: tuple[Indicator, ...]
    entries: Mapping[Pair, Entry]
    rows: tuple[Row, ...]
    counts: Mapping[str, int]
    furthest: tuple[Row, ...]
    period: Period | None
    leading: Indicator | None
    pasts: Mapping[str, tuple[Past, ...]]
    judgements: Mapping[str, Judgement]
    plans: tuple[Source, ...]
    departments: tuple[str, ...]

    @property
    def judged(self) -> int:
        """Return how many targets were judged."""
        return sum(
            number for status, number in self.counts.items() if status not in ("unknown", "not_due")
        )

    @property
    def early(self) -> int:
        """Return how many were reached before their year was over."""
        return sum(row.early for row in self.rows)


def overview(board: Board, level: str, theme: str, year: int | None = None) -> Overview:
    """Return the overview of the places of a level and a theme; as `overview_of`."""
    return overview_of(board, Choice(level, theme, year))


def overview_of(board: Board, choice: Choice) -> Overview:
    """Return the overview of what was chosen, of at most MOST_PLACES places."""
    places = _places(board, choice.level)
    codes = [place.place_id for place in places[:MOST_PLACES]]
    stored = board.rows(codes, None, AsOf(choice.year) if choice.year else None)
    known = speaking(stored)
    rows = [row for row in known if choice.takes(row)]
    entries = _chosen_entries(board, choice, codes, rows)
    if choice.year is None:
        entries = _with_awaited(board, entries, stored)
    indicators, without_data = _aimed(board, rows, entries)
    worst, leading = furthest(rows), _leading(board, indicators)
    return Overview(
        places=_listed(places[:MOST_PLACES], entries, choice),
        left_out=max(0, len(places) - MOST_PLACES),
        indicators=indicators,
        without_data=without_data,
        entries=entries,
        rows=tuple(rows),
        counts=Counter(row.status for row in rows),
        furthest=worst,
        period=_period(entries, board.home),
        leading=leading,
        pasts=_pasts(board, _told(entries, worst, leading), choice.year),
        judgements=_judgements(board, codes) if choice.year is None else {},
        plans=_plans(board, known),
        departments=tuple(sorted({name for row in known for name in row.target.responsible})),
    )


def _chosen_entries(
    board: Board, choice: Choice, codes: Sequence[str], rows: Sequence[Row]
) -> dict[Pair, Entry]:
    """Return the cells of the matrix; where targets were asked for, only those with one."""
    cells = [
        cell
        for cell in board.cells(codes, until=choice.year)
        if choice.theme in ("", cell.indicator.theme)
    ]
    entries = _entries(rows, cells)
    if not choice.is_by_target:
        return entries
    return {pair: entry for pair, entry in entries.items() if entry.row}


def _listed(
    places: Sequence[Place], entries: Mapping[Pair, Entry], choice: Choice
) -> tuple[Place, ...]:
    shown = {place_id for place_id, _ in entries}
    return tuple(one for one in places if not choice.is_by_target or one.place_id in shown)


def _leading(board: Board, indicators: Sequence[Indicator]) -> Indicator | None:
    """Return the board's leading indicator where it is shown, else the first that is."""
    lead = board.lead_indicator
    return next(
        (one for one in indicators if one.indicator_id == lead), next(iter(indicators), None)
    )


def _told(
    entries: Mapping[Pair, Entry], worst: Sequence[Row], leading: Indicator | None
) -> list[Row]:
    """Return the rows whose past is shown: of the leading indicator, and the furthest behind."""
    if leading is None:
        return list(worst)
    own = [entry.row for key, entry in entries.items() if key[1] == leading.indicator_id]
    return [*(row for row in own if row), *worst]


def _pasts(board: Board, rows: Iterable[Row], year: int | None) -> dict[str, tuple[Past, ...]]:
    """Return the past statuses of rows by target, one question for each indicator."""
    places: dict[str, set[str]] = {}
    for row in rows:
        places.setdefault(row.indicator.indicator_id, set()).add(row.place.place_id)
    found: dict[str, tuple[Past, ...]] = {}
    for indicator_id, codes in places.items():
        for target_id, pasts in board.histories(sorted(codes), indicator_id).items():
            found[target_id] = tuple(one for one in pasts if year is None or one.year <= year)
    return found


def _judgements(board: Board, codes: Sequence[str]) -> Mapping[str, Judgement]:
    return board.decisions.judgements_in_force(board.day, place_id=codes)


def _plans(board: Board, rows: Iterable[Row]) -> tuple[Source, ...]:
    chosen = {row.target.document_id for row in rows}
    return tuple(one for key, one in board.sources.items() if key in chosen)


def _with_awaited(
    board: Board, entries: Mapping[Pair, Entry], rows: Iterable[Row]
) -> dict[Pair, Entry]:
    """Return the entries with the years whose values are overdue on the board's day (待入库).

    As `forward.overdue_values` says, which reads more: awaited is what a running target needs, and
    what home itself has kept publishing. `rows` are all of these places.
    """
    year, month = int(board.day[:4]), int(board.day[5:7])
    last: dict[tuple[str, str, str], int] = {}
    for row in rows:
        due = _awaited_until(row, latest_due(row.indicator.published_by, year, month))
        key = (row.place.place_id, row.indicator.indicator_id, row.target.scope)
        if due is not None:
            last[key] = max(due, last.get(key, 0))
    found = {}
    for pair, entry in entries.items():
        awaited = last.get((*pair, scope_of(entry)))
        if pair[0] == board.home and _is_kept_up(entry.latest, year):
            month_due = board.registry.indicators[pair[1]].published_by
            awaited = latest_due(month_due, year, month)
        years = () if awaited is None else overdue(_whole_year(entry.latest), awaited)
        found[pair] = Entry(entry.row, entry.latest, years)
    return found


def scope_of(entry: Entry) -> str:
    """Return the scope that a cell of the matrix speaks of."""
    if entry.row:
        return entry.row.target.scope
    return entry.latest.observation.scope if entry.latest else ""


def _awaited_until(row: Row, due: int) -> int | None:
    """Return the last year whose value a target awaits by now, None where it awaits none."""
    aim = row.target
    if aim.year is None or aim.kind == "milestone" or aim.superseded_by:
        return None
    if aim.year < due - 1 or (aim.kind == "annual_flow" and aim.year > due):
        return None
    return min(aim.year, due)


def _is_kept_up(latest: Cell | None, year: int) -> bool:
    if latest is None or latest.observation.trust not in ("A", "B"):
        return False
    return latest.observation.period > year - _KEPT_UP


def _whole_year(latest: Cell | None) -> int | None:
    """Return the last year that is in as a whole: a value from within a year leaves it awaited."""
    if latest is None:
        return None
    seen = latest.observation
    is_whole = time_of(seen.period, seen.as_of) == seen.period and seen.maturity != "forecast"
    return seen.period if is_whole else seen.period - 1


def speaking(rows: Iterable[Row]) -> list[Row]:
    """Return the row that speaks for each chain: later milestones wait, each chain counts once.

    A target that a newer plan set anew speaks for none.
    """
    best: dict[str, Row] = {}
    for row in rows:
        if row.target.superseded_by:
            continue
        kept = best.get(row.target.chain_id)
        if kept is None or _speaks(row) > _speaks(kept):
            best[row.target.chain_id] = row
    return list(best.values())


def _speaks(row: Row) -> tuple[bool, int]:
    return (row.status != "not_due", row.target.year or 0)


def furthest(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return what lags most: those still running by the gap, then those missed by the shortfall."""
    running = [row for row in rows if row.status in LAGGING and row.gap_points is not None]
    missed = [row for row in rows if row.status == "missed" and row.level_completion is not None]
    running.sort(key=lambda row: (row.gap_points or 0.0, row.place.place_id))
    missed.sort(key=lambda row: (-(row.target.year or 0), -abs(100 - (row.level_completion or 0))))
    return tuple([*running, *missed][:_MOST_LISTED])


def _places(board: Board, level: str) -> tuple[Place, ...]:
    home = board.places[board.home]
    if level == "home":
        above = (place.place_id for place in board.ancestors(home))
        kept = {NATION, *above, home.place_id, *board.members(home.place_id)}
    else:
        kept = {code for code in board.places_seen() if code in board.places}
    if level == "cities":
        kept = {code for code in kept if board.places[code].level != "county"}
    return tuple(board.places[code] for code in sorted(kept, key=lambda code: _order(board, code)))


def _order(board: Board, code: str) -> tuple[str, ...]:
    place = board.places[code]
    return (*(above.place_id for above in board.ancestors(place)), code)


def _entries(rows: Sequence[Row], cells: Sequence[Cell]) -> dict[tuple[str, str], Entry]:
    """Return for each place and indicator the row that stands and the latest value in its scope."""
    latest: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        latest.setdefault((cell.place.place_id, cell.indicator.indicator_id), []).append(cell)
    chosen: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        chosen.setdefault((row.place.place_id, row.indicator.indicator_id), []).append(row)
    return {key: _entry(chosen.get(key, []), latest.get(key, [])) for key in {*latest, *chosen}}


def _entry(rows: Sequence[Row], cells: Sequence[Cell]) -> Entry:
    """Of several plans' targets the nearest one still running stands; where none is, the last."""
    if not rows:
        return Entry(None, cells[0])

    def latest_of(row: Row) -> Cell | None:
        return next((cell for cell in cells if cell.observation.scope == row.target.scope), None)

    def stands(row: Row) -> tuple[bool, int]:
        seen, year = latest_of(row), row.target.year or 0
        running = seen is None or year >= seen.observation.period
        return (running, -year if running else year)

    row = max(rows, key=stands)
    return Entry(row, latest_of(row))


def _aimed(
    board: Board, rows: Iterable[Row], entries: Mapping[Pair, Entry]
) -> tuple[tuple[Indicator, ...], tuple[Indicator, ...]]:
    """Return the indicators that have a target, the weightiest first: with data, and without any."""
    aimed = {row.indicator.indicator_id for row in rows}
    valued = {indicator_id for (_, indicator_id), entry in entries.items() if entry.latest}
    known = [one for key, one in board.registry.indicators.items() if key in aimed]
    known.sort(key=lambda one: -one.weight)
    return (
        tuple(one for one in known if one.indicator_id in valued),
        tuple(one for one in known if one.indicator_id not in valued),
    )


def _period(entries: Mapping[tuple[str, str], Entry], home: str) -> Period | None:
    """Return the plan period of the first running target at home that has a base and a value."""
    for (place_id, _), entry in sorted(entries.items()):
        row = entry.row
        if place_id != home or row is None or row.status in ("achieved", "missed"):
            continue
        aim = row.target
        if aim.year and aim.base_year and row.period and aim.base_year < aim.year:
            share = 100.0 * (row.period - aim.base_year) / (aim.year - aim.base_year)
            return Period(aim.base_year, aim.year, row.period, share)
    return None
