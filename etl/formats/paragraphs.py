"""Lines of pages put back into the paragraphs that the margin had broken.

A paragraph begins at an indent, after a short last line, after a gap, at another size of letters,
or at a numbered heading or list mark. Nothing but white space is added or taken away.
"""

import re
from collections.abc import Iterator, Sequence

from etl.formats.glyphs import Line
from etl.formats.manuscript import is_word_sign
from etl.formats.margins import Placed, Rows, Sheet, placed_blocks

_MARK = re.compile(
    r"第[一二三四五六七八九十百零〇\d]{1,4}[章节篇部条编]|[一二三四五六七八九十]{1,3}、"
    r"|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d)|\d{1,2}[)）]|[①-⑳]"
    r"|——|[•·●◆■□○▪]|专栏\s*\d|附件|表\s*\d|图\s*\d"
)
_LEADERS = re.compile(r"[.…·．]{3,}\s*\d{1,4}$")
_ENDED = "。；：！？.;:!?”」）)"
# In letters: the least indent, the room in which the next word would surely (or hardly) have
# stood, the difference of sizes, of distances, and how much larger than the text a title is.
_INDENT, _FIT, _SURE_FIT, _SIZE, _GAP, _TITLE = 0.8, 0.5, 2.0, 0.1, 1.45, 1.15


def text_of(sheets: Sequence[Sheet], body: float) -> str:
    """Return the text of the pages, set in letters of `body` points; a page ends as a form feed.

    The form feed stands alone where a paragraph runs over the page's end, else after a newline.
    """
    text: list[str] = []
    last: Placed | None = None
    begun, page = False, 0
    for number, block in placed_blocks(sheets):
        breaks, page = "\f" * (number - page), number
        if isinstance(block, Rows):
            text += ["\n" if last else "", breaks, *(f"{line}\n" for line in block.lines)]
            last = None
            continue
        if last is None:
            begun = True
            text += [breaks, block.line.text]
        else:
            begun = _begins(last, block, is_first=begun, body=body)
            joint = f"\n{breaks}" if begun else breaks or _joint(last.line, block.line)
            text += [joint, block.line.text]
        last = block
    return "".join(text) + ("\n" if last else "") + "\f" * (len(sheets) - 1 - page)


def _begins(last: Placed, placed: Placed, *, is_first: bool, body: float) -> bool:
    """Whether a line begins a paragraph; `is_first` says that the one before it began one."""
    before, line = last.line, placed.line
    if before.is_half != line.is_half or _is_tabular(before, line):
        return True
    if abs(before.size - line.size) > _SIZE * max(before.size, line.size):
        return True
    is_near, usual = last.column == placed.column, placed.margins.pitch or 1.0
    if is_near and line.baseline - before.baseline > _GAP * usual * line.size:
        return True
    is_marked = _MARK.match(line.text) is not None
    if is_near and line.size > _TITLE * body and last.is_centred() and placed.is_centred():
        return is_marked
    spare = (last.room - line.token) / line.size
    if spare > _SURE_FIT or _is_indented(last, placed, is_first=is_first):
        return True
    # Where paragraphs are indented, a line at the margin after a nearly full one goes on.
    goes_on = placed.room < line.size or line.text[-1] in "。；"
    if before.text[-1] not in _ENDED or (placed.margins.has_indents and goes_on):
        return False
    return spare > _FIT or is_marked


def _is_tabular(before: Line, line: Line) -> bool:
    """Whether two lines are rows of a table without rules, or the first an entry of contents."""
    is_row = max(before.gaps, line.gaps) >= 2 or min(before.gaps, line.gaps) >= 1
    return is_row or _LEADERS.search(before.text) is not None


def _is_indented(last: Placed, placed: Placed, *, is_first: bool) -> bool:
    if placed.indent < _INDENT:
        return False
    hangs = last.column == placed.column and _MARK.match(last.line.text)
    if hangs and abs(placed.line.x0 - last.line.hang) < 0.5 * placed.line.size:
        return False
    if placed.indent > last.indent + _INDENT:
        return True
    # Of two lines at the same indent the second begins a paragraph, where paragraphs are indented.
    same = abs(placed.indent - last.indent) < 0.5
    return same and is_first and placed.margins.has_indents


def _joint(before: Line, line: Line) -> str:
    """Return the space between two lines of a paragraph: one between Latin words, else none."""
    end, start = before.text[-1], line.text[0]
    if not (is_word_sign(end) and is_word_sign(start)):
        return " " if before.has_space and end.isascii() and start.isascii() else ""
    # A typesetter that breaks anywhere cuts 100 and GDP in two, and leaves no space behind.
    is_cut = (end.isdigit() and start.isdigit()) or (end.isupper() and start.isupper())
    return "" if is_cut and not before.has_space else " "


def in_order(lines: Sequence[Line], tables: Sequence[Rows]) -> Iterator[Line | Rows]:
    """Yield lines and tables of a page in the order of reading."""
    waiting = sorted(tables, key=lambda table: table.top)
    for line in lines:
        before = [table for table in waiting if _stands_before(table, line)]
        waiting = [table for table in waiting if table not in before]
        yield from before
        yield line
    yield from waiting


def _stands_before(table: Rows, line: Line) -> bool:
    in_column = not line.is_half or -2 * line.size < table.left - line.x0 < line.x1 - line.x0
    return table.top <= line.top and in_column
