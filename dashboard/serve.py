"""Serving on one office PC or a server: granian, or waitress where granian has no wheel."""

import os
import sys
import time
import webbrowser
from http.client import HTTPConnection, HTTPException
from threading import Thread
from urllib.parse import urlsplit

from dashboard.reader import BoardReader
from etl.project.folder import Folder, find_project
from etl.store.database import database_url
from etl.terminal import say

READ_ONLY = "URBAN_READ_ONLY"
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}
_ASK_EVERY, _ASK_TIMES = 0.5, 120
_NO_BROWSER = (
    "这台机器上没有可用的浏览器，领导简报屏没有自动打开；要在别的电脑上看，"
    "请用 --host 0.0.0.0 启动，并在那里打开本机IP地址下的/screen。"
)


def build() -> object:
    """Return the web application for a worker process; the project is in URBAN_PROJECT."""
    # 命令行的其他命令不用等网页部分装载。
    from dashboard.app import create_app
    from dashboard.desk import Desk

    folder = find_project(None)
    url = database_url(folder, os.environ)
    desk = Desk(folder, url, writable=not os.environ.get(READ_ONLY))
    return create_app(BoardReader(url), desk).server


def address(host: str, port: int) -> str:
    """Return the address under which a browser on this machine finds a server that listens there."""
    own = _EVERYWHERE.get(host) or (f"[{host}]" if ":" in host else host)
    return f"http://{own}:{port}"


def open_browser_once_served(url: str) -> None:
    """Open a page in the default browser as soon as it answers; say so where there is no browser.

    The thread that waits for it ends with that, and with the program.
    """
    Thread(target=_open_once_served, args=(url,), name="open-browser", daemon=True).start()


def _open_once_served(url: str) -> None:
    for _ in range(_ASK_TIMES):
        # 先等一会儿：工作进程要在没有别的事在做的时候分出去。
        time.sleep(_ASK_EVERY)
        if _answers(url):
            if not _has_display() or not webbrowser.open(url):
                say(_NO_BROWSER)
            return


def _answers(url: str) -> bool:
    """Return whether a server answers, whatever it says; asked directly and never by a proxy."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=5)
    try:
        connection.request("HEAD", "/heartbeat")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def _has_display() -> bool:
    """Return whether a browser could show a window; one for terminals would take this one's."""
    if sys.platform in ("win32", "darwin") or os.environ.get("BROWSER"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


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
