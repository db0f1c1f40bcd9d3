"""The registry: the committed one is sound, and whatever is wrong in one is told with its line."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from etl.domain.records import Registry, Words
from etl.errors import Problem
from etl.project.folder import Folder
from etl.project.registry import read_registry
from etl.text.script import to_simplified
from tests.conftest import ROOT

COMMITTED = (ROOT / "indicators.yaml").read_text(encoding="utf-8")
RATE = "indicators.urbanization_rate"


@dataclass
class Reader:
    """Reads a text as a project's registry."""

    root: Path

    def __call__(self, text: str | bytes) -> tuple[Registry, list[Problem]]:
        data = text if isinstance(text, bytes) else text.encode("utf-8")
        (self.root / "indicators.yaml").write_bytes(data)
        problems: list[Problem] = []
        return read_registry(Folder(self.root), problems, to_simplified), problems


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def in_rate(old: str, new: str) -> str:
    """Return the committed registry with one change in the urbanization rate."""
    start = COMMITTED.index("  urbanization_rate:")
    stop = COMMITTED.index("  hukou_urbanization_rate:")
    part = COMMITTED[start:stop]
    assert part.count(old) == 1, old
    return COMMITTED[:start] + part.replace(old, new) + COMMITTED[stop:]


def elsewhere(old: str, new: str) -> str:
    assert old in COMMITTED
    return COMMITTED.replace(old, new, 1)


def line_of(text: str, needle: str) -> int:
    return text[: text.index(needle)].count("\n") + 1


def test_the_committed_registry_has_no_problem_and_at_least_25_indicators() -> None:
    problems: list[Problem] = []
    registry = read_registry(Folder(ROOT), problems, to_simplified)
    assert problems == []
    assert len(registry.indicators) >= 25
    assert registry.home == "620800"


def test_the_committed_registry_reads_what_it_says(read: Reader) -> None:
    registry, _ = read(COMMITTED)
    rate = registry.indicators["urbanization_rate"]
    assert rate.name == Words("常住人口城镇化率", "Urbanization rate (residents)")
    assert (rate.unit, rate.decimals, rate.direction, rate.low, rate.high) == (
        "percent", 2, "up", 0.0, 100.0,
    )  # fmt: skip
    assert (rate.kind, rate.nature, rate.path, rate.census_based) == (
        "level", "expected", "linear", True,
    )  # fmt: skip
    assert rate.aggregation.denominator == "resident_population"
    assert registry.indicators["income_ratio"].direction == "down"
    assert registry.indicators["new_construction_land"].kind == "cap"
    assert registry.bands["binding"].on_track == 0 and registry.bands["expected"].on_track == -10
    assert registry.units["home"].scales["万套"] == 10_000
    assert registry.approximate == 0.02
    assert registry.vintages["post_census"].rank > registry.vintages["census_2020"].rank


def test_a_byte_order_mark_is_fine(read: Reader) -> None:
    registry, problems = read(b"\xef\xbb\xbf" + COMMITTED.encode())
    assert problems == [] and len(registry.indicators) >= 25


