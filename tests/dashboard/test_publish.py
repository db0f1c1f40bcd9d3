"""Publications of the board: what the screen said on a day stays what it said."""

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner, Result

from dashboard.board import Board
from dashboard.cli import main
from dashboard.publishing import Order, lines, publish_board
from dashboard.reader import BoardReader
from dashboard.records import Row
from dashboard.summary import speaking
from etl.domain.asof import AsOf
from etl.domain.publications import Publication
from etl.domain.records import Review
from etl.errors import InputRefused
from etl.project.folder import Folder, file_digest
from etl.project.project import Project
from etl.project.reader import read_project
from etl.steps.extract import extract_project
from etl.steps.judge import judge
from etl.steps.load import load
from etl.steps.review import decide, pending
from tests.decided import hukou, judged, planned, rate, revise_2021, withdrawn

NOW = datetime(2026, 7, 1, tzinfo=UTC)
ORDER = Order("2026-07-01", "张三", note="年中")


@pytest.fixture
def project(folder: Folder) -> Project:
    return planned(folder)


@contextmanager
def board_of(folder: Folder) -> Iterator[Board]:
    load(folder, now=NOW)
    with BoardReader(f"sqlite:///{folder.database}").open() as board:
        yield board


def published(folder: Folder, order: Order = ORDER) -> Publication:
    with board_of(folder) as board:
        return publish_board(folder, board, order)


def row_of_2025(board: Board) -> Row:
    (row,) = [one for one in board.rows("620800", "urbanization_rate") if one.target.year == 2025]
    return row


def frozen_rows(folder: Folder, publication_id: str) -> dict[str, dict[str, str]]:
    with folder.publication_rows(publication_id).open(encoding="utf-8", newline="") as stream:
        return {row["target_id"]: row for row in csv.DictReader(stream)}


def contents(folder: Folder, publication_id: str) -> dict[str, bytes]:
    home = folder.publication(publication_id).parent
    return {path.name: path.read_bytes() for path in home.iterdir()}


def test_a_status_changes_after_a_census_revision_and_the_publication_stays_unchanged(
    project: Project,
) -> None:
    folder, target_id = project.folder, rate(project).target_id
    judge(project, judged(target_id, "behind"))
    with board_of(folder) as before:
        # 2021: (46.12−44.77)/(55−44.77) = 13.2%, less the 20% due: −6.8 points.
        assert row_of_2025(before).status == "on_track"
        made = publish_board(folder, before, ORDER)
    files = contents(folder, made.publication_id)

    revise_2021(folder, "45.60")
    judge(project, withdrawn(target_id))
    with board_of(folder) as after:
        # Revised: (45.60−44.77)/10.23 = 8.1%, −11.9 points.
        assert row_of_2025(after).status == "behind"
        assert after.decisions.judgements_in_force("2026-07-01") == {}
        (kept,) = after.decisions.publications()
        (frozen,) = [
            row
            for row in after.decisions.publication_rows(made.publication_id)
            if row["target_id"] == target_id
        ]
    assert kept == made and contents(folder, made.publication_id) == files
    assert (frozen["status"], frozen["actual"], frozen["judged_status"]) == (
        "on_track", "46.12", "behind",
    )  # fmt: skip
    assert float(frozen["gap_points"]) == pytest.approx(-6.8035, abs=1e-4)

    again = published(folder, Order("2026-08-01", "张三"))
    assert frozen_rows(folder, again.publication_id)[target_id]["status"] == "behind"
    assert contents(folder, made.publication_id) == files


def test_a_publication_names_the_release_the_rule_and_the_registry(project: Project) -> None:
    folder = project.folder
    with board_of(folder) as board:
        made = publish_board(folder, board, ORDER)
        release, counts = board.release, [row.status for row in speaking(board.rows())]
    assert (made.publication_id, made.as_of, made.published_on) == (
        "2026-07-01", "2026-07-01", "2026-07-01",
    )  # fmt: skip
    assert (made.who, made.note, made.rule) == ("张三", "年中", "schedule")
    assert (made.content_digest, made.code_version) == (
        release.content_digest, release.code_version
    )  # fmt: skip
    assert made.registry_sha256 == file_digest(folder.registry)
    assert dict(made.counts) == {status: counts.count(status) for status in counts}
    assert dict(made.counts) == {"on_track": 1, "unknown": 1}


