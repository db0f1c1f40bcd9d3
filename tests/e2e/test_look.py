"""The look in a real browser: light and dark, paper, waiting, an away server, narrow windows."""

import io
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from dashboard.theme import DARK, TOKENS
from tests.e2e.conftest import Visit

pytestmark = pytest.mark.browser
PLOT = ".js-plotly-plot"
PLACE = "/place/620800"
INDICATOR = "/indicator/urbanization_rate?place=620800"
PATHS = {
    "overview": "/", "place": PLACE, "indicator": INDICATOR, "plans": "/plans",
    "supervision": "/supervision", "data": "/data", "help": "/help", "report": "/report",
}  # fmt: skip
CALLBACK = "**/_dash-update-component*"
AWAY = "服务器没有回应，页面停在上一次读到的内容。"
SHEET, ACROSS = 718, 1047  # A4 within its margins of 10 mm: 190 and 277 mm at 96 px an inch

GROUND = "getComputedStyle(document.body).backgroundColor"
LINES = """[...new Set([...document.querySelectorAll('.scatterlayer .js-line')].map(one => one.style.stroke))]"""
# Lines of text that a sheet of paper would cut.
CUT = """([upright, across]) => {
  const found = [];
  const walker = document.createTreeWalker(document.getElementById('page'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.textContent.trim() || node.parentElement.closest('.sr-only, script, style')) continue;
    const card = node.parentElement.closest('.card');
    const width = card && getComputedStyle(card).page === 'wide' ? across : upright;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width && (box.left < -0.5 || box.right > width + 0.5)) found.push(node.textContent);
    }
  }
  return found;
}"""


def rgb(colour: str) -> str:
    """Return a colour as a browser says it."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


def drawn(page: Page) -> None:
    """Wait until the page and its charts stand."""
    page.wait_for_selector("main h1")
    expect(page.locator(".chart:not(:has(.main-svg))")).to_have_count(0)


def until(page: Page, question: str) -> None:
    """Wait until an expression is true; the page's policy lets no other wait be evaluated."""
    for _ in range(100):
        if page.evaluate(question):
            return
        page.wait_for_timeout(50)
    raise AssertionError(question)


def leads(visit: Visit, path: str, part: str) -> str:
    """Return the first address within a page that holds this part."""
    visit.open(path)
    link = visit.page.locator(f"main a[href*='{part}']").first
    return str(link.get_attribute("href"))


def path_of(visit: Visit, name: str) -> str:
    """Return the address of one page of a kind."""
    if name in PATHS:
        return PATHS[name]
    inside = {"calculation": ("/", "/calculation/"), "plan": ("/plans", "/plans/")}
    return leads(visit, *inside[name])


def themed(path: str, theme: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}theme={theme}"


