"""Small tables: what Excel and WPS save is read, and a broken one is told with its line."""

from pathlib import Path

import pytest

from etl.errors import Problem
from etl.project.tables import Row, decode, read_table

COLUMNS = ("code", "name")
GOOD = "code,name\n620800,平凉市\n"


def read(tmp_path: Path, data: str | bytes) -> tuple[list[Row], list[Problem]]:
    path = tmp_path / "places.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    problems: list[Problem] = []
    return read_table(path, "data/places.csv", COLUMNS, problems), problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_utf_8_with_or_without_a_mark_and_gb18030_are_read(
    tmp_path: Path, encoding: str, newline: str
) -> None:
    rows, problems = read(tmp_path, GOOD.replace("\n", newline).encode(encoding))
    assert (problems, [row.cells for row in rows]) == ([], [{"code": "620800", "name": "平凉市"}])


def test_a_cell_stays_text_without_the_spaces_around_it(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, " code , name \n 007 , 平凉市\n")
    assert (rows[0]["code"], rows[0]["name"], rows[0].number) == ("007", "平凉市", 2)


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, "name,code\n平凉市,620800\n")
    assert rows[0]["code"] == "620800"


def test_a_cell_that_is_not_there_is_empty(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, "code,name\n620800,\n")
    assert rows[0]["name"] == "" and rows[0]["other"] == ""


def test_blank_lines_are_passed_over_and_counted(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, "code,name\n\n1,甲\n,\n2,乙\n")
    assert problems == []
    assert [(row.number, row["name"]) for row in rows] == [(3, "甲"), (5, "乙")]


def test_a_quoted_cell_may_hold_commas_quotes_and_lines(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, 'code,name\n1,"甲,""乙""\n丙"\n2,丁\n')
    assert problems == []
    # The second row begins on line 4, because the first one takes two lines.
    assert [(row.number, row["name"]) for row in rows] == [(2, '甲,"乙"\n丙'), (4, "丁")]


def test_a_file_that_is_not_there_has_no_rows(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read_table(tmp_path / "none.csv", "none.csv", COLUMNS, problems) == []
    assert problems == []


@pytest.mark.parametrize("row", ["3", "3,丙,丁", '3,丙,"丁"'])
def test_a_ragged_row_is_told_and_the_others_are_read(tmp_path: Path, row: str) -> None:
    rows, (problem,) = read(tmp_path, f"code,name\n1,甲\n{row}\n2,乙\n")
    assert (problem.code, problem.row, problem.file) == ("ragged-row", 3, "data/places.csv")
    assert f"有{row.count(',') + 1}栏，表头有2栏" in problem.message
    assert [one["name"] for one in rows] == ["甲", "乙"]


def test_an_unclosed_quote_is_told_where_it_opens(tmp_path: Path) -> None:
    rows, (problem,) = read(tmp_path, 'code,name\n1,甲\n2,"乙\n3,丙\n4,丁\n')
    assert rows == [] and problem.code == "csv-syntax" and "引号" in problem.message
    assert problem.row == 3


def test_a_quote_within_a_quoted_cell_is_told(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path, 'code,name\n1,"甲"乙\n')
    assert (problem.code, problem.row) == ("csv-syntax", 2)


@pytest.mark.parametrize(
    ("header", "codes"),
    [
        ("code", ["missing-column"]),
        ("code,name,更多", ["unknown-column"]),
        ("code,name,name", ["repeated-column"]),
        ("code,titel", ["missing-column", "unknown-column"]),
        ("", ["missing-column", "missing-column"]),
    ],
)
def test_a_header_that_does_not_fit_is_told_and_nothing_is_read(
    tmp_path: Path, header: str, codes: list[str]
) -> None:
    rows, problems = read(tmp_path, f"{header}\n1,甲\n")
    assert rows == [] and [problem.code for problem in problems] == codes
    assert all(problem.row == 1 for problem in problems)


def test_what_is_neither_utf_8_nor_gb18030_is_refused(tmp_path: Path) -> None:
    rows, (problem,) = read(tmp_path, b"code,name\n1,\xff\xff\n")
    assert (rows, problem.code) == ([], "encoding")
    with pytest.raises(UnicodeDecodeError):
        decode(b"\xff\xff")


def test_a_rare_character_of_gb18030_survives() -> None:
    assert decode("㐂镕𠮷".encode("gb18030")) == "㐂镕𠮷"


def test_a_second_mark_is_text_and_not_dropped() -> None:
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfa") == "﻿a"
