"""What a cell says: value, bound, range, unit, change, or nothing at all."""

import pytest

from etl.domain.records import Statement
from tests.etl.text.made import only, read, values


def cell(text: str, *, unit: str = "%") -> Statement:
    """Return the statement of a single cell under 2025年."""
    return only(f"| 指标 | 单位 | 2025年 |\n| 绿色出行比例 | {unit} | {text} |\n")


@pytest.mark.parametrize(
    ("printed", "value", "high", "operator"),
    [
        ("≥70", 70, None, ">="),
        (">=90%", 90, None, ">="),
        ("＞43", 43, None, ">"),
        ("<1.9", 1.9, None, "<"),
        ("≤50", 50, None, "<="),
        ("70左右", 70, None, "~"),
        ("约70", 70, None, "~"),
        ("5.5以上", 5.5, None, ">="),
        ("30%以内", 30, None, "<="),
        ("不低于40", 40, None, ">="),
        ("10-15", 10, 15, "range"),
        ("10～15", 10, 15, "range"),
        ("[45]", 45, None, "="),
        ("〔9.3〕", 9.3, None, "="),
        ("（45）", 45, None, "="),
        ("[45]以上", 45, None, ">="),
        ("累计45", 45, None, "="),
        ("1,234.5", 1234.5, None, "="),
        ("-1.5", -1.5, None, "="),
        ("６０", 60, None, "="),
        ("60*", 60, None, "="),
        ("60①", 60, None, "="),
        ("60[12]", 60, None, "="),
        ("60（预计）", 60, None, "="),
    ],
)
def test_a_cell_says_value_and_operator(
    printed: str, value: float, high: float | None, operator: str
) -> None:
    statement = cell(printed)
    assert (statement.value, statement.value_high, statement.operator) == (value, high, operator)
    assert (statement.unit, statement.year) == ("%", 2025)


@pytest.mark.parametrize(
    "printed",
    [
        "—",
        "-",
        "--",
        "/",
        "…",
        "",
        "无",
        "与经济增长同步",
        "保持稳定",
        "2021-2025",
        "〔45",
        "45]",
        "6成",
        "5年",
    ],
)
def test_a_cell_without_a_value_gives_nothing(printed: str) -> None:
    assert read(f"| 指标 | 单位 | 2025年 |\n| 绿色出行比例 | % | {printed} |\n") == []


def test_a_cell_may_bring_its_own_unit_and_year() -> None:
    assert cell("1.2亿元", unit="").unit == "亿元"
    assert cell("40万", unit="人").unit == "万人"
    assert cell("60%（2024年）").year == 2024


def test_a_percentage_beside_amounts_is_not_their_level() -> None:
    text = "| 指标 | 2020年 | 2025年 |\n| 工业投资（亿元） | 120 | 5.5% |\n"
    assert values(text) == [("工业投资", 2020, 120, "亿元")]


def test_a_cell_that_says_a_change_is_no_level() -> None:
    text = "| 指标 | 2020年 | 2025年 |\n| 工业投资（亿元） | 120 | 年均增长5%以上 |\n"
    level, change = read(text)
    assert (level.indicator, level.kind) == ("工业投资", "baseline")
    assert (change.indicator, change.kind, change.unit) == ("工业投资增长", "target", "%")
