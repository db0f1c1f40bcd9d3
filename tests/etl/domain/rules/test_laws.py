"""What holds for every rule and every case, and the two rules of growth done a second time."""

import json
import math
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.domain.records import Bands
from etl.domain.rules import Case, Opinion, agreement, judge, second_opinions
from etl.domain.rules.eurostat import eurostat
from etl.domain.rules.statcan import statcan
from etl.domain.rules.words import BUCKETS, PUBLISHED, RULES, bucket_of
from tests.etl.domain.rules import slow
from tests.etl.domain.rules.cases import ANY_CASE, SOUND_CASE, a_case

BANDS = {"expected": Bands(5, -10, -30), "binding": Bands(5, 0, -30)}


@given(ANY_CASE, st.sampled_from([*RULES, "oracle"]))
def test_any_case_gets_a_known_status_finite_numbers_and_a_finished_sentence(
    case: Case, rule: str
) -> None:
    found = judge(replace(case, rule=rule), BANDS)
    if rule in RULES:
        assert found.status in RULES[rule].statuses
        assert bucket_of(rule, found) in BUCKETS
    for number in (found.value, found.score):
        assert number is None or math.isfinite(number)
    assert found.score is None or -5 <= found.score <= 5
    assert found.reason.endswith("。")
    assert not any(word in found.reason for word in ("nan", "inf", "None"))
    json.dumps([found.value, found.score], allow_nan=False)


@pytest.mark.parametrize("rule", PUBLISHED)
@pytest.mark.parametrize("latest", [1e307, 1.7e308, 5e-324])
def test_the_greatest_and_least_numbers_are_put_in_words(rule: str, latest: float) -> None:
    case = replace(a_case({2015: 1.0, 2016: latest}, target=2.0, year=2017), rule=rule)
    found = judge(case, BANDS)
    assert "inf" not in found.reason and "nan" not in found.reason
    targetless = judge(replace(case, target=None), BANDS)
    assert "inf" not in targetless.reason and "nan" not in targetless.reason


@given(ANY_CASE)
def test_an_agreement_never_counts_more_rules_than_there_are(case: Case) -> None:
    found = agreement(second_opinions(case))
    assert 0 <= found.count <= found.total <= len(PUBLISHED)
    assert (found.total == 0) == (found.bucket == "unknown")


def mirrored(case: Case) -> Case:
    """Return the case seen from below zero: what was to rise is to fall."""
    return replace(
        case,
        direction="down" if case.direction == "up" else "up",
        series={year: -value for year, value in case.series.items()},
        target=None if case.target is None else -case.target,
        limit=None if case.limit is None else -case.limit,
    )


@given(SOUND_CASE)
def test_a_case_seen_from_below_zero_is_judged_the_same(case: Case) -> None:
    # A target of 0 or 100 is special to un2023, and its mirror image is not.
    case = replace(case, target=101.0 if case.target == 100.0 else case.target)
    for (rule, one), (_, other) in zip(
        second_opinions(case), second_opinions(mirrored(case)), strict=True
    ):
        assert (one.status, one.value, one.score) == (other.status, other.value, other.score), rule


@given(SOUND_CASE)
def test_years_before_the_base_year_change_nothing(case: Case) -> None:
    longer = replace(case, series={**case.series, 2001: 999.0, 2014: 1.0})
    assert second_opinions(longer) == second_opinions(case)


@given(SOUND_CASE, st.integers(2016, 2021), st.floats(1, 100))
def test_years_between_base_and_latest_change_nothing(case: Case, year: int, value: float) -> None:
    assert second_opinions(replace(case, series={**case.series, year: value})) == (
        second_opinions(case)
    )


@given(SOUND_CASE, st.floats(0.1, 50))
def test_a_better_latest_value_never_scores_less(case: Case, gain: float) -> None:
    latest = case.series[2022] + (gain if case.direction == "up" else -gain)
    if latest <= 0:
        return
    better = replace(case, series={**case.series, 2022: latest})
    for rule in (statcan, eurostat):
        one, other = rule(case).score, rule(better).score
        assert one is not None and other is not None and other >= one - 1e-9


def random_case(seed: int) -> tuple[bool, float, int, float, float | None, int, float | None]:
    """Return what slow.py takes; values of one sign, with zeros, equals and limits among them."""
    chance = random.Random(seed)
    sign = chance.choice((1, 1, 1, -1))
    values = [0.0, 100.0, 50.0, *(round(chance.uniform(0.1, 250), 1) for _ in range(5))]
    base = sign * chance.choice(values)
    near = sign * round(abs(base) * chance.uniform(0.9, 1.1), 2)
    latest = chance.choice((near, near, sign * chance.choice(values), base))
    sized = abs(base) * chance.choice((0.5, 1, 1, 1.3, 2))
    limit = chance.choice((None, None, 100.0, 0.0, sized))
    target = chance.choice((None, None, sign * chance.choice(values), base, latest, near))
    if target is not None and target * base < 0:
        target = None
    return chance.choice((True, False)), base, chance.randint(1, 12), latest, target, 15, limit


def comparable(base: float, latest: float, target: float | None) -> bool:
    """Return whether zero counted as 0.001 leaves base, latest and target on one side of zero."""
    start = base or 0.001
    goal = start if target is None else (target or 0.001)
    return start * latest >= 0 and start * goal > 0


@pytest.mark.parametrize("rule", ["statcan", "eurostat"])
def test_two_thousand_random_cases_come_out_as_the_plain_formulas_say(rule: str) -> None:
    quick, plain = {
        "statcan": (statcan, slow.statcan),
        "eurostat": (eurostat, slow.eurostat),
    }[rule]
    seen: dict[str, int] = {}
    for seed in range(2000):
        up, base, years, latest, target, due, limit = drawn = random_case(seed)
        case = a_case(
            {2015: base, 2015 + years: latest}, "up" if up else "down",
            target=target, year=2015 + due, limit=limit,
        )  # fmt: skip
        found: Opinion = quick(case)
        if not comparable(base, latest, target):
            continue
        status, score = plain(*drawn)
        assert found.status == status, (drawn, found)
        assert found.score == pytest.approx(score, abs=1e-9), (drawn, found)
        seen[status] = seen.get(status, 0) + 1
    # Every status but not_available has come up often enough to mean something.
    assert set(seen) == set(RULES[rule].statuses) - {"not_available"}
    assert min(seen.values()) >= 10
