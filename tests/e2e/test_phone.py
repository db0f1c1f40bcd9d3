"""Reading on a phone of 390 × 844 px: every page fits, its text is large enough, its links are reachable."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import copied_project, served
from tests.e2e.pages import GROUPS, PAGES, SCREEN, Sight, names_of, scenes_of, settled, unfolded

pytestmark = pytest.mark.browser
Site = tuple[str, dict[str, str]]
AGENT = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/120.0.0.0 Mobile Safari/537.36"
)
READING = (Path(__file__).parent / "reading.js").read_text("utf-8")
SMALLEST, BODY = 12, 14
# What the window does not show is shown by a frame that scrolls: charts fit, tables scroll.
FRAMES = """() => ({
  charts: [...document.querySelectorAll('.dash-graph, main svg, main img')]
    .filter(one => one.checkVisibility() && !one.closest('.table-frame'))
    .map(one => one.getBoundingClientRect()).filter(box => box.width > 2)
    .filter(box => box.left < 0 || box.right > innerWidth + 1).length,
  tables: [...document.querySelectorAll('main table')]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
    .filter(one => !one.closest('.table-frame') && !one.closest('.sr-only') && !one.matches('.sr-only')).length,
})"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The committed project with a publication, and its names."""
    project = copied_project(tmp_path_factory.mktemp("phone") / "project")
    ids = names_of(project)
    with served(project, project / ".urban" / "urban.sqlite") as address:
        yield address, ids


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """The browser of a phone, which lets a test put its own script into a page."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True,
        has_touch=True, user_agent=AGENT, bypass_csp=True,
    )  # fmt: skip
    yield context
    context.close()


def opened(page: Page, site: Site, sight: Sight) -> None:
    address, ids = site
    page.context.clear_cookies()
    page.goto(address + sight.address(ids))
    settled(page)
    sight.act(page)
    unfolded(page)
    page.add_script_tag(content=READING)


@pytest.mark.parametrize("group", GROUPS)
def test_every_page_is_read_on_a_phone(phone: BrowserContext, site: Site, group: str) -> None:
    page, faults = phone.new_page(), {}
    for sight in GROUPS[group]:
        opened(page, site, sight)
        found = page.evaluate(
            "least => [...reading.sideways(), ...reading.cut(), ...reading.overlapping(), ...reading.small(least)]",
            SMALLEST,
        )
        found += [
            f"{count} {kind} too wide" for kind, count in page.evaluate(FRAMES).items() if count
        ]
        size = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
        found += [f"text of {size} px"] if size < BODY else []
        faults[sight.name] = found
    assert {name: found for name, found in faults.items() if found} == {}


def test_every_entry_of_the_menu_is_reached_with_a_finger(
    phone: BrowserContext, site: Site
) -> None:
    page = phone.new_page()
    opened(page, site, PAGES[0])
    menu = page.locator("header nav a")
    words = menu.all_inner_texts()
    assert len(words) == 8
    for word in words:
        link = page.locator("header nav").get_by_role("link", name=word, exact=True)
        box = link.bounding_box()
        assert box and box["height"] >= 24 and box["x"] >= 0 and box["x"] + box["width"] <= 390
        link.tap()
        expect(page.locator("header nav a.current")).to_have_text(word)
        expect(page.locator("main h1")).to_be_in_viewport()


def test_the_screen_shows_all_scenes_one_under_another_and_does_not_turn(
    phone: BrowserContext, site: Site
) -> None:
    page = phone.new_page()
    opened(page, site, SCREEN)
    scenes = scenes_of(page)
    assert len(scenes) >= 5
    tops = [page.locator(f"[id='{scene}']").bounding_box() for scene in scenes]
    heights = [box["y"] for box in tops if box]
    assert heights == sorted(heights) and len(set(heights)) == len(scenes)
    faults = page.evaluate(
        "least => [...reading.sideways(), ...reading.cut(), ...reading.small(least)]", SMALLEST
    )
    assert faults == []
