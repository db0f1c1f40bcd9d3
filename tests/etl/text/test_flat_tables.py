"""Tables without strokes: one cell a line, tabs, wide gaps, single spaces; and what is no table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.domain.records import Indicator, Statement, Words
from etl.text import Names, Profile, extract
from etl.text.script import to_plain
from etl.text.tables import find_tables
from tests.linear import GROWTH, MOST, growth

PLACES = {"东河省": "990000", "青石市": "990100", "柳溪市": "990200", "白沙县": "990121"}
RATE = Indicator(
    "rate", Words("常住人口城镇化率", "rate"), Words("常住人口城镇化率", "rate"), "theme", "percent",
    2, "up", "level", "expected", aliases=("城镇化率",),
)  # fmt: skip
NAMES = Names({"rate": RATE}, PLACES)
PLAN = Profile("doc", "青石市规划", "plan", "990100", "青石市", 2020, 2021, 2025, "2021-06-01")
YEARBOOK = Profile("doc", "青石统计年鉴", "other", "990100", "青石市", 2022, 2023, 2023, None)


def lines(cells: str) -> str:
    """Return cells that are parted by spaces one on a line."""
    return "\n".join(cells.split()) + "\n"


def read(text: str, profile: Profile = PLAN) -> list[Statement]:
    statements = extract(text, profile, NAMES)
    for statement in statements:
        assert text[statement.start : statement.stop] == statement.quote
    return statements


def values(text: str, profile: Profile = PLAN) -> list[tuple[str, int | None, float, str]]:
    return [(s.indicator, s.year, s.value, s.unit) for s in read(text, profile)]


HEAD = "序号 指标 单位 2020年 2025年 属性 "
ROWS = "1 城镇化率 % 51.2 60左右 预期性 2 用水量 立方米/万元 58.3 ≤50 约束性 "
EXPECTED = [
    ("城镇化率", 2020, 51.2, "%"),
    ("城镇化率", 2025, 60, "%"),
    ("用水量", 2020, 58.3, "立方米/万元"),
    ("用水量", 2025, 50, "立方米/万元"),
]


def test_one_cell_on_a_line_is_a_table() -> None:
    found = read(lines(HEAD + ROWS))
    assert [(s.indicator, s.year, s.value, s.unit) for s in found] == EXPECTED
    assert [s.operator for s in found] == ["=", "~", "=", "<="]
    assert [s.kind for s in found] == ["baseline", "target", "baseline", "target"]
    assert found[1].quote == "城镇化率\n%\n51.2\n60左右"
    assert (found[1].rule, found[1].confidence) == ("flat_table", 0.7)


@pytest.mark.parametrize("gap", ["\n\n", "\n \n\t\n", " \r\n", "\n\u3000\u3000"])
def test_blank_lines_and_margins_between_cells_do_not_matter(gap: str) -> None:
    assert values(gap.join((HEAD + ROWS).split())) == EXPECTED


def test_themes_page_numbers_heads_and_broken_names_do_not_shift_a_value() -> None:
    text = lines(
        f"{HEAD} 经济发展 1 人均可支 配收入（元） 元 30000 42000 预期性 -12- {HEAD}"
        "民生福祉 2 城镇化率 （%） 51.2 60 预期性"
    ).replace("-12-", "- 12 -")
    assert values(text) == [
        ("人均可支配收入", 2020, 30000, "元"),
        ("人均可支配收入", 2025, 42000, "元"),
        ("城镇化率", 2020, 51.2, "%"),
        ("城镇化率", 2025, 60, "%"),
    ]


def test_a_column_of_themes_may_skip_rows() -> None:
    text = lines("类别 指标 单位 2025年 水平 城镇化率 % 60 户籍率 % 45 绿色 绿地率 % 38")
    assert values(text) == [
        ("城镇化率", 2025, 60, "%"), ("户籍率", 2025, 45, "%"), ("绿地率", 2025, 38, "%"),
    ]  # fmt: skip


def test_a_head_of_two_rows_gives_the_years_their_columns() -> None:
    text = lines("指标 单位 现状 目标 2020年 2025年 城镇化率 % 51 60 绿地率 % 35 38")
    found = [(s.indicator, s.year, s.value, s.kind) for s in read(text)]
    assert found == [
        ("城镇化率", 2020, 51, "baseline"),
        ("城镇化率", 2025, 60, "target"),
        ("绿地率", 2020, 35, "baseline"),
        ("绿地率", 2025, 38, "target"),
    ]


@pytest.mark.parametrize("numbered", [True, False])
def test_a_row_with_a_cell_lost_is_left_out_and_shifts_nothing(numbered: bool) -> None:
    one, two, three = ("1 ", "2 ", "3 ") if numbered else ("", "", "")
    head = f"{'序号 ' if numbered else ''}指标 单位 2020年 2025年 "
    text = lines(f"{head}{one}城镇化率 % 51.2 {two}污水率 % 95 98 {three}绿地率 % 35 38")
    assert values(text) == [
        ("污水率", 2020, 95, "%"), ("污水率", 2025, 98, "%"),
        ("绿地率", 2020, 35, "%"), ("绿地率", 2025, 38, "%"),
    ]  # fmt: skip


@pytest.mark.parametrize("gap", ["\n", " "])
def test_words_in_place_of_a_value_shift_nothing(gap: str) -> None:
    head = "类别 指标 2020年 2025年 属性".replace(" ", gap)
    rows = ["发展 1.生产率（%） 2.5 高于上年 预期性", "2.城镇化率（%） 51* 60 预期性"]
    text = "\n".join([head, *(row.replace(" ", gap) for row in rows)])
    assert values(text) == [
        ("生产率", 2020, 2.5, "%"),
        ("城镇化率", 2020, 51, "%"),
        ("城镇化率", 2025, 60, "%"),
    ]


def test_a_number_too_many_makes_a_row_unsure() -> None:
    text = lines("指标 单位 2020年 2025年 城镇化率 % 51 60 70 绿地率 % 35 38 供水率 % 95 98")
    assert {s.indicator for s in read(text)} == {"绿地率", "供水率"}


def test_a_table_whose_rows_mostly_break_gives_nothing() -> None:
    assert read(lines("指标 单位 2020年 2025年 甲率 % 51 乙率 % 35 丙率 % 95 丁率 % 1 2")) == []


def test_a_name_that_may_have_begun_on_the_line_above_is_left_out() -> None:
    text = lines("指标 2025年 城镇居民人均可支 配收入 42000 绿地率（%） 38 供水率（%） 98")
    assert values(text) == [("绿地率", 2025, 38, "%"), ("供水率", 2025, 98, "%")]


def test_a_yearbook_has_bare_years_in_its_head() -> None:
    text = lines("指标 单位 2019 2020 常住人口 万人 101 102 自然增长率 ‰ 2.1 -0.4")
    assert values(text, YEARBOOK) == [
        ("常住人口", 2019, 101, "万人"),
        ("常住人口", 2020, 102, "万人"),
        ("自然增长率", 2019, 2.1, "‰"),
        ("自然增长率", 2020, -0.4, "‰"),
    ]


def test_years_alone_may_head_a_table() -> None:
    text = lines("2019年 2020年 常住人口（万人） 101 102 城镇化率（%） 50 51")
    assert [(s.year, s.value) for s in read(text, YEARBOOK)] == [
        (2019, 101), (2020, 102), (2019, 50), (2020, 51),
    ]  # fmt: skip


def test_years_may_run_down() -> None:
    text = lines("年份 常住人口（万人） 城镇化率（%） 2018 100 49 2019 101 50")
    assert values(text, YEARBOOK) == [
        ("常住人口", 2018, 100, "万人"), ("城镇化率", 2018, 49, "%"),
        ("常住人口", 2019, 101, "万人"), ("城镇化率", 2019, 50, "%"),
    ]  # fmt: skip


def test_years_that_run_both_ways_are_no_stub() -> None:
    assert read(lines("年份 人口（万人） 2018 100 2021 101 2019 102"), YEARBOOK) == []


def test_places_may_run_down() -> None:
    text = lines("地区 常住人口（万人） 城镇化率（%） 青石市 100 51 白沙县 30 40")
    rows = [(s.region, s.indicator, s.value) for s in read(text, YEARBOOK)]
    assert rows == [
        ("青石市", "常住人口", 100), ("青石市", "城镇化率", 51),
        ("白沙县", "常住人口", 30), ("白沙县", "城镇化率", 40),
    ]  # fmt: skip


def test_places_may_run_across() -> None:
    text = lines("指标 青石市 白沙县 常住人口（万人） 100 30 城镇化率（%） 51 40")
    rows = [(s.region, s.indicator, s.value) for s in read(text, YEARBOOK)]
    assert rows[2:] == [("青石市", "城镇化率", 51), ("白沙县", "城镇化率", 40)]


def test_a_head_may_be_spread_with_spaces() -> None:
    text = "指　　标\n绝对数\n绿地面积（公顷）\n1204\n城镇化率（%）\n51\n"
    assert values(text, YEARBOOK) == [("绿地面积", 2023, 1204, "公顷"), ("城镇化率", 2023, 51, "%")]


def test_tabs_keep_empty_cells_in_their_place() -> None:
    text = "序号\t指标\t单位\t2020年\t2025年\n1\t城镇化率\t%\t51\t60\n2\t绿地率\t%\t\t38\n3\t供水率\t%\t95\t—\n"
    assert values(text) == [
        ("城镇化率", 2020, 51, "%"),
        ("城镇化率", 2025, 60, "%"),
        ("绿地率", 2025, 38, "%"),
        ("供水率", 2020, 95, "%"),
    ]


@pytest.mark.parametrize("gap", ["  ", "　　", " ", "     "])
def test_spaces_of_any_width_part_cells(gap: str) -> None:
    text = "指标 单位 2020年 2025年\n城镇化率 % 51 60以上\n绿地率 % 35 ≥38\n".replace(" ", gap)
    assert [(s.year, s.value, s.operator) for s in read(text)] == [
        (2020, 51, "="), (2025, 60, ">="), (2020, 35, "="), (2025, 38, ">="),
    ]  # fmt: skip


def test_a_name_may_hold_a_space() -> None:
    text = "指标 绝对数（亿元） 比上年增长（%）\n第一产业 增加值 10.0 3.0\n生产总值 100.0 -5.0\n"
    found = [(s.indicator, s.value, s.unit, s.kind) for s in read(text, YEARBOOK)]
    assert found == [
        ("第一产业增加值", 10, "亿元", "actual"),
        ("第一产业增加值", 3, "%", "growth"),
        ("生产总值", 100, "亿元", "actual"),
        ("生产总值", -5, "%", "growth"),
    ]


def test_a_line_with_a_number_too_few_is_left_out() -> None:
    text = "指标 单位 2020年 2025年\n城镇化率 % 51\n绿地率 % 35 38\n供水率 % 95 98\n"
    assert {s.indicator for s in read(text)} == {"绿地率", "供水率"}


@pytest.mark.parametrize("head", ["指标 单位 现状值 目标值", "指标 单位", "指标 单位 属性"])
def test_years_may_stand_on_the_line_below_the_head(head: str) -> None:
    text = f"{head}\n2020年 2025年\n城镇化率 % 51 60\n绿地率 % 35 38\n"
    assert [(s.year, s.value) for s in read(text)] == [
        (2020, 51),
        (2025, 60),
        (2020, 35),
        (2025, 38),
    ]


def test_what_follows_a_table_is_prose_again() -> None:
    text = (
        lines(HEAD + ROWS)
        + "注：2020年数据增长5%。\n第三章 任务\n到2025年，新增城市道路110公里。\n"
    )
    last = read(text)[-1]
    assert (last.indicator, last.value, last.rule) == ("新增城市道路", 110, "bare")


@pytest.mark.parametrize(
    "text",
    [
        "一、总体要求\n二、主要目标\n指标\n单位\n三、重点任务\n",
        "指标\n到2025年，绿色发展取得新成效。\n",
        "1\n2\n3\n4\n",
        "2020年\n2021年\n2022年\n项目建设\n持续推进\n成效明显\n",
        "2020年\n1月\n5日\n2021年\n2月\n6日\n",
        "地区\n东部\n12\n西部\n13\n",
        "年份\n2020\n2021\n2022\n",
        "城市\n发展\n2020\n2021\n",
        "项目 建设 情况\n城市 12 13\n县城 12 13\n",
        "类型\n城市 3\n县城 4\n",
        "（一）指标 体系\n1. 城镇化 60\n2. 绿化 70\n",
        "指标 2025年\n绿色出行 提升\n综合治理 加强\n",
        "项目\n名称\n单位\n指标\n说明\n",
        "指标\n单位\n2020年\n2025年\n",
        "1.城镇化率\n2.绿地率\n3.供水率\n",
    ],
)
def test_headings_lists_and_dates_are_no_table(text: str) -> None:
    assert find_tables(to_plain(text)) == []


PROSE = """一、发展基础
（一）主要成效
2020年，全市常住人口城镇化率达到51.2%，比2015年提高6.5个百分点。
1.设施水平提升。新建道路 120 公里，改造管网 35 公里。
主要指标
到 2025 年 控制在 90 万人以内
——绿色发展。绿地率达到38%。
序号一致、单位齐全、指标明确。
"""


def test_prose_is_no_table() -> None:
    assert find_tables(to_plain(PROSE)) == []


WORDS = (
    "指标 单位 2020年 2025年 序号 1 2 3 城镇化率 绿地率（%） % 60 51.2 预期性 — 年份 地区 白沙县"
)
CELLS = st.sampled_from([*WORDS.split(), "责任单位", "目标", "现状", "一、发展"])


@settings(max_examples=300, deadline=None)
@given(st.lists(CELLS, max_size=60), st.sampled_from(["\n", " ", "\t", "\n\n", "  "]))
def test_every_row_has_a_cell_for_every_column(cells: list[str], gap: str) -> None:
    text = gap.join(cells)
    for table in find_tables(to_plain(text)):
        assert 0 <= table.start < table.stop <= len(text)
        assert all(len(row) == len(table.columns) for row in table.rows)
    read(text)


INDICATORS = st.lists(
    st.tuples(st.sampled_from("甲乙丙丁戊己庚辛"), st.lists(st.integers(10, 99), min_size=3, max_size=3)),
    min_size=3, max_size=6, unique_by=lambda row: row[0],
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(INDICATORS, st.booleans(), st.sampled_from(["\n", " ", "  "]), st.data())
def test_losing_any_cell_never_puts_a_value_under_another_year(
    rows: list[tuple[str, list[int]]], numbered: bool, gap: str, data: st.DataObject
) -> None:
    years = (2020, 2025, 2035)
    grid = [["序号", "指标", "单位", *(f"{year}年" for year in years)]]
    grid += [
        [str(number), f"{name}类设施率", "%", *map(str, cells)]
        for number, (name, cells) in enumerate(rows, 1)
    ]
    grid = [line if numbered else line[1:] for line in grid]
    line = data.draw(st.sampled_from(grid))
    line.pop(data.draw(st.integers(0, len(line) - 1)))
    true = {(f"{name}类设施率", year): value for name, cells in rows
            for year, value in zip(years, cells, strict=True)}  # fmt: skip
    for statement in read("\n".join(gap.join(line) for line in grid)):
        if statement.rule == "flat_table":
            assert statement.year is not None
            assert true[statement.indicator, statement.year] == statement.value


@pytest.mark.parametrize(
    "text",
    [
        "指标\n单位\n2020年\n2025年\n" + "绿地率\n%\n51\n60\n" * 1250,
        "指标\n单位\n2020年\n2025年\n绿地率\n%\n5\n" * 700,
        "指\n" * 10000,
        "1\n" * 10000,
        "指标\n" * 10000,
        "2020年\n" * 10000,
        "".join(f"{1950 + number % 100}年\n" for number in range(10000)),
        "地区\n城镇化率\n" * 5000,
        "指标 2020年 2025年\n" * 5000,
        "指标 " * 30000,
        "年份\n" + "人口\n" * 16 + "2020\n" * 9000,
    ],
)
def test_long_or_strange_input_takes_linear_time(text: str) -> None:
    assert growth(lambda size: find_tables(to_plain(text[:size])), len(text) // GROWTH) < MOST
