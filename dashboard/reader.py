"""Opening the board: once for each request, on the release that stands then."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.board import Board, Snapshot
from dashboard.records import Source
from etl.domain.asof import AsOf
from etl.domain.records import NATION, Document
from etl.project.folder import Folder
from etl.project.places import read_aliases, read_places
from etl.project.registry import read_registry
from etl.store import query
from etl.store.reader import Connection, Reader
from etl.text.script import to_simplified


class BoardReader:
    """Opens the board of one database; can be shared by all requests."""

    def __init__(self, url: str) -> None:
        self._reader = Reader(url)
        self._kept: Snapshot | None = None

    @contextmanager
    def open(self, as_of: AsOf | None = None, today: str = "") -> Iterator[Board]:
        """Yield the board of the release that stands now; it stays that one until closed.

        It shows what was known by `as_of`; `today` is the day it is looked at. A day that has not
        come yet shows today's board. Raises NoRelease.
        """
        with self._reader.connect() as connection:
            release = query.require_release(connection)
            key = (release, *query.source_key(connection))
            kept = self._kept
            if kept is None or kept.key != key:
                kept = self._kept = _read(connection, release, key)
            yield Board(connection, kept, _so_far(as_of, today), today)


def _so_far(as_of: AsOf | None, today: str) -> AsOf | None:
    if as_of is None or not today or as_of.day <= today:
        return as_of
    return AsOf(as_of.year) if as_of.year else None


def _read(connection: Connection, release: query.Release, key: tuple[object, ...]) -> Snapshot:
    """Return what changes only with a release; registry and places as they were loaded."""
    with TemporaryDirectory(prefix="urban-") as root:
        folder = Folder(Path(root))
        for name, text in query.source_texts(connection).items():
            path = folder.root / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        registry = read_registry(folder, [], to_simplified)
        places = read_places(folder, [])
        aliases = read_aliases(folder, places, [])
    home = registry.home or NATION
    aimed = {part.indicator_id for part in query.targets(connection, place_id=home)}
    sources = {part.document_id: _source(part) for part in query.documents(connection)}
    lead = next((indicator for indicator in registry.indicators if indicator in aimed), None)
    return Snapshot(key, release, registry, places, aliases, sources, lead)


def _source(document: Document) -> Source:
    return Source(
        document.document_id, document.title, document.issuer, document.issued_on or "",
        document.citation, document.note, document.first_year,
    )  # fmt: skip
