"""A board turned into lines that can be frozen as a publication (发布版); the freezing is etl's."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.board import Board
from dashboard.records import RULE, Row
from dashboard.summary import speaking
from etl.domain.asof import AsOf
from etl.domain.judgements import Judgement
from etl.domain.publications import Publication
from etl.errors import InputRefused, Problem
from etl.project.folder import Folder
from etl.project.lines import is_day
from etl.steps.publish import Draft, publish


@dataclass(frozen=True, slots=True)
class Order:
    """What a person asks to publish; days as "2026-11-23".

    Without `as_of` it is what the screen shows on `published_on`, otherwise what was known on that
    earlier day.
    """

    published_on: str
    who: str
    as_of: str = ""
    note: str = ""
    title: str = ""


def publish_board(folder: Folder, board: Board, order: Order) -> Publication:
    """Freeze a board and return the publication.

    Of a board that is shown as of a day it is that day. Raises InputRefused, with nothing written,
    where a field is wrong, there is nothing to publish, or the board is narrowed to a year.
    """
    if board.as_of and board.as_of.year is not None:
        message = "按年份查看的结果不是某一天的全貌，不能发布；请按某日查看，或不加年份。"
        raise InputRefused([Problem("narrowed", "发布版", message, column="as_of")])
    release, decided = board.release, board.decisions
    earlier = order.as_of or (board.as_of.day if board.as_of else "")
    draft = Draft(
        published_on=order.published_on,
        as_of=earlier or order.published_on,
        who=order.who,
        rule=RULE,
        code_version=release.code_version,
        content_digest=release.content_digest,
        registry_sha256=decided.registry_sha256(),
        note=order.note,
        title=order.title,
    )
    # What is no day is refused with all that is wrong, when the draft is looked at.
    known = AsOf(known_on=int(earlier.replace("-", ""))) if is_day(earlier) else None
    return publish(folder, draft, lines(board, draft.as_of, known))


def lines(
    board: Board, day: str, as_of: AsOf | None, place_id: str | None = None
) -> list[Mapping[str, object]]:
    """Return one line per target: the row, whether it speaks for its chain, the human judgement.

    The judgement is the one in force on `day`; with a `place_id` only its targets.
    """
    rows = board.rows(place_id, as_of=as_of)
    judged = board.decisions.judgements_in_force(day, place_id=place_id)
    standing = (row for row in rows if not row.target.superseded_by)
    spoken = {row.target.target_id for row in speaking(standing)}
    return [
        _line(row, judged.get(row.target.target_id), row.target.target_id in spoken) for row in rows
    ]


def _line(row: Row, judgement: Judgement | None, speaks: bool) -> Mapping[str, object]:
    return {
        "target_id": row.target.target_id,
        "speaks": speaks,
        **row.as_json(),
        "scope": row.target.scope,
        "status_word": row.status_word(),
        "judged_status": judgement.status if judgement else None,
        "judged_reason": judgement.reason if judgement else None,
        "judged_who": judgement.who if judgement else None,
        "judged_on": judgement.decided_on if judgement else None,
        "judged_until": (judgement.until or None) if judgement else None,
    }
