"""Figures are plain dicts that Plotly accepts; a break is drawn and never bridged."""

import itertools
from dataclasses import replace

import orjson
import plotly.graph_objects as go
import pytest

from dashboard.board import Board
from dashboard.figures.hover import dues_of
from dashboard.figures.path_line import path_years
from dashboard.figures.trajectory import trajectory, values
from dashboard.records import Chain
from etl.domain.columns import BREAK_YEAR
from etl.domain.records import Words


@pytest.fixture
def pingliang(board: Board) -> Chain:
    """The chain of 55% by 2025 and 70% by 2035."""
    return next(
        chain
        for chain in board.chains("620800", "urbanization_rate")
        if chain.current.target.year == 2025
    )


def test_every_figure_of_the_starter_project_is_one_that_plotly_accepts(board: Board) -> None:
    for chain in board.chains():
        for lang, compact in itertools.product(("zh", "en"), (False, True)):
            go.Figure(trajectory(chain, lang, compact=compact))
    go.Figure(values(board.points("610600", "resident_population"), board.wording(
        board.registry.indicators["resident_population"])))  # fmt: skip


def test_the_path_bends_at_the_nearer_milestone(pingliang: Chain) -> None:
    _, path, *_ = trajectory(pingliang)["data"]
    at = dict(zip(path["x"], path["y"], strict=True))
    assert (at[2020], at[2022], at[2025], at[2035]) == (44.77, 48.862, 55, 70)
    assert at[2030] == 62.5  # 55 + 15 * 5/10


def test_no_line_joins_a_missing_year_or_crosses_the_census(pingliang: Chain) -> None:
    _, _, line, *_ = trajectory(pingliang)["data"]
    for (x0, y0), (x1, y1) in itertools.pairwise(zip(line["x"], line["y"], strict=True)):
        if None in (x0, x1, y0, y1):
            continue
        assert x1 - x0 <= 1.01
        assert not x0 < BREAK_YEAR <= x1
    assert None in line["x"]  # 2023 was never published


def test_the_break_is_said_in_words_on_the_chart(pingliang: Chain) -> None:
    said = [note["text"] for note in trajectory(pingliang)["layout"]["annotations"]]
    assert "序列断点，<br>左右不可比" in said
    assert any("−3.45个百分点" in text for text in said)


def test_over_an_actual_stand_its_value_what_was_due_the_gap_and_the_source(
    pingliang: Chain,
) -> None:
    _, _, line, _ = trajectory(pingliang)["data"]
    over = dict(zip(line["x"], line["text"], strict=True))
    row = pingliang.current
    assert row.expected == pytest.approx(52.954)  # 44.77 + 10.23 * 4/5
    assert row.gap == pytest.approx(-3.454)
    assert over[2024] == (
        "2024年：49.5%<br>序时要求52.95%<br>低于序时要求3.45个百分点<br>来源：平凉市人口数据信息"
    )
    # 44.77 + 10.23 * 2/5 = 48.862; 46.79 lies 2.072 below
    assert "序时要求48.86%<br>低于序时要求2.07个百分点" in over[2022]


def test_of_the_base_year_and_of_years_of_another_series_nothing_is_asked(pingliang: Chain) -> None:
    _, _, line, _ = trajectory(pingliang)["data"]
    for year, said in zip(line["x"], line["text"], strict=True):
        if year is not None and year <= 2020:
            assert "序时要求" not in said


def test_a_chain_that_nothing_comparable_was_published_for_asks_nothing_of_any_value(
    pingliang: Chain,
) -> None:
    rows = tuple(replace(row, comparable=False) for row in pingliang.rows)
    assert dues_of(replace(pingliang, rows=rows)) == [None] * len(pingliang.points)


