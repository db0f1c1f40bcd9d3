"""Words of the page that states every rule; numbers are put in from registry and code."""

HELP: dict[str, tuple[str, str]] = {
    "help_lead": (
        "本页由指标登记表（第{version}版）和程序生成，所列数字就是评估所用的数字。登记表改动，本页随之改动。",
        "This page is made from the registry (version {version}) and the code; its numbers are those "
        "that judgement uses. When the registry changes, so does the page.",
    ),
    "help_example": ("算例", "Worked example"),
    "help_formula": ("公式", "Formula"),
    "help_text": ("含义", "Meaning"),
    "help_kind": ("种类", "Kind"),
    "help_published": ("公布数", "Published"),
    "help_target": ("{year}年{aim}", "{aim} in {year}"),
    "help_schedule": ("序时进度", "The schedule rule"),
    "help_schedule_1": (
        "先按路径算出到今年应达到的值（序时要求），再比较走过的距离与应走过的距离。所有比率用百分数，比率之差用百分点。",
        "The path gives the value due by now; the share of the distance covered is set against the "
        "share due. Rates are percents, their differences percentage points.",
    ),
    "help_schedule_2": (
        "水平完成率＝实际值÷目标值；增量完成率＝（实际值−基期值）÷（目标值−基期值）；"
        "序时进度＝（序时要求−基期值）÷（目标值−基期值）；进度差＝增量完成率−序时进度。",
        "Level completion = actual ÷ target. Distance completion = (actual − base) ÷ (target − base). "
        "Schedule = (due − base) ÷ (target − base). Gap = distance completion − schedule.",
    ),
    "help_schedule_3": (
        "此后年均需变动＝（目标值−实际值）÷剩余年数；加速倍数＝此后年均需变动÷规划原定年均变动。",
        "Needed per year = (target − actual) ÷ years left; acceleration = needed ÷ the change a year "
        "first planned.",
    ),
    "help_schedule_4": (
        "年末数按整年计时；年内的数按截至日期所占天数计时。目标年份已过的，只用目标当年的数评估一次；"
        "当年没有公布的，用其后首个可比年份的数，并写明。",
        "Year-end values count whole years, values within the year by the day. A target whose year is "
        "over is judged once, on the value of that year, else on the first later comparable one.",
    ),
    "help_rounding": ("四舍五入与“左右”", "Rounding and 左右 (about)"),
    "help_rounding_1": (
        "落后不超过公布位数半个单位的，不算落后：允许差＝100×半个末位单位÷|目标值−基期值|。年均增速不适用。"
        "算例：两位小数的指标从44.77到55，允许差{points}个百分点。",
        "A shortfall within half a unit of the last published digit is none: 100 × half a unit ÷ "
        "|target − base| points; not for average growth. From 44.77 to 55 with two decimals: "
        "{points} points.",
    ),
    "help_rounding_2": (
        "“左右”允许与目标值相差{share}%以内。算例：70%左右，达到{least}%即为已实现。",
        "左右 (about) is met within {share}% of the target's value: about 70% is achieved from {least}%.",
    ),
    "help_rounding_3": (
        "“超过、高于”须严格大于，“低于”须严格小于，等于不算；“不低于、不超过”含本数。"
        "写成“达到”的，按指标方向：越高越好的不低于即达到，越低越好的不超过即达到。",
        "Above and below are strict; at least and at most include the value itself. A plain target is "
        "met at or beyond its value in the indicator's direction.",
    ),
    "help_bands": ("评估分档", "Bands"),
    "help_bands_note": (
        "按进度差（百分点）分档，预期性、约束性分开。指标自有分档的，以自有分档为准。",
        "Bands of the gap in points, for expected and binding targets apart; an indicator's own bands "
        "go before these.",
    ),
    "help_bands_all": ("全部指标", "all indicators"),
    "help_bands_own": ("{name}（自有分档）", "{name} (own bands)"),
    "help_bands_none": ("目前没有指标另设分档。", "No indicator has bands of its own."),
    "help_applies": ("适用范围", "Applies to"),
    "help_limit": ("进度差界限", "Limits of the gap"),
    "help_from": ("不低于{low}", "{low} or more"),
    "help_above": ("高于{low}、低于{high}", "above {low}, below {high}"),
    "help_kept": ("不低于0、低于{high}", "0 or more, below {high}"),
    "help_between": ("{low}至{high}（含两端）", "{low} to {high}, both included"),
    "help_short": ("低于0、不低于{low}", "below 0, {low} or more"),
    "help_under": ("低于{low}", "below {low}"),
    "help_at_limit": ("恰在界限上", "Exactly at the limit"),
    "help_statuses": ("评估结果", "Statuses"),
    "help_status_unknown": (
        "缺数据、缺基期、缺年份或不可比，写明原因，不作判断。",
        "No data, base or year, or not comparable: the reason is given, nothing is judged.",
    ),
    "help_status_achieved": (
        "达到目标水平；目标年份未过就达到的为提前实现。",
        "The level is reached; before the target's year is over it is reached early.",
    ),
    "help_status_missed": (
        "目标年份已过，没有达到目标水平；控制不超过的，一经超过即为未实现。力争目标未实现的用琥珀色，不用红色。",
        "The target's year is over and the level was not reached; a cap is missed as soon as it is "
        "passed. A missed stretch target is amber, not red.",
    ),
    "help_status_reversing": (
        "与基期相比，朝目标的反方向变化，且超出四舍五入的允许差。",
        "It has moved away from the target since the base year, by more than rounding.",
    ),
    "help_status_ahead": ("进度差达到快于预期的界限。", "The gap is at or above the limit for ahead."),
    "help_status_on_track": (
        "进度差在允许范围内；保持、控制类目标为符合要求。",
        "The gap is within the band; a floor or cap is kept.",
    ),
    "help_status_behind": (
        "进度差进入滞后一档；保持、控制类目标为不符合要求或额度用得偏快。",
        "The gap is in the band for behind; a floor is broken, or an allowance used early.",
    ),
    "help_status_far_behind": ("进度差低于滞后一档。", "The gap is below the band for behind."),
    "help_status_not_due": (
        "同一链条的更近节点正在评估，或事件尚未到期。",
        "A nearer milestone of the chain is being judged, or an event is still to come.",
    ),
    "help_stretch": ("力争", "stretch"),
    "help_causes": ("原因与说明", "Reasons and remarks"),
    "help_causes_note": (
        "不能评估的，或评估有特别情形的，写明下列原因之一。",
        "Where nothing can be judged, or judged only in a special way, one of these is given.",
    ),
    "help_cause_not_comparable": (
        "实际值与基期分属普查前后两个序列，不可比，不算进度。",
        "Base and actual lie on either side of a census and cannot be compared.",
    ),
    "help_cause_later_year": (
        "本链条先评估更近的节点，判定为未到节点。",
        "The nearer milestone of the chain is judged first: not due yet.",
    ),
    "help_cause_own_year_missing": (
        "目标当年的数值未公布，按其后首个可比年份评估。",
        "The value of the target's own year was not published; the first later comparable one counts.",
    ),
    "help_cause_allowance_early": (
        "控制总量的额度用得比时间快，预警。",
        "An allowance is used faster than time goes: a warning.",
    ),
    "help_cause_beyond_range": (
        "超出不得超过的区间。",
        "It lies beyond a range that may not be passed.",
    ),
    "help_cause_done_late": ("事件已办成，但晚于期限。", "The event was done, but late."),
    "help_cause_not_started": ("事件尚未启动，也未到期限。", "The event has not begun and is not due."),
    "help_cause_under_way": ("事件正在实施，尚未到期限。", "The event is under way and not due."),
    "help_kinds": ("目标种类", "Kinds of target"),
    "help_kinds_note": (
        "共{count}种。算例的数值由评估程序当场算出，按缺省分档。",
        "{count} kinds. The worked examples are computed by judgement itself, with the default bands.",
    ),
    "help_kind_level": (
        "到某年达到某一水平。从基期值沿路径走到目标值；分节点的，逐个节点评估。",
        "A level by a year, on the path from base to target, milestone by milestone.",
    ),
    "help_sum_level": (
        "增量完成率＝（实际值−基期值）÷（目标值−基期值）；序时进度＝（序时要求−基期值）÷（目标值−基期值）",
        "done = (actual − base) ÷ (target − base); due = (required − base) ÷ (target − base)",
    ),
    "help_kind_annual_flow": (
        "当年任务，从零算起，当年结清。年内的数与已过时间相比；登记表给出逐月计划的，与逐月计划相比，月内按天数插算。",
        "A task of one year, from nothing. A value within the year is set against the share of the "
        "year gone, or against the indicator's month profile, by days within a month.",
    ),
    "help_sum_annual_flow": (
        "增量完成率＝累计完成量÷当年任务；序时进度＝已过天数÷全年天数（或逐月计划）",
        "done = completed ÷ task; due = days gone ÷ days of the year (or the month profile)",
    ),
    "help_kind_floor": (
        "每年保持不低于要求；没有要走完的路径。符合为基本符合预期，不符合为滞后；期末为已实现或未实现。",
        "Kept at or above a level every year; no path. Kept is on schedule, broken is behind; at the "
        "end achieved or missed.",
    ),
    "help_sum_floor": ("每年：实际值≥要求值", "each year: actual ≥ level"),
    "help_kind_cap": (
        "任何一年都不得超过。超过即为未实现；有基期的，额度用得比时间快即预警，判定为滞后。",
        "Never above. Above is missed at once; with a base, an allowance used faster than time goes "
        "is a warning and counts as behind.",
    ),
    "help_sum_cap": (
        "每年：实际值≤上限；已用额度＝（实际值−基期值）÷（上限−基期值），与序时进度比较",
        "each year: actual ≤ cap; share used = (actual − base) ÷ (cap − base), against the schedule",
    ),
    "help_kind_cumulative": (
        "规划期内逐年累加，从零算起；中间缺一年即无法评估，不插补。公布数本身就是累计数的，直接取最新数。",
        "Yearly values added up from nothing; with a year missing there is no total. Where a running "
        "total is published, the latest counts as it stands.",
    ),
    "help_sum_cumulative": (
        "实际值＝Σ各年数；增量完成率＝Σ各年数÷目标值；序时进度＝已过年数÷总年数",
        "actual = Σ of the years; done = Σ ÷ target; due = years gone ÷ years in all",
    ),
    "help_kind_cumulative_reduction": (
        "规划期累计降低百分之几，各年降幅连乘；只计整年。",
        "A reduction by so many percent over the period; yearly reductions compound; whole years only.",
    ),
    "help_sum_cumulative_reduction": (
        "实际值＝1−Π（1−各年降幅）；序时要求＝1−（1−目标降幅）^（已过年数÷总年数）",
        "actual = 1 − Π(1 − yearly reduction); required = 1 − (1 − target)^(years gone ÷ years in all)",
    ),
    "help_kind_average_growth": (
        "规划期年均增速；按指数评估，期末之前不算提前实现；只计整年。",
        "Average growth a year, judged as an index; never achieved before its year; whole years only.",
    ),
    "help_sum_average_growth": (
        "实际值＝[Π（1＋各年增速）]^（1÷已过年数）−1；增量完成率＝[Π（1＋各年增速）−1]÷[（1＋目标增速）^总年数−1]；"
        "序时进度＝[（1＋目标增速）^已过年数−1]÷[（1＋目标增速）^总年数−1]",
        "actual = [Π(1 + growth)]^(1 ÷ years gone) − 1; done = [Π(1 + growth) − 1] ÷ [(1 + target)^years "
        "− 1]; due = [(1 + target)^(years gone) − 1] ÷ [(1 + target)^years − 1]",
    ),
    "help_kind_backlog": (
        "存量问题逐年销号，直至清零；目标值是要解决的总量。",
        "A stock to be done away with; the target's value is all there is to do.",
    ),
    "help_sum_backlog": (
        "剩余＝存量−Σ各年完成量；增量完成率＝Σ各年完成量÷存量",
        "remaining = stock − Σ done; done = Σ ÷ stock",
    ),
    "help_kind_range": (
        "落在一个区间内。先走到较近的一端（越高越好的为下限，越低越好的为上限）；越过较远的一端一般不算问题，"
        "登记表规定不得越过的除外。",
        "Inside a range: judged towards its near end (the low end where more is better). Beyond the "
        "far end is no failure unless the registry says that the range is strict.",
    ),
    "help_sum_range": (
        "以较近一端为目标值，其余同“期末水平”",
        "the near end is the target; otherwise as a level",
    ),
    "help_kind_milestone": (
        "在期限前办成一件事。公布数为某日的完成比例，100%为办成；没有路径和进度差。",
        "Something is done by a day. A value is the share done on a day, 100% is done; no path, no gap.",
    ),
    "help_sum_milestone": (
        "首次达到100%的日期≤目标年份最后一天",
        "the first day at 100% is no later than the last day of the target's year",
    ),
    "help_paths": ("目标路径", "Paths"),
    "help_paths_note": (
        "每项指标用哪种路径见指标登记表，多数为{default}。下表由程序算出：平凉市常住人口城镇化率由2020年44.77%到2025年55%。",
        "The registry says which path an indicator takes; most take {default}. Computed here: "
        "Pingliang's urbanization rate from 44.77% in 2020 to 55% in 2025.",
    ),
    "help_method": ("路径", "Path"),
    "path_linear": ("直线（linear）", "linear"),
    "path_geometric": ("等比（geometric）", "geometric"),
    "path_logistic": ("逻辑斯蒂（logistic）", "logistic"),
    "help_path_linear": ("基期值＋（目标值−基期值）×已过时间÷总时间", "base + (target − base) × share of time"),
    "help_path_geometric": (
        "基期值×（目标值÷基期值）^（已过时间÷总时间）；两端须同为正数或同为负数",
        "base × (target ÷ base)^(share of time); both ends of one sign",
    ),
    "help_path_logistic": (
        "logit值匀速变动，适用于0与上限{ceiling}之间的比率；联合国城乡人口增长差法",
        "the logit moves evenly, for shares between 0 and the ceiling {ceiling}; the UN urban–rural "
        "growth difference",
    ),
    "help_chains": ("节点链与规划更替", "Milestones and newer plans"),
    "help_chains_1": (
        "同一规划对同一指标的几个年份是一条链：基期、各节点逐段相连，每段按路径走。只评估最近的节点，更远的为未到节点；统计个数时每条链只计一次。",
        "The years a plan names for one indicator form a chain, each segment on its own path. The "
        "nearest milestone is judged, later ones are not due; each chain counts once.",
    ),
    "help_chains_2": (
        "规划自发布之日起生效，没有发布日期的自起始年1月1日起生效。新规划对同一地区、指标、范围、种类和年份重设目标的，"
        "旧目标标明“已被取代”，保留自身评估，不计入统计、督办和得分。",
        "A plan takes effect on the day of issue, else on 1 January of its first year. A newer plan's "
        "target of the same place, indicator, scope, kind and year supersedes the older one, which "
        "keeps its own verdict and counts nowhere.",
    ),
    "help_chains_3": (
        "旧规划中晚于新规划最后节点的目标继续有效，接在新规划的链上。年度文件不取代也不被取代。",
        "An older plan's milestone beyond the newer plan's last one goes on in the newer chain. "
        "Annual documents neither supersede nor are superseded.",
    ),
    "help_chains_4": (
        "路径从规划印出的基期值出发。该值以后修订的，两个数都保留，评估仍用规划印出的数，页面标明“{mark}”。",
        "The path starts at the base that the plan prints. Where that value was revised since, both "
        "are kept, the printed one is used, and the page says “{mark}”.",
    ),
    "help_values": ("取数规则与序列断点", "Choice of value and series break"),
    "help_values_rank": (
        "版本次序由登记表规定，次序值大的优先：",
        "The registry ranks the vintages; a higher rank is preferred:",
    ),
    "help_rank": ("次序值", "Rank"),
    "help_series": ("序列", "Series"),
    "help_break": (
        "{year}年人口普查前后的数分属两个序列：不可比，不连线，不算增速，不作跨越的推算；只影响登记表标明受普查影响的指标。缺年不插补。",
        "Values before and since the {year} census form two series: never compared, joined, or "
        "projected across; this concerns only indicators marked as census-based. No year is interpolated.",
    ),
    "help_trust": (
        "可信度：{words}。待核的数参加评估，但处处标明“待核”；预计数不参加评估。",
        "Trust: {words}. Values to be verified are judged on and marked everywhere; forecasts are not.",
    ),
    "help_outlook": ("前瞻", "Looking ahead"),
    "help_outlook_verdicts": ("可行性用语：", "Feasibility is one of: "),
    "help_outlook_feasible": (
        "自身速度足够；没有自身速度的，历史上达到过所需速度",
        "the own pace is enough, or without one the needed pace was once kept",
    ),
    "help_outlook_faster": (
        "自身速度不够，但历史上达到过所需速度，或无从比较",
        "the own pace is not enough, though the needed one was kept before or cannot be compared",
    ),
    "help_outlook_unprecedented": (
        "自身历史上同样长的时间里从未达到过所需速度",
        "the series never kept the needed pace over as many years",
    ),
    "help_outlook_": ("没有可以比较的公布数", "no published values to compare with"),
    "help_outlook_no": ("下列情形不作推算：", "There is no projection in these cases:"),
    "help_strength": ("数据强度", "Data strength"),
    "help_strength_note": (
        "五项中最差的一项就是数据强度。“采用的数”指最近{points}个年末值。",
        "The worst of five marks is the data strength. Values used are the last {points} year-end values.",
    ),
    "help_strength_row": ("依据", "Ground"),
    "help_strength_points": ("可比年末值的个数", "comparable year-end values"),
    "help_strength_age": ("最新值距今年数", "years since the latest value"),
    "help_strength_broken": ("规划期内换过普查序列", "another census series within the plan period"),
    "help_strength_trust": ("可信度", "trust"),
    "help_strength_preliminary": ("初步数", "preliminary values"),
    "help_case_points": ("{count}个", "{count}"),
    "help_case_age": ("{count}年", "{count}"),
    "help_case_points_more": ("{count}个及以上", "{count} or more"),
    "help_case_age_more": ("{count}年及以上", "{count} or more"),
    "help_case_points_less": ("{count}个及以下", "{count} or fewer"),
    "help_case_age_less": ("{count}年及以下", "{count} or fewer"),
    "help_case_clean": ("没有", "none"),
    "help_case_broken": ("换过", "yes"),
    "help_case_trust_used": ("采用的数中有待核的", "to be verified among those used"),
    "help_case_trust_last": ("最新值待核", "the latest is to be verified"),
    "help_case_preliminary": ("采用的数中有初步数", "preliminary among those used"),
    "help_freshness": ("待入库", "Awaited values"),
    "help_freshness_note": (
        "上一年的数值过了正常公布月份的月底仍未入库的，标“待入库”。各指标的正常公布月份（登记表可逐项规定）：",
        "Last year's value that is not in by the end of its usual month is awaited. The month of each "
        "indicator, as the registry says:",
    ),
    "help_supervision": ("督办清单", "Supervision"),
    "help_supervision_note": (
        "评估结果或现行的人工研判为下列之一的，按责任单位逐家列入督办清单；没有写明责任单位的，列在最后。",
        "Targets whose computed status or human judgement is one of these are listed for each "
        "department that answers for them; those without one come last.",
    ),
    "help_supervision_states": ("办理状态：", "States: "),
    "help_supervision_rules": (
        "评估结果好转后不自动销号，由人办理。人工研判与评估结果并列显示，不替换评估结果。",
        "Nothing is closed by itself when a status recovers: a person closes it. A human judgement "
        "stands beside the computed status and never replaces it.",
    ),
    "help_score": ("综合得分", "Composite score"),
    "help_rules": ("规则对照", "Published rules"),
    "help_rules_note": (
        "本系统按序时进度评估。下列已公布的规则只作对照，各状态归入共同的档次后比较一致程度。",
        "This system judges by the schedule. These published rules stand beside it; their statuses "
        "fall into common buckets, so that agreement can be counted.",
    ),
    "help_rule_status": ("状态", "Status"),
    "help_bucket": ("共同档次", "Common bucket"),
    "help_buckets": ("共同档次由轻到重：", "Common buckets, from the least severe: "),
    "help_indicators": ("指标登记表", "The registry of indicators"),
    "help_indicators_note": (
        "共{count}项。权重用于综合得分。",
        "{count} indicators. Weights are those of the composite score.",
    ),
    "help_direction": ("方向", "Direction"),
    "help_up": ("越高越好", "higher is better"),
    "help_down": ("越低越好", "lower is better"),
    "help_decimals": ("小数位", "Decimals"),
    "help_weight": ("权重", "Weight"),
    "help_census": ("受普查影响", "Census-based"),
    "help_month": ("次年{month}月", "month {month}"),
    "help_source": ("来源：{source}", "Source: {source}"),
    "help_special_annual_flow": (
        "有逐月计划的指标（1至12月底的累计百分比）：{names}。",
        "With a month profile (cumulative percents at month ends): {names}.",
    ),
    "help_special_cumulative": (
        "公布数本身就是累计数的指标：{names}。",
        "Published as a running total: {names}.",
    ),
    "help_special_range": ("不得越过较远一端的指标：{names}。", "With a strict range: {names}."),
    "help_profile": ("（{shares}）", " ({shares})"),
    "help_as_of": (
        "按某日查看：只用当日以前公布的数和当日已生效的规划；没有公布日期的数，自所属年份年末起算作已公布。",
        "As of a day: only values published and plans in effect by then; a value without a date of "
        "publication counts from the end of its own year.",
    ),
    "help_rollup": (
        "上级地区的比率由下级地区的分子、分母加总后相除，不取平均；缺任何一个下级地区的，不汇总。不同层级的目标不相加。",
        "A rate of a larger place is the sum of numerators over the sum of denominators, never a "
        "mean; with a part missing there is none. Targets of different levels are never added.",
    ),
    "help_outlook_peers": (
        "与其他地区比较的，看同一序列中达到过这一水平的地区在此后同样年数里的年均变动。"
        "按加总汇总的总量和逐年累计的目标不与其他地区比较。",
        "Compared are places of the same series that reached this level, by their change a year over "
        "as many years after it. Totals that add up and added-up targets are not compared.",
    ),
    "help_bucket_note": (
        "个别状态按数值归档：最新值已达到目标的归入已实现，朝反方向变动的归入逆向变化。",
        "Some statuses fall into a bucket by their number: a level reached counts as achieved, a "
        "move away from the target as moving away.",
    ),
    "help_bucket_by_number": (
        "按指数与时间份额归档",
        "by the index and the share of time",
    ),
    "help_example_name": ("示例指标", "The example"),
}  # fmt: skip
