"""主要指标进展: binding and expected indicators apart, by theme; a chart for each that has values."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from dashboard.report.charts import chart_of, is_drawn
from dashboard.report.conclusion import leading_line, reasons_of
from dashboard.report.counts import by_status
from dashboard.report.findings import Findings
from dashboard.report.phrases import (
    aim,
    amount,
    dated,
    figure,
    named,
    told,
    verdict,
    year_or_none,
)
from dashboard.report.records import Block, Cell, Column, Heading, Line, Paragraph, Table
from etl.domain.periods import day_in_words
from etl.domain.reason import status_word

_COLUMNS = (
    Column("指标", 3.0), Column("单位", 0.95, "center"), Column("基期", 1.05, "right"),
    Column("本年实际", 1.45, "right"), Column("目标", 1.6, "right"), Column("目标年", 1.2, "center"),
    Column("进度差", 1.2, "right"), Column("评估结论", 1.45, "center"),
)  # fmt: skip
_NOTE = "注：进度差为增量完成率减序时进度，单位为百分点；横线表示缺数据或不适用，原因见评估结论和研判说明。"
_GROUPS = (("binding", "约束性指标"), ("expected", "预期性指标"))
_ORDER = "（一）", "（二）", "（三）"


def progress(found: Findings) -> list[Block]:
    """Return a subsection for each nature that has indicators, and one for targets of earlier years."""
    groups = [
        (name, key, [one for one in found.main if one.row.target.nature == key])
        for key, name in _GROUPS
    ]
    blocks: list[Block] = []
    order = iter(_ORDER)
    for name, key, lines in groups:
        blocks.append(Heading(2, f"{next(order)}{name}"))
        if lines:
            blocks += _group(name, key, lines)
        else:
            blocks.append(Paragraph(f"规划期内没有纳入监测的{name}。"))
    if found.earlier:
        blocks.append(Heading(2, f"{next(order)}以往年份到期的目标"))
        blocks += _earlier(found)
    return blocks


def _group(name: str, key: str, lines: Sequence[Line]) -> Iterator[Block]:
    rows = [one.row for one in lines]
    yield Paragraph(f"{name}共{len(rows)}项：{by_status(rows, name)}{reasons_of(rows)}。")
    yield table_of(f"progress_{key}", f"{name}进展", lines)
    number = 0
    for _, group in groupby(lines, key=lambda one: one.theme):
        judgeable = [one for one in group if one.row.status != "unknown"]
        if judgeable:
            number += 1
            yield Heading(3, f"{number}. {judgeable[0].theme}")
        for line in judgeable:
            yield from _one(line)


def _one(line: Line) -> Iterator[Block]:
    yield Paragraph(told(line.row))
    if line.judgement:
        yield Paragraph(judged(line))
    if is_drawn(line.chain):
        yield chart_of(line.chain, line.row)


def judged(line: Line) -> str:
    """Return what a person holds the status to be, beside the computed one."""
    said = line.judgement
    assert said is not None
    until = f"，有效期至{day_in_words(said.until)}" if said.until else ""
    return (
        f"人工研判为“{status_word(said.status)}”：{said.reason.rstrip('。')}"
        f"（{said.who}，{day_in_words(said.decided_on)}{until}）。计算结论不因此改变。"
    )


def _earlier(found: Findings) -> Iterator[Block]:
    rows = [one.row for one in found.earlier]
    said = by_status(rows, "以往年份到期的目标")
    yield Paragraph(f"以往年份到期的目标共{len(rows)}项：{said}{reasons_of(rows)}。")
    yield table_of("earlier", "以往年份到期目标的最终评估", found.earlier, "目标年实际")
    leading = leading_line(found)
    if leading and leading.is_earlier and is_drawn(leading.chain):
        yield chart_of(leading.chain, leading.row)


def table_of(key: str, caption: str, lines: Sequence[Line], actual: str = "本年实际") -> Table:
    """Return lines as the short table that stands in the text; `actual` heads the actual values."""
    columns = tuple(
        replace(one, head=actual) if one.head == "本年实际" else one for one in _COLUMNS
    )
    rows = tuple(_cells(one) for one in lines)
    return Table(key, caption, columns, rows, notes=(_NOTE,))


def _cells(line: Line) -> tuple[Cell, ...]:
    row = line.row
    return (
        Cell(named(row)), Cell(row.wording().unit), amount(row, row.target.base),
        dated(row, row.target.year if line.is_earlier else line.year), aim(row),
        Cell(year_or_none(row)), figure(row.gap_points), verdict(row),
    )  # fmt: skip
