"""Reads the rows of a pipe table whose head names the indicator, the unit and the years.

A column whose head names no year, no base and no goal is never read as values.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.text import words
from etl.text.names import Names
from etl.text.numerals import Quantity
from etl.text.phrases import peel
from etl.text.profile import Profile
from etl.text.reading import Finding

_CELL = re.compile(r"(?<=\|)[^|]*(?=\||$)")
_RULE = re.compile(r"[|:\-\s]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BOUNDS = {">": ">", "≥": ">=", "<": "<", "≤": "<=", "≈": "~", "约": "~", "": "="}
_VALUE = re.compile(
    r"(?P<bound>[><≥≤≈约]?)=?(?P<low>-?\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,9})?)"
    r"(?P<unit>%|‰)?(?P<after>以上|以下|以内|左右)?"
)
_UNIT_IN_NAME = re.compile(r"（(?P<unit>[^（）]{1,8})）$")
_NUMBERED = re.compile(r"^(?:\d+|[一二三四五六七八九十]+)[.、]")


@dataclass(frozen=True, slots=True)
class Head:
    """Which column of a table holds the name, which the unit, and the year of each value column."""

    name: int
    unit: int | None
    years: dict[int, int | None]


def read_head(row: str, profile: Profile) -> Head | None:
    """Return what a row says as the head of a table, None when it is no head."""
    cells = [cell[0] for cell in _CELL.finditer(row)]
    name = next((i for i, cell in enumerate(cells) if re.search("指标|名称|项目", cell)), None)
    if name is None or _VALUE.search("".join(_YEAR.sub("", cell) for cell in cells)):
        return None
    unit = next((i for i, cell in enumerate(cells) if "单位" in cell and "责任" not in cell), None)
    years: dict[int, int | None] = {}
    for index, cell in enumerate(cells):
        named = _YEAR.findall(cell)
        if index in (name, unit) or not (named or re.search("现状|基期|基数|目标", cell)):
            continue
        implied = profile.last_year if "目标" in cell else profile.base_year
        years[index] = int(named[-1]) if named else implied
    return Head(name, unit, years) if years else None


def read_row(row: str, head: Head, names: Names, profile: Profile) -> Iterator[Finding]:
    """Yield one finding for every value of a table row."""
    cells = list(_CELL.finditer(row))
    if _RULE.fullmatch(row) or len(cells) <= max(head.name, head.unit or 0):
        return
    name = cells[head.name]
    unit = cells[head.unit][0] if head.unit is not None else ""
    in_name = _UNIT_IN_NAME.search(name[0])
    title = name[0][: in_name.start()] if in_name else name[0]
    phrase = peel(_NUMBERED.sub("", title), names, profile)
    if not phrase.noun:
        return
    unit = unit or (in_name["unit"] if in_name else "")
    for index, year in head.years.items():
        value = _VALUE.fullmatch(cells[index][0]) if index < len(cells) else None
        if value is None:
            continue
        operator = words.AFTER.get(value["after"] or "", _BOUNDS[value["bound"]])
        low = float(value["low"].replace(",", ""))
        span = cells[index].span()
        quantity = Quantity(*span, low, None, value["unit"] or unit, operator, "table")
        yield Finding(
            start=name.start(),
            stop=span[1],
            quantity=quantity,
            noun=phrase.noun,
            steps=tuple(phrase.steps),
            regions=tuple(phrase.regions),
            scope=phrase.scope,
            year=year,
            form="table",
            before="",
            operator=operator,
        )
