"""The report as slides: every number and word of the Report, nothing outside a slide, the same bytes."""

import io
import re
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn

from dashboard.export.slides import slides_of
from dashboard.export.slides_base import BODY
from dashboard.export.slides_text import EMU
from dashboard.reader import BoardReader
from dashboard.report.clean import clean
from dashboard.report.compose import Order, compose
from dashboard.report.records import Cell, Column, Paragraph, Table
from etl.domain.asof import AsOf
from tests.dashboard.export.slide_cases import (
    HEADS,
    ROW,
    grids,
    heavy,
    lines_on,
    opened,
    report_of,
    section_of,
    table_of,
    title,
    titles,
)
from tests.dashboard.printed import squeezed
from tests.dashboard.sample_report import HOSTILE, rate_chart, sample
from tests.office import convert, needs_office, needs_poppler, pdf_text


def test_the_story_goes_from_conclusion_to_method() -> None:
    assert titles(sample()) == [
        "平凉市新型城镇化规划实施情况\n2022年度监测评估报告",
        "纳入监测的目标6项，滞后1项，无法评估5项",
        "2022年落后序时进度20.3个百分点",
        "主要指标进展",
        "口径说明",
    ]


def test_the_sentence_that_sums_a_table_up_is_the_title_of_its_slide() -> None:
    summed = Paragraph("约束性指标共1项：滞后1项。另有说明。")
    report = report_of(
        section_of("progress", summed, Paragraph("别的话。"), table_of("progress", (ROW,)))
    )

    assert titles(report)[2] == "约束性指标共1项：滞后1项"


def test_the_chart_is_native_and_holds_the_values_of_the_report() -> None:
    slide = opened(sample()).slides[2]
    chart = next(shape for shape in slide.shapes if shape.has_chart)
    series = {one.name: one for one in chart.chart.plots[0].series}
    book = load_workbook(io.BytesIO(chart.chart.part.chart_workbook.xlsx_part.blob))
    written = {cell.value for row in book.active.iter_rows() for cell in row}

    actuals = {dot.value for run in rate_chart().actuals for dot in run}
    drawn = {
        float(point.text)
        for one in series.values()
        for point in one._element.findall(f".//{qn('c:yVal')}//{qn('c:v')}")
    }
    assert len(series) >= 3
    assert actuals | {55.0, 70.0, 48.862} <= drawn
    assert actuals <= written


def test_key_numbers_stand_beside_the_chart_as_the_report_writes_them() -> None:
    slide = opened(sample()).slides[2]
    beside = next(one for one in slide.shapes if one.name == "关键数字").text_frame.text

    assert beside.split("\n") == [
        "2022年实际值", "46.79%", "2022年序时要求", "48.86%", "2025年规划目标", "55%",
        "2035年规划目标", "70%左右",
    ]  # fmt: skip


def test_without_a_value_of_the_year_the_latest_is_shown_under_its_own_year() -> None:
    report = replace(sample(), year=2023)
    beside = next(one for one in opened(report).slides[2].shapes if one.name == "关键数字")

    assert beside.text_frame.text.startswith("2024年实际值\n49.50%\n2024年序时要求\n52.95%")


def test_a_chart_of_targets_alone_is_a_slide_too() -> None:
    chart = replace(rate_chart(), actuals=(), path=())
    slide = opened(report_of(section_of("progress", chart))).slides[2]

    assert next(one for one in slide.shapes if one.name == "关键数字").text_frame.text == (
        "2025年规划目标\n55%\n2035年规划目标\n70%左右"
    )


def test_at_most_six_charts_are_shown() -> None:
    charts = tuple(replace(rate_chart(), key=f"c{n}", finding=f"第{n}张") for n in range(9))

    assert titles(report_of(section_of("progress", *charts)))[2:] == [f"第{n}张" for n in range(6)]


def test_without_the_short_tables_the_annex_is_shown_with_its_readable_columns() -> None:
    heads = ("序号", *HEADS, "研判说明", "数据来源")
    row = (Cell("1"), *ROW, Cell("一句话。"), Cell("来源。"))
    annex = Table(
        "annex1", "主要指标完成情况", tuple(Column(h, 1.0) for h in heads), (row,), label="附表1"
    )
    deck = opened(report_of(section_of("annexes", annex)))

    assert grids(deck) == [[list(HEADS), [cell.text for cell in ROW]]]
    assert "附表1" in deck.slides[2].notes_slide.notes_text_frame.text


def test_the_report_is_quoted_where_nothing_lags() -> None:
    told = Paragraph("规划期内已评估的目标没有滞后和未实现的。")
    report = report_of(section_of("problems", told, Paragraph("无法评估的目标共9项。")))
    slide = opened(report).slides[2]

    assert title(slide) == "规划期内已评估的目标没有滞后和未实现的"
    assert slide.placeholders[1].text_frame.text == "无法评估的目标共9项。"
    assert titles(report_of(section_of("problems")))[2] == "没有滞后的目标"


def test_nobody_is_told_that_nothing_lags_while_a_status_word_says_that_it_does() -> None:
    assert not any("没有滞后" in one for one in titles(sample()))
    assert not any("没有滞后" in one for one in titles(report_of()))


def test_the_table_of_what_lags_places_and_measures_have_slides_only_where_they_are() -> None:
    names = {"lagging": "滞后和未实现的目标", "members": "各地进展", "measures": "督办"}
    made = [section_of(key, table_of(key, (ROW,), name)) for key, name in names.items()]

    assert titles(report_of(*made))[2:] == list(names.values())
    assert titles(report_of())[2:] == []
    assert titles(report_of(section_of("places", table_of("members", ()))))[2:] == []


