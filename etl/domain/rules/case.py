"""What a rule is asked and what it answers, and what keeps a case from being judged at all.

An opinion never holds nan or an infinity, and its reason is always a finished sentence.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

UP, DOWN, PARITY = "up", "down", "parity"
DIRECTIONS = (UP, DOWN, PARITY)
NATURES = ("expected", "binding")
NOT_AVAILABLE = "not_available"
DEFAULT_BASE_YEAR = 2015


@dataclass(frozen=True, slots=True)
class Case:
    """One series with what its target asks: values by year, base year, target, natural limit.

    `direction` is up or down for what is better, or parity where the target is to be met from
    either side; `limit` is the least or greatest value that can be; `nature` matters to the
    schedule rule only (None: expected).
    """

    id: str | int | float | None
    rule: str
    direction: str
    series: Mapping[int, float]
    base_year: int | None = None
    target: float | None = None
    target_year: int | None = None
    limit: float | None = None
    nature: str | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """A rule's answer: its status, its deciding number and its score, None where it has none.

    `bucket` is the common bucket where the status alone does not tell it (see words.bucket_of).
    """

    status: str
    value: float | None
    score: float | None
    reason: str
    bucket: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The two observations that a rule compares: the base and the latest value after it."""

    first_year: int
    base: float
    last_year: int
    latest: float

    @property
    def years(self) -> int:
        """Return the number of years between the two, at least 1."""
        return self.last_year - self.first_year


def unavailable(reason: str) -> Opinion:
    """Return the opinion of a rule that cannot judge a case."""
    return Opinion(NOT_AVAILABLE, None, None, reason)


def opinion(
    status: str, value: float | None, score: float | None, reason: str, bucket: str | None = None
) -> Opinion:
    """Return an opinion whose numbers are finite, with no negative zero."""
    return Opinion(status, _finite(value), _finite(score), reason, bucket)


def _finite(number: float | None) -> float | None:
    return number + 0.0 if number is not None and math.isfinite(number) else None


def span_of(case: Case) -> Span | Opinion:
    """Return what the case compares, or why it cannot be judged.

    The base year is the one given, else 2015; without a value in it, the first later year that has
    one (open-sdg, progress methodology, base year). Earlier years are left out.
    """
    flaw = flaw_of(case)
    if flaw:
        return unavailable(flaw)
    start = DEFAULT_BASE_YEAR if case.base_year is None else case.base_year
    years = sorted(year for year in case.series if year >= start)
    if not years:
        return unavailable(f"{start}年及以后没有数值，无法评估。")
    if len(years) < 2:
        return unavailable(f"{start}年及以后只有{years[0]}年一个数值，至少要有两年，无法评估。")
    first, last = years[0], years[-1]
    return Span(first, case.series[first], last, case.series[last])


def flaw_of(case: Case) -> str:
    """Return why no rule at all can judge a case, as a sentence, else ""."""
    if case.direction not in DIRECTIONS:
        return f"方向应为{'、'.join(DIRECTIONS)}之一，无法评估。"
    if not case.series:
        return "没有数值，无法评估。"
    numbers = (*case.series.values(), case.target, case.limit)
    if not all(number is None or math.isfinite(number) for number in numbers):
        return "数值、目标值和限值都应是有限的数，无法评估。"
    return ""


def directed_span_of(case: Case) -> Span | Opinion:
    """Return what the case compares, or why it cannot be: for rules that know only up and down."""
    span = span_of(case)
    if isinstance(span, Span) and case.direction == PARITY:
        return unavailable("该规则只适用于越高越好或越低越好的指标，无法评估。")
    return span


def lacks_target_year(case: Case, span: Span) -> str:
    """Return why a target cannot be judged for want of a year after the base year, else ""."""
    if case.target_year is None:
        return "有目标值而没有目标年份，无法评估。"
    if case.target_year <= span.first_year:
        return f"目标年份{case.target_year}年不晚于基期{span.first_year}年，无法评估。"
    return ""


def reaches(direction: str, value: float, target: float) -> bool:
    """Return whether a value lies at or beyond a target; at it, where parity is asked for."""
    if direction == PARITY:
        return value == target
    return value >= target if direction == UP else value <= target
