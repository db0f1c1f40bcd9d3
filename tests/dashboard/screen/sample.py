"""Briefings made by hand: one as it should be, one with the longest and most hostile content, one empty."""

from dataclasses import replace

from dashboard.briefing.records import (
    Body,
    Briefing,
    Closing,
    Count,
    Counts,
    Department,
    Dot,
    Figure,
    Headline,
    Line,
    Plot,
    Rank,
    Ranking,
    Scene,
    Status,
    Supervision,
    Theme,
)
from dashboard.theme import MARKS
from etl.domain.reason import STATUS_WORDS
from etl.store.query import Release

RELEASE = Release(
    id=14,
    loaded_at="2026-11-22T08:00:00+00:00",
    code_version="0.6.0",
    content_digest="0123456789abcdef" * 4,
    counts={},
)
HOSTILE = '<script>alert("甲")</script>{{ 7*7 }}&amp;'
LONG = "农业转移人口随迁子女在公办学校或政府购买学位的学校就读的比例（按义务教育阶段全口径计算）"


def status(key: str) -> Status:
    """Return a status as the composition makes it."""
    return Status(key, STATUS_WORDS[key][0], MARKS[key].tone)


def plot() -> Plot:
    """Return the trajectory of a place whose series broke in 2020 and lacks the value of 2023."""
    return Plot(
        unit="%",
        earlier=(tuple(Dot(2015 + at, 34.97 + 1.4 * at) for at in range(5)),),
        actuals=((Dot(2020, 44.77), Dot(2021, 45.62), Dot(2022, 46.8)), (Dot(2024, 49.5),)),
        path=(
            tuple(Dot(2020 + at, 44.77 + (10.23 * at / 5)) for at in range(6))
            + tuple(Dot(2025 + at, 55 + 1.5 * at) for at in range(1, 11)),
        ),
        targets=(Dot(2025, 55, "55%"), Dot(2035, 70, "70%")),
        latest=Dot(2024, 49.5, "49.50%"),
        due=Dot(2024, 52.95, "−3.45个百分点"),
        broken_at=2019.5,
        tone="bad",
        summary="常住人口城镇化率2024年为49.50%，低于序时要求52.95%。",
        notes=("2023年缺数据，折线在此断开",),
        head=("年份", "实际值", "目标轨迹"),
        table=(("2022", "46.80%", "48.86%"), ("2024", "49.50%", "52.95%")),
    )


def line(name: str, key: str = "behind", owner: str = "市住房和城乡建设局") -> Line:
    """Return a target that lags."""
    return Line(
        name,
        "36.2%",
        "2024",
        "不低于40%",
        "2025",
        "−18.4",
        status(key),
        owner,
        share=56.0,
        due=74.4,
    )


def rank(place: str, position: int | None, gap: float | None, key: str) -> Rank:
    """Return a place of the ranking."""
    text = "" if gap is None else f"{gap:+.1f}".replace("-", "−")
    return Rank(
        place, place == "平凉市", position, "49.50%", "2024", "55%", "2025", gap, text, status(key)
    )


def _headline() -> Headline:
    return Headline(
        status("far_behind"),
        (
            Figure("常住人口城镇化率（2024年）", "49.50", "%", "比2023年提高1.35个百分点"),
            Figure(
                "2025年目标",
                "55",
                "%",
                "已完成46.2%，序时进度80.0%；余下1年需提高5.50个百分点",
                "bad",
                46.2,
                80.0,
            ),
            Figure("2035年目标", "70", "%", "此后年均需提高1.86个百分点", "none", 18.8, 26.7),
        ),
        plot(),
    )


def _counts() -> Counts:
    keys = (
        "achieved",
        "ahead",
        "on_track",
        "behind",
        "far_behind",
        "reversing",
        "missed",
        "not_due",
        "unknown",
    )
    counts = tuple(Count(status(key), 2 + at) for at, key in enumerate(keys))
    counts = (
        replace(counts[0], note="其中提前实现2项"),
        *counts[1:8],
        replace(counts[8], note="缺数据、无基期或无年份"),
    )
    names = (
        "常住人口城镇化率",
        "城市建成区绿化覆盖率",
        "农村自来水普及率",
        "新建绿色建筑占比",
        "生活垃圾回收利用率",
    )
    return Counts(54, counts, tuple(line(name, "far_behind") for name in names), "落后最多")


