"""The first scene: the numbers of the place's page, worked out here by hand, and nothing false."""

import pytest

from dashboard.briefing.records import Dot
from dashboard.reader import BoardReader
from etl.project.folder import Folder
from tests.conftest import row_of
from tests.dashboard.briefing.scenes import headline, made, scene, shown, told, values
from tests.dashboard.report.made import aim

RATE = "urbanization_rate"


def test_pingliang_is_told_in_three_figures(boards: BoardReader) -> None:
    # 49.50 − 44.77 = 4.73 of 55 − 44.77 = 10.23 is 46.2%; 4 of 5 years are 80%; (70 − 49.5) ÷ 11.
    now, near, far = headline(shown(boards, "620800")).figures
    assert told(now) == (
        "2024年实际值", "49.5", "%", "比2020年基期44.77%提高4.73个百分点，2025年数值待入库",
    )  # fmt: skip
    assert told(near) == (
        "2025年目标", "55", "%", "还差5.5个百分点，增量完成率46.2%，序时进度80%",
    )  # fmt: skip
    assert told(far) == ("2035年目标", "70", "%左右", "2024年后年均需提高1.86个百分点")
    assert (near.share, near.due) == (pytest.approx(46.2366, abs=1e-4), pytest.approx(80))
    assert (now.tone, far.share, far.due) == ("bad", None, None)


def test_the_finding_says_the_gap_to_the_schedule_and_to_what_is_due(boards: BoardReader) -> None:
    # 46.24 − 80 = −33.8 points; 44.77 + 0.8 × 10.23 = 52.954, and 49.50 is 3.454 below.
    found = scene(shown(boards, "620800"), "headline")
    assert found.title == "平凉市常住人口城镇化率"
    assert found.finding == "2024年49.5%，比序时要求低3.45个百分点，落后序时进度33.8个百分点"
    assert (found.unit, found.tone) == ("单位：%", "bad")
    assert found.source.startswith("来源：《平凉市新型城镇化规划（2021—2035年）》；")
    assert found.rule == "规则：序时进度（预期性，界限为+5、−10、−30个百分点）"


def test_the_chart_joins_nothing_across_the_census_or_a_missing_year(boards: BoardReader) -> None:
    plot = headline(shown(boards, "620800")).plot
    assert plot is not None
    assert [[dot.time for dot in run] for run in plot.earlier] == [[2014, 2015]]
    assert [[dot.time for dot in run] for run in plot.actuals] == [[2020, 2021, 2022], [2024]]
    assert plot.broken_at == 2019.5
    assert plot.latest == Dot(2024.0, 49.5, "49.5%")
    assert plot.due == Dot(2024.0, pytest.approx(52.954), "−3.45个百分点")  # type: ignore[arg-type]
    assert [(dot.time, dot.label) for dot in plot.targets] == [(2025, "55%"), (2035, "70%左右")]
    assert plot.notes == (
        "2020年人口普查前后分属两个序列，不可比，不连线", "中断处为缺数据的年份，不插补",
        "2015年数值待核",
    )  # fmt: skip


def test_the_table_holds_what_the_chart_shows(boards: BoardReader) -> None:
    plot = headline(shown(boards, "620800")).plot
    assert plot is not None and plot.head == ("年份", "实际值", "目标轨迹", "目标")
    lines = {line[0]: line[1:] for line in plot.table}
    assert lines["2015"] == ("36.27%（待核）", "—", "—")
    assert lines["2023"] == ("—", "50.91%", "—")
    assert lines["2024"] == ("49.5%", "52.95%", "—")
    assert lines["2035"] == ("—", "70%", "70%左右")
    dots = sum(map(len, (*plot.earlier, *plot.actuals)))
    assert sum(line[1] != "—" for line in plot.table) == dots == 6
    assert sum(line[2] != "—" for line in plot.table) == sum(map(len, plot.path)) == 16


def test_a_target_that_is_over_stands_beside_the_latest_value(boards: BoardReader) -> None:
    found = shown(boards, "610000")
    now, aimed = headline(found).figures
    assert told(now) == ("2024年实际值", "66.14", "%", "待核")
    assert told(aimed) == ("2020年目标", "62", "%", "已实现：2020年为62.66%")
    assert scene(found, "headline").finding == "2020年62.66%，已实现62%的目标；最新为2024年66.14%"
    assert now.tone == "" and aimed.share is None


