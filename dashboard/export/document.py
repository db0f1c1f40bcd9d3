"""A report as a Word file in official layout, with native charts that can be edited.

Nothing is computed and no sentence about data is worded here. The same report gives the same
bytes: moments come from its release.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from docx.parts.document import DocumentPart

from dashboard.export.archive import undated
from dashboard.export.leaves import leaves_of
from dashboard.export.numbering import Numbering
from dashboard.export.properties import released, sign
from dashboard.export.word.charts import chart_run
from dashboard.export.word.contents import bookmarked, contents_of, is_listed
from dashboard.export.word.markup import Element, looks_of, paragraph, run, w
from dashboard.export.word.pages import TURNED, UPRIGHT, Page, section_of
from dashboard.export.word.tables import table_of
from dashboard.export.word.template import empty_document
from dashboard.report.records import (
    Blank,
    Block,
    Chart,
    Heading,
    Note,
    Paragraph,
    Report,
    Stamp,
    Table,
)  # fmt: skip


def document_of(report: Report) -> bytes:
    """Return a report as a .docx file."""
    document = empty_document()
    sign(document.core_properties, report)
    body = document.element.body
    body.remove(body.sectPr)
    writer = _Writer(document.part, released(report.stamp.release))
    leaves = leaves_of(report.blocks)
    for number, leaf in enumerate(leaves, 1):
        page = TURNED if leaf.is_turned else UPRIGHT
        written = [] if number > 1 else _opening(report)
        written += [one for block in leaf.blocks for one in writer.write(block, page)]
        if number == len(leaves):
            body.extend((*written, _stamp(report.stamp), section_of(page)))
        else:
            body.extend(_closed(written, page))
    out = BytesIO()
    document.save(out)
    return undated(out.getvalue())


@dataclass(slots=True)
class _Writer:
    """Writes blocks down one after another; numbers captions, charts and headings as they come."""

    document: DocumentPart
    created: datetime
    numbering: Numbering = field(default_factory=Numbering)
    headings: int = 0

    def write(self, block: Block, page: Page) -> Iterator[Element]:
        """Yield the elements of a block."""
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph(text):
                yield paragraph("BodyText", run(text))
            case Blank(text):
                yield paragraph("Blank", run(text))
            case Note(text):
                yield paragraph("Note", run(text))
            case Table():
                yield from self._table(block, page)
            case Chart():
                yield from self._chart(block)

    def _heading(self, heading: Heading) -> Element:
        style, text = f"Heading{heading.level}", run(heading.text)
        if not is_listed(heading):
            return paragraph(style, text)
        self.headings += 1
        # The contents stand on the first page, the text begins on the next.
        looks = (w("pageBreakBefore"),) if self.headings == 1 else ()
        return paragraph(style, *bookmarked(text, self.headings), looks=looks)

    def _table(self, table: Table, page: Page) -> Iterator[Element]:
        yield self._caption(table, is_kept=True)
        yield table_of(table, page.text_twips)
        for note in table.notes:
            yield paragraph("Note", run(note))

    def _chart(self, chart: Chart) -> Iterator[Element]:
        caption = self._caption(chart, is_kept=bool(chart.note))
        number = self.numbering.charts
        yield paragraph(
            "Figure", chart_run(self.document, chart, number, UPRIGHT.text_width, self.created)
        )
        yield caption
        if chart.note:
            yield paragraph("Note", run(chart.note))

    def _caption(self, block: Chart | Table, *, is_kept: bool) -> Element:
        """Return the caption with its number, on the page of what comes after it where `is_kept`."""
        said = f"{self.numbering.label(block)}　{block.caption}"
        return paragraph("Caption", run(said), looks=(w("keepNext"),) if is_kept else ())


def _opening(report: Report) -> list[Element]:
    """Return the title, one paragraph of all its lines, the day under it, and the contents."""
    lines: list[Element] = []
    for line in report.title:
        lines += ([w("r", w("br"))] if lines else []) + [run(line)]
    listed = [one for one in report.blocks if isinstance(one, Heading) and is_listed(one)]
    opening = [paragraph("Title", *lines), paragraph("Subtitle", run(report.subtitle))]
    return [*opening, *([contents_of(listed)] if listed else [])]


def _stamp(stamp: Stamp) -> Element:
    """Return the last line: which data the report shows."""
    return paragraph("Stamp", run(stamp.line))


def _closed(written: list[Element], page: Page) -> list[Element]:
    """Return elements with the end of their section in the last paragraph of them."""
    if not written[-1].tag.endswith("}p"):
        written = [*written, paragraph("SectionEnd")]
    looks_of(written[-1]).append(section_of(page))
    return written
