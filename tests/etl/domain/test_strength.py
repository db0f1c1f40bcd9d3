"""The data-strength mark: the worst of its five reasons."""

import pytest

from etl.domain.strength import STRENGTHS, Seen, strength_of


def series(points: int, last: int = 2024, **of_the_last: str) -> list[Seen]:
    """A series of so many years in a row."""
    values = [Seen(year, 40.0) for year in range(last - points + 1, last)]
    return [*values, Seen(last, 40.0, **of_the_last)]


def mark(values: list[Seen], as_of_year: int = 2025, *, broken: bool = False) -> str:
    return strength_of(values, as_of_year, broken=broken).mark


@pytest.mark.parametrize(
    ("points", "expected"),
    [(1, "weak"), (2, "weak"), (3, "fair"), (4, "fair"), (5, "strong"), (9, "strong")],
)
def test_the_mark_grows_with_the_number_of_values(points: int, expected: str) -> None:
    assert mark(series(points)) == expected


@pytest.mark.parametrize(
    ("as_of_year", "expected"),
    [(2024, "strong"), (2025, "strong"), (2026, "fair"), (2027, "weak"), (2023, "strong")],
)
def test_the_mark_fades_with_the_age_of_the_last_value(as_of_year: int, expected: str) -> None:
    assert mark(series(5), as_of_year) == expected


def test_a_break_within_the_plan_period_is_at_most_fair() -> None:
    assert mark(series(5), broken=True) == "fair"
    assert mark(series(2), broken=True) == "weak"


def test_an_unverified_last_value_is_weak_and_an_earlier_one_fair() -> None:
    assert mark(series(5, trust="C")) == "weak"
    earlier = [Seen(2020, 40.0, "C"), *series(4)]
    assert [seen.year for seen in earlier] == [2020, 2021, 2022, 2023, 2024]
    assert mark(earlier) == "fair"


def test_an_unverified_value_before_the_last_five_does_not_count() -> None:
    assert mark([Seen(2019, 40.0, "C"), *series(5)]) == "strong"


def test_a_preliminary_value_is_at_most_fair() -> None:
    assert mark(series(5, maturity="preliminary")) == "fair"


def test_the_mark_is_the_worst_grade_and_every_reason_has_one() -> None:
    found = strength_of(series(5, trust="C"), 2026, broken=True)
    assert found.grades == {
        "points": "strong", "age": "fair", "broken": "fair", "trust": "weak",
        "preliminary": "strong",
    }  # fmt: skip
    assert found.mark == min(found.grades.values(), key=STRENGTHS.index) == "weak"
    assert (found.points, found.latest, found.age) == (5, 2024, 2)
