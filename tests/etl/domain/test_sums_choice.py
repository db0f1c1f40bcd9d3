"""Which values a verdict rests on, and on which point the others of the year lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.domain.records import Observation
from etl.domain.slices import family_of, preferred
from etl.domain.sums_choice import of_the_year, summands, why_not_used
from tests.etl.domain.build import REGISTRY, a_target, seen
from tests.etl.domain.test_laws import published

USED = seen(2021, 46.02, vintage="post_census", released_on="2022-03", printed="46.02")


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (replace(USED, maturity="forecast"), "forecast"),
        (replace(USED, vintage="original"), "series"),
        (replace(USED, as_of="2021-06-30"), "day"),
        (replace(USED, vintage="census_2020"), "vintage"),
        (replace(USED, printed="46.0"), "decimals"),
        (replace(USED, released_on="2022-02"), "released"),
        (replace(USED, trust="C"), "trust"),
        (replace(USED, source="另一处"), "same"),
    ],
)
def test_the_first_point_that_differs_is_named(other: Observation, why: str) -> None:
    assert why_not_used(USED, other, REGISTRY, has_base=True) == why


def test_without_a_base_no_series_is_preferred() -> None:
    other = replace(USED, vintage="original")
    assert why_not_used(USED, other, REGISTRY, has_base=False) == "vintage"


@given(st.lists(published().map(lambda one: replace(one, period=2021)), min_size=2, max_size=6))
def test_whoever_lost_is_behind_on_that_point(found: list[Observation]) -> None:
    same = [replace(one, indicator_id="rate", as_of="") for one in found]
    chosen = preferred(same, REGISTRY, 2)
    if not chosen:
        return
    (used,) = chosen
    for other in same:
        why = why_not_used(used, other, REGISTRY, has_base=True)
        if why == "series":
            assert family_of(used, REGISTRY) == 2
        elif why == "vintage":
            ranks = REGISTRY.vintages
            assert ranks[used.vintage].rank > ranks[other.vintage].rank
        elif why == "trust":
            assert used.trust < other.trust  # A before B before C


def test_a_total_is_of_the_preferred_value_of_each_year_since_the_base() -> None:
    target = a_target(600.0, 2025, indicator_id="roads", base_year=2020)
    values = [
        seen(2020, 5.0, indicator_id="roads"),
        seen(2021, 100.0, indicator_id="roads", vintage="none"),
        seen(2021, 101.0, indicator_id="roads"),
        seen(2022, 99.0, indicator_id="roads"),
        seen(2023, 90.0, indicator_id="roads"),
    ]
    found = summands(target, values[3], values, REGISTRY)
    assert [one.value for one in found] == [101.0, 99.0]


def test_a_level_and_a_running_total_have_no_summands() -> None:
    level = a_target(55.0, 2025, base=44.77, base_year=2020)
    assert summands(level, USED, [USED], REGISTRY) == []
    running = a_target(600.0, 2025, indicator_id="tally", base_year=2020)
    value = seen(2021, 100.0, indicator_id="tally")
    assert summands(running, value, [value], REGISTRY) == []
    assert summands(running, None, [], REGISTRY) == []


def test_the_one_used_is_listed_first_then_the_latest_published() -> None:
    old, new = replace(USED, released_on="2021-01"), replace(USED, released_on="2023-01")
    other_year = replace(USED, period=2020)
    assert list(of_the_year(USED, [old, new, other_year, USED])) == [USED, new, old]
