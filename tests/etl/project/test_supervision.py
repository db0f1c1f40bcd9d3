"""The log of the supervision list as a file: every line the whole state of one department's item."""

from dataclasses import replace

import pytest

from etl.domain.supervision import Move
from etl.errors import Problem
from etl.project.folder import Folder
from etl.project.lines import with_line
from etl.project.reader import inspect_project, read_project
from etl.project.supervision import COLUMNS, cells_of, read_supervision
from tests.decided import GONE, LEAD, RATE, planned, rate, reworded

NAME = "data/supervision.csv"
MOVE = Move(GONE, LEAD, "rectifying", "按月调度", "2026-06-30", "李四", "2026-03-01", "", RATE)
CLOSED = replace(MOVE, state="closed", note="验收通过", moved_on="2026-07-01")


def keep(folder: Folder, *moves: Move) -> None:
    text = ""
    for move in moves:
        text = with_line(text, COLUMNS, cells_of(move))
    folder.supervision.write_text(text, encoding="utf-8")


def read(folder: Folder) -> tuple[tuple[Move, ...], list[Problem]]:
    problems: list[Problem] = []
    return read_supervision(folder, problems).log, problems


def test_a_project_need_not_have_the_file(folder: Folder) -> None:
    assert read(folder) == ((), [])
    assert read_project(folder).supervision == ()


def test_moves_are_read_as_they_were_written_in_their_order(folder: Folder) -> None:
    moves = (MOVE, replace(MOVE, department="", due=""), CLOSED)
    keep(folder, *moves)
    assert read(folder) == (moves, [])


def test_the_file_is_one_of_the_sources_of_the_database(folder: Folder) -> None:
    before = folder.digests()
    keep(folder, MOVE)
    assert folder.digests().keys() - before.keys() == {NAME}


@pytest.mark.parametrize(
    ("changed", "code", "column"),
    [
        ({"target_id": ""}, "empty", "target_id"),
        ({"target_id": "1.2E+10"}, "bad-id", "target_id"),
        ({"department": "=市局"}, "formula", "department"),
        ({"department": "局" * 10_000}, "too-long", "department"),
        ({"state": "done"}, "bad-choice", "state"),
        ({"state": ""}, "empty", "state"),
        ({"measures": ""}, "empty", "measures"),
        ({"measures": "+调度"}, "formula", "measures"),
        ({"measures": "一\r\n二"}, "control-character", "measures"),
        ({"measures": "长" * 10_000}, "too-long", "measures"),
        ({"due": "月底"}, "bad-date", "due"),
        ({"who": ""}, "empty", "who"),
        ({"who": "-李四"}, "formula", "who"),
        ({"moved_on": ""}, "empty", "moved_on"),
        ({"moved_on": "2026"}, "bad-date", "moved_on"),
        ({"state": "closed"}, "empty", "note"),
        ({"note": "@x"}, "formula", "note"),
        ({"about": "=x"}, "formula", "about"),
    ],
    ids=str,
)
def test_what_is_wrong_in_a_line_is_told_with_line_and_column(
    folder: Folder, changed: dict[str, str], code: str, column: str
) -> None:
    keep(folder, MOVE, replace(MOVE, **changed))
    moves, (problem,) = read(folder)
    assert (problem.code, problem.row, problem.column) == (code, 3, column)
    assert (problem.file, problem.severity) == (NAME, "error")
    assert moves == (MOVE,)


def test_what_a_state_asks_for_is_told_by_its_official_word(folder: Folder) -> None:
    keep(folder, replace(MOVE, measures=""), replace(MOVE, state="closed"))
    first, second = read(folder)[1]
    assert "转为“整改中”要写明整改措施" in first.message
    assert "转为“已销号”要写明销号的依据" in second.message


def test_an_item_whose_target_is_gone_is_a_notice_until_it_is_closed(folder: Folder) -> None:
    project = planned(folder)
    kept = replace(MOVE, target_id=rate(project).target_id)
    keep(folder, replace(kept, department="市公安局"), kept)
    reworded(folder, "达到55%", "达到56%")
    after, problems = inspect_project(folder)
    assert [(one.code, one.row, one.severity) for one in problems] == [
        ("stale-supervision", 2, "notice"), ("stale-supervision", 3, "notice"),
    ]  # fmt: skip
    assert RATE in problems[0].message and "整改中" in problems[0].message
    assert len(after.stale_moves) == 2 and len(after.supervision) == 2
    closed = replace(CLOSED, target_id=kept.target_id)
    keep(folder, kept, closed)
    after, problems = inspect_project(folder)
    assert problems == [] and after.stale_moves == () and after.supervision == (kept, closed)
