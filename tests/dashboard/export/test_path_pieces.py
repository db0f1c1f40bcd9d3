"""A path of two pieces in every format: each begins at its own base and no line joins the two."""

import io
from xml.etree import ElementTree

import pytest
from lxml import etree

from dashboard.export.chart_plan import plan_of
from dashboard.export.chart_table import PATH, table_of_chart
from dashboard.export.native_charts import Lettering, chart_parts
from dashboard.export.slides_charts import key_numbers
from dashboard.report.records import Chart, Report
from etl.project.folder import Folder
from tests.conftest import row_of
from tests.dashboard.export.test_annexes import CHART, charts
from tests.dashboard.report.made import aim, report_on
from tests.dashboard.report.reading import NOW

RATE = "urbanization_rate"


@pytest.fixture
def report(folder: Folder) -> Report:
    """From 45% in 2020 to 47% in 2021, then from 48% in 2022 to 52% in 2024: nothing leads to 48%."""
    targets = [
        aim(RATE, value, year, chain_id="one", base=base, base_year=base_year)
        for value, year, base, base_year in ((47.0, 2021, 45.0, 2020), (52.0, 2024, 48.0, 2022))
    ]
    rows = [
        row_of(period=year, value=value, vintage="post_census")
        for year, value in (("2021", "46"), ("2022", "48"), ("2023", "49"))
    ]
    return report_on(folder, targets, rows, 2023)


@pytest.fixture
def chart(report: Report) -> Chart:
    (found,) = report.charts
    return found


def test_each_piece_begins_at_its_own_base(chart: Chart) -> None:
    assert [[(dot.time, dot.value) for dot in run] for run in chart.path] == [
        [(2020, 45), (2021, 47)], [(2022, 48), (2023, 50), (2024, 52)],
    ]  # fmt: skip


def test_on_paper_no_line_joins_two_pieces(chart: Chart) -> None:
    plan = plan_of(chart)
    first, second = plan.path
    assert (first[0], first[-1]) in plan.lines and (first[-1], second[0]) not in plan.lines


def test_in_word_and_slides_an_empty_cell_stands_between_two_pieces(chart: Chart) -> None:
    table = table_of_chart(chart)
    (path,) = [series for series in table.series if series.name == PATH]
    first = min(path.values)
    lines = range(first, first + 6)
    assert [(table.times[line], path.values.get(line)) for line in lines] == [
        (2020, 45), (2021, 47), (2022, None), (2022, 48), (2023, 50), (2024, 52),
    ]  # fmt: skip
    xml = etree.tostring(chart_parts(chart, Lettering(12), NOW).xml)
    drawn = ElementTree.parse(io.BytesIO(xml))
    asked = drawn.findall(f".//{CHART}ser")[1].find(f".//{CHART}yVal//{CHART}numCache")
    assert asked is not None
    there = [int(point.get("idx", "")) for point in asked.iter(f"{CHART}pt")]
    assert there == sorted(path.values) and first + 2 not in there


def test_in_excel_each_piece_is_a_line_of_its_own_and_named_once(report: Report) -> None:
    (drawn,) = charts(report)
    values = [
        (part.text or "").replace("'", "")
        for series in drawn.iter(f"{CHART}ser")
        for part in series.findall(f"{CHART}yVal//{CHART}f")
    ]
    # 三年的实际值；两段轨迹，中间空一行；两个目标。
    assert values == [
        "图表!$J$2:$J$4", "图表!$L$2:$L$3", "图表!$L$5:$L$7", "图表!$N$2:$N$3",
    ]  # fmt: skip
    left_out = drawn.findall(f".//{CHART}legendEntry/{CHART}idx")
    assert [one.get("val") for one in left_out] == ["2"]


def test_on_a_slide_what_is_asked_is_on_the_path_and_a_base_asks_nothing(chart: Chart) -> None:
    words = [text.text for text in key_numbers(chart, 2023)]
    assert words[words.index("2023年序时要求") + 1] == "50.00%"
    assert "2022年序时要求" not in [text.text for text in key_numbers(chart, 2022)]
