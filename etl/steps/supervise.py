"""The supervision list as a person works it off: each move is a line, appended and never changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from filelock import FileLock

from etl.domain.about import about
from etl.domain.records import Target
from etl.domain.supervision import NO_DEPARTMENT, Move, histories
from etl.errors import InputRefused, Problem
from etl.project.lines import with_line
from etl.project.project import Project
from etl.project.supervision import COLUMNS, cells_of, move_problems, read_supervision
from etl.project.tables import Row, decode, one_line
from etl.steps.files import replace_text
from etl.steps.judge import target_of


@dataclass(frozen=True, slots=True)
class Change:
    """What a person changes of one department's item; `measures` and `due` stay where they are None.

    An empty `due` takes the date away; an empty `department` is the item of a target for which the
    plan names none.
    """

    target_id: str
    department: str
    state: str
    who: str
    moved_on: str
    note: str = ""
    measures: str | None = None
    due: str | None = None


def move(project: Project, change: Change) -> Move:
    """Append a move and return the line as written: the whole state from its day on.

    Raises InputRefused, with nothing written, where the line could not be read again, changes
    nothing, or is about a target or department that is not there.
    """
    folder = project.folder
    name = folder.name(folder.supervision)
    folder.derived.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.derived / "supervision.lock"):
        # Read again: somebody may have written since the project was read.
        problems: list[Problem] = []
        log = read_supervision(folder, problems).log
        department = _department(change.department)
        history = histories(log).get((change.target_id, department), ())
        line = _line(project, change, department, history)
        problems += move_problems(Row(0, cells_of(line)), name)
        problems += _problems(project, line, history, name)
        if problems:
            raise InputRefused(problems)
        text = decode(folder.supervision.read_bytes()) if folder.supervision.exists() else ""
        replace_text(folder.supervision, with_line(text, COLUMNS, cells_of(line)))
    return line


def _department(given: str) -> str:
    tidied = one_line(given)
    return "" if tidied in NO_DEPARTMENT else tidied


def _line(project: Project, change: Change, department: str, history: Sequence[Move]) -> Move:
    target = target_of(project, change.target_id)
    before = history[-1] if history else None
    kept = (before.measures, before.due) if before else ("", "")
    said = about(target, project.places, project.registry) if target else ""
    return Move(
        target_id=change.target_id,
        department=department,
        state=change.state,
        measures=kept[0] if change.measures is None else one_line(change.measures),
        due=kept[1] if change.due is None else change.due.strip(),
        who=one_line(change.who),
        moved_on=change.moved_on,
        note=one_line(change.note),
        about=one_line(said) or (before.about if before else ""),
    )


def _problems(
    project: Project, line: Move, history: Sequence[Move], name: str
) -> Iterator[Problem]:
    target = target_of(project, line.target_id)
    if target is None and not history:
        message = f"没有编号为“{one_line(line.target_id)[:40]}”的目标；用urban explain查看编号。"
        yield Problem("unknown-target", name, message)
    elif target is None and line.state != "closed":
        message = "这个目标的读法已变或已不在，只能转为已销号（closed）；请在新的目标上继续督办。"
        yield Problem("target-gone", name, message, column="state")
    elif target is not None and not history and line.department not in _answering(target):
        named = "、".join(part or NO_DEPARTMENT[0] for part in _answering(target))
        message = f"“{line.department[:80]}”不是这个目标的责任单位；可用：{named}。"
        yield Problem("unknown-department", name, message, column="department")
    now = (
        (history[-1].state, history[-1].measures, history[-1].due) if history else ("open", "", "")
    )
    if (line.state, line.measures, line.due) == now:
        message = "状态、整改措施和期限都没有变，没有可记录的；请至少改一项。"
        yield Problem("nothing-changed", name, message)


def _answering(target: Target) -> tuple[str, ...]:
    return target.responsible or ("",)
