"""Station 1: takes a document into the project, with its description, text and statements.

A document comes in whole or not at all, and leaves only while nobody has decided on it.
"""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from filelock import FileLock

from etl.domain.records import Document
from etl.errors import InputRefused, NotFound, Problem
from etl.formats import Manuscript, read_manuscript
from etl.project.documents import KINDS, TEXT_NAME, describe, read_document
from etl.project.folder import Folder
from etl.project.places import names_of
from etl.project.project import Project
from etl.project.reader import inspect_project
from etl.project.statements import write_statements
from etl.project.strict_yaml import read_yaml
from etl.project.tables import one_line
from etl.steps.extract import extract_document
from etl.steps.files import replace_text, writing
from etl.text import Profile, guess_profile

# What a person may say of a document; the rest follows from its file.
FIELDS = (
    "title", "kind", "issuer", "place_id", "issued_on", "base_year", "first_year", "last_year",
    "citation", "url", "note",
)  # fmt: skip
_SHORTEST_TITLE, _LONGEST_TITLE = 4, 80
_YEARS = ("base_year", "first_year", "last_year")

Fields = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A document as read and what its title and text say about it; nothing is kept yet.

    `notices` are sentences about what a person should know before taking it in.
    """

    manuscript: Manuscript
    fields: Fields
    notices: tuple[str, ...] = ()


def propose(project: Project, data: bytes, name: str) -> Proposal:
    """Return what a file says about itself, for a person to correct. Raises DocumentUnreadable."""
    manuscript = read_manuscript(data, name)
    profile = guess_profile(
        manuscript.text,
        document_id=PurePath(name).name,
        places=names_of(project.places, project.aliases),
    )
    same = [
        f"项目里已有同一地区、同一规划期的文件《{one.title}》，两份都采纳会使同一目标出现两次。"
        for one in project.documents.values()
        if (one.place_id, one.first_year, one.last_year)
        == (profile.place_id, profile.first_year, profile.last_year)
    ]
    guessed = _guessed(profile, PurePath(name).stem)
    return Proposal(manuscript, guessed, (*manuscript.notices, *same))


def _guessed(profile: Profile, stem: str) -> Fields:
    # 正文第一行太短（“全文”）或是一整段的，不是标题。
    titled = _SHORTEST_TITLE <= len(profile.title) <= _LONGEST_TITLE
    return {
        "title": profile.title if titled else stem,
        "kind": profile.kind if profile.kind in KINDS else "other",
        "issuer": "",
        "place_id": profile.place_id or "",
        "issued_on": profile.issued_on or "",
        "base_year": profile.base_year,
        "first_year": profile.first_year,
        "last_year": profile.last_year or profile.first_year,
    }


def add_document(
    folder: Folder, proposal: Proposal, fields: Fields, *, data: bytes, name: str
) -> str:
    """Take a file into the project under the fields a person confirmed, and return its id.

    Its statements are extracted at once and wait for review. Raises InputRefused where a field is
    wrong or the same text is there already; then nothing is written.
    """
    with _writing(folder):
        project = _readable(folder)
        text, name = proposal.manuscript.text, one_line(PurePath(name).name)
        _refuse_same(project, text, name)
        files = _files(text, data, name)
        original = next((part for part in files if part != TEXT_NAME), "")
        described = _typed(fields) | {"text": TEXT_NAME, "original": original}
        described["citation"] = described.get("citation") or _citation(described, name)
        with _incoming(folder, files | {"document.yaml": describe(described).encode()}) as made:
            document = _checked(project, made / "document.yaml", name)
            document_id = _free_id(folder, document)
            found = extract_document(project, replace(document, document_id=document_id))
            replace_text(folder.statements(document_id), write_statements(found))
            home = folder.document(document_id).parent
            with writing(home):
                home.parent.mkdir(parents=True, exist_ok=True)
                # One step, and the last: a reader sees the document whole or not at all.
                made.rename(home)
        return document_id


def change_document(folder: Folder, document_id: str, fields: Fields) -> None:
    """Change what the project says of a document and read it again.

    A statement that is read otherwise afterwards loses its decision, visibly. Raises NotFound,
    and InputRefused with nothing changed.
    """
    with _writing(folder):
        project = _readable(folder)
        _known(project, document_id)
        path = folder.document(document_id)
        tree, _ = read_yaml(path, folder.name(path), [])
        changed = {key: value for key, value in _typed(fields).items() if key in fields}
        replaced = describe(tree | changed)
        files = {part.name: part.read_bytes() for part in path.parent.iterdir() if part.is_file()}
        with _incoming(folder, files | {"document.yaml": replaced.encode()}) as made:
            document = _checked(project, made / "document.yaml", document_id)
        found = extract_document(project, replace(document, document_id=document_id))
        replace_text(path, replaced)
        replace_text(folder.statements(document_id), write_statements(found))


def remove_document(folder: Folder, document_id: str) -> None:
    """Take a document out again. Raises InputRefused where a decision on a statement stands."""
    with _writing(folder):
        project = _readable(folder)
        document = _known(project, document_id)
        standing = (*project.reviews, *project.stale_reviews)
        if any(review.document_id == document_id for review in standing):
            message = f"《{document.title}》已有审核决定，不能移出；请先逐条撤回。"
            raise InputRefused([Problem("reviewed", document_id, message)])
        gone = Path(tempfile.mkdtemp(dir=folder.derived, prefix="outgoing-"))
        folder.document(document_id).parent.rename(gone / document_id)
        shutil.rmtree(gone, ignore_errors=True)
        folder.statements(document_id).unlink(missing_ok=True)


@contextmanager
def _writing(folder: Folder) -> Iterator[None]:
    folder.derived.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.derived / "documents.lock"):
        yield


def _readable(folder: Folder) -> Project:
    project, problems = inspect_project(folder)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise InputRefused(errors)
    return project


def _known(project: Project, document_id: str) -> Document:
    if document_id not in project.documents:
        raise NotFound(f"没有文件“{document_id}”；项目里有：{'、'.join(project.documents)}。")
    return project.documents[document_id]


def _refuse_same(project: Project, text: str, name: str) -> None:
    same = [one.title for one in project.documents.values() if one.text == text]
    if same:
        message = f"项目里已有正文相同的文件《{same[0]}》；不必重复加入。"
        raise InputRefused([Problem("same-text", name, message)])


def _files(text: str, data: bytes, name: str) -> dict[str, bytes]:
    """Return the files to keep: the text, and what it was read from where that is another one."""
    encoded = text.encode()
    if encoded == data:
        return {TEXT_NAME: data}
    return {TEXT_NAME: encoded, f"original{PurePath(name).suffix.lower()}": data}


def _typed(fields: Fields) -> dict[str, str | int | None]:
    """Return the fields with years as numbers; what is no year stays as it is and is refused."""
    found: dict[str, str | int | None] = {}
    for key in FIELDS:
        value = fields.get(key)
        text = one_line(value) if isinstance(value, str) else value
        is_year = key in _YEARS and isinstance(text, str) and text.isascii() and text.isdigit()
        found[key] = int(text) if is_year and isinstance(text, str) and len(text) == 4 else text
    return found


def _citation(fields: Fields, name: str) -> str:
    dated = f"，{fields['issued_on']}" if fields.get("issued_on") else ""
    issuer = f"，{fields['issuer']}" if fields.get("issuer") else ""
    return f"{fields.get('title') or ''}{issuer}{dated}（文件“{PurePath(name).name}”）"


@contextmanager
def _incoming(folder: Folder, files: Mapping[str, bytes]) -> Iterator[Path]:
    """Lay files out where no reader looks; whatever is left there afterwards is removed."""
    made = Path(tempfile.mkdtemp(dir=folder.derived, prefix="incoming-"))
    made.chmod(0o755)
    try:
        for name, content in files.items():
            (made / name).write_bytes(content)
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _checked(project: Project, path: Path, name: str) -> Document:
    """Return the document laid out at a path; what is wrong is told under the name staff know."""
    problems: list[Problem] = []
    document = read_document(path, project.folder, project.places, problems)
    if document is None or problems:
        raise InputRefused(replace(problem, file=name, row=None) for problem in problems)
    return document


def _free_id(folder: Folder, document: Document) -> str:
    kind = document.kind.replace("_", "-")
    stem = f"{document.place_id}-{kind}-{document.first_year}-{document.last_year}"
    number, found = 1, stem
    # What an earlier document of this id left behind must not come to speak for a new one.
    while any(
        path.exists()
        for path in (folder.document(found).parent, folder.statements(found), folder.reviews(found))
    ):
        number += 1
        found = f"{stem}-{number}"
    return found