def test_the_nation_has_one_milestone_and_says_the_pace_it_needs(boards: BoardReader) -> None:
    # 66.16 in 2023, 67 in 2024, 70 in 2029: 0.84 of 3.84 with a sixth of the time gone; 3 ÷ 5 a year.
    found = shown(boards, "000000")
    now, near, pace = headline(found).figures
    assert told(now)[1:3] == ("67", "%")
    assert told(near)[:3] == ("2029年目标", "70", "%左右")
    assert near.note == "还差3个百分点，增量完成率21.9%，序时进度16.7%"
    assert told(pace)[:3] == ("2024年后年均需提高", "0.6", "个百分点")
    assert pace.note.startswith("2020—2024年自身速度为年均提高")
    assert (
        scene(found, "headline").finding
        == "2024年67%，比序时要求高0.2个百分点，快于序时进度5.2个百分点"
    )


def test_a_county_without_a_target_shows_its_values_alone(boards: BoardReader) -> None:
    found = shown(boards, "620802")
    body = headline(found)
    assert body.status is None and [told(one)[:3] for one in body.figures] == [
        ("2019年实际值", "65", "%")
    ]
    assert "没有已审核的目标" in scene(found, "headline").finding
    assert body.plot is not None and body.plot.targets == body.plot.path == ()


def test_a_place_without_anything_says_so(boards: BoardReader) -> None:
    found = shown(boards, "710000")
    assert scene(found, "headline").finding == "没有已审核的目标，也没有已公布的数值"
    assert [told(one)[1] for one in headline(found).figures] == ["缺数据"]
    assert headline(found).plot is None


def test_the_same_in_english(boards: BoardReader) -> None:
    found = shown(boards, "620800", "en")
    assert scene(found, "headline").finding == (
        "49.5% in 2024, 3.45 percentage points below what is due, 33.8 points behind schedule"
    )
    assert [one.label for one in headline(found).figures] == [
        "Actual 2024", "Target 2025", "Target 2035 (about)",
    ]  # fmt: skip


def test_a_floor_that_is_kept_has_neither_a_gap_nor_a_pace(folder: Folder) -> None:
    rows = values("village_waste_collection", "%", {"2022": "93.6"})
    target = aim("village_waste_collection", 90, kind="floor", operator=">=")
    found = made(folder, [target], rows)
    assert scene(found, "headline").finding == "2022年93.6%，符合2025年不低于90%的要求"
    aimed = headline(found).figures[1]
    assert told(aimed) == ("2025年目标（不低于）", "90", "%", "基本符合预期")
    assert aimed.share is None and "保持类" in scene(found, "headline").rule


def test_a_cap_that_is_passed_says_by_how_much(folder: Folder) -> None:
    rows = values("construction_land_per_head", "平方米", {"2022": "104"})
    target = aim("construction_land_per_head", 100, kind="cap", operator="<=", nature="binding")
    found = scene(made(folder, [target], rows), "headline")
    assert found.finding == "2022年104平方米，不符合2025年不超过100平方米的要求，比要求高4平方米"


def test_an_allowance_used_too_fast_is_not_called_ahead(folder: Folder) -> None:
    # 90 of 100 万亩 are used with 40% of the time gone: a gap of +50, and yet behind.
    rows = values("new_construction_land", "亩", {"2021": "300000", "2022": "900000"})
    cap = aim(
        "new_construction_land", 1e6, kind="cap", operator="<=", base=0, base_year=2020
    )  # fmt: skip
    found = made(folder, [cap], rows)
    assert scene(found, "headline").finding == "2022年90万亩，已用去额度的90%，快于时间进度，滞后"
    assert headline(found).figures[1].note == "滞后" and headline(found).figures[1].share is None


def test_a_range_is_told_with_both_ends(folder: Folder) -> None:
    rows = values("park_area_per_head", "平方米", {"2020": "10", "2022": "11"})
    target = aim("park_area_per_head", 14, kind="range", operator="range", value_high=16,
                 base=10, base_year=2020)  # fmt: skip
    found = headline(made(folder, [target], rows))
    assert told(found.figures[1])[:3] == ("2025年目标", "14—16", "平方米")


def test_an_event_is_done_in_percent_of_itself(folder: Folder) -> None:
    rows = values("gas_coverage", "%", {"2022": "40"})
    found = made(folder, [aim("gas_coverage", 100, kind="milestone")], rows)
    now, aimed = headline(found).figures
    assert told(now)[:3] == ("2022年完成比例", "40", "%")
    assert told(aimed)[:3] == ("要求2025年底前完成", "100", "%")
    assert scene(found, "headline").finding.startswith("完成40%，要求2025年底前完成")
    assert "节点事项" in scene(found, "headline").rule


