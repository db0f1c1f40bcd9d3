"""Plan documents and the statements found in them: offsets point into the text as it stands."""

from pathlib import Path

import pytest

from etl.domain.records import Document, Place, Statement
from etl.errors import Problem
from etl.project.documents import read_documents
from etl.project.folder import Folder, file_digest
from etl.project.reader import inspect_project
from etl.project.statements import read_statements, write_statements
from etl.steps.extract import extract_project

DESCRIPTION = """title: "平凉市规划"
kind: plan
issuer: "平凉市人民政府"
place_id: "620800"
issued_on: "2021-05"
base_year: 2020
first_year: 2021
last_year: 2025
citation: "平凉市规划，2021年"
text: text.md
"""
TEXT = "# 目标\n\n到2025年，全市常住人口城镇化率达到55%。\n"
PLACES = {"620800": Place("620800", "平凉市", "prefecture", "620000")}
NAME = "data/documents/plan/document.yaml"


@pytest.fixture
def described(folder: Folder) -> Folder:
    write(folder)
    return folder


def write(folder: Folder, description: str = DESCRIPTION, text: str | bytes = TEXT) -> Path:
    path = folder.document("plan")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(description, encoding="utf-8")
    source = path.parent / "text.md"
    source.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return source


def read(folder: Folder) -> tuple[dict[str, Document], list[Problem]]:
    problems: list[Problem] = []
    return read_documents(folder, PLACES, problems), problems


def statements(folder: Folder) -> tuple[dict[str, Statement], list[Problem]]:
    documents, problems = read(folder)
    return read_statements(folder, documents, problems), problems


def test_a_document_is_its_description_and_its_text(described: Folder) -> None:
    documents, problems = read(described)
    found = documents["plan"]
    assert problems == []
    assert (found.title, found.kind, found.place_id) == ("平凉市规划", "plan", "620800")
    assert (found.base_year, found.first_year, found.last_year) == (2020, 2021, 2025)
    assert (found.text, found.issued_on, found.note) == (TEXT, "2021-05", "")
    assert found.sha256 == file_digest(described.document("plan").parent / "text.md")


def test_what_is_optional_may_be_absent_empty_or_null(described: Folder) -> None:
    text = DESCRIPTION.replace('issued_on: "2021-05"\n', "").replace("2020", "null")
    write(described, text + 'url: ""\nnote:\n')
    documents, problems = read(described)
    assert problems == []
    assert (documents["plan"].issued_on, documents["plan"].base_year) == (None, None)


@pytest.mark.parametrize(
    ("old", "new", "code", "column", "row"),
    [
        ("kind: plan", "kind: paper", "bad-kind", "kind", 2),
        ("kind: plan\n", "", "missing-key", "kind", None),
        ("kind: plan", "kind: plan\nauthor: 甲", "unknown-key", "author", 3),
        ('"620800"', "620800", "wrong-type", "place_id", 4),
        ('"620800"', '"620899"', "unknown-place", "place_id", 4),
        ("base_year: 2020", 'base_year: "2020"', "wrong-type", "base_year", 6),
        ("first_year: 2021", "first_year: 2021年", "wrong-type", "first_year", 7),
        ("last_year: 2025", "last_year: 2025\nlast_year: 2026", "repeated-key", "last_year", 9),
        ("text: text.md", "text: other.md", "no-text", "text", 10),
        ("text: text.md", "text: ../../places.csv", "no-text", "text", 10),
        ("text: text.md", 'text: ""', "missing-key", "text", 10),
        ("last_year: 2025", "last_year: 2019", "years-order", "last_year", 8),
        ('issued_on: "2021-05"', 'issued_on: "2022年"', "bad-date", "issued_on", 5),
    ],
)
def test_a_wrong_description_is_told_and_the_document_left_out(
    described: Folder, old: str, new: str, code: str, column: str, row: int | None
) -> None:
    write(described, DESCRIPTION.replace(old, new))
    documents, problems = read(described)
    assert documents == {}
    assert [(one.code, one.column, one.row, one.file) for one in problems] == [
        (code, column, row, NAME)
    ]


