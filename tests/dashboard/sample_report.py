"""A report made by hand with every kind of block, for the tests of those who write one down.

Its numbers are invented except those of Pingliang's urbanization rate; its lines are empty.
"""

from dashboard.report.records import (
    Blank,
    Cell,
    Chart,
    Column,
    Dot,
    Heading,
    Note,
    Paragraph,
    Report,
    Section,
    Stamp,
    Table,
)
from etl.store.query import Release

HOSTILE = '<甲&"乙">=1+1 +A1 -B2 @cmd {{ 7*7 }} #let \\u{1F600} 鄠邑䶮'
RELEASE = Release(
    id=14,
    loaded_at="2026-11-22T08:00:00+00:00",
    code_version="0.2.0",
    content_digest="0123456789abcdef" * 4,
    counts={},
)


def sample() -> Report:
    """Return the report."""
    return Report(
        place="平凉市",
        place_id="620800",
        year=2022,
        title=("平凉市新型城镇化规划实施情况", "2022年度监测评估报告"),
        stamp=Stamp(RELEASE, "2026-11-22"),
        sections=_sections(),
        lines=(),
        highlights=(
            "纳入监测的目标6项，滞后1项，无法评估5项。",
            "常住人口城镇化率46.79%，比序时要求低2.07个百分点。",
        ),
        file_name="平凉市2022年度监测评估报告",
        fields={
            "place": "平凉市",
            "year": "2022",
            "conclusion": "2022年末，全市常住人口城镇化率46.79%。",
        },
    )


def rate_chart() -> Chart:
    """Return the chart of the urbanization rate: a run before the census, one after, one later year."""
    return Chart(
        key="urbanization_rate",
        caption="平凉市常住人口城镇化率与目标轨迹（%）",
        finding="2022年落后序时进度20.3个百分点",
        unit="%",
        decimals=2,
        actuals=(
            (Dot(2014, 34.47), Dot(2015, 36.32)),
            (Dot(2020, 44.77), Dot(2021, 46.12), Dot(2022, 46.79)),
            (Dot(2024, 49.5),),
        ),
        path=(
            tuple(Dot(2020 + n, round(44.77 + 10.23 * n / 5, 3)) for n in range(6))
            + tuple(Dot(2025 + n, 55 + 1.5 * n) for n in range(1, 11)),
        ),
        targets=(Dot(2025, 55.0, "55%"), Dot(2035, 70.0, "70%左右")),
        note="实线为实际值，虚线为目标轨迹，菱形为规划目标；2020年人口普查前后不可比，不连线。来源：市统计公报。",
    )


def _sections() -> tuple[Section, ...]:
    table = Table(
        "progress",
        "主要指标进展",
        (
            Column("指标", 3.0),
            Column("基期", 1.2, "right"),
            Column("2022年", 1.2, "right"),
            Column("2025年", 1.2, "right"),
            Column("进度差（百分点）", 1.4, "right"),
            Column("评估结论", 1.4, "center"),
        ),
        (
            (
                Cell("常住人口城镇化率（%）"),
                Cell("44.77", 44.77, 2),
                Cell("46.79", 46.79, 2),
                Cell("55.00", 55.0, 2),
                Cell("−20.3", -20.3, 1),
                Cell("滞后", tone="warn"),
            ),
            (
                Cell(HOSTILE),
                Cell("—"),
                Cell("—"),
                Cell("—"),
                Cell("—"),
                Cell("无法评估", tone="none"),
            ),
        ),
        notes=("注：进度差=增量完成率−序时进度。",),
    )
    wide = Table(
        "annex1",
        "主要指标完成情况",
        tuple(Column(f"栏目{n}", 1.0 + n % 3, "right" if n > 3 else "left") for n in range(18)),
        tuple(
            tuple(
                Cell(f"{row}.{n}", float(n), 1) if n > 3 else Cell("城镇常住人口与户籍人口")
                for n in range(18)
            )
            for row in range(40)
        ),
        notes=("注：本表由数据库生成。",),
        wide=True,
        label="附表1",
    )
    return (
        Section(
            "conclusion",
            (
                Heading(1, "一、总体结论"),
                Paragraph(
                    "2022年末，全市常住人口城镇化率46.79%，比基期（2020年，44.77%）提高2.02个百分点。"
                    * 3
                ),
                Paragraph(HOSTILE),
            ),
        ),
        Section(
            "progress",
            (
                Heading(1, "二、主要指标进展"),
                Heading(2, "（一）预期性指标"),
                Heading(3, "1. 常住人口城镇化率"),
                Paragraph("落后20.3个百分点。"),
                rate_chart(),
                table,
                Note("来源：市统计公报。"),
            ),
        ),
        Section(
            "problems",
            (
                Heading(1, "三、存在问题及原因"),
                Blank("【待填写】常住人口城镇化率滞后的原因由编写人填写。"),
            ),
        ),
        Section("annexes", (Heading(1, "附表"), wide)),
        Section("method", (Heading(1, "四、口径说明"), Paragraph("评估规则：序时进度。"))),
    )
