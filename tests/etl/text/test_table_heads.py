"""What a head says: the role of its column, the year, and whether it is an aim."""

import pytest

from etl.text.table_heads import read_column
from tests.etl.text.made import read


@pytest.mark.parametrize(
    ("head", "mood", "year"),
    [
        ("2025年", "", 2025),
        ("2025", "", 2025),
        ("二〇二五年", "", 2025),
        ("到2025年", "", 2025),
        ("“十四五”末", "", 2025),
        ("2025年目标", "goal", 2025),
        ("目标值（2025年）", "goal", 2025),
        ("“十四五”规划目标", "goal", 2025),
        ("远期（2035年）", "goal", 2035),
        ("预期目标", "goal", None),
        ("现状值", "base", None),
        ("基期值（2020年）", "base", 2020),
        ("2020年实际", "actual", 2020),
        ("2023年完成", "actual", 2023),
        ("年均（累计）", "annual", None),
        ("年均/累计", "annual", None),
        ("“十四五”年均增速（%）", "growth", 2025),
        ("2021—2025年年均增长（%）", "growth", 2025),
        ("比上年增长（%）", "growth", None),
        ("2023年比2022年增长（%）", "growth", 2023),
        ("绝对数", "amount", None),
        ("比重（%）", "share", None),
    ],
)
def test_a_head_says_year_and_mood(head: str, mood: str, year: int | None) -> None:
    column = read_column(head)
    assert (column.role, column.mood, column.year) == ("value", mood, year)


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("序号", "seq"), ("指 标", "name"), ("指标名称", "name"), ("计量单位", "unit"),
        ("指标属性", "attribute"), ("责任单位", "duty"), ("牵头部门", "duty"), ("类别", "theme"),
        ("县（市、区）", "place"), ("年份", "year"), ("建设年限", "other"), ("排名", "other"),
        ("2015年2020年", "other"), ("常住人口（万人）", "topic"),
    ],
)  # fmt: skip
def test_a_head_says_what_its_column_is_for(head: str, role: str) -> None:
    assert read_column(head).role == role


@pytest.mark.parametrize(
    "head",
    [
        "| 指标 | 单位 | 现状 | 规划目标 |  |\n|  |  | 2020年 | 2025年 | 2035年 |\n",
        "| 指标 | 单位 | 现状 | 规划目标 | 规划目标 |\n| 指标 | 单位 | 2020年 | 2025年 | 2035年 |\n",
        "| 指标 | 单位 | 现状 | 规划目标 |\n| 2025年 | 2035年 |\n",
    ],
)
def test_a_head_of_two_rows_is_one_head(head: str) -> None:
    found = read(f"{head}| 城镇化率 | % | 51 | 60 | 70 |\n")
    expected = [(2025, 60.0, "target"), (2035, 70.0, "target")]
    assert [(s.year, s.value, s.kind) for s in found] == [(2020, 51.0, "baseline"), *expected]
