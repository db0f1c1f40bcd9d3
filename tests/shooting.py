"""`make shots`: a picture of every page and scene, light and dark, on a phone and on paper.

The pages are the real ones, served from a copy of the committed project; whatever a browser complains
about on the way ends the run with its words.
"""

import argparse
import html
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.e2e.conftest import CHROMIUM, FLAGS, ROOT, Host, copied_project, hosted
from tests.e2e.pages import CITY, PAGES, SCREEN, Sight, names_of, scenes_of, settled

README = ROOT / "tests" / "shots"
MOST_BYTES = 350_000
THEMES = ("light", "dark")
PAGE, PHONE, WALL = (1440, 900), (390, 844), (1920, 1080)
KINDS = {"light": "浅色", "dark": "深色", "phone": "手机", "print": "打印", "1080p": "大屏"}
STYLE = (
    "body{font:14px/1.6 sans-serif;margin:24px;background:#f4f6f9;color:#16202c}"
    "ul{display:flex;flex-wrap:wrap;gap:16px;padding:0;list-style:none}"
    "img{width:320px;height:220px;object-fit:cover;object-position:top;border:1px solid #b9c3cf}"
)


@dataclass(frozen=True, slots=True)
class Studio:
    """Where pictures are taken: a browser on a served project, and what it complained about."""

    browser: Browser
    host: Host
    ids: Mapping[str, str]
    to: Path
    only: str
    complaints: list[str] = field(default_factory=list)

    def wants(self, name: str) -> bool:
        """Return whether a picture was asked for."""
        return fnmatchcase(name, self.only)

    @contextmanager
    def page(self, size: tuple[int, int], sight: Sight, **query: str) -> Iterator[Page]:
        """Yield a page that stands, in a fresh browser; what it complains about is kept."""
        is_phone = size == PHONE
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, bypass_csp=True, is_mobile=is_phone,
            has_touch=is_phone, device_scale_factor=2 if is_phone else 1, locale="zh-CN",
        )  # fmt: skip
        page = context.new_page()
        self._listen(page, sight)
        page.goto(self.host.address + sight.address(self.ids, **query))
        settled(page)
        sight.act(page)
        yield page
        context.close()

    def _listen(self, page: Page, sight: Sight) -> None:
        def note(text: str) -> None:
            # No complaint is what was asked for: an address that is not there, a server that is away.
            away = self.host.process is None and "ERR_CONNECTION_REFUSED" in text
            if not away and not (sight.name == "not-found" and "404" in text):
                self.complaints.append(f"{sight.name}: {text}")

        page.on("pageerror", lambda error: note(str(error)))
        page.on(
            "console",
            lambda said: note(said.text) if said.type in ("error", "warning") else None,
        )


