"""Serving on one office PC or a server: granian, or waitress where granian has no wheel."""

import os

from dashboard.app import create_app
from dashboard.desk import Desk
from dashboard.reader import BoardReader
from etl.project.folder import Folder, find_project
from etl.store.database import database_url

READ_ONLY = "URBAN_READ_ONLY"


def build() -> object:
    """Return the web application for a worker process; the project is in URBAN_PROJECT."""
    folder = find_project(None)
    url = database_url(folder, os.environ)
    desk = Desk(folder, url, writable=not os.environ.get(READ_ONLY))
    return create_app(BoardReader(url), desk).server


def serve(folder: Folder, host: str, port: int, workers: int, *, read_only: bool) -> None:
    """Serve the project until stopped; read-only where nobody shall review in the browser."""
    os.environ["URBAN_PROJECT"] = str(folder.root)
    os.environ[READ_ONLY] = "yes" if read_only else ""
    try:
        from granian import Granian
        from granian.constants import Interfaces
        from granian.log import LogLevels
    except ImportError:
        _with_waitress(host, port)
        return
    Granian(
        "dashboard.serve:build", factory=True, address=host, port=port, workers=workers,
        interface=Interfaces.WSGI, blocking_threads=4, log_level=LogLevels.warning,
    ).serve()  # fmt: skip


def _with_waitress(host: str, port: int) -> None:
    from waitress import serve as listen

    listen(build(), host=host, port=port, threads=8)
