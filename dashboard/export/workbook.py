"""The supervision list as an Excel file in official words: what a department is sent and signs.

Text from data is only ever text, never a formula or a link; numbers and days stay numbers and days.
The same release and day give the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboard.records import Row
from dashboard.supervising import Supervised
from etl.domain.reason import STATUS_WORDS
from etl.domain.supervision import Move, state_word
from etl.store.query import Release

Cell = str | int | float | date | None
_TITLE, _LOG, _ABOUT = "督办清单", "办理记录", "说明"
_FONT, _A4 = "宋体", 9
# Header and width in characters.
_LIST_COLUMNS = (
    ("序号", 5), ("责任单位", 16), ("地区", 10), ("指标", 20), ("目标年", 7), ("目标", 12),
    ("实际值", 11), ("序时进度差（百分点）", 11), ("评估", 12), ("人工研判", 20), ("状态", 9),
    ("整改措施", 26), ("完成时限", 13), ("办理情况", 22), ("经办人", 9),
)  # fmt: skip
_LOG_COLUMNS = (
    ("序号", 5), ("责任单位", 16), ("地区", 10), ("指标", 20), ("目标年", 7), ("日期", 12), ("状态", 9),
    ("整改措施", 32), ("完成时限", 12), ("办理情况", 32), ("经办人", 9),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Styled:
    """A cell with the number format it is shown in; red where it warns."""

    value: Cell
    number_format: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the file says of itself: the release, the day it shows, which part of the list."""

    release: Release
    day: str
    shown: str

    @property
    def line(self) -> str:
        """Return day and release as one line."""
        day = date.fromisoformat(self.day)
        written = f"{day.year}年{day.month}月{day.day}日"
        return (
            f"截至{written}　数据第{self.release.id}版　内容摘要{self.release.content_digest[:12]}"
        )


def workbook_of(entries: Sequence[Supervised], stamp: Stamp) -> bytes:
    """Return the list and all that was done about it as an .xlsx file."""
    out = BytesIO()
    # With these, whatever stands in a cell of text is shown and nothing is run.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(out, {**options, "strings_to_numbers": False})
    loaded = datetime.fromisoformat(stamp.release.loaded_at).replace(tzinfo=None)
    book.set_properties({"title": _TITLE, "created": loaded})
    formats = _Formats(book)
    listed = [_list_line(number, entry) for number, entry in enumerate(entries, 1)]
    _sheet(book, _TITLE, _LIST_COLUMNS, listed, stamp, formats)
    log = [
        _log_line(number, entry, move)
        for number, entry in enumerate(entries, 1)
        for move in entry.item.history
    ]
    _sheet(book, _LOG, _LOG_COLUMNS, log, stamp, formats)
    _about(book.add_worksheet(_ABOUT), len(entries), stamp, formats)
    book.close()
    return out.getvalue()


class _Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book, self._kept = book, dict[tuple[str, bool], Any]()
        base = {"font_name": _FONT, "valign": "vcenter"}
        self.title = book.add_format(base | {"font_size": 18, "bold": True, "align": "center"})
        self.line = book.add_format(base | {"font_size": 10, "align": "center"})
        self.head = book.add_format(
            base
            | {"font_size": 10, "bold": True, "align": "center", "text_wrap": True, "border": 1,
               "bg_color": "#E8EFF8"}
        )  # fmt: skip
        self._body = base | {"font_size": 10, "border": 1, "text_wrap": True}

    def body(self, cell: Styled) -> Any:  # XlsxWriter ships no types.
        """Return the format of a cell."""
        key = (cell.number_format, cell.is_late)
        if key not in self._kept:
            look = dict(self._body)
            look |= {"num_format": cell.number_format or "@"}
            look |= {"font_color": "#B3261E", "bold": True} if cell.is_late else {}
            self._kept[key] = self._book.add_format(look)
        return self._kept[key]


