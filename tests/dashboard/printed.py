"""Printouts made for a test and read back with pdfplumber, pdfium and pdfminer."""

import io
import re
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pdfplumber
import pypdfium2
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from dashboard.export.printout import printout_of
from dashboard.report.records import Block, Heading, Section
from tests.dashboard.sample_report import sample

MM = 72 / 25.4


def made(*blocks: Block) -> bytes:
    """A printout of one section under one heading."""
    section = Section("conclusion", (Heading(1, "一、总体结论"), *blocks))
    return printout_of(replace(sample(), sections=(section,)))


# Most tests of a module read the same printout.
@lru_cache(maxsize=4)
def pages(blob: bytes) -> list[Any]:
    with pdfplumber.open(io.BytesIO(blob)) as pdf:
        return [(page, page.chars) for page in pdf.pages]


def is_turned(char: dict[str, Any]) -> bool:
    return abs(char["matrix"][1]) > 0.1


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@lru_cache(maxsize=4)
def text_of(blob: bytes) -> str:
    document = pypdfium2.PdfDocument(blob)
    return squeezed("".join(page.get_textpage().get_text_range() for page in document))


def lines_of(chars: list[dict[str, Any]], size: float) -> list[str]:
    """The lines of one size of type on a page, as they are read."""
    rows: dict[int, list[dict[str, Any]]] = {}
    for char in sorted((one for one in chars if abs(one["size"] - size) < 0.05),
                       key=lambda one: one["bottom"]):  # fmt: skip
        home = next((row for row in rows if abs(row - char["bottom"]) < size / 2), None)
        rows.setdefault(round(char["bottom"]) if home is None else home, []).append(char)
    return ["".join(one["text"] for one in sorted(row, key=lambda one: one["x0"]))
            for row in rows.values()]  # fmt: skip


def empty_boxes(blob: bytes) -> int:
    """How many glyphs are the empty box that a font shows for a character it lacks."""

    class Boxes(PDFTextDevice):
        found = 0

        def render_char(self, *given: Any, **named: Any) -> float:
            _, font, size, scaling, _, cid = given[:6]
            self.found += cid == 0
            return float(font.char_width(cid) * size * scaling)

    manager = PDFResourceManager()
    device = Boxes(manager)
    interpreter = PDFPageInterpreter(manager, device)
    for page in PDFPage.get_pages(io.BytesIO(blob)):
        interpreter.process_page(page)
    return device.found
