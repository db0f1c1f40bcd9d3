"""What is read back is what was written, and verdicts stand with the values they rest on."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from etl.domain.asof import AsOf
from etl.domain.columns import STATUSES
from etl.domain.records import Document, Review, Statement, Target
from etl.domain.slices import judge_slice
from etl.project.folder import Folder
from etl.project.observations import read_observations, read_tables
from etl.project.project import Project
from etl.project.reader import read_project
from etl.store.content import Content
from etl.store.database import open_reader
from etl.store.digest import verify
from etl.store.query import (
    LeagueRow,
    assessments,
    documents,
    league,
    observations,
    statements_of,
    targets,
)
from etl.store.write import Sources, Stamp, publish

RATE = "urbanization_rate"
STATEMENT = Statement(
    document_id="plan", start=0, stop=4, quote="达到55%", section="一", region="全市",
    place_id="620800", scope="", indicator="城镇化率", indicator_id=RATE, year=2025, value=55.0,
    value_high=None, unit="%", operator=">=", kind="target", responsible=("市发展改革委",),
    rule="rate", confidence=0.9,
)  # fmt: skip
DOCUMENT = Document(
    "plan", "规划", "plan", "市政府", "620800", "2022-01", 2020, 2021, 2035, "平政发1号", "ab",
    text="达到55%", note="",
)  # fmt: skip
REVIEW = Review("plan", STATEMENT.statement_id, "accept", "张三", "2026-01-01", stretch=True)
NEAR = Target(
    target_id="near", chain_id="chain", document_id="plan", place_id="620800", indicator_id=RATE,
    scope="", kind="level", nature="expected", operator=">=", value=55.0, value_high=None,
    year=2025, stretch=False, base_year=2020, base=44.77, base_statement_id=None,
    statement_ids=(STATEMENT.statement_id,), responsible=("市发展改革委", "市公安局"),
)  # fmt: skip
FAR = replace(NEAR, target_id="far", value=65.0, year=2035, responsible=())
RANGE = replace(NEAR, target_id="range", operator="range", value_high=60.0, chain_id="other")
PROVINCE = replace(
    NEAR, target_id="province", chain_id="province", place_id="620000", document_id="plan",
    value=58.0, base=52.23, statement_ids=(), responsible=(),
)  # fmt: skip
TARGETS = (NEAR, FAR, RANGE, PROVINCE)


@pytest.fixture
def project(folder: Folder) -> Project:
    return read_project(folder)


@pytest.fixture
def loaded(project: Project, database: str) -> str:
    content = Content(
        project.registry, tuple(project.places.values()), project.aliases, [("市发改委", "全称", "620800")],
        [DOCUMENT], [STATEMENT], [REVIEW], TARGETS,
    )  # fmt: skip
    published = read_tables(project, project.folder.observation_files())
    sources = Sources(dict.fromkeys(published.files, ""), published, whole=True)
    publish(database, content, sources, Stamp(datetime(2026, 1, 1, tzinfo=UTC), "1"))
    return database


def test_a_release_with_targets_is_verified(loaded: str) -> None:
    with open_reader(loaded).connect() as connection:
        assert verify(connection)


def test_observations_come_back_as_they_were_read(project: Project, loaded: str) -> None:
    with open_reader(loaded).connect() as connection:
        assert observations(connection) == read_observations(project)
        found = observations(connection, place_id="620800", indicator_id=RATE)
        assert [one.period for one in found] == [2020, 2021]
        assert observations(connection, indicator_id="income_ratio") == []


def test_targets_documents_and_statements_come_back_as_they_were(loaded: str) -> None:
    with open_reader(loaded).connect() as connection:
        assert targets(connection) == [PROVINCE, NEAR, RANGE, FAR]
        assert targets(connection, place_id="620000") == [PROVINCE]
        assert targets(connection, place_id="620800", indicator_id=RATE) == [NEAR, RANGE, FAR]
        assert documents(connection) == [DOCUMENT]
        assert statements_of(connection, ["near", "province"]) == {
            "near": [STATEMENT], "province": [],
        }  # fmt: skip


def test_a_verdict_stands_with_the_value_it_rests_on(loaded: str) -> None:
    with open_reader(loaded).connect() as connection:
        found = {one.target_id: one for one in assessments(connection)}
    # 2021: 46.12. Covered (46.12-44.77)/(55-44.77) = 13.196%, due 1/5 = 20%: -6.80 points.
    near = found["near"]
    assert (near.period, near.actual, near.vintage, near.released_on) == (
        2021, 46.12, "post_census", "2021-05",
    )  # fmt: skip
    assert near.gap_points == pytest.approx(-6.8035, abs=1e-4)
    assert (near.status, near.cause) == ("on_track", "")
    assert found["far"].cause == "later_year"


def test_a_range_is_judged_towards_its_low_end(loaded: str) -> None:
    with open_reader(loaded).connect() as connection:
        found = {one.target_id: one for one in assessments(connection)}
    # 55 to 60: the low end asks for as much as the plain target of 55 beside it.
    assert found["range"].gap_points == found["near"].gap_points
    assert (found["range"].status, found["range"].target_value) == ("on_track", 55.0)


def test_a_forecast_is_kept_but_no_target_is_judged_on_it(loaded: str) -> None:
    with open_reader(loaded).connect() as connection:
        (verdict,) = assessments(connection, place_id="620000")
        kept = observations(connection, place_id="620000")
    assert [one.maturity for one in kept] == ["final", "forecast"]
    # The forecast is of 2021; the target is judged on the final value of 2020 or not at all.
    assert verdict.period in (2020, None)


def test_a_league_table_has_a_row_for_each_target_the_best_first(loaded: str) -> None:
    with open_reader(loaded).connect() as connection:
        rows = league(connection, RATE)
        assert league(connection, "no_such_indicator") == []
    gaps = [row.gap_points for row in rows]
    known = [gap for gap in gaps if gap is not None]
    assert gaps == sorted(known, reverse=True) + [None] * (len(gaps) - len(known))
    assert {(row.name, row.target_id) for row in rows} == {
        ("平凉市", "near"), ("平凉市", "far"), ("平凉市", "range"), ("甘肃省", "province"),
    }  # fmt: skip
    assert isinstance(rows[0], LeagueRow)


def test_a_query_as_of_a_day_judges_a_slice_by_the_same_function(
    project: Project, loaded: str
) -> None:
    with open_reader(loaded).connect() as connection:
        aims = targets(connection, place_id="620800", indicator_id=RATE)
        seen = observations(connection, place_id="620800", indicator_id=RATE)
        stored = {one.target_id: one for one in assessments(connection, place_id="620800")}
    now = judge_slice(aims, seen, project.registry, AsOf())
    for target, status, used in zip(now.targets, now.verdicts.status, now.used, strict=True):
        assert STATUSES[status] == stored[target.target_id].status
        assert used is not None
        assert used.value == stored[target.target_id].actual
    before = judge_slice(aims, seen, project.registry, AsOf(year=2020))
    assert {used.period if used else None for used in before.used} <= {None, 2020}
