"""The empty presentation that every deck begins with: 16:9, one plain master, three layouts.

Made from python-pptx's own default, of which nothing is seen any more: its theme, master and layouts
are written anew here. White ground, one thin line in the brand colour, no effects. Nothing of a
report belongs here.
"""

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import XmlPart
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck

from dashboard.export.slides_text import EMU, FONT, Area
from dashboard.theme import TOKENS

SLIDE = Area(0, 0, 960, 540)
_LEFT, _WIDE = 44, 872
TOPIC = Area(_LEFT, 30, _WIDE, 20)
TITLE = Area(_LEFT, 52, _WIDE, 70)
BODY = Area(_LEFT, 134, _WIDE, 314)
SOURCE = Area(_LEFT, 454, _WIDE, 42)
FOOTER = Area(_LEFT, 504, 760, 18)
PAGE = Area(836, 504, 80, 18)
COVER_TITLE = Area(80, 136, 800, 140)
COVER_PLACE = Area(80, 306, 800, 34)
COVER_STAMP = Area(80, 348, 800, 22)
COVER, POINTS, OPEN = 0, 1, 2
FOOTER_AT, PAGE_AT = 11, 12
_KEPT = (0, 1, 5)
_NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_ROOT = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Office PowerPoint</Application></Properties>"
)


