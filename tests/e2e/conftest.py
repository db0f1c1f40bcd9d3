"""A real server on the committed project and a real browser; both are gone after the tests."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from dashboard.app import create_app
from dashboard.desk import Desk
from dashboard.reader import BoardReader
from etl.project.folder import Folder
from etl.steps.load import load

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass
class Visit:
    """A page with what went wrong on it: console errors, failed answers, requests to elsewhere."""

    page: Page
    base: str
    project: Path = ROOT
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to a path and wait until its page stands."""
        self.page.goto(self.base + path)
        self.page.wait_for_selector("main h1")


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers; fail with its words if it ends before."""
    for _ in range(200):
        if process.poll() is not None:
            raise AssertionError(process.communicate()[1].decode())
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"{url} does not answer")


@dataclass
class Host:
    """`urban serve` on a project: at one address, however often it is stopped and started again."""

    project: Path
    database: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Return where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, code: Path | None = None) -> None:
        """Start it and wait until it answers; on the packages of another checkout where one is given."""
        environ = os.environ | {
            "URBAN_DATABASE_URL": f"sqlite:///{self.database}",
            "URBAN_PROJECT": str(self.project),
        }
        if code:
            environ["PYTHONPATH"] = str(code)
        urban = shutil.which("urban", path=str(Path(sys.executable).parent))
        assert urban, "the project is not installed in this environment"
        command = [urban, "serve", "--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, cwd=self.project, env=environ, stderr=subprocess.PIPE
        )
        wait_for(f"{self.address}/", self.process)

    def stop(self) -> None:
        """Stop it, if it runs."""
        if self.process:
            self.process.terminate()
            self.process.communicate(timeout=20)
            self.process = None


@contextmanager
def hosted(project: Path, database: Path) -> Iterator[Host]:
    """Yield the server of a project, on a database of its own; it is stopped afterwards."""
    host = Host(project, database)
    try:
        host.start()
        yield host
    finally:
        host.stop()


@contextmanager
def served(project: Path, database: Path) -> Iterator[str]:
    """Yield the address of a project that `urban serve` serves on a database of its own."""
    with hosted(project, database) as host:
        yield host.address


class _Quiet(WSGIRequestHandler):
    """Answers without a line for each request."""

    def log_request(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served_here(project: Path, database: Path) -> Iterator[str]:
    """Yield the address of a loaded project that this process serves: no program has to start."""
    url = f"sqlite:///{database}"
    app = create_app(BoardReader(url), Desk(Folder(project), url, writable=True))
    server = make_server("127.0.0.1", 0, app.server, threaded=True, request_handler=_Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def copied_project(project: Path) -> Path:
    """Return a folder with a copy of the committed project, for a test to change."""
    project.mkdir()
    shutil.copy(ROOT / "indicators.yaml", project)
    shutil.copytree(ROOT / "data", project / "data")
    return project


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The committed project, loaded and served; no test may change it."""
    with served(ROOT, tmp_path_factory.mktemp("served") / "urban.sqlite") as address:
        yield address


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the committed project, loaded once: a server on a copy has nothing to load."""
    path = tmp_path_factory.mktemp("loaded") / "urban.sqlite"
    load(Folder(ROOT), url=f"sqlite:///{path}", now=datetime.now(UTC))
    return path


@pytest.fixture
def clerk(known: BrowserContext, loaded: Path, tmp_path: Path) -> Iterator[Visit]:
    """A page on a copy of the committed project, which the test may change."""
    project = copied_project(tmp_path / "project")
    database = project / ".urban" / "urban.sqlite"
    database.parent.mkdir()
    shutil.copy(loaded, database)
    with served_here(project, database) as address:
        yield from visiting(known, address, project)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it these tests skip, except in CI."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing; tests/browser.sh installs it")
        pytest.skip("no Chromium here: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def known(browser: Browser) -> BrowserContext:
    """A browser that was here before: its pages stand sooner for the scripts it has kept.

    Never stop the clock in it: Playwright stops it for all pages of a context, for good.
    """
    return browser.new_context(viewport={"width": 1440, "height": 900})


@pytest.fixture
def fresh(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that was never here."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


@pytest.fixture
def visit(known: BrowserContext, server: str) -> Iterator[Visit]:
    """A page on the served project; any error or foreign request fails the test."""
    yield from visiting(known, server)


def visiting(context: BrowserContext, server: str, project: Path = ROOT) -> Iterator[Visit]:
    """Yield a new page without cookies; afterwards nothing may have gone wrong in it."""
    seen = Visit(context.new_page(), server, project)
    own = re.compile(re.escape(server) + r"/|data:|blob:")

    def note(request: Request) -> None:
        if not own.match(request.url):
            seen.foreign.append(request.url)

    seen.page.on("request", note)
    seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
    seen.page.on(
        "console", lambda message: message.type in ("error", "warning") and seen.errors.append(message.text)
    )  # fmt: skip
    seen.page.on(
        "response", lambda answer: answer.status >= 400 and seen.errors.append(f"{answer.status} {answer.url}")
    )  # fmt: skip
    yield seen
    for page in context.pages:
        page.close()
    context.clear_cookies()
    assert seen.foreign == []
    assert seen.errors == []
