"""A document turned into Taiwan style by a machine says the same as the simplified original."""

import re
from dataclasses import replace

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.domain.records import Indicator, Statement, Words
from etl.text import Names, extract, guess_profile
from etl.text.script import to_plain
from etl.text.vocabulary import NEIGHBOURS, PAIRS, is_taiwanese, to_mainland, translate

PLACES = {"东河省": "990000", "青石市": "990100", "柳溪市": "990200", "白沙县": "990121"}
RATE = Indicator(
    "rate", Words("常住人口城镇化率", "rate"), Words("常住人口城镇化率", "rate"), "theme", "percent",
    2, "up", "level", "expected", aliases=("城镇化率",), confusable=("户籍人口城镇化率",),
)  # fmt: skip
NAMES = Names({"rate": RATE}, PLACES)

PLAN = """青石市“十四五”新型城镇化与智慧城市建设规划

第一章　发展基础
第一节　主要成效
2020年，全市常住人口城镇化率达到51.6%，户籍人口城镇化率为40.2%，互联网宽带接入用户86.4万户，移动电话用户152.3万户。数字经济核心产业增加值占地区生产总值比重为6.8%，软件和信息服务业营业收入42.5亿元，出租车保有量1860辆，公共自行车投放5200辆。
第二节　存在问题
城市网络基础设施仍不完善，白沙县、柳溪市光纤用户占比分别为71.3%、82.5%。政务数据共享率仅为63%，社区综合服务设施覆盖率不足80%。
第二章　发展目标
到2025年，新型城镇化质量明显提高。
——常住人口城镇化率达到60%左右，城市公共交通分担率达到45%以上。
——高速宽带网络实现深度覆盖，每万人拥有5G基站22个，工业互联网标识注册量达到3亿个。
——人工智能核心产业规模突破50亿元，集成电路产业产值超过120亿元，智能终端产量达到800万台。
第三章　重点任务
第一节　优化空间布局
优化城镇空间布局，控制建设用地规模在120平方公里以内。建设数字乡村示范村35个，培育产业集群8个，发展循环经济示范园区6个。
第二节　提升设施水平
新建改造供水管网320公里、排水管网260公里。更新老旧电梯设备1200台，新增充电设备4.5万个。城区网格化管理覆盖率达到98%，应急响应时间缩短至15分钟以内。（牵头单位：市大数据局；责任单位：市工业和信息化局、市通信管理局）
第三节　完善公共服务
中小学互联网接入带宽达到500兆以上，远程医疗覆盖率达到95%，社区养老服务站达到260个。劳动合同签订率达到97%，群众满意度保持在92%以上。
表1　主要指标
| 序号 | 指标 | 单位 | 2020年 | 2025年 | 属性 |
| --- | --- | --- | --- | --- | --- |
| 1 | 常住人口城镇化率 | % | 51.6 | 60左右 | 预期性 |
| 2 | 家庭宽带用户普及率 | % | 71 | ≥85 | 预期性 |
| 3 | 公共数据开放数量 | 个 | 320 | 〔1200〕 | 预期性 |
| 4 | 重点项目完成率 | % | — | 95 | 约束性 |
"""
POINTS = """青石市2023年新型城镇化工作要点

一、加快项目建设
1.全年实施重点项目86个，完成投资210亿元。新建社区食堂24个，改造老旧小区132个。（市发展改革委负责）
2.新建自行车道45公里，更新公交车300辆，投放新能源出租车520辆。
二、优化营商环境
3.审批程序平均压缩40%，政务服务网上可办率达到98%。发布创新应用场景60个。
4.支持企业上云800家，新增规模以上软件企业15家，培育高级技师240名。
5.创建省级示范社区12个，设置便民窗口180个，布设传感器2.6万个。
"""
COMMUNIQUE = """青石市2022年国民经济和社会发展统计公报

一、综合
全年实现地区生产总值1286.4亿元，比上年增长5.2%。其中，第一产业增加值102.3亿元，增长3.8%。
二、通信和交通
年末移动电话用户368万户，固定互联网宽带接入用户142.6万户，比上年增长9.1%。软件业务收入36.2亿元，增长12.4%。年末实有出租车2140辆。
集成电路产量8.6亿块，增长15.3%。塑料制品产量24.5万吨，下降2.1%。
三、人口
年末常住人口286.4万人，常住人口城镇化率为55.3%，比上年末提高0.9个百分点。
"""
NEWS = """青石市城市运行管理平台上线

本报讯 记者从发布会获悉，青石市城市运行管理平台已接入部门36个，汇聚数据12.6亿条，连接视频监控8.2万路。
截至2022年底，全市累计建成智慧社区58个，用户满意率达到94%。
"""
FLAT = """青石统计年鉴（2022）
1-3　信息化主要指标
指标
单位
2020年
2021年
移动电话用户
万户
352.1
360.4
互联网宽带用户
万户
128.3
136.2
软件业务收入
亿元
28.6
32.4
"""
GENRES = {"plan": PLAN, "points": POINTS, "communique": COMMUNIQUE, "news": NEWS, "flat": FLAT}


def in_taiwan_style(text: str) -> str:
    converted: str = opencc.OpenCC("s2twp").convert(text)
    return converted


