"""The read side: records and columns out of the current release, every query in a stated order.

Nothing is judged, filled in or sorted by likeness here; places and indicators are found by key.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, bindparam, inspect, select

from etl.domain.records import Document, Observation, Statement, Target
from etl.errors import NoRelease
from etl.store import schema
from etl.store.database import open_reader
from etl.store.schema import assessment, document, observation, release, source, statement, target

# One place, some places, or all of them.
Places = str | Collection[str] | None
# SQLite takes 32,766 bound values at most.
_MOST_BOUND = 10_000


@dataclass(frozen=True, slots=True)
class Release:
    """One load: its number, when, by which code, what it holds (digest) and how much of it."""

    id: int
    loaded_at: str
    code_version: str
    content_digest: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Station 7: the verdict on one target as loaded, and the published value it rests on.

    Absent numbers are None; `gap_points` and completions are percents and 百分点.
    """

    target_id: str
    indicator_id: str
    place_id: str
    target_value: float
    target_year: int | None
    period: int | None
    actual: float | None
    gap_points: float | None
    status: str
    cause: str
    vintage: str | None
    scope: str | None
    released_on: str | None
    as_of: str | None
    expected: float | None
    gap: float | None
    level_completion: float | None
    distance_completion: float | None
    schedule_completion: float | None
    needed_per_year: float | None
    acceleration: float | None
    comparable: bool
    base_revised: bool


class LeagueRow(NamedTuple):
    """A place's standing on one target of one indicator."""

    place_id: str
    name: str
    target_id: str
    target_value: float
    target_year: int | None
    period: int | None
    actual: float | None
    gap_points: float | None
    status: str
    cause: str


# One value of a place: the numbers of its indicator, its year, vintage, and the value.
SeriesRow = tuple[int, int, int, float]


def current_release(connection: Connection) -> Release | None:
    """Return the release that readers see, None where nothing was loaded yet."""
    if not inspect(connection).has_table(release.name):
        return None
    row = connection.execute(select(release).order_by(release.c.id.desc()).limit(1)).first()
    if row is None:
        return None
    fields = row._asdict()
    return Release(**(fields | {"counts": json.loads(row.counts)}))


