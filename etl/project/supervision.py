"""The log of the supervision list (督办清单): `data/supervision.csv`, only added to.

Each line is the state of one department's item from its day on, as a whole. A line whose target the
reviews no longer make is told as a notice until the item is closed.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass

from etl.domain.supervision import STATE_WORDS, STATES, Move
from etl.errors import Problem
from etl.project.folder import Folder
from etl.project.lines import NAME, PASSAGE, SENTENCES, Shape, problems_of
from etl.project.tables import Row, read_table

COLUMNS = (
    "target_id", "department", "state", "measures", "due", "who", "moved_on", "note", "about",
)  # fmt: skip
_SHAPE = Shape(
    columns=COLUMNS,
    needed=("target_id", "state", "who", "moved_on"),
    days=("due", "moved_on"),
    texts={
        "department": 2 * NAME, "measures": PASSAGE, "who": NAME, "note": SENTENCES,
        "about": SENTENCES,
    },
    choices={"state": STATES},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Supervision:
    """All lines in the order of the file; `stale` the last ones, not closed, of targets that are gone."""

    log: tuple[Move, ...] = ()
    stale: tuple[Move, ...] = ()


def read_supervision(
    folder: Folder, problems: list[Problem], targets: Collection[str] | None = None
) -> Supervision:
    """Return the sound lines of the file; what is wrong goes to `problems`.

    A project need not have the file. `targets` are the ids that exist, None where they are not
    known: then no line is stale.
    """
    name = folder.name(folder.supervision)
    found: list[Move] = []
    last: dict[tuple[str, str], tuple[Move, int]] = {}
    for row in read_table(folder.supervision, name, COLUMNS, problems):
        wrong = move_problems(row, name)
        problems.extend(wrong)
        if not wrong:
            found.append(Move(**{column: row[column] for column in COLUMNS}))
            last[found[-1].key] = (found[-1], row.number)
    stale = []
    for move, number in last.values():
        if targets is not None and move.target_id not in targets and move.state != "closed":
            stale.append(move)
            problems.append(_stale(move, name, number))
    return Supervision(tuple(found), tuple(stale))


def move_problems(row: Row, name: str) -> list[Problem]:
    """Return what is wrong with one line; row 0 is one that is not written yet."""
    found = problems_of(row, name, _SHAPE)
    for state, column, what in (
        ("rectifying", "measures", "要写明整改措施"), ("closed", "note", "要写明销号的依据"),
    ):  # fmt: skip
        if row["state"] == state and not row[column]:
            message = f"转为“{STATE_WORDS[state][0]}”{what}；请补上。"
            found.append(Problem("empty", name, message, row.number or None, column))
    return found


def _stale(move: Move, name: str, number: int) -> Problem:
    about = f"（原对象：{move.about}）" if move.about else ""
    message = (
        f"目标{move.target_id}的读法已变或已不在{about}，“{STATE_WORDS[move.state][0]}”的督办事项"
        "不再列入清单；请在新的目标上继续，并将本条转为已销号（urban supervision move）。"
    )
    return Problem("stale-supervision", name, message, number, "target_id", "notice")


def cells_of(move: Move) -> dict[str, str]:
    """Return a move as the cells of its line."""
    return {key: str(value) for key, value in asdict(move).items()}
