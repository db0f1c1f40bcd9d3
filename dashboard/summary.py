"""The overview as records: counts, cells of the matrix, what is furthest behind."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.board import Board
from dashboard.records import Cell, Row
from etl.domain.assess import AsOf
from etl.domain.records import NATION, Indicator, Place

LAGGING = ("far_behind", "behind", "reversing")
_MOST_LISTED = 6


@dataclass(frozen=True, slots=True)
class Period:
    """The plan period of the leading target: its years, the year reached, the share gone in percent."""

    first: int
    last: int
    reached: int
    share: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell of the matrix: the row that speaks for it (None: no target) and the latest value."""

    row: Row | None
    latest: Cell | None


@dataclass(frozen=True, slots=True)
class Overview:
    """What the overview shows, for the places and theme chosen."""

    places: tuple[Place, ...]
    indicators: tuple[Indicator, ...]
    without_data: tuple[Indicator, ...]
    entries: Mapping[tuple[str, str], Entry]
    counts: Mapping[str, int]
    judged: int
    early: int
    furthest: tuple[Row, ...]
    period: Period | None


def overview(board: Board, level: str, theme: str, year: int | None = None) -> Overview:
    """Return the overview of the places of a level ("home", "cities", "all") and a theme ("": all).

    `year` shows it as things stood with the actuals of that year.
    """
    places = _places(board, level)
    codes = [place.place_id for place in places]
    as_of = None if year is None else AsOf(year)
    rows = [
        row
        for row in speaking(board.rows(codes, None, as_of))
        if not theme or row.indicator.theme == theme
    ]
    cells = [
        cell
        for cell in board.cells(codes, until=year)
        if not theme or cell.indicator.theme == theme
    ]
    entries = _entries(rows, cells)
    counts = Counter(row.status for row in rows)
    aimed = _aimed(board, rows)
    valued = {key for place, key in entries if entries[place, key].latest}
    return Overview(
        places=places,
        indicators=tuple(part for part in aimed if part.indicator_id in valued),
        without_data=tuple(part for part in aimed if part.indicator_id not in valued),
        entries=entries,
        counts=counts,
        judged=sum(
            number for status, number in counts.items() if status not in ("unknown", "not_due")
        ),
        early=sum(row.early for row in rows),
        furthest=furthest(rows),
        period=_period(entries, board.home),
    )


def speaking(rows: Iterable[Row]) -> list[Row]:
    """Return the row that speaks for each chain: later milestones wait, each chain counts once."""
    best: dict[str, Row] = {}
    for row in rows:
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


def _aimed(board: Board, rows: Iterable[Row]) -> list[Indicator]:
    aimed = {row.indicator.indicator_id for row in rows}
    known = list(board.registry.indicators.values())
    chosen = [part for part in known if part.indicator_id in aimed]
    return sorted(chosen, key=lambda part: -part.weight)


def _period(entries: Mapping[tuple[str, str], Entry], home: str) -> Period | None:
    """Return the plan period of the first running target at home that has a base and a value."""
    for (place_id, _), entry in sorted(entries.items()):
        row = entry.row
        if place_id != home or row is None or row.status in ("achieved", "missed"):
            continue
        aim = row.target
        if aim.year and aim.base_year and row.period:
            share = 100.0 * (row.period - aim.base_year) / (aim.year - aim.base_year)
            return Period(aim.base_year, aim.year, row.period, share)
    return None