@pytest.mark.parametrize(
    ("text", "code", "column", "marker", "said"),
    [
        (in_rate("    decimals: 2", "    decimal: 2"), "unknown-key", f"{RATE}.decimal",
         "    decimal: 2", "可用：name、"),
        (in_rate("    decimals: 2\n", ""), "missing-key", f"{RATE}.decimals",
         "  urbanization_rate:", "缺少“decimals”"),
        (in_rate("    decimals: 2", "    decimals: 2\n    unit: percent"), "repeated-key",
         f"{RATE}.unit", "    unit: percent\n    direction: up", "键重复"),
        (in_rate("census_based: true", "census_based: no"), "wrong-type", f"{RATE}.census_based",
         "census_based: no", "“no”不是true或false"),
        (in_rate("weight: 3", "weight: 070"), "unquoted-code", f"{RATE}.weight",
         "weight: 070", "请加引号"),
        (in_rate("decimals: 2", "decimals: 12:30"), "wrong-type", f"{RATE}.decimals",
         "decimals: 12:30", "“12:30”不是数"),
        (elsewhere('home: "620800"', "home: 620800"), "wrong-type", "project.home",
         "home: 620800", "代码要加引号"),
        (in_rate("range: [0, 100]", "range: [100, 0]"), "bad-range", f"{RATE}.range",
         "range: [100, 0]", "由小到大"),
        (in_rate("range: [0, 100]", "range: [0]"), "bad-range", f"{RATE}.range", "range: [0]", ""),
        (in_rate("range: [0, 100]", "range: 100"), "bad-range", f"{RATE}.range", "range: 100", ""),
        (in_rate("range: [0, 100]", "range: [低, 高]"), "bad-range", f"{RATE}.range", "range: [低",
         ""),
        (elsewhere("expected: {ahead: 5, on_track: -10,", "expected: {ahead: 5, on_track: -40,"),
         "bands-order", "defaults.bands.expected", "expected: {ahead: 5, on_track: -40", "由高到低"),
        (in_rate("unit: percent", "unit: per_cent"), "unknown-unit", f"{RATE}.unit",
         "unit: per_cent", "没有“per_cent”；可用：percent"),
        (in_rate("unit: percent", "unit: percent\n    display_unit: 万人"), "unknown-unit",
         f"{RATE}.display_unit", "display_unit: 万人\n    decimals: 2\n    direction: up\n    range: "
         "[0, 100]", "可用：%"),
        (in_rate("theme: population", "theme: people"), "unknown-theme", f"{RATE}.theme",
         "theme: people", "可用：population"),
        (in_rate("denominator: resident_population", "denominator: residents"),
         "unknown-indicator", f"{RATE}.aggregation.denominator", "denominator: residents",
         "没有“residents”"),
        (in_rate("direction: up", "direction: upward"), "bad-choice", f"{RATE}.direction",
         "direction: upward", "可用：up、down"),
        (in_rate("weight: 3", "weight: 0"), "bad-weight", f"{RATE}.weight", "weight: 0", "大于0"),
        (in_rate("weight: 3", "kind: levels"), "bad-choice", f"{RATE}.kind", "kind: levels",
         "可用：level、"),
        (in_rate("weight: 3", "nature: 约束性"), "bad-choice", f"{RATE}.nature", "nature: 约束性",
         "可用：expected、binding"),
        (in_rate("weight: 3", "path: spline"), "bad-choice", f"{RATE}.path", "path: spline",
         "可用：linear、"),
        (elsewhere("万人: 10000, 亿人", "万人: 0, 亿人"), "bad-scale", "units.person.scales.万人",
         "万人: 0", "大于0"),
        (elsewhere("series: since_2020, rank: 50", "series: since, rank: 50"), "bad-choice",
         "vintages.post_census.series", "series: since, rank", "可用：before_2020、since_2020"),
        (in_rate("aliases: [城镇化率,", "aliases: 城镇化率 #["), "wrong-type", f"{RATE}.aliases",
         "aliases: 城镇化率 #", "列表"),
        (in_rate("en: Urban residents as a share of all residents", "fr: Urbains"), "unknown-key",
         f"{RATE}.definition.fr", "fr: Urbains", "可用：zh、en"),
        (in_rate("aliases: [城镇化率,", "aliases: [城镇化率, 户籍城镇化率,"), "repeated-alias",
         "indicators.hukou_urbanization_rate.aliases", "aliases: [户籍城镇化率]",
         "已是urbanization_rate的名称或别名"),
        (in_rate("aliases: [城镇化率,", "aliases: [城镇化率, 戶籍城鎮化率,"), "repeated-alias",
         "indicators.hukou_urbanization_rate.aliases", "aliases: [户籍城镇化率]",
         "一个名称只能指一个指标"),
        (elsewhere("version: 1\n", "version: 1\nremarks: 无\n"), "unknown-key", "remarks",
         "remarks:", "可用：version、"),
    ],
)  # fmt: skip
def test_each_kind_of_problem_is_told_with_line_and_dotted_key(
    read: Reader, text: str, code: str, column: str, marker: str, said: str
) -> None:
    _, problems = read(text)
    (found,) = [one for one in problems if (one.code, one.column) == (code, column)]
    assert (found.file, found.row) == ("indicators.yaml", line_of(text, marker))
    assert said in found.message and found.message.endswith("。")


def test_all_problems_are_told_at_once(read: Reader) -> None:
    text = in_rate("    unit: percent", "    unit: per_cent\n    colour: red")
    text = text.replace("kind: annual_flow", "kind: yearly").replace("en: Housing", "fr: Housing")
    _, problems = read(text)
    codes = {problem.code for problem in problems}
    assert codes >= {"unknown-unit", "unknown-key", "bad-choice", "missing-key"}
    yearly = text.count("kind: yearly")
    assert sum("“yearly”" in problem.message for problem in problems) == yearly > 5
    assert all(
        re.fullmatch(r"indicators\.yaml 第\d+行 “.+”：.+。 \[.+\]", str(p)) for p in problems
    )


@pytest.mark.parametrize(
    "text",
    [
        COMMITTED.replace("    unit: percent", "\tunit: percent", 1).encode(),
        COMMITTED.encode("gb18030"),
        b"",
        b"- 1\n",
    ],
)
def test_a_file_that_cannot_be_read_at_all_is_told_and_not_a_traceback(
    read: Reader, text: bytes
) -> None:
    registry, problems = read(text)
    assert registry.indicators == {} and problems