def empty_deck() -> Deck:
    """Return a presentation without slides; its layouts are COVER, POINTS and OPEN."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = SLIDE.box[2], SLIDE.box[3]
    _drop_rest(deck)
    master = deck.slide_master
    master.part.part_related_by(RT.THEME).blob = _theme().encode()
    theme = deck.notes_master.part.part_related_by(RT.THEME)
    assert isinstance(theme, XmlPart)
    theme._element = parse_xml(_theme().encode())
    _replace(master.element, "p:cSld", _master())
    _replace(master.element, "p:txStyles", _styles())
    for layout, content in zip(deck.slide_layouts, (_cover(), _points(), _open()), strict=True):
        _replace(layout.element, "p:cSld", content)
    # The lines of the master are those of an inner page.
    deck.slide_layouts[COVER].element.set("showMasterSp", "0")
    return deck


def _drop_rest(deck: Deck) -> None:
    """Take out what would say something of another deck: layouts, preview, printer, statistics."""
    layouts = list(deck.slide_layouts)
    for number, layout in enumerate(layouts):
        if number not in _KEPT:
            deck.slide_layouts.remove(layout)
    root = deck.element
    root.find(qn("p:sldSz")).attrib.pop("type", None)
    for language in root.iter(qn("a:defRPr")):
        if language.get("lang"):
            language.set("lang", "zh-CN")
    package = deck.part.package
    for name, relation in list(package._rels.items()):
        if relation.reltype == RT.THUMBNAIL:
            package.drop_rel(name)
    for name, relation in list(deck.part.rels.items()):
        if relation.reltype == RT.PRINTER_SETTINGS:
            deck.part.drop_rel(name)
    package.part_related_by(RT.EXTENDED_PROPERTIES).blob = _APP.encode()


# The elements are lxml's; python-pptx gives them no common type.
def _replace(parent: etree._Element, tag: str, markup: str) -> None:
    old = parent.find(qn(tag))
    assert old is not None
    parent.replace(old, parse_xml(markup))


def _colour(token: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{TOKENS[token].removeprefix("#")}"/></a:solidFill>'


def _fonts() -> str:
    return f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/>'


def _slide(name: str, *shapes: str) -> str:
    ground = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    named = f' name="{name}"' if name else ""
    return (
        f"<p:cSld {_NS}{named}>{'' if name else ground}<p:spTree>{_ROOT}{''.join(shapes)}"
        "</p:spTree></p:cSld>"
    )


def _xfrm(area: Area) -> str:
    left, top, width, height = area.box
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _line(number: int, area: Area, token: str, points: float) -> str:
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="线{number}"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvCxnSpPr><p:spPr>{_xfrm(area)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{round(points * EMU)}">{_colour(token)}</a:ln></p:spPr></p:cxnSp>'
    )


def _holder(number: int, kind: str, area: Area | None, text: str, anchor: str = "t") -> str:
    """Return a placeholder; without an area it stands where the master has it."""
    name = {
        "title": "标题",
        "ctrTitle": "标题",
        "subTitle": "副标题",
        "ftr": "页脚",
        "sldNum": "页码",
    }
    word = next((said for key, said in name.items() if f'"{key}"' in kind), "正文")
    shape = f'{_xfrm(area)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if area else ""
    insets = f'lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}"' if area else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{word}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{shape}</p:spPr><p:txBody>"
        f"<a:bodyPr {insets}>{'<a:noAutofit/>' if area else ''}</a:bodyPr><a:lstStyle/>"
        f'<a:p>{text}<a:endParaRPr lang="zh-CN"/></a:p></p:txBody></p:sp>'
    )


def _said(text: str) -> str:
    return f'<a:r><a:rPr lang="zh-CN"/><a:t>{text}</a:t></a:r>'


def page_field(number: int | str) -> str:
    """Return the field that shows the number of its slide, `number` until it is worked out."""
    return (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        f'<a:rPr lang="zh-CN"/><a:t>{number}</a:t></a:fld>'
    )


def _footing(footer: Area | None = None, page: Area | None = None, *, base: int = 0) -> str:
    return _holder(
        8, f'type="ftr" sz="quarter" idx="{base or FOOTER_AT}"', footer, "", "ctr"
    ) + _holder(
        9, f'type="sldNum" sz="quarter" idx="{base + 1 if base else PAGE_AT}"', page,
        page_field("‹#›"), "ctr",
    )  # fmt: skip


def _master() -> str:
    return _slide(
        "",
        _line(2, Area(_LEFT, 22, _WIDE, 0), "brand", 2.25),
        _line(3, Area(_LEFT, 500, _WIDE, 0), "line-strong", 0.75),
        _holder(4, 'type="title"', TITLE, _said("标题")),
        _holder(5, 'type="body" idx="1"', BODY, _said("正文")),
        _footing(FOOTER, PAGE, base=3),
    )


def _cover() -> str:
    return _slide(
        "封面",
        _line(2, Area(80, 290, 800, 0), "brand", 3),
        _holder(4, 'type="ctrTitle"', COVER_TITLE, _said("标题"), "b"),
        _holder(5, 'type="subTitle" idx="1"', COVER_PLACE, _said("地区"), "ctr"),
        _footing(COVER_STAMP, PAGE),
    )


def _points() -> str:
    return _slide(
        "标题和正文", _holder(4, 'type="title"', None, _said("标题")),
        _holder(5, 'type="body" idx="1"', BODY, _said("正文")), _footing(),
    )  # fmt: skip


def _open() -> str:
    return _slide("仅标题", _holder(4, 'type="title"', None, _said("标题")), _footing())


def _styles() -> str:
    """Return how text looks that nobody has formatted, so that what is typed in later fits in."""
    plain = '<a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/>'

    def level(number: int, size: int, token: str, bold: int = 0) -> str:
        return (
            f'<a:lvl{number}pPr marL="0" indent="0" algn="l" hangingPunct="0">{plain}'
            f'<a:defRPr lang="zh-CN" sz="{size}" b="{bold}">{_colour(token)}{_fonts()}</a:defRPr></a:lvl{number}pPr>'
        )

    return (
        f"<p:txStyles {_NS}><p:titleStyle>{level(1, 2800, 'ink', 1)}</p:titleStyle><p:bodyStyle>"
        f"{''.join(level(n, 2000, 'ink') for n in range(1, 10))}</p:bodyStyle><p:otherStyle>"
        f"{''.join(level(n, 1200, 'ink') for n in range(1, 10))}</p:otherStyle></p:txStyles>"
    )


def _theme() -> str:
    """Return the theme: the palette, one font, flat fills, no effects."""
    palette = (
        ("dk1", "ink"), ("lt1", "card"), ("dk2", "brand-dark"), ("lt2", "ground"), ("accent1", "brand"),
        ("accent2", "target"), ("accent3", "ok"), ("accent4", "warn"), ("accent5", "path"),
        ("accent6", "accent"), ("hlink", "brand"), ("folHlink", "path"),
    )  # fmt: skip
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{TOKENS[token].removeprefix("#")}"/></a:{name}>'
        for name, token in palette
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{fill}</a:ln>' for width in (6350, 12700, 19050))
    fonts = f'{_fonts()}<a:cs typeface=""/>'
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<a:theme {_NS} name="监测"><a:themeElements><a:clrScheme name="监测">{colours}</a:clrScheme>'
        f'<a:fontScheme name="监测"><a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="监测"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )
