"""The judgement of targets a second time: plain Python, one target after the other, no arrays.

Written from the methods and not from the code that it checks, so that one can follow with a
pencil. It shares only the records with `etl.domain`; it must never call judgement, nor be made
quicker at the cost of being read. Percents are 55.0, differences of percents are points.
"""

from collections.abc import Sequence
from dataclasses import replace

from etl.domain.records import Observation, Registry, Target
from tests.etl.domain import slow_sums as sums
from tests.etl.domain.slow_case import NEAR, YEARLY, Case, Progress, Verdict, case_of
from tests.etl.domain.slow_paths import on_path, share_of_year
from tests.etl.domain.slow_values import Values, time_of

NEVER = 9999


def judge(
    targets: Sequence[Target],
    observations: Sequence[Observation],
    registry: Registry,
    *,
    year: int | None = None,
    known_on: int | None = None,
) -> list[Verdict]:
    """Return the verdict on each target by what was published up to a year or known on a day."""
    found = []
    for target in targets:
        values = Values(target, observations, registry, year, known_on)
        case = case_of(target, targets, values, registry)
        found.append(replace(verdict(case), base_revised=values.is_revised()))
    return found


def verdict(case: Case) -> Verdict:
    """Return the verdict on one target by the rule of its kind."""
    year, kind = case.target.year, case.target.kind
    if year is None:
        return listed(case)
    if kind == "milestone":
        return event(case, year)
    if kind == "annual_flow":
        return task(case, year)
    if kind in YEARLY and not case.indicator.running_total:
        return total(case, year)
    return level(case, year)


def runs_backward(case: Case, year: int) -> bool:
    """Return whether a target's year lies at or before its base; limits have no use for a base."""
    limited = case.target.kind in ("floor", "cap")
    return not limited and case.base_year is not None and year <= case.base_year


def unknown(
    case: Case, used: Observation | None, cause: str, *, comparable: bool = True
) -> Verdict:
    """Return that nothing can be said, with the reason; the level stays where there is a value."""
    completion = None if used is None else percent(used.value, case.aim)
    return Verdict(used, "unknown", cause, comparable, level_completion=completion)


def percent(part: float, whole: float) -> float | None:
    return None if whole == 0 else 100 * part / whole


# 水平目标：由基期经各节点到目标年


def level(case: Case, year: int) -> Verdict:
    """Return the verdict on a level, a floor or a cap."""
    used = case.values.for_level(year)
    waits = case.earlier is not None and (used is None or time_of(used) <= case.earlier[0])
    if used is None and case.values.latest() is not None:
        return unknown(case, None, "not_comparable", comparable=False)
    if used is not None and runs_backward(case, year):
        comparable = case.values.is_comparable(used)
        return unknown(case, used, "year_before_base", comparable=comparable)
    if used is None:
        return Verdict(None, "not_due", "later_year") if waits else unknown(case, None, "no_actual")
    time, comparable = time_of(used), case.values.is_comparable(used)
    after_base = case.base_year is None or time > case.base_year
    if not after_base and (case.is_met_by(used.value) or not waits):
        return unknown(case, used, "no_later_actual", comparable=comparable)
    progress = Progress(used, time, used.value, comparable=comparable)
    if comparable and after_base:
        progress = along_the_path(case, progress, min(time, year), waits=waits)
    if time < year:
        progress = replace(progress, needed=(case.aim - used.value) / (year - time))
    return decide(case, year, progress, waits=waits)


def along_the_path(case: Case, progress: Progress, time: float, *, waits: bool) -> Progress:
    """Return how far a value has come from the base, and what the path asks for at its time."""
    base, base_year, year = case.base, case.base_year, case.target.year
    if base is None or base_year is None or year is None:
        return replace(progress, why="no_base")
    if not case.is_ahead_of_base() or year <= base_year:
        return replace(progress, why="base_beyond_target")
    distance = case.aim - base
    done = 100 * (progress.value - base) / distance
    progress = replace(progress, done=done, planned=distance / (year - base_year))
    if case.target.kind == "floor":
        return replace(progress, planned=None)
    if waits:
        return progress
    start_year, start = case.earlier or (base_year, base)
    method = "linear" if case.target.kind in ("cap", *YEARLY) else case.indicator.path
    share = (time - start_year) / (year - start_year)
    expected = on_path(method, start, case.aim, share, case.indicator.ceiling)
    if expected is None:
        return replace(progress, why="path_undefined")
    return replace(progress, expected=expected, due=100 * (expected - base) / distance)


