"""Word documents: nothing that is shown is lost, nothing that is not shown is read."""

import docx
import pytest

from etl.errors import DocumentUnreadable
from etl.formats import read_manuscript
from tests.etl.formats.made import W, docx_of, saved, with_part


def text_of(body: str) -> str:
    return read_manuscript(docx_of(body), "a.docx").text


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_every_paragraph_is_a_line_and_paragraphs_are_numbered() -> None:
    document = docx.Document()
    document.add_heading("发展基础", 1)
    document.add_paragraph()
    document.add_paragraph("绿地率38%。")
    paper = read_manuscript(saved(document), "a.docx")
    assert (paper.text, paper.numbered_by) == ("发展基础\n绿地率38%。\n", "paragraph")
    assert paper.number_at(paper.text.index("绿地率")) == 2


def test_a_tab_is_a_space_and_a_break_ends_the_line() -> None:
    body = "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>"
    assert text_of(body) == "甲 乙\n丙\n"


@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:ins w:id='1' w:author='某'>{}</w:ins>",
        "<w:moveTo w:id='1' w:author='某'>{}</w:moveTo>",
        "<w:hyperlink w:anchor='a'>{}</w:hyperlink>",
        "<w:smartTag w:element='e'>{}</w:smartTag>",
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:fldSimple w:instr='REF a'>{}</w:fldSimple>",
    ],
)
def test_inserted_and_wrapped_text_is_read_in_its_place(wrapped: str) -> None:
    body = f"<w:p>{run('达到')}{wrapped.format(run('5'))}{run('5%')}</w:p>"
    assert text_of(body) == "达到55%\n"


@pytest.mark.parametrize(
    "gone",
    [
        "<w:del w:id='1' w:author='某'><w:r><w:delText>44</w:delText></w:r></w:del>",
        f"<w:moveFrom w:id='1' w:author='某'>{run('44')}</w:moveFrom>",
        run("44", "<w:vanish/>"),
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE 44</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>" + run("44") +
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>",
    ],
)  # fmt: skip
def test_deleted_hidden_and_coded_text_is_not_read(gone: str) -> None:
    assert text_of(f"<w:p>{run('达到')}{gone}{run('55%')}</w:p>") == "达到55%\n"


def test_the_result_of_a_field_is_read() -> None:
    body = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>=1</w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('55')}"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    )
    assert text_of(body) == "55\n"


def test_text_that_is_hidden_no_more_is_read() -> None:
    shown = run("甲", "<w:vanish w:val='0'/>")
    assert text_of(f"<w:p>{shown}</w:p>") == "甲\n"


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    mark = "<w:pPr><w:rPr><w:del w:id='1' w:author='某'/></w:rPr></w:pPr>"
    assert text_of(f"<w:p>{mark}{run('达到')}</w:p><w:p>{run('55%')}</w:p>") == "达到55%\n"
    assert text_of(f"<w:p>{mark}{run('达到')}</w:p>") == "达到\n"


def test_a_raised_digit_is_not_read_as_part_of_the_number() -> None:
    raised = run("1", '<w:vertAlign w:val="superscript"/>')
    lowered = run("2", '<w:vertAlign w:val="subscript"/>')
    assert text_of(f"<w:p>{run('44.77')}{raised}{run('，CO')}{lowered}</w:p>") == "44.77¹，CO2\n"


def test_a_text_box_that_is_stored_twice_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent><w:p>{run('专栏')}</w:p></w:txbxContent>"
    body = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml">'
        f"{run('正')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}"
        f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox>"
        f"</w:pict></mc:Fallback></mc:AlternateContent></w:r>{run('文')}</w:p>"
    )
    assert text_of(body) == "正文\n专栏\n"


def test_headers_footers_and_comments_are_no_part_of_the_text() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    paragraph = document.add_paragraph("正文")
    if hasattr(document, "add_comment"):
        document.add_comment(paragraph.runs, text="批注", author="某")
    assert read_manuscript(saved(document), "a.docx").text == "正文\n"


def test_signs_that_word_leaves_inside_words_are_dropped() -> None:
    body = (
        "<w:p><w:r><w:t>55\u200b.5</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>6%</w:t></w:r></w:p>"
    )
    assert text_of(body) == "55.5-6%\n"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_a_table_is_pipe_rows_with_merged_cells_resolved() -> None:
    across, begin, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        cell("指标") + cell("目标", across),
        cell("经济", begin) + cell("甲") + cell("1"),
        cell("", on) + cell("乙") + cell("2"),
    )
    assert text_of(body) == "| 指标 | 目标 |  |\n| 经济 | 甲 | 1 |\n| 经济 | 乙 | 2 |\n"


def test_an_old_merged_cell_and_a_row_that_begins_late_keep_their_columns() -> None:
    body = table(
        cell("甲", '<w:hMerge w:val="restart"/>') + cell("", '<w:hMerge w:val="continue"/>') + cell("乙"),
        '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("丙") + cell("丁"),
    )  # fmt: skip
    assert text_of(body) == "| 甲 |  | 乙 |\n|  | 丙 | 丁 |\n"


def test_paragraphs_of_a_cell_are_joined_and_a_bar_in_it_is_no_border() -> None:
    two = f"<w:tc><w:p>{run('地区生产')}</w:p><w:p>{run('总值|亿元')}</w:p></w:tc>"
    assert text_of(table(two + cell("55"))) == "| 地区生产总值｜亿元 | 55 |\n"


def test_a_table_inside_a_cell_is_flattened_into_it() -> None:
    inner = f"<w:tc>{table(cell('甲') + cell('1'), cell('乙') + cell('2'))}</w:tc>"
    assert text_of(table(cell("外") + inner)) == "| 外 | 甲 1；乙 2 |\n"


def test_a_frame_of_one_column_is_running_text() -> None:
    inner = f"<w:tc><w:p>{run('专栏1')}</w:p>{table(cell('甲') + cell('1'))}<w:p/></w:tc>"
    assert text_of(table(inner)) == "专栏1\n| 甲 | 1 |\n"


def test_a_deleted_row_is_not_read() -> None:
    gone = "<w:trPr><w:del w:id='1' w:author='某'/></w:trPr>" + cell("旧") + cell("0")
    assert text_of(table(cell("甲") + cell("1"), gone)) == "| 甲 | 1 |\n"


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(DocumentUnreadable, match="没有文字"):
        text_of("<w:p/>")


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY b "甲">]>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">',
    ],
)
def test_a_document_that_declares_entities_is_refused(declared: str) -> None:
    xml = f'<?xml version="1.0" encoding="UTF-8"?>{declared}<a>&b;</a>'.encode()
    for data in (xml, xml.decode().replace("UTF-8", "UTF-16").encode("utf-16")):
        bad = with_part(docx_of("<w:p/>"), "word/document.xml", data)
        with pytest.raises(DocumentUnreadable, match="实体声明"):
            read_manuscript(bad, "a.docx")


@pytest.mark.parametrize("depth", [70, 5000])
def test_a_deeply_nested_document_is_read_or_refused(depth: int) -> None:
    body = "<w:sdt><w:sdtContent>" * depth + "<w:p><w:r><w:t>深</w:t></w:r></w:p>"
    body += "</w:sdtContent></w:sdt>" * depth
    xml = f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()
    data = with_part(docx_of("<w:p/>"), "word/document.xml", xml)
    if depth < 100:
        assert read_manuscript(data, "a.docx").text == "深\n"
    else:
        with pytest.raises(DocumentUnreadable, match="损坏"):
            read_manuscript(data, "a.docx")
