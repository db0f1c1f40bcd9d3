"""Station 7': a person's judgement on a target, beside the computed one; appended, never changed."""

from collections.abc import Iterator
from dataclasses import replace

from filelock import FileLock

from etl.domain.about import about
from etl.domain.judgements import Judgement, last_lines
from etl.domain.records import Target
from etl.errors import InputRefused, NotFound, Problem
from etl.project.judgements import COLUMNS, cells_of, judgement_problems, read_judgements
from etl.project.lines import with_line
from etl.project.project import Project
from etl.project.tables import Row, decode, one_line
from etl.steps.files import replace_text


def judge(project: Project, judgement: Judgement) -> Judgement:
    """Append a judgement or the withdrawal of one, and return the line as written.

    What stands in `about` is written by the program. Raises InputRefused, with nothing written,
    where the line could not be read again, its target is not there, or there is nothing to withdraw.
    """
    folder = project.folder
    name = folder.name(folder.judgements)
    folder.derived.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.derived / "judgements.lock"):
        # Read again: somebody may have written since the project was read.
        problems: list[Problem] = []
        kept = last_lines(read_judgements(folder, problems).lines)
        line = _tidied(project, judgement, kept.get(judgement.target_id))
        problems += judgement_problems(Row(0, cells_of(line)), name)
        problems += _problems(project, line, kept.get(line.target_id), name)
        if problems:
            raise InputRefused(problems)
        text = decode(folder.judgements.read_bytes()) if folder.judgements.exists() else ""
        replace_text(folder.judgements, with_line(text, COLUMNS, cells_of(line)))
    return line


def _tidied(project: Project, judgement: Judgement, before: Judgement | None) -> Judgement:
    target = target_of(project, judgement.target_id)
    said = about(target, project.places, project.registry) if target else ""
    return replace(
        judgement,
        reason=one_line(judgement.reason),
        who=one_line(judgement.who),
        about=one_line(said) or (before.about if before else ""),
    )


def _problems(
    project: Project, line: Judgement, before: Judgement | None, name: str
) -> Iterator[Problem]:
    stands = before is not None and before.action == "add"
    if line.action == "withdraw" and not stands:
        yield Problem("nothing-judged", name, "这个目标没有尚未撤回的研判，无须撤回。")
    elif line.action == "add" and target_of(project, line.target_id) is None:
        message = f"没有编号为“{one_line(line.target_id)[:40]}”的目标；用urban explain查看编号。"
        yield Problem("unknown-target", name, message)


def target_of(project: Project, target_id: str) -> Target | None:
    """Return the target of an id, None where there is none."""
    return next((one for one in project.targets if one.target_id == target_id), None)


def find_target_id(project: Project, given: str) -> str:
    """Return the id that begins as given, of a target or of a decision whose target is gone.

    Raises NotFound for none or several.
    """
    known = [one.target_id for one in project.targets]
    known += [one.target_id for one in project.stale_judgements]
    known += [one.target_id for one in project.stale_moves]
    found = sorted({target_id for target_id in known if given and target_id.startswith(given)})
    if len(found) != 1:
        state = "没有" if not found else f"有{len(found)}个"
        raise NotFound(
            f"{state}编号以“{one_line(given)[:40]}”开头的目标；用urban explain查看编号。"
        )
    return found[0]
