"""The page of the screen: what every scene states, and that whatever it is given stays text."""

import re
from datetime import datetime, timedelta, timezone

import pytest
from lxml import html

from dashboard.briefing.records import Briefing, Supervision
from dashboard.screen.page import page, sources
from dashboard.theme import DARK, MARKS, TOKENS
from tests.dashboard.screen.extremes import ENDLESS, endless
from tests.dashboard.screen.sample import (
    HOSTILE,
    LONG,
    briefing,
    empty,
    hostile,
    sample,
)
from tests.dashboard.screen.sample import scene as made_scene
from tests.dashboard.screen.selecting import select

NOON = datetime(2026, 11, 23, 12, 5, tzinfo=timezone(timedelta(hours=8)))


def markup(given: Briefing, lang: str = "zh", theme: str = "dark") -> str:
    return page(given, lang=lang, theme=theme, build="b-7", edition="14-0123-2026-11-23", now=NOON)


def drawn(given: Briefing, lang: str = "zh") -> html.HtmlElement:
    return html.document_fromstring(markup(given, lang))


def words(node: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", node.text_content())


def test_the_first_scene_is_in_sight_and_the_others_wait() -> None:
    scenes = select(drawn(sample()), "main#stage section.scene")
    assert [scene.get("id") for scene in scenes] == [
        "headline", "counts", "ranking", "theme-housing", "supervision", "closing",
    ]  # fmt: skip
    assert ["current" in scene.get("class") for scene in scenes] == [True] + [False] * 5
    assert {scene.get("data-seconds") for scene in scenes} == {"20"}


def test_every_scene_states_unit_source_rule_day_release_and_its_number() -> None:
    for number, scene in enumerate(select(drawn(sample()), "section.scene"), 1):
        foot = words(select(scene, "footer.foot")[0])
        for stated in ("单位：%", "来源：", "规则：序时进度", "截至2026年11月23日", "数据第14版"):
            assert stated in foot
        assert f"{number} / 6" in foot


def test_every_scene_is_named_by_its_heading_and_says_its_finding() -> None:
    tree = drawn(sample())
    for scene, record in zip(select(tree, "section.scene"), sample().scenes, strict=True):
        (heading,) = tree.xpath(f'//*[@id="{scene.get("aria-labelledby")}"]')
        assert heading.tag == "h2" and words(heading) == record.title
        assert record.finding in words(select(scene, ".verdict")[0])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_status_is_always_shape_and_word_and_tone(lang: str) -> None:
    chips = select(drawn(sample(), lang), ".chip")
    shapes = {mark.shape for mark in MARKS.values()}
    assert len(chips) > 30
    for chip in chips:
        shape, word = select(chip, ".shape")[0], words(chip)
        assert shape.text in shapes and shape.get("aria-hidden") == "true"
        assert len(word.replace(shape.text, "").strip()) >= 2
        assert re.search(r"\btone-(ok|warn|bad|none)\b", chip.get("class"))


def test_names_stay_text_whatever_they_hold() -> None:
    given = markup(hostile())
    assert HOSTILE not in given and "<script>alert" not in given and "49&amp;" not in given
    tree = html.document_fromstring(given)
    assert HOSTILE in words(select(tree, ".furthest .name")[0])
    assert [script.get("src") for script in select(tree, "script")] == ["/assets/screen.js?m=b-7"]


def test_a_long_name_is_never_cut_and_gets_a_smaller_type() -> None:
    (table,) = select(drawn(hostile()), "table.targets")
    assert "fit-3" in table.get("class").split()
    assert words(select(table, "tbody th")[0]).strip() == f"{LONG[:29]}0"


def test_the_chart_says_in_words_and_as_a_table_what_it_shows() -> None:
    (figure,) = select(drawn(sample()), "figure.chart")
    wide, narrow = select(figure, "svg")
    for svg in (wide, narrow):
        assert svg.get("role") == "img" and "低于序时要求52.95%" in svg.get("aria-label")
    rows = [[words(cell) for cell in row] for row in select(figure, "table tr")]
    assert rows == [
        ["年份", "实际值", "目标轨迹"],
        ["2022", "46.80%", "48.86%"],
        ["2024", "49.50%", "52.95%"],
    ]


def test_a_bar_says_its_length_and_the_schedule_in_words_and_ends_at_its_end() -> None:
    bar = select(drawn(sample()), "section#headline .bar")[0]
    assert bar.get("aria-label") == "增量完成率46.2%，序时进度80%"
    done, due = select(bar, "i")
    assert done.get("style") == "width:46.2%" and due.get("style") == "left:80.0%"


def test_a_ranking_marks_the_own_place_and_keeps_those_without_a_gap() -> None:
    rows = select(drawn(sample()), "table.ranking tbody tr")
    assert [row.get("class") for row in rows].count("own") == 1
    last = rows[-1]
    assert "甘肃省" in words(last) and "无法评估" in words(last) and not select(last, ".done")


def test_no_line_breaks_between_a_number_and_its_unit() -> None:
    (finding,) = select(drawn(sample()), "section#headline .verdict p")
    kept = [part.text for part in select(finding, ".nb")]
    assert "33.8个百分点" in kept


def test_an_empty_scene_says_that_it_is_empty() -> None:
    tree = drawn(empty())
    said = {scene.get("id"): words(select(scene, ".body")[0]) for scene in select(tree, "section")}
    assert "没有可以画出的数据。" in said["headline"] and "缺数据" in said["headline"]
    assert "没有已审核的目标。" in said["counts"] and "没有可评估的目标" in said["counts"]
    assert "没有可以比较的地区。" in said["ranking"]
    assert "这个主题没有已审核的目标。" in said["theme-housing"]
    assert "没有需要督办的事项。" in said["supervision"]
    assert not re.search(r"\b(nan|None|inf)\b", " ".join(said.values()))


def test_where_nothing_could_be_judged_nothing_is_said_about_the_schedule() -> None:
    (card,) = select(drawn(empty()), "section#counts .furthest")
    assert words(card).strip() == "没有可评估的目标"


def test_items_of_changed_targets_are_told_where_no_department_is_listed() -> None:
    left = Supervision((), (), (), "另有目标已变动、尚未销号的2项")
    only = briefing(made_scene("supervision", "督办", "没有需要督办的目标", left))
    said = words(select(drawn(only), "section#supervision .nothing")[0])
    assert "现行目标中没有需要督办的事项。" in said and left.left_out in said
    assert "没有需要督办的事项。" in words(
        select(drawn(empty()), "section#supervision .nothing")[0]
    )


def test_a_name_turns_no_text_around() -> None:
    turned = made_scene(
        "headline", "甲\u202e县\u2067", "甲\u202e县2024年49.50%", empty().scenes[0].body
    )
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", words(drawn(briefing(turned)).body))
    assert "甲县" in words(select(drawn(briefing(turned)), "h2")[0])


def test_a_long_name_stays_whole_for_those_who_point_at_it() -> None:
    name = select(drawn(endless("zh")), "table.targets tbody th .name-of")[0]
    assert name.get("title") == ENDLESS and words(name) == ENDLESS


def test_a_briefing_without_a_scene_still_shows_a_page() -> None:
    (scene,) = select(drawn(briefing()), "section.current")
    assert "没有可以显示的内容。" in words(scene)


def test_the_page_tells_its_script_all_it_needs() -> None:
    body = drawn(sample()).body
    assert body.get("data-build") == "b-7" and body.get("data-edition") == "14-0123-2026-11-23"
    assert body.get("data-now") == "2026-11-23T12:05:00+08:00"
    assert body.get("data-resume-minutes") == "10"
    assert body.get("data-lost") == "连接中断　自 {time}"
    assert words(select(body, "#clock")[0]) == "12:05"
    actions = [button.get("data-action") for button in select(body, "#controls button")]
    assert actions == ["previous", "pause", "next", "hold", "theme", "fullscreen"]
    assert select(body, "#controls a")[0].get("href") == "/place/620800"


def test_the_page_needs_no_request_to_be_read_and_runs_no_script_of_its_own() -> None:
    given = markup(sample())
    tree = html.document_fromstring(given)
    assert not re.search(r"url\((?!data:|.?/assets/)", given)
    assert not tree.xpath("//*[@*[starts-with(name(), 'on')]]")
    assert {link.get("href") for link in select(tree, "link")} == {"data:,"}


def test_both_themes_stand_in_the_style_and_the_page_names_its_own() -> None:
    given = markup(sample(), theme="light")
    assert f"--ground:{DARK['ground']}" in given and f"--ground:{TOKENS['ground']}" in given
    assert html.document_fromstring(given).get("data-theme") == "light"
    assert html.document_fromstring(given).get("lang") == "zh-CN"


def test_the_style_uses_no_colour_of_its_own() -> None:
    (sheet,) = [path for path in sources() if path.suffix == ".css"]
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|rgba?\(|hsl", sheet.read_text("utf-8"))


def test_on_the_english_page_chinese_names_say_their_language() -> None:
    name = select(drawn(sample(), "en"), "section#theme-housing tbody th .name-of span")[0]
    assert name.get("lang") == "zh-CN"
    assert not drawn(sample()).xpath("//section//*[@lang]")


def test_the_page_is_small_enough_for_a_slow_line() -> None:
    assert len(markup(hostile()).encode()) < 150_000


def test_its_sources_are_named_so_that_a_change_can_be_noticed() -> None:
    names = {path.name for path in sources()}
    assert {"page.py", "geometry.py", "screen.css", "page.html", "screen.js"} <= names
