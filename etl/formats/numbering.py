"""The numbers that Word counts itself: 第一章, 一、, （一）, 1. before list paragraphs and headings.

Rendered from numbering.xml (ECMA-376 part 1, 17.9). Only labels here, never the paragraph's text.
"""

import re
from dataclasses import dataclass

from lxml import etree

from etl.formats.numerals import FORMATS, decimal

_LEVEL = re.compile(r"%(\d)")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LONGEST_CHAIN = 20


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace, which differs between two editions."""
    return str(element.tag).rpartition("}")[2]


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first descendant along a path of local names."""
    for name in path:
        if element is None:
            return None
        element = next((part for part in element if local(part) == name), None)
    return element


def value(element: etree._Element | None, *path: str, name: str = "val") -> str | None:
    """Return an attribute, by its local name, of the descendant along a path."""
    found = child(element, *path)
    if found is None:
        return None
    return next(
        (str(v) for k, v in found.attrib.items() if str(k).rpartition("}")[2] == name), None
    )


def is_on(element: etree._Element | None, *path: str) -> bool:
    """Whether a switch such as w:vanish is there and not turned off."""
    found = child(element, *path)
    return found is not None and value(found) not in ("0", "false", "off")


def number(text: str | None, default: int) -> int:
    """Return a small whole number of an attribute, `default` where it is none."""
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else default


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    pattern: str
    suffix: str
    style: str | None
    restarts: bool
    is_legal: bool


class Numbering:
    """Counts the list paragraphs of one document in the order in which they are asked for."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        parts = list(numbering) if numbering is not None else []
        self._abstract = {
            value(part, name="abstractNumId"): part
            for part in parts
            if local(part) == "abstractNum"
        }
        self._lists = {value(part, name="numId"): part for part in parts if local(part) == "num"}
        known = list(styles) if styles is not None else []
        self._styles = {value(part, name="styleId"): part for part in known}
        self._counts: dict[str | None, dict[int, int]] = {}
        self._overridden: set[tuple[str, int]] = set()
        self._levels: dict[tuple[str, int], _Level | None] = {}

    def label(self, paragraph: etree._Element) -> str:
        """Return what stands before the paragraph, with its space, "" where it is not counted."""
        list_id, depth = self._place(paragraph)
        level = self._level(list_id, depth) if list_id else None
        if list_id is None or level is None:
            return ""
        counts = self._count(list_id, depth, level)
        return _spaced(self._rendered(list_id, level, counts), level)

    def _place(self, paragraph: etree._Element) -> tuple[str | None, int]:
        """Return list and level of a paragraph: its own, else those of its style."""
        own = child(paragraph, "pPr", "numPr")
        list_id, depth = value(own, "numId"), value(own, "ilvl")
        if list_id is not None and depth is not None:
            return list_id, number(depth, 0)
        style_id = value(paragraph, "pPr", "pStyle") or self._default_style()
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(style_id) if style_id else None
            given = child(style, "pPr", "numPr")
            list_id = list_id or value(given, "numId")
            depth = depth or value(given, "ilvl")
            if list_id:
                return list_id, number(depth, self._depth_of(list_id, style_id))
            style_id = value(style, "basedOn")
        return None, 0

    def _default_style(self) -> str | None:
        styles = self._styles.items()
        return next(
            (key for key, part in styles
             if value(part, name="default") in ("1", "true") and value(part, name="type") == "paragraph"),
            None,
        )  # fmt: skip

    def _depth_of(self, list_id: str, style_id: str | None) -> int:
        for depth in range(9):
            level = self._level(list_id, depth)
            if level is not None and style_id and level.style == style_id:
                return depth
        return 0

    def _abstract_id(self, list_id: str) -> str | None:
        """Return the definition behind a list, through a list style where one stands between."""
        for _ in range(_LONGEST_CHAIN):
            key = value(self._lists.get(list_id), "abstractNumId")
            linked = value(self._abstract.get(key), "numStyleLink")
            style = self._styles.get(linked) if linked else None
            further = value(style, "pPr", "numPr", "numId")
            if not further or further == list_id:
                return key
            list_id = further
        return None

    def _level(self, list_id: str, depth: int) -> _Level | None:
        key = (list_id, depth)
        if key not in self._levels:
            self._levels[key] = self._read_level(list_id, depth)
        return self._levels[key]

    def _read_level(self, list_id: str, depth: int) -> _Level | None:
        override = self._override(list_id, depth)
        found = child(override, "lvl")
        if found is None:
            found = _at_depth(self._abstract.get(self._abstract_id(list_id)), "lvl", depth)
        if found is None:
            return None
        form = value(found, "numFmt") or "decimal"
        form = value(found, "AlternateContent", "Choice", "numFmt") or form
        return _Level(
            start=number(value(found, "start"), 0), form=form,
            pattern=value(found, "lvlText") or "", suffix=value(found, "suff") or "tab",
            style=value(found, "pStyle"), restarts=value(found, "lvlRestart") != "0",
            is_legal=is_on(found, "isLgl"),
        )  # fmt: skip

    def _override(self, list_id: str, depth: int) -> etree._Element | None:
        return _at_depth(self._lists.get(list_id), "lvlOverride", depth)

    def _count(self, list_id: str, depth: int, level: _Level) -> dict[int, int]:
        counts = self._counts.setdefault(self._abstract_id(list_id), {})
        start = value(self._override(list_id, depth), "startOverride")
        if start is not None and (list_id, depth) not in self._overridden:
            self._overridden.add((list_id, depth))
            counts[depth] = number(start, level.start)
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [key for key in counts if key > depth]:
            below = self._level(list_id, deeper)
            if below is None or below.restarts:
                del counts[deeper]
        return counts

    def _rendered(self, list_id: str, level: _Level, counts: dict[int, int]) -> str:
        if level.form == "bullet":
            return _PRIVATE.sub("•", level.pattern)
        if level.form == "none":
            return _LEVEL.sub("", level.pattern)

        def count(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            shown = self._level(list_id, depth)
            if shown is None:
                return ""
            form = "decimal" if level.is_legal else shown.form
            return FORMATS.get(form, decimal)(counts.get(depth, shown.start))

        return _LEVEL.sub(count, level.pattern)


def _at_depth(element: etree._Element | None, name: str, depth: int) -> etree._Element | None:
    for part in element if element is not None else ():
        if local(part) == name and value(part, name="ilvl") == str(depth):
            return part
    return None


def _spaced(label: str, level: _Level) -> str:
    # After 、 and ） nobody sets a space; 1. before 2020年 without one would read as 1.2020.
    is_closed = not label or label[-1] in "、，．）】〕》"
    return label if is_closed or level.suffix == "nothing" else f"{label} "
