"""Reviews: what a person decided about each statement; lines are added, never changed.

The last decision on a statement counts; one that is withdrawn leaves it pending. A decision on a
statement that is no longer read the same way is reported with what it was about: the acceptance
does not carry over to another reading.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from etl.domain.columns import BOUNDS, KINDS
from etl.domain.periods import is_published_date
from etl.domain.reading import digits
from etl.domain.records import Document, Place, Registry, Review, Statement
from etl.errors import Problem
from etl.project.folder import Folder
from etl.project.lines import FORMULA, with_line
from etl.project.tables import Row, read_table

DECISIONS = ("accept", "amend", "reject", "withdraw")
STATEMENT_KINDS = (
    "target", "annual_task", "baseline", "actual", "growth", "comparison", "milestone", "context",
)  # fmt: skip
_OFFSET = re.compile(r"\d{1,9}")
_NUMBERS = {
    "year": re.compile(r"[12]\d{3}"), "value": re.compile(r"-?\d{1,15}(\.\d{1,9})?"),
    "start": _OFFSET, "stop": _OFFSET,
}  # fmt: skip
COLUMNS = (
    "statement_id", "decision", "reviewer", "reviewed_on", "note", "indicator_id", "place_id",
    "year", "value", "unit", "operator", "statement_kind", "target_kind", "nature", "scope",
    "stretch", "start", "stop", "reading",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decision that counts for each statement, and those whose statement is read otherwise now.

    A stale decision stays until somebody decides on what stands at its place today, or withdraws it.
    """

    current: tuple[Review, ...] = ()
    stale: tuple[Review, ...] = ()


def with_decisions(kept: str, reviews: Iterable[Review]) -> str:
    """Return the text of a table of decisions with some more, in the order of its own columns."""
    for review in reviews:
        line = {column: _cell(getattr(review, column)) for column in COLUMNS}
        kept = with_line(kept, COLUMNS, line)
    return kept


def _cell(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    return digits(value) if isinstance(value, float) else str(value)


def problems_of(
    review: Review, name: str, registry: Registry, places: Mapping[str, Place]
) -> list[Problem]:
    """Return what would make a decision unreadable once it is written."""
    cells = {column: _cell(getattr(review, column)) for column in COLUMNS}
    return [
        replace(problem, row=None) for problem in _problems(Row(0, cells), name, registry, places)
    ]


def read_reviews(
    folder: Folder,
    documents: Mapping[str, Document],
    statements: Mapping[str, Statement],
    registry: Registry,
    places: Mapping[str, Place],
    problems: list[Problem],
) -> Decisions:
    """Return the decision that counts for each statement; what is wrong goes to `problems`."""
    last: dict[str, tuple[Review, int]] = {}
    for document_id in documents:
        path = folder.reviews(document_id)
        name = folder.name(path)
        for row in read_table(path, name, COLUMNS, problems):
            wrong = _problems(row, name, registry, places)
            problems.extend(wrong)
            if not wrong:
                last.pop(row["statement_id"], None)
                last[row["statement_id"]] = (_review(row, document_id), row.number)
    standing = [(review, line) for review, line in last.values() if review.decision != "withdraw"]
    current = tuple(review for review, _ in standing if review.statement_id in statements)
    stale = []
    for review, line in standing:
        if review.statement_id not in statements and _matters(review, current, statements):
            stale.append(review)
            problems.append(_stale(review, folder.name(folder.reviews(review.document_id)), line))
    return Decisions(current, tuple(stale))


def _matters(
    review: Review, current: Sequence[Review], statements: Mapping[str, Statement]
) -> bool:
    """Whether a lost acceptance is still open: nobody has decided on what stands there now."""
    if review.decision == "reject":
        return False
    return not any(
        review.document_id == other.document_id and overlaps(review, statements[other.statement_id])
        for other in current
    )


def overlaps(review: Review, statement: Statement) -> bool:
    """Whether a decision was about a passage that a statement of the same document shares."""
    if review.start is None or review.stop is None:
        return False
    return review.start < statement.stop and statement.start < review.stop


def _stale(review: Review, name: str, line: int) -> Problem:
    about = f"（原读法：{review.reading}）" if review.reading else ""
    message = f"这条陈述的读法已变或已不在{about}，原决定不再有效；请重新审核（urban review）。"
    return Problem("stale-review", name, message, line, "statement_id", "notice")


def _problems(
    row: Row, name: str, registry: Registry, places: Mapping[str, Place]
) -> list[Problem]:
    found = []

    def complain(code: str, column: str, message: str) -> None:
        found.append(Problem(code, name, message, row.number, column))

    known = {
        "decision": DECISIONS, "indicator_id": registry.indicators, "operator": BOUNDS,
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
    for column in ("reviewer", "note", "scope"):
        if row[column].startswith(FORMULA):
            complain("formula", column, "不能以=、+、-、@开头：表格软件会当成公式。")
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
        start=int(row["start"]) if row["start"] else None,
        stop=int(row["stop"]) if row["stop"] else None, reading=row["reading"],
    )  # fmt: skip
