"""Text as the fonts that are shipped can print it: a missing character is never an empty box.

No text is turned into Typst source here or anywhere: it reaches the template as data.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from dashboard.breadth import breadth

FONTS = Path(__file__).parent / "fonts"
_FILES = (
    "FandolFang-Regular.otf", "FandolHei-Regular.otf", "FandolKai-Regular.otf", "FandolSong-Bold.otf",
    "NotoSerifCJKsc-Regular.otf", "coverage.txt",
)  # fmt: skip
# 印刷上的缺字符号。
MISSING = "〓"
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_RUN = re.compile(r"[^\s\u2e80-\uffef\U00020000-\U0003ffff]+")
_LEANING = "），。、；：！？》〉」』】〕…％"


@dataclass(frozen=True, slots=True)
class Letters:
    """The characters that some font of every face holds."""

    held: frozenset[str]

    def legible(self, text: str) -> str:
        """Return text of which every character prints: compatibility forms in their plain form,
        invisible marks left out, and 〓 for what no font holds."""
        if self.held.issuperset(text):
            return text
        return "".join(self._shown(one) for one in _SELECTORS.sub("", text))

    def _shown(self, one: str) -> str:
        if one in self.held:
            return one
        if unicodedata.category(one) in ("Cf", "Cc"):
            return ""
        plain = unicodedata.normalize("NFKC", one)
        return plain if self.held.issuperset(plain) else MISSING


def missing_fonts(fonts: Path = FONTS) -> list[str]:
    """Return which of the shipped font files are not there."""
    return [name for name in _FILES if not (fonts / name).is_file()]


def letters() -> Letters:
    """Return the characters of the shipped fonts; `tests/subset_fonts.py` wrote down which."""
    listed = (FONTS / "coverage.txt").read_text(encoding="utf-8")
    return Letters(frozenset(listed.replace("\n", "")))


def longest_word(text: str) -> float:
    """Return the width in ems of the longest part of a text that a line may not break."""
    words = [breadth(word) for word in _RUN.findall(text)]
    leaning = 2.0 if any(one in text for one in _LEANING) else 1.0
    return max((*words, leaning))


def pieces(text: str, room: float) -> list[str]:
    """Return a text in parts between which a line may break: words wider than `room` ems are cut."""
    parts: list[str] = [""]
    used = 0.0
    for one in text:
        used = used + breadth(one) if _RUN.fullmatch(one) else 0.0
        if used > max(room, 1.0):
            parts.append("")
            used = breadth(one)
        parts[-1] += one
    return parts
