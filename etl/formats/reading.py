"""Reads a document of any format by its suffix, after its bytes agree with it.

The only way into this room. Never a traceback for whatever bytes: text, or one sentence.
"""

from etl.errors import DocumentUnreadable
from etl.formats.kinds import (
    LARGEST_FILE,
    kind_of,
    refusal,
    refuse_content,
    refuse_suffix,
    suffix_of,
)
from etl.formats.manuscript import Manuscript
from etl.formats.pdf import read_pdf
from etl.formats.plain import read_text
from etl.formats.web import read_html
from etl.formats.word import read_docx

SUFFIXES = (".txt", ".md", ".docx", ".pdf", ".html", ".htm")
# What the bytes of each format may look like; "" is text that says nothing of itself.
_FITTING = {
    ".txt": ("", "html", "xml"), ".md": ("", "html", "xml"), ".docx": ("docx",), ".pdf": ("pdf",),
    ".html": ("html", "xml", ""), ".htm": ("html", "xml", ""),
}  # fmt: skip


def read_manuscript(data: bytes, name: str) -> Manuscript:
    """Return the text of a document; `name` is its file name, whose suffix says the format.

    Raises DocumentUnreadable with one Chinese sentence: the file, what is wrong, what to do.
    """
    suffix = suffix_of(name)
    if suffix not in SUFFIXES:
        raise refuse_suffix(name, SUFFIXES)
    refuse_size(len(data), name)
    if not data:
        raise refusal(name, "是空文件", "请检查是否选错了文件，或重新下载")
    kind = kind_of(data)
    if kind not in _FITTING[suffix]:
        raise _mismatch(name, suffix, kind)
    if suffix in (".txt", ".md"):
        return read_text(data, name)
    if suffix == ".docx":
        return read_docx(data, name)
    return read_pdf(data, name) if suffix == ".pdf" else read_html(data, name)


def refuse_size(size: int, name: str) -> None:
    """Raise DocumentUnreadable where a file of so many bytes is too large to be read."""
    if size > LARGEST_FILE:
        found = f"文件有{size / 1e6:.0f}MB，超过{LARGEST_FILE // 1_000_000}MB的上限"
        raise refusal(name, found, "请删去图片或拆成几个文件后再读")


def _mismatch(name: str, suffix: str, kind: str) -> DocumentUnreadable:
    # A zip that names no part of a Word document, or a PDF without its mark, is a broken one.
    is_broken = (suffix == ".docx" and kind == "zip") or (suffix == ".pdf" and not kind)
    if is_broken:
        found = "不是完整的Word文档" if suffix == ".docx" else "不是PDF，或开头已损坏"
        return refusal(name, found, "请重新下载，或用原来的软件打开后另存一份再读")
    return refuse_content(name, kind)
