"""Finds numbers with a unit, and only those that measure something.

Works on the plain form of `script.to_plain`. Dates, document numbers, road codes and 5G must
never come out as a quantity.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from etl.text import units, words

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": 0, "两": 2, "○": 0}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = 10000


def _any(listed: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True))


_CHINESE_DIGITS = "〇零一二三四五六七八九十百千万两"
_MULTIPLIER = r"(?:万亿|百万|千万|百亿|千亿|亿|万|千|百(?!分))"
# 20万人口 counts 万; 人口 is the noun behind it.
_UNIT = _any(units.UNITS).replace("|人|", "|人(?!口|均|才|民)|")
_AFTER = _any(words.AFTER)
_NUMBER = r"\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,9})?"
_ROOMS = rf"（(?:{_any(units.ROOMS)})(?:、(?:{_any(units.ROOMS)}))?）"
# Not within a number, a code (G85, A-1), a clock time, “1+32” or 7×24.
_FREE = r"(?<![\dA-Za-z.,:：∶第#+×/])(?<![A-Za-z\d]-)"
_TAIL = (
    rf"(?P<scale>{_MULTIPLIER})?(?P<more2>[余多来]|有余)?"
    rf"(?P<unit>(?:{_UNIT})(?:/(?:{_any(units.PER)}))?)?(?P<rooms>{_ROOMS})?"
    rf"(?P<after>（含）(?=以))?(?P<bound>{_AFTER})?"
)
_QUANTITY = re.compile(
    rf"{_FREE}(?P<sign>(?<=[率为是到达至度速额幅值约])[-−])?(?P<low>{_NUMBER})(?P<more>[余多来])?{_TAIL}"
)
_RANGE = re.compile(
    rf"{_FREE}(?P<low>{_NUMBER})(?P<scale1>{_MULTIPLIER})?(?P<unit1>{_UNIT})?(?P<dash>[-—~]{{1,2}}|至|到)"
    rf"(?!\d{{4}}年)(?P<high>{_NUMBER}){_TAIL}"
)
_LISTED = re.compile(rf"{_FREE}(?P<low>{_NUMBER})(?:[、和与及]{_NUMBER}){{1,8}}(?!年|月|\d){_TAIL}")
_ONE = re.compile(_NUMBER)
_CHINESE = re.compile(
    rf"(?<![第每数几上好这前\d{_CHINESE_DIGITS}])(?P<low>[二三四五六七八九十百千两]"
    rf"[{_CHINESE_DIGITS}]{{0,9}}|一[十百千万][{_CHINESE_DIGITS}]{{0,9}})(?P<more>[余多])?(?P<unit>{_any(units.CHINESE_COUNTERS)})(?P<bound>以上|左右)?"
)
_CHINESE_SCALED = re.compile(
    rf"(?<![第每数几上好这前\d{_CHINESE_DIGITS}])(?P<low>[一二三四五六七八九十百千两][〇零一二三四五六七八九十百千]{{0,7}})"
    rf"(?P<more>[余多])?(?P<scale>[万亿])(?P<unit>亩|平方米|人次|人(?!口)|户|吨|元|辆|只|头|套|斤|公里|千瓦)(?P<bound>{_AFTER})?"
)
_GREAT = re.compile(r"(?<![第一二三四五六七八九十])(?P<low>[二三四五六七八九])大(?=[百千万]*亿级)")
_FRACTION = re.compile(
    rf"(?P<of>[一二三四五六七八九十百千]{{1,5}})分之(?P<low>[一二三四五六七八九十百点]{{1,7}}|{_NUMBER})(?P<bound>{_AFTER})?"
)
_TENTHS = re.compile(
    r"(?<=[达占到超近过约破为的])(?P<low>[一二三四五六七八九])成(?P<bound>以上|左右)?(?=[，；。、）]|$)"
)
_HALF = re.compile(
    r"(?:(?P<less>不到|不足|近)|(?P<over>超过|超|过)|达到|达|约|占|的)一半(?P<bound>以上|左右)?(?=[，；。、）]|$)"
)
_SLASHED = re.compile(rf"(?<=占)(?P<low>\d)/(?P<of>\d)(?P<bound>{_AFTER})?")
_TRIPLE = re.compile(rf"{_FREE}({_NUMBER})[:：∶]({_NUMBER})[:：∶]({_NUMBER})(?![\d:：∶])")
_RATIO = re.compile(rf"{_FREE}(?P<low>{_NUMBER})[:：∶]1(?P<bound>{_AFTER})?(?![\d.]|[:：∶])")
_MOVES = "缩小|下降|降低|降|提高|上升|扩大|调整|变"
_PLAIN_END = r"(?=[，；。、）]|$)"
_BARE_RATIO = re.compile(
    rf"(?:{_any(units.RATIO_ENDS)})(?![上去同全])[^\d，；。、：（）]{{0,8}}?(?P<low>{_NUMBER})(?P<bound>{_AFTER})?"
    rf"(?=[，；。、）]|$|{_MOVES})"
)
_RATIO_TO = re.compile(rf"(?:{_MOVES})[至到为](?P<low>{_NUMBER})(?P<bound>{_AFTER})?{_PLAIN_END}")
_BARE_COUNT = re.compile(
    rf"(?:{_any(noun for _, nouns in units.NOUN_UNITS for noun in nouns)})[^\d，；。、：（）]{{0,6}}"
    rf"(?P<low>{_NUMBER})(?P<bound>{_AFTER})?{_PLAIN_END}"
)
_ROUND = re.compile(
    r"(?:突破|超过|超|过|达到|达|迈上|跨上|跨越|逾|首破|近)(?P<low>[一二三四五六七八九两]?[十百千]?)(?P<scale>万亿|亿|万)"
    r"(?P<unit>美元|元|人次|人|吨|辆|千瓦|亩|户)(?!级|口)(?P<bound>以上)?"
)
_RANK = re.compile(
    r"(?:[居列在]|排名|排|名列|跃居|稳居|[全]?[省国市州区])"
    rf"第(?P<low>\d{{1,3}}|[{_CHINESE_DIGITS}]{{1,3}})(?:位|名|(?=[，；。、）]|$))"
)
# What follows a number that is a date, an age, an edition or a line.
_NOT_AFTER = re.compile(
    r"(?:[年月日号届期岁版时]|号线|季度|环|维|[A-Za-z]|[:：∶]\d|[-—/+×]\d|[+＋](?=[A-ZＮX\d]))"
)
_NOT_AFTER_UNIT = re.compile(r"(?:月|年级|季度|100%)")
_TIME_NOUN = re.compile(
    rf"(?:{_any(units.TIME_NOUNS)})[^，。；：（）\d]{{0,8}}$"
    rf"|\d(?:{_any(units.TIMES)})(?:提高|缩短|压缩|增加|降低|下降|延长|减少|压减)[到至为]$"
)
_FROM = re.compile(r"[由从](?:(?:19|20)\d\d年[底末]?的?)?(?:[^，。；：\d]{0,6})$")
_WINDOW = 24


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at `start:stop` of the plain text; `unit` is as written, with 万 or 亿.

    `form` is number, range, listed, chinese, fraction, ratio, triple, bare, round or rank.
    """

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
        return self.base_unit in units.COUNTERS

    @property
    def base_unit(self) -> str:
        """Return the unit without 万 or 亿."""
        return self.unit.lstrip("万亿") or self.unit


