"""The annexes as an Excel file: sheets, looks, charts and texts that do no harm, opened by a stranger."""

import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.cell.cell import Cell as Opened
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.export.annex_lines import COLUMNS
from dashboard.export.annex_tables import format_of
from dashboard.export.annexes import annex_workbook
from dashboard.export.spreadsheet import CUT, MOST_UNITS, fitting, sheet_name
from dashboard.reader import BoardReader
from dashboard.report.clean import clean
from dashboard.report.compose import Order, compose
from dashboard.report.records import Cell, Column, Line, Report, Section, Table
from dashboard.theme import TOKENS
from etl.domain.asof import AsOf
from etl.domain.judgements import Judgement
from tests.dashboard.export.annex_cases import lines_of, report_of
from tests.dashboard.sample_report import HOSTILE, sample
from tests.etl.domain.build import a_target, seen

AT = {name: number for number, (name, _, _) in enumerate(COLUMNS, 1)}
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
INDICATORS = "附表1 主要指标完成情况"
AMBER = f"FF{TOKENS['warn'].removeprefix('#')}"
WILD = '=<甲&"乙">+1\x07\ufffe 鄠邑䶮\U00020000'


@pytest.fixture(scope="module")
def report(starter_url: str) -> Report:
    """The report of Shaanxi in 2022: indicators, tasks by days, cities."""
    with BoardReader(starter_url).open(AsOf(2022), "2026-11-22") as board:
        return compose(board, Order("610000", 2022))


@pytest.fixture(scope="module")
def book(report: Report) -> Workbook:
    return opened(annex_workbook(report))


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def rate_line(**changed: object) -> Line:
    """Return Pingliang's line of 2022, 20.3 points behind."""
    value = seen(
        2022, 46.79, source="市统计公报", released_on="2023-05", url="http://a.example", note=""
    )
    (line,) = lines_of([a_target(55.0, 2025, base=44.77, base_year=2020)], [value])
    return replace(line, vintage="普查后年报", **changed)  # type: ignore[arg-type]


def indicators(*lines: Line) -> Worksheet:
    return opened(annex_workbook(report_of(lines)))[INDICATORS]


def at(sheet: Worksheet, name: str, row: int = 4) -> Opened:
    """Return the cell of a column of 附表1, in its first line unless another is asked for."""
    found = sheet.cell(row, AT[name])
    assert isinstance(found, Opened)
    return found


def with_tables(*tables: Table) -> Report:
    return replace(sample(), sections=(Section("annexes", tables),))


def a_table(label: str, caption: str, *cells: Cell) -> Table:
    columns = tuple(Column(f"栏目{number}", 1.0) for number in range(len(cells)))
    return Table("annex6", caption, columns, (cells,), wide=True, label=label)


def charts(report: Report) -> list[ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(annex_workbook(report))) as parts:
        names = sorted(name for name in parts.namelist() if "charts/chart" in name)
        return [ElementTree.fromstring(parts.read(name)) for name in names]


def test_the_sheets_are_contents_annexes_charts_workings_and_method(book: Workbook) -> None:
    assert [name.partition(" ")[0] for name in book.sheetnames] == [
        "目录", "附表1", "附表2", "附表3", "附表5", "附表5（续）", "图表", "计算底稿", "说明",
    ]  # fmt: skip


def test_the_contents_name_the_report_and_link_to_every_other_sheet(book: Workbook) -> None:
    sheet = book["目录"]
    told = [cell.value for cell in sheet["A"] if cell.value]
    assert told[:3] == ["陕西省新型城镇化规划实施情况", "2022年度监测评估报告", "附表"]
    assert re.match(
        "陕西省　2022年度　数据截至2026年11月22日　第1版　内容摘要[0-9a-f]{12}", told[3]
    )
    links = {cell.value: cell.hyperlink.location for cell in sheet["A"] if cell.hyperlink}
    assert links == {name: f"'{name}'!A1" for name in book.sheetnames[1:]}
    assert all(cell.hyperlink.target is None for cell in sheet["A"] if cell.hyperlink)


def test_targets_go_to_the_first_annex_and_tasks_to_the_third(
    report: Report, book: Workbook
) -> None:
    for name, is_task in ((INDICATORS, False), ("附表3 重点任务台账", True)):
        lines = [one for one in report.lines if one.is_task == is_task]
        sheet = book[name]
        shown = [at(sheet, "indicator", row).value for row in range(4, 4 + len(lines))]
        assert shown == [one.row.indicator.name.zh for one in lines]
        assert [cell.value for cell in sheet[3]] == [head for _, head, _ in COLUMNS]


