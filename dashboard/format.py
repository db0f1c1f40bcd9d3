"""Numbers, dates and places as text on the screen; no number is computed here."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from dashboard.words import word
from etl.domain.reason import plain, written

NOTHING = "—"


def percent(value: float | None) -> str:
    """Return a percentage with one place and a true minus, a dash where it is absent."""
    return NOTHING if value is None else f"{written(value, 1)}%"


def signed(value: float | None, decimals: int = 1) -> str:
    """Return a number with its sign (a true minus), a dash where it is absent."""
    if value is None:
        return NOTHING
    text = plain(value, decimals)
    return text.replace("-", "−") if text.startswith("-") else (text if text == "0" else f"+{text}")


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
