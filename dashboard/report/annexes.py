"""附表1—5: the whole of what was judged, place by place, task by task, with owners and sources."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dashboard.records import Row, Source
from dashboard.report.counts import by_cause
from dashboard.report.findings import Findings
from dashboard.report.measures import log_cells
from dashboard.report.phrases import (
    NOTHING,
    actual,
    aim,
    amount,
    book,
    dated,
    figure,
    fixed,
    is_within_year,
    named,
    nature,
    until,
    verdict,
    year_or_none,
)
from dashboard.report.records import Block, Cell, Column, Line, Table
from dashboard.report.tasks import owners
from etl.domain.headline import headline
from etl.domain.periods import day_in_words
from etl.domain.reason import status_word
from etl.domain.records import Observation

Cells = tuple[Cell, ...]
Notes = tuple[str, ...]
_INDICATORS = (
    Column("序号", 0.7, "center"), Column("指标", 2.9), Column("单位", 0.8, "center"), Column("属性", 1.0, "center"),
    Column("基期", 1.1, "right"), Column("目标", 1.7, "right"), Column("目标年", 0.9, "center"),
    Column("远期目标", 1.3, "center"), Column("规划年均", 0.9, "right"), Column("本年实际", 1.1, "right"),
    Column("水平完成率", 0.9, "right"), Column("增量完成率", 0.9, "right"), Column("序时进度", 0.9, "right"),
    Column("进度差", 0.9, "right"), Column("剩余年均需", 0.9, "right"), Column("评估结论", 1.2, "center"),
    Column("研判说明", 2.8), Column("责任单位", 1.4), Column("数据来源", 1.4),
)  # fmt: skip
_PLACES = (
    Column("序号", 0.7, "center"), Column("地区", 1.4), Column("指标", 2.6), Column("单位", 0.9, "center"),
    Column("基期", 1.2, "right"), Column("目标", 1.3, "right"), Column("目标年", 1.0, "center"),
    Column("本年实际", 1.4, "right"), Column("水平完成率", 1.2, "right"), Column("增量完成率", 1.2, "right"),
    Column("序时进度", 1.1, "right"), Column("进度差", 1.1, "right"), Column("评估结论", 1.4, "center"),
    Column("数据来源", 3.4),
)  # fmt: skip
_TASKS = (
    Column("序号", 0.7, "center"), Column("任务", 2.8), Column("责任单位", 3.6), Column("目标", 1.4, "right"),
    Column("时限", 1.2, "center"), Column("进展", 1.4, "right"), Column("截至", 1.6, "center"),
    Column("增量完成率", 1.1, "right"), Column("序时进度", 1.1, "right"), Column("进度差", 1.0, "right"),
    Column("评估结论", 1.3, "center"), Column("说明", 2.4), Column("数据来源", 1.7),
)  # fmt: skip
_SUPERVISED = (
    Column("编号", 0.7, "center"), Column("事项", 2.8), Column("滞后程度", 1.3, "center"),
    Column("进度差", 1.0, "right"), Column("研判意见", 2.2), Column("责任单位", 1.8),
    Column("整改措施", 2.4), Column("时限", 1.5, "center"), Column("进展", 1.2, "center"),
    Column("办理情况", 2.2), Column("已销号", 1.0, "center"),
)  # fmt: skip
_SOURCES = (
    Column("序号", 0.7, "center"), Column("指标", 2.4), Column("口径", 3.4), Column("采用数值", 1.4, "right"),
    Column("时点", 1.4, "center"), Column("版本", 1.6, "center"), Column("公布日期", 1.8, "center"),
    Column("来源", 3.4), Column("同年其他数值及说明", 3.0),
)  # fmt: skip
_PLANS = (
    Column("序号", 0.7, "center"), Column("规划文件", 3.4), Column("发文机关", 2.2), Column("日期", 1.6, "center"),
    Column("出处", 4.0), Column("说明", 4.6),
)  # fmt: skip
_SHARES = (
    "注：完成率和序时进度为百分数，进度差为百分点；数值按“单位”栏所列单位；横线表示缺数据或不适用。"
)
_MATURITIES = {"preliminary": "初步数", "forecast": "预测数"}
_NUMBERED = "数据来源栏的“实际”“规划”编号见附表5。"


def annexes(found: Findings) -> list[Block]:
    """Return the annexes that have lines; under the last one stands which of the five have none."""
    tables = [
        Table(key, caption, columns, tuple(rows), notes, wide=True, label=label)
        for key, label, caption, columns, rows, notes in _all(found)
    ]
    kept = [one for one in tables if one.rows]
    empty = [f"{one.label}{one.caption}" for one in tables if not one.rows]
    if empty:
        left_out = f"注：{'、'.join(empty)}没有可列的事项，从略。"
        kept[-1] = replace(kept[-1], notes=(*kept[-1].notes, left_out))
    return [*kept]


def _all(
    found: Findings,
) -> Iterator[tuple[str, str, str, tuple[Column, ...], Sequence[Cells], Notes]]:
    """Yield key, label, caption, columns, rows and notes of every annex, the empty ones too."""
    index = _Index(found)
    main = [_indicator(one, index) for one in found.lines if not one.is_task]
    places = [_place(at, one.row) for at, one in enumerate(found.members.ranked, 1)]
    tasks = [_task(one, index) for one in found.lines if one.is_task]
    items = [log_cells(at, one) for at, one in enumerate(found.supervised, 1)]
    plans = [_plan(at, one) for at, one in enumerate(found.sources, 1)]
    numbered = (_SHARES + _NUMBERED,)
    yield "annex1", "附表1", "主要指标完成情况", _INDICATORS, main, numbered
    yield "annex2", "附表2", "下级地区目标完成情况", _PLACES, places, (_SHARES,)
    yield "annex3", "附表3", "重点任务台账", _TASKS, tasks, numbered
    yield "annex4", "附表4", "督办清单", _SUPERVISED, items, ()
    yield "annex5", "附表5", "数据来源、口径和修订记录（实际值）", _SOURCES, _sources(found), ()
    yield "annex5_plans", "附表5（续）", "数据来源（规划文件）", _PLANS, plans, ()


class _Index:
    """The numbers under which 附表5 lists values and plans."""

    def __init__(self, found: Findings) -> None:
        judged = [one.row.target.target_id for one in found.lines if one.row.observation]
        self._values = {key: number for number, key in enumerate(judged, 1)}
        self._plans = {one.document_id: number for number, one in enumerate(found.sources, 1)}

    def of(self, row: Row) -> Cell:
        """Return the numbers of a row's plan and value."""
        number = self._values.get(row.target.target_id)
        plan = f"规划{self._plans[row.target.document_id]}"
        return Cell(plan if number is None else f"{plan}、实际{number}")


