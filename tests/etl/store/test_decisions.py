"""What persons decided comes out of the database as it stands in the files, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from etl.domain.judgements import Judgement
from etl.errors import InputRefused, NotFound
from etl.project.folder import Folder, file_digest
from etl.project.judgements import COLUMNS, cells_of
from etl.project.lines import with_line
from etl.project.project import Project
from etl.project.reader import read_project
from etl.steps.judge import judge
from etl.steps.load import load
from etl.steps.publish import publish
from etl.steps.supervise import move
from etl.store.database import open_reader, open_writer
from etl.store.decisions import Decisions
from etl.store.digest import verify
from tests.decided import GONE, OTHER, changed, hukou, judged, planned, rate, withdrawn
from tests.etl.steps.test_publish import DRAFT, ROW, SECOND

NOW = datetime(2026, 7, 1, tzinfo=UTC)
RATE_ID, HUKOU_ID = "urbanization_rate", "hukou_urbanization_rate"


@pytest.fixture
def project(folder: Folder) -> Project:
    """A project with judgements on two targets and on one that is gone, moves and publications."""
    project = planned(folder)
    near, other = rate(project).target_id, hukou(project).target_id
    text = with_line("", COLUMNS, cells_of(judged(GONE, about="某市 某指标 2025年 1%")))
    folder.judgements.write_text(text, encoding="utf-8")
    judge(project, judged(near, until="2026-12-31"))
    judge(project, judged(other, "unknown", decided_on="2026-05-01"))
    judge(project, withdrawn(near, decided_on="2026-06-01"))
    move(project, changed(near))
    move(project, changed(near, department=OTHER, moved_on="2026-04-01"))
    move(project, changed(near, "closed", moved_on="2026-05-01", note="验收"))
    publish(folder, DRAFT, [ROW | {"target_id": near}, SECOND])
    publish(folder, DRAFT, [SECOND])
    return read_project(folder)


@pytest.fixture
def decisions(project: Project, database: str) -> Iterator[Decisions]:
    load(project.folder, url=database, now=NOW)
    with open_reader(database).connect() as connection:
        yield Decisions(connection)


def test_all_lines_come_back_in_the_order_of_their_files(
    project: Project, decisions: Decisions
) -> None:
    assert decisions.judgements() == list(project.judgements)
    assert len(project.judgements) == 4
    assert decisions.supervision_log() == list(project.supervision)
    assert len(project.supervision) == 3


def test_judgements_are_asked_by_place_indicator_and_target(
    project: Project, decisions: Decisions
) -> None:
    gone, first, second, third = project.judgements
    assert decisions.judgements(place_id="620800") == [first, second, third]
    assert decisions.judgements(place_id={"620800", "620000"}) == [first, second, third]
    assert decisions.judgements(place_id="620000") == []
    assert decisions.judgements(place_id=[]) == []
    assert decisions.judgements(indicator_id=HUKOU_ID) == [second]
    assert decisions.judgements(place_id="620800", indicator_id=RATE_ID) == [first, third]
    assert decisions.judgements(indicator_id="no_such_indicator") == []
    assert decisions.judgements(target_ids=[second.target_id, GONE]) == [gone, second]
    assert decisions.judgements(target_ids=[]) == []


def test_many_targets_are_asked_for_at_once(project: Project, decisions: Decisions) -> None:
    many = [f"{number:012x}" for number in range(30_000)] + [rate(project).target_id, GONE]
    assert [line.action for line in decisions.judgements(target_ids=many)] == [
        "add", "add", "withdraw",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "statuses"),
    [
        ("2026-02-28", {}),
        ("2026-03-01", {RATE_ID: "behind"}),
        ("2026-05-31", {RATE_ID: "behind", HUKOU_ID: "unknown"}),
        ("2026-06-01", {HUKOU_ID: "unknown"}),
    ],
)
def test_what_is_in_force_depends_on_the_day(
    project: Project, decisions: Decisions, day: str, statuses: dict[str, str]
) -> None:
    found = decisions.judgements_in_force(day, place_id="620800")
    indicators = {one.target_id: one.indicator_id for one in project.targets}
    assert {indicators[key]: line.status for key, line in found.items()} == statuses


def test_the_log_is_asked_by_place_and_up_to_a_day(project: Project, decisions: Decisions) -> None:
    first, second, third = project.supervision
    assert decisions.supervision_log(until="2026-04-30") == [first, second]
    assert decisions.supervision_log(until="2026-02-28") == []
    assert decisions.supervision_log(place_id="620800", until="2026-05-01") == [
        first,
        second,
        third,
    ]
    assert decisions.supervision_log(indicator_id=HUKOU_ID) == []
    assert decisions.supervision_log(target_ids=[first.target_id]) == [first, second, third]


def test_publications_come_back_with_their_lines(project: Project, decisions: Decisions) -> None:
    first, second = project.publications
    assert decisions.publications() == [second.publication, first.publication]
    assert decisions.publication("2026-06-30") == first.publication
    assert decisions.publication_rows("2026-06-30") == [dict(row) for row in first.rows]
    assert decisions.publication_rows("2026-06-30-2") == [dict(row) for row in second.rows]
    # The columns too stand in the order in which they were frozen.
    assert list(decisions.publication_rows("2026-06-30")[0]) == list(first.rows[0])


@pytest.mark.parametrize("asked", ["2026-06-29", "", "' OR 1=1 --"])
def test_a_publication_that_is_not_there_is_told(decisions: Decisions, asked: str) -> None:
    assert decisions.publication_rows(asked) == []
    with pytest.raises(NotFound, match="没有编号为"):
        decisions.publication(asked)


def test_a_target_is_followed_through_the_publications(
    project: Project, decisions: Decisions
) -> None:
    found = decisions.published("b" * 12)
    assert list(found) == ["2026-06-30", "2026-06-30-2"]
    assert {row["status"] for row in found.values()} == {"not_due"}
    assert list(decisions.published(rate(project).target_id)) == ["2026-06-30"]


def test_the_registrys_hash_is_that_of_its_file(project: Project, decisions: Decisions) -> None:
    assert decisions.registry_sha256() == file_digest(project.folder.registry)


def test_a_project_without_decisions_has_none(folder: Folder, database: str) -> None:
    load(folder, url=database, now=NOW)
    with open_reader(database).connect() as connection:
        empty = Decisions(connection)
        assert (empty.judgements(), empty.supervision_log(), empty.publications()) == ([], [], [])
        assert empty.judgements_in_force("2026-01-01") == {}


def test_a_new_judgement_is_a_new_release_and_no_observation_file_is_read(
    project: Project, database: str
) -> None:
    folder = project.folder
    first = load(folder, url=database, now=NOW)
    judge(project, judged(hukou(project).target_id, "ahead"))
    second = load(folder, url=database, now=NOW)
    assert (second.changed, second.files_read, second.files_skipped) == (True, (), 2)
    assert second.content_digest != first.content_digest
    assert (first.counts["judgement"], second.counts["judgement"]) == (4, 5)
    assert (second.counts["publication"], second.counts["publication_row"]) == (2, 3)
    folder.database.unlink(missing_ok=True)
    assert load(folder, now=NOW).content_digest == second.content_digest


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE judgement SET status = 'ahead' WHERE position = 2",
        "UPDATE judgement SET until = '2027-12-31' WHERE position = 2",
        "DELETE FROM judgement WHERE position = 4",
        "UPDATE supervision SET measures = '' WHERE position = 1",
        "UPDATE publication SET who = '李四'",
        "UPDATE publication_row SET cells = '{}' WHERE position = 1",
    ],
)
def test_damage_to_what_was_decided_is_found(project: Project, database: str, damage: str) -> None:
    load(project.folder, url=database, now=NOW)
    with open_reader(database).connect() as connection:
        assert verify(connection)
    with open_writer(database).begin() as connection:
        connection.execute(text(damage))
    with open_reader(database).connect() as connection:
        assert not verify(connection)


def test_a_judgement_that_is_refused_leaves_the_database_as_it_was(
    project: Project, database: str
) -> None:
    first = load(project.folder, url=database, now=NOW)
    kept = project.folder.judgements.read_text(encoding="utf-8")
    line = with_line(kept, COLUMNS, cells_of(Judgement(GONE, "add", "late", "理由", "张三", "x")))
    project.folder.judgements.write_text(line, encoding="utf-8")
    with pytest.raises(InputRefused, match="bad-choice"):
        load(project.folder, url=database, now=NOW)
    with open_reader(database).connect() as connection:
        assert verify(connection) and len(Decisions(connection).judgements()) == 4
    project.folder.judgements.write_text(kept, encoding="utf-8")
    assert load(project.folder, url=database, now=NOW).content_digest == first.content_digest


def test_reviews_in_force_come_newest_first_and_are_counted_by_person(
    project: Project, decisions: Decisions
) -> None:
    found = decisions.reviews()
    assert found == list(project.reviews)[::-1]
    assert decisions.reviewers() == {"张三": len(found)}
    assert decisions.reviews(most=2) == found[:2]
    assert decisions.reviews(who="李四") == []
    assert decisions.reviews(until="2025-12-31") == []
    assert decisions.reviewers(until="2025-12-31") == {}


def test_statements_lead_to_the_targets_they_make(project: Project, decisions: Decisions) -> None:
    near = rate(project)
    ids = [one.statement_id for one in project.reviews]
    made = decisions.targets_of(ids)
    assert set(made.values()) == {one.target_id for one in project.targets}
    assert made[near.statement_ids[0]] == near.target_id
    assert set(decisions.statements(ids)) == set(ids)
    assert decisions.targets_of([]) == {}


def test_targets_that_are_gone_or_not_in_effect_yet_are_told_apart(
    project: Project, decisions: Decisions
) -> None:
    near = rate(project)
    assert decisions.known_targets([near.target_id, GONE]) == {near.target_id}
    assert decisions.known_targets([near.target_id], until="1999-12-31") == set()
    assert decisions.known_targets([near.target_id], until=near.effective_from) == {near.target_id}


def test_every_release_is_remembered(decisions: Decisions) -> None:
    (one,) = decisions.releases()
    assert (one.id, one.loaded_at[:10]) == (1, "2026-07-01")
    assert one.counts["judgement"] == 4
