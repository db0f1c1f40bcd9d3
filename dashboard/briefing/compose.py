"""Composing the briefing: which scenes, in which order, each from what the board says.

The registry decides order and seconds. Themes without a target, and the counts of a place without
any, are left out; a briefing always has a scene.
"""

from collections.abc import Iterator
from itertools import chain

from dashboard.board import Board
from dashboard.briefing.closing import closing_scene, day_words
from dashboard.briefing.counts import counts_scene, theme_scenes
from dashboard.briefing.headlines import headline_scene
from dashboard.briefing.material import Material, gather
from dashboard.briefing.rankings import ranking_scene
from dashboard.briefing.records import Briefing, Scene
from dashboard.briefing.tasks import supervision_scene
from dashboard.words import word
from etl.domain.records import Place
from etl.domain.screen import SECONDS, SceneChoice


def briefing(board: Board, place: Place, lang: str) -> Briefing:
    """Return all scenes of a place in the order of the registry."""
    material = gather(board, place, lang)
    plan = board.registry.screen
    made = [list(_scenes(material, choice)) for choice in plan.scenes]
    others = list(chain.from_iterable(made))
    scenes = [
        [closing_scene(material, choice.seconds, others)] if choice.scene == "closing" else found
        for choice, found in zip(plan.scenes, made, strict=True)
    ]
    whole = tuple(chain.from_iterable(scenes)) or (headline_scene(material, SECONDS),)
    title = board.registry.title.in_language(lang)
    return Briefing(
        place_id=place.place_id,
        title=word("briefing_title", lang).format(place=place.name, title=title),
        day=board.day,
        as_of=day_words(material),
        release=board.release,
        scenes=whole,
        resume_minutes=plan.resume_minutes,
    )


def _scenes(material: Material, choice: SceneChoice) -> Iterator[Scene]:
    """Yield the scenes that a choice stands for; the closing one is made from all others."""
    match choice.scene:
        case "headline":
            yield headline_scene(material, choice.seconds)
        case "counts" if material.rows:
            yield counts_scene(material, choice.seconds)
        case "ranking" if material.registry.indicators:
            yield ranking_scene(material, choice.seconds)
        case "supervision":
            yield supervision_scene(material, choice.seconds)
        case "theme" | "themes":
            for theme in _themes(material, choice):
                yield from theme_scenes(material, theme, choice.seconds)


def _themes(material: Material, choice: SceneChoice) -> list[str]:
    """Return the themes of a choice: the named one, or all but those that stand on their own."""
    if choice.theme:
        return [choice.theme]
    named = {one.theme for one in material.registry.screen.scenes}
    return [theme for theme in material.registry.themes if theme not in named]
