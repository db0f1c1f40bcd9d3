"""What later clauses inherit and what a sentence leaves out."""

import pytest

from etl.domain.records import Statement
from etl.text import Names, Profile, extract

NAMES = Names({}, {"东河省": "990000", "青石市": "990100", "白沙县": "990121", "柳溪县": "990122"})
PLAN = Profile("d", "青石市规划", "plan", "990100", "青石市", 2020, 2021, 2025, "2021-06-01")
BULLETIN = Profile("d", "2022年统计公报", "report", "990100", "青石市", 2021, 2022, 2022, None)


def read(text: str, profile: Profile = PLAN) -> list[Statement]:
    found = extract(text, profile, NAMES)
    assert all(text[s.start : s.stop] == s.quote for s in found)
    return found


def told(text: str, profile: Profile = PLAN) -> list[tuple[str, float | None]]:
    return [(s.indicator, s.value) for s in read(text, profile)]


def test_growth_and_children_belong_to_the_subject_before_them() -> None:
    text = "建筑业总产值50亿元，比上年增长3%，增加值20亿元，增长2%。"
    assert told(text, BULLETIN) == [
        ("建筑业总产值", 50),
        ("建筑业总产值", 3),
        ("建筑业增加值", 20),
        ("建筑业增加值", 2),
    ]


def test_a_yield_belongs_to_the_crop_and_not_to_its_area() -> None:
    assert told("全年油菜种植面积18万亩，产量2万吨。", BULLETIN) == [
        ("油菜种植面积", 18),
        ("油菜产量", 2),
    ]


def test_among_them_opens_a_child_and_the_semicolon_closes_it() -> None:
    text = "县城污水处理率不低于95%，其中白沙县力争达到97%；绿地率达到36%。"
    assert [(s.region, s.indicator) for s in read(text)] == [
        ("青石市", "县城污水处理率"),
        ("白沙县", "县城污水处理率"),
        ("青石市", "绿地率"),
    ]


def test_a_bracket_holds_a_child_that_ends_with_it() -> None:
    text = "总人口控制在90万人以内（其中白沙县40万人左右），绿地率达到36%。"
    assert [(s.region, s.indicator, s.operator) for s in read(text)] == [
        ("青石市", "总人口", "<="),
        ("白沙县", "总人口", "~"),
        ("青石市", "绿地率", "="),
    ]


def test_a_year_within_among_them_holds_only_there() -> None:
    text = "到2025年，改造小区70个，其中2023年改造14个；绿地率达到36%。"
    assert [s.year for s in read(text)] == [2025, 2023, 2025]


def test_one_task_has_several_measures() -> None:
    text = "改造老旧小区23个、1860户、17万平方米，年底开工率达到60%。"
    assert told(text) == [
        ("老旧小区", 23),
        ("改造老旧小区户数", 1860),
        ("改造老旧小区面积", 17),
        ("老旧小区改造开工率", 60),
    ]


def test_a_chain_of_two_measures_names_the_first_after_the_work() -> None:
    assert told("完成36个村56公里道路硬化。") == [("道路硬化村", 36), ("道路硬化", 56)]
    assert told("改造320个街区580公里燃气管道。")[0] == ("燃气管道改造街区", 320)


def test_a_list_item_shares_the_verb_and_the_rank() -> None:
    assert told("新建改建城市道路75公里、污水管网12公里。")[1] == ("新建改建污水管网", 12)
    assert told("培育国家级龙头企业8家、省级120家。")[1] == ("省级龙头企业", 120)


def test_two_subjects_get_two_values() -> None:
    assert told("城乡居民人均可支配收入分别达到38000元、17000元，增长5%、8%。", BULLETIN) == [
        ("城镇居民人均可支配收入", 38000),
        ("农村居民人均可支配收入", 17000),
        ("城镇居民人均可支配收入", 5),
        ("农村居民人均可支配收入", 8),
    ]
    assert told("小学、初中入学率分别为99%和98%。") == [("小学入学率", 99), ("初中入学率", 98)]


def test_the_last_two_subjects_share_their_growths() -> None:
    text = "接待游客350万人次，实现旅游收入21亿元，分别增长8%和9%。"
    assert told(text, BULLETIN)[2:] == [("接待游客", 8), ("旅游收入", 9)]


def test_several_years_get_their_values_in_order() -> None:
    text = "2023年、2024年、2025年绿地率分别达到36%、37%、38%。"
    assert [(s.year, s.value) for s in read(text)] == [(2023, 36), (2024, 37), (2025, 38)]


def test_a_region_is_carried_within_its_sentence_only() -> None:
    text = "支持白沙县建设农高区，新建道路20公里，建成区面积达到15平方公里。新建公园3个。"
    assert [s.region for s in read(text)] == ["白沙县", "白沙县", "青石市"]


