"""An empty document of our own: python-docx's carries hundreds of kB of styles that nobody uses."""

from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.document import Document as Docx
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from dashboard.export.word.markup import Element, as_bytes, w
from dashboard.export.word.pages import (
    EVEN_FOOTER,
    ODD_FOOTER,
    UPRIGHT,
    footer_part,
    section_of,
)  # fmt: skip
from dashboard.export.word.styles import fonts_part, styles_part

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD_2013 = "http://schemas.microsoft.com/office/word"


def empty_document() -> Docx:
    """Return a document with our styles, fonts, settings and footers, and with no text."""
    parts = {
        "document": (CT.WML_DOCUMENT_MAIN, w("document", w("body", section_of(UPRIGHT)))),
        "styles": (CT.WML_STYLES, styles_part()),
        "settings": (CT.WML_SETTINGS, _settings()),
        "fontTable": (CT.WML_FONT_TABLE, fonts_part()),
        "footer1": (CT.WML_FOOTER, footer_part(is_odd=True)),
        "footer2": (CT.WML_FOOTER, footer_part(is_odd=False)),
    }
    relations = (
        ("rIdStyles", RT.STYLES, "styles"), ("rIdSettings", RT.SETTINGS, "settings"),
        ("rIdFonts", RT.FONT_TABLE, "fontTable"), (ODD_FOOTER, RT.FOOTER, "footer1"),
        (EVEN_FOOTER, RT.FOOTER, "footer2"),
    )  # fmt: skip
    package = BytesIO()
    with ZipFile(package, "w") as out:
        out.writestr(
            "[Content_Types].xml", _types({name: kind for name, (kind, _) in parts.items()})
        )
        out.writestr("_rels/.rels", _relations((("rId1", RT.OFFICE_DOCUMENT, "word/document"),)))
        out.writestr("word/_rels/document.xml.rels", _relations(relations))
        for name, (_, element) in parts.items():
            out.writestr(f"word/{name}.xml", as_bytes(element))
    package.seek(0)
    return Document(package)


def _settings() -> Element:
    """Return the settings: even pages have a footer of their own; laid out as Word 2013 does.

    They do not ask Word to update fields: it would ask the reader on every opening.
    """
    mode = w("compatSetting", name="compatibilityMode", uri=_WORD_2013, val=15)
    return w(
        "settings", w("zoom", percent=100), w("defaultTabStop", val=420), w("evenAndOddHeaders"),
        w("characterSpacingControl", val="compressPunctuation"), w("compat", mode),
        w("decimalSymbol", val="."), w("listSeparator", val=","),
    )  # fmt: skip


def _types(kinds: dict[str, str]) -> str:
    """Return the content types; all names in it are ours."""
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>'
        for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{CT.OPC_RELATIONSHIPS}"/>'
        f'<Default Extension="xml" ContentType="{CT.XML}"/>{overrides}</Types>'
    )


def _relations(relations: tuple[tuple[str, str, str], ...]) -> str:
    """Return relationships; all names in it are ours."""
    each = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{name}.xml"/>'
        for key, kind, name in relations
    )
    return f'<Relationships xmlns="{_RELATIONS}">{each}</Relationships>'
