"""Text is fitted by its length, bars by their shares: nothing is cut off and nothing runs out."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dashboard.briefing.records import Figure
from dashboard.screen import fit
from tests.dashboard.screen.extremes import ENDLESS, worded
from tests.dashboard.screen.sample import LONG, line, rank


def test_a_short_name_stands_in_the_large_type_and_a_long_one_in_the_small() -> None:
    # 13个字以内大字，26个字以内中字。
    assert fit.row_class(["常住人口城镇化率"]) == "fit-1"
    assert fit.row_class(["常住人口城镇化率", LONG[:20]]) == "fit-2"
    assert fit.row_class(["常住人口城镇化率", LONG[:30]]) == "fit-3"
    assert fit.row_class([]) == "fit-1"


def test_a_short_list_of_short_texts_is_roomy() -> None:
    assert "roomy" in fit.theme_class([line("绿化覆盖率")] * 4).split()
    assert "roomy" not in fit.theme_class([line("绿化覆盖率")] * 5).split()
    assert "roomy" not in fit.theme_class([line(LONG[:20])]).split()


def test_a_long_ranking_puts_the_year_beside_the_value() -> None:
    ranks = [rank("崇信县", at, -1.0 * at, "behind") for at in range(1, 12)]
    assert "inline" in fit.ranking_class(ranks).split()
    assert "inline" not in fit.ranking_class(ranks[:8]).split()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_share_never_leaves_its_bar(share: float) -> None:
    place = fit.on_bar(share)
    assert place is not None and 0 <= place <= 100
    assert fit.on_bar(None) is None


@given(st.lists(st.floats(-200, 200) | st.none(), min_size=1, max_size=12))
def test_gaps_end_at_the_schedule_line_and_leads_begin_there(gaps: list[float | None]) -> None:
    ranks = [rank(f"县{at}", at, gap, "behind") for at, gap in enumerate(gaps)]
    zero = fit.schedule_line(ranks)
    assert 0 < zero < 100
    for one in ranks:
        bar = fit.gap_bar(one, ranks)
        if one.gap_points is None:
            assert bar is None
            continue
        assert bar is not None and bar.start >= 0 and bar.start + bar.length <= 100.01
        edge = bar.start + bar.length if one.gap_points < 0 else bar.start
        assert abs(edge - zero) < 0.02


def test_many_facts_are_set_in_a_smaller_type() -> None:
    assert fit.closing_class((("来源", ("统计公报",)),)) == "fit-1"
    assert fit.closing_class(tuple((str(at), (LONG, LONG)) for at in range(5))) == "fit-3"


def test_facts_without_end_are_cut_after_two_lines() -> None:
    facts = tuple((str(at), (ENDLESS, ENDLESS)) for at in range(4))
    assert fit.closing_class(facts) == "fit-3 tight"


def test_a_column_of_statuses_is_as_wide_as_its_longest() -> None:
    # 样式表平常给11rem；年份在评估里的要宽些，短表的字大些。
    usual, early = worded("on_track", "zh"), worded("achieved", "zh", "2016")
    assert fit.status_width([usual]) < 11 < fit.status_width([usual, early]) < 12.5
    assert fit.ranking_status([rank("甲县", 1, -1.0, "on_track")]) < 12.8
    assert fit.ranking_status([replace(rank("甲县", 1, -1.0, "behind"), status=early)]) > 12.8


def test_a_range_as_key_figure_is_set_in_the_smallest_type_and_widens_its_column() -> None:
    one, ranged = Figure("", "49.50", "%", ""), Figure("", "593,200–652,500", "people", "")
    assert fit.number_class(one) == "number" and fit.figures_width([one]) == fit.FIGURES
    assert fit.number_class(ranged) == "number long" and 35 < fit.figures_width([one, ranged]) < 42


def test_years_from_and_to_may_break_and_one_year_may_not() -> None:
    assert fit.is_short("2024年") and fit.is_short("2021—2024年")
    assert not fit.is_short("2023年至2024年6月30日")


def test_names_that_no_name_is_as_long_as_are_said_to_crowd_their_list() -> None:
    assert "crowded" not in fit.theme_class([line(LONG[:29])] * 6).split()
    assert "crowded" in fit.theme_class([line("绿化", owner=ENDLESS)] * 6).split()
    ranks = [rank("崇信县", at, -1.0, "behind") for at in range(1, 11)]
    assert "crowded" not in fit.ranking_class(ranks).split()
    assert "crowded" in fit.ranking_class([replace(ranks[0], place=ENDLESS), *ranks[1:]]).split()
