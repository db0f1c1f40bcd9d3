"""Extraction: a document's statements in a generated table, or those of any text file."""

import os
from pathlib import Path

import pytest

from etl.errors import DocumentUnreadable, InputRefused, NotFound
from etl.project.folder import Folder
from etl.project.reader import inspect_project, read_project
from etl.steps.extract import (
    as_json,
    extract_file,
    extract_manuscript,
    extract_project,
    open_document,
)
from tests.etl.formats.made import as_docx, as_pdf
from tests.etl.project.test_documents import DESCRIPTION, TEXT, write

FIELDS = (
    "doc", "start", "end", "quote", "section", "region", "region_code", "indicator",
    "indicator_id", "year", "value", "value2", "unit", "operator", "kind", "responsible", "rule",
    "confidence", "lead", "nature",
)  # fmt: skip


@pytest.fixture
def planned(folder: Folder) -> Folder:
    write(folder, text=TEXT)
    return folder


def test_the_statements_of_every_document_are_written_and_counted(planned: Folder) -> None:
    assert extract_project(planned) == {"plan": 1}
    assert [one.value for one in read_project(planned).statements.values()] == [55.0]


def test_extracting_twice_gives_the_same_file(planned: Folder) -> None:
    extract_project(planned)
    first = planned.statements("plan").read_bytes()
    extract_project(planned)
    assert planned.statements("plan").read_bytes() == first


def test_only_the_named_document_is_extracted(planned: Folder) -> None:
    other = planned.document("other")
    other.parent.mkdir()
    other.write_text(DESCRIPTION, encoding="utf-8")
    (other.parent / "text.md").write_text(TEXT, encoding="utf-8")
    assert extract_project(planned, ("other",)) == {"other": 1}
    assert not planned.statements("plan").exists()


def test_an_unknown_document_is_refused_with_the_known_ones(planned: Folder) -> None:
    with pytest.raises(NotFound, match="没有文件“plam”；项目里有：plan"):
        extract_project(planned, ("plam",))
    assert not planned.statements("plan").exists()


def test_a_project_with_an_error_is_not_extracted(planned: Folder) -> None:
    planned.places.write_text("place_id,name\n", encoding="utf-8")
    with pytest.raises(InputRefused):
        extract_project(planned)
    assert not planned.statements("plan").exists()


def test_extraction_leaves_no_other_file_behind(planned: Folder) -> None:
    before = {path for path in planned.root.rglob("*") if path.is_file()}
    extract_project(planned)
    after = {path for path in planned.root.rglob("*") if path.is_file()}
    assert after - before == {planned.statements("plan")}


def test_a_text_outside_the_project_is_read_with_its_offsets(
    planned: Folder, tmp_path: Path
) -> None:
    path = tmp_path / "平凉市规划.md"
    path.write_text("# 平凉市规划\n\n" + TEXT, encoding="utf-8")
    project, _ = inspect_project(planned)
    (found,) = extract_file(path, project, None)
    text = path.read_text(encoding="utf-8")
    assert text[found.start : found.stop] == found.quote
    assert (found.document_id, found.place_id, found.value) == (path.name, "620800", 55.0)


@pytest.mark.parametrize("region", ["620000", "甘肃省"])
def test_the_region_may_be_given(planned: Folder, tmp_path: Path, region: str) -> None:
    path = tmp_path / "text.txt"
    path.write_text("到2025年，常住人口城镇化率达到55%。\n", encoding="utf-8")
    project, _ = inspect_project(planned)
    (found,) = extract_file(path, project, region)
    assert (found.place_id, found.region) == ("620000", "甘肃省")


def test_an_unknown_region_is_refused(planned: Folder, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(NotFound):
        extract_file(path, inspect_project(planned)[0], "平")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("plan.pdf", b"%PDF", "已损坏"),
        ("plan.txt", b"\x00\x01", "不是文本文件"),
        ("plan.txt", b"", "空文件"),
        ("plan.doc", b"x", "另存为.docx"),
        ("none.txt", None, "没有这个文件"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(
    planned: Folder, tmp_path: Path, name: str, data: bytes | None, said: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(DocumentUnreadable, match=said):
        extract_file(path, inspect_project(planned)[0], None)


def test_a_folder_a_pipe_and_a_locked_file_are_refused_with_what_to_do(tmp_path: Path) -> None:
    pipe, huge, locked = tmp_path / "pipe.txt", tmp_path / "huge.txt", tmp_path / "locked.txt"
    os.mkfifo(pipe)
    with huge.open("wb") as stream:
        stream.truncate(60_000_000)
    locked.write_text(TEXT, encoding="utf-8")
    locked.chmod(0)
    refused = {tmp_path: "是文件夹", pipe: "不是普通文件", huge: "60MB，超过50MB"}
    if os.getuid():  # root may read everything
        refused[locked] = "没有读取权限"
    for path, said in refused.items():
        with pytest.raises(DocumentUnreadable, match=said):
            open_document(path)


@pytest.mark.parametrize(("suffix", "unit"), [(".docx", "paragraph"), (".pdf", "page")])
def test_a_statement_of_an_office_document_says_its_page_or_paragraph(
    planned: Folder, tmp_path: Path, suffix: str, unit: str
) -> None:
    path = tmp_path / f"方案{suffix}"
    blocks = ["平凉市规划", *["保持稳定。" * 60] * 5, "到2025年，常住人口城镇化率达到55%。"]
    path.write_bytes(as_docx(blocks) if suffix == ".docx" else as_pdf(blocks))
    manuscript = open_document(path)
    (found,) = extract_manuscript(manuscript, path.name, inspect_project(planned)[0], None)
    shown = as_json(found, manuscript)
    assert tuple(shown) == (*FIELDS, unit)
    assert shown[unit] == {"paragraph": 7, "page": 2}[unit]


def test_a_statement_is_shown_in_the_fields_of_the_command_line(planned: Folder) -> None:
    extract_project(planned)
    (found,) = read_project(planned).statements.values()
    shown = as_json(found)
    assert tuple(shown) == FIELDS
    assert (shown["doc"], shown["region_code"], shown["year"], shown["value"]) == (
        "plan", "620800", 2025, 55.0,
    )  # fmt: skip
    assert (shown["end"] - shown["start"], shown["responsible"]) == (len(found.quote), [])
