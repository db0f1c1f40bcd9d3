"""A briefing as its watchers see it: scenes by key, on the committed project or on targets by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass

from dashboard.briefing.compose import briefing
from dashboard.briefing.records import Briefing, Figure, Headline, Scene
from dashboard.reader import BoardReader
from etl.domain.asof import AsOf
from etl.domain.records import Target
from etl.project.folder import Folder
from tests.conftest import row_of
from tests.dashboard.report.made import published

TODAY = "2026-11-23"


def shown(
    boards: BoardReader, place_id: str, lang: str = "zh", known_on: int | None = None
) -> Briefing:
    """Return the briefing of a place on the day of the tests, or as it was known on another."""
    with boards.open(AsOf(known_on=known_on) if known_on else None, TODAY) as board:
        return briefing(board, board.places[place_id], lang)


def made(
    folder: Folder, targets: Sequence[Target], rows: Sequence[str], place_id: str = "620800",
    lang: str = "zh",
) -> Briefing:  # fmt: skip
    """Return the briefing on these targets and these rows of published values only."""
    return shown(BoardReader(published(folder, targets, rows)), place_id, lang)


def scene(found: Briefing, key: str) -> Scene:
    """Return the scene of a key."""
    (only,) = [one for one in found.scenes if one.key == key]
    return only


def headline(found: Briefing) -> Headline:
    """Return the body of the first scene."""
    body = scene(found, "headline").body
    assert isinstance(body, Headline)
    return body


def told(figure: Figure) -> tuple[str, str, str, str]:
    """Return what a key figure says."""
    return (figure.label, figure.number, figure.unit, figure.note)


def values(indicator_id: str, unit: str, given: dict[str, str], **changed: str) -> list[str]:
    """Return rows of published values of an indicator, by year."""
    return [
        row_of(indicator_id=indicator_id, period=year, value=value, unit=unit,
               vintage="post_census", **changed)
        for year, value in given.items()
    ]  # fmt: skip


def texts(part: object) -> Iterator[str]:
    """Yield every text of a record and of the records in it."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from texts(one)
    elif is_dataclass(part):
        for one in fields(part):
            yield from texts(getattr(part, one.name))
