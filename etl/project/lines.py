"""Append-only tables of what a person decided: what a line must be, and how one is written.

A line that is there is never changed. What could not be read again is not written, and what a table
program would run as a formula is refused in either direction.
"""

import csv
import io
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from etl.domain.periods import is_published_date
from etl.errors import Problem
from etl.project.tables import Row, one_line

# Lengths in characters: a name, a sentence or two, a passage.
NAME, SENTENCES, PASSAGE = 40, 500, 1_000
TARGET_ID = re.compile(r"[0-9a-f]{12}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# OWASP ASVS V5 1.2.10: what a table program would run as a formula.
FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Shape:
    """What the cells of a line must be: `needed` filled, `days` full dates, `choices` of these words,
    `texts` at most so many characters on one line. The first column is the target's id."""

    columns: tuple[str, ...]
    needed: tuple[str, ...]
    days: tuple[str, ...]
    texts: Mapping[str, int]
    choices: Mapping[str, Collection[str]] = field(default_factory=dict)


def is_day(text: str) -> bool:
    """Return whether a text is a date to the day, as 2026-01-31."""
    return bool(_DAY.fullmatch(text)) and is_published_date(text)


def problems_of(row: Row, name: str, shape: Shape) -> list[Problem]:
    """Return everything that is wrong with the cells of a line, column by column."""
    number = row.number or None
    found = []
    for column in shape.columns:
        code, message = _wrong(row[column], column, shape)
        if code:
            found.append(Problem(code, name, message, number, column))
    return found


def _wrong(cell: str, column: str, shape: Shape) -> tuple[str, str]:
    """Return code and sentence about a cell, both empty where it is sound."""
    if not cell:
        return ("empty", "不能为空；请补上。") if column in shape.needed else ("", "")
    if column == shape.columns[0] and not TARGET_ID.fullmatch(cell):
        shown = one_line(cell)[:NAME]
        return "bad-id", f"“{shown}”不是目标编号；应是12位的0-9、a-f，用urban explain查看。"
    if column in shape.days and not is_day(cell):
        return "bad-date", f"“{one_line(cell)[:NAME]}”不是日期；应如2026-01-31。"
    if column in shape.choices and cell not in shape.choices[column]:
        words = "、".join(shape.choices[column])
        return "bad-choice", f"“{one_line(cell)[:NAME]}”不可用；可用：{words}。"
    return wrong_text(cell, shape.texts[column]) if column in shape.texts else ("", "")


def wrong_text(cell: str, longest: int) -> tuple[str, str]:
    """Return code and sentence about a text that cannot stand in a table, both empty where it can."""
    if len(cell) > longest:
        return "too-long", f"有{len(cell)}字，不超过{longest}字；请写要点，详情另附文件。"
    if cell.startswith(FORMULA):
        return "formula", "不能以=、+、-、@开头：表格软件会当成公式。"
    if cell != one_line(cell):
        return "control-character", "含有换行或控制字符；请写成一行文字。"
    return "", ""


def with_line(kept: str, columns: Sequence[str], line: Mapping[str, str]) -> str:
    """Return the text of a table with one more line, in the order of its own columns.

    An empty text gets the columns as its header; another one must have them.
    """
    if not kept:
        kept = ",".join(columns) + "\n"
    if not kept.endswith("\n"):
        kept += "\n"
    header = [cell.strip() for cell in next(csv.reader(io.StringIO(kept)))]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([line[column] for column in header])
    return kept + out.getvalue()
