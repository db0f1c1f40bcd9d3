"""Web pages: what a browser shows of their body, one line a block, tables as pipe rows.

Nothing is fetched and no script is run. What frames the page (menus, head, foot, forms) is no
part of the text.
"""

import re
from collections.abc import Iterator

from lxml import etree, html

from etl.formats.kinds import damaged, refusal
from etl.formats.manuscript import Manuscript, joined, manuscript_of, raised
from etl.formats.plain import decode_text
from etl.formats.rows import Cell, pipe_rows

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_DECLARED_XML = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]{1,40})", re.IGNORECASE)
_ENCODINGS = {
    "utf-8": "utf-8", "utf8": "utf-8", "gb2312": "gb18030", "gbk": "gb18030",
    "x-gbk": "gb18030", "gb18030": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs",
}  # fmt: skip
_LEFT_OUT = frozenset({
    "script", "style", "noscript", "template", "head", "title", "nav", "footer", "aside", "button",
    "select", "textarea", "input", "iframe", "object", "svg", "canvas", "audio", "video", "map",
    "rt", "rp", "datalist", "frameset", "meta", "link",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "br",
})  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONGEST_FORM = 200
_LAYOUT_SHARE, _LAYOUT_BLOCKS = 0.6, 3
_MOST_SPANNED = 200


def read_html(data: bytes, name: str) -> Manuscript:
    """Return the text of a web page, numbered by paragraph; raises DocumentUnreadable."""
    text = decode_text(data, name, declared=_declared(data)).lstrip("\ufeff")
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        root = None
    except (etree.LxmlError, ValueError):
        raise damaged(name) from None
    # The parser gives up at the first fatal error, and what follows would be missing unnoticed.
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        found = "网页结构有错（如嵌套过深），后半部分读不出来"
        raise refusal(name, found, "请在浏览器里复制正文，存为.docx后再读")
    manuscript = manuscript_of(_lines(root)) if root is not None else Manuscript("", "paragraph")
    if not manuscript.text:
        found = "网页里没有文字"
        raise refusal(name, found, "如果正文由脚本载入，请在浏览器里复制正文，存为.docx后再读")
    return manuscript


def _declared(data: bytes) -> str:
    start = data[:4096]
    found = _DECLARED.search(start) or _DECLARED_XML.search(start)
    return _ENCODINGS.get(found[1].decode("ascii").lower(), "") if found else ""


class _Page:
    """Collects the lines of a part of a page; keeps the line that is not yet ended."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._open: list[str] = []

    def write(self, text: str | None, *, is_kept: bool, is_raised: bool) -> None:
        """Go on with the line; `is_kept` text (pre) keeps its line ends and spaces."""
        if not text:
            return
        shown = raised(text) if is_raised else text
        if not is_kept:
            self._open.append(_BLANKS.sub(" ", shown))
            return
        *ended, last = shown.split("\n")
        for line in ended:
            self._open.append(line)
            self.end_line()
        self._open.append(last)

    def end_line(self) -> None:
        """End the line, if there is anything on it."""
        line = re.sub(" {2,}", " ", "".join(self._open)).strip(" \xa0\u3000")
        self._open.clear()
        if line:
            self.lines.append(line)


def _lines(root: html.HtmlElement) -> list[str]:
    """Return the lines that a browser shows of an element, from the first to the last."""
    page = _Page()
    kept, above = 0, 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        kind = str(element.tag)
        if event == "start":
            if element is not root and _is_left_out(element, kind):
                walk.skip_subtree()
                continue
            _end(page, kind)
            kept += kind == "pre"
            above += kind == "sup"
            if kind == "table" and not _is_layout(element):
                page.lines += _table(element)
                walk.skip_subtree()
                continue
            page.write(element.text, is_kept=kept > 0, is_raised=above > 0)
            continue
        if not _is_left_out(element, kind) or element is root:
            _end(page, kind)
            kept -= kind == "pre"
            above -= kind == "sup"
        if element is not root:
            page.write(element.tail, is_kept=kept > 0, is_raised=above > 0)
    page.end_line()
    return page.lines


def _end(page: _Page, kind: str) -> None:
    if kind in _BLOCKS:
        page.end_line()


def _is_left_out(element: html.HtmlElement, kind: str) -> bool:
    if kind in _LEFT_OUT or "hidden" in element.attrib:
        return True
    if _HIDDEN.search(element.get("style", "")) or (
        kind == "dialog" and "open" not in element.attrib
    ):
        return True
    if kind == "header":
        # The head of an article holds its title, the head of a page its menus.
        return not any(part.tag in ("article", "main") for part in element.iterancestors())
    return kind == "form" and _is_small_form(element)


def _is_small_form(form: html.HtmlElement) -> bool:
    """Whether a form is a search box or a login; some sites put the whole page into one form."""
    return _length(form) < _LONGEST_FORM and form.find(".//p") is None


def _length(element: html.HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _is_layout(table: html.HtmlElement) -> bool:
    """Whether a table only places parts of the page: one column, or whole blocks in its cells."""
    if table.get("role") in ("presentation", "none") or table.find(".//table") is not None:
        return True
    rows = [list(_cells(row)) for row in _rows(table)]
    if max((sum(map(_columns, row)) for row in rows), default=0) <= 1:
        return True
    whole = _length(table)
    return any(_is_block(cell, whole) for row in rows for cell in row)


def _is_block(cell: html.HtmlElement, whole: int) -> bool:
    if any(cell.find(f".//{kind}") is not None for kind in _HEADINGS):
        return True
    blocks = sum(1 for part in cell.iter("p", "div", "li", "br"))
    return blocks >= _LAYOUT_BLOCKS and _length(cell) > whole * _LAYOUT_SHARE


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in part if row.tag == "tr")


def _cells(row: html.HtmlElement) -> Iterator[html.HtmlElement]:
    return (part for part in row if part.tag in ("td", "th"))


def _columns(cell: html.HtmlElement) -> int:
    return _span(cell, "colspan") or 1


def _span(cell: html.HtmlElement, name: str) -> int:
    """Return how many columns or rows a cell covers, at most what any real table has."""
    text = (cell.get(name) or "").strip()
    return min(int(text), _MOST_SPANNED) if re.fullmatch(r"[0-9]{1,6}", text) else 1


def _table(table: html.HtmlElement) -> list[str]:
    caption = table.find("caption")
    lines = _lines(caption) if caption is not None else []
    rows = [row for row in _rows(table) if not _is_left_out(row, "tr")]
    grid = [
        [Cell(joined(_lines(cell)), _columns(cell), _span(cell, "rowspan") or _MOST_SPANNED)
         for cell in _cells(row) if not _is_left_out(cell, "td")]
        for row in rows
    ]  # fmt: skip
    return lines + pipe_rows(grid)
