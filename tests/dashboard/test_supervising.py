"""The supervision list on the board: items with their rows, in order, and as of a day."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner, Result

from dashboard.board import Board
from dashboard.cli import main
from dashboard.reader import BoardReader
from dashboard.supervising import Supervised, as_json, severity, supervision_list
from etl.domain.asof import AsOf
from etl.project.folder import Folder
from etl.project.project import Project
from etl.project.reader import read_project
from etl.steps.judge import judge
from etl.steps.load import load
from etl.steps.supervise import move
from tests.conftest import row_of, table_of
from tests.decided import (
    LEAD,
    OTHER,
    RATE,
    changed,
    hukou,
    judged,
    planned,
    rate,
    revise_2021,
    reworded,
    withdrawn,
)

NOW = datetime(2026, 7, 1, tzinfo=UTC)
DAY = "2026-07-01"


@pytest.fixture
def project(folder: Folder) -> Project:
    """The rate is on track; nobody has published the other measure."""
    return planned(folder)


@contextmanager
def board_of(folder: Folder) -> Iterator[Board]:
    load(folder, now=NOW)
    with BoardReader(f"sqlite:///{folder.database}").open() as board:
        yield board


def entries(folder: Folder, day: str = DAY, as_of: AsOf | None = None) -> list[Supervised]:
    with board_of(folder) as board:
        return list(supervision_list(board, day, as_of=as_of).entries)


def told(found: list[Supervised]) -> list[tuple[str, int | None, str, str]]:
    return [
        (one.item.department, one.row.target.year, one.item.state, one.item.because)
        for one in found
    ]


def test_a_target_on_track_is_not_on_the_list(project: Project) -> None:
    assert entries(project.folder) == []


def test_a_target_that_falls_behind_is_an_item_of_each_department(project: Project) -> None:
    revise_2021(project.folder)
    found = entries(project.folder)
    assert told(found) == [
        (OTHER, 2025, "open", "computed"), (LEAD, 2025, "open", "computed"),
    ]  # fmt: skip
    assert [one.item.is_lead for one in found] == [False, True]
    row = found[0].row
    # 2021: 45.60 for 46.12, so (45.60−44.77)/10.23 − 20% = −11.9 points.
    assert (row.status, row.actual) == ("behind", 45.60)
    assert row.gap_points == pytest.approx(-11.887, abs=0.001)


def test_a_human_judgement_alone_puts_a_target_on_the_list_and_takes_it_off(
    project: Project,
) -> None:
    target_id = rate(project).target_id
    line = judge(project, judged(target_id, "far_behind"))
    found = entries(project.folder)
    assert [(one.item.because, one.row.status) for one in found] == [("judged", "on_track")] * 2
    assert {one.judgement for one in found} == {line}
    judge(read_project(project.folder), withdrawn(target_id))
    assert entries(project.folder) == []
    assert len(entries(project.folder, "2026-03-31")) == 2


def test_a_judgement_never_takes_the_place_of_the_computed_status(project: Project) -> None:
    revise_2021(project.folder)
    judge(project, judged(rate(project).target_id, "on_track"))
    found = entries(project.folder)
    assert told(found)[0] == (OTHER, 2025, "open", "computed")
    assert (found[0].row.status, found[0].judgement.status) == ("behind", "on_track")  # type: ignore[union-attr]


def test_the_registry_says_which_statuses_are_supervised(project: Project) -> None:
    revise_2021(project.folder)
    registry = project.folder.registry
    text = registry.read_text(encoding="utf-8")
    line = "    expected: [behind, far_behind, reversing, missed]\n"
    assert line in text
    registry.write_text(text.replace(line, "    expected: [far_behind]\n"), encoding="utf-8")
    assert entries(project.folder) == []


def test_an_item_that_was_taken_up_stays_until_it_is_closed(project: Project) -> None:
    target_id = rate(project).target_id
    move(project, changed(target_id, due="2026-06-30"))
    (item,) = entries(project.folder)
    assert (item.item.state, item.item.recovered, item.is_overdue) == ("rectifying", True, True)
    assert entries(project.folder, "2026-06-30")[0].is_overdue is False
    assert entries(project.folder, "2026-02-28") == []
    move(project, changed(target_id, "closed", note="已达序时进度"))
    (item,) = entries(project.folder)
    assert (item.item.state, item.item.recovered) == ("closed", False)


def test_a_target_that_nobody_is_named_for_comes_last(project: Project) -> None:
    revise_2021(project.folder)
    judge(project, judged(hukou(project).target_id, "missed"))
    assert [one.item.department for one in entries(project.folder)] == [OTHER, LEAD, ""]


def test_within_a_department_the_furthest_behind_comes_first(project: Project) -> None:
    missed = row_of(
        indicator_id="hukou_urbanization_rate", period="2025", value="44", vintage="none",
        released_on="2026-03",
    )  # fmt: skip
    (project.folder.observations / "hukou.csv").write_text(table_of(missed), encoding="utf-8")
    revise_2021(project.folder)
    found = entries(reworded(project.folder, f"（{LEAD}牵头，{OTHER}配合）", "").folder)
    assert [(one.item.department, one.row.indicator.indicator_id) for one in found] == [
        # −11.9 points of the way; 44 of 45 is 2.2% short.
        ("", "urbanization_rate"), ("", "hukou_urbanization_rate"),
    ]  # fmt: skip
    row = found[0].row
    assert severity(replace(row, gap_points=None, level_completion=98.0)) == (False, -2.0)
    assert severity(replace(row, gap_points=None, level_completion=None)) == (True, 0.0)


def test_a_later_milestone_waits_even_when_it_was_judged_to_lag(project: Project) -> None:
    judge(project, judged(rate(project, 2035).target_id, "missed"))
    assert entries(project.folder) == []


def test_a_milestone_that_is_over_keeps_the_item_that_somebody_took_up(project: Project) -> None:
    move(project, changed(rate(project).target_id))
    values = [
        row_of(period=year, value=value, vintage="post_census", released_on=f"{int(year) + 1}-03")
        for year, value in (("2025", "50"), ("2026", "51"))
    ]
    (project.folder.observations / "later.csv").write_text(table_of(*values), encoding="utf-8")
    # 2035 on 51 of 2026: 24.7% of the way where 46.5% is due, −21.8; 2025 on 50: 51.1% less 100%.
    found = entries(project.folder, "2027-07-01")
    assert told(found) == [
        (OTHER, 2035, "open", "computed"), (LEAD, 2025, "rectifying", "computed"),
        (LEAD, 2035, "open", "computed"),
    ]  # fmt: skip


def test_what_is_unfinished_about_a_target_that_is_gone_is_told_apart(project: Project) -> None:
    line = move(project, changed(rate(project).target_id))
    reworded(project.folder, "达到55%", "达到56%")
    with board_of(project.folder) as board:
        found = supervision_list(board, DAY)
    assert found.entries == () and found.left_over == (line,)


def test_as_of_a_day_before_the_revision_the_target_is_not_on_the_list(project: Project) -> None:
    revise_2021(project.folder, released_on="2023-05")
    assert len(entries(project.folder)) == 2
    assert entries(project.folder, "2023-04-30", AsOf(known_on=20230430)) == []
    assert len(entries(project.folder, "2023-05-31", AsOf(known_on=20230531))) == 2


def test_a_board_of_a_day_shows_the_list_of_that_day(project: Project) -> None:
    judge(project, judged(rate(project).target_id))
    load(project.folder, now=NOW)
    boards = BoardReader(f"sqlite:///{project.folder.database}")
    for day, listed in ((20260228, 0), (20260301, 2)):
        with boards.open(AsOf(known_on=day)) as board:
            assert len(supervision_list(board).entries) == listed


def test_the_list_is_narrowed_by_place_department_and_state(project: Project) -> None:
    revise_2021(project.folder)
    move(project, changed(rate(project).target_id))
    with board_of(project.folder) as board:
        found = supervision_list(board, DAY)
        assert supervision_list(board, DAY, place_id="620000").entries == ()
        assert len(supervision_list(board, DAY, place_id={"620800"}).entries) == 2
        assert supervision_list(board, DAY, indicator_id="hukou_urbanization_rate").entries == ()
    assert found.departments == (OTHER, LEAD)
    assert [one.item.state for one in found.of(department=LEAD)] == ["rectifying"]
    assert [one.item.department for one in found.of(state="open")] == [OTHER]
    assert found.of(department=OTHER, state="closed") == [] and len(found.of()) == 2


# ---- the command line ----


def run(folder: Folder, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--project", str(folder.root)])


def test_the_command_lists_items_and_moves_them(project: Project) -> None:
    folder, target_id = project.folder, rate(project).target_id
    revise_2021(folder)
    run(folder, "load")
    listed = run(folder, "supervision", "list")
    assert (listed.exit_code, listed.stderr) == (0, "共2项。\n")
    assert listed.stdout.count("待督办") == 2
    moved = run(
        folder, "supervision", "move", target_id[:6], "--department", LEAD, "--state",
        "rectifying", "--who", "李四", "--measures", "按月调度", "--due", "2020-12-31",
        "--on", "2020-03-01",
    )  # fmt: skip
    assert moved.exit_code == 0
    assert moved.stderr == f"“{RATE}”的督办事项已转为整改中；运行urban load后生效。\n"
    run(folder, "load")
    only = run(folder, "supervision", "list", "--department", LEAD, "--state", "rectifying")
    assert "整改中" in only.stdout and "措施：按月调度" in only.stdout
    assert "期限：2020-12-31，已逾期" in only.stdout and only.stdout.count("\n") == 1
    rows = run(folder, "supervision", "list", "--department", LEAD, "--json").stdout
    fields = json.loads(rows)
    assert (fields["target_id"], fields["state"], fields["overdue"]) == (
        target_id, "rectifying", True
    )  # fmt: skip
    assert [line["who"] for line in fields["history"]] == ["李四"]


def test_a_date_can_be_taken_away_but_not_together_with_a_new_one(project: Project) -> None:
    folder, target_id = project.folder, rate(project).target_id
    before = ("supervision", "move", target_id, "--department", LEAD, "--who", "李四", "--state")
    run(folder, *before, "rectifying", "--measures", "按月调度", "--due", "2026-12-31")
    assert run(folder, *before, "rectifying", "--no-due").exit_code == 0
    assert [line.due for line in read_project(folder).supervision] == ["2026-12-31", ""]
    both = run(folder, *before, "open", "--due", "2026-12-31", "--no-due")
    assert both.exit_code == 2 and len(read_project(folder).supervision) == 2


def test_a_refused_move_is_a_sentence_and_exit_1(project: Project) -> None:
    refused = run(
        project.folder, "supervision", "move", rate(project).target_id, "--department", LEAD,
        "--state", "closed", "--who", "李四",
    )  # fmt: skip
    assert refused.exit_code == 1 and "要写明销号的依据" in refused.stderr
    assert not project.folder.supervision.exists()


def test_the_command_says_that_nobody_is_named_what_has_recovered_and_what_is_left_over(
    project: Project,
) -> None:
    folder = project.folder
    move(project, changed(hukou(project).target_id, department=""))
    move(project, changed(rate(project).target_id))
    reworded(folder, "达到55%", "达到56%")
    run(folder, "load")
    listed = run(folder, "supervision", "list", "--department", "未明确责任单位")
    assert "未明确责任单位  整改中" in listed.stdout and "可办理销号" in listed.stdout
    assert f"尚未销号：{rate(project).target_id}  {RATE}（{LEAD}，整改中）" in listed.stderr


def test_the_list_as_of_a_day_and_a_judgement_beside_it(project: Project) -> None:
    folder = project.folder
    judge(project, judged(rate(project).target_id, "missed"))
    run(folder, "load")
    assert "人工研判：未实现（两县数据未报）" in run(folder, "supervision", "list").stdout
    before = run(folder, "supervision", "list", "--as-of", "2026-02-28")
    assert (before.stdout, before.stderr) == ("", "共0项。\n")


def test_without_a_database_the_command_says_what_to_do(project: Project) -> None:
    result = run(project.folder, "supervision", "list")
    assert result.exit_code == 1 and "urban load" in result.stderr


def test_nothing_absent_is_shown_as_a_word_of_the_program(project: Project) -> None:
    judge(project, judged(hukou(project).target_id, "missed"))
    (entry,) = entries(project.folder)
    fields = as_json(entry)
    assert fields["department"] is None and fields["due"] is None and fields["measures"] is None
    run(project.folder, "load")
    listed = run(project.folder, "supervision", "list").stdout
    assert "None" not in listed and "nan" not in listed