def read_chinese(numeral: str) -> float:
    """Return the value of a Chinese numeral: 三十 is 30, 一百二十 is 120, 二〇三五 is 2035."""
    whole, _, part = numeral.partition("点")
    if "万" in whole:
        many, _, few = whole.partition("万")
        return read_chinese(many or "一") * _MYRIAD + read_chinese(few.lstrip("零"))
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


def _bound(match: re.Match[str]) -> str:
    """Return the operator that the words behind a number say, "=" when they say none."""
    if match["bound"]:
        return words.AFTER[match["bound"]]
    found = match.groupdict()
    return ">" if found.get("more") in ("余", "多") or found.get("more2") else "="


def _unit(text: str, match: re.Match[str]) -> str:
    """Return the unit of a match, "" when what stands there measures nothing."""
    unit, scale = match["unit"] or "", match["scale"] or ""
    if unit in units.TIMES:
        if unit == "年" and len(match["low"]) == 4 and match["low"].isdigit():
            return ""
        before = text[max(0, match.start() - _WINDOW) : match.start()]
        return unit if _TIME_NOUN.search(before) else ""
    if not unit and scale in ("百", "千"):
        return ""
    if unit in ("名", "位") and text[max(0, match.start() - 1) : match.start()] in ("前", "后"):
        return ""
    follows = _NOT_AFTER_UNIT if unit else _NOT_AFTER
    return "" if follows.match(text, match.end()) else scale + unit


