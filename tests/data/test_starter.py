"""The committed project: it reads without a problem, agrees with itself, and hides nothing."""

import re
from collections import Counter
from pathlib import Path

import pytest

from etl.domain.records import Observation, Statement
from etl.domain.rollup import members_of
from etl.project.folder import Folder, file_digest
from etl.project.observations import read_observations
from etl.project.project import Project
from etl.project.reader import inspect_project, read_project
from etl.project.statements import write_statements
from etl.steps.check import look_over
from etl.steps.extract import extract_document
from etl.steps.review import pending
from tests.conftest import ROOT

FOLDER = Folder(ROOT)
DOCUMENTS = sorted(path.parent.name for path in FOLDER.documents.glob("*/document.yaml"))
FORBIDDEN = re.compile(r"(?<![A-Za-z])(nan|NaN|None|inf|NULL|#N/A|#REF!|#DIV/0!)(?![A-Za-z])")


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(FOLDER)


@pytest.fixture(scope="module")
def observations(project: Project) -> list[Observation]:
    return read_observations(project)


def of(
    observations: list[Observation], place: str, indicator: str, period: int, vintage: str
) -> list[float]:
    return [
        one.value for one in observations
        if (one.place_id, one.indicator_id, one.period, one.vintage, one.scope)
        == (place, indicator, period, vintage, "")
    ]  # fmt: skip


def test_the_starter_project_has_no_problem_and_no_notice() -> None:
    assert [str(problem) for problem in inspect_project(FOLDER)[1]] == []
    assert [str(problem) for problem in look_over(FOLDER).problems] == []


def test_the_starter_project_is_not_empty(
    project: Project, observations: list[Observation]
) -> None:
    assert len(project.documents) >= 10 and len(project.targets) >= 30
    assert len(observations) >= 400
    assert {one.place_id[:4] for one in observations} >= {"0000", "6200", "6208", "6100", "6101"}


def test_no_value_is_there_twice(observations: list[Observation]) -> None:
    keys = Counter(
        (one.place_id, one.indicator_id, one.period, one.vintage, one.scope, one.released_on,
         one.as_of)
        for one in observations
    )  # fmt: skip
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_value_lies_inside_the_range_of_its_indicator(
    project: Project, observations: list[Observation]
) -> None:
    outside = []
    for one in observations:
        indicator = project.registry.indicators[one.indicator_id]
        assert indicator.low is not None and indicator.high is not None
        if not indicator.low <= one.value <= indicator.high:
            outside.append(one)
    assert outside == []


def test_every_target_lies_inside_the_range_of_its_indicator(project: Project) -> None:
    for target in project.targets:
        indicator = project.registry.indicators[target.indicator_id]
        values = [target.value] + ([] if target.base is None else [target.base])
        assert indicator.low is not None and indicator.high is not None
        assert all(indicator.low <= value <= indicator.high for value in values), target


def test_every_value_has_its_source_and_says_how_far_to_trust_it(
    observations: list[Observation],
) -> None:
    assert [one for one in observations if not one.source or one.trust not in "ABC"] == []


def test_no_address_is_other_than_a_web_page(observations: list[Observation]) -> None:
    assert [one.url for one in observations if one.url and not one.url.startswith("http")] == []


def test_nothing_was_published_before_the_year_it_is_of(observations: list[Observation]) -> None:
    early = [
        one for one in observations
        if one.released_on and one.released_on[:4] < str(one.period) and one.maturity != "forecast"
    ]  # fmt: skip
    assert early == []


@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_extracting_again_gives_exactly_the_committed_statements(
    project: Project, document_id: str
) -> None:
    found = extract_document(project, project.documents[document_id])
    committed = FOLDER.statements(document_id).read_bytes().decode("utf-8")
    assert write_statements(found) == committed


@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_every_quote_is_the_text_at_its_offsets(project: Project, document_id: str) -> None:
    document = project.documents[document_id]
    found = [one for one in project.statements.values() if one.document_id == document_id]
    assert found
    for one in found:
        assert document.text[one.start : one.stop] == one.quote
    assert document.sha256 == file_digest(FOLDER.document(document_id).parent / "text.md")


