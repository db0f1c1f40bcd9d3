"""Pages by GB/T 9704-2012: A4, margins, 22 lines, numbers outside; wide tables on turned pages."""

from dataclasses import dataclass

from dashboard.export.word.markup import Element, linked, paragraph, run, w, worded
from dashboard.export.word.styles import LINE

ODD_FOOTER, EVEN_FOOTER = "rIdOdd", "rIdEven"
_TWIPS = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Page:
    """A kind of page: paper, margins and the height of its number above the edge, in mm."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    footer: float
    is_turned: bool = False

    @property
    def text_width(self) -> float:
        """Return the width of the text in mm."""
        return self.width - self.left - self.right

    @property
    def text_twips(self) -> int:
        """Return the width of the text in twips, rounded down: a table must not stand out."""
        return int(self.text_width * _TWIPS)


# 版心156×225 mm；一字线上距版心下边缘7 mm。
UPRIGHT = Page(210, 297, top=37, right=26, bottom=35, left=28, footer=25)
# 横排的页面转过来：订口一边在上。
TURNED = Page(297, 210, top=28, right=37, bottom=26, left=35, footer=16, is_turned=True)


def section_of(page: Page) -> Element:
    """Return the properties of a section of such pages; page numbers run on."""
    turned = {"orient": "landscape"} if page.is_turned else {}
    size = w("pgSz", w=_twips(page.width), h=_twips(page.height), **turned)
    margins = {
        side: _twips(getattr(page, side)) for side in ("top", "right", "bottom", "left", "footer")
    }
    return w(
        "sectPr", linked("footerReference", ODD_FOOTER, type="default"),
        linked("footerReference", EVEN_FOOTER, type="even"), w("type", val="nextPage"), size,
        w("pgMar", **margins, header=_twips(15), gutter=0), w("docGrid", type="lines", linePitch=LINE),
    )  # fmt: skip


def footer_part(*, is_odd: bool) -> Element:
    """Return a footer: the number between dashes, one character from the outer edge of the text."""
    side = {"rightChars": 100, "right": 280} if is_odd else {"leftChars": 100, "left": 280}
    looks = (w("ind", **side), w("jc", val="right" if is_odd else "left"))
    return w(
        "ftr", paragraph("Footer", run("— "), *field("PAGE", run("1")), run(" —"), looks=looks)
    )


def field(code: str, *shown: Element) -> tuple[Element, ...]:
    """Return a field: its beginning, its code, what it last showed, its end, each in a run."""
    instruction = w("r", worded("instrText", f" {code} "))
    return (_mark("begin"), instruction, _mark("separate"), *shown, _mark("end"))


def _mark(kind: str) -> Element:
    """Return a run with one of the marks of a field: begin, separate or end."""
    return w("r", w("fldChar", fldCharType=kind))


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS)
