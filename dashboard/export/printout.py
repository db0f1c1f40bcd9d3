"""The report as a PDF for print, in official layout, made by Typst with fonts that are shipped.

No text ever becomes Typst source, no font of the machine changes the result, nothing is fetched and
no file is left behind. The same report gives the same bytes.
"""

import json
from datetime import UTC
from pathlib import Path

import typst

from dashboard.export.legible import FONTS, letters
from dashboard.export.printout_data import data_of
from dashboard.export.properties import released
from dashboard.report.records import Report
from dashboard.theme import TOKENS
from etl.errors import UrbanError

_TEMPLATE = Path(__file__).parent / "typst" / "report.typ"


class PrintoutFailed(UrbanError):
    """A report that could not be set as a PDF; the text carries Typst's own words."""

    code = "printout-failed"


def printout_of(report: Report, fonts: Path = FONTS) -> bytes:
    """Return the report as a PDF/A with bookmarks; raises PrintoutFailed where it cannot be set.

    `fonts` is the folder of the shipped fonts.
    """
    inputs = {"report": json.dumps(data_of(report, letters())), "colours": json.dumps(TOKENS)}
    created = released(report.stamp.release).replace(tzinfo=UTC)
    # PDF/A-2a：长期可读，文字可查，带标签，读屏软件可读。
    try:
        made, warnings = typst.compile_with_warnings(
            _TEMPLATE, root=_TEMPLATE.parent, font_paths=[fonts], ignore_system_fonts=True,
            format="pdf", sys_inputs=inputs, pdf_standards="a-2a", timestamp=created,
        )  # fmt: skip
    except typst.TypstError as error:
        raise PrintoutFailed(_sentence(report, error.message)) from error
    if lacking := [one.message for one in warnings if "font" in one.message]:
        raise PrintoutFailed(_sentence(report, "；".join(lacking)))
    return bytes(made)


def _sentence(report: Report, said: str) -> str:
    todo = "字体文件不全，请重新安装本程序" if "font" in said else "请把这句话告诉维护者"
    return f"{report.file_name}.pdf：PDF没有排成。{todo}，其他格式不受影响。Typst说：{said}"
