"""The sentences of a forward look: finished, official, and with the record's numbers only."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.domain.feasibility import Peer
from etl.domain.outlook import ADDS_UP, PATHLESS, Aim, Outlook, look_ahead
from etl.domain.outlook_words import (
    Told,
    method_words,
    outlook_words,
    strength_word,
    verdict_word,
)
from etl.domain.reason import Wording
from etl.domain.strength import Seen
from tests.etl.domain.build import INDICATORS, REGISTRY
from tests.etl.domain.test_outlook import PINGLIANG, PLAN, aims, series

FORBIDDEN = re.compile(r"nan|None|inf(?!o)|-0(?![.\d])|\{|\}")
CHINESE = re.compile("[\u3000-\u9fff\uff00-\uffef]")
EAST = Peer("1", "甲市", (Seen(2020, 60.0), Seen(2021, 66.0)))
WEST = Peer("2", "乙市", (Seen(2020, 60.0), Seen(2021, 60.5)))
SOUTH = Peer("3", "丙市", (Seen(2022, 52.0),))


def wording(indicator_id: str = "rate", lang: str = "zh") -> Wording:
    indicator = INDICATORS[indicator_id]
    return Wording(indicator, REGISTRY.units[indicator.unit], lang)


def told(found: Outlook, lang: str = "zh", indicator_id: str = "rate") -> Told:
    return outlook_words(found, wording(indicator_id, lang), lang)


def pingliang(peers: list[Peer] | None = None, lang: str = "zh") -> Told:
    return told(look_ahead(PLAN, PINGLIANG, peers, 2026), lang)


def test_pingliang_is_told_what_lies_ahead() -> None:
    assert pingliang([EAST, WEST, SOUTH]).sentences == (
        "2024年49.5%，与2025年目标55%相隔1年，此后年均需变动5.5个百分点，"
        "是规划原定年均2.05个百分点的2.69倍。",
        "自身速度：按2020、2021、2022、2024年4个值，年均上升1.17个百分点"
        "（90%置信限：上升0.77个百分点至上升1.36个百分点）。",
        "按自身速度推算，2025年50.67%（区间50.27%至50.86%，只反映速度的不确定，不是预测），"
        "比目标55%低4.33个百分点。",
        "按自身速度，预计到达年份为2029年，比目标年份晚4年。",
        "可行性：历史上未达到过，所需速度是自身速度的4.7倍。",
        "自身恰好相隔1年的公布值之间，最好的一段是2020年至2021年，年均上升1.25个百分点，"
        "在已公布的数据中未达到过所需速度。",
        "同一序列中有3个其他地区达到过这一水平（49.5%），其中2个在首次达到后的第1年有公布值，"
        "1个保持了所需速度：甲市。",
        "数据强度：中（序列有4个值；最新值为2024年，时隔2年）。",
    )


def test_the_same_is_told_in_english() -> None:
    said = pingliang([EAST, WEST, SOUTH], "en")
    assert said.needed == (
        "49.5% in 2024, 1 year before 55% is due in 2025: 5.5 percentage points a year needed from "
        "here, 2.69 times the 2.05 percentage points a year first planned."
    )
    assert said.arrival == "At that pace it arrives in 2029, 4 years late."
    assert said.feasibility == (
        "Feasibility: never reached before; the needed pace is 4.7 times the own pace."
    )
    assert said.strength == (
        "Data strength: fair (4 values in the series; the latest of 2024, 2 years ago)."
    )


def test_too_few_values_are_said_and_nothing_is_projected() -> None:
    said = told(look_ahead(PLAN, PINGLIANG[:2], None, 2022))
    assert said.cause == "可比的年末值不足3个，不计算自身速度，不作推算。"
    assert said.needed.startswith("2021年46.02%，与2025年目标55%相隔4年")
    assert (said.pace, said.projection, said.arrival) == ("", "", "")
    assert said.history == "自身没有恰好相隔4年的两个公布值，历史速度无从比较。"


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("annual_flow", "年度任务当年结清，不作推算。"),
        ("floor", "保持类要求每年单独评估，没有要走到的终点，不作推算。"),
        ("cap", "控制类要求以不超过为准，没有要走到的终点，不作推算。"),
        ("milestone", "节点事项只有办成与未办成，不作推算。"),
        ("average_growth", "年均增速按各年增速评估，不作推算。"),
    ],
)
def test_a_kind_without_a_path_says_why(kind: str, sentence: str) -> None:
    said = told(look_ahead(replace(PLAN, kind=kind), PINGLIANG, None, 2025))
    assert (said.cause, said.needed) == (sentence, "")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "changed",
    [
        {"year": None}, {"comparable": False}, {"met": True}, {"year": 2022}, {"year": 2019},
        {"kind": "cumulative", "base_year": None}, {"kind": "cumulative", "base_year": 2019},
        {"kind": "cumulative_reduction", "value": 100.0, "base_year": 2019},
        *({"kind": kind} for kind in PATHLESS),
    ],
)  # fmt: skip
def test_every_cause_has_its_sentence(lang: str, changed: dict[str, object]) -> None:
    found = look_ahead(replace(PLAN, **changed), PINGLIANG[:3], None, 2023)  # type: ignore[arg-type]
    assert found.cause
    assert told(found, lang).cause.endswith("." if lang == "en" else "。")


def test_a_series_that_moves_away_is_not_told_a_year() -> None:
    falling = [Seen(2021, 47.0), Seen(2022, 46.5), Seen(2023, 46.0)]
    found = look_ahead(PLAN, falling, None, 2024)
    said = told(found)
    assert said.arrival == "近年没有朝目标方向变动，按此速度达不到55%。"
    assert "年均下降0.5个百分点" in said.pace
    assert said.feasibility == "可行性：历史上未达到过。"  # 2021-23: -0.5 a year


def test_more_than_fifty_years_is_said_as_that() -> None:
    slow = [Seen(2022, 44.0), Seen(2023, 44.01), Seen(2024, 44.02)]
    found = look_ahead(PLAN, slow, None, 2024)
    assert told(found).arrival == "按自身速度，50年内达不到55%。"


def test_an_arrival_in_time_is_not_called_late() -> None:
    found = look_ahead(replace(PLAN, year=2029), PINGLIANG, None, 2025)
    assert told(found).arrival == "按自身速度，预计到达年份为2029年，不晚于目标年份。"


def test_a_projection_that_was_cut_off_says_so() -> None:
    aim = Aim("level", 1, 99.0, 2030, low=0.0, high=100.0)
    found = look_ahead(aim, [Seen(2022, 90.0), Seen(2023, 93.0), Seen(2024, 96.0)], None, 2024)
    assert told(found).projection == (
        "按自身速度推算，2030年100%（区间100%至100%，只反映速度的不确定，不是预测；"
        "已按指标可能的取值范围截断），达到99%的目标。"
    )


def test_a_count_is_told_as_a_total_in_its_own_unit() -> None:
    aim = Aim("cumulative", 1, 300_000.0, 2025, base_year=2020)
    values = [Seen(2021, 50_000.0), Seen(2022, 60_000.0), Seen(2023, 40_000.0)]
    said = told(look_ahead(aim, values, None, 2024), indicator_id="homes")
    assert said.needed == (
        "2023年累计15万套，与2025年目标30万套相隔2年，此后年均需变动7.5万套，"
        "是规划原定年均6万套的1.25倍。"
    )
    assert said.peers == ""


def test_peers_without_a_later_value_are_counted_but_not_judged() -> None:
    assert pingliang([SOUTH]).peers == (
        "同一序列中有1个其他地区达到过这一水平（49.5%），但首次达到后的第1年都没有公布值，无从比较。"
    )
    assert pingliang([WEST]).peers.endswith(
        "其中1个在首次达到后的第1年有公布值，都没有保持过所需速度，最快的乙市年均上升0.5个百分点。"
    )
    assert pingliang([]).peers == "同一序列中没有其他地区达到过这一水平（49.5%）。"
    assert pingliang(None).peers == ""


def test_of_many_peers_only_the_first_are_named() -> None:
    many = [replace(EAST, place_id=str(number), name=f"第{number}市") for number in range(10)]
    assert pingliang(many).peers.endswith("10个保持了所需速度：" + "、".join(
        f"第{number}市" for number in range(8)
    ) + "等。")  # fmt: skip


def test_what_weakens_the_data_is_named() -> None:
    values = [Seen(2022, 46.0, maturity="preliminary"), Seen(2023, 47.0), Seen(2024, 48.0, "C")]
    said = told(look_ahead(replace(PLAN, broken=True), values, None, 2025))
    assert said.strength == (
        "数据强度：弱（序列有3个值；最新值为2024年，时隔1年；规划期内换过普查序列；最新值待核；含初步数）。"
    )


def test_the_method_is_stated_in_words() -> None:
    assert "泰尔—森" in method_words()
    assert "不是预测" in method_words()
    assert not CHINESE.search(method_words("en"))


def test_verdicts_and_marks_have_official_words() -> None:
    assert [verdict_word(one) for one in ("feasible", "faster", "unprecedented")] == [
        "可行", "需加快", "历史上未达到过",
    ]  # fmt: skip
    assert [strength_word(one) for one in ("strong", "fair", "weak")] == ["强", "中", "弱"]


@given(
    aims(),
    st.sampled_from(("level", "range", *ADDS_UP, *PATHLESS)),
    series(1),
    st.lists(series(1), max_size=3),
    st.sampled_from(("zh", "en")),
)
def test_every_sentence_is_finished(
    aim: Aim, kind: str, own: list[Seen], others: list[list[Seen]], lang: str
) -> None:
    peers = [Peer(str(number), "Elsewhere", tuple(one)) for number, one in enumerate(others)]
    found = look_ahead(replace(aim, kind=kind), own, peers, 2025)
    said = told(found, lang)
    assert said.sentences
    assert bool(said.projection) == (found.projection is not None)
    for sentence in said.sentences:
        assert not FORBIDDEN.search(sentence), sentence
        assert sentence.endswith("." if lang == "en" else "。")
        assert lang == "zh" or not CHINESE.search(sentence), sentence