def test_every_annex_can_be_read_on_screen_and_printed_on_a4(book: Workbook) -> None:
    for sheet in book.worksheets[1:]:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert (
            "内容摘要" in sheet.oddFooter.left.text
            and sheet.oddFooter.right.text == "第&P页，共&N页"
        )
        if sheet.title != "图表":
            assert sheet.print_title_rows == "$3:$3"
    assert book[INDICATORS].freeze_panes == "C4"
    assert book["附表2 下级地区目标完成情况"].freeze_panes == "B4"
    assert book[INDICATORS].auto_filter.ref == "A3:X5"


def test_a_row_is_as_high_as_its_fullest_cell_and_a_number_never_wider_than_its_column() -> None:
    told = Cell("甲" * 50)
    book = opened(annex_workbook(with_tables(a_table("附表6", "高", told, Cell("1"), Cell("2")))))
    sheet = book["附表6 高"]
    # 三栏平分130个字符，每栏43.3；50个字宽100，三行。
    assert sheet.row_dimensions[4].height == pytest.approx(4 + 3 * 13.5, abs=0.5)
    target = a_target(123_456_789.25, 2025, indicator_id="green", operator=">=")
    (line,) = lines_of([target], [])
    # “不低于”宽6，123456789.25宽12，再留1.5。
    assert indicators(line).column_dimensions["H"].width == pytest.approx(19.5, abs=0.8)


def test_the_widest_annex_prints_at_more_than_half_its_size(book: Workbook) -> None:
    groups = book[INDICATORS].column_dimensions.values()
    width = sum(group.width * (group.max - group.min + 1) for group in groups)
    # A4横放，左右各留0.4英寸：1045像素；一个字符7像素。
    assert 1045 / (7 * width) > 0.55


def test_a_line_holds_numbers_in_the_unit_of_its_indicator() -> None:
    sheet = indicators(rate_line())
    shown = {name: (at(sheet, name).value, at(sheet, name).number_format) for name in AT}
    assert shown["base"] == (44.77, "0.00;−0.00") and shown["actual"] == (46.79, "0.00;−0.00")
    assert shown["base_year"] == (2020, "0") and shown["clock"] == (2022, "0")
    assert shown["target"] == (55, "0.00") and shown["unit"][0] == "%"
    assert shown["gap_points"][1] == "0.0;−0.0" and shown["acceleration"][1] == "0.00;−0.00"
    assert (shown["status"][0], shown["nature"][0]) == ("滞后", "预期性")
    assert shown["judged"][0].endswith("按预期性指标判定为滞后。")
    assert at(sheet, "status").font.color.rgb == AMBER


def test_a_target_reads_as_the_plan_says_it_and_stays_a_number() -> None:
    def shown(**changed: object) -> tuple[object, str]:
        target = a_target(90.0, 2025, **({"indicator_id": "green"} | changed))  # type: ignore[arg-type]
        cell = at(indicators(*lines_of([target], [])), "target")
        return cell.value, cell.number_format

    assert shown(operator=">=") == (90, '"不低于"0.00')
    assert shown(operator="~") == (90, '0.00"左右"')
    assert shown(kind="range", operator="range", value_high=95.0) == (90, '0.00"—95"')
    # 以低为好的，先到的是高的一端。
    down = {"indicator_id": "ratio", "kind": "range", "operator": "range", "value_high": 95.0}
    assert shown(**down) == (95, '"90—"0.00')
    assert shown(indicator_id="metro") == (90, '"完成"')


def test_a_pace_that_would_round_to_nothing_shows_more_places() -> None:
    target = a_target(10.0, 2025, indicator_id="estates", base=9.0, base_year=2020)
    (line,) = lines_of([target], [seen(2022, 9.0, indicator_id="estates")])
    # 一年0.2个，按整数会显示为0。
    assert at(indicators(line), "planned").number_format == "0.00;−0.00"


def test_the_note_on_an_actual_says_where_it_comes_from() -> None:
    sheet = indicators(rate_line())
    note = at(sheet, "actual").comment
    assert note is not None and note.author == "新型城镇化监测评估"
    assert note.text.splitlines() == [
        "来源：市统计公报", "公布：2023-05", "印作：46.79%", "版本：普查后年报", "可信程度：A",
        "网址：http://a.example",
    ]  # fmt: skip
    plan = at(sheet, "target").comment
    assert plan is not None and plan.text.splitlines()[:2] == [
        "规划：《平凉市新型城镇化规划》", "印发：平凉市人民政府 2021-12",
    ]  # fmt: skip


def test_what_a_person_holds_stands_after_the_reason() -> None:
    judged = Judgement("t", "add", "far_behind", "两县未报", "张三", "2026-03-01")
    said = at(indicators(rate_line(judgement=judged)), "judged").value
    assert said.endswith(
        "判定为滞后。人工研判为“严重滞后”：两县未报（张三，2026年3月1日）。计算结论不因此改变。"
    )


