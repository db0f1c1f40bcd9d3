"""The screen on walls of four sizes, on phones, on paper and in the system's own colours: nothing is
cut, covered, too small or scrolled, with the committed project and with the most hostile briefing."""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from playwright.sync_api import Browser, Page

from dashboard.briefing.records import Briefing
from dashboard.screen.page import page as drawn
from tests.dashboard.screen.extremes import crowded, endless
from tests.dashboard.screen.sample import charts, empty, hostile, sample
from tests.e2e.conftest import Visit

pytestmark = pytest.mark.browser
WALLS = ((1366, 768), (1280, 1024), (1920, 1080), (3840, 2160), (7680, 2160))
PHONES = ((320, 640), (390, 844), (768, 1024), (1024, 768))
MEASURE = (Path(__file__).parent / "screen_sizes.js").read_text(encoding="utf-8")
FLOORS = {"label": 22, "figure": 72}
BRIEFINGS = pytest.mark.parametrize("made", [sample, hostile, empty])


@pytest.fixture
def wall(browser: Browser) -> Iterator[Page]:
    """A window of 1920 × 1080 on nothing yet."""
    window = browser.new_page(viewport={"width": 1920, "height": 1080})
    yield window
    window.close()


def show(window: Page, given: Briefing, lang: str = "zh", theme: str = "dark") -> None:
    """Show a briefing without a server; its script has no address and stays away."""
    now = datetime(2026, 11, 23, 4, 5, tzinfo=UTC)
    window.set_content(drawn(given, lang=lang, theme=theme, build="b", edition="e", now=now))


def problems(window: Page, width: int, height: int) -> list[str]:
    window.set_viewport_size({"width": width, "height": height})
    found: list[str] = window.evaluate(MEASURE, FLOORS)
    return found


@BRIEFINGS
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_scene_fits_its_wall_at_every_size(
    wall: Page, made: Callable[[], Briefing], lang: str
) -> None:
    show(wall, made(), lang)
    assert {size: found for size in WALLS if (found := problems(wall, *size))} == {}


@pytest.mark.parametrize("made", [crowded, endless])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_longest_words_of_both_languages_fit_every_wall(
    wall: Page, made: Callable[[str], Briefing], lang: str
) -> None:
    show(wall, made(lang), lang)
    assert {size: found for size in WALLS if (found := problems(wall, *size))} == {}


def test_a_name_longer_than_any_name_is_ends_in_dots_on_the_wall_and_is_whole_on_a_phone(
    wall: Page,
) -> None:
    show(wall, endless("zh"))
    cut = """() => [...document.querySelectorAll('.targets th .name-of')].map((part) =>
      [part.scrollHeight > part.clientHeight * 1.5, part.title.length])"""
    assert wall.evaluate(cut) == [[True, 201]] * 6
    wall.set_viewport_size({"width": 390, "height": 844})
    assert [one for one, _ in wall.evaluate(cut)] == [False] * 6


def test_no_text_of_a_chart_covers_another_as_the_browser_draws_it(wall: Page) -> None:
    show(wall, charts())
    assert problems(wall, 1920, 1080) == []


def test_the_real_screen_fits_every_wall_in_both_themes_and_languages(visit: Visit) -> None:
    for address in (
        "/screen?place=620800", "/screen?place=620800&lang=en&theme=light",
        "/screen?place=610000&theme=light&lang=zh", "/screen?place=620802&lang=zh",
    ):  # fmt: skip
        visit.open(address)
        assert visit.page.locator("section.scene").count() >= 4
        found = {size: bad for size in WALLS if (bad := problems(visit.page, *size))}
        assert (address, found) == (address, {})


@BRIEFINGS
def test_a_phone_and_a_zoomed_window_read_it_downwards_and_never_sideways(
    wall: Page, made: Callable[[], Briefing]
) -> None:
    show(wall, made())
    for width, height in (*PHONES, (960, 540)):
        wall.set_viewport_size({"width": width, "height": height})
        seen: dict[str, Any] = wall.evaluate(READING)
        assert seen["layout"] == "flow"
        assert (width, seen["sideways"]) == (width, [])
        assert (width, seen["least"] >= 15) == (width, True)
        assert seen["hidden"] == 0 and seen["least_of_chart"] >= 9.5
        assert seen["least_target"] >= 24


