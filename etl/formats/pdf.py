"""PDF documents: their text layer as paragraphs and pipe rows, page by page.

Read with pdfplumber, whose table finder is the best kept one; it takes a few seconds for a long
plan. No picture is looked at: a page without text is refused or named, never passed over.
"""

import io
import logging
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdftypes import resolve1
from pdfplumber.page import Page

from etl.errors import DocumentUnreadable
from etl.formats.furniture import body_size, without_furniture
from etl.formats.glyphs import Glyph, Line, in_reading_order, plain_glyph, settled
from etl.formats.kinds import damaged, refusal
from etl.formats.manuscript import Manuscript
from etl.formats.margins import Rows, Sheet
from etl.formats.paragraphs import in_order, text_of
from etl.formats.ruled import RuledTable, continued, ruled_tables, within

_MOST_PAGES = 2000
_LARGEST_STREAM, _LARGEST_DRAWING = 100_000_000, 4_000_000
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_CHUNK, _DICTIONARY = 1 << 14, 600
_FEWEST_GLYPHS, _PICTURE_SHARE, _GARBLED_SHARE = 20, 0.5, 0.05
_GARBLED = re.compile("\\(cid:\\d+\\)|[\ufffd\ue000-\uf8ff]")
_TAIL = 2048
# A watermark has fewer letters that do not stand upright.
_MOST_TURNED = 60
_RECOGNISE = "请先用文字识别（OCR）软件转成可选文字的PDF或.docx，再核对数字"
_FAULTS = {
    "picture": f"是扫描件或图片，没有文字层，没有读出；{_RECOGNISE}",
    "drawing": "是图纸，没有读出；如果上面有指标，请另存为文字后再读",
    "damaged": "已损坏，没有读出；请核对原件",
    "turned": "有旋转的文字，没有读出；请把该页转正后另存再读",
}


@dataclass(frozen=True, slots=True)
class _Leaf:
    """What was found on a page. `fault` says why nothing could be read, "" when all is well."""

    lines: list[Line]
    tables: list[RuledTable]
    width: float
    height: float
    fault: str = ""
    glyphs: int = 0
    garbled: int = 0


def read_pdf(data: bytes, name: str) -> Manuscript:
    """Return the text layer of a PDF, numbered by page; raises DocumentUnreadable.

    Pages that could not be read although others could are named in the notices.
    """
    is_broken = _has_broken_stream(data, name)
    try:
        with _quiet():
            leaves, claimed = _leaves(data, name)
    except DocumentUnreadable:
        raise
    except Exception as error:  # noqa: BLE001 pdfminer raises anything at all on a damaged file
        raise _refused(error, name) from None
    _refuse_textless(leaves, name)
    is_broken |= claimed != len(leaves) or b"%%EOF" not in data[-_TAIL:]
    notices = tuple(_notices(name, leaves, is_broken=is_broken))
    return Manuscript(settled(_text(leaves)), "page", notices)


def _text(leaves: Sequence[_Leaf]) -> str:
    lines = without_furniture([(leaf.lines, leaf.height) for leaf in leaves])
    pages = [
        list(in_order(own, [table.rows for table in leaf.tables]))
        for own, leaf in zip(lines, leaves, strict=True)
    ]
    for before, page in pairwise(pages):
        if before and page and isinstance(before[-1], Rows) and isinstance(page[0], Rows):
            before[-1], page[0] = continued(before[-1], page[0])
    sheets = [Sheet(tuple(page), leaf.width) for page, leaf in zip(pages, leaves, strict=True)]
    return text_of(sheets, body_size(lines))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what pdfminer says about odd fonts from the person's screen while a file is read."""
    logger, handler = logging.getLogger("pdfminer"), logging.NullHandler()
    propagates, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates


def _has_broken_stream(data: bytes, name: str) -> bool:
    """Whether a compressed stream, pictures apart, is damaged or cut off.

    Raises DocumentUnreadable where one unpacks beyond reason.
    """
    view, is_broken = memoryview(data), False
    is_scrambled = b"/Encrypt" in data
    for match in _STREAM.finditer(data):
        start = match.end()
        head = data[max(0, start - _DICTIONARY) : start].rpartition(b"obj")[2]
        if data[start : start + 1] != b"\x78" or b"/Image" in head or is_scrambled:
            continue
        size = _unpacked_size(view[start:])
        is_broken |= size is None
        if size is not None and size > _LARGEST_STREAM:
            found = f"有一处内容解压后超过{_LARGEST_STREAM // 1_000_000}MB，可能是压缩炸弹"
            raise refusal(name, found, "请用PDF阅读器打开核实后另存一份再读")
    return is_broken


