"""Briefings at the limits of what the engine writes: the longest words of both languages, a target near
the top of its chart, years in chips, ranges as key figures; and names longer than any name is."""

from dataclasses import replace

from dashboard.briefing.records import (
    Briefing,
    Counts,
    Department,
    Dot,
    Figure,
    Headline,
    Line,
    Plot,
    Rank,
    Ranking,
    Status,
    Supervision,
    Theme,
)
from dashboard.theme import MARKS
from etl.domain.reason import STATUS_WORDS
from tests.dashboard.screen.sample import briefing, line, plot, rank, sample, scene

# 按语种取词：中文、英文。
_ENGLISH = {"zh": 0, "en": 1}
_DEPARTMENTS = (
    "市人力资源社会保障局", "市住房城乡建设局", "市生态环境局", "市农业农村局", "市自然资源局",
    "市发展改革委", "市公安局",
)  # fmt: skip
ENDLESS = "城镇化" * 67


def worded(key: str, lang: str, year: str = "") -> Status:
    """Return a status in a language, with the year in which it was reached where one is given."""
    word = STATUS_WORDS[key][_ENGLISH[lang]]
    early = ("提前实现", "Achieved early")[_ENGLISH[lang]]
    said = word if not year else f"{early} {year}" if lang == "en" else f"{year}年{early}"
    return Status(key, said, MARKS[key].tone)


def crowded(lang: str) -> Briefing:
    """Return a briefing of which every scene is as full as the engine can make it."""
    return briefing(
        scene("headline", "常住人口城镇化率", "落后序时进度52.8个百分点", _noted(lang)),
        scene("high", "污水处理率", "落后序时进度52.8个百分点", Headline(None, _range(), _high())),
        scene("counts", "目标完成情况", "滞后和未实现的共5项", _furthest(lang)),
        scene("ranking", "地区排名", "落后程度居第2位", Ranking(_ranks(lang, 4))),
        scene("ranking-long", "地区排名", "落后程度居第2位", Ranking(_ranks(lang, 10), "另有3行")),
        scene("theme-land", "土地", "2项目标：滞后2项", Theme(_dated())),
        scene("supervision", "督办", "共16项", _supervised(lang)),
    )


def _noted(lang: str) -> Headline:
    notes = (
        "The line stops where years are missing",
        "Before and after the 2020 census: two series, not comparable, not joined",
        "A value from within a year is not joined to a year-end one",
    )
    said = (
        "中断处为缺数据的年份，不插补",
        "2020年人口普查前后分属两个序列，不可比，不连线",
        "2019年数值待核",
    )
    figures = (Figure("Actual 2024", "61.03", "square metres", "at most 61.03 square metres"),)
    return Headline(
        worded("far_behind", lang),
        figures,
        replace(plot(), unit="square metres", notes=notes if lang == "en" else said),
    )


def _range() -> tuple[Figure, ...]:
    """Return key figures one of which is a range, the longest number that a target can be."""
    return (
        Figure("Actual 2024", "561,300", "people", "up 3,100 in a year", "bad", 46.2, 80.0),
        Figure("Target 2025", "593,200–652,500", "people", "39.4% of the distance, 80% due"),
        Figure("Target 2035", "1,210,000", "people", "up 55,800 a year after 2024"),
    )


def _high() -> Plot:
    """Return a plot whose last target stands at the right end, right under the highest level."""
    before = (24.06, 68.83, 7.69, 23.87, 23.9)
    since = (23.83, 24.28, 24.54, 24.32, 24.67)
    return replace(
        plot(),
        earlier=(tuple(Dot(2012 + at, value) for at, value in enumerate(before)),),
        actuals=(tuple(Dot(2020 + at, value) for at, value in enumerate(since)),),
        path=((Dot(2020, 68.83), Dot(2023, 76.48), Dot(2035, 88.13)),),
        targets=(Dot(2023, 76.48, "76.48%"), Dot(2035, 88.13, "88.13%")),
        latest=Dot(2024, 24.67, "24.67%"),
        due=Dot(2024, 77.45, "−52.78个百分点"),
    )


def _furthest(lang: str) -> Counts:
    names = (
        ("户籍与常住人口城镇化率差距缩小幅度", "Narrowing of the gap between the two rates"),
        ("农村危房改造户数", "Dilapidated rural homes rebuilt"),
        ("乡镇通三级及以上公路里程", "Grade III roads to townships"),
        ("城镇新建建筑中绿色建筑占比", "Green buildings among new urban buildings"),
        ("常住人口城镇化率", "Urbanization rate (residents)"),
    )
    lines = tuple(
        replace(
            line(pair[_ENGLISH[lang]]),
            value="−1.99 percentage points",
            aim="at least 8.32 percentage points",
            gap="−273.5",
            status=worded("reversing", lang),
        )
        for pair in names
    )
    counts = sample().scenes[1].body
    assert isinstance(counts, Counts)
    return replace(counts, furthest=lines, furthest_title="滞后和未实现的共5项")


def _ranks(lang: str, count: int) -> tuple[Rank, ...]:
    """Return places of which the first reached its target early, as its chip says with the year."""
    ranks = [rank(f"甲{at}县（县城）", at, -3.0 * at, "far_behind") for at in range(1, count)]
    own = replace(ranks[0], is_own=True, status=worded("achieved", lang, "2016"))
    return (own, *(replace(one, status=worded("behind", lang)) for one in ranks))


def _dated() -> tuple[Line, ...]:
    """Return targets whose values were added up until a day within a year."""
    one = replace(line("新增建设用地规模"), value="2.2平方公里", value_year="2023年至2024年6月30日")
    return (one, replace(one, name="工业用地标准地出让", value_year="2023 to 2024-06-30"))


def _supervised(lang: str) -> Supervision:
    nobody = ("未明确责任单位", "No department named")[_ENGLISH[lang]]
    states = (
        ("待督办", "整改中", "待销号", "已销号"),
        ("To be taken up", "Being rectified", "To be closed", "Closed"),
    )
    departments = tuple(
        Department(name, (3, 0, 0, 1), at % 2, worded("unknown" if at % 3 else "ahead", lang))
        for at, name in enumerate((*_DEPARTMENTS, nobody))
    )
    left = (
        "另有3家单位，9项；另有目标已变动、尚未销号的2项",
        "3 more departments: 9 items; 2 unfinished items",
    )
    return Supervision((), states[_ENGLISH[lang]], departments, left[_ENGLISH[lang]])


def endless(lang: str) -> Briefing:
    """Return a briefing whose names go on for 200 characters, which no name does."""
    owners = tuple(Department(ENDLESS, (1, 0, 0, 0), 1, worded("unknown", lang)) for _ in range(8))
    lines = tuple(line(ENDLESS, owner=ENDLESS) for _ in range(6))
    made = crowded(lang)
    scenes = [replace(one, title=ENDLESS, finding=ENDLESS, source=ENDLESS) for one in made.scenes]
    scenes[2] = replace(scenes[2], body=replace(_furthest(lang), furthest=lines[:5]))
    ranks = tuple(replace(one, place=ENDLESS) for one in _ranks(lang, 10))
    scenes[4] = replace(scenes[4], body=Ranking(ranks))
    scenes[5] = replace(scenes[5], body=Theme(lines))
    scenes[6] = replace(scenes[6], body=replace(_supervised(lang), departments=owners))
    return replace(briefing(*scenes), title=ENDLESS)
