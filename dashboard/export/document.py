"""A report as a Word file in official layout, with native charts that can be edited.

Nothing is computed and no sentence about data is worded here. The same report gives the same
bytes: moments come from its release.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from itertools import count

from docx.document import Document as Docx
from docx.parts.document import DocumentPart

from dashboard.export.archive import undated
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
    _describe(document, report)
    body = document.element.body
    body.remove(body.sectPr)
    writer = _Writer(document.part, _moment(report.stamp))
    leaves = _leaves(report)
    for number, leaf in enumerate(leaves, 1):
        written = [] if number > 1 else _opening(report)
        written += [one for block in leaf.blocks for one in writer.write(block, leaf.page)]
        if number == len(leaves):
            body.extend((*written, _stamp(report.stamp), section_of(leaf.page)))
        else:
            body.extend(_closed(written, leaf.page))
    out = BytesIO()
    document.save(out)
    return undated(out.getvalue())


@dataclass(frozen=True, slots=True)
class _Leaf:
    """Blocks on pages of one kind."""

    page: Page
    blocks: list[Block]


def _leaves(report: Report) -> list[_Leaf]:
    """Return the blocks by pages: a wide table stands on turned ones, with the headings over it."""
    leaves = [_Leaf(UPRIGHT, [])]
    for block in report.blocks:
        if isinstance(block, Table) and block.wide:
            leaves.append(_Leaf(TURNED, [*_headings_off(leaves[-1].blocks), block]))
        elif leaves[-1].page is TURNED and not isinstance(block, Note):
            leaves.append(_Leaf(UPRIGHT, [block]))
        else:
            leaves[-1].blocks.append(block)
    return [leaf for at, leaf in enumerate(leaves) if leaf.blocks or not at]


def _headings_off(blocks: list[Block]) -> list[Block]:
    """Return the headings at the end of blocks, taken off them."""
    taken: list[Block] = []
    while blocks and isinstance(blocks[-1], Heading):
        taken.insert(0, blocks.pop())
    return taken


@dataclass(slots=True)
class _Writer:
    """Writes blocks down one after another; numbers captions, charts and headings as they come."""

    document: DocumentPart
    created: datetime
    figures: Iterator[int] = field(default_factory=lambda: count(1))
    tables: Iterator[int] = field(default_factory=lambda: count(1))
    headings: Iterator[int] = field(default_factory=lambda: count(1))

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
        number = next(self.headings)
        # The contents stand on the first page, the text begins on the next.
        looks = (w("pageBreakBefore"),) if number == 1 else ()
        return paragraph(style, *bookmarked(text, number), looks=looks)

    def _table(self, table: Table, page: Page) -> Iterator[Element]:
        label = table.label or f"表{next(self.tables)}"
        yield paragraph("Caption", run(f"{label}　{table.caption}"), looks=(w("keepNext"),))
        yield table_of(table, page.text_twips)
        for note in table.notes:
            yield paragraph("Note", run(note))

    def _chart(self, chart: Chart) -> Iterator[Element]:
        number = next(self.figures)
        shown = chart_run(self.document, chart, number, UPRIGHT.text_width, self.created)
        yield paragraph("Figure", shown)
        looks = (w("keepNext"),) if chart.note else ()
        yield paragraph("Caption", run(f"图{number}　{chart.caption}"), looks=looks)
        if chart.note:
            yield paragraph("Note", run(chart.note))


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


def _describe(document: Docx, report: Report) -> None:
    """Say in the properties what the file is and which data it shows; its author is for people."""
    about, stamp = document.core_properties, report.stamp
    about.title, about.subject = "".join(report.title), report.place
    about.comments = f"{stamp.line}（{stamp.release.content_digest}）"
    about.keywords = stamp.release.content_digest
    about.author = about.last_modified_by = ""
    about.created = about.modified = _moment(stamp)
    about.revision, about.language = 1, "zh-CN"


def _moment(stamp: Stamp) -> datetime:
    """Return when the release was loaded, in UTC as Office files have it."""
    return datetime.fromisoformat(stamp.release.loaded_at).astimezone(UTC).replace(tzinfo=None)
