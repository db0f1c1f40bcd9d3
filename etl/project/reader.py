"""A project folder read whole: every file, every problem at once."""

from etl.domain.targets import read_as_reviewed, targets_from, why_not_a_target
from etl.errors import InputRefused, Problem
from etl.project.corrections import read_corrections
from etl.project.departments import read_departments
from etl.project.documents import read_documents
from etl.project.folder import Folder
from etl.project.judgements import read_judgements
from etl.project.places import read_aliases, read_places
from etl.project.project import Project
from etl.project.publications import read_publications
from etl.project.registry import read_registry
from etl.project.reviews import read_reviews
from etl.project.statements import read_statements
from etl.project.supervision import read_supervision
from etl.text.script import to_simplified


def read_project(folder: Folder) -> Project:
    """Return the project. Raises InputRefused with all problems of all its files."""
    project, problems = inspect_project(folder)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise InputRefused(errors)
    return project


def inspect_project(folder: Folder) -> tuple[Project, list[Problem]]:
    """Return the project as far as it could be read, and every problem and notice found."""
    problems: list[Problem] = []
    registry = read_registry(folder, problems, to_simplified)
    places = read_places(folder, problems)
    aliases = read_aliases(folder, places, problems)
    departments = read_departments(folder, places, problems)
    documents = read_documents(folder, places, problems)
    statements = read_statements(folder, documents, problems)
    corrections = read_corrections(folder, documents, problems)
    decisions = read_reviews(folder, documents, statements, registry, places, problems)
    reviews = decisions.current
    if registry.home and registry.home not in places:
        message = f"没有代码为{registry.home}的地区；请填本单位所在地的代码。"
        problems.append(
            Problem("unknown-place", folder.name(folder.registry), message, None, "project.home")
        )
    for review in reviews:
        reading = read_as_reviewed(statements[review.statement_id], review)
        reason = why_not_a_target(reading, registry) if review.decision != "reject" else None
        if reason:
            name = folder.name(folder.reviews(review.document_id))
            problems.append(Problem("not-a-target", name, f"{review.statement_id}：{reason}"))
    broken = any(problem.severity == "error" for problem in problems)
    targets = () if broken else targets_from(statements, reviews, registry, documents)
    known = None if broken else {target.target_id for target in targets}
    judged = read_judgements(folder, problems, known)
    supervised = read_supervision(folder, problems, known)
    project = Project(
        folder, registry, places, aliases, departments, documents, statements, reviews, targets,
        decisions.stale, corrections, judged.lines, judged.stale, supervised.log, supervised.stale,
        read_publications(folder, problems),
    )  # fmt: skip
    return project, problems
