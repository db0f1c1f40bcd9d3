"""What the wall says and does while its server, its database or its version change under it."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from etl.project.folder import Folder
from etl.steps.load import load
from tests.e2e.conftest import ROOT, Host, copied_project, hosted, visiting
from tests.e2e.test_screen import WALL, press, shown

pytestmark = pytest.mark.browser
LOST, UNREAD = "连接中断", "数据暂时读不到"


# A portal that wants a login, a server too busy to answer, a gateway without its server, a database
# that cannot be read: what the wall says of it.
def _portal(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body="<h1>Wi-Fi login</h1>")


def _gateway(route: Route) -> None:
    route.fulfill(status=502, content_type="text/html", body="<h1>Bad Gateway</h1>")


def _unread(route: Route) -> None:
    route.fulfill(status=503, json={"error": "数据库暂时读不到。"})


def _others(route: Route) -> None:
    route.fulfill(status=200, json={"status": "ok"})


def _silent(route: Route) -> None:
    """Let the browser wait."""


def test_whatever_the_heartbeat_meets_the_wall_says_since_when_and_recovers(
    browser: Browser, server: str
) -> None:
    context = browser.new_context(viewport=WALL, timezone_id="America/New_York")
    page = context.new_page()
    page.clock.install(time=datetime(2001, 1, 1, tzinfo=UTC))  # A kiosk with a flat battery.
    page.goto(f"{server}/screen")
    press(page, "h")
    mark, figures = page.locator("#outage"), page.locator(".scene.current").inner_text()
    expected = (
        (_portal, LOST),
        (_gateway, LOST),
        (_others, LOST),
        (_silent, LOST),
        (_unread, UNREAD),
    )
    for meets, said in expected:
        page.route("**/heartbeat*", meets)
        since = datetime.now().astimezone().strftime("%H:%M")
        pass_beats(page, 3)
        expect(mark).to_be_visible()
        assert said in mark.inner_text(), meets
        assert re.search(r"\d\d:\d\d", mark.inner_text())
        assert abs(_minutes(since) - _minutes(mark.inner_text()[-5:])) <= 1
        assert page.locator(".scene.current").inner_text() == figures
        page.unroute("**/heartbeat*")
        pass_beats(page, 3)
        expect(mark).to_be_hidden()
    context.close()


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", "连接中断　自 11月20日 18:20"), ("en", "Connection lost since November 20 18:20")],
)
def test_an_outage_over_a_weekend_says_its_day(
    browser: Browser, server: str, lang: str, said: str
) -> None:
    context = browser.new_context(viewport=WALL)
    page = context.new_page()
    page.clock.install()
    page.goto(f"{server}/screen?lang={lang}")
    own = page.evaluate("document.body.dataset")
    told = {"build": own["build"], "edition": own["edition"], "now": "2026-11-20T18:20:00+08:00"}
    page.route("**/heartbeat*", lambda route: route.fulfill(json=told))
    pass_beats(page, 2)
    page.route("**/heartbeat*", _gateway)
    pass_beats(page, 2)
    mark = page.locator("#outage")
    expect(mark).to_be_visible()
    expect(mark).to_have_text(said.replace("11月20日 ", "").replace("November 20 ", ""))
    page.clock.fast_forward(60 * 3_600_000)
    pass_beats(page, 2)
    expect(mark).to_have_text(said)
    context.close()


def pass_beats(page: Page, number: int) -> None:
    """Let the time of some heartbeats pass, each with its answer."""
    for _ in range(number):
        page.clock.run_for(2_000)
        page.wait_for_timeout(50)


def test_a_change_is_loaded_only_once_the_new_page_is_there_and_never_in_a_flurry(
    browser: Browser, server: str
) -> None:
    context = browser.new_context(viewport=WALL)
    page, asked = context.new_page(), []
    page.clock.install()
    page.goto(f"{server}/screen#ranking")
    press(page, "h")
    page.evaluate("document.body.dataset.seen = 'before'")
    page.on("request", lambda request: asked.append(request.url.partition("?")[0]))
    told = {"build": "another", "edition": "another", "now": "2026-11-23T08:00:00+08:00"}
    page.route("**/heartbeat*", lambda route: route.fulfill(json=told))
    page.route("**/screen", lambda route: route.fulfill(status=502, body='<main id="stage">'))
    pass_beats(page, 15)
    assert page.locator("body").get_attribute("data-seen") == "before"
    assert 2 <= asked.count(f"{server}/screen") <= 4
    assert asked.count(f"{server}/heartbeat") <= 16
    # 新的一版取不来，屏上的数就是旧的：要说出来。
    expect(page.locator("#outage")).to_contain_text(UNREAD)
    page.unroute("**/screen")
    with page.expect_event("load"):
        pass_beats(page, 22)
    expect(page.locator("#ranking")).to_have_class(re.compile("current"))
    expect(page.locator("#outage")).to_be_hidden()
    asked.clear()
    pass_beats(page, 3)
    assert asked.count(f"{server}/screen") == 0
    context.close()


def test_a_scene_that_is_gone_is_not_held_any_longer(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport=WALL)
    page = context.new_page()
    page.goto(f"{server}/screen#ranking")
    press(page, "h")
    expect(page.locator("#state")).to_have_text("已锁定本页")
    page.goto(f"{server}/screen#theme-gone")
    page.reload()
    expect(page.locator("#state")).to_have_text("")
    context.close()


def test_a_window_nobody_sees_neither_turns_nor_asks_and_asks_at_once_when_it_is_seen(
    browser: Browser, server: str
) -> None:
    context = browser.new_context(viewport=WALL)
    page, asked = context.new_page(), []
    page.clock.install()
    page.goto(f"{server}/screen")
    first = shown(page)
    hide = "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
    hide += " document.dispatchEvent(new Event('visibilitychange')); }"
    page.evaluate(hide, True)
    pass_beats(page, 2)
    page.on("request", lambda request: asked.append(request.url))
    pass_beats(page, 40)
    assert (shown(page), asked) == (first, [])
    page.evaluate(hide, False)
    page.wait_for_timeout(300)
    assert len(asked) == 1
    pass_beats(page, 20)
    assert shown(page) != first
    context.close()


def _minutes(time_of_day: str) -> int:
    hours, minutes = time_of_day.split(":")
    return int(hours) * 60 + int(minutes)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """A server of our own on a project of our own, to be stopped, broken and loaded anew."""
    project = copied_project(tmp_path / "project")
    with hosted(project, project / ".urban" / "urban.sqlite") as running:
        yield running


@pytest.fixture
def watched(fresh: BrowserContext, host: Host) -> Iterator[Page]:
    """The screen of that server in real time; the browser notes each lost connection as an error."""
    for visit in visiting(fresh, host.address, host.project):
        visit.page.set_viewport_size(WALL)
        visit.open("/screen#counts")
        visit.page.keyboard.press("h")
        yield visit.page
        about = ("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE", "503")
        visit.errors[:] = [
            error for error in visit.errors if not any(one in error for one in about)
        ]


def reads(page: Page, said: str | None, seconds: float) -> None:
    """Wait until the mark says something, or (None) until it is gone."""
    mark = page.locator("#outage")
    if said is None:
        expect(mark).to_be_hidden(timeout=seconds * 1000)
    else:
        expect(mark).to_contain_text(said, timeout=seconds * 1000)
        expect(mark).to_be_visible()


def stands(page: Page) -> None:
    """Wait until the scene that was held stands again, and is held."""
    expect(page.locator("#counts")).to_have_class(re.compile("current"))
    expect(page.locator("#state")).to_have_text("已锁定本页")


def test_the_wall_outlives_a_broken_database_a_new_release_a_lost_server_and_a_new_version(
    watched: Page, host: Host, tmp_path: Path
) -> None:
    refused = _a_broken_database_has_a_mark_of_its_own(watched, host, tmp_path)
    _a_new_release_is_there_within_a_minute(watched, host)
    expect(refused.locator("#stage")).to_be_attached(timeout=12_000)
    _the_figures_stay_while_the_server_is_away(watched, host)
    _a_new_version_is_there_within_a_minute(watched, host, tmp_path)


def _a_broken_database_has_a_mark_of_its_own(wall: Page, host: Host, aside: Path) -> Page:
    """Return a second screen, opened meanwhile: a refusal that must heal by itself."""
    for path in host.database.parent.glob("urban.sqlite*"):
        shutil.move(path, aside)
    reads(wall, UNREAD, 5)
    with wall.context.expect_page() as opened:
        wall.evaluate("open('/screen#counts')")
    expect(opened.value.locator("h1")).to_have_text("页面暂时打不开")
    for path in aside.glob("urban.sqlite*"):
        shutil.move(path, host.database.parent)
    reads(wall, None, 5)
    return opened.value


def _a_new_release_is_there_within_a_minute(wall: Page, host: Host) -> None:
    headline = wall.locator("#headline")
    expect(headline).to_contain_text("49.5")
    table = host.project / "data" / "observations" / "pingliang.csv"
    text = table.read_text(encoding="utf-8")
    assert text.count("urbanization_rate,2024,49.5,") == 1
    changed = text.replace("urbanization_rate,2024,49.5,", "urbanization_rate,2024,51.37,")
    table.write_text(changed, encoding="utf-8")
    # 换数不重新载入网页：重新载入会退出全屏。
    wall.evaluate("document.documentElement.dataset.stays = 'yes'")
    load(Folder(host.project), url=f"sqlite:///{host.database}", now=datetime.now(UTC))
    expect(headline).to_contain_text("51.37", timeout=60_000)
    expect(wall.locator("html")).to_have_attribute("data-stays", "yes")
    expect(wall.locator("#counts")).to_contain_text("数据第2版")
    stands(wall)


def _the_figures_stay_while_the_server_is_away(wall: Page, host: Host) -> None:
    figures = wall.locator("#counts").inner_text()
    before = datetime.now().astimezone().strftime("%H:%M")
    host.stop()
    reads(wall, LOST, 5)
    assert wall.locator("#counts").inner_text() == figures
    since = wall.locator("#outage").inner_text()[-5:]
    assert 0 <= _minutes(before) - _minutes(since) <= 1
    host.start()
    reads(wall, None, 5)
    assert shown(wall) == "counts"


def _a_new_version_is_there_within_a_minute(wall: Page, host: Host, checkout: Path) -> None:
    for package in ("dashboard", "etl"):
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, checkout / package, ignore=ignore)
    sheet = checkout / "dashboard" / "screen" / "screen.css"
    sheet.write_text(sheet.read_text(encoding="utf-8") + ":root{--tried:yes}", encoding="utf-8")
    host.stop()
    host.start(checkout)
    body = wall.locator("body")
    expect(body).to_have_css("--tried", "yes", timeout=60_000)
    stands(wall)
    reads(wall, None, 1)
