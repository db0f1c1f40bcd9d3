"""A report as the data that the page template sets: numbered, grouped into pages, every text legible.

Only lengths are computed here. Text goes to the template as JSON strings, never as Typst source.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dashboard.breadth import breadth
from dashboard.export.chart_plan import HEIGHT, SIZE, WIDTH, plan_of
from dashboard.export.leaves import leaves_of
from dashboard.export.legible import MISSING, Letters, longest_word, pieces
from dashboard.export.numbering import Numbering
from dashboard.export.properties import released
from dashboard.export.shares import shared_out
from dashboard.report.records import (
    Blank,
    Block,
    Cell,
    Chart,
    Heading,
    Note,
    Paragraph,
    Report,
    Table,
)  # fmt: skip

# 版心宽（磅）：竖页156毫米，横页245毫米。
_TALL, _WIDE = 442.2, 694.5
# 一行占字号的倍数；一行表格高过这么多磅时允许跨页，全表不到一半的不跨页。
_PITCH, _TALLEST, _WIDE_TALLEST = 1.35, 380.0, 240.0
_BODY, _SMALL = 16.0, 9.0
# 不超过这么多字的内容不折行。
_SHORT = 4.5
# 不超过这么宽的数和西文词不截断。
_LONG = 8.0
_MISSING_SAID = f"注：{MISSING}表示随附字体没有的字。"

# JSON: texts, numbers, lists and objects of them.
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Setter:
    """Sets blocks one after another: knows the fonts and numbers the charts and tables."""

    letters: Letters
    numbering: Numbering

    def text(self, text: str, room: float) -> list[str]:
        """Return a text in the parts between which its line may break; `room` in ems."""
        return pieces(self.letters.legible(text), room)

    def block(self, block: Block) -> Data:
        """Return a block as data."""
        match block:
            case Heading(level, text):
                return {"kind": "heading", "level": level, "text": self.letters.legible(text)}
            case Paragraph(text) | Blank(text):
                kind = "blank" if isinstance(block, Blank) else "paragraph"
                return {"kind": kind, "text": self.text(text, _TALL / _BODY - 4)}
            case Note(text):
                return {"kind": "note", "text": self.text(text, _TALL / _SMALL - 2)}
            case Table():
                return self.table(block)
            case Chart():
                return self.chart(block)

    def table(self, table: Table) -> Data:
        """Return a table with its size of type and the widths of its columns in points."""
        label = self.letters.legible(self.numbering.label(table))
        size, whole = _size(table), _WIDE if table.wide else _TALL
        widths = column_widths(table, size, whole)
        rooms = [max((width - 2 * inset(table)) / size, 1.0) for width in widths]
        heights = [_height(row, rooms) * size for row in table.rows]
        most = _WIDE_TALLEST if table.wide else _TALLEST
        return {
            "kind": "table", "label": label, "caption": self.letters.legible(table.caption),
            "size": size, "inset": inset(table), "widths": widths,
            "has_own_label": bool(table.label), "is_whole": sum(heights) < most / 2,
            "columns": [
                {"lines": head_lines(self.letters.legible(column.head), room), "align": column.align}
                for column, room in zip(table.columns, rooms, strict=True)
            ],
            "rows": [
                {"is_whole": height < most, "cells": self._cells(row, rooms)}
                for row, height in zip(table.rows, heights, strict=True)
            ],
            "notes": [self.text(note, whole / _SMALL - 2) for note in table.notes],
        }  # fmt: skip

    def _cells(self, row: Sequence[Cell], rooms: Sequence[float]) -> list[Data]:
        return [
            {"text": self.text(cell.text, room), "tone": cell.tone}
            for cell, room in zip(row, rooms, strict=True)
        ]

    def chart(self, chart: Chart) -> Data:
        """Return a chart with everything in its place."""
        words = (("actual", chart.actuals), ("path", chart.path), ("target", chart.targets))
        plan = asdict(plan_of(chart))
        for label in plan["labels"]:
            label["text"] = self.letters.legible(label["text"])
        return {
            "kind": "chart", "label": self.numbering.label(chart), "plan": plan,
            "width": WIDTH, "height": HEIGHT, "size": SIZE, "unit": self.letters.legible(chart.unit),
            "caption": self.letters.legible(chart.caption),
            "finding": self.text(chart.finding, WIDTH / 12 - 2),
            "note": self.text(chart.note, WIDTH / _SMALL - 2),
            "legend": [kind for kind, dots in words if dots],
        }  # fmt: skip


def data_of(report: Report, letters: Letters) -> Data:
    """Return a report as the template reads it."""
    setter = _Setter(letters, Numbering())
    groups = [
        {"is_wide": leaf.is_turned, "blocks": [setter.block(block) for block in leaf.blocks]}
        for leaf in leaves_of(report.blocks)
        if leaf.blocks
    ]
    stamp = letters.legible(report.stamp.line)
    ends = [stamp, _MISSING_SAID] if MISSING in str(groups) else [stamp]
    return {
        "title": [letters.legible(line) for line in report.title],
        "subtitle": letters.legible(report.subtitle),
        "stamp": stamp, "groups": groups, "ends": ends,
        "keywords": [report.stamp.release.content_digest, f"第{report.stamp.release.id}版"],
        "loaded": list(released(report.stamp.release).timetuple()[:6]),
    }  # fmt: skip


def column_widths(table: Table, size: float, whole: float) -> list[float]:
    """Return the widths in points: as the table asks, but none narrower than its longest word.

    A column of short texts is wide enough for them; words longer than a fair part of the line do
    not count: they are cut.
    """
    most = whole / max(len(table.columns), 3)
    least = []
    for at, column in enumerate(table.columns):
        texts = [row[at].text for row in table.rows]
        words = [longest_word(text) for text in texts]
        longest = max((breadth(text) for text in texts), default=0.0)
        if longest <= _SHORT:
            words.append(longest)
        words.append(max(min(breadth(column.head), 2.0), longest_word(column.head)))
        need = max(words) * size * 1.04 + 2 * inset(table)
        least.append(min(need, max(most, _LONG * size)))
    widths = shared_out(whole, [column.width for column in table.columns], least)
    return [round(width, 2) for width in widths]


def head_lines(head: str, room: float) -> list[str]:
    """Return a column head in lines of like length, the first the shortest: 水平, 完成率.

    The unit in brackets stands on a line of its own; numbers and Latin words are not broken.
    """
    if breadth(head) <= room:
        return [head]
    lines: list[str] = []
    for part in re.split("(?=（)", head):
        fair = math.ceil(breadth(part) / max(math.ceil(breadth(part) / room), 1))
        backwards = [""]
        for word in reversed(re.findall(r"[\x21-\x7e]+年?|.", part)):
            if backwards[-1] and breadth(word + backwards[-1]) > fair:
                backwards.append("")
            backwards[-1] = word + backwards[-1]
        lines += reversed(backwards)
    return [line for line in lines if line]


def inset(table: Table) -> float:
    """Return the space in points left and right of a cell's text."""
    return 2.0 if len(table.columns) > 10 else 3.0


def _height(row: Sequence[Cell], rooms: Sequence[float]) -> float:
    """Return about how many ems a row is high."""
    lines = [math.ceil(breadth(cell.text) / room) for cell, room in zip(row, rooms, strict=True)]
    return max(lines, default=1) * _PITCH + 0.85


def _size(table: Table) -> float:
    columns = len(table.columns)
    if not table.wide:
        return 10.5 if columns <= 7 else 9.0
    return 9.0 if columns <= 10 else 8.0 if columns <= 14 else 7.5
