"""Which published value counts: comparable first, then the better vintage, and never a forecast."""

import random

import pytest

from etl.domain.asof import AsOf
from etl.domain.columns import BEFORE_BREAK, SINCE_BREAK
from etl.domain.records import Observation
from etl.domain.slices import preferred
from tests.etl.domain.build import REGISTRY, a_target, seen, verdict

BEFORE, SINCE = {"vintage": "original"}, {"vintage": "post_census"}
CENSUS = {"vintage": "census_2020"}


def chosen(*observations: Observation, family: int = SINCE_BREAK) -> float:
    """Return the preferred value of one year, whatever the order of the rows."""
    rows = list(observations)
    found = set()
    for seed in range(6):
        random.Random(seed).shuffle(rows)
        (one,) = preferred(rows, REGISTRY, family)
        found.add(one.value)
    assert len(found) == 1
    return found.pop()


def test_a_value_comparable_with_the_base_goes_before_a_better_vintage() -> None:
    old, new = seen(2017, 58.52, **BEFORE), seen(2017, 60.2, vintage="revised")
    assert chosen(old, new, family=BEFORE_BREAK) == 58.52
    assert chosen(old, new, family=SINCE_BREAK) == 60.2


def test_after_the_census_goes_before_the_census_and_that_before_a_revision() -> None:
    revised, census = seen(2020, 1, vintage="revised"), seen(2020, 2, **CENSUS)
    rows = (revised, census, seen(2020, 3, **SINCE))
    assert chosen(*rows) == 3
    assert chosen(*rows[:2]) == 2


def test_a_known_vintage_goes_before_one_not_stated() -> None:
    rows = (seen(2015, 56.1, **BEFORE), seen(2015, 55.9, vintage="none"))
    assert chosen(*rows, family=BEFORE_BREAK) == 56.1


def test_the_latest_day_within_the_year_goes_before_the_vintage() -> None:
    rows = (seen(2021, 1, as_of="2021-06-30", **SINCE), seen(2021, 2, **CENSUS))
    assert chosen(*rows) == 2


def test_of_one_vintage_the_one_with_more_decimals_counts() -> None:
    fine = seen(2013, 53.73, released_on="2014-01")
    rough = seen(2013, 53.7, released_on="2014-03")
    assert chosen(fine, rough, family=BEFORE_BREAK) == 53.73


def test_a_printed_nought_is_a_decimal() -> None:
    rows = (seen(2011, 51.3, printed="51.30"), seen(2011, 51.2, printed="51.2"))
    assert chosen(*rows, family=BEFORE_BREAK) == 51.3


def test_of_equal_decimals_the_later_published_counts() -> None:
    rows = (
        seen(2021, 46.01, released_on="2022-03"), seen(2021, 46.02, released_on="2022"),
        seen(2021, 46.03),
    )  # fmt: skip
    # "2022" may mean 31 December 2022; no date at all is the earliest.
    assert chosen(*rows) == 46.02


def test_of_equal_dates_the_more_trusted_counts() -> None:
    rows = (seen(2021, 1, trust="C"), seen(2021, 2, trust="A"), seen(2021, 3, trust="B"))
    assert chosen(*rows) == 2


def test_a_forecast_is_never_preferred() -> None:
    rows = [seen(2021, 50.0, maturity="forecast"), seen(2021, 46.02)]
    assert chosen(*rows) == 46.02
    assert preferred(rows[:1], REGISTRY, SINCE_BREAK) == []


def test_a_preliminary_value_counts() -> None:
    target = a_target(55.0, 2025, base=44.77, base_year=2020)
    found = verdict(target, seen(2021, 46.02, maturity="preliminary"))
    assert found.used is not None and found.used.value == 46.02


def test_every_year_has_its_one_preferred_value_in_order() -> None:
    rows = [seen(2022, 3.0), seen(2020, 1.0), seen(2021, 2.0), seen(2021, 2.5, **CENSUS)]
    found = preferred(rows, REGISTRY, SINCE_BREAK)
    assert [(one.period, one.value) for one in found] == [(2020, 1.0), (2021, 2.0), (2022, 3.0)]


@pytest.mark.parametrize(
    ("aim", "value", "status"),
    [(60.0, 63.89, "achieved"), (65.0, 63.89, "missed")],
)
def test_a_finished_target_is_judged_on_its_level_across_the_census_without_a_distance(
    aim: float, value: float, status: str
) -> None:
    target = a_target(aim, 2020, base=53.7, base_year=2013)
    found = verdict(target, seen(2013, 53.73), seen(2019, 60.6), seen(2020, value, **CENSUS))
    assert (found.status, found.comparable) == (status, False)
    assert (found.distance_completion, found.gap_points, found.expected) == (None, None, None)


def test_the_own_year_prefers_the_value_comparable_with_the_base() -> None:
    target = a_target(60.0, 2020, base=53.73, base_year=2013)
    found = verdict(
        target, seen(2013, 53.73), seen(2020, 61.0, **BEFORE), seen(2020, 63.89, **CENSUS)
    )
    assert found.used is not None and (found.used.value, found.comparable) == (61.0, True)


def test_an_open_target_is_never_judged_across_the_break() -> None:
    target = a_target(65.0, 2025, base=53.73, base_year=2013)
    found = verdict(target, seen(2013, 53.73), seen(2021, 60.0))
    assert (found.status, found.cause, found.comparable) == ("unknown", "not_comparable", False)
    assert (found.gap, found.distance_completion, found.needed_per_year) == (None, None, None)


