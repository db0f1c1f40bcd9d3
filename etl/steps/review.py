"""Station 3: a person decides about statements; decisions are appended, never changed."""

from collections.abc import Sequence
from dataclasses import replace

from filelock import FileLock

from etl.domain.records import Review, Statement
from etl.domain.targets import read_as_reviewed, why_not_a_target
from etl.errors import InputRefused, NotFound, Problem
from etl.project.folder import Folder
from etl.project.project import Project
from etl.project.reviews import review_lines
from etl.project.tables import decode
from etl.steps.files import replace_text


def pending(project: Project, document_id: str | None = None) -> list[Statement]:
    """Return the statements no decision counts for, in the order of the documents."""
    decided = {review.statement_id for review in project.reviews}
    return [
        statement
        for key, statement in project.statements.items()
        if key not in decided and document_id in (None, statement.document_id)
    ]


def find_statement(project: Project, given: str) -> Statement:
    """Return the statement whose id begins as given. Raises NotFound for none or several."""
    found = [part for key, part in project.statements.items() if given and key.startswith(given)]
    if len(found) != 1:
        state = "没有" if not found else f"有{len(found)}条"
        raise NotFound(f"{state}编号以“{given}”开头的陈述；用urban review查看编号。")
    return found[0]


def decide(project: Project, decisions: Sequence[Review]) -> None:
    """Append decisions to the project's reviews, all or none.

    Raises InputRefused where an accepted statement could not stand as a target or base.
    """
    problems = []
    for review in decisions:
        statement = read_as_reviewed(project.statements[review.statement_id], review)
        reason = None
        if review.decision != "reject":
            reason = why_not_a_target(statement, project.registry)
        if reason:
            problems.append(
                Problem("not-a-target", review.document_id, f"“{statement.quote}”{reason}")
            )
    if problems:
        raise InputRefused(problems)
    for document_id in dict.fromkeys(review.document_id for review in decisions):
        _append(project.folder, document_id, [r for r in decisions if r.document_id == document_id])


def _append(folder: Folder, document_id: str, reviews: list[Review]) -> None:
    path = folder.reviews(document_id)
    folder.derived.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.derived / "reviews.lock"):
        # 表格软件存过的文件可能是GB18030，也可能缺最后的换行：读懂之后再接着写。
        kept = decode(path.read_bytes()) if path.exists() else ""
        if kept and not kept.endswith("\n"):
            kept += "\n"
        replace_text(path, kept + review_lines(reviews, header=not kept))


def amended(review: Review) -> Review:
    """Return the decision as "amend" where it changes a field of the reading."""
    fields = (
        "indicator_id",
        "place_id",
        "year",
        "value",
        "unit",
        "operator",
        "statement_kind",
        "scope",
    )
    changes = any(getattr(review, field) is not None for field in fields)
    return replace(review, decision="amend") if changes and review.decision == "accept" else review
