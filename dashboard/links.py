"""Links within the dashboard that keep the day a page is shown as of: done once, over a drawn page."""

from typing import Any
from urllib.parse import quote

from dash.development.base_component import Component

_PAGES = (
    "/place/",
    "/indicator/",
    "/calculation/",
    "/supervision",
    "/data",
    "/export/",
    "/publications/",
    "/report",
    "/screen",
)


def keep_day(part: Any, day: str) -> None:  # Any: a component, a text or a list of them.
    """Let every link to a page of the board within `part` lead to that page as of the same day."""
    if isinstance(part, list | tuple):
        for child in part:
            keep_day(child, day)
    elif isinstance(part, Component):
        address = getattr(part, "href", None)
        if isinstance(address, str) and _is_of_board(address) and "as_of=" not in address:
            part.href = _with_day(address, day)
        keep_day(getattr(part, "children", None), day)


def _is_of_board(address: str) -> bool:
    return address.startswith(_PAGES) or address == "/" or address.startswith("/?")


def _with_day(address: str, day: str) -> str:
    path, mark, place = address.partition("#")
    joint = "&" if "?" in path else "?"
    return f"{path}{joint}as_of={quote(day)}{mark}{place}"
