"""What all Excel files here share: look, safety, print set-up.

Text from data is only ever text, never a formula or a link; numbers and days stay numbers and days.
The same cells give the same bytes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboard.export.properties import released
from dashboard.report.clean import clean
from dashboard.theme import TOKENS
from etl.store.query import Release

HEAD_ROW, FIRST_ROW = 2, 3
MOST_UNITS = 32_767
CUT = "……（超过单元格容量，后文从略）"
_AUTHOR = "新型城镇化监测评估"
_FONT, _A4 = "宋体", 9
# Excel自己的上限。
_HIGHEST = 409.0
_REMARK = {"x_scale": 2.2, "y_scale": 1.4, "font_name": _FONT, "font_size": 9}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its "=" and what it comes to."""

    text: str
    result: float


Value = str | int | float | date | Formula | None


@dataclass(frozen=True, slots=True)
class Styled:
    """A cell with the number format it is shown in.

    `tone` is a colour of the theme that makes it stand out, `remark` what is attached to it.
    """

    value: Value
    number_format: str = ""
    tone: str = ""
    align: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet: title, the line under it, columns as header and width in characters, lines, notes.

    A line of one text is a heading across all columns.
    """

    name: str
    title: str
    line: str
    columns: Sequence[tuple[str, float]]
    rows: Sequence[Sequence[Styled]]
    notes: Sequence[str] = ()
    frozen_columns: int = 0


def new_book(out: BytesIO, release: Release, properties: dict[str, str]) -> Workbook:
    """Return an empty file that says it was made when the release was loaded."""
    # With these, whatever stands in a cell of text is shown and nothing is run.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(out, {**options, "strings_to_numbers": False})
    book.set_properties({**properties, "created": released(release)})
    return book


def told_of(release: Release) -> tuple[tuple[str, str], ...]:
    """Return what every file says of its data and of the rule they are judged by, name and words."""
    return (
        ("数据版次", f"第{release.id}版"), ("装载时间", release.loaded_at),
        ("内容摘要", release.content_digest),
        ("评估规则", "序时进度；人工研判与计算结果并列，不改变计算结果。"),
    )  # fmt: skip


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book, self._kept = book, dict[tuple[str, str, str], Any]()
        base = {"font_name": _FONT, "valign": "vcenter"}
        self.title = book.add_format(base | {"font_size": 18, "bold": True, "align": "center"})
        self.line = book.add_format(base | {"font_size": 10, "align": "center"})
        self.note = book.add_format(
            base | {"font_size": 9, "font_color": TOKENS["ink-2"], "text_wrap": True}
        )
        self.link = book.add_format(
            base | {"font_size": 11, "font_color": TOKENS["brand"], "underline": 1}
        )
        self.strong = book.add_format(base | {"font_size": 10, "bold": True})
        self.head = book.add_format(
            base
            | {"font_size": 10, "bold": True, "align": "center", "text_wrap": True, "border": 1,
               "bg_color": TOKENS["brand-pale"]}
        )  # fmt: skip
        self._body = base | {"font_size": 10, "border": 1, "text_wrap": True}

    def body(self, cell: Styled) -> Any:  # XlsxWriter ships no types.
        """Return the format of a cell."""
        key = (cell.number_format, cell.tone, cell.align)
        if key not in self._kept:
            look = self._body | {"num_format": cell.number_format or "@"}
            look |= {"font_color": TOKENS[cell.tone], "bold": True} if cell.tone else {}
            look |= {"align": cell.align} if cell.align else {}
            self._kept[key] = self._book.add_format(look)
        return self._kept[key]


def add_page(book: Workbook, page: Page, formats: Formats, footer: str) -> Worksheet:
    """Add a sheet: title, line, header, lines, notes; ready to print on A4."""
    sheet, last = book.add_worksheet(page.name), len(page.columns) - 1
    widths = [
        max(width, *(number_width(line[at]) for line in page.rows if at < len(line)), 0.0)
        for at, (_, width) in enumerate(page.columns)
    ]
    sheet.set_comments_author(_AUTHOR)
    across(sheet, 0, last, Styled(page.title), formats.title, 30)
    across(sheet, 1, last, Styled(page.line), formats.line, 15)
    for at, (head, _) in enumerate(page.columns):
        sheet.set_column(at, at, widths[at])
        sheet.write_string(HEAD_ROW, at, fitting(head), formats.head)
    sheet.set_row(HEAD_ROW, _height([head for head, _ in page.columns], widths))
    for number, line in enumerate(page.rows, FIRST_ROW):
        _add_line(sheet, number, line, widths, formats)
    end = FIRST_ROW + len(page.rows)
    for number, note in enumerate(page.notes, end):
        across(sheet, number, last, Styled(note), formats.note, _height([note], [sum(widths)]))
    sheet.autofilter(HEAD_ROW, 0, max(FIRST_ROW, end - 1), last)
    sheet.freeze_panes(FIRST_ROW, page.frozen_columns)
    sheet.repeat_rows(HEAD_ROW)
    ready_to_print(sheet, footer)
    return sheet


def _add_line(
    sheet: Worksheet, row: int, line: Sequence[Styled], widths: Sequence[float], formats: Formats
) -> None:
    texts = [cell.value if isinstance(cell.value, str) else "" for cell in line]
    if len(line) == 1 < len(widths):
        height = _height(texts, [sum(widths)])
        across(sheet, row, len(widths) - 1, line[0], formats.body(line[0]), height)
        return
    # 打开文件的程序不都会按折行调整行高。
    sheet.set_row(row, _height(texts, widths))
    for at, cell in enumerate(line):
        write(sheet, row, at, cell, formats)


def across(sheet: Worksheet, row: int, last: int, cell: Styled, look: Any, height: float) -> None:
    """Write a text over the first columns of a row; a single cell cannot be merged."""
    sheet.set_row(row, height)
    if last:
        sheet.merge_range(row, 0, row, last, "", look)
    sheet.write_string(row, 0, fitting(str(cell.value)), look)


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Return how many points the fullest of the texts of a row takes, wrapped in its column."""
    lines = [
        sum(max(1, ceil(_width(part) / max(1.0, width - 1))) for part in text.split("\n"))
        for text, width in zip(texts, widths, strict=False)
    ]
    return min(_HIGHEST, 4 + 13.5 * max(lines, default=1))


