"""Word, Excel, PDF and slides say the same: every sentence and number is that of the one report."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from dashboard.export.annexes import annex_workbook
from dashboard.export.document import document_of
from dashboard.export.printout import printout_of
from dashboard.export.slides import slides_of
from dashboard.reader import BoardReader
from dashboard.report.records import Blank, Heading, Note, Paragraph, Report
from tests.dashboard.report.reading import decimals_in, plainly, starter
from tests.office import needs_poppler, pdf_text

PLACES = [("620800", 2022), ("610000", 2022)]
FOOTER = re.compile(r"^(— ?\d+ ?—)?\s*(数据截至.*内容摘要\w+)?\s*(— ?\d+ ?—)?$")
SPACE = re.compile(r"\s+")


@pytest.fixture(scope="module", params=PLACES, ids=["平凉市", "陕西省"])
def report(request: pytest.FixtureRequest, boards: BoardReader) -> Report:
    place_id, year = request.param
    return starter(boards, place_id, year)


def sentences(report: Report) -> list[str]:
    kinds = (Heading, Paragraph, Blank, Note)
    return [one.text for one in report.blocks if isinstance(one, kinds)]


def cells(report: Report) -> list[str]:
    return [cell.text for table in report.tables for row in table.rows for cell in row]


def told(report: Report) -> set[str]:
    """Return every number with a decimal point that the report says anywhere."""
    charts = [f"{one.finding} {one.caption} {one.note}" for one in report.charts]
    labels = [dot.label for one in report.charts for dot in one.targets]
    return decimals_in([*sentences(report), *cells(report), *report.highlights, *charts, *labels])


def test_word_has_every_sentence_and_cell_in_its_order(report: Report) -> None:
    document = Document(io.BytesIO(document_of(report)))
    paragraphs = iter([one.text for one in document.paragraphs])
    for sentence in sentences(report):
        assert any(one == sentence for one in paragraphs), sentence
    written = [
        [SPACE.sub("", cell.text) for row in table.rows for cell in row.cells]
        for table in document.tables
    ]
    asked = [
        [SPACE.sub("", text) for text in (
            *(column.head for column in table.columns),
            *(cell.text for row in table.rows for cell in row),
        )]
        for table in report.tables
    ]  # fmt: skip
    assert written == asked


@needs_poppler
def test_the_pdf_has_every_sentence_and_no_other_number(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(printout_of(report))
    lines = [line.strip() for line in pdf_text(path).splitlines()]
    body = [line for line in lines if not FOOTER.search(line)]
    said = SPACE.sub("", "".join(body))
    missing = [one for one in sentences(report) if SPACE.sub("", one) not in said]
    assert not missing
    assert decimals_in(lines) <= told(report) | decimals_in(
        [f"版本{report.stamp.release.code_version}"]
    )


@needs_poppler
def test_the_contents_of_the_pdf_stand_on_one_page(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(printout_of(report))
    assert pdf_text(path).split("\f")[1].strip().startswith("一、总体结论")


def test_slides_say_no_number_that_the_report_does_not(report: Report) -> None:
    deck = Presentation(io.BytesIO(slides_of(report)))
    texts = [
        shape.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    heights = {
        plainly(f"{dot.value:.{one.decimals}f}")
        for one in report.charts
        for run in one.path
        for dot in run
    }
    heights |= {
        plainly(f"{dot.value:.{one.decimals}f}")
        for one in report.charts
        for run in one.actuals
        for dot in run
    }
    assert decimals_in(texts) <= told(report) | heights


def test_the_workbook_has_every_target_and_its_verdict(report: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(annex_workbook(report)))
    said = {
        str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
    }  # fmt: skip
    assert {line.row.indicator.name.zh for line in report.lines} <= said
    assert {line.row.status_word() for line in report.lines} <= said
    assert any(report.stamp.release.content_digest in text for text in said)


def test_every_artefact_carries_the_digest_and_the_day(report: Report, tmp_path: Path) -> None:
    digest, day = report.stamp.release.content_digest, "2026年11月23日"
    document = Document(io.BytesIO(document_of(report)))
    assert digest in str(document.core_properties.comments) + document.core_properties.keywords
    assert any(day in one.text for one in document.paragraphs)
    deck = Presentation(io.BytesIO(slides_of(report)))
    assert digest in str(deck.core_properties.comments) + deck.core_properties.keywords
    assert any(
        day in shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame
    )


@pytest.mark.parametrize("write", [document_of, annex_workbook, printout_of, slides_of])
def test_the_same_release_and_day_give_the_same_bytes(report: Report, write: object) -> None:
    assert callable(write)
    assert write(report) == write(report)


@pytest.mark.parametrize("write", [document_of, annex_workbook, printout_of, slides_of])
def test_no_browser_and_no_other_program_is_started(
    report: Report, write: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*words: object, **more: object) -> None:
        raise AssertionError(f"启动了{words}")

    for name in ("subprocess.Popen", "os.system", "os.posix_spawn", "os.execv"):
        monkeypatch.setattr(name, refuse)
    assert callable(write)
    assert len(write(report)) > 10_000
