"""From reviewed statements to targets: only what a person accepted, as the person read it."""

from dataclasses import replace
from itertools import count

import pytest

from etl.domain.records import Document, Review, Statement, Target
from etl.domain.targets import read_as_reviewed, targets_from, why_not_a_target
from tests.etl.domain.build import REGISTRY

_starts = count(0, 100)


def stated(value: float | None, year: int | None, **changed: object) -> Statement:
    start = next(_starts)
    made = Statement(
        document_id="plan", start=start, stop=start + 10, quote="引文", section="一",
        region="平凉市", place_id="620800", scope="", indicator="城镇化率", indicator_id="rate",
        year=year, value=value, value_high=None, unit="%", operator="=", kind="target",
        responsible=(), rule="reach", confidence=0.9,
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]


def decided(statement: Statement, decision: str = "accept", **changed: object) -> Review:
    made = Review(statement.document_id, statement.statement_id, decision, "张三", "2026-01-01")
    return replace(made, **changed)  # type: ignore[arg-type]


def made(*pairs: tuple[Statement, Review | None]) -> tuple[Target, ...]:
    statements = {statement.statement_id: statement for statement, _ in pairs}
    return targets_from(statements, [review for _, review in pairs if review], REGISTRY, {})


def accepted(*statements: Statement) -> tuple[Target, ...]:
    return made(*((one, decided(one)) for one in statements))


BASE = stated(44.77, 2020, kind="baseline")


def test_an_unreviewed_statement_is_never_a_target() -> None:
    assert made((stated(55.0, 2025), None)) == ()


def test_a_rejected_statement_is_never_a_target() -> None:
    found = stated(55.0, 2025)
    assert made((found, decided(found, "reject"))) == ()


def test_an_accepted_statement_is_a_target_as_it_was_read() -> None:
    found = stated(55.0, 2025, operator=">=", responsible=("市发展改革委", "市公安局"))
    (target,) = accepted(found)
    assert (target.value, target.year, target.operator) == (55.0, 2025, ">=")
    assert (target.document_id, target.place_id, target.indicator_id) == ("plan", "620800", "rate")
    assert target.responsible == ("市发展改革委", "市公安局")
    assert target.statement_ids == (found.statement_id,)
    assert (target.kind, target.nature, target.stretch) == ("level", "expected", False)


def test_an_amended_value_is_used_and_the_passage_kept() -> None:
    found = stated(5.5, 2025)
    change = decided(found, "amend", value=55.0, year=2026, operator="~", place_id="620000")
    (target,) = made((found, change))
    assert (target.value, target.year, target.operator) == (55.0, 2026, "~")
    assert target.place_id == "620000" and target.statement_ids == (found.statement_id,)


def test_a_reviewer_decides_kind_nature_and_stretch() -> None:
    found = stated(90.0, 2025)
    review = decided(found, target_kind="floor", nature="binding", stretch=True)
    (target,) = made((found, review))
    assert (target.kind, target.nature, target.stretch) == ("floor", "binding", True)


def test_a_reviewer_can_take_a_scope_away() -> None:
    found = stated(55.0, 2025, scope="城市")
    assert read_as_reviewed(found, decided(found, scope="全域")).scope == ""
    assert read_as_reviewed(found, decided(found, scope="县城")).scope == "县城"
    assert read_as_reviewed(found, decided(found)).scope == "城市"


def test_an_amendment_to_nought_is_an_amendment() -> None:
    found = stated(55.0, 2025)
    (target,) = made((found, decided(found, "amend", value=0.0)))
    assert target.value == 0.0


def test_repeated_mentions_are_one_target_with_both_passages() -> None:
    first = stated(55.0, 2025, responsible=("甲",))
    again = stated(55.0, 2025, responsible=("乙", "甲"))
    (target,) = accepted(first, again)
    assert target.statement_ids == (first.statement_id, again.statement_id)
    assert target.responsible == ("甲", "乙")


