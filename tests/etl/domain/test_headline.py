"""The one line that a chart or slide is titled with: the sentence behind the status, in short."""

import pytest
from hypothesis import given

from etl.domain.headline import headline, published
from etl.domain.records import Observation, Target
from tests.etl.domain.build import a_target, facts_of, seen, verdict, verdicts, wording_of
from tests.etl.domain.test_laws import SERIES, targets
from tests.etl.domain.test_reason import FORBIDDEN

PLAN = a_target(55.0, 2025, base=44.77, base_year=2020)
FAR = a_target(70.0, 2035, operator="~", base=44.77, base_year=2020)


def of(target: Target, *observations: Observation, lang: str = "zh") -> str:
    found = verdict(target, *observations)
    return headline(facts_of(found), wording_of(found, lang), lang)


def test_who_lags_is_told_by_how_many_points() -> None:
    # 2.02 / 10.23 = 19.75%; 19.75 - 40 = -20.25
    assert of(PLAN, seen(2022, 46.79)) == "2022年落后序时进度20.3个百分点"
    assert of(PLAN, seen(2022, 46.79), lang="en") == "2022: 20.3 points behind schedule"


def test_who_is_ahead_is_told_by_how_many_points() -> None:
    # 5.23 / 10.23 = 51.12%; 51.12 - 40 = 11.12
    assert of(PLAN, seen(2022, 50.0)) == "2022年快于序时进度11.1个百分点"


def test_exactly_on_schedule_is_level_with_it() -> None:
    assert of(PLAN, seen(2022, 48.862)) == "2022年与序时进度持平"


def test_a_target_reached_says_which() -> None:
    assert of(PLAN, seen(2023, 55.5)) == "2023年55.5%，提前实现2025年55%的目标"


def test_a_target_missed_says_which() -> None:
    assert of(PLAN, seen(2025, 54.0)) == "2025年54%，未实现55%的目标"


def test_a_later_milestone_names_itself_only() -> None:
    _, far = verdicts([PLAN, FAR], [seen(2022, 46.79)])
    assert headline(facts_of(far), wording_of(far)) == "2035年目标70%左右"


@pytest.mark.parametrize("kind", ["floor", "cap"])
def test_a_requirement_is_met_or_not(kind: str) -> None:
    target = a_target(90.0, 2025, kind=kind, operator=">=" if kind == "floor" else "<=")
    said = [of(target, seen(2022, value)) for value in (95.0, 85.0)]
    met, broken = said if kind == "floor" else reversed(said)
    assert met.partition("，")[2].startswith("符合2025年")
    assert broken.partition("，")[2].startswith("不符合2025年")


def test_a_value_beyond_a_range_is_never_called_ahead() -> None:
    aim = a_target(
        30.0, 2025, value_high=35.0, kind="range", operator="range", base=20.0, base_year=2020,
        indicator_id="corridor",
    )  # fmt: skip
    found = verdict(aim, seen(2022, 48.0, indicator_id="corridor"))
    said = headline(facts_of(found), wording_of(found))
    assert found.status == "behind"
    assert said == "2022年48%，超出2025年30—35%的区间，滞后"


def test_an_allowance_used_up_early_is_never_called_ahead() -> None:
    aim = a_target(100.0, 2025, kind="cap", operator="<=", base=50.0, base_year=2020)
    found = verdict(aim, seen(2022, 90.0))
    said = headline(facts_of(found), wording_of(found))
    # 40 of 50 are used, 80%, when 40% of the time is gone.
    assert found.status == "behind"
    assert said == "2022年90%，已用去额度的80%，快于时间进度，滞后"


def test_an_allowance_used_more_slowly_than_time_goes_is_no_lag() -> None:
    aim = a_target(52.0, 2035, kind="cap", operator="<=", base=40.0, base_year=2020)
    found = verdict(aim, seen(2022, 40.5))
    # 0.5 of 12 are used, 4.2%, when 13.3% of the time is gone.
    assert found.status == "on_track"
    said = headline(facts_of(found), wording_of(found))
    assert said == "2022年40.5%，符合2035年不超过52%的要求"


def test_an_event_says_how_far_it_is() -> None:
    aim = a_target(100.0, 2025, kind="milestone", operator=">=")
    found = verdict(aim, seen(2022, 60.0))
    said = headline(facts_of(found), wording_of(found))
    assert said.startswith("完成60%，要求2025年底前完成，")
    assert headline(facts_of(found), wording_of(found, "en"), "en").startswith("60% done, due by")


def test_yearly_values_put_together_are_told_with_their_years() -> None:
    aim = a_target(
        20_000, 2025, kind="cumulative", operator=">=", base=0.0, base_year=2020,
        indicator_id="homes",
    )  # fmt: skip
    found = verdict(
        aim, seen(2021, 15_000, indicator_id="homes"), seen(2022, 15_000, indicator_id="homes")
    )
    said = headline(facts_of(found), wording_of(found))
    # 15,000 + 15,000 = 30,000
    assert said == "2021—2022年累计3万套，提前实现2025年不低于2万套的目标"
    assert "from 2021 to 2022" in headline(facts_of(found), wording_of(found, "en"), "en")


def test_a_value_from_within_a_year_is_told_with_its_day() -> None:
    reached = of(PLAN, seen(2024, 55.5, as_of="2024-06-30"))
    assert reached == "截至2024年6月30日55.5%，提前实现2025年55%的目标"
    running = of(PLAN, seen(2022, 46.79, as_of="2022-06-30"))
    assert running.startswith("截至2022年6月30日落后序时进度")


def test_what_has_no_data_cannot_be_judged() -> None:
    assert of(PLAN) == "无法评估"


def told(*values: Observation, lang: str = "zh") -> str:
    found = verdict(a_target(55.0, 2025, indicator_id=values[-1].indicator_id))
    return published(values, wording_of(found, lang), lang)


def test_published_rates_are_told_with_their_change() -> None:
    # 49.5 - 44.77 = 4.73
    assert told(seen(2020, 44.77), seen(2022, 46.79), seen(2024, 49.5)) == (
        "2024年49.5%，比2020年提高4.73个百分点"
    )
    assert told(seen(2020, 50.0), seen(2024, 49.5)) == "2024年49.5%，比2020年下降0.5个百分点"
    assert told(seen(2020, 50.0), seen(2024, 50.0)) == "2024年50%，与2020年持平"
    assert told(seen(2020, 44.77), seen(2024, 49.5), lang="en") == (
        "2024: 49.5%, up 4.73 percentage points since 2020"
    )


def test_no_change_is_told_across_the_census() -> None:
    assert told(seen(2015, 36.27), seen(2024, 49.5)) == "2024年49.5%"
    assert told(seen(2015, 36.27), seen(2020, 44.77), seen(2024, 49.5)) == (
        "2024年49.5%，比2020年提高4.73个百分点"
    )


def test_one_value_is_told_alone() -> None:
    assert told(seen(2024, 49.5)) == "2024年49.5%"


def test_a_forecast_or_a_value_within_the_year_is_compared_with_nothing() -> None:
    assert told(seen(2020, 44.77), seen(2026, 51.0, maturity="forecast")) == ("2026年51%（预计数）")
    assert told(seen(2020, 44.77), seen(2024, 49.0, as_of="2024-06-30")) == ("截至2024年6月30日49%")


@given(targets(), SERIES)
def test_no_headline_is_empty_or_shows_what_is_not_a_number(
    target: Target, values: list[Observation]
) -> None:
    for lang in ("zh", "en"):
        said = of(target, *values, lang=lang)
        assert said and not FORBIDDEN.search(said)
