"""Which page an address means: the same answer for the first paint, for navigation and for 404."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from dashboard.board import Board
from dashboard.components import Part
from dashboard.desk import Desk
from dashboard.pages import (
    calculation,
    data,
    help,
    indicator,
    overview,
    place,
    plan,
    plans,
    publication,
    report,
    supervision,
)
from dashboard.words import LANGUAGES
from etl.domain.asof import AsOf
from etl.domain.periods import day_number, is_published_date
from etl.domain.publications import Publication
from etl.errors import NotFound

_LONGEST = 2_000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Address:
    """A path with its query, taken apart; `lang` is that of the query or of the cookie."""

    path: str
    query: Mapping[str, str]
    lang: str

    @property
    def as_of(self) -> AsOf | None:
        """Return the day the page is asked for (`as_of=2021-06-30`), None for today."""
        given = self.query.get("as_of", "")
        if not _DAY.fullmatch(given) or not is_published_date(given):
            return None
        return AsOf(known_on=day_number(given))

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
        case ("calculation", target_id):
            return board.row(target_id) is not None
        case ("supervision",) | ("data",) | ("help",):
            return True
        case ("publications", publication_id):
            return _publication(board, publication_id) is not None
        case ("plans",) | ("report",):
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
    if desk and section(address) == "report":
        return report.layout(board, desk, address.query, address.lang)
    match address.parts:
        case ("place", place_id):
            return place.layout(board, board.places[place_id], address.lang)
        case ("indicator", indicator_id):
            found = board.registry.indicators[indicator_id]
            return indicator.layout(board, found, address.query, address.lang)
        case ("supervision",):
            return supervision.layout(board, desk, address.query, address.lang)
        case ("data",):
            return data.layout(board, address.query, address.lang)
        case ("help",):
            return help.layout(board, address.lang)
        case _:
            return _one(board, desk, address)


def _one(board: Board, desk: Desk | None, address: Address) -> list[Part]:
    """Return the page of one target or publication, else the overview."""
    kind, name = address.parts if len(address.parts) == 2 else ("", "")
    row = board.row(name) if kind == "calculation" else None
    if row:
        return calculation.layout(board, row, desk, address.lang)
    found = _publication(board, name) if kind == "publications" else None
    if found:
        return publication.layout(board, found, address.query, address.lang)
    return overview.layout(board, address.query, address.lang)


def _publication(board: Board, publication_id: str) -> Publication | None:
    try:
        return board.decisions.publication(publication_id)
    except NotFound:
        return None


def section(address: Address) -> str:
    """Return which entry of the navigation an address belongs to."""
    return address.parts[0] if address.parts else ""
