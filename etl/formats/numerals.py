"""How Word writes the count of a list: 一二三, 壹贰叁, 甲乙丙, ①②③, i ii iii, a b c.

Names after ST_NumberFormat (ECMA-376 part 1, 17.18.59). Only whole numbers to text here.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def decimal(count: int) -> str:
    """Return 12 as 12."""
    return str(count)


def chinese(count: int, digits: str = "〇一二三四五六七八九", units: str = "十百千") -> str:
    """Return 12 as 十二, 105 as 一百〇五; numbers beyond four digits in figures."""
    if not 0 < count < 10_000:
        return str(count)
    text, gap = "", False
    for power in range(len(str(count)) - 1, -1, -1):
        digit = count // 10**power % 10
        if digit:
            text += (digits[0] if gap else "") + digits[digit] + (units[power - 1] if power else "")
        gap = not digit
    leading = digits[1] + units[0]
    return text[1:] if 10 <= count < 20 and text.startswith(leading) and units[0] == "十" else text


def _legal(count: int) -> str:
    return chinese(count, "零壹贰叁肆伍陆柒捌玖", "拾佰仟")


def _digits(count: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(abs(count)))


def _roman(count: int) -> str:
    text, left = "", min(count, 5000)
    for amount, sign in _ROMAN:
        while left >= amount:
            text, left = text + sign, left - amount
    return text


def _letters(count: int) -> str:
    """Return 1 as a, 27 as aa, 28 as bb, as Word counts."""
    times, letter = divmod(max(count, 1) - 1, 26)
    return chr(ord("a") + letter) * min(times + 1, 20)


def _of(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if 0 < count <= len(signs) else str(count)


def _wide(count: int) -> str:
    return str(count).translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})


_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "koreanCounting",
         "taiwaneseCounting", "taiwaneseCountingThousand"), chinese,
    ) | {
        "decimal": decimal, "decimalZero": lambda count: f"{count:02d}",
        "chineseLegalSimplified": _legal, "ideographLegalTraditional": _legal,
        "ideographDigital": _digits, "japaneseDigitalTenThousand": _digits,
        "taiwaneseDigital": _digits, "lowerRoman": _roman,
        "upperRoman": lambda count: _roman(count).upper(), "lowerLetter": _letters,
        "upperLetter": lambda count: _letters(count).upper(), "decimalFullWidth": _wide,
        "decimalEnclosedCircle": _of(_CIRCLED), "decimalEnclosedCircleChinese": _of(_CIRCLED),
        "decimalEnclosedFullstop": lambda count: f"{count}.",
        "decimalEnclosedParen": lambda count: f"（{count}）",
        "ideographEnclosedCircle": _of("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
        "ideographTraditional": _of(_STEMS), "ideographZodiac": _of(_BRANCHES),
    }
)  # fmt: skip
