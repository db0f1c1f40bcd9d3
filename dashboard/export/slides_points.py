"""Paragraphs shared out over slides, in letters as large as they go; no sentence is cut to fit."""

from collections.abc import Iterator, Sequence

from dashboard.export.slides_base import BODY
from dashboard.export.slides_text import Text, height_of, lines_of, sentences

_BETWEEN = 12.0


def paged(said: Sequence[str], sizes: Sequence[float], most: int | None = None) -> list[list[Text]]:
    """Return paragraphs by slide, at most `most` on one: in as few slides as the smallest of the
    sizes needs, in the largest size that needs no more.

    A slide ends with a paragraph, or with a sentence of one that no slide holds.
    """
    tried = [list(_pages(said, size, most)) for size in sizes]
    fewest = min(len(pages) for pages in tried)
    return next(pages for pages in tried if len(pages) == fewest)


def _pages(said: Sequence[str], size: float, most: int | None) -> Iterator[list[Text]]:
    page: list[Text] = []
    for part in (part for one in said for part in _whole_parts(one, size)):
        text = _point(part, size, first=not page)
        if page and (len(page) == most or height_of([*page, text], BODY.width) > BODY.height):
            yield page
            page, text = [], _point(part, size, first=True)
        page.append(text)
    if page:
        yield page


def _point(text: str, size: float, *, first: bool) -> Text:
    return Text(text, size, before=0.0 if first else _BETWEEN, is_telling=True)


def _whole_parts(text: str, size: float) -> Iterator[str]:
    """Yield a paragraph, in runs of whole sentences where it is higher than a slide."""
    held = ""
    for sentence in sentences(text):
        if held and Text(held + sentence, size).height(BODY.width) > BODY.height:
            yield held
            held = ""
        held += sentence
    # A single sentence higher than a slide goes on on the next one.
    lines, room = lines_of(held, size, BODY.width), int(BODY.height / Text("", size).leading)
    for at in range(0, len(lines), room):
        yield "".join(lines[at : at + room])
