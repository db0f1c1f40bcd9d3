"""The word lists of plan language, in simplified script.

Vocabulary and grammar of the genre only. Never a place, a value or a sentence of a document.
"""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Units that stand after a number, without 万/亿; the longest that fits is taken.
UNITS = _listed(
    """
    个百分点 百分点 % ‰ 平方公里 平方千米 平方米 立方米 吨标准煤 千瓦时 万千瓦 公里
    千米 公顷 公斤 兆瓦 千瓦 张床位 床位 车次 人次 户次 标准箱 小时 分钟 美元
    平方米/人 米 亩 元 吨 人 名 户 套 间 个 条 项 座 处 家 件 所 张 台 辆 只 头 倍 次
    天 床 轮 部 门 篇 位 株 棵 班 艘 架 起 宗 类 种 片 块 盏 支 团 份 册 场 例 栋 幢
    对 眼 口 ㎡ m2 km2 m² km² 分贝 微克/立方米 部分
    """
)
# Units that merely count, so that what is counted follows: 120个社区食堂.
COUNTERS = frozenset(
    _listed(
        """
    个 条 项 座 处 家 件 所 张 台 辆 只 头 次 轮 部 门 篇 位 株 棵 艘 架 起 宗 类 种
    片 块 盏 支 团 份 册 场 例 栋 幢 对 眼 口 部分 套 户 名 班
    """
    )
)
# A Chinese numeral is a quantity only before one of these.
CHINESE_COUNTERS = ("个", "条", "项", "座", "家", "所", "处", "套", "户")
RATE_UNITS = frozenset({"%", "‰", "个百分点", "百分点", "倍"})

# With 以上 and a noun behind, these make a threshold: 50户以上的自然村.
THRESHOLD_UNITS = frozenset(_listed("户 人 名 米 元 万元 亿元 吨 公里 平方米 万人 亩 个"))
# Standing alone these belong to the subject before them.
CHILDREN = ("增加值", "产量", "产值", "占比", "完工率", "开工率", "覆盖率", "普及率")

# Words right before a number, with the operator they say ("" for none of their own).
BEFORE = {
    "不少于": ">=", "不低于": ">=", "不小于": ">=", "不得低于": ">=", "不得少于": ">=",
    "至少": ">=", "不超过": "<=", "不高于": "<=", "不大于": "<=", "不多于": "<=",
    "不得超过": "<=", "不突破": "<=", "控制在": "<=", "控制到": "<=", "超过": ">", "突破": ">",
    "超": ">", "高于": ">", "大于": ">", "多于": ">", "逾": ">", "低于": "<", "不足": "<",
    "少于": "<", "小于": "<", "约": "~", "大约": "~", "接近": "~", "将近": "~", "近": "~",
    "约合": "~", "约为": "~", "约占": "~",
}  # fmt: skip
AFTER = {
    "及以上": ">=", "以上": ">=", "以下": "<=", "以内": "<=", "之内": "<=", "左右": "~",
    "上下": "~", "余": ">", "多": ">",
}  # fmt: skip
REACH = _listed(
    """
    达到 达 为 是 提高到 提高至 提升到 提升至 增加到 增加至 增长到 增至 上升到 上升至
    升至 下降到 下降至 降到 降至 降低到 降低至 减少到 减至 缩小到 缩小至 缩减到 压减到
    压减至 稳定在 保持在 维持在 稳定保持在 保持 稳定保持 稳定达到 扩大到 扩大至 发展到 发展至 占到
    占 实现 完成 安排 共计 总计 合计 预计 均 都 仅 只有 共有 共 有 分别 由 从 到 至 在
    力争 确保 将 要 已 累计 基本 总体 稳步 也 再 又 争取 努力 全部 进一步 达到了 达了
    完成了 实现了
    """
)
# 进一步提高 and the like before 到 are covered by the list; these alone mean a change.
GROWTH = _listed(
    """
    增长 提高 提升 增加 上升 下降 降低 减少 回落 缩小 增幅为 降幅为 高 低 年均增长
    年均提高 同比增长 同比提高 同比下降
    """
)
GROWTH_LEADS = _listed(
    "年均 年平均 同比 每年 了 分别 均 力争 预计 再 要 将 争取 计划 累计 预期 确保"
)
COMPARATORS = (
    "全国",
    "全省",
    "全区",
    "全市",
    "全县",
    "全疆",
    "西部",
    "中部",
    "东部",
    "世界",
    "平均",
)

