"""The text of a document, its pages and paragraphs, and the writing rules of all formats."""

import pytest

from etl.formats import Manuscript
from etl.formats.manuscript import cleaned, joined, manuscript_of, raised


def test_the_page_of_an_offset_is_one_more_than_the_page_ends_before_it() -> None:
    paper = Manuscript("甲\f乙\n\f丙\n", "page")
    assert [paper.number_at(paper.text.index(sign)) for sign in "甲乙丙"] == [1, 2, 3]
    assert paper.number_at(1) == 1  # the page end itself still belongs to its page


def test_the_paragraph_of_an_offset_is_one_more_than_the_line_ends_before_it() -> None:
    paper = Manuscript("甲\n乙\n", "paragraph")
    assert [paper.number_at(offset) for offset in (0, 2)] == [1, 2]


def test_plain_text_has_no_numbers_and_a_sound_document_no_notices() -> None:
    assert Manuscript("甲\n乙", "").number_at(2) is None
    assert Manuscript("甲", "").notices == ()


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (["城镇化", "率"], "城镇化率"),
        (["  GDP", "growth "], "GDP growth"),
        (["2021", "2025"], "2021 2025"),
        (["58", "%"], "58%"),
        (["", "万人"], "万人"),
        (["新增\u3000 就业"], "新增 就业"),
    ],
)
def test_pieces_are_joined_with_a_space_only_between_latin_words(
    parts: list[str], line: str
) -> None:
    assert joined(parts) == line


def test_control_characters_and_signs_without_width_are_dropped_but_not_lines_and_tabs() -> None:
    assert cleaned("4\u200b4.\x007\f7\ufeff\n\t%\ud800") == "44.77\n\t%"


def test_raised_digits_are_no_digits_of_the_number_before_them() -> None:
    assert "44.77" + raised("1") == "44.77¹"


def test_a_manuscript_of_paragraphs_leaves_empty_ones_out() -> None:
    paper = manuscript_of(["甲 ", "", "\u3000乙\n\n丙"])
    assert (paper.text, paper.numbered_by) == ("甲\n乙\n丙\n", "paragraph")
