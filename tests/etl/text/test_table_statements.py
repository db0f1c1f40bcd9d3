"""Tables read by hand: which noun, year, region, unit, kind and departments a value has."""

from etl.domain.records import Statement
from tests.etl.text.made import AGENDA, REPORT, WORK, YEARBOOK, only, read, values


def test_a_row_is_read_in_every_field() -> None:
    text = (
        "## 二、主要指标\n| 序号 | 指标 | 单位 | 2020年 | 2025年 | 属性 | 牵头单位 | 责任单位 |\n"
        "|---|---|---|---|---|---|---|---|\n"
        "| 1 | 城镇化率 | % | — | ≥60 | 预期性 | 市发改委 | 市公安局、各县区 |\n"
    )
    assert only(text) == Statement(
        document_id="doc",
        start=text.index("城镇化率"),
        stop=text.index("≥60") + 3,
        quote="城镇化率 | % | — | ≥60",
        section="二、主要指标",
        region="青石市",
        place_id="990100",
        scope="",
        indicator="城镇化率",
        indicator_id="rate",
        year=2025,
        value=60,
        value_high=None,
        unit="%",
        operator=">=",
        kind="target",
        responsible=("市发改委", "市公安局", "各县区"),
        rule="table",
        confidence=0.85,
        lead=("市发改委",),
        nature="expected",
    )


def test_themes_over_rows_may_be_repeated_empty_or_left_out() -> None:
    text = (
        "| 类别 | 指标 | 单位 | 2025年 | 属性 |\n"
        "| 水平 | 1.城镇化率 | % | 60 | 预期性 |\n"
        "| 水平 | 2.户籍人口城镇化率 | % | 45 | 预期性 |\n"
        "|  | 3.污水处理率 | % | 98 | 约束性 |\n"
        "| 4.绿地率 | % | 38 | 预期性 |\n"
        "| 二、保障水平 |  |  |  |  |\n"
    )
    assert values(text) == [
        ("城镇化率", 2025, 60, "%"),
        ("户籍人口城镇化率", 2025, 45, "%"),
        ("污水处理率", 2025, 98, "%"),
        ("绿地率", 2025, 38, "%"),
    ]


def test_title_and_units_may_stand_in_rows_of_their_own() -> None:
    text = "| 表1 指标 |  |  |\n| 单位：万人 |  |  |\n| 指标 | 2020年 | 2025年 |\n| 常住人口 | 100 | 110 |\n"
    assert values(text) == [("常住人口", 2020, 100, "万人"), ("常住人口", 2025, 110, "万人")]


def test_the_units_above_a_table_go_to_the_nouns_they_fit() -> None:
    text = (
        "表2 人口指标\n单位：万人、%、元\n| 指标 | 2025年 |\n"
        "| 常住人口 | 110 |\n| 城镇化率 | 60 |\n| 人均可支配收入 | 50000 |\n| 公园 | 12 |\n"
    )
    assert [s.unit for s in read(text)] == ["万人", "%", "元", ""]


def test_a_part_of_the_row_above_is_named_in_full() -> None:
    text = "| 指标 | 单位 | 2025年 |\n| 常住人口 | 万人 | 100 |\n| 其中：城镇 | 万人 | 60 |\n| 乡村 | 万人 | 40 |\n"
    assert [s.indicator for s in read(text)] == ["常住人口", "城镇常住人口", "乡村常住人口"]


def test_a_name_over_two_columns_is_put_together() -> None:
    text = (
        "| 指标 |  | 2025年 |\n| 人均可支配收入（元） | 城镇 | 52000 |\n"
        "| 人均可支配收入（元） | 农村 | 22000 |\n| 污水处理率（%） |  | 98 |\n"
    )
    assert values(text) == [
        ("城镇人均可支配收入", 2025, 52000, "元"),
        ("农村人均可支配收入", 2025, 22000, "元"),
        ("污水处理率", 2025, 98, "%"),
    ]


def test_what_comes_together_over_five_years_is_told_from_a_yearly_growth() -> None:
    text = (
        "| 指标 | 2020年 | 2025年 | 年均（累计） |\n"
        "| 生产总值（亿元） | 1000 | 1500 | 8.5 |\n"
        "| 城镇新增就业（万人） | — | — | [45] |\n"
        "| 劳动生产率增长（%） | — | — | 6以上 |\n"
        "| 公园（个） | 10 | 20 | [10] |\n"
    )
    rows = [(s.indicator, s.value, s.unit, s.year) for s in read(text)]
    assert rows == [
        ("生产总值", 1000, "亿元", 2020),
        ("生产总值", 1500, "亿元", 2025),
        ("生产总值年均增长", 8.5, "%", 2025),
        ("城镇新增就业", 45, "万人", 2025),
        ("劳动生产率增长", 6, "%", 2025),
        ("公园", 10, "个", 2020),
        ("公园", 20, "个", 2025),
    ]


