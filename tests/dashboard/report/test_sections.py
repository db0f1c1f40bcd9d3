"""What each section says, on the committed project and on a small one whose rate lags."""

from collections.abc import Sequence

import pytest

from dashboard.reader import BoardReader
from dashboard.records import Row
from dashboard.report.charts import runs_of
from dashboard.report.findings import is_task
from dashboard.report.records import Blank, Chart, Report
from etl.domain.asof import AsOf
from etl.domain.records import Review
from etl.project.folder import Folder
from etl.project.reader import read_project
from etl.steps.extract import extract_project
from etl.steps.judge import judge
from etl.steps.review import decide, pending
from etl.steps.supervise import move
from tests.conftest import ALIASES, PLACES, row_of, table_of
from tests.dashboard.report.reading import column, report_of, starter, texts
from tests.decided import LEAD, OTHER, changed, judged, planned, rate, revise_2021
from tests.etl.project.test_documents import DESCRIPTION

PINGLIANG, SHAANXI, NATION = "620800", "610000", "000000"


@pytest.fixture
def lagging(folder: Folder) -> Folder:
    """The rate of 2021 lags: 0.83 of 10.23 is 8.1%, 11.9 points behind the 20% due."""
    planned(folder)
    revise_2021(folder)
    return folder


def blanks(report: Report) -> list[str]:
    return [one.text for one in report.blocks if isinstance(one, Blank)]


def test_the_conclusion_counts_what_a_clerk_counts_by_hand(boards: BoardReader) -> None:
    said = texts(starter(boards, PINGLIANG, 2022), "conclusion")
    # By hand from data/: six targets of the plan to 2035 still run or name no year, seven of the
    # plan to 2020 are over.
    assert said[1] == (
        "2022年度，全市纳入监测的规划目标共13项，其中规划期内的主要指标6项、以往年份到期的目标7项。"
    )
    assert said[2].startswith(
        "规划期内的主要指标6项中，滞后1项、无法评估5项（缺数据2项、规划未写明目标年份3项）。"
    )
    assert said[3].startswith(
        "以往年份到期的目标7项中，已实现2项、未实现2项、无法评估3项（因缺数据）。"
    )


def test_the_headline_paragraph_is_the_sum_on_paper(boards: BoardReader) -> None:
    said = texts(starter(boards, PINGLIANG, 2022), "conclusion")[4]
    # 46.79 − 44.77 = 2.02; 46.79 − 46.02 = 0.77; 44.77 + 10.23 × 2/5 = 48.862; 2.02/10.23 = 19.75%;
    # (55 − 46.79) ÷ 3 = 2.737; 10.23 ÷ 5 = 2.046; 2.737 ÷ 2.046 = 1.338
    assert said == (
        "2022年末，全市常住人口城镇化率46.79%，比基期（2020年，44.77%）提高2.02个百分点，"
        "较上年提高0.77个百分点。2020—2025年时间进度40%，序时进度要求达到48.86%，实际比序时要求低2.07个百分点；"
        "增量完成率19.7%，比序时进度40%落后20.3个百分点，评估结论为“滞后”。"
        "要实现2025年55%的目标，此后年均需提高2.74个百分点，为规划年均增幅（2.05个百分点）的1.34倍。"
        "2035年的远期目标为70%左右，尚未到节点。"
    )


def test_growth_is_never_told_across_the_census(boards: BoardReader) -> None:
    said = "".join(texts(starter(boards, PINGLIANG, 2020), "conclusion"))
    assert "44.77%" in said and "较上年" not in said


def test_where_the_targets_are_over_the_latest_value_is_told_first(boards: BoardReader) -> None:
    said = texts(starter(boards, SHAANXI, 2022), "conclusion")[4]
    # 64.02 − 63.63 = 0.39
    assert said.startswith(
        "2022年末，全省常住人口城镇化率64.02%，较上年提高0.39个百分点。规划目标年份已过"
    )


