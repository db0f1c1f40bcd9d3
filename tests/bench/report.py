"""Row 12: reports as Word files with native charts, against the same with tables only."""

from dataclasses import replace
from pathlib import Path

from dashboard.export.document import document_of
from dashboard.report.records import Chart, Report, Section
from tests.bench.data import Scale
from tests.bench.timing import Result, compare
from tests.dashboard.sample_report import rate_chart, sample

_PLACES, _CHARTS = 10, 6


def row_12(scale: Scale, folder: Path) -> list[Result]:
    """Return the row; it does not depend on the size of the data."""
    return [word_against_tables()]


def word_against_tables() -> Result:
    """Return the time of ten reports of six charts against those without their charts."""
    bare = _without_charts(sample())
    charts = tuple(replace(rate_chart(), key=f"chart{number}") for number in range(_CHARTS))
    full = replace(bare, sections=(*bare.sections, Section("progress", charts)))

    def write(report: Report) -> None:
        for number in range(_PLACES):
            document_of(replace(report, place=f"地区{number}"))

    times = compare(lambda: write(full), lambda: write(bare))
    return Result(12, "10 Word reports of 6 native charts", "tables only", *times, bar=2)


def _without_charts(report: Report) -> Report:
    """Return a report with its tables and texts only."""
    return replace(
        report,
        sections=tuple(
            Section(one.key, tuple(block for block in one.blocks if not isinstance(block, Chart)))
            for one in report.sections
        ),
    )
