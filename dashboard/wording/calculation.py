"""Words of the calculation sheet and the comparison of rules."""

CALCULATION: dict[str, tuple[str, str]] = {
    "calculation": ("计算表", "Calculation sheet"),
    "calculation_title": ("{year}年目标{aim}", "target for {year}: {aim}"),
    "calculation_title_undated": ("目标{aim}（未写年份）", "target without a year: {aim}"),
    "inputs": ("输入", "Inputs"),
    "inputs_note": (
        "数值照文件和公布的原样。",
        "Values as the documents and publications print them.",
    ),
    "item": ("项目", "Item"),
    "day": ("时间", "Date"),
    "basis_of": ("依据", "Basis"),
    "no_base_printed": ("规划未给基期值", "The plan prints no base"),
    "counts_in": ("计入累计", "added up"),
    "from_zero": ("从0起算", "counts from 0"),
    "steps": ("计算步骤", "Steps"),
    "steps_note": (
        "用计算器照“代入”一栏按键，得到“结果”一栏（四舍五入到所印位数）。箭头后是由此得出的判断。",
        "Key in what the column “Numbers put in” prints: it gives the result, rounded as printed. "
        "An arrow leads to what follows.",
    ),
    "no_steps": (
        "没有可计算的步骤：{reason}",
        "There is nothing to compute: {reason}",
    ),
    "step_name": ("名称", "Step"),
    "formula": ("算式", "Formula"),
    "put_in": ("代入", "Numbers put in"),
    "result": ("结果", "Result"),
    "choice": ("取数说明（D4）", "Which value was used (D4)"),
    "choice_note": (
        "{year}年有{count}个公布值。依次看：与基期可比的版本，截至日期，版本（普查后年报、普查、当年公报），"
        "小数位，公布日期，可信程度。",
        "{count} values were published for {year}. In turn: a series comparable with the base, the "
        "day counted to, the vintage, decimals, the day of publication, trust.",
    ),
    "choice_one": ("{year}年只有一个公布值，没有取舍。", "Only one value was published for {year}."),
    "used": ("采用", "Used"),
    "not_used": ("未采用：{why}", "Not used: {why}"),
    "why_forecast": ("预计数不作评估", "forecasts are not judged"),
    "why_series": ("与基期分属两个序列", "another series than the base"),
    "why_day": ("截至日期较早", "counts to an earlier day"),
    "why_vintage": ("版本次于所采用的", "a vintage of lower rank"),
    "why_decimals": ("小数位较少", "fewer decimals"),
    "why_released": ("公布较早", "published earlier"),
    "why_trust": ("可信程度较低", "less trusted"),
    "why_same": ("与所采用的同等", "equal to the one used"),
    "sheet_trust": ("可信", "Trust"),
    "past": ("历年评估", "Status by year"),
    "past_note": (
        "每年按当年的实际值评估；数值用现在的版本。",
        "Each year judged on its own actual, in today's vintages.",
    ),
    "no_past": ("还没有可评估的年份。", "No year could be judged yet."),
    "opinions": ("规则对照", "Comparison of rules"),
    "opinions_note": (
        "同一组数（规划印出的基期值、实际值、目标值）按各公布规则评估；本系统的结论以序时进度规则为准。",
        "The same numbers (printed base, actual, target) under each published rule; the schedule rule "
        "is the one that counts here.",
    ),
    "opinion_status": ("该规则的结论", "Its status"),
    "opinion_number": ("决定数", "Deciding number"),
    "opinion_bucket": ("归为", "Common word"),
    "opinions_agree": ("{total}种规则中{count}种判定为{bucket}。", "{count} of {total} rules: {bucket}."),
    "opinions_agree_of": (
        "{asked}种规则中{total}种可以评估，其中{count}种判定为{bucket}。",
        "{total} of {asked} rules can judge it; {count} of them: {bucket}.",
    ),
    "opinions_none": ("没有一种规则可以评估。", "No rule can judge it."),
    "opinions_unavailable": ("按该规则无法评估。", "This rule cannot judge these numbers."),
    "opinions_annual_flow": (
        "年度任务每年从零算起，没有基期水平，各公布规则不适用。",
        "A yearly task starts from nothing each year: the published rules do not apply.",
    ),
    "opinions_floor": (
        "保持类要求只看是否守住，没有要走的距离，各公布规则不适用。",
        "A floor is kept or not; there is no distance: the published rules do not apply.",
    ),
    "opinions_cap": (
        "控制类要求只看是否超过，没有要走的距离，各公布规则不适用。",
        "A cap is kept or not; there is no distance: the published rules do not apply.",
    ),
    "opinions_milestone": (
        "节点事项只有办成与未办成，各公布规则不适用。",
        "An event is done or not: the published rules do not apply.",
    ),
    "opinions_average_growth": (
        "年均增速本身就是速度，没有由基期到目标的水平，各公布规则不适用。",
        "Average growth is a pace, not a level to arrive at: the published rules do not apply.",
    ),
    "opinions_cumulative": (
        "累计量从零算起，没有基期水平，各公布规则的年均变动率没有意义。",
        "A total starts from nothing, so yearly growth means nothing: the published rules do not apply.",
    ),
    "opinions_backlog": (
        "存量清零从零算起，没有基期水平，各公布规则的年均变动率没有意义。",
        "Work on a backlog starts from nothing: the published rules do not apply.",
    ),
    "opinions_cumulative_reduction": (
        "累计降低从零算起，没有基期水平，各公布规则的年均变动率没有意义。",
        "A reduction starts from nothing: the published rules do not apply.",
    ),
    "opinions_no_year": (
        "规划没有写明目标年份，各公布规则不适用。",
        "The plan names no year: the published rules do not apply.",
    ),
    "opinions_no_actual": (
        "没有可用的实际值，各公布规则无法评估。",
        "There is no actual to judge.",
    ),
    "opinions_no_base": (
        "规划没有给出基期值，各公布规则无法评估。",
        "The plan prints no base: the published rules cannot judge it.",
    ),
    "opinions_not_comparable": (
        "实际值与基期分属普查前后两个序列，不可比，各公布规则不评估。",
        "Base and actual lie on either side of a census and are not compared.",
    ),
    "opinions_no_later_actual": (
        "基期之后没有可比的实际值，各公布规则无法评估。",
        "There is no comparable actual after the base year.",
    ),
    "opinions_within_year": (
        "各公布规则按整年计算，年内数值不适用。",
        "The published rules count whole years; this value is from within a year.",
    ),
    "number_schedule": ("进度差{number}个百分点", "gap {number} points"),
    "number_statcan": ("比值{number}", "ratio {number}"),
    "number_eurostat": ("比值{number}", "ratio {number}"),
    "number_un2022": ("比值{number}", "ratio {number}"),
    "number_un2023": ("预计走完{number}", "{number} of the way expected"),
    "number_escap": ("指数{number}", "index {number}"),
    "outlook": ("前瞻", "Looking ahead"),
    "how_projected": ("推算方法", "How it is projected"),
    "freshness": ("数据时效：{words}。", "Freshness: {words}."),
    "fresh": ("数据时效：应有的数值都已入库。", "Freshness: nothing is overdue."),
    "published_as": ("各发布版所载", "As published"),
    "published_note": (
        "发布版冻结后不再改变；与现在不同的，是此后数据、规划或规则有了变化。",
        "Publications never change; where they differ, data, plans or rules have changed since.",
    ),
    "sheet_publication": ("发布版", "Publication"),
    "published_as_of": ("截至", "As of"),
    "human_judgement": ("人工研判：{status}", "Judged by a person: {status}"),
    "superseded": ("已被新规划取代", "Superseded by a newer plan"),
    "superseded_by": (
        "{plan}对同一年份另定目标；本目标单独保留结论，不计入统计。",
        "{plan} sets this year anew; this target keeps its verdict and no longer counts.",
    ),
    "previous_milestone": ("上一节点（本段起点）", "Milestone before (start of this segment)"),
}  # fmt: skip
