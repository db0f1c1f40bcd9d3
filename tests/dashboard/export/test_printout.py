"""The PDF read back by strangers' programs: official layout, nothing lost, no empty box, no surprise."""

import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from dashboard.export.legible import letters
from dashboard.export.printout import PrintoutFailed, printout_of
from dashboard.report.records import (
    Blank,
    Cell,
    Chart,
    Column,
    Heading,
    Note,
    Paragraph,
    Report,
    Table,
)
from tests.dashboard.printed import (
    MM,
    empty_boxes,
    is_turned,
    lines_of,
    made,
    pages,
    squeezed,
    text_of,
)
from tests.dashboard.sample_report import HOSTILE, sample
from tests.office import needs_poppler, pdf_fonts, pdf_text

LINE = "常住人口城镇化率比上年末提高零点八个百分点达到规划要求"
CLOSING = "，。、；：！？）》」』”’%"


def texts(report: Report) -> Iterator[str]:
    """Every text of a report that must be on paper."""
    yield from (*report.title, report.subtitle)
    yield report.stamp.line
    for block in report.blocks:
        match block:
            case Table():
                yield block.label + block.caption
                yield from (column.head for column in block.columns)
                yield from (cell.text for row in block.rows for cell in row)
                yield from block.notes
            case Chart():
                yield from (block.caption, block.finding, block.note)
                yield from (dot.label for dot in block.targets)
            case Heading(_, text) | Paragraph(text) | Blank(text) | Note(text):
                yield text


@pytest.fixture(scope="module")
def printed() -> bytes:
    return printout_of(sample())


def test_every_text_of_the_report_is_on_paper(printed: bytes) -> None:
    text = text_of(printed)
    assert [one for one in texts(sample()) if squeezed(one) not in text] == []
    assert squeezed(HOSTILE) in text


@needs_poppler
def test_every_font_is_embedded_and_none_is_of_the_machine(printed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    path.write_bytes(printed)
    rows = pdf_fonts(path)
    assert rows and all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)
    families = {re.split("[+-]", row[0])[1] for row in rows}
    ours = {"FandolFang", "FandolHei", "FandolKai", "FandolSong", "NotoSerifCJKsc"}
    assert families <= ours | {"LibertinusSerif"} and ours <= families
    assert "一、总体结论" in pdf_text(path)


def test_no_character_is_an_empty_box(printed: bytes) -> None:
    assert empty_boxes(printed) == 0


def test_each_character_listed_as_held_prints_in_every_face() -> None:
    held = "".join(sorted(one for one in letters().held if one.strip()))
    parts = [held[at : at + 400] for at in range(0, len(held), 400)]
    # PDF/A里不许有缺字的空框：缺一个，Typst就不排。
    blob = made(*(Heading(level, part) for level in (1, 2, 3) for part in parts))
    assert set(held) <= set(text_of(blob))


def test_characters_of_chinese_text_stand_in_its_own_font() -> None:
    ((_, _), (_, chars), *_) = pages(made(Paragraph("“甲”——乙…1，2%")))
    fonts = {one["text"]: one["fontname"] for one in chars if one["size"] > 15.9}
    assert all("FandolFang" in fonts[one] for one in "“”—…，甲")
    assert all("Libertinus" in fonts[one] for one in "12%")


def test_a_character_that_no_font_has_shows_as_the_printers_mark_and_is_explained() -> None:
    text = text_of(made(Paragraph("甲\U0001f600乙\ue000丙\U000323af丁")))
    assert "甲〓乙〓丙〓丁" in text and "〓表示随附字体没有的字" in text


def test_a_report_without_missing_characters_does_not_speak_of_them() -> None:
    assert "〓" not in text_of(made(Paragraph("甲乙")))


def test_hostile_text_stays_text(printed: bytes) -> None:
    commands = (
        '#read("/etc/passwd")',
        "$x^2$",
        "*粗* _斜_",
        "https://a.b/c",
        "@label <甲>",
        "\\ // /* */",
    )
    blob = made(*(Paragraph(one) for one in commands), Blank(HOSTILE), Heading(2, HOSTILE),
                Table("t", HOSTILE, (Column(HOSTILE, 1.0),), ((Cell(HOSTILE),),), (HOSTILE,)))  # fmt: skip
    text = text_of(blob)
    assert all(squeezed(one) in text for one in commands)
    assert text.count(squeezed(HOSTILE)) >= 4
    assert b"/URI" not in blob and b"/JavaScript" not in blob


