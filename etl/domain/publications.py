"""A publication (发布版): the board of a day, frozen, with all that says how it came about."""

from collections.abc import Mapping
from dataclasses import dataclass

# What a frozen line must have to be found again; every other column is as it was on that day.
ROW_KEYS = ("target_id", "place_id", "indicator_id", "status", "reason", "speaks")


@dataclass(frozen=True, slots=True)
class Publication:
    """What was frozen: days as "2026-11-23"; `counts` by status of the rows that speak for a chain.

    `content_digest`, `code_version` and `registry_sha256` are those of the release it shows;
    `rows_sha256` is that of its table.
    """

    publication_id: str
    title: str
    published_on: str
    as_of: str
    who: str
    note: str
    rule: str
    code_version: str
    content_digest: str
    registry_sha256: str
    counts: Mapping[str, int]
    rows_sha256: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A publication with its lines, each cell as the text that was frozen, in its order."""

    publication: Publication
    rows: tuple[Mapping[str, str], ...]
