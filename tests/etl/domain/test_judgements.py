"""Which human judgement is in force on a day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.domain.judgements import Judgement, in_force, last_lines
from tests.decided import judged, withdrawn

T = "0123456789ab"
OPEN = judged(T)
LIMITED = judged(T, "missed", decided_on="2026-05-01", until="2026-06-30")
ENDED = withdrawn(T)


@pytest.mark.parametrize(
    ("lines", "day", "status"),
    [
        ([], "2026-03-01", None),
        ([OPEN], "2026-02-28", None),
        ([OPEN], "2026-03-01", "behind"),
        ([OPEN], "2099-12-31", "behind"),
        ([OPEN, ENDED], "2026-03-31", "behind"),
        ([OPEN, ENDED], "2026-04-01", None),
        ([OPEN, ENDED, LIMITED], "2026-05-01", "missed"),
        ([OPEN, LIMITED], "2026-06-30", "missed"),
        # One that is over does not bring back the one before it.
        ([OPEN, LIMITED], "2026-07-01", None),
        ([OPEN, LIMITED], "2026-04-30", "behind"),
        # Written later for an earlier day: the order of the file counts.
        ([LIMITED, OPEN], "2026-06-01", "behind"),
        ([OPEN, judged(T, "ahead")], "2026-03-01", "ahead"),
    ],
)
def test_the_last_line_decided_by_a_day_counts_on_it(
    lines: list[Judgement], day: str, status: str | None
) -> None:
    found = in_force(lines, day)
    assert (found[T].status if found else None) == status


def test_targets_are_judged_apart() -> None:
    other = judged("b" * 12, "ahead")
    assert in_force([OPEN, other, ENDED], "2026-12-31") == {"b" * 12: other}


def test_without_a_day_the_last_line_of_all_counts() -> None:
    assert last_lines([OPEN, ENDED, LIMITED]) == {T: LIMITED}


DAYS = st.dates().map(lambda day: day.isoformat())
LINES = st.lists(
    st.builds(
        judged, st.sampled_from(["a" * 12, "b" * 12]), st.just("behind"),
        action=st.sampled_from(["add", "withdraw"]), decided_on=DAYS, until=st.just("") | DAYS,
    ),
    max_size=6,
)  # fmt: skip


@given(LINES, LINES, DAYS)
def test_what_was_in_force_on_a_day_does_not_depend_on_what_was_decided_later(
    before: list[Judgement], after: list[Judgement], day: str
) -> None:
    later = [line for line in after if line.decided_on > day]
    assert in_force([*before, *later], day) == in_force(before, day)
