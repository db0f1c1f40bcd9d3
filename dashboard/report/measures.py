"""下一步措施与督办清单: who does what by when; what nobody has written yet is left blank and marked."""

from collections import Counter
from collections.abc import Sequence

from dashboard.report.counts import parts_of
from dashboard.report.findings import Findings
from dashboard.report.phrases import NOTHING, figure, named, verdict
from dashboard.report.records import Blank, Block, Cell, Column, Paragraph, Table
from dashboard.supervising import Supervised
from etl.domain.periods import day_in_words
from etl.domain.supervision import STATE_WORDS

_COLUMNS = (
    Column("编号", 0.9, "center"), Column("督办事项", 2.7), Column("责任单位", 1.9),
    Column("评估结论", 1.45, "center"), Column("进度差", 1.15, "right"), Column("整改措施", 1.9),
    Column("完成时限", 1.6, "center"), Column("进展", 1.2, "center"),
)  # fmt: skip


def measures(found: Findings) -> list[Block]:
    """Return the supervision list of the place, and blanks for measures that are not recorded."""
    entries = found.supervised
    if not entries:
        return [
            Paragraph("没有列入督办清单的事项。"),
            Blank("【待填写】下一步工作措施。"),
        ]
    blocks: list[Block] = [Paragraph(_counted(entries)), _table(entries)]
    if any(_is_unfinished(one) for one in entries):
        blocks.append(Blank("【待填写】表中尚未登记的责任单位、整改措施和完成时限。"))
    return [*blocks, Blank("【待填写】下一步工作措施。")]


def _is_unfinished(entry: Supervised) -> bool:
    """Return whether something of an open item is still to be written down."""
    item = entry.item
    return item.state != "closed" and not (item.measures and item.due and item.department)


def _counted(entries: Sequence[Supervised]) -> str:
    counted = Counter(one.item.state for one in entries)
    parts = {STATE_WORDS[key][0]: counted[key] for key in STATE_WORDS if counted[key]}
    overdue = sum(one.is_overdue for one in entries)
    late = f"；其中逾期{overdue}项" if overdue else ""
    return (
        f"列入督办清单的事项共{len(entries)}项：{parts_of(len(entries), parts, '督办事项')}{late}。"
    )


def _subject(entry: Supervised) -> str:
    year = entry.row.target.year
    return f"{named(entry.row)}（{year}年目标{entry.row.aim()}）" if year else named(entry.row)


def _table(entries: Sequence[Supervised]) -> Table:
    return Table(
        "measures", "督办清单", _COLUMNS,
        tuple(_cells(at, one) for at, one in enumerate(entries, 1)),
        notes=("注：责任单位按规划文件所列，规划未写明的由编写人明确；进度差单位为百分点。",),
    )  # fmt: skip


def _cells(at: int, entry: Supervised) -> tuple[Cell, ...]:
    item = entry.item
    late = "（已逾期）" if entry.is_overdue else ""
    unwritten = NOTHING if item.state == "closed" else "待填写"
    return (
        Cell(str(at), float(at)), Cell(_subject(entry)), Cell(item.department_word()),
        verdict(entry.row), figure(entry.row.gap_points), Cell(item.measures or unwritten),
        Cell(f"{day_in_words(item.due)}{late}" if item.due else unwritten), Cell(item.state_word()),
    )  # fmt: skip


def log_cells(at: int, entry: Supervised) -> tuple[Cell, ...]:
    """Return a line of 附表4: as in the text, with what was done last and what a person judged."""
    item, said = entry.item, entry.judgement
    last = item.history[-1] if item.history else None
    cells = _cells(at, entry)
    return (
        *cells[:2], cells[3], cells[4],
        Cell(said.reason if said else NOTHING), cells[2], cells[5], cells[6], cells[7],
        Cell(last.note if last and last.note else NOTHING), Cell("是" if item.state == "closed" else "否"),
    )  # fmt: skip
