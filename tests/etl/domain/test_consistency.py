"""What a document states about itself, recomputed: what rounding explains is never a finding."""

import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.domain.consistency import check_source
from etl.domain.records import Statement
from etl.project.folder import Folder
from etl.project.reader import inspect_project
from etl.steps.extract import extract_file
from tests.conftest import ROOT
from tests.etl.domain.claims import CLAIMS, check, checks, claim, growth, in_a_row
from tests.linear import MOST
from tests.linear import growth as growth_of

SEED = ROOT.parent / "shared" / "seeds" / "001_38e54b0e840f882c.txt"
PEOPLE = claim("常住人口184.86万人", "people", 184.86)
URBAN = claim("城镇常住人口82.77万人", "urban", 82.77)
RATE = claim("城镇化率达到44.77%", "rate", 44.77)
THEN = claim("由2014年的34.47%", "rate", 34.47, 2014)
NOW = claim("提高到2020年的44.77%", "rate", 44.77)


# part and whole


def test_a_rate_that_is_the_ratio_of_its_parts_is_confirmed() -> None:
    found = check(PEOPLE, URBAN, RATE)
    assert (found.code, found.holds, found.unit) == ("part-whole", True, "%")
    assert (found.stated, found.computed) == (44.77, pytest.approx(82.77 / 184.86 * 100))
    assert found.arithmetic == "82.77÷184.86×100＝44.774"
    assert [part.indicator_id for part in found.statements] == ["rate", "urban", "people"]
    assert found.sentence() == (
        "文中称常住人口城镇化率为44.77%，按城镇常住人口82.77万人与常住人口184.86万人之比"
        "计算为44.77%，两者相符。"
    )


def test_a_rate_that_is_not_the_ratio_of_its_parts_is_told_with_both_figures() -> None:
    found = check(PEOPLE, URBAN, claim("城镇化率达到46.77%", "rate", 46.77))
    assert not found.holds
    assert found.sentence().endswith("计算为44.77%，相差2个百分点。")


def test_the_misprint_of_a_population_is_caught_by_the_rate() -> None:
    # 192.78 / 338.2 = 57.00, while 192.78 / 328.2 = 58.74.
    urban, rate = claim("192.78万人", "urban", 192.78), claim("58.74%", "rate", 58.74)
    assert not check(claim("338.2万人", "people", 338.2), urban, rate).holds
    assert check(claim("328.2万人", "people", 328.2), urban, rate).holds


@pytest.mark.parametrize(("stated", "holds"), [(44.82, True), (44.72, False), (44.83, False)])
def test_a_rate_may_be_five_hundredths_of_a_point_off(stated: float, holds: bool) -> None:
    # 44.7744: 44.82 is 0.046 above, 44.72 is 0.054 below.
    assert check(PEOPLE, URBAN, claim(f"城镇化率{stated}%", "rate", stated)).holds is holds


def test_parts_that_are_printed_coarsely_explain_more() -> None:
    # 83/185 = 44.86; between 82.5/185.5 = 44.47 and 83.5/184.5 = 45.26.
    people, urban = claim("185万人", "people", 185), claim("83万人", "urban", 83)
    assert check(people, urban, claim("44.5%", "rate", 44.5)).holds
    assert not check(people, urban, claim("44.3%", "rate", 44.3)).holds


def test_parts_in_different_units_are_brought_together() -> None:
    found = check(claim("1848600人", "people", 1848600, unit="人"), URBAN, RATE)
    assert found.holds and found.arithmetic == "82.77万人÷1848600人×100＝44.774"


@pytest.mark.parametrize(
    "other",
    [{"year": 2019}, {"place_id": "620000"}, {"scope": "中心城区"}, {"kind": "target"},
     {"operator": ">="}, {"operator": "range", "value_high": 90.0}, {"value": None},
     {"unit": "户"}, {"year": None}, {"kind": "context"}, {"value": math.inf}],
)  # fmt: skip
def test_a_part_that_is_not_the_same_fact_takes_no_part(other: dict[str, object]) -> None:
    assert checks(PEOPLE, replace(URBAN, **other), RATE) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("people", [0.0, 0.001])
def test_a_whole_that_can_be_nought_divides_nothing(people: float) -> None:
    found = checks(claim("常住人口很少", "people", people), claim("0", "urban", 0.0), RATE)
    assert all(math.isfinite(one.computed) for one in found)


def test_a_fact_that_is_mentioned_thrice_is_confirmed_once() -> None:
    found = check(PEOPLE, URBAN, RATE, RATE, RATE)
    assert found.statements[0].start == len(PEOPLE.quote) + len(URBAN.quote) + 2


