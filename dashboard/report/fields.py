"""The texts a user's own Word template can ask for by name."""

from collections.abc import Mapping

from dashboard.report.conclusion import conclusion, leading_line
from dashboard.report.findings import Findings
from dashboard.report.phrases import named, whole
from dashboard.report.records import Paragraph
from etl.domain.headline import headline
from etl.domain.periods import day_in_words

FIELDS = {
    "place": "地区全称",
    "region": "地区的统称（全省、全市、全县）",
    "year": "报告年度",
    "title": "报告标题",
    "conclusion": "总体结论（全文）",
    "total": "纳入监测的目标项数",
    "main": "规划期内的主要指标项数",
    "tasks": "年度重点任务项数",
    "earlier": "以往年份到期的目标项数",
    "lagging": "规划期内滞后和未实现的项数",
    "indicator": "核心指标名称",
    "actual": "核心指标实际值（带单位）",
    "actual_year": "核心指标实际值年份",
    "target": "核心指标目标（带单位）",
    "target_year": "核心指标目标年份",
    "status": "核心指标评估结论",
    "finding": "核心指标一句话结论",
    "as_of": "数据截至日期",
    "release": "数据版次",
    "digest": "内容摘要",
}


def fields_of(found: Findings, title: str) -> Mapping[str, str]:
    """Return the text of every field, "" where there is nothing to say."""
    stamp = found.stamp
    return {
        "place": found.place.name, "region": whole(found.place), "year": str(found.year), "title": title,
        "conclusion": "".join(one.text for one in conclusion(found) if isinstance(one, Paragraph)),
        "total": str(len(found.lines)), "main": str(len(found.main)), "tasks": str(len(found.tasks)),
        "earlier": str(len(found.earlier)), "lagging": str(len(found.lagging)),
        **_leading(found),
        "as_of": day_in_words(stamp.day), "release": f"第{stamp.release.id}版",
        "digest": stamp.release.content_digest,
    }  # fmt: skip


def _leading(found: Findings) -> Mapping[str, str]:
    line = leading_line(found)
    names = ("indicator", "actual", "actual_year", "target", "target_year", "status", "finding")
    if line is None or line.row.actual is None:
        return dict.fromkeys(names, "")
    row = line.row
    say = row.wording()
    texts = (
        named(row), say.value(line.row.actual), str(row.period or ""), row.aim(), str(row.target.year or ""),
        row.status_word(), headline(row.facts, say),
    )  # fmt: skip
    return dict(zip(names, texts, strict=True))
