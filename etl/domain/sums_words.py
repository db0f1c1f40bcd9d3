"""The names and formulas of a calculation sheet in words, Chinese and English, by key."""

from collections.abc import Mapping

Pair = tuple[str, str]

NAMES: Mapping[str, Pair] = {
    "level": ("水平完成率", "Level completion"),
    "distance": ("增量完成率", "Distance completion"),
    "expected": ("序时要求", "Due by now"),
    "gap": ("与序时要求之差", "Gap to what is due"),
    "schedule": ("序时进度", "Schedule progress"),
    "points": ("进度差", "Gap in points"),
    "rounding": ("舍入容差", "Rounding tolerance"),
    "forgiven": ("进度差修正", "Gap after rounding"),
    "verdict": ("判定", "Judged"),
    "needed": ("此后年均需变动", "Needed per year"),
    "planned": ("原定年均变动", "Planned per year"),
    "acceleration": ("加快倍数", "Acceleration"),
    "total": ("累计", "Total"),
    "remaining": ("剩余", "Remaining"),
    "reduced": ("累计降低", "Reduced in all"),
    "averaged": ("年均增速", "Average growth"),
    "grown": ("实际累计增长", "Growth so far"),
    "aim_growth": ("目标累计增长", "Growth asked for in all"),
    "due_growth": ("应有累计增长", "Growth due by now"),
    "logit_start": ("起点对数比", "Logit of the start"),
    "logit_end": ("目标对数比", "Logit of the target"),
    "logit_now": ("此时对数比", "Logit by now"),
    "share": ("月度进度", "Month profile"),
    "about": ("左右的界限", "Limit of “about”"),
}  # fmt: skip

