"""总体结论: how many targets stand how, and where the headline indicator is. Every count adds up."""

from collections.abc import Iterator, Sequence

from dashboard.records import Row
from dashboard.report.counts import by_cause, by_nature, by_status, parts_of
from dashboard.report.findings import Findings, year_before
from dashboard.report.phrases import change, named, points, told, when, when_seen, whole
from dashboard.report.records import Block, Line, Paragraph
from etl.domain.headline import BESIDE_THE_PATH
from etl.domain.periods import time_of, time_share
from etl.domain.reason import against_schedule, beside, plain
from etl.domain.records import Observation

_MAIN = "规划期内的主要指标"
_MOST_NAMED = 5


def conclusion(found: Findings) -> list[Block]:
    """Return the paragraphs. Raises NotAddingUp where a count does not add up."""
    said = [_scope(found), *_standing(found)]
    leading = leading_line(found)
    if leading:
        said.append(_leading(found, leading))
    said += _lagging(found)
    return [Paragraph(text) for text in said]


def highlights(found: Findings) -> tuple[str, ...]:
    """Return the conclusion in at most five short sentences."""
    running = (*found.main, *found.tasks)
    said = [_scope(found)]
    if running:
        rows = [one.row for one in running]
        said.append(f"规划期内{len(rows)}项：{by_status(rows, '规划期内的目标')}。")
    leading = leading_line(found)
    if leading:
        said.append(_latest_value(found, leading) or _subject_and_reason(leading.row))
        said += list(filter(None, [_needed(leading.row)]))
    return (*said, *_lagging(found))[:5]


def _subject_and_reason(row: Row) -> str:
    """Return the sentence behind the status, with the name that why_unknown leaves out."""
    said = told(row)
    return said if row.indicator.name.zh in said else f"{named(row)}：{said}"


def leading_line(found: Findings) -> Line | None:
    """Return the line of the headline indicator: the weightiest that is judged, running ones first."""
    judged = [one for one in found.lines if one.row.actual is not None and not one.is_task]
    judged.sort(key=lambda one: (one.is_earlier, -one.row.indicator.weight, one.number))
    return judged[0] if judged else None


def _scope(found: Findings) -> str:
    total, earlier = len(found.lines), len(found.earlier)
    parts = {
        _MAIN: len(found.main),
        "年度重点任务": len(found.tasks),
        "以往年份到期的目标": earlier,
    }
    said = parts_of(total, parts, "纳入监测的目标")
    only = next((name for name, number in parts.items() if number == total), "")
    named_parts = f"均为{only}" if only else f"其中{said}"
    return f"{found.year}年度，{whole(found.place)}纳入监测的规划目标共{total}项，{named_parts}。"


def _standing(found: Findings) -> Iterator[str]:
    """Yield how the targets of each group stand, the reasons of those not judged, and the natures."""
    for name, lines in (
        (_MAIN, found.main),
        ("年度重点任务", found.tasks),
        ("以往年份到期的目标", found.earlier),
    ):
        rows = [one.row for one in lines]
        if rows:
            natures = natures_of(rows, say_none=name == _MAIN)
            yield f"{name}{len(rows)}项中，{by_status(rows, name)}{reasons_of(rows)}。{natures}"


def reasons_of(rows: Sequence[Row]) -> str:
    """Return why those that cannot be judged cannot, in brackets; "" where all can."""
    unknown = [row for row in rows if row.status == "unknown"]
    if not unknown:
        return ""
    causes = by_cause(unknown)
    return (
        f"（{causes}）" if "、" in causes else f"（因{causes.removesuffix(f'{len(unknown)}项')}）"
    )


def natures_of(rows: Sequence[Row], *, say_none: bool) -> str:
    """Return how the binding ones stand, apart from the expected ones."""
    binding, expected = by_nature(rows)
    if not binding:
        return "均为预期性指标，没有约束性指标。" if say_none else ""
    if not expected:
        return "均为约束性指标。"
    own = [row for row in rows if row.target.nature == "binding"]
    others = [row for row in rows if row.target.nature != "binding"]
    return (
        f"其中约束性指标{binding}项：{by_status(own, '约束性指标')}；"
        f"预期性指标{expected}项：{by_status(others, '预期性指标')}。"
    )


def _leading(found: Findings, line: Line) -> str:
    """Return the paragraph on the headline indicator: value, base, last year, schedule, need."""
    row = line.row
    latest = _latest(found, line)
    if row.target.kind != "level" or row.cause in BESIDE_THE_PATH:
        return f"{latest}{told(row)}{_beyond(line)}"
    return "".join((latest, _value(found, line), _schedule(row), _needed(row), _beyond(line)))


