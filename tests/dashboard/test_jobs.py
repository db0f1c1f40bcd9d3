"""Reports made in the background: known to every worker, stopped, lost, swept; no path from outside."""

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard.board import Board
from dashboard.jobs import Jobs, State
from dashboard.reader import BoardReader
from dashboard.report.records import Report
from dashboard.reporting import Wanted, composed
from etl.errors import NotWritable, UrbanError
from etl.project.folder import Folder

DAY = "2026-11-23"
WANTED = Wanted("620800", 2022, "docx")
PATIENCE = 60.0
HOSTILE_IDS = (
    "", ".", "..", "../" * 4 + "etc/passwd", "a" * 31, "a" * 33, "A" * 32, "g" * 32, "a" * 32 + "\n",
    "０" * 32, "a" * 16 + "/" + "a" * 15, "\x00" * 32, "*" * 32,
)  # fmt: skip


def jobs_of(root: Path, boards: BoardReader, composer: Callable[..., Report] = composed) -> Jobs:
    return Jobs(Folder(root), boards, lambda: DAY, composer)


def home_of(root: Path, job_id: str) -> Path:
    return root / ".urban" / "reports" / job_id


def ended(jobs: Jobs, job_id: str) -> State:
    """Return how a job ended."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        state = jobs.state(job_id)
        assert state is not None
        if state.name not in ("waiting", "running"):
            return state
        time.sleep(0.02)
    raise AssertionError(f"{job_id} does not end")


def until_is(jobs: Jobs, job_id: str, name: str) -> State:
    """Return the state of a job once it has a name."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        state = jobs.state(job_id)
        if state and state.name == name:
            return state
        time.sleep(0.02)
    raise AssertionError(f"{job_id} is never {name}: {jobs.state(job_id)}")


class Gate:
    """A composer that waits until it is let through: a report that takes as long as one likes."""

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.places: list[str] = []

    def __call__(self, board: Board, wanted: Wanted) -> Report:
        self.places.append(wanted.place_id)
        assert self.opened.wait(PATIENCE)
        return composed(board, wanted)


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    yield made
    made.opened.set()


def test_a_job_is_made_and_its_file_is_there_for_every_worker(
    boards: BoardReader, tmp_path: Path
) -> None:
    taken, other = jobs_of(tmp_path, boards), jobs_of(tmp_path, boards)
    job_id = taken.start(WANTED)
    state = ended(other, job_id)
    assert (state.name, state.kind, state.error) == ("done", "docx", "")
    assert state.made is not None and state.made.name == "平凉市2022年度监测评估报告.docx"
    for jobs in (taken, other, other):
        path = jobs.file(job_id)
        assert path is not None and path.read_bytes().startswith(b"PK")
    assert sorted(path.name for path in home_of(tmp_path, job_id).iterdir()) == [
        "pulse", "report.docx", "state.json"
    ]  # fmt: skip


def test_a_batch_is_a_job_too(boards: BoardReader, tmp_path: Path) -> None:
    jobs = jobs_of(tmp_path, boards)
    job_id = jobs.start(Wanted("620800", 2022, "xlsx", with_members=True))
    state, path = ended(jobs, job_id), jobs.file(job_id)
    assert state.made is not None and state.made.skipped > 0
    assert path is not None and path.name == "report.zip"


def test_ids_cannot_be_guessed(boards: BoardReader, tmp_path: Path, gate: Gate) -> None:
    jobs = jobs_of(tmp_path, boards, gate)
    ids = {jobs.start(WANTED) for _ in range(10)}
    assert len(ids) == 10
    assert all(len(one) == 32 and set(one) <= set("0123456789abcdef") for one in ids)


