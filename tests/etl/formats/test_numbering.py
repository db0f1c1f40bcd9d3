"""The numbers that Word counts itself stand before the text, as they do on paper."""

import pytest

from etl.formats import read_manuscript
from etl.formats.numerals import FORMATS
from tests.etl.formats.made import docx_of


def level(depth: int, form: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


LISTS = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%2.%4", "<w:isLgl/>")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="8">'
    + level(0, "chineseCountingThousand", "第%1章", '<w:pStyle w:val="Chapter"/>')
    + level(1, "bullet", "\uf06c")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="Chapter"/><w:pPr><w:numPr>'
    '<w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Chapter"/>'
    "</w:style>"
)


def counted(depth: int, text: str, list_id: int = 1) -> str:
    numbers = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return f"<w:p><w:pPr>{numbers}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def styled(style: str, text: str, more: str = "") -> str:
    properties = f'<w:pStyle w:val="{style}"/>{more}'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def lines(*paragraphs: str) -> list[str]:
    data = docx_of("".join(paragraphs), numbering=LISTS, styles=STYLES)
    return read_manuscript(data, "a.docx").text.splitlines()


def test_headings_are_counted_and_a_new_one_restarts_those_below() -> None:
    found = lines(
        counted(0, "基础"), counted(1, "人口"), counted(1, "设施"), counted(0, "目标"),
        counted(1, "总体"),
    )  # fmt: skip
    assert found == ["一、基础", "（一）人口", "（二）设施", "二、目标", "（一）总体"]


def test_a_decimal_label_keeps_away_from_a_year() -> None:
    assert lines(counted(2, "2025年")) == ["1. 2025年"]


def test_a_label_of_several_levels_is_in_figures_where_it_must_be() -> None:
    assert lines(counted(0, "甲"), counted(1, "乙"), counted(3, "丙"))[-1] == "1.1.1 丙"


def test_a_style_counts_its_paragraphs_also_through_the_style_it_is_based_on() -> None:
    assert lines(styled("Chapter", "背景"), styled("Own", "目标")) == ["第一章 背景", "第二章 目标"]


def test_a_paragraph_may_take_itself_out_of_its_style_s_list() -> None:
    out = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    assert lines(styled("Chapter", "背景", out)) == ["背景"]


def test_another_list_of_the_same_definition_starts_again_only_where_it_says_so() -> None:
    found = lines(counted(0, "甲"), counted(0, "乙", 3), counted(0, "丙", 3), counted(0, "丁"))
    assert found == ["一、甲", "一、乙", "二、丙", "三、丁"]


def test_a_bullet_of_a_sign_font_is_a_plain_bullet() -> None:
    assert lines(counted(1, "要点", 2)) == ["• 要点"]


def test_the_eleventh_and_the_twentieth_heading() -> None:
    found = lines(*(counted(0, "题") for _ in range(21)))
    assert [found[index - 1] for index in (10, 11, 20, 21)] == [
        "十、题", "十一、题", "二十、题", "二十一、题",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "count", "shown"),
    [
        ("chineseCounting", 105, "一百〇五"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographDigital", 20, "二〇"),
        ("ideographTraditional", 3, "丙"),
        ("decimalEnclosedCircle", 3, "③"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 9, "IX"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 2, "B"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "１２"),
    ],
)
def test_counts_are_written_as_word_writes_them(form: str, count: int, shown: str) -> None:
    assert FORMATS[form](count) == shown
