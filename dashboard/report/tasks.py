"""重点任务和重大工程: what is to be carried out in the year, by whom, and how far it got."""

from collections.abc import Sequence

from dashboard.format import duties
from dashboard.report.conclusion import natures_of, reasons_of
from dashboard.report.counts import by_status
from dashboard.report.findings import Findings
from dashboard.report.phrases import actual, figure, named, told, until, verdict
from dashboard.report.progress import judged
from dashboard.report.records import Block, Cell, Column, Line, Paragraph, Table

_COLUMNS = (
    Column("任务", 2.8), Column("责任单位", 2.6), Column("目标", 1.5, "right"), Column("进展", 1.3, "right"),
    Column("截至", 1.5, "center"), Column("进度差", 1.2, "right"), Column("评估结论", 1.45, "center"),
)  # fmt: skip
_NOTE = (
    "注：责任单位按规划文件所列，全部单位见附表3；牵头单位仅在文件写明时标注。进度差单位为百分点。"
)
_MOST_NAMED = 2


def tasks(found: Findings) -> list[Block]:
    """Return how the tasks stand, and the table of them."""
    if not found.tasks:
        return [Paragraph(f"没有纳入监测的{found.year}年度重点任务。")]
    rows = [one.row for one in found.tasks]
    said = by_status(rows, "年度重点任务")
    natures = natures_of(rows, say_none=False)
    blocks: list[Block] = [
        Paragraph(f"年度重点任务共{len(rows)}项：{said}{reasons_of(rows)}。{natures}")
    ]
    for line in found.tasks:
        if line.row.status != "unknown":
            blocks.append(Paragraph(told(line.row)))
        if line.judgement:
            blocks.append(Paragraph(judged(line)))
    return [*blocks, _table(found.tasks)]


def owners(line: Line) -> str:
    """Return who answers for a target as the plan says, or that the plan names nobody."""
    aim = line.row.target
    return duties(aim.responsible, aim.lead, "zh") or "未明确"


def owners_in_short(line: Line) -> str:
    """Return the first of those who answer, and how many there are; all stand in the annex."""
    bodies = line.row.target.responsible
    if len(bodies) <= _MOST_NAMED:
        return owners(line)
    first = duties(bodies[:_MOST_NAMED], line.row.target.lead, "zh")
    return f"{first}等{len(bodies)}个单位"


def task_aim(line: Line) -> str:
    """Return what is to be done, with its year where that is another than the report's."""
    aim, year = line.row.aim(), line.row.target.year
    if year == line.year:
        return aim
    return f"{aim}（{year}年）" if year else f"{aim}（年份未写明）"


def _table(lines: Sequence[Line]) -> Table:
    return Table(
        "tasks", "重点任务进展", _COLUMNS, tuple(_cells(one) for one in lines), notes=(_NOTE,)
    )


def _cells(line: Line) -> tuple[Cell, ...]:
    row = line.row
    return (
        Cell(named(row)), Cell(owners_in_short(line)), Cell(task_aim(line)), actual(row), Cell(until(row)),
        figure(row.gap_points), verdict(row),
    )  # fmt: skip
