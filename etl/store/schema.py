"""The tables. Derived from the project folder: deleting them and loading again loses nothing.

Keys are what the folder calls a thing; small numbers stand only where a million rows point at it.
There are no foreign keys: a release is checked as a whole before it is written.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Double,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    inspect,
)

METADATA = MetaData()


def _text(name: str, *, key: bool = False, optional: bool = False) -> Column[str]:
    # The order of texts must not depend on the server's locale: bytes, as in SQLite.
    kind = Text().with_variant(Text(collation="C"), "postgresql")
    return Column(name, kind, primary_key=key, nullable=optional)


def _number(name: str, *, key: bool = False, optional: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key, nullable=optional, autoincrement=False)


def _value(name: str, *, optional: bool = False) -> Column[float]:
    return Column(name, Double, nullable=optional)


def _truth(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


release = Table(
    "release", METADATA,
    _number("id", key=True), _text("loaded_at"), _text("code_version"),
    _text("content_digest"), _text("counts"),
)  # fmt: skip

source_file = Table(
    "source_file", METADATA,
    _text("path", key=True), _number("file_no", optional=True), _text("sha256"),
    _number("rows"), _text("digest"),
)  # fmt: skip

# The registry and the places as they were loaded: what the board reads them from.
source_text = Table(
    "source_text", METADATA, _text("path", key=True), _text("text"), _text("digest")
)  # fmt: skip

place = Table(
    "place", METADATA,
    _number("place_no", key=True), _text("place_id"), _text("name"), _text("level"),
    _text("parent_id", optional=True), _text("counted_in", optional=True),
)  # fmt: skip

place_alias = Table(
    "place_alias", METADATA,
    _number("position", key=True), _text("place_id"), _text("alias"), _text("kind"),
)  # fmt: skip

indicator = Table(
    "indicator", METADATA,
    _number("indicator_no", key=True), _text("indicator_id"), _text("name"), _text("name_en"),
    _text("definition"), _text("definition_en"), _text("theme"), _text("unit"),
    _text("display_unit", optional=True), _number("decimals"), _text("direction"),
    _text("kind"), _text("nature"), _value("low", optional=True), _value("high", optional=True),
    _text("path"), _value("ceiling"), _value("weight"), _truth("census_based"),
    _truth("is_input"),
)  # fmt: skip

vintage = Table(
    "vintage", METADATA,
    _number("vintage_no", key=True), _text("vintage_id"), _text("name"), _text("name_en"),
    _text("series"), _number("rank"),
)  # fmt: skip

scope = Table("scope", METADATA, _number("scope_no", key=True), _text("scope"))

department = Table(
    "department", METADATA,
    _number("position", key=True), _text("name"), _text("full_name"), _text("place_id"),
)  # fmt: skip

document = Table(
    "document", METADATA,
    _text("document_id", key=True), _text("title"), _text("kind"), _text("issuer"),
    _text("place_id"), _text("issued_on", optional=True), _number("base_year", optional=True),
    _number("first_year"), _number("last_year"), _text("citation"), _text("sha256"),
    _text("text"), _text("note"), _text("original"),
)  # fmt: skip

statement = Table(
    "statement", METADATA,
    _text("statement_id", key=True), _text("document_id"), _number("start"), _number("stop"),
    _text("quote"), _text("section"), _text("region"), _text("place_id", optional=True),
    _text("scope"), _text("indicator"), _text("indicator_id", optional=True),
    _number("year", optional=True), _value("value", optional=True),
    _value("value_high", optional=True), _text("unit"), _text("operator"), _text("kind"),
    _text("responsible"), _text("rule"), _value("confidence"), _text("lead"), _text("nature"),
    Index("statement_by_document", "document_id", "start"),
)  # fmt: skip

review = Table(
    "review", METADATA,
    _number("position", key=True), _text("document_id"), _text("statement_id"),
    _text("decision"), _text("reviewer"), _text("reviewed_on"), _text("note"),
    _text("indicator_id", optional=True), _text("place_id", optional=True),
    _number("year", optional=True), _value("value", optional=True),
    _text("unit", optional=True), _text("operator", optional=True),
    _text("statement_kind", optional=True), _text("target_kind", optional=True),
    _text("nature", optional=True), _text("scope", optional=True), _truth("stretch"),
    _number("start", optional=True), _number("stop", optional=True), _text("reading"),
)  # fmt: skip

target = Table(
    "target", METADATA,
    _text("target_id", key=True), _number("indicator_no"), _number("place_no"),
    _text("chain_id"), _text("document_id"), _text("place_id"), _text("indicator_id"),
    _text("scope"), _text("kind"), _text("nature"), _text("operator"), _value("value"),
    _value("value_high", optional=True), _number("year", optional=True), _truth("stretch"),
    _number("base_year", optional=True), _value("base", optional=True),
    _text("base_statement_id", optional=True), _text("effective_from"), _truth("annual"),
    Index("target_by_indicator", "indicator_no", "place_no"),
    Index("target_by_place", "place_no", "indicator_no"),
)  # fmt: skip

target_statement = Table(
    "target_statement", METADATA,
    _text("target_id", key=True), _number("position", key=True), _text("statement_id"),
    sqlite_with_rowid=False,
)  # fmt: skip

# Who answers for a target, in the order of the text; the lead only where the text says so.
responsibility = Table(
    "responsibility", METADATA,
    _text("target_id", key=True), _number("position", key=True), _text("department"),
    _truth("lead"),
    sqlite_with_rowid=False,
)  # fmt: skip

# What persons decide after judgement: all lines of both logs in the order of their files, those
# whose target is gone too.
judgement = Table(
    "judgement", METADATA,
    _number("position", key=True), _text("target_id"), _text("action"), _text("status"),
    _text("reason"), _text("who"), _text("decided_on"), _text("until"), _text("about"),
    Index("judgement_by_target", "target_id"),
)  # fmt: skip

supervision = Table(
    "supervision", METADATA,
    _number("position", key=True), _text("target_id"), _text("department"), _text("state"),
    _text("measures"), _text("due"), _text("who"), _text("moved_on"), _text("note"),
    _text("about"),
    Index("supervision_by_target", "target_id"),
)  # fmt: skip

publication = Table(
    "publication", METADATA,
    _text("publication_id", key=True), _text("title"), _text("published_on"), _text("as_of"),
    _text("who"), _text("note"), _text("rule"), _text("code_version"), _text("content_digest"),
    _text("registry_sha256"), _text("counts"), _text("rows_sha256"),
)  # fmt: skip

# A frozen line as it was: its columns are those of its day, so they stand as one JSON object.
publication_row = Table(
    "publication_row", METADATA,
    _text("publication_id", key=True), _number("position", key=True), _text("target_id"),
    _text("cells"),
    Index("publication_row_by_target", "target_id"),
)  # fmt: skip

# What the values of one source in one file share: a million rows point at a few thousand of these.
source = Table(
    "source", METADATA,
    _number("source_no", key=True), _number("file_no"), _text("printed_unit"),
    _text("maturity"), _text("trust"), _text("basis"), _text("source"), _text("url"),
    _text("note"),
)  # fmt: skip

observation = Table(
    "observation", METADATA,
    _number("indicator_no", key=True), _number("place_no", key=True),
    _number("period", key=True), _number("vintage_no", key=True), _number("scope_no", key=True),
    _text("released_on", key=True), _text("as_of", key=True),
    _value("value"), _text("printed"), _number("source_no"),
    sqlite_with_rowid=False,
)  # fmt: skip

# Everything a place's page needs of a value, so that the page is one range scan.
BY_PLACE = Index(
    "observation_by_place",
    observation.c.place_no, observation.c.indicator_no, observation.c.period,
    observation.c.vintage_no, observation.c.value,
)  # fmt: skip

# The verdict on each target in force, with the published value it rests on; absent numbers are
# null. `target_value` and `target_year` repeat the target so that a league table is one scan.
assessment = Table(
    "assessment", METADATA,
    _number("indicator_no", key=True), _number("place_no", key=True),
    _text("target_id", key=True), _value("target_value"),
    _number("target_year", optional=True), _number("period", optional=True),
    _value("actual", optional=True), _value("gap_points", optional=True), _text("status"),
    _text("cause"), _text("vintage", optional=True), _text("scope", optional=True),
    _text("released_on", optional=True), _text("as_of", optional=True),
    _value("expected", optional=True), _value("gap", optional=True),
    _value("level_completion", optional=True), _value("distance_completion", optional=True),
    _value("schedule_completion", optional=True), _value("needed_per_year", optional=True),
    _value("acceleration", optional=True), _truth("comparable"), _truth("base_revised"),
    Index("assessment_by_place", "place_no", "indicator_no"),
    Index("assessment_by_target", "target_id"),
    sqlite_with_rowid=False,
)  # fmt: skip

# Everything a league table shows, the best first: a scan of this index and nothing to sort.
LEAGUE = Index(
    "assessment_league",
    assessment.c.indicator_no, assessment.c.gap_points.desc(), assessment.c.place_no,
    assessment.c.target_year, assessment.c.target_id, assessment.c.target_value,
    assessment.c.period, assessment.c.actual, assessment.c.status, assessment.c.cause,
)  # fmt: skip

# Rewritten whole by every load that changes anything, and part of the content digest.
SMALL_TABLES = (
    place, place_alias, indicator, vintage, department, document, statement, review, target,
    target_statement, responsibility, judgement, supervision, publication, publication_row,
)  # fmt: skip


def prepare(connection: Connection) -> bool:
    """Make the tables where there are none or those of another version; return whether it did.

    Runs inside the load's transaction, so that a killed load leaves no empty table behind.
    """
    known = inspect(connection)
    present = set(known.get_table_names())
    tables = METADATA.sorted_tables
    stale = [
        table
        for table in tables
        if table.name not in present
        or {column["name"] for column in known.get_columns(table.name)} != set(table.c.keys())
    ]
    if not stale:
        return False
    # The numbers of releases go on counting where they can.
    METADATA.drop_all(connection, [one for one in tables if one is not release or one in stale])
    METADATA.create_all(connection)
    return True
