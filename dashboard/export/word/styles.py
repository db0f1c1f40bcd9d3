"""The styles of an official document by GB/T 9704-2012, and the fonts they name.

Every style names its Chinese and its Latin font apart and takes no colour or bold from another.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.export.word.markup import Element, w
from dashboard.theme import TOKENS

FANG, KAI, HEI, TITLE, SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"
LATIN = "Times New Roman"
# What Word takes where a font is not there, nearest first.
_INSTEAD = {
    FANG: "仿宋,FangSong,华文仿宋,STFangsong", KAI: "楷体,KaiTi,华文楷体,STKaiti",
    HEI: "SimHei,华文黑体,STHeiti",
    TITLE: "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体",
    SONG: "SimSun,华文宋体,STSong",
}  # fmt: skip
# 正文每页22行，行距225 mm÷22≈29磅；以缇（1/20磅）计。
LINE = 580
# 目录行距24磅：连同题目，一页放得下。
_TOC_LINE = 480
# 版心宽156 mm，以缇计：目录的页码排在右边。
_TEXT = 8844
# 表格字号：五号10.5磅；栏目多的小五号9磅、8磅。
TABLE_POINTS = (10.5, 9.0, 8.0)


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; lengths in twips, indents in hundredths of a character.

    `line` is the exact pitch, 0 for as high as its text; `outline` the level of a heading, from 0.
    """

    key: str
    name: str
    chinese: str
    points: float
    align: str = "both"
    line: int = LINE
    before: int = 0
    after: int = 0
    first: int = 0
    left: int = 0
    outline: int | None = None
    is_kept: bool = False
    is_framed: bool = False
    has_leader: bool = False
    follows: str = ""

    @property
    def is_on_grid(self) -> bool:
        """Return whether its lines keep to the 22 of a page."""
        return self.line == LINE


_STYLES = (
    Style("Normal", "Normal", FANG, 16),
    Style("BodyText", "Body Text", FANG, 16, first=200),
    Style("Title", "Title", TITLE, 22, "center", line=700, after=120, is_kept=True, follows="Subtitle"),
    Style("Subtitle", "Subtitle", KAI, 16, "center", after=LINE, is_kept=True, follows="BodyText"),
    Style("Heading1", "heading 1", HEI, 16, first=200, outline=0, is_kept=True, follows="BodyText"),
    Style("Heading2", "heading 2", KAI, 16, first=200, outline=1, is_kept=True, follows="BodyText"),
    Style("Heading3", "heading 3", FANG, 16, first=200, outline=2, is_kept=True, follows="BodyText"),
    Style("TOCHeading", "TOC Heading", HEI, 16, "center", is_kept=True),
    Style("TOC1", "toc 1", FANG, 14, "left", line=_TOC_LINE, has_leader=True),
    Style("TOC2", "toc 2", FANG, 14, "left", line=_TOC_LINE, left=200, has_leader=True),
    Style("Caption", "caption", HEI, 12, "center", line=0, before=120, after=80),
    Style("Figure", "图", SONG, 10.5, "center", line=0, before=160, is_kept=True),
    Style("Note", "表注", SONG, 9, "left", line=0, before=40, after=40),
    Style("Blank", "待填写", FANG, 16, "left", is_framed=True, follows="BodyText"),
    Style("Stamp", "数据版次", SONG, 9, "left", line=0, before=LINE),
    Style("Footer", "footer", SONG, 14, "left", line=0),
    Style("SectionEnd", "节尾", SONG, 1, "left", line=20),
)  # fmt: skip


def table_style(points: float, *, is_head: bool) -> str:
    """Return the style of the text of a table in a size."""
    return f"{'TableHead' if is_head else 'TableText'}{points:g}".replace(".", "_")


def styles_part() -> Element:
    """Return the style sheet."""
    return w("styles", _defaults(), *map(_style, (*_STYLES, *_table_styles())), *_others())


