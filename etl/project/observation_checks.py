"""What a cell of a table of published values must be, and the sentence where it is not.

Every check is asked once for each distinct text: `Known` remembers the number it gave. The fast
path of `observations` and the slow path that words the problems ask the same checks.
"""

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

from etl.domain.periods import last_day
from etl.domain.published import (
    FIRST_YEAR,
    LAST_YEAR,
    MATURITIES,
    MOST_SCOPES,
    TRUSTS,
    Origin,
)
from etl.domain.records import Indicator
from etl.project.project import Project

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_GROUPED = re.compile(r"-?\d{1,3}([,，]\d{3})+(\.\d+)?")
_DATE_FORM = "应为2021、2021-07或2021-07-15，不知道就留空"
# A table row swallowed by a quotation mark that closes lines later brings its commas along.
_SWALLOWED_COMMAS = 8

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one cell."""

    code: str
    column: str
    message: str


class Wrong(Exception):
    """Cells that are not what they must be."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__()
        self.findings = findings


class Known(dict[Key, int]):
    """The number of each text already checked; a new one is checked first, or raises Wrong."""

    def __init__(self, check: Callable[[Key], int]) -> None:
        super().__init__()
        self._check = check

    def __missing__(self, key: Key) -> int:
        number = self[key] = self._check(key)
        return number


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator printed in one unit: the factor to its base unit and the values it may take."""

    number: int
    indicator: Indicator
    unit: str
    factor: float
    is_share: bool

    def finding(self, printed: str) -> Finding | None:
        """Return what is wrong with a printed value, None where it may stand."""
        if not _NUMBER.fullmatch(printed):
            return Finding("not-a-number", "value", _no_number(printed))
        value = float(printed) * self.factor
        if self.is_share and 0 < value < 1:
            percent = f"{value * 100:.10g}"
            message = f"{printed}像是小数，百分数应写{percent}；如果确是{printed}%，请与来源核对。"
            return Finding("percent-as-fraction", "value", message)
        low, high = self.limits
        if not low <= value <= high or abs(value) == float("inf"):
            message = (
                f"{printed}{self.unit}超出“{self.indicator.name.zh}”的范围"
                f"（{low:.15g}至{high:.15g}，按基本单位）；请核对数值和单位。"
            )
            return Finding("out-of-range", "value", message)
        return None

    @property
    def limits(self) -> tuple[float, float]:
        """Return the lowest and the highest value allowed, in the base unit."""
        low, high = self.indicator.low, self.indicator.high
        return (-float("inf") if low is None else low, float("inf") if high is None else high)


def _no_number(printed: str) -> str:
    if not printed:
        return "数值为空；没有数值的行请删去。"
    if _GROUPED.fullmatch(printed):
        plain = printed.replace(",", "").replace("，", "")
        return f"“{printed}”带千分位逗号；请写成{plain}。"
    if printed.endswith(("%", "％")):
        return f"“{printed}”带百分号；数值列只写数字，单位写在unit列。"
    return f"“{printed}”不是普通的数；应只有数字和小数点，如44.77，不用科学计数法、全角或文字。"


class Checks:
    """The checks of one reading of any number of files; texts that repeat are numbered in it."""

    def __init__(self, project: Project) -> None:
        self.registry = project.registry
        self._places = project.places
        self._names = {code: {place.name} for code, place in project.places.items()}
        self._codes = {alias.alias: alias.place_id for alias in project.aliases}
        for alias in project.aliases:
            self._names.setdefault(alias.place_id, set()).add(alias.alias)
        self._indicators = {key: row for row, key in enumerate(self.registry.indicators, 1)}
        self._vintages = {key: row for row, key in enumerate(self.registry.vintages, 1)}
        self.measures: list[Measure] = []
        self.scopes: list[str] = []
        self.dates: list[str] = []
        self.origins: list[Origin] = []
        self._date_numbers: dict[str, int] = {}
        self._scope_numbers: dict[str, int] = {}
        self._file = 0
        self.place = Known(self._place)
        self.indicator = Known(self._indicator)
        self.measure = Known(self._measure)
        self.period = Known(self._period)
        self.released: Known[str] = Known(lambda text: self._date(text, "released_on"))
        self.as_of: Known[str] = Known(lambda text: self._date(text, "as_of"))
        self.vintage = Known(self._vintage)
        self.scope = Known(self._scope)
        self.origin = Known(self._origin)

    def start_file(self, number: int) -> None:
        """Say which file the following origins stand in."""
        self._file = number
        self.origin = Known(self._origin)

    def _place(self, key: tuple[str, str]) -> int:
        code, name = key[0].strip(), key[1].strip()
        if code not in self._places:
            now = self._codes.get(code)
            hint = f"，现代码是{now}" if now else "；应为places.csv里的6位代码，如620800"
            raise Wrong(Finding("unknown-place", "place_id", f"没有代码为“{code}”的地区{hint}。"))
        if name not in self._names[code]:
            message = (
                f"“{name}”不是{code}的名称或别名；{code}是{self._places[code].name}。"
                "请核对代码和名称，或在place_aliases.csv里登记别名。"
            )
            raise Wrong(Finding("place-name", "place", message))
        return int(code)

    def _indicator(self, text: str) -> int:
        indicator_id = text.strip()
        if indicator_id not in self._indicators:
            message = f"登记表里没有指标“{indicator_id}”；请核对拼写，或先在indicators.yaml里登记。"
            raise Wrong(Finding("unknown-indicator", "indicator_id", message))
        return self._indicators[indicator_id]

    def _measure(self, key: tuple[str, str]) -> int:
        """Return the number of a measure; the indicator is asked first, so it may raise too."""
        number = self.indicator[key[0]]
        indicator, unit = self.registry.indicators[key[0].strip()], key[1].strip()
        scales = self.registry.units[indicator.unit].scales
        if unit not in scales:
            message = f"“{indicator.name.zh}”的单位不能是“{unit}”；可用：{'、'.join(scales)}。"
            raise Wrong(Finding("bad-unit", "unit", message))
        is_share = unit == "%" and (indicator.low, indicator.high) == (0, 100)
        self.measures.append(Measure(number, indicator, unit, float(scales[unit]), is_share))
        return len(self.measures) - 1

    def _period(self, text: str) -> int:
        year = text.strip()
        if len(year) == 4 and year.isascii() and year.isdigit():
            number = int(year)
            if FIRST_YEAR <= number <= LAST_YEAR:
                return number
        message = f"“{year}”不是年份；应为{FIRST_YEAR}至{LAST_YEAR}的四位数。"
        raise Wrong(Finding("bad-period", "period", message))

    def _date(self, text: str, column: str) -> int:
        date = text.strip()
        try:
            if date and not _DATE.fullmatch(date):
                raise ValueError(date)
            last_day(date)
        except ValueError:
            message = f"“{date}”不是日期；{_DATE_FORM}。"
            raise Wrong(Finding("bad-date", column, message)) from None
        if date not in self._date_numbers:
            self._date_numbers[date] = len(self.dates)
            self.dates.append(date)
        return self._date_numbers[date]

    def _vintage(self, text: str) -> int:
        number = self._vintages.get(text.strip())
        if number is None:
            message = f"没有版本“{text.strip()}”；可用：{'、'.join(self._vintages)}。"
            raise Wrong(Finding("unknown-vintage", "vintage", message))
        return number

    def _scope(self, text: str) -> int:
        scope = text.strip()
        if found := text_finding("scope", scope):
            raise Wrong(found)
        if scope not in self._scope_numbers:
            if len(self.scopes) == MOST_SCOPES:
                message = f"不同的口径超过{MOST_SCOPES}种；口径应是“城市”“县城”这样的少数几种。"
                raise Wrong(Finding("too-many-scopes", "scope", message))
            self._scope_numbers[scope] = len(self.scopes)
            self.scopes.append(scope)
        return self._scope_numbers[scope]

    def _origin(self, key: tuple[str, ...]) -> int:
        unit, maturity, trust, basis, source, url, note = (part.strip() for part in key)
        found = [text_finding("basis", basis), text_finding("source", source)]
        found += [text_finding("url", url), text_finding("note", note)]
        if maturity not in MATURITIES:
            message = f"“{maturity}”不是数据成熟度；可用：{'、'.join(MATURITIES)}。"
            found.append(Finding("bad-maturity", "maturity", message))
        if trust not in TRUSTS:
            message = f"“{trust}”不是可信度；可用：A（官方）、B（媒体）、C（待核）。"
            found.append(Finding("bad-trust", "trust", message))
        if wrong := [one for one in found if one]:
            raise Wrong(*wrong)
        self.origins.append(Origin(self._file, unit, maturity, trust, basis, source, url, note))
        return len(self.origins) - 1


def as_of_finding(as_of: str, period: str) -> Finding | None:
    """Return what is wrong with a day within the year that lies in another year."""
    if not as_of or as_of[:4] == period:
        return None
    message = f"截至日期{as_of}不在{period}年之内；应是当年的一天，年末数请留空。"
    return Finding("as-of-outside-period", "as_of", message)


def text_finding(column: str, text: str) -> Finding | None:
    """Return what is wrong with a free text: control characters, or whole rows swallowed in it."""
    if found := _CONTROL.search(text):
        message = f"含有控制字符（U+{ord(found[0]):04X}）；请删去后重新保存。"
        return Finding("control-character", column, message)
    if "\n" in text and any(line.count(",") >= _SWALLOWED_COMMAS for line in text.splitlines()):
        message = "双引号没有在本行闭合，后面的行被并进了这一格；请检查本行的双引号。"
        return Finding("unclosed-quote", column, message)
    return None