def test_a_dark_page_is_dark_from_its_first_paint(browser: Browser, server: str) -> None:
    """Without a script nothing but the first response is drawn: a flash would show here."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + "/?theme=dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate(GROUND) == rgb(DARK["ground"])
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    said = page.evaluate("document.querySelector('noscript').textContent")
    assert "需要浏览器运行JavaScript" in said
    context.close()


def test_the_page_shows_its_shape_before_it_is_read(browser: Browser, server: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/dash_renderer*", lambda route: route.abort())
    page.goto(server + "/")
    expect(page.get_by_role("status")).to_have_text("正在读取监测结果…")
    expect(page.locator(".waiting .card")).to_have_count(4)
    assert "Loading..." not in page.locator("body").inner_text()
    context.close()


def test_the_cookie_remembers_the_theme_that_the_address_asked_for(visit: Visit) -> None:
    visit.open("/?theme=dark")
    visit.open("/supervision")
    expect(visit.page.locator("html")).to_have_attribute("data-theme", "dark")
    visit.open("/?theme=light")
    visit.open("/help")
    assert visit.page.evaluate(GROUND) == rgb(TOKENS["ground"])


def test_the_switch_changes_the_theme_without_losing_what_was_typed_or_chosen(visit: Visit) -> None:
    page = visit.page
    visit.open("/?theme=population")
    page.locator(".as-of input[name=as_of]").fill("2021-12-31")
    page.get_by_role("link", name="深色").click()
    assert page.evaluate(GROUND) == rgb(DARK["ground"])
    expect(page.locator(".as-of input[name=as_of]")).to_have_value("2021-12-31")
    expect(page.get_by_role("link", name="浅色")).to_be_focused()
    assert page.url.endswith("/?theme=population")
    page.reload()
    drawn(page)
    assert page.evaluate(GROUND) == rgb(DARK["ground"])
    expect(page.get_by_label("主题")).to_have_value("population")


def test_the_switch_opened_in_a_tab_of_its_own_keeps_the_page_and_its_filter(visit: Visit) -> None:
    page = visit.page
    visit.open("/?theme=population&level=cities")
    href = str(page.get_by_role("link", name="深色").get_attribute("href"))
    visit.open(href)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_label("主题")).to_have_value("population")
    expect(page.get_by_label("地区范围")).to_have_value("cities")


def test_charts_wear_the_theme_and_change_with_it_and_with_the_page(visit: Visit) -> None:
    page = visit.page
    visit.open(themed(PLACE, "dark"))
    drawn(page)
    assert set(page.evaluate(LINES)) == {rgb(DARK["path"]), rgb(DARK["brand"])}
    page.get_by_role("link", name="浅色").click()
    until(page, f"!{LINES}.includes('{rgb(DARK['path'])}')")
    assert set(page.evaluate(LINES)) == {rgb(TOKENS["path"]), rgb(TOKENS["brand"])}
    page.get_by_role("link", name="深色").click()
    page.locator(".masthead").get_by_role("link", name="指标", exact=True).click()
    expect(page.locator("h1")).to_contain_text("常住人口城镇化率")
    drawn(page)
    assert set(page.evaluate(LINES)) == {rgb(DARK["path"]), rgb(DARK["brand"])}


def test_what_a_pointer_finds_on_a_chart_is_legible_in_the_dark(visit: Visit) -> None:
    page = visit.page
    visit.open(themed(INDICATOR, "dark"))
    drawn(page)
    page.locator(f"{PLOT} .scatterlayer .trace .point").last.hover(force=True)
    label = page.locator(".hoverlayer .hovertext").first
    expect(label).to_be_visible()
    colours = label.evaluate(
        "one => [one.querySelector('path').style.fill, one.querySelector('text').style.fill]"
    )
    assert colours == [rgb(DARK["ink"]), rgb(DARK["card"])]


@pytest.mark.parametrize(("theme", "colours"), [("light", TOKENS), ("dark", DARK)])
def test_pictures_in_images_follow_the_theme(
    visit: Visit, theme: str, colours: dict[str, str]
) -> None:
    visit.open(themed("/", theme))
    shot = visit.page.locator(".past img").first.screenshot()
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    seen = {colour for _, colour in image.getcolors(image.width * image.height) or []}
    pales = {
        tuple(int(colours[f"{tone}-pale"][at : at + 2], 16) for at in (1, 3, 5))
        for tone in ("ok", "warn", "bad", "none")
    }
    assert seen & pales


@pytest.mark.parametrize(("lang", "width"), [("zh", 1024), ("en", 1280)])
def test_the_masthead_stands_on_one_line(visit: Visit, lang: str, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    visit.open(f"/?lang={lang}")
    tops = visit.page.eval_on_selector_all(
        ".masthead-in > *", "all => all.map(one => Math.round(one.getBoundingClientRect().top))"
    )
    assert len(tops) == 3 and len(set(tops)) == 1


# 总览2页、地区6页、指标6页、规划4页、计算表2页、督办2页、数据6页、方法说明11页，各留余地。
MOST_SHEETS = {
    "overview": 3, "place": 6, "indicator": 6, "plan": 5, "calculation": 4, "supervision": 3,
    "data": 6, "help": 13,
}  # fmt: skip


def sheets(page: Page, file: Path) -> list[tuple[str, str]]:
    """Print the page and return the sizes of its sheets in points."""
    page.pdf(path=file, prefer_css_page_size=True, print_background=False)
    command = ["pdfinfo", "-l", "99", str(file)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return re.findall(r"size: +(\d+)\.\d+ x (\d+)\.\d+", said)


@pytest.mark.parametrize(
    ("name", "theme"),
    [("place", "dark"), *((name, "light") for name in MOST_SHEETS)],
)
def test_a_page_prints_whole_on_few_sheets_of_a4_without_controls(
    visit: Visit, name: str, theme: str, tmp_path: Path
) -> None:
    page = visit.page
    visit.open(themed(path_of(visit, name), theme))
    drawn(page)
    found = sheets(page, tmp_path / "printed.pdf")
    assert found[0] == ("594", "841")
    assert set(found) <= {("594", "841"), ("841", "594")}
    assert len(found) <= MOST_SHEETS[name]

    page.set_viewport_size({"width": SHEET, "height": 1000})
    page.emulate_media(media="print")
    assert page.evaluate(GROUND) in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
    assert page.evaluate(CUT, [SHEET, ACROSS]) == []
    assert page.locator("button:visible, input:visible, select:visible, nav:visible").count() == 0
    framed = "all => all.filter(one => getComputedStyle(one).overflowX !== 'visible').length"
    assert page.eval_on_selector_all(".table-frame", framed) == 0
    widths = "all => all.map(one => Number(one.getAttribute('width')))"
    assert all(width <= SHEET for width in page.eval_on_selector_all(f"{PLOT} .main-svg", widths))


def test_on_paper_charts_are_light_and_no_wider_than_the_sheet(visit: Visit) -> None:
    page = visit.page
    visit.open(themed(PLACE, "dark"))
    drawn(page)
    before = page.evaluate(LINES)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    widths = page.eval_on_selector_all(
        f"{PLOT} .main-svg:first-child", "all => all.map(one => Number(one.getAttribute('width')))"
    )
    assert set(page.evaluate(LINES)) == {rgb(TOKENS["path"]), rgb(TOKENS["brand"])}
    assert max(widths) <= SHEET
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(LINES) == before
    until(page, f"document.querySelector('{PLOT} .main-svg').getAttribute('width') > {SHEET}")


def slow(route: Route) -> None:
    """Let the answer wait until the bar must have shown."""
    page = route.request.frame.page
    page.locator(".under-way").wait_for(state="visible")
    route.continue_()


def watched(page: Page) -> None:
    """Note in the page every time the bar shows."""
    page.evaluate(
        """() => { window.shown = 0; const bar = document.querySelector('.under-way');
        new MutationObserver(() => { if (!bar.hidden) window.shown += 1; })
        .observe(bar, {attributes: true}); }"""
    )


def test_a_bar_shows_only_while_an_answer_takes_its_time(visit: Visit) -> None:
    page = visit.page
    visit.open("/help")
    watched(page)
    page.route(CALLBACK, slow)
    page.locator(".masthead").get_by_role("link", name="数据", exact=True).click()
    expect(page.locator("h1")).to_have_text("数据")
    assert page.evaluate("shown") == 1
    expect(page.locator(".under-way")).to_be_hidden()


@pytest.fixture
def troubled(browser: Browser, server: str) -> Iterator[Page]:
    """A page on which errors of the network are expected."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(server + "/help")
    drawn(page)
    yield page
    context.close()


