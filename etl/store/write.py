"""A release written in one transaction: a reader sees the old one or the new one, never a mix.

The caller holds the lock and has read and checked everything before.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from sqlalchemy import Connection, Table, delete, func, select, text

from etl.domain.columns import Ints
from etl.domain.published import Numbers, Published, text_ranks
from etl.store import schema
from etl.store.bulk import insert_rows, observation_rows, read_published
from etl.store.content import Content, small_rows
from etl.store.database import open_writer
from etl.store.digest import content_digest, observation_digests, table_digest, text_digest
from etl.store.query import Release, current_release
from etl.store.verdicts import assessment_rows


@dataclass(frozen=True, slots=True)
class Sources:
    """The files a release is built from: the SHA-256 of each by its name, and what was read.

    `published` holds the values of the observation files in its `files`; those of other files
    stay as they are in the database, unless `whole`, which says that everything was read. `texts`
    are those of the files that say how to read the others, kept for readers of the release.
    """

    digests: Mapping[str, str]
    published: Published
    whole: bool
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a release was made and by which version of the code."""

    loaded_at: datetime
    code_version: str


@dataclass(frozen=True, slots=True)
class _File:
    number: int
    rows: int
    digest: str


def publish(url: str, content: Content, sources: Sources, stamp: Stamp) -> tuple[Release, bool]:
    """Write a release in a transaction of its own; as `write_release`.

    Raises RepeatedRow, with nothing written, where a value read repeats one of a file not read.
    """
    engine = open_writer(url)
    try:
        with engine.begin() as connection:
            return write_release(connection, content, sources, stamp)
    finally:
        engine.dispose()


def write_release(
    connection: Connection, content: Content, sources: Sources, stamp: Stamp
) -> tuple[Release, bool]:
    """Write a release and return it, and whether its content is new.

    Where the content is what it was (rows in another order), the current release stands and only
    the hashes of the files are renewed.
    """
    made = schema.prepare(connection)
    kept = {} if made or sources.whole else _kept_files(connection, sources)
    files = kept | _write_observations(connection, sources.published, kept, made)
    _rewrite(connection, schema.source_file, [
        (path, files[path].number, sha256, files[path].rows, files[path].digest)
        if path in files else (path, None, sha256, 0, "")
        for path, sha256 in sources.digests.items()
    ])  # fmt: skip
    texts: list[tuple[object, ...]] = [
        (path, content, text_digest(content)) for path, content in sources.texts.items()
    ]
    _rewrite(connection, schema.source_text, texts)
    published = read_published(connection) if kept else sources.published
    verdicts = assessment_rows(content.targets, published, content.registry)
    tables = [*small_rows(content), (schema.assessment, verdicts)]
    digests = {table.name: _rewrite(connection, table, rows) for table, rows in tables}
    counts = {table.name: len(rows) for table, rows in tables}
    counts["observation"] = sum(file.rows for file in files.values())
    digest = content_digest(digests, {path: file.digest for path, file in files.items()})
    return _stamp(connection, digest, counts, stamp)


def _kept_files(connection: Connection, sources: Sources) -> dict[str, _File]:
    table = schema.source_file
    rows = connection.execute(select(table).where(table.c.file_no.is_not(None)))
    return {
        row.path: _File(row.file_no, row.rows, row.digest)
        for row in rows
        if row.path in sources.digests and row.path not in sources.published.files
    }


def _rewrite(connection: Connection, table: Table, rows: list[tuple[object, ...]]) -> str:
    connection.execute(delete(table))
    insert_rows(connection, table, rows)
    return table_digest(table, rows)


def _write_observations(
    connection: Connection, published: Published, kept: Mapping[str, _File], made: bool
) -> dict[str, _File]:
    """Replace the values of all files but the kept ones; return the files written."""
    _clear(connection, kept)
    # An index is quicker made than kept. On PostgreSQL dropping it would lock readers out.
    remake = not kept and (made or connection.dialect.name == "sqlite")
    if remake:
        schema.BY_PLACE.drop(connection, checkfirst=True)
    first_file = max((file.number for file in kept.values()), default=0) + 1
    file_no = np.arange(len(published.files), dtype=np.int32) + first_file
    scope_no = _scope_numbers(connection, published.scopes)
    source_no = _write_origins(connection, published, file_no)
    order = _store_order(published, scope_no)
    insert_rows(
        connection, schema.observation, observation_rows(published, order, scope_no, source_no)
    )
    if remake:
        schema.BY_PLACE.create(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(text("ANALYZE observation"))
    counts = np.bincount(published.file_of_rows(), minlength=len(published.files)).tolist()
    digests = observation_digests(published)
    return {
        path: _File(number, count, digests[path])
        for path, number, count in zip(published.files, file_no.tolist(), counts, strict=True)
    }


def _clear(connection: Connection, kept: Mapping[str, _File]) -> None:
    source, observation = schema.source, schema.observation
    if not kept:
        for table in (observation, source, schema.scope):
            connection.execute(delete(table))
        return
    gone = source.c.file_no.not_in([file.number for file in kept.values()])
    numbers = select(source.c.source_no).where(gone)
    connection.execute(delete(observation).where(observation.c.source_no.in_(numbers)))
    connection.execute(delete(source).where(gone))


def _scope_numbers(connection: Connection, scopes: tuple[str, ...]) -> Numbers:
    """Return the number of each scope in the database; new ones are written, in order of text."""
    table = schema.scope
    known = {row.scope: row.scope_no for row in connection.execute(select(table))}
    last = max(known.values(), default=0)
    new = {one: last + place for place, one in enumerate(sorted({*scopes} - known.keys()), 1)}
    insert_rows(connection, table, [(number, one) for one, number in new.items()])
    return np.array([(known | new)[one] for one in scopes], dtype=np.int32)


def _write_origins(connection: Connection, published: Published, file_no: Numbers) -> Numbers:
    last = connection.execute(select(func.max(schema.source.c.source_no))).scalar() or 0
    numbers = np.arange(last + 1, last + 1 + len(published.origins), dtype=np.int32)
    files = file_no.tolist()
    insert_rows(connection, schema.source, [
        (number, files[one.file], one.printed_unit, one.maturity, one.trust, one.basis,
         one.source, one.url, one.note)
        for number, one in zip(numbers.tolist(), published.origins, strict=True)
    ])  # fmt: skip
    return numbers


def _store_order(published: Published, scope_no: Numbers) -> Ints:
    """Return the order of the clustered key: rows that come sorted are only appended."""
    ranks = text_ranks(published.scopes)
    if (np.argsort(ranks) == np.argsort(scope_no)).all():
        return published.order()
    # Scopes that came with a later load have higher numbers than their place among the texts.
    first, second = published.keys()
    first = first - ranks[published.scope] + scope_no[published.scope]
    return np.lexsort((second, first))


def _stamp(
    connection: Connection, digest: str, counts: dict[str, int], stamp: Stamp
) -> tuple[Release, bool]:
    current = current_release(connection)
    same = (digest, stamp.code_version)
    if current and (current.content_digest, current.code_version) == same:
        return current, False
    new = Release(
        id=(current.id if current else 0) + 1,
        loaded_at=stamp.loaded_at.isoformat(timespec="seconds"),
        code_version=stamp.code_version,
        content_digest=digest,
        counts=counts,
    )
    insert_rows(connection, schema.release, [
        (new.id, new.loaded_at, new.code_version, digest, json.dumps(counts))
    ])  # fmt: skip
    return new, current is None or current.content_digest != digest