@pytest.mark.parametrize("job_id", HOSTILE_IDS, ids=ascii)
def test_what_is_no_id_leads_nowhere(boards: BoardReader, tmp_path: Path, job_id: str) -> None:
    jobs = jobs_of(tmp_path, boards)
    reports = home_of(tmp_path, "x").parent
    reports.mkdir(parents=True)
    (reports / "state.json").write_text(State("done", "docx").as_json(), encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    assert (jobs.state(job_id), jobs.cancel(job_id), jobs.file(job_id)) == (None, None, None)
    assert sorted(tmp_path.rglob("*")) == before


def test_an_unknown_id_is_no_job(boards: BoardReader, tmp_path: Path) -> None:
    jobs = jobs_of(tmp_path, boards)
    assert (jobs.state("0" * 32), jobs.cancel("0" * 32), jobs.file("0" * 32)) == (None, None, None)


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "null", '{"name": "done"}', '{"x": 1}'])
def test_a_damaged_state_is_no_job(boards: BoardReader, tmp_path: Path, text: str) -> None:
    jobs = jobs_of(tmp_path, boards)
    home = home_of(tmp_path, "0" * 32)
    home.mkdir(parents=True)
    (home / "state.json").write_text(text, encoding="utf-8")
    (home / "pulse").touch()
    assert jobs.state("0" * 32) is None


# ---- at once, and in turn ----


def test_two_are_made_at_once_and_the_others_wait_their_turn(
    boards: BoardReader, tmp_path: Path, gate: Gate
) -> None:
    jobs = jobs_of(tmp_path, boards, gate)
    codes = ["620800", "610000", "000000", "620000"]
    ids = [jobs.start(Wanted(code, 2020, "docx")) for code in codes]
    for job_id in ids[:2]:
        state = until_is(jobs, job_id, "running")
        assert state.step is not None and state.step.stage == "collecting"
    time.sleep(0.2)
    assert sorted(gate.places) == sorted(codes[:2])
    assert [getattr(jobs.state(one), "name", "") for one in ids[2:]] == ["waiting", "waiting"]
    gate.opened.set()
    assert {ended(jobs, one).name for one in ids} == {"done"}
    assert sorted(gate.places) == sorted(codes)


def test_more_than_twenty_unfinished_are_not_taken(
    boards: BoardReader, tmp_path: Path, gate: Gate
) -> None:
    jobs = jobs_of(tmp_path, boards, gate)
    ids = [jobs.start(WANTED) for _ in range(20)]
    with pytest.raises(UrbanError, match="已有20份报告在排队"):
        jobs.start(WANTED)
    for one in ids:
        jobs.cancel(one)
    gate.opened.set()
    assert {ended(jobs, one).name for one in ids} == {"cancelled"}
    until = time.monotonic() + PATIENCE
    while jobs._mine and time.monotonic() < until:
        time.sleep(0.02)
    assert ended(jobs, jobs.start(WANTED)).name == "done"


# ---- stopped ----


def test_any_worker_can_stop_what_another_makes(
    boards: BoardReader, tmp_path: Path, gate: Gate
) -> None:
    taken, other = jobs_of(tmp_path, boards, gate), jobs_of(tmp_path, boards)
    job_id = taken.start(WANTED)
    until_is(other, job_id, "running")
    stopped = other.cancel(job_id)
    assert stopped is not None and (stopped.name, stopped.stopping) == ("running", True)
    gate.opened.set()
    assert ended(other, job_id) == State("cancelled", "docx")
    assert other.file(job_id) is None
    assert not list(home_of(tmp_path, job_id).glob("*report*"))


def test_what_waits_is_stopped_at_once(boards: BoardReader, tmp_path: Path, gate: Gate) -> None:
    jobs = jobs_of(tmp_path, boards, gate)
    for _ in range(2):
        jobs.start(WANTED)
    waiting = jobs.start(Wanted("610000", 2020, "docx"))
    stopped = jobs.cancel(waiting)
    assert stopped is not None and stopped.name == "cancelled"
    gate.opened.set()
    assert ended(jobs, waiting).name == "cancelled"
    assert "610000" not in gate.places


def test_what_is_done_stays_done_when_it_is_stopped_too_late(
    boards: BoardReader, tmp_path: Path
) -> None:
    jobs = jobs_of(tmp_path, boards)
    job_id = jobs.start(WANTED)
    ended(jobs, job_id)
    stopped = jobs.cancel(job_id)
    assert stopped is not None and stopped.name == "done"
    assert jobs.file(job_id) is not None


