"""Past statuses as small squares: every year has its place, its colour, its shape and its word."""

from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from dashboard.figures.history import history, in_words, told_past, years_of
from dashboard.records import Past
from dashboard.theme import MARKS, TOKENS
from etl.domain.columns import STATUSES

PINGLIANG = (
    Past(2021, "on_track", -7.8), Past(2022, "behind", -20.3), Past(2024, "far_behind", -33.8),
)  # fmt: skip
SVG = "{http://www.w3.org/2000/svg}"


def drawn(pasts: tuple[Past, ...], *, stretch: bool = False) -> ElementTree.Element:
    """Return the picture, parsed."""
    start, _, picture = history(pasts, stretch=stretch).partition(",")
    assert start == "data:image/svg+xml"
    return ElementTree.fromstring(unquote(picture))


def test_each_year_from_the_first_to_the_last_has_one_square() -> None:
    squares = list(drawn(PINGLIANG))
    assert [square.tag.removeprefix(SVG) for square in squares] == ["g", "g", "rect", "g"]
    assert [square.get("transform") for square in squares] == [
        "translate(0)", "translate(16)", None, "translate(48)",
    ]  # fmt: skip


def test_a_year_without_a_value_is_an_empty_outline() -> None:
    gap = list(drawn(PINGLIANG))[2]
    assert (gap.get("fill"), gap.get("x")) == ("none", "32.5")


def test_every_status_has_its_colour_and_a_shape_of_its_own() -> None:
    shapes = {}
    for status in STATUSES:
        background, shape = drawn((Past(2022, status, None),))[0]
        tone = MARKS[status].tone
        assert background.get("fill") == TOKENS[f"{tone}-pale"]
        assert TOKENS[tone] in (shape.get("fill"), shape.get("stroke"))
        shapes[status] = (shape.get("d"), shape.get("fill") == "none")
    assert len(set(shapes.values())) == len(STATUSES)


def test_a_missed_stretch_target_is_amber() -> None:
    missed = (Past(2020, "missed", None),)
    assert drawn(missed, stretch=True)[0][0].get("fill") == TOKENS["warn-pale"]
    assert drawn(missed)[0][0].get("fill") == TOKENS["bad-pale"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "2021年基本符合预期，2022年滞后，2023年无数值，2024年严重滞后"),
        ("en", "2021 on schedule, 2022 behind, 2023 no value, 2024 far behind"),
    ],
)
def test_the_words_say_what_the_picture_shows(lang: str, said: str) -> None:
    assert in_words(PINGLIANG, lang) == said


def test_the_picture_stands_on_the_page_with_its_words_and_years() -> None:
    picture, years = told_past(PINGLIANG, "zh").children
    assert picture.alt == in_words(PINGLIANG)
    assert (picture.width, picture.height) == (62, 14)  # four squares of 14, three gaps of 2
    assert years.children == "2021—2024"
    assert told_past(PINGLIANG[:1], "en").children[1].children == "2021"


def test_without_a_past_there_is_a_dash_and_no_picture() -> None:
    found = told_past((), "zh")
    assert (found.children, found.title) == ("—", "没有历年评估")


def test_a_long_past_shows_its_last_fifteen_years() -> None:
    pasts = tuple(Past(year, "on_track", 0.0) for year in range(2000, 2025))
    assert years_of(pasts) == range(2010, 2025)
    assert len(drawn(pasts)) == 15
