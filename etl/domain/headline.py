"""What a target's numbers come to in one short line: the title of a chart, the point of a slide.

It says less than the sentence behind the status (reason.py) and never anything else.
"""

from collections.abc import Sequence

from etl.domain.columns import BREAK_YEAR
from etl.domain.periods import day_in_words
from etl.domain.reason import (
    Facts,
    Wording,
    is_early,
    plain,
    points_size,
    status_word,
    stood,
    time_in_english,
    within_year,
)
from etl.domain.records import Observation

# Lagging though the value lies beyond the path: the gap in points would say the opposite.
BESIDE_THE_PATH = ("allowance_early", "beyond_range")


def headline(facts: Facts, wording: Wording, lang: str = "zh") -> str:
    """Return the finding: "2022年落后序时进度20.3个百分点"; of what cannot be judged that it is so."""
    word = status_word(facts.status, early=is_early(facts), lang=lang)
    aim = wording.target(facts.operator, facts.target, facts.target_high)
    if facts.actual is None or facts.status == "unknown" or facts.period is None:
        return word
    if facts.kind == "milestone":
        return _event(facts, word, lang)
    if facts.status == "not_due":
        return (
            f"{aim} by {facts.target_year}" if lang == "en" else f"{facts.target_year}年目标{aim}"
        )
    points = facts.gap_points
    # 控制数用得比时间慢，不是落后。
    plain_pace = facts.cause not in BESIDE_THE_PATH and facts.kind not in ("floor", "cap")
    if points is not None and plain_pace and facts.status not in ("achieved", "missed"):
        return _pace(facts, points, lang)
    if lang == "en":
        when = time_in_english(facts, wording)
        return f"{wording.value(facts.actual)} {when}: {word.lower()}"
    return f"{stood(facts, wording)}，{_outcome(facts, aim, word)}"


def _event(facts: Facts, word: str, lang: str) -> str:
    """Return how far something is that is to be done by the end of a year."""
    share = plain(facts.actual or 0.0, 1)
    if lang == "en":
        return f"{share}% done, due by the end of {facts.target_year}: {word.lower()}"
    return f"完成{share}%，要求{facts.target_year}年底前完成，{word}"


def _pace(facts: Facts, points: float, lang: str) -> str:
    """Return the gap to the schedule at the time of the value: a year's end, or a day within it."""
    size, is_dated = points_size(points), within_year(facts)
    if lang == "en":
        when = facts.as_of if is_dated else facts.period
        return f"{when}: {size} points {'ahead of' if points >= 0 else 'behind'} schedule"
    when = f"截至{day_in_words(facts.as_of)}" if is_dated else f"{facts.period}年"
    if size == "0":
        return f"{when}与序时进度持平"
    return f"{when}{'快于' if points > 0 else '落后'}序时进度{size}个百分点"


def _outcome(facts: Facts, aim: str, word: str) -> str:
    if facts.cause == "allowance_early":
        used = plain(facts.distance_completion or 0.0, 1)
        return f"已用去额度的{used}%，快于时间进度，{word}"
    if facts.cause == "beyond_range":
        return f"超出{facts.target_year}年{aim}的区间，{word}"
    if facts.kind in ("floor", "cap"):
        side = "符合" if facts.status in ("achieved", "on_track") else "不符合"
        return f"{side}{facts.target_year}年{aim}的要求"
    if facts.status in ("achieved", "missed"):
        year = "" if facts.period == facts.target_year else f"{facts.target_year}年"
        return f"{word}{year}{aim}的目标"
    return word


def published(values: Sequence[Observation], wording: Wording, lang: str = "zh") -> str:
    """Return what published values say where nothing is judged: "2024年66.2%，比2020年提高3.5个百分点".

    `values`: at least one, all of one series, in the order of time. Only percentages are compared,
    and only final values of whole years on the same side of the census break.
    """
    last = values[-1]
    said = _stated(last, wording, lang)
    census = wording.indicator.census_based
    first = next((one for one in values[:-1] if _is_alike(one, last, census=census)), None)
    if first is None or wording.unit != "%":
        return said
    change = last.value - first.value
    if lang == "en":
        return f"{said}, {_change_in_english(change, wording)} {first.period}"
    if wording.is_level(change):
        return f"{said}，与{first.period}年持平"
    verb = "提高" if change > 0 else "下降"
    return f"{said}，比{first.period}年{verb}{wording.difference(change)}"


def _is_alike(first: Observation, last: Observation, *, census: bool) -> bool:
    """Return whether two values of a series may be told as one change."""
    if "forecast" in (first.maturity, last.maturity) or first.as_of or last.as_of:
        return False
    across = census and first.period < BREAK_YEAR <= last.period
    return first.period < last.period and not across


def _stated(seen: Observation, wording: Wording, lang: str) -> str:
    value = wording.value(seen.value)
    forecast = seen.maturity == "forecast"
    if lang == "en":
        return f"{seen.as_of or seen.period}: {value}{' (forecast)' if forecast else ''}"
    when = f"截至{day_in_words(seen.as_of)}" if seen.as_of else f"{seen.period}年"
    return f"{when}{value}{'（预计数）' if forecast else ''}"


def _change_in_english(change: float, wording: Wording) -> str:
    if wording.is_level(change):
        return "the same as in"
    return f"{'up' if change > 0 else 'down'} {wording.difference(change)} since"