def _width(text: str) -> int:
    """Return the width of a text: two for a Chinese character, one for others."""
    return sum(2 if east_asian_width(one) in "WFA" else 1 for one in text)


def number_width(cell: Styled) -> float:
    """Return the width that a number or a day needs to be shown at all, 0 for a text."""
    value = cell.value.result if isinstance(cell.value, Formula) else cell.value
    if isinstance(value, date):
        return 11.0
    if not isinstance(value, int | float):
        return 0.0
    look = cell.number_format.partition(";")[0]
    words = "".join(look.split('"')[1::2])
    places = len("".join(look.split('"')[::2]).partition(".")[2])
    return _width(words) + len(f"{value:.{places}f}") + 1.5


def ready_to_print(sheet: Worksheet, footer: str) -> None:
    """Set a sheet up for A4 across, as wide as the paper, with a footer and page numbers."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
    sheet.set_footer(f"&L{footer.replace('&', '&&')}&R第&P页，共&N页")


def write(sheet: Worksheet, row: int, at: int, cell: Styled, formats: Formats) -> None:
    """Write a cell by its type; text is written as text whatever it begins with."""
    look = formats.body(cell)
    match cell.value:
        case None:
            sheet.write_string(row, at, "—", look)
        case str(text):
            sheet.write_string(row, at, fitting(text), look)
        case date() as day:
            sheet.write_datetime(row, at, datetime.combine(day, time()), look)
        case Formula(text, result):
            sheet.write_formula(row, at, f"={text}", look, result)
        case number:
            sheet.write_number(row, at, number, look)
    if cell.remark:
        lines = cell.remark.count("\n") + len(cell.remark) // 30
        options = _REMARK | {"y_scale": 0.5 + 0.2 * min(lines, 20)}
        sheet.write_comment(row, at, fitting(cell.remark), options)


def fitting(text: str) -> str:
    """Return text that a cell can hold: legible, and where it is too long cut with words that say so."""
    whole = "\n".join(clean(line) for line in text.splitlines())
    if _units(whole) <= MOST_UNITS:
        return whole
    kept = whole.encode("utf-16-le")[: 2 * (MOST_UNITS - len(CUT))]
    return kept.decode("utf-16-le", errors="ignore") + CUT


def _units(text: str) -> int:
    """Return the length as Excel counts it."""
    return len(text.encode("utf-16-le")) // 2


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """Return a name that a sheet may have and that none of those taken has, in any case of letters."""
    # 不能用的标点换成全角的。
    legal = "".join(chr(ord(one) + 0xFEE0) if one in "[]:*?/\\" else one for one in clean(wanted))
    legal = legal.strip(" '　")
    legal = legal or "附表"
    used, tail, number = {one.casefold() for one in taken}, "", 1
    while (found := _shortened(legal, 31 - len(tail)) + tail).casefold() in used:
        number += 1
        tail = f"（{number}）"
    return found


def _shortened(text: str, units: int) -> str:
    kept = text.encode("utf-16-le")[: 2 * units]
    return kept.decode("utf-16-le", errors="ignore").rstrip(" '　")