# 逐年公布的几种：相加、连乘


def total(case: Case, year: int) -> Verdict:
    """Return the verdict on what is added up from the years since the base."""
    if runs_backward(case, year) and sums.known_years(case.values, case.target.kind):
        return Verdict(case.values.latest(), "unknown", "year_before_base")
    run = sums.years_done(case.values, case.target.kind, case.base_year, year)
    waits = case.earlier is not None and run.reached <= case.earlier[0]
    if run.cause or run.used is None:
        return Verdict(run.used, *(("not_due", "later_year") if waits else ("unknown", run.cause)))
    if case.target.kind in sums.RATES:
        return compounded(case, run, year, waits=waits)
    progress = Progress(run.used, run.time, run.value)
    progress = along_the_path(case, progress, min(run.time, year), waits=waits)
    if run.time < year:
        needed = (case.aim - run.value) / (year - run.time)
        progress = replace(progress, needed=needed)
    return decide(case, year, progress, waits=waits)


def compounded(case: Case, run: sums.Run, year: int, *, waits: bool) -> Verdict:
    """Return the verdict on yearly rates, which are multiplied, not added."""
    rule = sums.RULES[case.target.kind]
    assert run.used is not None and case.base_year is not None
    part = rule(case.aim, run, case.base_year, year)
    if part.actual is None:
        return Verdict(run.used, *(("not_due", "later_year") if waits else ("unknown", part.why)))
    progress = Progress(run.used, run.time, part.actual, needed=part.needed)
    if not case.is_ahead_of_base():
        grows = case.target.kind == "average_growth"
        progress = replace(progress, why="path_undefined" if grows else "base_beyond_target")
    elif part.why or waits:
        progress = replace(progress, done=part.done, planned=part.planned, why=part.why)
    else:
        progress = replace(
            progress, expected=part.expected, done=part.done, due=part.due, planned=part.planned
        )
    return decide(case, year, progress, waits=waits)


def listed(case: Case) -> Verdict:
    """Return what can be said of a target without a year: how much of its level is reached."""
    used, kind = case.values.latest(), case.target.kind
    if used is None or kind == "annual_flow":
        return Verdict(None, "unknown", "no_year")
    if kind == "milestone":
        return replace(event(case, NEVER), status="unknown", cause="no_year")
    value: float | None = used.value
    if kind in YEARLY and not case.indicator.running_total:
        run = sums.years_done(case.values, kind, case.base_year, NEVER)
        used, value = run.used, None if run.cause else run.value
        if value is not None and kind in sums.RATES:
            value = sums.RULES[kind](case.aim, run, case.base_year or 0, NEVER).actual
    comparable = used is None or case.values.is_comparable(used)
    completion = None if value is None else percent(value, case.aim)
    return Verdict(used, "unknown", "no_year", comparable, level_completion=completion)


# 定档


def decide(case: Case, year: int, progress: Progress, *, waits: bool) -> Verdict:
    """Return status, cause and numbers of what has come so far."""
    status, cause = status_of(case, year, progress, waits=waits)
    if status == "unknown":
        completion = percent(progress.value, case.aim)
        return Verdict(
            progress.used, status, cause, progress.comparable, level_completion=completion
        )
    points = gap = acceleration = None
    if progress.expected is not None:
        gap = progress.value - progress.expected
    if progress.done is not None and progress.due is not None:
        points = progress.done - progress.due
    met = case.is_met_by(progress.value) and case.target.kind != "average_growth"
    needed = None if met else progress.needed
    if needed is not None and progress.planned and case.target.kind != "cap":
        acceleration = needed / progress.planned
    has_distance = case.target.kind != "floor"
    return Verdict(
        progress.used, status, cause, progress.comparable, actual=progress.value,
        expected=progress.expected, gap=gap,
        level_completion=percent(progress.value, case.aim),
        distance_completion=progress.done if has_distance else None,
        schedule_completion=progress.due, gap_points=points, needed_per_year=needed,
        acceleration=acceleration,
    )  # fmt: skip


