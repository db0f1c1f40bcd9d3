"""What is not read is refused in one Chinese sentence: the file, what is wrong, what to do."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.errors import DocumentUnreadable
from etl.formats import SUFFIXES, read_manuscript
from tests.etl.formats.made import PLAN, as_docx, as_html, as_pdf, with_part

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
WORD, EXCEL, LOCKED = (
    name.encode("utf-16-le") for name in ("WordDocument", "Workbook", "EncryptedPackage")
)
DOCX, PDF, HTML = as_docx(PLAN[:4]), as_pdf(PLAN[:4]), as_html(PLAN[:4])


def zipped(*names: str, content: bytes = b"") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return stream.getvalue()


def refused(data: bytes, name: str) -> str:
    with pytest.raises(DocumentUnreadable) as caught:
        read_manuscript(data, name)
    said = str(caught.value)
    assert said.startswith(f"{name}：") and said.endswith("。") and said.count("。") == 1
    assert "\n" not in said and "；" in said
    return said


@pytest.mark.parametrize(
    ("name", "found", "to_do"),
    [
        ("a.doc", "旧版Word", "另存为.docx"), ("a.wps", "WPS", "另存为.docx"),
        ("a.rtf", "RTF", "另存为.docx"), ("a.docm", "带宏", "另存为.docx"),
        ("a.ofd", "OFD", "PDF"), ("a.xls", "表格", "urban import"),
        ("a.XLSX", "表格", "urban import"), ("a.jpg", "图片", "OCR"), ("a.png", "图片", "OCR"),
        ("a.zip", "压缩包", "解压"), ("a.rar", "压缩包", "解压"), ("a.pptx", "演示文稿", "PDF"),
        ("a.mht", "网页", ".html"), ("a.xyz", "不认识“.xyz”", ".txt、.md、.docx、.pdf"),
        ("规划", "没有后缀", ".docx"), (".txt", "没有后缀", ".docx"), ("a.", "不认识", ".docx"),
    ],
)  # fmt: skip
def test_a_suffix_that_is_not_read_is_refused(name: str, found: str, to_do: str) -> None:
    said = refused(b"abc", name)
    assert found in said and to_do in said


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.docx", OLE + WORD, "旧版Word文档"),
        ("a.docx", OLE + LOCKED, "已加密"),
        ("a.docx", OLE + EXCEL, "旧版Excel"),
        ("a.docx", OLE, "旧版Office"),
        ("a.docx", zipped("xl/workbook.xml"), "Excel表格（.xlsx）"),
        ("a.docx", zipped("OFD.xml"), "OFD"),
        ("a.docx", zipped("photo.txt"), "不是完整的Word文档"),
        ("a.docx", b"{\\rtf1 ", "RTF"),
        ("a.docx", HTML, "网页"),
        ("a.docx", b"plain text", "不是.docx格式"),
        ("a.docx", PDF, "把后缀改为.pdf"),
        ("a.pdf", HTML, "把后缀改为.html"),
        ("a.pdf", DOCX, "把后缀改为.docx"),
        ("a.pdf", b"\x89PNG\r\n", "图片"),
        ("a.pdf", b"plain text", "不是PDF"),
        ("a.html", PDF, "把后缀改为.pdf"),
        ("a.txt", DOCX, "把后缀改为.docx"),
        ("a.txt", PDF, "把后缀改为.pdf"),
        ("a.txt", OLE + WORD, "旧版Word文档"),
        ("a.md", b"Rar!\x1a\x07", "压缩包"),
    ],
)
def test_content_that_does_not_fit_its_suffix_is_refused(
    name: str, data: bytes, found: str
) -> None:
    assert found in refused(data, name)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_file_is_refused(suffix: str) -> None:
    assert "空文件" in refused(b"", f"a{suffix}")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_over_fifty_megabytes_is_refused(suffix: str) -> None:
    assert "50MB的上限" in refused(bytes(50_000_001), f"a{suffix}")


@pytest.mark.parametrize(
    "data", [DOCX[:2000], DOCX[:-30], with_part(DOCX, "word/document.xml", b"<w:document")]
)
def test_a_damaged_document_is_refused(data: bytes) -> None:
    assert "请重新下载" in refused(data, "a.docx")


def test_a_zip_bomb_is_refused_from_its_directory() -> None:
    dense = with_part(DOCX, "word/media/a.bin", bytes(20_000_000))
    assert len(dense) < 200_000 and "压缩炸弹" in refused(dense, "a.docx")


def test_a_document_that_unpacks_to_over_a_hundred_megabytes_is_refused() -> None:
    stream = io.BytesIO(DOCX)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        for index in range(11):
            archive.writestr(f"word/media/{index}.bin", bytes(10_000_000))
    assert "解压后达11" in refused(stream.getvalue(), "a.docx")


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_a_sentence(suffix: str, data: bytes) -> None:
    _read_or_refused(data, f"a{suffix}")


@pytest.mark.parametrize(("name", "good"), [("a.docx", DOCX), ("a.pdf", PDF), ("a.html", HTML)])
@given(draw=st.data())
def test_a_document_with_damage_anywhere_is_read_or_refused_in_a_sentence(
    name: str, good: bytes, draw: st.DataObject
) -> None:
    data = bytearray(good)
    for _ in range(draw.draw(st.integers(1, 4))):
        start = draw.draw(st.integers(0, len(data)))
        stop = min(len(data), start + draw.draw(st.integers(0, 40)))
        data[start:stop] = draw.draw(st.binary(max_size=8))
    _read_or_refused(bytes(data), name)


def _read_or_refused(data: bytes, name: str) -> None:
    try:
        paper = read_manuscript(data, name)
    except DocumentUnreadable as error:
        said = str(error)
    else:
        said = f"{name}：有文字。" if paper.text else ""
        if not name.endswith((".txt", ".md")):
            allowed = "\n\t\f" if name.endswith(".pdf") else "\n\t"
            assert not [sign for sign in paper.text if sign < " " and sign not in allowed]
    assert said.startswith(f"{name}：") and said.endswith("。")
