"""What must stand on one line: a number with its unit, a date; found in a text, kept on a drawn page;
and which words of an English page are Chinese, so that they are read aloud as such.

Nothing here changes a character: the pieces of a text, put together, are the text.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from dash import html
from dash.development.base_component import Component

_NUMBER = r"[+−-]?\d[\d,]*(?:\.\d+)?"
_SPAN = rf"{_NUMBER}(?:[—–～-]{_NUMBER})?"
# 量词和单位；长的在前。只列写在数字后面的，名词不列。
_UNITS = (
    "个百分点", "百分点", "平方公里", "平方米", "立方米", "吨标准煤", "千瓦时", "小时", "分钟", "公里",
    "公顷", "年度", "项", "个", "套", "人", "户", "元", "吨", "年", "月", "日", "天", "次", "版", "条", "处",
    "份", "家", "所", "张", "辆", "米", "亩", "倍", "字", "页", "段", "种", "类", "名", "件", "期", "岁", "号",
    "档", "位", "列", "行",
)  # fmt: skip
_KEPT = re.compile(
    r"\d{4}年\d{1,2}月(?:\d{1,2}日)?"
    r"|\d{4}-\d{2}-\d{2}"
    rf"|(?:[≥≤≈><＞＜第][ \u3000]?)?{_SPAN}[%‰]?(?:[万亿]{{1,2}}|(?=[{''.join({u[0] for u in _UNITS})}]))"
    rf"(?:{'|'.join(_UNITS)})?"
    rf"|[≥≤≈><＞＜] ?{_SPAN}[%‰]?"
    # 英文：数与其后的单位；年份不是数量。
    r"|(?<![\d.,])(?!(?:19|20)\d\d )\d[\d,]*(?:\.\d+)? (?:percentage )?[a-z]{1,12}(?![a-z])"
)
_PROSE = (
    html.P, html.Dd, html.Li, html.H1, html.H2, html.H3, html.Summary, html.Small,
    html.Blockquote, html.Figcaption, html.Strong, html.B,
)  # fmt: skip
_APART = (html.Table, html.Select, html.Textarea, html.Script)
# 英文页面里的中文：从第一个汉字（连同前面的书名号、引号、括号）到最后一个汉字和其后的标点。
_CHINESE = re.compile(r"[《“（【]*[\u3400-\u9fff](?:[^A-Za-z]*[\u3400-\u9fff])?[》”）】。；！？]*")
_SILENT = (html.Script, html.Textarea)
_DIGIT = re.compile(r"\d")
# 更短的文字自己就在一行里。
_SHORTEST = 10


class Piece(NamedTuple):
    """A part of a text, and whether no line may end within it."""

    text: str
    kept: bool


def pieces(text: str) -> list[Piece]:
    """Return the parts of a text in their order; put together they are the text.

    "49.50%" alone is not marked: no browser ends a line within it.
    """
    found, done = list[Piece](), 0
    for match in _KEPT.finditer(text):
        if match.start() > done:
            found.append(Piece(text[done : match.start()], kept=False))
        found.append(Piece(match.group(), kept=True))
        done = match.end()
    if done < len(text):
        found.append(Piece(text[done:], kept=False))
    return found


def keep_numbers(part: Any) -> None:  # Any: a component, a text or a list of them.
    """Let no line of prose within a drawn part end between a number and its unit.

    Tables have cells that do not wrap, and controls hold what is sent: both stay as they are.
    """
    if isinstance(part, list | tuple):
        for child in part:
            keep_numbers(child)
    elif isinstance(part, Component) and not isinstance(part, _APART):
        inside = getattr(part, "children", None)
        if isinstance(part, _PROSE) and inside is not None:
            part.children = _kept(inside)
        if not isinstance(inside, str):
            keep_numbers(inside)


def _kept(inside: Any) -> Any:
    """Return the children of a piece of prose with their numbers kept together."""
    if isinstance(inside, str):
        found = list(_spans(inside))
        return found if len(found) > 1 else inside
    if isinstance(inside, Sequence):
        return [
            part
            for child in inside
            for part in (_spans(child) if isinstance(child, str) else [child])
        ]
    return inside


def _spans(text: str) -> Iterator[Any]:
    if len(text) < _SHORTEST or not _DIGIT.search(text):
        yield text
        return
    for piece in pieces(text):
        yield html.Span(piece.text, className="nb") if piece.kept else piece.text


def tell_language(part: Any) -> None:  # Any: a component, a text or a list of them.
    """Say of every Chinese text within a drawn part of an English page that it is Chinese."""
    if isinstance(part, list | tuple):
        for child in part:
            tell_language(child)
    elif isinstance(part, Component) and not isinstance(part, _SILENT) and not _speaks(part):
        inside = getattr(part, "children", None)
        if (
            isinstance(inside, str)
            and _CHINESE.fullmatch(inside)
            and "lang" in part.available_properties
        ):
            part.lang = "zh-CN"
        elif isinstance(inside, str | list | tuple):
            part.children = _told(inside)
        else:
            tell_language(inside)


def _speaks(part: Component) -> bool:
    return bool(getattr(part, "lang", ""))


def _told(inside: Any) -> Any:
    """Return children with their Chinese words marked; a text without any stays as it is."""
    if not isinstance(inside, str):
        for child in inside:
            tell_language(child)
        return [
            piece
            for child in inside
            for piece in (_marked(child) if isinstance(child, str) else [child])
        ]
    return _marked(inside) if _CHINESE.search(inside) else inside


def _marked(text: str) -> list[Any]:
    found, done = list[Any](), 0
    for match in _CHINESE.finditer(text):
        found += [text[done : match.start()], html.Span(match.group(), lang="zh-CN")]
        done = match.end()
    return [piece for piece in (*found, text[done:]) if piece]
