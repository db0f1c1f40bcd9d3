"""The sheet 图表: each chart as Excel draws it, on the numbers that stand beside it.

Years lie on an axis of values, so that a missing one is a gap; each run of actuals and each piece of
the path is a line of its own, so that nothing joins two of them.
"""

from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from dashboard.export.axes import heights_axis, years_axis
from dashboard.export.chart_table import ACTUAL, PATH, TARGET, YEAR
from dashboard.export.number_formats import number_format
from dashboard.export.numbering import Numbering
from dashboard.export.spreadsheet import Formats, Styled, across, fitting, ready_to_print, write
from dashboard.report.records import Chart, Dot
from dashboard.theme import TOKENS

NAME = "图表"
# Column of the years of each series; its values stand right of them, labels of targets after that.
_ACTUAL, _PATH, _TARGET = 8, 10, 12
_LAST = _TARGET + 2
_HEIGHT, _WIDTH = 17, 7
_FONT = {"name": "宋体", "size": 9, "color": TOKENS["ink"]}
_LINE = {"color": TOKENS["line-strong"], "width": 0.75}
_LOOKS: dict[str, dict[str, Any]] = {
    ACTUAL: {
        "line": {"color": TOKENS["brand"], "width": 2.25},
        "marker": {"type": "circle", "size": 6, "fill": {"color": TOKENS["brand"]},
                   "border": {"color": TOKENS["brand"]}},
    },
    PATH: {
        "line": {"color": TOKENS["path"], "width": 1.5, "dash_type": "dash"},
        "marker": {"type": "none"},
    },
    TARGET: {
        "line": {"none": True},
        "marker": {"type": "diamond", "size": 10, "fill": {"none": True},
                   "border": {"color": TOKENS["target"], "width": 1.75}},
    },
}  # fmt: skip


def add_charts(book: Workbook, charts: Sequence[Chart], formats: Formats, footer: str) -> Worksheet:
    """Add the sheet of all charts of a report, each with its caption ("图1　…")."""
    sheet = book.add_worksheet(NAME)
    sheet.set_column(_ACTUAL, _TARGET + 1, 9)
    sheet.set_column(_TARGET + 2, _TARGET + 2, 18)
    row, numbering = 0, Numbering()
    for chart in charts:
        caption = f"{numbering.label(chart)}　{chart.caption}"
        row = _add(book, sheet, row, caption, chart, formats)
    ready_to_print(sheet, footer)
    return sheet


def _add(
    book: Workbook, sheet: Worksheet, row: int, caption: str, chart: Chart, formats: Formats
) -> int:
    """Write a chart with its data from a row on and return the row after it."""
    across(sheet, row, _ACTUAL - 2, Styled(chart.finding), formats.strong, 18)
    numbers = number_format(chart.decimals)
    for at, head in (
        (_ACTUAL, YEAR), (_ACTUAL + 1, ACTUAL), (_PATH, YEAR), (_PATH + 1, PATH), (_TARGET, YEAR),
        (_TARGET + 1, TARGET), (_TARGET + 2, "标注"),
    ):  # fmt: skip
        sheet.write_string(row, at, head, formats.head)
    drawn = book.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    drawn.show_blanks_as("gap")
    ends, drawn_lines = [row + _HEIGHT, row + 1 + len(chart.targets)], 0
    unnamed: list[int] = []
    for name, at, runs in ((ACTUAL, _ACTUAL, chart.actuals), (PATH, _PATH, chart.path)):
        end = row + 1
        for run in runs:
            series = _put(sheet, end, at, run, numbers, formats)
            drawn.add_series({"name": _name(row, at), **series, **_LOOKS[name]})
            # 段与段之间空一行。
            end += len(run) + 1
        ends.append(end)
        # 一种线分几段画，图例里只列一次。
        unnamed += range(drawn_lines + 1, drawn_lines + len(runs))
        drawn_lines += len(runs)
    if chart.targets:
        drawn.add_series(_targets(sheet, row, chart.targets, numbers, formats))
    _dress(drawn, chart, unnamed)
    sheet.insert_chart(row + 1, 0, drawn, {"object_position": 1})
    low = max(ends)
    across(sheet, low, _LAST, Styled(caption), formats.strong, 18)
    across(sheet, low + 1, _LAST, Styled(chart.note), formats.note, 30)
    return low + 3


def _targets(
    sheet: Worksheet, row: int, targets: Sequence[Dot], numbers: str, formats: Formats
) -> dict[str, Any]:
    """Write the targets down and return their series, each marked with its label."""
    placed = _put(sheet, row + 1, _TARGET, targets, numbers, formats)
    labels = []
    for at, dot in enumerate(targets, row + 1):
        write(sheet, at, _TARGET + 2, Styled(dot.label), formats)
        # 以等号开头的会被当作公式；没有标注的不写数值。
        said = " " * dot.label.startswith("=") + fitting(dot.label)
        labels.append({"value": said} if said else {"delete": True})
    shown = {
        "value": True, "position": "above", "custom": labels,
        "font": _FONT | {"color": TOKENS["target"]},
    }  # fmt: skip
    return {"name": _name(row, _TARGET), **placed, **_LOOKS[TARGET], "data_labels": shown}


def _put(
    sheet: Worksheet, row: int, at: int, dots: Sequence[Dot], numbers: str, formats: Formats
) -> dict[str, list[str | int]]:
    """Write times and values below each other and return where they stand."""
    for number, dot in enumerate(dots, row):
        whole = dot.time == int(dot.time)
        write(sheet, number, at, Styled(dot.time, "0" if whole else "0.00"), formats)
        write(sheet, number, at + 1, Styled(dot.value, numbers), formats)
    last = row + len(dots) - 1
    return {"categories": [NAME, row, at, last, at], "values": [NAME, row, at + 1, last, at + 1]}


def _dress(drawn: Any, chart: Chart, unnamed: Sequence[int]) -> None:
    """Give a chart its axes and legend, which leaves out the series that are `unnamed`.

    Its finding stands above it.
    """
    drawn.set_title({"none": True})
    years, heights = years_axis(chart), heights_axis(chart)
    drawn.set_x_axis(
        {"min": years.low, "max": years.high, "major_unit": years.step, "num_format": "0",
         "num_font": _FONT, "line": _LINE, "major_gridlines": {"visible": False}}
    )  # fmt: skip
    drawn.set_y_axis(
        {"min": heights.low, "max": heights.high, "major_unit": heights.step,
         "num_format": number_format(heights.decimals),
         "num_font": _FONT, "line": {"none": True}, "crossing": "min",
         "major_gridlines": {"visible": True, "line": {"color": TOKENS["line"], "width": 0.75}}}
    )  # fmt: skip
    drawn.set_legend({"position": "bottom", "font": _FONT, "delete_series": unnamed})
    drawn.set_size({"width": 64 * _WIDTH + 40, "height": 20 * (_HEIGHT - 1)})


def _name(row: int, at: int) -> str:
    return _reference(row, at + 1)


def _reference(row: int, at: int) -> str:
    return f"='{NAME}'!{xl_rowcol_to_cell(row, at, row_abs=True, col_abs=True)}"
