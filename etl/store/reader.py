"""Reading for those who know no SQLAlchemy: a connection that sees one release and cannot write."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from etl.store.database import open_reader, told

__all__ = ["Connection", "Reader"]


class Reader:
    """Opens a database when it is first asked; a missing one raises NoRelease each time until then."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._engine: Engine | None = None

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """Yield a connection for queries. Raises NoRelease, DatabaseUnavailable."""
        if self._engine is None:
            self._engine = open_reader(self._url)
        with told(), self._engine.connect() as connection:
            yield connection
