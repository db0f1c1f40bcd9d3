"""What every slide has: title, stamp, number, source, notes; nothing outside, nothing decorative."""

import io
import zipfile
from itertools import pairwise

import pytest
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn

from dashboard.export.slides import slides_of
from dashboard.export.slides_base import BODY, COVER_STAMP, COVER_TITLE, FOOTER, PAGE, TITLE
from dashboard.export.slides_text import EMU
from dashboard.report.records import Report
from tests.dashboard.export.slide_cases import heavy, opened, tall, title
from tests.dashboard.sample_report import HOSTILE, sample


def test_slides_are_wide_and_every_one_has_a_title_footer_number_and_source() -> None:
    deck = opened(sample())

    assert (deck.slide_width, deck.slide_height) == (12192000, 6858000)
    for number, slide in enumerate(deck.slides, 1):
        kinds = {one.placeholder_format.type: one.text_frame.text for one in slide.placeholders}
        assert title(slide)
        assert kinds[PP_PLACEHOLDER.FOOTER] == sample().stamp.line
        assert kinds[PP_PLACEHOLDER.SLIDE_NUMBER] == str(number)
        assert slide.shapes._spTree.find(f".//{qn('a:fld')}").get("type") == "slidenum"
        assert next(one for one in slide.shapes if one.name == "来源").text_frame.text


def test_no_placeholder_is_empty_and_no_layout_is_left_over() -> None:
    deck = opened(sample())

    assert [one.name for one in deck.slide_layouts] == ["封面", "标题和正文", "仅标题"]
    for slide in deck.slides:
        for holder in slide.placeholders:
            assert "".join(one.text or "" for one in holder.element.iter(qn("a:t")))


def test_notes_say_where_the_numbers_stand() -> None:
    slides = opened(sample()).slides
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides]

    assert "内容摘要（SHA-256）：0123456789abcdef" in notes[0]
    assert "出处：报告“一、总体结论”。" in notes[1] and HOSTILE in notes[1]
    assert "出处：报告“二、主要指标进展”图1“平凉市常住人口城镇化率与目标轨迹（%）”。" in notes[2]
    assert "2014年34.47%，2015年36.32%，2020年44.77%" in notes[2]
    assert "出处：报告“二、主要指标进展”表1“主要指标进展”。" in notes[3]


def test_who_cannot_see_is_told_what_charts_and_tables_show() -> None:
    told = [
        shape._element.nvGraphicFramePr.cNvPr.get("descr")
        for slide in opened(sample()).slides
        for shape in slide.shapes
        if shape.has_chart or shape.has_table
    ]

    assert len(told) == 2
    assert "2022年落后序时进度20.3个百分点" in told[0] and "2022年46.79%" in told[0]
    assert "常住人口城镇化率（%），44.77，46.79，55.00，−20.3，滞后" in told[1]


@pytest.mark.parametrize("report", [sample(), heavy()], ids=["sample", "heavy"])
def test_everything_stands_inside_its_slide_and_all_text_inside_its_shape(report: Report) -> None:
    for slide in opened(report).slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert shape.left + shape.width <= 12192000 and shape.top + shape.height <= 6858000
            if shape.has_text_frame:
                width = shape.width / EMU
                assert tall(shape.text_frame, width) <= shape.height / EMU + 0.01, shape.name
            if shape.has_table:
                assert shape.top + sum(row.height for row in shape.table.rows) <= 448.01 * EMU
                assert sum(column.width for column in shape.table.columns) <= 872 * EMU


def test_text_neither_grows_nor_shrinks_its_shape() -> None:
    for slide in opened(sample()).slides:
        for shape in (one for one in slide.shapes if one.has_text_frame):
            assert shape.text_frame._bodyPr.find(qn("a:noAutofit")) is not None


def test_areas_of_a_slide_do_not_overlap() -> None:
    tops = [TITLE, BODY, FOOTER]

    assert all(one.top + one.height <= other.top for one, other in pairwise(tops))
    assert FOOTER.left + FOOTER.width <= PAGE.left
    assert COVER_TITLE.top + COVER_TITLE.height < COVER_STAMP.top


def test_every_run_names_its_latin_and_its_chinese_font_and_its_language() -> None:
    deck = opened(sample())
    for slide in deck.slides:
        for part in (slide._element, slide.notes_slide._element):
            for letters in (*part.iter(qn("a:rPr")), *part.iter(qn("a:endParaRPr"))):
                assert letters.get("lang") == "zh-CN"
                assert letters.find(qn("a:latin")).get("typeface") == "Microsoft YaHei"
                assert letters.find(qn("a:ea")).get("typeface") == "Microsoft YaHei"


def test_there_are_no_gradients_shadows_pictures_links_or_foreign_parts() -> None:
    with zipfile.ZipFile(io.BytesIO(slides_of(sample()))) as file:
        names = file.namelist()
        slides = b"".join(map(file.read, names))

    assert not [
        name for name in names if "media" in name or "printer" in name or "thumbnail" in name
    ]
    for word in (b"gradFill", b"outerShdw", b"hlinkClick", b'TargetMode="External"'):
        assert word not in slides
