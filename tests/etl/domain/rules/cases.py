"""Cases as short as a test can say them, and the cases that Hypothesis thinks of."""

from collections.abc import Mapping

from hypothesis import strategies as st

from etl.domain.rules.case import Case
from tests.etl.domain.rules.published import Row


def a_case(
    series: Mapping[int, float],
    direction: str = "up",
    *,
    target: float | None = None,
    year: int | None = None,
    limit: float | None = None,
    base_year: int | None = None,
    nature: str | None = None,
) -> Case:
    """Return a case; a target is due in 2030 unless a year is given."""
    due = 2030 if target is not None and year is None else year
    return Case("id", "", direction, series, base_year, target, due, limit, nature)


def published_case(row: Row) -> Case:
    """Return the case that a publisher printed its result of."""
    base_year, base, year, latest, sense, target, target_year, limit, *_ = row
    return Case(
        "id", "", "up" if sense == 1 else "down", {base_year: base, year: latest},
        base_year, target, target_year, limit,
    )  # fmt: skip


ANY_NUMBER = st.floats() | st.sampled_from([0.0, -0.0, 0.001, 100.0, -100.0, 1e308, 5e-324])
ANY_CASE = st.builds(
    Case,
    id=st.just("id"),
    rule=st.just(""),
    direction=st.sampled_from(["up", "down", "parity", "sideways"]),
    series=st.dictionaries(st.integers(2008, 2032), ANY_NUMBER, max_size=5),
    base_year=st.none() | st.integers(2010, 2031),
    target=st.none() | ANY_NUMBER,
    target_year=st.none() | st.integers(2010, 2040),
    limit=st.none() | ANY_NUMBER,
    nature=st.sampled_from([None, "expected", "binding"]),
)
TENTHS = st.integers(1, 2000).map(lambda number: number / 10)
SOUND_CASE = st.builds(
    Case,
    id=st.just("id"),
    rule=st.just(""),
    direction=st.sampled_from(["up", "down"]),
    series=st.fixed_dictionaries({2015: TENTHS, 2022: TENTHS}),
    target=st.none() | TENTHS,
    target_year=st.integers(2023, 2035),
    limit=st.none() | TENTHS,
)
"""Series of positive values with nothing wrong with them."""