def fonts_part() -> Element:
    """Return the font table: each font with those that may stand for it."""
    latin = w("font", w("family", val="roman"), w("pitch", val="variable"), name=LATIN)
    chinese = (
        w(
            "font", w("altName", val=instead), w("charset", val="86"), w("family", val="auto"),
            w("pitch", val="variable"), name=name,
        )
        for name, instead in _INSTEAD.items()
    )  # fmt: skip
    return w("fonts", latin, *chinese)


def _table_styles() -> Iterator[Style]:
    for points in TABLE_POINTS:
        for word, font, is_head in (("表格文字", SONG, False), ("表头", HEI, True)):
            key = table_style(points, is_head=is_head)
            yield Style(key, f"{word}{points:g}磅", font, points, "center", line=0)


def _defaults() -> Element:
    """Return what holds where no style says otherwise."""
    characters = w(
        "rPr", *_letters(FANG, 16), w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    )
    return w("docDefaults", w("rPrDefault", characters), w("pPrDefault"))


def _style(style: Style) -> Element:
    default = {"default": 1} if style.key == "Normal" else {}
    made = w("style", w("name", val=style.name), type="paragraph", styleId=style.key, **default)
    if not default:
        made.append(w("basedOn", val="Normal"))
    if style.follows:
        made.append(w("next", val=style.follows))
    made.extend(
        (w("qFormat"), w("pPr", *_layout(style)), w("rPr", *_letters(style.chinese, style.points)))
    )
    return made


def _layout(style: Style) -> Iterator[Element]:
    """Yield the properties of a paragraph in the order of the schema."""
    if style.is_kept:
        yield w("keepNext")
    if style.outline is not None:
        yield w("keepLines")
    if style.is_framed:
        yield _frame()
        yield w("shd", val="clear", color="auto", fill=TOKENS["warn-pale"][1:])
    if style.has_leader:
        yield w("tabs", w("tab", val="right", leader="dot", pos=_TEXT))
    if not style.is_on_grid:
        yield w("snapToGrid", val=0)
    yield w(
        "spacing", before=style.before, after=style.after, line=style.line or 240,
        lineRule="exact" if style.line else "auto",
    )  # fmt: skip
    yield _indent(style)
    yield w("jc", val=style.align)
    if style.outline is not None:
        yield w("outlineLvl", val=style.outline)


def _indent(style: Style) -> Element:
    """Return an indent in characters, and in twips for programs that know no characters."""
    twips = style.points / 5
    return w(
        "ind", leftChars=style.left, left=round(style.left * twips),
        firstLineChars=style.first, firstLine=round(style.first * twips),
    )  # fmt: skip


def _frame() -> Element:
    sides = ("top", "left", "bottom", "right")
    colour = TOKENS["warn"][1:]
    return w("pBdr", *(w(side, val="single", sz=8, space=4, color=colour) for side in sides))


def _letters(chinese: str, points: float) -> Iterator[Element]:
    yield w("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=chinese, cs=LATIN)
    yield w("b", val=0)
    yield w("i", val=0)
    yield w("color", val="auto")
    yield w("kern", val=0)
    yield w("sz", val=round(points * 2))
    yield w("szCs", val=round(points * 2))


def _others() -> Iterator[Element]:
    """Yield the defaults of other kinds, without which Word lays tables out in another way."""
    margins = w(
        "tblCellMar", w("top", w=0, type="dxa"), w("left", w=108, type="dxa"),
        w("bottom", w=0, type="dxa"), w("right", w=108, type="dxa"),
    )  # fmt: skip
    for kind, key, name, *rest in (
        ("character", "DefaultParagraphFont", "Default Paragraph Font"),
        ("table", "TableNormal", "Normal Table", w("tblPr", w("tblInd", w=0, type="dxa"), margins)),
        ("numbering", "NoList", "No List"),
    ):
        yield w(
            "style", w("name", val=name), w("uiPriority", val=99), w("semiHidden"), *rest,
            type=kind, default=1, styleId=key,
        )  # fmt: skip
