"""What a file is, told from its first bytes, and the sentence for each kind that is not read.

Bytes decide, never the name alone: a .docx may be an old .doc under a new name.
"""

import io
import zipfile

from etl.errors import DocumentUnreadable

LARGEST_FILE = 50_000_000
_MAGIC = (
    (b"%PDF-", "pdf"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"), (b"Rar!", "archive"), (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"), (b"II*\x00", "image"), (b"MM\x00*", "image"), (b"{\\rtf", "rtf"),
)  # fmt: skip
_ENCRYPTED, _OLD_WORD = "EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
_OLD_EXCEL = "Workbook".encode("utf-16-le")
_KINDS = {
    "pdf": "PDF", "zip": "压缩包", "archive": "压缩包", "image": "图片", "rtf": "RTF文档",
    "ole": "旧版Office文档", "doc": "旧版Word文档（.doc）", "xls": "旧版Excel表格（.xls）",
    "docx": "Word文档（.docx）", "xlsx": "Excel表格（.xlsx）", "pptx": "演示文稿（.pptx）",
    "ofd": "OFD版式文件", "odt": "OpenDocument文档（.odt）", "html": "网页（.html）",
    "xml": "XML文件",
}  # fmt: skip
_SAVE_AS_WORD = "请用Word或WPS打开，另存为.docx后再读"
_RECOGNISE = "请先用文字识别（OCR）软件转成可选文字的PDF或.docx，再核对数字"
_IMPORT = "表格数据请用urban import导入；规划正文请另存为.docx后再读"
_UNPACK = "请先解压，再读里面的文件"
_TO_DO = {
    "ole": _SAVE_AS_WORD, "doc": _SAVE_AS_WORD, "rtf": _SAVE_AS_WORD, "odt": _SAVE_AS_WORD,
    "ofd": "请用OFD阅读器转成带文字层的PDF或.docx后再读", "xls": _IMPORT, "xlsx": _IMPORT,
    "image": _RECOGNISE, "zip": _UNPACK, "archive": _UNPACK, "xml": _SAVE_AS_WORD,
    "pptx": "请另存为PDF后再读",
}  # fmt: skip
_REFUSED = {
    ".doc": "是旧版Word文档，不能直接读",
    ".dot": "是旧版Word模板，不能直接读",
    ".wps": "是WPS文字文档，不能直接读",
    ".rtf": "是RTF文档，不能直接读",
    ".odt": "是OpenDocument文档，不能直接读",
    ".docm": "是带宏的Word文档，不能直接读",
    ".ofd": "是OFD版式文件，不能直接读",
    ".xls": "是表格，不是文档",
    ".xlsx": "是表格，不是文档",
    ".et": "是表格，不是文档",
    ".csv": "是表格，不是文档",
    ".ppt": "是演示文稿，不能直接读",
    ".pptx": "是演示文稿，不能直接读",
    ".mht": "是单个文件的网页，不能直接读",
    ".mhtml": "是单个文件的网页，不能直接读",
} | dict.fromkeys(
    (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp"), "是图片，没有文字"
)
_REFUSED |= dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar"), "是压缩包，不能直接读")
_SUFFIX_TO_DO = {
    ".ofd": _TO_DO["ofd"], ".ppt": _TO_DO["pptx"], ".pptx": _TO_DO["pptx"],
    ".mht": "请用浏览器另存为.html后再读", ".mhtml": "请用浏览器另存为.html后再读",
}  # fmt: skip


def refusal(name: str, found: str, to_do: str) -> DocumentUnreadable:
    """Return the one sentence that refuses a file: its name, what is wrong, what to do."""
    return DocumentUnreadable(f"{name}：{found}；{to_do}。")


def damaged(name: str) -> DocumentUnreadable:
    """Return the refusal of a file that cannot be opened as what it is."""
    return refusal(
        name, "文件已损坏或不完整，打不开", "请重新下载，或用原来的软件打开后另存一份再读"
    )


def suffix_of(name: str) -> str:
    """Return the suffix of a file name in small letters with its dot, "" where there is none."""
    stem, dot, last = name.rpartition(".")
    return f".{last.lower()}" if dot and stem else ""


def refuse_suffix(name: str, known: tuple[str, ...]) -> DocumentUnreadable:
    """Return the refusal of a file whose suffix is not read."""
    suffix, listed = suffix_of(name), "、".join(known)
    if not suffix:
        return refusal(name, "文件名没有后缀，不知道是什么格式", f"请补上后缀；能读的有{listed}")
    if suffix in _REFUSED:
        found = _REFUSED[suffix]
        by_kind = {"表格": _IMPORT, "图片": _RECOGNISE, "压缩包": _UNPACK}
        default = next((to_do for word, to_do in by_kind.items() if word in found), _SAVE_AS_WORD)
        return refusal(name, found, _SUFFIX_TO_DO.get(suffix, default))
    return refusal(name, f"不认识“{suffix}”文件", f"能读的有{listed}，请另存为其中一种")


def kind_of(data: bytes) -> str:
    """Return what the first bytes say the file is, "" where they say nothing (plain text)."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return _office_kind(data, kind)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start:
        return "html"
    return "xml" if start.startswith(b"<?xml") else ""


def _office_kind(data: bytes, kind: str) -> str:
    if kind == "ole":
        marks = {"encrypted": _ENCRYPTED, "doc": _OLD_WORD, "xls": _OLD_EXCEL}
        return next((found for found, mark in marks.items() if mark in data), "ole")
    if kind != "zip":
        return kind
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except Exception:  # noqa: BLE001 a broken directory raises anything; read_docx says so
        return "zip"
    return _packed_kind(names)


def _packed_kind(names: list[str]) -> str:
    for part, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"), ("OFD.xml", "ofd")):
        if any(name.startswith(part) for name in names):
            return kind
    return "odt" if "content.xml" in names and "mimetype" in names else "zip"


def refuse_content(name: str, kind: str) -> DocumentUnreadable:
    """Return the refusal of a file that is something else than its suffix says."""
    if kind == "encrypted":
        return refusal(name, "文档已加密", "请用Word或WPS输入密码打开，取消密码后另存为.docx再读")
    suffix, known = suffix_of(name), _KINDS.get(kind, "")
    if not known:
        return refusal(name, f"内容不是{suffix}格式", "请用原来的软件打开后重新另存")
    right = f"请把后缀改为.{kind}后再读" if kind in ("pdf", "docx", "html") else _TO_DO[kind]
    return refusal(name, f"后缀是{suffix}，内容却是{known}", right)