def _unpacked_size(view: memoryview) -> int | None:
    """Return how much a stream unpacks to, counted a little beyond the limit; None for damage."""
    unpacker, size, start = zlib.decompressobj(), 0, 0
    while not unpacker.eof and size <= _LARGEST_STREAM:
        if start >= len(view):
            return None
        try:
            size += len(unpacker.decompress(view[start : start + _CHUNK]))
        except zlib.error:
            return None
        start += _CHUNK
    return size


def _refused(error: Exception, name: str) -> DocumentUnreadable:
    causes = (error, *error.args)
    if any(isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError) for cause in causes):
        return refusal(name, "PDF已加密", "请用PDF阅读器输入密码打开，另存为不加密的PDF后再读")
    return damaged(name)


def _leaves(data: bytes, name: str) -> tuple[list[_Leaf], int]:
    """Return the pages, and how many the document says it has."""
    with pdfplumber.open(io.BytesIO(data), pages=list(range(1, _MOST_PAGES + 2))) as document:
        if len(document.pages) > _MOST_PAGES:
            found = f"PDF超过{_MOST_PAGES}页"
            raise refusal(name, found, "请拆成几个文件后再读")
        if not document.pages:
            raise damaged(name)
        tree = resolve1(document.doc.catalog.get("Pages"))
        claimed = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
        return [_leaf(page) for page in document.pages], claimed or len(document.pages)


def _leaf(page: Page) -> _Leaf:
    try:
        if sum(len(stream.get_data()) for stream in page.page_obj.contents) > _LARGEST_DRAWING:
            return _Leaf([], [], 1.0, 1.0, "drawing")
        return _read_page(page)
    except Exception:  # noqa: BLE001 one damaged page must not hide the others; it is named
        return _Leaf([], [], 1.0, 1.0, "damaged")
    finally:
        page.close()


def _read_page(page: Page) -> _Leaf:
    glyphs = list(_glyphs(page))
    garbled = sum(_GARBLED.search(glyph.text) is not None for glyph in glyphs)
    shown = [glyph for glyph in glyphs if not _GARBLED.search(glyph.text)]
    inked = sum(not glyph.text.isspace() for glyph in shown)
    tables = ruled_tables(page, shown)
    running = [glyph for glyph in shown if not any(within(glyph, table.box) for table in tables)]
    fault = "picture" if inked < _FEWEST_GLYPHS and _has_picture(page) else ""
    if sum(not char["upright"] for char in page.chars) > _MOST_TURNED:
        fault = fault or "turned"
    lines = in_reading_order(running)
    return _Leaf(lines, tables, float(page.width), float(page.height), fault, inked, garbled)


def _glyphs(page: Page) -> Iterator[Glyph]:
    """Yield the upright characters of a page; fake bold, drawn twice, counts once."""
    seen: set[tuple[str, int, int]] = set()
    for char in page.chars:
        text = plain_glyph(char["text"])
        place = (text, round(char["x0"] / 1.5), round(char["top"] / 1.5))
        if not text or not char["upright"] or place in seen:
            continue
        seen.add(place)
        yield Glyph(
            text, char["x0"], char["x1"], char["top"], char["bottom"], -char["matrix"][5],
            char["size"],
        )  # fmt: skip


def _has_picture(page: Page) -> bool:
    """Whether pictures or outlines cover much of a page."""
    area = sum(
        max(0.0, image["x1"] - image["x0"]) * max(0.0, image["bottom"] - image["top"])
        for image in page.images
    )
    return area > _PICTURE_SHARE * float(page.width) * float(page.height) or len(page.curves) > 200


def _refuse_textless(leaves: Sequence[_Leaf], name: str) -> None:
    glyphs, garbled = (
        sum(getattr(leaf, part) for leaf in leaves) for part in ("glyphs", "garbled")
    )
    if garbled > _GARBLED_SHARE * (glyphs + garbled):
        raise refusal(name, "PDF的字体没有文字编码，读出来是乱码", _RECOGNISE)
    if all(leaf.fault == "damaged" for leaf in leaves):
        raise damaged(name)
    readable = any(leaf.glyphs and leaf.fault != "picture" for leaf in leaves)
    if readable:
        return
    if any(leaf.fault == "picture" for leaf in leaves):
        raise refusal(name, "是扫描件，没有文字层", _RECOGNISE)
    raise refusal(name, "PDF里没有文字", _RECOGNISE)


def _notices(name: str, leaves: Sequence[_Leaf], *, is_broken: bool) -> Iterator[str]:
    for fault, sentence in _FAULTS.items():
        pages = "、".join(str(page) for page, leaf in enumerate(leaves, 1) if leaf.fault == fault)
        if pages:
            yield f"{name}：第{pages}页{sentence}。"
    garbled = "、".join(str(page) for page, leaf in enumerate(leaves, 1) if leaf.garbled)
    if garbled:
        yield f"{name}：第{garbled}页有个别字没有文字编码，已略去；请对照原件核对。"
    if is_broken:
        yield f"{name}：文件不完整或有损坏，可能缺页缺字；请重新下载后核对。"
