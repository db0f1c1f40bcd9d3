"""Words of rankings, scores and past statuses."""

STANDINGS: dict[str, tuple[str, str]] = {
    "history": ("历年评估", "Past years"),
    "year_was": ("{year}年{was}", "{year} {was}"),
    "no_value": ("无数值", "no value"),
    "no_history": ("没有历年评估", "no past status"),
    "score": ("综合得分", "Composite score"),
    "score_short": ("数据不足", "Too little data"),
    "coverage": ("覆盖率{share}", "{share} covered"),
    "score_line": ("{name}（{year}年）{weight}×{score}", "{name} ({year}) {weight} × {score}"),
    "score_sum": ("（{terms}）÷{weights}＝{score}", "({terms}) ÷ {weights} = {score}"),
    "score_times": ("{weight}×{score}", "{weight} × {score}"),
    "score_plus": ("＋", " + "),
    "score_missing": ("无法评估：{names}", "Not judged: {names}"),
    "score_least": (
        "数据覆盖率低于{least}，不列得分",
        "Coverage below {least}: no score is given",
    ),
    "semicolon": ("；", "; "),
    "score_note": (
        "综合得分为所列目标得分的加权平均，数据覆盖率低于{least}的不列；点开可见算式。历年评估为{name}。",
        "Composite score: weighted mean over the targets listed, not given under {least} coverage; "
        "open it for the sum. Past years: {name}.",
    ),
    "awaited": ("{year}（待入库{years}）", "{year} ({years} overdue)"),
    "awaited_only": ("待入库{years}", "{years} overdue"),
    "judged_by_person": ("人工研判：{status}", "Judgement: {status}"),
    "nothing_chosen": (
        "没有符合筛选条件的目标；请放宽条件后再筛选。",
        "No target fits this selection; choose less narrowly.",
    ),
    "places_cut": (
        "共{total}个地区，本页只统计和列出前{most}个；其余请按地区查看。",
        "{total} places in all; this page counts and lists the first {most}.",
    ),
    "chosen_targets": (
        "已按规划或责任单位筛选，只列所选目标。",
        "Only the targets of the plan or department chosen are shown.",
    ),
    "ranking_by": ("排序", "Order"),
    "sort_gap": ("按进度差", "By gap"),
    "sort_improvement": ("按改善幅度", "By improvement"),
    "sort_level": ("按实际水平", "By level"),
    "ranking_gap": ("按进度差排序", "Ranked by gap to own target"),
    "ranking_improvement": ("按改善幅度排序", "Ranked by improvement"),
    "ranking_level": ("按实际水平排序", "Ranked by level"),
    "ranking_gap_note": (
        "与各自目标的序时进度相比，落后最多的在前。",
        "Against each place's own target and schedule, the furthest behind first.",
    ),
    "ranking_improvement_note": (
        "最近两个有数值的年份之间进度差的变化，改善最多的在前；普查前后不比较。",
        "Change of the gap between the last two years with values, the most improved first; never "
        "across a census.",
    ),
    "ranking_level_note": (
        "水平高低受起点影响，不能单独说明进展；应与进度差和改善幅度一并看。",
        "A level depends on where a place started and says little alone: read it with gap and "
        "improvement.",
    ),
    "latest_actual": ("最新实际值", "Latest actual"),
    "improvement": ("改善幅度（百分点）", "Improvement (points)"),
    "years": ("{first}—{last}", "{first}–{last}"),
    "improved": ("{points}（{since}—{until}）", "{points} ({since}–{until})"),
    "why_no_gap": ("此类目标无进度差", "no gap for this kind"),
    "why_one_year": ("只有一年有进度差", "a gap in one year only"),
    "why_no_year": ("历年均无进度差", "no gap in any year"),
    "other_rows": (
        "全部节点与已到期目标（{count}）",
        "All milestones and finished targets ({count})",
    ),
    "ranking_among": (
        "改善幅度只在进度差最低的{most}个地区之间比较。",
        "Improvement is compared among the {most} furthest behind only.",
    ),
}
