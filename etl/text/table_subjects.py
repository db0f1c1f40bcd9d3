"""What a row, a column or a caption of a table is about: noun, region, unit and year.

The noun stays as it is printed, without number, unit, region and 其中; nothing is guessed that
the table does not say.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from etl.domain.records import NATION
from etl.text.names import Names
from etl.text.profile import Profile
from etl.text.table_cells import compact, is_blank, is_year, read_unit
from etl.text.table_heads import Caption, Column, split_unit

_NUMBERING = re.compile(
    r"(?:[（(]?\d{1,3}(?:[）)、．]|\.(?!\d))|（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、"
    r"|[①-⑳#＃*※★▲△·•●◆■—-])+"
)
_OF_WHICH = re.compile(r"(?:其中|#)[:：，、]?|其[:：]")
_MARKS = re.compile(r"(?:[*※①-⑳]|\[注?\d{0,2}\]|〔注?\d〕|[:：])+$")
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)年(?:[末底度])?(?=[\u4e00-\u9fff]{2})")
_BRACKET = re.compile(r"（[^（）]*）")
_CHILDREN = re.compile(
    r"城镇|乡村|农村|城市|县城|建制镇|男性?|女性|城区|市区|中心城区|户籍|常住|城镇居民|农村居民"
)
_OWN = re.compile(r"全[市县区州域旗盟省]|[我本][市县区州省]")
_WHOLE = re.compile(
    r"全[市县区州域旗盟]|[我本][市县区州]|合计|总计|全域|小计|平均|总数|全市合计|全[市县区]平均"
)
# 中心城区 is taken off 中心城区建成区面积, not off 中心城区人口.
_SHORTEST_REST = 4
_SCOPES = ("中心城区", "主城区", "中心城市")
_RATE = re.compile(r"(?:[率比]重?|比例|占比|增长|增速|增幅|覆盖面|程度|降低|下降)$")
_PEOPLE = re.compile(r"(?:人口|人数|人员|职工|农民工)(?:规模|总量|数)?$")
_AREA = re.compile(r"面积$")
_LENGTH = re.compile(r"(?:里程|长度)$")
_MONEY = re.compile(r"(?:总值|产值|增加值|收入|投资|支出|零售额|总额|存款|贷款|余额|资产|利润)")
_CAPTION_ENDS = re.compile(
    r"(?:主要)?(?:发展|规划|预期|约束性?|分解|建设)*(?:目标任务|目标|任务|指标|情况|统计|预测|分解|现状|一览|汇总|对比|比较|变化)*"
    r"(?:情况)?表?$"
)
_CAPTION_STARTS = re.compile(
    r"\d{1,2}(?:[-—–~.]\d{1,2}){1,2}(?=[\u4e00-\u9fff])|(?:分|各|按)(?:地区|县区|区县|市县|县市区|县（市、区）|市州|市|州|县|区)+(?:分)?的?|“?十[一二三四五六七八九]五”?(?:时期|期间)?"
    r"|(?:19|20)\d\d年?(?:[-—–~至](?:19|20)\d\d年?)?(?:年?末|底|初)?|年末|主要年份|历年|近年来?|规划|主要"
)
_MEASURED = re.compile(
    r"(?:[率量额]|人口|面积|总值|收入|人数|比重|占比|里程|长度|密度|指数|增加值|产值|投资|规模|户数|系数|收入比|水平)$"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row is about; `regions` is empty for the region of the document."""

    noun: str = ""
    unit: str = ""
    year: int | None = None
    regions: tuple[tuple[str, str | None], ...] = ()
    scope: str = ""


def read_name(text: str, names: Names, profile: Profile) -> Subject:
    """Return the subject that the name cell of a row prints."""
    printed, unit = split_unit(compact(text))
    noun = _MARKS.sub("", printed)
    noun = _OF_WHICH.sub("", _NUMBERING.sub("", noun, count=1), count=1)
    noun, unit_behind = split_unit(_MARKS.sub("", noun))
    subject = Subject(unit=unit or unit_behind)
    dated = _YEAR_FIRST.match(noun)
    if dated:
        subject = replace(subject, year=int(dated[1]))
        noun = noun[dated.end() :]
    noun, regions = _without_region(noun, names, profile)
    scope = next((scope for scope in _SCOPES if noun.startswith(scope)), "")
    if scope and len(noun) >= len(scope) + _SHORTEST_REST:
        noun = noun[len(scope) :]
    return replace(subject, noun=noun, regions=regions, scope=scope)


