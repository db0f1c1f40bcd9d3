"""Finds numbers with a unit, and only those that measure something.

Works on the plain form of `script.to_plain`. Dates, document numbers, road codes and 5G must
never come out as a quantity.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.text import words

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": 0, "两": 2, "○": 0}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_MULTIPLIER = r"(?:万亿|百万|千万|百亿|千亿|亿|万|千|百)"
_UNIT = "|".join(re.escape(unit) for unit in sorted(words.UNITS, key=len, reverse=True))
_AFTER = "|".join(sorted(words.AFTER, key=len, reverse=True))
_NUMBER = r"\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,9})?"
_QUANTITY = re.compile(
    rf"(?<![\dA-Za-z.,:：])(?P<sign>(?<=[为是到达至])-)?(?P<low>{_NUMBER})"
    rf"(?P<more>[余多])?"
    rf"(?:(?:{_MULTIPLIER}?(?:{_UNIT})?(?P<dash>[-—~至到]+)|(?P<and>[、和与]))(?!\d{{4}}年)"
    rf"(?P<high>{_NUMBER})(?={_MULTIPLIER}?[余多]?(?:{_UNIT})))?"
    rf"(?P<scale>{_MULTIPLIER})?(?P<more2>[余多])?"
    rf"(?P<unit>(?:{_UNIT})(?:/(?:{_UNIT}|万人|千人))?)?(?P<rooms>（间）)?(?P<after>{_AFTER})?"
)
_CHINESE = re.compile(
    r"(?<![第零〇一二三四五六七八九十百千万两\d])(?P<low>[二三四五六七八九十百千两]"
    r"[〇零一二三四五六七八九十百千]*)(?P<unit>"
    + "|".join(words.CHINESE_COUNTERS)
    + r")(?P<after>以上|左右)?"
)
_GREAT = re.compile(r"(?<![第一二三四五六七八九十])(?P<low>[二三四五六七八九])大(?=[百千万]*亿级)")
_FRACTION = re.compile(r"(?P<of>[一二三四五六七八九十百]+)分之(?P<low>[一二三四五六七八九十点]+)")
_RATIO = re.compile(rf"(?<![\d.:：∶])(?P<low>{_NUMBER})[:：∶]1(?![\d.]|[:：∶])")
_BARE_RATIO = re.compile(
    rf"(?:{'|'.join(words.RATIO_ENDS)})[^\d，；。]{{0,8}}?[为到至在于过达](?P<low>{_NUMBER})"
    rf"(?P<after>{_AFTER})?(?=[，；。）]|$)"
)
# What follows a number that is a date, an age, an edition or a line.
_NOT_AFTER = re.compile(r"(?:[年月日号届期岁版时]|号线|季度|环|维|[A-Za-z]|[:：∶]\d|[-—/]\d)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at `start:stop` of the plain text; `unit` is as written, with 万 or 亿."""

    start: int
    stop: int
    low: float
    high: float | None
    unit: str
    operator: str
    form: str

    @property
    def counts(self) -> bool:
        """Whether the unit is a bare counter, so that the counted thing follows it."""
        return self.unit.lstrip("万亿千百") in words.COUNTERS


def read_chinese(numeral: str) -> float:
    """Return the value of a Chinese numeral: 三十 is 30, 一百二十 is 120, 二〇三五 is 2035."""
    whole, _, part = numeral.partition("点")
    if not any(char in _POWERS for char in whole):
        number = float("".join(str(_DIGITS.get(char, 0)) for char in whole) or "0")
    else:
        number, digit = 0.0, 1
        for place, char in enumerate(whole):
            if char in _POWERS:
                number, digit = number + digit * _POWERS[char], 0
            else:
                digit = _DIGITS.get(char, 0)
            if place == len(whole) - 1 and char not in _POWERS:
                number += digit
    if part:
        number += float("0." + "".join(str(_DIGITS.get(char, 0)) for char in part))
    return number


def _value(printed: str) -> float:
    return float(printed.replace(",", ""))


def _operator(match: re.Match[str]) -> str:
    if match["after"]:
        return words.AFTER[match["after"]]
    return ">" if match["more"] or match["more2"] else "="


def _from_digits(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    """Yield the one or two quantities that a match of `_QUANTITY` holds."""
    unit = (match["scale"] or "") + (match["unit"] or "")
    if not unit or (_NOT_AFTER.match(text, match.end("low")) and not match["high"]):
        return
    if not match["unit"] and (_NOT_AFTER.match(text, match.end()) or match["scale"] in "百千"):
        return
    low, operator = _value(match["low"]), _operator(match)
    low = -low if match["sign"] else low
    if match["high"] is None:
        yield Quantity(match.start(), match.end(), low, None, unit, operator, "number")
    elif match["dash"]:
        high = _value(match["high"])
        yield Quantity(match.start(), match.end(), low, high, unit, "range", "range")
    else:
        yield Quantity(match.start(), match.end("low"), low, None, unit, operator, "listed")
        stop = match.end()
        yield Quantity(
            match.start("high"), stop, _value(match["high"]), None, unit, operator, "listed"
        )


def _chinese(text: str) -> Iterator[Quantity]:
    for match in _CHINESE.finditer(text):
        operator = words.AFTER.get(match["after"] or "", "=")
        value = read_chinese(match["low"])
        yield Quantity(*match.span(), value, None, match["unit"], operator, "chinese")
    for match in _GREAT.finditer(text):
        yield Quantity(*match.span(), read_chinese(match["low"]), None, "个", "=", "chinese")
    for match in _FRACTION.finditer(text):
        of, low = read_chinese(match["of"]), read_chinese(match["low"])
        if match["of"] == "百":
            yield Quantity(*match.span(), low, None, "%", "=", "fraction")
        elif of:
            yield Quantity(*match.span(), low / of, None, "比例", "=", "fraction")


def _ratios(text: str) -> Iterator[Quantity]:
    for match in _RATIO.finditer(text):
        yield Quantity(*match.span(), _value(match["low"]), None, "", "=", "ratio")
    for match in _BARE_RATIO.finditer(text):
        operator = words.AFTER.get(match["after"] or "", "=")
        span = (match.start("low"), match.end())
        yield Quantity(*span, _value(match["low"]), None, "", operator, "ratio")


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of one plain sentence in order, none overlapping another."""
    found = [q for match in _QUANTITY.finditer(text) for q in _from_digits(text, match)]
    found += [*_chinese(text), *_ratios(text)]
    found.sort(key=lambda q: (q.start, -q.stop))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].stop:
            kept.append(quantity)
    return kept