@pytest.mark.parametrize("status", [0, 500, 503])
def test_an_away_server_is_said_and_the_page_stays_until_it_answers_again(
    troubled: Page, status: int
) -> None:
    page = troubled

    def refuse(route: Route) -> None:
        route.fulfill(status=status, body="") if status else route.abort()

    page.route("**/*", refuse)
    page.locator(".masthead").get_by_role("link", name="数据", exact=True).click()
    banner = page.get_by_role("alert")
    expect(banner).to_contain_text(AWAY)
    expect(page.locator("h1")).to_have_text("方法说明")
    again = banner.get_by_role("button", name="重试")
    again.click()
    expect(again).not_to_have_attribute("aria-disabled", "true")  # it was refused once more
    expect(banner).to_contain_text(AWAY)
    page.unroute("**/*")
    again.click()
    expect(page.locator("h1")).to_have_text("数据")
    expect(page.get_by_role("alert")).to_be_hidden()


def test_the_banner_goes_with_the_next_answer(troubled: Page) -> None:
    page = troubled
    page.route(CALLBACK, lambda route: route.abort())
    page.locator(".masthead").get_by_role("link", name="数据", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text(AWAY)
    page.unroute(CALLBACK)
    page.locator(".masthead").get_by_role("link", name="督办", exact=True).click()
    expect(page.locator("h1")).to_contain_text("督办")
    expect(page.get_by_role("alert")).to_be_hidden()


def test_the_keyboard_is_seen_on_every_ground(visit: Visit) -> None:
    page = visit.page
    visit.open(PLACE)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_class("skip")
    assert skip.evaluate("one => one.getBoundingClientRect().left") >= 0
    for _ in range(25):
        page.keyboard.press("Tab")
        style = page.evaluate(
            """() => { const one = document.activeElement, style = getComputedStyle(one);
            return [one.outerHTML.slice(0, 80), style.outlineStyle, parseFloat(style.outlineWidth)]; }"""
        )
        assert style[1] == "solid" and style[2] >= 2, style


def test_the_part_an_address_leads_to_is_set_off(visit: Visit) -> None:
    visit.open("/help#bands")
    expect(visit.page.locator("#bands")).to_have_class(re.compile("aimed"))
    ground = "one => getComputedStyle(one).backgroundColor"
    assert visit.page.locator("#bands").evaluate(ground) == rgb(TOKENS["brand-pale"])
    visit.page.locator(".contents").get_by_role("link").last.click()
    expect(visit.page.locator("#bands")).not_to_have_class(re.compile("aimed"))
    expect(visit.page.locator("#indicators")).to_have_class(re.compile("aimed"))


def test_with_forced_colours_bars_chips_and_cells_keep_an_edge(visit: Visit) -> None:
    page = visit.page
    page.emulate_media(forced_colors="active")
    visit.open("/")
    for part in (".chip", ".cell", ".card", ".bar", ".finding"):
        edge = page.locator(part).first.evaluate(
            "one => [getComputedStyle(one).borderTopStyle, parseFloat(getComputedStyle(one).borderTopWidth)]"
        )
        assert edge == ["solid", 1], part


def test_numbers_have_one_width_and_a_unit_stays_with_its_number(visit: Visit) -> None:
    visit.open("/")
    style = "getComputedStyle(document.body)"
    assert "tabular-nums" in visit.page.evaluate(f"{style}.fontVariantNumeric")
    assert visit.page.evaluate(f"{style}.lineBreak") == "strict"
    assert (
        visit.page.locator(".finding .nb")
        .first.evaluate("one => getComputedStyle(one).whiteSpace")
        .startswith("nowrap")
    )
