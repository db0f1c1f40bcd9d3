"""Judgement over columns agrees with the same rules done slowly, in plain Python, by hand.

A case is one target judged in both ways, with its chain and the values published for it. Every
example is a small project of several chains, each of a place of its own, so there are at least as
many cases as chains; each of four tests asserts that it judged 10,000 random cases or more. Left
out, because no document says what to say of them: kinds mixed within one chain, and sums of
values that depend on a census.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

from dashboard.board import Board
from dashboard.reader import BoardReader
from dashboard.records import Row
from etl.domain.asof import AsOf
from etl.domain.columns import CAUSES, STATUSES
from etl.domain.in_force import in_force
from etl.domain.records import Target
from etl.project.folder import Folder
from etl.project.observations import read_observations
from etl.project.reader import read_project
from etl.steps.load import load
from tests.conftest import ROOT
from tests.etl.domain import slow, slow_plans
from tests.etl.domain.build import NUMBERS, REGISTRY, Seen, verdicts
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
    Sort,
    plans,
    project_of,
    projects,
)
from tests.etl.domain.slow_case import Verdict

CHAINS_EACH = 8
ENOUGH = 1_250  # 每例8条链，每链至少一个目标：一万个以上
NO_TOTAL = ("years_missing", "no_base", "year_before_base")


def differences(fast: Seen | Row, by_hand: Verdict) -> dict[str, tuple[object, object]]:
    """Return what is not the same in two verdicts on one target, with both answers."""
    used = fast.used if isinstance(fast, Seen) else fast.observation
    pairs: dict[str, tuple[object, object]] = {
        name: (getattr(fast, name), getattr(by_hand, name))
        for name in ("status", "cause", "comparable", "base_revised")
    }
    # 没有合计时，列出哪一年的数都可以。
    if by_hand.cause not in NO_TOTAL:
        pairs["used"] = (used, by_hand.used)
    found = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    shares = [abs(one) for one in (by_hand.distance_completion, by_hand.schedule_completion) if one]
    value = used.value if used else 0.0
    size = {"gap": max(1.0, abs(fast.target.value), abs(value)), "gap_points": max(1.0, *shares, 0)}
    for name in NUMBERS if by_hand.actual is None else (*NUMBERS, "actual"):
        one, other = getattr(fast, name), getattr(by_hand, name)
        if not is_same(one, other, size.get(name, 1.0)):
            found[name] = (one, other)
    return found


def is_same(one: float | None, other: float | None, size: float) -> bool:
    """Return whether two numbers agree to a thousand-millionth, or both are absent."""
    if one is None or other is None:
        return one is None and other is None
    return one == pytest.approx(other, rel=1e-9, abs=1e-9 * size)


def compare(project: Project, tally: Counter[str]) -> None:
    """Judge a project in both ways; count statuses and causes; fail where they differ."""
    as_of = project.as_of
    fast = verdicts(project.targets, project.observations, as_of)
    by_hand = slow.judge(
        project.targets, project.observations, REGISTRY, year=as_of.year, known_on=as_of.known_on
    )
    for one, other in zip(fast, by_hand, strict=True):
        tally[other.status] += 1
        tally[other.cause] += 1
        found = differences(one, other)
        if found:
            pytest.fail(told(project, one.target, found))


def told(project: Project, target: Target, found: dict[str, tuple[object, object]]) -> str:
    """Return a case in full, with both answers: what a person needs to do it on paper."""
    chain = [one for one in project.targets if one.chain_id == target.chain_id]
    rows = [one for one in project.observations if one.place_id == target.place_id]
    rows.sort(key=lambda one: (one.period, one.as_of))
    answers = [f"{name}: judgement {fast}, by hand {hand}" for name, (fast, hand) in found.items()]
    return "\n".join([*answers, str(project.as_of), str(target), *map(str, chain), *map(str, rows)])


def judged(
    strategy: SearchStrategy[Project], examples: int, judge: Callable[[Project, Counter[str]], None]
) -> Counter[str]:
    """Return how often each status and cause was found in that many random projects."""
    tally: Counter[str] = Counter()

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def agree(project: Project) -> None:
        judge(project, tally)

    agree()
    return tally


def random_cases(sorts: Sequence[Sort]) -> int:
    """Return how many targets were judged in both ways."""
    return cases(judged(projects(sorts, CHAINS_EACH), ENOUGH, compare))


def cases(tally: Counter[str]) -> int:
    return sum(tally[status] for status in STATUSES)


def test_levels_and_ranges_agree_with_the_arithmetic_by_hand() -> None:
    assert random_cases(LEVELS) >= 10_000


def test_floors_caps_yearly_tasks_and_events_agree_with_the_arithmetic_by_hand() -> None:
    assert random_cases([*LIMITS, *TASKS, *EVENTS]) >= 10_000


def test_sums_and_backlogs_agree_with_the_arithmetic_by_hand() -> None:
    assert random_cases(SUMS) >= 10_000


def test_reductions_and_average_growth_agree_with_the_arithmetic_by_hand() -> None:
    assert random_cases([*RATES, *FALLING]) >= 10_000


def test_every_status_and_every_cause_comes_up() -> None:
    """The same projects every time: what Hypothesis draws may leave a rare cause out."""
    chance, tally = Random(4), Counter[str]()
    sorts = [*LEVELS, *LIMITS, *TASKS, *SUMS, *RATES, *FALLING, *EVENTS]
    for _ in range(300):
        thrown = [Dice(chance.randbytes(BYTES)) for _ in range(CHAINS_EACH + 1)]
        compare(project_of(sorts, thrown), tally)
    assert [name for name in (*STATUSES, *CAUSES) if not tally[name]] == []


def settled(targets: Sequence[Target]) -> dict[str, tuple[object, ...]]:
    """Return what being in force changes in each target, by its number."""
    return {
        one.target_id: (one.superseded_by, one.chain_id, one.base, one.base_year)
        for one in targets
    }  # fmt: skip


def compare_plans(project: Project, tally: Counter[str]) -> None:
    """Settle which plans are in force in both ways; fail where they differ."""
    as_of = project.as_of
    found = settled(in_force(project.targets, as_of))
    by_hand = slow_plans.in_force(project.targets, year=as_of.year, known_on=as_of.known_on)
    assert found == settled(by_hand), (as_of, project.targets)
    compare(replace(project, targets=tuple(by_hand)), tally)
    given_chain = {one.target_id: one.chain_id for one in project.targets}
    for one in by_hand:
        tally["superseded"] += bool(one.superseded_by)
        tally["continued"] += one.chain_id != given_chain[one.target_id]


def test_which_plan_is_in_force_agrees_with_the_reading_by_hand() -> None:
    tally = judged(plans(LEVELS, CHAINS_EACH), 300, compare_plans)
    assert cases(tally) >= 2_400
    assert tally["superseded"] and tally["continued"]


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    """The board of the committed project."""
    url = f"sqlite:///{tmp_path_factory.mktemp('agreement') / 'urban.sqlite'}"
    load(Folder(ROOT), url=url, now=datetime(2026, 11, 22, tzinfo=UTC))
    with BoardReader(url).open() as opened:
        yield opened


YEARS = [AsOf(year) for year in (*range(2014, 2027), 2035)]
DAYS = [AsOf(known_on=day) for day in (20170630, 20210601, 20220731, 20230101, 20240301, 20260101)]


@pytest.mark.parametrize("as_of", [None, AsOf(), *YEARS, *DAYS], ids=str)
def test_every_row_of_the_starter_project_agrees_with_the_arithmetic_by_hand(
    board: Board, as_of: AsOf | None
) -> None:
    """The rows as stored by the load (None) and as computed for a year or a day."""
    project = read_project(Folder(Path(ROOT)))
    observations = read_observations(project)
    asked = {"year": as_of.year, "known_on": as_of.known_on} if as_of else {}
    targets = slow_plans.in_force(project.targets, **asked)
    by_hand = slow.judge(targets, observations, project.registry, **asked)
    rows = board.rows() if as_of is None else board.rows(as_of=as_of)
    fast = {row.target.target_id: row for row in rows}
    assert sorted(fast) == sorted(one.target_id for one in targets)
    for target, verdict in zip(targets, by_hand, strict=True):
        row = fast[target.target_id]
        assert (row.target.superseded_by, row.target.chain_id) == (
            target.superseded_by, target.chain_id,
        )  # fmt: skip
        assert differences(row, verdict) == {}, target
