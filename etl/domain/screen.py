"""What the briefing screen shows and how long: the order of a commission, read from the registry.

Which scenes there are is decided here; what they say is not, and whether a place has anything to
say in one is the composer's to find out.
"""

from dataclasses import dataclass

SCENES = ("headline", "counts", "ranking", "themes", "theme", "supervision", "closing")
SECONDS, RESUME_MINUTES = 20.0, 10.0


@dataclass(frozen=True, slots=True)
class SceneChoice:
    """One scene of the rotation: its kind among SCENES, its seconds, and of a "theme" which one.

    "themes" stands for all themes in which a place has targets, but those that stand on their own.
    """

    scene: str
    seconds: float = SECONDS
    theme: str = ""


_USUAL = tuple(
    SceneChoice(scene)
    for scene in ("headline", "counts", "ranking", "themes", "supervision", "closing")
)


@dataclass(frozen=True, slots=True)
class ScreenPlan:
    """The scenes in their order; after `resume_minutes` a pause that was forgotten ends."""

    scenes: tuple[SceneChoice, ...] = _USUAL
    resume_minutes: float = RESUME_MINUTES
