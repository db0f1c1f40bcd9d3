"""Elements of WordprocessingML: text goes in as text, so nothing in it becomes markup or a field."""

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NAMES = {"w": W, "r": R}
# Word takes these from the Latin font, where they stand too narrow, unless told otherwise.
_CHINESE_MARKS = frozenset("“”‘’…—·")

Element = etree._Element


def w(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Return an element of Word with Word's own attributes and with children."""
    made = etree.Element(f"{{{W}}}{tag}", nsmap=_NAMES)
    for name, value in attributes.items():
        made.set(f"{{{W}}}{name}", str(value))
    made.extend(children)
    return made


def linked(tag: str, relation: str, **attributes: str) -> Element:
    """Return an element that points to another part by its relationship."""
    made = w(tag, **attributes)
    made.set(f"{{{R}}}id", relation)
    return made


def worded(tag: str, text: str) -> Element:
    """Return an element that holds a text exactly as it is."""
    made = w(tag)
    made.text = text
    made.set(_SPACE, "preserve")
    return made


def run(text: str, *looks: Element) -> Element:
    """Return text as a run, exactly as it is; `looks` are its own properties, if any."""
    words = worded("t", text)
    if _CHINESE_MARKS.intersection(text):
        looks = (w("rFonts", hint="eastAsia"), *looks)
    return w("r", w("rPr", *looks), words) if looks else w("r", words)


def paragraph(style: str, *content: Element, looks: tuple[Element, ...] = ()) -> Element:
    """Return a paragraph of a style; `looks` are its own properties, in the order of the schema."""
    return w("p", w("pPr", w("pStyle", val=style), *looks), *content)


def looks_of(paragraph: Element) -> Element:
    """Return the properties of a paragraph made here."""
    found: Element = paragraph[0]
    return found


def as_bytes(element: Element) -> bytes:
    """Return an element as the XML of a part."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
