"""Of several plans of one place the newer sets a year anew; the older keeps its own verdict (D17)."""

from etl.domain.asof import AsOf
from etl.domain.in_force import in_force
from etl.domain.records import Target
from tests.etl.domain.build import a_target, seen, verdicts


def of_plan(document_id: str, since: str, value: float, year: int, **changed: object) -> Target:
    """Return a target of the rate that a plan in effect from `since` sets."""
    return a_target(
        value, year, document_id=document_id, chain_id=document_id, effective_from=since, **changed
    )


OLD = of_plan("old", "2014-12-31", 52.0, 2025, base=40.0, base_year=2013)
NEW = of_plan("new", "2021-06-30", 55.0, 2025, base=44.77, base_year=2020)


def by_plan(*targets: Target, as_of: AsOf | None = None) -> dict[str, str]:
    """Return by plan what superseded its target, for the plans in effect."""
    found = in_force(targets, as_of or AsOf())
    return {one.document_id: one.superseded_by for one in found}


def test_a_newer_plan_supersedes_the_same_year_of_an_older_one() -> None:
    assert by_plan(OLD, NEW) == {"old": "new", "new": ""}


def test_a_target_of_another_year_is_not_superseded() -> None:
    # 旧规划的2020年目标到期自行了结，新规划的2025年目标不影响它。
    over = of_plan("old", "2014-12-31", 48.0, 2020, base=34.47, base_year=2014)
    assert by_plan(over, NEW) == {"old": "", "new": ""}


def test_the_superseded_target_keeps_a_verdict_of_its_own() -> None:
    old, new = verdicts(in_force([OLD, NEW]), [seen(2020, 44.77), seen(2025, 53.0)])
    # 53 ≥ 52：旧目标已实现；53 < 55：新目标未实现。
    assert (old.status, new.status) == ("achieved", "missed")


def test_before_the_newer_plan_took_effect_it_is_not_there() -> None:
    assert by_plan(OLD, NEW, as_of=AsOf(known_on=20210629)) == {"old": ""}
    assert by_plan(OLD, NEW, as_of=AsOf(known_on=20210630)) == {"old": "new", "new": ""}


def test_by_the_values_of_a_year_only_plans_of_that_time_supersede() -> None:
    assert by_plan(OLD, NEW, as_of=AsOf(2020)) == {"old": "", "new": ""}
    assert by_plan(OLD, NEW, as_of=AsOf(2021)) == {"old": "new", "new": ""}


def test_other_places_indicators_scopes_and_kinds_are_left_alone() -> None:
    for changed in (
        {"place_id": "620000"}, {"indicator_id": "green"}, {"scope": "城市"}, {"kind": "floor"},
    ):  # fmt: skip
        other = of_plan("new", "2021-06-30", 55.0, 2025, **changed)
        assert by_plan(OLD, other) == {"old": "", "new": ""}, changed


def test_the_work_plan_of_a_single_year_neither_supersedes_nor_continues() -> None:
    annual = of_plan("work", "2025-01-31", 54.0, 2025, annual=True)
    assert by_plan(NEW, annual) == {"new": "", "work": ""}


def test_of_two_plans_of_one_day_only_one_counts() -> None:
    twin = of_plan("newest", "2021-06-30", 55.0, 2025, base=44.77, base_year=2020)
    assert by_plan(NEW, twin) == {"new": "newest", "newest": ""}


def test_a_milestone_beyond_the_newer_plan_goes_on_in_its_chain() -> None:
    """The older plan's 2035 stays in force: from the newer plan's 2025 on, and not due before."""
    later = of_plan("old", "2014-12-31", 70.0, 2035, base=40.0, base_year=2013)
    _, far = in_force([NEW, later])
    assert (far.chain_id, far.base, far.base_year, far.superseded_by) == ("new", 44.77, 2020, "")
    near, far_now = verdicts(in_force([NEW, later]), [seen(2020, 44.77), seen(2024, 49.5)])
    assert (near.status, far_now.status) == ("far_behind", "not_due")
    # 2030年要求 55 + (70 − 55) × 5/10 = 62.5
    _, far_then = verdicts(in_force([NEW, later]), [seen(2020, 44.77), seen(2030, 60.0)])
    assert far_then.expected == 62.5


def test_a_2025_target_does_not_overwrite_the_2035_one() -> None:
    far = of_plan("new", "2021-06-30", 70.0, 2035, base=44.77, base_year=2020)
    found = in_force([NEW, far])
    assert [(one.year, one.value) for one in found] == [(2025, 55.0), (2035, 70.0)]
