"""The data of a native chart as one table: a column of years, one for each series, gaps left empty.

It stands in the workbook that Office opens to edit the chart, so a clerk has to understand it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from dashboard.export.number_formats import number_format
from dashboard.report.records import Chart, Dot

YEAR, ACTUAL, PATH, TARGET = "年份", "实际值", "目标轨迹", "规划目标"
_SHEET = "图表数据"
_LETTERS = "BCD"


@dataclass(frozen=True, slots=True)
class Series:
    """A column of values by their line, from 0; a line that is not there is an empty cell."""

    name: str
    letter: str
    values: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The times of all lines and the series that there are."""

    times: tuple[float, ...]
    series: tuple[Series, ...]

    def head(self, series: Series) -> str:
        """Return the address of the name of a series."""
        return f"'{_SHEET}'!${series.letter}$1"

    def cells(self, letter: str) -> str:
        """Return the addresses of a column; that of the years is A."""
        return f"'{_SHEET}'!${letter}$2:${letter}${len(self.times) + 1}"


def table_of_chart(chart: Chart) -> ChartTable:
    """Return the table of a chart.

    First come the actuals, with an empty cell between two runs; then the path in lines of its own,
    since an empty cell would break it too; then the targets.
    """
    times: list[float] = []
    series: list[Series] = []
    for name, points in (
        (ACTUAL, list(_with_gaps(chart.actuals))),
        (PATH, list(_with_gaps(chart.path))),
        (TARGET, [(dot.time, dot.value) for dot in chart.targets]),
    ):
        if points:
            lines = enumerate(points, len(times))
            values = {at: value for at, (_, value) in lines if value is not None}
            series.append(Series(name, _LETTERS[len(series)], values))
            times += [_whole(time) for time, _ in points]
    return ChartTable(tuple(times), tuple(series))


def workbook_of_table(table: ChartTable, decimals: int, created: datetime) -> bytes:
    """Return the table as an .xlsx file that says it was made at that moment."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"created": created})
    sheet = book.add_worksheet(_SHEET)
    look = book.add_format({"num_format": number_format(decimals)})
    sheet.set_column(0, len(table.series), 12)
    sheet.write_row(0, 0, (YEAR, *(series.name for series in table.series)))
    sheet.write_column(1, 0, table.times)
    for column, series in enumerate(table.series, 1):
        for line, value in series.values.items():
            sheet.write_number(line + 1, column, value, look)
    book.close()
    return out.getvalue()


def _with_gaps(runs: Sequence[Sequence[Dot]]) -> Iterator[tuple[float, float | None]]:
    """Yield the dots by time; between two runs the missing years, or one time without a value."""
    last: Dot | None = None
    for run in filter(None, runs):
        if last is not None:
            missing = range(int(last.time) + 1, int(run[0].time))
            yield from ((year, None) for year in missing or (run[0].time,))
        yield from ((dot.time, dot.value) for dot in run)
        last = run[-1]


def _whole(time: float) -> float:
    """Return a year as a whole number: 2022, not 2022.0."""
    return int(time) if time == int(time) else time
