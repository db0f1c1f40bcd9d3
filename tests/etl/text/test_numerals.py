"""Which numbers are quantities, and with which value, unit and operator."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.text.numerals import find_quantities, read_chinese
from etl.text.script import to_plain
from tests.linear import MOST, growth


def read(text: str) -> list[tuple[float, float | None, str, str]]:
    return [(q.low, q.high, q.unit, q.operator) for q in find_quantities(to_plain(text))]


@pytest.mark.parametrize(
    ("text", "value", "unit", "operator"),
    [
        ("保障房6.4万套（间）", 6.4, "万套", "="),
        ("停车位3万余个", 3, "万个", ">"),
        ("企业500多家", 500, "家", ">"),
        ("游客2,350万人次", 2350, "万人次", "="),
        ("粮食0.8万亿斤", 0.8, "万亿斤", "="),
        ("播种面积120.5千公顷", 120.5, "千公顷", "="),
        ("浓度31微克/立方米", 31, "微克/立方米", "="),
        ("处理能力4万吨/日", 4, "万吨/日", "="),
        ("自然增长率为-2.5‰", -2.5, "‰", "="),
        ("覆盖率90%以上", 90, "%", ">="),
        ("漏损率9%以内", 9, "%", "<="),
        ("人口80万人左右", 80, "万人", "~"),
        ("百分之八十", 80, "%", "="),
        ("占四分之三", 0.75, "比例", "="),
        ("比例达到七成", 0.7, "比例", "="),
        ("占比超过一半", 0.5, "比例", ">"),
        ("占1/4以上", 0.25, "比例", ">="),
        ("农田十八万亩", 18, "万亩", "="),
        ("惠及一万三千户", 13000, "户", "="),
        ("建设公园十二个", 12, "个", "="),
        ("产值突破千亿元大关", 1000, "亿元", "="),
        ("收入比为2.3:1", 2.3, "", "="),
        ("收入比缩小到1.9以内", 1.9, "", "<="),
        ("人均预期寿命78.6岁", 78.6, "岁", "="),
        ("平均受教育年限达到11.2年", 11.2, "年", "="),
        ("办理时限压缩至3个工作日以内", 3, "个工作日", "<="),
        ("出生人口2800", 2800, "人", "="),
        ("人口90万", 90, "万", "="),
    ],
)
def test_a_number_is_read_with_its_unit_and_bound(
    text: str, value: float, unit: str, operator: str
) -> None:
    assert read(text) == [(pytest.approx(value), None, unit, operator)]


@pytest.mark.parametrize(
    "text",
    [
        "G85高速、S21支线和6号线",
        "拨打12345热线",
        "推广5G和PM2.5治理",
        "2023年3月15日",
        "2021—2025年",
        "〔2023〕17号",
        "“1+32”体系",
        "第3批、第十二届、第58次会议",
        "3—6岁幼儿",
        "全年365天、7×24小时",
        "12年一贯制学校",
        "15分钟生活圈",
        "9:30开会",
        "电话：0731—8888123",
        "3个月内",
        "几十个、数百家、上千户",
        "前10名、后3位",
        "4A级景区、3.0版",
    ],
)
def test_numbers_that_measure_nothing_are_no_quantities(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["10-15个", "10—15个", "10至15个", "10个—15个", "10～15个"])
def test_a_range_has_two_ends(text: str) -> None:
    assert read(text) == [(10, 15, "个", "range")]


def test_from_and_to_are_two_values_and_no_range() -> None:
    assert read("从30%到40%") == [(30, None, "%", "="), (40, None, "%", "=")]


def test_listed_numbers_share_the_last_unit() -> None:
    assert read("900、420和380个") == [(v, None, "个", "=") for v in (900, 420, 380)]
    assert read("3个、2.5个和2个百分点") == [(v, None, "个百分点", "=") for v in (3, 2.5, 2)]
    assert read("45万、50万人") == [(45, None, "万人", "="), (50, None, "万人", "=")]


def test_three_parts_of_a_whole_are_three_quantities() -> None:
    assert [q[0] for q in read("三次产业结构为12.5:40.5:47")] == [12.5, 40.5, 47]


def test_a_ratio_that_moves_gives_both_its_values() -> None:
    assert [q[0] for q in read("收入比由上年的1.95缩小至1.92")] == [1.95, 1.92]


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("三十", 30), ("一百二十", 120), ("二〇三五", 2035), ("两千", 2000), ("十", 10),
     ("一万二千", 12000), ("三点五", 3.5), ("", 0)],
)  # fmt: skip
def test_chinese_numerals_have_their_value(numeral: str, value: float) -> None:
    assert read_chinese(numeral) == pytest.approx(value)


PIECES = (
    "一 五 十 百 万 亿 1 2.5 , 、 : / - — 个 % 人 万人 年 第 成 分之 的 达到 以上 （间） 由 到 比"
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES.split()), max_size=60).map("".join))
def test_quantities_never_overlap(text: str) -> None:
    found = find_quantities(text)
    assert all(a.stop <= b.start for a, b in pairwise(found))
    assert all(0 <= q.start < q.stop <= len(text) for q in found)


@pytest.mark.parametrize(
    "piece", ["1", "五", "1、", "1-", "1.", "万亿", "由1%到", "1/", "1:", "两千"]
)
def test_scanning_takes_linear_time(piece: str) -> None:
    assert growth(lambda size: find_quantities(piece * (size // len(piece))), 15_000) < MOST
