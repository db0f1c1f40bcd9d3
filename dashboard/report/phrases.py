"""Phrases that several sections use: what a place is called, numbers as a table shows them.

Numbers come from the board as they are; only their text is made here.
"""

from dataclasses import replace

from dashboard.records import Row
from dashboard.report.records import Cell
from dashboard.theme import MARKS
from etl.domain.periods import day_in_words, last_day
from etl.domain.reason import NATURE_WORDS, Wording, points_size
from etl.domain.records import Indicator, Observation, Place

NOTHING = "—"
_NOISE = 1e-9
_WHOLE = {
    "省": "全省",
    "市": "全市",
    "区": "全区",
    "县": "全县",
    "州": "全州",
    "盟": "全盟",
    "旗": "全旗",
    "国": "全国",
}
_LEVELS = {"province": "省（区、市）", "prefecture": "市（州）", "county": "县（市、区）"}
_RATES = ("%", "个百分点", "倍")
_DIGITS = "〇一二三四五六七八九"


def whole(place: Place) -> str:
    """Return how a report speaks of a place as a whole: 全市, 全省, 全县."""
    return _WHOLE.get(place.name[-1:], place.name)


def members_word(level: str) -> str:
    """Return what the places of a level are called together: 县（市、区）."""
    return _LEVELS.get(level, "地区")


def chinese(number: int) -> str:
    """Return a number from 1 to 99 as headings are numbered: 一, 十二, 二十."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")


def fixed(value: float, decimals: int) -> str:
    """Return a number with all its decimals and a true minus; never "−0.00"."""
    text = f"{value:.{decimals}f}"
    return text.removeprefix("-") if not float(text) else minus(text)


def named(row: Row) -> str:
    """Return an indicator with the scope of its target: "城市建成区绿化覆盖率（城市）"."""
    scope = f"（{row.target.scope}）" if row.target.scope else ""
    return row.indicator.name.zh + scope


def nature(row: Row) -> str:
    """Return 约束性 or 预期性."""
    return NATURE_WORDS[row.target.nature][0]


def amount(row: Row, value: float | None) -> Cell:
    """Return a value of a row's indicator in the unit shown, with all its decimals."""
    return quantity(row.wording(), row.indicator, value)


def actual(row: Row) -> Cell:
    """Return a row's actual as it is said, with its unit."""
    if row.actual is None:
        return Cell(NOTHING)
    return replace(amount(row, row.actual), text=row.wording().value(row.actual))


def dated(row: Row, year: int | None = None) -> Cell:
    """Return a row's actual in the unit shown with its time in brackets, unless that is the end of
    `year`."""
    found, seen = amount(row, row.actual), row.observation
    if seen is None or row.actual is None:
        return found
    if is_within_year(seen.as_of):
        return replace(found, text=f"{found.text}（{day_in_words(seen.as_of)}）")
    return found if seen.period == year else replace(found, text=f"{found.text}（{seen.period}）")


def minus(text: str) -> str:
    """Return numbers with the minus sign that print has."""
    return text.replace("-", "−")


def quantity(say: Wording, indicator: Indicator, value: float | None) -> Cell:
    """Return a value in the unit shown, with all the indicator's decimals."""
    if value is None:
        return Cell(NOTHING)
    shown = value / say.factor
    return Cell(fixed(shown, indicator.decimals), shown, indicator.decimals)


def aim(row: Row) -> Cell:
    """Return the target without its unit: as a value where it is one, else as the plan says it."""
    wanted = row.target
    if wanted.operator == "=" and wanted.kind != "milestone":
        return amount(row, wanted.value)
    return Cell(row.aim().replace(row.wording().unit, ""))


def figure(value: float | None, decimals: int = 1) -> Cell:
    """Return a percentage, points or another difference, without its unit."""
    if value is None:
        return Cell(NOTHING)
    # 不足0.05的差距也会使约束性指标滞后，不能写成0.0。
    decimals = decimals if float(fixed(abs(value), decimals)) or abs(value) < _NOISE else 3
    return Cell(fixed(value, decimals), value, decimals)


def verdict(row: Row) -> Cell:
    """Return the status word in its tone."""
    return Cell(row.status_word(), tone=MARKS[row.status].tone)


def is_within_year(day: str) -> bool:
    """Return whether a value counts up to a day before its year's end."""
    last = last_day(day)
    return last is not None and (last.month, last.day) != (12, 31)


def when(row: Row) -> str:
    """Return the time of a row's value: "2022年末", "截至2022年6月30日"."""
    return when_seen(row.observation) if row.observation else ""


def when_seen(seen: Observation) -> str:
    """Return the time of a value: "2022年末", "截至2022年6月30日"."""
    return f"截至{day_in_words(seen.as_of)}" if is_within_year(seen.as_of) else f"{seen.period}年末"


def until(row: Row) -> str:
    """Return the time of a row's value as a table shows it: "2022年末", "2022年6月30日"."""
    return when(row).removeprefix("截至") or NOTHING


def book(title: str) -> str:
    """Return the title of a document between its marks, which some titles bring along."""
    return title if title.startswith("《") else f"《{title}》"


def told(row: Row) -> str:
    """Return the sentence behind the status; of an event, whose sentence has no name, with its name."""
    return f"{named(row)}：{row.reason()}" if row.target.kind == "milestone" else row.reason()


def year_or_none(row: Row) -> str:
    """Return the target's year as a table shows it."""
    return str(row.target.year) if row.target.year else "未写明"


def moved(say: Wording, value: float) -> str:
    """Return the verb of a change: 提高 or 降低 of a rate, 增加 or 减少 of an amount."""
    up, down = ("提高", "降低") if say.unit in _RATES else ("增加", "减少")
    return up if value >= 0 else down


def change(say: Wording, value: float) -> str:
    """Return a change in words: "提高2.02个百分点", "减少0.8万人"; "持平" of one that is none."""
    return "持平" if say.is_level(value) else f"{moved(say, value)}{say.difference(value)}"


def points(value: float) -> str:
    """Return the size of a difference of percents."""
    return f"{points_size(value)}个百分点"
