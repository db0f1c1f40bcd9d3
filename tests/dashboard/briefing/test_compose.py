"""The whole briefing: scenes as the registry orders them, and laws that hold of every place and day."""

import re
from dataclasses import replace
from itertools import product

import pytest

from dashboard.briefing.closing import meaning_of
from dashboard.briefing.material import gather
from dashboard.briefing.records import Briefing, Closing, Counts, Headline, Plot, Theme
from dashboard.reader import BoardReader
from dashboard.theme import MARKS
from etl.project.folder import Folder
from tests.conftest import ROOT
from tests.dashboard.briefing.scenes import made, scene, shown, texts, values
from tests.dashboard.report.made import aim

# Words that a number which is not there would leave behind, and a sentence cut off or filled in.
_LEFT_BEHIND = re.compile(r"\b(None|nan|inf|NaN)\b|[{}]|-0\b|−0(?![.\d])|，，|：$|briefing_")
_DAYS = (None, 20150101, 20210701, 20221231, 20240601)


def keys(found: Briefing) -> list[str]:
    return [one.key for one in found.scenes]


def ordered(folder: Folder, section: str) -> Briefing:
    """Return a briefing of a registry with another section `screen`."""
    text = (ROOT / "indicators.yaml").read_text(encoding="utf-8")
    start, stop = text.index("\nscreen:"), text.index("\nindicators:")
    folder.registry.write_text(text[:start] + section + text[stop:], encoding="utf-8")
    targets = [
        aim("gas_coverage", 98, base=90, base_year=2020),
        aim("green_coverage_ratio", 43, base=40, base_year=2020),
    ]
    return made(folder, targets, values("gas_coverage", "%", {"2020": "90", "2022": "93"}))


def test_pingliang_is_told_in_nine_scenes(boards: BoardReader) -> None:
    found = shown(boards, "620800")
    assert keys(found) == [
        "headline", "counts", "ranking", "theme-population", "theme2-population", "theme-rural",
        "theme-industry", "supervision", "closing",
    ]  # fmt: skip
    assert found.title == "平凉市新型城镇化指标监测"
    assert (found.day, found.as_of) == ("2026-11-23", "数据截至2026年11月23日")
    assert {one.seconds for one in found.scenes} == {20.0} and found.resume_minutes == 10


def test_the_registry_orders_the_scenes_and_their_seconds(folder: Folder) -> None:
    found = ordered(
        folder,
        "\nscreen:\n  seconds: 12\n  resume_minutes: 3\n  scenes:\n"
        "    - {scene: theme, theme: utilities, seconds: 30}\n    - headline\n    - themes\n    - closing\n",
    )
    assert [(one.key, one.seconds) for one in found.scenes] == [
        ("theme-utilities", 30), ("headline", 12), ("theme-green", 12), ("closing", 12),
    ]  # fmt: skip
    assert found.resume_minutes == 3


def test_a_theme_without_a_target_makes_no_scene_and_an_empty_screen_there_never_is(
    folder: Folder,
) -> None:
    assert keys(ordered(folder, "\nscreen:\n  scenes: [{scene: theme, theme: income}]\n")) == [
        "headline"
    ]


def test_without_a_section_the_usual_scenes_are_shown(folder: Folder) -> None:
    assert keys(ordered(folder, "\n")) == [
        "headline", "counts", "ranking", "theme-green", "theme-utilities", "supervision", "closing",
    ]  # fmt: skip


