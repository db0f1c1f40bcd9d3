"""How the columns of a table share its width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.export.shares import shared_out


def test_parts_are_as_wanted_where_all_have_enough() -> None:
    assert shared_out(400.0, [1.0, 3.0], [50.0, 50.0]) == [100.0, 300.0]


def test_who_would_have_too_little_gets_its_least_and_the_others_share_the_rest() -> None:
    # 第一份按比例只有10，给足40；余下60按1比2分，第二份20已够。
    assert shared_out(100.0, [1.0, 3.0, 6.0], [40.0, 5.0, 5.0]) == [40.0, 20.0, 40.0]


def test_a_whole_too_small_for_all_is_shared_by_what_is_least() -> None:
    assert shared_out(60.0, [9.0, 1.0], [40.0, 80.0]) == [20.0, 40.0]


@given(
    st.lists(st.tuples(st.floats(0.1, 9), st.floats(0, 90)), min_size=1, max_size=20),
    st.floats(10, 900),
)
def test_the_parts_make_up_the_whole_and_none_is_under_its_least_where_there_is_room(
    parts: list[tuple[float, float]], whole: float
) -> None:
    wanted, least = [one for one, _ in parts], [one for _, one in parts]
    shares = shared_out(whole, wanted, least)
    assert sum(shares) == pytest.approx(whole)
    if sum(least) <= whole:
        assert all(one >= low - 1e-6 for one, low in zip(shares, least, strict=True))
