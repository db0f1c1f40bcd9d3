"""What a sentence does with its number, by document, section, year and tense."""

import pytest

from etl.domain.records import Statement
from etl.text import Names, Profile, extract

NAMES = Names({}, {"东河省": "990000", "青石市": "990100", "白沙县": "990121"})
CITY = ("990100", "青石市")
PLAN = Profile("d", "青石市规划", "plan", *CITY, 2020, 2021, 2025, "2021-06-01")
POINTS = Profile("d", "工作要点", "work_points", *CITY, 2022, 2023, 2023, None)
REPORT = Profile("d", "2024年政府工作报告", "report", *CITY, 2023, 2024, 2024, None)
BULLETIN = Profile("d", "2022年统计公报", "report", *CITY, 2021, 2022, 2022, "2023-03-01")
NEWS = Profile("d", "新闻", "news", *CITY, 2022, 2023, None, "2023-07-21")


def read(text: str, profile: Profile) -> list[tuple[str, int | None, str]]:
    return [(s.kind, s.year, s.indicator) for s in statements(text, profile)]


def statements(text: str, profile: Profile) -> list[Statement]:
    return extract(text, profile, NAMES)


BASE, GOAL = "一、发展基础\n", "二、主要目标\n"


@pytest.mark.parametrize(
    ("text", "profile", "kind", "year"),
    [
        (BASE + "绿地率达到35%。", PLAN, "baseline", 2020),
        (BASE + "2015年，绿地率为30%。", PLAN, "actual", 2015),
        (BASE + "累计新增绿地20公顷。", PLAN, "actual", 2020),
        (BASE + "建成区面积36平方公里。", PLAN, "baseline", 2020),
        (GOAL + "到2025年，绿地率达到40%。", PLAN, "target", 2025),
        (GOAL + "绿地率达到40%。", PLAN, "target", None),
        ("三、重点任务\n今年新建公园3个。", PLAN, "annual_task", 2021),
        ("新建公园3个。", POINTS, "annual_task", 2023),
        ("到2025年，绿地率达到40%。", POINTS, "target", 2025),
        ("整改上年结转的问题3处。", POINTS, "annual_task", 2023),
        ("一、2023年工作回顾\n全年新建公园3个。", REPORT, "actual", 2023),
        ("二、2024年工作安排\n新建公园3个。", REPORT, "annual_task", 2024),
        ("二、今后五年目标\n到2028年，绿地率达到40%。", REPORT, "target", 2028),
        ("过去一年，我们新建公园3个。", REPORT, "actual", 2023),
        ("今年，我们要新建公园3个。", REPORT, "annual_task", 2024),
        ("全年新建公园3个。", BULLETIN, "actual", 2022),
        ("上半年，全市新建公园3个。", NEWS, "actual", 2023),
        ("到今年年底，计划新建公园3个。", NEWS, "annual_task", 2023),
        ("到2025年，绿地率将达到40%。", NEWS, "target", 2025),
    ],
)
def test_kind_and_year_follow_from_where_a_number_stands(
    text: str, profile: Profile, kind: str, year: int | None
) -> None:
    assert [part[:2] for part in read(text, profile)] == [(kind, year)]


def test_a_change_that_was_is_growth_of_its_indicator() -> None:
    assert read("全年地区生产总值50亿元，比上年增长6%。", BULLETIN) == [
        ("actual", 2022, "地区生产总值"),
        ("growth", 2022, "地区生产总值"),
    ]


def test_a_change_that_is_wanted_is_an_aim_with_a_name_of_its_own() -> None:
    text = "二、2024年工作安排\n地区生产总值增长6%左右，能耗下降2%。"
    assert read(text, REPORT) == [
        ("annual_task", 2024, "地区生产总值增长"),
        ("annual_task", 2024, "能耗下降"),
    ]


def test_a_wanted_change_is_never_linked_to_the_level() -> None:
    assert {s.indicator_id for s in statements(GOAL + "绿地率年均提高1个百分点。", PLAN)} == {None}


def test_a_fall_keeps_its_positive_value() -> None:
    (fall,) = statements("全年粮食产量下降1.7%。", BULLETIN)
    assert (fall.kind, fall.value, fall.operator) == ("growth", 1.7, "=")


def test_what_a_change_sets_out_from_is_no_aim() -> None:
    start, end = statements(GOAL + "到2025年，绿地率由35%提高到40%。", PLAN)
    assert (start.kind, start.year, start.value) == ("baseline", 2020, 35)
    assert (end.kind, end.year, end.value) == ("target", 2025, 40)


def test_five_years_back_is_the_start_of_a_change() -> None:
    text = "一、工作回顾\n五年来，地区生产总值由30亿元增加到50亿元。"
    assert [(s.kind, s.year) for s in statements(text, REPORT)] == [
        ("actual", 2018),
        ("actual", 2023),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "围绕9条产业链招商。",
        "做好6个方面的工作。",
        "依托3个园区发展。",
        "全市11个县区全部通高速公路。",
    ],
)
def test_counts_that_only_describe_are_context(text: str) -> None:
    assert {part[0] for part in read("三、重点任务\n" + text, PLAN)} <= {"context"}


def test_a_count_of_what_is_to_be_built_is_an_aim_in_spite_of_examples() -> None:
    text = "三、重点任务\n新建北环路、南环路等18条城市道路。"
    assert read(text, PLAN) == [("target", None, "新建城市道路")]


def test_a_rank_and_a_share_of_the_province_are_comparisons() -> None:
    text = BASE + "矿石产量居全省第二位，占全省三分之一。"
    assert [part[0] for part in read(text, PLAN)] == ["comparison", "comparison"]


def test_a_share_of_the_own_area_is_no_comparison() -> None:
    (share,) = statements(BASE + "工业产值占全市的30%。", PLAN)
    assert (share.kind, share.indicator) == ("baseline", "工业产值占全市比重")


def test_a_scheme_of_one_year_sets_the_tasks_of_that_year() -> None:
    scheme = Profile("d", "2023年城市更新实施方案", "scheme", *CITY, 2022, 2023, 2023, None)
    text = "一、2022年工作情况\n改造小区5个。\n二、重点任务\n改造小区7个。\n到2025年，绿地率达到40%。\n"
    assert read(text, scheme) == [
        ("actual", 2022, "小区"),
        ("annual_task", 2023, "小区"),
        ("target", 2025, "绿地率"),
    ]


def test_the_opening_year_of_a_section_of_aims_holds_to_its_end() -> None:
    text = (
        GOAL
        + "到2025年，绿地率达到40%。参与率达到60%。\n普及率达到70%。\n三、重点任务\n使用率达到80%。\n"
    )
    assert [year for _, year, _ in read(text, PLAN)] == [2025, 2025, 2025, None]


def test_a_year_of_a_task_does_not_leak_past_the_full_stop() -> None:
    text = "三、重点任务\n（一）整治。到2023年，完成积水点整治16处。改造管网9公里。\n"
    assert [year for _, year, _ in read(text, PLAN)] == [2023, None]
