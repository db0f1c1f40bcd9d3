"""The calculation sheet: every printed sum comes out on a hand calculator, and is the verdict's."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings

from etl.domain.asof import AsOf
from etl.domain.records import Observation, Target
from etl.domain.slices import judge_slice
from etl.domain.sums import Figures, Sheet, Sum, sheet_of, sums
from etl.domain.sums_choice import summands
from tests.etl.domain.build import REGISTRY, a_target, facts_of, seen, verdicts, wording_of
from tests.etl.domain.build import Seen as Verdict
from tests.etl.domain.calculator import is_true, keyed_in
from tests.etl.domain.projects import (
    EVENTS,
    FALLING,
    LEVELS,
    LIMITS,
    RATES,
    SUMS,
    TASKS,
    Project,
    projects,
)

NUMBER = re.compile(r"\d[\d,]*\.\d+")
EVERY_SORT = (*LEVELS, *LIMITS, *TASKS, *SUMS, *RATES, *FALLING, *EVENTS)
RESULTS = {
    "水平完成率": "level_completion", "增量完成率": "distance_completion",
    "序时进度": "schedule_completion", "进度差": "gap_points", "加快倍数": "acceleration",
}  # fmt: skip
VALUES = {"序时要求": "expected", "与序时要求之差": "gap", "此后年均需变动": "needed_per_year"}


@dataclass(frozen=True)
class Written:
    """A sheet with the verdict it is about."""

    found: Verdict
    sheet: Sheet
    lines: tuple[Sum, ...]


def written(
    targets: Sequence[Target],
    observations: Sequence[Observation],
    lang: str = "zh",
    as_of: AsOf | None = None,
) -> list[Written]:
    """Return the sheets of targets that are one chain."""
    asked, made = as_of or AsOf(), []
    for found in verdicts(targets, observations, asked):
        aim = found.target
        known = [
            one
            for one in observations
            if (one.place_id, one.indicator_id) == (aim.place_id, aim.indicator_id)
            and asked.knows(one)
        ]
        parts = tuple(one.value for one in summands(aim, found.used, known, REGISTRY))
        facts = replace(facts_of(found), actual=found.actual)
        figures = Figures(facts, found.level_completion, found.acceleration, parts)
        sheet = sheet_of(aim, targets, REGISTRY, figures)
        made.append(Written(found, sheet, sums(sheet, wording_of(found, lang), lang)))
    return made


def lines_of(target: Target, *observations: Observation, lang: str = "zh") -> list[str]:
    return [one.line for one in written([target], observations, lang)[0].lines]


def check(line: Sum) -> None:
    """Key a line in again: it must come out within half a unit of its last printed digit."""
    if line.sign == "→":
        assert is_true(line.put), line.line
        return
    result = line.result.replace(",", "")
    step = 0.5 * 10.0 ** -len(result.partition(".")[2])
    assert keyed_in(line.put) == pytest.approx(float(result), rel=1e-9, abs=step * 1.00001), line


def test_a_city_that_is_behind_is_a_sheet_that_can_be_redone_by_hand() -> None:
    target = a_target(55.0, 2025, base=44.77, base_year=2020)
    # 44.77 + 10.23 × 2/5 = 48.862; 2.02/10.23 = 19.7458%; 19.7458 − 40 = −20.2542.
    assert lines_of(target, seen(2022, 46.79)) == [
        "水平完成率 46.79 ÷ 55 × 100 = 85.07%",
        "增量完成率 (46.79 − 44.77) ÷ (55 − 44.77) × 100 = 19.75%",
        "序时要求 44.77 + (55 − 44.77) × 2 ÷ 5 = 48.862%",
        "与序时要求之差 46.79 − 48.862 = -2.072个百分点",
        "序时进度 (48.862 − 44.77) ÷ (55 − 44.77) × 100 = 40%",
        "进度差 19.75 − 40 = -20.25个百分点",
        "判定 -30 ≤ -20.25 ≤ -10 → 滞后",
        "此后年均需变动 (55 − 46.79) ÷ 3 = 2.737个百分点",
        "原定年均变动 (55 − 44.77) ÷ 5 = 2.046个百分点",
        "加快倍数 2.737 ÷ 2.046 = 1.34倍",
    ]


def test_the_same_sheet_reads_in_english() -> None:
    target = a_target(55.0, 2025, base=44.77, base_year=2020)
    lines = lines_of(target, seen(2022, 46.79), lang="en")
    assert "Due by now 44.77 + (55 − 44.77) × 2 ÷ 5 = 48.862%" in lines
    assert "Gap in points 19.75 − 40 = -20.25 percentage points" in lines
    assert "Judged -30 ≤ -20.25 ≤ -10 → Behind" in lines


def test_the_later_segment_of_a_chain_starts_at_the_milestone_before() -> None:
    targets = [
        a_target(55.0, 2025, base=44.77, base_year=2020),
        a_target(70.0, 2035, base=44.77, base_year=2020),
    ]
    _, far = written(targets, [seen(2027, 56.0)])
    (due,) = [one for one in far.lines if one.name == "序时要求"]
    assert due.put == "55 + (70 − 55) × 2 ÷ 10"
    assert due.formula.startswith("2025年节点值 +")


def test_a_geometric_path_is_a_power() -> None:
    target = a_target(120.0, 2025, indicator_id="growing", base=100.0, base_year=2020)
    # 100 × 1.2^0.4 = 107.565…
    lines = lines_of(target, seen(2022, 106.0, indicator_id="growing"))
    assert "序时要求 100 × (120 ÷ 100)^(2 ÷ 5) = 107.565%" in lines


def test_a_logistic_path_goes_through_its_logits() -> None:
    target = a_target(55.0, 2025, indicator_id="saturating", base=44.77, base_year=2020)
    lines = lines_of(target, seen(2022, 46.79, indicator_id="saturating"))
    # methods.md: 48.857 in 2022.
    assert "起点对数比 ln(44.77 ÷ (100 − 44.77)) = -0.209968" in lines
    due = next(one for one in lines if one.startswith("序时要求 100 ÷ (1 + e^"))
    assert due.endswith("= 48.8574%")


def test_a_yearly_task_is_judged_by_days_in_its_printed_unit() -> None:
    target = a_target(88_000.0, 2022, indicator_id="homes")
    half = seen(2022, 46_000.0, indicator_id="homes", as_of="2022-06-30")
    lines = lines_of(target, half)
    assert "序时要求 8.8 × 181 ÷ 365 = 4.364万套" in lines
    assert "判定 -10 < 2.68 < 5 → 基本符合预期" in lines


def test_english_counts_in_whole_units_with_commas() -> None:
    target = a_target(88_000.0, 2022, indicator_id="homes")
    half = seen(2022, 46_000.0, indicator_id="homes", as_of="2022-06-30")
    lines = lines_of(target, half, lang="en")
    assert "Due by now 88,000 × 181 ÷ 365 = 43,638.4 homes" in lines


def test_a_month_profile_gives_the_share_due_by_the_day() -> None:
    target = a_target(100.0, 2022, indicator_id="seasonal")
    lines = lines_of(target, seen(2022, 40.0, indicator_id="seasonal", as_of="2022-06-10"))
    # 30 by the end of May, 45 by the end of June: 30 + 15 × 10/30 = 35.
    assert "月度进度 30 + (45 − 30) × 10 ÷ 30 = 35%" in lines
    assert "序时要求 100 × 35 ÷ 100 = 35%" in lines


def test_a_total_lists_its_summands() -> None:
    target = a_target(600.0, 2025, indicator_id="roads", base_year=2020)
    values = [
        seen(year, value, indicator_id="roads") for year, value in ((2021, 100.25), (2022, 99.5))
    ]
    lines = lines_of(target, *values)
    assert lines[0] == "累计 100.25 + 99.5 = 199.75%"
    assert "序时要求 600 × 2 ÷ 5 = 240%" in lines
    assert "此后年均需变动 (600 − 199.75) ÷ 3 = 133.417个百分点" in lines


def test_a_backlog_says_what_is_left() -> None:
    target = a_target(5.68, 2022, indicator_id="toilets", base_year=2020)
    lines = lines_of(target, seen(2021, 3.2, indicator_id="toilets"))
    assert "剩余 5.68 − 3.2 = 2.48%" in lines


def test_a_reduction_is_a_product_of_factors() -> None:
    target = a_target(13.5, 2025, indicator_id="energy", base_year=2020)
    values = [seen(2021, 2.7, indicator_id="energy"), seen(2022, 0.1, indicator_id="energy")]
    lines = lines_of(target, *values)
    # 1 − 0.973 × 0.999 = 2.7973%; 1 − 0.865^0.4 = 5.636%: the figures of methods.md.
    assert lines[0] == "累计降低 (1 − (1 − 2.7 ÷ 100) × (1 − 0.1 ÷ 100)) × 100 = 2.797%"
    assert "序时要求 (1 − (1 − 13.5 ÷ 100)^(2 ÷ 5)) × 100 = 5.636%" in lines


def test_average_growth_is_the_root_of_its_product() -> None:
    target = a_target(7.0, 2025, indicator_id="income", base_year=2020)
    rates = ((2021, 8.0), (2022, 5.5), (2023, 7.0))
    lines = lines_of(target, *(seen(year, rate, indicator_id="income") for year, rate in rates))
    # methods.md: 8, 5.5, 7 → 6.828%.
    product = "(1 + 8 ÷ 100) × (1 + 5.5 ÷ 100) × (1 + 7 ÷ 100)"
    assert lines[0] == f"年均增速 (({product})^(1 ÷ 3) − 1) × 100 = 6.8284%"
    assert "目标累计增长 ((1 + 7 ÷ 100)^5 − 1) × 100 = 40.255173%" in lines


def test_a_shortfall_of_rounding_is_shown_as_none() -> None:
    target = a_target(50.0, 2025, base=40.0, base_year=2020, nature="binding", indicator_id="green")
    lines = lines_of(target, seen(2022, 43.997, indicator_id="green"))
    # g = −0.03; half a hundredth over 10 points is 0.05.
    assert "舍入容差 0.005 ÷ (50 − 40) × 100 = 0.05个百分点" in lines
    assert "进度差修正 -0.05 ≤ -0.03 < 0 → 0个百分点" in lines
    assert "判定 0 ≤ 0 < 5 → 基本符合预期" in lines


def test_who_goes_backwards_is_measured_by_the_distance_covered() -> None:
    target = a_target(50.0, 2025, base=40.0, base_year=2020, indicator_id="green")
    lines = lines_of(target, seen(2022, 39.0, indicator_id="green"))
    assert "判定 -10 < -0.05 → 逆向变化" in lines


def test_about_a_target_shows_its_tolerance() -> None:
    target = a_target(70.0, 2022, operator="~", indicator_id="green")
    lines = lines_of(target, seen(2022, 69.0, indicator_id="green"))
    assert lines[1:] == ["左右的界限 70 − 70 × 0.02 = 68.6%", "判定 69 ≥ 68.6 → 已实现"]


def test_more_than_a_target_is_a_strict_comparison() -> None:
    target = a_target(90.0, 2022, operator=">", indicator_id="green")
    assert lines_of(target, seen(2022, 90.0, indicator_id="green"))[-1] == "判定 90 ≤ 90 → 未实现"


def test_a_floor_and_a_cap_are_compared_and_nothing_else() -> None:
    floor = a_target(90.0, 2025, kind="floor", operator=">=", indicator_id="green")
    assert "判定 89.5 < 90 → 滞后" in lines_of(floor, seen(2022, 89.5, indicator_id="green"))
    cap = a_target(20.0, 2025, operator="<=", indicator_id="land")
    assert lines_of(cap, seen(2022, 19.0, indicator_id="land"))[-1] == "判定 19 ≤ 20 → 基本符合预期"


def test_an_allowance_used_early_is_compared_with_the_tolerance() -> None:
    cap = a_target(20.0, 2025, operator="<=", indicator_id="land", base=10.0, base_year=2020)
    lines = lines_of(cap, seen(2022, 16.0, indicator_id="land"))
    # 60% of the allowance in 40% of the time.
    assert "进度差 60 − 40 = 20个百分点" in lines
    assert "判定 20 > 0.05 → 滞后" in lines


def test_a_range_is_met_between_its_ends() -> None:
    target = a_target(
        10.0, 2022, value_high=15.0, operator="range", kind="range", indicator_id="corridor"
    )
    assert (
        lines_of(target, seen(2022, 12.0, indicator_id="corridor"))[-1]
        == "判定 10 ≤ 12 ≤ 15 → 已实现"
    )
    assert (
        lines_of(target, seen(2022, 16.0, indicator_id="corridor"))[-1] == "判定 16 > 15 → 未实现"
    )


def test_an_event_compares_its_dates() -> None:
    target = a_target(100.0, 2022, operator=">=", indicator_id="metro")
    early = seen(2022, 100.0, indicator_id="metro", as_of="2022-11-30")
    assert lines_of(target, early) == ["判定 2022-11-30 ≤ 2022-12-31 → 提前实现"]
    late = seen(2023, 100.0, indicator_id="metro", as_of="2023-02")
    assert lines_of(target, late) == ["判定 2023-02-28 > 2022-12-31 → 未实现"]


def test_a_number_is_printed_with_all_the_digits_it_was_published_with() -> None:
    target = a_target(100_000.0, 2022, indicator_id="homes")
    lines = lines_of(target, seen(2022, 45_678.0, indicator_id="homes"))
    assert lines[0] == "水平完成率 4.5678 ÷ 10 × 100 = 45.68%"  # two decimals would say 4.57


def test_what_cannot_be_judged_has_no_verdict_on_its_sheet() -> None:
    assert lines_of(a_target(55.0, 2025, base=44.77, base_year=2020)) == []
    no_base = lines_of(a_target(55.0, 2025), seen(2022, 46.79))
    assert no_base == ["水平完成率 46.79 ÷ 55 × 100 = 85.07%"]


def everything(project: Project, lang: str) -> Iterator[Written]:
    """Yield the sheets of all chains of a project."""
    for place in dict.fromkeys(target.place_id for target in project.targets):
        chain = [one for one in project.targets if one.place_id == place]
        yield from written(chain, project.observations, lang, project.as_of)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(projects(EVERY_SORT, 3))
def test_every_line_comes_out_on_a_hand_calculator(project: Project) -> None:
    for lang in ("zh", "en"):
        for one in everything(project, lang):
            for line in one.lines:
                check(line)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(projects(EVERY_SORT, 3))
def test_every_result_is_the_number_of_the_verdict(project: Project) -> None:
    for one in everything(project, "zh"):
        factor = wording_of(one.found).factor
        for line in one.lines:
            name = RESULTS.get(line.name) or VALUES.get(line.name)
            if name is None:
                continue
            number = getattr(one.found, name)
            assert number is not None, line
            shown = number if line.name in RESULTS else number / factor
            step = 0.5 * 10.0 ** -len(line.result.partition(".")[2])
            assert float(line.result) == pytest.approx(shown, abs=step * 1.00001), line


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(projects(EVERY_SORT, 3))
def test_every_judged_target_shows_what_its_status_follows_from(project: Project) -> None:
    for one in everything(project, "zh"):
        judged = one.found.status not in ("unknown", "not_due")
        assert any(line.name == "判定" for line in one.lines) == judged, one.found


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(projects(EVERY_SORT, 3))
def test_no_number_comes_from_nowhere(project: Project) -> None:
    for one in everything(project, "zh"):
        known = set(given_numbers(one))
        for line in one.lines:
            for number in NUMBER.findall(line.put):
                assert any(abs(float(number) - seen) < 1e-9 for seen in known), (number, line)
            known |= {abs(float(line.result))} if line.sign == "=" else set()


def given_numbers(one: Written) -> Iterable[float]:
    """Return the sizes of what a plan, a publication or the registry gives, in the printed unit."""
    sheet, factor = one.sheet, wording_of(one.found).factor
    values = (
        sheet.value, sheet.far, sheet.base, sheet.start, sheet.half_step, sheet.facts.actual,
        sheet.ceiling, *sheet.figures.parts,
    )  # fmt: skip
    yield from (abs(value) / factor for value in values if value is not None)
    bands = sheet.bands
    yield from (abs(one) for one in (bands.ahead, bands.on_track, bands.behind, *sheet.profile))
    yield sheet.approximate


def test_a_sheet_is_about_the_target_that_was_judged() -> None:
    target = a_target(55.0, 2025, base=44.77, base_year=2020)
    judged = judge_slice([target], [seen(2022, 46.79)], REGISTRY, AsOf())
    (one,) = written([target], [seen(2022, 46.79)])
    assert one.sheet.facts.expected == pytest.approx(float(judged.verdicts.expected[0]))
    assert (one.sheet.start, one.sheet.start_year) == (44.77, 2020)


def planned(target: Target, *observations: Observation) -> float | None:
    return written([target], observations)[0].sheet.planned_per_year


def test_the_pace_first_planned_is_the_way_over_the_years() -> None:
    # (55 − 44.77) ÷ 5
    aim = a_target(55.0, 2025, base=44.77, base_year=2020)
    assert planned(aim, seen(2022, 46.79)) == pytest.approx(2.046)


def test_a_reduction_is_planned_by_the_rate_that_compounds_to_it() -> None:
    # 1 − 0.865 ** (1/5) = 2.859% a year make 13.5% in five years.
    aim = a_target(13.5, 2025, kind="cumulative_reduction", base_year=2020, base=0.0)
    assert planned(aim) == pytest.approx(100 * (1 - 0.865**0.2))


@pytest.mark.parametrize("kind", ["annual_flow", "floor", "cap", "milestone"])
def test_what_has_no_path_has_no_planned_pace(kind: str) -> None:
    assert planned(a_target(55.0, 2025, kind=kind, base=44.77, base_year=2020)) is None


def test_without_a_base_no_pace_was_planned() -> None:
    assert planned(a_target(55.0, 2025)) is None


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(projects(EVERY_SORT, 3))
def test_needed_over_planned_is_the_acceleration_of_the_verdict(project: Project) -> None:
    for one in everything(project, "zh"):
        need, pace = one.found.needed_per_year, one.sheet.planned_per_year
        if one.found.acceleration is not None and need is not None:
            assert pace is not None, one.found
            assert need == pytest.approx(one.found.acceleration * pace, rel=1e-6, abs=1e-9)
