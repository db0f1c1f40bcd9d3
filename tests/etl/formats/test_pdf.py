"""PDF documents: pages put back into paragraphs, without what frames a page."""

import io
import shutil
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from etl.errors import DocumentUnreadable
from etl.formats import Manuscript, read_manuscript
from tests.etl.formats.made import PLAN, TARGETS, Block, as_html, as_pdf, drawn_pdf, printed

CHROMIUM = shutil.which("chromium")
LEFT, LETTER, STEP = 80, 14, 25
FULL = "改造老旧小区，完善排水防涝和污水处理等市政公用设施建设与运营"  # 30 letters: a full line


def read(*pages: Sequence[tuple[float, float, str]]) -> Manuscript:
    return read_manuscript(drawn_pdf(*pages), "a.pdf")


def lines(*texts: str, top: float = 150) -> list[tuple[float, float, str]]:
    """Return lines under each other; two ideographic spaces before one are its indent."""
    return [(LEFT, top + STEP * index, text) for index, text in enumerate(texts)]


def indented(text: str) -> str:
    return f"\u3000\u3000{text[:-2]}"


def test_hard_wrapped_lines_are_joined_and_an_indent_begins_a_paragraph() -> None:
    paper = read(lines(indented(FULL), FULL, "城市。", indented(FULL), "完成。"))
    assert paper.text == f"{FULL[:-2]}{FULL}城市。\n{FULL[:-2]}完成。\n"
    assert (paper.numbered_by, paper.notices) == ("page", ())


def test_a_paragraph_begins_after_a_short_last_line() -> None:
    assert read(lines(FULL, "到此为止。", FULL, "完。")).text == f"{FULL}到此为止。\n{FULL}完。\n"


def test_a_paragraph_begins_after_a_gap() -> None:
    page = [*lines(FULL, FULL, FULL), *lines(FULL, FULL, top=150 + 5 * STEP)]
    assert read(page).text == f"{FULL * 3}\n{FULL * 2}\n"


def test_a_numbered_heading_begins_a_paragraph_after_a_full_line() -> None:
    ended = f"{FULL[:-1]}。"
    assert (
        read(lines(FULL, ended, "（二）设施", FULL)).text == f"{FULL}{ended}\n（二）设施\n{FULL}\n"
    )


def test_a_number_at_the_beginning_of_a_wrapped_line_begins_nothing() -> None:
    assert read(lines(FULL, "3.5万亩土地。")).text == f"{FULL}3.5万亩土地。\n"


def test_a_title_over_two_centred_lines_is_one_line() -> None:
    data = as_pdf(["平凉市新型城镇化和城乡融合发展重点任务实施方案（2021—2025年）", FULL * 3])
    assert read_manuscript(data, "a.pdf").text.splitlines()[0].endswith("实施方案（2021—2025年）")


def test_a_paragraph_that_runs_over_the_page_has_the_form_feed_alone() -> None:
    paper = read(lines(indented(FULL), FULL), lines("后半。", indented(FULL), "完。"))
    assert paper.text == f"{FULL[:-2]}{FULL}\f后半。\n{FULL[:-2]}完。\n"
    assert paper.number_at(paper.text.index("后半")) == 2


def test_a_paragraph_that_ends_with_the_page_has_a_newline_before_the_form_feed() -> None:
    paper = read(lines(indented(FULL), "完。"), lines(indented(FULL), "后。"))
    assert paper.text == f"{FULL[:-2]}完。\n\f{FULL[:-2]}后。\n"


def test_an_empty_page_still_counts() -> None:
    paper = read(lines(FULL, "完。"), [], lines("后。"))
    assert paper.text == f"{FULL}完。\n\f\f后。\n"
    assert paper.number_at(paper.text.index("后")) == 3


@pytest.mark.parametrize(
    "number",
    ["－ {} －", "— {} —", "- {} -", "第{}页", "第{}页 共9页", "{}", "{}/9", "Page {} of 9"],
)
def test_page_numbers_are_dropped_and_nothing_else(number: str) -> None:
    pages = [
        [*lines(indented(FULL), f"共有{page}项。", "2025"), (280, 800, number.format(page))]
        for page in (1, 2)
    ]
    assert read(*pages).text == f"{FULL[:-2]}共有1项。\n2025\n\f{FULL[:-2]}共有2项。\n2025\n"


