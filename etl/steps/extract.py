"""Station 2: reads documents and proposes statements; writes only generated tables."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from etl.domain.records import Document, Statement
from etl.errors import DocumentUnreadable, InputRefused, NotFound
from etl.formats import Manuscript, read_manuscript
from etl.formats.reading import refuse_size
from etl.project.folder import Folder
from etl.project.places import find_place, names_of
from etl.project.project import Project
from etl.project.reader import inspect_project
from etl.project.statements import write_statements
from etl.steps.files import replace_text
from etl.text import Names, Profile, extract, guess_profile


def names(project: Project, near: str | None) -> Names:
    """Return the indicator and place names that extraction links to, seen from a place."""
    return Names(project.registry.indicators, names_of(project.places, project.aliases, near))


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
    return extract(document.text, profile, names(project, document.place_id))


def extract_file(path: Path, project: Project, region: str | None) -> list[Statement]:
    """Return the statements of a document that is not part of the project.

    `region` is a code or name that overrides what the title says. Raises DocumentUnreadable.
    """
    return extract_manuscript(open_document(path), path.name, project, region)


def extract_manuscript(
    manuscript: Manuscript, name: str, project: Project, region: str | None
) -> list[Statement]:
    """Return the statements of a document as read; `name` is what they call it."""
    profile = guess_profile(
        manuscript.text, document_id=name, places=names_of(project.places, project.aliases)
    )
    if region:
        place = find_place(region, project.places, project.aliases)
        profile = replace(profile, place_id=place.place_id, place_name=place.name)
    return extract(manuscript.text, profile, names(project, profile.place_id))


def open_document(path: Path) -> Manuscript:
    """Return the text of a document of any format that is read; raises DocumentUnreadable."""
    return read_manuscript(read_file(path), path.name)


def read_file(path: Path) -> bytes:
    """Return the bytes of a document; raises DocumentUnreadable where there is none to read."""
    if path.is_dir():
        raise DocumentUnreadable(f"{path}：是文件夹，不是文件；请写出其中的文件。")
    if not path.exists():
        raise DocumentUnreadable(f"{path}：没有这个文件；请检查路径。")
    if not path.is_file():
        raise DocumentUnreadable(f"{path}：不是普通文件；请检查路径。")
    try:
        refuse_size(path.stat().st_size, path.name)
        return path.read_bytes()
    except OSError as error:
        reason = "没有读取权限" if isinstance(error, PermissionError) else "读不出来"
        raise DocumentUnreadable(
            f"{path}：{reason}；请检查文件的权限，或是否正被别的程序占用。"
        ) from None


def as_json(statement: Statement, manuscript: Manuscript | None = None) -> dict[str, Any]:
    """Return a statement in the field conventions of the command line.

    With the manuscript of a pdf, docx or html it also says the page or paragraph.
    """
    place = manuscript.number_at(statement.start) if manuscript else None
    return {
        "doc": statement.document_id, "start": statement.start, "end": statement.stop,
        "quote": statement.quote, "section": statement.section, "region": statement.region,
        "region_code": statement.place_id or "", "indicator": statement.indicator,
        "indicator_id": statement.indicator_id, "year": statement.year, "value": statement.value,
        "value2": statement.value_high, "unit": statement.unit, "operator": statement.operator,
        "kind": statement.kind, "responsible": list(statement.responsible),
        "rule": statement.rule, "confidence": statement.confidence,
        "lead": list(statement.lead), "nature": statement.nature,
        **({manuscript.numbered_by: place} if manuscript and place else {}),
    }  # fmt: skip
