"""The words by which documents, sections and tenses are told apart, in simplified script.

Vocabulary of the genre only. Never a place, a value or a sentence of a document.
"""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# What a title says of its document; the first that fits decides.
PLAN_CLASSES = (
    ("统计公报", "report"), ("公报", "report"), ("要点", "work_points"), ("工作报告", "report"),
    ("执行情况", "report"), ("工作总结", "report"), ("述职报告", "report"),
    ("工作安排", "work_points"), ("工作打算", "work_points"), ("任务清单", "work_points"),
    ("任务分解", "work_points"),
    ("运行情况", "report"), ("重点任务", "work_points"), ("重点工作", "work_points"),
    ("行动计划", "action_plan"), ("行动方案", "action_plan"), ("攻坚方案", "action_plan"),
    ("统计年鉴", "report"), ("方案", "scheme"), ("实施意见", "scheme"), ("若干措施", "scheme"),
    ("政策措施", "scheme"), ("规划", "plan"), ("纲要", "plan"), ("计划", "plan"), ("意见", "scheme"),
    ("清单", "work_points"), ("工作思路", "work_points"), ("打算", "work_points"),
)  # fmt: skip
# In running text 计划, 方案 and 重点任务 are common words; these name the document itself.
NAMED_CLASSES = (
    ("工作要点", "work_points"), ("政府工作报告", "report"), ("统计公报", "report"),
    ("行动计划", "action_plan"), ("行动方案", "action_plan"), ("实施方案", "scheme"),
    ("《规划》", "plan"), ("规划纲要", "plan"),
)  # fmt: skip
NEWS_WORDS = ("发布时间", "记者", "来源：", "讯）", "本报", "新华社", "日电", "通讯员", "日讯")
# The navigation of a web page that stands above the text.
CHROME = ("位置：", "首页", ">", "返回", "打印", "字号", "分享", "浏览次数", "点击数")
# A title that is a speech or a note about a plan, not the plan.
SPEECHES = ("讲话", "发言", "心得", "致辞", "答记者问", "体会", "座谈会")

BASE_SECTIONS = (
    "基础", "现状", "成效", "成就", "回顾", "背景", "问题", "形势", "完成情况", "进展",
    "基期", "挑战", "执行情况", "运行情况", "总结", "主要成绩", "发展环境", "工作情况", "机遇",
)  # fmt: skip
NOT_BASE_SECTIONS = (
    "基础(?:设施|教育|产业|性|研究|工作|保障|支撑)", "问题(?:整改|导向|治理)", "总结推广",
    "(?:夯实|筑牢|打牢|巩固|奠定|强化|补齐|完善|加强)[^，]*基础",
    "(?:解决|整治|化解|破解|整改|治理)[^，]*问题",
    "(?:巩固|拓展|提升)[^，]*(?:成效|成果)", "背景下",
)  # fmt: skip
GOAL_SECTIONS = (
    "目标", "任务", "展望", "愿景", "要求", "指标", "举措", "重点", "安排", "打算", "建议", "部署",
    "思路", "工作计划", "主要措施", "行动",
)  # fmt: skip
AIMS = ("目标", "展望", "愿景", "指标")
# Of these, those that alone turn a section to what is to be done.
FIRM_GOALS = ("目标", "任务", "展望", "安排", "打算", "建议", "部署", "愿景", "思路", "工作计划")
# Openings of a paragraph that turn a report from what was done to what is to be done.
LOOKS_BACK = (
    "过去(?:的)?(?:一|五|几|这五|这一)年", "(?:一|五|几)年来", "回顾", "刚刚过去的", "去年",
    "全年", "年来", "上年", "(?:19|20)\\d\\d年(?:是[^。]{0,40}年|，[^。]{0,60}(?:取得|完成|实现))",
    "20\\d\\d年以来",
)  # fmt: skip
LOOKS_FORWARD = (
    "今年(?!以来)", "新的一年", "下一步", "今后五年", "未来五年", "下一阶段", "下半年", "做好今年",
    "主要预期目标", "明年", "重点抓好", "我们将",
)  # fmt: skip
PAST_WORDS = (
    "已", "累计", "截至", "去年", "上年", "完成了", "达到了", "实现了", "现有", "现辖", "目前",
    "以来", "共有", "年来", "先后", "成功", "获评", "荣获",
)  # fmt: skip
FUTURE_WORDS = (
    "力争", "确保", "将", "要", "争取", "到", "预期", "计划", "努力", "规划", "拟", "力保", "预计",
    "必须", "目标",
)  # fmt: skip
# Doings: what they count are flows, never the level of a base year.
FLOWS = _listed(
    """
    新增 新建 新开工 改建 扩建 新改建 改扩建 改造 建成 完成 开工 实施 累计 投入 筹集 整治 整改 治理 引进
    培育 新认定 落户 转移 吸纳 解决 发放 化解 争取 创建 建立 打造 新培育 净增 开通 投用 建设 惠及 受益 修复 搬迁
    出让 拆除 关闭 招引 签约 落地 组织 举办 开展 培训 退出 脱贫
    """
)
THIS_YEAR = ("今年", "年内", "全年", "年底", "当年", "本年", "年末", "本年度", "全年度")
LAST_YEAR = ("去年", "上年", "上年度")
DUTY_ENDS = _listed(
    """
    厅 局 委 办 部 府 会 司 中心 院 行 室 社 署 处 队 团 盟 校 所 县 区 市 委员会 单位 部门 公司 集团 乡镇
    街道 镇 银行 法院 检察院 学校 大学 学院
    """
)
DUTY_WORDS = (
    "负责", "牵头单位", "责任单位", "配合单位", "牵头", "牵头部门", "责任部门", "配合", "承办单位",
    "主办单位", "参加单位", "协办单位", "主要责任单位",
)  # fmt: skip
DIVISIONS = {
    "区": "市辖区", "市": "县级市", "县": "县", "镇": "镇", "乡": "乡", "街道": "街道",
    "市辖区": "市辖区", "县级市": "县级市", "建制镇": "建制镇", "社区": "社区", "行政村": "行政村",
    "村": "村", "自治县": "自治县", "旗": "旗", "街道办事处": "街道", "办事处": "街道",
}  # fmt: skip