def test_every_target_has_a_line_with_all_that_the_status_command_prints(
    project: Project,
) -> None:
    folder, target_id = project.folder, rate(project).target_id
    line = judge(project, judged(target_id, until="2026-12-31"))
    made = published(folder)
    found = frozen_rows(folder, made.publication_id)
    assert found.keys() == {target.target_id for target in project.targets}
    with board_of(folder) as board:
        told = {row.target.target_id: row.as_json() for row in board.rows()}
    for key, row in found.items():
        for field, value in told[key].items():
            shown = {None: "", True: "true", False: "false"}.get(value, str(value))  # type: ignore[call-overload]
            assert row[field] == shown, field
    assert {key: row["speaks"] for key, row in found.items()} == {
        target_id: "true", rate(project, 2035).target_id: "false",
        hukou(project).target_id: "true",
    }  # fmt: skip
    row = found[target_id]
    assert [row[f"judged_{part}"] for part in ("status", "reason", "who", "on", "until")] == [
        "behind", line.reason, "张三", "2026-03-01", "2026-12-31",
    ]  # fmt: skip
    assert found[hukou(project).target_id]["judged_status"] == ""


def test_a_publication_of_an_earlier_day_knows_nothing_later(project: Project) -> None:
    folder, target_id = project.folder, rate(project).target_id
    revise_2021(folder, released_on="2023-05")
    judge(project, judged(target_id))
    early = published(folder, Order("2026-07-01", "张三", as_of="2023-04-30"))
    assert (early.publication_id, early.title) == ("2023-04-30", "2023年4月30日监测结果")
    row = frozen_rows(folder, "2023-04-30")[target_id]
    assert (row["status"], row["actual"], row["judged_status"]) == ("on_track", "46.12", "")
    published(folder, Order("2026-07-01", "张三", as_of="2023-05-31"))
    assert frozen_rows(folder, "2023-05-31")[target_id]["status"] == "behind"


def test_a_board_that_is_shown_as_of_a_day_is_published_as_of_it(project: Project) -> None:
    folder = project.folder
    revise_2021(folder, released_on="2023-05")
    load(folder, now=NOW)
    boards = BoardReader(f"sqlite:///{folder.database}")
    with boards.open(AsOf(known_on=20230430)) as board:
        made = publish_board(folder, board, ORDER)
    assert (made.publication_id, made.as_of) == ("2023-04-30", "2023-04-30")
    assert frozen_rows(folder, "2023-04-30")[rate(project).target_id]["status"] == "on_track"
    with boards.open(AsOf(2021)) as board, pytest.raises(InputRefused, match="按年份查看"):
        publish_board(folder, board, ORDER)


def test_a_day_that_is_no_day_is_refused(project: Project) -> None:
    with pytest.raises(InputRefused, match="不是日期"):
        published(project.folder, Order("2026-07-01", "张三", as_of="去年"))


def test_before_the_plan_took_effect_there_is_nothing_to_publish(project: Project) -> None:
    with pytest.raises(InputRefused, match="没有可发布的目标"):
        published(project.folder, Order("2026-07-01", "张三", as_of="2021-01-31"))
    assert not project.folder.publications.exists()


def test_a_judgement_counts_on_the_day_that_is_shown(project: Project) -> None:
    target_id = rate(project).target_id
    judge(project, judged(target_id, decided_on="2026-03-01", until="2026-03-31"))
    with board_of(project.folder) as board:
        shown = {
            day: {line["target_id"]: line["judged_status"] for line in lines(board, day, None)}
            for day in ("2026-02-28", "2026-03-31", "2026-04-01")
        }
    assert [statuses[target_id] for statuses in shown.values()] == [None, "behind", None]


def take_in_newer_plan(project: Project, name: str) -> None:
    """Add a plan of 2024 that sets 53% by 2025, where the first one sets 55%; all of it accepted."""
    newer = project.folder.documents / name
    newer.mkdir()
    described = project.folder.document("plan").read_text(encoding="utf-8")
    (newer / "document.yaml").write_text(
        described.replace("2021-05", "2024-01").replace("平凉市规划", "平凉市新规划"),
        encoding="utf-8",
    )
    (newer / "text.md").write_text(
        "# 目标\n\n2020年，全市常住人口城镇化率为44.77%。\n\n到2025年，全市常住人口城镇化率达到53%。\n",
        encoding="utf-8",
    )
    extract_project(project.folder, (name,))
    found = read_project(project.folder)
    decide(found, [
        Review(name, one.statement_id, "accept", "张三", "2026-01-01")
        for one in pending(found, name)
    ])  # fmt: skip