def test_all_problems_of_a_description_are_told_at_once(described: Folder) -> None:
    write(described, "title: 5\nkind: paper\ncolour: red\n")
    _, problems = read(described)
    codes = [problem.code for problem in problems]
    assert codes.count("missing-key") == 5  # place_id, two years, citation, text
    assert {"wrong-type", "bad-kind", "unknown-key"} <= set(codes)


def test_a_text_in_another_encoding_is_told_and_not_garbled(described: Folder) -> None:
    write(described, text=TEXT.encode("gb18030"))
    documents, problems = read(described)
    assert problems and "UTF-8" in problems[0].message
    assert "�" not in "".join(found.text for found in documents.values())


def test_documents_come_in_the_order_of_their_names(described: Folder) -> None:
    for name in ("b", "a"):
        path = described.document(name)
        path.parent.mkdir()
        path.write_text(DESCRIPTION, encoding="utf-8")
        (path.parent / "text.md").write_text(TEXT, encoding="utf-8")
    assert list(read(described)[0]) == ["a", "b", "plan"]


def test_statements_survive_their_file(described: Folder) -> None:
    extract_project(described)
    found, problems = statements(described)
    assert problems == []
    (statement,) = found.values()
    assert (statement.value, statement.year, statement.indicator_id) == (
        55.0, 2025, "urbanization_rate",
    )  # fmt: skip
    assert TEXT[statement.start : statement.stop] == statement.quote
    written = described.statements("plan").read_text(encoding="utf-8")
    assert write_statements(found.values()) == written


@pytest.mark.parametrize(
    "changed",
    [TEXT.replace("到2025年", "到了2025年"), TEXT.replace("55%", "56%"), ""],
    ids=["moved", "reworded", "emptied"],
)
def test_a_statement_whose_text_changed_is_told_and_left_out(
    described: Folder, changed: str
) -> None:
    extract_project(described)
    write(described, text=changed)
    found, (problem,) = statements(described)
    assert found == {}
    assert (problem.code, problem.row, problem.file) == (
        "quote-moved", 2, "data/statements/plan.csv",
    )  # fmt: skip
    assert "urban extract plan" in problem.message


def test_a_change_elsewhere_behind_it_leaves_a_statement_alone(described: Folder) -> None:
    extract_project(described)
    write(described, text=TEXT + "\n另起一段。\n")
    found, problems = statements(described)
    assert (len(found), problems) == (1, [])


@pytest.mark.parametrize(("column", "value"), [("value", "56"), ("year", "2026"), ("unit", "万人")])
def test_a_reading_changed_by_hand_is_told(described: Folder, column: str, value: str) -> None:
    extract_project(described)
    path = described.statements("plan")
    header, row, *_ = path.read_text(encoding="utf-8").splitlines()
    cells = row.split(",")
    cells[header.split(",").index(column)] = value
    path.write_text(f"{header}\n{','.join(cells)}\n", encoding="utf-8")
    found, (problem,) = statements(described)
    assert (found, problem.code) == ({}, "quote-moved")


@pytest.mark.parametrize(
    ("column", "value"), [("start", "一"), ("value", "55%"), ("year", "2025年")]
)
def test_a_row_that_no_program_wrote_is_told(described: Folder, column: str, value: str) -> None:
    extract_project(described)
    path = described.statements("plan")
    header, row, *_ = path.read_text(encoding="utf-8").splitlines()
    cells = row.split(",")
    cells[header.split(",").index(column)] = value
    path.write_text(f"{header}\n{','.join(cells)}\n", encoding="utf-8")
    _, (problem,) = statements(described)
    assert (problem.code, problem.row) == ("bad-statement", 2)


def test_a_changed_text_stops_the_project_until_it_is_extracted_again(described: Folder) -> None:
    extract_project(described)
    write(described, text=TEXT.replace("到2025年", "到了2025年"))
    _, problems = inspect_project(described)
    assert [problem.code for problem in problems] == ["quote-moved"]
    assert extract_project(described) == {"plan": 1}
    assert inspect_project(described)[1] == []
