"""Corrections: what a person recorded about a source is read with its line, or told what is wrong."""

import pytest

from etl.domain.records import Statement
from etl.errors import Problem
from etl.project.corrections import COLUMNS, read_corrections
from etl.project.documents import read_documents
from etl.project.folder import Folder
from etl.project.project import Correction
from etl.project.reader import inspect_project
from etl.project.statements import write_statements
from tests.etl.project.test_documents import PLACES, write

# (46.00 − 40.00) ÷ 5 = 1.2, not 1.50; 92 ÷ 200 = 46 % holds.
TEXT = (
    "# 基础\n\n2020年全市常住人口200万人，城镇常住人口92.0万人。"
    "常住人口城镇化率由2015年的40.00%提高到2020年的46.00%，年均提高1.50个百分点。\n"
)
NAME = "data/corrections.csv"
GOOD = {
    "document_id": "plan", "quote": "年均提高1.50个百分点", "action": "flag", "expect": "1.20",
    "reason": "按首末两值应为1.20", "who": "张三", "reported_on": "2026-01-05",
}  # fmt: skip


def told(text: str, quote: str, subject: str, value: float, **changed: object) -> Statement:
    """Return what a passage of a text states, as extraction would hand it over."""
    fields: dict[str, object] = {
        "year": 2020, "unit": "%", "kind": "baseline", "indicator": "常住人口城镇化率",
    } | changed  # fmt: skip
    start = text.index(quote)
    return Statement(
        document_id="plan", start=start, stop=start + len(quote), quote=quote, section="基础",
        region="平凉市", place_id="620800", scope="", indicator_id=subject, value=value,
        value_high=None, operator="=", responsible=(), rule="reach", confidence=0.9, **fields,
    )  # type: ignore[arg-type]  # fmt: skip


def put_plan(folder: Folder, text: str = TEXT) -> None:
    """Put a plan into the project with its statements: a rate that holds, a pace that does not."""
    write(folder, text=text)
    pace = text[text.index("年均") : text.index("个百分点。")] + "个百分点"
    rate, people = "urbanization_rate", {"unit": "万人"}
    found = [
        told(text, "常住人口200万人", "resident_population", 200.0, indicator="常住人口", **people),
        told(text, "城镇常住人口92.0万人", "urban_resident_population", 92.0,
             indicator="城镇常住人口", **people),
        told(text, "由2015年的40.00%", rate, 40.0, year=2015, kind="actual"),
        told(text, "提高到2020年的46.00%", rate, 46.0),
        told(text, pace, rate, float(pace[4:-4]), unit="个百分点", kind="growth"),
    ]  # fmt: skip
    path = folder.statements("plan")
    path.parent.mkdir(exist_ok=True)
    path.write_text(write_statements(found), encoding="utf-8")


def record(folder: Folder, *rows: dict[str, str]) -> None:
    """Write the corrections file: good lines with the given cells instead."""
    lines = [",".join((GOOD | row)[column] for column in COLUMNS) for row in rows]
    folder.corrections.write_text("\n".join((",".join(COLUMNS), *lines, "")), encoding="utf-8")


@pytest.fixture
def planned(folder: Folder) -> Folder:
    put_plan(folder)
    return folder


def read(folder: Folder) -> tuple[tuple[Correction, ...], list[Problem]]:
    problems: list[Problem] = []
    documents = read_documents(folder, PLACES, problems)
    return read_corrections(folder, documents, problems), problems


def test_a_project_need_not_have_the_file(planned: Folder) -> None:
    assert read(planned) == ((), [])
    assert inspect_project(planned)[0].corrections == ()


def test_a_line_is_read_as_it_was_written_with_its_number(planned: Folder) -> None:
    record(planned, {})
    assert read(planned) == ((Correction(**GOOD, row=2),), [])
    project, problems = inspect_project(planned)
    assert problems == [] and project.corrections == (Correction(**GOOD, row=2),)


def test_the_file_is_one_of_the_sources_of_the_database(planned: Folder) -> None:
    before = planned.digests()
    record(planned, {})
    assert planned.digests().keys() - before.keys() == {NAME}


@pytest.mark.parametrize(
    ("cells", "code", "column", "said"),
    [
        ({"document_id": "plans"}, "unknown-document", "document_id", "可用：plan。"),
        ({"quote": "年均提高1.51个百分点"}, "quote-not-found", "quote", "逐字抄录"),
        ({"action": "drop"}, "bad-choice", "action", "可用：flag"),
        ({"expect": "约1.2"}, "not-a-number", "expect", "应填核算值"),
        ({"expect": "nan"}, "not-a-number", "expect", "不是数"),
        ({"reported_on": "昨天"}, "bad-date", "reported_on", "应如2026-01-31"),
        ({"reported_on": "2026-02-30"}, "bad-date", "reported_on", "不是日期"),
        ({"document_id": ""}, "empty", "document_id", "不能为空"),
        ({"quote": ""}, "empty", "quote", "不能为空"),
        ({"action": ""}, "empty", "action", "不能为空"),
        ({"expect": ""}, "empty", "expect", "不能为空"),
        ({"reason": ""}, "empty", "reason", "不能为空"),
        ({"who": ""}, "empty", "who", "不能为空"),
        ({"reported_on": ""}, "empty", "reported_on", "不能为空"),
    ],
)
def test_what_is_wrong_in_a_line_is_told_with_line_and_column(
    planned: Folder, cells: dict[str, str], code: str, column: str, said: str
) -> None:
    record(planned, {}, GOOD | cells)
    corrections, (problem,) = read(planned)
    assert (problem.code, problem.row, problem.column) == (code, 3, column)
    assert (problem.file, problem.severity) == (NAME, "error") and said in problem.message
    assert len(corrections) == 1


def test_all_that_is_wrong_in_a_line_is_told_at_once(planned: Folder) -> None:
    record(planned, {"action": "drop", "expect": "一", "who": ""})
    assert {problem.column for problem in read(planned)[1]} == {"action", "expect", "who"}


def test_the_same_passage_twice_is_told(planned: Folder) -> None:
    record(planned, {}, {})
    _, (problem,) = read(planned)
    assert (problem.code, problem.row) == ("repeated-correction", 3)


def test_a_file_with_other_columns_is_told(planned: Folder) -> None:
    planned.corrections.write_text("document_id,quote\nplan,x\n", encoding="utf-8")
    corrections, problems = read(planned)
    assert corrections == () and {problem.code for problem in problems} == {"missing-column"}
