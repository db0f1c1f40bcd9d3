"""The report as a whole: its sections, its refusals, and that it says what the board says."""

from dataclasses import fields, is_dataclass

import pytest

from dashboard.reader import BoardReader
from dashboard.report.clean import clean
from dashboard.report.compose import Order, compose, file_name, sections_named
from dashboard.report.records import SECTIONS, TABLES, Heading, Paragraph
from dashboard.report.refusals import NothingToReport, UnknownSection
from etl.domain.asof import AsOf
from etl.errors import NotFound
from etl.project.folder import Folder
from tests.conftest import row_of, table_of
from tests.dashboard.report.reading import (
    column,
    decimals_in,
    known_to,
    report_of,
    starter,
    texts,
)
from tests.decided import planned

PINGLIANG, SHAANXI = "620800", "610000"


def test_the_sections_come_in_the_official_order_and_are_numbered(boards: BoardReader) -> None:
    report = starter(boards, PINGLIANG, 2022)
    assert [one.blocks[0].text for one in report.sections if isinstance(one.blocks[0], Heading)] == [
        "一、总体结论", "二、主要指标进展", "三、重点任务和重大工程", "四、分县（市、区）情况",
        "五、存在问题及原因", "六、下一步措施与督办清单", "七、口径说明", "附表",
    ]  # fmt: skip


def test_only_the_sections_asked_for_are_written_in_their_own_order(boards: BoardReader) -> None:
    report = starter(boards, PINGLIANG, 2022, "method", "总体结论")
    assert [one.key for one in report.sections] == ["conclusion", "method"]
    assert texts(report, "method")[0] == "二、口径说明"


def test_a_section_that_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownSection) as refused:
        sections_named(["conclusion", "前言"])
    assert "没有“前言”这一部分" in str(refused.value)
    assert all(title in str(refused.value) for title in SECTIONS.values())


def test_a_county_has_no_section_on_its_members(folder: Folder) -> None:
    planned(folder)
    report = report_of(folder, 2021)
    assert report.section("places") is None
    assert texts(report, "problems")[0] == "四、存在问题及原因"


def test_a_place_without_targets_is_refused_with_what_to_do(boards: BoardReader) -> None:
    with pytest.raises(NothingToReport) as refused:
        starter(boards, "620802", 2022)
    assert str(refused.value).startswith("崆峒区（620802）没有已审核的目标，不能生成报告；")


def test_a_year_without_values_is_refused_with_the_years_there_are(boards: BoardReader) -> None:
    with pytest.raises(NothingToReport) as refused:
        starter(boards, PINGLIANG, 2023)
    assert "平凉市没有2023年的实际值" in str(refused.value)
    assert "2020、2021、2022" in str(refused.value)


def test_a_place_that_there_is_not_is_refused(boards: BoardReader) -> None:
    with pytest.raises(NotFound), boards.open(AsOf(2022), "2026-11-23") as board:
        compose(board, Order("999999", 2022))


@pytest.mark.parametrize(
    ("place_id", "year"), [(PINGLIANG, 2022), (PINGLIANG, 2020), (SHAANXI, 2022)]
)
def test_every_number_in_a_sentence_is_one_of_the_board(
    boards: BoardReader, place_id: str, year: int
) -> None:
    report = starter(boards, place_id, year)
    sentences = [
        text
        for key in ("conclusion", "progress", "tasks", "problems")
        for text in texts(report, key)
    ]
    ahead = {"".join(line.ahead) for line in report.lines}
    told = decimals_in(one for one in sentences if one not in ahead)
    with boards.open(AsOf(year), "2026-11-23") as board:
        assert told <= known_to(board, place_id), told - known_to(board, place_id)
    assert len(told) > 2


@pytest.mark.parametrize(
    ("place_id", "year"), [(PINGLIANG, 2022), (SHAANXI, 2022), ("000000", 2023)]
)
def test_every_verdict_of_the_annex_is_the_verdict_of_the_board(
    boards: BoardReader, place_id: str, year: int
) -> None:
    report = starter(boards, place_id, year)
    words = column(report, "annex1", "评估结论")
    words += column(report, "annex3", "评估结论") if report.table("annex3") else []
    points = column(report, "annex1", "进度差")
    points += column(report, "annex3", "进度差") if report.table("annex3") else []
    with boards.open(AsOf(year), "2026-11-23") as board:
        rows = {row.target.target_id: row for row in board.rows(place_id)}
    order = [one for one in report.lines if not one.is_task] + [
        one for one in report.lines if one.is_task
    ]
    own = [rows[line.row.target.target_id] for line in order]
    assert words == [row.status_word() for row in own]
    assert points == [
        "—" if row.gap_points is None else f"{row.gap_points:.1f}".replace("-", "−") for row in own
    ]


