"""Words of Taiwan and the words that plans of the mainland use for the same thing.

A document that a machine turned into traditional script for Taiwan has 專案 for 项目 and 網路 for
网络; converting the characters back leaves 专案 and 网路. The pairs are those that OpenCC
(TWPhrases) and office software produce and that occur in plan language; a word that means
something else on the mainland is only changed where its neighbours show which is meant.
The document's own text is never changed: `translate` says where every character came from.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from etl.text.script import to_simplified

# In simplified characters; both sides may differ in length.
PAIRS = (
    ("最佳化", "优化"), ("网际网路", "互联网"), ("网路", "网络"), ("资讯科技", "信息技术"),
    ("资讯保安", "信息安全"), ("资料探勘", "数据挖掘"), ("程式码", "代码"), ("程式", "程序"),
    ("应用程式", "应用程序"), ("巨观", "宏观"), ("型别", "类型"), ("丛集", "集群"), ("回圈", "循环"),
    ("许可权", "权限"), ("伺服器", "服务器"), ("硬体", "硬件"), ("韧体", "固件"), ("硬碟", "硬盘"),
    ("萤幕", "屏幕"), ("光碟", "光盘"), ("积体电路", "集成电路"), ("感测", "传感"), ("镭射", "激光"),
    ("奈米", "纳米"), ("宽频", "宽带"), ("频宽", "带宽"),
    ("简讯", "短信"), ("讯号", "信号"), ("讯息", "消息"), ("音讯", "音频"),
    ("视讯", "视频"), ("影象", "图像"), ("高画质", "高清"), ("视觉化", "可视化"), ("演算法", "算法"),
    ("云端计算", "云计算"), ("云端储存", "云存储"), ("分割槽", "分区"), ("全域性", "全局"),
    ("扩充套件", "扩展"), ("部落格", "博客"), ("入口网站", "门户网站"), ("骇客", "黑客"), ("记忆体", "内存"),
    ("主机板", "主板"), ("智慧财产权", "知识产权"), ("人工智慧", "人工智能"), ("智慧型", "智能"),
    ("计程车", "出租车"), ("脚踏车", "自行车"), ("行动网路", "移动网络"), ("行动通讯", "移动通信"),
    ("行动电话", "移动电话"), ("行动硬碟", "移动硬盘"), ("行动网际网路", "移动互联网"), ("平方公尺", "平方米"),
    ("立方公尺", "立方米"), ("公尺", "米"), 
    ("家俱", "家具"), ("经济成长", "经济增长"), ("中介软体", "中间件"), ("义大利", "意大利"),
    ("物件导向", "面向对象"), ("视讯会议", "视频会议"),
    ("格线", "网格"), ("资讯", "信息"), ("数位", "数字"), ("大资料", "大数据"), ("资料库", "数据库"),
    ("资料中心", "数据中心"), ("资料夹", "目录"), ("套用", "应用"), ("契约", "合同"), ("民众", "群众"),
    ("回响", "响应"), ("专案", "项目"), ("使用者", "用户"), ("社群", "社区"), ("支援", "支持"),
    ("装置", "设备"), ("设定", "设置"), ("透过", "通过"), ("释出", "发布"), ("物件", "对象"), ("连线", "连接"),
    ("视窗", "窗口"), ("软体", "软件"), ("晶片", "芯片"), ("电晶体", "晶体管"), ("塑胶", "塑料"),
    ("影片", "视频"), ("录影", "录像"), ("模组", "模块"), ("介面", "接口"), ("元件", "组件"),
    ("分散式", "分布式"), ("稽核", "审核"), ("远端", "远程"), ("排程", "调度"), ("取样", "采样"),
    ("栏位", "字段"), ("机率", "概率"), ("预设", "默认"), ("点选", "点击"), ("触控", "触摸"), ("列印", "打印"),
    ("影印", "复印"), ("搜寻", "搜索"), ("登入", "登录"), ("捷运", "地铁"), ("公共运输", "公共交通"),
    ("幼稚园", "幼儿园"), ("志工", "志愿者"), ("行动支付", "移动支付"), ("行动终端", "移动终端"),
    ("行动装置", "移动设备"), ("系统整合", "系统集成"), ("整合度", "集成度"), ("整合创新", "集成创新"), ("矽", "硅"),
    ("触控式萤幕", "触摸屏"), ("选单", "菜单"), ("纽西兰", "新西兰"), ("泡面", "方便面"), ("相容", "兼容"),
    ("执行长", "首席执行官"),
)  # fmt: skip

# Word, its mainland word, and what must stand before and behind it ("" for anything).
NEIGHBOURS = (
    ("智慧", "智能", "", r"制造|化|终端|手机|网联|电网|建造|装备|设备|装置|工厂|车间|家居|家电|电表|电网|快件|信包|信报"
     r"|安防|机器|感测|传感|产线|算力|充电|硬体|计算|驾驶|汽车|门禁|配电|调度|排程|决策|水表|气表|燃气表|产品|技术|芯片|晶片|井盖"),
    ("高阶", "高级", "", r"技[师工能]|职[称业]|工(?!业)|中学|专家|农艺|经济师|工程师|管理人员|知识分子"),
    ("高阶", "高端", "", r""),
    ("资料", "数据", "", r"(?!来源)"),
    ("介面", "界面", "", r"积"),
    ("档案", "文件", r"性|政策|印发|配套|相关|个|份|指导", r""),
    ("线上", "在线", "", r"监[测控]|教育|支付|医疗|政务|课程|审批|学习|服务平台|交易平台|率"),
    ("建立", "创建", "", r"(?:[\d一二三四五六七八九十~—至-]+个)?(?:国家级?|全国|省级|自治区级|市级|联合国)"
     r"[^，。；、\d]{0,12}(?:城市|县城?|区|示范|园林|卫生|文明|森林|品牌|单位|镇|村|医院)"),
    ("建立", "创建", "", r"(?:[\d一二三四五六七八九十~—至-]+个)?[^，。；、\d]{0,6}"
     r"(?:示范[县区市镇村点街]|示范社区|示范单位|示范社群|文明城市|园林城市|卫生城市|森林城市)"),
    ("建立", "创建", "", r"三级甲等|二级甲等"), ("建立", "创建", "示范|文明|卫生", ""),
    ("执行", "运行", r"试|安全|平稳|经济|正常|投入|运营|稳定|良好|高效|建成|开通|常态化",
     r"(?!率|力|情况|标准|案件|难)"),
    ("执行", "运行", "", r"“?一网|机制|平台|管理|维护|时间|里程|状态|线路|中心|监测|调度|质量"),
    ("联络", "联系", "", r"(?!员|站|处|办|部|点|群|线|道|通道)"),
    ("通讯", "通信", "", r"(?!员|录|社)"),
    ("储存", "存储", r"数据|资料|云|芯片|信息|资讯", r""),
    ("效能", "性能", r"高", r"材料|混凝土|计算|纤维|合金|电池|芯片|晶片"),
    ("成长", "增长", r"经济|年均|同比|上年|平均|收入|人口|产值|投资|总额", r"(?!型)"),
    ("成长", "增长", "", r"(?:约|近|超过)?\d|速|率|到|至|点"),
    ("品质", "质量", r"空气|环境|水|工程|产品|教学|教育|耕地|生态|数据|水体|住房", r""),
    ("分享", "共享", r"资讯|信息|资料|数据|开放|资源|成果|共建", r""),
    ("分享", "共享", "", r"率|平台|机制|开放|单车|汽车|目录|交换|资讯|信息|数据"),
    ("公车", "公交车", r"", r"(?!改革|私用|路线|线路|站|专用|车)"),
    ("公车", "公交", r"", r"路线|线路|站|专用|车"),
    ("中国小", "中小学", r"", r"(?!麦|康|微|型|说|镇|城|学|品|龙)"),
    ("国小", "小学", r"(?<![全我中外各本爱])", r"(?!康|微|型|麦|城|镇|学)"),
    ("程序", "进程", r"城镇化|现代化|工业化|城市化|一体化|历史|市民化|信息化|国际化", r""),
    ("汇入", "导入", "", r"(?:资料|数据|系统|平台|机制)"),
    ("新增", "添加", "", r"剂"),
)  # fmt: skip

# What either way of conversion would have replaced; their presence speaks for plain characters.
_MAINLAND = ("优化", "网络", "信息", "数据", "项目", "互联网", "软件", "智能", "程序")
_FEWEST_TRADITIONAL = 0.05
_HAN = re.compile(r"[\u4e00-\u9fff]")


_Rule = tuple[str, str, re.Pattern[str], re.Pattern[str]]


@lru_cache(maxsize=1)
def _by_first() -> dict[str, list[_Rule]]:
    """Return the rules by the first character of their word, the longest word first."""
    rules = [*NEIGHBOURS, *((word, mainland, "", "") for word, mainland in PAIRS)]
    found = defaultdict(list)
    for word, mainland, before, after in sorted(rules, key=lambda rule: -len(rule[0])):
        found[word[0]].append((word, mainland, re.compile(f"(?:{before})$"), re.compile(after)))
    return dict(found)


def translate(plain: str) -> tuple[str, tuple[int, ...]]:
    """Return a plain text of a Taiwanese document with mainland words, and where each stood.

    For each character of the result its position in `plain`: the first and last of a changed word
    stand where the word began and ended. Works on simplified characters.
    """
    text: list[str] = []
    places: list[int] = []
    rules = _by_first()
    position = 0
    while position < len(plain):
        word, mainland = _word_at(plain, position, rules.get(plain[position], ()))
        text.append(mainland)
        places += _spread(position, len(word), len(mainland))
        position += len(word)
    return "".join(text), tuple(places)


def to_mainland(phrase: str) -> str:
    """Return a plain phrase of a Taiwanese document with mainland words; lengths may change."""
    return translate(phrase)[0]


def _word_at(plain: str, position: int, rules: Sequence[_Rule]) -> tuple[str, str]:
    for word, mainland, before, after in rules:
        if not plain.startswith(word, position):
            continue
        if before.search(plain[max(0, position - 6) : position]) and after.match(
            plain, position + len(word)
        ):
            return word, mainland
    return plain[position], plain[position]


def _spread(start: int, length: int, wanted: int) -> list[int]:
    """Return where the characters of a changed word stand."""
    last = start + length - 1
    return [*(min(start + step, last) for step in range(wanted - 1)), last]


def is_taiwanese(text: str) -> bool:
    """Whether a document is in traditional script and in words of Taiwan."""
    plain = to_simplified(text)
    han = len(_HAN.findall(text))
    changed = sum(before != after for before, after in zip(text, plain, strict=True))
    if not han or changed / han < _FEWEST_TRADITIONAL:
        return False
    spoken = sum(plain.count(word) for word, _ in PAIRS)
    return spoken * 2 > sum(plain.count(word) for word in _MAINLAND)
