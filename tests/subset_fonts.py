"""Makes the font subsets of dashboard/export/fonts again from the originals that Debian ships.

Run by hand, never by a test: `python tests/subset_fonts.py FANDOL NOTO UNIHAN` where FANDOL is the
folder of the Fandol fonts (package texlive-lang-chinese), NOTO is NotoSerifCJK-Regular.ttc (package
fonts-noto-cjk), UNIHAN is Unihan_OtherMappings.txt.bz2 (package unicode-data). It needs fonttools
and cffsubr. The same originals give the same bytes.
"""

import bz2
import io
import re
import sys
from pathlib import Path

import cffsubr
from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / "dashboard" / "export" / "fonts"
BODY = "FandolFang-Regular"
HEADS = ("FandolHei-Regular", "FandolKai-Regular", "FandolSong-Bold")
RARE = "NotoSerifCJKsc-Regular"
CHANGED = "subset 2026-11-23 for urbanization-tracker"
# GB2312没有、正式文本里却会遇到的符号。
SYMBOLS = "⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳−㎡㎢㎏㎞³²―㎜㎝㏑▪▼▽●◆▲◇○■□△★☆※℃→←↑↓✓✔✗①②③④⑤⑥⑦⑧⑨⑩ⅪⅫ"
# 由Typst自带的Libertinus Serif承担的字（0x20—0x17F它全有），软连字符除外。
LATIN = frozenset(chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180)) if code != 0xAD)


def main(fandol: Path, noto: Path, unihan: Path) -> None:
    """Write the subsets and the list of characters that they hold."""
    body = gb2312()
    common = {one for one in body if not is_han(one) or one.encode("gb2312") < b"\xd8\xa1"}
    heads = common | (ours() & body)
    rare = (ours() | general_standard(unihan) | big5_common() | set(SYMBOLS)) - body
    held = set(LATIN)
    held |= _write(TTFont(fandol / f"{BODY}.otf"), body, BODY)
    for name in HEADS:
        _write(TTFont(fandol / f"{name}.otf"), heads, name)
    held |= _write(_simplified(noto), rare, RARE)
    listed = "".join(sorted(held))
    lines = [listed[at : at + 64] for at in range(0, len(listed), 64)]
    (FONTS / "coverage.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def gb2312() -> set[str]:
    """Return the characters of GB/T 2312: 6763 Chinese ones and 682 signs.

    Python reads its dash and its middle dot as U+2015 and U+30FB; people write U+2014 and U+00B7.
    It lacks the zero of years (〇), the mark of repetition and the euro, which official texts have.
    """
    codes = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {code.decode("gb2312", "ignore") for code in codes} - {""} | set("—·〇々€")


def big5_common() -> set[str]:
    """Return the 5401 frequent traditional characters of Big5."""
    cells = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    codes = (bytes((row, cell)) for row in range(0xA4, 0xC7) for cell in cells)
    return {code.decode("big5", "ignore") for code in codes} - {""}


def general_standard(unihan: Path) -> set[str]:
    """Return the 8105 characters of the Table of General Standard Chinese Characters (2013)."""
    text = bz2.decompress(unihan.read_bytes()).decode("utf-8")
    found = re.findall(r"^U\+([0-9A-F]+)\tkTGH\t", text, re.MULTILINE)
    return {chr(int(code, 16)) for code in found}


def ours() -> set[str]:
    """Return every Chinese character of the names that the project ships."""
    files = ("data/places.csv", "data/place_aliases.csv", "data/departments.csv", "indicators.yaml")
    return {one for name in files for one in (ROOT / name).read_text("utf-8") if is_han(one)}


def is_han(one: str) -> bool:
    """Return whether a character is a Chinese one."""
    return "\u3400" <= one <= "\u9fff" or one >= "\U00020000"


def _simplified(noto: Path) -> TTFont:
    faces = TTCollection(noto).fonts
    return next(face for face in faces if face["name"].getDebugName(4) == "Noto Serif CJK SC")


def _write(font: TTFont, wanted: set[str], name: str) -> set[str]:
    """Write a subset and return what it holds; lines are only set horizontally, without hints."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["BASE", "DSIG", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    font.recalcTimestamp = False
    maker = subset.Subsetter(options)
    maker.populate(unicodes=[ord(one) for one in wanted])
    maker.subset(font)
    for record in font["name"].names:
        if record.nameID == 5:
            record.string = f"{record.toUnicode()}; {CHANGED}"
    draft = io.BytesIO()
    font.save(draft)
    small = TTFont(io.BytesIO(draft.getvalue()), recalcTimestamp=False)
    cffsubr.subroutinize(small, cff_version=1, keep_glyph_names=False)
    small.save(FONTS / f"{name}.otf")
    return {chr(code) for code in small.getBestCmap()}


if __name__ == "__main__":
    main(*(Path(word) for word in sys.argv[1:4]))
