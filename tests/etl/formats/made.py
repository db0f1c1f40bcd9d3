"""Documents made for the tests: one invented text as .txt, .docx, .html and .pdf.

A text is a list of paragraphs; a table is a list of rows. No sentence comes from a real document.
"""

import io
import subprocess
import zipfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

import docx
from docx.oxml import parse_xml
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

Block = str | list[list[str]]
SONG = "STSong-Light"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TARGETS = [
    ["序号", "指标", "单位", "2020年", "2025年", "属性"],
    ["1", "常住人口城镇化率", "%", "44.10", "51.5", "预期性"],
    ["2", "城市污水处理率", "%", "93.2", "96", "约束性"],
    ["3", "新增城镇就业", "万人", "2.85", "15.5", "预期性"],
]
PLAN: list[Block] = [
    "平凉市新型城镇化实施方案（2021—2025年）",
    "为推进以人为核心的新型城镇化，结合我市实际，制定本方案。",
    "一、发展基础",
    "（一）城镇化水平逐步提高。2020年末，全市常住人口181.3万人，其中城镇人口79.9万人，常住人口城镇化率达到44.1%，"
    "比2015年提高6.4个百分点。城镇居民人均可支配收入达到28450元，年均增长7.2%。全市建成区面积达到96.5平方公里，"
    "城镇人均道路面积15.2平方米，GDP超过470亿元。",
    "（二）设施短板仍然明显。城市供水普及率为95.8%，燃气普及率仅为78%，生活垃圾无害化处理率98.6%，"
    "人均公园绿地面积11.9平方米，与周边城市相比还有差距。",
    "二、主要目标",
    "到2025年，全市常住人口城镇化率达到51.5%，户籍人口城镇化率达到40%以上，城市污水处理率不低于96%，"
    "建成区绿地率达到38.2%，城镇调查失业率控制在5.5%以内，新增城镇就业15.5万人。",
    TARGETS,
    "三、重点任务",
    "（一）推进老旧小区改造。“十四五”期间，改造城镇老旧小区326个、4.2万户，新建公共停车位1.8万个，加装电梯150部。"
    "到2023年，完成改造任务的60%以上。（责任单位：市住房城乡建设局、市发展改革委）",
    "（二）完善市政设施。新增城市道路118公里、污水管网206公里、雨水管网93公里，更新供水管网74公里，"
    "到2025年公共供水管网漏损率控制在9%以内。（责任单位：市住房城乡建设局）",
    "（三）提升公共服务。新建幼儿园36所，新增学位1.2万个，每千常住人口医疗卫生机构床位数达到7.5张，"
    "基本养老保险参保率达到96%，养老机构护理型床位占比达到58%。（责任单位：市教育局、市卫生健康委、市民政局）",
    "四、保障措施",
    "各县（区）要把方案实施作为重要任务，逐项分解，压实责任，每年对完成情况开展一次评估，评估结果向社会公开，"
    "重要事项及时向市委、市政府报告。",
]


def as_text(blocks: Sequence[Block]) -> bytes:
    """Return the text with one line a paragraph and pipe tables."""
    return "".join(f"{line}\n" for block in blocks for line in _lines(block)).encode()


def _lines(block: Block) -> list[str]:
    return [block] if isinstance(block, str) else [f"| {' | '.join(row)} |" for row in block]


def as_docx(blocks: Sequence[Block]) -> bytes:
    """Return the text as a Word document without any numbering of Word's own."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), len(block[0]))
        for row, cells in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    return saved(document)


def saved(document: "docx.document.Document") -> bytes:
    """Return the bytes of a Word document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def docx_of(body: str, **parts: str) -> bytes:
    """Return a Word document whose body is this XML; `numbering` and `styles` may be given."""
    document = docx.Document()
    element = document.element.body
    for part in list(element)[:-1]:
        element.remove(part)
    for part in reversed(parse_xml(f"<w:body {W}>{body}</w:body>")):
        element.insert(0, part)
    if "numbering" in parts:
        numbering = document.part.numbering_part.element
        for part in list(numbering):
            numbering.remove(part)
        numbering.extend(parse_xml(f"<w:numbering {W}>{parts['numbering']}</w:numbering>"))
    for style in parse_xml(f"<w:styles {W}>{parts.get('styles', '')}</w:styles>"):
        document.styles.element.append(style)
    return saved(document)


def with_part(data: bytes, part: str, content: bytes) -> bytes:
    """Return a zipped document with one part put in place of another."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    return stream.getvalue()


def as_html(blocks: Sequence[Block], charset: str = "utf-8", style: str = "") -> bytes:
    """Return the text as a web page with a menu and a foot."""
    body = "".join(
        f"<p>{escape(b)}</p>\n" if isinstance(b, str) else _html_table(b) for b in blocks
    )
    page = (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>政务公开</title>'
        f"<style>{style}</style></head><body>{body}</body></html>"
    )
    return page.encode(charset)


def _html_table(rows: list[list[str]]) -> str:
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def as_pdf(blocks: Sequence[Block], *, size: float = 14, head: str = "", number: str = "") -> bytes:
    """Return the text as reportlab sets it: indented, justified, with running head and number.

    `number` is a pattern for the page number such as "— {} —".
    """
    pdfmetrics.registerFont(UnicodeCIDFont(SONG))
    body = ParagraphStyle(
        "body", fontName=SONG, fontSize=size, leading=size * 1.8, firstLineIndent=2 * size,
        wordWrap="CJK", alignment=4,
    )  # fmt: skip
    title = ParagraphStyle("title", fontName=SONG, fontSize=size + 6, leading=36, alignment=1)
    story: list[Flowable] = []
    for block in blocks:
        if isinstance(block, str):
            story.append(Paragraph(escape(block), body if story else title))
        else:
            grid = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
            story += [
                Table(block, style=[grid, ("FONT", (0, 0), (-1, -1), SONG, 10)]),
                Spacer(1, 8),
            ]

    def frame(canvas: Canvas, template: SimpleDocTemplate) -> None:
        canvas.setFont(SONG, 9)
        if head:
            canvas.drawCentredString(A4[0] / 2, A4[1] - 40, head)
        if number:
            canvas.drawCentredString(A4[0] / 2, 40, number.format(template.page))

    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4).build(story, onFirstPage=frame, onLaterPages=frame)
    return stream.getvalue()


def drawn_pdf(*pages: Sequence[tuple[float, float, str]], size: float = 14) -> bytes:
    """Return a PDF with strings at given places (points from the left and from the top of A4)."""
    pdfmetrics.registerFont(UnicodeCIDFont(SONG))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    for strings in pages:
        canvas.setFont(SONG, size)
        for x, top, text in strings:
            canvas.drawString(x, A4[1] - top, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def printed(page: bytes, folder: Path, chromium: str) -> bytes:
    """Return a web page as Chromium prints it."""
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_bytes(page)
    command = [
        chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
        f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}", source.as_uri(),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return target.read_bytes()
