"""What the tests of Word files share: making one, and reading what stands in it."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.document import Document as Docx
from lxml import etree

from dashboard.export.document import document_of
from dashboard.report.records import Block, Cell, Column, Section, Table
from tests.dashboard.sample_report import sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document_with(*blocks: Block) -> Docx:
    """Return a document of some blocks."""
    report = replace(sample(), sections=(Section("progress", blocks),))
    return Document(BytesIO(document_of(report)))


def parts_of(file: bytes) -> dict[str, bytes]:
    """Return the parts of a file by name."""
    with ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts_of(document: Docx, style: str) -> list[str]:
    """Return the texts of the paragraphs of a style."""
    return [one.text for one in document.paragraphs if one.style and one.style.name == style]


def value_of(element: etree._Element, path: str, name: str = "val") -> str | None:
    """Return an attribute of an element below another, None where there is no such element."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{name}", "")


def table_with(rows: int = 2, **changed: object) -> Table:
    """Return a small table, with other properties where given."""
    columns = (Column("指标", 2.0), Column("数值", 1.0, "right"), Column("结论", 1.0, "center"))
    line = (Cell("城镇化率"), Cell("46.79", 46.79, 2), Cell("滞后", tone="warn"))
    return replace(Table("t", "标题", columns, (line,) * rows), **changed)  # type: ignore[arg-type]
