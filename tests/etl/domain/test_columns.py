"""The columns that the load builds in bulk give the verdicts of the slices that a query builds."""

import numpy as np
import pytest

from etl.domain.asof import AsOf
from etl.domain.assess import assess
from etl.domain.build import observation_columns, target_columns
from etl.domain.columns import STATUSES, AssessmentColumns, series_number
from etl.domain.in_force import in_force
from etl.domain.records import Target
from etl.domain.slices import judge_slice, judge_years
from etl.project.folder import Folder
from etl.project.observations import read_tables
from etl.project.reader import read_project
from tests.conftest import ROOT
from tests.etl.domain.build import verdicts


def test_every_series_has_its_own_number() -> None:
    keys = [(1, 620800, 0), (1, 620800, 1), (1, 620801, 0), (2, 620800, 0), (2, 0, 0)]
    numbers = series_number(*(np.array(part, dtype=np.int64) for part in zip(*keys, strict=True)))
    assert len(set(numbers.tolist())) == len(keys)


def test_columns_are_picked_from_together() -> None:
    project = read_project(Folder(ROOT))
    columns, _ = observation_columns(
        read_tables(project, project.folder.observation_files()), project.registry
    )
    some = columns.take(np.array([2, 0]))
    assert len(some) == 2
    assert some.value.tolist() == [columns.value[2], columns.value[0]]  # type: ignore[attr-defined]


def test_nothing_to_judge_is_no_verdict() -> None:
    assert verdicts([], []) == []


@pytest.mark.parametrize("as_of", [AsOf(), AsOf(2022), AsOf(2020), AsOf(known_on=20230601)])
def test_the_bulk_columns_and_the_slice_agree_on_the_whole_starter_project(as_of: AsOf) -> None:
    project = read_project(Folder(ROOT))
    published = read_tables(project, project.folder.observation_files())
    targets = in_force(project.targets, as_of)
    numbers = {key: number for number, key in enumerate(project.registry.indicators, 1)}
    scopes = {scope: number for number, scope in enumerate(published.scopes)}

    def series_of(target: Target) -> int:
        found = np.array([numbers[target.indicator_id]]), np.array([int(target.place_id)])
        scope = scopes.setdefault(target.scope, len(scopes))
        return int(series_number(*found, np.array([scope]))[0])

    columns, _ = observation_columns(published, project.registry)
    bulk = assess(target_columns(targets, project.registry, series_of), columns, as_of)
    records = list(published.records(project.registry))
    slices = judge_slice(targets, records, project.registry, as_of).verdicts
    for name in AssessmentColumns.__dataclass_fields__:
        if name != "observation":  # a row number: of another table
            np.testing.assert_array_equal(getattr(bulk, name), getattr(slices, name), name)


@pytest.mark.parametrize("as_of", [AsOf(), AsOf(2022), AsOf(known_on=20210601)])
def test_all_past_years_judged_at_once_are_each_year_judged_alone(as_of: AsOf) -> None:
    project = read_project(Folder(ROOT))
    seen = list(read_tables(project, project.folder.observation_files()).records(project.registry))
    alone = set()
    for year in {one.period for one in seen if as_of.year is None or one.period <= as_of.year}:
        judged = judge_slice(project.targets, seen, project.registry, AsOf(year, as_of.known_on))
        for at, (target, used) in enumerate(zip(judged.targets, judged.used, strict=True)):
            status = STATUSES[judged.verdicts.status[at]]
            if used is not None and used.period == year and status != "unknown":
                alone.add((target.target_id, year, status))
    together = judge_years(project.targets, seen, project.registry, as_of)
    assert {(one.target_id, one.year, one.status) for one in together} == alone
    assert alone
