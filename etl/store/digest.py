"""The content digest: what a release says, whatever database holds it and however it got there.

Over every table but `release` and the hashes of source files; observations by file, in the order
of their key and by their texts, so that the small numbers of one database do not matter. A flipped
bit in the database, which SQLite's own checks do not see, is found by `verify`.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Column, Connection, Table, Text, select
from sqlalchemy.exc import DBAPIError

from etl.domain.columns import Ints
from etl.domain.published import Origin, Published, text_ranks
from etl.store.bulk import read_published
from etl.store.schema import SMALL_TABLES, assessment, release, source_file, source_text

_TABLES = (*SMALL_TABLES, assessment)


class _Content:
    """A running SHA-256 over arrays and texts, each preceded by its length."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def numbers(self, values: NDArray[Any], kind: str) -> None:
        """Add an array as little-endian bytes of the given kind."""
        self._hash.update(len(values).to_bytes(8, "little"))
        self._hash.update(np.ascontiguousarray(values, dtype=kind).data)

    def texts(self, texts: Sequence[str | None]) -> None:
        """Add texts; an absent one is not an empty one."""
        present = [text or "" for text in texts] if None in texts else cast(list[str], texts)
        lengths = np.fromiter(map(len, present), dtype=np.int32, count=len(present))
        if present is not texts:
            lengths[[text is None for text in texts]] = -1
        self.numbers(lengths, "<i4")
        self._hash.update("".join(present).encode())

    def hex(self) -> str:
        """Return the digest so far."""
        return self._hash.hexdigest()


def table_digest(table: Table, rows: Sequence[Sequence[Any]]) -> str:
    """Return the digest of a table's rows, given in the order of its key."""
    content = _Content()
    columns: Iterable[Sequence[Any]] = (
        zip(*rows, strict=True) if rows else [()] * len(table.columns)
    )
    for column, cells in zip(table.columns, columns, strict=True):
        _add_column(content, column, cells)
    return content.hex()


def _add_column(content: _Content, column: Column[Any], cells: Sequence[Any]) -> None:
    if isinstance(column.type, Text):
        content.texts(cells)
        return
    # Null becomes nan; one nan and one zero, because SQLite keeps neither their sign nor payload.
    values = np.array(cells, dtype=np.float64) + 0.0
    content.numbers(np.where(np.isnan(values), np.nan, values), "<f8")


def observation_digests(published: Published) -> dict[str, str]:
    """Return the digest of the values of each file, whatever the order of its rows."""
    order = published.order()
    of_rows = published.file_of_rows()[order]
    order = order[np.argsort(of_rows, kind="stable")]
    starts = np.searchsorted(np.sort(of_rows), np.arange(len(published.files) + 1))
    printed = np.array(published.printed, dtype=object)
    ranks = (
        text_ranks(published.scopes), text_ranks(published.dates), _origin_ranks(published.origins)
    )  # fmt: skip
    return {
        name: _file_digest(published, printed, ranks, order[start:stop])
        for name, (start, stop) in zip(published.files, pairwise(starts.tolist()), strict=True)
    }


def _file_digest(
    published: Published,
    printed: NDArray[Any],
    ranks: tuple[Ints, Ints, Ints],
    rows: Ints,
) -> str:
    content = _Content()
    for column in (published.indicator, published.place, published.period, published.vintage):
        content.numbers(column[rows], "<i4")
    scopes, dates, origins = ranks
    origin_texts = ["\x1f".join(_said(one)) for one in published.origins]
    _add_pointed(content, published.scope[rows], scopes, published.scopes)
    _add_pointed(content, published.released[rows], dates, published.dates)
    _add_pointed(content, published.as_of[rows], dates, published.dates)
    _add_pointed(content, published.origin[rows], origins, origin_texts)
    content.numbers(published.value[rows] + 0.0, "<f8")
    content.texts(printed[rows].tolist())
    return content.hex()


def _add_pointed(content: _Content, cells: NDArray[Any], ranks: Ints, texts: Sequence[str]) -> None:
    """Add a column that points at texts: those in use in order, and the place of each cell's."""
    used = np.zeros(len(texts) + 1, dtype=bool)
    used[ranks[cells]] = True
    place = np.cumsum(used) - 1
    by_rank = {int(rank): text for rank, text in zip(ranks, texts, strict=True)}
    content.texts([by_rank[int(rank)] for rank in np.flatnonzero(used)])
    content.numbers(place[ranks[cells]], "<i4")


def _origin_ranks(origins: Sequence[Origin]) -> Ints:
    return text_ranks(tuple("\x1f".join(_said(one)) for one in origins))


def _said(origin: Origin) -> tuple[str, ...]:
    return (
        origin.printed_unit, origin.maturity, origin.trust, origin.basis, origin.source,
        origin.url, origin.note,
    )  # fmt: skip


def content_digest(tables: Mapping[str, str], files: Mapping[str, str]) -> str:
    """Return the digest of a release from those of its tables and of its observation files."""
    lines = [f"{name} {tables[name]}" for name in sorted(tables)]
    lines += [f"{path} {files[path]}" for path in sorted(files)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def text_digest(text: str) -> str:
    """Return the digest of a text that is kept for readers and is no part of the content."""
    return hashlib.sha256(text.encode()).hexdigest()


def verify(connection: Connection) -> bool:
    """Return whether the database still holds what its release was: everything is read again."""
    try:
        return _holds(connection)
    except (KeyError, IndexError, ValueError, DBAPIError):
        # Damage can also make a number point nowhere, a text no text, or a page unreadable.
        return False


def _holds(connection: Connection) -> bool:
    stated = connection.execute(
        select(release.c.content_digest).order_by(release.c.id.desc()).limit(1)
    ).scalar()
    files = observation_digests(read_published(connection))
    known = select(source_file.c.path, source_file.c.digest)
    kept = connection.execute(
        known.where(source_file.c.file_no.is_not(None)).order_by(source_file.c.path)
    )
    texts = connection.execute(select(source_text).order_by(source_text.c.path))
    if any(text_digest(row.text) != row.digest for row in texts):
        return False
    if stated is None or files != {row.path: row.digest for row in kept}:
        return False
    return bool(stated == content_digest(_tables_now(connection), files))


def _tables_now(connection: Connection) -> dict[str, str]:
    digests = {}
    for table in _TABLES:
        rows = connection.execute(select(table).order_by(*table.primary_key.columns)).all()
        digests[table.name] = table_digest(table, [tuple(row) for row in rows])
    return digests
