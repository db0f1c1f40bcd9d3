"""Mentions against one another: figures that differ, slips of magnitude, distance to a census.

Only what is wrong comes back of repeated figures and magnitudes: that two mentions agree, or that a
share is below 100, confirms nothing worth telling.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median_low

from etl.domain.consistency.check import Check
from etl.domain.consistency.mentions import (
    ACHIEVED,
    Levels,
    Measures,
    Mention,
    Series,
    distinct,
)
from etl.domain.consistency.parts import paper
from etl.domain.consistency.printed import same_rounded, shown
from etl.domain.records import Indicator

_STOCKS = ("level", "floor", "cap")
# A part of a year's flow may carry the flow's name; only what is this near can be a misprint of it.
_NEAR_FLOW = 0.9
_TENFOLD = 8.0
_SAME_TIMES = 15
_CENSUS_SHARE = 15.0
_CENSUS_YEARS = 10
# Names that say what is measured, not which things are counted (领域, 项目), and names of shares.
_QUANTITY = re.compile(
    "(率|比重|占比|比例|面积|人口|产量|收入|总值|增加值|里程|能力|规模|量|额|总数)$"
)
_SHARE = re.compile("(覆盖率|普及率|处理率|合格率|达标率|占比|比重)$")
_CENSUS = re.compile("普查|[六七八]普")
_STRETCH = re.compile("力争|力爭|争取|爭取|冲刺|衝刺")


def check_likeness(levels: Levels, measures: Measures) -> Iterator[Check]:
    """Yield mentions that contradict one another or their own measure, and census distances."""
    for (series, _, _), mentions in levels.by_year.items():
        indicator = measures.registry.indicators.get(series[0])
        if indicator is not None or _is_safe(mentions):
            yield from _repeated(mentions, indicator)
    yield from _out_of_range(levels.mentions, measures)
    for series, mentions in levels.by_series.items():
        indicator = measures.registry.indicators.get(series[0])
        if indicator is not None and _is_population(indicator):
            yield from _tenfold(mentions)
    yield from _census(levels, measures)


def _is_population(indicator: Indicator) -> bool:
    """Return whether an indicator is a stock that adds up over places."""
    return indicator.aggregation.method == "sum" and indicator.kind in _STOCKS


def _is_safe(mentions: list[Mention]) -> bool:
    return bool(_QUANTITY.search(mentions[0].statement.indicator))


def is_of_a_census(mention: Mention) -> bool:
    """Return whether a passage gives its figure as a census's."""
    return bool(_CENSUS.search(mention.statement.quote))


def _repeated(mentions: list[Mention], indicator: Indicator | None) -> Iterator[Check]:
    """Yield each different value against the one stated most often, else first.

    A census figure and one of the year's end are two figures; so are a target and a stretch target.
    """
    plain = [
        part for part in mentions
        if not is_of_a_census(part) and not _STRETCH.search(part.statement.quote)
    ]  # fmt: skip
    if len(plain) < 2:
        return
    often = Counter((part.size.value, part.dimension) for part in plain)
    (value, dimension), _ = often.most_common(1)[0]
    usual = next(part for part in plain if part.size.value == value)
    for odd in distinct(plain):
        if odd.dimension != dimension or same_rounded(odd.size, usual.size):
            continue
        if indicator is None or _may_contradict(odd, usual, indicator):
            yield _against("repeated", odd, usual, "≠")


def _may_contradict(one: Mention, other: Mention, indicator: Indicator) -> bool:
    """Return whether two figures are one fact: no part of a flow, no slip told as one."""
    small, large = sorted((abs(one.size.value), abs(other.size.value)))
    if indicator.kind not in _STOCKS:
        return small >= _NEAR_FLOW * large
    return not (_is_population(indicator) and _is_tenfold(small, large))


def _is_tenfold(small: float, large: float) -> bool:
    return small > 0 and large >= _TENFOLD * small


def _against(code: str, judged: Mention, other: Mention, sign: str) -> Check:
    return Check(
        code, False, (judged.statement, other.statement),
        judged.size.value / judged.scale, other.size.value / judged.scale,
        judged.statement.unit, f"{paper(judged, other)}{sign}{paper(other, judged)}",
    )  # fmt: skip


def _out_of_range(mentions: Iterable[Mention], measures: Measures) -> Iterator[Check]:
    for mention in mentions:
        low, high = _limits(mention, measures)
        value = mention.size.value
        if high is not None and value > high:
            yield _beyond(mention, high / mention.scale, "＞")
        if low is not None and value < low:
            yield _beyond(mention, low / mention.scale, "＜")


def _beyond(mention: Mention, limit: float, sign: str) -> Check:
    return Check(
        "magnitude", False, (mention.statement,), mention.size.value / mention.scale, limit,
        mention.statement.unit, f"{paper(mention, mention)}{sign}{shown(limit, 6)}",
    )  # fmt: skip


def _limits(mention: Mention, measures: Measures) -> tuple[float | None, float | None]:
    indicator = measures.registry.indicators.get(mention.subject)
    if indicator is not None:
        return indicator.low, indicator.high
    if measures.is_share(mention.dimension) and _SHARE.search(mention.subject):
        return 0.0, 100.0
    return None, None


def _tenfold(mentions: list[Mention]) -> Iterator[Check]:
    sizes = [mention.size.value for mention in mentions]
    if max(sizes) < _TENFOLD * max(min(sizes), 0.0):
        return
    usual_size = median_low(sizes)
    usual = next(part for part in mentions if part.size.value == usual_size)
    for odd in distinct(mentions):
        small, large = sorted((odd.size.value, usual.size.value))
        if _is_tenfold(small, large) and _same_times(odd, usual):
            yield _against("magnitude", odd, usual, "≠")


def _same_times(one: Mention, other: Mention) -> bool:
    if one.statement.year is None or other.statement.year is None:
        return True
    return abs(one.statement.year - other.statement.year) <= _SAME_TIMES


@dataclass(frozen=True, slots=True)
class _Census:
    year: int
    mention: Mention


def _census(levels: Levels, measures: Measures) -> Iterator[Check]:
    """Yield populations of the ten years after a census that the document itself cites."""
    found: dict[Series, list[_Census]] = {}
    for (series, group, year), mentions in levels.by_year.items():
        indicator = measures.registry.indicators.get(series[0])
        if indicator is None or not (indicator.census_based and _is_population(indicator)):
            continue
        cited = [part for part in mentions if is_of_a_census(part)]
        if cited and group == ACHIEVED and cited[0].size.value > 0:
            found.setdefault(series, []).append(_Census(year, cited[0]))
    for (series, group, year), mentions in levels.by_year.items():
        earlier = [
            one for one in found.get(series, ()) if 0 <= year - one.year <= _CENSUS_YEARS
        ]  # fmt: skip
        if earlier and group == ACHIEVED:
            last = max(earlier, key=lambda one: one.year)
            yield from _distances(mentions, last.mention)


def _distances(mentions: list[Mention], census: Mention) -> Iterator[Check]:
    for mention in distinct(mentions):
        if is_of_a_census(mention):
            continue
        share = (mention.size.value / census.size.value - 1) * 100
        quotient = f"{paper(mention, census)}÷{paper(census, mention)}−1"
        yield Check(
            "census", abs(share) <= _CENSUS_SHARE, (mention.statement, census.statement),
            mention.size.value / mention.scale, census.size.value / mention.scale,
            mention.statement.unit, f"{quotient}＝{shown(share, 1)}%",
        )  # fmt: skip
