"""What a chart says of one mark: value, what was due, the gap in words, where it was published.

What was due is what the drawn path asks; a bound, a year that the path does not hold, another
series, a forecast: of these no requirement is said.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard.chains import is_along_path, legs_of
from dashboard.format import safe_plot_text
from dashboard.records import Chain, Point, Row
from dashboard.words import WORDS, word
from etl.domain.build import near_end
from etl.domain.periods import day_in_words
from etl.domain.reason import NATURE_WORDS, Wording
from etl.domain.records import Observation

_LONGEST_SOURCE = 18


class Due(NamedTuple):
    """What a path asked of a published value, and how far the value lies from it; in base units."""

    expected: float
    gap: float


def dues_of(chain: Chain) -> list[Due | None]:
    """Return what was due of each point of a chain, in their order; None where nothing is claimed.

    A year's value has what the path asks of its year; one from within a year, or without a path to
    draw, the numbers of the row that was judged on it.
    """
    rows = [row for row in chain.rows if row.observation and not row.adds_up]
    asked = asked_of(chain)
    judged = {_key(row.observation): row for row in rows if row.observation and _counts(row, asked)}
    compared = {_key(row.observation) for row in rows if row.observation and row.comparable}
    series = {point.series for point in chain.points if _key(point.observation) in compared}
    return [
        _due(point, judged.get(_key(point.observation)), asked)
        if point.preferred and point.series in series
        else None
        for point in chain.points
    ]


def asked_of(chain: Chain) -> dict[int, float]:
    """Return what the path asks of the ends of years: not of those that a piece only starts from."""
    asked: dict[int, float] = {}
    for leg in legs_of(chain.rows, chain.path):
        first, *_ = leg
        asked |= {year: value for year, value in leg.items() if year != first}
    return asked


def _counts(row: Row, asked: Mapping[int, float]) -> bool:
    """Return whether a row's numbers may be claimed: those of a target that the path leads to."""
    goal = near_end(row.target, row.indicator.direction)
    return is_along_path(row) and (not asked or asked.get(row.target.year or 0) == goal)


def _key(seen: Observation) -> tuple[int, str, str, float]:
    """Return what tells the values of one series apart."""
    return seen.period, seen.as_of, seen.vintage, seen.value


def _due(point: Point, row: Row | None, asked: Mapping[int, float]) -> Due | None:
    seen, year = point.observation, int(point.time)
    if seen.maturity == "forecast":
        return None
    if year == point.time and year in asked:
        return Due(asked[year], seen.value - asked[year])
    if row is None or row.expected is None or row.gap is None:
        return None
    is_own = (row.target.year or 0) >= point.time and (year != point.time or not asked)
    return Due(row.expected, row.gap) if is_own else None


def of_actual(point: Point, due: Due | None, wording: Wording, lang: str) -> str:
    """Return the lines over an actual: value, what was due, the gap in words, vintage, source."""
    seen, tongue = point.observation, lang == "en"
    said = f"{when(seen, lang)}{WORDS['colon'][tongue]}{wording.value(seen.value)}"
    if seen.maturity == "forecast":
        said += f"\n{word('forecast', lang)}"
    if due is not None:
        expected = f"{WORDS['hover_due'][tongue]}{wording.value(due.expected)}"
        said += f"\n{expected}\n{gap_in_words(due.gap, wording, lang)}"
    if not point.preferred:
        said += f"\n{WORDS['hover_vintage'][tongue]}{point.vintage.in_language(lang)}"
    said += f"\n{WORDS['hover_source'][tongue]}{short_source(seen, lang)}"
    return safe_plot_text(said).replace("\n", "<br>")


def gap_in_words(gap: float, wording: Wording, lang: str) -> str:
    """Return how a value lies beside the path: "低于序时要求3.45个百分点"."""
    if wording.is_level(gap):
        return word("hover_level", lang)
    side = word("hover_above" if gap > 0 else "hover_below", lang)
    return side.format(size=wording.difference(gap))


def when(seen: Observation, lang: str) -> str:
    """Return the year of a value, or the day up to which it counts."""
    if seen.as_of:
        return seen.as_of if lang == "en" else day_in_words(seen.as_of)
    return str(seen.period) if lang == "en" else f"{seen.period}年"


def short_source(seen: Observation, lang: str) -> str:
    """Return a source without its brackets, cut where it is long, with 待核 where the value is to be verified."""
    source = seen.source.partition("(")[0].partition("（")[0] or seen.source
    if len(source) > _LONGEST_SOURCE + 1:
        source = f"{source[:_LONGEST_SOURCE]}…"
    return source + (word("hover_verify", lang) if seen.trust == "C" else "")


def of_plan(rows: Sequence[Row], lang: str) -> str:
    """Return the lines over the targets of one chain: how binding they are, and their plan."""
    if not rows:
        return ""
    nature = dict.fromkeys(NATURE_WORDS[row.target.nature][lang == "en"] for row in rows)
    titles = dict.fromkeys(row.source.title for row in rows)
    told = [word("list_comma", lang).join(nature) + word("hover_target", lang)]
    told += [title if lang == "en" else f"《{title}》" for title in titles]
    return "<br>".join(safe_plot_text(line) for line in told)
