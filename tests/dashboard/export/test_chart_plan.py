"""A printed chart: real years, gaps that stay gaps, labels that can be read."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.export.chart_plan import HEIGHT, WIDTH, Box, plan_of
from dashboard.report.records import Chart, Dot
from tests.dashboard.sample_report import rate_chart


def chart_of(actuals: list[list[Dot]], path: list[Dot], targets: list[Dot]) -> Chart:
    return replace(
        rate_chart(),
        actuals=tuple(map(tuple, actuals)),
        path=(tuple(path),),
        targets=tuple(targets),
    )


def test_a_year_is_as_far_from_the_next_wherever_it_lies() -> None:
    plan = plan_of(rate_chart())
    (first, second), (third, fourth, fifth), (last,) = plan.runs
    year = second[0] - first[0]
    assert [
        fourth[0] - third[0],
        fifth[0] - fourth[0],
        (third[0] - second[0]) / 5,
    ] == pytest.approx([year] * 3, abs=0.02)
    assert last[0] - fifth[0] == pytest.approx(2 * year, abs=0.05)


def test_a_gap_is_a_gap() -> None:
    plan = plan_of(rate_chart())
    assert [len(run) for run in plan.runs] == [2, 3, 1]
    joined = {(start, end) for start, end in plan.lines}
    assert (plan.runs[0][-1], plan.runs[1][0]) not in joined
    assert (plan.runs[1][-1], plan.runs[2][0]) not in joined
    assert len(joined) == 1 + 2 + 0 + len(plan.path[0]) - 1


def test_higher_values_stand_higher_between_marked_levels() -> None:
    plan = plan_of(rate_chart())
    assert [tick.text for tick in plan.levels] == ["30", "40", "50", "60", "70", "80"]
    assert plan.runs[0][0][1] > plan.runs[2][0][1] > plan.targets[0][1] > plan.targets[1][1]
    fifty, sixty = (next(t.at for t in plan.levels if t.text == n) for n in ("50", "60"))
    assert plan.targets[0][1] == pytest.approx((fifty + sixty) / 2, abs=0.02)


def test_years_in_which_plans_end_are_written_and_the_others_marked() -> None:
    years = plan_of(rate_chart()).years
    assert [tick.text for tick in years if tick.text] == [
        "2010",
        "2015",
        "2020",
        "2025",
        "2030",
        "2035",
    ]
    assert len(years) == 27


def test_targets_and_the_last_actual_value_are_labelled() -> None:
    assert [(label.kind, label.text) for label in plan_of(rate_chart()).labels] == [
        ("target", "55%"), ("target", "70%左右"), ("actual", "49.50%")]  # fmt: skip


def test_a_negative_value_is_written_with_a_true_minus() -> None:
    chart = replace(chart_of([[Dot(2020, -3.5), Dot(2021, -4.25)]], [], []), unit="万人")
    plan = plan_of(chart)
    assert plan.labels[0].text == "−4.25"
    assert plan.levels[0].text.startswith("−")


def test_no_label_lies_on_a_line_a_mark_or_another_label() -> None:
    plan = plan_of(rate_chart())
    for label in plan.labels:
        assert not [line for line in plan.lines if label.box.is_cut_by(*line)]
        assert not [
            mark
            for line in (*plan.runs, plan.targets)
            for mark in line
            if label.box.meets(Box(*mark, *mark))
        ]
    assert not [pair for pair in combinations(plan.labels, 2) if pair[0].box.meets(pair[1].box)]


def test_a_chart_of_one_value_and_of_none_can_be_drawn() -> None:
    (only,) = plan_of(chart_of([[Dot(2022, 46.79)]], [], [])).runs[0]
    assert 0 < only[0] < WIDTH and 0 < only[1] < HEIGHT
    assert plan_of(chart_of([], [], [])).labels == ()


def test_a_line_that_only_passes_by_does_not_cut_a_box() -> None:
    box = Box(10, 10, 20, 20)
    assert box.is_cut_by((0, 15), (30, 15)) and box.is_cut_by((12, 12), (13, 13))
    assert not box.is_cut_by((0, 25), (30, 25))
    assert not box.is_cut_by((0, 15), (9, 15))
    assert not box.is_cut_by((5, 0), (5, 40))


VALUES = st.integers(-(10**9), 10**9).map(lambda whole: whole / 1000)
LABELS = st.sampled_from(["", "55%", "70%左右"])
YEARS = st.integers(1990, 2060).map(float)
DOTS = st.lists(st.builds(Dot, YEARS, VALUES, LABELS), min_size=1, max_size=8)


@given(DOTS, DOTS, DOTS)
def test_everything_stands_on_the_drawing(
    run: list[Dot], path: list[Dot], targets: list[Dot]
) -> None:
    plan = plan_of(chart_of([run], path, targets))
    for across, down in (*plan.runs[0], *plan.path[0], *plan.targets):
        assert plan.frame.left <= across <= plan.frame.right
        assert plan.frame.top - 0.01 <= down <= plan.frame.bottom + 0.01
    for label in plan.labels:
        assert label.box.left >= 0 and label.box.right <= WIDTH + 0.01
