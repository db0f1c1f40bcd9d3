"""The report as a Word file: official layout, native charts, nothing that asks to be repaired."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from dashboard.export.document import document_of
from dashboard.report.records import (
    Heading,
    Note,
    Paragraph,
    Report,
    Section,
)  # fmt: skip
from tests.dashboard.export.word_cases import (
    W,
    document_with,
    parts_of,
    table_with,
    texts_of,
    value_of,
)
from tests.dashboard.sample_report import HOSTILE, rate_chart, sample
from tests.office import convert, needs_office, needs_poppler, pdf_fonts, pdf_text


@pytest.fixture(scope="module")
def file() -> bytes:
    """The sample report as a file."""
    return document_of(sample())


@pytest.fixture
def document(file: bytes) -> Docx:
    """The same, opened by python-docx."""
    return Document(BytesIO(file))


# Pages


def test_the_page_is_a4_with_the_margins_of_the_standard(document: Docx) -> None:
    section = document.sections[0]
    lengths = {
        "page_width": 210, "page_height": 297, "top_margin": 37, "left_margin": 28,
        "right_margin": 26, "bottom_margin": 35,
    }  # fmt: skip
    for name, length in lengths.items():
        assert getattr(section, name) == pytest.approx(Mm(length), abs=Mm(0.02)), name


def test_the_grid_has_lines_of_29_points_and_no_character_pitch(document: Docx) -> None:
    for section in document.sections:
        grid = section._sectPr.find(f"{W}docGrid")
        assert dict(grid.attrib) == {f"{W}type": "lines", f"{W}linePitch": "580"}


def test_a_wide_table_stands_on_turned_pages_and_what_follows_on_upright_ones(
    document: Docx,
) -> None:
    turned = [section.orientation is WD_ORIENT.LANDSCAPE for section in document.sections]
    assert turned == [False, True, False]
    landscape = document.sections[1]
    assert (landscape.page_width, landscape.page_height) == (
        pytest.approx(Mm(297), abs=Mm(0.02)), pytest.approx(Mm(210), abs=Mm(0.02)),
    )  # fmt: skip
    # 页面转过来，订口28 mm在上，上白边37 mm在右。
    assert landscape.top_margin == pytest.approx(Mm(28), abs=Mm(0.02))
    assert landscape.right_margin == pytest.approx(Mm(37), abs=Mm(0.02))


def test_the_heading_over_a_wide_table_turns_with_it() -> None:
    document = document_with(Paragraph("正文。"), Heading(1, "附表"), table_with(wide=True))
    order = [one.text for one in document.paragraphs]
    end = next(at for at, one in enumerate(document.paragraphs) if one._p.pPr.sectPr is not None)
    assert order[end] == "正文。"
    assert order[end + 1] == "附表"


def test_a_wide_table_at_the_end_leaves_its_section_open_for_the_stamp() -> None:
    document = document_with(
        Paragraph("正文。"), table_with(wide=True, notes=("注：一。",)), Note("来源：二。")
    )
    assert [one.orientation for one in document.sections][-1] is WD_ORIENT.LANDSCAPE
    assert [one.text for one in document.paragraphs][-3:-1] == ["注：一。", "来源：二。"]


def test_page_numbers_stand_outside_and_run_on(document: Docx) -> None:
    assert document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
        assert odd.text == even.text == "— 1 —"
        assert (value_of(odd._p, "pPr/jc"), value_of(even._p, "pPr/jc")) == ("right", "left")
        marks = [one.get(f"{W}fldCharType") for one in odd._p.iter(f"{W}fldChar")]
        assert marks == ["begin", "separate", "end"]
        assert [one.text for one in odd._p.iter(f"{W}instrText")] == [" PAGE "]
        assert section._sectPr.find(f"{W}pgNumType") is None


# Letters


@pytest.mark.parametrize(
    ("name", "chinese", "points"),
    [
        ("Body Text", "仿宋_GB2312", 16), ("Title", "方正小标宋简体", 22), ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16), ("Heading 3", "仿宋_GB2312", 16), ("footer", "宋体", 14),
        ("表注", "宋体", 9), ("表格文字10.5磅", "宋体", 10.5),
    ],
)  # fmt: skip
def test_styles_name_chinese_and_latin_fonts_apart(
    document: Docx, name: str, chinese: str, points: float
) -> None:
    style = document.styles[name]
    fonts = style.element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == chinese
    assert fonts.get(qn("w:ascii")) == fonts.get(qn("w:hAnsi")) == "Times New Roman"
    assert style.font.size == Pt(points)
    assert style.font.bold is False


def test_body_text_is_justified_indented_by_two_characters_at_an_exact_pitch(
    document: Docx,
) -> None:
    look = document.styles["Body Text"].element.pPr
    assert value_of(look, "ind", "firstLineChars") == "200"
    assert (value_of(look, "spacing", "line"), value_of(look, "spacing", "lineRule")) == (
        "580", "exact",
    )  # fmt: skip
    assert value_of(look, "jc") == "both"


def test_headings_are_those_of_word_in_order_and_take_no_colour(document: Docx) -> None:
    headings = [
        (one.style.name, one.text) for one in document.paragraphs
        if one.style and one.style.name.startswith("Heading")
    ]  # fmt: skip
    assert headings == [
        ("Heading 1", "一、总体结论"), ("Heading 1", "二、主要指标进展"),
        ("Heading 2", "（一）预期性指标"), ("Heading 3", "1. 常住人口城镇化率"),
        ("Heading 1", "三、存在问题及原因"), ("Heading 1", "附表"), ("Heading 1", "四、口径说明"),
    ]  # fmt: skip
    for level in (1, 2, 3):
        style = document.styles[f"Heading {level}"].element
        assert value_of(style, "pPr/outlineLvl") == str(level - 1)
        assert value_of(style, "rPr/color") == "auto"


def test_the_language_is_chinese_and_missing_fonts_have_substitutes(file: bytes) -> None:
    parts = parts_of(file)
    styles = etree.fromstring(parts["word/styles.xml"])
    assert value_of(styles, "docDefaults/rPrDefault/rPr/lang", "eastAsia") == "zh-CN"
    fonts = etree.fromstring(parts["word/fontTable.xml"])
    instead = {one.get(f"{W}name"): value_of(one, "altName") for one in fonts}
    assert str(instead["仿宋_GB2312"]).startswith("仿宋,FangSong")
    assert {"楷体_GB2312", "黑体", "方正小标宋简体", "宋体", "Times New Roman"} <= set(instead)


def test_the_title_is_one_centred_paragraph_of_its_lines(document: Docx) -> None:
    assert texts_of(document, "Title") == ["平凉市新型城镇化规划实施情况\n2022年度监测评估报告"]
    assert value_of(document.styles["Title"].element, "pPr/jc") == "center"


def test_quotation_marks_take_the_chinese_font() -> None:
    marked, plain = document_with(Paragraph("评估为“滞后”。"), Paragraph("46.79%。")).paragraphs[
        -3:-1
    ]
    assert value_of(marked._p, "r/rPr/rFonts", "hint") == "eastAsia"
    assert value_of(plain._p, "r/rPr/rFonts", "hint") is None


# Contents


def test_contents_are_a_field_with_every_heading_written_and_linked(document: Docx) -> None:
    block = document.element.body.find(f"{W}sdt")
    code = "".join(one.text for one in block.iter(f"{W}instrText"))
    assert code == ' TOC \\o "1-2" \\h \\z \\u '
    links = {
        "".join(text.text for text in link.iter(f"{W}t")): link.get(f"{W}anchor")
        for link in block.iter(f"{W}hyperlink")
    }
    assert list(links) == [
        "一、总体结论", "二、主要指标进展", "（一）预期性指标", "三、存在问题及原因", "附表", "四、口径说明",
    ]  # fmt: skip
    marks = [one.get(f"{W}name") for one in document.element.body.iter(f"{W}bookmarkStart")]
    assert marks == list(links.values())


def test_word_is_not_told_to_ask_about_updating_fields(file: bytes) -> None:
    assert b"updateFields" not in parts_of(file)["word/settings.xml"]
    assert b"w:dirty" not in parts_of(file)["word/document.xml"]


def test_a_report_without_headings_has_no_contents() -> None:
    assert document_with(Paragraph("正文。")).element.body.find(f"{W}sdt") is None


# The file


def test_nothing_in_the_file_remembers_when_it_was_written(file: bytes) -> None:
    with ZipFile(BytesIO(file)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    about = Document(BytesIO(file)).core_properties
    assert about.created == about.modified == datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert about.author == ""


def test_the_last_line_and_the_properties_say_which_data_it_shows(document: Docx) -> None:
    assert document.paragraphs[-1].text == sample().stamp.line
    assert sample().stamp.release.content_digest in document.core_properties.comments
    assert document.core_properties.title == "平凉市新型城镇化规划实施情况2022年度监测评估报告"


def test_hostile_text_stays_text_and_adds_no_field_or_link(document: Docx) -> None:
    assert HOSTILE in texts_of(document, "Body Text")
    assert document.tables[0].rows[2].cells[0].text == HOSTILE
    codes = [one.text for one in document.element.body.iter(f"{W}instrText")]
    assert [code for code in codes if not code.startswith(" TOC")] == []
    targets = [one.target_ref for one in document.part.rels.values()]
    assert not [target for target in targets if "://" in target]


def test_hostile_titles_names_and_captions_stay_text() -> None:
    report = _hostile(sample())
    document = Document(BytesIO(document_of(report)))
    assert texts_of(document, "Title") == [HOSTILE]
    assert texts_of(document, "Caption") == [f"图1　{HOSTILE}"]
    assert document.core_properties.title == HOSTILE


def _hostile(report: Report) -> Report:
    chart = replace(rate_chart(), caption=HOSTILE, finding=HOSTILE, note=HOSTILE)
    sections = (Section("progress", (Heading(1, HOSTILE), chart)),)
    return replace(report, title=(HOSTILE,), place=HOSTILE, sections=sections)


def test_every_part_has_a_content_type_and_every_relation_a_target(file: bytes) -> None:
    parts = parts_of(file)
    types = etree.fromstring(parts["[Content_Types].xml"])
    endings = {one.get("Extension") for one in types.iterfind("{*}Default")}
    named = {str(one.get("PartName"))[1:] for one in types.iterfind("{*}Override")}
    assert named <= set(parts)
    for name in parts:
        # An .xml part of Office is known by its name alone: by its ending it would be plain XML.
        by_ending = not name.endswith(".xml") and name.rpartition(".")[2] in endings
        assert by_ending or name in named or name == "[Content_Types].xml", name
    used = re.findall(rb'r:(?:id|embed)="([^"]+)"', parts["word/document.xml"])
    there = re.findall(rb'Id="([^"]+)"', parts["word/_rels/document.xml.rels"])
    assert set(used) <= set(there) and len(there) == len(set(there))


def test_the_file_is_small(file: bytes) -> None:
    assert len(file) < 60_000


@needs_office
@needs_poppler
@pytest.mark.slow
def test_libreoffice_lays_it_out_with_all_its_text(file: bytes, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(file)
    pdf = convert(path, "pdf", to=tmp_path / "out")
    text = pdf_text(pdf)
    assert text.count("\f") > 3
    joined = re.sub(r"\s", "", text)
    for heading in ("一、总体结论", "（一）预期性指标", "附表1主要指标完成情况", "四、口径说明"):
        assert heading in joined
    # 图是画出来的，数轴和图例都在；生僻字没有变成空框。
    assert "目标轨迹" in joined and "2035" in joined and "70%左右" in joined
    assert "鄠邑䶮" in joined and "�" not in joined
    assert "—1—" in joined and "—2—" in joined
    assert pdf_fonts(pdf)
