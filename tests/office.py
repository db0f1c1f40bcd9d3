"""LibreOffice and poppler, which read back what was written: as a stranger's program would."""

import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="没有安装LibreOffice，不能用它打开导出的文件。"
)
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="没有安装poppler-utils，不能读回PDF。"
)
_PATIENCE = 180
# Without this LibreOffice shows the values that came with a workbook and calculates nothing.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


# The faces that a report names and Word has, by the ones the package carries for its PDF.
_FACES = {
    "仿宋_GB2312": "FandolFang", "仿宋": "FandolFang", "楷体_GB2312": "FandolKai", "楷体": "FandolKai",
    "黑体": "FandolHei", "方正小标宋简体": "FandolSong", "宋体": "Noto Serif CJK SC",
    "微软雅黑": "Noto Sans CJK SC", "Microsoft YaHei": "Noto Sans CJK SC",
    "Times New Roman": "Liberation Serif",
}  # fmt: skip
_FONTS = Path(__file__).resolve().parents[1] / "dashboard" / "export" / "fonts"


def _font_settings(to: Path) -> Path:
    """Return a file that lets LibreOffice draw a report in the faces it names."""
    aliases = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{face}</string></edit></match>'
        for name, face in _FACES.items()
    )
    path = to / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{_FONTS}</dir>'
        # The package's Noto holds rare characters only and would hide the whole one of the same name.
        f"<selectfont><rejectfont><glob>{_FONTS}/Noto*</glob></rejectfont></selectfont>"
        f"{aliases}</fontconfig>",
        encoding="utf-8",
    )
    return path


def convert(path: Path, kind: str, to: Path) -> Path:
    """Return a file as LibreOffice saved it anew; fails where it could not be opened.

    Each has a profile of its own, so that several may run at a time.
    """
    to.mkdir(parents=True, exist_ok=True)
    profile = to / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    done = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore",
         "--convert-to", kind, "--outdir", str(to), str(path)],
        capture_output=True, text=True, timeout=_PATIENCE, check=False,
        env=os.environ | {"FONTCONFIG_FILE": str(_font_settings(to))},
    )  # fmt: skip
    made = to / f"{path.stem}.{kind.partition(':')[0]}"
    assert made.exists(), f"LibreOffice不能打开{path.name}：{done.stdout}{done.stderr}"
    return made


def recalculated(path: Path, to: Path) -> openpyxl.Workbook:
    """Return a workbook with every formula calculated anew by LibreOffice."""
    return openpyxl.load_workbook(convert(path, "xlsx:Calc MS Excel 2007 XML", to), data_only=True)


def pdf_text(path: Path) -> str:
    """Return the text layer of a PDF in reading order."""
    return _said("pdftotext", "-layout", str(path), "-")


def pdf_fonts(path: Path) -> list[list[str]]:
    """Return the fonts of a PDF as rows of pdffonts, without its two lines of header."""
    return [line.split() for line in _said("pdffonts", str(path)).splitlines()[2:]]


def _said(*command: str) -> str:
    return subprocess.run(
        command, capture_output=True, text=True, timeout=_PATIENCE, check=True
    ).stdout
