"""Script conversion that never moves a character: simplified letters, one punctuation style.

Everything here returns exactly as many characters as it was given, because the results are
searched while the offsets must point into the original text. Never replace words here.
"""

import re
from functools import lru_cache
from typing import Protocol

import opencc  # type: ignore[import-untyped, unused-ignore]

# Wide letters, digits and signs to their narrow form; narrow punctuation to the Chinese one.
_WIDE = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))}
_WIDE |= {code: chr(code - 0xFEE0) for code in range(0xFF41, 0xFF5B)}
_SIGNS = str.maketrans("，;:()!?％．－～∼〜﹪﹐", "，；：（）！？%.-~~~%，")
_COMMA = re.compile(r",(?!\d{3}(?!\d))|(?<!\d),")


class _Converter(Protocol):
    def convert(self, string: str) -> str: ...


@lru_cache(maxsize=1)
def _converter() -> _Converter:
    converter: _Converter = opencc.OpenCC("t2s")
    return converter


def to_simplified(text: str) -> str:
    """Return the text in simplified script, character for character."""
    converted = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    # A phrase table of another release could change a length; characters alone cannot move.
    return "".join((_converter().convert(char) + char)[0] for char in text)


def to_plain(text: str) -> str:
    """Return simplified script with narrow digits and Chinese punctuation, length kept."""
    plain = to_simplified(text).translate(_WIDE).translate(_SIGNS)
    return _COMMA.sub("，", plain)
