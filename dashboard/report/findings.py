"""What a report is about, gathered once from the board: nothing is worded and nothing judged here.

The board must be opened as of the report's year, so that every row, chain and value is of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from dashboard.board import Board
from dashboard.calculating import calculated, sheet
from dashboard.changes import Change, Setting, changes
from dashboard.forward import look
from dashboard.publishing import lines as lines_of
from dashboard.records import Cell, Chain, Point, Row, Source
from dashboard.report.records import Line, Stamp
from dashboard.report.refusals import NothingToReport
from dashboard.standings import Ranked, ranking
from dashboard.summary import LAGGING, speaking
from dashboard.supervising import Supervised, supervision_list
from etl.domain.asof import AsOf
from etl.domain.headline import BESIDE_THE_PATH
from etl.domain.judgements import Judgement
from etl.domain.outlook_words import outlook_words
from etl.domain.publications import Publication
from etl.domain.records import Indicator, Observation, Place, Registry

_LAGGING = (*LAGGING, "missed")
_NO_YEAR = 9999
TASK_KINDS = ("annual_flow", "backlog", "milestone")


@dataclass(frozen=True, slots=True)
class Members:
    """The places that make up the one reported: their targets ranked by the gap, and their values.

    `leading` is the indicator whose values stand for those without a target; `ranked` are the rows
    of every indicator, the furthest behind first; `cells` the latest values of the leading one and
    `before` those of the year before, both by place code.
    """

    places: tuple[Place, ...]
    leading: Indicator | None
    ranked: tuple[Ranked, ...]
    cells: dict[str, Cell]
    before: dict[str, Observation]


@dataclass(frozen=True, slots=True)
class Compared:
    """The publication a report is compared with, and what is otherwise now."""

    publication: Publication
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything the sections are written from.

    `lines` are the targets that speak for their chains: running ones of the year first, those of
    earlier years last. `left_out` counts those of plans whose period begins later.
    """

    place: Place
    year: int
    stamp: Stamp
    registry: Registry
    lines: tuple[Line, ...]
    left_out: int
    members: Members
    supervised: tuple[Supervised, ...]
    compared: Compared | None
    sources: tuple[Source, ...]

    @property
    def main(self) -> tuple[Line, ...]:
        """Return the main indicators whose year is not over."""
        return tuple(one for one in self.lines if not one.is_task and not one.is_earlier)

    @property
    def tasks(self) -> tuple[Line, ...]:
        """Return the tasks whose year is not over."""
        return tuple(one for one in self.lines if one.is_task and not one.is_earlier)

    @property
    def lagging(self) -> tuple[Line, ...]:
        """Return the running lines that lag or were missed: those without a gap, then by the gap."""
        lines = [one for one in (*self.main, *self.tasks) if one.row.status in _LAGGING]
        return tuple(sorted(lines, key=_by_gap))

    @property
    def earlier(self) -> tuple[Line, ...]:
        """Return the targets of years before the report's."""
        return tuple(one for one in self.lines if one.is_earlier)


def _by_gap(line: Line) -> tuple[bool, float]:
    points = line.row.gap_points
    return (points is not None, points or 0.0)


def gather(board: Board, place: Place, year: int) -> Findings:
    """Return what there is to report on a place and year.

    Raises NothingToReport where the place has no target, or nothing of the year was published.
    """
    chains = board.chains(place.place_id)
    spoken = speaking(row for chain in chains for row in chain.rows)
    if not spoken:
        raise NothingToReport(
            f"{place.name}（{place.place_id}）没有已审核的目标，不能生成报告；请先在“规划”页加入规划文件并审核。"
        )
    _require_year(place, year, board.observations(place.place_id, None))
    kept = [row for row in spoken if row.source.first_year <= year]
    if not kept:
        raise NothingToReport(
            f"{place.name}的规划都从{year}年以后开始，没有{year}年度可以评估的目标；请改选较晚的年份。"
        )
    supervised = supervision_list(board, place_id=place.place_id).entries
    return Findings(
        place=place,
        year=year,
        stamp=Stamp(board.release, board.day),
        registry=board.registry,
        lines=_lines(board, place, year, _ordered(board, kept), chains),
        left_out=len(spoken) - len(kept),
        members=_members(board, place, year),
        supervised=tuple(one for one in supervised if one.row.source.first_year <= year),
        compared=_compared(board, place, year),
        sources=tuple(board.sources[key] for key in _documents(kept)),
    )


def _require_year(place: Place, year: int, seen: Iterable[Observation]) -> None:
    years = sorted({one.period for one in seen if one.maturity != "forecast"})
    if year in years:
        return
    known = "、".join(map(str, years[-8:]))
    seen_years = f"库中截至该年的实际值年份：{known}" if years else "库中也没有更早年份的实际值"
    raise NothingToReport(
        f"{place.name}没有{year}年的实际值，不能生成{year}年度报告；{seen_years}。"
        "请补充数据，或改选有数据的年份。"
    )


def _documents(rows: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(row.target.document_id for row in rows))


def is_task(row: Row) -> bool:
    """Return whether a target is a task: of a plan for one year, or something to be carried out."""
    return row.target.annual or row.target.kind in TASK_KINDS


