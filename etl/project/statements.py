"""Statements found in documents: generated tables, diffable, one row per statement."""

import csv
import io
from collections.abc import Iterable, Mapping

from etl.domain.reading import digits
from etl.domain.records import Document, Statement
from etl.errors import Problem
from etl.project.folder import Folder
from etl.project.tables import Row, read_table

COLUMNS = (
    "statement_id", "start", "stop", "section", "region", "place_id", "scope", "indicator",
    "indicator_id", "year", "value", "value_high", "unit", "operator", "kind", "responsible",
    "lead", "nature", "rule", "confidence", "quote",
)  # fmt: skip


def write_statements(statements: Iterable[Statement]) -> str:
    """Return the CSV text of a document's statements, in the order of the text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for found in sorted(statements, key=lambda part: (part.start, part.stop, part.statement_id)):
        writer.writerow([_cell(found, column) for column in COLUMNS])
    return out.getvalue()


def _cell(statement: Statement, column: str) -> str:
    value = getattr(statement, column)
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "；".join(value)
    if isinstance(value, float):
        return digits(value)
    return str(value)


def read_statements(
    folder: Folder, documents: Mapping[str, Document], problems: list[Problem]
) -> dict[str, Statement]:
    """Return the statements of all documents by id.

    A quote that is not the text at its offsets is a problem: the document changed since.
    """
    found: dict[str, Statement] = {}
    for document in documents.values():
        path = folder.statements(document.document_id)
        name = folder.name(path)
        for row in read_table(path, name, COLUMNS, problems):
            statement = _statement(row, document, name, problems)
            if statement:
                found[statement.statement_id] = statement
    return found


def _statement(
    row: Row, document: Document, name: str, problems: list[Problem]
) -> Statement | None:
    try:
        statement = _parse(row, document.document_id)
    except ValueError:
        message = f"本行不是程序生成的样子；请重新运行urban extract {document.document_id}。"
        problems.append(Problem("bad-statement", name, message, row.number))
        return None
    quoted = document.text[statement.start : statement.stop]
    if quoted != statement.quote or statement.statement_id != row["statement_id"]:
        message = (
            f"原文第{statement.start}至{statement.stop}字不再是这段引文；"
            f"请重新运行urban extract {document.document_id}。"
        )
        problems.append(Problem("quote-moved", name, message, row.number, "quote"))
        return None
    return statement


def _parse(row: Row, document_id: str) -> Statement:
    def number(column: str) -> float | None:
        return float(row[column]) if row[column] else None

    return Statement(
        document_id=document_id, start=int(row["start"]), stop=int(row["stop"]),
        quote=row["quote"], section=row["section"], region=row["region"],
        place_id=row["place_id"] or None, scope=row["scope"], indicator=row["indicator"],
        indicator_id=row["indicator_id"] or None, year=int(row["year"]) if row["year"] else None,
        value=number("value"), value_high=number("value_high"), unit=row["unit"],
        operator=row["operator"], kind=row["kind"],
        responsible=tuple(part for part in row["responsible"].split("；") if part),
        rule=row["rule"], confidence=float(row["confidence"]),
        lead=tuple(part for part in row["lead"].split("；") if part), nature=row["nature"],
    )  # fmt: skip
