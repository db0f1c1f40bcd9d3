"""Scores of places and rankings of places, on rows of the committed project and rows made from them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dashboard.board import Board
from dashboard.records import Cell, Past, Row
from dashboard.standings import Improvement, improvement, place_scores, ranking, standing
from dashboard.summary import Choice, overview_of, speaking

PINGLIANG, GANSU, RATE = "620800", "620000", "urbanization_rate"


@pytest.fixture
def row(board: Board) -> Row:
    """Pingliang's rate of 2024 against 55 in 2025: 46.24% of the way where 80% is due."""
    return row_of(board, 2025)


def row_of(board: Board, year: int, place_id: str = PINGLIANG) -> Row:
    rows = board.rows(place_id, RATE)
    (found,) = [one for one in rows if one.target.year == year]
    return found


def aimed(row: Row, *, period: int | None = 2024, **changed: object) -> Row:
    """Return the row with another target and another year of its value."""
    seen = replace(row.observation, period=period) if row.observation and period else None
    target = replace(row.target, target_id=str(changed), **changed)  # type: ignore[arg-type]
    return replace(row, target=target, observation=seen)


def at(row: Row, place_id: str, **changed: object) -> Row:
    """Return the row as one of another place with other numbers."""
    target = replace(row.target, target_id=place_id, place_id=place_id)
    place = replace(row.place, place_id=place_id)
    return replace(row, target=target, place=place, **changed)  # type: ignore[arg-type]


def places(rows: Sequence[Row], sort: str, cells: Sequence[Cell] = ()) -> list[str]:
    """Return the places in an order; each improved by as many points as its gap names."""
    pasts = {
        one.target.target_id: (Past(2022, "behind", 0.0), Past(2024, "behind", one.gap_points))
        for one in rows
    }
    return [line.row.place.place_id for line in ranking(rows, pasts, cells, sort=sort)]


def test_gansu_scores_its_rate_and_its_headcount_by_their_weights(board: Board) -> None:
    seen = overview_of(board, Choice(theme="population"))
    found = place_scores(seen.rows, board.registry)[GANSU]
    # 52.23 of 50: 100, weight 3; 1306.73 of 1350: 96.79%, weight 1. (3×100 + 96.79) ÷ 4
    assert [(one.weight, round(one.score or 0, 2)) for one in found.parts] == [(3, 100), (1, 96.79)]
    assert found.score == pytest.approx((300 + 100 * 1306.73 / 1350) / 4)
    assert (found.coverage, found.missing) == (100, ())


def test_pingliang_has_no_score_but_says_what_is_missing(board: Board) -> None:
    rows = speaking(board.rows(PINGLIANG))
    found = place_scores(rows, board.registry)[PINGLIANG]
    # 3 + 2 + 1 + 1 of twelve; the village roads name no year and are not asked for.
    assert found.score is None
    assert found.coverage == pytest.approx(100 * 7 / 12)
    missing = [one.indicator_id for one in found.missing]
    assert missing == [
        "settled_migrants", "town_share", "key_town_share", "billion_clusters", "small_clusters",
    ]  # fmt: skip
    assert found.judged[0].score == pytest.approx(100 * (4.73 / 10.23) / 0.8)  # 57.8


def test_every_cell_of_the_matrix_is_a_row_that_counts_in_the_score(board: Board) -> None:
    seen = overview_of(board, Choice("all"))
    scores = place_scores(seen.rows, board.registry)
    for (place_id, _), entry in seen.entries.items():
        if entry.row and entry.row.target.year and entry.row.status != "not_due":
            assert entry.row in [one.row for one in scores[place_id].parts]


def test_of_several_plans_the_nearest_year_that_is_not_over_stands(row: Row) -> None:
    over, near, far = (aimed(row, year=year) for year in (2020, 2025, 2035))
    assert standing([over, far, near]) == [near]
    assert standing([over]) == [over]


def test_where_all_are_over_the_last_one_stands(row: Row) -> None:
    first, second = (aimed(row, year=year, period=2024) for year in (2015, 2020))
    assert standing([second, first]) == [second]


def test_two_plans_for_one_year_both_stand_and_share_the_weight(board: Board, row: Row) -> None:
    other = aimed(row, document_id="other")
    met = replace(other, status="achieved")
    found = place_scores([row, met], board.registry)[PINGLIANG]
    assert [one.weight for one in found.parts] == [1.5, 1.5]
    assert found.score == pytest.approx((57.796 + 100) / 2, abs=0.001)


def test_pingliang_fell_back_by_thirteen_points_from_2022_to_2024(board: Board, row: Row) -> None:
    pasts = board.histories(PINGLIANG, RATE)[row.target.target_id]
    # −20.25 in 2022, −33.76 in 2024; nothing was published for 2023.
    found = improvement(row, pasts)
    assert (found.since, found.until) == (2022, 2024)
    assert found.points == pytest.approx(-13.509, abs=0.001)


def test_no_improvement_is_told_across_the_census(board: Board) -> None:
    row = row_of(board, 2020)
    pasts = board.histories(PINGLIANG, RATE)[row.target.target_id]
    assert [past.year for past in pasts] == [2015, 2020]
    assert improvement(row, pasts) == Improvement(None, reason="one_year")


@pytest.mark.parametrize(
    ("kind", "pasts", "reason"),
    [
        ("level", (), "no_year"),
        ("level", (Past(2024, "achieved", None),), "no_year"),
        ("level", (Past(2023, "behind", -9.0), Past(2024, "achieved", None)), "one_year"),
        ("floor", (Past(2023, "on_track", 1.0), Past(2024, "on_track", 2.0)), "no_gap"),
    ],
)
def test_where_there_are_not_two_gaps_the_reason_is_given(
    row: Row, kind: str, pasts: tuple[Past, ...], reason: str
) -> None:
    assert improvement(aimed(row, kind=kind), pasts) == Improvement(None, reason=reason)


def test_each_order_puts_its_own_first_and_the_unknown_last(row: Row) -> None:
    rows = [
        at(row, "A", gap_points=-5.0, actual=70.0), at(row, "B", gap_points=-20.0, actual=80.0),
        at(row, "C", gap_points=None, actual=None), at(row, "D", gap_points=3.0, actual=40.0),
    ]  # fmt: skip
    assert places(rows, "gap") == ["B", "A", "D", "C"]
    assert places(rows, "improvement") == ["D", "A", "B", "C"]
    assert places(rows, "level") == ["B", "A", "D", "C"]


def test_of_a_measure_that_should_fall_the_lowest_level_is_the_best(row: Row) -> None:
    down = replace(row, indicator=replace(row.indicator, direction="down"))
    rows = [at(down, "A", actual=70.0), at(down, "B", actual=40.0)]
    assert places(rows, "level") == ["B", "A"]


def test_a_finished_target_is_ranked_by_the_value_of_today(board: Board) -> None:
    rows = [row_of(board, 2020, GANSU), row_of(board, 2025)]
    lines = ranking(rows, {}, board.cells(indicator_id=RATE), sort="level")
    gansu, pingliang = lines
    assert (gansu.level, gansu.row.actual, gansu.is_over) == (56.83, 52.23, True)
    assert gansu.latest is not None
    assert (pingliang.latest, pingliang.level, pingliang.is_over) == (None, 49.5, False)