def _ordered(board: Board, rows: Iterable[Row]) -> list[Row]:
    """Return rows by theme, the weightiest indicator first, in the order of the registry."""
    themes = {key: number for number, key in enumerate(board.registry.themes)}
    order = {key: number for number, key in enumerate(board.registry.indicators)}

    def rank(row: Row) -> tuple[object, ...]:
        one = row.indicator
        return (
            themes[one.theme],
            -one.weight,
            order[one.indicator_id],
            row.target.year or _NO_YEAR,
        )

    return sorted(rows, key=rank)


def _lines(
    board: Board, place: Place, year: int, rows: Sequence[Row], chains: Sequence[Chain]
) -> tuple[Line, ...]:
    """Return main indicators, tasks, then targets of earlier years, numbered as their annexes are."""
    of_chain = {chain.rows[0].target.chain_id: chain for chain in chains}
    judged = board.decisions.judgements_in_force(board.day, place_id=place.place_id)
    found = [
        _line(board, row, of_chain[row.target.chain_id], year, judged.get(row.target.target_id))
        for row in rows
    ]
    marked = [replace(one, is_earlier=(one.row.target.year or year) < year) for one in found]
    marked.sort(key=lambda one: (one.is_earlier, one.is_task))
    numbers = {True: count(1), False: count(1)}
    return tuple(replace(one, number=next(numbers[one.is_task])) for one in marked)


def _line(board: Board, row: Row, chain: Chain, year: int, judgement: Judgement | None) -> Line:
    as_of = board.as_of or AsOf()
    seen = row.observation
    beyond = [one for one in chain.rows if (one.target.year or 0) > (row.target.year or _NO_YEAR)]
    return Line(
        number=0,
        row=row,
        chain=chain,
        far=beyond[-1] if beyond else None,
        judgement=judgement,
        sheet=sheet(board, row, chain.rows, as_of),
        sums=calculated(board, row, chain.rows, as_of=as_of),
        year=year,
        vintage=board.registry.vintages[seen.vintage].name.zh if seen else "",
        ahead=_ahead(board, row, year, as_of),
        theme=board.registry.themes[row.indicator.theme].zh,
        is_task=is_task(row),
    )


def _ahead(board: Board, row: Row, year: int, as_of: AsOf) -> tuple[str, ...]:
    """Return the sentences on own pace, projection, arrival and feasibility, as on the screen.

    None of what lags because it went too far: there is no level left to arrive at.
    """
    if row.status not in LAGGING or row.cause in BESIDE_THE_PATH:
        return ()
    told = outlook_words(look(board, row, year, as_of), row.wording())
    said = (told.cause, told.pace, told.projection, told.arrival, told.feasibility, told.history)
    return tuple(sentence for sentence in said if sentence)


def _members(board: Board, place: Place, year: int) -> Members:
    codes = board.members(place.place_id)
    leading = board.registry.indicators.get(board.lead_indicator or "")
    if not codes or leading is None:
        return Members((), None, (), {}, {})
    rows = [row for row in speaking(board.rows(codes)) if row.source.first_year <= year]
    histories = board.histories(codes) if rows else {}
    cells = {
        cell.place.place_id: cell
        for cell in board.cells(codes, leading.indicator_id)
        if not cell.observation.scope
    }
    return Members(
        places=tuple(board.places[code] for code in codes),
        leading=leading,
        ranked=tuple(ranking(rows, histories)),
        cells=cells,
        before=_before(board, leading, cells),
    )


def _before(board: Board, leading: Indicator, cells: dict[str, Cell]) -> dict[str, Observation]:
    """Return the value of the year before the latest one of each place, of the same series."""
    found = {}
    for code in cells:
        earlier = year_before(board.points(code, leading.indicator_id), cells[code].observation)
        if earlier:
            found[code] = earlier
    return found


def year_before(points: Iterable[Point], latest: Observation) -> Observation | None:
    """Return the value of the year before a year-end one, of the same series; None without one."""
    chosen = [one for one in points if one.preferred]
    own = next((one for one in chosen if one.observation == latest), None)
    if own is None:
        return None
    return next(
        (
            one.observation
            for one in chosen
            if one.series == own.series and one.time == own.time - 1 and own.time.is_integer()
        ),
        None,
    )


def _compared(board: Board, place: Place, year: int) -> Compared | None:
    """Return the last publication beside today's lines of a place, None where there is none.

    One that rests on values of later years than the report's is none; last year's goes first.
    """
    earlier: list[tuple[bool, bool, Publication, list[Mapping[str, str]]]] = []
    for one in board.decisions.publications():
        if one.as_of >= board.day or one.published_on > board.day:
            continue
        frozen = board.decisions.publication_rows(one.publication_id)
        own = [line for line in frozen if line["place_id"] == place.place_id]
        latest = max((int(line.get("period") or 0) for line in own), default=year + 1)
        if latest <= year:
            earlier.append((latest == year, one.as_of[:4] == board.day[:4], one, own))
    if not earlier:
        return None
    _, _, publication, own = min(earlier, key=lambda found: found[:2])
    today = lines_of(board, board.day, None, place.place_id)
    setting = Setting(
        registry_differs=publication.registry_sha256 != board.decisions.registry_sha256(),
        code_differs=publication.code_version != board.release.code_version,
    )
    return Compared(publication, tuple(changes(own, today, setting)))
