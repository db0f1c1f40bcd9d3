"""A chart as Office draws it itself: real years on a value axis, gaps that stay gaps, data to edit.

Slides and Word share what is written here. No number is computed and nothing is read: the chart
says it all. The same chart gives the same bytes, so no clock is asked.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree

from dashboard.export.chart_markup import Lettering as Lettering
from dashboard.export.chart_markup import chart_space
from dashboard.export.chart_table import table_of_chart, workbook_of_table
from dashboard.report.records import Chart


@dataclass(frozen=True, slots=True)
class ChartParts:
    """What a file holds of a chart: its XML, which does not point to its workbook yet, and that.

    It is also what python-pptx asks of the data of a chart: `xml_bytes` and `xlsx_blob`.
    """

    xml: etree._Element
    xlsx_blob: bytes

    def xml_bytes(self, kind: object) -> bytes:
        """Return the XML; of the kinds of python-pptx it is XY_SCATTER_LINES."""
        return etree.tostring(self.xml)


# Left, top, width and height in EMU.
Box = tuple[int, int, int, int]


# The shapes and frames of python-pptx have no types.
def add_chart(shapes: Any, chart: Chart, box: Box, lettering: Lettering, created: datetime) -> Any:
    """Return the graphic frame of a chart newly put on the shapes of a slide.

    `created` is when its workbook says that it was made: the moment of the release.
    """
    # Only who writes slides has to wait for python-pptx to be loaded.
    from pptx.enum.chart import XL_CHART_TYPE

    parts = chart_parts(chart, lettering, created)
    return shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES, *box, parts)


def chart_parts(chart: Chart, lettering: Lettering, created: datetime) -> ChartParts:
    """Return the parts of a chart, for slides and for any other file."""
    table = table_of_chart(chart)
    return ChartParts(
        chart_space(chart, table, lettering), workbook_of_table(table, chart.decimals, created)
    )