def _ranking() -> Ranking:
    named = (
        ("庄浪县", -42.0),
        ("平凉市", -33.8),
        ("静宁县", -21.5),
        ("泾川县", -14.2),
        ("灵台县", -9.1),
        ("崇信县", -3.0),
        ("华亭市", 2.1),
        ("崆峒区", 11.4),
    )
    keys = (
        "far_behind",
        "far_behind",
        "behind",
        "behind",
        "on_track",
        "on_track",
        "on_track",
        "ahead",
    )
    ranks = [
        rank(place, at, gap, key)
        for at, ((place, gap), key) in enumerate(zip(named, keys, strict=True), 1)
    ]
    return Ranking((*ranks, rank("甘肃省", None, None, "unknown")), "另有3个地区没有目标，未列出")


def _theme() -> Theme:
    keys = ("far_behind", "behind", "on_track", "ahead", "achieved", "unknown")
    names = (
        "保障性租赁住房供给",
        "城镇老旧小区改造",
        "城市更新项目开工数",
        "新建装配式建筑占新建建筑面积比例",
        "城市燃气普及率",
        "房屋市政工程竣工验收",
    )
    lines = [line(name, key) for name, key in zip(names, keys, strict=True)]
    lines[-1] = replace(lines[-1], value="缺数据", value_year="", gap="", share=None, due=None)
    return Theme(tuple(lines))


def _supervision() -> Supervision:
    figures = (
        Figure("需督办", "12", "项", "其中约束性指标3项", "bad"),
        Figure("逾期未销号", "2", "项", "最早一项逾期41天", "bad"),
        Figure("已销号", "5", "项", "本年度", "ok"),
    )
    names = (
        "市住房和城乡建设局",
        "市农业农村局",
        "市自然资源局",
        "市发展和改革委员会",
        "市公安局",
        "市教育局",
    )
    return Supervision(
        figures,
        ("待办", "办理中", "待核销", "已销号"),
        tuple(
            Department(
                name, (3, 2, 0, 1), at % 3 == 0, status("far_behind" if at < 2 else "behind")
            )
            for at, name in enumerate(names)
        ),
        "另有4个部门各1项，未列出",
    )


def _closing() -> Closing:
    return Closing(
        (
            (
                "数据来源",
                ("《平凉市国民经济和社会发展统计公报》2015—2024年", "第七次全国人口普查公报"),
            ),
            ("目标来源", ("《平凉市新型城镇化规划（2021—2035年）》",)),
            (
                "评估规则",
                ("序时进度：预期性指标的进度差不低于5个百分点为快于预期，高于−10为基本符合预期",),
            ),
            ("截至", ("2026年11月23日　数据第14版",)),
        ),
        tuple((status(key), "进度差低于−30个百分点") for key in MARKS),
    )


def scene(key: str, title: str, finding: str, body: Body) -> Scene:
    """Return a scene with its foot."""
    return Scene(
        key,
        title,
        finding,
        "bad",
        "单位：%",
        "来源：《平凉市新型城镇化规划（2021—2035年）》、统计公报等5种",
        "规则：序时进度，预期性指标进度差高于−10个百分点为基本符合预期，低于−30为严重滞后",
        20,
        body,
    )


def briefing(*scenes: Scene) -> Briefing:
    """Return a briefing of these scenes."""
    return Briefing(
        "620800", "平凉市新型城镇化监测", "2026-11-23", "截至2026年11月23日", RELEASE, scenes, 10
    )


def sample() -> Briefing:
    """Return a briefing with every kind of scene."""
    return briefing(
        scene(
            "headline",
            "常住人口城镇化率",
            "2024年城镇化率49.50%，落后序时进度33.8个百分点；按现在的速度，2028年才到55%",
            _headline(),
        ),
        scene("counts", "目标完成情况", "54项目标中，7项严重滞后，6项滞后", _counts()),
        scene(
            "ranking",
            "地区排名：常住人口城镇化率",
            "平凉市落后序时进度33.8个百分点，在8个地区中落后程度居第2位",
            _ranking(),
        ),
        scene(
            "theme-housing",
            "住房与城市更新",
            "6项目标中，1项严重滞后、1项滞后、1项缺数据",
            _theme(),
        ),
        scene("supervision", "督办", "12项需要督办，2项逾期", _supervision()),
        scene("closing", "数据来源与评估规则", "所有数字与监测板、年度报告一致", _closing()),
    )