FORMULAS: Mapping[str, Pair] = {
    "level": ("实际值 ÷ 目标值 × 100", "actual ÷ target × 100"),
    "distance": (
        "（实际值 − 基期值）÷（目标值 − 基期值）× 100",
        "(actual − base) ÷ (target − base) × 100",
    ),
    "distance_zero": ("实际值 ÷ 目标值 × 100（基期为0）", "actual ÷ target × 100 (base 0)"),
    "schedule_zero": ("序时要求 ÷ 目标值 × 100（基期为0）", "due by now ÷ target × 100 (base 0)"),
    "distance_growth": (
        "实际累计增长 ÷ 目标累计增长 × 100",
        "growth so far ÷ growth asked for × 100",
    ),
    "linear": (
        "{start} +（目标值 − {start}）× 已过年数 ÷ {first}至{last}年的年数",
        "{start} + (target − {start}) × years gone ÷ years from {first} to {last}",
    ),
    "geometric": (
        "{start} ×（目标值 ÷ {start}）的（已过年数 ÷ {first}至{last}年的年数）次方",
        "{start} × (target ÷ {start}) to the power of years gone ÷ years from {first} to {last}",
    ),
    "logit_start": ("ln（{start} ÷（上限 − {start}））", "ln({start} ÷ (ceiling − {start}))"),
    "logit_end": ("ln（目标值 ÷（上限 − 目标值））", "ln(target ÷ (ceiling − target))"),
    "logit_now": (
        "起点对数比 +（目标对数比 − 起点对数比）× 已过年数 ÷ {first}至{last}年的年数",
        "start + (target − start) × years gone ÷ years from {first} to {last}, in logits",
    ),
    "logistic": ("上限 ÷（1 + e的（−此时对数比）次方）", "ceiling ÷ (1 + e^(−logit by now))"),
    "flow": ("目标值 × 已过天数 ÷ 全年天数", "target × days gone ÷ days of the year"),
    "share": (
        "上月底累计份额 +（本月底 − 上月底）× 本月已过天数 ÷ 本月天数",
        "share at the end of last month + this month's × days gone ÷ days of the month",
    ),
    "flow_profile": ("目标值 × 月度进度 ÷ 100", "target × month profile ÷ 100"),
    "reduction": (
        "（1 −（1 − 目标 ÷ 100）的（已过年数 ÷ 全部年数）次方）× 100",
        "(1 − (1 − target ÷ 100) to the power of years gone ÷ all years) × 100",
    ),
    "change": (
        "（（1 + 目标 ÷ 100）的（已过年数 ÷ 全部年数）次方 − 1）× 100",
        "((1 + target ÷ 100) to the power of years gone ÷ all years − 1) × 100",
    ),
    "gap": ("实际值 − 序时要求", "actual − due by now"),
    "gap_growth": ("实际年均增速 − 目标增速", "actual rate − target rate"),
    "schedule": (
        "（序时要求 − 基期值）÷（目标值 − 基期值）× 100",
        "(due by now − base) ÷ (target − base) × 100",
    ),
    "schedule_growth": (
        "应有累计增长 ÷ 目标累计增长 × 100",
        "growth due by now ÷ growth asked for × 100",
    ),
    "points": ("增量完成率 − 序时进度", "distance completion − schedule progress"),
    "rounding": (
        "公布数末位的一半 ÷（目标值与基期值之差）× 100",
        "half of the last digit published ÷ (target less base) × 100",
    ),
    "forgiven": ("短缺在舍入容差之内，按0计", "a shortfall within the tolerance counts as 0"),
    "needed": ("（目标值 − 实际值）÷ 剩余年数", "(target − actual) ÷ years left"),
    "needed_rate": (
        "（目标系数 ÷ 已有系数）的（1 ÷ 剩余年数）次方，折成年率",
        "(factor asked for ÷ factor so far) to the power of 1 ÷ years left, as a yearly rate",
    ),
    "planned": (
        "（目标值 − 基期值）÷ {first}至{last}年的年数",
        "(target − base) ÷ years from {first} to {last}",
    ),
    "planned_rate": (
        "目标系数的（1 ÷ 全部年数）次方，折成年率",
        "factor asked for to the power of 1 ÷ all years, as a yearly rate",
    ),
    "acceleration": ("此后年均需变动 ÷ 原定年均变动", "needed per year ÷ planned per year"),
    "acceleration_growth": ("此后年均需变动 ÷ 目标增速", "needed per year ÷ target rate"),
    "total": ("{first}至{last}年各年公布数相加", "the values published for {first} to {last}, added up"),
    "remaining": ("目标值 − 累计", "target − total"),
    "reduced": (
        "{first}至{last}年各年（1 − 降低率 ÷ 100）相乘，再由1减去，× 100",
        "(1 − the product of 1 − reduction ÷ 100 over {first} to {last}) × 100",
    ),
    "changed": (
        "{first}至{last}年各年（1 + 变动率 ÷ 100）相乘，减去1，× 100",
        "(the product of 1 + change ÷ 100 over {first} to {last} − 1) × 100",
    ),
    "averaged": (
        "{first}至{last}年各年（1 + 增速 ÷ 100）相乘，开{count}次方，减去1，× 100",
        "({count}th root of the product of 1 + growth ÷ 100 over {first} to {last} − 1) × 100",
    ),
    "grown": (
        "{first}至{last}年各年（1 + 增速 ÷ 100）相乘，减去1，× 100",
        "(the product of 1 + growth ÷ 100 over {first} to {last} − 1) × 100",
    ),
    "grown_running": (
        "（（1 + 年均增速 ÷ 100）的已过年数次方 − 1）× 100",
        "((1 + average growth ÷ 100) to the power of years gone − 1) × 100",
    ),
    "aim_growth": (
        "（（1 + 目标增速 ÷ 100）的全部年数次方 − 1）× 100",
        "((1 + target rate ÷ 100) to the power of all years − 1) × 100",
    ),
    "due_growth": (
        "（（1 + 目标增速 ÷ 100）的已过年数次方 − 1）× 100",
        "((1 + target rate ÷ 100) to the power of years gone − 1) × 100",
    ),
    "about": ("目标值在{share}%以内算作达到", "within {share}% of the target counts as reached"),
    "met": ("与目标值比较", "compared with the target"),
    "far": ("与区间的另一端比较", "compared with the far end of the range"),
    "dates": ("办成的日期与期限比较", "the day it was done, compared with the day it was due"),
    "not_done": ("期限已过，完成进度与100比较", "past its day: the share done, compared with 100"),
    "allowance": (
        "没有超过；进度差大于舍入容差，额度用得比时间快",
        "not exceeded, but the allowance is used faster than the time",
    ),
    "reversing": (
        "增量完成率低于0，且超出舍入容差",
        "distance completion below 0 by more than the tolerance",
    ),
    "fallen": (
        "基期值已等于或超过目标值，此后退回，超出公布数末位的一半",
        "the base already met the target; since then it fell back by more than half a last digit",
    ),
    "bands": (
        "{nature}的档次：不低于{ahead}为快于预期，{on_track}为基本符合预期，不低于{behind}为滞后，更低为严重滞后",
        "bands of {nature} targets: {ahead} or more is ahead, {on_track} on schedule, "
        "{behind} or more behind, less far behind",
    ),
}  # fmt: skip
START_WORDS: Mapping[str, Pair] = {
    "base": ("基期值", "base"),
    "milestone": ("{year}年节点值", "milestone of {year}"),
}
LIMIT_WORDS: Mapping[str, Pair] = {
    "above": ("高于{limit}", "above {limit}"),
    "at_least": ("不低于{limit}", "{limit} or more"),
}


def name(key: str, lang: str) -> str:
    """Return what a line is called."""
    return NAMES[key][lang == "en"]


def formula(key: str, lang: str, put: Mapping[str, object]) -> str:
    """Return a formula in words."""
    return FORMULAS[key][lang == "en"].format_map(put)