def test_targets_are_recomputed_among_themselves() -> None:
    aims = [replace(part, kind="target", year=2025) for part in (PEOPLE, URBAN, RATE)]
    assert check(*aims).holds


# a gap to a comparator

NATION = claim("全国城镇化率63.89%", "rate", 63.89, region="全国", place_id="000000")
PROVINCE = claim("全省城镇化率52.23%", "rate", 52.23, region="甘肃省", place_id="620000")


def gap(quote: str, value: float, **changed: object) -> Statement:
    return growth(quote, "rate", value, **({"kind": "comparison"} | changed))


@pytest.mark.parametrize(
    ("quote", "value", "holds"),
    [("比全国低19.12个百分点", 19.12, True), ("比全国低18.12个百分点", 18.12, False),
     ("比全国平均水平低19.12个百分点", 19.12, True), ("低于全国平均水平19.12个百分点", 19.12, True),
     ("分别比全国、全省低19.12", 19.12, True), ("分别比全国、全省低19.12和7.46个百分点", 7.46, True),
     ("分別比全國、全省低19.12和8.46個百分點", 8.46, False),
     ("比甘肃省低7.46个百分点", 7.46, True), ("比全国高19.12个百分点", 19.12, False)],
)  # fmt: skip
def test_a_gap_is_held_to_the_two_values(quote: str, value: float, holds: bool) -> None:
    found = check(NATION, PROVINCE, NOW, gap(quote, value))
    assert (found.code, found.holds) == ("comparator", holds)


def test_a_gap_that_does_not_follow_is_told() -> None:
    found = check(NATION, NOW, gap("比全国低18.12个百分点", 18.12))
    assert found.arithmetic == "63.89−44.77＝19.12"
    assert found.sentence() == (
        "文中称比全国低18.12个百分点，按文中所列两值计算为19.12个百分点，相差1个百分点。"
    )


@pytest.mark.parametrize(
    "quote",
    ["比上年高1.2个百分点", "比外省低1.2个百分点", "低1.2个百分点",
     "分别比全国、全省、外省低3和1.2个百分点"],
)  # fmt: skip
def test_a_comparator_that_the_document_does_not_state_is_left_alone(quote: str) -> None:
    assert checks(NATION, NOW, gap(quote, 1.2)) == []


def test_a_gap_of_another_year_or_of_a_place_to_itself_is_left_alone() -> None:
    assert checks(NATION, NOW, gap("比全国低18.12个百分点", 18.12, year=2019)) == []
    assert checks(NATION, gap("比全国低1个百分点", 1.0, place_id="000000")) == []


# sums, orders


def test_town_and_country_make_the_whole() -> None:
    rural = claim("乡村常住人口102.09万人", None, 102.09, indicator="乡村常住人口", unit="万人")
    found = check(PEOPLE, URBAN, rural)
    assert (found.code, found.holds) == ("sum", True)
    assert found.arithmetic == "82.77＋102.09＝184.86"
    found = check(PEOPLE, URBAN, replace(rural, value=103.09, quote="乡村常住人口103.09万人"))
    assert found.sentence() == (
        "文中称常住人口为184.86万人，按各部分之和计算为185.86万人，相差1万人。"
    )


def test_the_rounding_of_every_part_counts_in_a_sum() -> None:
    rural = claim("农村常住人口102万人", None, 102, indicator="农村常住人口", unit="万人")
    assert check(claim("185万人", "people", 185), claim("82万人", "urban", 82), rural).holds
    assert not check(claim("187万人", "people", 187), claim("82万人", "urban", 82), rural).holds


def county(code: str, value: float) -> Statement:
    return claim(f"某县{value}万人", "people", value, place_id=code, region=code)


def test_units_that_add_up_to_the_place_confirm_it_and_more_than_it_cannot_be() -> None:
    whole = claim("全市30.0万人", "people", 30.0)
    one, other = county("620802", 10.0), county("620821", 20.0)
    assert check(whole, one, other).holds
    assert checks(whole, one) == [] and checks(whole, one, county("620821", 5.0)) == []
    found = check(whole, one, county("620821", 25.0))
    assert (found.code, found.holds, found.computed) == ("sum", False, 35.0)


def test_green_space_is_not_more_than_green_cover() -> None:
    cover = claim("绿化覆盖率30.55%", "cover", 30.55)
    found = check(claim("绿地率35.08%", "green", 35.08), cover)
    assert (found.code, found.holds, found.computed) == ("order", False, 30.55)
    assert found.sentence() == (
        "文中称建成区绿地率为35.08%，超过建成区绿化覆盖率30.55%，高出4.53个百分点，"
        "而前者不应超过后者。"
    )
    assert check(claim("绿地率28.5%", "green", 28.5), cover).holds
    assert check(claim("绿地率31%", "green", 31.0), cover).holds  # 30.5 to 31.5


