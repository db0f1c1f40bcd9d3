"""The sentence behind a status: its numbers are those of the verdict, in both languages."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.domain.asof import AsOf
from etl.domain.reason import STATUS_WORDS, Wording, is_early, plain, reason, status_word
from etl.domain.records import Observation, Target
from tests.etl.domain.build import (
    INDICATORS,
    REGISTRY,
    Seen,
    a_target,
    facts_of,
    seen,
    verdict,
    verdicts,
    wording_of,
)
from tests.etl.domain.test_laws import SERIES, targets

FORBIDDEN = re.compile(r"nan|None|inf|-0(?![.\d])|\{|\}")
CHINESE = re.compile("[\u3000-\u9fff\uff00-\uffef]")
PLAN = a_target(55.0, 2025, base=44.77, base_year=2020)
FAR = a_target(70.0, 2035, operator="~", base=44.77, base_year=2020)


def said(found: Seen, lang: str = "zh") -> str:
    return reason(facts_of(found), wording_of(found, lang), lang)


def of(target: Target, *observations: Observation, lang: str = "zh") -> str:
    return said(verdict(target, *observations), lang)


def test_a_negative_number_has_a_true_minus_in_a_sentence() -> None:
    # (44 - 44.77) / 10.23 = -7.5%
    told = of(PLAN, seen(2022, 44.0))
    assert "增量完成率−7.5%，" in told
    assert "-" not in told
    assert "-" not in of(PLAN, seen(2022, 44.0), lang="en").replace("far-", "")
    assert wording_of(verdict(PLAN, seen(2022, 44.0))).value(-3.456) == "−3.46%"


def test_a_city_that_is_behind_is_told_by_how_much() -> None:
    assert of(PLAN, seen(2022, 46.79)) == (
        "2022年城镇化率46.79%，比序时要求的48.86%低2.07个百分点；"
        "增量完成率19.7%，比序时进度40%落后20.3个百分点，按预期性指标判定为滞后。"
    )


def test_the_same_city_is_told_in_english() -> None:
    assert of(PLAN, seen(2022, 46.79), lang="en") == (
        "Urbanization rate stood at 46.79% in 2022, 2.07 percentage points below the 48.86% due; "
        "19.7% of the distance against 40% due, a gap of −20.3 points: behind."
    )


def test_a_binding_target_is_called_so() -> None:
    target = a_target(55.0, 2025, base=44.77, base_year=2020, nature="binding")
    assert of(target, seen(2022, 48.0)).endswith("按约束性指标判定为滞后。")


def test_who_is_ahead_is_above_and_faster() -> None:
    sentence = of(PLAN, seen(2022, 50.0))
    # 50 - 48.862 = 1.138; q = 5.23 / 10.23 = 51.12%: 11.1 ahead of 40.
    assert "比序时要求的48.86%高1.14个百分点" in sentence
    assert "快11.1个百分点" in sentence and sentence.endswith("判定为快于预期。")


@pytest.mark.parametrize(
    ("target", "observations", "sentence"),
    [
        (
            a_target(48.0, 2020, operator=">=", base=34.47, base_year=2014),
            (seen(2020, 44.77),),
            "2020年城镇化率44.77%，未达到2020年不低于48%的目标，比目标低3.23个百分点，判定为未实现。",
        ),
        (
            a_target(34.0, 2020, operator=">="),
            (seen(2020, 35.62),),
            "2020年城镇化率35.62%，达到2020年不低于34%的目标，判定为已实现。",
        ),
        (
            PLAN,
            (seen(2023, 55.5),),
            "2023年城镇化率55.5%，提前达到2025年55%的目标，判定为提前实现。",
        ),
        (
            a_target(40.0, 2022, stretch=True),
            (seen(2022, 38.0),),
            "2022年城镇化率38%，未达到2022年40%的力争目标，比目标低2个百分点，判定为未实现。",
        ),
        (
            a_target(2.7, 2022, indicator_id="ratio", operator="<="),
            (seen(2022, 2.9, indicator_id="ratio"),),
            "2022年城镇化率2.9倍，未达到2022年不超过2.7倍的目标，比目标高0.2倍，判定为未实现。",
        ),
        (
            a_target(90.0, 2025, kind="floor", operator=">="),
            (seen(2022, 91.0),),
            "2022年城镇化率91%，2025年要求不低于90%，在要求之内，判定为基本符合预期。",
        ),
        (
            a_target(90.0, 2025, kind="floor", operator=">="),
            (seen(2025, 91.0),),
            "2025年城镇化率91%，符合2025年不低于90%的要求，判定为已实现。",
        ),
        (
            a_target(60.0, 2025, base=62.0, base_year=2020),
            (seen(2022, 59.0),),
            "2022年城镇化率59%，基期值已等于或超过目标60%，此后退回，判定为逆向变化。",
        ),
        (
            a_target(65.0, 2025, base=53.73, base_year=2013),
            (seen(2021, 60.0),),
            "2021年城镇化率60%，与基期分属普查前后两个序列，不可比；"
            "2025年65%的目标尚未到期，无法评估。",
        ),
        (
            a_target(88_000, 2022, indicator_id="homes"),
            (seen(2022, 46_000, indicator_id="homes", as_of="2022-06-30"),),
            # 88000 * 181 / 365 = 43638; 52.27% against 49.59%.
            "截至2022年6月30日，保障房4.6万套，比序时要求的4.36万套高0.24万套；"
            "增量完成率52.3%，比序时进度49.6%快2.7个百分点，按预期性指标判定为基本符合预期。",
        ),
        (
            a_target(50.0, 2021, base=44.77, base_year=2020),
            (seen(2022, 51.0),),
            "2021年数值未公布，按其后首个可比年份评估。"
            "2022年城镇化率51%，达到2021年50%的目标，判定为已实现。",
        ),
        (PLAN, (), "尚无已公布的实际值（缺数据），无法评估。"),
        (PLAN, (seen(2020, 44.77),), "基期之后尚无已公布的实际值，无法评估。"),
        (a_target(55.0, 2025), (seen(2022, 46.0),), "规划没有给出基期值，无法计算序时进度。"),
        (a_target(55.0, None), (seen(2022, 46.0),), "规划没有写明目标年份，只列示，不评估。"),
    ],
)
def test_each_status_has_its_finished_sentence(
    target: Target, observations: tuple[Observation, ...], sentence: str
) -> None:
    assert of(target, *observations) == sentence


def test_a_later_milestone_says_what_is_needed_from_now_on() -> None:
    _, far = verdicts([PLAN, FAR], [seen(2022, 46.79)])
    # (70 - 46.79) / 13 = 1.785
    assert said(far) == (
        "2035年目标70%左右，本链条先评估更近的节点；"
        "由2022年起，此后年均需变动1.79个百分点，判定为未到节点。"
    )
    assert said(far, "en").endswith("about 70% is due in 2035.")


def test_a_later_milestone_without_actuals_names_no_pace() -> None:
    _, far = verdicts([PLAN, FAR], [])
    assert said(far) == "2035年目标70%左右，本链条先评估更近的节点，判定为未到节点。"


@pytest.mark.parametrize("month", [6, 12, 10])
def test_the_twelfth_of_a_month_is_not_the_end_of_the_year(month: int) -> None:
    as_of = f"2022-{month:02}-12"
    target = a_target(88_000, 2022, indicator_id="homes")
    sentence = of(target, seen(2022, 90_000, indicator_id="homes", as_of=as_of))
    assert sentence.startswith(f"截至2022年{month}月12日，") and "提前实现" in sentence


@pytest.mark.parametrize("as_of", ["2022", "2022-12", "2022-12-31"])
def test_the_end_of_the_year_is_the_year(as_of: str) -> None:
    target = a_target(88_000, 2022, indicator_id="homes")
    found = verdict(target, seen(2022, 90_000, indicator_id="homes", as_of=as_of))
    assert said(found).startswith("2022年保障房9万套，达到") and not is_early(facts_of(found))


def test_english_says_too_that_another_year_stands_in_for_the_own_one() -> None:
    target = a_target(50.0, 2021, base=44.77, base_year=2020)
    sentence = of(target, seen(2022, 51.0), lang="en")
    assert "2022" in sentence and "not published" in sentence


def test_english_says_too_that_a_target_was_reached_early() -> None:
    assert "early" in of(PLAN, seen(2023, 55.5), lang="en")


def test_every_status_has_a_word_in_both_languages() -> None:
    for status, (zh, en) in STATUS_WORDS.items():
        assert (status_word(status), status_word(status, lang="en")) == (zh, en)
    assert status_word("achieved", early=True) == "提前实现"
    assert status_word("achieved", early=True, lang="en") == "Achieved early"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (46.8, 2, "46.8"), (46.0, 2, "46"), (-0.001, 2, "0"), (100.0, 0, "100"),
        (0.0, 2, "0"), (-2.5, 1, "-2.5"), (20.0, 0, "20"),
    ],
)  # fmt: skip
def test_a_number_has_no_needless_nought_and_no_negative_one(
    value: float, decimals: int, text: str
) -> None:
    assert plain(value, decimals) == text


def test_large_numbers_are_shown_in_the_display_unit_in_chinese_and_grouped_in_english() -> None:
    homes = INDICATORS["homes"]
    unit = REGISTRY.units["home"]
    assert Wording(homes, unit).value(88_000) == "8.8万套"
    assert Wording(homes, unit, "en").value(88_000) == "88,000 homes"
    assert Wording(homes, unit).difference(-42_000) == "4.2万套"


def test_a_difference_that_rounds_away_is_still_a_difference() -> None:
    rate = Wording(INDICATORS["rate"], REGISTRY.units["percent"])
    assert rate.difference(0.004) == "0.004个百分点"
    assert rate.difference(0.0) == "0个百分点"


@pytest.mark.parametrize(
    ("operator", "zh", "en"),
    [
        (">=", "不低于34%", "at least 34%"), (">", "高于34%", "above 34%"),
        ("<=", "不超过34%", "at most 34%"), ("<", "低于34%", "below 34%"),
        ("~", "34%左右", "about 34%"), ("=", "34%", "34%"),
    ],
)  # fmt: skip
def test_a_target_is_said_as_a_plan_says_it(operator: str, zh: str, en: str) -> None:
    rate, unit = INDICATORS["rate"], REGISTRY.units["percent"]
    assert Wording(rate, unit).target(operator, 34.0) == zh
    assert Wording(rate, unit, "en").target(operator, 34.0) == en


@given(st.lists(targets(), max_size=4), SERIES, st.none() | st.integers(2010, 2035))
def test_whatever_the_verdict_the_sentence_is_finished_and_says_no_forbidden_word(
    chain: list[Target], series: list[Observation], year: int | None
) -> None:
    for found in verdicts(chain, series, AsOf(year)):
        chinese, english = said(found), said(found, "en")
        assert chinese.endswith("。") and "。。" not in chinese and "，，" not in chinese
        assert english.endswith(".") and not CHINESE.search(english)
        assert not FORBIDDEN.search(chinese) and not FORBIDDEN.search(english)


@given(targets(), SERIES)
def test_a_sentence_names_its_status_and_the_value_it_rests_on(
    target: Target, series: list[Observation]
) -> None:
    found = verdict(target, *series)
    if found.status == "unknown" or found.used is None:
        return
    sentence, wording = said(found), wording_of(found)
    assert status_word(found.status, early=is_early(facts_of(found))) in sentence
    assert wording.value(found.used.value) in sentence
    assert wording.target(target.operator, target.value) in sentence or found.expected is not None
    if found.expected is not None and found.status not in ("achieved", "missed"):
        assert wording.value(found.expected) in sentence


def test_an_allowance_used_up_early_is_told_as_a_warning() -> None:
    target = a_target(
        2500.0, 2025, kind="cap", operator="<=", indicator_id="estates", base=0.0, base_year=2020
    )
    sentence = of(target, seen(2022, 1100.0, indicator_id="estates"))
    assert "已用去额度的44%，时间只过去40%" in sentence
    assert sentence.endswith("预警，判定为滞后。")
    assert "a warning" in of(target, seen(2022, 1100.0, indicator_id="estates"), lang="en")