def test_binding_and_expected_stand_apart(boards: BoardReader) -> None:
    report = starter(boards, NATION, 2023)
    headings = [text for text in texts(report, "progress") if text.startswith("（")]
    assert headings == ["（一）约束性指标", "（二）预期性指标", "（三）以往年份到期的目标"]
    assert column(report, "progress_binding", "指标") == ["新增建设用地规模"]
    assert "其中约束性指标1项：无法评估1项；预期性指标3项：" in "".join(texts(report, "conclusion"))


def test_tasks_are_those_of_a_single_year_and_things_to_be_carried_out(boards: BoardReader) -> None:
    with boards.open() as board:
        tasks = {row.indicator.indicator_id for row in board.rows(SHAANXI) if is_task(row)}
    assert "rental_homes" in tasks and "faulty_toilets_fixed" in tasks
    assert "urbanization_rate" not in tasks and "settled_migrants" not in tasks


def test_the_table_of_tasks_names_the_first_departments_and_the_annex_all(
    boards: BoardReader,
) -> None:
    report = starter(boards, SHAANXI, 2022)
    assert column(report, "tasks", "责任单位")[0] == "省住房城乡建设厅、省发展改革委等9个单位"
    assert column(report, "annex3", "责任单位")[0].count("、") == 8


def test_a_value_from_within_the_year_says_its_day(boards: BoardReader) -> None:
    report = starter(boards, SHAANXI, 2022)
    assert column(report, "tasks", "截至")[0] == "2022年6月30日"
    assert any(
        text.startswith("截至2022年6月30日，保障性租赁住房") for text in texts(report, "tasks")
    )


def test_places_without_targets_are_listed_and_never_ranked(boards: BoardReader) -> None:
    report = starter(boards, PINGLIANG, 2022)
    assert "均没有已审核的本级目标，不作评估，也不排位次" in texts(report, "places")[1]
    assert report.table("members") is None
    assert column(report, "members_level", "最新值").count("缺数据") == 4


def test_places_are_ranked_by_the_gap_to_their_own_target(lagging: Folder) -> None:
    _with_county(lagging)
    report = report_of(lagging, 2022, place_id="620000")
    # Pingliang is 11.9 points behind on the rate; the other target of its own has no data.
    assert column(report, "members", "位次") == ["1", "—"]
    assert column(report, "members", "进度差") == ["−11.9", "—"]
    assert "所辖市（州）共2个，其中设有本级目标的1个、没有本级目标的1个。" in texts(
        report, "places"
    )


def _with_county(folder: Folder) -> None:
    """Give Gansu a second city and a target of its own, whose plan is Pingliang's under its name."""
    home = folder.root / "data"
    (home / "places.csv").write_text(
        PLACES + "620100,兰州市,prefecture,620000,\n", encoding="utf-8"
    )
    (home / "place_aliases.csv").write_text(ALIASES, encoding="utf-8")
    table = table_of(
        row_of(
            place_id="620000", place="甘肃省", period="2022", value="53.33", vintage="post_census"
        )
    )
    (folder.observations / "province.csv").write_text(table, encoding="utf-8")
    _planned_for_gansu(folder)


def _planned_for_gansu(folder: Folder) -> None:
    path = folder.document("province")
    path.parent.mkdir(parents=True)
    described = DESCRIPTION.replace("620800", "620000").replace("id: plan", "id: province")
    path.write_text(described, encoding="utf-8")
    text = "# 目标\n\n到2025年，全省常住人口城镇化率达到58%。\n"
    (path.parent / "text.md").write_text(text, encoding="utf-8")
    extract_project(folder)
    project = read_project(folder)
    accepted = [
        Review(one.document_id, one.statement_id, "accept", "张三", "2026-01-01")
        for one in pending(project)
    ]
    decide(project, accepted)


