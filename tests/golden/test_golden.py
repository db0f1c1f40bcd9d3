"""The numbers the product is held to, through the command line as a user types it."""

import json
from typing import Any

import pytest

from tests.golden.command import ROOT, board, row_of, urban

FIELDS = [
    "place_id", "place", "indicator_id", "indicator", "kind", "nature", "target_year", "target",
    "operator", "unit", "base_year", "base", "period", "actual", "vintage", "expected", "gap",
    "level_completion", "distance_completion", "schedule_completion", "gap_points", "status",
    "rule", "reason", "needed_per_year", "acceleration", "document_id", "target_high", "stretch",
    "superseded_by", "base_revised",
]  # fmt: skip


def status(environ: dict[str, str], indicator: str, year: int, target_year: int) -> dict[str, Any]:
    return row_of(board(environ, "620800", year), indicator, target_year)


def test_pingliang_is_behind_in_2022(environ: dict[str, str]) -> None:
    row = status(environ, "urbanization_rate", 2022, 2025)
    assert list(row) == FIELDS
    assert (row["base"], row["base_year"], row["actual"], row["period"]) == (
        44.77,
        2020,
        46.79,
        2022,
    )
    assert row["expected"] == pytest.approx(48.862, abs=1e-9)  # 44.77 + 10.23 * 2/5
    assert row["gap"] == pytest.approx(-2.072, abs=1e-9)
    assert row["distance_completion"] == pytest.approx(100 * 2.02 / 10.23)
    assert row["schedule_completion"] == pytest.approx(40)
    assert row["gap_points"] == pytest.approx(-20.25, abs=0.005)
    assert row["needed_per_year"] == pytest.approx((55 - 46.79) / 3)
    assert row["acceleration"] == pytest.approx((55 - 46.79) / 3 / (10.23 / 5))
    assert (row["status"], row["rule"], row["unit"]) == ("behind", "schedule", "%")


def test_pingliang_is_far_behind_in_2024_and_was_on_track_in_2021(environ: dict[str, str]) -> None:
    row = status(environ, "urbanization_rate", 2024, 2025)
    assert (row["actual"], row["status"]) == (49.5, "far_behind")
    assert row["expected"] == pytest.approx(52.954, abs=1e-9)
    assert status(environ, "urbanization_rate", 2021, 2025)["status"] == "on_track"


def test_the_earlier_plan_missed_its_48_and_achieved_its_34(environ: dict[str, str]) -> None:
    assert status(environ, "urbanization_rate", 2022, 2020)["status"] == "missed"
    assert status(environ, "hukou_urbanization_rate", 2022, 2020)["status"] == "achieved"


def test_what_is_absent_is_null_and_never_nan(environ: dict[str, str]) -> None:
    lines = urban(environ, "status", "--json").splitlines()
    assert len(lines) >= 50
    for line in lines:
        json.loads(line, parse_constant=lambda word: pytest.fail(word))
    assert status(environ, "urbanization_rate", 2022, 2035)["expected"] is None


def test_the_logistic_path_is_the_published_one(environ: dict[str, str]) -> None:
    words = [
        "path",
        "--method",
        "logistic",
        "--base",
        "2020=44.77",
        "--target",
        "2025=55",
        "--json",
    ]
    path = json.loads(urban(environ, *words))
    rounded = {year: round(value, 3) for year, value in path.items()}
    assert rounded == {
        "2020": 44.77, "2021": 46.808, "2022": 48.857, "2023": 50.910, "2024": 52.960, "2025": 55,
    }  # fmt: skip


def test_explain_prints_every_station_with_the_passage_and_its_offsets(
    environ: dict[str, str],
) -> None:
    said = urban(environ, "explain", "620800", "urbanization_rate", "2022")
    for station in range(1, 10):
        assert f"\n{station} " in said, station
    text = (ROOT / "data/documents/pingliang-2021-2035/text.md").read_text(encoding="utf-8")
    quote = "全市常住人口城镇化率达到55%"
    start = text.index(quote)
    assert f"“{quote}”" in said
    assert f"第{start}—{start + len(quote)}字" in said


def test_shaanxi_rolls_up_to_62_66(environ: dict[str, str]) -> None:
    said = urban(environ, "explain", "610000", "urbanization_rate", "2020")
    assert "按人口加权62.66%（合计39,528,999人" in said
    assert "简单平均58.47%不可用" in said
