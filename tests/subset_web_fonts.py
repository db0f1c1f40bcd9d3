"""Makes dashboard/assets/fonts again: what a browser without any Chinese font loads from the server.

Run by hand, never by a test: `python tests/subset_web_fonts.py NOTO_FOLDER UNIHAN`, both as for
subset_fonts.py (NotoSansCJK-Regular.ttc and -Bold.ttc). It needs fonttools, brotli and cffsubr.

Three parts for each weight, named one after another in the style sheet: a browser asks for the
next only when a character is in none before, so most pages need the first alone.
"""

import io
import sys
from pathlib import Path

import cffsubr
from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

from tests.subset_fonts import SYMBOLS, gb2312, general_standard, is_han, ours

FONTS = Path(__file__).resolve().parents[1] / "dashboard" / "assets" / "fonts"
LATIN = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2030))}
FEATURES = ["kern", "tnum", "lnum", "ccmp"]


def main(noto: Path, unihan: Path) -> None:
    """Write the parts of both weights."""
    common = gb2312()
    first = {one for one in common if not is_han(one) or one.encode("gb2312") < b"\xd8\xa1"}
    first |= LATIN | set(SYMBOLS)
    second = (common | ours()) - first
    third = general_standard(unihan) - first - second
    for weight in ("Regular", "Bold"):
        for number, wanted in enumerate((first, second, third), start=1):
            _write(_face(noto / f"NotoSansCJK-{weight}.ttc"), wanted, f"{weight.lower()}-{number}")


def _face(collection: Path) -> TTFont:
    faces = TTCollection(collection).fonts
    return next(one for one in faces if one["name"].getDebugName(1).startswith("Noto Sans CJK SC"))


def _write(font: TTFont, wanted: set[str], name: str) -> None:
    options = subset.Options()
    options.hinting = False
    options.layout_features = FEATURES
    options.drop_tables += ["BASE", "DSIG", "VORG", "vhea", "vmtx"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    font.recalcTimestamp = False
    maker = subset.Subsetter(options)
    maker.populate(unicodes=[ord(one) for one in wanted])
    maker.subset(font)
    draft = io.BytesIO()
    font.save(draft)
    small = TTFont(io.BytesIO(draft.getvalue()), recalcTimestamp=False)
    cffsubr.subroutinize(small, cff_version=1, keep_glyph_names=False)
    small.flavor = "woff2"
    small.save(FONTS / f"noto-sans-sc-{name}.woff2")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