def test_a_running_head_is_dropped_and_the_same_words_in_the_text_are_not() -> None:
    head = "平凉市新型城镇化规划"
    pages = [[(230, 50, head), *lines(indented(FULL), f"{head}。")] for _ in range(4)]
    text = read(*pages).text
    assert text.count(head) == 4 and text.startswith(FULL[:-2])


def test_a_line_of_the_text_that_stands_first_on_every_page_is_kept() -> None:
    pages = [lines(FULL, FULL, FULL, "完。", top=60) for _ in range(4)]
    assert read(*pages).text.count(FULL) == 12


def test_spaces_of_justification_are_removed_and_those_between_words_kept() -> None:
    spread = [(LEFT + 17 * index, 150, sign) for index, sign in enumerate("常住人口城镇化率")]
    assert read([*spread, (LEFT, 200, "到 2025 年 GDP growth 达到 5 %")]).text == (
        "常住人口城镇化率\n到2025年GDP growth达到5 %\n"
    )


def test_columns_of_a_table_without_rules_are_kept_apart() -> None:
    assert read([(80, 150, "绿地率"), (250, 150, "38"), (350, 150, "40")]).text == "绿地率 38 40\n"


def test_a_number_cut_by_the_margin_is_whole_again_and_words_are_not_glued() -> None:
    assert "1000个" in read(lines(FULL, FULL, f"{FULL[:27]}10", "00个项目。")).text
    assert "green city" in read(lines(FULL, FULL, f"{FULL[:27]} green", "city")).text


def test_a_list_number_does_not_become_the_digits_before_a_year() -> None:
    assert read([(80, 150, "1."), (98, 150, "2020年末")]).text == "1. 2020年末\n"


