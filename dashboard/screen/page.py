"""The briefing screen as one page: style, scenes and charts in one answer, no request needed to read it.

Every text goes through autoescape; nothing is judged, counted or worded here beyond the frame.
"""

import re
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from dashboard.briefing.records import Briefing, Headline, Scene
from dashboard.format import link, percent
from dashboard.screen import fit, rooms
from dashboard.screen.geometry import NARROW, WIDE, Drawing, drawing
from dashboard.theme import FONT, MARKS, css_variables, font_face, theme_rules
from dashboard.typography import pieces
from dashboard.words import word

_OWN = Path(__file__).parent
_HAN = re.compile("[\u4e00-\u9fff]{2}")
# 改变文字方向的控制字符：留着会把后面的数字颠倒过来。
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F))
_SCRIPT = _OWN.parent / "assets" / "screen.js"


def sources() -> tuple[Path, ...]:
    """Return the files the screen is made of: where one changes, the page has to be loaded anew."""
    own = (path for path in _OWN.rglob("*") if path.suffix in (".py", ".css", ".html"))
    return (*sorted(own), _SCRIPT)


def page(
    briefing: Briefing, *, lang: str, theme: str, build: str, edition: str, now: datetime
) -> str:
    """Return the whole page of a briefing, its first scene in sight; `now` is aware."""
    return _templates().get_template("page.html").render(
        briefing=briefing, lang=lang, theme=theme, build=build, edition=edition, now=now,
        style=Markup(_style()), back=link(f"/place/{briefing.place_id}", lang),
        say=lambda key: word(f"screen_{key}", lang),
        charts=lambda scene: _charts(scene, briefing, lang),
    )  # fmt: skip


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_OWN / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters["nb"] = unbroken
    made.globals |= {
        "fit": fit,
        "rooms": rooms,
        "percent": percent,
        "shapes": {key: mark.shape for key, mark in MARKS.items()},
    }
    return made


@cache
def _style() -> str:
    """Return the style sheet after the colours of both themes; on paper the light ones hold."""
    sheet = (_OWN / "screen.css").read_text(encoding="utf-8")
    paper = f"@media print{{{css_variables('light')}}}"
    font = f":root{{--font:{FONT}}}"
    return "\n".join((font_face(), font, theme_rules("dark"), paper, sheet))


def _charts(scene: Scene, briefing: Briefing, lang: str) -> dict[str, Drawing]:
    """Return the plot of a scene drawn for the wall and drawn for a phone; nothing without a plot."""
    plot = scene.body.plot if isinstance(scene.body, Headline) else None
    if plot is None:
        return {}
    year, broken = word("screen_year", lang), word("break_note", lang)
    width, height = (
        WIDE.width - rooms.lost_width(scene),
        WIDE.height - rooms.lost_height(scene, briefing),
    )
    sheets = {"wide": replace(WIDE, width=width, height=height), "narrow": NARROW}
    drawn = {name: drawing(plot, one, year=year, broken=broken) for name, one in sheets.items()}
    return {name: one for name, one in drawn.items() if one}


@pass_context
def unbroken(context: Context, text: str) -> Markup:
    """Return a text in which no line breaks between a number and its unit, in its own language."""
    said = text.translate(_TURNING)
    kept = Markup('<span class="nb">{}</span>')
    whole = Markup("").join(kept.format(part) if one else part for part, one in pieces(said))
    is_foreign = context["lang"] == "en" and _HAN.search(said)
    return Markup('<span lang="zh-CN">{}</span>').format(whole) if is_foreign else whole
