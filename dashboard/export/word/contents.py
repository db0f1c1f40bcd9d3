"""The table of contents: a field that Word can update, with its entries written already.

Entries carry no page numbers until it is updated: only Word knows its pages, and a wrong number in
a printed report is worse than none. The field asks for them, so one update brings them.
"""

from collections.abc import Sequence

from dashboard.export.word.markup import Element, paragraph, run, w
from dashboard.export.word.pages import field
from dashboard.report.records import Heading

_DEPTH = 2
_TITLE = "目录"


def is_listed(heading: Heading) -> bool:
    """Return whether a heading is one of the contents."""
    return heading.level <= _DEPTH


def contents_of(headings: Sequence[Heading]) -> Element:
    """Return the contents as Word's own kind of block, so that it offers to update it."""
    entries = [_entry(heading, number) for number, heading in enumerate(headings, 1)]
    *begun, ended = field(f'TOC \\o "1-{_DEPTH}" \\h \\z \\u')
    # The field begins in the first entry, after its looks, and ends in the last.
    entries[0][1:1] = begun
    entries[-1].append(ended)
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    title = paragraph("TOCHeading", run(_TITLE))
    return w("sdt", w("sdtPr", gallery), w("sdtContent", title, *entries))


def bookmarked(text: Element, number: int) -> tuple[Element, Element, Element]:
    """Return the text of a heading between the marks that the contents lead to."""
    start = w("bookmarkStart", id=number, name=_anchor(number))
    return start, text, w("bookmarkEnd", id=number)


def _entry(heading: Heading, number: int) -> Element:
    link = w("hyperlink", run(heading.text), anchor=_anchor(number), history=1)
    return paragraph(f"TOC{heading.level}", link)


def _anchor(number: int) -> str:
    return f"_Toc{100000000 + number}"
