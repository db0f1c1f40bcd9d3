"""What a scene takes is known before it is drawn: the type gets smaller before anything is cut."""

from dataclasses import replace

import pytest

from dashboard.briefing.records import Headline, Supervision
from dashboard.screen import rooms
from tests.dashboard.screen.extremes import ENDLESS, crowded, endless, worded
from tests.dashboard.screen.sample import LONG, line, sample


def supervised(word: str, name: str) -> Supervision:
    """Return a table of eight departments of that name, all with that status in English."""
    body = crowded("en").scenes[6].body
    assert isinstance(body, Supervision)
    one = replace(body.departments[0], name=name, worst=worded(word, "en"))
    return replace(body, departments=(one,) * 8)


def test_a_status_of_several_words_stands_on_one_line_beside_short_names() -> None:
    fitted = rooms.departments(supervised("unknown", "市公安局"), 35.5)
    # “Cannot be judged”：一个大写0.72、十五个半字，加粗约9字，连同形状和边距共约13.7rem。
    assert fitted.classes == "fit-1" and 13.2 < fitted.status < 14.0


def test_a_status_is_broken_between_words_before_long_names_push_a_row_out() -> None:
    long = rooms.departments(supervised("unknown", LONG[:28]), 35.5)
    assert long.classes == "fit-3 wrapped" and long.status < 11


def test_names_of_departments_get_smaller_where_the_foot_takes_more() -> None:
    body = supervised("unknown", "市人力资源社会保障局")
    sizes = [rooms.departments(body, height).classes for height in (50.0, 35.5)]
    assert sizes == ["fit-1", "fit-2"]


def test_what_is_furthest_behind_gets_smaller_then_wider_until_it_fits() -> None:
    short, long = line("城镇化率"), line(LONG[:29])
    assert rooms.furthest_class([short] * 5, 35.5) == "fit-1"
    assert rooms.furthest_class([long] * 2, 35.5) == "fit-3"
    assert rooms.furthest_class([replace(long, name=ENDLESS)] * 5, 35.5) == "fit-3 tight"


def test_notes_are_counted_as_they_are_set_and_not_as_one_text() -> None:
    made = crowded("en")
    # 三条：约19.5、37、29字，一行48字放不下两条，共三行。
    assert rooms.lost_height(made.scenes[0], made) == 3 * 31 + 8


def test_a_chart_gives_up_to_a_long_key_figure_what_that_is_wider_than_usual() -> None:
    made = crowded("en")
    usual, ranged = made.scenes[0], made.scenes[1]
    assert rooms.lost_width(usual) == 0
    assert isinstance(ranged.body, Headline) and 100 < rooms.lost_width(ranged) < 300
    assert rooms.lost_width(made.scenes[2]) == rooms.lost_height(made.scenes[2], made) == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_foot_never_has_more_than_three_lines_and_always_its_rule_and_day(lang: str) -> None:
    made = endless(lang)
    scene = replace(made.scenes[0], unit=ENDLESS, rule=ENDLESS)
    assert rooms.foot_lines(scene, made) == 3
    texts = rooms.foot_texts(scene, made)
    assert len(texts) == 3 and all(text.endswith("…") for text in texts)


def test_a_foot_of_ordinary_length_is_whole() -> None:
    made = sample()
    scene = made.scenes[0]
    assert rooms.foot_texts(scene, made) == [scene.unit, scene.source, scene.rule]
    assert rooms.foot_lines(scene, made) == 2 and rooms.body_height(scene, made) > 35


def test_a_text_is_cut_short_within_its_room() -> None:
    assert rooms.shortened("常住人口城镇化率", 8) == "常住人口城镇化率"
    assert rooms.shortened("常住人口城镇化率", 5) == "常住人口…"
