"""The supervision list as an Excel file in official words: what a department is sent and signs.

Text from data is only ever text, never a formula or a link; numbers and days stay numbers and days.
The same release and day give the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from xlsxwriter.worksheet import Worksheet

from dashboard.export.number_formats import number_format
from dashboard.export.spreadsheet import (
    Formats,
    Page,
    Styled,
    add_page,
    new_book,
    ready_to_print,
    told_of,
    write,
)
from dashboard.records import Row
from dashboard.supervising import Supervised
from etl.domain.periods import day_in_words
from etl.domain.reason import STATUS_WORDS
from etl.domain.supervision import Move, state_word
from etl.store.query import Release

_TITLE, _LOG, _ABOUT = "督办清单", "办理记录", "说明"
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
class Stamp:
    """What the file says of itself: the release, the day it shows, which part of the list."""

    release: Release
    day: str
    shown: str

    @property
    def line(self) -> str:
        """Return day and release as one line."""
        return (
            f"截至{day_in_words(self.day)}　数据第{self.release.id}版　"
            f"内容摘要{self.release.content_digest[:12]}"
        )


def workbook_of(entries: Sequence[Supervised], stamp: Stamp) -> bytes:
    """Return the list and all that was done about it as an .xlsx file."""
    out = BytesIO()
    book = new_book(out, stamp.release, {"title": _TITLE})
    formats, line = Formats(book), f"{stamp.line}　{stamp.shown}"
    listed = [_list_line(number, entry) for number, entry in enumerate(entries, 1)]
    add_page(book, Page(_TITLE, _TITLE, line, _LIST_COLUMNS, listed), formats, stamp.line)
    log = [
        _log_line(number, entry, move)
        for number, entry in enumerate(entries, 1)
        for move in entry.item.history
    ]
    add_page(book, Page(_LOG, _LOG, line, _LOG_COLUMNS, log), formats, stamp.line)
    _about(book.add_worksheet(_ABOUT), len(entries), stamp, formats)
    book.close()
    return out.getvalue()


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
    return Styled(round(row.actual / say.factor, 6), f'{number_format(places)}"{unit}"')


def _day(text: str, *, is_late: bool = False) -> Styled:
    """Return a day as a day; one that has passed says so."""
    if not text:
        return Styled("")
    late = '"（已逾期）"' if is_late else ""
    return Styled(date.fromisoformat(text), f"yyyy-mm-dd{late}", "bad" if is_late else "")


def _about(sheet: Worksheet, total: int, stamp: Stamp, formats: Formats) -> None:
    """Fill the last sheet: which data, which day, which part of the list the file shows."""
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 80)
    told = (
        ("截至", stamp.day), ("所列范围", stamp.shown), ("项数", str(total)),
        *told_of(stamp.release),
    )  # fmt: skip
    for number, (name, said) in enumerate(told):
        sheet.write_string(number, 0, name, formats.head)
        write(sheet, number, 1, Styled(said), formats)
    sheet.repeat_rows(2)
    ready_to_print(sheet, stamp.line)
