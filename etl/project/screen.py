"""The section `screen` of `indicators.yaml` as the plan of the briefing screen; it may be missing.

What is written wrong is a problem with its line; nothing is guessed and nothing silently left out.
"""

from collections.abc import Collection, Iterator
from typing import Any

from etl.domain.screen import RESUME_MINUTES, SCENES, SECONDS, SceneChoice, ScreenPlan
from etl.project.shape import Checker
from etl.project.strict_yaml import Tree

SECTION = "screen"
_KEYS = ("scenes", "seconds", "resume_minutes")
_SCENE_KEYS = ("scene", "theme", "seconds")
_SHORTEST, _LONGEST = 5, 600
_LEAST_PAUSE, _MOST_PAUSE = 1, 120


def read_screen(check: Checker, tree: Tree, themes: Collection[str]) -> ScreenPlan:
    """Return the plan of the screen: the usual one where the section says nothing.

    `themes` are those of the registry; what is wrong goes to the problems of `check`.
    """
    # 节里的各行都注释掉时，YAML读出来是空：与没有这一节一样。
    part = check.mapping(tree, SECTION) if tree.get(SECTION) is not None else {}
    check.keys(part, SECTION, _KEYS)
    usual = ScreenPlan()
    seconds = _within(check, part, "seconds", SECTION, SECONDS, (_SHORTEST, _LONGEST))
    pause = (_LEAST_PAUSE, _MOST_PAUSE)
    return ScreenPlan(
        tuple(_scenes(check, part, seconds, themes))
        or tuple(SceneChoice(one.scene, seconds) for one in usual.scenes),
        _within(check, part, "resume_minutes", SECTION, RESUME_MINUTES, pause),
    )


def _scenes(
    check: Checker, part: Tree, seconds: float, themes: Collection[str]
) -> Iterator[SceneChoice]:
    """Yield the scenes that are named, each once."""
    path = f"{SECTION}.scenes"
    given = part.get("scenes", [])
    if not isinstance(given, list) or ("scenes" in part and not given):
        wanted = (
            f"应是页面的列表，至少一项；可用：{'、'.join(SCENES)}，如[headline, counts, closing]。"
        )
        check.complain("wrong-type", path, wanted)
        return
    seen: set[tuple[str, str]] = set()
    for number, entry in enumerate(given):
        here = f"{path}[{number}]"
        choice = _choice(check, entry, here, seconds, themes)
        if choice is None:
            continue
        if (choice.scene, choice.theme) in seen:
            name = f"{choice.scene}（{choice.theme}）" if choice.theme else choice.scene
            check.complain("repeated-scene", here, f"“{name}”重复；每页只列一次，请删去一个。")
            continue
        seen.add((choice.scene, choice.theme))
        yield choice


def _choice(
    check: Checker,
    entry: Any,  # 清单里的一项：文字或“键: 值”，此前没有检查过。
    here: str,
    seconds: float,
    themes: Collection[str],
) -> SceneChoice | None:
    """Return one scene of the list, None where it cannot be told which is meant."""
    part = {"scene": entry} if isinstance(entry, str) else entry
    if not isinstance(part, dict):
        check.complain("wrong-type", here, "应是页面名称，或{scene: headline, seconds: 30}的形式。")
        return None
    check.keys(part, here, _SCENE_KEYS, needed=("scene",))
    scene = part.get("scene")
    if scene not in SCENES:
        if "scene" in part:
            message = f"没有“{scene}”这一页；可用：{'、'.join(SCENES)}。"
            check.complain("unknown-scene", f"{here}.scene", message)
        return None
    own = _within(check, part, "seconds", here, seconds, (_SHORTEST, _LONGEST))
    if scene != "theme":
        if "theme" in part:
            message = "只有scene: theme才写主题；其他页面请删去这个键。"
            check.complain("unknown-key", f"{here}.theme", message)
        return SceneChoice(scene, own)
    theme = part.get("theme")
    if not isinstance(theme, str) or theme not in themes:
        message = f"没有“{theme or ''}”这个主题；可用：{'、'.join(themes)}。"
        check.complain("unknown-theme", f"{here}.theme", message)
        return None
    return SceneChoice(scene, own, theme)


def _within(
    check: Checker, part: Tree, key: str, path: str, usual: float, limits: tuple[int, int]
) -> float:
    """Return a number within limits, `usual` where there is none or a wrong one."""
    if key not in part:
        return usual
    value = part[key]
    low, high = limits
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and low <= value <= high:
        return float(value)
    shown = "空" if value is None else value
    check.complain("bad-range", f"{path}.{key}", f"“{shown}”不可用；应是{low}至{high}之间的数。")
    return usual
