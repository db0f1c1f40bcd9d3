"""Reviews: what a person decided about each statement; lines are added, never changed.

The last decision on a statement counts. A decision on a statement that is no longer read the same
way is reported: the acceptance does not carry over to another reading.
"""

import csv
import io
import re
from collections.abc import Mapping

from etl.domain.columns import KINDS, OPERATORS
from etl.domain.periods import is_published_date
from etl.domain.records import Document, Place, Registry, Review, Statement
from etl.errors import Problem
from etl.project.folder import Folder
from etl.project.tables import Row, read_table

DECISIONS = ("accept", "amend", "reject")
STATEMENT_KINDS = (
    "target", "annual_task", "baseline", "actual", "growth", "comparison", "milestone", "context",
)  # fmt: skip
_NUMBERS = {"year": re.compile(r"[12]\d{3}"), "value": re.compile(r"-?\d{1,15}(\.\d{1,9})?")}
COLUMNS = (
    "statement_id", "decision", "reviewer", "reviewed_on", "note", "indicator_id", "place_id",
    "year", "value", "unit", "operator", "statement_kind", "target_kind", "nature", "scope",
    "stretch",
)  # fmt: skip


def review_lines(reviews: list[Review], *, header: bool) -> str:
    """Return the CSV lines to append for some decisions."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if header:
        writer.writerow(COLUMNS)
    for review in reviews:
        writer.writerow([_cell(getattr(review, column)) for column in COLUMNS])
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def read_reviews(
    folder: Folder,
    documents: Mapping[str, Document],
    statements: Mapping[str, Statement],
    registry: Registry,
    places: Mapping[str, Place],
    problems: list[Problem],
) -> tuple[Review, ...]:
    """Return the decision that counts for each statement; what is wrong goes to `problems`."""
    last: dict[str, Review] = {}
    for document_id in documents:
        path = folder.reviews(document_id)
        name = folder.name(path)
        for row in read_table(path, name, COLUMNS, problems):
            wrong = _problems(row, name, statements, registry, places)
            problems.extend(wrong)
            if all(problem.severity == "notice" for problem in wrong):
                last.pop(row["statement_id"], None)
                last[row["statement_id"]] = _review(row, document_id)
    return tuple(review for key, review in last.items() if key in statements)


def _problems(
    row: Row,
    name: str,
    statements: Mapping[str, Statement],
    registry: Registry,
    places: Mapping[str, Place],
) -> list[Problem]:
    found = []

    def complain(code: str, column: str, message: str, severity: str = "error") -> None:
        found.append(Problem(code, name, message, row.number, column, severity))

    if row["statement_id"] not in statements:
        message = "这条陈述的读法已变或已不在，原决定不再有效；请重新审核（urban review）。"
        complain("stale-review", "statement_id", message, "notice")
    known = {
        "decision": DECISIONS, "indicator_id": registry.indicators, "operator": OPERATORS,
        "target_kind": KINDS, "statement_kind": STATEMENT_KINDS, "place_id": places,
        "nature": ("expected", "binding"), "stretch": ("yes",),
    }  # fmt: skip
    for column, words in known.items():
        if (row[column] or column == "decision") and row[column] not in words:
            message = f"“{row[column]}”不可用；可用：{'、'.join(list(words)[:12])}。"
            complain("bad-choice", column, message)
    for column, shape in _NUMBERS.items():
        if row[column] and not shape.fullmatch(row[column]):
            complain("not-a-number", column, f"“{row[column]}”不是数；应如2025或8.8。")
    if row["reviewed_on"] and not is_published_date(row["reviewed_on"]):
        complain("bad-date", "reviewed_on", f"“{row['reviewed_on']}”不是日期；应如2026-01-31。")
    for column in ("reviewer", "reviewed_on"):
        if not row[column]:
            complain("empty", column, "不能为空：决定要有审核人和日期。")
    return found


def _review(row: Row, document_id: str) -> Review:
    return Review(
        document_id=document_id, statement_id=row["statement_id"], decision=row["decision"],
        reviewer=row["reviewer"], reviewed_on=row["reviewed_on"], note=row["note"],
        indicator_id=row["indicator_id"] or None, place_id=row["place_id"] or None,
        year=int(row["year"]) if row["year"] else None,
        value=float(row["value"]) if row["value"] else None, unit=row["unit"] or None,
        operator=row["operator"] or None, statement_kind=row["statement_kind"] or None,
        target_kind=row["target_kind"] or None, nature=row["nature"] or None,
        scope=row["scope"] or None, stretch=row["stretch"] == "yes",
    )  # fmt: skip
