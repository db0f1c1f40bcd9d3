"""What a briefing is about, read from the board once: rows, chains, judgements, values awaited."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.board import Board
from dashboard.forward import Pair, overdue_values
from dashboard.records import Chain, Row
from dashboard.summary import speaking
from etl.domain.judgements import Judgement
from etl.domain.records import Place, Registry


@dataclass(frozen=True, slots=True)
class Material:
    """A place as its scenes see it.

    `rows` are all targets that speak for their chains, in the order of the place's page; `chains`
    the chains by id; `awaited` the years whose values are overdue.
    """

    board: Board
    place: Place
    lang: str
    rows: tuple[Row, ...]
    chains: Mapping[str, Chain]
    judgements: Mapping[str, Judgement]
    awaited: Mapping[Pair, tuple[int, ...]]

    @property
    def registry(self) -> Registry:
        """Return the registry of the release."""
        return self.board.registry

    def judgement(self, row: Row) -> Judgement | None:
        """Return the human judgement in force of a row."""
        return self.judgements.get(row.target.target_id)

    def chain_of(self, row: Row) -> Chain:
        """Return the chain that a row speaks for."""
        return self.chains[row.target.chain_id]

    @property
    def leading(self) -> Row | None:
        """Return the row of the leading indicator; None where the place has no target.

        The board's leading indicator goes first, then the order of the place's page; one that is
        judged goes before one that cannot be.
        """
        lead = self.board.lead_indicator
        ranked = sorted(
            self.rows,
            key=lambda row: (row.status == "unknown", row.indicator.indicator_id != lead),
        )
        return ranked[0] if ranked else None


def gather(board: Board, place: Place, lang: str) -> Material:
    """Return what there is to show of a place."""
    chains = board.chains(place.place_id)
    year, month = int(board.day[:4]), int(board.day[5:7])
    return Material(
        board=board,
        place=place,
        lang=lang,
        rows=tuple(speaking(row for chain in chains for row in chain.rows)),
        chains={chain.rows[0].target.chain_id: chain for chain in chains},
        judgements=board.decisions.judgements_in_force(board.day, place_id=place.place_id),
        awaited={
            one.key: one.awaited for one in overdue_values(board, year, month, {place.place_id})
        },
    )
