"""Station 3: a person decides about statements; decisions are appended, never changed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from filelock import FileLock

from etl.domain.reading import in_words, reviewed
from etl.domain.records import Review, Statement
from etl.domain.targets import read_as_reviewed, why_not_a_target
from etl.errors import InputRefused, NotFound, Problem
from etl.project.folder import Folder
from etl.project.project import Project
from etl.project.reviews import problems_of, with_decisions
from etl.project.tables import decode, one_line
from etl.steps.files import replace_text

ACCEPTING = ("accept", "amend")


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
    """Append decisions to the project's reviews, all or none, each with what it was about.

    Raises InputRefused where an accepted statement could not stand as a target or base or is no
    longer there, and where there is nothing to withdraw; rejecting is always possible.
    """
    tidied = [_tidied(review) for review in decisions]
    problems = [problem for review in tidied for problem in _problems(project, review)]
    if problems:
        raise InputRefused(problems)
    made = [_about(project, review) for review in tidied]
    for document_id in dict.fromkeys(review.document_id for review in made):
        _append(project.folder, document_id, [r for r in made if r.document_id == document_id])


def _tidied(review: Review) -> Review:
    scope = None if review.scope is None else one_line(review.scope)
    reviewer, note = one_line(review.reviewer), one_line(review.note)
    return replace(review, reviewer=reviewer, note=note, scope=scope)


def _problems(project: Project, review: Review) -> Iterator[Problem]:
    name = project.folder.name(project.folder.reviews(review.document_id))
    yield from problems_of(review, name, project.registry, project.places)
    decided = {one.statement_id for one in (*project.reviews, *project.stale_reviews)}
    if review.decision == "withdraw" and review.statement_id not in decided:
        yield Problem("nothing-decided", name, "这条陈述还没有决定，无须撤回。")
    if review.decision not in ACCEPTING:
        return
    found = project.statements.get(review.statement_id)
    if found is None:
        message = f"没有编号为“{review.statement_id}”的陈述：读法已变，请刷新后重新审核。"
        yield Problem("no-statement", review.document_id, message)
        return
    reason = why_not_a_target(read_as_reviewed(found, review), project.registry)
    if reason:
        yield Problem("not-a-target", review.document_id, f"“{found.quote}”{reason}")


def _about(project: Project, review: Review) -> Review:
    found = project.statements.get(review.statement_id)
    if found is None:
        return review
    reading = in_words(reviewed(found, review, project.places, project.registry))
    return replace(review, start=found.start, stop=found.stop, reading=reading)


def _append(folder: Folder, document_id: str, reviews: list[Review]) -> None:
    path = folder.reviews(document_id)
    folder.derived.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.derived / "reviews.lock"):
        # 表格软件存过的文件可能是GB18030，也可能缺最后的换行：读懂之后再接着写。
        kept = decode(path.read_bytes()) if path.exists() else ""
        replace_text(path, with_decisions(kept, reviews))


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
