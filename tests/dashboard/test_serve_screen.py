"""`urban serve --screen`: the default browser opens the screen once it answers, or a sentence says why not."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.serve import address
from tests.e2e.conftest import copied_project, free_port

pytestmark = pytest.mark.slow


@contextmanager
def serving(project: Path, port: int, **environ: str) -> Iterator[Path]:
    """Yield the file with what `urban serve --screen` says, on all addresses, while it runs."""
    said, urban = project / "said.txt", shutil.which("urban", path=str(Path(sys.executable).parent))
    assert urban
    own = {key: value for key, value in os.environ.items() if not key.endswith("DISPLAY")}
    own |= {
        "URBAN_PROJECT": str(project),
        "BROWSER": "",
        "http_proxy": "http://127.0.0.1:9",
    } | environ
    own.pop("URBAN_DATABASE_URL", None)
    command = [urban, "serve", "--screen", "--host", "0.0.0.0", "--port", str(port)]
    with said.open("wb") as talk:
        process = subprocess.Popen(command, cwd=project, env=own, stderr=talk)
        try:
            yield said
            assert process.poll() is None
        finally:
            process.terminate()
            process.wait(20)


def text_of(path: Path, expected: str) -> str:
    """Return the text of a file once something stands in it."""
    for _ in range(300):
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        if expected in text:
            return text
        time.sleep(0.1)
    raise AssertionError(f"{expected} is not in {path.name}: {text}")


@pytest.mark.skipif(sys.platform == "win32", reason="the browser of this test is a shell script")
def test_the_default_browser_opens_the_screen_of_the_commissions_own_place(tmp_path: Path) -> None:
    project, port = copied_project(tmp_path / "project"), free_port()
    browser, opened = tmp_path / "browser.sh", tmp_path / "opened.txt"
    browser.write_text(f'#!/bin/sh\necho "$1" >>"{opened}"\n', encoding="utf-8")
    browser.chmod(0o755)
    screen = f"http://127.0.0.1:{port}/screen?place=620800"
    with serving(project, port, BROWSER=str(browser)) as said:
        assert text_of(opened, "\n") == f"{screen}\n"
        told = text_of(said, "领导简报屏：")
    assert f"领导简报屏：{screen}（打开后按F11全屏，按空格暂停）" in told
    assert "没有可用的浏览器" not in told


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a display")
def test_without_a_display_it_says_so_and_goes_on_serving(tmp_path: Path) -> None:
    project, port = copied_project(tmp_path / "project"), free_port()
    with serving(project, port) as said:
        assert "--host 0.0.0.0" in text_of(said, "没有可用的浏览器")


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("0.0.0.0", "http://127.0.0.1:8050"), ("::", "http://[::1]:8050"),
        ("127.0.0.1", "http://127.0.0.1:8050"), ("fd00::7", "http://[fd00::7]:8050"),
        ("pc-7.intern", "http://pc-7.intern:8050"),
    ],
)  # fmt: skip
def test_the_address_for_a_browser_is_one_that_can_be_opened(host: str, expected: str) -> None:
    assert address(host, 8050) == expected