# mentions against one another


def test_a_figure_that_differs_between_two_passages_is_told() -> None:
    found = check(RATE, claim("城镇化率44.97%", "rate", 44.97))
    assert (found.code, found.holds, found.stated, found.computed) == (
        "repeated", False, 44.97, 44.77,
    )  # fmt: skip
    assert found.sentence() == ("文中称常住人口城镇化率为44.97%，另一处为44.77%，相差0.2个百分点。")


def test_the_figure_that_is_stated_less_often_is_the_odd_one() -> None:
    found = check(claim("城镇化率44.97%", "rate", 44.97), RATE, RATE)
    assert found.stated == 44.97 and found.statements[0].start == 0


@pytest.mark.parametrize(
    "other",
    [claim("44.8%", "rate", 44.8), claim("45%", "rate", 45.0), claim("2019年43%", "rate", 43, 2019),
     claim("中心城区80%", "rate", 80, scope="中心城区"), claim("约50%", "rate", 50, operator="~"),
     claim("目标48%", "rate", 48, kind="target"), claim("未注明年份43%", "rate", 43, None),
     claim("提高1%", "rate", 1, kind="growth")],
)  # fmt: skip
def test_a_rounding_and_another_fact_are_no_contradiction(other: Statement) -> None:
    assert checks(RATE, other) == []


def test_the_same_value_in_another_unit_is_no_contradiction() -> None:
    assert checks(PEOPLE, claim("1848600人", "people", 1848600, unit="人")) == []
    assert check(PEOPLE, claim("1858600人", "people", 1858600, unit="人")).code == "repeated"


def test_a_stretch_target_does_not_contradict_the_target() -> None:
    aim = replace(RATE, kind="target", value=48.0, quote="达到48%")
    assert checks(aim, replace(aim, value=50.0, quote="力争达到50%")) == []


def test_a_part_of_a_flow_does_not_contradict_the_flow_but_a_near_figure_does() -> None:
    flow = claim("筹集8.8万套", "homes", 8.8, kind="annual_task")
    assert checks(flow, replace(flow, value=3.0, quote="其中年底前3.0万套")) == []
    assert check(flow, replace(flow, value=8.6, quote="筹集8.6万套")).code == "repeated"


def test_a_name_outside_the_registry_must_be_equal_and_name_a_quantity() -> None:
    area = claim("苹果种植面积200万亩", "苹果种植面积", 200, unit="万亩")
    assert check(area, replace(area, value=210, quote="210万亩")).code == "repeated"
    assert checks(area, replace(area, value=210, indicator="种植面积")) == []
    field = claim("17个领域", "领域", 17, unit="个")
    assert checks(field, replace(field, value=8, quote="8个领域")) == []


# magnitudes and the census


def test_a_share_above_a_hundred_is_told() -> None:
    found = check(claim("城镇化率144.77%", "rate", 144.77))
    assert (found.code, found.computed) == ("magnitude", 100.0)
    assert found.sentence() == "文中称常住人口城镇化率为144.77%，超出该项的上限100%。"
    unknown = claim("自来水普及率103%", "自来水普及率", 103.0)
    assert check(unknown).code == "magnitude"
    assert checks(replace(unknown, indicator="任务完成率")) == []
    assert checks(claim("增长144.77%", "rate", 144.77, kind="growth")) == []


def test_a_value_below_the_range_is_told_in_the_printed_unit() -> None:
    assert check(claim("-3万人", "people", -3)).sentence().endswith("超出该项的下限0万人。")


def test_a_population_ten_times_another_mention_is_told() -> None:
    found = check(PEOPLE, claim("2021年1841万人", "people", 1841, 2021))
    assert (found.code, found.stated, found.computed) == ("magnitude", 1841, 184.86)
    assert found.sentence() == (
        "文中称常住人口为1841万人，是另一处184.86万人的10倍，单位或小数点可能有误。"
    )
    assert [one.code for one in checks(PEOPLE, claim("1848.6万人", "people", 1848.6))] == [
        "magnitude"
    ]


def test_a_population_is_held_to_a_census_that_the_document_cites() -> None:
    census = claim("第七次全国人口普查常住人口184.86万人", "people", 184.86)
    found = check(census, claim("2021年220万人", "people", 220, 2021))
    assert (found.code, found.holds) == ("census", False)
    assert found.arithmetic == "220÷184.86−1＝19%"
    assert found.sentence() == "文中称常住人口为220万人，比最近一次普查的184.86万人多19%，超过15%。"
    assert check(census, claim("2021年184.49万人", "people", 184.49, 2021)).holds
    assert checks(census, claim("2019年230万人", "people", 230, 2019)) == []
    assert checks(PEOPLE, claim("2021年220万人", "people", 220, 2021)) == []


