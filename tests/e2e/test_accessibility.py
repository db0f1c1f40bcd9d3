"""WCAG 2.2 AA on every page and on the screen: axe in both themes at three widths, and what axe
does not see: reflow, text spacing, the order of the focus and that nothing hides it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, TimeoutError, expect

from tests.e2e.axe import (
    COMPUTED,
    PASSES,
    Findings,
    Judged,
    concerning,
    judged_lines,
    load_axe,
    run_axe,
)
from tests.e2e.conftest import ROOT, copied_project, served
from tests.e2e.pages import (
    GROUPS,
    SCREEN,
    Sight,
    decided,
    names_of,
    scenes_of,
    settled,
    unfolded,
)

pytestmark = pytest.mark.browser
THEMES = ("light", "dark")
SIZES = ((1440, 900), (1024, 768), (390, 844))
LOOKS = tuple((theme, size) for theme in THEMES for size in SIZES)
Ids = Mapping[str, str]
Site = tuple[str, Ids]
FITTED = (
    "() => [...document.querySelectorAll('.dash-graph')].every(chart => "
    "Math.abs(chart.querySelector('.main-svg').clientWidth - chart.clientWidth) < 2)"
)
# The outage mark and the toolbar, as they stand on the screen while they are there.
SIGNS = """() => {
  Object.assign(document.getElementById("outage"), {hidden: false, textContent: document.body.dataset.lost});
  document.getElementById("state").textContent = document.body.dataset.paused;
  document.getElementById("controls").classList.add("shown");
}"""
PAGES_OF_DASHBOARD = ROOT / "dashboard" / "pages"
READING = (Path(__file__).parent / "reading.js").read_text("utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The committed project with a publication, a judgement and a moved item, and its names."""
    project = copied_project(tmp_path_factory.mktemp("site") / "project")
    ids = names_of(project)
    decided(project, ids)
    with served(project, project / ".urban" / "urban.sqlite") as address:
        yield address, ids


