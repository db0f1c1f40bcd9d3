"""Moving an item of the supervision list: a line is appended whole, or nothing is written."""

import csv
import threading

import pytest

from etl.domain.supervision import Move
from etl.errors import InputRefused
from etl.project.folder import Folder
from etl.project.project import Project
from etl.project.reader import inspect_project, read_project
from etl.project.supervision import COLUMNS
from etl.steps.supervise import move
from tests.decided import GONE, LEAD, OTHER, RATE, changed, hukou, planned, rate, reworded


@pytest.fixture
def project(folder: Folder) -> Project:
    return planned(folder)


def again(project: Project) -> Project:
    return read_project(project.folder)


def test_a_first_move_is_the_whole_state_and_says_what_it_is_about(project: Project) -> None:
    target_id = rate(project).target_id
    line = move(project, changed(target_id, due="2026-12-31", note="约谈后"))
    assert line == Move(
        target_id,
        LEAD,
        "rectifying",
        "按月调度",
        "2026-12-31",
        "李四",
        "2026-03-01",
        "约谈后",
        RATE,
    )
    assert again(project).supervision == (line,)
    with project.folder.supervision.open(encoding="utf-8", newline="") as stream:
        assert tuple(next(csv.reader(stream))) == COLUMNS


def test_measures_and_date_stay_until_they_are_changed(project: Project) -> None:
    target_id = rate(project).target_id
    move(project, changed(target_id, due="2026-12-31"))
    waiting = move(project, changed(target_id, "pending_closure", measures=None))
    assert (waiting.measures, waiting.due) == ("按月调度", "2026-12-31")
    back = move(project, changed(target_id, "rectifying", measures="补报数据", due=""))
    assert (back.measures, back.due) == ("补报数据", "")
    done = move(project, changed(target_id, "closed", measures=None, note="验收通过"))
    assert done.measures == "补报数据"
    assert [line.state for line in again(project).supervision] == [
        "rectifying", "pending_closure", "rectifying", "closed",
    ]  # fmt: skip


def test_the_departments_of_a_target_move_apart(project: Project) -> None:
    target_id = rate(project).target_id
    move(project, changed(target_id))
    with pytest.raises(InputRefused, match="要写明整改措施"):
        move(project, changed(target_id, department=OTHER, measures=None))
    line = move(project, changed(target_id, department=OTHER, measures="配合核实"))
    assert [one.department for one in again(project).supervision] == [LEAD, OTHER]
    assert line.measures == "配合核实"


@pytest.mark.parametrize("given", ["", "未明确责任单位"])
def test_a_target_that_nobody_is_named_for_is_moved_without_a_department(
    project: Project, given: str
) -> None:
    line = move(project, changed(hukou(project).target_id, department=given))
    assert line.department == ""


def test_a_move_that_changes_nothing_is_refused(project: Project) -> None:
    target_id = rate(project).target_id
    with pytest.raises(InputRefused, match="都没有变"):
        move(project, changed(target_id, "open", measures=None))
    assert not project.folder.supervision.exists()
    move(project, changed(target_id, "open", measures=None, due="2026-12-31"))
    with pytest.raises(InputRefused, match="都没有变"):
        move(project, changed(target_id, "open", measures=None, due="2026-12-31", note="催办"))
    assert len(again(project).supervision) == 1


@pytest.mark.parametrize("note", ["", " \u3000", "\x00\n"])
def test_closing_asks_for_a_note(project: Project, note: str) -> None:
    target_id = rate(project).target_id
    move(project, changed(target_id))
    with pytest.raises(InputRefused, match="转为“已销号”要写明销号的依据"):
        move(project, changed(target_id, "closed", note=note))
    assert move(project, changed(target_id, "closed", note="验收通过")).state == "closed"


def test_a_closed_item_can_be_taken_up_again(project: Project) -> None:
    target_id = rate(project).target_id
    move(project, changed(target_id, "closed", note="验收通过"))
    line = move(project, changed(target_id, "open", measures=None))
    assert (line.state, line.measures) == ("open", "按月调度")


