"""The units and counters that can follow a number, in simplified script.

Vocabulary only: never a place, a value or a sentence of a document.
"""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Units that stand after a number, without 万/亿; the longest that fits is taken.
UNITS = _listed(
    """
    个百分点 百分点 % ‰ 平方公里 平方千米 平方米 立方米 标台 吨标准煤 吨标煤 吨公里 人公里 千瓦时 千瓦
    兆瓦 公里 千米 公顷 公斤 千克 斤 克 升 立方 标方 张床位 个床位 床位 车次 人次 户次 家次 批次
    班次 架次 件次 场次 台次 台套 台（套） 处（座） 标准箱 标箱 个标准箱 个工作日 工作日 个小时 小时
    分钟 秒 天 美元 元 米 亩 吨 人 名 户 套 间 个 条 项 座 处 家 件 所 张 台 辆 只 头 倍 次 床 轮
    部 门 篇 位 株 棵 班 艘 架 起 宗 类 种 片 块 盏 支 团 份 册 场 例 栋 幢 对 眼 口 羽 尾 匹 箱 本
    组 根 列 趟 集 届次 ㎡ m2 km2 m² km² 分贝 微克 毫克 摄氏度 ℃ 部分 兆 岁 年
    """
)
# Units that merely count, so that what is counted follows: 120个社区食堂.
COUNTERS = frozenset(
    _listed(
        """
    个 条 项 座 处 家 件 所 张 台 辆 只 头 次 轮 部 门 篇 位 株 棵 艘 架 起 宗 类 种 片 块 盏 支 团 份
    册 场 例 栋 幢 对 眼 口 部分 套 户 名 班 羽 尾 匹 本 组 根 列 趟 集 人 间 台套 批次 班次 床位
    """
    )
)
PER = _listed(
    "立方米 平方公里 平方米 万人 千人 百人 公顷 升 人 日 天 年 月 亩 吨 户 小时 秒 公里 米"
)
# A Chinese numeral is a quantity only before one of these.
CHINESE_COUNTERS = _listed("个 条 项 座 家 所 处 套 户 名 公里")
RATE_UNITS = frozenset({"%", "‰", "个百分点", "百分点", "倍"})
POINTS = frozenset({"个百分点", "百分点"})
# A time is a quantity only after one of the words below, else it describes: 15分钟生活圈.
TIMES = _listed("岁 年 天 个工作日 工作日 个小时 小时 分钟 秒")
TIME_NOUNS = _listed(
    """
    寿命 年龄 年限 时间 时限 周期 工期 天数 时长 期限 耗时 用时 时差 压缩至 压缩到 缩短至 缩短到
    压减至 压减到 缩短为 压缩为
    """
)
# With 以上 and a noun behind, these make a threshold: 50户以上的自然村.
THRESHOLD_UNITS = frozenset(
    _listed(
        "户 人 名 米 元 美元 吨 公里 平方米 亩 立方米 千瓦 兆瓦 吨标准煤 公顷 平方公里 床 张 头 年 岁 %"
    )
)
# Masses: 完成5亿元以上投资 is an amount, not a threshold.
MASS_NOUNS = _listed(
    "投资 产值 就业 产能 收入 增加值 销售 融资 贷款 资金 落户 培训 任务 住房 耕地 农田 规模 增长 水平"
)
# Nouns whose bare number counts people, households or beds.
NOUN_UNITS = (
    ("户", _listed("户数")),
    ("张", _listed("床位数")),
    (
        "人",
        _listed(
            "人口 人数 就业人员 学生 职工 党员 学生数 教师 参保人员 从业人员 农民工 劳动力 干部"
        ),
    ),
)
RATIO_ENDS = ("比", "之比", "系数", "指数", "比值", "弹性", "倍差")
# 套（间） is one unit.
ROOMS = _listed("间 套 个 处 户 座 所 台 件 人 栋 公里 张")
