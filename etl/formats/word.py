"""Word documents: every paragraph one line, tables as pipe rows, Word's own numbers written out.

Walks the XML itself, because python-docx's paragraph text leaves out inserted revisions, content
controls and text boxes. Headers, footers, notes and comments are no part of the text.
"""

from collections.abc import Iterator

from lxml import etree

from etl.formats.archive import Package
from etl.formats.kinds import refusal
from etl.formats.manuscript import Manuscript, joined, manuscript_of, raised
from etl.formats.numbering import Numbering, child, is_on, local, number, value
from etl.formats.rows import Cell, pipe_rows

# What is not shown, or is not text: revisions taken out, codes of fields, properties, readings.
_LEFT_OUT = frozenset({
    "del", "moveFrom", "delText", "delInstrText", "instrText", "rPr", "pPr", "sdtPr", "sdtEndPr",
    "rt", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "footnoteReference", "endnoteReference",
    "commentReference", "annotationRef", "ctrlPr", "object",
})  # fmt: skip
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PICTURES = frozenset({"drawing", "pict"})
_MOST_SPANNED = 200


def read_docx(data: bytes, name: str) -> Manuscript:
    """Return the text of a .docx, numbered by paragraph; raises DocumentUnreadable."""
    package = Package(data, name)
    body = child(package.main(), "body")
    numbering = Numbering(package.related("numbering"), package.related("styles"))
    manuscript = manuscript_of(_Reader(numbering).read(body) if body is not None else ())
    if not manuscript.text:
        raise refusal(
            name, "文档里没有文字", "如果内容是图片，请先用文字识别（OCR）软件转成文字，再核对数字"
        )
    return manuscript


class _Reader:
    """Reads one document; keeps whether it stands inside the code of a field."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._codes: list[bool] = []
        self._boxes: list[etree._Element] = []
        self._unended = ""

    def read(self, body: etree._Element) -> Iterator[str]:
        """Yield the lines of a document in order."""
        yield from self._lines(body)
        yield self._unended

    def _lines(self, container: etree._Element) -> Iterator[str]:
        for part in container:
            kind = local(part)
            if kind == "p":
                yield from self._paragraph(part)
            elif kind == "tbl":
                yield from self._table(part)
            elif kind == "AlternateContent":
                yield from self._lines(_alternative(part))
            elif kind not in _LEFT_OUT:
                yield from self._lines(part)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        outer, self._boxes = self._boxes, []
        text = "".join(self._pieces(paragraph)).strip(" \t\u3000")
        boxes, self._boxes = self._boxes, outer
        properties = child(paragraph, "pPr")
        is_taken_out = child(properties, "rPr", "del") is not None
        if text or not is_taken_out:
            text = self._numbering.label(paragraph) + text if text else text
        # A revision took out the paragraph's end: it goes on in the next.
        if is_taken_out:
            self._unended += text
        else:
            yield self._unended + text
            self._unended = ""
        for box in boxes:
            yield from self._lines(box)

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        for part in element:
            kind = local(part)
            if kind in _LEFT_OUT:
                continue
            if kind == "fldChar":
                self._field(value(part, name="fldCharType"))
            elif kind == "AlternateContent":
                yield from self._pieces(_alternative(part))
            elif kind in _PICTURES:
                self._boxes += _boxes(part)
            elif kind == "r":
                yield from self._run(part)
            elif kind == "t" and not any(self._codes):
                yield part.text or ""
            elif kind in _SIGNS and not any(self._codes):
                yield _SIGNS[kind]
            else:
                yield from self._pieces(part)

    def _run(self, run: etree._Element) -> Iterator[str]:
        properties = child(run, "rPr")
        pieces = list(self._pieces(run))
        if is_on(properties, "vanish"):
            return
        is_raised = value(properties, "vertAlign") == "superscript"
        yield from (raised(piece) for piece in pieces) if is_raised else pieces

    def _field(self, mark: str | None) -> None:
        if mark == "begin":
            self._codes.append(True)
        elif mark == "separate" and self._codes:
            self._codes[-1] = False
        elif mark == "end" and self._codes:
            self._codes.pop()

    def _table(self, table: etree._Element) -> Iterator[str]:
        rows = [row for row in _parts(table, "tr") if child(row, "trPr", "del") is None]
        cells = [list(_parts(row, "tc")) for row in rows]
        # A frame of one column is no table: what it holds reads like any other text.
        if max(map(len, cells), default=0) <= 1:
            for row in cells:
                for cell in row:
                    yield from self._lines(cell)
            return
        yield from pipe_rows([self._row(row, own) for row, own in zip(rows, cells, strict=True)])

    def _row(self, row: etree._Element, cells: list[etree._Element]) -> list[Cell]:
        before = _span(value(row, "trPr", "gridBefore"), 0)
        found = [Cell("", before)] if before else []
        for cell in cells:
            text = joined(self._cell_lines(cell))
            merge = child(cell, "tcPr", "vMerge")
            continues = merge is not None and value(merge) != "restart"
            # An old way to merge: the cells stay and only say that they belong to the one before.
            if value(cell, "tcPr", "hMerge") == "continue":
                found.append(Cell(""))
            else:
                span = _span(value(cell, "tcPr", "gridSpan"), 1)
                found.append(Cell(text, span, continues=continues))
        return found

    def _cell_lines(self, cell: etree._Element) -> Iterator[str]:
        """Yield the lines of a cell; the rows of a table inside it are set off by semicolons."""
        was_row: bool | None = None
        for line in self._lines(cell):
            is_row = line.startswith("| ") and line.endswith(" |")
            if was_row is not None and (is_row or was_row):
                yield "；"
            yield from [line[2:-2].replace(" | ", " ")] if is_row else line.split("\n")
            was_row = is_row if line else was_row


def _parts(element: etree._Element, kind: str) -> Iterator[etree._Element]:
    """Yield rows of a table or cells of a row, also those inside content controls."""
    for part in element:
        name = local(part)
        if name == kind:
            yield part
        elif name not in _LEFT_OUT and name not in ("tr", "tc", "p"):
            yield from _parts(part, kind)


def _alternative(element: etree._Element) -> etree._Element:
    """Return one of two forms of the same content, so that no text box is read twice."""
    forms = [part for part in element if local(part) in ("Choice", "Fallback")]
    return next((form for form in forms if _has_text(form)), element)


def _has_text(element: etree._Element) -> bool:
    return any(local(part) == "t" for part in element.iter())


def _boxes(picture: etree._Element) -> list[etree._Element]:
    """Return the outermost text boxes of a drawing."""
    found: list[etree._Element] = []
    for part in picture:
        kind = local(part)
        if kind == "AlternateContent":
            found += _boxes(_alternative(part))
        elif kind == "txbxContent":
            found.append(part)
        else:
            found += _boxes(part)
    return found


def _span(text: str | None, default: int) -> int:
    return min(max(number(text, default), default), _MOST_SPANNED)
