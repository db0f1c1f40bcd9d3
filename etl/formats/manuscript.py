"""A document as text, and the few rules of writing that all formats share.

Never a rule about one format here, and never one about what the words mean.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_MARKS = {"page": "\f", "paragraph": "\n"}
# Signs without width that word processors and web pages leave inside numbers and words.
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
_UNSEEN |= dict.fromkeys(
    (*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000))
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BLANKS = re.compile(r"[ \t\xa0\u3000]+")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The text of a document as read, and how its places are numbered.

    `numbered_by` is "page" (pdf), "paragraph" (docx, html) or "" (txt, md). `notices` are Chinese
    sentences about what could not be read although the rest could.
    """

    text: str
    numbered_by: str
    notices: tuple[str, ...] = ()

    def number_at(self, offset: int) -> int | None:
        """Return the page or paragraph (first = 1) of an offset, None where nothing is numbered."""
        mark = _MARKS.get(self.numbered_by)
        return 1 + self.text.count(mark, 0, offset) if mark else None


def numbering_of(name: str) -> str:
    """Return how the places of a file of this name are numbered: page, paragraph or ""."""
    suffix = name.lower().rpartition(".")[2]
    return {"pdf": "page", "docx": "paragraph", "html": "paragraph", "htm": "paragraph"}.get(
        suffix, ""
    )


def cleaned(text: str) -> str:
    """Return the text without control characters, form feeds, halves of pairs and unseen signs.

    Newlines and tabs stay.
    """
    return text.translate(_UNSEEN)


def raised(text: str) -> str:
    """Return superscript digits as such, so that 44.77 with a note mark never reads as 44.771."""
    return text.translate(_RAISED)


def is_word_sign(char: str) -> bool:
    """Whether a character belongs to a word or number that white space separates from the next."""
    return char.isascii() and char.isalnum()


def joined(parts: Iterable[str]) -> str:
    """Return pieces of one paragraph as one line, with a space only between two Latin words."""
    line = ""
    for part in parts:
        piece = _BLANKS.sub(" ", part).strip()
        if line and piece and is_word_sign(line[-1]) and is_word_sign(piece[0]):
            line += " "
        line += piece
    return line


def manuscript_of(lines: Iterable[str]) -> Manuscript:
    """Return a manuscript of one line a paragraph; empty paragraphs are left out."""
    kept = (part.strip() for line in lines for part in cleaned(line).split("\n"))
    return Manuscript("".join(f"{line}\n" for line in kept if line), "paragraph")
