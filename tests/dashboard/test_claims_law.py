"""On projects that nobody wrote every chart, its hover and its table claim the same."""

import itertools
import math
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.charting import chain_said, chain_table
from dashboard.figures.hover import dues_of
from dashboard.figures.trajectory import trajectory
from dashboard.reader import BoardReader
from dashboard.records import Chain
from etl.project.reader import read_project
from tests.dashboard.chance import on_path, random_rows, random_targets, small_project
from tests.dashboard.drawn import rows_of, text_of
from tests.dashboard.report.made import published

TODAY = "2026-11-23"


@pytest.fixture(scope="module", params=[1, 2, 3])
def random_chains(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[Chain]:
    """The chains of a project made by chance."""
    dice = random.Random(request.param)
    made = small_project(tmp_path_factory.mktemp("chance"))
    registry = read_project(made).registry
    url = published(made, list(random_targets(dice, registry)), list(random_rows(dice, registry)))
    with BoardReader(url).open(None, TODAY) as board:
        return board.chains()


def strings_of(tree: object) -> Iterator[str]:
    """Yield every text of a figure."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for part in tree.values():
            yield from strings_of(part)
    elif isinstance(tree, list | tuple):
        for part in tree:
            yield from strings_of(part)


@pytest.mark.parametrize("compact", [False, True])
def test_every_claim_lies_on_the_drawn_path_or_is_the_rows_own(
    random_chains: list[Chain], compact: bool
) -> None:
    along, alone = 0, 0
    for chain in random_chains:
        # A drawn height is rounded to one place more than the values.
        step = 10.0 ** -(chain.current.indicator.decimals + 1) * chain.current.wording().factor
        for point, due in zip(chain.points, dues_of(chain), strict=True):
            if due is None:
                continue
            assert due.gap == pytest.approx(point.observation.value - due.expected, abs=1e-6)
            if chain.path:
                along += 1
                drawn = on_path(chain, point.time, compact=compact)
                assert any(abs(one - due.expected) <= 2 * step for one in drawn)
            else:
                alone += 1
                own = [row for row in chain.rows if row.observation == point.observation]
                assert due.expected in [row.expected for row in own]
    assert along > 30


def test_what_judgement_asked_of_a_year_is_on_the_path(random_chains: list[Chain]) -> None:
    seen = 0
    for chain in random_chains:
        for row in chain.rows:
            year = row.target.year
            if row.expected is None or row.period is None or year is None or row.adds_up:
                continue
            is_own = row.period <= year and not (row.observation and row.observation.as_of)
            if (
                not is_own
                or row.target.kind == "cap"
                or (year, row.target.value) not in knots(chain)
            ):
                continue
            if row.period in chain.path:
                seen += 1
                assert chain.path[row.period] == pytest.approx(row.expected)
    assert seen > 15


def knots(chain: Chain) -> list[tuple[int, float]]:
    return list(chain.path.items())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("compact", [False, True])
def test_every_plotted_value_and_every_claim_is_in_the_table(
    random_chains: list[Chain], lang: str, compact: bool
) -> None:
    for chain in random_chains:
        figure = trajectory(chain, lang, compact=compact)
        table = chain_table(chain, lang, compact=compact)
        lines = [] if table is None else rows_of(table)[1:]
        grouped = lang == "en" and chain.current.indicator.display_unit
        step = 0.51 if grouped else 0.51 * 10.0**-chain.current.indicator.decimals
        for x, y in plotted(figure):
            cells = [
                cell for line in lines if line[0].startswith(f"{math.ceil(x)}") for cell in line
            ]
            found = [abs(one - y) <= step for cell in cells for one in numbers(cell)]
            assert any(found), (chain.current.indicator.indicator_id, x, y, lines)
        wording = chain.current.wording(lang)
        for point, due in zip(chain.points, dues_of(chain), strict=True):
            if due is None:
                continue
            seen = point.observation
            (line,) = [one for one in lines if one[0] == (seen.as_of or str(seen.period))
                       and one[3] == wording.number(seen.value)]  # fmt: skip
            assert line[1] == wording.number(due.expected)


def plotted(figure: dict[str, Any]) -> Iterator[tuple[float, float]]:
    """Yield what is drawn; not where a path only begins or bends, of which its hover says so."""
    for trace in figure["data"]:
        said = trace.get("hovertemplate") or itertools.repeat("%{y}")
        for x, y, text in zip(trace.get("x", ()), trace.get("y", ()), said, strict=False):
            if x is not None and "%{y}" in text:
                yield x, y


def numbers(cell: str) -> list[float]:
    found = re.findall(r"[−-]?\d[\d,]*(?:\.\d+)?", cell)
    return [float(one.replace(",", "").replace("−", "-")) for one in found]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_text_of_a_chart_holds_a_number_that_is_none(
    random_chains: list[Chain], lang: str
) -> None:
    for chain in random_chains:
        table = chain_table(chain, lang)
        said = [chain_said(chain, lang), text_of(table) if table else ""]
        said += strings_of([trajectory(chain, lang), trajectory(chain, lang, compact=True)])
        for text in said:
            assert not re.search(r"None|\bnan\b|\binf\b|nan%", text), text