def _indicator(line: Line, index: _Index) -> Cells:
    row = line.row
    base = amount(row, row.target.base)
    if row.target.base is not None:
        base = Cell(f"{base.text}（{row.target.base_year}）", base.value, base.decimals)
    return (
        Cell(str(line.number), float(line.number)), Cell(named(row)), Cell(row.wording().unit), Cell(nature(row)),
        base, aim(row), Cell(year_or_none(row)), Cell(_far(line)),
        amount(row, line.sheet.planned_per_year), _actual(row),
        figure(row.level_completion), figure(row.distance_completion), figure(row.schedule_completion),
        figure(row.gap_points), amount(row, row.needed_per_year), verdict(row),
        Cell(_said(line)), Cell(owners(line)), index.of(row),
    )  # fmt: skip


def _far(line: Line) -> str:
    return f"{line.far.aim()}（{line.far.target.year}年）" if line.far else NOTHING


def _actual(row: Row) -> Cell:
    """Return the actual with its time, or that there is none."""
    return Cell("缺数据") if row.actual is None else dated(row)


def _said(line: Line) -> str:
    """Return the finding in short, or why there is none, and what a person judged."""
    row = line.row
    said = (
        by_cause([row]).removesuffix("1项")
        if row.status == "unknown"
        else headline(row.facts, row.wording())
    )
    if line.judgement:
        word = status_word(line.judgement.status)
        said += f"。人工研判：{word}，{line.judgement.reason.rstrip('。')}（{line.judgement.who}）"
    return f"{said}。"


