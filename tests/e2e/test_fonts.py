"""A machine without any Chinese font: the server brings the letters, in the parts that are needed."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import CHROMIUM, FLAGS

pytestmark = pytest.mark.browser
LATIN_ONLY = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{latin}</dir><cachedir>{cache}</cachedir></fontconfig>"""


@pytest.fixture
def bare(browser: Browser, tmp_path: Path) -> Iterator[Browser]:
    """A browser on a machine that has one Latin font and no other."""
    fonts = sorted(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"))
    if not fonts:
        pytest.skip("no DejaVu Sans here")
    (tmp_path / "latin").mkdir()
    shutil.copy(fonts[0], tmp_path / "latin")
    settings = LATIN_ONLY.format(latin=tmp_path / "latin", cache=tmp_path / "cache")
    (tmp_path / "fonts.conf").write_text(settings, encoding="utf-8")
    found = next(path for name in CHROMIUM if (path := shutil.which(name)))
    environ = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    chromium = browser.browser_type.launch(executable_path=found, args=list(FLAGS), env=environ)
    yield chromium
    chromium.close()


def asked_for(page: Page, address: str) -> list[str]:
    """Return the font files that a browser asks for to show an address."""
    asked: list[str] = []
    page.on("request", lambda request: "/fonts/" in request.url and asked.append(request.url))
    page.goto(address)
    page.wait_for_timeout(300)
    page.evaluate("document.fonts.ready.then(() => true)")
    return sorted(url.partition("/fonts/")[2].partition("?")[0] for url in asked)


def test_a_kiosk_without_chinese_fonts_reads_every_character_of_the_screen(
    bare: Browser, server: str
) -> None:
    page = bare.new_page(viewport={"width": 1920, "height": 1080})
    asked = asked_for(page, f"{server}/screen?place=620800")
    assert asked[:2] == ["noto-sans-sc-bold-1.woff2", "noto-sans-sc-regular-1.woff2"]
    # 汉字每个宽1em；只有西文字体时，缺字的方框不是这个宽度。
    wide = page.evaluate(
        """() => {const probe = document.createElement("span"); probe.textContent = "平凉镇率";
        probe.style.cssText = "position:absolute;font-size:100px";
        document.body.append(probe); return probe.getBoundingClientRect().width}"""
    )
    assert wide == 400


def test_a_machine_with_chinese_fonts_asks_for_none(browser: Browser, server: str) -> None:
    page = browser.new_page()
    assert asked_for(page, f"{server}/screen?place=620800") == []
    page.close()
