"""A report as its readers see it: its sentences, its tables, its numbers."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from dashboard.board import Board
from dashboard.reader import BoardReader
from dashboard.report.compose import Order, compose
from dashboard.report.records import Blank, Heading, Note, Paragraph, Report
from dashboard.summary import speaking
from etl.domain.asof import AsOf
from etl.domain.periods import day_number
from etl.project.folder import Folder
from etl.steps.load import load

NOW = datetime(2026, 7, 1, tzinfo=UTC)
DAY = "2026-07-01"
NUMBER = re.compile(r"(?<![0-9.])[-−]?\d+\.\d+")


@contextmanager
def board_of(folder: Folder, year: int, day: str = "") -> Iterator[Board]:
    """Yield the board of a project, loaded, as of a year and of a day where one is given."""
    load(folder, now=NOW)
    reader = BoardReader(f"sqlite:///{folder.database}")
    with reader.open(AsOf(year, day_number(day) or None), DAY) as board:
        yield board


def report_of(folder: Folder, year: int, day: str = "", place_id: str = "620800") -> Report:
    """Return the report of a place of a project, which is loaded first."""
    with board_of(folder, year, day) as board:
        return compose(board, Order(place_id, year))


def starter(boards: BoardReader, place_id: str, year: int, *sections: str) -> Report:
    """Return a report on the committed project as of the day it was loaded."""
    with boards.open(AsOf(year), "2026-11-23") as board:
        return compose(board, Order(place_id, year, sections))


def texts(report: Report, key: str) -> list[str]:
    """Return the sentences of a section in order: headings, paragraphs, blanks, notes."""
    section = report.section(key)
    kinds = (Heading, Paragraph, Blank, Note)
    return [one.text for one in (section.blocks if section else ()) if isinstance(one, kinds)]


def column(report: Report, key: str, head: str) -> list[str]:
    """Return the texts of a column of a table."""
    table = report.table(key)
    assert table is not None, f"没有表{key}"
    at = [one.head for one in table.columns].index(head)
    return [row[at].text for row in table.rows]


def roundings(values: Iterable[float | None]) -> set[str]:
    """Return numbers as they may be printed: to one to four decimals, without sign or useless zeros."""
    found = set()
    for value in values:
        if value is not None:
            found |= {plainly(f"{abs(value):.{digits}f}") for digits in range(5)}
    return found


def plainly(text: str) -> str:
    """Return a number without its sign and without zeros at its end."""
    text = text.lstrip("-−")
    return text.rstrip("0").rstrip(".") if "." in text else text


def decimals_in(sentences: Iterable[str]) -> set[str]:
    """Return every number with a decimal point in sentences, plainly."""
    return {plainly(found) for sentence in sentences for found in NUMBER.findall(sentence)}


def known_to(board: Board, place_id: str) -> set[str]:
    """Return every number that the board has of a place, as it may be printed.

    Values, differences of two published values, and everything a row holds; asked of the board
    anew, not of the report.
    """
    found: set[str] = set()
    rows = speaking(board.rows(place_id))
    for row in board.rows(place_id):
        factor = row.wording().factor
        inner = (row.actual, row.expected, row.gap, row.needed_per_year, row.target.value,
                 row.target.value_high, row.target.base)  # fmt: skip
        found |= roundings(None if one is None else one / factor for one in inner)
        found |= roundings(
            (row.level_completion, row.distance_completion, row.schedule_completion,
             row.gap_points, row.acceleration)
        )  # fmt: skip
        if row.needed_per_year and row.acceleration:
            found |= roundings([row.needed_per_year / row.acceleration / factor])
        if row.actual is not None:
            apart = [
                row.actual - one for one in (row.target.base, row.target.value) if one is not None
            ]
            found |= roundings(one / factor for one in apart)
    for row in rows:
        seen = board.observations(place_id, row.indicator.indicator_id)
        factor = row.wording().factor
        found |= roundings(one.value / factor for one in seen)
        found |= roundings((a.value - b.value) / factor for a in seen for b in seen)
    return found