def test_examples_before_a_count_are_no_regions() -> None:
    (towns,) = read("建设石桥镇、柳坪镇等15个特色小镇。")
    assert (towns.region, towns.indicator, towns.value) == ("青石市", "特色小镇", 15)


@pytest.mark.parametrize(
    ("text", "indicator", "value"),
    [
        ("培育5家产值过百亿元的企业。", "产值过百亿元的企业", 5),
        ("实施5000万元以上项目100个。", "5000万元以上项目", 100),
        ("推进总投资超过80亿元的12个重点项目建设。", "重点项目建设", 12),
        ("形成2个20万人口以上中等城市。", "20万人口以上中等城市", 2),
        ("公园绿地500米服务半径覆盖率达到85%。", "公园绿地500米服务半径覆盖率", 85),
        ("每千人口拥有3岁以下婴幼儿托位数4.5个。", "每千人口拥有3岁以下婴幼儿托位数", 4.5),
        ("建成200个5G基站。", "5G基站", 200),
    ],
)
def test_a_number_within_a_noun_is_no_row_of_its_own(
    text: str, indicator: str, value: float
) -> None:
    assert told(text) == [(indicator, value)]


def test_a_threshold_alone_is_the_aim() -> None:
    (aim,) = read("培育产值超五百亿元的装备产业。")
    assert (aim.indicator, aim.value, aim.unit, aim.operator) == ("装备产业产值", 500, "亿元", ">")


def test_a_unit_before_the_number_is_part_of_the_unit() -> None:
    (density,) = read("PM2.5浓度为每立方米29微克。")
    assert (density.indicator, density.value, density.unit) == ("PM2.5浓度", 29, "微克/立方米")


def test_a_share_names_its_subject_and_its_whole() -> None:
    assert told("县城人口达到35万人，占全县人口比重超过37%。")[1] == ("县城人口占全县人口比重", 37)
    assert told("保障房占新增住房供应总量的比重达到四分之一。") == [
        ("保障房占新增住房供应总量的比重", 0.25)
    ]


def test_a_bound_on_a_rent_is_no_share() -> None:
    (rent,) = read("租金不高于同地段市场租金的90%。")
    assert (rent.indicator, rent.value, rent.operator) == ("租金", 90, "<=")


def test_what_is_implied_has_the_least_confidence() -> None:
    text = "社区服务设施实现全覆盖，黑臭水体动态清零，违建零增长，自然村全部通硬化路。"
    rows = read(text)
    assert [(s.indicator, s.value) for s in rows] == [
        ("社区服务设施覆盖率", 100),
        ("黑臭水体", 0),
        ("违建增长", 0),
        ("自然村通硬化路率", 100),
    ]
    (plain,) = read("绿地率达到36%。")
    assert all(s.confidence < plain.confidence / 2 for s in rows)


def test_an_event_with_a_date_is_a_milestone_without_value() -> None:
    (event,) = read("北环快速路2023年底前建成通车。")
    assert (event.kind, event.year, event.value, event.operator) == (
        "milestone",
        2023,
        None,
        "none",
    )


def test_a_duty_on_a_line_of_its_own_holds_for_the_paragraph_before() -> None:
    text = "（一）更新管网。改造管网50公里。\n牵头单位：市水务局；责任单位：市住建局\n（二）新建公园。新建公园3个。\n"
    pipes, parks = read(text)
    assert (pipes.responsible, pipes.lead) == (("市水务局", "市住建局"), ("市水务局",))
    assert (parks.responsible, parks.lead) == ((), ())


def test_how_often_something_is_done_is_no_statement() -> None:
    assert read("每周调度2次，每月通报1次。") == []


def test_subjects_with_different_units_take_their_values_in_turn() -> None:
    rows = read("建成区面积、城区人口分别达到40平方公里、30万人。")
    assert [(s.indicator, s.value, s.unit) for s in rows] == [
        ("建成区面积", 40, "平方公里"),
        ("城区人口", 30, "万人"),
    ]


def test_subjects_that_are_alike_share_one_value() -> None:
    assert told("绿地率、绿化覆盖率均达到40%以上。") == [("绿地率", 40), ("绿化覆盖率", 40)]


def test_the_level_behind_an_addition_is_no_addition() -> None:
    assert told("规上企业净增30户、达到142户。") == [("规上企业净增", 30), ("规上企业", 142)]


def test_a_rate_of_work_belongs_to_the_work_and_not_to_those_it_serves() -> None:
    text = "改造老旧小区96个，惠及居民2万户，6月底前开工率达到80%。"
    assert told(text)[1:] == [("惠及居民", 2), ("老旧小区改造开工率", 80)]


def test_a_child_at_the_head_of_a_sentence_has_no_parent() -> None:
    assert told("供水能力达到5万吨。总投资12亿元。")[1] == ("总投资", 12)