def test_a_number_of_a_table_is_a_number_that_reads_as_in_the_report() -> None:
    assert format_of(Cell("44.77（2020）", 44.77, 2)) == '0.00"（2020）"'
    assert format_of(Cell("不低于95%", 95.0, 0)) == '"不低于"0"%"'
    assert format_of(Cell("−20.3", -20.254, 1)) == "0.0;−0.0"
    assert format_of(Cell("+5.0", 5.0, 1)) == "+0.0;−0.0;0.0"
    assert format_of(Cell("39,528,999人", 39528999.0, 0)) == '#,##0"人"'
    # 文字与数对不上时，不猜。
    assert format_of(Cell("2020年", 44.77, 2)) == "0.00"


def test_tables_that_are_no_lines_are_written_as_they_stand() -> None:
    cells = (Cell("甲县"), Cell("1.50", 1.5, 2), Cell("滞后", tone="warn"), Cell("—"))
    book = opened(annex_workbook(with_tables(a_table("附表6", "另一张表", *cells))))
    row = book["附表6 另一张表"][4]
    assert [cell.value for cell in row] == ["甲县", 1.5, "滞后", "—"]
    assert row[1].number_format == "0.00" and row[2].font.color.rgb == AMBER
    assert [cell.data_type for cell in row] == ["s", "n", "s", "s"]


def test_a_report_without_lines_still_has_its_first_annex() -> None:
    sheet = opened(annex_workbook(sample()))[INDICATORS]
    assert sheet.max_row == 3 + 40 + 1
    assert (sheet["A4"].value, sheet["E4"].value) == ("城镇常住人口与户籍人口", 4)


@pytest.mark.parametrize(
    "start", ["=1+1", "+A1", "-B2", "@cmd", "http://evil.example", WILD, HOSTILE]
)
def test_texts_that_look_like_formulas_or_links_stay_text(start: str) -> None:
    line = rate_line()
    row = replace(
        line.row, place=replace(line.row.place, place_id="1", name=start),
        observation=replace(line.row.observation, source=start, note=start),  # type: ignore[type-var]
        source=replace(line.row.source, title=start),
        target=replace(line.row.target, responsible=(start,)),
    )  # fmt: skip
    hostile = replace(report_of([replace(line, row=row)]), title=(start,), place=start)
    table = a_table("附表6", start, Cell(start), Cell(start))
    hostile = replace(hostile, sections=(*sample().sections, Section("annexes", (table,))))
    data = annex_workbook(hostile)
    book = opened(data)
    sheet = book[INDICATORS]
    for name in ("indicator", "duty"):
        assert at(sheet, name).value.startswith(clean(start)) and at(sheet, name).data_type == "s"
    assert at(sheet, "source").value == f"目标：《{clean(start)}》；实际值：{clean(start)}"
    other = next(sheet for sheet in book.worksheets if sheet.title.startswith("附表6"))
    assert (other["A4"].value, other["A4"].data_type) == (clean(start), "s")
    assert book["目录"]["A1"].value == clean(start)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            text = parts.read(name).decode()
            assert "TargetMode" not in text
            for formula in re.findall("<f>(.*?)</f>", text):
                own = re.sub(f"'(计算底稿|{INDICATORS})'!", "", formula)
                assert re.fullmatch(r"[A-Z0-9+\-*/^(),.:]+", own)


def test_a_name_that_no_sheet_may_have_is_made_one_that_it_may() -> None:
    assert sheet_name("附表6 [甲/乙]:*?\\", []) == "附表6 ［甲／乙］：＊？＼"
    assert sheet_name("'甲'", []) == "甲" and sheet_name("", []) == "附表"
    assert sheet_name("甲" * 40, []) == "甲" * 31
    assert sheet_name("甲" * 40, ["甲" * 31]) == "甲" * 28 + "（2）"
    assert sheet_name("Annex", ["ANNEX", "annex（2）"]) == "Annex（3）"
    # 辅助平面的字在Excel里算两个。
    assert sheet_name("\U00020000" * 31, []) == "\U00020000" * 15


def test_two_tables_of_one_name_and_one_with_an_apostrophe_can_both_be_reached() -> None:
    one, other = a_table("附表6", "甲's表", Cell("1")), a_table("附表7", "乙", Cell("2"))
    same = replace(other, key="annex7", caption="甲's表", label="附表6")
    book = opened(annex_workbook(with_tables(one, same)))
    assert book.sheetnames[1:3] == ["附表6 甲's表", "附表6 甲's表（2）"]
    links = [cell.hyperlink.location for cell in book["目录"]["A"] if cell.hyperlink]
    assert links[:2] == ["'附表6 甲''s表'!A1", "'附表6 甲''s表（2）'!A1"]


