"""A user's own Word template: filled with the report's texts, or refused in a sentence."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from docx import Document
from docx.document import Document as Docx

from dashboard.board import AsOf
from dashboard.export.own_template import FIELDS, TemplateRefused, fill_template
from dashboard.reader import BoardReader
from dashboard.report.compose import Order, compose
from dashboard.report.records import Report
from etl.errors import DocumentUnreadable
from tests.dashboard.sample_report import HOSTILE, sample

Fill = Callable[..., Docx]


@pytest.fixture(scope="module")
def composed(boards: BoardReader) -> Report:
    """The report of Pingliang in 2022."""
    with boards.open(AsOf(2022), "2026-11-22") as board:
        return compose(board, Order("620800", 2022))


@pytest.fixture
def template(tmp_path: Path) -> Callable[..., Path]:
    """What writes a template of paragraphs."""

    def write(*paragraphs: str, header: str = "") -> Path:
        document = Document()
        for text in paragraphs:
            document.add_paragraph(text)
        document.sections[0].header.paragraphs[0].text = header
        path = tmp_path / "年报模板.docx"
        document.save(str(path))
        return path

    return write


@pytest.fixture
def fill(template: Callable[..., Path]) -> Fill:
    """What fills such a template with the sample report."""

    def filled(*paragraphs: str, report: Report | None = None, header: str = "") -> Docx:
        path = template(*paragraphs, header=header)
        return Document(BytesIO(fill_template(report or sample(), path)))

    return filled


def _texts(document: Docx) -> list[str]:
    return [one.text for one in document.paragraphs]


def test_fields_are_filled_where_they_stand_and_the_rest_stays(fill: Fill) -> None:
    document = fill("{{ place }}{{ year }}年度", "其余文字不动。", header="{{ title }}")
    assert _texts(document) == ["平凉市2022年度", "其余文字不动。"]
    head = document.sections[0].header.paragraphs[0].text
    assert head == "平凉市新型城镇化规划实施情况2022年度监测评估报告"


def test_a_section_is_filled_paragraph_by_paragraph(fill: Fill) -> None:
    document = fill("{%p for text in sections.problems %}", "{{ text }}", "{%p endfor %}")
    assert _texts(document) == ["【待填写】常住人口城镇化率滞后的原因由编写人填写。"]


def test_a_section_that_was_not_asked_for_is_empty_and_no_fault(fill: Fill) -> None:
    assert _texts(fill("{% for text in sections.tasks %}{{ text }}{% endfor %}完")) == ["完"]


def test_highlights_are_a_list(fill: Fill) -> None:
    assert _texts(fill("{{ highlights|join('／') }}")) == ["／".join(sample().highlights)]


def test_a_table_is_filled_row_by_row(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=4, cols=2)
    table.rows[0].cells[0].text = "{{ tables.progress.heads[0] }}"
    table.rows[1].cells[0].text = "{%tr for row in tables.progress.rows %}"
    table.rows[2].cells[0].text, table.rows[2].cells[1].text = "{{ row[0] }}", "{{ row[2] }}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    path = tmp_path / "表.docx"
    document.save(str(path))
    rows = Document(BytesIO(fill_template(sample(), path))).tables[0].rows
    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["指标", ""], ["常住人口城镇化率（%）", "46.79"], [HOSTILE, "—"],
    ]  # fmt: skip


def test_a_table_that_a_report_does_not_have_is_empty_and_no_fault(fill: Fill) -> None:
    # One template serves every place: where nothing lags there is no such table.
    asked = (
        "{% for row in tables.lagging.rows %}{{ row[0] }}{% endfor %}{{ tables.changes.caption }}完"
    )
    assert _texts(fill(asked)) == ["完"]


def test_lines_hold_the_targets_of_a_composed_report(fill: Fill, composed: Report) -> None:
    said = "{{ lines[0].indicator }}{{ lines[0].actual }}，目标{{ lines[0].target }}，{{ lines[0].status }}"
    assert _texts(fill(said, report=composed)) == ["常住人口城镇化率46.79%，目标55%，滞后"]


def test_every_field_that_is_told_of_is_there(composed: Report, fill: Fill) -> None:
    asked = "".join(_asking(name) for name, _ in FIELDS if name != "lines")
    assert _texts(fill(asked, report=composed))[0]


def _asking(name: str) -> str:
    """Return a piece of a template that asks for a field."""
    if name.startswith("line."):
        return f"{{{{ lines[0].{name.partition('.')[2]} }}}}"
    name = name.replace("sections.键", "sections.conclusion").replace("tables.键", "tables.lagging")
    return f"{{{{ {name}|string }}}}" if "." not in name else f"{{{{ {name}|length }}}}"


def test_text_from_data_is_never_markup_or_a_field(fill: Fill) -> None:
    report = replace(sample(), fields={"place": HOSTILE}, highlights=(HOSTILE,))
    document = fill("{{ place }}", "{{ highlights[0] }}", report=report, header="{{ place }}")
    assert _texts(document) == [HOSTILE, HOSTILE]
    assert document.sections[0].header.paragraphs[0].text == HOSTILE


def test_the_same_template_and_report_give_the_same_bytes(template: Callable[..., Path]) -> None:
    path = template("{{ place }}")
    assert fill_template(sample(), path) == fill_template(sample(), path)


def test_the_properties_say_which_data_it_shows(fill: Fill) -> None:
    about = fill("{{ stamp }}").core_properties
    assert sample().stamp.release.content_digest in about.comments


# Refusals


def _refusal(fill: Fill, *paragraphs: str, header: str = "") -> str:
    with pytest.raises(TemplateRefused) as refused:
        fill(*paragraphs, header=header)
    words = str(refused.value)
    assert words.startswith("年报模板.docx") and words.endswith("。")
    return words


def test_all_unknown_fields_are_named_together_with_those_there_are(fill: Fill) -> None:
    words = _refusal(fill, "{{ plce }}", "{{ place }}", header="{{ yaer }}")
    assert "不认识的字段“plce”、“yaer”" in words
    assert "place、region、year" in words and "tables.progress" in words


@pytest.mark.parametrize("asked", ["place.nmae", "tables.progess.rows", "sections.conclsion"])
def test_a_part_of_a_field_that_is_not_there_is_named(fill: Fill, asked: str) -> None:
    wrong = asked.split(".")[1]
    assert f"不认识的字段“{wrong}”" in _refusal(fill, f"{{{{ {asked} }}}}")


@pytest.mark.parametrize(
    "broken", ["{{ place", "{% if place %}好", "{{ place }} {% endfor %}", "{{ place|nofilter }}"]
)
def test_broken_syntax_is_shown_where_it_stands(fill: Fill, broken: str) -> None:
    words = _refusal(fill, "第一段", broken)
    assert "写法有错" in words


def test_the_place_of_the_fault_is_quoted(fill: Fill) -> None:
    assert "里“合计{{ place + 1 }}”处" in _refusal(fill, "第一段", "合计{{ place + 1 }}", "末段")


@pytest.mark.parametrize(
    "trick",
    [
        "{{ ''.__class__.__mro__ }}", "{{ place.__init__.__globals__ }}",
        "{{ '{0.__class__}'.format(place) }}", "{{ tables.clear() }}", "{{ highlights.__add__ }}",
        "{{ 'a' * 1000000000 }}", "{{ 9 ** 999999999 }}",
    ],
)  # fmt: skip
def test_tricks_are_refused(fill: Fill, trick: str) -> None:
    assert "不允许的写法" in _refusal(fill, trick)


@pytest.mark.parametrize(
    "strange",
    [
        "{{ range }}", "{{ self }}", "{{ sections.items }}", "{{ highlights }}",
        "{{ lipsum() }}", "{{ place|safe }}", "{% include '/etc/passwd' %}", "{{ highlights|random }}",
        "{% for one in range(10000000) %}长{% endfor %}", "{{ 1 / 0 }}",
    ],
)  # fmt: skip
def test_what_is_no_text_comes_by_chance_or_has_no_end_is_refused(fill: Fill, strange: str) -> None:
    _refusal(fill, strange)


def test_a_loop_that_tears_a_paragraph_apart_is_refused(
    template: Callable[..., Path],
) -> None:
    path = template("{% autoescape false %}{{ '<w:p>' }}{% endautoescape %}")
    with pytest.raises(TemplateRefused, match="不是完整的Word文档"):
        fill_template(sample(), path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateRefused, match="找不到"):
        fill_template(sample(), tmp_path / "没有.docx")


def test_a_file_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "旧.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" * 100)
    with pytest.raises(DocumentUnreadable, match="旧"):
        fill_template(sample(), path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "大.docx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 120_000_000)
    with pytest.raises(DocumentUnreadable, match="压缩炸弹"):
        fill_template(sample(), path)


def test_another_office_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "表.docx"
    openpyxl.Workbook().save(path)
    with pytest.raises(TemplateRefused, match="不是Word文档"):
        fill_template(sample(), path)


def test_a_zip_that_only_looks_like_a_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "空.docx"
    with ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(TemplateRefused, match="不是Word文档"):
        fill_template(sample(), path)