@pytest.mark.parametrize(
    "section", ["version", "project", "themes", "units", "vintages", "defaults", "indicators"]
)
@pytest.mark.parametrize(
    "change",
    [
        lambda key: f"{key}: 甲\n",
        lambda key: f"{key}: [甲]\n",
        lambda key: f"{key}: {{甲: 乙}}\n",
        lambda key: f"{key}:\n",
        lambda key: "",
    ],
    ids=["text", "list", "mapping", "empty", "absent"],
)
def test_a_section_of_another_shape_is_told_and_not_a_traceback(
    read: Reader, section: str, change: Callable[[str], str]
) -> None:
    names = [line.partition(":")[0] for line in COMMITTED.splitlines() if re.match(r"[a-z]", line)]
    after = names[names.index(section) + 1] if section != names[-1] else None
    start = COMMITTED.index(f"\n{section}:") + 1
    stop = COMMITTED.index(f"\n{after}:") + 1 if after else len(COMMITTED)
    _, problems = read(COMMITTED[:start] + change(section) + COMMITTED[stop:])
    assert problems


def test_a_ratio_needs_both_its_parts(read: Reader) -> None:
    _, problems = read(in_rate(", denominator: resident_population", ""))
    assert [(one.code, one.column) for one in problems] == [
        ("missing-key", f"{RATE}.aggregation.denominator")
    ]


@pytest.mark.parametrize("decimals", ["2.5", "-1"])
def test_decimals_are_a_whole_number_from_nought_on(read: Reader, decimals: str) -> None:
    _, problems = read(in_rate("decimals: 2", f"decimals: {decimals}"))
    assert [one.column for one in problems] == [f"{RATE}.decimals"]


GREEN = "indicators.built_up_green_ratio.at_most"
LIMIT = "at_most: green_coverage_ratio"


def test_the_committed_registry_says_which_value_can_never_exceed_which(read: Reader) -> None:
    registry, _ = read(COMMITTED)
    assert registry.indicators["built_up_green_ratio"].at_most == "green_coverage_ratio"
    assert registry.indicators["green_coverage_ratio"].at_most is None


@pytest.mark.parametrize(
    ("limit", "code", "said"),
    [
        ("green_cover", "unknown-indicator", "没有“green_cover”；可用："),
        ("park_area_per_head", "unit-differs", "单位是square_metre，应与本指标的percent相同"),
        ("built_up_green_ratio", "bad-choice", "不能是指标自己"),
        ("[green_coverage_ratio]", "wrong-type", ""),
    ],
)
def test_a_limit_is_another_indicator_of_the_same_unit(
    read: Reader, limit: str, code: str, said: str
) -> None:
    text = elsewhere(LIMIT, f"at_most: {limit}")
    _, (problem, *_) = read(text)
    assert (problem.code, problem.column) == (code, GREEN) and said in problem.message
    assert problem.row == line_of(text, f"at_most: {limit}")


def test_the_own_name_as_an_alias_is_no_repetition(read: Reader) -> None:
    _, problems = read(in_rate("aliases: [城镇化率,", "aliases: [常住人口城镇化率, 城镇化率,"))
    assert problems == []


PROFILE = "month_profile: [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 100]"


def test_an_indicator_may_have_bands_a_profile_and_a_month_of_its_own(read: Reader) -> None:
    own = (
        "weight: 3\n    published_by: 3\n    strict_range: true\n    running_total: true\n    "
        f"{PROFILE}\n    bands:\n      expected: {{ahead: 2, on_track: -5, behind: -20}}\n"
        "      binding: {ahead: 2, on_track: 0, behind: -10}"
    )
    registry, problems = read(in_rate("weight: 3", own))
    assert problems == []
    rate = registry.indicators["urbanization_rate"]
    assert (rate.published_by, rate.strict_range, rate.running_total) == (3, True, True)
    assert len(rate.month_profile) == 12
    assert registry.bands_of("urbanization_rate", "expected").on_track == -5
    assert registry.bands_of("hukou_urbanization_rate", "expected").on_track == -10


@pytest.mark.parametrize(
    "profile",
    [
        "month_profile: [50, 100]",
        "month_profile: [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99]",
        "month_profile: [10, 5, 20, 30, 40, 50, 60, 70, 80, 90, 95, 100]",
        "month_profile: [a, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 100]",
        "month_profile: 全年",
    ],
)
def test_a_profile_that_does_not_lead_from_nothing_to_all_is_told(
    read: Reader, profile: str
) -> None:
    _, problems = read(in_rate("weight: 3", f"weight: 3\n    {profile}"))
    assert [problem.code for problem in problems] == ["bad-profile"]


def test_a_thirteenth_month_is_told(read: Reader) -> None:
    _, problems = read(elsewhere("published_by: 6 ", "published_by: 13 "))
    assert [problem.code for problem in problems] == ["bad-month"]


def test_a_supervised_status_that_does_not_exist_is_told(read: Reader) -> None:
    old = "expected: [behind, far_behind, reversing, missed]"
    _, problems = read(elsewhere(old, "expected: [late]"))
    assert [problem.code for problem in problems] == ["bad-choice"]
