"""Station 2: reads documents and proposes statements; writes only generated tables."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from etl.domain.records import Document, Statement
from etl.errors import DocumentUnreadable, InputRefused, NotFound
from etl.project.folder import Folder
from etl.project.places import find_place, names_of
from etl.project.project import Project
from etl.project.reader import inspect_project
from etl.project.statements import write_statements
from etl.steps.files import replace_text
from etl.text import Names, Profile, extract, guess_profile


def names(project: Project) -> Names:
    """Return the indicator and place names that extraction links to."""
    return Names(project.registry.indicators, names_of(project.places, project.aliases))


def extract_project(folder: Folder, only: tuple[str, ...] = ()) -> dict[str, int]:
    """Write the statements of the project's documents, or of some; returns how many each has.

    Raises NotFound for a document the project does not have.
    """
    project, problems = inspect_project(folder)
    unreadable = [
        part for part in problems if part.code not in ("quote-moved", "bad-statement", "stale-review")
        and part.severity == "error"
    ]  # fmt: skip
    if unreadable:
        raise InputRefused(unreadable)
    unknown = [key for key in only if key not in project.documents]
    if unknown:
        known = "、".join(project.documents)
        raise NotFound(f"没有文件“{unknown[0]}”；项目里有：{known}。")
    counts = {}
    for document_id in only or tuple(project.documents):
        found = extract_document(project, project.documents[document_id])
        replace_text(folder.statements(document_id), write_statements(found))
        counts[document_id] = len(found)
    return counts


def extract_document(project: Project, document: Document) -> list[Statement]:
    """Return the statements of one document of the project."""
    profile = Profile(
        document_id=document.document_id, title=document.title, kind=document.kind,
        place_id=document.place_id, place_name=project.places[document.place_id].name,
        base_year=document.base_year, first_year=document.first_year,
        last_year=document.last_year, issued_on=document.issued_on,
    )  # fmt: skip
    return extract(document.text, profile, names(project))


def extract_file(path: Path, project: Project, region: str | None) -> list[Statement]:
    """Return the statements of a text file that is not part of the project.

    `region` is a code or name that overrides what the title says. Raises DocumentUnreadable.
    """
    text = _read_text(path)
    known = names(project)
    profile = guess_profile(
        text, document_id=path.name, places=names_of(project.places, project.aliases)
    )
    if region:
        place = find_place(region, project.places, project.aliases)
        profile = replace(profile, place_id=place.place_id, place_name=place.name)
    return extract(text, profile, known)


def _read_text(path: Path) -> str:
    if path.suffix.lower() not in (".txt", ".md"):
        raise DocumentUnreadable(f"{path.name}：目前只能读.txt和.md；请先另存为UTF-8文本。")
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise DocumentUnreadable(f"{path}：没有这个文件；请检查路径。") from None
    except UnicodeDecodeError:
        raise DocumentUnreadable(f"{path.name}：不是UTF-8文本；请另存为UTF-8后再读。") from None


def as_json(statement: Statement) -> dict[str, Any]:
    """Return a statement in the field conventions of the command line."""
    return {
        "doc": statement.document_id, "start": statement.start, "end": statement.stop,
        "quote": statement.quote, "section": statement.section, "region": statement.region,
        "region_code": statement.place_id or "", "indicator": statement.indicator,
        "indicator_id": statement.indicator_id, "year": statement.year, "value": statement.value,
        "value2": statement.value_high, "unit": statement.unit, "operator": statement.operator,
        "kind": statement.kind, "responsible": list(statement.responsible),
        "rule": statement.rule, "confidence": statement.confidence,
    }  # fmt: skip
