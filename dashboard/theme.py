"""Colours, status marks and the Plotly template: the one place that decides how things look."""

from dataclasses import dataclass
from typing import Any

TOKENS = {
    "ground": "#F4F6F9", "card": "#FFFFFF", "line": "#DFE4EA", "line-strong": "#B9C3CF",
    "ink": "#16202C", "ink-2": "#4A5867", "brand": "#1B4F8A", "brand-dark": "#0F2F57",
    "brand-pale": "#E8EFF8", "accent": "#E0A458", "target": "#B3362B", "path": "#5B6673",
    "ok": "#1B7248", "ok-pale": "#E3F2EA", "warn": "#8A5A00", "warn-pale": "#FBF0D9",
    "bad": "#B3261E", "bad-pale": "#FBE7E5", "none": "#5B6673", "none-pale": "#EEF1F5",
    "break": "#8A5A00", "break-pale": "#F6F2EA",
}  # fmt: skip
FONT = (
    '"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", '
    '"Noto Sans SC", sans-serif'
)


@dataclass(frozen=True, slots=True)
class Mark:
    """How a status shows: a shape that survives greyscale, and a tone of the palette."""

    shape: str
    tone: str


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


def css_variables() -> str:
    """Return the tokens as a CSS rule; the style sheet uses no colour of its own."""
    return ":root{" + "".join(f"--{name}:{value};" for name, value in TOKENS.items()) + "}"


def plot_template() -> dict[str, Any]:
    """Return the Plotly template, shipped once with the page and not with every figure.

    Its traces style those of a figure by their place: other vintages, path, actuals, targets.
    """
    return {"data": {"scatter": _traces()}, "layout": _layout()}


def _traces() -> list[dict[str, Any]]:
    value = "%{y}%{meta}<br>%{text}<extra></extra>"
    return [
        {"mode": "markers", "hovertemplate": value,
         "marker": {"size": 6, "color": TOKENS["card"], "line": {"color": TOKENS["path"], "width": 1}}},
        {"mode": "lines", "hovertemplate": "%{x}　%{y}%{meta}<extra></extra>",
         "line": {"color": TOKENS["path"], "width": 1.5, "dash": "6px,4px"}},
        {"mode": "lines+markers", "hovertemplate": value, "marker": {"size": 6.5},
         "line": {"color": TOKENS["brand"], "width": 2.5}, "connectgaps": False},
        {"mode": "markers+text", "hovertemplate": "%{text}<extra></extra>", "cliponaxis": False,
         "textfont": {"color": TOKENS["target"], "size": 13},
         "marker": {"symbol": "diamond", "size": 11, "color": TOKENS["card"],
                    "line": {"color": TOKENS["target"], "width": 2}}},
    ]  # fmt: skip


def _layout() -> dict[str, Any]:
    axis = {
        "gridcolor": "#E7EBF0", "linecolor": TOKENS["line-strong"], "zeroline": False,
        "ticks": "", "tickfont": {"size": 12, "color": TOKENS["ink-2"]}, "automargin": True,
        "fixedrange": True,
    }  # fmt: skip
    return {
        "font": {"family": FONT, "size": 13, "color": TOKENS["ink"]},
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 16, "t": 12, "b": 8}, "showlegend": False,
        "hovermode": "closest", "separators": ".,", "colorway": [TOKENS["brand"]],
        "shapedefaults": {"line": {"width": 2}},
        "annotationdefaults": {"showarrow": False, "font": {"size": 13}},
        "hoverlabel": {"bgcolor": TOKENS["ink"], "bordercolor": TOKENS["ink"], "align": "left",
                       "font": {"family": FONT, "size": 13, "color": "#FFFFFF"}},
        "xaxis": axis | {"showgrid": False, "showline": True, "ticks": "outside", "tickformat": "d",
                         "tickcolor": TOKENS["line-strong"], "ticklen": 4, "tick0": 2020},
        "yaxis": axis | {"nticks": 6},
    }  # fmt: skip