def _source(row: Row) -> str:
    seen = row.observation
    actual = f"实际值：{seen.source}" if seen else "实际值：缺数据"
    return f"目标：{book(row.source.title)}；{actual}"


def _place(at: int, row: Row) -> Cells:
    base = amount(row, row.target.base)
    return (
        Cell(str(at), float(at)), Cell(row.place.name), Cell(named(row)), Cell(row.wording().unit), base,
        aim(row), Cell(year_or_none(row)), _actual(row),
        figure(row.level_completion), figure(row.distance_completion), figure(row.schedule_completion),
        figure(row.gap_points), verdict(row), Cell(_source(row)),
    )  # fmt: skip


def _task(line: Line, index: _Index) -> Cells:
    row = line.row
    return (
        Cell(str(line.number), float(line.number)), Cell(named(row)), Cell(owners(line)), Cell(row.aim()),
        Cell(f"{row.target.year}年底" if row.target.year else "未写明"), actual(row), Cell(until(row)),
        figure(row.distance_completion), figure(row.schedule_completion), figure(row.gap_points),
        verdict(row), Cell(_said(line)), index.of(row),
    )  # fmt: skip


def _plan(at: int, plan: Source) -> Cells:
    return (
        Cell(str(at), float(at)), Cell(plan.title), Cell(plan.issuer or "不详"),
        Cell(day_in_words(plan.issued_on) or "不详"),
        Cell(plan.citation or NOTHING), Cell(plan.note or NOTHING),
    )  # fmt: skip


def _sources(found: Findings) -> list[Cells]:
    judged = [one for one in found.lines if one.row.observation]
    return [_traced(found, at, one) for at, one in enumerate(judged, 1)]


def _traced(found: Findings, at: int, line: Line) -> Cells:
    row = line.row
    seen = row.observation
    assert seen is not None
    return (
        Cell(str(at), float(at)), Cell(named(row)), Cell(row.indicator.definition.zh),
        Cell(f"{seen.printed}{seen.printed_unit}"), Cell(day_in_words(seen.as_of or str(seen.period))),
        Cell(line.vintage),
        Cell(day_in_words(seen.released_on) or "不详"), Cell(seen.source),
        Cell(_others(found, line) or NOTHING),
    )  # fmt: skip


def _described(found: Findings, other: Observation) -> str:
    """Return what a value is that was not taken: its version, its day, whether it is settled."""
    told = [found.registry.vintages[other.vintage].name.zh]
    told += [f"截至{day_in_words(other.as_of)}"] if is_within_year(other.as_of) else []
    told += [_MATURITIES[other.maturity]] if other.maturity in _MATURITIES else []
    return "，".join(told)


def _others(found: Findings, line: Line) -> str:
    """Return the values of the same year that were not taken, and what must be said of the one taken."""
    row = line.row
    used = row.observation
    assert used is not None
    notes = [
        f"另有{other.printed}{other.printed_unit}（{_described(found, other)}）"
        for point in line.chain.points
        for other in [point.observation]
        if other.period == used.period and other != used
    ]
    if used.maturity in _MATURITIES:
        notes.append(_MATURITIES[used.maturity])
    if used.trust == "C":
        notes.append("待核")
    if used.basis:
        notes.append(f"由公布数推算：{used.basis}")
    if row.adds_up:
        notes.append("为最后一年的数值，目标按逐年累计评估")
    if row.base_revised:
        base = row.target.base
        notes.append(
            f"规划所列基期值{fixed((base or 0) / row.wording().factor, row.indicator.decimals)}此后有修订"
        )
    return "；".join(notes)
