"""Every chart says its finding, is described in words, and has its values in a table beneath it."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from dash import dcc, html

from dashboard.board import Board
from dashboard.charting import chain_said, chain_table, graph, values_said
from dashboard.pages import indicator, place
from dashboard.records import Chain
from tests.dashboard.drawn import parts_of, rows_of, text_of

NUMBER = re.compile(r"[+−-]?\d[\d,]*(?:\.\d+)?")


def every_page(board: Board, lang: str) -> Iterator[tuple[str, Any]]:
    """Yield the pages of the places that have a target or several values, and of all indicators."""
    valued = Counter(cell.place.place_id for cell in board.cells())
    aimed = {chain.current.place.place_id for chain in board.chains()}
    for code in sorted(aimed | {code for code, count in valued.items() if count > 2}):
        yield code, place.layout(board, board.places[code], lang)
    for key, one in board.registry.indicators.items():
        for code in ("620800", "000000"):
            yield f"{key} {code}", indicator.layout(board, one, {"place": code}, lang)


def holders(page: Any) -> list[Any]:
    """Return the cards and articles of a page that hold a chart themselves."""
    return [
        part
        for part in parts_of(page)
        if isinstance(part, html.Section | html.Article)
        and sum(isinstance(one, dcc.Graph) for one in parts_of(part)) == 1
        and not any(
            isinstance(one, html.Section | html.Article) and part is not one
            for one in parts_of(part)
        )
    ]


def numbers_of(details: Any) -> list[float]:
    cells = [cell for row in rows_of(details) for cell in row]
    return [
        float(found.replace(",", "").replace("−", "-"))
        for cell in cells
        for found in NUMBER.findall(cell)
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_chart_is_described_and_every_value_drawn_is_in_its_table(
    board: Board, lang: str
) -> None:
    drawn = 0
    for name, page in every_page(board, lang):
        charts = [part for part in parts_of(page) if isinstance(part, dcc.Graph)]
        held = holders(page)
        assert len(held) == len(charts), name
        for holder in held:
            drawn += 1
            (chart,) = [part for part in parts_of(holder) if isinstance(part, dcc.Graph)]
            frame = next(one for one in parts_of(holder) if getattr(one, "role", "") == "img")
            assert len(frame.to_plotly_json()["props"]["aria-label"]) > 5, name
            (table,) = [
                one for one in parts_of(holder) if getattr(one, "className", "") == "values"
            ]
            shown = sorted(numbers_of(table))
            step = 0.5 * 10.0 ** -_decimals(shown) + 1e-9
            for trace in chart.figure["data"]:
                for y in trace.get("y", ()):
                    assert y is None or any(abs(y - one) <= step for one in shown), (name, y)
    assert drawn > 20


def _decimals(numbers: list[float]) -> int:
    return max((len(f"{one:.6f}".rstrip("0").partition(".")[2]) for one in numbers), default=0)


def test_the_title_of_a_chart_is_its_finding_and_not_its_name(board: Board) -> None:
    page = place.layout(board, board.places["620800"], "zh")
    titles = [text_of(part).strip() for part in parts_of(page) if _is_title(part)]
    assert titles[0] == "常住人口城镇化率 2024年落后序时进度33.8个百分点"
    assert len(titles) > 3


def test_no_chart_repeats_the_sentence_above_it(board: Board) -> None:
    for _, page in every_page(board, "zh"):
        said = [text_of(part).strip() for part in parts_of(page) if _is_said(part)]
        for before, after in itertools.pairwise(said):
            assert before != after


def _is_title(part: Any) -> bool:
    return getattr(part, "className", "") == "chart-title"


def _is_said(part: Any) -> bool:
    return _is_title(part) or isinstance(part, html.P)


def chain_of(board: Board) -> Chain:
    return next(
        chain
        for chain in board.chains("620800", "urbanization_rate")
        if chain.current.target.year == 2025
    )


def test_the_table_says_of_each_year_what_the_chart_says(board: Board) -> None:
    lines = rows_of(chain_table(chain_of(board), "zh", brief=True))
    assert lines[0] == ["年份", "序时要求", "目标", "实际值", "与序时要求之差", "来源"]
    found = {line[0]: line for line in lines}
    assert found["2024"] == ["2024", "52.95", "", "49.5", "−3.45", "平凉市人口数据信息"]
    assert found["2025"][:3] == ["2025", "55", "55%"]
    assert found["2015"] == ["2015", "", "", "36.27", "", "维基百科:平凉市（待核）"]
    assert found["2030"][1] == "62.5"


def test_a_chart_with_nothing_in_it_is_a_sentence() -> None:
    drawn = graph({"data": [{}, {"x": [], "y": []}], "layout": {}}, "", name="x", lang="zh")
    assert text_of(drawn).strip().startswith("没有可以画图的数值")


def test_values_without_a_target_are_told_by_their_latest_series(board: Board) -> None:
    population = board.registry.indicators["resident_population"]
    points = board.points("610600", "resident_population")
    # 2023 is the last year; a number of people is compared with nothing.
    assert values_said(points, board.wording(population), "zh") == "2023年226.14万人"


def test_a_chain_without_values_is_told_by_its_target(board: Board) -> None:
    bare = next(
        chain
        for chain in board.chains()
        if not chain.points and chain.path and chain.current.status == "unknown"
    )
    row = bare.current
    assert chain_said(bare, "zh") == f"{row.target.year}年目标{row.aim()}"


def test_the_small_charts_of_places_have_one_table_of_all_they_draw(board: Board) -> None:
    rate = board.registry.indicators["urbanization_rate"]
    page = indicator.layout(board, rate, {"place": "620800"}, "zh")
    (section,) = [
        part
        for part in parts_of(page)
        if isinstance(part, html.Section)
        and any(getattr(one, "className", "") == "multiples" for one in parts_of(part))
    ]
    pictures = [part for part in parts_of(section) if isinstance(part, html.Img)]
    lines = {line[0]: line[1:] for line in rows_of(section)[1:]}
    assert len(lines) == len(pictures)
    assert lines["平凉市"][0].startswith("2014：34.47；2015：36.27；2020：44.77；2021：46.02；")
    assert lines["平凉市"][1] == "2020：44.77；2025：55；2035：70"
