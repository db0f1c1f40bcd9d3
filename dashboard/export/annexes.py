"""The annexes of a report as one Excel file: numbers stay numbers, what was computed is a formula.

Everything in it stands in the report; nothing is judged and no sentence about data is worded here.
The same report gives the same bytes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboard.export import annex_charts, annex_workings
from dashboard.export.annex_lines import Heading, lines_page
from dashboard.export.annex_tables import table_page
from dashboard.export.annex_terms import on_sheet
from dashboard.export.annex_workings import Workings
from dashboard.export.properties import about
from dashboard.export.spreadsheet import (
    Formats,
    Page,
    Styled,
    add_page,
    fitting,
    new_book,
    ready_to_print,
    sheet_name,
    told_of,
)
from dashboard.report import records
from dashboard.report.records import Line, Report, Table

CONTENTS, ABOUT = "目录", "说明"
# What the lines of a report are written to, by the key of the table that prints the same.
_INDICATORS = ("annex1", "附表1", "主要指标完成情况")
_TASKS = ("annex3", "附表3", "任务台账")
_OWN = (CONTENTS, ABOUT, annex_charts.NAME, annex_workings.NAME)


def annex_workbook(report: Report) -> bytes:
    """Return the annexes as an .xlsx file."""
    out = BytesIO()
    book = new_book(out, report.stamp.release, about(report, "附表"))
    _Annexes(report, book).write()
    book.close()
    return out.getvalue()


@dataclass(slots=True)
class _Listed:
    """The sheets of the file so far: name, and what it holds."""

    sheets: list[tuple[str, str]] = field(default_factory=list)

    def add(self, wanted: str, holds: str) -> str:
        """Put a sheet on the list and return the name it may have."""
        name = sheet_name(wanted, [*_OWN, *(one for one, _ in self.sheets)])
        self.sheets.append((name, holds))
        return name


class _Annexes:
    """The sheets of one report, in the order in which they are written."""

    def __init__(self, report: Report, book: Workbook) -> None:
        self._report, self._book = report, book
        self._formats, self._footer = Formats(book), report.stamp.line
        self._workings = Workings()

    @property
    def _line(self) -> str:
        return f"{self._report.place}　{self._report.year}年度　{self._footer}"

    def write(self) -> None:
        """Write all sheets: contents, annexes, charts, workings, method."""
        contents = self._book.add_worksheet(CONTENTS)
        listed = _Listed()
        for page in self._pages(listed):
            add_page(self._book, page, self._formats, self._footer)
        if self._report.charts:
            annex_charts.add_charts(self._book, self._report.charts, self._formats, self._footer)
            listed.sheets.append((annex_charts.NAME, "历年实际值、目标轨迹和规划目标"))
        if not self._workings.is_empty:
            add_page(self._book, self._workings.page(self._line), self._formats, self._footer)
            listed.sheets.append((annex_workings.NAME, "公式所用的数据和手算步骤"))
        add_page(self._book, self._about(), self._formats, self._footer)
        listed.sheets.append((ABOUT, "口径、规则和数据版次"))
        self._contents(contents, listed)

    def _pages(self, listed: _Listed) -> Iterator[Page]:
        """Yield the annexes by their label; those of lines take the place of the table of their key."""
        lines = self._report.lines
        of_key = {
            _INDICATORS: [one for one in lines if not one.is_task],
            _TASKS: [one for one in lines if one.is_task],
        }
        made = {annex[0]: (annex, found) for annex, found in of_key.items() if found}
        tables = {one.key: one for one in self._report.tables if one.label}
        labels = {key: table.label for key, table in tables.items()}
        labels |= {key: annex[1] for key, (annex, _) in made.items() if key not in labels}
        for key in sorted(labels, key=lambda one: labels[one]):
            if key in made:
                yield self._lines(*made[key], listed, tables.get(key))
            else:
                yield self._table(tables[key], listed)

    def _lines(
        self,
        annex: tuple[str, str, str],
        lines: Sequence[Line],
        listed: _Listed,
        printed: Table | None,
    ) -> Page:
        _, label, caption = annex
        if printed:
            label, caption = printed.label, printed.caption
        name = listed.add(f"{label} {caption}", f"{caption}，{len(lines)}项")
        # 打印的表把来源编号列在附表5，这里写全称，所以各有各的注。
        heading = Heading(name, f"{label}　{caption}", self._line, self._report.place_id)
        return lines_page(lines, heading, self._workings)

    def _table(self, table: Table, listed: _Listed) -> Page:
        holds = f"{table.caption}，{len(table.rows)}项"
        name = listed.add(f"{table.label} {table.caption}", holds)
        return table_page(table, name, f"{table.label}　{table.caption}", self._line)

    def _about(self) -> Page:
        """Return the last sheet: which data, which day, which rule, what the report says of its method."""
        stamp = self._report.stamp
        told = [("数据截至", stamp.day), *told_of(stamp.release)]
        method = self._report.section("method")
        for block in method.blocks if method else ():
            if isinstance(block, records.Heading):
                told.append((block.text, ""))
            elif isinstance(block, records.Paragraph | records.Note | records.Blank):
                told.append(("", block.text))
        rows = [[Styled(name), Styled(said)] for name, said in told]
        return Page(ABOUT, ABOUT, self._line, (("项目", 22), ("内容", 112)), rows)

    def _contents(self, sheet: Worksheet, listed: _Listed) -> None:
        """Fill the first sheet: title, stamp, and a link to each other sheet."""
        formats = self._formats
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, 1, 70)
        row = 0
        for text in (*self._report.title, "附表"):
            sheet.merge_range(row, 0, row, 1, "", formats.title)
            sheet.write_string(row, 0, fitting(text), formats.title)
            sheet.set_row(row, 30)
            row += 1
        sheet.merge_range(row, 0, row, 1, "", formats.line)
        sheet.write_string(row, 0, fitting(self._line), formats.line)
        head = row + 2
        for at, text in enumerate(("工作表", "内容")):
            sheet.write_string(head, at, text, formats.head)
        for number, (name, holds) in enumerate(listed.sheets, head + 1):
            sheet.write_url(number, 0, f"internal:{on_sheet(name)}A1", formats.link, name)
            sheet.write_string(number, 1, fitting(holds), formats.body(Styled("")))
        sheet.freeze_panes(head + 1, 0)
        ready_to_print(sheet, self._footer)
