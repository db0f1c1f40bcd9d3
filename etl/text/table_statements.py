"""Turns the cells of a table into statements: which noun, year, region, unit and kind each has.

A cell whose noun cannot be named with certainty gives nothing. Never lend a column the year of
another one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from etl.domain.records import Statement
from etl.text.names import Names
from etl.text.outline import Section
from etl.text.profile import Profile
from etl.text.table_cells import Cell, Value, compact, is_year, nature_of, read_value
from etl.text.table_grid import Table
from etl.text.table_heads import Column
from etl.text.table_subjects import (
    Subject,
    caption_subject,
    column_subject,
    departments,
    fitting_unit,
    is_child,
    plain_noun,
    read_name,
    read_place,
    read_unit_cell,
    unknown_place,
    with_parent,
)
from etl.text.table_times import Times

_CLEAR, _FLAT, _UNLINKED, _NO_YEAR = 0.85, 0.7, 0.1, 0.1
_TOTALS = ("总量", "总额", "总数", "合计", "总计", "绝对值", "规模", "水平")
_LONGEST_NOUN, _WHOLE_NAME = 40, 5
_GROWING = re.compile("(?:增长|增速|增幅|增长率|涨幅|降低|下降|降幅)$")
_RATES = ("%", "‰")
_SCALES = ("万亿", "百万", "千万", "百亿", "千亿", "亿", "万", "千", "百")


@dataclass(frozen=True, slots=True)
class _Given:
    """What all cells of a table share."""

    text: str
    table: Table
    section: Section
    profile: Profile
    names: Names
    times: Times
    caption: Subject
    stub: int


@dataclass(frozen=True, slots=True)
class _Item:
    """One value with its row and column put together."""

    cell: Cell
    value: Value
    column: Column
    subject: Subject
    grows: bool


def read_table(
    text: str, table: Table, section: Section, profile: Profile, names: Names
) -> list[Statement]:
    """Return the statements of one table, row by row; none when its shape is not known."""
    if not table.rows:
        return []
    given = _Given(
        text=text,
        table=table,
        section=section,
        profile=profile,
        names=names,
        times=Times(table, section, profile),
        caption=caption_subject(table.caption, names),
        stub=_stub_of(table.columns),
    )
    found: list[Statement] = []
    parent = Subject()
    for row in table.rows:
        subject = _row_subject(row, given)
        if subject is None:
            continue
        if is_child(subject):
            subject = with_parent(subject, parent)
        else:
            parent = subject
        for item in _items(row, subject, given):
            found += _statements(item, row, given)
    return found


def _stub_of(columns: tuple[Column, ...]) -> int:
    """Return the column that names the rows: the first 指标, else 地区, else 年份."""
    roles = [column.role for column in columns]
    return next(roles.index(role) for role in ("name", "place", "year") if role in roles)


def _row_subject(row: tuple[Cell, ...], given: _Given) -> Subject | None:
    """Return what a row is about, with the unit of its own column."""
    columns, names, profile = given.table.columns, given.names, given.profile
    text = row[given.stub].text
    role = columns[given.stub].role
    if not text:
        return None
    if role == "year" or is_year(text):
        return Subject(year=int(compact(text)[:4])) if is_year(text) else None
    place = read_place(text, names, profile)
    if role == "place":
        return place or unknown_place(text)
    subject = place or read_name(text, names, profile)
    for cell, column in zip(row[given.stub + 1 :], columns[given.stub + 1 :], strict=True):
        if column.role == "name" and cell.text and cell.text != text and not place:
            subject = _closer(read_name(cell.text, names, profile), subject, names)
    unit = next((row[i].text for i, column in enumerate(columns) if column.role == "unit"), "")
    return replace(subject, unit=read_unit_cell(unit) or subject.unit)


def _closer(closer: Subject, wider: Subject, names: Names) -> Subject:
    """Return what two columns of names say together: 人均收入 and 城镇 is 城镇人均收入."""
    unit, noun = closer.unit or wider.unit, closer.noun
    if noun in _TOTALS:
        return replace(wider, unit=unit)
    if is_child(closer):
        return with_parent(closer, wider)
    whole = names.knows(noun) or len(noun) >= _WHOLE_NAME
    return replace(closer, noun=noun if whole else wider.noun + noun, unit=unit)


def _items(row: tuple[Cell, ...], subject: Subject, given: _Given) -> Iterator[_Item]:
    """Yield the values of a row, each with its full subject."""
    left = Subject()
    levels = [
        value
        for cell, column in zip(row, given.table.columns, strict=True)
        if column.holds_values and column.mood not in ("growth", "share", "annual")
        and (value := read_value(cell.text))
    ]  # fmt: skip
    for cell, column in zip(row, given.table.columns, strict=True):
        if not column.holds_values:
            continue
        whole = _with_column(subject, column, left, given)
        if whole and (column.role == "topic" or column.mood == "measure"):
            left = replace(whole, unit=column.unit or whole.unit)
        value = read_value(cell.text)
        if whole is None or value is None or not 1 < len(whole.noun) <= _LONGEST_NOUN:
            continue
        grows = column.mood == "growth" or value.changes
        if column.mood == "annual" and levels:
            # 年均（累计） beside levels: with brackets on one side only it is unclear which.
            if value.is_total != levels[-1].is_total:
                continue
            grows = grows or not value.is_total
        grows = grows and not _GROWING.search(whole.noun)
        printed = {whole.unit or column.unit, *(level.unit for level in levels)} - {""}
        if not grows and value.unit in _RATES and not printed <= set(_RATES):
            # 5.5% beside amounts of money is somebody's growth, but does not say so.
            continue
        if printed == {"%"}:
            whole = replace(whole, unit="%")
        yield _Item(cell, value, column, whole, grows)


def _with_column(subject: Subject, column: Column, left: Subject, given: _Given) -> Subject | None:
    """Join row and column: 城镇化率 under 2025年, 2025年 under 城镇化率, both under a place."""
    if subject.noun:
        return _under_noun(subject, column, left, given)
    own = column.noun if column.role == "topic" or column.mood == "measure" else ""
    place = column_subject(column, given.names, given.profile) if own else None
    if place and not subject.regions:
        subject, own = replace(subject, regions=place.regions), ""
    named = read_name(own, given.names, given.profile) if own else Subject()
    noun = named.noun or left.noun or given.caption.noun
    if not noun:
        return None
    noun += column.noun if column.mood == "share" else ""
    regions = subject.regions or named.regions
    unit = subject.unit or (column.unit if own else left.unit or given.caption.unit)
    return replace(subject, noun=noun, regions=regions, unit=unit, scope=named.scope)


def _under_noun(subject: Subject, column: Column, left: Subject, given: _Given) -> Subject | None:
    """Return the subject of a row that has a noun under a column: a place, 产量, 比重."""
    if column.role == "topic":
        place = column_subject(column, given.names, given.profile)
        return replace(subject, regions=place.regions) if place else None
    if column.mood == "growth" and left.noun:
        return replace(subject, noun=left.noun)
    added = column.noun if column.mood in ("measure", "share") else ""
    says_it = subject.noun.endswith((added, "量", "值", "额")) and column.mood == "measure"
    return subject if says_it else replace(subject, noun=subject.noun + added)


def _statements(item: _Item, row: tuple[Cell, ...], given: _Given) -> Iterator[Statement]:
    """Yield one statement for every region a value is about."""
    year = item.value.year or item.subject.year or given.times.year_of(item.column)
    named = _says_growth(item.subject.noun)
    kind = given.times.kind_of(item.column, year, grows=item.grows, named=named)
    noun = _named(item, kind)
    linked = given.names.link((noun, plain_noun(noun)))
    first = min(row[given.stub].start, item.cell.start)
    last = max(row[given.stub].stop, item.cell.stop)
    duty, lead = _duties(row, given.table.columns)
    if kind == "target" and year is None and item.column.mood == "amount":
        # 数值 in a plan: neither a level that was nor an aim is said.
        return
    for region, place_id in item.subject.regions or _own(given):
        yield Statement(
            document_id=given.profile.document_id,
            start=first,
            stop=last,
            quote=given.text[first:last],
            section=given.section.path,
            region=region,
            place_id=place_id,
            scope=item.subject.scope,
            indicator=noun,
            indicator_id=linked,
            year=year,
            value=item.value.low,
            value_high=item.value.high,
            unit=_unit(item, given),
            operator=item.value.operator,
            kind=kind,
            responsible=duty,
            rule="flat_table" if given.table.is_flat else "table",
            confidence=_confidence(given.table, linked, year),
            lead=lead,
            nature=_nature(row, given.table.columns),
        )


def _own(given: _Given) -> tuple[tuple[str, str | None], ...]:
    """Return the region of the caption, else of the document."""
    profile = given.profile
    named = given.caption.regions
    is_other = named and named[0][1] not in (None, profile.place_id)
    return named if is_other else ((profile.place_name, profile.place_id),)


def _says_growth(noun: str) -> bool:
    return _GROWING.search(noun) is not None and not noun.endswith("自然增长率")


def _named(item: _Item, kind: str) -> str:
    """Return the noun; an aim for a rate of growth is not an aim for the level."""
    noun = item.subject.noun
    if kind == "growth" or not item.grows:
        return noun
    word = re.sub("目标|预期|比上年|较上年|值|累计|[（）/或、±%]", "", item.column.noun)
    word = {"": "增长", "年均": "年均增长"}.get(word, word)
    return noun if noun.endswith(word) else noun + word


def _unit(item: _Item, given: _Given) -> str:
    """Return the unit: of the cell, the row, the column, or the line above the table."""
    column, value = item.column, item.value
    if item.grows or column.mood == "share":
        of_rate = _level_unit(item, given) in _RATES and not column.unit and item.grows
        return value.unit or column.unit or ("百分点" if of_rate else "%")
    known = _level_unit(item, given)
    if value.unit in _SCALES:
        return value.unit + known.removeprefix(value.unit)
    return value.unit or known


def _level_unit(item: _Item, given: _Given) -> str:
    """Return the unit that row, column or caption give."""
    column = item.column
    known = item.subject.unit or column.unit
    return (
        known or fitting_unit(item.subject.noun, given.table.caption.units) or _listed(item, given)
    )


def _listed(item: _Item, given: _Given) -> str:
    """Return the unit of 单位：个、栋、户 that stands where the column stands, if each has one."""
    units = given.table.caption.units
    valued = [c.noun for c in given.table.columns if c.role in ("value", "topic")]
    each = len(units) == len(set(valued)) == len(valued) > 1
    return dict(zip(valued, units, strict=True)).get(item.column.noun, "") if each else ""


def _duties(
    row: tuple[Cell, ...], columns: tuple[Column, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return all departments of a row, and those whose column says that they lead."""
    leading: list[str] = []
    others: list[str] = []
    for cell, column in zip(row, columns, strict=True):
        if column.role == "duty":
            (leading if "牵头" in column.label else others).extend(departments(cell.text))
    return tuple(dict.fromkeys([*leading, *others])), tuple(leading)


def _nature(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> str:
    said = (
        nature_of(c.text)
        for c, column in zip(row, columns, strict=True)
        if column.role == "attribute"
    )
    return next(filter(None, said), "")


def _confidence(table: Table, linked: str | None, year: int | None) -> float:
    confidence = _FLAT if table.is_flat else _CLEAR
    confidence -= 0.0 if linked else _UNLINKED
    confidence -= 0.0 if year is not None else _NO_YEAR
    return round(confidence, 2)
