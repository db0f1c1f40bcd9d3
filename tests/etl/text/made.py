"""What the tests of tables share: places, indicators, profiles, and how a text is read."""

from etl.domain.records import Indicator, Statement, Words
from etl.text import Names, Profile, extract

PLACES = {
    "东河省": "990000", "青石市": "990100", "青石": "990100", "柳溪市": "990200",
    "白沙县": "990121", "全国": "000000",
}  # fmt: skip


def indicator(indicator_id: str, name: str, *aliases: str) -> Indicator:
    words = Words(name, name)
    return Indicator(
        indicator_id, words, words, "theme", "percent", 2, "up", "level", "expected",
        aliases=aliases,
    )  # fmt: skip


KNOWN = (
    indicator("rate", "常住人口城镇化率", "城镇化率"),
    indicator("sewage", "污水处理率", "城市污水处理率"),
)
NAMES = Names({entry.indicator_id: entry for entry in KNOWN}, PLACES)
PLAN = Profile("doc", "青石市规划", "plan", "990100", "青石市", 2020, 2021, 2025, "2021-06-01")
REPORT = Profile(
    "doc", "青石市2023年统计公报", "report", "990100", "青石市", 2022, 2023, 2023, "2024-03-01"
)
YEARBOOK = Profile("doc", "青石统计年鉴", "other", "990100", "青石市", 2022, 2023, 2023, None)
WORK = Profile("doc", "工作要点", "work_points", "990000", "东河省", 2021, 2022, 2022, None)
AGENDA = Profile(
    "doc", "2024年政府工作报告", "report", "990100", "青石市", 2023, 2024, 2024, "2024-01-20"
)


def read(text: str, profile: Profile = PLAN) -> list[Statement]:
    statements = extract(text, profile, NAMES)
    for statement in statements:
        assert text[statement.start : statement.stop] == statement.quote
    return statements


def values(text: str, profile: Profile = PLAN) -> list[tuple[str, int | None, float, str]]:
    return [(s.indicator, s.year, s.value, s.unit) for s in read(text, profile)]


def only(text: str, profile: Profile = PLAN) -> Statement:
    statements = read(text, profile)
    assert len(statements) == 1, statements
    return statements[0]
