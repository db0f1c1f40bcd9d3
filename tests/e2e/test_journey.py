"""The clerk's journey in a real browser: overview → 平凉 → the indicator and back, both languages."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit

pytestmark = pytest.mark.browser
CHART = ".js-plotly-plot .main-svg"


def test_a_clerk_goes_from_the_overview_to_the_city_to_the_indicator_and_back(visit: Visit) -> None:
    page = visit.page
    visit.open("/")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator(".finding")).to_contain_text("1项严重滞后")
    expect(page.locator(".finding")).to_contain_text("低3.45个百分点")

    page.locator(".matrix").get_by_role("link", name="平凉市", exact=True).click()
    expect(page.locator("h1")).to_contain_text("平凉市")
    expect(page).to_have_url(re.compile("/place/620800$"))
    expect(page).to_have_title(re.compile("平凉市"))
    page.wait_for_selector(CHART)

    page.locator("table").get_by_role("link", name="常住人口城镇化率").first.click()
    expect(page.locator("h1")).to_contain_text("常住人口城镇化率")
    expect(page).to_have_url(re.compile(r"/indicator/urbanization_rate\?place=620800$"))
    page.wait_for_selector(CHART)
    expect(page.locator(".js-plotly-plot").first).to_contain_text("55%")
    expect(page.locator(".js-plotly-plot").first).to_contain_text("70%左右")
    expect(page.locator(".js-plotly-plot").first).to_contain_text("序列断点，左右不可比")

    page.go_back()
    expect(page.locator("h1")).to_contain_text("平凉市")
    page.go_back()
    expect(page.locator("h1")).to_have_text("总览")


def test_the_same_journey_in_english_keeps_its_language(visit: Visit) -> None:
    page = visit.page
    visit.open("/")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("Overview")
    expect(page.locator("html")).to_have_attribute("lang", "en")

    page.locator(".matrix").get_by_role("link", name="平凉市", exact=True).click()
    expect(page.locator(".finding")).to_contain_text("3.45 percentage points below")
    page.locator("table").get_by_role("link", name="Urbanization rate (residents)").first.click()
    expect(page.locator("h1")).to_contain_text("Urbanization rate (residents)")
    expect(page.locator(".panel").first).to_contain_text("Passage")
    page.wait_for_selector(CHART)

    page.go_back()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Overview")
    page.get_by_role("link", name="中文").click()
    expect(page.locator("h1")).to_have_text("总览")


def test_the_cookie_remembers_the_language_of_an_address_without_one(visit: Visit) -> None:
    visit.open("/?lang=en")
    visit.open("/place/620800")
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")
    expect(visit.page.locator(".finding-label")).to_have_text("Finding")


def test_an_address_carries_the_filters_to_a_colleague(visit: Visit) -> None:
    page = visit.page
    visit.open("/")
    page.get_by_label("地区范围").select_option("cities")
    page.get_by_label("主题").select_option("population")
    page.get_by_role("button", name="筛选").click()
    page.wait_for_selector("main h1")
    address = page.url
    assert "level=cities" in address
    assert "theme=population" in address
    expect(page.locator(".matrix tbody")).to_contain_text("西安市")
    expect(page.locator(".matrix thead")).not_to_contain_text("人均公园绿地面积")
    page.goto(address)
    expect(page.get_by_label("主题")).to_have_value("population")


def test_every_place_and_indicator_of_the_starter_project_draws_without_complaint(
    visit: Visit,
) -> None:
    for path in (
        "/place/000000", "/place/610000", "/place/620000", "/place/620826", "/place/110000",
        "/indicator/rental_homes", "/indicator/income_ratio", "/indicator/green_coverage_ratio",
        "/indicator/settled_migrants?place=000000", "/indicator/urbanization_rate?place=999999",
        "/indicator/resident_population?place=610600", "/?level=all",
    ):  # fmt: skip
        visit.open(path)
        shown = visit.page.locator("main").inner_text()
        assert not re.search(r"\b(nan|None|inf|undefined)\b", shown), path


def test_shaanxi_shows_its_rolled_up_rate_beside_the_mean_that_is_not_one(visit: Visit) -> None:
    visit.open("/place/610000")
    expect(visit.page.locator("main")).to_contain_text(
        "2020年62.66%（合计39,528,999人；各地简单平均58.47%"
    )


def test_the_whole_journey_works_by_keyboard(visit: Visit) -> None:
    page = visit.page
    visit.open("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    link = page.locator(".matrix").get_by_role("link", name="平凉市", exact=True)
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("平凉市")


@pytest.mark.parametrize("width", [390, 1024, 1440])
@pytest.mark.parametrize(
    "path", ["/", "/place/620800", "/indicator/urbanization_rate?place=620800"]
)
def test_no_page_scrolls_sideways(visit: Visit, path: str, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.open(path)
    visit.page.wait_for_timeout(300)
    too_wide = visit.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert too_wide <= 0
