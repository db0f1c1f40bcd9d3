"""Whole journeys without a mouse: from the overview to a judgement, the review of a plan, the drawer
on a narrow window, the screen and back, the switches of theme and language."""

import csv
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.pages import CITY

pytestmark = pytest.mark.browser
MOST_STOPS = 150


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press Tab until an element has the focus; fails where the keyboard does not come to it."""
    expect(wanted).to_be_visible()
    node = wanted.element_handle()
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        if page.evaluate("node => node === document.activeElement", node):
            return
    raise AssertionError(f"the keyboard does not come to {wanted}")


def entered(page: Page, words: str) -> None:
    """Follow an entry of the menu by keys."""
    tab_to(page, page.locator("header nav").get_by_role("link", name=words, exact=True))
    page.keyboard.press("Enter")
    expect(page.locator("header nav a.current")).to_have_text(words)


def heading(page: Page) -> Locator:
    return page.locator("main h1")


def test_a_filter_leads_to_the_city_to_its_calculation_and_to_a_judgement(clerk: Visit) -> None:
    page = clerk.page
    clerk.open("/")
    tab_to(page, page.locator("main select[name=level]"))
    page.keyboard.press("ArrowDown")
    tab_to(page, page.locator("main .filters button"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("level=cities"))
    page.wait_for_selector("main h1")
    tab_to(page, page.locator(".matrix").get_by_role("link", name="平凉市", exact=True))
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text("平凉市")
    tab_to(page, page.locator("tr", has_text="55%").locator("a[href^='/calculation/']").first)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/calculation/[0-9a-f]{12}"))

    form = page.locator("[data-form=judge]")
    tab_to(page, form.locator("[name=status]"))
    for _ in range(9):
        page.keyboard.press("ArrowDown")
        if form.locator("[name=status]").input_value() == "behind":
            break
    tab_to(page, form.locator("[name=reason]"))
    page.keyboard.type("按月度数据判断差距在缩小")
    tab_to(page, form.locator("[name=who]"))
    page.keyboard.type("李四")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".decided").first).to_contain_text("研判已登记")
    table = (clerk.project / "data" / "judgements.csv").read_text("utf-8").splitlines()
    (saved,) = csv.DictReader(table)
    assert (saved["status"], saved["who"]) == ("behind", "李四")
    assert saved["reason"] == "按月度数据判断差距在缩小"


def test_a_statement_is_found_corrected_and_accepted(clerk: Visit) -> None:
    page = clerk.page
    clerk.open("/")
    entered(page, "规划")
    tab_to(page, page.locator("main table a[href='/plans/pingliang-2021-2035']").first)
    page.keyboard.press("Enter")
    page.wait_for_selector(".queue a[aria-current]")
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
    chosen = page.locator(".queue a[aria-current]")
    expect(chosen).to_be_focused()
    page.keyboard.press("e")
    value = page.locator("[data-form=decide] [name=value]")
    expect(value).to_be_focused()
    tab_to(page, page.locator("[data-form=decide] [name=reviewer]"))
    page.keyboard.press("Control+A")
    page.keyboard.type("张三")
    page.keyboard.press("Escape")
    expect(chosen).to_be_focused()
    row = page.locator(f".queue a[data-id='{chosen.get_attribute('data-id')}']")
    page.keyboard.press("u")
    expect(row).to_contain_text("待审核")
    page.keyboard.press("a")
    expect(row).to_contain_text("已采纳")
    decided = (clerk.project / "data" / "reviews" / "pingliang-2021-2035.csv").read_text("utf-8")
    assert "张三" in decided


@pytest.mark.parametrize("width", [390, 1000])
def test_the_panel_that_covers_the_list_keeps_the_focus_and_gives_it_back(
    visit: Visit, width: int
) -> None:
    page = visit.page
    page.set_viewport_size({"width": width, "height": 844})
    visit.open("/supervision")
    opener = page.locator("a.opener").first
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".drawer [name=state]")).to_be_focused()
    for _ in range(25):
        page.keyboard.press("Tab")
        where = page.evaluate(
            "() => document.activeElement === document.body || Boolean(document.activeElement.closest('.drawer'))"
        )
        assert where, "the focus is under the panel"
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


def test_the_screen_is_paused_stepped_and_left_from_its_toolbar(visit: Visit) -> None:
    page = visit.page
    visit.open(f"/place/{CITY}")
    tab_to(page, page.locator(f"main a[href^='/screen?place={CITY}']").first)
    page.keyboard.press("Enter")
    scene = page.locator(".scene.current")
    expect(scene).to_have_id("headline")
    pause = page.locator("#controls [data-action=pause]")
    tab_to(page, pause)
    expect(pause).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(pause).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#state")).to_contain_text("已暂停")
    second = page.locator(".scene").nth(1).get_attribute("id")
    assert second
    tab_to(page, page.locator("#controls [data-action=next]"))
    page.keyboard.press("Space")
    expect(scene).to_have_id(second)
    expect(page.locator("#controls [data-action=next]")).to_be_focused()
    tab_to(page, page.locator("#controls [data-action=previous]"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(scene).to_have_id("headline")
    tab_to(page, page.locator("#controls a"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/place/{CITY}$"))
    expect(heading(page)).to_contain_text("平凉市")


def test_theme_and_language_are_switched_and_kept(visit: Visit) -> None:
    page = visit.page
    visit.open("/help")
    root = page.locator("html")
    expect(root).to_have_attribute("data-theme", "light")
    tab_to(page, page.locator("header .to-dark"))
    page.keyboard.press("Enter")
    expect(root).to_have_attribute("data-theme", "dark")
    tab_to(page, page.locator("header a[lang=en]"))
    page.keyboard.press("Enter")
    expect(root).to_have_attribute("lang", "en")
    visit.open("/data")
    expect(root).to_have_attribute("data-theme", "dark")
    expect(root).to_have_attribute("lang", "en")


def test_the_skip_link_leads_past_the_menu(visit: Visit) -> None:
    page = visit.page
    for path in ("/", "/plans/pingliang-2021-2035", "/supervision", "/report"):
        visit.open(path)
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        expect(page.locator(".skip")).to_be_in_viewport()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("Boolean(document.activeElement.closest('main'))"), path