@pytest.mark.parametrize(
    ("fields", "code", "column"),
    [
        ({"target_id": GONE}, "unknown-target", None),
        ({"target_id": "@x"}, "bad-id", "target_id"),
        ({"department": "市教育局"}, "unknown-department", "department"),
        ({"department": ""}, "unknown-department", "department"),
        ({"department": "=市局"}, "formula", "department"),
        ({"department": "局" * 10_000}, "too-long", "department"),
        ({"state": "done"}, "bad-choice", "state"),
        ({"state": ""}, "empty", "state"),
        ({"measures": ""}, "empty", "measures"),
        ({"measures": None}, "empty", "measures"),
        ({"measures": " =1+1"}, "formula", "measures"),
        ({"measures": "长" * 10_000}, "too-long", "measures"),
        ({"note": "@x"}, "formula", "note"),
        ({"note": "长" * 10_000}, "too-long", "note"),
        ({"who": ""}, "empty", "who"),
        ({"who": "\t"}, "empty", "who"),
        ({"who": "+李四"}, "formula", "who"),
        ({"moved_on": ""}, "empty", "moved_on"),
        ({"moved_on": "今天"}, "bad-date", "moved_on"),
        ({"due": "2026-02-30"}, "bad-date", "due"),
        ({"due": "=A1"}, "bad-date", "due"),
    ],
    ids=str,
)
def test_what_could_not_be_read_again_is_not_written(
    project: Project, fields: dict[str, str | None], code: str, column: str | None
) -> None:
    move(project, changed(hukou(project).target_id, department=""))
    before = project.folder.supervision.read_bytes()
    with pytest.raises(InputRefused) as refused:
        move(project, changed(**({"target_id": rate(project).target_id} | fields)))  # type: ignore[arg-type]
    assert (code, column) in [(one.code, one.column) for one in refused.value.problems]
    assert project.folder.supervision.read_bytes() == before
    assert inspect_project(project.folder)[1] == []


@pytest.mark.parametrize("data", [b"\xff\xfe\x00\xd8", b"", b"target_id\n"])
def test_a_file_that_cannot_be_read_is_not_written_to(project: Project, data: bytes) -> None:
    path = project.folder.supervision
    path.write_bytes(data)
    with pytest.raises(InputRefused):
        move(project, changed(rate(project).target_id))
    assert path.read_bytes() == data


def test_what_somebody_wrote_since_the_project_was_read_counts(project: Project) -> None:
    target_id = rate(project).target_id
    move(again(project), changed(target_id))
    with pytest.raises(InputRefused, match="都没有变"):
        move(project, changed(target_id))
    assert len(again(project).supervision) == 1


def test_the_same_move_at_the_same_time_is_written_once(project: Project) -> None:
    target_id, refused = rate(project).target_id, list[str]()

    def write() -> None:
        try:
            move(project, changed(target_id))
        except InputRefused as error:
            refused.extend(problem.code for problem in error.problems)

    writers = [threading.Thread(target=write) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(again(project).supervision) == 1 and refused == ["nothing-changed"] * 7


def test_an_item_whose_target_is_gone_can_only_be_closed(project: Project) -> None:
    target_id = rate(project).target_id
    move(project, changed(target_id))
    after = reworded(project.folder, "达到55%", "达到56%")
    assert [one.target_id for one in after.stale_moves] == [target_id]
    with pytest.raises(InputRefused, match="只能转为已销号"):
        move(after, changed(target_id, "pending_closure"))
    line = move(after, changed(target_id, "closed", note="目标已调整"))
    assert line.about == RATE
    assert again(after).stale_moves == () and len(again(after).supervision) == 2


def test_a_department_that_the_plan_no_longer_names_can_finish_its_own_item(
    project: Project,
) -> None:
    target_id = rate(project).target_id
    move(project, changed(target_id, department=OTHER))
    after = reworded(project.folder, f"{LEAD}牵头，{OTHER}配合", f"{LEAD}负责")
    assert rate(after).target_id == target_id and rate(after).responsible == (LEAD,)
    line = move(after, changed(target_id, "closed", department=OTHER, note="移交发改委"))
    assert line.state == "closed"


def test_a_record_has_nothing_that_its_file_has_not() -> None:
    assert tuple(Move.__dataclass_fields__) == COLUMNS
