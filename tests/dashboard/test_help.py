"""The method page: everything that registry and code decide is on it, in both languages."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.board import Board
from dashboard.pages import help
from dashboard.pages.help_examples import EXAMPLES, judged
from dashboard.pages.help_parts import cause_words
from dashboard.theme import MARKS
from dashboard.wording.help import HELP
from dashboard.words import WORDS, word
from etl.domain import outlook_words
from etl.domain.columns import CAUSES, KINDS, STATUSES
from etl.domain.outlook_words import STRENGTH_WORDS, VERDICT_WORDS, method_words
from etl.domain.paths import METHODS
from etl.domain.reason import STATUS_WORDS, plain
from etl.domain.records import Bands, Registry
from etl.domain.rules.words import BUCKET_WORDS, RULES
from etl.domain.score import score_words
from etl.domain.supervision import STATE_WORDS
from etl.project.folder import Folder
from etl.project.registry import read_registry
from etl.text.script import to_simplified
from tests.dashboard.drawn import links_of, parts_of, rows_of, section_of, text_of

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture(scope="module")
def registry() -> Registry:
    return read_registry(Folder(ROOT), [], to_simplified)


def section(registry: Registry, name: str, lang: str = "zh") -> str:
    return text_of(section_of(help.content(registry, lang), name))


def signed(limit: float) -> str:
    return f"+{plain(limit, 2)}" if limit > 0 else plain(limit, 2).replace("-", "−")


@LANGUAGES
def test_every_limit_of_every_band_is_on_the_page(registry: Registry, lang: str) -> None:
    text = section(registry, "bands", lang)
    for bands in registry.bands.values():
        for limit in (bands.ahead, bands.on_track, bands.behind):
            assert signed(limit) in text


@LANGUAGES
def test_bands_of_an_indicators_own_are_listed_under_its_name(
    registry: Registry, lang: str
) -> None:
    own = {"expected": Bands(7, -13, -37), "binding": Bands(6, 0, -21)}
    one = replace(registry.indicators["park_area_per_head"], bands=own)
    changed = replace(registry, indicators={**registry.indicators, "park_area_per_head": one})
    rows = rows_of(section_of(help.content(changed, lang), "bands"))
    text = " ".join(" ".join(row) for row in rows if one.name.in_language(lang) in row[0])
    for limit in ("+7", "−13", "−37", "+6", "−21"):
        assert limit in text
    assert WORDS["help_bands_none"][lang == "en"] not in section(changed, "bands", lang)


@LANGUAGES
@pytest.mark.parametrize("nature", ["expected", "binding"])
def test_another_band_in_the_registry_is_another_page(
    registry: Registry, nature: str, lang: str
) -> None:
    before = section(registry, "bands", lang)
    for changed in (Bands(9, -11, -33), Bands(5, -10, -44)):
        after = section(replace(registry, bands={**registry.bands, nature: changed}), "bands", lang)
        assert after != before
        assert signed(changed.behind) in after


def test_a_gap_exactly_at_a_limit_is_as_the_bands_say(registry: Registry) -> None:
    rows = rows_of(section_of(help.content(registry, "zh"), "bands"))
    expected = {row[2][1:]: row[4] for row in rows if row[1] == "预期性"}
    assert expected == {
        "快于预期": "+5 → 快于预期", "基本符合预期": "−10 → 滞后", "滞后": "−30 → 滞后", "严重滞后": "—",
    }  # fmt: skip
    binding = {row[2][1:]: row[3:] for row in rows if row[1] == "约束性"}
    assert binding["基本符合预期"] == ["不低于0、低于+5", "0 → 基本符合预期"]
    assert binding["滞后"] == ["低于0、不低于−30", "−30 → 滞后"]


@LANGUAGES
def test_every_status_is_there_with_its_shape(registry: Registry, lang: str) -> None:
    shown = [row[0] for row in rows_of(section_of(help.content(registry, lang), "statuses"))]
    for status in STATUSES:
        assert MARKS[status].shape + STATUS_WORDS[status][lang == "en"] in shown
        assert WORDS[f"help_status_{status}"][lang == "en"] in section(registry, "statuses", lang)


@LANGUAGES
def test_every_cause_has_a_sentence(registry: Registry, lang: str) -> None:
    text = section(registry, "causes", lang).splitlines()
    said = [cause_words(cause, lang) for cause in CAUSES if cause]
    assert len(set(said)) == len(CAUSES) - 1
    assert set(said) <= set(text)


@LANGUAGES
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_words_a_formula_and_an_example(
    registry: Registry, kind: str, lang: str
) -> None:
    text = section(registry, "kinds", lang)
    for key in (f"target_{kind}", f"help_kind_{kind}", f"help_sum_{kind}"):
        assert word(key, lang) in text
    row = judged(registry, EXAMPLES[kind])
    assert row.target.kind == kind
    assert row.status not in ("unknown", "not_due")
    assert row.reason(lang) in text


def test_the_examples_come_to_what_can_be_worked_out_on_paper(registry: Registry) -> None:
    found = {kind: judged(registry, example) for kind, example in EXAMPLES.items()}
    level = found["level"]
    # (46.79 − 44.77) / 10.23 = 19.75%，2/5 = 40%。
    assert level.gap_points == pytest.approx(100 * 2.02 / 10.23 - 40)
    # 1 − 0.97 × 0.975 = 5.425%；1 − 0.865^(2/5) = 5.636%。
    assert found["cumulative_reduction"].actual == pytest.approx(5.425)
    assert found["cumulative_reduction"].expected == pytest.approx(5.636, abs=5e-4)
    # (1.08 × 1.055 × 1.07)^(1/3) − 1 = 6.828%。
    assert found["average_growth"].actual == pytest.approx(6.828, abs=5e-4)
    # 46000 / 88000 = 52.27%，181 / 365 = 49.59%。
    assert found["annual_flow"].gap_points == pytest.approx(52.2727 - 49.5890, abs=1e-3)
    assert found["cumulative"].actual == 1100
    assert found["backlog"].distance_completion == pytest.approx(100 * 23 / 56.8)
    assert (found["cap"].status, found["cap"].cause) == ("behind", "allowance_early")
    assert (found["range"].status, found["floor"].status) == ("ahead", "on_track")
    assert (found["milestone"].status, found["milestone"].early) == ("achieved", True)


def test_an_example_follows_the_bands_of_the_registry(registry: Registry) -> None:
    loose = {**registry.bands, "expected": Bands(5, -25, -30)}
    assert judged(registry, EXAMPLES["level"]).status == "behind"
    changed = replace(registry, bands=loose)
    assert judged(changed, EXAMPLES["level"]).status == "on_track"
    assert section(changed, "kinds") != section(registry, "kinds")


def test_the_table_of_paths_is_that_of_the_methods(registry: Registry) -> None:
    rows = {row[0]: row[1:] for row in rows_of(section_of(help.content(registry, "zh"), "paths"))}
    # 与methods.md的平凉表一致。
    assert rows["直线（linear）"] == ["44.77", "46.816", "48.862", "50.908", "52.954", "55"]
    assert rows["逻辑斯蒂（logistic）"] == ["44.77", "46.808", "48.857", "50.91", "52.96", "55"]
    assert rows["等比（geometric）"] == ["44.77", "46.651", "48.611", "50.654", "52.782", "55"]
    assert len(rows) == len(METHODS) + 1


def test_of_two_milestones_the_nearer_is_judged_and_the_later_is_not_due(
    registry: Registry,
) -> None:
    rows = rows_of(section_of(help.content(registry, "zh"), "chains"))
    assert rows[1] == ["2025年55%", "46.79%（2022）", "48.86%", "2.74个百分点", "▽滞后"]
    # (70 − 46.79) / 13 = 1.785
    assert rows[2] == ["2035年70%", "46.79%（2022）", "—", "1.79个百分点", "○未到节点"]


@LANGUAGES
def test_every_vintage_is_there_by_rank(registry: Registry, lang: str) -> None:
    rows = rows_of(section_of(help.content(registry, lang), "values"))[1:]
    ranks = [int(row[2]) for row in rows]
    assert ranks == sorted(ranks, reverse=True)
    assert {(row[0], row[2]) for row in rows} == {
        (one.name.in_language(lang), str(one.rank)) for one in registry.vintages.values()
    }


@LANGUAGES
def test_the_forward_look_says_its_method_every_verdict_and_every_reason_for_none(
    registry: Registry, lang: str
) -> None:
    text = section(registry, "outlook", lang)
    assert method_words(lang) in text
    for pair in VERDICT_WORDS.values():
        assert pair[lang == "en"] in text
    for pair in outlook_words._CAUSES.values():
        assert pair[lang == "en"] in text.splitlines()


def test_data_strength_is_as_the_rule_grades_it(registry: Registry) -> None:
    rows = rows_of(section_of(help.content(registry, "zh"), "strength"))
    assert rows[0][1:] == [STRENGTH_WORDS[mark][0] for mark in ("strong", "fair", "weak")]
    assert rows[1:] == [
        ["可比年末值的个数", "5个及以上", "3–4个", "2个及以下"],
        ["最新值距今年数", "1年及以下", "2年", "3年及以上"],
        ["规划期内换过普查序列", "没有", "换过", "—"],
        ["可信度", "没有", "采用的数中有待核的", "最新值待核"],
        ["初步数", "没有", "采用的数中有初步数", "—"],
    ]


@LANGUAGES
def test_every_rule_is_there_with_source_and_every_status_in_its_bucket(
    registry: Registry, lang: str
) -> None:
    text = section(registry, "rules", lang)
    for name, rule in RULES.items():
        for words in (rule.name, rule.summary, rule.source):
            assert words.in_language(lang) in text
        for key, status in rule.statuses.items():
            bucket = BUCKET_WORDS[status.bucket].in_language(lang)
            pair = (status.words.in_language(lang), bucket)
            if key != "ok":
                assert "\n".join(pair) in text, (name, key)
    assert WORDS["help_bucket_by_number"][lang == "en"] in text


@LANGUAGES
def test_every_indicator_is_there_with_what_the_registry_says_of_it(
    registry: Registry, lang: str
) -> None:
    rows = rows_of(section_of(help.content(registry, lang), "indicators"))[1:]
    assert len(rows) == len(registry.indicators)
    for row, one in zip(rows, registry.indicators.values(), strict=True):
        assert row[:2] == [one.name.in_language(lang), one.definition.in_language(lang)]
        assert row[4] == word(f"target_{one.kind}", lang)
        assert row[6:8] == [word(f"path_{one.path}", lang), str(one.decimals)]
        assert row[9] == plain(one.weight, 2)
        assert str(one.published_by) in row[10]


@LANGUAGES
def test_supervision_score_and_freshness_are_those_of_the_registry(
    registry: Registry, lang: str
) -> None:
    rows = rows_of(section_of(help.content(registry, lang), "supervision"))[1:]
    for row, statuses in zip(rows, registry.supervision.values(), strict=True):
        for status in statuses:
            assert STATUS_WORDS[status][lang == "en"] in row[1]
    for pair in STATE_WORDS.values():
        assert pair[lang == "en"] in section(registry, "supervision", lang)
    for said in score_words(registry.least_coverage):
        assert said[lang == "en"] in section(registry, "score", lang)
    for one in registry.indicators.values():
        assert one.name.in_language(lang) in section(registry, "freshness", lang)


CHANGES: dict[str, Callable[[Registry], Registry]] = {
    "rounding": lambda one: replace(one, approximate=0.031),
    "score": lambda one: replace(one, least_coverage=73.0),
    "supervision": lambda one: replace(one, supervision={**one.supervision, "expected": ()}),
    "freshness": lambda one: _with(one, published_by=11),
    "indicators": lambda one: _with(one, weight=4.5),
    "paths": lambda one: _with(one, path="logistic", ceiling=87.5),
    "kinds": lambda one: _with(one, month_profile=(1.0,) * 11 + (100.0,)),
    "values": lambda one: replace(
        one, vintages={key: replace(part, rank=part.rank + 1) for key, part in one.vintages.items()}
    ),
}


def _with(registry: Registry, **fields: object) -> Registry:
    key = "urbanization_rate"
    one = replace(registry.indicators[key], **fields)  # type: ignore[arg-type]
    return replace(registry, indicators={**registry.indicators, key: one})


@LANGUAGES
@pytest.mark.parametrize("name", CHANGES)
def test_what_changes_in_the_registry_changes_on_the_page(
    registry: Registry, name: str, lang: str
) -> None:
    changed = CHANGES[name](registry)
    assert section(changed, name, lang) != section(registry, name, lang)


def test_what_a_kind_makes_possible_is_named_with_its_indicators(registry: Registry) -> None:
    strict = section(_with(registry, strict_range=True), "kinds")
    assert "不得越过较远一端的指标：常住人口城镇化率。" in strict
    profiled = section(CHANGES["kinds"](registry), "kinds")
    assert "常住人口城镇化率（1/1/1/1/1/1/1/1/1/1/1/100）" in profiled


@LANGUAGES
def test_the_table_of_contents_leads_to_every_section(registry: Registry, lang: str) -> None:
    page = help.content(registry, lang)
    anchors = {getattr(part, "id", None) for part in parts_of(page)}
    wanted = [address[1:] for address in links_of(page) if address.startswith("#")]
    assert wanted == list(help.SECTIONS)
    assert set(wanted) <= anchors
    assert {"bands", "kinds", "rules", *(f"kind-{kind}" for kind in KINDS)} <= anchors
    ids = [one for part in parts_of(page) if (one := getattr(part, "id", None))]
    assert len(ids) == len(set(ids))


@LANGUAGES
def test_the_page_shows_no_empty_number_and_no_word_of_the_other_language(
    board: Board, lang: str
) -> None:
    text = text_of(help.layout(board, lang))
    assert not re.search(r"\b(nan|None|inf)\b|\{\w*\}", text)
    if lang == "en":
        # “左右”是中文规划的用语，原样保留。
        assert set(re.findall(r"[\u4e00-\u9fff]+", text)) <= {"左右"}


def test_every_word_of_the_page_puts_in_the_same_numbers_in_both_languages() -> None:
    for key, (chinese, english) in HELP.items():
        assert chinese and english, key
        placeholders = [sorted(re.findall(r"\{(\w+)\}", text)) for text in (chinese, english)]
        assert placeholders[0] == placeholders[1], key
