"""Connections: one writer, many readers, SQLite or PostgreSQL by one setting.

A reader can write nothing and create nothing, and sees one release for as long as its connection
is open. SQLAlchemy on sqlite3 begins no transaction before DDL, so the begin is said explicitly.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from etl.errors import DatabaseUnavailable, NoRelease

_SQLITE = "sqlite:///"
SETTING = "URBAN_DATABASE_URL"
_WAIT_SECONDS = 5.0
_PAGE_BYTES = 8192
_CACHE_KIB = 65_536


class HasDatabase(Protocol):
    """A project folder, as far as the store needs to know it."""

    @property
    def database(self) -> Path:
        """Return the path of its SQLite file."""


def database_url(folder: HasDatabase, environ: Mapping[str, str]) -> str:
    """Return URBAN_DATABASE_URL where it is set, else the SQLite file of the project."""
    return environ.get(SETTING, "").strip() or f"{_SQLITE}{folder.database}"


def normal_url(url: str) -> URL:
    """Return the URL with the driver the product uses; `postgres://` is PostgreSQL too."""
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def sqlite_path(url: str) -> Path | None:
    """Return the file of a SQLite URL, None for another database.

    Taken as it stands: SQLAlchemy's reading would turn a % or ? in a folder's name into another.
    """
    return Path(url.removeprefix(_SQLITE)).absolute() if url.startswith(_SQLITE) else None


@contextmanager
def told() -> Iterator[None]:
    """Turn what the driver says into a sentence. Raises DatabaseUnavailable."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, psycopg.Error) as error:
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()
        if _is_of_another_version(cause):
            raise NoRelease("数据库是程序的另一版本装载的；请先运行 urban load。") from error
        raise DatabaseUnavailable(
            f"数据库读写失败（{cause[0] if cause else type(error).__name__}），数据没有改动；"
            f"请检查磁盘空间、{SETTING} 和数据库服务，再运行 urban doctor。"
        ) from error


def _is_of_another_version(cause: Sequence[str]) -> bool:
    """Return whether a table or column of ours is not there."""
    said = cause[0] if cause else ""
    return said.startswith(("no such column", "no such table")) or (
        said.startswith(("column ", "relation ")) and said.endswith("does not exist")
    )


def make_folder(path: Path) -> None:
    """Make the folder of a SQLite file. Raises DatabaseUnavailable where that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailable(
            f"不能在{path.parent}存放数据库（{error.strerror}）；请检查权限和路径。"
        ) from error


def open_writer(url: str) -> Engine:
    """Return an engine that writes in explicit transactions; makes the folder of a SQLite file."""
    path = sqlite_path(url)
    if path is None:
        return create_engine(normal_url(url), poolclass=NullPool)
    make_folder(path)

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
        for setting in (
            f"page_size={_PAGE_BYTES}", "journal_mode=WAL", "synchronous=FULL",
            f"cache_size=-{_CACHE_KIB}", f"busy_timeout={int(_WAIT_SECONDS * 1000)}",
        ):  # fmt: skip
            connection.execute(f"PRAGMA {setting}")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def open_reader(url: str) -> Engine:
    """Return an engine that can only read; its connections see one release while they are open.

    Raises NoRelease where the SQLite file is missing, now or when a connection is made.
    """
    path = sqlite_path(url)
    if path is None:
        return create_engine(
            normal_url(url),
            isolation_level="REPEATABLE READ",
            pool_pre_ping=True,
            connect_args={"options": "-c default_transaction_read_only=on"},
        )
    _require(path)
    engine = create_engine(
        "sqlite://", creator=lambda: _connect_read_only(path), poolclass=NullPool
    )
    _begin_with(engine, "BEGIN")
    return engine


def _connect_read_only(path: Path) -> sqlite3.Connection:
    _require(path)
    uri = path.as_uri() + "?mode=ro"
    log = path.with_name(path.name + "-wal")
    if not os.access(path.parent, os.W_OK) and not log.exists():
        # A read-only medium: SQLite cannot make its shared-memory file there, and nobody writes.
        uri += "&immutable=1"
    connection = sqlite3.connect(
        uri, uri=True, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA query_only=1")
    return connection


def _require(path: Path) -> None:
    if not path.is_file():
        raise NoRelease(f"还没有数据库（{path}）；请先运行 urban load。")


def _begin_with(engine: Engine, statement: str) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)


def driver_connection(connection: Connection) -> Any:
    """Return the driver's own connection, inside the same transaction, for bulk rows only."""
    # Any: sqlite3 and psycopg share no type; only etl.store.bulk uses it.
    return connection.connection.driver_connection
