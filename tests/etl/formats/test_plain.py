"""Plain text: read exactly as it stands, in the encodings that offices use."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.errors import DocumentUnreadable
from etl.formats import read_manuscript

SENTENCE = "到2025年，常住人口城镇化率达到55%。"


@pytest.mark.parametrize("name", ["规划.txt", "规划.md", "规划.TXT"])
def test_a_text_is_read_as_python_opens_it_with_its_mark_and_line_ends(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / "text"
    path.write_bytes(b"\xef\xbb\xbf" + f"标题\r\n\r\n{SENTENCE}\r".encode())
    with path.open(encoding="utf-8", newline="") as stream:
        expected = stream.read()
    paper = read_manuscript(path.read_bytes(), name)
    assert (paper.text, paper.numbered_by) == (expected, "")
    assert paper.text.startswith("\ufeff标题\r\n")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_any_utf_8_text_with_a_word_in_it_is_returned_unchanged(text: str) -> None:
    text = f"字{text}"
    assert read_manuscript(text.encode(), "a.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "gbk", "gb2312"])
def test_a_text_of_another_encoding_is_read_in_it(encoding: str) -> None:
    assert read_manuscript(SENTENCE.encode(encoding), "a.txt").text == SENTENCE


def test_rare_characters_of_place_names_are_read_from_gb18030() -> None:
    assert read_manuscript("𬇙水镇".encode("gb18030"), "a.txt").text == "𬇙水镇"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空文件"),
        (b"\xef\xbb\xbf \r\n", "没有文字"),
        (b"abc\x00def", "含有空字符"),
        (SENTENCE.encode("utf-16-le"), "含有空字符"),
        (SENTENCE.encode()[:-1], "损坏的字节"),
        (SENTENCE.encode("gb18030") + b"\xff", "既不是UTF-8、UTF-16，也不是GB18030"),
        (SENTENCE.encode("gb18030") + b"\x01", "既不是UTF-8、UTF-16，也不是GB18030"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(DocumentUnreadable, match=f"^a.txt：.*{said}.*；请.*。$"):
        read_manuscript(data, "a.txt")
