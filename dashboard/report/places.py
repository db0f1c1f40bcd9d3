"""分县（市、区）情况: the places below, ranked by the gap to their own target and never by level alone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dashboard.records import Row
from dashboard.report.conclusion import reasons_of
from dashboard.report.counts import by_status, parts_of
from dashboard.report.findings import Findings, Members
from dashboard.report.phrases import (
    NOTHING,
    actual,
    figure,
    is_within_year,
    members_word,
    named,
    quantity,
    until,
    verdict,
    year_or_none,
)
from dashboard.report.records import Block, Cell, Column, Paragraph, Table
from dashboard.standings import Ranked
from etl.domain.headline import BESIDE_THE_PATH
from etl.domain.periods import day_in_words
from etl.domain.reason import Wording
from etl.domain.records import Observation, Place

_MOST_NAMED = 10
_RANKED = (
    Column("位次", 0.95, "center"), Column("地区", 1.4), Column("指标", 2.6), Column("本年实际", 1.5, "right"),
    Column("目标", 1.6, "right"), Column("目标年", 1.2, "center"), Column("进度差", 1.2, "right"),
    Column("评估结论", 1.45, "center"),
)  # fmt: skip
_LEVELS = (
    Column("地区", 2.0), Column("最新值", 1.4, "right"), Column("年份", 1.2, "center"),
    Column("较上年变动", 1.6, "right"), Column("本级目标", 1.8, "center"),
)  # fmt: skip


def members_title(found: Findings) -> str:
    """Return the title of the section: 分县（市、区）情况."""
    level = found.members.places[0].level if found.members.places else ""
    return f"分{members_word(level)}情况"


def places(found: Findings) -> list[Block]:
    """Return the ranking of those with targets, and the values of all; [] where there are none."""
    members = found.members
    if not members.places:
        return []
    return [*_ranking(members, found.year), *_levels(members)]


def _ranking(members: Members, year: int) -> Iterator[Block]:
    kind = members_word(members.places[0].level)
    aimed = {one.row.place.place_id for one in members.ranked}
    total, without = len(members.places), len(members.places) - len(aimed)
    parts = {"设有本级目标的": len(aimed), "没有本级目标的": without}
    said = parts_of(total, parts, f"所辖{kind}", "个")
    if not aimed:
        yield Paragraph(f"所辖{total}个{kind}均没有已审核的本级目标，不作评估，也不排位次。")
        return
    rows = [one.row for one in members.ranked]
    yield Paragraph(f"所辖{kind}共{total}个，其中{said}。")
    yield Paragraph(
        f"本级目标共{len(rows)}项：{by_status(rows, '下级地区的目标')}{reasons_of(rows)}。"
        "按与本级目标的进度差由低到高排列，没有进度差或已超出限额、区间的列在其后，不排位次。"
    )
    yield Table(
        "members", f"各{kind}对照本级目标的进展", _RANKED,
        tuple(_ranked(at, one, year) for at, one in _placed(members.ranked)),
        notes=("注：位次按进度差由低到高，落后最多的在前；进度差单位为百分点。",),
    )  # fmt: skip


def _placed(ranked: Sequence[Ranked]) -> Iterator[tuple[int | None, Ranked]]:
    """Yield each line with its place in the order, None where it has no gap to be ordered by."""
    placed = [one for one in ranked if _has_place(one.row)]
    for at, one in enumerate(placed, 1):
        yield at, one
    for one in ranked:
        if not _has_place(one.row):
            yield None, one


def _has_place(row: Row) -> bool:
    """Return whether a gap says how far a row got: not of what is ahead of its schedule and too far."""
    return row.gap_points is not None and row.cause not in BESIDE_THE_PATH


def _ranked(at: int | None, one: Ranked, year: int) -> tuple[Cell, ...]:
    row = one.row
    return (
        Cell(NOTHING) if at is None else Cell(str(at), float(at)), Cell(row.place.name),
        Cell(named(row)), _with_unit(row, year), Cell(row.aim()), Cell(year_or_none(row)),
        figure(row.gap_points), verdict(row),
    )  # fmt: skip


def _with_unit(row: Row, year: int) -> Cell:
    """Return the actual with its unit, and with its time where that is not the end of the report's year."""
    found = actual(row)
    if row.observation and (row.period != year or is_within_year(row.observation.as_of)):
        return replace(found, text=f"{found.text}（{until(row).removesuffix('末')}）")
    return found


def _levels(members: Members) -> Iterator[Block]:
    """Yield the latest values of the leading indicator, by place code: no ranking by level."""
    leading = members.leading
    if leading is None:
        return
    kind, name = members_word(members.places[0].level), leading.name.zh
    missing = [one.name for one in members.places if one.place_id not in members.cells]
    said = f"各{kind}{name}的已公布数值如下，按行政区划代码排列，数值高低不等于完成目标的好坏。"
    if missing:
        more = "等" if len(missing) > _MOST_NAMED else ""
        said += f"缺数据的{len(missing)}个：{'、'.join(missing[:_MOST_NAMED])}{more}。"
    yield Paragraph(said)
    if not members.cells:
        return
    unit = next(iter(members.cells.values())).unit
    say = Wording(leading, unit)
    aimed = {
        one.row.place.place_id: one.row for one in members.ranked if one.row.indicator == leading
    }
    yield Table(
        "members_level", f"各{kind}{name}（{say.unit}）", _LEVELS,
        tuple(_level(members, place, say, aimed.get(place.place_id)) for place in members.places),
        notes=("注：较上年变动按同一单位的差值列出，只在两年数值属同一序列时计算；与上年比较不等于对照目标的进展。",),
    )  # fmt: skip


def _year(seen: Observation) -> str:
    """Return the year of a value, or the day within it."""
    return day_in_words(seen.as_of) if is_within_year(seen.as_of) else str(seen.period)


def _level(members: Members, place: Place, say: Wording, row: Row | None) -> tuple[Cell, ...]:
    cell, before = members.cells.get(place.place_id), members.before.get(place.place_id)
    aim = Cell(f"{row.target.year}年{row.aim()}" if row and row.target.year else "未设")
    if cell is None:
        return (Cell(place.name), Cell("缺数据"), Cell(NOTHING), Cell(NOTHING), aim)
    value = cell.observation.value
    change = None if before is None else (value - before.value) / say.factor
    return (
        Cell(place.name), quantity(say, cell.indicator, value), Cell(_year(cell.observation)),
        figure(change, cell.indicator.decimals), aim,
    )  # fmt: skip
