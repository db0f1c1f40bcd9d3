"""Sentences of our own, one for each pattern of plan language, with the reading written by hand."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from etl.domain.records import Indicator, Statement, Words
from etl.text import Names, Profile, extract, guess_profile, to_simplified
from tests.linear import MOST, growth

PLACES = {
    "东河省": "990000",
    "青石市": "990100",
    "青石": "990100",
    "柳溪市": "990200",
    "白沙县": "990121",
    "全国": "000000",
}


def indicator(
    indicator_id: str, name: str, *aliases: str, confusable: tuple[str, ...] = ()
) -> Indicator:
    return Indicator(
        indicator_id,
        Words(name, name),
        Words(name, name),
        "theme",
        "percent",
        2,
        "up",
        "level",
        "expected",
        aliases=aliases,
        confusable=confusable,
    )


INDICATORS = {
    entry.indicator_id: entry
    for entry in (
        indicator("rate", "常住人口城镇化率", "城镇化率", confusable=("户籍人口城镇化率",)),
        indicator("hukou", "户籍人口城镇化率", confusable=("常住人口城镇化率",)),
        indicator("green", "建成区绿地率", "绿地率", confusable=("城市绿化率",)),
        indicator("sewage", "污水处理率", "城市污水处理率"),
        indicator("renewed", "城镇老旧小区改造数", "改造城镇老旧小区"),
        indicator("ratio", "城乡居民收入比"),
    )
}
NAMES = Names(INDICATORS, PLACES)
PLAN = Profile("doc", "青石市规划", "plan", "990100", "青石市", 2020, 2021, 2025, "2021-06-01")
WORK = Profile("doc", "工作要点", "work_points", "990000", "东河省", 2021, 2022, 2022, None)


def read(text: str, profile: Profile = PLAN) -> list[Statement]:
    statements = extract(text, profile, NAMES)
    for statement in statements:
        assert text[statement.start : statement.stop] == statement.quote
    return statements


def only(text: str, profile: Profile = PLAN) -> Statement:
    statements = read(text, profile)
    assert len(statements) == 1, statements
    return statements[0]


def test_a_plain_target_is_read_in_every_field() -> None:
    text = "## 二、发展目标\n到2025年，全市常住人口城镇化率达到61.5%（市发改委、市公安局）。\n"
    assert only(text) == Statement(
        document_id="doc",
        start=text.index("全市"),
        stop=text.index("（"),
        quote="全市常住人口城镇化率达到61.5%",
        section="二、发展目标",
        region="青石市",
        place_id="990100",
        scope="",
        indicator="常住人口城镇化率",
        indicator_id="rate",
        year=2025,
        value=61.5,
        value_high=None,
        unit="%",
        operator="=",
        kind="target",
        responsible=("市发改委", "市公安局"),
        rule="reach",
        confidence=0.95,
    )


def test_a_later_milestone_inherits_the_subject() -> None:
    first, later = read("到2025年，城镇化率达到60%；到2035年，达到72%左右。")
    assert (first.indicator, first.year, first.value, first.operator) == ("城镇化率", 2025, 60, "=")
    assert (later.indicator, later.year, later.value, later.operator) == ("城镇化率", 2035, 72, "~")
    assert later.indicator_id == "rate"


def test_a_later_value_inherits_the_year_of_the_sentence() -> None:
    _, hukou = read("2020年，全市常住人口城镇化率为51.2%，户籍人口城镇化率为40.1%。")
    assert (hukou.indicator_id, hukou.year, hukou.kind) == ("hukou", 2020, "baseline")


def test_a_year_does_not_leak_past_the_full_stop() -> None:
    _, later = read("到2023年，建成区绿地率达到38%。污水处理率达到97%。")
    assert later.year is None


@pytest.mark.parametrize(
    ("words", "value", "operator"),
    [
        ("达到90%以上", 90, ">="),
        ("不低于40%", 40, ">="),
        ("力争不少于40%", 40, ">="),
        ("超过43%", 43, ">"),
        ("控制在5%以内", 5, "<="),
        ("不超过5%", 5, "<="),
        ("稳定保持在70%左右", 70, "~"),
        ("接近80%", 80, "~"),
        ("低于3%", 3, "<"),
        ("提升到60%", 60, "="),
    ],
)
def test_the_words_around_a_number_say_the_operator(
    words: str, value: float, operator: str
) -> None:
    statement = only(f"绿色出行比例{words}。")
    assert (statement.indicator, statement.value, statement.operator) == (
        "绿色出行比例",
        value,
        operator,
    )


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("筹集公租房7.3万套（间）。", 7.3, "万套"),
        ("新建停车泊位1.25万个。", 1.25, "万个"),
        ("城镇居民人均收入达到43,500元。", 43500, "元"),
        ("城镇常住人口达到120万人以上。", 120, "万人"),
        ("改造棚户区３００户。", 300, "户"),
        ("人口自然增长率为-1.5‰。", -1.5, "‰"),
        ("建成十二个社区食堂。", 12, "个"),
        ("城镇人口达到 90 万。", 90, "万人"),
        ("新增管网150万平方米、公园3处。", 150, "万平方米"),
    ],
)
def test_value_and_unit_are_kept_as_written(text: str, value: float, unit: str) -> None:
    statement = read(text)[0]
    assert (statement.value, statement.unit) == (value, unit)


def test_a_range_is_one_statement_with_two_values() -> None:
    statement = only("创建12-18个园林县城。")
    assert (statement.value, statement.value_high, statement.operator) == (12, 18, "range")
    assert (statement.indicator, statement.unit) == ("园林县城", "个")


def test_a_ratio_has_no_unit() -> None:
    statement = only("城乡居民收入比缩小到2.3以内。")
    assert (statement.indicator_id, statement.value, statement.unit) == ("ratio", 2.3, "")
    assert statement.operator == "<="


def test_several_regions_share_one_value() -> None:
    statements = read("青石市、柳溪市建成区绿地率达到36%。")
    assert [(s.region, s.place_id, s.value) for s in statements] == [
        ("青石市", "990100", 36),
        ("柳溪市", "990200", 36),
    ]


def test_several_regions_take_their_values_in_order() -> None:
    statements = read("青石市、白沙县城镇化率分别为61%和34.5%。")
    assert [(s.region, s.value) for s in statements] == [("青石市", 61), ("白沙县", 34.5)]


def test_several_subjects_take_their_values_in_order() -> None:
    statements = read("常住人口城镇化率、户籍人口城镇化率分别达到60%和45%。")
    assert [(s.indicator_id, s.value) for s in statements] == [("rate", 60), ("hukou", 45)]


def test_the_whole_province_in_a_city_document_is_the_province() -> None:
    assert only("全省建成区绿地率达到36%。").place_id == "990000"


def test_a_scope_is_no_region() -> None:
    statement = only("中心城区污水处理率达到98%。")
    assert (statement.region, statement.scope) == ("青石市", "中心城区")
    assert statement.indicator == "污水处理率"


def test_a_county_town_inherits_the_subject_and_keeps_its_scope() -> None:
    city, town = read("城市污水处理率达到97%，县城不低于85%。")
    assert (city.scope, town.scope) == ("城市", "县城")
    assert (town.indicator, town.indicator_id, town.operator) == ("县城污水处理率", "sewage", ">=")


def test_a_list_item_inherits_the_verb() -> None:
    _, pipes = read("新增城市道路10.5公里、雨水管网20公里。")
    assert pipes.indicator == "新增雨水管网"


def test_another_measure_of_the_same_work_is_not_linked_to_it() -> None:
    estates, area = read("改造城镇老旧小区30个、150万平方米。")
    assert estates.indicator_id == "renewed"
    assert area.indicator_id is None


def test_a_change_over_time_is_growth() -> None:
    before, after, change = read("城镇化率由2015年的44%提高到2020年的51%，年均提高1.4个百分点。")
    assert [(s.year, s.value) for s in (before, after)] == [(2015, 44), (2020, 51)]
    assert (change.kind, change.value, change.indicator) == ("growth", 1.4, "城镇化率")


def test_a_distance_to_the_nation_is_a_comparison() -> None:
    _, nation, province = read("2020年，城镇化率为51%，分别比全国、全省低12.9和4.5个百分点。")
    assert [nation.kind, province.kind] == ["comparison", "comparison"]
    assert [nation.value, province.value] == [12.9, 4.5]
    assert nation.region == "青石市"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("常住人口城镇化率", "rate"),
        ("户籍人口城镇化率", "hukou"),
        ("老城区绿地率", "green"),
        ("城市绿化率", None),
        ("农村污水处理率", None),
        ("完全未知的比例", None),
    ],
)
def test_only_the_same_measure_gets_the_id(phrase: str, expected: str | None) -> None:
    assert only(f"到2025年，{phrase}达到36%。").indicator_id == expected


@pytest.mark.parametrize(
    ("heading", "kind", "year"),
    [
        ("## 一、发展基础", "baseline", 2020),
        ("（一）存在问题", "baseline", 2020),
        ("## 二、主要目标", "target", None),
        ("三、夯实基础设施", "target", None),
    ],
)
def test_the_section_decides_kind_and_year(heading: str, kind: str, year: int | None) -> None:
    statement = only(f"# 规划\n{heading}\n建成区绿地率达到36%。\n")
    assert (statement.kind, statement.year) == (kind, year)


def test_headings_nest() -> None:
    text = "一、规划背景\n（一）发展基础。\n1.城镇化稳步推进。城镇化率达到51%。\n二、要求\n"
    assert only(text).section == "一、规划背景 > （一）发展基础 > 1.城镇化稳步推进"


def test_a_heading_year_is_carried_through_its_section() -> None:
    text = "（三）发展目标。到2025年，城镇化取得新成效。\n建成区绿地率达到40%。\n"
    assert only(text).year == 2025


def test_work_points_set_tasks_of_the_year() -> None:
    statement = only("全年改造城镇老旧小区800个（省住建厅等按职责分工负责）。", WORK)
    assert (statement.kind, statement.year) == ("annual_task", 2022)
    assert (statement.indicator_id, statement.indicator) == ("renewed", "城镇老旧小区")
    assert statement.responsible == ("省住建厅",)


def test_a_work_report_looks_back_before_it_sets_tasks() -> None:
    text = "一、2021年工作回顾\n全年新建公园12个。\n二、2022年重点工作\n新建公园15个。\n"
    assert [(s.kind, s.year, s.value) for s in read(text, WORK)] == [
        ("actual", 2021, 12),
        ("annual_task", 2022, 15),
    ]


def test_the_lead_unit_comes_first() -> None:
    text = "建成区绿地率达到36%。（牵头单位：市城管局；责任单位：市住建局、各县区政府）"
    assert only(text).responsible == ("市城管局", "市住建局", "各县区政府")


@pytest.mark.parametrize(
    "text",
    [
        "2008年底前建成。",
        "推广5G和G85高速。",
        "印发《十项行动方案（2021—2025年）》（青政发〔2021〕12号）。",
        "拨打12345热线。",
        "坚持三区三线、一县一策，实现“五个提升”。",
        "50户以上的自然村通硬化路。",
        "地铁6号线建成。",
        "第三批名单。",
    ],
)
def test_numbers_that_measure_nothing_are_left_alone(text: str) -> None:
    assert read(text) == []


def test_a_wrapped_line_is_joined_and_the_quote_keeps_its_break() -> None:
    filler = "推动城市发展方式转变不断完善城市功能提升城市品质，着力\n" * 9
    text = filler + "推动城市发展方式转变不断完善城市功能，建成区绿地率达\n到36%。\n"
    statement = only(text)
    assert statement.quote == "建成区绿地率达\n到36%"
    assert statement.indicator == "建成区绿地率"


def test_a_table_gives_one_statement_for_every_year() -> None:
    text = (
        "## 二、主要指标\n"
        "| 序号 | 指标 | 单位 | 2020年 | 2025年 | 属性 |\n|---|---|---|---|---|---|\n"
        "| 1 | 常住人口城镇化率 | % | 51.2 | 60 | 预期性 |\n"
        "| 2 | 污水处理率（%） | | 95 | ≥98 | 约束性 |\n"
    )
    assert [(s.indicator_id, s.year, s.value, s.operator, s.unit, s.kind) for s in read(text)] == [
        ("rate", 2020, 51.2, "=", "%", "baseline"),
        ("rate", 2025, 60, "=", "%", "target"),
        ("sewage", 2020, 95, "=", "%", "baseline"),
        ("sewage", 2025, 98, ">=", "%", "target"),
    ]


def test_a_table_without_years_in_its_head_is_left_alone() -> None:
    assert read("| 指标 | 数值 |\n|---|---|\n| 城镇化率 | 51.2 |\n") == []


def test_traditional_script_gives_the_same_reading() -> None:
    simplified, traditional = "到2025年，全市城镇化率达到60%。", "到2025年,全市城鎮化率達到60%。"
    first, second = only(simplified), only(traditional)
    assert second.quote == "全市城鎮化率達到60%"
    assert (first.indicator, first.year, first.place_id) == (
        second.indicator,
        second.year,
        second.place_id,
    )


def test_conversion_keeps_the_length() -> None:
    assert to_simplified("城鎮綠地率達到") == "城镇绿地率达到"


def test_a_plan_is_recognised_by_its_title() -> None:
    profile = guess_profile(
        "# 青石市新型城镇化规划（2021—2035年）\n\n全文\n", document_id="a", places=PLACES
    )
    assert profile == Profile(
        "a",
        "青石市新型城镇化规划（2021—2035年）",
        "plan",
        "990100",
        "青石市",
        2020,
        2021,
        2035,
        None,
    )


def test_work_points_are_recognised_by_title_and_issuer() -> None:
    text = "2022年城镇化工作要点\n东河省人民政府办公厅\n2022年3月5日\n全省……"
    profile = guess_profile(text, document_id="b", places=PLACES)
    assert (profile.kind, profile.place_id, profile.first_year) == ("work_points", "990000", 2022)
    assert (profile.base_year, profile.issued_on) == (2021, "2022-03-05")


def test_the_nation_is_not_guessed_from_a_passing_word() -> None:
    profile = guess_profile("学习体会\n全国各地，全国上下。", document_id="e", places=PLACES)
    assert profile.place_id is None


def test_an_empty_document_says_nothing() -> None:
    profile = guess_profile("", document_id="c", places={})
    assert profile == Profile("c", "", "other", None, "", None, None, None, None)
    assert extract("", profile, Names({}, {})) == []


GRAMMAR = """到2025年 ， 。 ； 、 （ ） 达到 55% 10-15个 全市 青石市 其中 城镇化率 县城 万 # 一、
| 分别 比 由 提高 的 占 辖1区2县 二 个 “ 四分之一 ％ 《 》 3:1 不低于 以上 左右 米见绿 目标
1:2:3 全覆盖 清零 零增长 全省第二位 等 每立方米 惠及 新增 开工率 超百亿元的 2000年底前建成的 均
較2020年 網路 專案 達到 縣城 １２ 牵头单位：市局 （市局负责） 责任单位： ① 1. ——"""
PIECES = st.sampled_from([*GRAMMAR.split(), "\n", " ", "\f", "\n\f", "\r\n", "\u3000"])


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)))
@example("\u2028一、\x0b5%\r\n城鎮化率達到\r5%")
@example("城鎮化率達\f到5\f5%\n\f責任單位：市局")
def test_every_quote_is_the_text_at_its_offsets(text: str) -> None:
    for profile in (PLAN, WORK, guess_profile(text, document_id="d", places=PLACES)):
        for statement in read(text, profile):
            assert 0 <= statement.start < statement.stop <= len(text)
            assert 0 <= statement.confidence <= 1
            assert set(statement.lead) <= set(statement.responsible)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "五",
        "1、",
        "（",
        "（1",
        "由1%到",
        "污水处理率",
        "青石",
        "“",
        "提高",
        "比2020年",
        "分之",
        "的",
        "分别",
    ],
)
def test_reading_takes_linear_time(piece: str) -> None:
    assert growth(lambda size: read(piece * (size // len(piece))), 8_000) < MOST


def test_a_long_plan_takes_linear_time() -> None:
    line = "到2025年，全市常住人口城镇化率达到55%，新增城市道路110公里、管网22公里。\n"
    assert growth(lambda size: read(line * (size // len(line))), 17_500) < MOST
