"""Which years belong to a value and which only describe something."""

import pytest

from etl.text.times import find_years, plan_period


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("到2025年，达到", 2025),
        ("2024年底前完成", 2024),
        ("截至2023年末", 2023),
        ("二〇三五年", 2035),
        ("2021—2025年", 2025),
        ("“十四五”末", 2025),
        ("到“十五五”末", 2030),
        ("十三五期间", 2020),
        ("年内完成", 2023),
        ("今年", 2023),
        ("去年全年", 2022),
        ("上年", 2022),
        ("明年", 2024),
        ("今后五年", 2027),
        ("规划期末", 2035),
        ("2024年底前建成公园", 2024),
    ],
)
def test_a_year_is_named_in_many_ways(text: str, year: int) -> None:
    assert find_years(text, 2023, 2035)[0].year == year


@pytest.mark.parametrize(
    "text",
    [
        "2000年底前建成的老旧小区",
        "2000年底前建成、失养失修的住宅小区",
        "2013年以来",
        "2019年以前铺设的管道",
        "比2020年提高",
        "与2020年相比",
        "基于2020年规模的1.3倍",
        "按2020年不变价",
        "在2020年基础上",
        "自2021年起",
        "2022年印发的方案",
        "上年结转的项目",
        "比上年末增长",
        "是“十二五”时期的1.8倍",
        "高于2015年4个百分点",
    ],
)
def test_a_year_that_describes_is_not_the_year_of_a_value(text: str) -> None:
    assert find_years(text, 2023) == []


def test_a_starting_year_holds_for_the_next_value_only() -> None:
    start, end = find_years("由2015年的44%提高到2020年的51%")
    assert (start.year, start.passing) == (2015, True)
    assert (end.year, end.passing) == (2020, False)


def test_without_a_working_year_this_year_is_unknown() -> None:
    assert find_years("年内完成") == []


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("规划（2021—2035年）", (2021, 2035)),
        ("方案(2023-2025年)", (2023, 2025)),
        ("“十四五”规划", (2021, 2025)),
        ("第十五个五年规划", (2026, 2030)),
        ("2023年工作要点", None),
    ],
)
def test_a_title_names_its_period(text: str, period: tuple[int, int] | None) -> None:
    assert plan_period(text) == period
