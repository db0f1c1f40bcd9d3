"""What the rules and their statuses are called, in Chinese and English, and where they come from.

Every status of every rule belongs to one common bucket, so that rules with different words can be
counted together. Nothing is computed here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from etl.domain.reason import STATUS_WORDS
from etl.domain.records import Words
from etl.domain.rules.case import NOT_AVAILABLE, Opinion

ACHIEVED, ON_TRACK, BEHIND, REVERSING, UNKNOWN = (
    "achieved", "on_track", "behind", "reversing", "unknown",
)  # fmt: skip
BUCKETS = (UNKNOWN, ACHIEVED, ON_TRACK, BEHIND, REVERSING)
"""From the least to the most severe."""
BUCKET_WORDS: Mapping[str, Words] = {
    ACHIEVED: Words("已实现", "achieved"),
    ON_TRACK: Words("符合进度", "on track"),
    BEHIND: Words("落后", "behind"),
    REVERSING: Words("逆向变化", "moving away"),
    UNKNOWN: Words("无法评估", "cannot be judged"),
}


@dataclass(frozen=True, slots=True)
class StatusWord:
    """A status in words, and the common bucket it belongs to."""

    words: Words
    bucket: str


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule in words: its name, what it does in one sentence, who published it, its statuses."""

    name: Words
    summary: Words
    source: Words
    statuses: Mapping[str, StatusWord]


def _status(zh: str, en: str, bucket: str) -> StatusWord:
    return StatusWord(Words(zh, en), bucket)


_NONE = {NOT_AVAILABLE: _status("无法评估", "not available", UNKNOWN)}
SCHEDULE = "schedule"
_SCHEDULE_BUCKETS = {
    "achieved": ACHIEVED, "ahead": ON_TRACK, "on_track": ON_TRACK, "behind": BEHIND,
    "far_behind": BEHIND, "reversing": REVERSING, "missed": BEHIND,
}  # fmt: skip

RULES: Mapping[str, RuleWords] = {
    "statcan": RuleWords(
        Words("加拿大统计局规则", "Statistics Canada rule"),
        Words(
            "基期以来的年均变动率与按期达到目标所需年均变动率之比；"
            "没有目标值的，直接看年均变动率，接近自然限值时放宽要求。",
            "The yearly growth since the base year over the growth that reaches the target in time; "
            "without a target the growth itself, with gentler limits near a natural limit.",
        ),
        Words(
            "加拿大统计局、Open SDG 2.4《进展测量方法》",
            "Statistics Canada; Open SDG 2.4, progress methodology",
        ),
        {
            "target_achieved": _status("已达到目标", "target achieved", ACHIEVED),
            "substantial_progress": _status("进展显著", "substantial progress", ON_TRACK),
            "moderate_progress": _status("有进展但需加快", "moderate progress", BEHIND),
            "limited_progress": _status("进展有限", "limited progress", BEHIND),
            "deterioration": _status("出现倒退", "deterioration", REVERSING),
            **_NONE,
        },
    ),
    "eurostat": RuleWords(
        Words("欧盟统计局规则", "Eurostat rule"),
        Words(
            "与加拿大统计局规则同样比较年均变动率，界限不同；没有目标值的，以1%和0.1%为界。",
            "The same comparison of yearly growth with other limits; 1% and 0.1% without a target.",
        ),
        Words(
            "欧盟统计局《欧盟可持续发展监测报告》附录，按巴斯克统计局（EUSTAT）的做法",
            "Eurostat, Sustainable development in the European Union, annex, as run by EUSTAT",
        ),
        {
            "significant_progress": _status("进展显著", "significant progress", ON_TRACK),
            "moderate_progress": _status("进展一般", "moderate progress", BEHIND),
            "insufficient_progress": _status("进展不足", "insufficient progress", BEHIND),
            "movement_away": _status("偏离目标", "movement away from the target", REVERSING),
            "no_progress": _status("没有进展", "no progress", BEHIND),
            "moderate_movement_away": _status("有所偏离", "moderate movement away", REVERSING),
            "significant_movement_away": _status(
                "明显偏离", "significant movement away", REVERSING
            ),
            **_NONE,
        },
    ),
    "un2022": RuleWords(
        Words("联合国2022年进展图规则", "UN Progress Chart 2022 rule"),
        Words(
            "实际年均变动率与要求年均变动率之比，以0.95、0.5、-0.1为界。",
            "Actual over required yearly growth, with limits of 0.95, 0.5 and -0.1.",
        ),
        Words(
            "联合国统计司《可持续发展目标进展图技术说明》（2022年）",
            "United Nations Statistics Division, SDG Progress Chart 2022, technical note",
        ),
        {
            "target_achieved": _status("已优于目标", "target achieved", ACHIEVED),
            "on_track": _status("符合进度", "on track", ON_TRACK),
            "fair_progress": _status("有进展但需加快", "fair progress", BEHIND),
            "limited_or_no_progress": _status(
                "进展有限或没有进展", "limited or no progress", BEHIND
            ),
            "deterioration": _status("出现倒退", "deterioration", REVERSING),
            **_NONE,
        },
    ),
    "un2023": RuleWords(
        Words("联合国2023年进展图规则", "UN Progress Chart 2023 rule"),
        Words(
            "按现有年均变动率推算到目标年份，看届时能走完应走距离的多少。",
            "The share of the way that will be done by the target's year at the growth so far.",
        ),
        Words(
            "联合国统计司《可持续发展目标进展图技术说明》（2023年）",
            "United Nations Statistics Division, SDG Progress Chart 2023, technical note",
        ),
        {
            "score_3": _status("3分：已达到或符合进度", "3: met or on track", ON_TRACK),
            "score_2": _status("2分：有进展但需加快", "2: fair progress", BEHIND),
            "score_1": _status("1分：停滞或倒退", "1: stagnation or regression", BEHIND),
            **_NONE,
        },
    ),
    "escap": RuleWords(
        Words("亚太经社会现状指数", "ESCAP current status index"),
        Words(
            "基期以来走过的距离占应走距离的份额，基期为0，目标为10；与时间份额比较得出快慢。",
            "The distance covered since the base year, 0 at the base and 10 at the target, beside "
            "the share of time gone.",
        ),
        Words(
            "联合国亚太经社会《亚太可持续发展目标进展报告》技术说明",
            "UN ESCAP, Asia and the Pacific SDG Progress Report, technical notes",
        ),
        # 状态只说明已算出指数；归入哪一档由指数与时间决定。
        {"ok": _status("已计算", "computed", UNKNOWN), **_NONE},
    ),
    SCHEDULE: RuleWords(
        Words("序时进度规则", "Schedule rule"),
        Words(
            "增量完成率减去序时进度（百分点），按预期性、约束性分档。",
            "The share of the distance covered less the share due by now, in percentage points.",
        ),
        Words("本系统缺省规则，分档见指标登记表", "The default rule; its bands are the registry's"),
        {
            status: _status(zh, en, _SCHEDULE_BUCKETS.get(status, UNKNOWN))
            for status, (zh, en) in STATUS_WORDS.items()
        },
    ),
}
PUBLISHED = tuple(name for name in RULES if name != SCHEDULE)
"""The published rules in the order in which they are shown."""


def bucket_of(rule: str, opinion: Opinion) -> str:
    """Return the common bucket of a rule's opinion."""
    return opinion.bucket or RULES[rule].statuses[opinion.status].bucket