def test_of_a_forecast_nothing_is_asked_and_it_says_that_it_is_one(pingliang: Chain) -> None:
    points = tuple(
        replace(point, observation=replace(point.observation, maturity="forecast"))
        if point.observation.period == 2022
        else point
        for point in pingliang.points
    )
    _, _, line, _ = trajectory(replace(pingliang, points=points))["data"]
    said = dict(zip(line["x"], line["text"], strict=True))[2022]
    assert "预计数" in said
    assert "序时要求" not in said


def test_every_requirement_over_a_value_is_that_of_the_row_or_of_the_path(board: Board) -> None:
    asked = 0
    for chain in board.chains():
        for point, due in zip(chain.points, dues_of(chain), strict=True):
            if due is None:
                continue
            asked += 1
            seen = point.observation
            own = [row.expected for row in chain.rows if row.observation == seen]
            assert due.expected in [*own, chain.path.get(seen.period)]
            assert due.gap == pytest.approx(seen.value - due.expected, abs=1e-9)
            assert point.preferred
    assert asked > 10


def test_a_doubtful_value_says_so(pingliang: Chain) -> None:
    _, _, line, _ = trajectory(pingliang)["data"]
    assert dict(zip(line["x"], line["text"], strict=True))[2015].endswith("维基百科:平凉市（待核）")


def test_over_a_target_stand_its_plan_and_nature(pingliang: Chain) -> None:
    targets = trajectory(pingliang)["data"][3]
    assert targets["text"] == ["<b>55%</b> 2025", "<b>70%左右</b> 2035"]
    assert targets["meta"] == "预期性目标<br>《平凉市新型城镇化规划（2021—2035年）》"


def test_yearly_values_are_not_drawn_short_of_what_they_must_add_up_to(board: Board) -> None:
    for chain in board.chains():
        if chain.current.adds_up:
            kinds = [shape.get("type") for shape in trajectory(chain)["layout"]["shapes"]]
            assert "line" not in kinds
            assert set(dues_of(chain)) <= {None}


def test_a_small_chart_of_a_straight_path_is_drawn_through_its_corners(pingliang: Chain) -> None:
    path = trajectory(pingliang, compact=True)["data"][1]
    assert path["x"] == [2020, 2021, 2022, 2024, 2025, 2035]
    curved = replace(pingliang.current.indicator, path="geometric")
    rows = tuple(replace(row, indicator=curved) for row in pingliang.rows)
    assert len(path_years(replace(pingliang, rows=rows), compact=True)) == 16


def test_a_figure_is_small_because_the_template_is_shipped_once(pingliang: Chain) -> None:
    figure = trajectory(pingliang)
    assert "template" not in figure["layout"]
    assert len(orjson.dumps(figure)) <= 1_800


def test_a_hostile_source_name_stays_text(board: Board, pingliang: Chain) -> None:
    hostile = "<a href='javascript:alert(1)'>x</a>"
    points = tuple(
        replace(point, observation=replace(point.observation, source=hostile))
        for point in pingliang.points
    )
    drawn = orjson.dumps(trajectory(replace(pingliang, points=points))).decode()
    assert "<a href" not in drawn
    assert "&lt;a href" in drawn


def test_over_another_vintage_stands_its_name_and_no_requirement(pingliang: Chain) -> None:
    first, *rest = (point for point in pingliang.points if point.observation.period == 2022)
    assert not rest
    other = replace(
        first,
        preferred=False,
        observation=replace(first.observation, vintage="revised"),
        vintage=Words("修订数", "revised"),
    )
    chain = replace(pingliang, points=(*pingliang.points, other))
    others = trajectory(chain)["data"][0]
    assert others["x"] == [2022]
    assert others["text"] == [
        "2022年：46.79%<br>版本：修订数<br>来源：2022年平凉市国民经济和社会发展统…"
    ]


def test_in_english_a_chart_tells_the_same(pingliang: Chain) -> None:
    _, _, line, _ = trajectory(pingliang, "en")["data"]
    said = dict(zip(line["x"], line["text"], strict=True))[2024]
    assert said.startswith(
        "2024: 49.5%<br>due: 52.95%<br>3.45 percentage points below the path<br>source: "
    )