def _latest(found: Findings, line: Line) -> str:
    """Return the latest value where the target's year is over, and on which value it is judged."""
    said = _latest_value(found, line)
    if not said:
        return ""
    if line.row.period == line.row.target.year:
        return f"{said}规划目标年份已过，以下按目标年份的数值评估。"
    return f"{said}规划目标年份已过，该年数值未公布，以下按其后首个可比年份的数值评估。"


def _latest_value(found: Findings, line: Line) -> str:
    row, final = line.row, [one for one in line.chain.points if one.preferred]
    if not final or row.adds_up or row.target.kind == "milestone" or not row.target.year:
        return ""
    seen, say = final[-1].observation, row.wording()
    if seen.period <= row.target.year or seen == row.observation:
        return ""
    said = f"{when_seen(seen)}，{whole(found.place)}{named(row)}{say.value(seen.value)}"
    return f"{said}{_since_last_year(line, seen)}。"


def _since_last_year(line: Line, seen: Observation) -> str:
    """Return the change since the year before, "" where that is not of the same series."""
    before = year_before(line.chain.points, seen)
    return f"，较上年{change(line.row.wording(), seen.value - before.value)}" if before else ""


def _value(found: Findings, line: Line) -> str:
    row, say = line.row, line.row.wording()
    if row.actual is None or row.observation is None:
        return told(row)
    said = f"{when(row)}，{whole(found.place)}{named(row)}{say.value(row.actual)}"
    aim = row.target
    later = aim.base_year is not None and row.observation.period > aim.base_year
    if aim.base is not None and later and row.comparable:
        moved_by = change(say, row.actual - aim.base)
        word = "与" if say.is_level(row.actual - aim.base) else "比"
        said += f"，{word}基期（{aim.base_year}年，{say.value(aim.base)}）{moved_by}"
    return f"{said}{_since_last_year(line, row.observation)}。"


def _schedule(row: Row) -> str:
    """Return where the value stands against the schedule, or what came of a target that is over."""
    say, aim = row.wording(), row.target
    judged = f"评估结论为“{row.status_word()}”。"
    if row.status in ("achieved", "missed") or row.expected is None or row.gap is None:
        return f"对照{aim.year}年{row.aim()}的目标，{judged}" if aim.year else judged
    return (
        f"{_time_gone(row)}序时进度要求达到{say.value(row.expected)}，"
        f"实际{beside('序时要求', row.gap, say)}；{against_schedule(row.facts)}，{judged}"
    )


def _time_gone(row: Row) -> str:
    """Return the share of the plan period that was over by the day of the value."""
    aim, seen = row.target, row.observation
    if seen is None or aim.base_year is None or aim.year is None:
        return ""
    gone = time_share(time_of(seen.period, seen.as_of), aim.base_year, aim.year)
    return f"{aim.base_year}—{aim.year}年时间进度{plain(gone, 1)}%，"


def _needed(row: Row) -> str:
    """Return the pace that would still reach the target, beside the one first planned."""
    need, aim, say = row.needed_per_year, row.target, row.wording()
    running = row.status not in ("achieved", "missed", "unknown", "not_due")
    is_paced = aim.kind == "level" and row.cause not in BESIDE_THE_PATH
    if not need or aim.year is None or not running or not is_paced:
        return ""
    said = f"要实现{aim.year}年{row.aim()}的目标，此后年均需{change(say, need)}"
    if not row.acceleration:
        return f"{said}。"
    planned = need / row.acceleration
    pace = f"规划年均{'增幅' if planned > 0 else '降幅'}（{say.difference(planned)}）"
    if plain(row.acceleration, 2) == "1":
        return f"{said}，与{pace}相同。"
    return f"{said}，为{pace}的{plain(row.acceleration, 2)}倍。"


def _beyond(line: Line) -> str:
    if line.far is None:
        return ""
    return f"{line.far.target.year}年的远期目标为{line.far.aim()}，尚未到节点。"


def _lagging(found: Findings) -> list[str]:
    """Return the sentence that names what lags, the furthest behind first."""
    lagging = found.lagging
    if not lagging:
        judged = any(one.row.status != "unknown" for one in (*found.main, *found.tasks))
        return ["规划期内已评估的目标没有滞后的。"] if judged else []
    listed = [f"{named(one.row)}（{_short(one.row)}）" for one in lagging[:_MOST_NAMED]]
    more = "等" if len(lagging) > _MOST_NAMED else ""
    return [f"滞后和未实现的共{len(lagging)}项：{'、'.join(listed)}{more}。"]


def _short(row: Row) -> str:
    if row.gap_points is not None and row.gap_points < 0 and row.status != "missed":
        return f"{row.status_word()}，落后序时进度{points(row.gap_points)}"
    return row.status_word()
