"""Every page of the dashboard once, with the states that a reader brings it into.

What is checked on all pages or photographed is listed here and nowhere else; a page that is missing
here is missing in each of those tests.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Page, expect

from dashboard.cli import main
from dashboard.reader import BoardReader
from etl.project.folder import Folder

CITY, PROVINCE, BARE_COUNTY = "620800", "610000", "620826"
LEAD = "urbanization_rate"


def _nothing(page: Page) -> None:
    """Leave a page as it opens."""


def _statement(page: Page) -> None:
    """Choose a statement of the document."""
    page.locator(".queue a").nth(1).press("Enter")
    expect(page.locator("mark.chosen").first).to_be_visible()


def _drawer(page: Page) -> None:
    """Open an item of the list."""
    page.locator("a.opener").first.press("Enter")
    expect(page.locator(".drawer")).to_be_visible()


def _finished(page: Page) -> None:
    """Have a report made."""
    page.locator("main select[name=year]").select_option("2022")
    with page.expect_download():
        page.locator("[data-form=report] [type=submit]").press("Enter")
    expect(page.locator(".report-outcome [data-slot=file]")).to_be_visible()


@dataclass(frozen=True, slots=True)
class Sight:
    """A page in one state: the name of its picture, its address, what is done on it first.

    `{sheet}`, `{other_sheet}` and `{publication}` in the address stand for those of the project.
    """

    name: str
    path: str
    act: Callable[[Page], None] = _nothing

    def address(self, ids: Mapping[str, str], **query: str) -> str:
        """Return the address with the names of a project and further fields of the query."""
        path, _, own = self.path.format(**ids).partition("?")
        fields = [own, *(f"{key}={value}" for key, value in query.items())]
        return f"{path}?{'&'.join(filter(None, fields))}"


GROUPS: Mapping[str, tuple[Sight, ...]] = {
    "overview": (
        Sight("overview", "/"),
        Sight("overview-nothing-found", "/?department=nobody"),
        Sight("overview-english", "/?lang=en"),
        Sight("not-found", "/nothing-here"),
    ),
    "places": (
        Sight("place-620800", f"/place/{CITY}"),
        Sight("place-610000", f"/place/{PROVINCE}"),
        Sight("place-620826-without-targets", f"/place/{BARE_COUNTY}?as_of=2023-12-31"),
    ),
    "indicators": (
        Sight("indicator", f"/indicator/{LEAD}?place={CITY}"),
        Sight("indicator-values-only", "/indicator/resident_population?place=610600"),
        Sight("calculation", "/calculation/{sheet}"),
        Sight("calculation-not-judged-english", "/calculation/{other_sheet}?lang=en"),
    ),
    "decisions": (
        Sight("supervision", "/supervision"),
        Sight("supervision-item", "/supervision", _drawer),
        Sight("supervision-nothing-found", "/supervision?state=pending_closure"),
        Sight("report", "/report"),
        Sight("report-finished", "/report", _finished),
    ),
    "documents": (
        Sight("plans", "/plans"),
        Sight("plan", "/plans/pingliang-2021-2035", _statement),
        Sight("help", "/help"),
    ),
    "records": (
        Sight("data", f"/data?place={CITY}&indicator={LEAD}"),
        Sight("publication", "/publications/{publication}"),
    ),
}
SCREEN = Sight("screen", f"/screen?place={CITY}")
PAGES: tuple[Sight, ...] = tuple(sight for group in GROUPS.values() for sight in group)


def urban(project: Path, *words: str) -> str:
    """Return what a verb of `urban` shows on a project; fails with its talk where it refuses."""
    done = CliRunner().invoke(main, [*words, "--project", str(project)])
    assert done.exit_code == 0, done.stderr
    return done.stdout


def names_of(project: Path) -> dict[str, str]:
    """Load a project, freeze its board, and return the names that addresses are filled with."""
    urban(project, "load")
    publication = urban(project, "publish", "--who", "张三", "--note", "年中监测").strip()
    with BoardReader(f"sqlite:///{Folder(project).database}").open() as board:
        rows = board.rows(CITY)
    behind = next(row for row in rows if row.status == "far_behind")
    silent = next(row for row in rows if row.status == "unknown")
    urban(project, "load")
    return {
        "publication": publication,
        "sheet": behind.target.target_id,
        "other_sheet": silent.target.target_id,
    }


def decided(project: Path, ids: Mapping[str, str]) -> None:
    """Record a judgement and a move of its item, so that pages have what people decided to show."""
    urban(project, "judgement", "add", ids["sheet"], "--status", "behind",
          "--reason", "按月度数据判断差距在缩小", "--who", "李四", "--until", "2099-12-31")  # fmt: skip
    urban(project, "supervision", "move", ids["sheet"], "--state", "rectifying",
          "--measures", "按月调度，逐县核对", "--due", "2026-12-31", "--who", "王五")  # fmt: skip


def scenes_of(page: Page) -> list[str]:
    """Return the names of the scenes of the screen that is open."""
    names: list[str] = page.locator(".scene").evaluate_all("found => found.map(one => one.id)")
    return names


def settled(page: Page) -> None:
    """Wait until a page stands: its heading, its fonts, every chart and picture.

    Its context must pass by the content security policy.
    """
    page.wait_for_selector("main h1", state="attached")
    page.wait_for_function(
        "() => document.fonts.status === 'loaded'"
        " && [...document.images].every(image => image.complete)"
        " && [...document.querySelectorAll('.dash-graph')].every(chart => chart.querySelector('.main-svg'))"
    )


def unfolded(page: Page) -> None:
    """Open whatever can be folded out; of the value tables, one under each chart, the first two."""
    page.evaluate(
        "[...document.querySelectorAll('details:not(.values)'),"
        " ...[...document.querySelectorAll('details.values')].slice(0, 2)]"
        ".forEach(part => { part.open = true; })"
    )
