"""The numbers of charts and tables."""

from dataclasses import replace

from dashboard.export.numbering import Numbering
from tests.dashboard.sample_report import rate_chart, sample


def test_charts_and_tables_are_numbered_apart_and_an_annex_keeps_its_label() -> None:
    chart, (table, annex) = rate_chart(), sample().tables
    numbering = Numbering()
    blocks = (table, chart, annex, replace(annex, label=""), chart)
    assert [numbering.label(one) for one in blocks] == ["表1", "图1", "附表1", "表2", "图2"]
    assert (numbering.charts, numbering.tables) == (2, 2)