# Words that may stand before the noun phrase and are no part of it.
LEADING = _listed(
    """
    其中 力争 确保 努力 争取 推动 使 将 要 已 再 现有 现 共有 共 累计 截至目前 截至
    目前 同时 并 且 和 及 与 以及 除 对 把 在 全力 加快 着力 大力 积极 稳妥 稳步 精准
    进一步 继续 持续 扎实 有序 全面 基本 实现 完成 建成 打造 创建 推进 培育 形成 筹集
    实施 开展 组织 启动 抓建 整改 建设 改造 规划 编制 补齐 对接 安排 累计完成 分别 另
    另有 即 要求 做到 保持 严格 保证 预计 达到 集中 梳理出 建好 修建 升级 支持 引进
    新认定 认定 认定的 整治 治理 拥有 各 该 每年
    """
)
# Not to be cut from the front when one of these follows: 建成|区面积, 建设|用地.
KEEP_LEADING = {
    "建成": ("区",), "建设": ("用地", "面积", "规模", "投资", "占地"), "完成": ("率", "投资"),
    "对": ("外",), "再": ("生",), "规划": ("区", "面积", "用地"), "要": ("素",),
    "共": ("享", "建"), "并": ("网", "注册"), "和": ("谐",), "及": ("时",), "使": ("用",),
    "在": ("校", "园", "册", "建", "职", "岗"), "各": ("类", "级"), "现": ("代",), "除": ("尘",),
    "改造": ("率", "面积", "户数", "任务"), "治理": ("率", "面积"), "整治": ("率",),
    "实施": ("率",), "支持": ("率",), "集中": ("供", "收", "处", "式", "连"), "升级": ("率",),
    "基本": ("公共", "养老", "医疗", "农田", "草原", "建设"), "编制": ("数",), "推进": ("率",),
    "组织": ("化",), "保证": ("金",), "保持": ("率",), "认定": ("率",), "把": ("手",),
}  # fmt: skip
FLOW_VERBS = ("新增", "新建", "新开工", "改建", "扩建", "新改建", "新改扩建", "新创建", "新培育")
TRAILING_NOUN = ("任务", "目标", "工作", "等", "的")
QUOTES = "“”‘’\"'「」『』"
HEAD_ENDS = ("人口", "人数", "就业人员", "学生")
RATIO_ENDS = ("比", "之比", "系数", "指数", "比值")
CONTEXT_NOUNS = (
    "方面",
    "领域",
    "意见",
    "重点任务",
    "部分",
    "文件",
    "政策",
    "原则",
    "突出问题",
    "遗留问题",
)
CONTEXT_LEADS = ("方面", "领域")
SLOGANS = (
    "控制线",
    "方面",
    "坚持",
    "显著",
    "全面",
    "基本",
    "统筹",
    "维护",
    "意识",
    "自信",
    "结合",
    "确保",
)
SCOPES = ("中心城区", "中心城市", "县城", "建制镇", "城市", "主城区", "市区", "城区", "市辖区")
# Scopes that belong to the name as it is written; the others are taken off.
KEPT_SCOPES = frozenset({"城市", "县城", "建制镇"})
OWN_REGION = (
    "全市",
    "全县",
    "全区",
    "全州",
    "全域",
    "全旗",
    "我市",
    "我县",
    "我区",
    "本市",
)
PROVINCE = ("全省", "我省", "本省", "全自治区")
NATION_WORDS = ("全国", "我国")
# County-level units with these names exist; in running text the words mean a kind of area.
NO_PLACES = frozenset(
    {"城区", "郊区", "矿区", "市区", "市辖区", "县城", "新城", "城关", "新区", "中国", "国家"}
)
# A noun phrase that only ends like a known indicator but says something narrower or else.
NARROWING = (
    "农村", "乡村", "户籍", "新增", "净增", "流动", "外来", "转移", "学龄", "老年", "暂住",
    "与", "和",    "占", "比", "、", "低于", "高于", "差距", "非", "未",
)  # fmt: skip

BASE_SECTIONS = (
    "基础", "现状", "成效", "成就", "回顾", "背景", "问题", "形势", "完成情况", "进展",
    "基期", "挑战",
)  # fmt: skip
NOT_BASE_SECTIONS = (
    "基础(?:设施|教育|产业|性|研究|工作)",
    "(?:夯实|筑牢|打牢|巩固|奠定|强化)[^，]*基础", "解决[^，]*问题",
)  # fmt: skip
GOAL_SECTIONS = ("目标", "任务", "展望", "愿景", "要求", "指标", "举措", "重点")
PAST_WORDS = ("已", "累计", "截至", "去年", "上年", "完成了", "达到了", "实现了", "现有", "现辖")
FUTURE_WORDS = ("力争", "确保", "将", "要", "争取", "到", "预期", "计划", "努力", "规划", "拟")
THIS_YEAR = ("今年", "年内", "全年", "年底", "当年", "本年", "年末")
LAST_YEAR = ("去年", "上年")
DUTY_ENDS = _listed(
    """
    厅 局 委 办 部 府 会 司 中心 院 行 室 社 署 处 队 团 盟 校 所 县 区 市
    """
)
DUTY_WORDS = ("负责", "牵头单位", "责任单位", "配合单位", "牵头")
DIVISIONS = {"区": "市辖区", "市": "县级市", "县": "县", "镇": "镇", "乡": "乡", "街道": "街道"}
PLAN_CLASSES = (
    ("要点", "work_points"), ("工作报告", "work_points"), ("重点任务", "work_points"),
    ("行动计划", "action_plan"), ("行动方案", "action_plan"), ("方案", "scheme"),
    ("规划", "plan"), ("纲要", "plan"), ("计划", "plan"),
)  # fmt: skip
# In running text 计划, 方案 and 重点任务 are common words; these name the document itself.
NAMED_CLASSES = (
    ("工作要点", "work_points"), ("政府工作报告", "work_points"), ("行动计划", "action_plan"),
    ("行动方案", "action_plan"), ("实施方案", "scheme"), ("《规划》", "plan"), ("规划纲要", "plan"),
)  # fmt: skip
NEWS_WORDS = ("发布时间", "记者", "来源：", "讯）", "本报", "新华社")