def test_yearly_amounts_are_added_up_in_the_figure_and_not_in_the_chart(folder: Folder) -> None:
    # 90 + 30 = 120 of 500 in two of five years: 24% against 40%; (500 − 120) ÷ 3 a year.
    rows = values("village_road_length", "公里", {"2021": "90", "2022": "30"})
    found = made(folder, [aim("village_road_length", 500, kind="cumulative", base_year=2020)], rows)
    now, aimed, pace = headline(found).figures
    assert told(now)[:3] == ("2021—2022年累计", "120", "公里")
    assert aimed.note == "还差380公里，增量完成率24%，序时进度40%"
    assert told(pace)[:3] == ("2022年后年均需完成", "126.7", "公里")
    assert scene(found, "headline").finding == (
        "2021—2022年累计120公里，比序时要求低80公里，落后序时进度16个百分点"
    )
    plot = headline(found).plot
    assert plot is not None and plot.latest == Dot(2022.0, 30.0, "30公里")
    assert plot.due is None and "实线为各年数值，不是累计数" in plot.notes


def test_a_target_that_was_missed_says_by_how_much(folder: Folder) -> None:
    rows = values(RATE, "%", {"2020": "44.77", "2025": "51.50"})
    found = scene(made(folder, [aim(RATE, 55, base=44.77, base_year=2020)], rows), "headline")
    assert found.finding == "2025年51.5%，未实现55%的目标，比目标低3.5个百分点"


def test_a_rate_that_falls_is_not_said_to_have_risen(folder: Folder) -> None:
    rows = values(RATE, "%", {"2020": "44.77", "2022": "44.07"})
    found = made(folder, [aim(RATE, 55, base=44.77, base_year=2020)], rows)
    assert "比2020年基期44.77%降低0.7个百分点" in headline(found).figures[0].note
    status = headline(found).status
    assert status is not None and (status.word, status.tone) == ("逆向变化", "bad")


def test_a_target_without_data_is_no_zero(folder: Folder) -> None:
    elsewhere = row_of(place_id="620000", place="甘肃省")
    found = made(folder, [aim(RATE, 55, base=44.77, base_year=2020)], [elsewhere])
    now, aimed = headline(found).figures
    assert (now.number, now.unit) == ("缺数据", "") and aimed.note == "缺数据"
    assert "缺数据" in scene(found, "headline").finding


def test_one_that_can_be_judged_goes_before_the_leading_indicator_that_cannot(
    folder: Folder,
) -> None:
    rows = values("gas_coverage", "%", {"2020": "90", "2022": "93"})
    targets = [aim(RATE, 55, base=44.77, base_year=2020),
               aim("gas_coverage", 98, base=90, base_year=2020)]  # fmt: skip
    assert scene(made(folder, targets, rows), "headline").title == "平凉市燃气普及率"


def test_a_value_from_within_a_year_says_its_day(folder: Folder) -> None:
    # 181 of 365 days of a task of 8.8万套: 49.6%; 4.6 of 8.8 is 52.3%.
    rows = values("rental_homes", "万套", {"2022": "4.6"}, as_of="2022-06-30")
    task = aim("rental_homes", 88_000, 2022, kind="annual_flow", base=0.0, base_year=2021)
    found = made(folder, [task], rows)
    now, aimed = headline(found).figures
    assert told(now)[:3] == ("截至2022年6月30日实际值", "4.6", "万套")
    assert scene(found, "headline").finding.startswith(
        "截至2022年6月30日4.6万套，比序时要求高0.24万套"
    )
    assert aimed.note.startswith("还差4.2万套，增量完成率52.3%，序时进度49.6%")


def test_yearly_tasks_are_drawn_each_from_nothing_and_joined_by_no_line(folder: Folder) -> None:
    tasks = [
        aim("rental_homes", value, year, kind="annual_flow", chain_id="one")
        for year, value in ((2021, 10_000), (2022, 12_000))
    ]
    found = made(folder, tasks, values("rental_homes", "万套", {"2021": "0.9", "2022": "1.1"}))
    plot = headline(found).plot
    assert plot is not None
    assert [[(dot.time, dot.value) for dot in run] for run in plot.path] == [
        [(2020, 0), (2021, 1)], [(2021, 0), (2022, 1.2)],
    ]  # fmt: skip


def test_a_pace_below_the_last_decimal_is_not_called_zero(folder: Folder) -> None:
    rows = values("new_construction_land", "亩", {"2020": "1000000", "2024": "1000100"})
    target = aim(
        "new_construction_land", 1_000_400, operator="=", kind="level", base=1_000_000,
        base_year=2020, year=2028,
    )  # fmt: skip
    figures = headline(made(folder, [target], rows)).figures
    assert all(one.number not in ("0", "−0") for one in figures), figures
