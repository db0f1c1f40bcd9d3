"""Tables, charts and blanks of the report in Word."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from docx import Document
from docx.document import Document as Docx
from docx.shared import Pt
from docx.table import Table as DocxTable
from lxml import etree

from dashboard.export.document import document_of
from dashboard.report.records import Cell, Column, Section, Table
from dashboard.theme import TOKENS
from tests.dashboard.export.word_cases import (
    W,
    document_with,
    parts_of,
    table_with,
    texts_of,
    value_of,
)
from tests.dashboard.sample_report import rate_chart, sample

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@pytest.fixture(scope="module")
def file() -> bytes:
    """The sample report as a file."""
    return document_of(sample())


@pytest.fixture
def document(file: bytes) -> Docx:
    """The same, opened by python-docx."""
    return Document(BytesIO(file))


def _first_table(document: Docx) -> DocxTable:
    return document.tables[0]


def test_a_table_has_three_lines_and_no_others(document: Docx) -> None:
    table = _first_table(document)._tbl
    borders = table.tblPr.find(f"{W}tblBorders")
    assert {one.tag.removeprefix(W): one.get(f"{W}sz") for one in borders} == {
        "top": "12", "bottom": "12",
    }  # fmt: skip
    head, *rows = table.tr_lst
    assert {one.get(f"{W}sz") for one in head.iter(f"{W}bottom")} == {"6"}
    assert not [one for row in rows for one in row.iter(f"{W}tcBorders")]


def test_the_head_returns_on_every_page_and_no_row_is_split(document: Docx) -> None:
    for table in document.tables:
        head, *rows = table._tbl.tr_lst
        assert head.trPr.find(f"{W}tblHeader") is not None
        assert all(row.trPr.find(f"{W}tblHeader") is None for row in rows)
        assert all(row.trPr.find(f"{W}cantSplit") is not None for row in (head, *rows))


def test_columns_are_fixed_on_grid_and_cells_and_fill_the_text(document: Docx) -> None:
    # 156 mm、225 mm按1440缇一英寸。
    for table, whole in zip(document.tables, (8844, 12755), strict=True):
        grid = [int(one.get(f"{W}w", "")) for one in table._tbl.tblGrid]
        assert sum(grid) == whole
        assert value_of(table._tbl, "tblPr/tblLayout", "type") == "fixed"
        for row in table._tbl.tr_lst:
            assert [int(value_of(cell, "tcPr/tcW", "w") or 0) for cell in row.tc_lst] == grid


def test_no_column_is_narrower_than_its_longest_number() -> None:
    columns = (Column("指标", 30.0), Column("数值", 0.1, "right"))
    rows = ((Cell("甲" * 40), Cell("1234567.89")),)
    grid = _first_table(document_with(Table("t", "标题", columns, rows)))._tbl.tblGrid
    # 10个字符×0.53字宽×10.5磅≈56磅，即1113缇，另加两边各80缇和1磅余量。
    assert int(grid[1].get(f"{W}w", "")) == 1293


def _annex(*texts: str, head: str = "本年实际", width: float = 0.1) -> DocxTable:
    """Return a turned table of a wide first column and the texts in the second."""
    columns = (Column("指标", 90.0), Column(head, width, "right"))
    rows = tuple((Cell("甲" * 40), Cell(text)) for text in texts)
    return document_with(Table("t", "标题", columns, rows, wide=True)).tables[0]


def test_in_a_turned_table_the_year_of_a_number_stands_below_it_whole() -> None:
    table = _annex("46.79（2022）")
    assert table.rows[1].cells[1].text == "46.79\n（2022）"
    # “（2022）”不能拆开：2个全角括号加4个数字×0.53，共4.12字宽×9磅≈37.1磅，即742缇，另加两边各80缇和1磅余量。
    assert int(table._tbl.tblGrid[1].get(f"{W}w", "")) == 922


@pytest.mark.parametrize("text", ["70%左右（2035年）", "46.79（2022）"])
def test_only_a_year_is_put_below(text: str) -> None:
    value, year = _annex(text).rows[1].cells[1].text.split("\n")
    assert f"{value}{year}" == text


@pytest.mark.parametrize("text", ["（2022）", "分县（市、区）情况", "城镇化率（2025年目标55%）"])
def test_other_brackets_stay_in_their_line(text: str) -> None:
    assert _annex(text).rows[1].cells[1].text == text


def test_in_an_upright_table_a_number_and_its_year_stay_on_one_line_if_they_fit() -> None:
    columns = (Column("指标", 1.0), Column("数值", 1.0, "right"))
    table = Table("t", "标题", columns, ((Cell("甲"), Cell("46.79（2022）")),))
    assert document_with(table).tables[0].rows[1].cells[1].text == "46.79（2022）"


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        ("增量完成率", "增量\n完成率"),
        ("序时进度", "序时\n进度"),
        ("目标年", "目标\n年"),
        ("单位", "单位"),
    ],
)
def test_a_head_that_does_not_fit_breaks_between_words_of_two_characters(
    head: str, shown: str
) -> None:
    assert _annex("1", head=head).rows[0].cells[1].text == shown
    assert _annex("1", head=head, width=90.0).rows[0].cells[1].text == head


def test_a_head_with_its_unit_breaks_before_the_bracket() -> None:
    columns = (Column("指标", 9.0), Column("进度差（百分点）", 1.0, "right"))
    document = document_with(Table("t", "标题", columns, ((Cell("甲"), Cell("1")),)))
    assert document.tables[0].rows[0].cells[1].text == "进度差\n（百分点）"


def test_columns_that_cannot_all_fit_share_the_width() -> None:
    columns = tuple(Column("数值", 1.0) for _ in range(40))
    rows = (tuple(Cell("123456789012") for _ in columns),)
    grid = _first_table(document_with(Table("t", "标题", columns, rows)))._tbl.tblGrid
    widths = [int(one.get(f"{W}w", "")) for one in grid]
    assert sum(widths) == 8844 and min(widths) > 0


def test_numbers_stand_right_and_words_as_their_column_says(document: Docx) -> None:
    first = _first_table(document).rows[1].cells
    assert [value_of(cell.paragraphs[0]._p, "pPr/jc") for cell in first] == [
        "left", "right", "right", "right", "right", "center",
    ]  # fmt: skip


def test_only_a_status_word_has_a_colour() -> None:
    cells = _first_table(document_with(table_with())).rows[1].cells
    colours = [[one.get(f"{W}val") for one in cell._tc.iter(f"{W}color")] for cell in cells]
    assert colours == [[], [], [TOKENS["warn"].removeprefix("#")]]


def test_table_text_keeps_off_the_grid_and_is_smaller_where_columns_are_many(
    document: Docx,
) -> None:
    sizes = []
    for table in document.tables:
        style = table.rows[1].cells[0].paragraphs[0].style
        assert style is not None
        assert value_of(style.element, "pPr/snapToGrid") == "0"
        sizes.append(style.font.size)
    assert sizes == [Pt(10.5), Pt(8)]


def test_captions_are_numbered_as_they_come_and_annexes_keep_their_label() -> None:
    chart = rate_chart()
    document = document_with(
        table_with(),
        chart,
        table_with(),
        table_with(wide=True, label="附表1", caption="完成情况"),
        chart,
    )
    words = [text.split("　")[0] for text in texts_of(document, "Caption")]
    assert words == ["表1", "图1", "表2", "附表1", "图2"]


def test_a_caption_stays_with_its_table_and_a_chart_with_its_caption(document: Docx) -> None:
    kept = {
        one.text: one._p.pPr.find(f"{W}keepNext") is not None
        for one in document.paragraphs
        if one.style and one.style.name == "Caption"
    }
    assert kept == {
        "图1　平凉市常住人口城镇化率与目标轨迹（%）": True, "表1　主要指标进展": True,
        "附表1　主要指标完成情况": True,
    }  # fmt: skip
    assert document.styles["图"].element.pPr.find(f"{W}keepNext") is not None


def test_a_table_without_rows_is_still_a_table() -> None:
    assert len(_first_table(document_with(table_with(rows=0))).rows) == 1


# Blanks, charts


def test_what_a_person_has_to_write_is_framed_and_filled(document: Docx) -> None:
    assert texts_of(document, "待填写") == ["【待填写】常住人口城镇化率滞后的原因由编写人填写。"]
    look = document.styles["待填写"].element.pPr
    assert len(look.find(f"{W}pBdr")) == 4
    assert value_of(look, "shd", "fill") == TOKENS["warn-pale"].removeprefix("#")


def test_a_chart_is_a_part_of_the_file_with_its_workbook(file: bytes) -> None:
    parts = parts_of(file)
    chart = etree.fromstring(parts["word/charts/chart1.xml"])
    names = [one.text for one in chart.iterfind(f".//{C}ser/{C}tx//{C}v")]
    assert names == ["实际值", "目标轨迹", "规划目标"]
    pointer = chart.find(f"{C}externalData")
    assert pointer is not None
    relations = etree.fromstring(parts["word/charts/_rels/chart1.xml.rels"])
    targets = {one.get("Id"): one.get("Target") for one in relations}
    assert targets[pointer.get(f"{R}id")] == "../embeddings/Microsoft_Excel_Sheet1.xlsx"
    book = openpyxl.load_workbook(BytesIO(parts["word/embeddings/Microsoft_Excel_Sheet1.xlsx"]))
    rows = list(book.active.values)
    assert rows[1] == (2014, 34.47, None, None)
    assert rows[3] == (2016, None, None, None)


def test_every_chart_has_parts_an_identity_and_words_of_its_own() -> None:
    report = replace(sample(), sections=(Section("progress", (rate_chart(),) * 3),))
    file = document_of(report)
    frames = list(etree.fromstring(parts_of(file)["word/document.xml"]).iter("{*}docPr"))
    assert [frame.get("id") for frame in frames] == ["1", "2", "3"]
    assert "2022年落后序时进度20.3个百分点" in str(frames[0].get("descr"))
    assert {f"word/charts/chart{number}.xml" for number in (1, 2, 3)} <= set(parts_of(file))
