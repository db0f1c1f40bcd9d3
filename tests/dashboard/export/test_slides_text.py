"""How much room text takes: never less than it does, and no sentence cut."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.export.slides_base import BODY
from dashboard.export.slides_text import breadth, lines_of, sentences, shortened


@given(st.text(), st.floats(40, 900), st.sampled_from((10.0, 14.0, 28.0)))
def test_lines_hold_all_of_a_text_and_none_is_wider_than_the_room(
    text: str, width: float, size: float
) -> None:
    lines = lines_of(text, size, width)

    assert "".join(lines) == text
    assert all(breadth(line.rstrip()) * size <= width or len(line) == 1 for line in lines)


@given(st.text())
def test_sentences_joined_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text


def test_no_line_begins_with_a_comma_or_ends_with_an_opening_bracket() -> None:
    # 六个字宽：第七个字是逗号，前一个字随它移到下一行。
    assert lines_of("一二三四五六，七", 10, 62) == ["一二三四五", "六，七"]
    assert lines_of("一二三四五（六）", 10, 62) == ["一二三四五", "（六）"]


def test_what_is_shortened_ends_with_a_sentence() -> None:
    room = BODY._replace(width=100, height=30)

    # 一行九个字，两行：第一句六个字，第二句七个字，第三句放不下。
    assert (
        shortened("甲乙丙丁戊。甲乙丙丁戊己。甲乙丙丁戊己庚辛。", 10, room)
        == "甲乙丙丁戊。甲乙丙丁戊己。"
    )
    assert shortened("甲乙丙丁戊己庚辛壬癸" * 3 + "。", 10, room) == ""