def test_the_last_scene_says_where_the_numbers_come_from(boards: BoardReader) -> None:
    found = shown(boards, "620800")
    body = scene(found, "closing").body
    assert isinstance(body, Closing)
    facts = dict(body.facts)
    assert facts["目标来源"] == (
        "《平凉新型城镇化发展规划（2014—2020年）》：7项", "《平凉市新型城镇化规划（2021—2035年）》：6项",
    )  # fmt: skip
    assert facts["数据"][0] == "数据截至2026年11月23日"
    assert found.release.content_digest[:12] in facts["数据"][1]
    assert facts["评估规则"][2] == (
        "约束性：进度差不低于+5个百分点为快于预期，不低于0为基本符合预期，不低于−30为滞后，更低为严重滞后"
    )
    assert "缺年不插补" in facts["口径"][0]
    assert [(one.word, meaning) for one, meaning in body.legend] == [
        ("已实现", "达到目标，含提前实现"), ("严重滞后", "进度差低于−30个百分点"),
        ("未实现", "到期未达到，或已不符合要求"), ("无法评估", "缺数据、无基期或无年份"),
    ]  # fmt: skip


def test_every_status_has_a_meaning_in_both_languages(boards: BoardReader) -> None:
    with boards.open(today="2026-11-23") as board:
        material = gather(board, board.places["000000"], "zh")
        for lang in ("zh", "en"):
            told = [meaning_of(replace(material, lang=lang), key) for key in MARKS]
            assert len(set(told)) == len(MARKS) and all(told)
        # The nation has binding targets beside the expected ones: their limits differ.
        assert meaning_of(material, "on_track") == "进度差预期性高于−10，约束性不低于0个百分点"
        assert meaning_of(material, "behind") == "进度差不低于−30个百分点"


def test_more_documents_than_fit_are_counted_with_their_targets(boards: BoardReader) -> None:
    body = scene(shown(boards, "000000"), "closing").body
    assert isinstance(body, Closing)
    documents = dict(body.facts)["目标来源"]
    assert documents[-1] == "另有3份文件，5项" and len(documents) == 3


def test_a_past_day_knows_no_later_value(boards: BoardReader) -> None:
    # By mid-2024 the rate of 2022 was the last one out: 46.79, 19.7% of the way against 40%.
    found = shown(boards, "620800", known_on=20240601)
    assert found.as_of == "按2024年6月1日已公布的数据和已生效的规划"
    assert found.day == "2024-06-01"
    assert scene(found, "headline").finding.endswith("落后序时进度20.3个百分点")


@pytest.mark.parametrize("known_on", _DAYS)
def test_no_place_on_any_day_shows_a_number_that_is_not_there(
    boards: BoardReader, known_on: int | None
) -> None:
    with boards.open(today="2026-11-23") as board:
        codes = [*board.places_seen(), "620900", "710000"]
    for code, lang in product(codes, ("zh", "en")):
        found = shown(boards, code, lang, known_on)
        for text in texts(found.scenes):
            assert not _LEFT_BEHIND.search(text), (code, lang, text)
        _holds(found)


def _holds(found: Briefing) -> None:
    """Assert what holds of every briefing: sums, keys, statuses, what each scene states."""
    assert len(set(keys(found))) == len(found.scenes) >= 1
    for one in found.scenes:
        assert all((one.title, one.finding, one.unit, one.source, one.rule))
        assert one.tone in ("ok", "warn", "bad", "none")
        match one.body:
            case Counts() as body:
                assert sum(part.number for part in body.counts) == body.total
                themes = [part.body for part in found.scenes if isinstance(part.body, Theme)]
                assert sum(len(theme.lines) for theme in themes) == body.total
                assert {part.status.key for part in body.counts} <= MARKS.keys()
            case Headline(plot=plot, figures=figures):
                assert 1 <= len(figures) <= 3
                if plot:
                    _is_true_to_its_table(plot)
            case Theme(lines=lines):
                assert 1 <= len(lines) <= 6


def _is_true_to_its_table(plot: Plot) -> None:
    dots = sum(map(len, (*plot.earlier, *plot.actuals)))
    told = sum(len(re.split("、|, ", line[1])) for line in plot.table if line[1] != "—")
    assert told == dots and len(plot.head) == 4
    assert (plot.broken_at is None) <= (plot.earlier == ())
