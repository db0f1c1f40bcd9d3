"""A chart keeps its laws whatever it is given: labels stand free, gaps stay gaps, ticks are round."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.briefing.records import Dot, Plot
from dashboard.export.chart_plan import Box
from dashboard.screen.geometry import NARROW, WIDE, Drawing, Sheet, drawing
from tests.dashboard.screen.sample import plot

BREAK = "序列断点，左右不可比"
SHEETS = pytest.mark.parametrize("sheet", [WIDE, NARROW], ids=["wall", "phone"])
SCALES = st.sampled_from([1e-3, 1.0, 100.0, 1e4, 1e9])


def drawn(given: Plot, sheet: Sheet = WIDE) -> Drawing:
    made = drawing(given, sheet, year="{year}年", broken=BREAK)
    assert made is not None
    return made


@st.composite
def plots(draw: st.DrawFn) -> Plot:
    """Values of 1 to 30 years, rising, falling, flat, huge or negative, and up to 4 milestones."""
    scale, start = draw(SCALES), draw(st.integers(1990, 2030))
    step = draw(st.sampled_from([-1.0, 0.0, 0.3, 1.0])) * scale
    base = draw(st.floats(-50, 100)) * scale
    noise = draw(st.lists(st.floats(-1, 1), min_size=1, max_size=30))
    dots = [Dot(start + at, base + step * at + one * scale) for at, one in enumerate(noise)]
    cut = draw(st.integers(0, len(dots)))
    hole = draw(st.integers(cut, len(dots)))
    years = draw(st.lists(st.integers(1, 25), max_size=4, unique=True))
    targets = [Dot(start + year, base + step * year, f"{base:.1f}%") for year in sorted(years)]
    latest = replace(dots[-1], label=f"{dots[-1].value:.2f}%")
    due = Dot(latest.time, base + draw(st.floats(-20, 20)) * scale, "−12.34个百分点")
    runs = tuple(tuple(run) for run in (dots[cut:hole], dots[hole:]) if run)
    path = (Dot(start, base), *targets)
    broken = start + cut - 0.5 if 0 < cut < len(dots) else None
    return Plot(
        "%", (tuple(dots[:cut]),) if cut else (), runs, (path,), tuple(targets), latest,
        draw(st.sampled_from([due, None])), broken, "bad", "", (), (), (),
    )  # fmt: skip


@SHEETS
@settings(max_examples=150, deadline=None)
@given(given=plots())
def test_no_label_covers_another_or_a_mark_or_leaves_the_drawing(given: Plot, sheet: Sheet) -> None:
    made = drawn(given, sheet)
    boxes = [label.box for label in made.labels]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    for x, y in [*made.targets, *ends(made)]:
        assert not any(box.meets(Box(x - 1, y - 1, x + 1, y + 1)) for box in boxes)
    for box in boxes:
        assert box.left >= made.frame.left and box.right <= sheet.width
        # 字体的上沿高出字号约五分之一，也要在图里。
        assert box.top >= 0.2 * sheet.strong and box.bottom <= made.frame.bottom


def ends(made: Drawing) -> list[tuple[float, float]]:
    lines = [*made.earlier, *made.actuals, *made.path]
    return [end for line in lines if line for end in (line[0], line[-1])]


@SHEETS
@settings(max_examples=150, deadline=None)
@given(given=plots())
def test_every_point_and_tick_stands_within_the_frame_and_years_run_to_the_right(
    given: Plot, sheet: Sheet
) -> None:
    made = drawn(given, sheet)
    spots = [spot for line in (*made.earlier, *made.actuals, *made.path) for spot in line]
    assert all(made.frame.left <= x <= made.frame.right for x, _ in spots)
    assert all(made.frame.top <= y <= made.frame.bottom for _, y in spots)
    assert 2 <= len(made.levels) <= 8 and len({tick.text for tick in made.levels}) == len(
        made.levels
    )
    assert [tick.at for tick in made.years] == sorted(tick.at for tick in made.years)
    assert made.years


@settings(max_examples=100, deadline=None)
@given(given=plots())
def test_the_latest_value_always_carries_its_label_on_the_wall(given: Plot) -> None:
    assert any(label.kind == "latest" for label in drawn(given).labels)


def test_a_year_without_a_value_breaks_the_line() -> None:
    made = drawn(plot())
    assert [len(run) for run in made.actuals] == [3, 1]


def test_the_levels_are_round_and_leave_room_above_the_highest_value() -> None:
    # 34.97到70，间隔10：30、40……80，最高的70上面还有一格。
    assert [tick.text for tick in drawn(plot()).levels] == ["30", "40", "50", "60", "70", "80"]


def test_the_years_are_as_far_apart_as_can_be_read() -> None:
    # 2015到2035年，逢五逢十：2025、2035两个目标年都在刻度上。
    assert [tick.text for tick in drawn(plot()).years] == ["2015", "2020", "2025", "2030", "2035"]
    assert [tick.text for tick in drawn(plot(), NARROW).years] == [
        "2015",
        "2020",
        "2025",
        "2030",
        "2035",
    ]


def test_every_label_of_a_common_chart_finds_its_place_on_the_wall() -> None:
    made = drawn(plot())
    texts = [label.lines[0].text for label in made.labels]
    assert sorted(texts) == sorted(["49.50%", "70%", "55%", "−3.45个百分点", BREAK])


def test_the_gap_is_bracketed_from_the_latest_value_to_what_is_due() -> None:
    made = drawn(plot())
    assert made.bracket == (made.latest, made.due)
    assert (
        made.latest and made.due and made.latest[0] == made.due[0] and made.latest[1] > made.due[1]
    )


def test_a_gap_too_small_to_be_seen_has_no_bracket_but_keeps_its_label() -> None:
    near = replace(plot(), due=Dot(2024, 49.6, "−0.10个百分点"))
    made = drawn(near)
    assert made.bracket is None
    assert any(label.kind == "gap" for label in made.labels)


def test_a_single_value_is_drawn_in_the_middle_of_its_year() -> None:
    alone = Plot(
        "%", (), ((Dot(2024, 5),),), (), (), Dot(2024, 5, "5%"), None, None, "", "", (), (), ()
    )
    made = drawn(alone)
    assert [tick.text for tick in made.years] == ["2023", "2024", "2025"]
    assert made.latest and made.latest[0] == made.years[1].at


def test_a_value_within_a_year_carries_no_year_it_does_not_have() -> None:
    half = replace(plot(), latest=Dot(2024.5, 50, "50%"), due=None)
    (label,) = [label for label in drawn(half).labels if label.kind == "latest"]
    assert [line.text for line in label.lines] == ["50%"]


def test_a_plot_without_a_value_has_no_drawing() -> None:
    nothing = Plot("%", (), (), (), (), None, None, None, "", "", (), (), ())
    assert drawing(nothing, WIDE) is None