def _without_region(
    noun: str, names: Names, profile: Profile
) -> tuple[str, tuple[tuple[str, str | None], ...]]:
    own = _OWN.match(noun)
    if own and len(noun) > own.end() + 1:
        if own[0].endswith("省"):
            name, place_id = names.province_of(profile.place_id)
            return noun[own.end() :], ((name, place_id),) if name else ()
        return noun[own.end() :], ()
    if noun.startswith("全国") and len(noun) > 3:
        return noun[2:], (("全国", NATION),)
    place = names.place_at(noun)
    if place and len(noun) > len(place[0]) + 1:
        return noun[len(place[0]) :].removeprefix("的"), (place,)
    return noun, ()


def read_place(text: str, names: Names, profile: Profile) -> Subject | None:
    """Return the subject of a row or column that is headed by a place, None for no place."""
    name = _NUMBERING.sub("", _MARKS.sub("", compact(text)), count=1)
    name = _OF_WHICH.sub("", name, count=1)
    if _WHOLE.fullmatch(name) or name == profile.place_name:
        return Subject()
    if name == "全省":
        return Subject(regions=(names.province_of(profile.place_id),))
    place = names.place_at(name)
    return Subject(regions=(place,)) if place and place[0] == name else None


def unknown_place(text: str) -> Subject:
    """Return the subject of a row under 地区 whose place is not in any list."""
    name = _NUMBERING.sub("", _MARKS.sub("", compact(text)), count=1)
    return Subject(regions=((_OF_WHICH.sub("", name, count=1), None),))


def with_parent(subject: Subject, parent: Subject) -> Subject:
    """Complete a row that only says 城镇 or 农村 by the row above it."""
    if not parent.noun or not _CHILDREN.fullmatch(subject.noun):
        return subject
    noun = parent.noun
    for prefix in ("城乡居民", "居民", "全体居民"):
        if subject.noun.endswith("居民"):
            noun = noun.removeprefix(prefix)
    unit = subject.unit or parent.unit
    return replace(subject, noun=subject.noun + noun, unit=unit, regions=parent.regions)


def is_child(subject: Subject) -> bool:
    """Whether a row only says which part of the row above it is meant."""
    return _CHILDREN.fullmatch(subject.noun) is not None


def caption_subject(caption: Caption, names: Names) -> Subject:
    """Return the indicator and the place that a caption names, as far as it names one."""
    title, unit = split_unit(compact(caption.title))
    title = title.strip("《》：:")
    place = names.place_at(title)
    title = title[len(place[0]) :] if place else title
    while (shorter := _shorter(title)) != title:
        title = shorter
    known = names.knows(title) or _MEASURED.search(title)
    is_one = known and not re.search("[、和及与]", title) and len(title) > 1
    return Subject(noun=title if is_one else "", unit=unit, regions=(place,) if place else ())


def _shorter(title: str) -> str:
    title = _CAPTION_STARTS.sub("", title, count=1) if _CAPTION_STARTS.match(title) else title
    own = _OWN.match(title)
    title = title[own.end() :] if own else title
    return _CAPTION_ENDS.sub("", title.strip("“”的"))


def read_unit_cell(text: str) -> str:
    """Return the unit that a cell of the unit column prints, "" for a dash."""
    printed = compact(text)
    if is_blank(printed) or is_year(printed) or len(printed) > 14:
        return ""
    return read_unit(printed) or printed.strip("（）")


def fitting_unit(noun: str, units: Sequence[str]) -> str:
    """Return which of the units above a table fits a noun, "" when that is not certain."""
    rates = [unit for unit in units if unit in ("%", "‰")]
    others = [unit for unit in units if unit not in ("%", "‰")]
    if _RATE.search(noun):
        return rates[0] if len(rates) == 1 else ""
    if len(others) < 2:
        return others[0] if others else ""
    for pattern, endings in (
        (_PEOPLE, ("人",)),
        (_AREA, ("公里", "公顷", "亩", "米")),
        (_LENGTH, ("公里", "米")),
        (_MONEY, ("元",)),
    ):
        if pattern.search(noun):
            fitting = [unit for unit in others if unit.endswith(endings)]
            return fitting[0] if len(fitting) == 1 else ""
    return ""


def plain_noun(noun: str) -> str:
    """Return a noun without what it says in brackets."""
    return _BRACKET.sub("", noun)


def departments(text: str) -> tuple[str, ...]:
    """Return the departments that a cell lists, in order."""
    parts = re.split(r"[、，,；;\s/]+", text.strip(" 。"))
    parts = [re.sub(r"^(?:牵头|责任|配合)(?:单位|部门)?[:：]", "", part) for part in parts]
    parts = [part.removesuffix("等").strip() for part in parts]
    return tuple(dict.fromkeys(part for part in parts if re.search("[\u4e00-\u9fff]{2}", part)))


def column_subject(column: Column, names: Names, profile: Profile) -> Subject | None:
    """Return the place that heads a column, None when it is no place."""
    return read_place(column.noun, names, profile) if column.noun else None
