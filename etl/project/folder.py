"""Where a project is and which file lies where: the only module that knows a path."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from etl.errors import ProjectNotFound

REGISTRY = "indicators.yaml"


@dataclass(frozen=True, slots=True)
class Folder:
    """A project folder; every path in it is asked here."""

    root: Path

    @property
    def registry(self) -> Path:
        """Return the path of the registry."""
        return self.root / REGISTRY

    @property
    def data(self) -> Path:
        """Return the folder of everything a person decides on but the registry."""
        return self.root / "data"

    @property
    def places(self) -> Path:
        """Return the table of places."""
        return self.data / "places.csv"

    @property
    def place_aliases(self) -> Path:
        """Return the table of other names and codes of places."""
        return self.data / "place_aliases.csv"

    @property
    def departments(self) -> Path:
        """Return the table of responsible bodies."""
        return self.data / "departments.csv"

    @property
    def corrections(self) -> Path:
        """Return the table of known errors of the documents."""
        return self.data / "corrections.csv"

    @property
    def judgements(self) -> Path:
        """Return the append-only table of human judgements on targets."""
        return self.data / "judgements.csv"

    @property
    def supervision(self) -> Path:
        """Return the append-only table of what became of supervised targets."""
        return self.data / "supervision.csv"

    @property
    def publications(self) -> Path:
        """Return the folder that holds one folder for each publication."""
        return self.data / "publications"

    def publication_folders(self) -> list[Path]:
        """Return the folders of the publications in the order of their ids."""
        found = self.publications.glob("*")
        return sorted(path for path in found if path.is_dir() and not path.name.startswith("."))

    def publication(self, publication_id: str) -> Path:
        """Return the description of one publication."""
        return self.publications / publication_id / "publication.yaml"

    def publication_rows(self, publication_id: str) -> Path:
        """Return the frozen table of one publication."""
        return self.publications / publication_id / "rows.csv"

    @property
    def documents(self) -> Path:
        """Return the folder that holds one folder for each document."""
        return self.data / "documents"

    def document(self, document_id: str) -> Path:
        """Return the description of one document."""
        return self.documents / document_id / "document.yaml"

    def statements(self, document_id: str) -> Path:
        """Return the generated table of statements found in a document."""
        return self.data / "statements" / f"{document_id}.csv"

    def reviews(self, document_id: str) -> Path:
        """Return the append-only table of decisions on a document's statements."""
        return self.data / "reviews" / f"{document_id}.csv"

    @property
    def observations(self) -> Path:
        """Return the folder of published values."""
        return self.data / "observations"

    def observation_files(self) -> list[Path]:
        """Return the tables of published values in the order of their names."""
        return sorted(self.observations.glob("*.csv"))

    @property
    def templates(self) -> Path:
        """Return the folder of the project's own Word templates for reports."""
        return self.data / "templates"

    @property
    def derived(self) -> Path:
        """Return the folder of what can be deleted and built again."""
        return self.root / ".urban"

    @property
    def database(self) -> Path:
        """Return the default SQLite database."""
        return self.derived / "urban.sqlite"

    @property
    def reports(self) -> Path:
        """Return the folder of reports that were made in the browser."""
        return self.derived / "reports"

    def name(self, path: Path) -> str:
        """Return a path as staff see it: relative to the project, with forward slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

    def decisive(self) -> list[Path]:
        """Return the existing files that say how all others are read: registry and places."""
        paths = (self.registry, self.places, self.place_aliases)
        return [path for path in paths if path.exists()]

    def sources(self) -> Iterator[Path]:
        """Yield every existing file the database is built from, in a fixed order."""
        yield from self.decisive()
        tables = (self.departments, self.corrections, self.judgements, self.supervision)
        yield from (path for path in tables if path.exists())
        # A file that is being written has a dot before its name.
        kept = (path for path in self.documents.glob("*/*") if not path.name.startswith("."))
        yield from sorted(path for path in kept if path.is_file())
        for part in ("statements", "reviews", "observations"):
            yield from sorted((self.data / part).glob("*.csv"))
        for home in self.publication_folders():
            frozen = (self.publication(home.name), self.publication_rows(home.name))
            yield from (path for path in frozen if path.is_file())

    def digests(self) -> dict[str, str]:
        """Return the SHA-256 of every source file by its name."""
        return {self.name(path): file_digest(path) for path in self.sources()}


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def find_project(given: str | None, environ: Mapping[str, str] | None = None) -> Folder:
    """Return the project: as given, else by URBAN_PROJECT, else the nearest ancestor that is one.

    Raises ProjectNotFound, which names these three ways.
    """
    environ = os.environ if environ is None else environ
    named = given or environ.get("URBAN_PROJECT")
    if named:
        root = Path(named).expanduser().resolve()
        if (root / REGISTRY).is_file():
            return Folder(root)
        raise ProjectNotFound(f"{root} 里没有 {REGISTRY}，不是项目文件夹。" + _three_ways())
    here = Path.cwd()
    for root in (here, *here.parents):
        if (root / REGISTRY).is_file():
            return Folder(root)
    raise ProjectNotFound(f"在 {here} 及其上级文件夹里没有找到 {REGISTRY}。" + _three_ways())


def _three_ways() -> str:
    return (
        "请用 --project 指定项目文件夹，或设置环境变量 URBAN_PROJECT，"
        "或在项目文件夹里运行；新建项目用 urban init 文件夹。"
    )
