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


AT = """year => {
  const plot = document.querySelector(".js-plotly-plot"), layout = plot._fullLayout;
  const line = plot._fullData[2], spot = line.x.indexOf(year), box = plot.getBoundingClientRect();
  return [box.left + layout._size.l + layout.xaxis.l2p(year),
          box.top + layout._size.t + layout.yaxis.l2p(line.y[spot])];
}"""
CLEAR = """() => {
  const found = [];
  for (const plot of document.querySelectorAll(".js-plotly-plot")) {
    const frame = plot.getBoundingClientRect();
    const texts = [...plot.querySelectorAll(".annotation-text, .textpoint text")]
      .map(text => [text.textContent, text.getBoundingClientRect()]).filter(([, box]) => box.width);
    texts.forEach(([text, box], at) => {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1
          || box.bottom > frame.bottom + 1) found.push("cut off: " + text);
      for (const [other, beside] of texts.slice(at + 1)) {
        if (box.left < beside.right - 1 && beside.left < box.right - 1 && box.top < beside.bottom - 1
            && beside.top < box.bottom - 1) found.push(text + " on " + other);
      }
      for (const line of plot.querySelectorAll(".scatter path.js-line")) {
        const place = line.getScreenCTM();
        for (let length = 0; length < line.getTotalLength(); length += 2) {
          const spot = line.getPointAtLength(length).matrixTransform(place);
          if (spot.x > box.left && spot.x < box.right && spot.y > box.top + 2 && spot.y < box.bottom - 2) {
            found.push(text + " on a line");
            break;
          }
        }
      }
    });
  }
  return found;
}"""


def test_hovering_over_an_actual_tells_value_requirement_gap_and_source(visit: Visit) -> None:
    page = visit.page
    visit.open("/place/620800")
    page.wait_for_selector(CHART)
    page.locator(".js-plotly-plot").first.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    x, y = page.evaluate(AT, 2024)
    page.mouse.move(x - 30, y - 30)
    page.mouse.move(x, y)
    told = page.locator(".js-plotly-plot").first.locator(".hoverlayer")
    for said in (
        "2024年：49.5%",
        "序时要求52.95%",
        "低于序时要求3.45个百分点",
        "来源：平凉市人口数据信息",
    ):
        expect(told).to_contain_text(said)
    x, y = page.evaluate(AT, 2015)
    page.mouse.move(x, y)
    expect(told).to_contain_text("2015年：36.27%")
    expect(told).to_contain_text("待核")
    expect(told).not_to_contain_text("序时要求")


@pytest.mark.parametrize("width", [390, 1440])
def test_no_label_of_a_chart_stands_on_another_or_on_a_line(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    for code in ("620800", "610000", "620000", "000000"):
        visit.open(f"/place/{code}")
        visit.page.wait_for_selector(CHART)
        visit.page.wait_for_timeout(400)
        assert visit.page.evaluate(CLEAR) == [], code


def test_the_values_of_a_chart_unfold_beneath_it_and_no_number_leaves_its_unit(
    visit: Visit,
) -> None:
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 900})
    visit.open("/place/620800")
    page.wait_for_selector(CHART)
    values = page.locator("details.values").first
    values.locator("summary").click()
    expect(values.locator("tbody tr", has_text="2024")).to_contain_text("52.95")
    parted = page.evaluate(
        "() => [...document.querySelectorAll('main .nb')].filter(one => one.getClientRects().length > 1)"
        ".map(one => one.textContent)"
    )
    assert parted == []
    assert page.locator("main .nb").count() > 20


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


@pytest.mark.parametrize("width", [1024, 1440])
@pytest.mark.parametrize(
    "path", ["/", "/place/620800", "/indicator/urbanization_rate?place=620800"]
)
def test_no_page_scrolls_sideways(visit: Visit, path: str, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.open(path)
    visit.page.wait_for_timeout(300)
    too_wide = visit.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert too_wide <= 0
