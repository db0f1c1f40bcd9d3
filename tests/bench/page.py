"""The rows of performance.md that the screen answers for: 8 and 11, on the committed project."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import orjson
from playwright.sync_api import sync_playwright

from dashboard.figures.trajectory import trajectory
from dashboard.reader import BoardReader
from etl.project.folder import Folder
from etl.steps.load import load
from tests.bench.data import Scale
from tests.bench.timing import Result, Size, compare
from tests.e2e.conftest import CHROMIUM, FLAGS, free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]
_KIB = 1024


def row_8(scale: Scale, folder: Path) -> list[Result | Size]:
    """A trajectory figure as JSON, against the same figure put together from ready lists."""
    url = _loaded(folder)
    with BoardReader(url).open() as board:
        chain = board.chains("620800", "urbanization_rate")[0]
    done = trajectory(chain)

    def ours() -> bytes:
        return orjson.dumps(trajectory(chain))

    def yardstick() -> bytes:
        return orjson.dumps(_copied(done))

    return [
        Result(
            8, "trajectory figure → JSON", "dict + orjson", *compare(ours, yardstick, 500), bar=15
        ),
        Size(8, "trajectory figure, bytes", len(ours()) / 1000, "kB", 1.8),
    ]


def _copied(part: object) -> object:
    """Return new dicts and lists of the same content, which is what plain code would build."""
    if isinstance(part, dict):
        return {key: _copied(value) for key, value in part.items()}
    if isinstance(part, list) and part and isinstance(part[0], dict):
        return [_copied(value) for value in part]
    return part[:] if isinstance(part, list) else part


def row_11(scale: Scale, folder: Path) -> list[Result | Size]:
    """Bytes and requests to the first chart of a place and of the screen, with an empty cache."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        print("row 11 needs Chromium; skipped", file=sys.stderr)
        return []
    return [
        size
        for what, (requests, received) in _first_charts(found, _loaded(folder)).items()
        for size in (
            Size(11, f"{what}, cold: received", received / _KIB, "KiB", 800),
            Size(11, f"{what}, cold: requests", requests, "requests", 20),
        )
    ]


def _loaded(folder: Path) -> str:
    url = f"sqlite:///{folder / 'starter.sqlite'}"
    load(Folder(ROOT), url=url, now=datetime(2026, 1, 1, tzinfo=UTC))
    return url


def _first_charts(chromium: str, url: str) -> dict[str, tuple[int, int]]:
    port = free_port()
    environ = os.environ | {"URBAN_DATABASE_URL": url, "URBAN_PROJECT": str(ROOT)}
    command = [
        str(Path(sys.executable).with_name("urban")),
        "serve",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    server = subprocess.Popen(command, env=environ, stderr=subprocess.PIPE)
    try:
        base = f"http://127.0.0.1:{port}"
        wait_for(base, server)
        return {
            "first chart": _count(chromium, f"{base}/place/620800", ".js-plotly-plot .main-svg"),
            "briefing screen": _count(
                chromium, f"{base}/screen?place=620800", ".scene.current svg"
            ),
        }
    finally:
        server.terminate()
        server.wait(20)


def _count(chromium: str, address: str, drawn: str) -> tuple[int, int]:
    received: list[int] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        page = browser.new_page()
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on(
            "Network.loadingFinished", lambda event: received.append(event["encodedDataLength"])
        )
        page.goto(address)
        page.wait_for_selector(drawn)
        page.wait_for_timeout(1000)
        browser.close()
    return len(received), sum(received)