def status_of(case: Case, year: int, progress: Progress, *, waits: bool) -> tuple[str, str]:
    """Return status and cause by the rule of the kind."""
    kind, over = case.target.kind, progress.time >= year
    met, late = case.meets(progress.value), ""
    if over and progress.used.period != year:
        late = "own_year_missing"
    if case.is_beyond(progress.value) and not waits:
        return ("missed" if over else "behind"), "beyond_range"
    if kind in ("floor", "cap"):
        return limit(case, progress, met=met, over=over, waits=waits, late=late)
    if over:
        return ("achieved" if met else "missed"), late
    if case.is_met_by(progress.value) and kind != "average_growth":
        return "achieved", ""
    if waits:
        return "not_due", "later_year"
    return open_status(case, progress)


def open_status(case: Case, progress: Progress) -> tuple[str, str]:
    """Return the status of a target whose year is still to come."""
    if case.base is None or case.base_year is None:
        return "unknown", "no_base"
    if not progress.comparable:
        return "unknown", "not_comparable"
    if progress.why == "base_beyond_target":
        fallen = (progress.value - case.base) * case.upward < -case.half_digit
        return ("reversing" if fallen else "unknown"), "base_beyond_target"
    if progress.why:
        return "unknown", progress.why
    return band(case, progress), ""


def band(case: Case, progress: Progress) -> str:
    """Return the band of the gap between the shares done and due."""
    assert progress.done is not None and progress.due is not None
    bands = case.registry.bands_of(case.indicator.indicator_id, case.target.nature)
    assert case.base is not None
    tolerance = 100 * case.half_digit / abs(case.aim - case.base)
    if case.target.kind == "average_growth":  # 几年的平均没有末位可言
        tolerance = 0.0
    if progress.done < -tolerance:
        return "reversing"
    points = round(progress.done - progress.due, 9)  # 纸上恰为-10的就是-10
    if -tolerance <= points < 0:  # 差距在末位四舍五入之内，算作没有
        points = 0.0
    if points >= bands.ahead:
        return "ahead"
    if points > bands.on_track or points == 0:
        return "on_track"
    return "behind" if points >= bands.behind else "far_behind"


def limit(
    case: Case, progress: Progress, *, met: bool, over: bool, waits: bool, late: str
) -> tuple[str, str]:
    """Return the status of a floor or a cap: kept or broken, whatever the way there."""
    if over:
        return ("achieved" if met else "missed"), late
    if not met and waits:
        return "not_due", "later_year"
    if not met:
        return ("missed" if case.target.kind == "cap" else "behind"), ""
    if case.target.kind == "cap" and progress.done is not None and progress.due is not None:
        assert case.base is not None
        tolerance = 100 * case.half_digit / abs(case.aim - case.base)
        if progress.done - progress.due > tolerance:
            return "behind", "allowance_early"
    return "on_track", ""


# 年度任务、事件节点


def task(case: Case, year: int) -> Verdict:
    """Return the verdict on a yearly task: within its year, against the share of it gone."""
    used = case.values.of_year(year)
    if used is None:
        return unknown(case, None, "no_actual")
    start = replace(case, base=0.0, base_year=year - 1, earlier=None)
    progress = Progress(used, time_of(used), used.value)
    if not start.is_ahead_of_base():
        progress = replace(progress, why="base_beyond_target")
        return decide(start, year, progress, waits=False)
    due = 100 * share_of_year(used, case.indicator.month_profile)
    progress = replace(
        progress, done=100 * used.value / case.aim, due=due, expected=case.aim * due / 100
    )
    return decide(start, year, progress, waits=False)


def event(case: Case, year: int) -> Verdict:
    """Return the verdict on something that is to be finished by the end of a year."""
    rows = case.values.by_day()
    if not rows:
        return unknown(case, None, "no_actual")
    finished = [one for one in rows if one.value >= case.aim - NEAR * abs(case.aim)]
    used = finished[0] if finished else rows[-1]
    if finished:
        on_time = time_of(used) <= year
        status, cause = ("achieved", "") if on_time else ("missed", "done_late")
    elif time_of(used) >= year:
        status, cause = "missed", ""
    else:
        status, cause = "not_due", "under_way" if used.value > 0 else "not_started"
    return Verdict(used, status, cause, level_completion=used.value)
