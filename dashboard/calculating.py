"""The calculation sheet of a row: the published values it rests on, and the sums on paper."""

from collections.abc import Sequence

from dashboard.board import Board
from dashboard.records import Row
from etl.domain.asof import AsOf
from etl.domain.records import Observation
from etl.domain.sums import Figures, Sheet, Sum, sheet_of, sums
from etl.domain.sums_choice import summands

_NOTHING = AsOf()


def calculated(
    board: Board, row: Row, rows: Sequence[Row], lang: str = "zh", as_of: AsOf = _NOTHING
) -> tuple[Sum, ...]:
    """Return the lines of the calculation sheet of a row that was asked for with `as_of`.

    `rows` are those of its path, itself among them; rows of other paths do not matter.
    """
    return sums(sheet(board, row, rows, as_of), row.wording(lang), lang)


def sheet(board: Board, row: Row, rows: Sequence[Row], as_of: AsOf = _NOTHING) -> Sheet:
    """Return what the calculation sheet of a row is made from; `rows` as in `calculated`."""
    seen = known_values(board, row, as_of)
    parts = summands(row.target, row.observation, seen, board.registry)
    values = tuple(part.value for part in parts)
    figures = Figures(row.facts, row.level_completion, row.acceleration, values)
    path = [one.target for one in rows if one.target.chain_id == row.target.chain_id]
    return sheet_of(row.target, path, board.registry, figures)


def known_values(board: Board, row: Row, as_of: AsOf = _NOTHING) -> list[Observation]:
    """Return all values of a row's place, indicator and scope that were known."""
    return [
        one
        for one in board.observations(row.place.place_id, row.indicator.indicator_id)
        if one.scope == row.target.scope and as_of.knows(one)
    ]
