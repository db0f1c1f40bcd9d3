"""Looks a project over, or tables given by name, and reports every finding.

What a document states is recomputed from its own statements: a contradiction is told as a notice,
one that a person has recorded apart from the news. Nothing is corrected here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from etl.domain.consistency import Check, check_source
from etl.domain.records import Statement
from etl.errors import InputRefused, Problem
from etl.project.folder import Folder
from etl.project.observations import read_tables
from etl.project.project import Correction, Project
from etl.project.reader import inspect_project


@dataclass(slots=True)
class Report:
    """What a check found: problems and notices, what is recorded already, how much was confirmed.

    `recorded` are contradictions of a source in the corrections file; `confirmed` counts the
    recomputations that hold.
    """

    problems: list[Problem]
    recorded: list[Problem] = field(default_factory=list)
    confirmed: int = 0


def look_over(folder: Folder, files: Sequence[Path] = ()) -> Report:
    """Return the report on the tables named where some are, else on the whole project."""
    project, problems = inspect_project(folder)
    report = Report(problems)
    if any(problem.severity == "error" for problem in problems):
        return report
    try:
        read_tables(project, list(files) or folder.observation_files())
    except InputRefused as error:
        problems.extend(error.problems)
    if not files:
        _sources(project, report)
    return report


def _sources(project: Project, report: Report) -> None:
    """Add what the documents say about themselves, document by document."""
    told: dict[str, list[Statement]] = {key: [] for key in project.documents}
    for statement in project.statements.values():
        told[statement.document_id].append(statement)
    checks = {key: check_source(found, project.registry) for key, found in told.items()}
    for document_id, found in checks.items():
        report.confirmed += sum(check.holds for check in found)
        known = [part for part in project.corrections if part.document_id == document_id]
        for check in found:
            if not check.holds:
                _tell(check, [one for one in known if _is_of(one, check, project)], project, report)
    for correction in project.corrections:
        about = [check for check in checks[correction.document_id]
                 if _is_at(correction, check, project)]  # fmt: skip
        if not any(_is_of(correction, check, project) for check in about):
            report.problems.append(_stale(correction, about, project))


def _tell(check: Check, recorded: Sequence[Correction], project: Project, report: Report) -> None:
    document_id = check.statements[0].document_id
    file = project.folder.name(project.folder.document(document_id).parent)
    message = f"{check.sentence()}算式：{check.arithmetic}。原文：{_passages(check.statements)}。"
    if recorded:
        first = recorded[0]
        message = f"已登记（{first.who}，{first.reported_on}：{first.reason}）：{message}"
    told = report.recorded if recorded else report.problems
    told.append(Problem(f"source-{check.code}", file, message, severity="notice"))


def _passages(statements: Iterable[Statement]) -> str:
    return "；".join(
        f"〔{part.start}-{part.stop}〕{part.quote.replace(chr(10), '')}" for part in statements
    )


def _is_at(correction: Correction, check: Check, project: Project) -> bool:
    """Return whether the judged passage shares a character with the words of the correction."""
    judged = check.statements[0]
    if judged.document_id != correction.document_id:
        return False
    text, length = project.documents[judged.document_id].text, len(correction.quote)
    first = max(0, judged.start - length + 1)
    return correction.quote in text[first : judged.stop + length - 1]


def _is_of(correction: Correction, check: Check, project: Project) -> bool:
    """Return whether a correction records a contradiction: its passage and what was computed."""
    if check.holds or not _is_at(correction, check, project):
        return False
    return round(check.computed, _decimals(correction)) == float(correction.expect)


def _decimals(correction: Correction) -> int:
    return len(correction.expect.partition(".")[2])


def _stale(correction: Correction, about: Sequence[Check], project: Project) -> Problem:
    wrong = [check for check in about if not check.holds]
    if wrong:
        found = "、".join(f"{check.computed:.{_decimals(correction)}f}" for check in wrong)
        message = f"登记的核算值是{correction.expect}，现在核算为{found}；请核对后改正或删去本行。"
    elif about:
        message = "这段话现在核算相符，登记已不适用；请删去本行。"
    else:
        message = "这段话现在没有可核算的内容，登记对不上任何结果；请核对后删去本行。"
    name = project.folder.name(project.folder.corrections)
    return Problem("stale-correction", name, message, correction.row, "expect")