def test_a_value_published_later_than_the_day_is_not_in_the_report(folder: Folder) -> None:
    planned(folder)
    late = row_of(period="2022", value="46.79", vintage="post_census", released_on="2023-03")
    (folder.observations / "late.csv").write_text(table_of(late), encoding="utf-8")
    before = report_of(folder, 2021, day="2022-06-30")
    with pytest.raises(NothingToReport):
        report_of(folder, 2022, day="2022-06-30")
    assert "46.79" in "".join(texts(report_of(folder, 2022), "conclusion"))
    assert before.stamp.day == "2022-06-30"


def test_plans_that_begin_later_are_left_out_and_the_report_says_how_many(
    boards: BoardReader,
) -> None:
    report = starter(boards, SHAANXI, 2021)
    assert not any(line.row.target.annual for line in report.lines)
    # The work points of 2022 set thirteen tasks for the province.
    said = "另有13项目标所属规划的起始年晚于2021年，未列入本报告"
    assert any(said in text for text in texts(report, "method"))


def test_a_plan_issued_in_its_second_year_counts_from_its_first(boards: BoardReader) -> None:
    # Pingliang's plan of 2021 to 2035 was issued in 2022.
    years = {line.row.target.year for line in starter(boards, PINGLIANG, 2021).lines}
    assert 2025 in years
    assert 2025 not in {line.row.target.year for line in starter(boards, PINGLIANG, 2020).lines}


def test_a_year_before_every_plan_is_refused(folder: Folder) -> None:
    planned(folder)
    with pytest.raises(NothingToReport) as refused:
        report_of(folder, 2020)
    assert str(refused.value).startswith("平凉市的规划都从2020年以后开始")


def test_the_same_release_and_day_compose_the_same_report(boards: BoardReader) -> None:
    assert starter(boards, PINGLIANG, 2022) == starter(boards, PINGLIANG, 2022)


def test_a_source_that_looks_like_markup_or_a_formula_stays_what_it_is(folder: Folder) -> None:
    planned(folder)
    odd = row_of(period="2022", value="46.79", vintage="post_census", source="=1+1<b>&{{x}}#let")
    (folder.observations / "odd.csv").write_text(table_of(odd), encoding="utf-8")
    (sources,) = column(report_of(folder, 2022), "annex5", "来源")
    assert sources == "=1+1<b>&{{x}}#let"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("甲\x00\x0b乙", "甲乙"),
        ("甲\r\n\t乙 ", "甲 乙"),
        ("\ud800甲\ufffe", "甲"),
        ("=甲<&>", "=甲<&>"),
    ],
)
def test_what_no_file_can_hold_is_taken_out(given: str, kept: str) -> None:
    assert clean(given) == kept


def strings(part: object) -> list[str]:
    """Return every text in a tree of records."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, tuple):
        return [text for one in part for text in strings(one)]
    if is_dataclass(part):
        return [text for one in fields(part) for text in strings(getattr(part, one.name))]
    return []


@pytest.mark.parametrize(
    ("place", "name"),
    [("平凉市", "平凉市2022年度监测评估报告"), ("../../etc/<甲>:\"乙\"", "etc甲乙2022年度监测评估报告"),
     ("..", "地区2022年度监测评估报告")],
)  # fmt: skip
def test_a_file_name_is_a_name_and_never_a_path(place: str, name: str) -> None:
    assert file_name(place, 2022) == name


def test_no_paragraph_is_empty_or_shows_what_is_not_a_number(boards: BoardReader) -> None:
    for place_id, year in ((PINGLIANG, 2022), (SHAANXI, 2022), ("000000", 2023), ("620000", 2020)):
        report = starter(boards, place_id, year)
        said = [one.text for one in report.blocks if isinstance(one, Paragraph)]
        assert all(text.endswith(("。", "：")) for text in said), said
        assert not any(
            bad in text
            for text in strings(report.sections)
            for bad in ("nan", "None", "inf", "{", "。。", "，。")
        )


def test_every_table_has_a_key_that_templates_know(boards: BoardReader) -> None:
    for place_id, year in ((PINGLIANG, 2022), (SHAANXI, 2022), ("000000", 2023), ("620000", 2020)):
        keys = {table.key for table in starter(boards, place_id, year).tables}
        assert {key for key in keys if not key.startswith("sums_")} <= set(TABLES)
