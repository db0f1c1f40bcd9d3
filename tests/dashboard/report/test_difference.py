"""The comparison with the last publication: which statuses changed, and why."""

from dashboard.publishing import Order as Frozen
from dashboard.publishing import publish_board
from dashboard.reader import BoardReader
from etl.project.folder import Folder
from etl.steps.judge import judge
from etl.steps.load import load
from tests.conftest import row_of, table_of
from tests.dashboard.report.reading import NOW, column, report_of, texts
from tests.decided import judged, planned, rate, revise_2021


def published(folder: Folder, on: str) -> None:
    """Freeze the board as the screen shows it on a day."""
    load(folder, now=NOW)
    with BoardReader(f"sqlite:///{folder.database}").open(today=on) as board:
        publish_board(folder, board, Frozen(on, "张三", title="上年度监测结果"))


def test_without_a_publication_there_is_no_comparison(folder: Folder) -> None:
    planned(folder)
    assert report_of(folder, 2021).section("changes") is None


def test_a_revised_value_that_turns_a_status_is_named_as_the_cause(folder: Folder) -> None:
    planned(folder)
    published(folder, "2025-12-31")
    revise_2021(folder)
    report = report_of(folder, 2021)
    said = texts(report, "changes")
    # Three targets: the rate of 2025 was on track (−6.8) and lags now (−11.9); that of 2035 is not
    # due then and now, but its pace rests on the value; the other measure never had a value.
    assert said[1].startswith(
        "与2025年12月31日的发布版“上年度监测结果”（张三发布）相比，两次合计涉及目标3项："
    )
    assert "评估结论有变化的1项" in said[1]
    assert said[2] == "评估结论有变化的1项中，由“基本符合预期”变为“滞后”1项。"
    assert column(report, "changes", "上次结论")[0] == "基本符合预期"
    assert column(report, "changes", "本次结论")[0] == "滞后"
    assert column(report, "changes", "上次实际")[0] == "46.12%（2021）"
    assert column(report, "changes", "本次实际")[0] == "45.60%（2021）"
    assert column(report, "changes", "变化原因")[0] == "2021年数值已修订"


def test_a_new_actual_is_named_as_the_cause(folder: Folder) -> None:
    planned(folder)
    published(folder, "2025-12-31")
    late = row_of(period="2022", value="46.79", vintage="post_census", released_on="2026-03")
    (folder.observations / "late.csv").write_text(table_of(late), encoding="utf-8")
    report = report_of(folder, 2022)
    assert column(report, "changes", "变化原因")[0] == "公布了2022年数值"


def test_a_judgement_since_then_is_named(folder: Folder) -> None:
    project = planned(folder)
    published(folder, "2025-12-31")
    judge(project, judged(rate(project).target_id, "behind"))
    report = report_of(folder, 2021)
    assert column(report, "changes", "变化原因") == ["人工研判有变化"]
    assert "评估结论有变化的0" not in "".join(texts(report, "changes"))


def test_where_nothing_changed_the_report_says_so_without_a_table(folder: Folder) -> None:
    planned(folder)
    published(folder, "2025-12-31")
    report = report_of(folder, 2021)
    assert texts(report, "changes")[1].endswith("两次合计涉及目标3项：没有变化的3项。")
    assert report.table("changes") is None


def test_last_years_publication_goes_before_one_of_this_year(folder: Folder) -> None:
    planned(folder)
    published(folder, "2025-12-31")
    published(folder, "2026-06-30")
    assert "2025年12月31日" in texts(report_of(folder, 2021), "changes")[1]


def test_a_publication_made_after_the_day_is_not_compared_with(folder: Folder) -> None:
    planned(folder)
    published(folder, "2025-12-31")
    assert report_of(folder, 2021, day="2025-06-30").section("changes") is None


def test_a_publication_made_later_is_not_compared_with_whatever_day_it_shows(
    folder: Folder,
) -> None:
    planned(folder)
    load(folder, now=NOW)
    with BoardReader(f"sqlite:///{folder.database}").open(today="2026-06-20") as board:
        publish_board(folder, board, Frozen("2026-06-20", "张三", as_of="2025-12-01"))
    assert report_of(folder, 2021, day="2026-03-01").section("changes") is None
    assert report_of(folder, 2021).section("changes") is not None


def test_a_publication_on_values_of_later_years_is_not_compared_with(folder: Folder) -> None:
    planned(folder)
    late = row_of(period="2022", value="46.79", vintage="post_census", released_on="2023-03")
    (folder.observations / "late.csv").write_text(table_of(late), encoding="utf-8")
    published(folder, "2025-12-31")
    assert report_of(folder, 2021).section("changes") is None
    assert report_of(folder, 2022).section("changes") is not None


def test_an_actual_of_nothing_is_a_value_and_not_a_gap(folder: Folder) -> None:
    project = planned(folder)
    published(folder, "2025-12-31")
    zero = row_of(
        period="2021", value="0.00", vintage="post_census", released_on="2026-03", note="修订"
    )
    (folder.observations / "zero.csv").write_text(table_of(zero), encoding="utf-8")
    report = report_of(project.folder, 2021)
    assert column(report, "changes", "本次实际")[0] == "0.00%（2021）"