def hostile() -> Briefing:
    """Return a briefing with the longest names the rooms promise to hold, and markup in them."""
    head, counts = _headline(), _counts()
    figures = tuple(
        replace(one, label=LONG[:24], number="123456.78", unit="万平方米", note=LONG[:34])
        for one in head.figures
    )
    wide = replace(
        plot(),
        targets=(Dot(2025, 55, "55%"), Dot(2030, 62.5, "62.5%"), Dot(2035, 70, "70%")),
        unit=HOSTILE,
    )
    title, finding = LONG[:30], (LONG + LONG)[:76]
    furthest = tuple(line(f"{LONG[:29]}{at}") for at in range(4))
    owners = "市住房和城乡建设局、市农业农村局等12家单位负责"
    departments = tuple(
        Department(f"{LONG[:28]}{at}", (123, 45, 6, 7), 8, status("missed")) for at in range(8)
    )
    return briefing(
        scene("headline", title, finding, replace(head, figures=figures, plot=wide)),
        scene("counts", title, finding, replace(counts, furthest=(line(HOSTILE), *furthest))),
        scene(
            "ranking",
            title,
            finding,
            Ranking(
                tuple(rank(f"{LONG[:28]}{at}", at, -3.0 * at, "far_behind") for at in range(1, 12)),
                LONG,
            ),
        ),
        scene(
            "theme-housing",
            title,
            finding,
            Theme(tuple(line(f"{LONG[:29]}{at}", owner=owners) for at in range(6))),
        ),
        scene(
            "supervision",
            title,
            finding,
            replace(_supervision(), figures=figures, departments=departments),
        ),
        scene(
            "closing",
            title,
            finding,
            Closing(
                tuple((LONG[:12], (LONG[:40], LONG[:40], LONG[:40])) for _ in range(4)),
                tuple((status(key), "进度差低于−30个百分点") for key in MARKS),
            ),
        ),
    )


def empty() -> Briefing:
    """Return a briefing of a place without targets, data or anything to supervise."""
    return briefing(
        scene(
            "headline",
            "常住人口城镇化率",
            "还没有数据",
            Headline(None, (Figure("常住人口城镇化率", "缺数据", "", ""),), None),
        ),
        scene("counts", "目标完成情况", "没有已审核的目标", Counts(0, (), (), "没有可评估的目标")),
        scene("ranking", "地区排名", "没有可以比较的地区", Ranking(())),
        scene("theme-housing", "住房与城市更新", "没有已审核的目标", Theme(())),
        scene("supervision", "督办", "没有需要督办的事项", Supervision((), (), ())),
        scene("closing", "数据来源与评估规则", "还没有数据", Closing((), ())),
    )


def charts() -> Briefing:
    """Return a briefing of headlines whose plots rise, fall, stand still, are huge, negative or dense."""
    return briefing(
        *(
            scene(f"chart-{at}", name, name, replace(_headline(), plot=one))
            for at, (name, one) in enumerate(_shapes().items())
        )
    )


def _shapes() -> dict[str, Plot]:
    single = replace(plot(), earlier=(), actuals=((Dot(2024, 5.0),),), path=(), targets=())
    return {
        "上升": _curve(2015, 10, 40.0, 1.5, (2025, 2030, 2035)),
        "下降": _curve(2005, 20, 90.0, -2.0, (2025, 2027, 2030, 2035)),
        "不变": _curve(2020, 5, 30.0, 0.0, (2025, 2026, 2027, 2028)),
        "极大": _curve(1996, 30, 1.2e9, 3.4e7, (2030,)),
        "负数": _curve(2019, 6, -3.0, 0.4, (2025, 2026)),
        "很小": _curve(2021, 4, 0.0012, 0.0001, (2025, 2035)),
        "一年": replace(single, latest=Dot(2024, 5.0, "5.00%"), due=None, broken_at=None),
    }


def _curve(start: int, years: int, base: float, step: float, aims: tuple[int, ...]) -> Plot:
    """Return a plot that wavers around its path by a third of a step."""
    path = [Dot(year, base + step * (year - start)) for year in range(start, max(aims) + 1)]
    run = [
        Dot(dot.time, dot.value - step * (1 + at % 3 / 3)) for at, dot in enumerate(path[:years])
    ]
    targets = tuple(Dot(year, base + step * (year - start), f"{base:.6g}万人") for year in aims)
    cut = years // 2
    return replace(
        plot(),
        earlier=(tuple(run[:cut]),),
        actuals=(tuple(run[cut:]),),
        path=(tuple(path),),
        targets=targets,
        latest=replace(run[-1], label=f"{run[-1].value:.6g}万人"),
        due=Dot(run[-1].time, path[years - 1].value, "−12.34万人"),
        broken_at=run[cut].time - 0.5,
    )
