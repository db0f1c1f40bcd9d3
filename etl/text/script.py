"""Script conversion that never moves a character: simplified letters, one punctuation style.

Everything here returns exactly as many characters as it was given, because the results are
searched while the offsets must point into the original text. Never replace words here; that is
what `vocabulary` is for.
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
# Written forms of Hong Kong, Taiwan and older prints that the conversion table leaves alone.
_LEFT = str.maketrans("衞舖毎歩黒濶囘両尅搾峯羣牀裏", "卫铺每步黑阔回两克榨峰群床里")
# 着 is written 著 in Taiwan; the words that are written 著 everywhere keep it.
_WRITTEN_ZHU = re.compile(
    r"(?<![显卓昭原名专论编土译巨遗])著(?![名作称者述书录于])|(?<=[沿随围盯靠朝])著"
)
# Some converters write 瞭 for every 了; it means to look out only here.
_WRITTEN_LIAO = re.compile("瞭(?![望哨])")
# 規畫 and 計畫 for 規劃 and 計劃.
_WRITTEN_HUA = re.compile("(?<=[规计筹])画")
# 乾 is simplified to 干 when it means dry, never in these names.
_WRITTEN_QIAN = re.compile("乾(?=[县縣陵隆坤州]|安[县縣])")


class _Converter(Protocol):
    def convert(self, string: str) -> str: ...


@lru_cache(maxsize=1)
def _converter() -> _Converter:
    converter: _Converter = opencc.OpenCC("t2s")
    return converter


# A document is asked for four times while it is read, its headings many times.
@lru_cache(maxsize=128)
def to_simplified(text: str) -> str:
    """Return the text in simplified script, character for character."""
    converted = _converter().convert(text)
    if len(converted) != len(text):
        # A phrase table of another release could change a length; characters alone cannot move.
        converted = "".join((_converter().convert(char) + char)[0] for char in text)
    if "乾" in text:
        kept = {match.start() for match in _WRITTEN_QIAN.finditer(text)}
        converted = "".join("乾" if i in kept else char for i, char in enumerate(converted))
    converted = _WRITTEN_LIAO.sub("了", converted)
    converted = _WRITTEN_HUA.sub("划", converted.translate(_LEFT))
    return _WRITTEN_ZHU.sub("着", converted)


def to_plain(text: str) -> str:
    """Return simplified script with narrow digits and Chinese punctuation, length kept."""
    plain = to_simplified(text).translate(_WIDE).translate(_SIGNS)
    return _COMMA.sub("，", plain)
