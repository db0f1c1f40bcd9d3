"""Lines of 附表1 for targets of every kind, as judgement itself found them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from dashboard.records import Chain, Row, Source
from dashboard.report.records import Line, Report, Stamp
from etl.domain.records import Observation, Place, Target
from etl.domain.sums import Figures, sheet_of, sums
from etl.domain.sums_choice import summands
from etl.store.query import Release
from tests.etl.domain.build import EVERYTHING, INDICATORS, NUMBERS, REGISTRY, verdicts
from tests.etl.domain.projects import (
    BYTES,
    EVENTS,
    FALLING,
    LEVELS,
    LIMITS,
    RATES,
    SUMS,
    TASKS,
    Dice,
    Project,
    project_of,
)  # fmt: skip

EVERY_SORT = (*LEVELS, *LIMITS, *TASKS, *SUMS, *RATES, *FALLING, *EVENTS)
PLACE = Place("620800", "平凉市", "prefecture", "620000")
SOURCE = Source(
    "plan", "平凉市新型城镇化规划", "平凉市人民政府", "2021-12", "平政发〔2021〕1号", "", 2021
)
RELEASE = Release(14, "2026-11-22T08:00:00+00:00", "0.2.0", "0123456789abcdef" * 4, {})


def report_of(lines: Sequence[Line]) -> Report:
    """Return a report that has these lines and nothing else."""
    return Report(
        place="平凉市", place_id="620800", year=2022, title=("平凉市新型城镇化规划", "2022年度监测评估报告"),
        stamp=Stamp(RELEASE, "2026-11-22"), sections=(), lines=tuple(lines), highlights=(),
        file_name="平凉市2022年度监测评估报告",
    )  # fmt: skip


def lines_of(
    targets: Sequence[Target], observations: Sequence[Observation], project: Project | None = None
) -> list[Line]:
    """Return the lines of targets, numbered from 1."""
    as_of = project.as_of if project else EVERYTHING
    made = []
    for number, found in enumerate(verdicts(targets, observations, as_of), 1):
        aim, indicator = found.target, INDICATORS[found.target.indicator_id]
        row = Row(
            target=aim, place=replace(PLACE, place_id=aim.place_id), indicator=indicator,
            unit=REGISTRY.units[indicator.unit], source=SOURCE, observation=found.used,
            actual=found.actual, status=found.status, cause=found.cause, comparable=found.comparable,
            base_revised=found.base_revised, **{name: getattr(found, name) for name in NUMBERS},
        )  # fmt: skip
        known = [
            one for one in observations
            if (one.place_id, one.indicator_id) == (aim.place_id, aim.indicator_id) and as_of.knows(one)
        ]  # fmt: skip
        parts = tuple(one.value for one in summands(aim, found.used, known, REGISTRY))
        figures = Figures(row.facts, row.level_completion, row.acceleration, parts)
        path = [one for one in targets if one.chain_id == aim.chain_id]
        sheet = sheet_of(aim, path, REGISTRY, figures)
        made.append(
            Line(number, row, Chain((row,), (), {}), None, None, sheet, sums(sheet, row.wording()))
        )
    return made


def random_lines(seed: int, projects: int) -> Iterator[Line]:
    """Yield the lines of random projects, each with a chain of every sort."""
    chance = Random(seed)
    for _ in range(projects):
        for sort in EVERY_SORT:
            dice = [Dice(chance.randbytes(BYTES)) for _ in range(3)]
            project = project_of([sort], dice)
            yield from lines_of(project.targets, project.observations, project)
