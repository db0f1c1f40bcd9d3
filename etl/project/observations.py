"""Published values as staff keep them: data/observations/*.csv, one row per value and vintage.

Read strictly: nothing is guessed, dropped or overwritten, and all problems of all files come at
once. The fast path works on columns and only notices that something is wrong; the slow path reads
the file again, row by row, to say what and where.
"""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import cast

import numpy as np

from etl.domain.columns import Ints
from etl.domain.published import Published
from etl.domain.records import Observation
from etl.errors import InputRefused, Problem
from etl.project.observation_checks import Checks, Finding, Wrong, as_of_finding, text_finding
from etl.project.observation_columns import (
    COLUMNS,
    INTEGERS,
    ORIGIN,
    FileColumns,
    header_of,
    is_blank,
    read_columns,
)
from etl.project.project import Project
from etl.project.tables import decode

_MOST_SHOWN = 200


def read_observations(project: Project) -> list[Observation]:
    """Return every published value of a project as a record, in the order of the key.

    Raises InputRefused with all problems of all files.
    """
    published = read_tables(project, project.folder.observation_files())
    return list(published.records(project.registry))


def read_tables(project: Project, paths: Sequence[Path]) -> Published:
    """Return the values of the given files as columns, in the order of their key.

    Raises InputRefused with all problems of all files.
    """
    checks, problems = Checks(project), list[Problem]()
    files: list[FileColumns] = []
    names = tuple(project.folder.name(path) for path in paths)
    for number, (path, name) in enumerate(zip(paths, names, strict=True)):
        checks.start_file(number)
        found, wrong = _read_file(path, name, checks)
        files.extend([found] if found else [])
        problems.extend(wrong)
    published = _joined(files, checks, names)
    order = published.order()
    problems.extend(_repeated(published, order, paths))
    if problems:
        raise InputRefused(problems)
    return published.take(order)


def _joined(files: list[FileColumns], checks: Checks, names: tuple[str, ...]) -> Published:
    empty = np.zeros(0, dtype=np.int32)
    columns = {
        name: np.concatenate([empty, *(file.columns[name] for file in files)]) for name in INTEGERS
    }
    return Published(
        **columns,
        value=np.concatenate([np.zeros(0), *(file.value for file in files)]),
        printed=[text for file in files for text in file.printed],
        scopes=tuple(checks.scopes),
        dates=tuple(checks.dates),
        origins=tuple(checks.origins),
        files=names,
    )


def _read_file(path: Path, name: str, checks: Checks) -> tuple[FileColumns | None, list[Problem]]:
    data = path.read_bytes()
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise UnicodeDecodeError("utf-8", data[:2], 0, 2, "UTF-16")
        text = decode(data)
    except UnicodeDecodeError:
        message = "既不是UTF-8也不是GB18030编码的文本；请另存为“CSV UTF-8”。"
        return None, [Problem("encoding", name, message)]
    try:
        if wrong := list(_header_problems(header_of(text), name)):
            return None, wrong
        return read_columns(text, checks), []
    except (Wrong, csv.Error):
        return None, _shown(list(_problems(text, name, checks)), name)


def _header_problems(header: list[str], name: str) -> Iterator[Problem]:
    if not any(header):
        yield Problem("empty-file", name, f"没有表头；第一行应为：{','.join(COLUMNS)}。", 1)
        return
    for column in COLUMNS:
        if column not in header:
            message = f"缺少“{column}”列；请在表头补上这一列。"
            yield Problem("missing-column", name, message, 1, column)
    for column in dict.fromkeys(header):
        if column not in COLUMNS:
            message = f"不认识“{column}”列；可用的列：{'、'.join(COLUMNS)}。"
            yield Problem("unknown-column", name, message, 1, column)
        elif header.count(column) > 1:
            message = f"“{column}”列出现了{header.count(column)}次；请只留一列。"
            yield Problem("repeated-column", name, message, 1, column)


