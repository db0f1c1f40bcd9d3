"""What a release is made of, and its records as rows of the small tables, in the order of the key.

Every field of a record is written; a record that gains a field fails here and not silently.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from sqlalchemy import Table

from etl.domain.judgements import Judgement
from etl.domain.publications import Edition, Publication
from etl.domain.records import (
    Document,
    Indicator,
    Place,
    PlaceAlias,
    Registry,
    Review,
    Statement,
    Target,
)
from etl.domain.supervision import Move
from etl.store import schema

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """Everything of a project but its published values; departments as name, full name, place."""

    registry: Registry
    places: Sequence[Place]
    aliases: Sequence[PlaceAlias]
    departments: Sequence[tuple[str, str, str]]
    documents: Sequence[Document]
    statements: Sequence[Statement]
    reviews: Sequence[Review]
    targets: Sequence[Target]
    judgements: Sequence[Judgement] = ()
    supervision: Sequence[Move] = ()
    publications: Sequence[Edition] = ()


def small_rows(content: Content) -> list[tuple[Table, list[Row]]]:
    """Return the rows of every small table."""
    registry, targets = content.registry, sorted(content.targets, key=lambda one: one.target_id)
    numbers = {key: number for number, key in enumerate(registry.indicators, 1)}
    return [
        (schema.place, _ordered(_place(one) for one in content.places)),
        (schema.place_alias, _numbered((a.place_id, a.alias, a.kind) for a in content.aliases)),
        (schema.indicator, _numbered(map(_indicator, registry.indicators.values()))),
        (schema.vintage, _numbered(
            (one.vintage_id, one.name.zh, one.name.en, one.series, one.rank)
            for one in registry.vintages.values()
        )),
        (schema.department, _numbered(content.departments)),
        (schema.document, _ordered(map(_document, content.documents))),
        (schema.statement, _ordered(map(_statement, content.statements))),
        (schema.review, _numbered(map(_review, content.reviews))),
        (schema.target, [_target(one, numbers[one.indicator_id]) for one in targets]),
        (schema.target_statement, [
            (one.target_id, position, statement_id)
            for one in targets for position, statement_id in enumerate(one.statement_ids)
        ]),
        (schema.responsibility, [
            (one.target_id, position, department, department in one.lead)
            for one in targets for position, department in enumerate(one.responsible)
        ]),
        *_decisions(content),
    ]  # fmt: skip


def _decisions(content: Content) -> list[tuple[Table, list[Row]]]:
    """Return the rows of what persons decided after judgement."""
    editions = content.publications
    return [
        (schema.judgement, _numbered(map(astuple, content.judgements))),
        (schema.supervision, _numbered(map(astuple, content.supervision))),
        (schema.publication, _ordered(_publication(one.publication) for one in editions)),
        (schema.publication_row, [
            (one.publication.publication_id, position, cells["target_id"],
             json.dumps(cells, ensure_ascii=False))
            for one in sorted(editions, key=lambda one: one.publication.publication_id)
            for position, cells in enumerate(one.rows, 1)
        ]),
    ]  # fmt: skip


def _ordered(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row[0])  # type: ignore[arg-type, return-value]


def _numbered(rows: Iterable[Row]) -> list[Row]:
    return [(number, *row) for number, row in enumerate(rows, 1)]


def _place(one: Place) -> Row:
    return (int(one.place_id), one.place_id, one.name, one.level, one.parent_id, one.counted_in)


def _indicator(one: Indicator) -> Row:
    return (
        one.indicator_id, one.name.zh, one.name.en, one.definition.zh, one.definition.en,
        one.theme, one.unit, one.display_unit, one.decimals, one.direction, one.kind, one.nature,
        one.low, one.high, one.path, one.ceiling, one.weight, one.census_based, one.is_input,
    )  # fmt: skip


def _document(one: Document) -> Row:
    return (
        one.document_id, one.title, one.kind, one.issuer, one.place_id, one.issued_on,
        one.base_year, one.first_year, one.last_year, one.citation, one.sha256, one.text, one.note,
        one.original,
    )  # fmt: skip


def _statement(one: Statement) -> Row:
    return (
        one.statement_id, one.document_id, one.start, one.stop, one.quote, one.section,
        one.region, one.place_id, one.scope, one.indicator, one.indicator_id, one.year, one.value,
        one.value_high, one.unit, one.operator, one.kind,
        json.dumps(one.responsible, ensure_ascii=False), one.rule, one.confidence,
        json.dumps(one.lead, ensure_ascii=False), one.nature,
    )  # fmt: skip


def _review(one: Review) -> Row:
    return (
        one.document_id, one.statement_id, one.decision, one.reviewer, one.reviewed_on, one.note,
        one.indicator_id, one.place_id, one.year, one.value, one.unit, one.operator,
        one.statement_kind, one.target_kind, one.nature, one.scope, one.stretch, one.start,
        one.stop, one.reading,
    )  # fmt: skip


def _publication(one: Publication) -> Row:
    return (
        one.publication_id, one.title, one.published_on, one.as_of, one.who, one.note, one.rule,
        one.code_version, one.content_digest, one.registry_sha256,
        json.dumps(one.counts, sort_keys=True), one.rows_sha256,
    )  # fmt: skip


def _target(one: Target, indicator_no: int) -> Row:
    return (
        one.target_id, indicator_no, int(one.place_id), one.chain_id, one.document_id,
        one.place_id, one.indicator_id, one.scope, one.kind, one.nature, one.operator, one.value,
        one.value_high, one.year, one.stretch, one.base_year, one.base, one.base_statement_id,
        one.effective_from, one.annual,
    )  # fmt: skip
