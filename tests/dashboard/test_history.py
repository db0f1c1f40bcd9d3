"""Past statuses as small squares: every year has its place, its colour, its shape and its word."""

from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from dashboard.figures.history import history, in_words, told_past, years_of
from dashboard.records import Past
from dashboard.theme import DARK, MARKS, TOKENS
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


def squares(pasts: tuple[Past, ...], *, stretch: bool = False) -> list[ElementTree.Element]:
    """Return what is drawn, the style before it left out."""
    style, *drawings = drawn(pasts, stretch=stretch)
    assert style.tag == f"{SVG}style"
    return drawings


def test_each_year_from_the_first_to_the_last_has_one_square() -> None:
    found = squares(PINGLIANG)
    assert [square.tag.removeprefix(SVG) for square in found] == ["g", "g", "rect", "g"]
    assert [square.get("transform") for square in found] == [
        "translate(0)", "translate(16)", None, "translate(48)",
    ]  # fmt: skip


def test_a_year_without_a_value_is_an_empty_outline() -> None:
    gap = squares(PINGLIANG)[2]
    assert (gap.get("fill"), gap.get("x")) == ("none", "32.5")


def test_every_status_has_its_colour_and_a_shape_of_its_own() -> None:
    shapes = {}
    for status in STATUSES:
        background, shape = squares((Past(2022, status, None),))[0]
        tone = MARKS[status].tone
        assert background.get("class") == f"f-{tone}-pale"
        assert shape.get("class") in (f"f-{tone}", f"s-{tone}")
        shapes[status] = (shape.get("d"), shape.get("fill") == "none")
    assert len(set(shapes.values())) == len(STATUSES)


def test_a_missed_stretch_target_is_amber() -> None:
    missed = (Past(2020, "missed", None),)
    assert squares(missed, stretch=True)[0][0].get("class") == "f-warn-pale"
    assert squares(missed)[0][0].get("class") == "f-bad-pale"


def test_the_picture_has_the_colours_of_both_themes_and_no_other() -> None:
    style = drawn((Past(2022, "behind", None),))[0].text
    light, dark = (
        f".f-warn-pale{{fill:{colours['warn-pale']}}}.s-warn{{stroke:{colours['warn']}}}"
        for colours in (TOKENS, DARK)
    )
    assert style == f"{light}@media(prefers-color-scheme:dark){{{dark}}}"


def test_every_class_that_is_drawn_has_its_colour() -> None:
    pasts = tuple(Past(2010 + place, status, None) for place, status in enumerate(STATUSES))
    picture = drawn((*pasts, Past(2024, "missed", None)))
    used = {element.get("class") for element in picture.iter() if element.get("class")}
    assert "s-edge" in used  # 2019至2023年没有值
    assert all(f".{name}{{" in (picture[0].text or "") for name in used)


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
    assert len(squares(pasts)) == 15