def test_a_census_count_and_a_year_end_figure_of_one_year_are_two_figures() -> None:
    census = claim("第七次全国人口普查常住人口184.86万人", "people", 184.86)
    assert [one.code for one in checks(census, claim("年末184.49万人", "people", 184.49))] == [
        "census"
    ]


# laws


@given(
    people=st.floats(1, 9999), share=st.floats(0.01, 0.99),
    digits=st.integers(0, 3), rate_digits=st.integers(0, 3),
)  # fmt: skip
def test_rounding_alone_never_makes_a_finding_of_a_ratio(
    people: float, share: float, digits: int, rate_digits: int
) -> None:
    def said(subject: str, value: float, places: int) -> Statement:
        text = f"{value:.{places}f}"
        return claim(f"{subject}{text}", subject, float(text))

    whole, part = said("people", people, digits), said("urban", people * share, digits)
    found = checks(whole, part, said("rate", share * 100, rate_digits))
    assert all(one.holds for one in found)


statements = st.lists(
    st.builds(
        claim,
        quote=st.sampled_from(
            ["年均提高1.9个百分点", "比全国低3个百分点", "由2014年的3%", "普查5万人", "44.77", ""]
        ),
        subject=st.sampled_from(["rate", "people", "urban", "green", "cover", "homes", "产量"]),
        value=st.one_of(
            st.none(),
            st.sampled_from([0.0, -0.0, 1.9, 3.0, 44.77, math.nan, math.inf, -math.inf]),
            st.floats(-1e300, 1e300),
            st.floats(0, 200),
        ),
        year=st.sampled_from([None, 2014, 2020, 2021]),
        kind=st.sampled_from(["baseline", "actual", "target", "growth", "comparison", "context"]),
        unit=st.sampled_from(["%", "个百分点", "万人", "人", "个", "", "‰"]),
        operator=st.sampled_from(["=", "=", "=", ">=", "~", "range", "none"]),
        place_id=st.sampled_from([None, "620800", "000000", "620000", "某"]),
        region=st.sampled_from(["", "某市"]),
        indicator=st.sampled_from(["", "年均提高", "产量", "城镇常住人口", "乡村常住人口"]),
        value_high=st.sampled_from([None, None, 5.0]),
    ),
    max_size=25,
)


@given(statements)
def test_whatever_is_stated_nothing_crashes_and_every_number_is_finite(
    found: list[Statement],
) -> None:
    results = checks(*found)
    for one in results:
        assert math.isfinite(one.stated) and math.isfinite(one.computed)
        assert "nan" not in one.sentence() + one.arithmetic
        assert "inf" not in one.sentence() + one.arithmetic
    positions = [one.statements[0].start for one in results]
    assert positions == sorted(positions)


def test_the_order_of_the_statements_does_not_matter() -> None:
    told = in_a_row(PEOPLE, URBAN, THEN, NOW, growth("年均提高1.96个百分点", "rate", 1.96))
    assert check_source(told[::-1], CLAIMS) == check_source(told, CLAIMS)
    assert [one.code for one in check_source(told, CLAIMS)] == ["part-whole", "pace"]


def test_the_work_grows_with_the_number_of_statements_and_not_with_its_square() -> None:
    one = (PEOPLE, URBAN, THEN, NOW, growth("年均提高1.96个百分点", "rate", 1.96))
    apart = [
        replace(part, place_id=f"{620000 + number}")
        for number in range(1, 601) for part in one
    ]  # fmt: skip
    for told in (in_a_row(*apart), in_a_row(*one * 600)):
        assert growth_of(lambda size, told=told: check_source(told[:size], CLAIMS), 750) < MOST


@pytest.mark.skipif(not SEED.exists(), reason="the shared documents are not part of the project")
def test_the_real_plan_confirms_its_two_rates_and_contradicts_its_pace() -> None:
    project, _ = inspect_project(Folder(Path(ROOT)))
    found = check_source(extract_file(SEED, project, None), project.registry)
    facts = {(one.code, one.stated, round(one.computed, 2), one.holds) for one in found}
    assert ("part-whole", 44.77, 44.77, True) in facts
    assert ("part-whole", 35.62, 35.62, True) in facts
    assert ("pace", 1.96, 1.72, False) in facts
    (pace,) = [one for one in found if one.code == "pace" and not one.holds]
    assert [part.value for part in pace.statements] == [1.96, 34.47, 44.77]
