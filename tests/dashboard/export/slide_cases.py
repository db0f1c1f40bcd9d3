"""Reports made small or far too large, and slides read back, for the tests of slides."""

import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn

from dashboard.export.slides import slides_of
from dashboard.export.slides_text import Text
from dashboard.report.records import Cell, Column, Heading, Paragraph, Report, Section, Table
from tests.dashboard.sample_report import HOSTILE, rate_chart, sample

_LINE = re.compile(r'<line xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">')
HEADS = ("指标", "单位", "基期", "本年实际", "目标", "进度差", "评估结论")
ROW = (Cell("常住人口城镇化率"), Cell("%"), Cell("44.77"), Cell("46.79"), Cell("55.00"), Cell("−20.3"),
       Cell("滞后", tone="warn"))  # fmt: skip


def opened(report: Report) -> Any:
    """Return the slides as a stranger's program reads them."""
    return Presentation(io.BytesIO(slides_of(report)))


def report_of(*sections: Section, **changed: Any) -> Report:
    return replace(sample(), sections=sections, **changed)


def table_of(key: str, rows: tuple[tuple[Cell, ...], ...], caption: str = "主要指标进展") -> Table:
    return Table(key, caption, tuple(Column(head, 1.0) for head in HEADS), rows)


def section_of(key: str, *blocks: Any) -> Section:
    return Section(key, (Heading(1, f"一、{key}"), *blocks))


def title(slide: Any) -> str:
    return str(slide.shapes.title.text_frame.text)


def titles(report: Report) -> list[str]:
    return [title(slide) for slide in opened(report).slides]


def grids(deck: Any) -> list[list[list[str]]]:
    """Return the tables of a deck as texts, header first."""
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
    ]


def tall(frame: Any, width: float) -> float:
    """Return the height of the text in a frame by the estimate, in points."""
    height = 0.0
    for number, paragraph in enumerate(frame.paragraphs):
        size = (paragraph._p.find(f".//{qn('a:endParaRPr')}").get("sz")) or "0"
        text = "".join(part.text or "" for part in paragraph._p.iter(qn("a:t")))
        before = paragraph.space_before.pt if number and paragraph.space_before else 0
        height += Text(text, int(size) / 100).height(width) + before
    return height


def heavy() -> Report:
    """Return a report with too much of everything."""
    wordy = tuple(
        tuple(
            Cell(text * (n % 5 + 1))
            for text in ("城镇化率", "12,345.67", HOSTILE, "W" * 30, "是", "", "滞后")
        )
        for n in range(12)
    )
    chart = replace(rate_chart(), finding="落后于序时进度，" * 30, note="来源：某年统计公报。" * 60)
    table = replace(table_of("progress", wordy), notes=("注：" + "说明" * 200 + "。",))
    return replace(
        sample(), title=("某某县" * 20, "监测评估报告" * 20), place="某某自治县" * 20,
        highlights=("结论" * 100 + "。", *("另一句结论，" * 60,) * 6, HOSTILE),
        sections=(
            section_of("progress", chart, Paragraph("概括" * 200), table),
            section_of("method", Paragraph("没有句号的话" * 300)),
        ),
    )  # fmt: skip


def lines_on(pdf: Path) -> list[list[tuple[float, float, float, float]]]:
    """Return where poppler sees each line of text, page by page: left, top, right, foot in points."""
    seen = subprocess.run(
        ["pdftotext", "-bbox-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = seen.split("<page ")[1:]
    return [[_corners(found) for found in _LINE.findall(page)] for page in pages]


def _corners(found: tuple[str, ...]) -> tuple[float, float, float, float]:
    left, top, right, foot = (float(side) for side in found)
    return left, top, right, foot
