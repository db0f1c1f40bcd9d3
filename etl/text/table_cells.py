"""What stands in one cell of a table: a value, a unit, a mark for none, or words.

Works on plain text. A year, an ordinal number or a sentence must never come out as a value.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from etl.text.units import UNITS

_SCALE = "万亿|百万|千万|百亿|千亿|亿|万|千|百"
_MORE_UNITS = (
    "岁", "年", "月", "日", "千公顷", "吉瓦", "标台", "标辆", "车位", "千人", "学位", "级", "位次", "名次",
    "标准车", "港元", "人民币", "担", "卷", "条", "期", "标立方米", "焦耳", "对", "里",
)  # fmt: skip
_BASE = "|".join(re.escape(unit) for unit in sorted({*UNITS, *_MORE_UNITS}, key=len, reverse=True))
_UNIT = rf"(?:{_SCALE})?(?:{_BASE})(?:/(?:{_SCALE}|十)?(?:{_BASE}|天|日|年))*(?:[·•](?:{_BASE}))?"
_IS_UNIT = re.compile(rf"(?:{_UNIT}|{_SCALE})")
_NUMBER = r"\d{1,15}(?:[,，]\d{3})*(?:\.\d{1,9})?"
_BOUNDS = {
    "≥": ">=", ">=": ">=", "≧": ">=", "⩾": ">=", "不低于": ">=", "不少于": ">=", "不小于": ">=",
    "≤": "<=", "<=": "<=", "≦": "<=", "⩽": "<=", "不超过": "<=", "不高于": "<=", "不大于": "<=",
    "控制在": "<=", ">": ">", "超过": ">", "突破": ">", "高于": ">", "大于": ">", "<": "<",
    "低于": "<", "小于": "<", "少于": "<", "≈": "~", "~": "~", "约": "~", "接近": "~", "=": "=",
}  # fmt: skip
_AFTER = {
    "及以上": ">=", "以上": ">=", "+": ">=", "以下": "<=", "及以下": "<=", "以内": "<=",
    "之内": "<=", "左右": "~", "上下": "~", "余": ">", "多": ">",
}  # fmt: skip
_BOUND = "|".join(re.escape(sign) for sign in sorted(_BOUNDS, key=len, reverse=True))
_TAIL = "|".join(re.escape(word) for word in sorted(_AFTER, key=len, reverse=True))
_VALUE = re.compile(
    rf"(?P<open>[〔\[（【])?(?:五年|[五5]年)?(?P<lead>年均|年平均|累计|合计|共)?"
    rf"(?P<verb>增长|提高|增加|上升|下降|降低|减少|回落|达到|达|为)?(?P<bound>{_BOUND})?"
    rf"(?P<low>[-+]?{_NUMBER})(?P<unit>{_UNIT})?"
    rf"(?:(?P<dash>[-—–~至到]+)(?P<high>{_NUMBER}))?(?P<unit2>{_UNIT}|{_SCALE})?(?P<after>{_TAIL})?"
    rf"(?P<close>[〕\]）】])?(?P<unit3>%|‰)?(?P<after2>{_TAIL})?(?P<rooms>（间）)?"
    r"(?:（(?:(?P<year>(?:19|20)\d\d)年?|年均|累计|五年累计|预计|预期|初步|约束性|预期性)）)?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NONE = re.compile(r"(?:[-—–─―－/\\…·.．*～~]+|无|空|不适用|暂无|N/?A|\.\.\.)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?:[*※＊①-⑳]|\[注?\d{0,2}\]|〔注\d?〕)+$")
_WIDE = str.maketrans("＞＜＝＋［］﹝﹞〖〗〈〉", "><=+[]〔〕〔〕<>")
_PAIRS = {"〔": "〕", "[": "]", "（": "）", "【": "】"}
_ATTRIBUTE = re.compile(
    r"(?:指标)?(?:预期|约束|引导|指导|预测|监测|导向|考核|基础)(?:性|型)?(?:指标)?"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """The plain text of a cell without margins, and where it stands in the document."""

    text: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Value:
    """A number in a cell; `unit` is "" when the cell names none.

    `changes` says 增长5%, `is_total` that brackets mark what comes together over the years.
    """

    low: float
    high: float | None
    unit: str
    operator: str
    year: int | None
    changes: bool
    is_total: bool


def compact(text: str) -> str:
    """Return the text of a cell without white space and with ordinary comparison signs."""
    return "".join(text.split()).translate(_WIDE)


@lru_cache(maxsize=4096)
def read_value(text: str) -> Value | None:
    """Return the value that is all a cell says, None when it says anything else."""
    printed = compact(text)
    match = _VALUE.fullmatch(_FOOTNOTE.sub("", printed)) or _VALUE.fullmatch(printed)
    if match is None or not _balanced(match):
        return None
    if match["high"] and _YEAR.fullmatch(match["low"]) and _YEAR.fullmatch(match["high"]):
        return None
    unit = match["unit2"] or match["unit"] or match["unit3"] or ""
    if unit in ("年", "月", "日"):
        return None
    operator = _AFTER.get(match["after"] or match["after2"] or "", _BOUNDS.get(match["bound"], "="))
    high = _number(match["high"]) if match["high"] else None
    return Value(
        low=_number(match["low"]),
        high=high,
        unit=unit,
        operator="range" if high is not None else operator,
        year=int(match["year"]) if match["year"] else None,
        changes=match["verb"] not in (None, "达到", "达", "为"),
        is_total=match["open"] is not None or match["lead"] == "累计",
    )


def _number(printed: str) -> float:
    return float(printed.replace(",", "").replace("，", ""))


def _balanced(match: re.Match[str]) -> bool:
    opened, closed = match["open"], match["close"]
    return _PAIRS.get(opened) == closed if opened else closed is None


def is_value(text: str) -> bool:
    """Whether a cell holds a value and nothing else."""
    return read_value(text) is not None


def is_blank(text: str) -> bool:
    """Whether a cell says that there is no value: empty, a dash, a slash."""
    printed = compact(text)
    return not printed or _NONE.fullmatch(printed) is not None


def is_year(text: str) -> bool:
    """Whether a cell holds a bare year, with or without 年."""
    return re.fullmatch(r"(?:19|20)\d\d(?:年[末底度]?)?", compact(text)) is not None


def nature_of(text: str) -> str:
    """Return binding for 约束性 and expected for 预期性, "" for anything else."""
    said = compact(text) if is_attribute(text) else ""
    return "binding" if "约束" in said else "expected" if "预期" in said else ""


def is_attribute(text: str) -> bool:
    """Whether a cell says what kind of target a row is: 预期性, 约束性."""
    return _ATTRIBUTE.fullmatch(compact(text)) is not None


@lru_cache(maxsize=1024)
def read_unit(text: str) -> str:
    """Return the unit that is all a text says, "" when it is none; 套（间） is 套."""
    printed = compact(text).strip("()（）").removesuffix("（间").removesuffix("(间")
    return printed if _IS_UNIT.fullmatch(printed) else ""


@lru_cache(maxsize=4096)
def has_words(text: str) -> bool:
    """Whether a cell holds Chinese words that are neither value, unit, year nor attribute."""
    if not re.search(r"[\u4e00-\u9fff]", text):
        return False
    return not (is_value(text) or read_unit(text) or is_year(text) or is_attribute(text))
