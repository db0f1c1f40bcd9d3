"""The supervision list (督办清单) as records: each item with its row of the board; nothing is judged."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.board import Board
from dashboard.records import Row
from dashboard.summary import speaking
from etl.domain.asof import AsOf
from etl.domain.judgements import Judgement
from etl.domain.supervision import Item, Move, Subject, items, left_over
from etl.store.query import Places


@dataclass(frozen=True, slots=True)
class Supervised:
    """One target that one department answers for: the item, its row, the human judgement in force."""

    item: Item
    row: Row
    judgement: Judgement | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class SupervisionList:
    """The items by department, the furthest behind first; targets without a department come last.

    `left_over` are the last lines of unfinished items whose target no longer speaks: superseded by
    another plan, or read otherwise.
    """

    entries: tuple[Supervised, ...]
    left_over: tuple[Move, ...]

    @property
    def departments(self) -> tuple[str, ...]:
        """Return the departments in the order of the list, "" for targets without one."""
        return tuple(dict.fromkeys(entry.item.department for entry in self.entries))

    def of(self, *, department: str | None = None, state: str | None = None) -> list[Supervised]:
        """Return the entries of a department and in a state; None stands for all."""
        return [
            entry
            for entry in self.entries
            if department in (None, entry.item.department) and state in (None, entry.item.state)
        ]


def supervision_list(
    board: Board,
    day: str = "",
    *,
    place_id: Places = None,
    indicator_id: str | None = None,
    as_of: AsOf | None = None,
) -> SupervisionList:
    """Return the list as it stands on a day ("2026-11-23", else the board's), of all places or some.

    `as_of` shows the rows as they were known; judgements and moves are always those up to the day.
    """
    day = day or board.day
    rows = board.rows(place_id, indicator_id, as_of)
    decided, chosen = board.decisions, {"place_id": place_id, "indicator_id": indicator_id}
    judged = decided.judgements_in_force(day, **chosen)  # type: ignore[arg-type]
    log = decided.supervision_log(until=day, **chosen)  # type: ignore[arg-type]
    standing = [row for row in rows if not row.target.superseded_by and row.status != "not_due"]
    of_target = {row.target.target_id: row for row in standing}
    spoken = {row.target.target_id for row in speaking(standing)}
    subjects = [
        _subject(row, judged.get(key), speaks=key in spoken) for key, row in of_target.items()
    ]
    found = items(subjects, board.registry.supervision, log)
    entries = [
        Supervised(
            item, of_target[item.target_id], judged.get(item.target_id), item.is_overdue(day)
        )
        for item in found
    ]
    return SupervisionList(tuple(sorted(entries, key=_order)), tuple(left_over(found, log)))


def _subject(row: Row, judgement: Judgement | None, *, speaks: bool) -> Subject:
    aim = row.target
    return Subject(
        target_id=aim.target_id,
        status=row.status,
        judged_status=judgement.status if judgement else None,
        nature=aim.nature,
        departments=aim.responsible,
        lead=aim.lead,
        speaks=speaks,
    )


def _order(entry: Supervised) -> tuple[object, ...]:
    row, item = entry.row, entry.item
    key = (row.place.place_id, row.indicator.indicator_id, row.target.year or 0, item.target_id)
    return (not item.department, item.department, *severity(row), *key)


def severity(row: Row) -> tuple[bool, float]:
    """Return what sorts rows the furthest behind first: by the gap, or the shortfall in the level.

    Rows with neither come last.
    """
    if row.gap_points is not None:
        return (False, row.gap_points)
    if row.level_completion is not None:
        return (False, -abs(100 - row.level_completion))
    return (True, 0.0)


def as_json(entry: Supervised) -> Mapping[str, object]:
    """Return an entry in the fields of `urban supervision list --json`; null for what is absent."""
    item, row, judged = entry.item, entry.row, entry.judgement
    told = row.as_json()
    kept = (
        "place_id", "place", "indicator_id", "indicator", "nature", "target_year", "target",
        "operator", "unit", "period", "actual", "gap_points", "status", "reason",
    )  # fmt: skip
    return {
        "target_id": item.target_id, "department": item.department or None,
        "is_lead": item.is_lead, "state": item.state, "because": item.because or None,
        "recovered": item.recovered, "measures": item.measures or None, "due": item.due or None,
        "overdue": entry.is_overdue, **{key: told[key] for key in kept},
        "judged_status": judged.status if judged else None,
        "judged_reason": judged.reason if judged else None,
        "history": [
            {"state": move.state, "measures": move.measures, "due": move.due, "who": move.who,
             "moved_on": move.moved_on, "note": move.note}
            for move in item.history
        ],
    }  # fmt: skip
