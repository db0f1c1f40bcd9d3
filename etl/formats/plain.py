"""Plain text: the characters of the file exactly as they stand, so that offsets point into it.

Never a mark, line end or space is changed here.
"""

import codecs
import re

from etl.formats.kinds import refusal
from etl.formats.manuscript import Manuscript

_DAMAGED_SHARE = 0.1
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAVE = "请另存为UTF-8编码的文本后再读"


def read_text(data: bytes, name: str) -> Manuscript:
    """Return a text as `open(encoding="utf-8", newline="")` reads it, else UTF-16, else GB18030."""
    text = decode_text(data, name)
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise refusal(name, "文件里没有文字", "请检查是否选错了文件")
    return Manuscript(text, "")


def decode_text(data: bytes, name: str, *, declared: str = "") -> str:
    """Return the text of some bytes: by mark, by the declared encoding, UTF-8, then GB18030.

    A mark of UTF-8 stays in the text. Raises DocumentUnreadable for what is no text.
    """
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\0" in data and not is_utf16:
        raise refusal(name, "含有空字符，不是文本文件", _SAVE)
    for encoding in filter(None, ("utf-16" if is_utf16 else declared, "utf-8")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return _decode_gb18030(data, name)


def _decode_gb18030(data: bytes, name: str) -> str:
    # A damaged UTF-8 text also decodes as GB18030, into rare characters that mean nothing.
    wide = sum(byte >= 0x80 for byte in data)
    lost = len(data) - len(data.decode("utf-8", "ignore").encode())
    if lost <= wide * _DAMAGED_SHARE:
        raise refusal(name, "是UTF-8文本，但有损坏的字节", _SAVE)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = "\0"
    if _NO_TEXT.search(text):
        raise refusal(name, "既不是UTF-8、UTF-16，也不是GB18030编码的文本", _SAVE)
    return text
