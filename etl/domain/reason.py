"""The sentence behind a status: what was compared with what, with the numbers put in.

Written once, in Chinese and English, for screen, command line and report. A sentence contains only
numbers that the row holds; it is finished and can be read out in a meeting.
"""

from dataclasses import dataclass

from etl.domain.columns import ADDED_UP
from etl.domain.periods import day_in_words, last_day
from etl.domain.records import Indicator, Unit

STATUS_WORDS = {
    "achieved": ("已实现", "Achieved"),
    "ahead": ("快于预期", "Ahead of schedule"),
    "on_track": ("基本符合预期", "On schedule"),
    "behind": ("滞后", "Behind"),
    "far_behind": ("严重滞后", "Far behind"),
    "reversing": ("逆向变化", "Moving away"),
    "missed": ("未实现", "Missed"),
    "not_due": ("未到节点", "Not due yet"),
    "unknown": ("无法评估", "Cannot be judged"),
}
NATURE_WORDS = {"expected": ("预期性", "expected"), "binding": ("约束性", "binding")}
BOUND_WORDS = {
    ">=": ("不低于", "at least "), ">": ("高于", "above "), "<=": ("不超过", "at most "),
    "<": ("低于", "below "), "~": ("", "about "), "=": ("", ""),
}  # fmt: skip
_UNKNOWN = {
    "no_year": (
        "规划没有写明目标年份，只列示，不评估。",
        "The plan names no year for this target.",
    ),
    "no_actual": ("尚无已公布的实际值（缺数据），无法评估。", "No actual has been published."),
    "no_later_actual": ("基期之后尚无已公布的实际值，无法评估。", "No actual after the base year."),
    "no_base": ("规划没有给出基期值，无法计算序时进度。", "The plan prints no base value."),
    "base_beyond_target": (
        "基期值已等于或超过目标值，没有可计算的进度，无法评估。",
        "The base already lies at or beyond the target: there is no distance to measure.",
    ),
    "path_undefined": ("按所选路径无法计算序时要求，无法评估。", "The path is undefined."),
    "year_before_base": (
        "目标年份不晚于基期年份，无法计算序时进度，无法评估。",
        "The target's year is not later than its base year.",
    ),
    "years_missing": (
        "基期之后有年份的数值尚未公布，不能逐年累计，无法评估。",
        "A year since the base was not published: there is no total.",
    ),
}
MINUS = "−"
# 远小于任何指标末位的差值只是浮点误差，不是差距。
_NOISE = 1e-9
_PUT_TOGETHER = {
    "cumulative": "累计", "backlog": "累计", "cumulative_reduction": "累计", "average_growth": "年均",
}  # fmt: skip
_VERBS = {
    "cumulative": "added up to", "backlog": "added up to", "cumulative_reduction": "added up to",
    "average_growth": "averaged",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sentence may say; None where a number is absent. Values in the base unit."""

    status: str
    cause: str
    kind: str
    nature: str
    operator: str
    stretch: bool
    target: float
    target_high: float | None
    target_year: int | None
    base: float | None
    base_year: int | None
    actual: float | None
    period: int | None
    as_of: str
    expected: float | None
    gap: float | None
    distance_completion: float | None
    schedule_completion: float | None
    gap_points: float | None
    needed_per_year: float | None


class Wording:
    """Numbers of one indicator as text: display unit, decimals, the official word for differences."""

    def __init__(self, indicator: Indicator, unit: Unit, lang: str = "zh") -> None:
        self.indicator, self._lang = indicator, lang
        shown = indicator.display_unit if lang != "en" else None
        self.factor = unit.scales[shown] if shown else 1.0
        # 英文没有“万”：用基本单位，整数加千分位。
        self._grouped = lang == "en" and indicator.display_unit is not None
        self.unit = shown or unit.name.in_language(lang)
        self.difference_unit = shown or unit.difference.in_language(lang)

    def number(self, value: float) -> str:
        """Return a value in the display unit without the unit: "46.79", "8.8"."""
        if self._grouped:
            return f"{value:,.0f}".replace("-", MINUS)
        return written(value / self.factor, self.indicator.decimals)

    def value(self, value: float) -> str:
        """Return a value with its unit: "46.79%", "8.8万套"."""
        return self.number(value) + self._spaced(self.unit)

    def difference(self, value: float) -> str:
        """Return the size of a difference with the word for it: "2.07个百分点".

        A difference that rounds to nothing is shown to more places, so that no gap reads as 0.
        """
        size = self.number(abs(value))
        if size == "0" and not self.is_level(value):
            size = f"{abs(value) / self.factor:.2g}"
        return size + self._spaced(self.difference_unit)

    def is_level(self, value: float) -> bool:
        """Return whether a difference is none, but for the noise of binary arithmetic."""
        return abs(value) / self.factor < _NOISE

    def target(self, operator: str, value: float, high: float | None = None) -> str:
        """Return a target as a plan says it: "不低于34%", "70%左右", "10—15个"."""
        if high is not None:
            return f"{self.number(value)}{'–' if self._lang == 'en' else '—'}{self.value(high)}"
        prefix = BOUND_WORDS[operator][self._lang == "en"]
        about = "左右" if operator == "~" and self._lang != "en" else ""
        return f"{prefix}{self.value(value)}{about}"

    def _spaced(self, unit: str) -> str:
        return f" {unit}" if self._lang == "en" and unit not in ("%", "×") else unit


def plain(value: float, decimals: int) -> str:
    """Return a number with up to `decimals` places and no trailing zeros, never "-0"."""
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def written(value: float, decimals: int) -> str:
    """Return a number as a sentence writes it: as `plain`, with a true minus."""
    return plain(value, decimals).replace("-", MINUS)


def why_unknown(cause: str, lang: str = "zh") -> str:
    """Return the sentence that says why a target cannot be judged."""
    return _UNKNOWN[cause][lang == "en"]


def status_word(status: str, *, early: bool = False, lang: str = "zh") -> str:
    """Return the official word of a status; a level reached before its year is 提前实现."""
    if status == "achieved" and early:
        return "Achieved early" if lang == "en" else "提前实现"
    return STATUS_WORDS[status][lang == "en"]


def reason(facts: Facts, wording: Wording, lang: str = "zh") -> str:
    """Return the finished sentence behind a status."""
    if facts.kind == "milestone" and facts.actual is not None and facts.target_year is not None:
        return _event_in_english(facts) if lang == "en" else _event(facts)
    return _english(facts, wording) if lang == "en" else _chinese(facts, wording)


def _is_sum(facts: Facts, wording: Wording) -> bool:
    """Return whether the actual is yearly values put together."""
    return facts.kind in ADDED_UP and not wording.indicator.running_total


def stood(facts: Facts, wording: Wording, name: str = "") -> str:
    """Return the actual with its time: "2022年城镇化率46.79%", "2021—2022年竣工套数累计3万套".

    `facts.actual` must be there. Yearly values put together are told with the years they are of, a
    value from within a year with its day.
    """
    value = wording.value(facts.actual or 0.0)
    if _is_sum(facts, wording) and facts.base_year is not None and facts.period is not None:
        first = facts.base_year + 1
        years = f"{first}—{facts.period}年" if first < facts.period else f"{first}年"
        until = f"（截至{day_in_words(facts.as_of)}）" if within_year(facts) else ""
        return f"{years}{until}{name}{_PUT_TOGETHER[facts.kind]}{value}"
    if within_year(facts):
        comma = "，" if name else ""
        return f"截至{day_in_words(facts.as_of)}{comma}{name}{value}"
    return f"{facts.period}年{name}{value}" if facts.period is not None else name + value


def _chinese(facts: Facts, wording: Wording) -> str:
    aim = wording.target(facts.operator, facts.target, facts.target_high)
    if facts.status == "unknown" and facts.cause in _UNKNOWN:
        return _UNKNOWN[facts.cause][0]
    if facts.status == "not_due":
        return _not_due(facts, wording, aim)
    year = f"{facts.target_year}年"
    if facts.actual is None:
        return f"{year}数值未公布，其后的数值与基期分属普查前后两个序列，不可比，无法评估。"
    actual = stood(facts, wording, wording.indicator.name.zh)
    if facts.cause == "not_comparable":
        return (
            f"{actual}，与基期分属普查前后两个序列，不可比；{year}{aim}的目标尚未到期，无法评估。"
        )
    if facts.cause == "own_year_missing":
        actual = f"{year}数值未公布，按其后首个可比年份评估。{actual}"
    if facts.status in ("achieved", "missed"):
        return f"{actual}，{_outcome(facts, wording, year + aim)}。"
    return actual + _pace(facts, wording, year, aim)


def _outcome(facts: Facts, wording: Wording, aim: str) -> str:
    """Return what came of a target: reached, or by how much not."""
    early = _is_early(facts)
    word = status_word(facts.status, early=early)
    if facts.status == "achieved":
        if facts.kind in ("floor", "cap"):
            return f"符合{aim}的要求，判定为{word}"
        return f"{'提前' if early else ''}达到{aim}的目标，判定为{word}"
    assert facts.actual is not None
    stretch = "力争目标" if facts.stretch else "目标"
    near = facts.target
    if facts.target_high is not None and facts.actual > facts.target:
        near = facts.target_high
    if wording.is_level(facts.actual - near):
        return f"未达到{aim}的{stretch}，与目标持平，判定为{word}"
    side = "高" if facts.actual > near else "低"
    gap = wording.difference(facts.actual - near)
    return f"未达到{aim}的{stretch}，比目标{side}{gap}，判定为{word}"


def _event(facts: Facts) -> str:
    """Return what came of something that was to be done by the end of a year."""
    due, word = (
        f"{facts.target_year}年底前完成的要求",
        status_word(facts.status, early=_is_early(facts)),
    )
    day = day_in_words(facts.as_of) if facts.as_of else f"{facts.period}年"
    share = plain(facts.actual or 0.0, 1)
    if facts.status == "achieved":
        return f"{day}完成，符合{due}，判定为{word}。"
    if facts.cause == "done_late":
        return f"{day}完成，晚于{due}，判定为{word}。"
    if facts.status == "missed":
        return f"截至{day}完成{share}%，没有达到{due}，判定为{word}。"
    state = "尚未启动" if facts.cause == "not_started" else f"完成{share}%，正在实施"
    return f"截至{day}{state}，尚未到{facts.target_year}年底，判定为{word}。"


def _event_in_english(facts: Facts) -> str:
    day, share = facts.as_of or str(facts.period), plain(facts.actual or 0.0, 1)
    word = status_word(facts.status, early=_is_early(facts), lang="en").lower()
    due = f"due by the end of {facts.target_year}"
    if facts.status == "achieved" or facts.cause == "done_late":
        return f"Done {day}, {due}: {word}."
    return f"{share}% done as of {day}, {due}: {word}."


def _not_due(facts: Facts, wording: Wording, aim: str) -> str:
    sentence = f"{facts.target_year}年目标{aim}，本链条先评估更近的节点"
    if facts.needed_per_year is None:
        return sentence + "，判定为未到节点。"
    return (
        f"{sentence}；由{facts.period}年起，此后年均需变动"
        f"{wording.difference(facts.needed_per_year)}，判定为未到节点。"
    )


def _is_early(facts: Facts) -> bool:
    if facts.period is None or facts.target_year is None:
        return False
    return facts.period < facts.target_year or within_year(facts)


def within_year(facts: Facts) -> bool:
    """Return whether the value counts up to a day before the year's end."""
    day = last_day(facts.as_of)
    return day is not None and (day.month, day.day) != (12, 31)


def is_early(facts: Facts) -> bool:
    """Return whether a level was reached before the target's year was over."""
    return facts.status == "achieved" and _is_early(facts)


def _pace(facts: Facts, wording: Wording, year: str, aim: str) -> str:
    word = STATUS_WORDS[facts.status][0]
    if facts.cause == "allowance_early":
        return (
            f"，{year}要求{aim}；已用去额度的{written(facts.distance_completion or 0, 1)}%，"
            f"时间只过去{written(facts.schedule_completion or 0, 1)}%，用得偏快，预警，判定为{word}。"
        )
    if facts.cause == "beyond_range":
        return f"，{year}要求{aim}，已超出这个区间，判定为{word}。"
    if facts.kind in ("floor", "cap"):
        side = "在要求之内" if facts.status == "on_track" else "不符合要求"
        return f"，{year}要求{aim}，{side}，判定为{word}。"
    if facts.cause == "base_beyond_target" or facts.expected is None:
        return f"，基期值已等于或超过目标{aim}，此后退回，判定为{word}。"
    assert facts.gap is not None
    nature = NATURE_WORDS[facts.nature][0]
    due = "目标增速" if facts.kind == "average_growth" else "序时要求的"
    indexed = "按指数计，" if facts.kind == "average_growth" else ""
    return (
        f"，{beside(due + wording.value(facts.expected), facts.gap, wording)}；"
        f"{indexed}{against_schedule(facts)}，按{nature}指标判定为{word}。"
    )


def beside(due: str, gap: float, wording: Wording) -> str:
    """Return how a value lies beside what was due: "比序时要求低2.07个百分点", "与序时要求持平"."""
    if wording.is_level(gap):
        return f"与{due}持平"
    return f"比{due}{'高' if gap > 0 else '低'}{wording.difference(gap)}"


def against_schedule(facts: Facts) -> str:
    """Return the completion beside the schedule: "增量完成率19.7%，比序时进度40%落后20.3个百分点"."""
    assert facts.distance_completion is not None and facts.schedule_completion is not None
    assert facts.gap_points is not None
    done = f"增量完成率{written(facts.distance_completion, 1)}%"
    due, size = f"序时进度{written(facts.schedule_completion, 1)}%", points_size(facts.gap_points)
    if size == "0":
        return f"{done}，与{due}持平"
    return f"{done}，比{due}{'快' if facts.gap_points > 0 else '落后'}{size}个百分点"


def points_size(points: float) -> str:
    """Return the size of a gap in points: "20.3"; "0" only of none but for the noise of arithmetic."""
    size = plain(abs(points), 1)
    # 不足0.05个百分点的差距也可能使约束性指标滞后，不能写成0。
    return size if size != "0" or abs(points) < _NOISE else f"{abs(points):.2g}"


def time_in_english(facts: Facts, wording: Wording) -> str:
    """Return the time of the actual: "in 2022", "from 2021 to 2022", "as of 2022-06-30"."""
    if _is_sum(facts, wording):
        return f"from {(facts.base_year or 0) + 1} to {facts.as_of or facts.period}"
    return f"as of {facts.as_of}" if within_year(facts) else f"in {facts.period}"


def _english(facts: Facts, wording: Wording) -> str:
    aim = wording.target(facts.operator, facts.target, facts.target_high)
    word = status_word(facts.status, early=_is_early(facts), lang="en").lower()
    if facts.status == "unknown" and facts.cause in _UNKNOWN:
        return _UNKNOWN[facts.cause][1]
    if facts.status == "not_due":
        nearer = "The nearer milestone of the chain is judged first"
        return f"{nearer}; {aim} is due in {facts.target_year}."
    if facts.actual is None:
        return "The own year was not published; later values lie on the other side of a census."
    verb = _VERBS[facts.kind] if _is_sum(facts, wording) else "stood at"
    at = time_in_english(facts, wording)
    actual = f"{wording.indicator.name.en} {verb} {wording.value(facts.actual)} {at}"
    if facts.cause == "not_comparable":
        return f"{actual}; base and actual lie on either side of a census and cannot be compared."
    if facts.cause == "own_year_missing":
        actual = f"The value of {facts.target_year} was not published; the first later one counts. {actual}"
    if facts.cause == "allowance_early":
        used = f"{written(facts.distance_completion or 0, 1)}% of the allowance is used"
        gone = f"{written(facts.schedule_completion or 0, 1)}% of the time gone"
        return f"{actual}, against {aim} for {facts.target_year}: {used} with {gone}, a warning: {word}."
    kept = facts.kind in ("floor", "cap") or facts.status in ("achieved", "missed")
    if kept or facts.expected is None or facts.gap is None:
        return f"{actual}, against a target of {aim} for {facts.target_year}: {word}."
    side = "above" if facts.gap >= 0 else "below"
    return (
        f"{actual}, {wording.difference(facts.gap)} {side} the {wording.value(facts.expected)} due; "
        f"{written(facts.distance_completion or 0, 1)}% of the distance against "
        f"{written(facts.schedule_completion or 0, 1)}% due, a gap of "
        f"{written(facts.gap_points or 0, 1)} points: {word}."
    )
