"""A number stays with its unit on one line, and no character of a page is changed for it."""

import copy

import pytest
from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st

from dashboard.board import Board
from dashboard.pages import overview, place
from dashboard.typography import Piece, keep_numbers, pieces, tell_language
from tests.dashboard.drawn import parts_of, text_of

TEXTS = st.text(
    alphabet=st.sampled_from("0123456789.,—-−%≥≤ 年月日个百分点万套人第版项约不低于shareoftheplan")
)


def kept(text: str) -> list[str]:
    return [piece.text for piece in pieces(text) if piece.kept]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年落后序时进度33.8个百分点", ["2024年", "33.8个百分点"]),
        ("比序时要求低1.86个百分点；", ["1.86个百分点"]),
        ("筹集4.6万套，惠及100万人", ["4.6万套", "100万人"]),
        ("数据第12版，共3项", ["第12版", "3项"]),
        ("城镇化率≥ 55%", ["≥ 55%"]),
        ("2026年11月23日印发", ["2026年11月23日"]),
        ("2026-11-22装载", ["2026-11-22"]),
        ("2021—2025年累计2.5亿元", ["2021—2025年", "2.5亿元"]),
        ("合计39,528,999人", ["39,528,999人"]),
        ("比上年−3.2万人", ["−3.2万人"]),
        ("is 3.45 percentage points below", ["3.45 percentage points"]),
        ("of 31 targets judged", ["31 targets"]),
    ],
)  # fmt: skip
def test_a_number_is_kept_with_its_unit(text: str, expected: list[str]) -> None:
    assert kept(text) == expected


def test_what_no_browser_parts_is_left_alone() -> None:
    assert kept("达到49.50%，不低于34%") == []
    assert pieces("") == []
    assert kept("In 2024 the rate rose") == []


@given(TEXTS)
def test_the_pieces_put_together_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text)) == text
    assert all(piece.text for piece in pieces(text))


@given(st.text())
def test_no_text_is_changed_whatever_it_holds(text: str) -> None:
    drawn = html.P([text, html.B(text), dcc.Link(text, href="/")])
    before = text_of(drawn)
    keep_numbers(drawn)
    assert text_of(drawn) == before


def test_prose_is_kept_together_and_controls_and_tables_are_not() -> None:
    drawn = html.Div(
        [
            html.P("2024年城镇化率比序时要求低3.45个百分点。"),
            html.Option("2024年城镇化率49.5个百分点", value="x"),
            html.Table(html.Tr(html.Td(html.P("2024年城镇化率比序时要求低3.45个百分点。")))),
            html.Textarea("2024年城镇化率比序时要求低3.45个百分点。"),
        ]
    )
    keep_numbers(drawn)
    spans = [part.children for part in parts_of(drawn) if isinstance(part, html.Span)]
    assert spans == ["2024年", "3.45个百分点"]


def test_a_page_says_the_same_with_its_numbers_kept(board: Board) -> None:
    for page in (
        place.layout(board, board.places["620800"], "zh"),
        overview.layout(board, {}, "en"),
    ):
        drawn = copy.deepcopy(page)
        keep_numbers(drawn)
        assert text_of(drawn) == text_of(page)
        assert any(getattr(part, "className", "") == "nb" for part in parts_of(drawn))


def test_a_second_walk_changes_nothing() -> None:
    drawn = html.P("2024年城镇化率比序时要求低3.45个百分点。")
    keep_numbers(drawn)
    once = str(drawn)
    keep_numbers(drawn)
    assert str(drawn) == once


def test_a_piece_says_whether_it_is_kept() -> None:
    assert pieces("共3项") == [Piece("共", kept=False), Piece("3项", kept=True)]


def test_the_chinese_words_of_an_english_page_say_that_they_are_chinese() -> None:
    title, source = html.Td("《平凉市规划（2021—2035年）》"), html.P("Source: 平凉市统计公报, 2024")
    quote = html.Q("2020年", lang="zh-CN")
    names = [html.Option("平凉市", value="620800"), html.B("none"), quote]
    tell_language([title, html.Div([source, *names])])
    assert (title.lang, title.children) == ("zh-CN", "《平凉市规划（2021—2035年）》")
    told = [
        (getattr(part, "lang", ""), getattr(part, "children", part)) for part in source.children
    ]
    assert told == [("", "Source: "), ("zh-CN", "平凉市统计公报"), ("", ", 2024")]
    assert names[0].lang == "zh-CN"
    assert not hasattr(names[1], "lang") and names[1].children == "none"
    assert quote.children == "2020年"


@given(st.text(alphabet=st.sampled_from("《》（）平凉市规划。， 2021abc")))
def test_marking_the_language_changes_no_character(text: str) -> None:
    part = html.Div(html.Div([text, html.B(text)]))
    before = text_of(part)
    tell_language(part)
    assert text_of(part) == before
