"""What persons decided after judgement, out of the current release: 研判, 督办 and 发布版.

Lines come in the order of their files; what is in force on a day the domain says.
"""

import json
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, func, select

from etl.domain.judgements import Judgement, in_force
from etl.domain.publications import Publication
from etl.domain.records import Review, Statement
from etl.domain.supervision import Move
from etl.errors import NotFound
from etl.store import schema
from etl.store.query import Places, Release, statements

# SQLite takes 32,766 bound values at most.
_MOST_BOUND = 10_000


class Decisions:
    """The decisions of the release that a connection sees."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def judgements(
        self,
        *,
        place_id: Places = None,
        indicator_id: str | None = None,
        target_ids: Collection[str] | None = None,
    ) -> list[Judgement]:
        """Return the lines about the targets of a place or places, an indicator, or of these ids.

        Without any of them all lines, those of targets that are gone too.
        """
        chosen = _about(schema.judgement, place_id, indicator_id)
        rows = self._lines(schema.judgement, chosen, target_ids)
        return [Judgement(**_fields(row)) for row in rows]

    def judgements_in_force(
        self, day: str, *, place_id: Places = None, indicator_id: str | None = None
    ) -> dict[str, Judgement]:
        """Return the judgement in force on a day ("2026-11-23") by target; as `judgements`."""
        return in_force(self.judgements(place_id=place_id, indicator_id=indicator_id), day)

    def supervision_log(
        self,
        *,
        place_id: Places = None,
        indicator_id: str | None = None,
        target_ids: Collection[str] | None = None,
        until: str = "",
    ) -> list[Move]:
        """Return the moves of the supervision list; as `judgements`. `until` leaves out later days."""
        chosen = _about(schema.supervision, place_id, indicator_id)
        if until:
            chosen.append(schema.supervision.c.moved_on <= until)
        rows = self._lines(schema.supervision, chosen, target_ids)
        return [Move(**_fields(row)) for row in rows]

    def publications(self) -> list[Publication]:
        """Return all publications, the newest day first."""
        c = schema.publication.c
        asked = select(schema.publication).order_by(
            c.as_of.desc(), c.published_on.desc(), c.publication_id.desc()
        )
        return [_publication(row) for row in self._connection.execute(asked)]

    def publication(self, publication_id: str) -> Publication:
        """Return one publication. Raises NotFound."""
        wanted = schema.publication.c.publication_id == publication_id
        row = self._connection.execute(select(schema.publication).where(wanted)).first()
        if row is None:
            raise NotFound(f"没有编号为“{publication_id}”的发布版。")
        return _publication(row)

    def publication_rows(self, publication_id: str) -> list[Mapping[str, str]]:
        """Return the frozen lines of a publication, each cell as the text that was frozen."""
        c = schema.publication_row.c
        asked = select(c.cells).where(c.publication_id == publication_id).order_by(c.position)
        return [json.loads(cells) for cells in self._connection.execute(asked).scalars()]

    def published(self, target_id: str) -> dict[str, Mapping[str, str]]:
        """Return what each publication says of a target, by the publication's id in its order."""
        c = schema.publication_row.c
        asked = select(c.publication_id, c.cells).where(c.target_id == target_id)
        rows = self._connection.execute(asked.order_by(c.publication_id, c.position))
        return {row.publication_id: json.loads(row.cells) for row in rows}

    def reviews(self, *, who: str = "", until: str = "", most: int = _MOST_BOUND) -> list[Review]:
        """Return the decision in force on each statement, the newest first, `most` at most."""
        c = schema.review.c
        asked = select(schema.review).order_by(c.reviewed_on.desc(), c.position.desc())
        for wanted in _chosen(c.reviewer, who, c.reviewed_on, until):
            asked = asked.where(wanted)
        return [Review(**_fields(row)) for row in self._connection.execute(asked.limit(most))]

    def reviewers(self, *, until: str = "") -> dict[str, int]:
        """Return how many of the decisions in force each person made, by name."""
        c = schema.review.c
        asked = select(c.reviewer, func.count()).group_by(c.reviewer).order_by(c.reviewer)
        for wanted in _chosen(c.reviewer, "", c.reviewed_on, until):
            asked = asked.where(wanted)
        return {row[0]: row[1] for row in self._connection.execute(asked)}

    def statements(self, statement_ids: Collection[str]) -> dict[str, Statement]:
        """Return statements by id; those that are read otherwise today are not among them."""
        found = statements(self._connection, sorted(statement_ids))
        return {one.statement_id: one for one in found}

    def targets_of(self, statement_ids: Collection[str]) -> dict[str, str]:
        """Return the target that each statement makes, by the statement's id; none for most."""
        link, ids, found = schema.target_statement.c, sorted(statement_ids), dict[str, str]()
        for start in range(0, len(ids), _MOST_BOUND):
            some = link.statement_id.in_(ids[start : start + _MOST_BOUND])
            asked = select(link.statement_id, link.target_id).where(some)
            for row in self._connection.execute(asked.order_by(link.target_id.desc())):
                found[row.statement_id] = row.target_id
        return found

    def known_targets(self, target_ids: Collection[str], *, until: str = "") -> set[str]:
        """Return which of these targets there are; `until` leaves out plans in effect later."""
        c, ids, found = schema.target.c, sorted(target_ids), set[str]()
        for start in range(0, len(ids), _MOST_BOUND):
            asked = select(c.target_id).where(c.target_id.in_(ids[start : start + _MOST_BOUND]))
            if until:
                asked = asked.where(c.effective_from <= until)
            found.update(self._connection.execute(asked).scalars())
        return found

    def releases(self) -> list[Release]:
        """Return every release that the database has had, the newest first."""
        rows = self._connection.execute(select(schema.release).order_by(schema.release.c.id.desc()))
        return [Release(**row._asdict() | {"counts": json.loads(row.counts)}) for row in rows]

    def registry_sha256(self) -> str:
        """Return the hash of the registry that the release was loaded with."""
        files, texts = schema.source_file, schema.source_text
        asked = (
            select(files.c.sha256)
            .join(texts, texts.c.path == files.c.path)
            # 登记表在项目的最上层，其余都在文件夹里。
            .where(~files.c.path.contains("/"))
        )
        return self._connection.execute(asked).scalar() or ""

    def _lines(
        self,
        table: Table,
        chosen: list[ColumnElement[bool]],
        target_ids: Collection[str] | None,
    ) -> list[Row[Any]]:
        asked = select(table).where(*chosen).order_by(table.c.position)
        if target_ids is None:
            return list(self._connection.execute(asked))
        ids, found = sorted(target_ids), list[Row[Any]]()
        for start in range(0, len(ids), _MOST_BOUND):
            some = table.c.target_id.in_(ids[start : start + _MOST_BOUND])
            found.extend(self._connection.execute(asked.where(some)))
        return sorted(found, key=lambda row: row.position)


def _about(table: Table, place_id: Places, indicator_id: str | None) -> list[ColumnElement[bool]]:
    """Return the conditions on a table of decisions: about targets of a place and an indicator."""
    c, chosen = schema.target.c, list[ColumnElement[bool]]()
    if isinstance(place_id, str):
        chosen.append(c.place_no == int(place_id))
    elif place_id is not None:
        chosen.append(c.place_no.in_([int(one) for one in place_id]))
    if indicator_id is not None:
        chosen.append(c.indicator_id == indicator_id)
    return [table.c.target_id.in_(select(c.target_id).where(*chosen))] if chosen else []


def _chosen(
    name: ColumnElement[str], who: str, day: ColumnElement[str], until: str
) -> list[ColumnElement[bool]]:
    """Return the conditions for lines of a person and up to a day, "" for any."""
    return [*([name == who] if who else []), *([day <= until] if until else [])]


def _fields(row: Row[Any]) -> dict[str, Any]:
    fields = row._asdict()
    del fields["position"]
    return fields


def _publication(row: Row[Any]) -> Publication:
    return Publication(**(row._asdict() | {"counts": json.loads(row.counts)}))
