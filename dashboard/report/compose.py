"""Composing the report: which sections, in which order, under which numbers.

The board is asked once, the sections are written from what it said, and every text is made fit for
a file. Nothing here knows a format.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TypeVar

from dashboard.board import Board
from dashboard.report.annexes import annexes
from dashboard.report.clean import clean
from dashboard.report.conclusion import conclusion, highlights
from dashboard.report.difference import difference
from dashboard.report.fields import fields_of
from dashboard.report.findings import Findings, gather
from dashboard.report.measures import measures
from dashboard.report.method import method
from dashboard.report.phrases import chinese
from dashboard.report.places import members_title, places
from dashboard.report.problems import problems
from dashboard.report.progress import progress
from dashboard.report.records import SECTIONS, Block, Heading, Report, Section
from dashboard.report.refusals import UnknownSection
from dashboard.report.tasks import tasks
from etl.errors import NotFound

_WRITERS: dict[str, Callable[[Findings], list[Block]]] = {
    "conclusion": conclusion,
    "progress": progress,
    "tasks": tasks,
    "places": places,
    "problems": problems,
    "measures": measures,
    "changes": difference,
    "method": method,
    "annexes": annexes,
}
# 附表在最后，不编序号。
_UNNUMBERED = ("annexes",)
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Order:
    """What a person asks for: a place by code, a year, and sections by key (none: all)."""

    place_id: str
    year: int
    sections: tuple[str, ...] = ()


def compose(board: Board, order: Order) -> Report:
    """Return the report of a place and year; `board` is opened as of that year.

    Raises UnknownSection, NotFound for a place that there is not, NothingToReport, and NotAddingUp
    where a sentence does not add up.
    """
    wanted = sections_named(order.sections)
    place = board.places.get(order.place_id)
    if place is None:
        raise NotFound(f"没有代码为“{order.place_id}”的地区；请用行政区划代码，如620800。")
    found = gather(board, place, order.year)
    title = (f"{place.name}新型城镇化规划实施情况", f"{order.year}年度监测评估报告")
    return Report(
        place=clean(place.name),
        place_id=place.place_id,
        year=order.year,
        title=tuple(clean(line) for line in title),
        stamp=found.stamp,
        sections=tuple(_sections(found, wanted)),
        lines=found.lines,
        highlights=tuple(clean(text) for text in highlights(found)),
        file_name=file_name(place.name, order.year),
        fields={name: clean(text) for name, text in fields_of(found, "".join(title)).items()},
    )


def sections_named(given: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of sections given by key or by Chinese title, all where none is given.

    They come in the order of the report. Raises UnknownSection.
    """
    known = {**{key: key for key in _WRITERS}, **{title: key for key, title in SECTIONS.items()}}
    unknown = [name for name in given if name not in known]
    if unknown:
        names = "、".join(f"{key}（{title}）" for key, title in SECTIONS.items())
        raise UnknownSection(f"没有“{'、'.join(unknown)}”这一部分；可选：{names}。")
    chosen = {known[name] for name in given} or set(_WRITERS)
    return tuple(key for key in _WRITERS if key in chosen)


def file_name(place: str, year: int) -> str:
    """Return the name of the file without its suffix; what no file system takes is left out."""
    safe = "".join(char for char in clean(place) if char not in '\\/:*?"<>|').strip(". ")
    return f"{safe or '地区'}{year}年度监测评估报告"


def _sections(found: Findings, wanted: Sequence[str]) -> list[Section]:
    """Return the sections that have something to say, numbered in their order."""
    made: list[Section] = []
    number = 0
    for key in wanted:
        blocks = _WRITERS[key](found)
        if not blocks:
            continue
        title = members_title(found) if key == "places" else SECTIONS[key]
        if key not in _UNNUMBERED:
            number += 1
            title = f"{chinese(number)}、{title}"
        cleaned = tuple(_cleaned(block) for block in (Heading(1, title), *blocks))
        made.append(Section(key, cleaned))
    return made


def _cleaned(part: Part) -> Part:
    """Return a block with every text in it made fit for a file."""
    if isinstance(part, str):
        return clean(part)  # type: ignore[return-value]
    if isinstance(part, tuple):
        return tuple(_cleaned(one) for one in part)  # type: ignore[return-value]
    if not is_dataclass(part) or isinstance(part, type):
        return part
    changed = {one.name: _cleaned(getattr(part, one.name)) for one in fields(part)}
    return replace(part, **changed)
