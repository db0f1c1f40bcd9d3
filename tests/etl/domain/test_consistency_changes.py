"""Stated changes against the levels they run between: paces, differences and compound rates."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.domain.records import Statement
from tests.etl.domain.claims import check, checks, claim, growth

RATE = claim("城镇化率达到44.77%", "rate", 44.77)
THEN = claim("由2014年的34.47%", "rate", 34.47, 2014)
NOW = claim("提高到2020年的44.77%", "rate", 44.77)


def test_a_pace_that_does_not_follow_from_its_ends_is_told() -> None:
    found = check(THEN, NOW, growth("年均提高1.96个百分点", "rate", 1.96))
    assert (found.code, found.holds, found.unit) == ("pace", False, "百分点")
    assert found.computed == pytest.approx(10.3 / 6)
    assert found.arithmetic == "（44.77−34.47）÷6＝1.717"
    assert [part.value for part in found.statements] == [1.96, 34.47, 44.77]
    assert found.sentence() == (
        "文中称年均提高1.96个百分点，按首末两值计算为1.72个百分点，相差0.24个百分点。"
    )


@pytest.mark.parametrize("stated", ["1.72", "1.7", "2", "1.717"])
def test_a_pace_that_is_rounded_is_confirmed(stated: str) -> None:
    found = check(THEN, NOW, growth(f"年均提高{stated}个百分点", "rate", float(stated)))
    assert found.holds and found.sentence().endswith("两者相符。")


@pytest.mark.parametrize(
    "quote",
    ["年均提高1.96個百分點", "平均每年上升1.96个百分点", "每年平均提升１．９６个百分点"],
)
def test_a_pace_is_known_in_both_scripts_and_widths(quote: str) -> None:
    assert not check(THEN, NOW, growth(quote, "rate", 1.96)).holds


def test_a_pace_before_its_ends_or_between_them_is_found() -> None:
    pace = growth("年均提高1.96个百分点", "rate", 1.96, None)
    assert not check(pace, THEN, NOW).holds
    assert not check(THEN, pace, NOW).holds


def test_one_passage_that_holds_the_whole_movement_is_enough() -> None:
    quote = "由2014年的34.47%提高到2020年的44.77%，年均提高1.96个百分点"
    assert not check(
        claim(quote, "rate", 34.47, 2014), claim(quote, "rate", 44.77), growth(quote, "rate", 1.96)
    ).holds


def test_years_that_a_passage_names_find_their_values_anywhere() -> None:
    far = claim("别的内容" * 100, "green", 30.0)
    pace = growth("2014—2020年年均提高1.96个百分点", "rate", 1.96)
    assert not check(THEN, NOW, far, pace).holds
    assert checks(THEN, NOW, far, growth("年均提高1.96个百分点", "rate", 1.96)) == []


def test_values_of_another_section_are_not_the_ends() -> None:
    pace = growth("年均提高1.96个百分点", "rate", 1.96, section="二")
    assert checks(THEN, NOW, pace) == []


@pytest.mark.parametrize("named", ["常住人口城镇化率年均提高", "常住人口城镇化率", "年均提高", ""])
def test_a_pace_without_a_known_indicator_has_that_of_its_sentence(named: str) -> None:
    pace = growth("年均提高1.96个百分点", None, 1.96, indicator=named)
    assert not check(THEN, NOW, pace).holds


def test_the_pace_of_something_else_is_not_carried() -> None:
    assert checks(THEN, NOW, growth("年均提高1.96个百分点", None, 1.96, indicator="入学率")) == []


def test_names_outside_the_registry_are_matched_when_exactly_equal() -> None:
    ends = claim("2015年40%", "村庄绿化率", 40.0, 2015), claim("2020年50%", "村庄绿化率", 50.0)
    pace = growth("村庄绿化率年均提高3个百分点", "村庄绿化率", 3.0, indicator="村庄绿化率")
    found = check(*ends, pace)
    assert not found.holds and found.computed == 2.0
    assert checks(*ends, replace(pace, indicator="绿化率")) == []


def test_where_several_ends_could_be_meant_one_that_fits_is_taken() -> None:
    between = claim("2017年40%", "rate", 40.0, 2017)
    assert check(THEN, between, NOW, growth("年均提高1.72个百分点", "rate", 1.72)).holds
    assert check(THEN, between, NOW, growth("年均提高1.59个百分点", "rate", 1.59)).holds


def test_a_period_that_is_not_spelled_out_is_only_ever_confirmed() -> None:
    assert checks(THEN, NOW, growth("“十三五”期间年均提高1.96个百分点", "rate", 1.96)) == []
    assert check(THEN, NOW, growth("六年年均提高1.72个百分点", "rate", 1.72)).holds


@pytest.mark.parametrize(
    "pace",
    [growth("年均提高1.96个百分点", "rate", None), growth("年均提高2个百分点以上", "rate", 2.0),
     growth("年均提高1.5至2个百分点", "rate", 1.5, value_high=2.0),
     growth("年均提高1.96个百分点", "rate", math.nan)],
)  # fmt: skip
def test_a_pace_without_one_value_is_not_judged(pace: Statement) -> None:
    pace = replace(pace, operator=">=") if "以上" in pace.quote else pace
    assert checks(THEN, NOW, pace) == []


def test_equal_years_are_no_distance() -> None:
    pace = growth("年均提高1.96个百分点", "rate", 1.96, None)
    assert [one.code for one in checks(RATE, replace(RATE, value=34.47), pace)] == ["repeated"]


def test_a_fall_is_stated_without_or_with_its_sign() -> None:
    down = claim("2015年50%", "rate", 50.0, 2015), claim("2020年45%", "rate", 45.0)
    assert check(*down, growth("年均下降1.00个百分点", "rate", 1.0)).holds
    assert check(*down, growth("年均下降-1.00个百分点", "rate", -1.0)).holds
    assert not check(*down, growth("年均提高1.00个百分点", "rate", 1.0)).holds


def test_a_difference_is_the_whole_of_a_movement_from_one_value_to_the_next() -> None:
    found = check(THEN, NOW, growth("提高11.3个百分点", "rate", 11.3))
    assert (found.holds, found.arithmetic) == (False, "44.77−34.47＝10.3")
    assert found.sentence() == (
        "文中称提高11.3个百分点，按首末两值计算为10.3个百分点，相差1个百分点。"
    )
    assert check(THEN, NOW, growth("提高10.3个百分点", "rate", 10.3)).holds


def test_a_rise_that_may_be_against_the_year_before_is_not_held_to_other_years() -> None:
    apart = claim("2014年为34.47%", "rate", 34.47, 2014)
    assert checks(apart, NOW, growth("提高1.2个百分点", "rate", 1.2)) == []
    between = claim("其间各县大多有所提高，但快慢不一", "green", 30.0)
    assert checks(THEN, between, NOW, growth("提高1.2个百分点", "rate", 1.2)) == []
    assert checks(THEN, NOW, growth("比上年提高1.2个百分点", "rate", 1.2)) == []
    assert checks(THEN, NOW, growth("2020年提高1.2个百分点", "rate", 1.2)) == []


def test_a_rise_against_a_named_year_is_held_to_that_year() -> None:
    found = check(THEN, NOW, growth("比2014年提高9.3个百分点", "rate", 9.3))
    assert not found.holds and found.computed == pytest.approx(10.3)
    before = claim("2019年43.77%", "rate", 43.77, 2019)
    assert check(before, NOW, growth("同比提高1个百分点", "rate", 1.0)).holds


def test_yearly_growth_in_percent_is_the_compound_rate() -> None:
    people = claim("由2015年的100.00万人", "people", 100.0, 2015), claim("110万人", "people", 110.0)
    # 1.1 ** 0.2 = 1.019245
    assert check(*people, growth("年均增长1.92%", "people", 1.92, unit="%")).holds
    found = check(*people, growth("年均增长2.30%", "people", 2.3, unit="%"))
    assert found.arithmetic == "（110÷100.00）^（1÷5）−1＝1.924%"
    assert found.sentence() == ("文中称年均增长2.30%，按首末两值计算为1.92%，相差0.38个百分点。")


def test_growth_of_money_may_be_at_constant_prices_and_is_only_confirmed() -> None:
    ends = claim("2015年10000元", "income", 10000, 2015), claim("2020年20000元", "income", 20000)
    # 2 ** 0.2 = 1.148698
    assert checks(*ends, growth("年均增长8.1%", "income", 8.1, unit="%")) == []
    assert check(*ends, growth("年均增长14.87%", "income", 14.87, unit="%")).holds


def test_yearly_growth_in_numbers_is_in_the_unit_it_is_printed_in() -> None:
    ends = claim("2015年100.0万人", "people", 100, 2015), claim("2020年110.0万人", "people", 110)
    found = check(*ends, growth("年均增加30000人", "people", 30000, unit="人"))
    assert (found.holds, found.computed, found.unit) == (False, 20000, "人")
    assert checks(*ends, growth("年均增加3万户", "people", 3, unit="万户")) == []


@pytest.mark.parametrize("then", [0.0, -5.0])
def test_nothing_grows_from_nought_or_below(then: float) -> None:
    ends = claim("2015年", "people", then, 2015), claim("2020年", "people", 110)
    found = checks(*ends, growth("年均增长2%", "people", 2, unit="%"))
    assert [one.code for one in found if one.code == "pace"] == []


@given(
    start=st.floats(0, 60), change=st.floats(-30, 30), years=st.integers(1, 15),
    digits=st.integers(0, 3),
)  # fmt: skip
def test_rounding_alone_never_makes_a_finding_of_a_pace(
    start: float, change: float, years: int, digits: int
) -> None:
    ends = []
    for year, value in ((2020 - years, start), (2020, start + change)):
        text = f"{value:.{digits}f}"
        ends.append(claim(f"{year}年为{text}", "cover", float(text), year))
    text = f"{abs(change) / years:.{digits}f}"
    verb = "下降" if change < 0 else "提高"
    pace = growth(f"年均{verb}{text}个百分点", "cover", float(text))
    (found,) = [one for one in checks(*ends, pace) if one.code == "pace"]
    assert found.holds