# Texts that leave the window, the smallest type, scenes out of sight, the smallest thing to press.
READING = """() => {
  const own = (part) => [...part.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const texts = [...document.querySelectorAll("main *, #controls *")].filter((part) =>
    own(part) && !part.closest(".sr-only") && part.getClientRects().length);
  const wide = document.documentElement.clientWidth;
  const size = (part) => parseFloat(getComputedStyle(part).fontSize);
  const charted = texts.filter((part) => part.closest("svg"));
  const pressed = [...document.querySelectorAll("#controls > *")].map((part) => part.getBoundingClientRect());
  return {
    layout: getComputedStyle(document.documentElement).getPropertyValue("--layout").trim(),
    sideways: [document.documentElement, ...texts].filter((part) => part.getBoundingClientRect().right > wide + 1
      || (!part.closest("svg") && part.scrollWidth > wide + 1)).map((part) => part.textContent.trim().slice(0, 30)),
    least: Math.min(...texts.filter((part) => !part.closest("svg")).map(size)),
    least_of_chart: Math.min(99, ...charted.map((part) => size(part) * part.closest("svg").getScreenCTM().a)),
    hidden: [...document.querySelectorAll(".scene")].filter((part) =>
      getComputedStyle(part).visibility !== "visible").length,
    least_target: Math.min(...pressed.map((box) => Math.min(box.width, box.height))),
  };
}"""


def test_on_paper_every_scene_is_one_sheet_lying_down_in_light_colours(wall: Page) -> None:
    show(wall, hostile())
    sheets = pdfplumber.open(io.BytesIO(wall.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) == len(hostile().scenes)
    assert all(sheet.width > sheet.height for sheet in sheets)
    wall.emulate_media(media="print")
    ground = wall.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(244, 246, 249)"


def test_in_forced_colours_lines_bars_and_words_stay_visible(wall: Page) -> None:
    show(wall, sample())
    wall.emulate_media(forced_colors="active")
    seen = wall.evaluate("""() => {
      const style = (selector, name) => getComputedStyle(document.querySelector(selector))[name];
      return {
        ground: style(".scene", "backgroundColor"), words: style(".verdict p", "color"),
        line: style("svg.wide polyline.actual", "stroke"), target: style("svg.wide path.target", "stroke"),
        label: style("svg.wide .label.target", "fill"), bar: style(".bar .done", "backgroundColor"),
        gap: style(".against .done", "backgroundColor"),
      };
    }""")
    ground = seen.pop("ground")
    assert all(colour != ground for colour in seen.values()), seen


def test_nothing_moves_for_those_who_asked_for_less_motion(wall: Page) -> None:
    show(wall, sample())
    animation = """() => { const scene = document.querySelectorAll('.scene')[1];
      scene.classList.add('current', 'arriving'); return getComputedStyle(scene).animationName; }"""
    assert wall.evaluate(animation) == "arrive"
    wall.emulate_media(reduced_motion="reduce")
    assert wall.evaluate(animation) == "none"


def test_the_controls_are_unseen_until_they_are_asked_for(wall: Page) -> None:
    show(wall, sample())
    opacity = "getComputedStyle(document.querySelector('#controls')).opacity"
    assert wall.evaluate(opacity) == "0"
    wall.keyboard.press("Tab")
    assert wall.evaluate(opacity) == "1"
    assert wall.evaluate("document.activeElement.dataset.action") == "previous"


HIDDEN_BY_THE_MARK = """() => {
  const bottom = document.querySelector('#outage').getBoundingClientRect().bottom;
  return document.querySelector('.scene.current h2').getBoundingClientRect().top < bottom;
}"""


def test_a_lost_connection_is_read_from_five_metres(wall: Page) -> None:
    show(wall, sample())
    assert wall.evaluate("document.querySelector('#outage').getClientRects().length") == 0
    box = wall.evaluate("""() => { const mark = document.querySelector('#outage');
      mark.textContent = '连接中断　自 12:05'; mark.hidden = false; const style = getComputedStyle(mark);
      return { size: parseFloat(style.fontSize), shape: getComputedStyle(mark, '::before').content,
               width: mark.getBoundingClientRect().width, ground: style.backgroundColor }; }""")
    assert wall.evaluate(HIDDEN_BY_THE_MARK) is False
    assert box == {"size": 38, "shape": '"▲"', "width": 1920, "ground": "rgb(255, 127, 99)"}
