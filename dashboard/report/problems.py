"""存在问题及原因: one entry for every target that lags, with its arithmetic; the cause is the clerk's to write."""

from collections.abc import Iterator, Sequence

from dashboard.report.counts import by_cause
from dashboard.report.findings import Findings
from dashboard.report.phrases import actual, figure, minus, named, told, verdict, year_or_none
from dashboard.report.progress import judged
from dashboard.report.records import Blank, Block, Cell, Column, Heading, Line, Paragraph, Table
from dashboard.report.tasks import owners_in_short
from etl.domain.reason import why_unknown

_MOST_NAMED = 8
_SUMS = (Column("项目", 2.0), Column("算式", 4.2), Column("结果", 1.8))
_LAGGING = (
    Column("指标", 2.8), Column("目标", 1.7, "right"), Column("目标年", 1.2, "center"),
    Column("本年实际", 1.5, "right"), Column("进度差", 1.2, "right"), Column("评估结论", 1.45, "center"),
    Column("责任单位", 2.2),
)  # fmt: skip


def problems(found: Findings) -> list[Block]:
    """Return what lags and what cannot be judged, each with a blank for the cause."""
    lagging = found.lagging
    blocks: list[Block] = [Heading(2, "（一）滞后和未实现的目标")]
    if lagging:
        blocks.append(Paragraph(_named(lagging)))
        blocks.append(_table(lagging))
        for number, line in enumerate(lagging, 1):
            blocks += _problem(number, line)
    else:
        blocks.append(Paragraph("规划期内已评估的目标没有滞后和未实现的。"))
    return [*blocks, *_unknown(found)]


def _named(lagging: Sequence[Line]) -> str:
    names = "、".join(named(one.row) for one in lagging[:_MOST_NAMED])
    more = "等" if len(lagging) > _MOST_NAMED else ""
    return f"规划期内滞后和未实现的目标共{len(lagging)}项：{names}{more}。"


def _problem(number: int, line: Line) -> Iterator[Block]:
    row = line.row
    yield Heading(3, f"{number}. {named(row)}{row.status_word()}")
    yield Paragraph(told(row))
    if line.ahead:
        yield Paragraph("".join(line.ahead))
    if line.sums:
        yield _sums(number, line)
    if line.judgement:
        yield Paragraph(judged(line))
    yield Blank(f"【待填写】{named(row)}{row.status_word()}的原因。")


def _sums(number: int, line: Line) -> Table:
    """Return the arithmetic of a verdict as it is done on paper."""
    rows = tuple(
        (Cell(one.name), Cell(minus(one.put)), Cell(minus(f"{one.sign} {one.value}")))
        for one in line.sums
    )
    return Table(f"sums_{number}", f"{named(line.row)}的计算过程", _SUMS, rows)


def _table(lines: Sequence[Line]) -> Table:
    return Table(
        "lagging", "滞后和未实现的目标", _LAGGING, tuple(_cells(one) for one in lines),
        notes=("注：未实现和没有进度差的列在前，其余按进度差由低到高排列；进度差单位为百分点。",),
    )  # fmt: skip


def _cells(line: Line) -> tuple[Cell, ...]:
    row = line.row
    return (
        Cell(named(row)), Cell(row.aim()), Cell(year_or_none(row)), actual(row), figure(row.gap_points),
        verdict(row), Cell(owners_in_short(line)),
    )  # fmt: skip


def _unknown(found: Findings) -> Iterator[Block]:
    """Yield what cannot be judged, by the reason why."""
    lines = [one for one in (*found.main, *found.tasks) if one.row.status == "unknown"]
    if not lines:
        return
    yield Heading(2, "（二）无法评估的目标")
    yield Paragraph(f"无法评估的目标共{len(lines)}项：{by_cause([one.row for one in lines])}。")
    for cause in dict.fromkeys(one.row.cause for one in lines):
        yield from _of_cause(cause, [one for one in lines if one.row.cause == cause])
    yield Blank("【待填写】无法评估的目标如何补数据、补目标年份或基期，由谁负责。")


def _told_apart(lines: Sequence[Line]) -> list[str]:
    """Return the names of indicators, with the year of the target where one stands twice."""
    names = [named(one.row) for one in lines]
    return [
        f"{name}（{year_or_none(one.row)}年目标）" if names.count(name) > 1 else name
        for name, one in zip(names, lines, strict=True)
    ]


def _of_cause(cause: str, lines: Sequence[Line]) -> Iterator[Block]:
    """Yield why targets cannot be judged: together where the reason is one, else each its own."""
    try:
        why = why_unknown(cause)
    except KeyError:
        yield from (Paragraph(told(one.row)) for one in lines)
        return
    yield Paragraph(f"{why}涉及：{'、'.join(_told_apart(lines))}。")