def _numbers(text: str) -> Iterator[Quantity]:
    """Yield the numbers with a unit behind them."""
    for match in _QUANTITY.finditer(text):
        if _NOT_AFTER.match(text, match.end("low")) and match["unit"] not in units.TIMES:
            continue
        unit = _unit(text, match)
        if unit:
            low = -_value(match["low"]) if match["sign"] else _value(match["low"])
            yield Quantity(*match.span(), low, None, unit, _bound(match), "number")


def _ranges(text: str) -> Iterator[Quantity]:
    """Yield 10-15个; 从30%到40% is no range but two values."""
    for match in _RANGE.finditer(text):
        unit, low, high = _unit(text, match), _value(match["low"]), _value(match["high"])
        one = (match["unit1"] or "") in ("", match["unit"])
        window = text[max(0, match.start() - _WINDOW) : match.start()]
        from_to = match["dash"] in "至到" and _FROM.search(window)
        if unit and one and low < high and not from_to:
            yield Quantity(*match.span(), low, high, unit, "range", "range")


def _lists(text: str) -> Iterator[Quantity]:
    """Yield the values of 12.5和8.25个百分点, which share the unit of the last."""
    for match in _LISTED.finditer(text):
        unit = _unit(text, match)
        numbers = list(_ONE.finditer(text, match.start(), match.start("scale")))
        if match["scale"] is None:
            numbers = list(_ONE.finditer(text, match.start(), _digits_end(text, match)))
        for index, one in enumerate(numbers):
            is_last = index == len(numbers) - 1
            stop = match.end() if is_last else one.end()
            if unit:
                yield Quantity(
                    one.start(), stop, _value(one[0]), None, unit, _bound(match), "listed"
                )


def _digits_end(text: str, match: re.Match[str]) -> int:
    """Return where the last number of a list ends."""
    ends = [match.start(name) for name in ("more2", "unit", "rooms", "bound") if match[name]]
    return min(ends, default=match.end())


def _chinese(text: str) -> Iterator[Quantity]:
    for match in _CHINESE.finditer(text):
        if not _NOT_AFTER_UNIT.match(text, match.end()):
            value = read_chinese(match["low"])
            yield Quantity(*match.span(), value, None, match["unit"], _bound(match), "chinese")
    for match in _CHINESE_SCALED.finditer(text):
        value, unit = read_chinese(match["low"]), match["scale"] + match["unit"]
        yield Quantity(*match.span(), value, None, unit, _bound(match), "number")
    for match in _GREAT.finditer(text):
        yield Quantity(*match.span(), read_chinese(match["low"]), None, "个", "=", "chinese")


