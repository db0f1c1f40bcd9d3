"""The section `screen` of the registry: what is left out is usual, what is wrong has its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.domain.records import Registry
from etl.domain.screen import SceneChoice, ScreenPlan
from etl.errors import Problem
from etl.project.folder import Folder
from etl.project.registry import read_registry
from etl.project.screen import read_screen
from etl.project.shape import Checker
from etl.project.strict_yaml import Lines
from etl.text.script import to_simplified
from tests.conftest import ROOT

COMMITTED = (ROOT / "indicators.yaml").read_text(encoding="utf-8")
START, STOP = COMMITTED.index("\nscreen:") + 1, COMMITTED.index("\nindicators:") + 1
FIRST = COMMITTED[:START].count("\n") + 1


def read(root: Path, section: str) -> tuple[Registry, list[Problem]]:
    """Return a registry with another section `screen`, and what is wrong with it."""
    text = COMMITTED[:START] + section + COMMITTED[STOP:]
    (root / "indicators.yaml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    return read_registry(Folder(root), problems, to_simplified), problems


def test_the_committed_section_is_the_usual_plan(tmp_path: Path) -> None:
    registry, problems = read(tmp_path, COMMITTED[START:STOP])
    assert problems == [] and registry.screen == ScreenPlan()


def test_a_registry_without_the_section_has_the_usual_plan(tmp_path: Path) -> None:
    registry, problems = read(tmp_path, "")
    assert problems == []
    assert [one.scene for one in registry.screen.scenes] == [
        "headline", "counts", "ranking", "themes", "supervision", "closing",
    ]  # fmt: skip
    assert registry.screen.resume_minutes == 10


def test_order_seconds_and_pause_are_read(tmp_path: Path) -> None:
    section = (
        "screen:\n  seconds: 15\n  resume_minutes: 30\n  scenes:\n    - closing\n"
        "    - {scene: headline, seconds: 40}\n    - {scene: theme, theme: housing}\n"
    )
    registry, problems = read(tmp_path, section)
    assert problems == []
    assert registry.screen == ScreenPlan(
        (SceneChoice("closing", 15), SceneChoice("headline", 40), SceneChoice("theme", 15, "housing")), 30,
    )  # fmt: skip


def test_seconds_alone_hold_for_the_usual_scenes(tmp_path: Path) -> None:
    registry, problems = read(tmp_path, "screen:\n  seconds: 8\n")
    assert problems == [] and {one.seconds for one in registry.screen.scenes} == {8}
    assert len(registry.screen.scenes) == 6


@pytest.mark.parametrize(
    ("section", "line", "code", "wanted"),
    [
        ("screen:\n  scenes:\n    - headline\n    - map\n", 3, "unknown-scene", "headline、counts"),
        ("screen:\n  scenes:\n    - {scene: headlines}\n", 2, "unknown-scene", "没有“headlines”这一页"),
        ("screen:\n  scenes:\n    - {scene: theme, theme: homes}\n", 2, "unknown-theme", "没有“homes”这个主题"),
        ("screen:\n  scenes:\n    - headline\n    - {scene: theme}\n", 3, "unknown-theme", "可用：population"),
        ("screen:\n  scenes:\n    - {scene: counts, theme: housing}\n", 2, "unknown-key", "只有scene: theme才写主题"),
        ("screen:\n  scenes:\n    - {seconds: 20}\n", 2, "missing-key", "缺少“scene”"),
        ("screen:\n  scenes:\n    - {scene: counts, second: 20}\n", 2, "unknown-key", "scene、theme、seconds"),
        ("screen:\n  scenes:\n    - 20\n", 2, "wrong-type", "应是页面名称"),
        ("screen:\n  scenes: []\n", 1, "wrong-type", "至少一项"),
        ("screen:\n  scenes: headline\n", 1, "wrong-type", "应是页面的列表"),
        ("screen:\n  scenes:\n", 1, "wrong-type", "应是页面的列表"),
        ("screen:\n  scenes:\n    - counts\n    - closing\n    - counts\n", 4, "repeated-scene", "“counts”重复"),
        ("screen:\n  seconds: 4\n", 1, "bad-range", "“4”不可用；应是5至600之间的数。"),
        ("screen:\n  seconds: 601\n", 1, "bad-range", "5至600"),
        ("screen:\n  seconds: true\n", 1, "bad-range", "5至600"),
        ("screen:\n  seconds:\n", 1, "bad-range", "“空”不可用"),
        ("screen:\n  scenes:\n    - headline\n    - {scene: counts, seconds: 0}\n", 3, "bad-range", "5至600"),
        ("screen:\n  scenes:\n    - {scene: counts, seconds: 很久}\n", 2, "bad-range", "“很久”不可用"),
        ("screen:\n  resume_minutes: 0\n", 1, "bad-range", "1至120"),
        ("screen:\n  resume_minutes: 121\n", 1, "bad-range", "1至120"),
        ("screen:\n  rotation: 3\n", 1, "unknown-key", "scenes、seconds、resume_minutes"),
        ("screen: 20\n", 0, "wrong-type", "键: 值"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line_and_what_was_expected(
    tmp_path: Path, section: str, line: int, code: str, wanted: str
) -> None:
    registry, (found,) = read(tmp_path, section)
    assert (found.file, found.row, found.code) == ("indicators.yaml", FIRST + line, code)
    assert wanted in found.message
    assert registry.screen.scenes


def test_a_theme_may_stand_once_and_two_different_ones_both(tmp_path: Path) -> None:
    one = "    - {scene: theme, theme: %s}\n"
    _, problems = read(tmp_path, "screen:\n  scenes:\n" + one % "housing" + one % "green")
    assert problems == []
    _, (found,) = read(tmp_path, "screen:\n  scenes:\n" + one % "housing" + one % "housing")
    assert found.code == "repeated-scene" and "theme（housing）" in found.message


_anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.sampled_from(["headline", "theme"]),
    lambda part: st.lists(part, max_size=3)
    | st.dictionaries(st.sampled_from(["scene", "theme", "seconds", "scenes", "resume_minutes"]), part, max_size=4),
    max_leaves=8,
)  # fmt: skip


@given(_anything)
def test_whatever_stands_there_the_plan_can_be_shown_or_a_problem_is_told(section: object) -> None:
    problems: list[Problem] = []
    check = Checker("indicators.yaml", Lines(), problems)
    plan = read_screen(check, {"screen": section}, ("housing",))
    assert plan.scenes and all(5 <= one.seconds <= 600 for one in plan.scenes)
    assert 1 <= plan.resume_minutes <= 120
    assert len({(one.scene, one.theme) for one in plan.scenes}) == len(plan.scenes)
    assert problems or section is None or isinstance(section, dict)
