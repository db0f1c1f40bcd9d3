"""Part and whole: a rate against the ratio of its parts, sums, and what may never exceed another.

Which indicators are parts of which is what the registry declares (`aggregation`, `at_most`).
"""

from collections.abc import Iterator, Sequence

from etl.domain.consistency.check import Check
from etl.domain.consistency.mentions import Levels, Measures, Mention, Series, distinct, nearest
from etl.domain.consistency.printed import Interval, agree, as_printed, shown
from etl.domain.records import NATION, Indicator, Registry

# Published rates and populations are rounded, and revised, apart from one another: 0.05 points pass
# seventeen published region-years and still catch a misprinted digit (methods.md).
RATE_TOLERANCE = 0.05
_URBAN = "城镇"
_RURAL = ("乡村", "农村")


def check_parts(levels: Levels, measures: Measures) -> Iterator[Check]:
    """Yield rates against their parts, sums of parts and orders, held or not."""
    parts = _parts_by_whole(measures.registry)
    for (series, group, year), mentions in levels.by_year.items():
        indicator = measures.registry.indicators.get(series[0])
        if indicator is None:
            continue
        if indicator.aggregation.method == "ratio":
            yield from _ratio(levels, measures, indicator, mentions)
        for part in parts.get(series[0], ()):
            urban = levels.at((part, *series[1:]), group, year)
            yield from _complement(levels, mentions[0], urban)
        if indicator.at_most:
            limits = levels.at((indicator.at_most, *series[1:]), group, year)
            yield from _order(mentions, limits)
    yield from _members(levels, measures)


def _parts_by_whole(registry: Registry) -> dict[str, list[str]]:
    """Return the numerators that the registry relates to each denominator."""
    found: dict[str, list[str]] = {}
    for indicator in registry.indicators.values():
        part, whole = indicator.aggregation.numerator, indicator.aggregation.denominator
        if part and whole:
            found.setdefault(whole, []).append(part)
    return found


def _ratio(
    levels: Levels, measures: Measures, indicator: Indicator, rates: list[Mention]
) -> Iterator[Check]:
    for rate in distinct(rates):
        numerator = _part(levels, rate, indicator.aggregation.numerator)
        denominator = _part(levels, rate, indicator.aggregation.denominator)
        if numerator is None or denominator is None:
            continue
        if numerator.dimension != denominator.dimension or denominator.size.low <= 0:
            continue
        share = measures.is_share(rate.dimension)
        factor = (100.0 if share else 1.0) / rate.scale
        computed = _quotient(numerator.size, denominator.size).scaled(factor)
        stated = rate.size.scaled(1 / rate.scale)
        holds = agree(stated, computed, floor=RATE_TOLERANCE if share else 0.0)
        yield Check(
            "part-whole", holds,
            (rate.statement, numerator.statement, denominator.statement),
            stated.value, computed.value, rate.statement.unit,
            _division(numerator, denominator, share=share) + result(rate, computed.value),
        )  # fmt: skip


def _part(levels: Levels, rate: Mention, part: str | None) -> Mention | None:
    series = (part or "", rate.place, rate.statement.scope)
    found = levels.at(series, rate.group, rate.statement.year)
    return nearest(found, rate.statement.start)


def _quotient(top: Interval, bottom: Interval) -> Interval:
    low = top.low / (bottom.high if top.low >= 0 else bottom.low)
    high = top.high / (bottom.low if top.high >= 0 else bottom.high)
    return Interval(top.value / bottom.value, low, high)


def _division(top: Mention, bottom: Mention, *, share: bool) -> str:
    return f"{paper(top, bottom)}÷{paper(bottom, top)}" + ("×100" if share else "")


def paper(mention: Mention, other: Mention) -> str:
    """Return a figure as it stands in a sum on paper: with its unit where the other's differs."""
    statement = mention.statement
    unit = "" if statement.unit == other.statement.unit else statement.unit
    return as_printed(statement) + unit


def result(judged: Mention, value: float) -> str:
    """Return the right side of a sum on paper, one decimal finer than the figure it is held to."""
    decimals = len(as_printed(judged.statement).partition(".")[2])
    return f"＝{shown(value, max(2, decimals) + 1)}"


def _order(mentions: list[Mention], limits: Sequence[Mention]) -> Iterator[Check]:
    for mention in distinct(mentions):
        limit = nearest(limits, mention.statement.start)
        if limit is None or limit.dimension != mention.dimension:
            continue
        bound = limit.size.scaled(1 / mention.scale)
        stated = mention.size.scaled(1 / mention.scale)
        holds = stated.value <= bound.value or agree(stated, bound)
        sign = "≤" if holds else "＞"
        yield Check(
            "order", holds, (mention.statement, limit.statement),
            stated.value, bound.value, mention.statement.unit,
            f"{paper(mention, limit)}{sign}{paper(limit, mention)}",
        )  # fmt: skip


def _complement(levels: Levels, total: Mention, urban: Sequence[Mention]) -> Iterator[Check]:
    """Yield urban + rural = total: the rural part is the urban one's name with one word changed."""
    if not urban or _URBAN not in urban[0].statement.indicator:
        return
    for word in _RURAL:
        name = urban[0].statement.indicator.replace(_URBAN, word, 1)
        series = (levels.by_name.get(name, name), total.place, total.statement.scope)
        rural = levels.at(series, total.group, total.statement.year)
        if rural and rural[0].dimension == total.dimension == urban[0].dimension:
            yield _sum(total, [urban[0], rural[0]])


def _members(levels: Levels, measures: Measures) -> Iterator[Check]:
    """Yield sums over the units of a place: equal to its total, or above it, which cannot be.

    A smaller sum says nothing: the document need not list every unit.
    """
    members: dict[tuple[Series, str, int], list[Mention]] = {}
    for (series, group, year), mentions in levels.by_year.items():
        indicator = measures.registry.indicators.get(series[0])
        parent = _parent(series[1])
        if parent and indicator is not None and indicator.aggregation.method == "sum":
            whole = ((series[0], parent, series[2]), group, year)
            members.setdefault(whole, []).append(mentions[0])
    for whole, parts in members.items():
        totals = levels.by_year.get(whole)
        if totals and len(parts) > 1:
            found = _sum(totals[0], parts)
            if found.holds or found.computed > found.stated:
                yield found


def _parent(place: str) -> str | None:
    """Return the code of the unit that a GB/T 2260 code belongs to, None for the nation's."""
    if len(place) != 6 or not place.isdigit() or place == NATION:
        return None
    if place.endswith("0000"):
        return NATION
    return f"{place[:2]}0000" if place.endswith("00") else f"{place[:4]}00"


def _sum(total: Mention, parts: list[Mention]) -> Check:
    added = Interval(
        sum(part.size.value for part in parts),
        sum(part.size.low for part in parts),
        sum(part.size.high for part in parts),
    ).scaled(1 / total.scale)
    stated = total.size.scaled(1 / total.scale)
    sum_on_paper = "＋".join(paper(part, total) for part in parts)
    return Check(
        "sum", agree(stated, added), (total.statement, *(part.statement for part in parts)),
        stated.value, added.value, total.statement.unit,
        sum_on_paper + result(total, added.value),
    )  # fmt: skip
