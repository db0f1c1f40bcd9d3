"""Text from data made fit for a file: what no XML may hold is taken out before anything is written."""

import re

# XML 1.0 第2.2条：除制表、换行外的控制符、代理区和非字符都不能写入文件。
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS = re.compile(r"[\t\r\n\u2028\u2029]+")


def clean(text: str) -> str:
    """Return text on one line without characters that no document can hold."""
    return _BREAKS.sub(" ", _ILLEGAL.sub("", text)).strip()
