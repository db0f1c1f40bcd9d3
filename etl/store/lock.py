"""One load at a time: the second one ends at once and says who holds the lock and since when.

The lock is the operating system's or the server's, so a killed holder leaves none behind.
"""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from etl.errors import LoadLocked
from etl.store.database import make_folder, normal_url, sqlite_path

# Any fixed number: "urba" in ASCII. Advisory locks are per database.
_ADVISORY = 0x75726261
_PREFIX = "urban load"


def load_lock(url: str, since: datetime) -> AbstractContextManager[None]:
    """Return a context in which this process alone may load into the database.

    Entering raises LoadLocked at once where another load runs. `since` is the time others are told.
    """
    path = sqlite_path(url)
    return _file_lock(path, since) if path else _advisory_lock(url, since)


@contextmanager
def _file_lock(path: Path, since: datetime) -> Iterator[None]:
    make_folder(path)
    lock = FileLock(path.with_name(path.name + ".lock"))
    holder = path.with_name(path.name + ".holder")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise LoadLocked(_sentence(*_read_holder(holder))) from None
    try:
        about = {"pid": os.getpid(), "host": socket.gethostname(), "since": _time(since)}
        holder.write_text(json.dumps(about), encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _read_holder(holder: Path) -> tuple[str, str]:
    # The holder writes its name just after it takes the lock; in between there is none to read.
    try:
        about = json.loads(holder.read_text(encoding="utf-8"))
        return f"{about['host']}上的进程{about['pid']}", str(about["since"])
    except (OSError, ValueError, KeyError):
        return "另一个进程", "刚才"


@contextmanager
def _advisory_lock(url: str, since: datetime) -> Iterator[None]:
    # The server shows 63 characters of the name to everyone who asks.
    name = f"{_PREFIX} {_time(since)} {os.getpid()}@{socket.gethostname()}"[:63]
    engine = create_engine(
        normal_url(url),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"application_name": name},
    )
    with engine.connect() as connection:
        asked = text("SELECT pg_try_advisory_lock(:key)")
        if not connection.execute(asked, {"key": _ADVISORY}).scalar_one():
            raise LoadLocked(_sentence(*_ask_holder(connection)))
        try:
            yield
        finally:
            # Said aloud: the server ends a closed session a moment later than we go on.
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _ADVISORY})


def _ask_holder(connection: Connection) -> tuple[str, str]:
    asked = text(
        "SELECT a.application_name, a.pid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
        "WHERE l.locktype = 'advisory' AND l.granted AND l.objid = :key "
        "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
        "ORDER BY a.pid"
    )
    row = connection.execute(asked, {"key": _ADVISORY}).first()
    if row is None or not row[0].startswith(_PREFIX):
        return "另一个进程", "刚才"
    since, _, who = row[0].removeprefix(_PREFIX).strip().partition(" ")
    pid, _, host = who.partition("@")
    return f"{host}上的进程{pid}", since


def _time(since: datetime) -> str:
    return since.isoformat(timespec="seconds")


def _sentence(who: str, since: str) -> str:
    return f"另一次装载正在进行：{who}，开始于{since}；请等它结束后再运行 urban load。"
