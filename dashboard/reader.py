"""Opening the board: once for each request, on the release that stands then."""

from collections.abc import Iterator
from contextlib import contextmanager

from dashboard.board import Board, Snapshot
from dashboard.records import Source
from etl.domain.records import NATION, Document
from etl.project.folder import Folder
from etl.project.places import read_aliases, read_places
from etl.project.registry import read_registry
from etl.store import query
from etl.store.reader import Connection, Reader
from etl.text.script import to_simplified


class BoardReader:
    """Opens the board of one project and database; can be shared by all requests."""

    def __init__(self, folder: Folder, url: str) -> None:
        self._folder, self._reader = folder, Reader(url)
        self._kept: Snapshot | None = None

    @contextmanager
    def open(self) -> Iterator["Board"]:
        """Yield the board of the release that stands now; it stays that one until closed.

        Raises NoRelease.
        """
        with self._reader.connect() as connection:
            release = query.require_release(connection)
            if self._kept is None or self._kept.release != release:
                self._kept = self._read(connection, release)
            yield Board(connection, self._kept)

    def _read(self, connection: Connection, release: query.Release) -> Snapshot:
        registry = read_registry(self._folder, [], to_simplified)
        places = read_places(self._folder, [])
        home = registry.home or NATION
        aimed = {part.indicator_id for part in query.targets(connection, place_id=home)}
        sources = {part.document_id: _source(part) for part in query.documents(connection)}
        lead = next((key for key in registry.indicators if key in aimed), None)
        aliases = read_aliases(self._folder, places, [])
        return Snapshot(release, registry, places, aliases, sources, lead)


def _source(document: Document) -> Source:
    return Source(
        document.document_id, document.title, document.issuer, document.issued_on or "",
        document.citation, document.note,
    )  # fmt: skip
