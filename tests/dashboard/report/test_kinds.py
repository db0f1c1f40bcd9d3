"""What is said of targets of every kind, and of values that are level: nothing false, nothing of noise."""

from dashboard.report.records import Report
from etl.project.folder import Folder
from tests.conftest import PLACES, row_of
from tests.dashboard.report.made import aim, report_on
from tests.dashboard.report.reading import column, texts

RATE = "urbanization_rate"


def values(indicator_id: str, unit: str, given: dict[str, str], **changed: str) -> list[str]:
    return [
        row_of(indicator_id=indicator_id, period=year, value=value, unit=unit,
               vintage="post_census", **changed)
        for year, value in given.items()
    ]  # fmt: skip


def said(report: Report) -> str:
    return "".join("".join(texts(report, key)) for key in ("conclusion", "progress", "problems"))


def test_a_value_on_its_schedule_is_level_with_it_and_not_off_by_the_noise_of_arithmetic(
    folder: Folder,
) -> None:
    # 40.1 + (40.6 − 40.1) × 2/5 = 40.3 on paper, 40.300000000000004 in binary.
    rows = values(RATE, "%", {"2020": "40.1", "2021": "40.2", "2022": "40.3"})
    report = report_on(folder, [aim(RATE, 40.6, base=40.1, base_year=2020)], rows)
    assert "e-" not in said(report) and "0个百分点；" not in said(report)
    assert "实际与序时要求持平；增量完成率40%，与序时进度40%持平" in said(report)
    assert "此后年均需提高0.1个百分点，与规划年均增幅（0.1个百分点）相同。" in said(report)


def test_an_amount_printed_in_two_units_has_not_moved(folder: Folder) -> None:
    # The plan's 0.57万人 is 0.57 × 10000 = 5699.999999999999 in binary; 5700 people were published.
    rows = values("resident_population", "人", {"2021": "5700", "2022": "5700"})
    target = aim("resident_population", 6300.0, base=0.57 * 10_000, base_year=2020)
    assert "e-" not in said(report_on(folder, [target], rows))


def test_a_small_gap_that_makes_a_binding_target_lag_is_not_said_to_be_nothing(
    folder: Folder,
) -> None:
    # Of 10 to 5010 square kilometres 2/5 is 2010; 2009 lacks 1/5000 = 0.02 points.
    rows = values("built_up_area", "平方公里", {"2020": "10", "2021": "1000", "2022": "2009"})
    target = aim("built_up_area", 5010, base=10, base_year=2020, nature="binding")
    report = report_on(folder, [target], rows)
    assert "比序时进度40%落后0.02个百分点" in said(report)
    assert "建成区面积（滞后，落后序时进度0.02个百分点）" in said(report)
    assert report.charts[0].finding == "2022年落后序时进度0.02个百分点"
    assert column(report, "lagging", "进度差") == ["−0.020"]


def test_the_base_value_is_not_compared_with_itself(folder: Folder) -> None:
    rows = [*values(RATE, "%", {"2020": "45"}), *values("gas_coverage", "%", {"2022": "90"})]
    report = report_on(folder, [aim(RATE, 70, base=45, base_year=2020)], rows)
    assert "基期（2020年" not in said(report)


def test_a_short_sentence_on_what_cannot_be_judged_names_it(folder: Folder) -> None:
    rows = values(RATE, "%", {"2021": "45", "2022": "46"})
    report = report_on(folder, [aim(RATE, 70, year=None)], rows)
    assert report.highlights[2] == "常住人口城镇化率：规划没有写明目标年份，只列示，不评估。"


def test_the_years_since_a_base_are_not_called_the_plan_period(folder: Folder) -> None:
    # The plan is of 2021 to 2025; four of the seven years since 2018 are over: 57.1%.
    rows = values("gas_coverage", "%", {"2018": "90", "2021": "92", "2022": "93"})
    report = report_on(folder, [aim("gas_coverage", 98, base=90, base_year=2018)], rows)
    assert "2019—2025年的规划期" not in said(report) and "时间进度57.1%" in said(report)


def test_a_count_on_census_day_and_a_year_end_after_it_have_no_missing_year_between(
    folder: Folder,
) -> None:
    rows = [
        row_of(as_of="2020-11-01"),
        *values(RATE, "%", {"2021": "46.12", "2022": "46.79"}),
    ]
    report = report_on(folder, [aim(RATE, 55, base=44.77, base_year=2020)], rows)
    assert "缺数据的年份" not in report.charts[0].note
    assert "截至年中某日" in report.charts[0].note


def test_a_chart_of_yearly_amounts_says_that_they_are_not_added_up(folder: Folder) -> None:
    rows = values("village_road_length", "公里", {"2021": "90", "2022": "30"})
    target = aim("village_road_length", 500, kind="cumulative", base_year=2020)
    assert "各年数值，不是累计数" in report_on(folder, [target], rows).charts[0].note


def test_what_has_no_gap_stands_first_among_what_lags_and_the_note_says_so(folder: Folder) -> None:
    rows = [
        *values("village_waste_collection", "%", {"2022": "88"}),
        *values("gas_coverage", "%", {"2020": "90", "2021": "90.1", "2022": "90.2"}),
    ]
    floor = aim("village_waste_collection", 90, kind="floor", operator=">=")
    report = report_on(folder, [floor, aim("gas_coverage", 98, base=90, base_year=2020)], rows)
    assert column(report, "lagging", "进度差")[0] == "—"
    table = report.table("lagging")
    assert table is not None and "没有进度差的列在前" in table.notes[0]


def _counties(folder: Folder) -> None:
    lines = PLACES + "620801,甲县,county,620800,\n620802,乙县,county,620800,\n"
    folder.places.write_text(lines, encoding="utf-8")


def test_an_allowance_used_up_too_fast_has_no_place_in_the_order_of_gaps(folder: Folder) -> None:
    _counties(folder)
    county = {"place_id": "620801", "place": "甲县"}
    other = {"place_id": "620802", "place": "乙县"}
    rows = [
        *values("new_construction_land", "亩", {"2021": "300000", "2022": "900000"}, **county),
        *values("gas_coverage", "%", {"2020": "90", "2021": "92", "2022": "95"}, **other),
        *values("gas_coverage", "%", {"2020": "90", "2022": "91"}),
    ]
    cap = aim("new_construction_land", 1_000_000, kind="cap", operator="<=", base=0, base_year=2020,
              place_id="620801")  # fmt: skip
    level = aim("gas_coverage", 98, base=90, base_year=2020, place_id="620802")
    report = report_on(folder, [aim("gas_coverage", 98, base=90, base_year=2020), cap, level], rows)
    # 90 of 100 万亩 with 40% of the time gone: 滞后, a gap of +50; 5 of 8 is 62.5%, +22.5.
    assert column(report, "members", "地区") == ["乙县", "甲县"]
    assert column(report, "members", "位次") == ["1", "—"]


def test_an_older_value_of_a_county_says_of_which_year_it_is(folder: Folder) -> None:
    _counties(folder)
    county = {"place_id": "620801", "place": "甲县"}
    rows = [
        *values("gas_coverage", "%", {"2020": "90", "2021": "92"}, **county),
        *values("gas_coverage", "%", {"2020": "90", "2022": "91"}),
    ]
    own = aim("gas_coverage", 98, base=90, base_year=2020, place_id="620801")
    report = report_on(folder, [aim("gas_coverage", 98, base=90, base_year=2020), own], rows)
    assert column(report, "members", "本年实际") == ["92%（2021年）"]