def _problems(text: str, name: str, checks: Checks) -> Iterator[Problem]:
    """Yield what is wrong, row by row, with the line a person sees."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = [cell.strip() for cell in next(reader)]
    seen: dict[tuple[int, ...], int] = {}
    line = reader.line_num
    try:
        for cells in reader:
            start, line = line + 1, reader.line_num
            if is_blank(cells):
                continue
            if len(cells) != len(header):
                message = f"有{len(cells)}栏，表头有{len(header)}栏；请检查本行的逗号和引号。"
                yield Problem("ragged-row", name, message, start)
                continue
            row = {key: cell.strip() for key, cell in zip(header, cells, strict=True)}
            findings, key = _row_findings(row, checks)
            if not findings and seen.setdefault(key, start) != start:
                findings = [_repeats(f"第{seen[key]}行")]
            for found in findings:
                yield Problem(found.code, name, found.message, start, found.column)
    except csv.Error:
        message = "双引号不成对，从这一行起无法分栏；请检查本行的双引号。"
        yield Problem("csv-syntax", name, message, line + 1)


def _row_findings(row: dict[str, str], checks: Checks) -> tuple[list[Finding], tuple[int, ...]]:
    """Return what is wrong with a row and, where nothing is, its natural key."""
    findings = [found for part in COLUMNS if (found := text_finding(part, row[part]))]
    if findings:
        return findings, ()
    asked = {
        "place": (checks.place, (row["place_id"], row["place"])),
        "measure": (checks.measure, (row["indicator_id"], row["unit"])),
        "period": (checks.period, row["period"]),
        "vintage": (checks.vintage, row["vintage"]),
        "scope": (checks.scope, row["scope"]),
        "released": (checks.released, row["released_on"]),
        "as_of": (checks.as_of, row["as_of"]),
        "origin": (checks.origin, tuple(row[part] for part in ORIGIN)),
    }
    numbers: dict[str, int] = {}
    for part, (known, key) in asked.items():
        try:
            numbers[part] = cast(dict[object, int], known)[key]
        except Wrong as wrong:
            findings.extend(wrong.findings)
    if {"period", "as_of"} <= numbers.keys():
        findings += filter(None, [as_of_finding(row["as_of"], row["period"])])
    if "measure" in numbers:
        measure = checks.measures[numbers["measure"]]
        findings += filter(None, [measure.finding(row["value"])])
        numbers["measure"] = measure.number
    return findings, tuple(number for part, number in numbers.items() if part != "origin")


def _repeats(where: str) -> Finding:
    message = (
        f"与{where}是同一个值（地区、指标、年份、版本、口径、发布日期、截至日期都相同）；"
        "请删去一行，或写明不同的版本、口径或日期。"
    )
    return Finding("repeated-value", "period", message)


def _shown(problems: list[Problem], name: str) -> list[Problem]:
    """Return the first problems of a file and, where there are more, how many more."""
    if not problems:
        # The two paths disagree: better a loud defect than a file taken in or refused silently.
        raise AssertionError(f"{name}: refused by the fast path only")
    more = len(problems) - _MOST_SHOWN
    if more <= 0:
        return problems
    message = f"还有{more}个问题没有列出；请先改正以上问题再检查。"
    return [*problems[:_MOST_SHOWN], Problem("more-problems", name, message)]


def _repeated(published: Published, order: Ints, paths: Sequence[Path]) -> list[Problem]:
    """Return a problem for each value that another row, of the same or another file, has too."""
    first, second = published.keys()
    same = (first[order][1:] == first[order][:-1]) & (second[order][1:] == second[order][:-1])
    places = np.flatnonzero(same)
    if not len(places):
        return []
    pairs = [sorted((int(order[place]), int(order[place + 1]))) for place in places]
    lines = _lines(published, paths, {row for pair in pairs for row in pair})
    found: dict[str, list[Problem]] = {}
    for earlier, later in sorted(pairs, key=lambda pair: pair[1]):
        (file, line), (other, other_line) = lines[later], lines[earlier]
        where = f"第{other_line}行" if other == file else f"{other}第{other_line}行"
        finding = _repeats(where)
        problem = Problem(finding.code, file, finding.message, line, finding.column)
        found.setdefault(file, []).append(problem)
    return [problem for file, problems in found.items() for problem in _shown(problems, file)]


def _lines(
    published: Published, paths: Sequence[Path], rows: set[int]
) -> dict[int, tuple[str, int]]:
    """Return file and line of the given rows: read again, because only problems need them."""
    of_rows = published.file_of_rows()
    starts = np.searchsorted(of_rows, np.arange(len(paths) + 1))
    lines: dict[int, tuple[str, int]] = {}
    for number, (start, stop) in enumerate(pairwise(starts.tolist())):
        wanted = {row - start for row in rows if start <= row < stop}
        if wanted:
            for row, line in enumerate(_line_numbers(paths[number])):
                if row in wanted:
                    lines[start + row] = (published.files[number], line)
    return lines


def _line_numbers(path: Path) -> Iterator[int]:
    reader = csv.reader(io.StringIO(decode(path.read_bytes()), newline=""), strict=True)
    next(reader)
    line = reader.line_num
    for cells in reader:
        start, line = line + 1, reader.line_num
        if not is_blank(cells):
            yield start