def test_one_rejected_mention_does_not_take_the_target_away() -> None:
    first, again = stated(55.0, 2025), stated(55.0, 2025)
    (target,) = made((first, decided(first, "reject")), (again, decided(again)))
    assert target.statement_ids == (again.statement_id,)


def test_the_same_number_in_another_unit_is_the_same_target() -> None:
    homes = {"indicator_id": "homes", "kind": "annual_task"}
    first = stated(8.8, 2022, unit="万套", **homes)
    again = stated(88_000.0, 2022, unit="套", **homes)
    (target,) = accepted(first, again)
    assert len(target.statement_ids) == 2


@pytest.mark.parametrize(
    ("value", "unit", "indicator_id", "base_value"),
    [
        (8.8, "万套", "homes", 88_000.0),  # 8.8 * 10000
        (1350.0, "万人", "people", 13_500_000.0),
        (2192.0, "个", "estates", 2192.0),
        (1.1, "万套", "homes", 11_000.0),  # 1.1 * 10000 is 11000.000000000002 in binary
    ],
)
def test_a_value_is_brought_to_the_base_unit(
    value: float, unit: str, indicator_id: str, base_value: float
) -> None:
    (target,) = accepted(stated(value, 2025, unit=unit, indicator_id=indicator_id))
    assert target.value == base_value


def test_the_base_is_found_in_the_plan() -> None:
    (target,) = accepted(BASE, stated(55.0, 2025))
    assert (target.base, target.base_year) == (44.77, 2020)
    assert target.base_statement_id == BASE.statement_id


def test_an_actual_that_the_plan_prints_is_a_base_too() -> None:
    (target,) = accepted(stated(44.0, 2019, kind="actual"), stated(55.0, 2025))
    assert (target.base, target.base_year) == (44.0, 2019)


def test_the_latest_base_before_the_target_year_is_taken() -> None:
    old, own = stated(34.47, 2014, kind="baseline"), stated(56.0, 2025, kind="baseline")
    (target,) = accepted(old, BASE, own, stated(55.0, 2025))
    assert target.base_year == 2020


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"place_id": "620000"}, {"scope": "城市"}, {"indicator_id": "green"},
        {"document_id": "other"}, {"year": None}, {"kind": "growth"}, {"kind": "comparison"},
    ],
)  # fmt: skip
def test_the_base_of_something_else_is_not_taken(elsewhere: dict[str, object]) -> None:
    (target,) = accepted(replace(BASE, **elsewhere), stated(55.0, 2025))  # type: ignore[arg-type]
    assert (target.base, target.base_year, target.base_statement_id) == (None, None, None)


def test_an_unreviewed_base_is_no_base() -> None:
    found = stated(55.0, 2025)
    (target,) = made((BASE, None), (found, decided(found)))
    assert target.base is None


def test_milestones_of_one_path_are_one_chain_in_the_order_of_their_years() -> None:
    far, near = stated(70.0, 2035, operator="~"), stated(55.0, 2025)
    targets = accepted(far, near, BASE)
    assert [one.year for one in targets] == [2025, 2035]
    assert len({one.chain_id for one in targets}) == 1
    assert len({one.target_id for one in targets}) == 2


@pytest.mark.parametrize(
    "elsewhere",
    [{"place_id": "620000"}, {"scope": "城市"}, {"indicator_id": "green"}, {"document_id": "b"}],
)
def test_another_document_place_indicator_or_scope_is_another_chain(
    elsewhere: dict[str, object],
) -> None:
    targets = accepted(stated(55.0, 2025), stated(55.0, 2025, **elsewhere))
    assert len({one.chain_id for one in targets}) == 2
    assert len({one.target_id for one in targets}) == 2


@pytest.mark.parametrize("kind", ["baseline", "actual", "growth", "comparison", "context"])
def test_only_what_asks_for_something_is_a_target(kind: str) -> None:
    assert accepted(stated(55.0, 2025, kind=kind)) == ()


