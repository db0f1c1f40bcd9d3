"""Human judgements as a file: sound lines are kept in their order, all that is wrong is told."""

import pytest

from etl.domain.judgements import Judgement
from etl.errors import InputRefused, Problem
from etl.project.folder import Folder
from etl.project.judgements import COLUMNS, cells_of, read_judgements
from etl.project.lines import with_line
from etl.project.reader import inspect_project, read_project
from tests.decided import GONE, RATE, judged, planned, rate, reworded, withdrawn

NAME = "data/judgements.csv"


def keep(folder: Folder, *lines: Judgement) -> None:
    text = ""
    for line in lines:
        text = with_line(text, COLUMNS, cells_of(line))
    folder.judgements.write_text(text, encoding="utf-8")


def read(folder: Folder) -> tuple[tuple[Judgement, ...], list[Problem]]:
    problems: list[Problem] = []
    return read_judgements(folder, problems).lines, problems


def test_a_project_need_not_have_the_file(folder: Folder) -> None:
    assert read(folder) == ((), [])
    assert read_project(folder).judgements == ()


def test_lines_are_read_as_they_were_written_in_their_order(folder: Folder) -> None:
    lines = (judged(GONE, until="2026-12-31", about=RATE), withdrawn(GONE), judged(GONE, "ahead"))
    keep(folder, *lines)
    assert read(folder) == (lines, [])


def test_the_file_is_one_of_the_sources_of_the_database(folder: Folder) -> None:
    before = folder.digests()
    keep(folder, judged(GONE))
    assert folder.digests().keys() - before.keys() == {NAME}


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        (judged(""), "empty", "target_id"),
        (judged("12345678901"), "bad-id", "target_id"),
        (judged(GONE, "late"), "bad-choice", "status"),
        (judged(GONE, ""), "empty", "status"),
        (judged(GONE, action="delete"), "bad-choice", "action"),
        (judged(GONE, action=""), "empty", "action"),
        (judged(GONE, reason=""), "empty", "reason"),
        (judged(GONE, reason="=1+1"), "formula", "reason"),
        (judged(GONE, reason="一\n二"), "control-character", "reason"),
        (judged(GONE, reason="长" * 10_000), "too-long", "reason"),
        (judged(GONE, who=""), "empty", "who"),
        (judged(GONE, who="@张三"), "formula", "who"),
        (judged(GONE, decided_on=""), "empty", "decided_on"),
        (judged(GONE, decided_on="2026-03"), "bad-date", "decided_on"),
        (judged(GONE, until="2026-02-30"), "bad-date", "until"),
        (judged(GONE, until="2026-02-28"), "days-order", "until"),
        (judged(GONE, about="=HYPERLINK(1)"), "formula", "about"),
        (withdrawn(GONE, status="behind"), "not-empty", "status"),
        (withdrawn(GONE, until="2026-12-31"), "not-empty", "until"),
        (withdrawn(GONE, reason=""), "empty", "reason"),
    ],
    ids=str,
)
def test_what_is_wrong_in_a_line_is_told_with_line_and_column(
    folder: Folder, line: Judgement, code: str, column: str
) -> None:
    keep(folder, judged(GONE), line)
    lines, (problem,) = read(folder)
    assert (problem.code, problem.row, problem.column) == (code, 3, column)
    assert (problem.file, problem.severity) == (NAME, "error")
    assert lines == (judged(GONE),)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "missing-column"),
        (b"target_id,action\n", "missing-column"),
        (b"\xff\xfe\x00\xd8", "encoding"),
        (",".join(COLUMNS).encode() + b'\n"open', "csv-syntax"),
        (",".join(COLUMNS).encode() + b"\na,b\n", "ragged-row"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(folder: Folder, data: bytes, code: str) -> None:
    folder.judgements.write_bytes(data)
    lines, problems = read(folder)
    assert lines == () and {problem.code for problem in problems} == {code}
    with pytest.raises(InputRefused):
        read_project(folder)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_file_that_a_table_program_saved_is_read(folder: Folder, encoding: str) -> None:
    keep(folder, judged(GONE))
    text = folder.judgements.read_text(encoding="utf-8").replace("\n", "\r\n")
    folder.judgements.write_bytes(text.encode(encoding))
    assert read(folder) == ((judged(GONE),), [])


def test_a_judgement_on_a_target_of_the_project_is_no_news(folder: Folder) -> None:
    project = planned(folder)
    keep(folder, judged(rate(project).target_id))
    after, problems = inspect_project(folder)
    assert problems == [] and after.stale_judgements == ()


def test_a_judgement_whose_target_is_gone_is_a_notice_and_never_lost(folder: Folder) -> None:
    project = planned(folder)
    line = judged(rate(project).target_id, about=RATE)
    keep(folder, line)
    after = reworded(folder, "达到55%", "达到56%")
    _, problems = inspect_project(folder)
    (problem,) = [problem for problem in problems if problem.code == "stale-judgement"]
    assert (problem.severity, problem.file, problem.row) == ("notice", NAME, 2)
    assert RATE in problem.message and "urban judgement withdraw" in problem.message
    assert after.judgements == (line,) and after.stale_judgements == (line,)


def test_a_withdrawn_judgement_on_a_target_that_is_gone_asks_for_nothing(folder: Folder) -> None:
    planned(folder)
    keep(folder, judged(GONE), withdrawn(GONE))
    after, problems = inspect_project(folder)
    assert problems == [] and after.stale_judgements == () and len(after.judgements) == 2


def test_where_the_targets_are_not_known_no_judgement_is_called_stale(folder: Folder) -> None:
    keep(folder, judged(GONE))
    folder.document("plan").parent.mkdir(parents=True)
    folder.document("plan").write_text("title: [", encoding="utf-8")
    project, problems = inspect_project(folder)
    assert {problem.severity for problem in problems} == {"error"}
    assert project.stale_judgements == ()
