"""The forward look in finished sentences, Chinese and English, for screen and report.

A sentence holds only numbers that the record holds, and says of every projection what it is.
"""

from dataclasses import dataclass, fields

from etl.domain.feasibility import Feasibility, PeerPace
from etl.domain.outlook import ADDS_UP, FURTHEST, Outlook
from etl.domain.reason import Wording, plain
from etl.domain.strength import LEAST_POINTS, Strength

VERDICT_WORDS = {
    "feasible": ("可行", "Feasible"),
    "faster": ("需加快", "Must go faster"),
    "unprecedented": ("历史上未达到过", "Never reached before"),
    "": ("无从比较", "Nothing to compare"),
}
_MOST_NAMED = 8
STRENGTH_WORDS = {"strong": ("强", "strong"), "fair": ("中", "fair"), "weak": ("弱", "weak")}
METHOD = (
    "自身速度取同一版本序列最近最多5个年末值的泰尔—森（Theil–Sen）斜率，即两两连线斜率的中位数，"
    "可以手算复核；界限为SciPy给出的90%置信限：3个或4个值时是最小和最大的斜率，5个值时是第二小和"
    "第二大的斜率；只有3个值时，实际把握仅约三分之二。推算值等于最新值加自身速度乘以年数，区间等于"
    "最新值加界限乘以年数，只反映速度的不确定，不是预测。",
    "Own pace is the Theil–Sen slope (the median of all pairwise slopes) of the last five year-end "
    "values at most of one vintage series; its limits are the 90% confidence limits given by SciPy: "
    "with three or four values the least and greatest slope, with five the second least and second "
    "greatest; with three values they hold in about two cases of three only. The projection is the "
    "latest value plus pace times years, its interval the latest value plus limits times years: it "
    "knows the uncertainty of the pace alone and is no forecast.",
)
_CAUSES = {
    "annual_flow": ("年度任务当年结清，不作推算。", "A yearly task is settled within its year: no projection."),
    "floor": ("保持类要求每年单独评估，没有要走到的终点，不作推算。", "A floor is kept year by year: no projection."),
    "cap": ("控制类要求以不超过为准，没有要走到的终点，不作推算。", "A cap is not a goal to arrive at: no projection."),
    "milestone": ("节点事项只有办成与未办成，不作推算。", "An event is done or not: no projection."),
    "average_growth": ("年均增速按各年增速评估，不作推算。", "Average growth has no level to arrive at."),
    "no_year": ("规划没有写明目标年份，不作推算。", "The plan names no year: no projection."),
    "no_value": ("没有可用的年末公布值（缺数据），不作推算。", "No year-end value was published: no projection."),
    "not_comparable": (
        "最新值与基期分属普查前后两个序列，不可比，不作推算。",
        "Base and latest value lie on either side of a census: no projection.",
    ),
    "no_base_year": ("没有起算年份，无法累计，不作推算。", "No year to count from: no projection."),
    "years_missing": ("起算年份以来有年份缺数据，无法累计，不作推算。", "The total lacks a year: no projection."),
    "reached": ("目标水平已经达到，不再推算。", "The level is reached: nothing to project."),
    "over": ("目标年份已过，不再推算。", "The target's year is over: nothing to project."),
    "lapsed": (
        "目标年份已过，库中没有当年及以后的公布值，不再推算。",
        "The target's year is over and no value of it or later is in: nothing to project.",
    ),
    "undefined": ("按现有数值无法计算，不作推算。", "The arithmetic is undefined: no projection."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences of a forward look, each "" where there is nothing to say; `cause` says why
    there is no projection."""

    cause: str
    needed: str = ""
    pace: str = ""
    projection: str = ""
    arrival: str = ""
    feasibility: str = ""
    history: str = ""
    peers: str = ""
    strength: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what there is to say, in order."""
        said = (getattr(self, part.name) for part in fields(self))
        return tuple(sentence for sentence in said if sentence)


def method_words(lang: str = "zh") -> str:
    """Return how own pace and projection are computed."""
    return METHOD[lang == "en"]


def verdict_word(verdict: str, lang: str = "zh") -> str:
    """Return the official word of a feasibility verdict."""
    return VERDICT_WORDS[verdict][lang == "en"]


def strength_word(mark: str, lang: str = "zh") -> str:
    """Return the word of a data-strength mark."""
    return STRENGTH_WORDS[mark][lang == "en"]


def outlook_words(outlook: Outlook, wording: Wording, lang: str = "zh") -> Told:
    """Return the finished sentences of a forward look; `wording` is of the same language."""
    speaker = _English(outlook, wording) if lang == "en" else _Chinese(outlook, wording)
    strength = outlook.strength
    said = speaker.strength(strength) if strength else ""
    if outlook.needed is None:
        return Told(_CAUSES[outlook.cause][lang == "en"], strength=said)
    feasibility = outlook.feasibility
    assert feasibility is not None
    return Told(
        cause=speaker.few() if outlook.cause == "few_points" else "",
        needed=speaker.needed(),
        pace=speaker.pace(),
        projection=speaker.projection(),
        arrival=speaker.arrival(),
        feasibility=speaker.feasibility(feasibility),
        history=speaker.history(feasibility),
        peers=speaker.peers(feasibility.peers) if feasibility.peers is not None else "",
        strength=said,
    )


class _Speaker:
    """What both languages need: the record, and changes with the word for their direction."""

    up, down, still, total = "", "", "", ""

    def __init__(self, outlook: Outlook, wording: Wording) -> None:
        self.outlook, self.wording = outlook, wording
        self.year, self.value = outlook.year or 0, outlook.value or 0.0
        self.aim, self.due = outlook.aim.value, outlook.aim.year or 0
        self.years = self.due - self.year

    def size(self, change: float) -> str:
        """Return the size of a change a year: a rate where rates compound, else a difference."""
        if self.outlook.aim.kind == "cumulative_reduction":
            return self.wording.value(abs(change))
        return self.wording.difference(change)

    def change(self, change: float) -> str:
        """Return a change a year with its direction."""
        if change == 0:
            return self.still
        if self.outlook.aim.kind in ADDS_UP:
            return ("" if change > 0 else "-") + self.size(change)
        return (self.up if change > 0 else self.down) + self.size(change)

    def level(self, value: float) -> str:
        """Return a level, called a total where the target adds up."""
        return (self.total if self.outlook.aim.kind in ADDS_UP else "") + self.wording.value(value)

    def fastest(self, peers: tuple[PeerPace, ...]) -> tuple[str, float]:
        """Return who went fastest towards the target, and the pace; at least one has a pace."""
        sense = self.outlook.aim.sense
        paces = [(one.name, one.per_year) for one in peers if one.per_year is not None]
        return max(paces, key=lambda one: sense * one[1])


class _Chinese(_Speaker):
    up, down, still, total = "上升", "下降", "没有变动", "累计"

    def few(self) -> str:
        return f"可比的年末值不足{LEAST_POINTS}个，不计算自身速度，不作推算。"

    def needed(self) -> str:
        found = self.outlook
        assert found.needed is not None
        sentence = (
            f"{self.year}年{self.level(self.value)}，与{self.due}年目标{self.wording.value(self.aim)}"
            f"相隔{self.years}年，此后年均需变动{self.size(found.needed)}"
        )
        if found.acceleration is None or found.planned is None:
            return sentence + "。"
        return (
            f"{sentence}，是规划原定年均{self.size(found.planned)}的"
            f"{plain(found.acceleration, 2)}倍。"
        )

    def pace(self) -> str:
        pace = self.outlook.pace
        if pace is None:
            return ""
        years = "、".join(map(str, pace.years))
        return (
            f"自身速度：按{years}年{len(pace.years)}个值，年均{self.change(pace.per_year)}"
            f"（90%置信限：{self.change(pace.low)}至{self.change(pace.high)}）。"
        )

    def projection(self) -> str:
        seen = self.outlook.projection
        if seen is None:
            return ""
        value = self.wording.value
        cut = "；已按指标可能的取值范围截断" if seen.cut else ""
        return (
            f"按自身速度推算，{seen.year}年{self.level(seen.value)}"
            f"（区间{value(seen.low)}至{value(seen.high)}，只反映速度的不确定，不是预测{cut}），"
            f"{self._against(seen.value)}。"
        )

    def _against(self, value: float) -> str:
        aim, apart = self.wording.value(self.aim), value - self.aim
        if apart * self.outlook.aim.sense >= 0:
            return f"达到{aim}的目标"
        return f"比目标{aim}{'低' if apart < 0 else '高'}{self.wording.difference(apart)}"

    def arrival(self) -> str:
        found, aim = self.outlook.arrival, self.wording.value(self.aim)
        if found is None:
            return ""
        if found.cause == "never":
            return f"近年没有朝目标方向变动，按此速度达不到{aim}。"
        if found.year is None:
            return f"按自身速度，{FURTHEST}年内达不到{aim}。"
        late = found.year - self.due
        when = f"比目标年份晚{late}年" if late > 0 else "不晚于目标年份"
        return f"按自身速度，预计到达年份为{found.year}年，{when}。"

    def feasibility(self, found: Feasibility) -> str:
        word = f"可行性：{VERDICT_WORDS[found.verdict][0]}"
        if found.ratio is None:
            return word + "。"
        return f"{word}，所需速度是自身速度的{plain(found.ratio, 2)}倍。"

    def history(self, found: Feasibility) -> str:
        if found.best is None:
            return f"自身没有恰好相隔{found.years}年的两个公布值，历史速度无从比较。"
        best = found.best
        kept = "达到过所需速度" if found.kept_before else "在已公布的数据中未达到过所需速度"
        return (
            f"自身恰好相隔{found.years}年的公布值之间，最好的一段是{best.start}年至{best.end}年，"
            f"年均{self.change(best.per_year)}，{kept}。"
        )

    def peers(self, peers: tuple[PeerPace, ...]) -> str:
        level = self.wording.value(self.value)
        if not peers:
            return f"同一序列中没有其他地区达到过这一水平（{level}）。"
        measured = [peer for peer in peers if peer.per_year is not None]
        kept = [peer.name for peer in peers if peer.kept]
        sentence = f"同一序列中有{len(peers)}个其他地区达到过这一水平（{level}），"
        if not measured:
            return f"{sentence}但首次达到后的第{self.years}年都没有公布值，无从比较。"
        sentence += f"其中{len(measured)}个在首次达到后的第{self.years}年有公布值，"
        if not kept:
            name, pace = self.fastest(peers)
            return f"{sentence}都没有保持过所需速度，最快的{name}年均{self.change(pace)}。"
        more = "等" if len(kept) > _MOST_NAMED else ""
        return f"{sentence}{len(kept)}个保持了所需速度：{'、'.join(kept[:_MOST_NAMED])}{more}。"

    def strength(self, found: Strength) -> str:
        reasons = {
            "points": f"序列有{found.points}个值",
            "age": f"最新值为{found.latest}年，时隔{max(found.age, 0)}年",
            "broken": "规划期内换过普查序列",
            "trust": "最新值待核" if found.grades["trust"] == "weak" else "含待核的值",
            "preliminary": "含初步数",
        }
        said = [text for key, text in reasons.items() if _speaks(found, key)]
        return f"数据强度：{STRENGTH_WORDS[found.mark][0]}（{'；'.join(said)}）。"


class _English(_Speaker):
    up, down, still, total = "up ", "down ", "no change", "a total of "

    def few(self) -> str:
        return f"Fewer than {LEAST_POINTS} comparable year-end values: no own pace, no projection."

    def needed(self) -> str:
        found = self.outlook
        assert found.needed is not None
        sentence = (
            f"{self.level(self.value)} in {self.year}, {_many(self.years, 'year')} before "
            f"{self.wording.value(self.aim)} is due in {self.due}: "
            f"{self.size(found.needed)} a year needed from here"
        )
        if found.acceleration is None or found.planned is None:
            return _capital(sentence) + "."
        return _capital(
            f"{sentence}, {plain(found.acceleration, 2)} times the "
            f"{self.size(found.planned)} a year first planned."
        )

    def pace(self) -> str:
        pace = self.outlook.pace
        if pace is None:
            return ""
        years = ", ".join(map(str, pace.years))
        return (
            f"Own pace, from {len(pace.years)} values ({years}): {self.change(pace.per_year)} a year "
            f"(90% confidence limits: {self.change(pace.low)} to {self.change(pace.high)})."
        )

    def projection(self) -> str:
        seen = self.outlook.projection
        if seen is None:
            return ""
        value = self.wording.value
        cut = "; cut off at the indicator's possible range" if seen.cut else ""
        return (
            f"At that pace {self.level(seen.value)} in {seen.year} (interval {value(seen.low)} to "
            f"{value(seen.high)}, for the uncertainty of the pace alone, no forecast{cut}), "
            f"{self._against(seen.value)}."
        )

    def _against(self, value: float) -> str:
        aim, apart = self.wording.value(self.aim), value - self.aim
        if apart * self.outlook.aim.sense >= 0:
            return f"which reaches the target of {aim}"
        side = "below" if apart < 0 else "above"
        return f"{self.wording.difference(apart)} {side} the target of {aim}"

    def arrival(self) -> str:
        found, aim = self.outlook.arrival, self.wording.value(self.aim)
        if found is None:
            return ""
        if found.cause == "never":
            return f"It has not moved towards the target: at this pace it never reaches {aim}."
        if found.year is None:
            return f"At that pace it takes more than {FURTHEST} years to reach {aim}."
        late = found.year - self.due
        when = f"{_many(late, 'year')} late" if late > 0 else "in time"
        return f"At that pace it arrives in {found.year}, {when}."

    def feasibility(self, found: Feasibility) -> str:
        word = f"Feasibility: {VERDICT_WORDS[found.verdict][1].lower()}"
        if found.ratio is None:
            return word + "."
        return f"{word}; the needed pace is {plain(found.ratio, 2)} times the own pace."

    def history(self, found: Feasibility) -> str:
        years = _many(found.years, "year")
        if found.best is None:
            return f"No two published values lie exactly {years} apart: no pace to compare with."
        best = found.best
        kept = "enough" if found.kept_before else "never enough in the published data"
        return (
            f"Its fastest pace over {years} was {self.change(best.per_year)} a year, from "
            f"{best.start} to {best.end}: {kept}."
        )

    def peers(self, peers: tuple[PeerPace, ...]) -> str:
        level = self.wording.value(self.value)
        if not peers:
            return f"No other place of the same series has reached this level ({level})."
        measured = [peer for peer in peers if peer.per_year is not None]
        kept = [peer.name for peer in peers if peer.kept]
        sentence = f"Other places of the same series that have reached this level ({level}): {len(peers)}; "
        years = _many(self.years, "year")
        if not measured:
            return f"{sentence}none with a value published {years} later."
        sentence += (
            f"with a value published {years} later: {len(measured)}; that kept the needed pace: "
        )
        more = " and others" if len(kept) > _MOST_NAMED else ""
        if kept:
            return f"{sentence}{len(kept)} ({', '.join(kept[:_MOST_NAMED])}{more})."
        name, pace = self.fastest(peers)
        return f"{sentence}none, at most {self.change(pace)} a year ({name})."

    def strength(self, found: Strength) -> str:
        reasons = {
            "points": f"{_many(found.points, 'value')} in the series",
            "age": f"the latest of {found.latest}, {_many(max(found.age, 0), 'year')} ago",
            "broken": "another census series within the plan period",
            "trust": f"{'the latest' if found.grades['trust'] == 'weak' else 'a'} value unverified",
            "preliminary": "preliminary values",
        }
        said = [text for key, text in reasons.items() if _speaks(found, key)]
        return f"Data strength: {STRENGTH_WORDS[found.mark][1]} ({'; '.join(said)})."


def _speaks(found: Strength, reason: str) -> bool:
    """Return whether a reason is named: points and age always, the others where they weaken."""
    return reason in ("points", "age") or found.grades[reason] != "strong"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
