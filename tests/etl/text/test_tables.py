"""Where a table with strokes begins and ends, and what is too unsure to be one."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.text.script import to_plain
from etl.text.tables import find_tables
from tests.etl.text.made import read, values
from tests.linear import GROWTH, MOST, growth


def test_a_table_goes_on_after_a_page_number() -> None:
    text = (
        "| 指标 | 单位 | 2020年 | 2025年 |\n| 城镇化率 | % | 51 | 60 |\n- 12 -\n"
        "| 污水处理率 | % | 95 | 98 |\n"
    )
    assert [s.value for s in read(text)] == [51, 60, 95, 98]


def test_another_table_after_a_page_number_is_not_read_under_the_old_head() -> None:
    text = (
        "| 指标 | 单位 | 2020年 | 2025年 |\n| 城镇化率 | % | 51 | 60 |\n- 12 -\n"
        "| 污水处理率 | 95 | 98 | 3 |\n"
    )
    assert [s.value for s in read(text)] == [51, 60]


def test_two_tables_without_a_gap_have_two_heads() -> None:
    text = (
        "| 指标 | 2020年 | 2025年 |\n| 城镇化率（%） | 51 | 60 |\n"
        "| 指标 | 2030年 | 2035年 |\n| 污水处理率（%） | 96 | 98 |\n"
    )
    assert [(s.year, s.value) for s in read(text)] == [
        (2020, 51), (2025, 60), (2030, 96), (2035, 98),
    ]  # fmt: skip


def test_strokes_may_be_wide_or_missing_at_the_ends() -> None:
    wide = "指标｜单位｜２０２５年\n城镇化率｜％｜６０\n"
    open_ends = "指标 | 2020年（亿元） | 2025年（亿元）\n生产总值 | 100.0 | 150.0 |\n"
    assert values(wide) == [("城镇化率", 2025, 60, "%")]
    assert values(open_ends) == [("生产总值", 2020, 100, "亿元"), ("生产总值", 2025, 150, "亿元")]


def test_a_wide_stroke_within_a_cell_parts_nothing() -> None:
    assert values("| 指标 | 2025年 |\n| 甲｜乙比率（%） | 60 |\n") == [
        ("甲｜乙比率", 2025, 60, "%")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "| 指标 | 数值 |\n| 城镇化率（%） | 51.2 |\n",
        "| 指标 | 数值说明 |\n| 城镇化率 | 51.2 |\n",
        "| 指标 | 单位 | 2020年 | 2025年 |\n| 城镇化率 | 51 | 60 |\n",
        "| 指标 | 单位 | 2020年 | 2025年 |\n| 城镇化率 | 51 | 60 | 预期性 |\n",
        "| 指标 | 单位 | 2020年 | 2025年 |\n| 绿 | 色 | % | 51 | 60 |\n",
        "| 序号 | 项目名称 | 建设年限 | 总投资（万元） |\n| 1 | 人民路改造 | 2021-2025 | 3000 |\n",
        "| 城镇化率 | 51.2 | 60 |\n",
        "| 指标 | 2015年2020年 |\n| 城镇化率（%） | 60 |\n",
        "|---|---|\n",
    ],
)
def test_a_shape_that_cannot_be_established_gives_nothing(text: str) -> None:
    assert read(text) == []


def test_a_sentence_in_a_cell_is_read_as_prose() -> None:
    text = (
        "| 任务 | 内容 |\n| 道路 | 到2025年，全市新增城市道路110公里，污水处理率达到98%以上。 |\n"
    )
    assert [(s.value, s.rule != "table") for s in read(text)] == [(110, True), (98, True)]


def test_captions_and_notes_are_no_statements() -> None:
    text = (
        "表2 人口指标\n单位：万人\n| 指标 | 2025年 |\n| 常住人口 | 110 |\n"
        "注：1.表中数据为预测数，增长5%。\n"
    )
    assert [s.value for s in read(text)] == [110]


WORDS = (
    "指标 单位 2020年 2025年 序号 1 2 城镇化率 % 60 预期性 — 年份 地区 白沙县 责任单位 目标 | 。"
)
CELLS = st.sampled_from([*WORDS.split(), "\n", " "])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(CELLS, st.just("\n"), st.just(" | ")), max_size=60).map("".join))
def test_tables_never_overlap_and_quotes_are_the_text(text: str) -> None:
    tables = find_tables(to_plain(text))
    for before, after in pairwise(tables):
        assert before.stop <= after.start
    for table in tables:
        assert 0 <= table.start < table.stop <= len(text)
        assert all(len(row) == len(table.columns) for row in table.rows)
    read(text)


def test_thousands_of_rows_take_linear_time() -> None:
    text = "| 指标 | 单位 | 2020年 | 2025年 |\n" + "| 城镇化率 | % | 51 | 60 |\n" * 3000
    assert len(find_tables(to_plain(text))[0].rows) == 3000
    assert growth(lambda size: find_tables(to_plain(text[:size])), len(text) // GROWTH) < MOST
