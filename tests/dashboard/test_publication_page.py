"""A publication beside what stands today: what changed, why, and the frozen table itself."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from dashboard.app import create_app
from dashboard.board import Board
from dashboard.changes import Setting, changes, counts_of
from dashboard.pages import publication
from dashboard.publishing import Order, publish_board
from dashboard.reader import BoardReader
from etl.project.folder import Folder
from etl.project.project import Project
from etl.project.reader import read_project
from etl.steps.judge import judge
from etl.steps.load import load
from tests.conftest import row_of, table_of
from tests.dashboard.drawn import chosen_in, links_of, parts_of, rows_of, text_of
from tests.decided import judged, planned, rate, revise_2021, reworded

NOW = datetime(2026, 7, 1, tzinfo=UTC)
SAME = Setting(registry_differs=False, code_differs=False)
THEN = {
    "target_id": "a", "place_id": "620800", "indicator_id": "urbanization_rate", "status": "on_track",
    "actual": "46.12", "period": "2021", "vintage": "post_census", "gap_points": "-6.8",
    "target": "55.0", "base": "44.77", "superseded_by": "", "judged_status": "",
}  # fmt: skip
NOW_SAME: dict[str, object] = {
    "target_id": "a", "place_id": "620800", "indicator_id": "urbanization_rate", "status": "on_track",
    "actual": 46.12, "period": 2021, "vintage": "post_census", "gap_points": -6.8, "target": 55.0,
    "base": 44.77, "superseded_by": None, "judged_status": None, "speaks": True,
}  # fmt: skip


def causes(setting: Setting = SAME, **changed: object) -> tuple[str, ...]:
    """Return the causes found where today's line has the given fields instead."""
    (found,) = changes([THEN], [NOW_SAME | changed], setting)
    return found.causes


def test_what_is_as_it_was_has_no_cause() -> None:
    assert causes() == ()
    assert causes(Setting(registry_differs=True, code_differs=True)) == ()


@pytest.mark.parametrize(
    ("changed", "cause"),
    [
        ({"period": 2022, "actual": 46.79, "status": "behind"}, "cause_new_actual"),
        ({"actual": 45.6, "gap_points": -11.9, "status": "behind"}, "cause_revised"),
        ({"actual": 45.6, "vintage": "revised"}, "cause_vintage"),
        ({"period": None, "actual": None, "status": "unknown"}, "cause_withdrawn"),
        ({"superseded_by": "plan-2"}, "cause_superseded"),
        ({"target": 56.0, "gap_points": -8.0}, "cause_target"),
        ({"base": 44.8}, "cause_target"),
        ({"judged_status": "behind"}, "cause_judgement"),
    ],
)
def test_each_change_has_its_own_likely_cause(changed: dict[str, object], cause: str) -> None:
    assert causes(**changed) == (cause,)
    # 数据已能说明的，不再归因于登记表。
    assert causes(Setting(registry_differs=True, code_differs=True), **changed) == (cause,)


def test_another_status_on_the_same_data_points_to_registry_or_code() -> None:
    assert causes(Setting(registry_differs=True, code_differs=False), status="behind") == (
        "cause_registry",
    )
    assert causes(Setting(registry_differs=False, code_differs=True), status="behind") == (
        "cause_code",
    )
    assert causes(status="behind") == ("cause_other",)


def test_a_revision_and_a_judgement_are_both_named() -> None:
    assert causes(actual=45.6, judged_status="behind") == ("cause_revised", "cause_judgement")


def test_targets_gone_and_targets_added_are_both_listed() -> None:
    found = changes([THEN], [NOW_SAME | {"target_id": "b"}], SAME)
    assert [(one.target_id, one.causes) for one in found] == [
        ("a", ("cause_gone",)),
        ("b", ("cause_new",)),
    ]


def test_the_noise_of_binary_numbers_is_no_change() -> None:
    assert causes(actual=46.12 + 1e-13) == ()
    assert causes(actual=46.1201) == ("cause_revised",)


def test_a_column_that_was_not_frozen_on_that_day_is_no_change() -> None:
    old = {key: value for key, value in THEN.items() if key != "vintage"}
    (found,) = changes([old], [NOW_SAME], SAME)
    assert not found.has_changed


def test_only_lines_that_speak_are_counted() -> None:
    assert counts_of([NOW_SAME, NOW_SAME | {"speaks": False}]) == {"on_track": 1}


@pytest.fixture
def project(folder: Folder) -> Project:
    return planned(folder)


@contextmanager
def board_of(folder: Folder) -> Iterator[Board]:
    load(folder, now=NOW)
    with BoardReader(f"sqlite:///{folder.database}").open(today="2026-07-01") as board:
        yield board


def drawn(folder: Folder, query: dict[str, str] | None = None, lang: str = "zh") -> list[object]:
    """Return the page of the one publication of a project."""
    with board_of(folder) as board:
        (one,) = board.decisions.publications()
        return publication.layout(board, one, query or {}, lang)


def publish(folder: Folder) -> None:
    with board_of(folder) as board:
        publish_board(folder, board, Order("2026-06-30", "赵六", note="年中"))


def target_rows(page: object) -> list[list[str]]:
    return [row for row in rows_of(page) if len(row) == 11][1:]


