"""Who is responsible for a paragraph, and who leads."""

import pytest

from etl.text.duties import Duty, duty_of, find_duties
from etl.text.script import to_plain
from tests.linear import MOST, growth


def only(text: str) -> Duty:
    duties = find_duties(to_plain(text))
    assert len(duties) == 1, duties
    return duties[0]


@pytest.mark.parametrize(
    ("bracket", "departments", "lead"),
    [
        ("（省住建厅、省财政厅等按职责分工负责）", ("省住建厅", "省财政厅"), ()),
        ("（省住建厅牵头，省财政厅、省能源局配合）", ("省住建厅", "省财政厅", "省能源局"), ("省住建厅",)),
        ("（牵头单位：县教体局、县卫健局；责任单位：县民政局）", ("县教体局", "县卫健局", "县民政局"),
         ("县教体局", "县卫健局")),
        ("（由市水务局牵头负责）", ("市水务局",), ("市水务局",)),
        ("（责任单位：省公安厅、省人社厅等，列第一位的为牵头单位，下同）", ("省公安厅", "省人社厅"), ("省公安厅",)),
        ("（市公安局会同市人社局负责）", ("市公安局", "市人社局"), ()),
        ("（省水利厅，有关市、县（区）政府按职责分工负责）", ("省水利厅", "有关市、县（区）政府"), ()),
        ("（市发改委，各县（市、区）政府等按职责分工负责）", ("市发改委", "各县（市、区）政府"), ()),
        ("（牵头领导：张三；牵头单位：市城管局；完成时限：2023年12月）", ("市城管局",), ("市城管局",)),
        ("（市发改委、市公安局）", ("市发改委", "市公安局"), ()),
    ],
)  # fmt: skip
def test_a_bracket_names_departments_and_who_leads(
    bracket: str, departments: tuple[str, ...], lead: tuple[str, ...]
) -> None:
    duty = only(f"改造管网50公里。{bracket}")
    assert (duty.departments, duty.lead, duty.is_line) == (departments, lead, False)


def test_a_line_of_its_own_speaks_for_the_paragraphs_before_it() -> None:
    duty = only("责任单位：市住建局、市财政局")
    assert (duty.departments, duty.is_line) == (("市住建局", "市财政局"), True)


def test_a_label_at_the_end_of_a_paragraph_is_no_line_of_its_own() -> None:
    duty = only("改造管网50公里。责任单位：市住建局、市财政局。")
    assert (duty.departments, duty.is_line) == (("市住建局", "市财政局"), False)


@pytest.mark.parametrize(
    "text",
    [
        "各县（市、区）开展改造",
        "推广合作模式（PPP）",
        "集中供热普及率（%）",
        "（以下简称市城镇化办）",
        "（2023年12月底前完成）",
        "达到90%（其中城区95%）",
    ],
)
def test_other_brackets_name_nobody(text: str) -> None:
    assert find_duties(to_plain(text)) == []


def test_a_bracket_holds_for_what_stands_before_it() -> None:
    text = "改造管网（市水务局负责）。新建公园（市园林局负责）。"
    duties = find_duties(to_plain(text))
    first, second = duty_of(duties, 4), duty_of(duties, text.index("公园"))
    assert first is not None and first.departments == ("市水务局",)
    assert second is not None and second.departments == ("市园林局",)
    assert duty_of(duties, len(text)) is None


@pytest.mark.parametrize("piece", ["（", "）", "（牵头单位：", "责任单位：市局、", "（（）"])
def test_brackets_are_read_in_linear_time(piece: str) -> None:
    assert growth(lambda size: find_duties(piece * (size // len(piece))), 10_000) < MOST