def test_the_title_is_in_the_large_bold_song_face_and_centred(printed: bytes) -> None:
    page, chars = pages(printed)[0]
    title = [one for one in chars if abs(one["size"] - 22) < 0.05]
    assert lines_of(chars, 22) == list(sample().title)
    assert {one["fontname"].split("+")[1].partition("-")[0] for one in title} == {
        "FandolSong", "LibertinusSerif"}  # fmt: skip
    middle = (min(one["x0"] for one in title) + max(one["x1"] for one in title)) / 2
    assert middle == pytest.approx((28 + 156 / 2) * MM, abs=2)
    assert page.page_number == 1


def test_the_day_stands_in_kai_under_the_title(printed: bytes) -> None:
    _, chars = pages(printed)[0]
    assert lines_of(chars, 16)[0] == sample().subtitle
    assert "FandolKai" in next(one["fontname"] for one in chars if one["text"] == "截")


def test_the_contents_name_the_page_of_each_heading(printed: bytes) -> None:
    front, *rest = (squeezed(page.extract_text()) for page, _ in pages(printed))
    for heading in ("一、总体结论", "三、存在问题及原因", "四、口径说明"):
        at = next(number for number, text in enumerate(rest, 2) if heading in text)
        assert re.search(f"{heading}[.]+{at}(?![0-9])", front)


def test_a_page_holds_twenty_two_lines_of_twenty_eight_characters() -> None:
    _, (_, chars), *_ = pages(made(*(Paragraph(LINE * 12) for _ in range(6))))
    lines = lines_of(chars, 16)
    assert len(lines) == 22
    assert {len(line) for line in lines[2:10]} == {28}
    body = [one for one in chars if abs(one["size"] - 16) < 0.05]
    assert min(one["x0"] for one in body) == pytest.approx(26 * MM, abs=0.5)
    assert max(one["x1"] for one in body) == pytest.approx((26 + 156) * MM, abs=1)
    bottoms = sorted({round(one["bottom"], 1) for one in body})
    assert {round(after - before) for before, after in pairwise(bottoms)} == {29}


def test_a_paragraph_begins_two_characters_in() -> None:
    _, (_, chars), *_ = pages(made(Paragraph(LINE)))
    first = next(one for one in chars if one["text"] == LINE[0] and one["size"] > 15)
    assert first["x0"] == pytest.approx(26 * MM + 2 * 15.79, abs=1)


def test_no_line_begins_with_a_closing_mark() -> None:
    long = "；".join(f"第{n}项（{n * 1.37:.2f}%），比“上年”高{n}个百分点。" for n in range(300))
    lines = [line for _, chars in pages(made(Paragraph(long)))[1:] for line in lines_of(chars, 16)]
    assert len(lines) > 100
    assert [line for line in lines if line[0] in CLOSING] == []


def test_headings_take_the_faces_of_official_documents(printed: bytes) -> None:
    found = {one["text"]: one["fontname"] for _, chars in pages(printed)[1:] for one in chars
             if abs(one["size"] - 16) < 0.05}  # fmt: skip
    assert "FandolHei" in found["论"] and "FandolKai" in found["期"] and "FandolFang" in found["落"]


def test_pages_are_upright_a4_and_the_annex_lies(printed: bytes) -> None:
    sizes = [(round(page.width / MM), round(page.height / MM)) for page, _ in pages(printed)]
    assert sizes[:3] == [(210, 297)] * 3 and sizes[-1] == (210, 297)
    assert set(sizes[3:-1]) == {(297, 210)}


