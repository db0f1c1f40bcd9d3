"""All rules on one case, what most of them say, and the words for it."""

import pytest

from etl.domain.records import Bands, Words
from etl.domain.rules import Agreement, Case, Opinion, agreement, judge, second_opinions
from etl.domain.rules.words import BUCKET_WORDS, BUCKETS, PUBLISHED, RULES, bucket_of
from tests.etl.domain.rules.cases import a_case

BANDS = {"expected": Bands(5, -10, -30), "binding": Bands(5, 0, -30)}
CITY = a_case({2020: 44.77, 2024: 49.0}, target=55.0, year=2025, base_year=2020)


def test_the_rules_are_asked_in_the_order_of_the_words() -> None:
    assert PUBLISHED == ("statcan", "eurostat", "un2022", "un2023", "escap")
    assert tuple(name for name, _ in second_opinions(CITY)) == PUBLISHED


def test_a_rule_says_the_same_alone_and_among_others() -> None:
    for name, found in second_opinions(CITY):
        alone = judge(Case("id", name, "up", CITY.series, 2020, 55.0, 2025), BANDS)
        assert alone == found


def test_an_unheard_rule_is_answered_with_those_there_are() -> None:
    found = judge(Case("id", "oracle", "up", CITY.series), BANDS)
    assert found.status == "not_available"
    assert (
        found.reason == "没有这个规则，可用：statcan、eurostat、un2022、un2023、escap、schedule。"
    )


def test_the_schedule_rule_is_asked_with_the_bands_of_the_registry() -> None:
    # 4.23/10.23 = 41.35% against 80%: -38.65; with wide bands that is on track.
    case = Case("id", "schedule", "up", CITY.series, 2020, 55.0, 2025)
    assert judge(case, BANDS).status == "far_behind"
    assert judge(case, {"expected": Bands(5, -50, -60)}).status == "on_track"


def test_the_city_of_the_examples_is_behind_by_all_five() -> None:
    # R = [(49/44.77)^(1/4) - 1] / [(55/44.77)^(1/5) - 1] = 2.283% / 4.202% = 0.543: below 0.6,
    # above 0.5; the share of the way by 2025 is (50.12 - 44.77)/10.23 = 0.52; the index 4.13 of 8.
    assert agreement(second_opinions(CITY)) == Agreement("behind", 5, 5)


def test_rules_that_cannot_judge_do_not_count() -> None:
    # Without a target two of the five have nothing to say.
    assert agreement(second_opinions(a_case({2015: 40.0, 2022: 50.0}))) == (
        Agreement("on_track", 3, 3)
    )


def test_where_none_judges_none_agrees() -> None:
    assert agreement(second_opinions(a_case({}))) == Agreement("unknown", 0, 0)
    assert agreement(()) == Agreement("unknown", 0, 0)


def said(*statuses: str) -> list[tuple[str, Opinion]]:
    return [("un2022", Opinion(status, None, None, "。")) for status in statuses]


@pytest.mark.parametrize(
    ("statuses", "found"),
    [
        (("on_track", "fair_progress"), Agreement("behind", 1, 2)),
        (("target_achieved", "on_track"), Agreement("on_track", 1, 2)),
        (("deterioration", "fair_progress"), Agreement("reversing", 1, 2)),
        (("on_track", "on_track", "deterioration"), Agreement("on_track", 2, 3)),
        (("not_available", "not_available", "on_track"), Agreement("on_track", 1, 1)),
    ],
)
def test_of_equals_the_more_severe_is_named(statuses: tuple[str, ...], found: Agreement) -> None:
    assert agreement(said(*statuses)) == found


def test_a_target_reached_is_reached_by_all_rules_that_know() -> None:
    # Strictly beyond its target: all five say so, in their own words.
    assert agreement(second_opinions(a_case({2015: 40.0, 2022: 66.0}, target=65.0))) == (
        Agreement("achieved", 5, 5)
    )


def test_every_rule_and_status_has_words_in_both_languages_and_a_bucket() -> None:
    assert set(BUCKET_WORDS) == set(BUCKETS)
    for rule in RULES.values():
        for words in (rule.name, rule.summary, rule.source):
            assert isinstance(words, Words) and words.zh and words.en
        for status in rule.statuses.values():
            assert status.words.zh and status.words.en and status.bucket in BUCKETS


def test_every_summary_is_one_finished_sentence_in_plain_chinese() -> None:
    for rule in RULES.values():
        assert rule.summary.zh.count("。") == 1 and rule.summary.zh.endswith("。")


def test_a_bucket_comes_from_the_status_unless_the_opinion_knows_better() -> None:
    assert bucket_of("un2023", Opinion("score_1", 0.0, 1.0, "。")) == "behind"
    assert bucket_of("un2023", Opinion("score_1", -0.1, 1.0, "。", "reversing")) == "reversing"
    assert bucket_of("escap", Opinion("ok", 4.0, None, "。")) == "unknown"
