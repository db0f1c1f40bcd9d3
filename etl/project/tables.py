"""Small tables as staff keep them: CSV in UTF-8 or GB18030, every cell as text."""

import codecs
import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.errors import Problem

_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its number as a person sees it (the header is 1), and its cells."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, with or without a mark, else in GB18030.

    Raises UnicodeDecodeError where it is neither.
    """
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :].decode("utf-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def one_line(text: str) -> str:
    """Return a text on one line without control characters, as one cell of a table holds it."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def hidden_in(text: str) -> str:
    """Return the first invisible character that could change how a text reads: "U+202E", else "".

    Control characters, and the marks that turn the direction of what follows.
    """
    found = _HIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def read_table(path: Path, name: str, columns: Sequence[str], problems: list[Problem]) -> list[Row]:
    """Return the rows of a CSV file with exactly these columns; what is wrong goes to `problems`.

    A file that does not exist has no rows.
    """
    if not path.exists():
        return []
    try:
        text = decode(path.read_bytes())
    except UnicodeDecodeError:
        problems.append(
            Problem("encoding", name, "既不是UTF-8也不是GB18030编码；请另存为UTF-8的CSV。")
        )
        return []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start, rows = 1, []
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if not _header_fits(header, columns, name, problems):
            return []
        start = reader.line_num + 1
        for cells in reader:
            if any(cells):
                rows += _row(cells, header, start, name, problems)
            start = reader.line_num + 1
    except csv.Error:
        message = "引号不成对，无法分栏；请检查从本行起的双引号。"
        problems.append(Problem("csv-syntax", name, message, start))
        return []
    return rows


def _header_fits(
    header: list[str], columns: Sequence[str], name: str, problems: list[Problem]
) -> bool:
    before = len(problems)
    for column in columns:
        if column not in header:
            problems.append(Problem("missing-column", name, f"缺少“{column}”列。", 1, column))
    for column in header:
        if column not in columns:
            expected = "、".join(columns)
            message = f"不认识“{column}”列；可用的列：{expected}。"
            problems.append(Problem("unknown-column", name, message, 1, column))
    if len(set(header)) < len(header):
        problems.append(Problem("repeated-column", name, "表头有重复的列名；请删去一个。", 1))
    return len(problems) == before


def _row(
    cells: list[str], header: list[str], number: int, name: str, problems: list[Problem]
) -> list[Row]:
    if len(cells) != len(header):
        message = f"有{len(cells)}栏，表头有{len(header)}栏；请检查逗号和引号。"
        problems.append(Problem("ragged-row", name, message, number))
        return []
    hidden = hidden_in("".join(cells))
    if hidden:
        column = next(key for key, cell in zip(header, cells, strict=True) if hidden_in(cell))
        message = f"含有看不见的控制字符（{hidden}）；请删去后重新输入。"
        problems.append(Problem("hidden-character", name, message, number, column))
        return []
    return [Row(number, {key: cell.strip() for key, cell in zip(header, cells, strict=True)})]
