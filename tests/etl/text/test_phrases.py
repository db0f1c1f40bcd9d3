"""What is peeled off a clause before its noun phrase is bare."""

import pytest

from etl.text.names import Names
from etl.text.phrases import clean_noun, peel, without_motion
from etl.text.profile import Profile

NAMES = Names(
    {},
    {"东河省": "990000", "青石市": "990100", "白沙县": "990121", "云岭苗族土家族自治县": "990131"},
)
PROFILE = Profile("d", "青石市规划", "plan", "990100", "青石市", 2020, 2021, 2025, None)


@pytest.mark.parametrize(
    ("clause", "noun"),
    [
        ("到2025年，全市绿地率达到", "绿地率"),
        ("力争到2024年底全市累计建成公园", "公园"),
        ("截至目前全市共有养老机构", "养老机构"),
        ("“十四五”期间筹集公租房", "公租房"),
        ("改造2000年底前建成的老旧小区", "老旧小区"),
        ("整改上年结转的问题户厕", "问题户厕"),
        ("建成区面积", "建成区面积"),
        ("建设用地规模控制在", "建设用地规模"),
        ("改造率达到", "改造率"),
        ("为农村妇女提供免费检查", "免费检查"),
        ("九年义务教育巩固率", "九年义务教育巩固率"),
        ("粮食产量连续五年稳定在", "粮食产量"),
        ("推动城际铁路年内完成投资", "城际铁路完成投资"),
        ("新增农业转移人口城镇落户", "新增农业转移人口城镇落户"),
        ("城镇新增就业", "城镇新增就业"),
        ("比2022年新增车位", "新增车位"),
    ],
)
def test_the_noun_is_what_remains(clause: str, noun: str) -> None:
    assert peel(clause, NAMES, PROFILE).noun == noun


@pytest.mark.parametrize(
    ("clause", "noun", "change"),
    [
        ("地区生产总值比上年增长", "地区生产总值", "增长"),
        ("城镇化率较2020年末提高", "城镇化率", "提高"),
        ("财政收入年均增长", "财政收入", "年均增长"),
        ("公园新增", "公园新增", ""),
        ("绿地率提高到", "绿地率", ""),
        ("率差比2020年缩小不少于", "率差", "缩小"),
        ("管网改造提升", "管网改造", ""),
    ],
)
def test_a_verb_of_change_is_told_from_one_of_reaching(clause: str, noun: str, change: str) -> None:
    phrase = peel(clause, NAMES, PROFILE)
    assert (phrase.noun, phrase.change) == (noun, change)


@pytest.mark.parametrize(
    ("clause", "regions"),
    [
        ("全市绿地率", [("青石市", "990100")]),
        ("青石市、白沙县绿地率", [("青石市", "990100"), ("白沙县", "990121")]),
        ("东河省青石市绿地率", [("青石市", "990100")]),
        ("全省绿地率", [("东河省", "990000")]),
        ("云岭自治县绿地率", [("云岭苗族土家族自治县", "990131")]),
        ("石桥镇、柳坪镇分别", [("石桥镇", None), ("柳坪镇", None)]),
        ("白沙县经济开发区产值", []),
        ("老旧小区、历史街区", []),
        ("绿地率", []),
    ],
)
def test_regions_are_taken_off_and_remembered(
    clause: str, regions: list[tuple[str, str | None]]
) -> None:
    assert peel(clause, NAMES, PROFILE).regions == regions


def test_a_scope_is_kept_when_the_name_would_be_too_short_without_it() -> None:
    assert peel("城区人口", NAMES, PROFILE).noun == "城区人口"
    phrase = peel("中心城区污水处理率", NAMES, PROFILE)
    assert (phrase.noun, phrase.scope) == ("污水处理率", "中心城区")


def test_a_noun_loses_quotes_and_loose_ends() -> None:
    assert clean_noun("“小巨人”企业等") == "小巨人企业"
    assert clean_noun("、管网改造任务") == "管网改造"


def test_a_movement_before_the_value_is_no_part_of_the_subject() -> None:
    assert without_motion("城镇化率稳步提高") == "城镇化率"