# ---- failed and lost ----


def test_a_refusal_is_told_in_its_own_words(boards: BoardReader, tmp_path: Path) -> None:
    jobs = jobs_of(tmp_path, boards)
    state = ended(jobs, jobs.start(Wanted("110000", 2022, "docx")))
    assert state.name == "failed" and "北京市" in state.error


def test_an_error_of_ours_fails_the_job_and_not_the_worker(
    boards: BoardReader, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = True

    def composer(board: Board, wanted: Wanted) -> Report:
        if broken:
            raise RuntimeError("secret of the machine")
        return composed(board, wanted)

    jobs = jobs_of(tmp_path, boards, composer)
    job_id = jobs.start(WANTED)
    assert ended(jobs, job_id) == State("failed", "docx")
    assert "secret of the machine" in caplog.text
    assert "secret" not in (home_of(tmp_path, job_id) / "state.json").read_text(encoding="utf-8")
    broken = False
    assert ended(jobs, jobs.start(WANTED)).name == "done"


@pytest.mark.parametrize("name", ["waiting", "running"])
def test_a_job_whose_worker_died_is_lost_after_half_a_minute(
    boards: BoardReader, tmp_path: Path, name: str
) -> None:
    jobs, home = jobs_of(tmp_path, boards), home_of(tmp_path, "0" * 32)
    home.mkdir(parents=True)
    (home / "state.json").write_text(State(name, "docx").as_json(), encoding="utf-8")
    (home / "pulse").touch()
    assert jobs.state("0" * 32) == State(name, "docx")
    aged(home / "pulse", 31)
    assert jobs.state("0" * 32) == State("lost", "docx")
    assert jobs.cancel("0" * 32) == State("lost", "docx")
    assert jobs.file("0" * 32) is None


def aged(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_a_job_that_takes_long_keeps_its_pulse(
    boards: BoardReader, tmp_path: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.jobs._BEAT", 0.05)
    jobs = jobs_of(tmp_path, boards, gate)
    job_id = jobs.start(WANTED)
    until_is(jobs, job_id, "running")
    aged(home_of(tmp_path, job_id) / "pulse", 100)
    time.sleep(0.5)
    state = jobs.state(job_id)
    assert state is not None and state.name == "running"


def test_a_folder_that_takes_no_file_is_told(boards: BoardReader, tmp_path: Path) -> None:
    (tmp_path / ".urban").write_text("no folder")
    with pytest.raises(NotWritable, match="不能写入"):
        jobs_of(tmp_path, boards).start(WANTED)


# ---- swept ----


def test_what_is_older_than_a_day_goes_when_another_is_started(
    boards: BoardReader, tmp_path: Path
) -> None:
    jobs = jobs_of(tmp_path, boards)
    old, young, foreign = "0" * 32, "1" * 32, "mine"
    for name in (old, young, foreign):
        home = home_of(tmp_path, name)
        home.mkdir(parents=True)
        (home / "state.json").write_text(State("done", "docx").as_json(), encoding="utf-8")
        (home / "pulse").touch()
        hours = 23 if name == young else 25
        for path in (*home.iterdir(), home):
            aged(path, hours * 3600)
    ended(jobs, jobs.start(WANTED))
    left = {path.name for path in home_of(tmp_path, old).parent.iterdir()}
    assert old not in left and {young, foreign} <= left


def test_the_state_is_read_whole_at_any_moment(boards: BoardReader, tmp_path: Path) -> None:
    jobs = jobs_of(tmp_path, boards)
    job_id = jobs.start(Wanted("620800", 2022, "xlsx", with_members=True))
    path, seen = home_of(tmp_path, job_id) / "state.json", set()
    while (found := json.loads(path.read_text(encoding="utf-8")))["name"] in ("waiting", "running"):
        seen.add(found["step"] and found["step"]["done"])
    assert len(seen) > 2