def test_a_text_that_no_cell_can_hold_is_cut_and_says_so() -> None:
    book = opened(annex_workbook(with_tables(a_table("附表6", "长", Cell("字" * 40_000)))))
    text = book["附表6 长"]["A4"].value
    assert len(text) == MOST_UNITS and text.endswith(CUT)
    assert fitting("字" * MOST_UNITS) == "字" * MOST_UNITS
    wide = fitting("\U00020000" * 20_000)
    assert wide.endswith(CUT) and len(wide.encode("utf-16-le")) // 2 <= MOST_UNITS


def test_a_chart_draws_runs_that_nothing_joins() -> None:
    (chart,) = charts(sample())
    series = list(chart.iter(f"{CHART}ser"))
    references = [[one.text for one in part.iter(f"{CHART}f")] for part in series]
    # 三段实际值，段间空一行。
    assert [[text.replace("'", "") for text in part if text] for part in references] == [
        ["图表!$J$1", "图表!$I$2:$I$3", "图表!$J$2:$J$3"],
        ["图表!$J$1", "图表!$I$5:$I$7", "图表!$J$5:$J$7"],
        ["图表!$J$1", "图表!$I$9", "图表!$J$9"],
        ["图表!$L$1", "图表!$K$2:$K$17", "图表!$L$2:$L$17"],
        ["图表!$N$1", "图表!$M$2:$M$3", "图表!$N$2:$N$3"],
    ]


def test_a_chart_is_solid_dashed_and_marked_as_in_every_other_format() -> None:
    (chart,) = charts(sample())
    *actuals, path, targets = chart.iter(f"{CHART}ser")
    assert all(one.find(f".//{DRAWN}prstDash") is None for one in actuals)
    dash = path.find(f".//{DRAWN}prstDash")
    assert dash is not None and dash.get("val") == "dash"
    assert [one.get("val") for one in targets.iter(f"{CHART}symbol")] == ["diamond"]
    assert [one.text for one in targets.iter(f"{DRAWN}t")] == ["55%", "70%左右"]
    # 图例里“实际值”只出现一次。
    assert [one.get("val") for one in chart.findall(f".//{CHART}legendEntry/{CHART}idx")] == [
        "1",
        "2",
    ]
    scatter = list(chart.iter(f"{CHART}valAx"))
    ends = [one.find(f".//{CHART}{end}") for one in scatter[:1] for end in ("min", "max")]
    assert [float(one.get("val") or 0) for one in ends if one is not None] == [2010, 2036]


def test_the_data_of_a_chart_stand_beside_it() -> None:
    sheet = opened(annex_workbook(sample()))["图表"]
    actuals = [(sheet.cell(row, 9).value, sheet.cell(row, 10).value) for row in range(2, 10)]
    assert actuals == [
        (2014, 34.47), (2015, 36.32), (None, None), (2020, 44.77), (2021, 46.12), (2022, 46.79),
        (None, None), (2024, 49.5),
    ]  # fmt: skip
    assert (sheet["M3"].value, sheet["N3"].value, sheet["O3"].value) == (2035, 70, "70%左右")
    assert sheet["A1"].value == "2022年落后序时进度20.3个百分点"


def test_a_label_that_looks_like_a_formula_is_a_label() -> None:
    report = sample()
    (chart,) = report.charts
    marked = replace(chart, targets=(replace(chart.targets[0], label="=1+1"),))
    hostile = replace(report, sections=(Section("progress", (marked,)),))
    (drawn,) = charts(hostile)
    assert " =1+1" in [one.text for one in drawn.iter(f"{DRAWN}t")]


def test_a_target_without_a_label_is_a_mark_without_a_number() -> None:
    report = sample()
    (chart,) = report.charts
    bare = replace(chart, targets=tuple(replace(dot, label="") for dot in chart.targets))
    (drawn,) = charts(replace(report, sections=(Section("progress", (bare,)),)))
    assert [one.get("val") for one in drawn.findall(f".//{CHART}dLbl/{CHART}delete")] == ["1", "1"]


def test_the_last_sheet_tells_the_method_and_the_whole_digest(
    report: Report, book: Workbook
) -> None:
    told = {row[0]: row[1] for row in book["说明"].iter_rows(min_row=4, values_only=True) if row[0]}
    assert told["数据截至"] == "2026-11-22"
    assert told["内容摘要"] == report.stamp.release.content_digest and len(told["内容摘要"]) == 64
    said = [row[1] for row in book["说明"].iter_rows(min_row=4, values_only=True)]
    method = report.section("method")
    assert method is not None
    assert said[-1] in [getattr(block, "text", "") for block in method.blocks]
    assert book.properties.keywords == report.stamp.release.content_digest
    assert book.properties.title == "陕西省新型城镇化规划实施情况2022年度监测评估报告附表"


def test_nothing_in_the_file_remembers_when_it_was_written(report: Report) -> None:
    data = annex_workbook(report)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {one.date_time for one in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-11-22T00:00:00Z"}
