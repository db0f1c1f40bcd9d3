"""What the shipped fonts can print, what becomes of the rest, and where a line may break."""

import csv
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from dashboard.breadth import breadth
from dashboard.export.legible import (
    FONTS,
    MISSING,
    letters,
    longest_word,
    missing_fonts,
    pieces,
)

ROOT = Path(__file__).resolve().parents[3]
HELD = letters()
FACES = (
    "FandolFang-Regular",
    "FandolHei-Regular",
    "FandolKai-Regular",
    "FandolSong-Bold",
    "NotoSerifCJKsc-Regular",
)


def held_by(name: str) -> set[str]:
    return {chr(code) for code in TTFont(FONTS / f"{name}.otf").getBestCmap()}


def test_the_list_of_held_characters_is_that_of_the_font_files() -> None:
    chinese = held_by("FandolFang-Regular") | held_by("NotoSerifCJKsc-Regular")
    western = {chr(code) for code in range(0x20, 0x180)}
    assert chinese | western >= HELD.held >= chinese
    assert len(chinese) > 10_000


def test_every_character_of_our_own_names_prints() -> None:
    for name in ("places.csv", "place_aliases.csv", "departments.csv"):
        with (ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
            text = "".join(cell for row in csv.reader(file) for cell in row)
        assert HELD.legible(text) == text


def test_rare_characters_of_place_names_print() -> None:
    assert HELD.legible("鄠邑䶮猇亭埇桥硚口𬭚㑇") == "鄠邑䶮猇亭埇桥硚口𬭚㑇"


def test_signs_of_official_text_print() -> None:
    text = "“”‘’…—·《》〈〉【】（）％①⑳⑴Ⅻ×÷−±‰≥≤≈㎡℃→●◆▲▼◇○■▽〓　"
    assert HELD.legible(text) == text


@pytest.mark.parametrize(
    ("given_", "shown"),
    [
        ("甲\U0001f600乙", "甲〓乙"),
        ("私用\ue000", "私用〓"),
        ("一\u200b二\u202e三\ufeff四\xad五", "一二三四五"),
        ("葛\U000e0100城", "葛城"),
        ("\u2f00\u2f08", "一人"),
        ("\uf9b5", "例"),
        ("㋿", "令和"),
    ],
)  # fmt: skip
def test_what_no_font_holds_is_put_plainly_left_out_or_marked(given_: str, shown: str) -> None:
    assert HELD.legible(given_) == shown


@given(st.text())
def test_legible_text_is_held_whole_and_stays_as_it_is(text: str) -> None:
    once = HELD.legible(text)
    assert HELD.held | {MISSING} >= set(once)
    assert HELD.legible(once) == once


@given(st.text(), st.floats(0.1, 60))
def test_pieces_make_up_the_text_again_and_no_word_in_them_is_too_wide(
    text: str, room: float
) -> None:
    parts = pieces(text, room)
    assert "".join(parts) == text
    assert all(longest_word(part) <= max(room, 2.0) for part in parts)


def test_an_address_is_cut_where_the_column_ends_and_chinese_is_left_alone() -> None:
    assert pieces("见abcdefgh", 2.0) == ["见abcd", "efgh"]
    assert pieces("常住人口城镇化率", 2.0) == ["常住人口城镇化率"]


def test_a_chinese_character_is_an_em_and_a_digit_half() -> None:
    assert breadth("城镇46.79%") == pytest.approx(2 + 5 * 0.5 + 0.72)


def test_a_closing_mark_holds_on_to_the_character_before_it() -> None:
    assert longest_word("人口") == 1.0
    assert longest_word("人口。") == 2.0
    assert longest_word("2035年") == 2.0


def test_each_font_file_has_its_licence_beside_it_and_says_that_it_was_changed() -> None:
    about = (FONTS / "README.md").read_text("utf-8")
    for name in FACES:
        path = FONTS / f"{name}.otf"
        assert path.stat().st_size < 5_000_000 and name in about
        assert "subset" in TTFont(path)["name"].getDebugName(5)
    assert "GNU GENERAL PUBLIC LICENSE" in (FONTS / "Fandol-COPYING.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in (FONTS / "Noto-OFL.txt").read_text("utf-8")


def test_no_shipped_font_is_missing_and_one_that_is_gets_named(tmp_path: Path) -> None:
    assert missing_fonts() == []
    for path in FONTS.glob("Fandol*.otf"):
        (tmp_path / path.name).touch()
    assert missing_fonts(tmp_path) == ["NotoSerifCJKsc-Regular.otf", "coverage.txt"]


@pytest.mark.parametrize("text", ["二〇三五年远景目标", "5000€", "人人々"])
def test_the_zero_of_years_and_its_like_print_as_they_are(text: str) -> None:
    assert letters().legible(text) == text
