"""What should be in by now: last year's value from the end of its month on."""

import pytest

from etl.domain.freshness import awaited_words, latest_due, overdue


@pytest.mark.parametrize(
    ("published_by", "year", "month", "due"),
    [
        (6, 2026, 6, 2024),  # through June the value of 2025 is not late yet
        (6, 2026, 7, 2025),
        (6, 2026, 1, 2024),
        (1, 2026, 1, 2024),
        (1, 2026, 2, 2025),
        (11, 2026, 12, 2025),
        (12, 2026, 12, 2024),  # due by the end of December: late only from January on
        (12, 2027, 1, 2025),
    ],
)
def test_last_years_value_is_due_once_its_month_is_over(
    published_by: int, year: int, month: int, due: int
) -> None:
    assert latest_due(published_by, year, month) == due


@pytest.mark.parametrize(("published_by", "month"), [(0, 6), (13, 6), (6, 0), (6, 13)])
def test_what_is_no_month_is_refused(published_by: int, month: int) -> None:
    with pytest.raises(ValueError, match="月份应为1至12"):
        latest_due(published_by, 2026, month)


def test_every_year_after_the_last_one_in_is_awaited() -> None:
    assert overdue(2022, 2025) == (2023, 2024, 2025)


def test_nothing_is_awaited_where_the_year_due_is_in() -> None:
    assert overdue(2025, 2025) == ()
    assert overdue(2026, 2025) == ()


def test_where_nothing_was_ever_in_only_the_year_due_is_awaited() -> None:
    assert overdue(None, 2025) == (2025,)


def test_what_is_awaited_is_said_as_a_span_of_years() -> None:
    assert awaited_words((2025,)) == "2025年数值待入库"
    assert awaited_words((2023, 2024, 2025)) == "2023—2025年数值待入库"
    assert awaited_words((2023, 2024, 2025), "en") == "2023–2025 overdue"
    assert awaited_words(()) == ""