def test_nothing_changed_says_so(project: Project) -> None:
    publish(project.folder)
    page = drawn(project.folder, {"only": "changed"})
    assert "所列3个目标中，0个与现在不同" in text_of(page)
    assert "与现在没有不同。" in text_of(page)
    assert len(target_rows(drawn(project.folder))) == 3


def test_a_revised_value_shows_both_verdicts_and_why_they_differ(project: Project) -> None:
    publish(project.folder)
    revise_2021(project.folder)
    page = drawn(project.folder, {"only": "changed"})
    near = next(row for row in target_rows(page) if row[2] == "2025")
    # 46.12：(46.12−44.77)/10.23 = 13.2%，差20%为−6.8；修订为45.60后为−11.9。
    assert near[3:9] == [
        "◆基本符合预期", "▽滞后", "46.12%（2021）", "45.6%（2021）", "−6.8", "−11.9",
    ]  # fmt: skip
    assert near[9:] == ["△有变化", "2021年数值已修订"]
    counts = [row for row in rows_of(page) if row[0].endswith(("滞后", "基本符合预期"))]
    assert ["▽滞后", "0", "1"] in counts
    assert ["◆基本符合预期", "1", "0"] in counts


def test_a_new_year_names_the_year_that_came_in(project: Project) -> None:
    publish(project.folder)
    added = row_of(period="2022", value="46.79", vintage="post_census", released_on="2023-05")
    (project.folder.observations / "new.csv").write_text(table_of(added), encoding="utf-8")
    page = drawn(project.folder, {"only": "changed"}, "en")
    near = next(row for row in target_rows(page) if row[2] == "2025")
    assert near[5:7] == ["46.12% (2021)", "46.79% (2022)"]
    assert near[10] == "the value of 2022 came in"


def test_other_bands_in_the_registry_are_named_as_the_cause(project: Project) -> None:
    publish(project.folder)
    registry = project.folder.registry
    text = registry.read_text(encoding="utf-8")
    changed = text.replace(
        "expected: {ahead: 5, on_track: -10,", "expected: {ahead: 5, on_track: -6,"
    )
    assert changed != text
    registry.write_text(changed, encoding="utf-8")
    page = drawn(project.folder)
    near = next(row for row in target_rows(page) if row[2] == "2025")
    assert near[3:5] == ["◆基本符合预期", "▽滞后"]
    assert near[10] == "登记表有改动（分档、路径或口径）"
    digests = next(row for row in rows_of(page) if row[0] == "登记表摘要")
    assert digests[1] != digests[2]


def test_a_reworded_target_is_gone_and_another_is_new(project: Project) -> None:
    publish(project.folder)
    reworded(project.folder, "达到45%", "达到46%")
    page = drawn(project.folder, {"only": "changed"})
    said = {row[10] for row in target_rows(page)}
    assert {
        "目标已不在监测之列（规划移出、审核撤回或陈述改读）",
        "监测结果日期以后新增的目标",
    } <= said


def test_a_human_judgement_stands_beside_the_status_then_and_now(project: Project) -> None:
    publish(project.folder)
    judge(project, judged(rate(project).target_id, "behind"))
    page = drawn(project.folder)
    near = next(row for row in target_rows(page) if row[2] == "2025")
    assert near[3:5] == ["◆基本符合预期", "◆基本符合预期人工研判：滞后"]
    assert near[10] == "人工研判有变化"


def test_the_filter_is_in_the_address(project: Project) -> None:
    publish(project.folder)
    assert chosen_in(drawn(project.folder, {"only": "changed"})) == {"only": "changed"}
    assert chosen_in(drawn(project.folder)) == {"only": ""}


def test_whole_digests_can_be_read_off(project: Project) -> None:
    publish(project.folder)
    page = drawn(project.folder)
    titles = {getattr(part, "title", None) for part in parts_of(page)}
    with board_of(project.folder) as board:
        (one,) = board.decisions.publications()
    assert {one.rows_sha256, one.content_digest, one.registry_sha256} <= titles


def test_the_download_is_the_frozen_file_itself(project: Project) -> None:
    publish(project.folder)
    page = drawn(project.folder)
    (address,) = [one for one in links_of(page) if one.startswith("/export/")]
    client = create_app(BoardReader(f"sqlite:///{project.folder.database}")).server.test_client()
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.data == project.folder.publication_rows("2026-06-30").read_bytes()
    assert 'filename="publication-2026-06-30.csv"' in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get("/export/publication/2026-06-29.csv").status_code == 404
    assert client.get("/publications/2026-06-29").status_code == 404
    assert client.get("/publications/2026-06-30").status_code == 200


def test_a_publication_of_an_indicator_that_is_gone_still_reads(project: Project) -> None:
    publish(project.folder)
    folder = project.folder
    shutil.rmtree(folder.document("plan").parent)
    folder.reviews("plan").unlink()
    folder.statements("plan").unlink()
    read_project(folder)
    page = drawn(folder)
    assert {row[10] for row in target_rows(page)} == {
        "目标已不在监测之列（规划移出、审核撤回或陈述改读）"
    }
    assert {row[4] for row in target_rows(page)} == {"—"}
    assert not [one for one in links_of(page) if one.startswith("/calculation/")]