def test_superseded_targets_are_frozen_and_do_not_count(project: Project) -> None:
    take_in_newer_plan(project, "newer")
    made = published(project.folder)
    row = frozen_rows(project.folder, made.publication_id)[rate(project).target_id]
    assert (row["superseded_by"], row["speaks"]) == ("newer", "false")
    assert sum(made.counts.values()) == 2


@pytest.mark.parametrize("name", ["newer", "renewed"])
def test_the_plan_in_force_comes_before_the_one_it_superseded(project: Project, name: str) -> None:
    take_in_newer_plan(project, name)
    with board_of(project.folder) as board:
        chains = board.chains("620800", "urbanization_rate")
    assert [chain.current.target.document_id for chain in chains] == [name, "plan"]


# ---- the command line ----


def run(folder: Folder, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--project", str(folder.root)])


def test_the_command_freezes_today_and_prints_the_id(project: Project) -> None:
    folder = project.folder
    run(folder, "load")
    result = run(folder, "publish", "--who", "张三", "--note", "年中", "--name", "二季度监测")
    today = datetime.now().astimezone().date().isoformat()
    assert (result.exit_code, result.stdout) == (0, f"{today}\n")
    assert "已封存“二季度监测”" in result.stderr and "尚未装载" not in result.stderr
    assert run(folder, "publish", "--who", "张三").stdout == f"{today}-2\n"
    assert run(folder, "check").exit_code == 0
    assert run(folder, "load").exit_code == 0


def test_the_command_says_that_files_were_changed_since_the_load(project: Project) -> None:
    run(project.folder, "load")
    revise_2021(project.folder)
    result = run(project.folder, "publish", "--who", "张三")
    assert result.exit_code == 0 and "改动尚未装载；发布的是已装载的" in result.stderr
    row = frozen_rows(project.folder, result.stdout.strip())[rate(project).target_id]
    assert row["status"] == "on_track"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--as-of", "2199-01-01", "--who", "张三"), "不能发布还没有到的日子"),
        (("--who", "=张三"), "表格软件会当成公式"),
        (("--who", " "), "要写明发布人"),
        (("--who", "张三", "--note", "长" * 10_000), "不超过500字"),
    ],
)
def test_what_is_refused_is_a_sentence_and_exit_1(
    project: Project, arguments: tuple[str, ...], said: str
) -> None:
    run(project.folder, "load")
    result = run(project.folder, "publish", *arguments)
    assert result.exit_code == 1 and said in result.stderr
    assert not project.folder.publications.exists()


def test_a_tampered_publication_stops_check_and_load_and_leaves_the_database(
    project: Project,
) -> None:
    folder = project.folder
    run(folder, "load")
    publication_id = run(folder, "publish", "--who", "张三").stdout.strip()
    run(folder, "load")
    table = folder.publication_rows(publication_id)
    frozen = table.read_bytes()
    table.write_bytes(frozen.replace(b"on_track", b"achieved"))
    for command in ("check", "load"):
        result = run(folder, command)
        told = result.stdout + result.stderr
        assert result.exit_code == 1
        assert f"data/publications/{publication_id}/rows.csv：与发布时的内容不一致" in told
    with BoardReader(f"sqlite:///{folder.database}").open() as board:
        statuses = {row["status"] for row in board.decisions.publication_rows(publication_id)}
        assert "on_track" in statuses
    table.write_bytes(frozen)
    assert run(folder, "check").exit_code == 0


def test_the_committed_project_can_be_published_and_is_read_again(
    boards: BoardReader, folder: Folder
) -> None:
    with boards.open() as board:
        made = publish_board(folder, board, Order("2026-12-01", "张三"))
        rows = board.rows()
    table = folder.publication_rows(made.publication_id).read_text(encoding="utf-8")
    assert table.count("\n") == len(rows) + 1
    assert "nan" not in table and "None" not in table and "inf" not in table
    assert json.dumps(dict(made.counts))
    (edition,) = read_project(folder).publications
    assert edition.publication == made and len(edition.rows) == len(rows)
