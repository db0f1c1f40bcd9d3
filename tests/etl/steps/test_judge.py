"""Judging beside the computed status: a line is appended whole, or nothing is written."""

import csv
import threading
from pathlib import Path

import pytest

from etl.domain.judgements import Judgement, in_force
from etl.errors import InputRefused, NotFound, NotWritable
from etl.project.folder import Folder
from etl.project.judgements import COLUMNS
from etl.project.project import Project
from etl.project.reader import inspect_project, read_project
from etl.steps.judge import find_target_id, judge
from tests.decided import GONE, RATE, hukou, judged, planned, rate, reworded, withdrawn


@pytest.fixture
def project(folder: Folder) -> Project:
    return planned(folder)


def again(project: Project) -> Project:
    return read_project(project.folder)


def rows(project: Project) -> list[dict[str, str]]:
    with project.folder.judgements.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_judgement_is_in_force_and_says_what_it_is_about(project: Project) -> None:
    target_id = rate(project).target_id
    line = judge(project, judged(target_id, until="2026-12-31"))
    assert line.about == RATE
    assert again(project).judgements == (line,)
    assert in_force(again(project).judgements, "2026-06-30") == {target_id: line}
    assert tuple(rows(project)[0]) == COLUMNS


def test_what_the_caller_says_it_is_about_is_not_believed(project: Project) -> None:
    line = judge(project, judged(rate(project).target_id, about="=HYPERLINK()"))
    assert line.about == RATE


def test_judging_again_and_withdrawing_append_and_change_nothing_before(project: Project) -> None:
    target_id = rate(project).target_id
    path = project.folder.judgements
    judge(project, judged(target_id))
    first = path.read_bytes()
    judge(project, judged(target_id, "ahead"))
    judge(project, withdrawn(target_id))
    assert path.read_bytes().startswith(first)
    assert [row["action"] for row in rows(project)] == ["add", "add", "withdraw"]
    assert in_force(again(project).judgements, "2026-12-31") == {}
    assert in_force(again(project).judgements, "2026-03-31")[target_id].status == "ahead"


@pytest.mark.parametrize("status", [
    "achieved", "ahead", "on_track", "behind", "far_behind", "reversing", "missed", "not_due",
    "unknown",
])  # fmt: skip
def test_every_status_can_be_judged(project: Project, status: str) -> None:
    judge(project, judged(rate(project).target_id, status))
    assert [line.status for line in again(project).judgements] == [status]


def test_there_is_nothing_to_withdraw_twice_or_before_a_judgement(project: Project) -> None:
    target_id = rate(project).target_id
    with pytest.raises(InputRefused, match="无须撤回"):
        judge(project, withdrawn(target_id))
    judge(project, judged(target_id))
    judge(project, withdrawn(target_id))
    with pytest.raises(InputRefused, match="无须撤回"):
        judge(project, withdrawn(target_id))
    with pytest.raises(InputRefused, match="无须撤回"):
        judge(project, withdrawn(hukou(project).target_id))
    assert len(rows(project)) == 2


@pytest.mark.parametrize(
    ("changed", "code", "column"),
    [
        ({"target_id": GONE}, "unknown-target", None),
        ({"target_id": "=1+1"}, "bad-id", "target_id"),
        ({"status": "late"}, "bad-choice", "status"),
        ({"status": ""}, "empty", "status"),
        ({"reason": ""}, "empty", "reason"),
        ({"reason": " \t\u3000"}, "empty", "reason"),
        ({"reason": "=HYPERLINK(1)"}, "formula", "reason"),
        ({"reason": " \x00=1+1"}, "formula", "reason"),
        ({"reason": "长" * 10_000}, "too-long", "reason"),
        ({"who": ""}, "empty", "who"),
        ({"who": "@张三"}, "formula", "who"),
        ({"who": "张" * 10_000}, "too-long", "who"),
        ({"decided_on": ""}, "empty", "decided_on"),
        ({"decided_on": "昨天"}, "bad-date", "decided_on"),
        ({"until": "2026-02-28"}, "days-order", "until"),
        ({"until": "永远"}, "bad-date", "until"),
        ({"action": "delete"}, "bad-choice", "action"),
    ],
    ids=str,
)
def test_what_could_not_be_read_again_is_not_written(
    project: Project, changed: dict[str, str], code: str, column: str | None
) -> None:
    judge(project, judged(hukou(project).target_id))
    before = project.folder.judgements.read_bytes()
    fields = {"target_id": rate(project).target_id} | changed
    with pytest.raises(InputRefused) as refused:
        judge(project, judged(**fields))
    assert (code, column) in [(one.code, one.column) for one in refused.value.problems]
    assert project.folder.judgements.read_bytes() == before
    assert inspect_project(project.folder)[1] == []