def test_more_than_five_sentences_of_conclusion_take_a_second_slide_and_stay_large() -> None:
    said = tuple(f"第{n}句，共{n}项。" for n in range(8))
    slides = opened(report_of(highlights=said)).slides
    shown = [slide.placeholders[1].text_frame for slide in list(slides)[1:]]

    assert [len(frame.paragraphs) for frame in shown] == [5, 2]
    assert tuple(one.text for frame in shown for one in frame.paragraphs) == said[1:]
    assert all(
        run.font.size.pt >= 20 for frame in shown for one in frame.paragraphs for run in one.runs
    )


def test_a_conclusion_of_one_sentence_stands_in_the_body_and_none_has_no_slide() -> None:
    slide = opened(report_of(highlights=("只有一句。",))).slides[1]

    assert (title(slide), slide.placeholders[1].text_frame.text) == ("总体结论", "只有一句。")
    assert len(titles(report_of(highlights=()))) == 1


def test_the_method_is_never_cut_within_a_sentence() -> None:
    told = [
        f"{n}. " + f"第{n}条规则说明数值如何计算，并说明取用次序；缺数据的不推算。" * 6
        for n in range(1, 13)
    ]
    deck = opened(report_of(section_of("method", *map(Paragraph, told))))
    pages = list(deck.slides)[2:]
    shown = [one.text for slide in pages for one in slide.placeholders[1].text_frame.paragraphs]

    assert len(pages) == 3
    assert shown == told[: len(shown)] and len(shown) < 12
    assert "备注" in next(one for one in pages[0].shapes if one.name == "来源").text_frame.text
    assert told[-1] in pages[0].notes_slide.notes_text_frame.text


def test_hostile_text_stays_text() -> None:
    report = replace(
        sample(), place=HOSTILE, title=(HOSTILE,), highlights=(HOSTILE, HOSTILE, "\x00\x0b乙")
    )
    report = replace(
        report,
        sections=(section_of("progress", replace(rate_chart(), finding=HOSTILE, note=HOSTILE)),),
    )
    deck = opened(report)

    assert title(deck.slides[0]) == HOSTILE and title(deck.slides[1]) == HOSTILE.rstrip("。")
    assert deck.slides[1].placeholders[1].text_frame.text == f"{HOSTILE}\n乙"
    assert title(deck.slides[2]) == HOSTILE
    assert deck.core_properties.title == HOSTILE


@settings(max_examples=25)  # 40 ms each.
@given(st.text(max_size=60))
def test_any_text_makes_a_file_that_opens_and_is_read_back(text: str) -> None:
    report = report_of(
        section_of("progress", table_of("progress", ((Cell(text), *ROW[1:]),))), highlights=("甲。", text),
    )  # fmt: skip
    deck = opened(report)

    assert "".join(line[0] for grid in grids(deck) for line in grid[1:]) == clean(text)


def test_nothing_in_the_file_or_the_workbook_of_its_chart_remembers_when_it_was_written() -> None:
    with ZipFile(io.BytesIO(slides_of(sample()))) as file:
        (book,) = (name for name in file.namelist() if name.endswith(".xlsx"))
        with ZipFile(io.BytesIO(file.read(book))) as inner:
            entries = [*file.infolist(), *inner.infolist()]
            told = inner.read("docProps/core.xml").decode()

    assert {entry.date_time[0] for entry in entries} == {1980}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", told)) == {"2026-11-22T08:00:00Z"}


def test_the_properties_name_the_data_and_the_moment_of_the_release() -> None:
    about = opened(sample()).core_properties

    assert about.keywords == "0123456789abcdef" * 4
    assert "数据截至2026年11月22日　第14版" in about.comments
    assert about.title == "平凉市新型城镇化规划实施情况2022年度监测评估报告"
    assert str(about.created) == str(about.modified) and "2026-11-22 08:00:00" in str(
        about.modified
    )
    assert (about.author, about.last_modified_by) == ("", "")


@pytest.mark.parametrize(("place", "year"), [("620800", 2022), ("610000", 2022), ("000000", 2023)])
def test_a_committed_report_takes_a_dozen_slides_of_its_own_cells(
    boards: BoardReader, place: str, year: int
) -> None:
    with boards.open(AsOf(year, None), "2026-11-23") as board:
        report = compose(board, Order(place, year))
    deck = opened(report)

    assert 8 <= len(deck.slides) <= 20
    cells = {cell.text for table in report.tables for row in table.rows for cell in row}
    assert {text for grid in grids(deck) for line in grid[1:] for text in line} <= cells


@pytest.mark.slow
@needs_office
@needs_poppler
def test_libreoffice_shows_all_text_in_no_more_room_than_the_estimate_says(tmp_path: Path) -> None:
    path = tmp_path / "报告.pptx"
    path.write_bytes(slides_of(heavy()))
    pdf = convert(path, "pdf", tmp_path / "out")
    deck, pages, texts = Presentation(str(path)), lines_on(pdf), pdf_text(pdf).split("\f")[:-1]

    assert len(pages) == len(texts) == len(deck.slides)
    for slide, lines, text in zip(deck.slides, pages, texts, strict=True):
        assert squeezed(title(slide)) in squeezed(text)
        assert all(left >= 40 and right <= 921 and foot <= 526 for left, _, right, foot in lines)
        for table in (one for one in slide.shapes if one.has_table):
            under = (table.top + sum(row.height for row in table.table.rows)) / EMU
            within = [foot for _, top, _, foot in lines if BODY.top - 5 < top < under]
            assert within and max(within) <= under + 3
    said = squeezed("".join(texts))
    assert all(word in said for word in ("70%左右", "46.79%", "鄠邑䶮", "滞后"))
