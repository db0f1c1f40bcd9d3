"""Where the axes of a chart begin, end and are marked."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dashboard.export.axes import heights_axis, years_axis
from dashboard.report.records import Chart, Dot
from tests.dashboard.sample_report import rate_chart


def _chart(*dots: tuple[float, float]) -> Chart:
    run = tuple(Dot(time, value) for time, value in dots)
    return replace(rate_chart(), actuals=(run,), path=(), targets=())


def test_a_long_chart_marks_the_years_in_which_plans_end() -> None:
    axis = years_axis(rate_chart())
    # 2014至2035年：从2010年起每5年一格，2035年右边留一年写标签。
    assert (axis.low, axis.high, axis.step) == (2010, 2036, 5)


def test_a_short_chart_marks_every_year() -> None:
    axis = years_axis(_chart((2020, 1.0), (2025, 2.0)))
    assert (axis.low, axis.high, axis.step) == (2020, 2026, 1)


def test_a_value_within_a_year_does_not_shift_the_axis_off_whole_years() -> None:
    axis = years_axis(_chart((2021.5, 1.0), (2023.5, 2.0)))
    assert (axis.low, axis.high) == (2021, 2025)


def test_values_are_marked_in_round_steps_with_room_above_for_a_label() -> None:
    axis = heights_axis(rate_chart())
    # 34.47至70：约五格，每格10；70之上再留一格的空。
    assert (axis.low, axis.high, axis.step, axis.decimals) == (30, 80, 10, 0)


def test_a_single_value_still_has_an_axis() -> None:
    axis = heights_axis(_chart((2020, 0.0)))
    assert axis.low <= 0 < axis.high


def test_small_steps_show_the_decimals_that_tell_them_apart() -> None:
    assert heights_axis(_chart((2020, 0.5), (2021, 0.62))).decimals == 3  # 每格0.025


@given(
    st.lists(
        st.tuples(
            st.integers(1990, 2060),
            st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 4)),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_every_value_stands_within_the_axes_and_marks_are_few(
    dots: list[tuple[int, float]],
) -> None:
    chart = _chart(*dots)
    years, heights = years_axis(chart), heights_axis(chart)
    assert all(years.low <= time < years.high for time, _ in dots)
    assert all(heights.low <= value < heights.high for _, value in dots)
    for axis in (years, heights):
        assert (axis.high - axis.low) / axis.step <= 14
