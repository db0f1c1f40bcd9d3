"""Charts that Word draws and edits itself: a part of the file each, with the workbook of its data."""

from datetime import datetime

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.document import DocumentPart
from lxml import etree

from dashboard.export.native_charts import Lettering, chart_parts
from dashboard.export.word.markup import Element, R, as_bytes, w
from dashboard.report.records import Chart

_LETTERING = Lettering(10.5)
_EMU = 36000
_HEIGHT = 80
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def chart_run(
    document: DocumentPart, chart: Chart, number: int, width: float, created: datetime
) -> Element:
    """Return a run that shows a chart, after its parts were added to the document.

    `number` tells it apart in the file, from 1; `width` in mm.
    """
    relation = document.relate_to(_part(document, chart, number, created), RT.CHART)
    return w("r", w("drawing", _inline(chart, number, relation, width)))


def _part(document: DocumentPart, chart: Chart, number: int, created: datetime) -> Part:
    parts = chart_parts(chart, _LETTERING, created)
    workbook = Part(
        PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"), CT.SML_SHEET,
        parts.xlsx_blob, document.package,
    )  # fmt: skip
    made = Part(PackURI(f"/word/charts/chart{number}.xml"), CT.DML_CHART, None, document.package)
    external = etree.SubElement(parts.xml, f"{{{_C}}}externalData")
    external.set(f"{{{R}}}id", made.relate_to(workbook, RT.PACKAGE))
    etree.SubElement(external, f"{{{_C}}}autoUpdate", val="0")
    made._blob = as_bytes(parts.xml)
    return made


def _inline(chart: Chart, number: int, relation: str, width: float) -> Element:
    """Return the frame of a chart in a line of text; it says in words what it shows."""
    inline = etree.Element(
        f"{{{_WP}}}inline", distT="0", distB="0", distL="0", distR="0",
        nsmap={"wp": _WP, "a": _A, "c": _C},
    )  # fmt: skip
    size = {"cx": str(round(width * _EMU)), "cy": str(_HEIGHT * _EMU)}
    etree.SubElement(inline, f"{{{_WP}}}extent", size)
    etree.SubElement(inline, f"{{{_WP}}}effectExtent", l="0", t="0", r="0", b="0")
    said = f"{chart.caption}：{chart.finding}"
    etree.SubElement(inline, f"{{{_WP}}}docPr", id=str(number), name=f"图{number}", descr=said)
    etree.SubElement(inline, f"{{{_WP}}}cNvGraphicFramePr")
    graphic = etree.SubElement(inline, f"{{{_A}}}graphic")
    data = etree.SubElement(graphic, f"{{{_A}}}graphicData", uri=_C)
    etree.SubElement(data, f"{{{_C}}}chart", {f"{{{R}}}id": relation})
    return inline