def test_a_fall_below_a_base_from_before_the_break_is_no_fall() -> None:
    target = a_target(60.0, 2025, base=62.0, base_year=2013)
    found = verdict(target, seen(2013, 62.0), seen(2021, 59.0))
    assert (found.status, found.cause) == ("unknown", "not_comparable")


def test_a_base_that_was_printed_from_the_revised_series_is_compared_with_that_series() -> None:
    target = a_target(66.0, 2022, base=60.2, base_year=2017)
    rows = (seen(2017, 58.52), seen(2017, 60.2, vintage="revised"), seen(2021, 64.72))
    found = verdict(target, *rows)
    # 60.2 to 66 in five years asks for 60.2 + 5.8 * 4 / 5 = 64.84 in 2021.
    assert found.comparable and found.expected == pytest.approx(64.84)


def test_a_base_of_2020_belongs_to_the_series_since() -> None:
    target = a_target(55.0, 2025, base=44.77, base_year=2020)
    assert verdict(target, seen(2021, 46.02)).comparable


def test_a_measure_no_census_touches_has_no_break() -> None:
    target = a_target(40.0, 2025, indicator_id="green", base=30.0, base_year=2015)
    found = verdict(target, seen(2022, 35.0, indicator_id="green", vintage="none"))
    # Seven of ten years: 37 asked, 35 reached, 20 points short.
    assert (found.status, found.comparable) == ("behind", True)


def test_where_the_own_year_was_never_published_the_first_later_one_counts_and_says_so() -> None:
    target = a_target(50.0, 2021, base=44.77, base_year=2020)
    found = verdict(target, seen(2022, 51.0), seen(2023, 52.0))
    assert found.used is not None and found.used.period == 2022
    assert (found.status, found.cause) == ("achieved", "own_year_missing")


def test_where_the_own_year_is_known_later_years_do_not_change_the_verdict() -> None:
    target = a_target(50.0, 2021, base=44.77, base_year=2020)
    found = verdict(target, seen(2021, 49.0), seen(2022, 51.0))
    assert found.used is not None and found.used.period == 2021
    assert (found.status, found.cause) == ("missed", "")


def test_a_later_year_of_the_other_series_does_not_stand_in_for_the_own_one() -> None:
    target = a_target(50.0, 2019, base=40.0, base_year=2013)
    found = verdict(target, seen(2013, 40.0), seen(2018, 47.0), seen(2020, 52.0, **CENSUS))
    assert (found.status, found.used) == ("unknown", None)


@pytest.mark.parametrize(
    ("printed", "published", "revised"),
    [
        (53.7, 53.73, False),  # 53.73 rounded
        (53.7, 53.76, True),  # rounds to 53.8
        (53.73, 53.73, False),
        (53.73, 53.74, True),
        (54.0, 53.6, False),  # 53.6 rounded to 54
        (44.77, 44.9, True),
    ],
)
def test_a_base_is_revised_where_more_than_its_rounding_changed(
    printed: float, published: float, revised: bool
) -> None:
    target = a_target(60.0, 2018, base=printed, base_year=2013)
    assert verdict(target, seen(2013, published), seen(2014, 54.8)).base_revised is revised


def test_the_same_year_on_the_other_series_is_no_revision_of_the_base() -> None:
    target = a_target(60.0, 2018, base=58.52, base_year=2017)
    rows = (seen(2017, 58.52), seen(2017, 60.2, vintage="revised"), seen(2018, 59.58))
    assert verdict(target, *rows).base_revised is False


def test_the_path_starts_at_the_printed_base_even_where_that_was_revised() -> None:
    target = a_target(60.0, 2018, base=50.0, base_year=2013)
    found = verdict(target, seen(2013, 51.0), seen(2014, 52.0))
    assert found.base_revised and found.expected == pytest.approx(52.0)  # 50 + 10 / 5


SERIES = (
    seen(2021, 46.02, released_on="2022-05"), seen(2022, 46.79, released_on="2023-04-20"),
    seen(2024, 49.5),
)  # fmt: skip


@pytest.mark.parametrize(
    ("as_of", "period"),
    [
        (AsOf(), 2024), (AsOf(2026), 2024), (AsOf(2023), 2022), (AsOf(2021), 2021),
        (AsOf(known_on=20230420), 2022), (AsOf(known_on=20230419), 2021),
        # "2022-05" is known from its last day on.
        (AsOf(known_on=20220531), 2021), (AsOf(known_on=20220530), None),
        # Without a date of publication a value counts from the end of its own year on.
        (AsOf(known_on=20241231), 2024), (AsOf(known_on=20241230), 2022),
        (AsOf(2022, 20220601), 2021), (AsOf(2020), None),
    ],
)  # fmt: skip
def test_only_what_was_published_by_then_is_judged_on(as_of: AsOf, period: int | None) -> None:
    target = a_target(55.0, 2025, base=44.77, base_year=2020)
    found = verdict(target, *SERIES, as_of=as_of)
    assert (found.used.period if found.used else None) == period


def test_a_revision_published_later_is_not_known_earlier() -> None:
    first = seen(2021, 46.0, printed="46.00", released_on="2022")
    second = seen(2021, 46.5, printed="46.50", released_on="2023")
    target = a_target(55.0, 2025, base=44.77, base_year=2020)
    for day, value in ((20221231, 46.0), (20231231, 46.5)):
        found = verdict(target, first, second, as_of=AsOf(known_on=day))
        assert found.used is not None and found.used.value == value
