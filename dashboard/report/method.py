"""口径说明: which data, which rule, which documents, and how each column comes about."""

from collections.abc import Iterator

from dashboard.records import Source
from dashboard.report.findings import Findings
from dashboard.report.phrases import book, minus
from dashboard.report.records import Block, Note, Paragraph
from etl.domain.periods import day_in_words
from etl.domain.reason import plain
from etl.domain.records import Bands


def method(found: Findings) -> list[Block]:
    """Return the numbered paragraphs."""
    release = found.stamp.release
    told = [Paragraph(f"{number}. {text}") for number, text in enumerate(_paragraphs(found), 1)]
    return [
        *told,
        Note(f"程序版本：{release.code_version}；内容摘要（SHA-256）：{release.content_digest}"),
    ]


def _paragraphs(found: Findings) -> Iterator[str]:
    release, day = found.stamp.release, day_in_words(found.stamp.day)
    yield (
        f"数据版本。本报告按截至{day}已入库、{found.year}年及以前的实际值编制，数据为第{release.id}版"
        f"（{day_in_words(release.loaded_at[:10])}装载）。同一版本、同一日期生成的报告内容相同。"
    )
    yield (
        "完成率。水平完成率为实际值除以目标值；增量完成率为实际值减基期值，除以目标值减基期值；"
        "序时进度为序时要求减基期值，除以目标值减基期值；进度差为增量完成率减序时进度，单位为百分点。"
    )
    yield f"评估规则。{_rule(found)}"
    yield (
        "基期与版本。2020年人口普查前后的常住人口口径数值分属两个序列，不可比，不连线，不跨序列计算增速；"
        "同一年有多个版本的，按登记表规定的次序取用，其余列入附表5。缺数据的年份不插补、不推算。"
    )
    yield "目标范围。规划没有写明目标年份的只列示，不评估；同一链条有多个节点的，先评估最近的节点。"
    yield (
        "分类。年度工作要点等单年文件的目标，以及年度任务、存量清零、节点事项列为重点任务，"
        "其余列为主要指标；目标年份早于报告年度的列为以往年份到期的目标。"
        + (
            f"另有{found.left_out}项目标所属规划的起始年晚于{found.year}年，未列入本报告。"
            if found.left_out
            else ""
        )
    )
    yield f"规划文件。{_documents(found.sources)}"
    yield "人工研判。人工研判与计算结论并列，不改变计算结论；带“【待填写】”的内容由编写人填写，系统不代拟原因。"


def _rule(found: Findings) -> str:
    bands = found.registry.bands
    own = sorted(
        {one.row.indicator.name.zh for one in found.lines if one.row.indicator.bands}
    )  # fmt: skip
    special = f"{'、'.join(own)}的分档按登记表另定。" if own else ""
    return (
        f"序时进度规则。预期性指标：{_bands(bands['expected'])}。"
        f"约束性指标：{_bands(bands['binding'])}。偏离目标方向、比基期后退的为逆向变化。{special}"
    )


def _bands(bands: Bands) -> str:
    # 恰为0的属基本符合预期（D13），所以界限是0时含0。
    on_track = "不低于0" if not bands.on_track else f"高于{_signed(bands.on_track)}"
    return (
        f"进度差不低于{_signed(bands.ahead)}个百分点为快于预期，{on_track}为基本符合预期，"
        f"不低于{_signed(bands.behind)}为滞后，更低为严重滞后"
    )


def _signed(number: float) -> str:
    return minus(plain(number, 1))


def _documents(sources: tuple[Source, ...]) -> str:
    return f"{'；'.join(_document(one) for one in sources)}。"


def _document(source: Source) -> str:
    about = "，".join(filter(None, (source.issuer, day_in_words(source.issued_on))))
    return f"{book(source.title)}（{about}）" if about else book(source.title)
