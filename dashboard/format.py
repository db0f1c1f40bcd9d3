"""Numbers, dates and places as text on the screen; no number is computed here."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from dashboard.words import word
from etl.domain.reason import plain, points_size, written

NOTHING = "—"


def percent(value: float | None) -> str:
    """Return a percentage with one place and a true minus, a dash where it is absent."""
    return NOTHING if value is None else f"{written(value, 1)}%"


def signed(points: float | None, decimals: int | None = None) -> str:
    """Return a difference in points with its sign: "−33.8", "0" only of none, a dash where it is absent.

    Without `decimals` it has the digits that it has in a sentence.
    """
    if points is None:
        return NOTHING
    size = points_size(points) if decimals is None else plain(abs(points), decimals)
    return size if size == "0" else f"{'−' if points < 0 else '+'}{size}"


def link(path: str, lang: str, query: Mapping[str, str] | None = None) -> str:
    """Return an address within the dashboard that keeps the language."""
    parts = {key: value for key, value in (query or {}).items() if value}
    if lang == "en":
        parts["lang"] = "en"
    return f"{path}?{urlencode(parts)}" if parts else path


def duties(responsible: Sequence[str], lead: Sequence[str], lang: str) -> str:
    """Return who answers for a target, in the order of the text; the lead where the text says so."""
    said = word("lead_body", lang)
    return word("list_comma", lang).join(
        said.format(name=name) if name in lead else name for name in responsible
    )


def safe_plot_text(text: str) -> str:
    """Return text for Plotly, which reads a small HTML: names and notes stay text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
