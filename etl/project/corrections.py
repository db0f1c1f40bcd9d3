"""Corrections: known errors of a source, looked at by a person and recorded with a reason.

A line never changes a figure: what a document prints stays as printed. It points at a passage by its
words, which outlive a new reading of the document, and says what the recomputation gives; whether it
still matches a finding is for the check to tell.
"""

import re
from collections.abc import Mapping

from etl.domain.periods import is_published_date
from etl.domain.records import Document
from etl.errors import Problem
from etl.project.folder import Folder
from etl.project.project import Correction
from etl.project.tables import Row, read_table

COLUMNS = ("document_id", "quote", "action", "expect", "reason", "who", "reported_on")
ACTIONS = ("flag",)
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?")


def read_corrections(
    folder: Folder, documents: Mapping[str, Document], problems: list[Problem]
) -> tuple[Correction, ...]:
    """Return the sound lines of the corrections file in its order; what is wrong goes to `problems`.

    A project need not have the file.
    """
    name = folder.name(folder.corrections)
    found: dict[tuple[str, str, str], Correction] = {}
    for row in read_table(folder.corrections, name, COLUMNS, problems):
        wrong = _problems(row, name, documents)
        key = (row["document_id"], row["quote"], row["expect"])
        if not wrong and key in found:
            message = f"与第{found[key].row}行相同；请删去一行。"
            wrong.append(Problem("repeated-correction", name, message, row.number, "quote"))
        problems.extend(wrong)
        if not wrong:
            found[key] = Correction(row=row.number, **{part: row[part] for part in COLUMNS})
    return tuple(found.values())


def _problems(row: Row, name: str, documents: Mapping[str, Document]) -> list[Problem]:
    found = []

    def complain(code: str, column: str, message: str) -> None:
        found.append(Problem(code, name, message, row.number, column))

    for column in COLUMNS:
        if not row[column]:
            complain("empty", column, "不能为空：登记要有文件、引文、核算值、理由、登记人和日期。")
    document = documents.get(row["document_id"])
    if row["document_id"] and document is None:
        known = "、".join(list(documents)[:12]) or "（无）"
        complain("unknown-document", "document_id", f"没有“{row['document_id']}”；可用：{known}。")
    if document is not None and row["quote"] not in document.text:
        message = f"“{document.title}”里没有“{row['quote']}”这段话；请照原文逐字抄录，或删去本行。"
        complain("quote-not-found", "quote", message)
    if row["action"] and row["action"] not in ACTIONS:
        message = f"“{row['action']}”不可用；可用：flag（只作登记，不改数值）。"
        complain("bad-choice", "action", message)
    if row["expect"] and not _NUMBER.fullmatch(row["expect"]):
        complain("not-a-number", "expect", f"“{row['expect']}”不是数；应填核算值，如1.72。")
    if row["reported_on"] and not is_published_date(row["reported_on"]):
        message = f"“{row['reported_on']}”不是日期；应如2026-01-31。"
        complain("bad-date", "reported_on", message)
    return found