def test_control_characters_and_line_ends_become_one_line(project: Project) -> None:
    line = judge(
        project,
        judged(rate(project).target_id, reason="一\r\n二\x00\x1b[31m\u202e三", who="张\n三"),
    )
    assert (line.reason, line.who) == ("一 二 [31m 三", "张 三")
    assert again(project).judgements == (line,)


def test_commas_and_quotes_come_back_as_they_were(project: Project) -> None:
    line = judge(project, judged(rate(project).target_id, reason="口径“城镇”,不同\"见附件\"；'略'"))
    assert again(project).judgements == (line,)


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfe\x00\xd8", b"", b"target_id,action\n", ",".join(COLUMNS).encode() + b'\n"open'],
)
def test_a_file_that_cannot_be_read_is_not_written_to(project: Project, data: bytes) -> None:
    path = project.folder.judgements
    path.write_bytes(data)
    with pytest.raises(InputRefused):
        judge(project, judged(rate(project).target_id))
    assert path.read_bytes() == data


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_file_that_a_table_program_saved_is_added_to(project: Project, encoding: str) -> None:
    path = project.folder.judgements
    first = judge(project, judged(rate(project).target_id))
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n").rstrip()
    path.write_bytes(text.encode(encoding))
    second = judge(project, judged(hukou(project).target_id))
    assert again(project).judgements == (first, second)


def test_after_the_file_was_deleted_the_next_judgement_begins_a_new_one(project: Project) -> None:
    judge(project, judged(rate(project).target_id))
    known = again(project)
    project.folder.judgements.unlink()
    with pytest.raises(InputRefused, match="无须撤回"):
        judge(known, withdrawn(rate(project).target_id))
    line = judge(known, judged(hukou(project).target_id))
    assert again(project).judgements == (line,)


def test_what_somebody_wrote_since_the_project_was_read_is_kept_and_counts(
    project: Project,
) -> None:
    target_id = rate(project).target_id
    first = judge(again(project), judged(target_id))
    second = judge(project, withdrawn(target_id))
    assert again(project).judgements == (first, second)


def test_judgements_at_the_same_time_are_all_there(project: Project) -> None:
    target_id = rate(project).target_id

    def write(number: int) -> None:
        judge(project, judged(target_id, reason=f"第{number}次"))

    writers = [threading.Thread(target=write, args=(number,)) for number in range(12)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = sorted(line.reason for line in again(project).judgements)
    assert found == sorted(f"第{number}次" for number in range(12))


def test_nothing_half_written_is_left_where_the_disk_refuses(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge(project, judged(rate(project).target_id))
    before = project.folder.judgements.read_bytes()

    def full(self: Path, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(NotWritable, match="No space left"):
        judge(project, judged(hukou(project).target_id))
    monkeypatch.undo()
    assert project.folder.judgements.read_bytes() == before
    assert list(project.folder.data.glob(".*")) == []


def test_a_judgement_whose_target_is_gone_can_be_withdrawn_and_keeps_its_words(
    project: Project,
) -> None:
    target_id = rate(project).target_id
    judge(project, judged(target_id))
    after = reworded(project.folder, "达到55%", "达到56%")
    assert [line.target_id for line in after.stale_judgements] == [target_id]
    with pytest.raises(InputRefused, match="没有编号为"):
        judge(after, judged(target_id))
    line = judge(after, withdrawn(find_target_id(after, target_id[:8])))
    assert line.about == RATE
    assert again(after).stale_judgements == () and len(again(after).judgements) == 2


def test_a_target_is_found_by_the_beginning_of_its_id(project: Project) -> None:
    target_id = rate(project).target_id
    assert find_target_id(project, target_id[:6]) == target_id
    assert find_target_id(project, target_id) == target_id


@pytest.mark.parametrize("given", ["", "zz", "\x1b[31m", "长" * 10_000])
def test_a_target_that_is_not_there_is_told_shortly(project: Project, given: str) -> None:
    with pytest.raises(NotFound, match="用urban explain查看编号") as refused:
        find_target_id(project, given)
    assert len(str(refused.value)) < 100 and "\x1b" not in str(refused.value)


def test_a_record_has_nothing_that_its_file_has_not() -> None:
    assert tuple(Judgement.__dataclass_fields__) == COLUMNS
