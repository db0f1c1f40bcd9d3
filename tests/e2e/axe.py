"""axe-core on the pages that stand: what violates WCAG 2.2 AA, and what nobody has judged yet.

axe says "incomplete" where it cannot tell. Each such place needs a line in axe_judged.csv; where the
verdict is "computed" the contrast is measured here, each time and on each element, from the colours
that the browser uses.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

HERE = Path(__file__).parent
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
COMPUTED, PASSES = "computed", "passes"


@dataclass(frozen=True, slots=True)
class Judged:
    """A line of axe_judged.csv: which incomplete result, on which pages, and why it is no fault.

    `rule` is the rule with the reason axe gives ("color-contrast nonBmp"), `page` patterns of
    names, `selector` CSS that the element matches.
    """

    rule: str
    page: str
    selector: str
    verdict: str
    reason: str
    judged_by: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What axe found on one page: faults as sentences, and the judged lines that were needed."""

    faults: list[str]
    used: set[Judged]
    measured: int


def judged_lines() -> list[Judged]:
    """Return the lines of the judged list."""
    with (HERE / "axe_judged.csv").open(encoding="utf-8", newline="") as table:
        return [Judged(**line) for line in csv.DictReader(table)]


def concerning(lines: Iterable[Judged], names: Sequence[str]) -> list[Judged]:
    """Return the lines whose page pattern fits one of these pages."""
    return [
        line
        for line in lines
        if any(fnmatchcase(name, pattern) for name in names for pattern in line.page.split())
    ]


def load_axe(page: Page) -> None:
    """Put axe into a page; its context must pass by the content security policy."""
    package = files("axe_playwright_python")
    for script in (package / "axe.min.js", HERE / "axe_run.js"):
        page.add_script_tag(content=script.read_text("utf-8"))


def run_axe(page: Page, name: str, lines: Sequence[Judged]) -> Findings:
    """Return what axe finds on the page as it stands now."""
    own = concerning(lines, [name])
    told = page.evaluate(
        "([tags, judged]) => axeFindings(tags, judged)",
        [list(TAGS), [{"rule": line.rule, "selector": line.selector} for line in own]],
    )
    incomplete = told["incomplete"]
    faults = [*told["violations"], *(fault for one in incomplete if (fault := _fault(one, own)))]
    used = {own[one["line"]] for one in incomplete if one["line"] >= 0}
    return Findings(faults, used, len(incomplete))


def _fault(one: dict[str, Any], lines: Sequence[Judged]) -> str:
    """Return what is wrong with an incomplete result, "" where its line settles it."""
    where = f"{one['rule']}: {one['where']}"
    if one["line"] < 0:
        return f"not judged: {where} contrast {one.get('ratio')}"
    if lines[one["line"]].verdict == PASSES:
        return ""
    ratio = one.get("ratio")
    if ratio is None:
        return f"cannot be computed: {where}"
    return "" if ratio >= one["least"] else f"contrast {ratio} < {one['least']}: {where}"