def test_another_place_by_name_is_what_is_compared_with() -> None:
    text = "一、发展基础\n绿地率为35%，比东河省低4个百分点、比白沙县高2个百分点。"
    assert [(s.kind, s.region, s.indicator) for s in read(text)] == [
        ("baseline", "青石市", "绿地率"),
        ("comparison", "青石市", "绿地率"),
        ("comparison", "青石市", "绿地率"),
    ]


def test_the_number_of_a_list_item_is_no_part_of_its_noun() -> None:
    assert told("1.建成公园5个。\n（2）新增车位30个。\n③改造管网9公里。\n") == [
        ("公园", 5),
        ("新增车位", 30),
        ("管网", 9),
    ]


def test_a_sentence_that_is_only_a_name_is_the_topic_of_those_that_follow() -> None:
    assert told("磷化工。到2024年，产值达到60亿元。") == [("磷化工产值", 60)]


def test_the_values_of_a_start_share_its_passing_year() -> None:
    text = "三次产业结构由上年的8：47：45调整为7：46：47。"
    assert [s.year for s in read(text, BULLETIN)] == [2021] * 3 + [2022] * 3


def test_a_district_that_no_table_tells_apart_is_still_a_region() -> None:
    (rate,) = read("鼓楼区绿地率达到36%。")
    assert (rate.region, rate.place_id, rate.indicator) == ("鼓楼区", None, "绿地率")
    assert [s.region for s in read("老旧小区覆盖率达到5%，示范区产值6亿元。")] == [
        "青石市",
        "青石市",
    ]


def test_a_bracket_of_another_unit_belongs_to_the_quote() -> None:
    (homes,) = read("建设保障房3.5万套（间），其余不变。")
    assert (homes.unit, homes.quote) == ("万套", "建设保障房3.5万套（间）")


def test_three_industries_with_three_values_are_three_indicators() -> None:
    text = "三次产业增加值占地区生产总值的比重分别为3.2%、54.6%和42.2%。"
    assert told(text, BULLETIN) == [
        ("第一产业增加值占地区生产总值的比重", 3.2),
        ("第二产业增加值占地区生产总值的比重", 54.6),
        ("第三产业增加值占地区生产总值的比重", 42.2),
    ]


def test_at_least_before_the_verb_is_a_lower_bound() -> None:
    (found,) = read("到2025年，每个县城至少建成1座综合公园。")
    assert (found.operator, found.value) == (">=", 1)


@pytest.mark.parametrize(
    "text",
    [
        "全面取消城区常住人口300万以下的城市落户限制。",
        "放宽城区常住人口300万至500万的城市落户条件。",
    ],
)
def test_a_size_that_describes_cities_is_nobodys_aim(text: str) -> None:
    assert read(text) == []


def test_what_a_scheme_for_one_year_sets_is_a_task_of_that_year() -> None:
    scheme = Profile(
        "d", "青石市2022年旧改方案", "scheme", "990100", "青石市", 2021, 2022, 2022, None
    )
    tasks = "一、工作任务\n改造老旧小区136个，新增停车泊位4200个。\n"
    looks_back = "二、2021年工作情况\n改造老旧小区112个。\n"
    assert [(s.year, s.kind) for s in read(tasks + looks_back, scheme)] == [
        (2022, "annual_task"),
        (2022, "annual_task"),
        (2021, "actual"),
    ]


def test_the_year_that_opens_a_paragraph_of_aims_holds_for_its_sentences() -> None:
    text = (
        "二、发展目标\n到2025年，城乡面貌明显改善。绿地率达到36%。\n到2035年，绿地率达到40%。\n"
        "三、重点任务\n到2023年，新建公园3个。污水处理率达到95%。\n"
    )
    assert [(s.indicator, s.year) for s in read(text)] == [
        ("绿地率", 2025),
        ("绿地率", 2035),
        ("新建公园", 2023),
        ("污水处理率", None),
    ]


def test_the_number_of_a_list_item_is_no_part_of_what_is_carried() -> None:
    assert told("5.新增公共停车位5000个以上，其中中心城区1800个。") == [
        ("新增公共停车位", 5000),
        ("中心城区新增公共停车位", 1800),
    ]


@pytest.mark.parametrize("subjects", ["城镇、农村居民", "城镇居民、农村居民", "城镇居民和农村居民"])
def test_the_first_of_two_subjects_gets_what_the_second_says_of_both(subjects: str) -> None:
    text = f"{subjects}人均可支配收入分别达到55166元、21067元，分别增长3.2%、7.5%。"
    assert told(text, BULLETIN) == [
        ("城镇居民人均可支配收入", 55166),
        ("农村居民人均可支配收入", 21067),
        ("城镇居民人均可支配收入", 3.2),
        ("农村居民人均可支配收入", 7.5),
    ]