def rows(text: str) -> list[Statement]:
    """Return the statements without what only says where they stand."""
    profile = guess_profile(text, document_id="doc", places=PLACES)
    statements = extract(text, profile, NAMES)
    for statement in statements:
        assert text[statement.start : statement.stop] == statement.quote
    return [replace(one, start=0, stop=0, quote="", section="") for one in statements]


@pytest.mark.parametrize("genre", GENRES)
def test_taiwan_style_gives_the_same_rows(genre: str) -> None:
    simplified = GENRES[genre]
    assert rows(in_taiwan_style(simplified)) == rows(simplified)


def test_the_comparison_is_about_many_statements() -> None:
    assert sum(len(rows(text)) for text in GENRES.values()) >= 60


def test_plain_traditional_script_gives_the_same_rows() -> None:
    traditional = opencc.OpenCC("s2t").convert(PLAN)
    assert not is_taiwanese(traditional)
    assert rows(traditional) == rows(PLAN)


@pytest.mark.parametrize(
    ("taiwanese", "mainland"),
    [
        ("最佳化網路佈局", "优化网络布局"),
        ("工業網際網路套用企業", "工业互联网应用企业"),
        ("智慧型公交線路", "智能公交线路"),
        ("城區格線化管理覆蓋率", "城区网格化管理覆盖率"),
        ("應急迴響時間", "应急响应时间"),
        ("數位經濟增加值", "数字经济增加值"),
        ("審批程式", "审批程序"),
        ("勞動契約簽訂率", "劳动合同签订率"),
        ("巨觀環境", "宏观环境"),
        ("民眾滿意率", "群众满意率"),
        ("經濟成長", "经济增长"),
        ("公共運輸分擔率", "公共交通分担率"),
        ("重點專案", "重点项目"),
        ("空氣品質優良天數", "空气质量优良天数"),
        ("計程車", "出租车"),
        ("捷運里程", "地铁里程"),
        ("行動通訊基地台", "移动通信基地台"),
        ("伺服器軟體和硬體", "服务器软件和硬件"),
        ("產業叢集", "产业集群"),
        ("迴圈經濟", "循环经济"),
        ("許可權管理", "权限管理"),
        ("人工智慧", "人工智能"),
        ("城鄉中國小結對", "城乡中小学结对"),
        ("已分享資料夾", "已分享目录"),
        ("政務資訊分享率", "政务信息共享率"),
        ("平方公尺", "平方米"),
        ("新型城鎮化計畫與規畫", "新型城镇化计划与规划"),
    ],
)
def test_a_word_of_taiwan_has_its_word_of_the_mainland(taiwanese: str, mainland: str) -> None:
    assert to_mainland(to_plain(taiwanese)) == mainland


@pytest.mark.parametrize(
    "phrase",
    [
        "智慧城市", "智慧社区", "行动计划", "高品质生活", "青少年成长", "成长型企业", "资料来源",
        "全国小微企业", "预算执行率", "联络站", "建立健全机制", "年内建成", "公车改革", "网络", "数字经济",
    ],
)  # fmt: skip
def test_a_word_that_both_sides_use_stays(phrase: str) -> None:
    assert to_mainland(phrase) == phrase


def test_a_simplified_document_keeps_words_that_only_look_taiwanese() -> None:
    text = "# 青石市规划\n到2025年，公安机关专案组达到12个，民众资料馆达到3座，契约文书馆藏达到5万件。\n"
    assert not is_taiwanese(text)
    assert [one.indicator for one in rows(text)][1:] == ["民众资料馆", "契约文书馆藏"]


def test_the_quote_of_a_changed_word_is_what_the_document_prints() -> None:
    text = "# 青石市規劃\n到2025年，網際網路普及率達到85%，實施專案12個。\n"
    profile = guess_profile(text, document_id="doc", places=PLACES)
    internet, projects = extract(text, profile, NAMES)
    assert (internet.indicator, internet.quote) == ("互联网普及率", "網際網路普及率達到85%")
    assert (projects.indicator, projects.quote) == ("项目", "實施專案12個")


def test_an_empty_text_is_from_nowhere() -> None:
    assert not is_taiwanese("")
    assert translate("") == ("", ())


def test_no_word_is_mapped_twice_or_to_itself() -> None:
    words = [word for word, _ in PAIRS]
    assert len(words) == len(set(words))
    assert all(word != mainland for word, mainland, *_ in (*PAIRS, *NEIGHBOURS))
    assert all(re.fullmatch(r"[\u4e00-\u9fff]+", word) for word in words)


def test_every_word_is_in_simplified_characters() -> None:
    assert [word for pair in PAIRS for word in pair if to_plain(word) != word] == []


PIECES = st.sampled_from(
    [*(word for word, _ in PAIRS), "到2025年", "，", "60%", "智慧", "成长", "资料"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)))
def test_every_character_knows_where_it_came_from(text: str) -> None:
    mapped, places = translate(text)
    assert len(mapped) == len(places)
    assert list(places) == sorted(places)
    assert set(places) <= set(range(len(text)))
    if text:
        # 公尺 is one character, 米, which stands where the word ends.
        assert places[0] == 0 or text.startswith("公尺")
        assert places[-1] == len(text) - 1
