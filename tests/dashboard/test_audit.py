"""The audit log: every line a person left, newest first, and the frozen table byte by byte."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from dashboard.audit import KINDS, MOST, AuditLog, Entry, audit_log, frozen_csv
from dashboard.board import Board
from dashboard.publishing import Order, publish_board
from dashboard.reader import BoardReader
from etl.domain.asof import AsOf
from etl.domain.records import Review
from etl.project.folder import Folder, file_digest
from etl.project.judgements import COLUMNS, cells_of
from etl.project.lines import with_line
from etl.project.project import Project
from etl.project.reader import read_project
from etl.project.reviews import with_decisions
from etl.steps.judge import judge
from etl.steps.load import load
from etl.steps.supervise import move
from tests.decided import GONE, LEAD, changed, judged, planned, rate, withdrawn

NOW = datetime(2026, 7, 1, tzinfo=UTC)


@pytest.fixture
def project(folder: Folder) -> Project:
    """Reviews of 2026-01-01, a judgement withdrawn later, a move, a line whose target is gone."""
    project = planned(folder)
    lost = judged(GONE, decided_on="2026-02-01", who="王五", about="某市 某指标 2025年 1%")
    folder.judgements.write_text(with_line("", COLUMNS, cells_of(lost)), encoding="utf-8")
    near = rate(project).target_id
    judge(project, judged(near, until="2026-12-31"))
    judge(project, withdrawn(near))
    move(project, changed(near, due="2026-09-30"))
    return read_project(folder)


@pytest.fixture
def board(project: Project) -> Iterator[Board]:
    load(project.folder, now=NOW)
    with BoardReader(f"sqlite:///{project.folder.database}").open() as opened:
        yield opened


def one(log: AuditLog, kind: str, did: str) -> Entry:
    (found,) = [entry for entry in log.entries if (entry.kind, entry.did) == (kind, did)]
    return found


def test_every_kind_of_line_is_there_newest_first(project: Project, board: Board) -> None:
    publish_board(project.folder, board, Order("2026-06-30", "赵六", note="年中"))
    load(project.folder, now=NOW)
    with BoardReader(f"sqlite:///{project.folder.database}").open() as again:
        log = audit_log(again, "zh")
    days = [entry.when for entry in log.entries]
    assert days == sorted(days, reverse=True)
    assert {entry.kind for entry in log.entries} == set(KINDS)
    assert log.total == len(log.entries)
    frozen = one(log, "publication", "封存2026-06-30的监测结果")
    assert (frozen.who, frozen.publication_id, frozen.note) == ("赵六", "2026-06-30", "年中")
    # 两次装载：发布前一次，发布后一次。
    assert sum(entry.kind == "release" for entry in log.entries) == 2


def test_a_judgement_and_its_withdrawal_both_stay_with_who_when_and_why(
    project: Project, board: Board
) -> None:
    log = audit_log(board, "zh", kind="judgement")
    said = one(log, "judgement", "研判为滞后，有效至2026-12-31")
    assert (said.who, said.when, said.note) == ("张三", "2026-03-01", "两县数据未报")
    assert said.about == "平凉市 常住人口城镇化率 2025年 55%"
    assert said.target_id == rate(project).target_id
    assert one(log, "judgement", "撤回研判").when == "2026-04-01"
    assert one(audit_log(board, "en"), "judgement", "judgement withdrawn").note == "数据已补报"


def test_a_line_whose_target_is_gone_stands_without_a_link(board: Board) -> None:
    (lost,) = audit_log(board, "zh", who="王五").entries
    assert (lost.about, lost.target_id) == ("某市 某指标 2025年 1%", "")


def test_a_move_says_department_state_date_and_measures(board: Board) -> None:
    (moved,) = audit_log(board, "zh", kind="supervision").entries
    assert (moved.did, moved.note) == (f"{LEAD}：整改中，期限2026-09-30", "按月调度")
    assert moved.who == "李四"


def test_a_review_says_what_was_read_and_leads_to_its_target(
    project: Project, board: Board
) -> None:
    log = audit_log(board, "zh", kind="review")
    assert log.total == len(project.reviews) > 0
    linked = [entry for entry in log.entries if entry.target_id == rate(project).target_id]
    assert [entry.about for entry in linked] == ["平凉市 2025年 常住人口城镇化率 55%"]
    # 基期值自己不是目标，没有可去的地方。
    base = [entry for entry in log.entries if "2020年" in entry.about]
    assert [entry.target_id for entry in base] == [""]


def test_an_amended_review_says_what_it_became(folder: Folder) -> None:
    project = planned(folder)
    (first,) = [
        one for one in project.statements.values()
        if (one.indicator_id, one.year) == ("urbanization_rate", 2025)
    ]  # fmt: skip
    path = folder.reviews("plan")
    amended = Review(
        "plan", first.statement_id, "amend", "李四", "2026-05-01", year=2026,
        reading="平凉市 2025年 常住人口城镇化率 55%",
    )  # fmt: skip
    path.write_text(with_decisions(path.read_text(encoding="utf-8"), [amended]), encoding="utf-8")
    load(folder, now=NOW)
    with BoardReader(f"sqlite:///{folder.database}").open() as board:
        (entry,) = audit_log(board, "zh", who="李四").entries
    assert entry.did == "修改后采纳"
    assert entry.about == (
        "平凉市 2025年 常住人口城镇化率 55% → 平凉市 2026年 常住人口城镇化率 55%"
    )


def test_filters_by_person_and_kind_narrow_together(board: Board) -> None:
    everything = audit_log(board, "zh")
    mine = audit_log(board, "zh", who="张三")
    assert {entry.who for entry in mine.entries} == {"张三"}
    assert mine.total == everything.people["张三"]
    assert audit_log(board, "zh", who="张三", kind="supervision").entries == ()
    assert audit_log(board, "zh", who="无此人").total == 0


def test_a_long_log_is_cut_and_says_how_long_it_is(folder: Folder) -> None:
    text = ""
    for number in range(MOST + 50):
        line = judged(f"{number:012x}", decided_on="2026-02-01", who=f"某{number}")
        text = with_line(text, COLUMNS, cells_of(line))
    planned(folder)
    folder.judgements.write_text(text, encoding="utf-8")
    load(folder, now=NOW)
    with BoardReader(f"sqlite:///{folder.database}").open() as board:
        log = audit_log(board, "zh", kind="judgement")
        assert (len(log.entries), log.total) == (MOST, MOST + 50)
        # 同一天的，后写的在前。
        assert log.entries[0].who == f"某{MOST + 49}"
        assert len(audit_log(board, "zh", who="某7").entries) == 1


def test_reviews_are_cut_and_counted_without_reading_them_all(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.audit.MOST", 2)
    log = audit_log(board, "zh", kind="review", who="张三")
    assert (len(log.entries), log.total) == (2, 4)


def test_as_of_a_day_later_lines_are_left_out(project: Project, board: Board) -> None:
    with BoardReader(f"sqlite:///{project.folder.database}").open(
        AsOf(known_on=20260315)
    ) as narrowed:
        log = audit_log(narrowed, "zh")
    assert log.total == audit_log(board, "zh").total - 2  # 撤回与装载都在以后
    assert all(entry.when <= "2026-03-15" for entry in log.entries)


def test_the_frozen_table_comes_out_of_the_database_to_the_last_byte(
    project: Project, board: Board
) -> None:
    made = publish_board(project.folder, board, Order("2026-06-30", "赵六"))
    load(project.folder, now=NOW)
    with BoardReader(f"sqlite:///{project.folder.database}").open() as again:
        text = frozen_csv(again, made.publication_id)
        assert frozen_csv(again, "2026-06-29") is None
    path = project.folder.publication_rows(made.publication_id)
    assert text is not None
    assert text.encode() == path.read_bytes()
    assert file_digest(path) == made.rows_sha256
