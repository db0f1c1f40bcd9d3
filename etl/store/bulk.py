"""Many rows in and out through the driver's own fast path, in the transaction that is open.

Rows go in with executemany on SQLite and COPY on PostgreSQL. Nothing is decided here.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, RowMapping, Table, select

from etl.domain.columns import Ints
from etl.domain.published import Numbers, Origin, Published
from etl.store.database import driver_connection
from etl.store.schema import observation, scope, source, source_file

_BATCH = 2_048
# SQLite takes 32,766 bound values at most.
_MOST_BOUND = 10_000
_NO_ROWS: list[NDArray[Any]] = [np.zeros(0, dtype=np.int32)] * 8 + [np.zeros(0)]
_KEY = ("indicator", "place", "period", "vintage")


class RepeatedRow(Exception):
    """A row whose key the table holds already."""


def insert_rows(connection: Connection, table: Table, rows: Iterable[Sequence[object]]) -> None:
    """Insert rows whose fields stand in the order of the table's columns.

    Raises RepeatedRow where a key is there already; the transaction can then only be rolled back.
    """
    dbapi = connection.dialect.dbapi
    assert dbapi is not None
    try:
        _insert(connection, table, rows)
    except dbapi.IntegrityError as error:
        raise RepeatedRow(table.name) from error


def _insert(connection: Connection, table: Table, rows: Iterable[Sequence[object]]) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    driver = driver_connection(connection)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(table.columns))
        driver.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)
        return
    with (
        driver.cursor() as cursor,
        cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy,
    ):
        for row in rows:
            copy.write_row(row)


def observation_rows(
    published: Published, order: Ints, scope_no: Numbers, source_no: Numbers
) -> Iterator[tuple[object, ...]]:
    """Return table rows in the given order; scopes and origins get the numbers of the database."""
    dates = np.array(published.dates, dtype=object)
    printed = np.array(published.printed, dtype=object)

    def batch(start: int) -> Iterator[tuple[object, ...]]:
        rows = order[start : start + _BATCH]
        columns = [getattr(published, name)[rows] for name in _KEY]
        columns += [scope_no[published.scope[rows]], dates[published.released[rows]]]
        columns += [dates[published.as_of[rows]], published.value[rows], printed[rows]]
        columns += [source_no[published.origin[rows]]]
        return zip(*(column.tolist() for column in columns), strict=True)

    return chain.from_iterable(map(batch, range(0, len(order), _BATCH)))


def read_published(connection: Connection, *chosen: ColumnElement[bool]) -> Published:
    """Return observations of the database as columns, in the order of its key.

    All of them, or those that meet the given conditions on the table.
    """
    key = list(observation.primary_key.columns)
    asked = select(observation).where(*chosen).order_by(*key)
    chunks, printed, dates = list[list[NDArray[Any]]](), list[str](), dict[str, int]()
    cursor = connection.execute(asked).yield_per(_BATCH)
    while rows := list(islice(cursor, _BATCH)):
        cells = list(zip(*rows, strict=True))
        for text in sorted({*cells[5], *cells[6]} - dates.keys()):
            dates[text] = len(dates)
        printed.extend(cells[8])
        numbers = [
            *cells[:5],
            *([dates[text] for text in cells[part]] for part in (5, 6)),
            cells[9],
        ]
        chunk: list[NDArray[Any]] = [np.array(column, dtype=np.int32) for column in numbers]
        chunks.append([*chunk, np.array(cells[7], dtype=np.float64)])
    columns = [np.concatenate(parts) for parts in zip(_NO_ROWS, *chunks, strict=True)]
    return _pointed(connection, columns, printed, tuple(dates))


def _pointed(
    connection: Connection, columns: list[NDArray[Any]], printed: list[str], dates: tuple[str, ...]
) -> Published:
    """Return the columns with the numbers of the database turned into places in the tuples."""
    indicators, places, periods, vintages, scopes, released, as_of, sources, values = columns
    scope_texts = {row.scope_no: row.scope for row in connection.execute(select(scope))}
    files = {
        row.file_no: row.path
        for row in connection.execute(select(source_file).order_by(source_file.c.path))
        if row.file_no is not None
    }
    file_row = {number: row for row, number in enumerate(files)}
    used = np.unique(sources).tolist()
    origins = _origins(connection, used)
    return Published(
        indicator=indicators,
        place=places,
        period=periods,
        vintage=vintages,
        scope=_index(scope_texts)[scopes],
        released=released,
        as_of=as_of,
        value=values,
        origin=_index(used)[sources],
        printed=printed,
        scopes=tuple(scope_texts.values()),
        dates=dates,
        origins=tuple(_origin(row, file_row) for row in origins),
        files=tuple(files.values()),
    )


def _origins(connection: Connection, numbers: list[int]) -> list[RowMapping]:
    """Return the sources with these numbers, in their order."""
    found: list[RowMapping] = []
    for start in range(0, len(numbers), _MOST_BOUND):
        some = numbers[start : start + _MOST_BOUND]
        asked = select(source).where(source.c.source_no.in_(some)).order_by(source.c.source_no)
        found.extend(connection.execute(asked).mappings())
    return found


def _origin(row: RowMapping, file_row: dict[int, int]) -> Origin:
    said = {name: row[name] for name in row if name not in ("source_no", "file_no")}
    return Origin(file=file_row[row["file_no"]], **said)


def _index(numbers: Iterable[int]) -> Numbers:
    """Return an array that turns a number of the database into its place among the given ones."""
    known = list(numbers)
    table = np.full(max(known, default=0) + 1, -1, dtype=np.int32)
    table[known] = np.arange(len(known), dtype=np.int32)
    return table
