"""Supervision by department: the numbers of the supervision list, and that there is nothing to do."""

from datetime import UTC, datetime

import pytest

from dashboard.briefing.records import Briefing, Counts, Supervision
from dashboard.reader import BoardReader
from etl.project.folder import Folder
from etl.project.project import Project
from etl.project.reader import read_project
from etl.steps.judge import judge
from etl.steps.load import load
from etl.steps.supervise import move
from tests.dashboard.briefing.scenes import headline, made, scene, shown, values
from tests.dashboard.report.made import aim
from tests.decided import LEAD, OTHER, changed, judged, planned, rate, revise_2021

NOW = datetime(2026, 7, 1, tzinfo=UTC)


def listed(found: Briefing) -> Supervision:
    body = scene(found, "supervision").body
    assert isinstance(body, Supervision)
    return body


def test_three_targets_of_pingliang_are_to_be_taken_up_by_nobody_yet(boards: BoardReader) -> None:
    found = shown(boards, "620800")
    body = listed(found)
    assert [(one.label, one.number, one.unit) for one in body.figures] == [
        ("未销号", "3", "项"), ("已逾期", "0", "项"), ("已销号", "0", "项"),
    ]  # fmt: skip
    assert body.states == ("待督办", "整改中", "待销号", "已销号")
    assert [(one.name, one.numbers, one.overdue) for one in body.departments] == [
        ("未明确责任单位", (3, 0, 0, 0), 0)
    ]
    assert body.departments[0].worst.word == "严重滞后"
    assert scene(found, "supervision").finding == ("共3项，均未明确责任单位：待督办3项")


def test_where_nothing_lags_there_is_nothing_to_supervise(boards: BoardReader) -> None:
    found = shown(boards, "610000")
    assert scene(found, "supervision").finding == "没有需要督办的目标"
    assert (listed(found).departments, scene(found, "supervision").tone) == ((), "ok")


@pytest.fixture
def lagging(folder: Folder) -> Project:
    """The rate lags by 11.9 points; two departments answer for it."""
    planned(folder)
    revise_2021(folder)
    return read_project(folder)


def of_project(project: Project) -> Briefing:
    load(project.folder, now=NOW)
    return shown(BoardReader(f"sqlite:///{project.folder.database}"), "620800")


def test_each_department_has_its_own_item_and_the_overdue_one_stands_first(
    lagging: Project,
) -> None:
    key = rate(lagging).target_id
    late = changed(key, department=OTHER, due="2026-04-30")
    move(lagging, late)
    found = of_project(lagging)
    body = listed(found)
    assert scene(found, "supervision").finding == (
        "共2项，涉及2个责任单位：待督办1项、整改中1项；已逾期1项"
    )
    assert [(one.name, one.numbers, one.overdue) for one in body.departments] == [
        (OTHER, (0, 1, 0, 0), 1), (LEAD, (1, 0, 0, 0), 0),
    ]  # fmt: skip
    assert [one.number for one in body.figures] == ["2", "1", "0"]
    assert [one.tone for one in body.figures] == ["bad", "bad", ""]


def test_what_a_person_holds_it_to_be_stands_beside_the_status(lagging: Project) -> None:
    judge(lagging, judged(rate(lagging).target_id, "on_track"))
    found = of_project(lagging)
    counts = scene(found, "counts").body
    assert isinstance(counts, Counts)
    (line,) = counts.furthest
    assert (line.status.word, line.owner) == ("滞后", f"{LEAD}等2家单位　人工研判：基本符合预期")
    assert headline(found).figures[1].note.endswith("人工研判：基本符合预期")


def test_more_than_eight_departments_are_said_to_be_more(folder: Folder) -> None:
    names = tuple(f"市第{number:02d}局" for number in range(1, 12))
    rows = values("gas_coverage", "%", {"2020": "90", "2022": "90"})
    target = aim("gas_coverage", 98, base=90, base_year=2020, responsible=names)
    body = listed(made(folder, [target], rows))
    assert len(body.departments) == 8 and body.left_out == "另有3家责任单位，3项"
    assert body.figures[0].number == "11"