def turned(*strings: str) -> Manuscript:
    """Return a page of one upright line and of lines that run from bottom to top."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.setFont("STSong-Light", LETTER)
    canvas.drawString(LEFT, 700, FULL)
    canvas.rotate(90)
    for index, text in enumerate(strings):
        canvas.drawString(100, -200 - STEP * index, text)
    canvas.save()
    return read_manuscript(stream.getvalue(), "a.pdf")


def test_a_watermark_is_left_out_and_a_table_on_its_side_is_named() -> None:
    assert (turned("内部资料").text, turned("内部资料").notices) == (f"{FULL}\n", ())
    (notice,) = turned(FULL, FULL, FULL).notices
    assert notice.startswith("a.pdf：第1页有旋转的文字，没有读出")


def test_a_raised_note_mark_is_not_read_as_part_of_the_number() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    for x, top, size, text in (
        (80, 150, 14, "44.77"),
        (112, 145, 8, "1"),
        (117, 150, 14, "percent"),
    ):
        canvas.setFont("Times-Roman", size)
        canvas.drawString(x, A4[1] - top, text)
    canvas.save()
    assert read_manuscript(stream.getvalue(), "a.pdf").text == "44.77¹percent\n"


def test_a_footnote_does_not_break_a_paragraph_that_runs_over_the_page() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    for page in ([(LETTER, 600, FULL), (LETTER, 625, FULL), (9, 700, "① 数据来自年报。")],
                 [(LETTER, 100, "后半。"), (LETTER, 125, "完。")]):  # fmt: skip
        for size, top, text in page:
            canvas.setFont("STSong-Light", size)
            canvas.drawString(LEFT, A4[1] - top, text)
        canvas.showPage()
    canvas.save()
    assert read_manuscript(stream.getvalue(), "a.pdf").text == f"{FULL * 2}\f后半。\n完。\n"


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [(60, 150 + 20 * row, f"左{'栏' * 14}") for row in range(9)]
    right = [(310, 150 + 20 * row, f"右{'列' * 14}") for row in range(9)]
    text = read([(220, 100, "两栏的标题在中间"), *left, *right]).text
    assert text.startswith("两栏的标题在中间\n左") and text.rindex("左") < text.index("右")


def test_a_ruled_table_is_pipe_rows_between_the_paragraphs() -> None:
    text = read_manuscript(as_pdf(["标题", "前。", TARGETS, "后。"]), "a.pdf").text
    assert text.splitlines() == [
        "标题", "前。", *(f"| {' | '.join(row)} |" for row in TARGETS), "后。",
    ]  # fmt: skip


def ruled(*strings: tuple[float, float, str], lines: Sequence[tuple[float, ...]]) -> str:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.setFont("STSong-Light", 10)
    for x, top, text in strings:
        canvas.drawString(x, A4[1] - top, text)
    for x0, top, x1, bottom in lines:
        canvas.line(x0, A4[1] - top, x1, A4[1] - bottom)
    canvas.save()
    return read_manuscript(stream.getvalue(), "a.pdf").text


ACROSS = [(100, top, 400, top) for top in (100, 130, 190)]


def test_merged_cells_of_a_ruled_table_are_resolved() -> None:
    text = ruled(
        (110, 120, "类"), (210, 120, "目标"), (110, 150, "经济"), (210, 150, "总值"),
        (310, 150, "5"), (210, 180, "增速"), (310, 180, "6"),
        lines=[*ACROSS, (200, 160, 400, 160), (100, 100, 100, 190), (200, 100, 200, 190),
               (300, 130, 300, 190), (400, 100, 400, 190)],
    )  # fmt: skip
    assert text == "| 类 | 目标 |  |\n| 经济 | 总值 | 5 |\n| 经济 | 增速 | 6 |\n"


def test_a_table_whose_sides_stand_open_keeps_its_outer_columns() -> None:
    text = ruled(
        (110, 120, "指标"), (310, 120, "值"), (110, 150, "绿地"), (110, 164, "率"), (310, 150, "38"),
        lines=[*ACROSS, (300, 100, 300, 190)],
    )  # fmt: skip
    assert text == "| 指标 | 值 |\n| 绿地率 | 38 |\n"


def test_a_row_cut_by_the_page_is_whole_again_and_a_merged_cell_goes_on() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    across, down = (100, 200, 300, 400), (100, 400)
    pages = [
        ((100, 130, 160), [(110, 120, "类"), (210, 120, "指标"), (310, 120, "值"),
                           (110, 150, "生态"), (210, 150, "建成区"), (310, 150, "38")]),
        ((100, 130, 160), [(210, 120, "绿地率"), (210, 150, "森林覆盖率"), (310, 150, "34")]),
    ]  # fmt: skip
    for tops, strings in pages:
        canvas.setFont("STSong-Light", 10)
        for x, top, text in strings:
            canvas.drawString(x, A4[1] - top, text)
        for top in tops:
            canvas.line(down[0], A4[1] - top, down[1], A4[1] - top)
        for x in across:
            canvas.line(x, A4[1] - tops[0], x, A4[1] - tops[-1])
        canvas.showPage()
    canvas.save()
    assert read_manuscript(stream.getvalue(), "a.pdf").text == (
        "| 类 | 指标 | 值 |\n| 生态 | 建成区绿地率 | 38 |\n\f| 生态 | 森林覆盖率 | 34 |\n"
    )


def test_rows_of_a_table_without_rules_and_entries_of_contents_are_not_joined() -> None:
    rows = [(80, 150, "绿地率"), (300, 150, "38"), (486, 150, "40"),
            (80, 175, "普及率"), (300, 175, "90"), (486, 175, "95")]  # fmt: skip
    assert read(rows).text == "绿地率 38 40\n普及率 90 95\n"
    contents = lines(*(f"{FULL[:18]}{'…' * 11}{page}" for page in (1, 2, 3)))
    assert read(contents).text.count("\n") == 3


def test_what_stands_between_two_tables_of_the_same_width_is_running_text() -> None:
    grid = [
        line
        for top in (100, 300)
        for line in (
            (100, top, 400, top), (100, top + 30, 400, top + 30),
            *((x, top, x, top + 30) for x in (100, 250, 400)),
        )
    ]  # fmt: skip
    text = ruled(
        (110, 120, "甲"), (260, 120, "1"), (110, 200, "中间的文字。"), (110, 320, "乙"),
        (260, 320, "2"), lines=grid,
    )  # fmt: skip
    assert text == "| 甲 | 1 |\n中间的文字。\n| 乙 | 2 |\n"


def test_a_line_repeated_by_chance_at_the_foot_of_some_pages_is_kept() -> None:
    duty = "（责任单位：市发展改革委）"
    pages = [
        [*lines(FULL, FULL, "完。"), (LEFT, 780, duty if page % 4 == 0 else f"第{page}项。")]
        for page in range(12)
    ]
    assert read(*pages).text.count(duty) == 3


def test_a_frame_around_text_is_no_table() -> None:
    frame = [(100, 100, 400, 100), (100, 190, 400, 190), (100, 100, 100, 190), (400, 100, 400, 190)]
    assert ruled((110, 120, "专栏"), (110, 160, "重点工程。"), lines=frame) == "专栏\n重点工程。\n"


def pictured(*pages: str) -> bytes:
    """Return a PDF of pages that hold a text, or where that is empty a picture."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    for text in pages:
        if text:
            canvas.setFont("STSong-Light", 14)
            canvas.drawString(LEFT, 600, text)
        else:
            canvas.drawImage(ImageReader(Image.new("L", (10, 10), 200)), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_a_scan_is_refused_with_what_to_do() -> None:
    with pytest.raises(DocumentUnreadable) as caught:
        read_manuscript(pictured("", ""), "规划.pdf")
    assert str(caught.value) == (
        "规划.pdf：是扫描件，没有文字层；请先用文字识别（OCR）软件转成可选文字的PDF或.docx，再核对数字。"
    )


def test_scanned_pages_among_others_are_named_and_the_others_read() -> None:
    paper = read_manuscript(pictured(FULL, "", FULL, ""), "a.pdf")
    assert paper.text.count(FULL) == 2
    (notice,) = paper.notices
    assert notice.startswith("a.pdf：第2、4页是扫描件或图片") and notice.endswith("。")


def test_an_encrypted_document_is_refused_and_one_only_locked_for_printing_is_read() -> None:
    for password, readable in (("secret", False), ("", True)):
        stream = io.BytesIO()
        lock = StandardEncryption(password, ownerPassword="owner", canPrint=0)
        canvas = Canvas(stream, pagesize=A4, encrypt=lock)
        canvas.drawString(80, 600, "Urbanization rate 55 percent")
        canvas.save()
        if readable:
            paper = read_manuscript(stream.getvalue(), "a.pdf")
            assert (paper.text, paper.notices) == ("Urbanization rate 55 percent\n", ())
        else:
            with pytest.raises(DocumentUnreadable, match="已加密；请用PDF阅读器输入密码"):
                read_manuscript(stream.getvalue(), "a.pdf")


def test_a_document_of_more_than_two_thousand_pages_is_refused() -> None:
    with pytest.raises(DocumentUnreadable, match="超过2000页"):
        read_manuscript(drawn_pdf(*([[]] * 2001)), "a.pdf")


def test_a_blank_document_is_refused() -> None:
    with pytest.raises(DocumentUnreadable, match="没有文字"):
        read_manuscript(drawn_pdf([]), "a.pdf")


def test_a_stream_that_unpacks_to_over_a_hundred_megabytes_is_refused() -> None:
    bomb = zlib.compress(bytes(101_000_000), 9)
    part = b"9 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        len(bomb), bomb,
    )  # fmt: skip
    data = drawn_pdf(lines(FULL))
    with pytest.raises(DocumentUnreadable, match="压缩炸弹"):
        read_manuscript(data.replace(b"1 0 obj", part + b"1 0 obj", 1), "a.pdf")


