"""Human judgements (人工研判) as a person recorded them: `data/judgements.csv`, only added to.

Every sound line is kept in its order. One whose target the reviews no longer make is told as a
notice as long as it is not withdrawn, with what it was about.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass

from etl.domain.columns import STATUSES
from etl.domain.judgements import ACTIONS, Judgement
from etl.errors import Problem
from etl.project.folder import Folder
from etl.project.lines import NAME, SENTENCES, Shape, problems_of
from etl.project.tables import Row, read_table

COLUMNS = ("target_id", "action", "status", "reason", "who", "decided_on", "until", "about")
_SHAPE = Shape(
    columns=COLUMNS,
    needed=("target_id", "action", "reason", "who", "decided_on"),
    days=("decided_on", "until"),
    texts={"reason": SENTENCES, "who": NAME, "about": SENTENCES},
    choices={"action": ACTIONS, "status": STATUSES},
)


@dataclass(frozen=True, slots=True)
class Judgements:
    """All lines in the order of the file; `stale` the last ones of targets that are gone."""

    lines: tuple[Judgement, ...] = ()
    stale: tuple[Judgement, ...] = ()


def read_judgements(
    folder: Folder, problems: list[Problem], targets: Collection[str] | None = None
) -> Judgements:
    """Return the sound lines of the file; what is wrong goes to `problems`.

    A project need not have the file. `targets` are the ids that exist, None where they are not
    known: then no line is stale.
    """
    name = folder.name(folder.judgements)
    found: list[Judgement] = []
    last: dict[str, tuple[Judgement, int]] = {}
    for row in read_table(folder.judgements, name, COLUMNS, problems):
        wrong = judgement_problems(row, name)
        problems.extend(wrong)
        if not wrong:
            found.append(Judgement(**{column: row[column] for column in COLUMNS}))
            last[row["target_id"]] = (found[-1], row.number)
    stale = []
    for target_id, (line, number) in last.items():
        if targets is not None and target_id not in targets and line.action == "add":
            stale.append(line)
            problems.append(_stale(line, name, number))
    return Judgements(tuple(found), tuple(stale))


def judgement_problems(row: Row, name: str) -> list[Problem]:
    """Return what is wrong with one line; row 0 is one that is not written yet."""
    found = problems_of(row, name, _SHAPE)

    def complain(code: str, column: str, message: str) -> None:
        found.append(Problem(code, name, message, row.number or None, column))

    if row["action"] == "add" and not row["status"]:
        complain("empty", "status", f"研判要有结论；可用：{'、'.join(STATUSES)}。")
    if row["action"] == "withdraw":
        for column in ("status", "until"):
            if row[column]:
                complain(
                    "not-empty", column, "撤回一行不写结论和期限；请留空，要改结论请另加一行。"
                )
    sound = not any(problem.column in ("decided_on", "until") for problem in found)
    if sound and row["until"] and row["until"] < row["decided_on"]:
        message = f"有效期止于{row['until']}，早于研判日期{row['decided_on']}；请核对。"
        complain("days-order", "until", message)
    return found


def _stale(line: Judgement, name: str, number: int) -> Problem:
    about = f"（原对象：{line.about}）" if line.about else ""
    message = (
        f"目标{line.target_id}的读法已变或已不在{about}，{line.who}{line.decided_on}的研判不再显示；"
        f"请对新的目标重新研判，并撤回本条（urban judgement withdraw {line.target_id}）。"
    )
    return Problem("stale-judgement", name, message, number, "target_id", "notice")


def cells_of(line: Judgement) -> dict[str, str]:
    """Return a judgement as the cells of its line."""
    return {key: str(value) for key, value in asdict(line).items()}