def _fractions(text: str) -> Iterator[Quantity]:
    for match in _FRACTION.finditer(text):
        digits = match["low"][0].isdigit()
        low = _value(match["low"]) if digits else read_chinese(match["low"])
        of, operator = read_chinese(match["of"]), _bound(match)
        if match["of"] in ("百", "千"):
            unit = "%" if match["of"] == "百" else "‰"
            yield Quantity(*match.span(), low, None, unit, operator, "fraction")
        elif of:
            yield Quantity(*match.span(), low / of, None, "比例", operator, "fraction")
    for match in _TENTHS.finditer(text):
        value = read_chinese(match["low"]) / 10
        yield Quantity(*match.span(), value, None, "比例", _bound(match), "fraction")
    for match in _HALF.finditer(text):
        operator = "<" if match["less"] else ">" if match["over"] else _bound(match)
        start = match.start() + len(match[0].partition("一半")[0])
        yield Quantity(start, match.end(), 0.5, None, "比例", operator, "fraction")
    for match in _SLASHED.finditer(text):
        if match["of"] != "0":
            value = int(match["low"]) / int(match["of"])
            yield Quantity(*match.span(), value, None, "比例", _bound(match), "fraction")


def _ratios(text: str) -> Iterator[Quantity]:
    for match in _TRIPLE.finditer(text):
        for part in (1, 2, 3):
            value = _value(match[part])
            yield Quantity(*match.span(part), value, None, "%", "=", "triple")
    for match in _RATIO.finditer(text):
        yield Quantity(*match.span(), _value(match["low"]), None, "", _bound(match), "ratio")
    for match in _BARE_RATIO.finditer(text):
        span = (match.start("low"), match.end())
        yield Quantity(*span, _value(match["low"]), None, "", _bound(match), "ratio")
        to = _RATIO_TO.match(text, match.end())
        if to:
            span = (to.start("low"), to.end())
            yield Quantity(*span, _value(to["low"]), None, "", _bound(to), "ratio")


def _unwritten(text: str) -> Iterator[Quantity]:
    """Yield numbers whose noun gives the unit (出生人口3000) and round ones (突破千亿元)."""
    for match in _BARE_COUNT.finditer(text):
        noun = text[match.start() : match.start("low")]
        unit = next(unit for unit, nouns in units.NOUN_UNITS if any(one in noun for one in nouns))
        span = (match.start("low"), match.end())
        yield Quantity(*span, _value(match["low"]), None, unit, _bound(match), "bare")
    for match in _ROUND.finditer(text):
        span = (match.start("low") if match["low"] else match.start("scale"), match.end())
        value, unit = read_chinese(match["low"] or "一"), match["scale"] + match["unit"]
        yield Quantity(*span, value, None, unit, _bound(match), "round")


def _ranks(text: str) -> Iterator[Quantity]:
    for match in _RANK.finditer(text):
        low = match["low"]
        value = float(low) if low.isdigit() else read_chinese(low)
        yield Quantity(match.start("low") - 1, match.end(), value, None, "位", "=", "rank")


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of one plain sentence in order, none overlapping another."""
    found = [
        *_ratios(text), *_ranges(text), *_lists(text), *_numbers(text), *_unwritten(text),
        *_chinese(text), *_fractions(text), *_ranks(text),
    ]  # fmt: skip
    # At one place the first rule wins, for it knows more of what stands there.
    found.sort(key=lambda q: q.start)
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].stop:
            kept.append(quantity)
    return _with_shared_unit(text, kept)


def _with_shared_unit(text: str, found: list[Quantity]) -> list[Quantity]:
    """Read 3个、2.5个和2个百分点 as points throughout, 45万、50万人 as people."""
    for index in range(len(found) - 2, -1, -1):
        this, after = found[index], found[index + 1]
        listed = text[this.stop : after.start] in ("、", "和", "与", "及")
        points = this.unit == "个" and after.unit in units.POINTS
        scaled = this.unit in ("万", "亿") and after.unit.startswith(this.unit)
        if listed and (points or scaled):
            found[index] = replace(this, unit=after.unit)
    return found