def require_release(connection: Connection) -> Release:
    """Return the release that readers see. Raises NoRelease where nothing was loaded yet."""
    found = current_release(connection)
    if found is None:
        raise NoRelease("数据库里还没有数据；请先运行 urban load。")
    return found


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a database holds: its release, and the SHA-256 of the files it was built from."""

    release: Release | None
    digests: Mapping[str, str]


def loaded(url: str) -> Loaded:
    """Return what a database holds; a missing one holds nothing, and is not made."""
    try:
        engine = open_reader(url)
    except NoRelease:
        return Loaded(None, {})
    try:
        with engine.connect() as connection:
            release = current_release(connection)
            return Loaded(release, _source_digests(connection) if release else {})
    finally:
        engine.dispose()


def _source_digests(connection: Connection) -> dict[str, str]:
    table = schema.source_file
    rows = connection.execute(select(table.c.path, table.c.sha256).order_by(table.c.path))
    return {row.path: row.sha256 for row in rows}


def source_texts(connection: Connection) -> dict[str, str]:
    """Return the texts of registry and places as they were loaded, by the name of the file."""
    table = schema.source_text
    rows = connection.execute(select(table.c.path, table.c.text).order_by(table.c.path))
    return {row.path: row.text for row in rows}


def source_key(connection: Connection) -> tuple[str, ...]:
    """Return the hashes of the files whose texts are kept: another key is another registry."""
    texts, files = schema.source_text, schema.source_file
    asked = select(files.c.sha256).join(texts, texts.c.path == files.c.path).order_by(files.c.path)
    return tuple(connection.execute(asked).scalars())


def documents(connection: Connection) -> list[Document]:
    """Return the plan documents in the order of their ids."""
    rows = connection.execute(select(document).order_by(document.c.document_id))
    return [Document(**row._asdict()) for row in rows]


def statements_of(connection: Connection, target_ids: Sequence[str]) -> dict[str, list[Statement]]:
    """Return the passages that say each target, in the order of the target."""
    link = schema.target_statement
    found: dict[str, list[Statement]] = {target_id: [] for target_id in target_ids}
    for ids in _batches(target_ids):
        asked = (
            select(link.c.target_id.label("_target_id"), statement)
            .join(statement, statement.c.statement_id == link.c.statement_id)
            .where(link.c.target_id.in_(ids))
            .order_by(link.c.target_id, link.c.position)
        )
        for row in connection.execute(asked):
            fields = row._asdict()
            found[fields.pop("_target_id")].append(_statement(fields))
    return found


def _statement(fields: dict[str, Any]) -> Statement:
    del fields["statement_id"]
    bodies = {key: tuple(json.loads(fields[key])) for key in ("responsible", "lead")}
    return Statement(**fields | bodies)


def targets(
    connection: Connection, *, place_id: Places = None, indicator_id: str | None = None
) -> list[Target]:
    """Return the targets of a place, of an indicator, of both or all: by indicator, place, year."""
    chosen = _slice(connection, target, place_id, indicator_id)
    c = target.c
    asked = select(target).where(*chosen)
    order = (c.indicator_no, c.place_no, c.scope, c.document_id, c.year.nulls_last(), c.target_id)
    rows = connection.execute(asked.order_by(*order)).all()
    said = _listed(connection, schema.target_statement, chosen)
    duties = schema.responsibility
    answered = _listed(connection, duties, chosen)
    leading = _listed(connection, duties, [*chosen, duties.c.lead.is_(True)])
    return [_target(row, said, answered, leading) for row in rows]


def pair_of(connection: Connection, target_id: str) -> tuple[str, str] | None:
    """Return place and indicator of a target, None where there is no such target."""
    c = target.c
    asked = select(c.place_id, c.indicator_id).where(c.target_id == target_id)
    row = connection.execute(asked).first()
    return (row.place_id, row.indicator_id) if row else None


def _target(
    row: Row[Any],
    said: Mapping[str, list[str]],
    answered: Mapping[str, list[str]],
    leading: Mapping[str, list[str]],
) -> Target:
    fields = row._asdict()
    del fields["indicator_no"], fields["place_no"]
    return Target(
        **fields,
        statement_ids=tuple(said.get(row.target_id, ())),
        responsible=tuple(answered.get(row.target_id, ())),
        lead=tuple(leading.get(row.target_id, ())),
    )


def _listed(
    connection: Connection, table: Table, chosen: Sequence[ColumnElement[bool]]
) -> dict[str, list[str]]:
    """Return the third column of a table of lists, by target and in its order."""
    asked = select(table.c.target_id, list(table.c)[2])
    if chosen:
        asked = asked.join(target, target.c.target_id == table.c.target_id).where(*chosen)
    found: dict[str, list[str]] = {}
    for target_id, text in connection.execute(asked.order_by(table.c.target_id, table.c.position)):
        found.setdefault(target_id, []).append(text)
    return found


def assessments(
    connection: Connection, *, place_id: Places = None, indicator_id: str | None = None
) -> list[Assessment]:
    """Return the verdicts of a place, of an indicator, of both or all: by indicator and place."""
    c, keys = assessment.c, [column.name for column in assessment.primary_key]
    others = [column for column in c if column.name not in keys]
    asked = (
        select(c.target_id, schema.indicator.c.indicator_id, schema.place.c.place_id, *others)
        .join(schema.indicator, schema.indicator.c.indicator_no == c.indicator_no)
        .join(schema.place, schema.place.c.place_no == c.place_no)
        .where(*_slice(connection, assessment, place_id, indicator_id))
        .order_by(c.indicator_no, c.place_no, c.target_id)
    )
    return [Assessment(**row._asdict()) for row in connection.execute(asked)]


def observations(
    connection: Connection,
    *,
    place_id: Places = None,
    indicator_id: str | None = None,
) -> list[Observation]:
    """Return published values of a place or places, of an indicator or all, in the order of the key."""
    asked = _observations().where(*_slice(connection, observation, place_id, indicator_id))
    # The columns are asked for in the order of the fields: by name it takes twice as long.
    return [Observation(*row) for row in connection.execute(asked)]


def _observations() -> Select[Any]:
    o, s = observation.c, source.c
    return (
        select(
            schema.place.c.place_id, schema.indicator.c.indicator_id, o.period, o.value,
            o.printed, s.printed_unit, o.released_on, o.as_of,
            schema.vintage.c.vintage_id.label("vintage"), schema.scope.c.scope, s.maturity,
            s.trust, s.basis, s.source, s.url, s.note,
        )
        .join(source, s.source_no == o.source_no)
        .join(schema.place, schema.place.c.place_no == o.place_no)
        .join(schema.indicator, schema.indicator.c.indicator_no == o.indicator_no)
        .join(schema.vintage, schema.vintage.c.vintage_no == o.vintage_no)
        .join(schema.scope, schema.scope.c.scope_no == o.scope_no)
        .order_by(o.indicator_no, o.place_no, o.period, o.vintage_no, schema.scope.c.scope,
                  o.released_on, o.as_of)
    )  # fmt: skip


def _league() -> Select[Any]:
    c, p = assessment.c, schema.place.c
    wanted = select(schema.indicator.c.indicator_no).where(
        schema.indicator.c.indicator_id == bindparam("indicator_id")
    )
    return (
        select(
            p.place_id, p.name, c.target_id, c.target_value, c.target_year, c.period, c.actual,
            c.gap_points, c.status, c.cause,
        )
        .join(schema.place, p.place_no == c.place_no)
        .where(c.indicator_no == wanted.scalar_subquery())
        .order_by(c.gap_points.desc().nulls_last(), c.place_no, c.target_year.nulls_first(),
                  c.target_id)
    )  # fmt: skip


def _place_series() -> Select[Any]:
    c = observation.c
    return (
        select(c.indicator_no, c.period, c.vintage_no, c.value)
        .where(c.place_no == bindparam("place_no"))
        .order_by(c.indicator_no, c.period, c.vintage_no)
    )


# Put together once: that takes as long as reading a hundred rows.
_LEAGUE, _PLACE_SERIES = _league(), _place_series()


def places_seen(connection: Connection) -> list[str]:
    """Return the codes of all places that have a target or a published value, in their order."""
    valued = select(observation.c.place_no).distinct()
    aimed = select(target.c.place_no).distinct()
    found = connection.execute(valued.union(aimed).order_by("place_no")).scalars()
    return [f"{number:06d}" for number in found]


def league(connection: Connection, indicator_id: str) -> list[LeagueRow]:
    """Return the standing of every place on every target of one indicator, the best first.

    One range scan. Rows without a gap come last; a place with targets for several years has as
    many rows (`cause` later_year marks those that wait for a nearer one).
    """
    rows = _plain(connection, _LEAGUE, {"indicator_id": indicator_id})
    # As LeagueRow._make, without its Python-level call for each row.
    return list(map(partial(tuple.__new__, LeagueRow), rows))


def place_series(connection: Connection, place_id: str) -> list[SeriesRow]:
    """Return all values of one place: number of the indicator, period, number of the vintage, value.

    In this order, by one scan of the covering index.
    """
    return _plain(connection, _PLACE_SERIES, {"place_no": int(place_id)})


def _plain(connection: Connection, asked: Select[Any], values: Mapping[str, object]) -> list[Any]:
    """Return the driver's own rows: SQLAlchemy's cost three times as much as the query.

    Only for columns that need no conversion (numbers and texts).
    """
    # Any: a driver's row is a tuple of what was asked for.
    cursor = connection.execute(asked, values).cursor
    assert cursor is not None
    return list(cursor.fetchall())


def _slice(
    connection: Connection, table: Table, place_id: Places, indicator_id: str | None
) -> list[ColumnElement[bool]]:
    """Return the conditions on the key of a table that has place and indicator numbers."""
    chosen: list[ColumnElement[bool]] = []
    if isinstance(place_id, str):
        chosen.append(table.c.place_no == int(place_id))
    elif place_id is not None:
        chosen.append(table.c.place_no.in_([int(one) for one in place_id]))
    if indicator_id is not None:
        chosen.append(table.c.indicator_no == _indicator_no(connection, indicator_id))
    return chosen


def _indicator_no(connection: Connection, indicator_id: str) -> int:
    """Return the number of an indicator; one that no release knows gets a number of no row."""
    table = schema.indicator
    asked = select(table.c.indicator_no).where(table.c.indicator_id == indicator_id)
    return connection.execute(asked).scalar() or 0


def _batches(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[start : start + _MOST_BOUND] for start in range(0, len(ids), _MOST_BOUND)]


def reviewers(connection: Connection, statement_ids: Sequence[str]) -> dict[str, str]:
    """Return who accepted each statement and when: "张三 2026-11-22"."""
    c = schema.review.c
    found = {}
    for ids in _batches(statement_ids):
        asked = select(c.statement_id, c.reviewer, c.reviewed_on).where(c.statement_id.in_(ids))
        for row in connection.execute(asked.order_by(c.statement_id)):
            found[row.statement_id] = f"{row.reviewer} {row.reviewed_on}"
    return found


def statements(connection: Connection, statement_ids: Sequence[str]) -> list[Statement]:
    """Return statements by their ids, in the order of the documents and their text."""
    found = []
    c = statement.c
    for ids in _batches(statement_ids):
        asked = select(statement).where(c.statement_id.in_(ids)).order_by(c.document_id, c.start)
        for row in connection.execute(asked):
            found.append(_statement(row._asdict()))
    return found