def test_a_target_without_a_year_is_kept() -> None:
    (target,) = accepted(stated(55.0, None), BASE)
    assert (target.year, target.base_year) == (None, 2020)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"indicator_id": None}, "不是登记的指标"),
        ({"indicator_id": "unheard"}, "不是登记的指标"),
        ({"place_id": None}, "没有行政区划代码"),
        ({"value": None}, "没有数值"),
        ({"operator": "range"}, "由小到大的两个数"),
        ({"operator": "range", "value_high": 50.0}, "由小到大的两个数"),
        ({"operator": "none"}, "没有数值"),
        ({"unit": "万人"}, "单位“万人”不是城镇化率的单位；可用：%、百分点"),
    ],
)
def test_what_cannot_stand_as_a_target_is_told_why_and_never_becomes_one(
    changed: dict[str, object], said: str
) -> None:
    found = replace(stated(55.0, 2025), **changed)  # type: ignore[arg-type]
    why = why_not_a_target(found, REGISTRY)
    assert why is not None and said in why and why.endswith("。")
    assert accepted(found) == ()


def test_a_target_keeps_its_identity_when_others_come_and_go() -> None:
    found = stated(55.0, 2025)
    (alone,) = accepted(found)
    beside = accepted(found, BASE, stated(70.0, 2035))
    assert alone.target_id in {one.target_id for one in beside}


PLAN = Document(
    document_id="plan", title="规划", kind="plan", issuer="市政府", place_id="620800",
    issued_on="2021-07", base_year=2020, first_year=2021, last_year=2025, citation="", sha256="",
    text="",
)  # fmt: skip


def of(document: Document, *statements: Statement) -> tuple[Target, ...]:
    """Return the targets of a document whose statements are all accepted as they were read."""
    by_id = {one.statement_id: one for one in statements}
    return targets_from(by_id, [decided(one) for one in statements], REGISTRY, {"plan": document})


def test_a_range_keeps_both_ends() -> None:
    (target,) = accepted(stated(10.0, 2022, value_high=15.0, operator="range"))
    assert (target.kind, target.value, target.value_high) == ("range", 10.0, 15.0)


def test_a_range_of_a_yearly_task_stays_a_yearly_task() -> None:
    found = stated(8.0, 2022, value_high=10.0, operator="range", indicator_id="homes", unit="万套")
    (target,) = accepted(found)
    assert (target.kind, target.value, target.value_high) == ("annual_flow", 80_000.0, 100_000.0)


def test_two_ranges_with_one_low_end_are_two_targets() -> None:
    first = stated(10.0, 2022, value_high=15.0, operator="range")
    second = stated(10.0, 2022, value_high=20.0, operator="range")
    assert len({one.target_id for one in accepted(first, second)}) == 2


def test_an_event_without_a_number_asks_for_all_of_it_by_the_end_of_its_year() -> None:
    found = stated(None, 2022, operator="none", unit="", indicator_id="metro", kind="milestone")
    (target,) = accepted(found)
    assert (target.kind, target.operator, target.value) == ("milestone", ">=", 100.0)


def test_a_number_is_no_event() -> None:
    found = stated(3.0, 2022, indicator_id="metro")
    assert "没有数值" in (why_not_a_target(found, REGISTRY) or "")


def test_yearly_values_are_put_together_from_the_base_year_of_the_plan_on() -> None:
    (target,) = of(PLAN, stated(2809.0, 2025, indicator_id="roads"))
    assert (target.kind, target.base_year, target.base) == ("cumulative", 2020, None)


def test_a_backlog_of_a_plan_without_a_base_year_counts_from_the_year_before() -> None:
    (target,) = of(replace(PLAN, base_year=None), stated(5.68, 2022, indicator_id="toilets"))
    assert (target.kind, target.base_year) == ("backlog", 2021)


def test_a_plan_takes_effect_on_the_last_day_its_date_can_mean() -> None:
    (target,) = of(PLAN, stated(55.0, 2025))
    assert (target.effective_from, target.annual) == ("2021-07-31", False)


def test_a_plan_without_a_date_takes_effect_with_its_first_year() -> None:
    (target,) = of(replace(PLAN, issued_on=None, last_year=2021), stated(55.0, 2021))
    assert (target.effective_from, target.annual) == ("2021-01-01", True)