def test_a_document_cut_off_at_its_end_is_refused_or_read_with_a_notice() -> None:
    data = as_pdf(PLAN)
    with pytest.raises(DocumentUnreadable, match="已损坏或不完整"):
        read_manuscript(data[: len(data) // 4], "a.pdf")
    (notice,) = read_manuscript(data[: data.rindex(b"%%EOF")], "a.pdf").notices
    assert "可能缺页缺字" in notice


def test_nothing_is_said_on_the_screen_about_odd_fonts(capfd: pytest.CaptureFixture[str]) -> None:
    read_manuscript(as_pdf(PLAN[:3]), "a.pdf")
    assert capfd.readouterr() == ("", "")


STYLE = (
    "body{font:14pt/1.8 'Noto Serif CJK SC'} p{text-indent:2em;margin:0;text-align:justify}"
    "td{border:1px solid;padding:4px} table{border-collapse:collapse} @page{margin:2.5cm}"
)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="没有Chromium")
def test_a_page_printed_by_a_browser_reads_as_the_page_itself(tmp_path: Path) -> None:
    doors: list[Block] = [*PLAN, "——户籍人口、老旧住户、长效门店、见诸风气、齐龙龟黄鸟鱼马。"]
    page = as_html(doors, style=STYLE)
    printout = read_manuscript(printed(page, tmp_path, str(CHROMIUM)), "a.pdf")
    assert "\f" in printout.text
    assert printout.text.replace("\f", "") == read_manuscript(page, "a.html").text
