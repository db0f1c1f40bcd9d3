"""The supervision list: what is on it, why, in which state, and when it may be closed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.domain.supervision import (
    NO_DEPARTMENT,
    STATES,
    Item,
    Move,
    Subject,
    items,
    left_over,
    state_word,
)

LIMITS = {"expected": ("far_behind", "missed"), "binding": ("behind", "far_behind", "missed")}
RATE = Subject("rate", "far_behind", None, "expected", ("发改委", "公安局"), ("发改委",))
TAKEN_UP = Move("rate", "发改委", "rectifying", "按月调度", "2026-06-30", "李四", "2026-03-01")
DONE = replace(TAKEN_UP, state="closed", note="验收通过", moved_on="2026-07-01")


def listed(subject: Subject, *log: Move) -> list[Item]:
    return items([subject], LIMITS, log)


def test_each_department_of_a_lagging_target_has_an_open_item() -> None:
    first, second = listed(RATE)
    assert (first.department, first.is_lead, first.state) == ("发改委", True, "open")
    assert (second.department, second.is_lead, second.state) == ("公安局", False, "open")
    assert (first.measures, first.due, first.history, first.because) == ("", "", (), "computed")


def test_a_target_for_which_nobody_is_named_is_an_item_of_its_own() -> None:
    (item,) = listed(replace(RATE, departments=(), lead=()))
    assert (item.department, item.is_lead) == ("", False)
    assert (item.department_word(), item.department_word("en")) == NO_DEPARTMENT
    assert item.department_word() == "未明确责任单位"


@pytest.mark.parametrize(
    ("status", "judged", "nature", "because"),
    [
        ("far_behind", None, "expected", "computed"),
        ("far_behind", "on_track", "expected", "computed"),
        ("far_behind", "missed", "expected", "both"),
        ("on_track", "missed", "expected", "judged"),
        ("unknown", "far_behind", "expected", "judged"),
        ("behind", None, "expected", ""),
        ("behind", None, "binding", "computed"),
        ("on_track", "behind", "binding", "judged"),
        ("on_track", "ahead", "binding", ""),
        ("unknown", None, "binding", ""),
        ("far_behind", "far_behind", "of another kind", ""),
    ],
)
def test_the_computed_status_or_the_human_judgement_puts_a_target_on_the_list(
    status: str, judged: str | None, nature: str, because: str
) -> None:
    found = listed(replace(RATE, status=status, judged_status=judged, nature=nature))
    assert [item.because for item in found] == ([because] * 2 if because else [])


def test_the_last_line_is_the_present_state_and_all_lines_are_the_history() -> None:
    waiting = replace(TAKEN_UP, state="pending_closure", due="2026-09-30", measures="补报数据")
    item, other = listed(RATE, TAKEN_UP, waiting)
    assert (item.state, item.measures, item.due) == ("pending_closure", "补报数据", "2026-09-30")
    assert item.history == (TAKEN_UP, waiting)
    assert (other.state, other.history) == ("open", ())


def test_a_target_that_lags_no_more_stays_until_it_is_closed() -> None:
    caught_up = replace(RATE, status="on_track")
    assert listed(caught_up) == []
    (item,) = listed(caught_up, TAKEN_UP)
    assert (item.state, item.because, item.recovered, item.lags) == ("rectifying", "", True, False)
    (item,) = listed(caught_up, TAKEN_UP, DONE)
    assert (item.state, item.recovered) == ("closed", False)


def test_a_closed_item_that_lags_is_closed_and_says_that_it_lags() -> None:
    item, _ = listed(RATE, TAKEN_UP, DONE)
    assert (item.state, item.lags, item.recovered) == ("closed", True, False)


def test_a_judgement_that_lags_keeps_an_item_from_being_recovered() -> None:
    (item, _) = listed(replace(RATE, status="on_track", judged_status="missed"), TAKEN_UP)
    assert (item.because, item.recovered) == ("judged", False)


def test_a_department_that_the_plan_no_longer_names_keeps_its_own_item() -> None:
    renamed = replace(RATE, departments=("教育局",), lead=())
    assert [(item.department, item.state) for item in listed(renamed, TAKEN_UP)] == [
        ("教育局", "open"), ("发改委", "rectifying"),
    ]  # fmt: skip
    assert [item.department for item in listed(replace(renamed, status="ahead"), TAKEN_UP)] == [
        "发改委"
    ]


def test_a_milestone_that_no_longer_speaks_opens_nothing_and_keeps_what_was_taken_up() -> None:
    over = replace(RATE, status="missed", speaks=False)
    assert listed(over) == []
    (item,) = listed(over, TAKEN_UP)
    assert (item.department, item.state, item.because) == ("发改委", "rectifying", "computed")


@pytest.mark.parametrize(
    ("state", "due", "day", "overdue"),
    [
        ("rectifying", "2026-06-30", "2026-06-30", False),
        ("rectifying", "2026-06-30", "2026-07-01", True),
        ("pending_closure", "2026-06-30", "2026-07-01", True),
        ("closed", "2026-06-30", "2026-07-01", False),
        ("rectifying", "", "2026-07-01", False),
    ],
)
def test_an_item_is_overdue_from_the_day_after_its_date(
    state: str, due: str, day: str, overdue: bool
) -> None:
    item, _ = listed(RATE, replace(TAKEN_UP, state=state, due=due))
    assert item.is_overdue(day) is overdue


def test_what_is_unfinished_about_a_target_that_is_gone_is_left_over() -> None:
    other = replace(TAKEN_UP, target_id="gone")
    found = listed(RATE, TAKEN_UP, other)
    assert left_over(found, [TAKEN_UP, other]) == [other]
    assert left_over(found, [TAKEN_UP, other, replace(DONE, target_id="gone")]) == []


def test_the_states_have_their_official_words() -> None:
    assert [state_word(state) for state in STATES] == ["待督办", "整改中", "待销号", "已销号"]
    assert {state_word(state, "en") for state in STATES}.isdisjoint(map(state_word, STATES))


NAMES = st.sampled_from(["", "甲", "乙"])
SUBJECTS = st.lists(
    st.builds(
        Subject, st.sampled_from("abc"), st.sampled_from(["behind", "missed", "on_track"]),
        st.sampled_from([None, "missed", "ahead"]), st.sampled_from(["expected", "binding"]),
        st.lists(NAMES.filter(bool), unique=True).map(tuple),
    ),
    unique_by=lambda subject: subject.target_id,
)  # fmt: skip
LOG = st.lists(
    st.builds(
        Move, st.sampled_from("abc"), NAMES, st.sampled_from(STATES), st.just("按月调度"),
        st.just(""), st.just("李四"), st.just("2026-03-01"),
    )
)  # fmt: skip


@given(SUBJECTS, LOG)
def test_nothing_is_there_twice_and_nothing_without_a_reason(
    subjects: list[Subject], log: list[Move]
) -> None:
    found = items(subjects, LIMITS, log)
    keys = [(item.target_id, item.department) for item in found]
    assert len(set(keys)) == len(keys)
    assert all(item.lags or item.history for item in found)
    worked_on = {move.key for move in log} & {(one.target_id, name) for one in subjects
                                             for name in ("", "甲", "乙")}  # fmt: skip
    assert worked_on <= set(keys)
