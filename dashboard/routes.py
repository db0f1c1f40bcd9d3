"""Which page an address means: the same answer for the first paint, for navigation and for 404."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from dashboard.board import Board
from dashboard.components import Part
from dashboard.desk import Desk
from dashboard.pages import indicator, overview, place, plan, plans
from dashboard.words import LANGUAGES

_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Address:
    """A path with its query, taken apart; `lang` is that of the query or of the cookie."""

    path: str
    query: Mapping[str, str]
    lang: str

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the segments of the path."""
        return tuple(part for part in self.path.split("/") if part)


def read_address(address: str, cookie: str | None) -> Address:
    """Return an address from untrusted text, cut to a sane length."""
    try:
        split = urlsplit(address[:_LONGEST])
    except ValueError:
        split = urlsplit("/")
    query = _fields(split.query)
    wanted = query.get("lang") or cookie or ""
    return Address(unquote(split.path) or "/", query, wanted if wanted in LANGUAGES else "zh")


def _fields(query: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(query, max_num_fields=20))
    except ValueError:
        return {}


def exists(board: Board, desk: Desk | None, address: Address) -> bool:
    """Return whether an address leads to a page; those of documents need the desk."""
    match address.parts:
        case ():
            return True
        case ("place", place_id):
            return place_id in board.places
        case ("indicator", indicator_id):
            return indicator_id in board.registry.indicators
        case ("plans",):
            return desk is not None
        case ("plans", document_id):
            return desk is not None and desk.has(document_id)
        case _:
            return False


def page(board: Board, desk: Desk | None, address: Address) -> list[Part]:
    """Return the page of an address that exists."""
    if desk and section(address) == "plans":
        sheet = desk.sheet(address.parts[1]) if len(address.parts) > 1 else None
        if sheet is None:
            return plans.layout(desk, address.lang)
        return plan.layout(desk, sheet, board.registry, address.lang)
    match address.parts:
        case ("place", place_id):
            return place.layout(board, board.places[place_id], address.lang)
        case ("indicator", indicator_id):
            found = board.registry.indicators[indicator_id]
            return indicator.layout(board, found, address.query, address.lang)
        case _:
            return overview.layout(board, address.query, address.lang)


def section(address: Address) -> str:
    """Return which entry of the navigation an address belongs to."""
    return address.parts[0] if address.parts else ""
