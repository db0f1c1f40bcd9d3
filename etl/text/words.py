"""The word lists of plan language, in simplified script.

Vocabulary and grammar of the genre only. Never a place, a value or a sentence of a document.
"""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _grouped(text: str) -> dict[str, tuple[str, ...]]:
    """Return the first word of each group with the others; groups stand between semicolons."""
    groups = (group.split() for group in text.split(";"))
    return {first: tuple(others) for first, *others in groups}


# Standing alone these belong to the subject before them.
CHILDREN = _listed(
    """
    年均增速 年均增幅 竣工率 投产率
    增加值 产量 产值 占比 完工率 开工率 覆盖率 普及率 比重 面积 总面积 销售收入 利润 税收 总产量
    单产 亩产 存栏 出栏 年末存栏 总数 总量 总数量 建筑面积 占地面积 总投资 增速 增幅 涨幅 降幅 平均 户均 完成率
    就业率 入学率 达标率 合格率 利用率
    """
)
# Of these, rates of the measure itself: 增加值 and 增速.
RATES = frozenset(_listed("年均增速 年均增幅 增速 增幅 涨幅 降幅 占比 比重 完成率"))
# What a subject is measured by; taken off before a child is joined: 播种面积 and 产量.
MEASURES = _listed(
    """
    总产值 产值 增加值 总产量 产量 播种面积 种植面积 养殖面积 总面积 面积 营业收入 销售收入 总收入 收入 总额
    总量 规模 总数 数量 存栏 出栏 里程 总里程 完成投资 投资
    """
)
# Endings of nouns that are measured.
MEASURE_ENDS = _listed(
    """
    率 人口 面积 总值 收入 比重 比例 占比 数 量 水平 规模 里程 强度 浓度 能力 指数 额 总量 增加值 产值 投资 寿命
    年限 时间 人数 覆盖面 床位 消费 支出 差距
    """
)
# Words right before a number, with the operator they say.
BEFORE = {
    "不少于": ">=", "不低于": ">=", "不小于": ">=", "不得低于": ">=", "不得少于": ">=", "不得小于": ">=",
    "至少": ">=", "≥": ">=", ">=": ">=",
    "不超过": "<=", "不高于": "<=", "不大于": "<=", "不多于": "<=", "不超": "<=", "不得超过": "<=",
    "不突破": "<=", "控制在": "<=", "控制到": "<=", "严控在": "<=", "限制在": "<=", "≤": "<=", "<=": "<=",
    "超过": ">", "突破": ">", "超": ">", "高于": ">", "大于": ">", "多于": ">", "逾": ">", "首破": ">",
    "超出": ">", "超额": ">", ">": ">", "＞": ">", "过": ">", "迈过": ">", "跨过": ">", "跨越": ">",
    "低于": "<", "不足": "<", "不到": "<", "少于": "<", "小于": "<", "不满": "<", "<": "<", "＜": "<",
    "约": "~", "大约": "~", "接近": "~", "将近": "~", "近": "~", "约合": "~", "约为": "~", "约占": "~",
    "≈": "~", "大致": "~", "约有": "~",
}  # fmt: skip
AFTER = {
    "及以上": ">=", "以上": ">=", "之上": ">=",
    "以下": "<=", "及以下": "<=", "以内": "<=", "之内": "<=", "内": "<=",
    "左右": "~", "上下": "~",
    "余": ">", "多": ">", "有余": ">",
    "大关": "=",
}  # fmt: skip
REACH = _listed(
    """
    达到 达 高达 为 是 提高到 提高至 提升到 提升至 增加到 增加至 增加为 增长到 增长至 增至 上升到 上升至 升至 升到
    下降到 下降至 降到 降至 降为 降低到 降低至 减少到 减少至 减至 缩小到 缩小至 缩减到 缩减至 压减到 压减至
    压缩到 压缩至 缩短到 缩短至 稳定在 保持在 维持在 稳定保持在 保持 稳定保持 稳定达到 扩大到 扩大至 发展到
    发展至 占到 占 实现 完成 安排 共计 总计 合计 预计 均 都 仅 只有 共有 共 有 分别 由 从 到 至 在 力争 确保 将
    要 已 累计 基本 总体 稳步 也 再 又 争取 努力 全部 进一步 达到了 达了 完成了 实现了 回升到 回升至 恢复到
    恢复至 调整到 调整为 调整至 优化为 优化到 跃升至 跃升到 攀升至 攀升到 迈上 跨上 拓展到 拓展至 延伸到 延伸至
    覆盖到 提至 提到 涨到 涨至 拉长到 扩至 扩到 扩大为 变为 改善到 改善至 收窄到 收窄至 稳控在 稳定到 仍为 即
    平均 每年 总体上 已经 现已 首次 成功 历史性 一举 率先 提前 分别为 分别达 力保 达成 拥有 设有 建有 存有
    建成投用 也将 尽快 最终 原则上 原则上为 一般 可 可以 预计将 逐步 同步 明显 均已 仅为 不断 总共
    """
)
# Of these, words that only colour a verb and do not say that a level is reached.
ADVERBS = frozenset(
    _listed(
        """
        不断 也 争取 仅 从 全部 再 分别 力争 努力 又 均 基本 将 已 平均 总体 明显 每年 由 确保 稳步 累计 要
        进一步 都 预计 首次
        """
    )
)
# Change verbs; with 到 behind them they are levels and stand in REACH.
GROWTH = _listed(
    """
    增长 提高 提升 增加 上升 下降 降低 减少 回落 缩小 扩大 增幅为 降幅为 高 低 上涨 下跌 净增 增 降 涨 减 压减
    削减 缩减 加快 收窄 多 少 快 慢 翻 相差 增收 增产 减产 净增加 净减少 上浮 下浮 微增 微降 改善 缩短 压缩 递增
    递减 提升了 提高了 增长了 增加了 下降了 减少了 降低了 上升了
    """
)
CHANGES = (
    *(word for word in GROWTH if len(word) > 1),
    "增至",
    "降至",
    "升至",
    "减至",
    "达到",
    "达",
)
# Nouns that end in a change verb's letters but are no change.
NOT_GROWTH = _listed(
    """
    新增 净增 最低 最高 较低 较高 水平高 至少 不少 最多 最少 不低 不高 人均增 海拔高 温度低
    """
)
# Works, although they end like a change.
WORKED_UP = _listed(
    """
    改造提升 优化提升 整治提升 巩固提升 提标提升 改造升级 更新提升
    """
)
GROWTH_LEADS = _listed(
    """
    年均 年平均 同比 环比 每年 了 分别 均 力争 预计 再 要 将 争取 计划 累计 预期 确保 实际 名义 可比口径 同口径
    扣除价格因素 扣除价格因素后 按可比价计算 按可比价格计算 按不变价格计算 按不变价计算 平均 逐年 共 仍 已 也 年
    五年 同期 又 进一步 努力 保持 实现 持续 合计 总体 速度 五年累计 三年累计 累计共 全年
    """
)
# How a subject is said to move before its value is given: 稳步提高，达到60%.
MOTIONS = (
    r"(?:(?:持续|稳步|明显|显著|大幅|不断|逐步|进一步|稳中有|全面|有效|较快|快速|平稳|稳定|加快|大力|基本|逐年|总体|"
    r"继续|有序|首次|成功|迅速|加速|更加|更为|日益|十分|较为|略有)?"
    r"(?:提高|提升|增加|增长|改善|优化|扩大|下降|减少|降低|上升|发展|完善|向好|增强|加快|推进|壮大|缩小|好转|合理|"
    r"夯实|拓展|健全|稳定|平稳|回升|攀升|加强|凸显|显现|突出|充分|均衡|协调|完备|升|降))+$"
    r"|(?:历史性|成功|首次|一举)?(?:突破|迈过|跨越|迈上|站上|跨上|再上|登上)[^，]{0,8}(?:大关|台阶|新高|关口)$"
    r"|创[^，]{0,6}新高$|实现[^，]{0,2}“?[一二三四五六七八九十]+连[增丰冠涨]”?$"
)
COMPARATORS = _listed(
    """
    全国 全省 全区 全市 全县 全疆 全州 西部 中部 东部 世界 平均 全球 全市平均 周边 省内 国内 同类
    """
)
COMPARES = _listed(
    """
    比 较 高于 低于 高出 超出 低 快于 慢于 领先 落后 好于 优于 差于 同
    """
)
# Words that may stand before the noun phrase and are no part of it.
LEADING = _listed(
    """
    其中 力争 确保 努力 争取 推动 使 将 要 已 再 现有 现 共有 共 累计 截至目前 截至 截止 目前 当前 同时
    但仍 但 仍 却 并 且 和
    及 与 以及 除 对 把 在 全力 加快 着力 大力 积极 稳妥 稳步 精准 进一步 继续 持续 扎实 有序 全面 基本 实现
    完成 建成 打造 创建 推进 培育 形成 筹集 实施 开展 组织 启动 抓建 整改 建设 改造 规划 编制 补齐 对接 安排
    累计完成 分别 另 另有 即 要求 做到 保持 严格 保证 预计 达到 集中 梳理出 建好 修建 升级 支持 引进 新认定 认定
    认定的 整治 治理 拥有 各 该 每年 切实 有效 高标准 高质量 高水平 深入 不断 逐步 统筹 率先 同步 因地制宜 分类
    分批 滚动 优先 适度 合理 科学 坚持 坚决 强化 加强 加大 促进 带动 发放 提供 配备 配建 布局 建立 设立 招引
    招募 落实 谋划 储备 争创 入选 获批 获评 新获批 新获评 新入选 累计建成 已建成 累计建设 累计改造 初步 计划 拟
    拟建 也 还 又 均 都 更 全部 总计 合计 共计 共完成 力保 用好 推广 增设 设置 开发 开辟 开通 化解 处置 解决
    吸纳 转化 孵化 签约 落地 举办 承办 制定 出台 修订 发布 采取 通过 利用 依托 围绕 聚焦 以 按照 根据
    对全市 做好 抓好 抓实 抓紧 办好 实打实 全市共 我们 继续实施 规划建设 主动 有力 有力有序 平稳 成功 圆满 顺利
    先后 分别为 力求 预期 稳定 优化 完善 健全 提升 提高 扩大 增加 增强 拓展 深化 巩固 严控 控制 压减 淘汰 下达
    拨付 投入 安置 帮助 支持建设 引导 鼓励 指导 督促 确定 选择 遴选 选树 选聘 命名 授予 新授予 评选 包括 包含
    涵盖 涉及 为 是 有 也有 就 从 由 向 于 至 到 让 给 每 再次 首次 首批 第一批 尽快 尽早 提前 重点建设
    重点打造 重点培育 重点支持 重点实施 重点推进 重点发展 五年内 三年内 五年 三年
    """
)
# Not to be cut from the front when one of these follows: 建成|区面积, 建设|用地.
KEEP_LEADING = _grouped(
    """
    建成 区; 建设 用地 面积 规模 投资 占地 项目 资金 标准; 完成 率 投资 额; 对 外 口; 再 生 就业;
    规划 区 面积 用地 人口 期; 要 素; 共 享 建; 并 网 注册; 和 谐 美; 及 时; 使 用;
    在 校 园 册 建 职 岗 线 库 营; 各 类 级 项 县 市 区 地 乡 设; 现 代 金 货 行 役; 除 尘 险;
    改造 率 面积 户数 任务; 治理 率 面积 能力; 整治 率; 实施 率; 支持 率; 集中 供 收 处 式 连 隔离 区; 升级 率;
    基本 公共 养老 医疗 医保 民生 建成区 农田 草原 建设 药物 支出 单元 殖民 殡葬;
    编制 数 床位; 推进 率; 组织 化 收入; 保证 金;
    保持 率; 认定 率; 把 手; 落地 率 项目 企业; 签约 率 项目 金额 额; 转化 率; 转移 支付 就业 人口 率 性;
    安置 房 点 住房 率; 控制 率; 为 民 老 农; 有 效 机 色 线 轨 证 限; 就 业 地 读 近; 以 工代赈 上 内 旧换新;
    向 日葵; 到 位 账 岗 户; 从 业 事; 由 于; 每 万 千 百 十 人 户 亩 平方 个 年 村 县 新; 更 新; 也 是;
    优先 股; 分类 收集 覆盖 投放; 统筹 区 基金; 投入 强度 占 产出 使用 资金; 提供 率; 开发 区 率 强度 边界 面积;
    利用 率 外资 量 面积; 孵化 器 面积 基地; 处置 率 量; 解决 率; 布局 率; 设立 率; 配备 率; 发放 率 量 额;
    稳定 就业 脱贫 率 性; 持续 时间; 同步 率; 合理 率; 提高 率; 提升 率; 增加 值 率 额 量; 扩大 率; 深化 率;
    强化 率; 加强 率; 优化 率; 完善 率; 健全 率; 巩固 率; 拓展 率; 入选 率; 储备 量 库 项目 林 粮;
    计划 生育 内 单列; 预计 使用; 安排 率; 全部 工业 从业 财政 人口; 累计 确诊 投资 发电; 都 市;
    均 衡; 是 否; 另 类; 平稳 率; 规划建设 用地; 严格 管控 保护; 全面 率; 全域 土地 旅游 公园; 初步 核算;
    创建 率; 推广 面积 率 应用; 至 少; 促进 率; 达到 率 国家 省 优良; 实现 率 程度; 确定 率; 给 水 排水 付;
    高质量 发展; 引导 基金; 高标准 农田 基本农田; 科学 技术 素质 研究; 精准 扶贫;
    有效 发明 投资 灌溉 专利 期 率; 适度 规模
    """
)
# Doings that stay part of the name and are shared by the items of a list.
FLOW_VERBS = _listed(
    """
    新增 新建 新开工 改建 扩建 新改建 新改扩建 改扩建 新创建 新培育 净增 新建改造 新建开通 新改造 新引进 新发展
    新种植 新造 新设立 新登记 新开通 新投放 惠及 受益 带动 新增加 新开 新签约 新落地 新推出 续建 迁建 新投产
    新投运 开工 筹建
    """
)
FLOW_VERBS_LONGEST_FIRST = tuple(sorted(FLOW_VERBS, key=len, reverse=True))
# Verbs that bring about what they count.
MAKING = frozenset(
    _listed(
        """
        争创 争取 修建 入选 出台 创建 制定 化解 发放 启动 培育 培训 增设 安置 完成 实施 建好 建成 建立 建设 开发
        开展 开通 引进 形成 打造 招引 推进 提供 支持 改造 整改 整治 新增 新认定 治理 筹集 组织 编制 获批 解决
        认定 设立 设置 选树 配建
        """
    )
)
# Of the verbs that bring about, those that say it is done.
DONE = frozenset(
    _listed(
        """
        入选 完成 新增 新认定 获批 获评 认定
        """
    )
)
# After these a counted noun is only what something refers to.
REFERS = _listed(
    """
    依托 围绕 聚焦 对接 涉及 包括 涵盖 按照 坚持 覆盖 梳理出 梳理 面对 发挥 依据 结合 瞄准 突出 立足 用好 发展
    全省 下辖 辖
    """
)
# Works whose name goes with the thing worked on when another measure of them is given.
WORKS = frozenset(
    _listed(
        """
        亮化 修复 加固 建设 拆除 提升 改造 整改 整治 新建 更新 治理 硬化 维修 绿化
        """
    )
)
UNIT_MEASURES = {
    "户": "户数", "平方米": "面积", "公顷": "面积", "亩": "面积", "平方公里": "面积", "栋": "栋数", "人": "人数",
    "套": "套数", "公里": "里程", "个": "个数", "人次": "人次", "元": "投资", "张": "床位数", "座": "座数",
}  # fmt: skip
# Verbs between a work and those it serves: 棚户区改造惠及一万户群众.
REACHING_OUT = _listed(
    """
    惠及 受益 带动 涉及 覆盖 吸纳
    """
)
# Of these, those that belong to the name of what is reached.
SERVING = ("惠及", "受益", "带动", "吸纳")
# Ranks that share the noun of the item before: 国家级企业8家、省级120家.
TIERS = _listed(
    """
    国家级 省级 市级 县级 世界级 区级 州级
    """
)
# What money is given as: 安排5亿元专项资金.
MONEYS = _listed(
    """
    资金 经费 贷款 补助 奖补 债券 基金 补贴 融资
    """
)
# Nothing is measured that is only called so.
NO_SUBJECTS = frozenset(
    _listed(
        """
        上年 任务 年度 全年任务 其中 同期 年度任务 总数 时间 目标 目标任务 约 计划 进度
        """
    )
)
TRAILING_NOUN = _listed(
    """
    任务 目标 工作 等 的 等地 达 了 共 总计 合计 计划 约 累计 分别 以 已 均 将 在 也 年末 全年 总 力争 指标 全部
    同比 各 年均 达标 再 要
    """
)
# A noun behind its number ends where one of these begins: 5座水厂|并投入使用.
NOUN_STOPS = _listed(
    """
    并 且 投入 获 列入 纳入 入选 用于 实现 达到 进行 用来 正式 顺利 成功 同时 以及 其中 完成 得到 等方面 等项目
    开工建设 作为 来 已 均 全部 建成 占 上榜 入库 晋级 获批 共 使 的基础上 前期 启动 落地 签约 投产 按期 如期
    """
)
# A number followed by one of these describes no noun behind it.
LIST_SIGNS = _listed(
    """
    和 与 及 以及 以上 、 并 且 用于 左右 至 到 占 比上 比去 比20 比全 比同 较上 较去 较20 较全 同比 其中 用来 年均
    居全 居第 居首 位居 位列 列全 列第 分别 将于 已 是 均 在全 在20 由原 由20 从20 从原 的基础 为全 为国 为省 为市 为主
    """
)
# Verbs that go on with the sentence when they follow an amount: 投资1亿元|建设学校.
GOES_ON = _listed(
    "完成 实现 建成 新增 新建 建设 改造 打造 实施 修建 支持 开工 引进 培育 改建 扩建 创建 整治 治理 用 投入"
)
QUOTES = "“”‘’\"'「」『』"
HEAD_ENDS = _listed(
    """
    人口 人数 就业人员 学生 落户城镇 落户 就业 劳动力 从业人员 职工
    """
)
CONTEXT_NOUNS = _listed(
    """
    方面 领域 意见 重点任务 部分 文件 政策 原则 突出问题 遗留问题 环节 层面 维度 体系 阶段 问题 措施 举措
    政策措施 转变 关系 重点 板块 专项行动 专题 字
    """
)
CONTEXT_LEADS = _listed(
    """
    方面 领域 层面 维度
    """
)
SLOGANS = _listed(
    """
    控制线 方面 坚持 显著 全面 基本 统筹 维护 意识 自信 结合 确保 比率 率 层次 转变 导向 阶段 环节 层面 重大
    更加 突破 提升 不 规定 关键 问题 维度 百年 务必 中心 文明 轮子 重点 一 先行 月 小时 工作日 高 最 带头 强化
    优化 新 要
    """
)
# Areas of a place that are no place of their own.
SCOPES = _listed(
    """
    中心城区 中心城市 县城 建制镇 城市 主城区 市区 城区 市辖区 市本级
    """
)
# Scopes that belong to the name as it is written; the others are taken off.
KEPT_SCOPES = frozenset(
    _listed(
        """
        县城 城市 建制镇 城区 市区
        """
    )
)
OTHERS = (
    "其他县",
    "其余县",
    "其他县市",
    "其余县市",
    "其他县区",
    "其余县区",
    "其他区县",
    "其余区县",
)
# Standing alone these take over the subject before them, as scopes do: 其中城镇120万人.
PARTS = (*SCOPES, *OTHERS, "城镇", "农村", "乡镇", "乡村", "牧区", "林区", "山区")
# Parts of one subject that share its measure: 城镇、农村居民收入, 小学、初中入学率.
PARALLEL = _listed(
    """
    城镇 农村 城市 县城 城乡 男 女 小学 初中 高中 第一 第二 第三 一 二 三 一产 二产 三产 出口 进口 城镇居民
    农村居民 常住人口 户籍人口 城镇常住居民 农村常住居民 市区 县 镇 市 省级 市级 国家级 公办 民办 上游 下游
    """
)
# A noun phrase that only ends like a known indicator but says something narrower or else.
NARROWING = _listed(
    """
    农村 乡村 户籍 新增 净增 流动 外来 转移 学龄 老年 暂住 与 和 占 比 、 低于 高于 差距 非 未 增长 提高 脱贫 女
    男 每 落户 吸纳
    """
)
MANNER = _listed(
    """
    按照 按 采用 实行
    """
)
# Units of which a place can be compared with another.
RATE_LIKE = frozenset(
    _listed(
        """
        % ‰ 个百分点 位 倍 元 分 百分点
        """
    )
)
