"""What a target's numbers come to in one short line: the title of a chart, the point of a slide.

It says less than the sentence behind the status (reason.py) and never anything else.
"""

from etl.domain.reason import Facts, Wording, is_early, plain, points_size, status_word

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
    plain_pace = facts.cause not in BESIDE_THE_PATH
    if points is not None and plain_pace and facts.status not in ("achieved", "missed"):
        return _pace(facts.period, points, lang)
    if lang == "en":
        return f"{wording.value(facts.actual)} in {facts.period}: {word.lower()}"
    return f"{facts.period}年{wording.value(facts.actual)}，{_outcome(facts, aim, word)}"


def _event(facts: Facts, word: str, lang: str) -> str:
    """Return how far something is that is to be done by the end of a year."""
    share = plain(facts.actual or 0.0, 1)
    if lang == "en":
        return f"{share}% done, due by the end of {facts.target_year}: {word.lower()}"
    return f"完成{share}%，要求{facts.target_year}年底前完成，{word}"


def _pace(period: int, points: float, lang: str) -> str:
    size = points_size(points)
    if lang == "en":
        return f"{period}: {size} points {'ahead of' if points >= 0 else 'behind'} schedule"
    if size == "0":
        return f"{period}年与序时进度持平"
    return f"{period}年{'快于' if points > 0 else '落后'}序时进度{size}个百分点"


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