def test_the_page_number_stands_outside_with_a_dash_on_each_side(printed: bytes) -> None:
    for page, chars in pages(printed)[:3]:
        number = [one for one in chars if abs(one["size"] - 14) < 0.05 and one["top"] > 262 * MM]
        assert "".join(one["text"] for one in number) == f"— {page.page_number} —"
        # 版心下边缘之下7毫米，距外侧空一字。
        assert number[0]["top"] == pytest.approx((37 + 225 + 7) * MM, abs=4)
        if page.page_number % 2:
            assert number[-1]["x1"] == pytest.approx((28 + 156) * MM - 14, abs=1)
        else:
            assert number[0]["x0"] == pytest.approx(26 * MM + 14, abs=1)


def test_a_lying_page_carries_its_number_where_the_paper_has_it() -> None:
    wide = sample().tables[1]
    for page, chars in pages(made(wide))[1:3]:
        digit = next(one for one in chars if is_turned(one) and one["text"] == str(page.page_number)
                     and one["x1"] - one["x0"] > 10)  # fmt: skip
        assert digit["x1"] < 32 * MM
        assert (digit["top"] > page.height / 2) == (page.page_number % 2 == 1)


def test_what_a_person_has_to_write_stands_in_a_frame(printed: bytes) -> None:
    page, _ = pages(printed)[2]
    frame = [
        one
        for one in (*page.rects, *page.curves, *page.lines)
        if one.get("dash") and one["dash"][0]
    ]
    assert frame


def test_bookmarks_lead_to_the_headings_and_the_annex(printed: bytes) -> None:
    found = [(one.level, one.get_title(), one.get_dest().get_index() + 1)
             for one in pypdfium2.PdfDocument(printed).get_toc()]  # fmt: skip
    assert [(level, title) for level, title, _ in found] == [
        (0, "一、总体结论"), (0, "二、主要指标进展"), (1, "（一）预期性指标"), (2, "1. 常住人口城镇化率"),
        (0, "三、存在问题及原因"), (0, "附表"), (1, "附表1　主要指标完成情况"), (0, "四、口径说明"),
    ]  # fmt: skip
    assert found[0][2] == 2 and found[5][2] == found[6][2] == 4


def test_the_file_says_what_it_shows_and_of_when(printed: bytes) -> None:
    known = pypdfium2.PdfDocument(printed).get_metadata_dict()
    assert known["Title"] == "平凉市新型城镇化规划实施情况2022年度监测评估报告"
    assert known["Author"] == "" and sample().stamp.release.content_digest in known["Keywords"]
    assert known["CreationDate"].startswith("D:20261122080000")
    assert b"pdfaid:part>2<" in printed


def test_the_stamp_is_on_every_page_and_at_the_end(printed: bytes) -> None:
    stamp = squeezed(sample().stamp.line)
    found = [squeezed("".join(one["text"] for one in chars)) for _, chars in pages(printed)]
    assert all(stamp in text for text in found)
    assert found[-1].count(stamp) == 2


def test_nothing_is_written_to_the_folder_or_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    tmp_path.chmod(0o500)
    assert printout_of(sample()).startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == []


def test_the_template_fetches_no_package() -> None:
    folder = Path(printout_of.__code__.co_filename).parent / "typst"
    sources = [path.read_text("utf-8") for path in folder.glob("*.typ")]
    assert sources and not [one for one in sources if '"@' in one]


def test_an_installation_without_its_fonts_refuses_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(
        PrintoutFailed, match=r"平凉市2022年度监测评估报告\.pdf：PDF没有排成。字体文件不全"
    ):
        printout_of(sample(), fonts=tmp_path)


def test_what_typst_refuses_becomes_a_sentence() -> None:
    empty = Table("t", "表", (), ((),))
    with pytest.raises(PrintoutFailed, match="PDF没有排成。请把这句话告诉维护者"):
        made(empty)


@needs_poppler
def test_poppler_reads_it_without_a_complaint(printed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    path.write_bytes(printed)
    done = subprocess.run(["pdftoppm", "-r", "20", str(path), str(tmp_path / "p")],
                          capture_output=True, text=True, check=True)  # fmt: skip
    complaints = [line for line in done.stderr.splitlines() if "Suspects" not in line]
    assert complaints == [] and len(list(tmp_path.glob("p-*.ppm"))) == len(pages(printed))


def test_it_is_small_enough_to_send(printed: bytes) -> None:
    assert len(printed) < 600_000