def test_an_aim_for_growth_is_a_target_of_its_own() -> None:
    text = "| 指标 | 2020年 | 2025年 | “十四五”年均增速（%） |\n| 生产总值（亿元） | 1000 | 1500 | 8.5 |\n"
    statement = read(text)[2]
    assert (statement.indicator, statement.kind) == ("生产总值年均增速", "target")
    assert (statement.year, statement.unit) == (2025, "%")


def test_a_communique_tells_levels_and_growth_of_its_year() -> None:
    text = (
        "| 指标 | 单位 | 绝对数 | 比上年增长（%） |\n"
        "| 生产总值 | 亿元 | 1234.5 | 6.5 |\n| 进出口总额 | 亿元 | 100 | -3.2 |\n"
    )
    assert [(s.indicator, s.year, s.value, s.unit, s.kind) for s in read(text, REPORT)] == [
        ("生产总值", 2023, 1234.5, "亿元", "actual"),
        ("生产总值", 2023, 6.5, "%", "growth"),
        ("进出口总额", 2023, 100, "亿元", "actual"),
        ("进出口总额", 2023, -3.2, "%", "growth"),
    ]


def test_a_product_is_named_with_what_is_measured() -> None:
    text = "| 产品名称 | 单位 | 产量 | 比上年增长（%） |\n| 原煤 | 万吨 | 100 | 3 |\n| 发电量 | 亿千瓦时 | 10 | 1 |\n"
    assert [s.indicator for s in read(text, REPORT)] == ["原煤产量", "原煤产量", "发电量", "发电量"]


def test_a_share_is_named_as_one() -> None:
    text = "| 指标 | 年末数（万人） | 比重（%） |\n| 城镇人口 | 60 | 55 |\n"
    assert values(text, REPORT) == [("城镇人口", 2023, 60, "万人"), ("城镇人口比重", 2023, 55, "%")]


def test_years_may_run_down_and_indicators_across() -> None:
    text = (
        "| 年份 | 常住人口（万人） | 城镇化率（%） | 比上年提高 |\n"
        "| 2019 | 100 | 50 | 0.8 |\n| 2020年 | 102 | 51.2 | 1.2 |\n"
    )
    assert values(text, YEARBOOK) == [
        ("常住人口", 2019, 100, "万人"),
        ("城镇化率", 2019, 50, "%"),
        ("城镇化率", 2019, 0.8, "百分点"),
        ("常住人口", 2020, 102, "万人"),
        ("城镇化率", 2020, 51.2, "%"),
        ("城镇化率", 2020, 1.2, "百分点"),
    ]


def test_places_may_run_down_under_the_indicator_of_the_title() -> None:
    text = (
        "表3 各县区常住人口城镇化率（%）\n| 地区 | 2020年 | 2025年 |\n| 全市 | 51 | 60 |\n"
        "| 白沙县 | 40 | — |\n| 无名县 | — | 51 |\n"
    )
    rows = [(s.region, s.place_id, s.indicator, s.year, s.value, s.unit) for s in read(text)]
    assert rows == [
        ("青石市", "990100", "常住人口城镇化率", 2020, 51, "%"),
        ("青石市", "990100", "常住人口城镇化率", 2025, 60, "%"),
        ("白沙县", "990121", "常住人口城镇化率", 2020, 40, "%"),
        ("无名县", None, "常住人口城镇化率", 2025, 51, "%"),
    ]


def test_places_down_without_any_indicator_give_nothing() -> None:
    assert read("表4 基本情况\n| 地区 | 2020年 | 2025年 |\n| 白沙县 | 40 | 50 |\n") == []


def test_places_may_run_across() -> None:
    text = "| 指标 | 青石市 | 白沙县 |\n| 城镇化率（%） | 51 | 40 |\n| 公园（个） | 9 | — |\n"
    rows = [(s.region, s.indicator, s.value) for s in read(text, YEARBOOK)]
    assert rows == [("青石市", "城镇化率", 51), ("白沙县", "城镇化率", 40), ("青石市", "公园", 9)]


def test_places_down_may_have_indicators_and_years_across() -> None:
    text = (
        "| 县区 | 常住人口（万人） |  | 城镇化率（%） |  |\n"
        "| 县区 | 2020年 | 2025年 | 2020年 | 2025年 |\n| 白沙县 | 30 | 32 | 40 | 48 |\n"
    )
    assert values(text) == [
        ("常住人口", 2020, 30, "万人"),
        ("常住人口", 2025, 32, "万人"),
        ("城镇化率", 2020, 40, "%"),
        ("城镇化率", 2025, 48, "%"),
    ]


def test_a_table_of_tasks_sets_tasks_of_the_year() -> None:
    text = (
        "附表 老旧小区改造任务分解表\n| 序号 | 县区 | 改造户数（户） | 责任单位 |\n"
        "| 1 | 白沙县 | 1200 | 县住建局 |\n"
    )
    statement = only(text, WORK)
    assert (statement.region, statement.year, statement.kind) == ("白沙县", 2022, "annual_task")
    assert statement.responsible == ("县住建局",)