def test_every_lagging_target_has_its_arithmetic_and_a_blank_for_the_cause(lagging: Folder) -> None:
    report = report_of(lagging, 2021)
    assert column(report, "lagging", "指标") == ["常住人口城镇化率"]
    # (45.6 − 44.77) ÷ (55 − 44.77) × 100 = 8.11
    assert "= 8.11%" in column(report, "sums_1", "结果")
    assert "【待填写】常住人口城镇化率滞后的原因。" in blanks(report)


def test_nothing_lags_and_the_report_says_so(folder: Folder) -> None:
    planned(folder)
    report = report_of(folder, 2021)
    assert report.table("lagging") is None and report.table("measures") is None
    assert "规划期内已评估的目标没有滞后和未实现的。" in texts(report, "problems")
    assert "没有列入督办清单的事项。" in texts(report, "measures")


def test_the_supervision_list_has_what_departments_answered(lagging: Folder) -> None:
    project = read_project(lagging)
    due = changed(rate(project).target_id, due="2026-03-31")
    move(project, due)
    report = report_of(lagging, 2021)
    assert column(report, "measures", "责任单位") == [OTHER, LEAD]
    assert column(report, "measures", "整改措施") == ["待填写", "按月调度"]
    assert column(report, "measures", "完成时限") == ["待填写", "2026年3月31日（已逾期）"]
    said = texts(report, "measures")
    assert "列入督办清单的事项共2项：待督办1项、整改中1项；其中逾期1项。" in said
    assert column(report, "annex4", "整改措施") == ["待填写", "按月调度"]


def test_a_human_judgement_stands_beside_the_computed_status(lagging: Folder) -> None:
    project = read_project(lagging)
    judge(project, judged(rate(project).target_id, "on_track"))
    report = report_of(lagging, 2021)
    assert any(
        text == "人工研判为“基本符合预期”：两县数据未报（张三，2026年3月1日）。计算结论不因此改变。"
        for text in texts(report, "progress")
    )
    assert column(report, "annex1", "评估结论")[0] == "滞后"


def test_the_sources_name_version_day_and_other_values_of_the_year(lagging: Folder) -> None:
    report = report_of(lagging, 2021)
    assert column(report, "annex5", "采用数值") == ["45.60%"]
    assert column(report, "annex5", "版本") == ["普查后年报"]
    assert column(report, "annex5", "公布日期") == ["2023年5月"]
    assert column(report, "annex5", "同年其他数值及说明") == ["另有46.12%（普查后年报）"]
    assert column(report, "annex1", "数据来源")[0] == "规划1、实际1"


def test_an_empty_annex_is_named_and_not_printed(boards: BoardReader) -> None:
    report = starter(boards, PINGLIANG, 2022)
    assert report.table("annex2") is None and report.table("annex3") is None
    assert (
        report.tables[-1].notes[-1]
        == "注：附表2下级地区目标完成情况、附表3重点任务台账没有可列的事项，从略。"
    )


def test_the_method_names_rule_documents_and_release(boards: BoardReader) -> None:
    report = starter(boards, PINGLIANG, 2022)
    said = "".join(texts(report, "method"))
    assert "进度差不低于5个百分点为快于预期，高于−10为基本符合预期，不低于−30为滞后" in said
    assert "《平凉市新型城镇化规划（2021—2035年）》" in said
    assert report.stamp.release.content_digest in said


def test_a_chart_is_cut_where_a_year_is_missing_and_at_the_census(boards: BoardReader) -> None:
    (chart,) = starter(boards, PINGLIANG, 2022).charts
    assert [[dot.time for dot in run] for run in chart.actuals] == [
        [2014, 2015],
        [2020, 2021, 2022],
    ]
    assert [(dot.time, dot.value, dot.label) for dot in chart.targets] == [
        (2025, 55, "55%"), (2035, 70, "70%左右"),
    ]  # fmt: skip
    # 44.77 + 10.23 ÷ 5 = 46.816 in 2021; 55 + 15 ÷ 10 = 56.5 in 2026.
    (run,) = chart.path
    path = {dot.time: dot.value for dot in run}
    assert (path[2020], path[2021], path[2026]) == (44.77, 46.816, 56.5)
    assert "不可比，不连线" in chart.note