@contextmanager
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser that lets a test put its own script into a page."""
    context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900})
    yield context
    context.close()


def opened(page: Page, site: Site, sight: Sight, **query: str) -> None:
    """Bring a page into the state of a sight, with everything folded out."""
    page.context.clear_cookies()
    address, ids = site
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(address + sight.address(ids, **query))
    settled(page)
    sight.act(page)
    unfolded(page)


def resized(page: Page, width: int, height: int) -> None:
    """Give a page another size and let its charts follow."""
    if page.viewport_size == {"width": width, "height": height}:
        return
    page.set_viewport_size({"width": width, "height": height})
    with suppress(TimeoutError):
        page.wait_for_function(FITTED, timeout=2_000)


def dressed(page: Page, site: Site, sight: Sight, theme: str) -> None:
    """Give a page that stands a theme by its switch; a page without one is opened in it."""
    if page.locator("html").get_attribute("data-theme") == theme:
        return
    switch = page.locator(f"[data-look={theme}]")
    if switch.count():
        switch.dispatch_event("click")
    else:
        opened(page, site, sight, theme=theme)
        load_axe(page)
    expect(page.locator("html")).to_have_attribute("data-theme", theme)


def unneeded(lines: list[Judged], findings: Mapping[str, Findings]) -> list[Judged]:
    """Return the judged lines that fit nothing any more: they must go."""
    used = {line for one in findings.values() for line in one.used}
    return [line for line in lines if line not in used]


def told(findings: Mapping[str, Findings]) -> str:
    return "\n".join(f"{where}: {fault}" for where, one in findings.items() for fault in one.faults)


def test_every_line_of_the_judged_list_says_what_why_and_who() -> None:
    for line in judged_lines():
        assert line.verdict in (COMPUTED, PASSES), line
        assert all((line.rule, line.page, line.selector, line.judged_by)), line
        assert len(line.reason) > 8, line
        assert line.verdict == PASSES or line.rule.startswith("color-contrast"), line


def test_no_page_is_missing_among_those_that_are_looked_at() -> None:
    rooms = [
        file for file in PAGES_OF_DASHBOARD.glob("*.py") if "def layout(" in file.read_text("utf-8")
    ]
    names = [sight.name for group in GROUPS.values() for sight in group]
    assert len(rooms) >= 11
    missing = [room.stem for room in rooms if not any(name.startswith(room.stem) for name in names)]
    assert missing == []


@pytest.mark.parametrize("group", GROUPS)
def test_axe_finds_nothing_on_any_page_in_either_theme_at_three_widths(
    browser: Browser, site: Site, group: str
) -> None:
    lines = concerning(judged_lines(), [sight.name for sight in GROUPS[group]])
    findings = {}
    with reader(browser) as context:
        page = context.new_page()
        for sight in GROUPS[group]:
            opened(page, site, sight, theme="light")
            load_axe(page)
            for theme, (width, height) in LOOKS:
                dressed(page, site, sight, theme)
                resized(page, width, height)
                findings[f"{sight.name} {theme} {width}"] = run_axe(page, sight.name, lines)
    assert told(findings) == ""
    assert unneeded(lines, findings) == []


def test_axe_finds_nothing_on_any_scene_of_the_screen(browser: Browser, site: Site) -> None:
    lines = concerning(judged_lines(), [SCREEN.name])
    findings = {}
    for theme in THEMES:
        with reader(browser) as context:
            page = context.new_page()
            for scene in shown_scenes(page, site, theme):
                load_axe(page)
                page.evaluate(SIGNS)
                findings[f"{scene} {theme}"] = run_axe(page, SCREEN.name, lines)
            # Narrow windows show all scenes one under another.
            opened(page, site, SCREEN, theme=theme)
            load_axe(page)
            for width, height in SIZES[1:]:
                resized(page, width, height)
                findings[f"all scenes {theme} {width}"] = run_axe(page, SCREEN.name, lines)
    assert told(findings) == ""
    assert unneeded(lines, findings) == []


def shown_scenes(page: Page, site: Site, theme: str) -> Iterator[str]:
    """Bring each scene of the screen to the front in turn, and say which one it is."""
    opened(page, site, SCREEN, theme=theme)
    for scene in scenes_of(page):
        page.goto("about:blank")
        page.goto(f"{site[0]}{SCREEN.address(site[1], theme=theme)}#{scene}")
        expect(page.locator(".scene.current")).to_have_id(scene)
        yield scene


SPACED = (
    "main *, header *, footer * { line-height: 1.5 !important; letter-spacing: .12em !important;"
    " word-spacing: .16em !important } p { margin-bottom: 2em !important }"
)


def read(page: Page, *questions: str) -> list[str]:
    """Return what a reader would object to on the page as it stands."""
    return [fault for question in questions for fault in page.evaluate(f"reading.{question}()")]


@pytest.mark.parametrize("group", GROUPS)
def test_every_page_reflows_takes_wider_spacing_and_never_hides_the_focus(
    browser: Browser, site: Site, group: str
) -> None:
    faults = {}
    with reader(browser) as context:
        page = context.new_page()
        for sight in GROUPS[group]:
            opened(page, site, sight)
            page.add_script_tag(content=READING)
            faults[f"{sight.name}"] = read(page, "cut", "overlapping", "focus", "foreign")
            # 400 % and 200 % of a window of 1280 and 1440 px: nothing scrolls sideways (1.4.10, 1.4.4).
            for width, height in ((320, 256), (720, 450)):
                resized(page, width, height)
                faults[f"{sight.name} {width}"] = read(page, "sideways", "cut", "focus")
            resized(page, 1440, 900)
            page.add_style_tag(content=SPACED)
            faults[f"{sight.name} spaced"] = read(page, "sideways", "cut", "overlapping")
    assert {where: found for where, found in faults.items() if found} == {}


# What windows in high contrast keep: the shape and the word of a status, an edge or a fill of its own.
FORCED = """() => [...document.querySelectorAll('.chip, .cell, .shape, .bar-fill')].filter(one => one.checkVisibility())
  .filter(one => {
    const style = getComputedStyle(one);
    if (one.matches('.bar-fill')) return style.forcedColorAdjust !== 'none' && style.borderTopStyle === 'none';
    if (one.matches('.shape')) return !one.textContent.trim();
    return style.borderTopStyle === 'none' && style.outlineStyle === 'none';
  }).map(one => one.className + ' ' + one.textContent)"""


def test_forced_colours_leave_statuses_apart_and_the_focus_seen(
    browser: Browser, site: Site
) -> None:
    faults = {}
    with reader(browser) as context:
        page = context.new_page()
        page.emulate_media(forced_colors="active")
        for sight in (*GROUPS["overview"][:1], *GROUPS["places"][:1], *GROUPS["decisions"][:1]):
            opened(page, site, sight)
            page.add_script_tag(content=READING)
            words = page.locator(".chip").all_inner_texts()
            faults[sight.name] = [
                *page.evaluate(FORCED), *read(page, "focus"),
                *(f"a shape without its word: {word}" for word in words if len(word.strip()) < 3),
            ]  # fmt: skip
    assert {name: found for name, found in faults.items() if found} == {}


def test_nothing_moves_for_those_who_asked_for_less_motion(browser: Browser, site: Site) -> None:
    with reader(browser) as context:
        page = context.new_page()
        page.emulate_media(reduced_motion="reduce")
        for sight in (GROUPS["places"][0], GROUPS["decisions"][1]):
            opened(page, site, sight)
            assert page.evaluate("document.getAnimations().length") == 0, sight.name
        opened(page, site, SCREEN)
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.getAnimations().length") == 0
        assert page.locator(".scene").nth(1).evaluate("one => getComputedStyle(one).opacity") == "1"


def test_menu_and_help_stand_in_the_same_order_everywhere_in_the_language_of_the_page(
    browser: Browser, site: Site
) -> None:
    address, ids = site
    with reader(browser) as context:
        page = context.new_page()
        for lang, told in (("zh", "zh-CN"), ("en", "en")):
            menus = set()
            for path in ("/plans", "/publications/{publication}"):
                page.goto(f"{address}{path.format(**ids)}?lang={lang}")
                page.wait_for_selector("main h1")
                menus.add(tuple(page.locator("header nav a").all_inner_texts()))
                expect(page.locator("html")).to_have_attribute("lang", told)
            assert len(menus) == 1
            assert len(menus.pop()) == 8
            for path in ("/nothing-here", SCREEN.path):
                page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={lang}")
                expect(page.locator("html")).to_have_attribute("lang", told)