def test_last_year_and_this_year_of_a_report_are_told_apart() -> None:
    text = "| 指标 | 2023年实际 | 2024年预期目标 |\n| 城镇新增就业（万人） | 2.1 | 2以上 |\n"
    assert [(s.year, s.kind) for s in read(text, AGENDA)] == [
        (2023, "actual"),
        (2024, "annual_task"),
    ]


def test_an_attribute_makes_a_plan_of_a_table_in_any_document() -> None:
    text = "| 指标 | 2020年 | 2025年 | 属性 |\n| 城镇化率（%） | 51 | 60 | 预期性 |\n"
    assert [s.kind for s in read(text, YEARBOOK)] == ["baseline", "target"]


def test_the_rate_of_a_rate_of_growth_is_a_baseline_in_a_plan_and_growth_elsewhere() -> None:
    text = "| 指标 | 2020年 |\n| 生产总值增长（%） | 2.3 |\n"
    assert only(text).kind == "baseline"
    assert only(text, YEARBOOK).kind == "growth"


def test_a_caption_names_the_place_of_its_table() -> None:
    rows = "| 指标 | 2025年 |\n| 绿地率（%） | 38 |\n"
    assert only(f"表5 白沙县主要指标\n{rows}").place_id == "990121"
    assert only(f"表5 青石主要指标\n{rows}").region == "青石市"


def test_a_date_of_issue_above_a_table_is_not_the_year_of_its_aims() -> None:
    assert only("（2022年3月印发）\n| 指标 | 目标 |\n| 绿地率（%） | 38 |\n").year == 2025


def test_the_first_column_names_the_rows_when_no_head_says_so() -> None:
    tasks = "| 主要任务 | 2025年 |\n| 公园（个） | 6 |\n"
    years = "| 年份 | 2019 | 2020 |\n| 公园（个） | 5 | 6 |\n"
    assert values(tasks) == [("公园", 2025, 6, "个")]
    assert values(years) == [("公园", 2019, 5, "个"), ("公园", 2020, 6, "个")]


def test_aims_of_the_last_plan_are_told_from_what_came_of_them() -> None:
    text = "| 指标 | “十三五”规划目标 | 2020年实际 | 完成情况 |\n| 绿地率（%） | 36 | 35 | 基本完成 |\n"
    assert [(s.year, s.value, s.kind) for s in read(text)] == [
        (2020, 36, "target"),
        (2020, 35, "baseline"),
    ]


def test_marks_of_notes_are_no_part_of_a_name() -> None:
    rows = (
        "| 1.绿地率[12]（%） | 38 |\n| 供水率①（%） | 98 |\n| *道路（含桥梁）面积（公顷） | 9 |\n"
    )
    found = read(f"| 指标 | 2025年 |\n{rows}")
    assert [s.indicator for s in found] == ["绿地率", "供水率", "道路（含桥梁）面积"]


def test_the_attribute_column_says_what_is_binding() -> None:
    text = (
        "| 指标 | 单位 | 2020年 | 2025年 | 属性 |\n"
        "| 城镇化率 | % | 51.8 | 58 | 预期性 |\n"
        "| 污水处理率 | % | 92 | 98 | 约束性 |\n"
        "| 绿地率 | % | 34 | 36 | |\n"
    )
    natures = {found.indicator: found.nature for found in read(text)}
    assert natures == {"城镇化率": "expected", "污水处理率": "binding", "绿地率": ""}


def test_units_above_a_table_that_are_as_many_as_its_columns_stand_for_one_each() -> None:
    text = (
        "青石市2023年老旧小区改造计划表\n单位：个、栋、户\n| 地区 | 小区数 | 楼栋数 | 户数 |\n"
        "| 白沙县 | 15 | 80 | 2600 |\n"
    )
    assert [(found.indicator, found.unit) for found in read(text)] == [
        ("小区数", "个"),
        ("楼栋数", "栋"),
        ("户数", "户"),
    ]


def test_the_number_of_a_yearbook_table_is_no_part_of_its_indicator() -> None:
    text = (
        "3-3 各县（市、区）年末常住人口\n单位：万人\n| 地区 | 2020年 | 2021年 |\n"
        "| 白沙县 | 61.0 | 61.1 |\n"
    )
    assert [(f.indicator, f.year, f.value, f.unit) for f in read(text, YEARBOOK)] == [
        ("常住人口", 2020, 61.0, "万人"),
        ("常住人口", 2021, 61.1, "万人"),
    ]


def test_a_column_marked_as_part_of_the_one_before_is_read_without_the_mark() -> None:
    text = "地区\n常住人口（万人）\n#城镇人口\n白沙县\n61.4\n27.3\n柳溪县\n58.2\n24.5\n"
    read_columns = {(f.region, f.indicator, f.value) for f in read(text, YEARBOOK)}
    assert ("白沙县", "城镇人口", 27.3) in read_columns