def test_every_dot_of_a_chart_is_a_published_value(boards: BoardReader) -> None:
    for place_id, year in ((PINGLIANG, 2022), (SHAANXI, 2022), (NATION, 2023)):
        for chart in starter(boards, place_id, year).charts:
            with boards.open(AsOf(year), "2026-11-23") as board:
                row = board.row(chart.key)
                assert isinstance(row, Row)
                seen = board.observations(place_id, row.indicator.indicator_id)
            factor = row.wording().factor
            known = {round(one.value / factor, 6) for one in seen}
            assert {dot.value for run in chart.actuals for dot in run} <= known


def test_runs_of_nothing_are_none() -> None:
    assert runs_of([]) == []


def test_findings_on_charts_are_those_of_the_rows(boards: BoardReader) -> None:
    charts: Sequence[Chart] = starter(boards, PINGLIANG, 2022).charts
    assert [one.finding for one in charts] == ["2022年落后序时进度20.3个百分点"]


def test_the_fields_of_a_template_are_the_numbers_of_the_report(boards: BoardReader) -> None:
    given = starter(boards, PINGLIANG, 2022).fields
    assert (given["actual"], given["target"], given["status"]) == ("46.79%", "55%", "滞后")
    assert (given["total"], given["main"], given["earlier"], given["lagging"]) == (
        "13",
        "6",
        "7",
        "1",
    )


def test_a_target_without_a_path_is_still_drawn_with_its_values(boards: BoardReader) -> None:
    (rate,) = starter(boards, NATION, 2023).charts
    # The plan to 2025 prints no base value: there is no path, but 65% and the values are known.
    assert rate.path == () and [dot.label for dot in rate.targets] == ["65%"]
    assert sum(map(len, rate.actuals)) > 5


def test_one_value_without_a_path_is_no_chart(boards: BoardReader) -> None:
    report = starter(boards, NATION, 2020)
    assert not any("人均公园绿地面积" in chart.caption for chart in report.charts)


def test_an_item_that_was_taken_up_stays_when_the_next_milestone_is_judged(folder: Folder) -> None:
    project = planned(folder)
    first = row_of(period="2025", value="50.00", vintage="post_census", released_on="2026-03")
    (folder.observations / "due.csv").write_text(table_of(first), encoding="utf-8")
    move(project, changed(rate(project).target_id, due="2026-12-31"))
    late = row_of(period="2026", value="51.00", vintage="post_census", released_on="2026-06")
    (folder.observations / "late.csv").write_text(table_of(late), encoding="utf-8")
    report = report_of(folder, 2026)
    # The milestone of 2025 was missed and taken up; in 2026 that of 2035 is judged.
    assert any("2025年目标55%" in item for item in column(report, "measures", "督办事项"))
    assert "【待填写】表中尚未登记的责任单位、整改措施和完成时限。" in blanks(report)


def test_what_is_finished_leaves_no_blank_for_measures(lagging: Folder) -> None:
    project = read_project(lagging)
    for department in (LEAD, OTHER):
        done = changed(
            rate(project).target_id, "closed", department=department, measures="", note="已完成",
        )  # fmt: skip
        move(project, done)
    report = report_of(lagging, 2021)
    assert column(report, "measures", "整改措施") == ["—", "—"]
    assert "【待填写】表中尚未登记的责任单位、整改措施和完成时限。" not in blanks(report)


def test_each_annex_is_numbered_from_one(boards: BoardReader) -> None:
    report = starter(boards, SHAANXI, 2022)
    assert column(report, "annex3", "序号") == [str(number) for number in range(1, 14)]
    assert column(report, "annex1", "序号") == ["1", "2"]
