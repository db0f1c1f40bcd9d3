"""The words that stand for a region, in simplified script, and those that only look like one.

Vocabulary only: never the name of a place.
"""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


OWN_REGION = _listed(
    """
    全市 全县 全区 全州 全旗 我市 我县 我区 本市 本县 本区 我州 全镇 全盟 该市 该县
    该区 该州
    """
)
PROVINCE = _listed(
    """
    全省 我省 本省 全自治区 省内
    """
)
NATION_WORDS = _listed(
    """
    全国 我国
    """
)
# County-level units with these names exist; in running text the words mean a kind of area.
NO_PLACES = frozenset(
    _listed(
        """
        中国 县城 国家 城关 城区 市区 市辖区 平安 开发区 新区 新城 矿区 郊区
        """
    )
)
# Behind a place these make a name that is no region: 某地|经济开发区.
NOT_AFTER_PLACE = _listed(
    """
    经济技术开发区 经济开发区 高新技术产业开发区 高新区 开发区 经开区 新区 机场 国际 高铁 大学 学院 医院 铁路
    高速 港 站 路 大道 河 湖 山 江 水库 都市圈 城市群 经济圈 经济带 至 — - 到 保税 综合 科技 工业园 产业园 大桥
    隧道 线 段
    """
)
# 某某族自治县 is called 某自治县 for short.
PEOPLES = _listed(
    """
    蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 景颇
    柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 鄂温克 保安 裕固 独龙 鄂伦春 各
    """
)
# In front of 县, 镇 and the like these make a common noun, not a name.
NOT_IN_NAMES = _listed(
    """
    建制 小城 重点 示范 中心 特色 城 乡 县 各 全 本 我 百 千 强 新 村 老 街 市 区 省 农 工 园 社 地 山 景 库 牧
    林 矿 郊 辖 开发 高新 经开 试点 试验 贫困 建 改 造 整 治 假 税 能 片 灾 护 化 业 住 居 商 棚 成 边境 沿海 集
    个 该 其 美丽 产业 年 型 半 大 行政 自治 除 关 于 对 在 与 和 等 由 从 向 为 到 使 将 把 给 让 含 即 如 及
    上 下 主 副 所 两 三 级 示 的 人 户
    """
)
# In front of 区 these say what an area is for.
NOT_IN_DISTRICTS = _listed(
    "合作 商务 功能 聚 服务 管理 核心 先行 休闲 民 脱贫 活 文化 旅游 物流 科技 态 水 林 连片 发展 济 术 创 流 源 公 绿"
)
