"""Append-only tables: what a cell must be, and how a line is added to what is there."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.project.lines import Shape, is_day, problems_of, with_line
from etl.project.tables import Row, one_line

SHAPE = Shape(
    columns=("target_id", "state", "note", "on"), needed=("target_id", "note"), days=("on",),
    texts={"note": 20}, choices={"state": ("open", "closed")},
)  # fmt: skip
GOOD = {"target_id": "0123456789ab", "state": "open", "note": "已核对", "on": "2026-01-31"}


def wrong(number: int = 3, **cells: str) -> list[tuple[str, str | None, int | None]]:
    found = problems_of(Row(number, GOOD | cells), "a.csv", SHAPE)
    return [(problem.code, problem.column, problem.row) for problem in found]


def test_a_sound_line_has_nothing_wrong() -> None:
    assert wrong() == []
    assert wrong(state="", on="") == []


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"target_id": ""}, "empty", "target_id"),
        ({"target_id": "123456789"}, "bad-id", "target_id"),
        ({"target_id": "1.23E+11"}, "bad-id", "target_id"),
        ({"target_id": "0123456789AB"}, "bad-id", "target_id"),
        ({"target_id": "=cmd|' /C'!A0"}, "bad-id", "target_id"),
        ({"state": "done"}, "bad-choice", "state"),
        ({"note": ""}, "empty", "note"),
        ({"note": "长" * 21}, "too-long", "note"),
        ({"note": "=1+1"}, "formula", "note"),
        ({"note": "+1"}, "formula", "note"),
        ({"note": "-1"}, "formula", "note"),
        ({"note": "@x"}, "formula", "note"),
        ({"note": "一\n二"}, "control-character", "note"),
        ({"note": "一\x00二"}, "control-character", "note"),
        ({"note": "一\u202e二"}, "control-character", "note"),
        ({"note": "一\x1b[31m二"}, "control-character", "note"),
        ({"on": "昨天"}, "bad-date", "on"),
        ({"on": "2026-02-30"}, "bad-date", "on"),
        ({"on": "2026-1-3"}, "bad-date", "on"),
        ({"on": "2026-01"}, "bad-date", "on"),
    ],
)
def test_what_is_wrong_with_a_cell_is_told_with_its_column_and_line(
    cells: dict[str, str], code: str, column: str
) -> None:
    assert wrong(**cells) == [(code, column, 3)]


def test_a_line_that_is_not_written_yet_has_no_number() -> None:
    assert wrong(0, note="") == [("empty", "note", None)]


def test_all_wrong_cells_are_told_at_once_and_a_message_shows_little_of_a_long_one() -> None:
    found = problems_of(
        Row(2, GOOD | {"target_id": "x" * 10_000, "state": "y" * 10_000, "on": "z" * 10_000}),
        "a.csv",
        SHAPE,
    )
    assert [problem.column for problem in found] == ["target_id", "state", "on"]
    assert all(len(problem.message) < 120 for problem in found)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-01-31", True), ("2024-02-29", True), ("2026-02-29", False), ("2026-1-31", False),
     ("2026", False), ("", False), ("２０２６-01-31", False), ("2026-01-31\n", False)],
)  # fmt: skip
def test_a_day_is_a_full_date(text: str, day: bool) -> None:
    assert is_day(text) is day


def test_a_first_line_brings_the_header_along() -> None:
    text = with_line("", SHAPE.columns, GOOD)
    assert text == "target_id,state,note,on\n0123456789ab,open,已核对,2026-01-31\n"


@pytest.mark.parametrize("end", ["\n", "", "\r\n"])
def test_a_further_line_leaves_what_is_there_as_it_is(end: str) -> None:
    kept = f"note,target_id,on,state{end or chr(10)}旧,0123456789ab,2026-01-01,open{end}"
    text = with_line(kept, SHAPE.columns, GOOD)
    assert text.startswith(kept)
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["note"] for row in rows] == ["旧", "已核对"]
    assert [row["state"] for row in rows] == ["open", "open"]


@given(st.lists(st.text().map(one_line), min_size=1, max_size=4))
def test_every_line_that_is_written_is_read_again(notes: list[str]) -> None:
    text = ""
    for note in notes:
        text = with_line(text, SHAPE.columns, GOOD | {"note": note})
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["note"] for row in rows] == notes
