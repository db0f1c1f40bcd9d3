"""Dates as published: what they can mean, and where in the year they stand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.domain.periods import day_in_words, day_number, last_day, time_of, time_share


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2022", date(2022, 12, 31)),
        ("2022-06", date(2022, 6, 30)),
        ("2022-02", date(2022, 2, 28)),
        ("2024-02", date(2024, 2, 29)),
        ("2000-02", date(2000, 2, 29)),
        ("1900-02", date(1900, 2, 28)),
        ("2021-07-31", date(2021, 7, 31)),
        ("2021-7-1", date(2021, 7, 1)),
    ],
)
def test_a_partial_date_means_its_last_day(published: str, day: date) -> None:
    assert last_day(published) == day


def test_an_unknown_date_is_no_day_and_number_nought() -> None:
    assert (last_day(""), day_number("")) == (None, 0)


@pytest.mark.parametrize(
    "text",
    ["2022-13", "2022-00", "2021-02-29", "2022-04-31", "22-06", "2022/06", "2022-06-", "昨天", " "],
)
def test_a_text_that_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        last_day(text)


@pytest.mark.parametrize(
    ("published", "number"), [("2022", 20221231), ("2022-06", 20220630), ("2022-6-3", 20220603)]
)
def test_a_day_number_can_be_read_and_compared(published: str, number: int) -> None:
    assert day_number(published) == number


def test_a_year_end_value_stands_at_its_year() -> None:
    assert time_of(2022, "") == 2022.0
    assert time_of(2022, "2022-12-31") == 2022.0
    assert time_of(2022, "2022") == 2022.0


@pytest.mark.parametrize(
    ("as_of", "share"),
    [
        # 31+28+31+30+31+30+31 = 212 days of 365.
        ("2021-07-31", 212 / 365),
        ("2021-07", 212 / 365),
        # 181 days of 365; in a leap year 182 of 366.
        ("2022-06-30", 181 / 365),
        ("2024-06-30", 182 / 366),
        ("2021-08-31", 243 / 365),
    ],
)
def test_a_value_within_the_year_stands_at_the_share_of_days_gone(as_of: str, share: float) -> None:
    year = int(as_of[:4])
    assert time_of(year, as_of) == pytest.approx(year - 1 + share, abs=1e-12)


def test_the_31st_of_july_2021_is_58_percent_of_the_year() -> None:
    assert round(100 * (time_of(2021, "2021-07-31") - 2020), 1) == 58.1


def test_mid_year_of_a_leap_year_is_nearer_to_the_half() -> None:
    # 182 / 366 = 0.49727 against 181 / 365 = 0.49589.
    assert time_of(2024, "2024-06") - 2023 > time_of(2023, "2023-06") - 2022


@given(st.dates(date(1949, 1, 1), date(2100, 12, 30)))
def test_a_later_day_never_stands_earlier(day: date) -> None:
    after = day + timedelta(days=1)
    assert time_of(day.year, day.isoformat()) < time_of(after.year, after.isoformat())


@given(st.dates(date(1949, 1, 1), date(2100, 12, 31)))
def test_a_day_stands_within_its_own_year(day: date) -> None:
    assert day.year - 1 < time_of(day.year, day.isoformat()) <= day.year


@pytest.mark.parametrize(
    ("published", "words"),
    [("2022", "2022年"), ("2022-06", "2022年6月"), ("2022-06-05", "2022年6月5日"), ("", "")],
)
def test_a_date_is_written_as_official_texts_write_it(published: str, words: str) -> None:
    assert day_in_words(published) == words


@pytest.mark.parametrize(
    ("time", "share"),
    # 2020 to 2025 are five years: two of them are 40%, half a year 10%; never beyond the ends.
    [(2022.0, 40.0), (2020.5, 10.0), (2019.0, 0.0), (2026.0, 100.0)],
)
def test_the_share_of_a_plan_period_is_that_of_its_years(time: float, share: float) -> None:
    assert time_share(time, 2020, 2025) == pytest.approx(share)