def test_every_stated_target_is_reviewed_or_in_the_queue(project: Project) -> None:
    def asks(statement: Statement) -> bool:
        return statement.kind in ("target", "annual_task")

    decided = {review.statement_id for review in project.reviews}
    waiting = {statement.statement_id for statement in pending(project)}
    assert decided.isdisjoint(waiting)
    assert decided | waiting == set(project.statements)
    # Every accepted one is a passage of a target; none that waits or was rejected is.
    passages = {key for target in project.targets for key in target.statement_ids}
    accepted = {
        review.statement_id for review in project.reviews
        if review.decision != "reject" and asks(project.statements[review.statement_id])
    }  # fmt: skip
    assert passages == accepted and passages.isdisjoint(waiting)


def test_every_table_of_statements_and_reviews_belongs_to_a_document() -> None:
    for part in ("statements", "reviews"):
        names = {path.stem for path in (FOLDER.data / part).glob("*.csv")}
        assert names <= set(DOCUMENTS)
    assert {path.stem for path in (FOLDER.data / "statements").glob("*.csv")} == set(DOCUMENTS)


@pytest.mark.parametrize(
    "path", sorted(FOLDER.sources()), ids=lambda path: Path(path).relative_to(ROOT).as_posix()
)
def test_no_file_holds_a_forbidden_word_or_a_windows_line_end(path: Path) -> None:
    data = path.read_bytes()
    text = data.decode("utf-8")
    assert b"\r" not in data and not text.startswith("﻿") and text.endswith("\n")
    assert FORBIDDEN.findall(text) == []


def test_the_plan_of_pingliang_has_its_chain(project: Project) -> None:
    chain = [
        one for one in project.targets
        if (one.document_id, one.indicator_id) == ("pingliang-2021-2035", "urbanization_rate")
        and one.place_id == "620800"
    ]  # fmt: skip
    assert [(one.year, one.operator, one.value) for one in chain] == [
        (2025, "=", 55.0), (2035, "~", 70.0),
    ]  # fmt: skip
    assert {(one.base_year, one.base) for one in chain} == {(2020, 44.77)}
    assert len({one.chain_id for one in chain}) == 1


@pytest.mark.parametrize(
    ("part", "whole", "rate"),
    [
        # 82.77 / 184.86 and 82.84 / 232.55 (万人)
        ("urban_resident_population", "resident_population", 44.77),
        ("urban_registered_population", "registered_population", 35.62),
    ],
)
def test_the_rates_of_pingliang_can_be_recomputed(
    observations: list[Observation], part: str, whole: str, rate: float
) -> None:
    vintage = "census_2020" if part.startswith("urban_resident") else "none"
    (above,) = of(observations, "620800", part, 2020, vintage)
    below = of(observations, "620800", whole, 2020, vintage)
    assert all(round(100 * above / one, 2) == rate for one in below)


def test_wherever_both_parts_are_published_the_rate_is_their_ratio(
    observations: list[Observation],
) -> None:
    by_key: dict[tuple[object, ...], list[float]] = {}
    for one in observations:
        key = (one.indicator_id, one.place_id, one.period, one.vintage, one.scope)
        by_key.setdefault(key, []).append(one.value)
    compared = 0
    for (indicator, *rest), rates in by_key.items():
        parts = by_key.get(("urban_resident_population", *rest), [])
        wholes = by_key.get(("resident_population", *rest), [])
        if indicator == "urbanization_rate" and parts and wholes:
            # Yearbooks print 万人 to two places: within 0.05 points of a rate published for it.
            ratios = [100 * part / whole for part in parts for whole in wholes]
            assert min(abs(ratio - rate) for ratio in ratios for rate in rates) <= 0.05, rest
            compared += 1
    assert compared >= 15


def test_shaanxi_has_ten_cities_and_yangling(project: Project) -> None:
    members = members_of("610000", project.places)
    assert len(members) == 11
    assert [project.places[key].level for key in members].count("prefecture") == 10


def test_both_values_of_a_conflict_are_kept(observations: list[Observation]) -> None:
    assert sorted(
        one.value for one in observations
        if (one.place_id, one.indicator_id, one.period) == ("000000", "urbanization_rate", 2017)
    ) == [58.52, 60.2]  # fmt: skip


def test_what_is_to_be_verified_says_so(observations: list[Observation]) -> None:
    (found,) = [
        one for one in observations
        if (one.place_id, one.indicator_id, one.period) == ("620800", "urbanization_rate", 2024)
    ]  # fmt: skip
    assert found.trust in "BC" and found.note