@contextmanager
def studio(to: Path, only: str) -> Iterator[Studio]:
    """Yield a studio on a copy of the committed project with one publication."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        sys.exit("没有找到Chromium：请运行make browser，或安装chromium和fonts-noto-cjk。")
    with tempfile.TemporaryDirectory() as folder:
        project = copied_project(Path(folder) / "project")
        ids = names_of(project)
        with (
            hosted(project, project / ".urban" / "urban.sqlite") as host,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
            yield Studio(browser, host, ids, to, only)
            browser.close()


def shoot(page: Page, path: Path, *, whole: bool) -> None:
    """Write a picture of the window, or of the whole page."""
    page.screenshot(path=path, full_page=whole, animations="disabled")
    print(path.name, file=sys.stderr)


def shoot_pages(room: Studio) -> None:
    """Take every page in both themes and on a phone, whole."""
    for sight in filter(lambda one: room.wants(one.name), PAGES):
        for theme in THEMES:
            with room.page(PAGE, sight, theme=theme) as page:
                shoot(page, room.to / f"{sight.name}.{theme}.png", whole=True)
        with room.page(PHONE, sight) as page:
            shoot(page, room.to / f"{sight.name}.phone.png", whole=True)
        print_page(room, sight)


def print_page(room: Studio, sight: Sight) -> None:
    """Take a page as it comes out on A4; as PDF where poppler is not there to draw it."""
    path = room.to / f"{sight.name}.print.pdf"
    with room.page(PAGE, sight) as page:
        page.pdf(path=path, format="A4", prefer_css_page_size=True)
    if shutil.which("pdftoppm"):
        subprocess.run(
            ["pdftoppm", "-r", "70", "-png", str(path), str(path.with_suffix(""))], check=True
        )
        path.unlink()
    print(path.stem, file=sys.stderr)


def shoot_screen(room: Studio) -> None:
    """Take every scene on a wall in both themes, the marks of a pause and an outage, and a phone."""
    if not room.wants(SCREEN.name):
        return
    for theme in THEMES:
        with room.page(WALL, SCREEN, theme=theme) as page:
            for at, scene in enumerate(scenes_of(page), 1):
                page.evaluate("scene => { location.hash = scene; }", scene)
                expect(page.locator(".scene.current")).to_have_id(scene)
                expect(page.locator(".scene.leaving")).to_have_count(0)
                shoot(page, room.to / f"screen-{at}-{scene}.1080p.{theme}.png", whole=False)
    for name, act in (("paused", _paused), ("outage", _cut_off(room.host))):
        with room.page(WALL, SCREEN) as page:
            act(page)
            shoot(page, room.to / f"screen-{name}.1080p.dark.png", whole=False)
    room.host.start()
    with room.page(PHONE, SCREEN) as page:
        shoot(page, room.to / "screen.phone.png", whole=True)
    print_page(room, SCREEN)


def _paused(page: Page) -> None:
    page.keyboard.press("Space")
    expect(page.locator("#state")).to_be_visible()


def _cut_off(host: Host) -> Callable[[Page], None]:
    def stop(page: Page) -> None:
        host.stop()
        expect(page.locator("#outage")).to_be_visible(timeout=15_000)

    return stop


def shoot_readme(room: Studio) -> None:
    """Take the pictures of the README, small enough for a repository."""
    overview, place = (next(one for one in PAGES if one.name == name) for name in
                       ("overview", f"place-{CITY}"))  # fmt: skip
    taken = (
        ("screen", SCREEN, (1440, 810), "dark"), ("overview", overview, PAGE, "light"),
        ("place", place, (1440, 1000), "light"), ("phone", place, PHONE, "dark"),
    )  # fmt: skip
    for name, sight, size, theme in taken:
        path = README / f"{name}.png"
        with room.page(size, sight, theme=theme) as page:
            shoot(page, path, whole=False)
        with Image.open(path) as picture:
            picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size > MOST_BYTES:
            room.complaints.append(f"{path.name} has {path.stat().st_size} bytes")


def write_index(to: Path) -> Path:
    """Write a contact sheet of all pictures that lie in a folder."""
    cards = [
        f'<li><a href="{html.escape(path.name)}">'
        f'<img loading="lazy" src="{html.escape(path.name)}" alt=""><br>{html.escape(_title(path))}</a></li>'
        for path in _pictures(to)
    ]
    page = (
        f'<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>截图</title><style>{STYLE}</style>'
        f"<h1>截图（{len(cards)}张）</h1><ul>{''.join(cards)}</ul></html>"
    )
    sheet = to / "index.html"
    sheet.write_text(page, encoding="utf-8")
    return sheet


def _pictures(to: Path) -> list[Path]:
    return sorted(path for kind in ("png", "pdf") for path in to.glob(f"*.*.{kind}"))


def _title(path: Path) -> str:
    name, *kinds = path.stem.split(".")
    words = [KINDS.get(kind.partition("-")[0], kind) for kind in kinds]
    return f"{name}　{'，'.join(words)}"


def main() -> None:
    """Take the pictures and say where they lie; fails where a page complained."""
    parser = argparse.ArgumentParser(prog="tests.shooting", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "shots")
    parser.add_argument("--only", default="*", help="pattern of the names of pages")
    parser.add_argument("--readme", action="store_true", help="only those of the README")
    asked = parser.parse_args()
    names = [sight.name for sight in (*PAGES, SCREEN)]
    if not any(fnmatchcase(name, asked.only) for name in names):
        parser.error(f"no page is called {asked.only}; there are {', '.join(names)}")
    to = asked.folder.resolve()
    if not asked.readme:
        to.mkdir(parents=True, exist_ok=True)
        for old in _pictures(to):
            old.unlink()
    with studio(to, asked.only) as room:
        if asked.readme:
            shoot_readme(room)
        else:
            shoot_pages(room)
            shoot_screen(room)
    print(README if asked.readme else write_index(to))
    if room.complaints:
        sys.exit("\n".join(room.complaints))


if __name__ == "__main__":
    main()
