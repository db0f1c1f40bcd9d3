"""Words that every section uses: of rates and amounts, of places, of numbers in a table."""

import pytest

from dashboard.board import Board
from dashboard.report.phrases import book, change, chinese, fixed, members_word, whole
from etl.domain.records import Place


@pytest.mark.parametrize(
    ("indicator", "value", "said"),
    [
        ("urbanization_rate", 2.02, "提高2.02个百分点"),
        ("urbanization_rate", -0.5, "降低0.5个百分点"),
        ("urbanization_rate", 0.0, "持平"),
        ("resident_population", 8_000.0, "增加0.8万人"),
        ("resident_population", -8_000.0, "减少0.8万人"),
    ],
)
def test_rates_rise_and_fall_and_amounts_grow_and_shrink(
    board: Board, indicator: str, value: float, said: str
) -> None:
    assert change(board.wording(board.registry.indicators[indicator]), value) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [("平凉市", "全市"), ("陕西省", "全省"), ("静宁县", "全县"), ("甘南藏族自治州", "全州"),
     ("内蒙古自治区", "全区"), ("锡林郭勒盟", "全盟"), ("鄂温克族自治旗", "全旗"), ("全国", "全国")],
)  # fmt: skip
def test_a_place_is_spoken_of_as_a_whole(name: str, said: str) -> None:
    assert whole(Place("620800", name, "prefecture", None)) == said


def test_the_places_of_a_level_have_a_word() -> None:
    assert [members_word(level) for level in ("province", "prefecture", "county")] == [
        "省（区、市）", "市（州）", "县（市、区）",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")],
)
def test_headings_are_numbered_in_chinese(number: int, said: str) -> None:
    assert chinese(number) == said


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [
        (55.0, 2, "55.00"),
        (-20.25, 1, "−20.2"),
        (-0.004, 2, "0.00"),
        (0.0, 1, "0.0"),
        (-3.0, 0, "−3"),
    ],
)
def test_a_table_shows_all_decimals_and_a_true_minus(
    value: float, decimals: int, said: str
) -> None:
    assert fixed(value, decimals) == said


def test_a_title_gets_its_marks_once() -> None:
    assert book("平凉市规划") == "《平凉市规划》"
    assert book("《平凉市规划》") == "《平凉市规划》"
