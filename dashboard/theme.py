"""Colours, sizes, status marks and the Plotly template: the one place that decides how things look.

The style sheets and the figures name what is here; a colour or a size of their own must never
appear in them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

TOKENS = {
    "ground": "#F4F6F9", "card": "#FFFFFF", "hover": "#F8FAFC", "line": "#DFE4EA",
    "line-strong": "#B9C3CF", "edge": "#7A8899", "grid": "#E7EBF0", "ink": "#16202C",
    "ink-2": "#4A5867", "brand": "#1B4F8A", "brand-strong": "#163F70", "brand-dark": "#0F2F57",
    "brand-pale": "#E8EFF8", "masthead-ink": "#F7FAFD", "masthead-ink-2": "#D5E0EE",
    "masthead-line": "#5F7A9C", "accent": "#E0A458", "target": "#B3362B", "path": "#5B6673",
    "ok": "#047C5D", "ok-pale": "#E9F6F1", "warn": "#906400", "warn-pale": "#FBF2DC",
    "bad": "#741B13", "bad-pale": "#F8E3E0", "none": "#3F4862", "none-pale": "#ECEEF3",
    "break": "#8A5A00", "break-pale": "#F6F2EA",
}  # fmt: skip
# The same names on a dark ground: for the pages by choice, for the briefing screen by default.
DARK = {
    "ground": "#0A1626", "card": "#0F2036", "hover": "#142A46", "line": "#2B4565",
    "line-strong": "#6E87A5", "edge": "#7D96B3", "grid": "#223A57", "ink": "#E9F0F8",
    "ink-2": "#A9BCD2", "brand": "#6DB8FF", "brand-strong": "#A3D1FF", "brand-dark": "#0B1B30",
    "brand-pale": "#16304F", "masthead-ink": "#F0F5FB", "masthead-ink-2": "#C4D3E5",
    "masthead-line": "#5F7BA0", "accent": "#FFC56B", "target": "#FFC46A", "path": "#93A8C0",
    "ok": "#7CE8AE", "ok-pale": "#113A34", "warn": "#FFCD3C", "warn-pale": "#3B3314",
    "bad": "#FF7F63", "bad-pale": "#46221F", "none": "#A9B4CC", "none-pale": "#1E3048",
    "break": "#E3B868", "break-pale": "#16263B",
}  # fmt: skip
THEMES: Mapping[str, Mapping[str, str]] = {"light": TOKENS, "dark": DARK}
# In rem, so that a reader's own letter size counts: 12, 13, 14, 16, 18, 26 and 34 px by default.
TEXT = ("0.75rem", "0.8125rem", "0.875rem", "1rem", "1.125rem", "1.625rem", "2.125rem")
# 2, 4, 8, 12, 16, 20, 24 and 32 px by default.
SPACE = ("0.125rem", "0.25rem", "0.5rem", "0.75rem", "1rem", "1.25rem", "1.5rem", "2rem")
SHAPES = {
    "radius": "6px", "radius-small": "4px", "radius-round": "999px", "column": "1400px",
    "shadow": "0 6px 24px color-mix(in srgb, var(--brand-dark) 24%, transparent)",
}  # fmt: skip
# What the machine has goes first; a browser asks for a shipped family only where a character is in
# none before it, and for the next part only where the parts before lack it.
_SHIPPED = ("Urban Sans 1", "Urban Sans 2", "Urban Sans 3")
FONT = (
    '"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "Noto Sans SC", '
    + "".join(f'"{family}", ' for family in _SHIPPED)
    + "sans-serif"
)
_FONT_VERSION = "2026-11-23"  # In the address, so that a browser keeps the file for ever.


@dataclass(frozen=True, slots=True)
class Mark:
    """How a status shows: a shape that survives greyscale, and a tone of the palette."""

    shape: str
    tone: str


_PAINTS = {"f": "fill", "s": "stroke"}

MARKS = {
    "achieved": Mark("●", "ok"),
    "ahead": Mark("▲", "ok"),
    "on_track": Mark("◆", "ok"),
    "behind": Mark("▽", "warn"),
    "far_behind": Mark("▼", "bad"),
    "reversing": Mark("■", "bad"),
    "missed": Mark("×", "bad"),
    "not_due": Mark("○", "none"),
    "unknown": Mark("◇", "none"),
}


def asked_theme(wanted: Iterable[str], cookie: str | None) -> str:
    """Return the theme of a request: the first one its address names, else its cookie's, else light.

    `wanted` may hold anything; the filter of the overview for a field of work is called theme too.
    """
    return next((name for name in [*wanted, cookie or ""] if name in THEMES), "light")


def css_variables(theme: str | None = None) -> str:
    """Return the tokens as CSS; the style sheets use no colour and no size of their own.

    Without a theme: both, light by default and always light on paper, with the scales of letters
    and spaces and the fonts that are shipped. With one: its colours alone.
    """
    if theme:
        return _colours(theme, ":root")
    return theme_rules("light") + _scales() + font_face()


def theme_rules(first: str) -> str:
    """Return the colours of `first`, and those of the other theme for a page that carries its name."""
    other = next(name for name in THEMES if name != first)
    chosen = _colours(other, f":root[data-theme={other}]")
    return _colours(first, ":root") + f"@media not print{{{chosen}}}"


def _colours(theme: str, selector: str) -> str:
    colours = "".join(f"--{name}:{value};" for name, value in THEMES[theme].items())
    return f"{selector}{{color-scheme:{theme};{colours}}}"


def _scales() -> str:
    sizes = {f"text-{step}": size for step, size in enumerate(TEXT, start=1)}
    sizes |= {f"space-{step}": size for step, size in enumerate(SPACE, start=1)}
    sizes |= SHAPES | {"font": FONT}
    return ":root{" + "".join(f"--{name}:{value};" for name, value in sizes.items()) + "}"


def font_face() -> str:
    """Return the rules of the shipped fonts, for machines without any Chinese font."""
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:swap;'
        f'src:url("/assets/fonts/noto-sans-sc-{name}-{part}.woff2?m={_FONT_VERSION}") format("woff2")}}'
        for part, family in enumerate(_SHIPPED, start=1)
        for name, weight in (("regular", 400), ("bold", 700))
    )


def dark_colours() -> dict[str, str]:
    """Return the dark colour of every light one; a figure arrives in the light ones."""
    return {colour: DARK[name] for name, colour in TOKENS.items()}


def picture_style(classes: Iterable[str]) -> str:
    """Return the style of an SVG picture of its own, for the classes used: f-ok fills, s-ok strokes.

    A picture in an image follows the colour scheme of the page that shows it.
    """
    used = sorted(set(classes))

    def rules(colours: Mapping[str, str]) -> str:
        return "".join(f".{name}{{{_PAINTS[name[0]]}:{colours[name[2:]]}}}" for name in used)

    return f"<style>{rules(TOKENS)}@media(prefers-color-scheme:dark){{{rules(DARK)}}}</style>"


def plot_template() -> dict[str, Any]:
    """Return the Plotly template, shipped once with the page and not with every figure.

    Its traces style those of a figure by their place: other vintages, path, actuals, targets.
    """
    return {"data": {"scatter": _traces()}, "layout": _layout()}


def _traces() -> list[dict[str, Any]]:
    value = "%{text}<extra></extra>"
    return [
        {"mode": "markers", "hovertemplate": value,
         "marker": {"size": 6, "color": TOKENS["card"], "line": {"color": TOKENS["path"], "width": 1}}},
        {"mode": "lines", "hovertemplate": "%{x}%{meta[0]}%{y}%{meta[1]}<extra></extra>",
         "line": {"color": TOKENS["path"], "width": 1.5, "dash": "6px,4px"}},
        {"mode": "lines+markers", "hovertemplate": value, "marker": {"size": 6.5},
         "line": {"color": TOKENS["brand"], "width": 2.5}, "connectgaps": False},
        {"mode": "markers+text", "hovertemplate": "%{text}<br>%{meta}<extra></extra>", "cliponaxis": False,
         "textfont": {"color": TOKENS["target"], "size": 13}, "textposition": "top left",
         "marker": {"symbol": "diamond", "size": 11, "color": TOKENS["card"],
                    "line": {"color": TOKENS["target"], "width": 2}}},
    ]  # fmt: skip


# What a figure calls by name and makes visible: the years before the census, the edge, its words.
_BREAK_NOTE = {
    "name": "break", "visible": False, "showarrow": False, "yref": "paper", "y": 1,
    "xanchor": "right", "yanchor": "top", "xshift": -6, "align": "right",
    "font": {"color": TOKENS["break"], "size": 12},
}  # fmt: skip


def _shapes() -> list[dict[str, Any]]:
    whole = {"visible": False, "yref": "paper", "y0": 0, "y1": 1}
    return [
        {"name": "before", **whole, "type": "rect", "layer": "below",
         "fillcolor": TOKENS["break-pale"], "line": {"width": 0}},
        {"name": "edge", **whole, "type": "line",
         "line": {"color": TOKENS["break"], "width": 1, "dash": "dot"}},
    ]  # fmt: skip


def _layout() -> dict[str, Any]:
    axis = {
        "gridcolor": TOKENS["grid"], "linecolor": TOKENS["line-strong"], "zeroline": False,
        "ticks": "", "tickfont": {"size": 12, "color": TOKENS["ink-2"]}, "automargin": True,
        "fixedrange": True,
    }  # fmt: skip
    return {
        "font": {"family": FONT, "size": 13, "color": TOKENS["ink"]},
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 16, "t": 12, "b": 8}, "showlegend": False,
        "hovermode": "closest", "separators": ".,", "colorway": [TOKENS["brand"]],
        "shapes": _shapes(), "annotations": [_BREAK_NOTE], "shapedefaults": {"line": {"width": 2}},
        "annotationdefaults": {"showarrow": False, "font": {"size": 13}},
        "hoverlabel": {"bgcolor": TOKENS["ink"], "bordercolor": TOKENS["ink"], "align": "left",
                       "font": {"family": FONT, "size": 13, "color": TOKENS["card"]}},
        "xaxis": axis | {"showgrid": False, "showline": True, "ticks": "outside", "tickformat": "d",
                         "tickcolor": TOKENS["line-strong"], "ticklen": 4, "tick0": 2020},
        "yaxis": axis | {"nticks": 6},
    }  # fmt: skip
