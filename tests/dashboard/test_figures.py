"""Figures are plain dicts that Plotly accepts; a break is drawn and never bridged."""

import itertools

import orjson
import plotly.graph_objects as go
import pytest

from dashboard.board import Board
from dashboard.figures.trajectory import trajectory, values
from dashboard.records import Chain
from etl.domain.columns import BREAK_YEAR


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
    assert "序列断点，左右不可比" in said
    assert any("−3.45个百分点" in text for text in said)


def test_a_figure_is_small_because_the_template_is_shipped_once(pingliang: Chain) -> None:
    figure = trajectory(pingliang)
    assert "template" not in figure["layout"]
    assert len(orjson.dumps(figure)) <= 1_800


def test_a_hostile_source_name_stays_text(board: Board, pingliang: Chain) -> None:
    from dataclasses import replace

    hostile = "<a href='javascript:alert(1)'>x</a>"
    points = tuple(
        replace(point, observation=replace(point.observation, source=hostile))
        for point in pingliang.points
    )
    drawn = orjson.dumps(trajectory(replace(pingliang, points=points))).decode()
    assert "<a href" not in drawn
    assert "&lt;a href" in drawn
