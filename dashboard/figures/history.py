"""Past statuses as a row of small squares, one for each year: colour, shape and a sentence.

Only numbers and fixed shapes go into the picture, so there is no text to escape; what it says is
said again in words, for those who cannot see it.
"""

import re
from collections.abc import Sequence
from urllib.parse import quote

from dash import html

from dashboard.format import NOTHING
from dashboard.records import Past
from dashboard.theme import MARKS, picture_style
from dashboard.words import word
from etl.domain.reason import STATUS_WORDS

_SIDE = 14
_STEP = _SIDE + 2
_MOST_YEARS = 15
# 每个形状画在边长14的方格里，与theme.MARKS的字形一致；绝对坐标从(0,0)起。
_SHAPES = {
    "achieved": "M3 7a4 4 0 1 1 8 0a4 4 0 1 1-8 0",
    "ahead": "M7 3l4.5 8h-9z",
    "on_track": "M7 2.5L11.5 7L7 11.5L2.5 7z",
    "behind": "M3 4h8l-4 7z",
    "far_behind": "M2.5 3h9l-4.5 8z",
    "reversing": "M3.5 3.5h7v7h-7z",
    "missed": "M3.5 3.5l7 7M10.5 3.5l-7 7",
    "not_due": "M3.5 7a3.5 3.5 0 1 1 7 0a3.5 3.5 0 1 1-7 0",
    "unknown": "M7 2.5L11.5 7L7 11.5L2.5 7z",
}
_OUTLINED = ("behind", "missed", "not_due", "unknown")


def told_past(pasts: Sequence[Past], lang: str, *, stretch: bool = False) -> html.Span:
    """Return the picture with its words and years; a dash where there is no past status."""
    if not pasts:
        return html.Span(NOTHING, title=word("no_history", lang), className="past")
    years, said = years_of(pasts), in_words(pasts, lang)
    size = {"width": width(pasts), "height": _SIDE}
    picture = html.Img(src=history(pasts, stretch=stretch), alt=said, title=said, **size)
    span = word("years", lang).format(first=years[0], last=years[-1])
    span = str(years[0]) if len(years) == 1 else span
    return html.Span([picture, html.Small(span)], className="past")


def years_of(pasts: Sequence[Past]) -> range:
    """Return the years that are drawn: from the first to the last, at most the last fifteen."""
    first, last = pasts[0].year, pasts[-1].year
    return range(max(first, last - _MOST_YEARS + 1), last + 1)


def width(pasts: Sequence[Past]) -> int:
    """Return the width of the picture in pixels; it is _SIDE high."""
    return len(years_of(pasts)) * _STEP - 2


def history(pasts: Sequence[Past], *, stretch: bool = False) -> str:
    """Return the picture of at least one past year, the oldest first, as a data URI.

    A year without a value of its own is an empty outline; a missed 力争 target is amber, not red.
    """
    status = {past.year: past.status for past in pasts}
    tones = {year: _tone(status.get(year), stretch=stretch) for year in years_of(pasts)}
    squares = [
        _square(place * _STEP, status.get(year), tone)
        for place, (year, tone) in enumerate(tones.items())
    ]
    used = re.findall(r"class='([fs]-[a-z-]+)'", "".join(squares))
    picture = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width(pasts)} {_SIDE}'>"
        f"{picture_style(used)}{''.join(squares)}</svg>"
    )
    return "data:image/svg+xml," + quote(picture, safe=" ='/:.<>(){};,@-")


def _tone(status: str | None, *, stretch: bool) -> str:
    if status is None:
        return ""
    return "warn" if stretch and status == "missed" else MARKS[status].tone


def _square(left: int, status: str | None, tone: str) -> str:
    if status is None:
        side = _SIDE - 1
        return f"<rect x='{left + 0.5}' y='.5' width='{side}' height='{side}' fill='none' class='s-edge'/>"
    paint = f"class='f-{tone}'"
    if status in _OUTLINED:
        paint = f"class='s-{tone}' fill='none' stroke-width='1.6'"
    return (
        f"<g transform='translate({left})'><path d='M0 0h{_SIDE}v{_SIDE}H0z' class='f-{tone}-pale'/>"
        f"<path d='{_SHAPES[status]}' {paint}/></g>"
    )


def in_words(pasts: Sequence[Past], lang: str = "zh") -> str:
    """Return what the picture says: "2021年基本符合预期，2022年滞后，2023年无数值"."""
    status = {past.year: past.status for past in pasts}
    said = [
        word("year_was", lang).format(year=year, was=_was(status.get(year), lang))
        for year in years_of(pasts)
    ]
    return word("comma", lang).join(said)


def _was(status: str | None, lang: str) -> str:
    if status is None:
        return word("no_value", lang)
    said = STATUS_WORDS[status][lang == "en"]
    return said.lower() if lang == "en" else said