def _sheet(
    book: Workbook,
    name: str,
    columns: Sequence[tuple[str, int]],
    lines: Sequence[Sequence[Styled]],
    stamp: Stamp,
    formats: _Formats,
) -> None:
    """Add a sheet: title, line of the day, header, lines; ready to print on A4."""
    sheet, last = book.add_worksheet(name), len(columns) - 1
    sheet.merge_range(0, 0, 0, last, name, formats.title)
    sheet.merge_range(1, 0, 1, last, f"{stamp.line}　{stamp.shown}", formats.line)
    sheet.set_row(0, 30)
    for at, (head, width) in enumerate(columns):
        sheet.set_column(at, at, width)
        sheet.write_string(2, at, head, formats.head)
    for number, line in enumerate(lines, 3):
        for at, cell in enumerate(line):
            _write(sheet, number, at, cell, formats.body(cell))
    sheet.autofilter(2, 0, max(3, len(lines) + 2), last)
    sheet.freeze_panes(3, 0)
    _printed(sheet, stamp)


def _printed(sheet: Worksheet, stamp: Stamp) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
    sheet.repeat_rows(2)
    sheet.set_footer(f"&L{stamp.line}&R第&P页，共&N页")


def _write(sheet: Worksheet, row: int, at: int, cell: Styled, look: Any) -> None:
    """Write a cell by its type; text is written as text whatever it begins with."""
    match cell.value:
        case None:
            sheet.write_string(row, at, "—", look)
        case str(text):
            sheet.write_string(row, at, text, look)
        case date() as day:
            sheet.write_datetime(row, at, datetime.combine(day, time()), look)
        case number:
            sheet.write_number(row, at, number, look)


def _head_cells(number: int, entry: Supervised) -> list[Styled]:
    """Return what a line of either sheet begins with: number, department, place, indicator, year."""
    row = entry.row
    scope = f"（{row.target.scope}）" if row.target.scope else ""
    return [
        Styled(number, "0"), Styled(entry.item.department_word()), Styled(row.place.name + scope),
        Styled(row.indicator.name.zh), Styled(row.target.year, "0"),
    ]  # fmt: skip


def _list_line(number: int, entry: Supervised) -> list[Styled]:
    row, item, judged = entry.row, entry.item, entry.judgement
    said = ""
    if judged:
        word = STATUS_WORDS[judged.status][0]
        said = f"{word}：{judged.reason}（{judged.who}{judged.decided_on}）"
    last = item.history[-1] if item.history else None
    return [
        *_head_cells(number, entry), Styled(row.aim()), _actual(row),
        Styled(row.gap_points, "+0.0;-0.0;0.0"), Styled(row.status_word()), Styled(said),
        Styled(item.state_word()), Styled(item.measures), _day(item.due, is_late=entry.is_overdue),
        Styled(last.note if last else ""), Styled(last.who if last else ""),
    ]  # fmt: skip


def _log_line(number: int, entry: Supervised, move: Move) -> list[Styled]:
    return [
        *_head_cells(number, entry), _day(move.moved_on), Styled(state_word(move.state)),
        Styled(move.measures), _day(move.due), Styled(move.note), Styled(move.who),
    ]  # fmt: skip


def _actual(row: Row) -> Styled:
    """Return the actual as a number in the display unit, shown with its unit."""
    if row.actual is None:
        return Styled(None)
    say = row.wording()
    places = len(say.number(row.actual).partition(".")[2])
    unit = say.unit.replace('"', "")
    shown = "0" + (f".{'0' * places}" if places else "")
    return Styled(round(row.actual / say.factor, 6), f'{shown}"{unit}"')


def _day(text: str, *, is_late: bool = False) -> Styled:
    """Return a day as a day; one that has passed says so."""
    if not text:
        return Styled("")
    late = '"（已逾期）"' if is_late else ""
    return Styled(date.fromisoformat(text), f"yyyy-mm-dd{late}", is_late)


def _about(sheet: Worksheet, total: int, stamp: Stamp, formats: _Formats) -> None:
    """Fill the last sheet: which data, which day, which part of the list the file shows."""
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 80)
    told = (
        ("截至", stamp.day), ("所列范围", stamp.shown), ("项数", str(total)),
        ("数据版次", f"第{stamp.release.id}版"), ("装载时间", stamp.release.loaded_at),
        ("内容摘要", stamp.release.content_digest),
        ("评估规则", "序时进度；人工研判与计算结果并列，不改变计算结果。"),
    )  # fmt: skip
    text = Styled("")
    for number, (name, said) in enumerate(told):
        sheet.write_string(number, 0, name, formats.head)
        sheet.write_string(number, 1, said, formats.body(text))
    _printed(sheet, stamp)
