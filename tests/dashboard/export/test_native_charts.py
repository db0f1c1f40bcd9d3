"""Charts that Office draws itself, on a slide and as parts of a file."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.util import Mm

from dashboard.export.chart_table import table_of_chart
from dashboard.export.native_charts import Lettering, add_chart, chart_parts
from dashboard.report.records import Chart, Dot
from tests.dashboard.sample_report import HOSTILE, rate_chart
from tests.office import convert, needs_office

MADE = datetime.fromisoformat("2026-11-22T08:00:00")
LETTERING = Lettering(10.5, "黑体", "Arial")
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def _slide_file(chart: Chart) -> BytesIO:
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[6])
    add_chart(slide.shapes, chart, (0, 0, Mm(220), Mm(140)), LETTERING, MADE)
    out = BytesIO()
    show.save(out)
    out.seek(0)
    return out


def _on_slide(chart: Chart) -> Any:
    return Presentation(_slide_file(chart)).slides[0].shapes[0].chart


def _xml(chart: Chart) -> etree._Element:
    return chart_parts(chart, LETTERING, MADE).xml


def _rows(chart: Chart) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(BytesIO(chart_parts(chart, LETTERING, MADE).xlsx_blob))
    return list(book.active.values)


def test_a_chart_read_back_from_a_slide_holds_real_years_and_the_numbers_shown() -> None:
    chart = _on_slide(rate_chart())
    assert chart.chart_type is XL_CHART_TYPE.XY_SCATTER
    assert [series.name for series in chart.series] == ["实际值", "目标轨迹", "规划目标"]
    assert [value for value in chart.series[0].values if value is not None] == [
        34.47, 36.32, 44.77, 46.12, 46.79, 49.5,
    ]  # fmt: skip
    assert chart.chart_title.text_frame.text == "2022年落后序时进度20.3个百分点"
    assert chart.legend.position is XL_LEGEND_POSITION.BOTTOM


def test_missing_years_and_the_break_of_a_census_are_empty_cells_of_the_table() -> None:
    head, *rows = _rows(rate_chart())
    assert head == ("年份", "实际值", "目标轨迹", "规划目标")
    assert rows[:12] == [
        (2014, 34.47, None, None), (2015, 36.32, None, None), (2016, None, None, None),
        (2017, None, None, None), (2018, None, None, None), (2019, None, None, None),
        (2020, 44.77, None, None), (2021, 46.12, None, None), (2022, 46.79, None, None),
        (2023, None, None, None), (2024, 49.5, None, None), (2020, None, 44.77, None),
    ]  # fmt: skip
    assert rows[-2:] == [(2025, None, None, 55), (2035, None, None, 70)]


def test_a_break_between_two_neighbouring_years_leaves_an_empty_cell_too() -> None:
    chart = replace(rate_chart(), actuals=((Dot(2019, 42.0),), (Dot(2020, 44.77),)))
    assert [row[:2] for row in _rows(chart)[1:4]] == [(2019, 42), (2020, None), (2020, 44.77)]


def test_what_the_chart_shows_before_its_data_are_opened_has_the_same_gaps() -> None:
    space = _xml(rate_chart())
    actual = space.find(f".//{C}ser/{C}yVal//{C}numCache")
    assert actual is not None
    there = [int(point.get("idx", "")) for point in actual.iter(f"{C}pt")]
    assert there == [0, 1, 6, 7, 8, 10]
    blanks = space.find(f".//{C}dispBlanksAs")
    assert blanks is not None and blanks.get("val") == "gap"


def test_actual_is_solid_with_round_marks_path_dashed_target_a_diamond_with_its_words() -> None:
    actual, path, target = _on_slide(rate_chart()).series
    assert str(actual.format.line.color.rgb) == "1B4F8A"
    assert actual.format.line.dash_style is None
    assert actual.marker.style is XL_MARKER_STYLE.CIRCLE
    assert path.format.line.dash_style is MSO_LINE.DASH
    assert str(path.format.line.color.rgb) == "5B6673"
    assert path.marker.style is XL_MARKER_STYLE.NONE
    assert target.marker.style is XL_MARKER_STYLE.DIAMOND
    assert str(target.marker.format.line.color.rgb) == "B3362B"
    words = [target.points[at].data_label.text_frame.text for at in (27, 28)]
    assert words == ["55%", "70%左右"]


def test_a_chart_without_path_and_targets_names_only_its_actuals() -> None:
    chart = replace(rate_chart(), path=(), targets=())
    assert _rows(chart)[0] == ("年份", "实际值")
    assert [series.name for series in _on_slide(chart).series] == ["实际值"]


def test_a_chart_without_actuals_keeps_path_and_targets_in_columns_beside_the_years() -> None:
    head, first, *_ = _rows(replace(rate_chart(), actuals=()))
    assert head == ("年份", "目标轨迹", "规划目标")
    assert first == (2020, 44.77, None)


def test_percent_stands_at_each_mark_another_unit_once_beside_the_axis() -> None:
    assert _on_slide(rate_chart()).value_axis.tick_labels.number_format == '0"%"'
    other = _on_slide(replace(rate_chart(), unit="万人"))
    assert other.value_axis.tick_labels.number_format == "0"
    assert other.value_axis.axis_title.text_frame.text == "万人"


def test_large_values_keep_all_their_digits_on_the_axis() -> None:
    run = (Dot(2020, 1_234_567.0), Dot(2021, 9_876_543.0))
    chart = replace(rate_chart(), unit="", actuals=(run,), path=(), targets=())
    assert _on_slide(chart).value_axis.maximum_scale == 12_000_000


def test_chinese_and_latin_letters_have_a_typeface_each_and_the_size_asked_for() -> None:
    letters = _xml(rate_chart()).find(f"{C}txPr//{A}defRPr")
    assert letters is not None and letters.get("sz") == "1050"
    faces = [letters.find(f"{A}{kind}") for kind in ("ea", "latin")]
    assert [face.get("typeface") for face in faces if face is not None] == ["黑体", "Arial"]


def test_hostile_words_stay_words() -> None:
    chart = replace(
        rate_chart(), finding=HOSTILE, unit=HOSTILE, targets=(Dot(2025, 55.0, HOSTILE),)
    )
    read = _on_slide(chart)
    assert read.chart_title.text_frame.text == HOSTILE
    assert read.value_axis.axis_title.text_frame.text == HOSTILE
    assert read.series[2].points[27].data_label.text_frame.text == HOSTILE


def test_the_same_chart_gives_the_same_bytes_and_its_workbook_the_moment_of_the_release() -> None:
    first, second = (chart_parts(rate_chart(), LETTERING, MADE) for _ in range(2))
    assert first.xlsx_blob == second.xlsx_blob
    assert etree.tostring(first.xml) == etree.tostring(second.xml)
    book = openpyxl.load_workbook(BytesIO(first.xlsx_blob))
    assert book.properties.created == MADE


@given(
    st.lists(
        st.lists(st.integers(2000, 2030), min_size=1, max_size=4, unique=True).map(sorted),
        max_size=4,
    )
)
def test_no_two_runs_are_joined_and_no_value_is_lost(runs: list[list[int]]) -> None:
    dots = tuple(tuple(Dot(year, year + 0.5) for year in run) for run in runs)
    table = table_of_chart(replace(rate_chart(), actuals=dots))
    values = table.series[0].values if runs else {}
    assert [table.times[at] + 0.5 for at in values] == [dot.value for run in dots for dot in run]
    breaks = sum(after > before + 1 for before, after in pairwise(values))
    assert breaks == max(0, len(runs) - 1)


@needs_office
@pytest.mark.slow
def test_libreoffice_draws_no_line_over_a_gap(tmp_path: Path) -> None:
    file = tmp_path / "chart.pptx"
    file.write_bytes(_slide_file(rate_chart()).getvalue())
    with pdfplumber.open(convert(file, "pdf", to=tmp_path)) as pdf:
        page = pdf.pages[0]
        lines = [
            one["pts"] for one in (*page.lines, *page.curves)
            if one["linewidth"] > 2 and _is_brand(one["stroking_color"])
        ]  # fmt: skip
    # 2014—2015、2020—2022两段，2024年只有一个点；另一条是图例的样线。
    assert sorted(len(points) for points in lines) == [2, 2, 3]


def _is_brand(colour: Any) -> bool:
    return [round(part * 255) for part in colour or ()] == [0x1B, 0x4F, 0x8A]
