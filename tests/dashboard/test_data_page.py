"""The data page: awaited values, vintages side by side, publications, the audit log."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.audit import MOST
from dashboard.board import Board
from dashboard.pages import data
from dashboard.pages.data_versions import spans_of, years_of
from dashboard.publishing import Order, publish_board
from dashboard.reader import BoardReader
from etl.domain.columns import BEFORE_BREAK, SINCE_BREAK
from etl.domain.slices import preferred
from etl.project.folder import Folder
from etl.steps.load import load
from tests.conftest import row_of, table_of
from tests.dashboard.drawn import chosen_in, links_of, rows_of, section_of, text_of
from tests.decided import planned

NOW = datetime(2026, 7, 1, tzinfo=UTC)
RATE = "urbanization_rate"
NATION = {"place": "000000", "indicator": RATE}


def line_of(board: Board, query: dict[str, str], year: int, lang: str = "zh") -> list[list[str]]:
    """Return the cells of each version of a year, without the year's own."""
    rows = rows_of(section_of(data.layout(board, query, lang), "versions"))
    start = next(at for at, row in enumerate(rows) if row[0] == str(year))
    rest = [row for row in rows[start + 1 :] if len(row) in (1, 11)]
    count = rows.index(rest[0]) - start if rest else len(rows) - start
    return [rows[start][1:], *rows[start + 1 : start + count]]


def test_both_published_rates_of_the_nation_in_2017_stand_side_by_side(board: Board) -> None:
    revised, first = line_of(board, NATION, 2017)
    assert revised[:3] == ["60.2%", "修订数普查后序列", "基期在2020年及以后的取用"]
    assert revised[5] == "2023-03"
    assert first[:3] == ["58.52%", "当年公报普查前序列", "基期在2020年以前的取用"]
    # 58.52 − 60.2 = −1.68
    assert first[3] == "−1.68个百分点"
    assert (revised[3], first[5]) == ("—", "未注明")


def test_two_values_of_one_series_are_told_apart_and_one_is_taken(board: Board) -> None:
    taken, sampled = line_of(board, NATION, 2015)
    assert taken[:3] == ["56.10%", "当年公报普查前序列", "取用"]
    assert sampled[:4] == ["55.88%", "2015年1%抽样普查前序列", "—", "−0.22个百分点"]


def test_the_series_break_is_marked_between_the_years_it_divides(board: Board) -> None:
    page = data.layout(board, {"place": "620000", "indicator": RATE}, "zh")
    years = [row[0] for row in rows_of(section_of(page, "versions"))]
    at = next(at for at, text in enumerate(years) if text.startswith("序列断点"))
    assert (years[at - 1], years[at + 1]) == ("2020", "2019")
    assert "普查前序列2010—2019年；普查后序列2020—" in text_of(page)


def test_an_indicator_that_no_census_touches_has_no_break_and_no_series(board: Board) -> None:
    page = data.layout(board, {"place": "000000", "indicator": "hukou_urbanization_rate"}, "zh")
    versions = text_of(section_of(page, "versions"))
    assert "序列断点" not in versions
    assert "普查后序列" not in versions


def test_a_value_to_be_verified_and_a_forecast_say_so(board: Board) -> None:
    rounded = line_of(board, NATION, 2013)[1]
    assert (rounded[0], rounded[7]) == ("53.7%", "待核")
    forecast = next(seen for seen in board.observations(None, None) if seen.maturity == "forecast")
    query = {"place": forecast.place_id, "indicator": forecast.indicator_id}
    versions = text_of(section_of(data.layout(board, query, "zh"), "versions"))
    assert "预计数，不作评估" in versions


def test_the_value_marked_as_taken_is_the_one_that_judgement_takes(board: Board) -> None:
    for code in ("000000", "620000", "620800", "610000"):
        own = [seen for seen in board.observations(code, RATE) if not seen.scope]
        years = years_of(own, board.registry)
        for family, mark in ((BEFORE_BREAK, "before"), (SINCE_BREAK, "since")):
            marked = [
                version.seen for year in years for version in year.versions
                if getattr(version, mark)
            ]  # fmt: skip
            assert marked[::-1] == preferred(own, board.registry, family)


def test_no_difference_is_taken_between_half_a_year_and_a_whole_one(folder: Folder) -> None:
    flow = {"indicator_id": "rental_homes", "unit": "万套", "vintage": "none", "period": "2022"}
    (folder.observations / "flow.csv").write_text(
        table_of(
            row_of(**flow, value="4.6", as_of="2022-06-30", released_on="2022-07"),
            row_of(**flow, value="8.9", released_on="2023-01"),
        ),
        encoding="utf-8",
    )
    load(folder, now=NOW)
    with BoardReader(f"sqlite:///{folder.database}").open() as board:
        whole, half = line_of(board, {"place": "620800", "indicator": "rental_homes"}, 2022)
    assert (whole[0], whole[2]) == ("8.9万套", "取用")
    assert (half[0], half[2], half[3], half[4]) == ("4.6万套", "—", "—", "2022-06-30")


def test_series_that_overlap_are_named_with_their_years(board: Board) -> None:
    own = [seen for seen in board.observations("000000", RATE) if not seen.scope]
    spans = spans_of(years_of(own, board.registry))
    assert spans == {BEFORE_BREAK: (2010, 2019), SINCE_BREAK: (2017, 2024)}


def test_the_choice_is_in_the_address_and_survives_the_other_form(board: Board) -> None:
    page = data.layout(board, NATION | {"kind": "review", "who": "项目组"}, "zh")
    assert chosen_in(page) == NATION | {"kind": "review", "who": "项目组"}
    html = str(section_of(page, "versions"))
    assert "name='kind'" in html and "value='项目组'" in html


def test_a_pair_without_values_says_so_and_offers_those_that_have(board: Board) -> None:
    page = data.layout(board, {"place": "620800", "indicator": "rental_homes"}, "zh")
    versions = section_of(page, "versions")
    assert "库中没有平凉市保障性租赁住房筹集套数的公布数" in text_of(versions)
    assert "常住人口城镇化率" in text_of(versions)


@pytest.mark.parametrize(
    "query", [{"place": "999999"}, {"indicator": "no"}, {"kind": "x", "who": "<b>"}]
)
def test_a_strange_choice_shows_the_usual_page(board: Board, query: dict[str, str]) -> None:
    page = data.layout(board, query, "zh")
    assert "平凉市　常住人口城镇化率" in text_of(page)


def test_what_should_be_in_names_latest_year_years_awaited_and_month(boards: BoardReader) -> None:
    with boards.open(today="2026-11-23") as board:
        rows = rows_of(section_of(data.layout(board, {}, "zh"), "overdue"))
        assert [
            "平凉市",
            "常住人口城镇化率",
            "全域",
            "2024",
            "2025年数值待入库",
            "次年6月底前",
        ] in rows
        assert [
            "平凉市",
            "百亿级产业集群数量",
            "全域",
            "从未入库",
            "2025年数值待入库",
            "次年6月底前",
        ] in rows
        english = rows_of(section_of(data.layout(board, {}, "en"), "overdue"))
        assert english[1][3:] == ["2024", "2025 overdue", "end of month 6 of the next year"]


def test_before_the_usual_month_is_over_the_last_year_is_not_awaited(boards: BoardReader) -> None:
    with boards.open(today="2026-06-30") as board:
        rows = rows_of(section_of(data.layout(board, {}, "zh"), "overdue"))
    assert not [row for row in rows if row[:2] == ["平凉市", "常住人口城镇化率"]]


@pytest.fixture
def published(folder: Folder) -> Iterator[Board]:
    planned(folder)
    url = f"sqlite:///{folder.database}"
    load(folder, now=NOW)
    with BoardReader(url).open() as board:
        publish_board(folder, board, Order("2026-06-30", "赵六", note="年中"))
    load(folder, now=NOW)
    with BoardReader(url).open(today="2026-07-01") as board:
        yield board


def test_publications_are_listed_with_counts_and_lead_on(published: Board) -> None:
    page = section_of(data.layout(published, {}, "zh"), "publications")
    (line,) = rows_of(page)[1:]
    assert line[1:4] == ["2026-06-30", "2026-06-30", "赵六"]
    # 2035年未到节点，不单独计数；2025年按46.12评估为基本符合预期；户籍率没有数值。
    assert line[4] == "无法评估1、基本符合预期1"
    assert "/publications/2026-06-30" in links_of(page)
    assert "urban publish --who 姓名" in text_of(page)


def test_without_publications_the_page_says_how_to_make_one(board: Board) -> None:
    page = text_of(section_of(data.layout(board, {}, "zh"), "publications"))
    assert "还没有发布版。" in page
    assert "urban publish" in page


def test_audit_lines_lead_to_what_they_are_about(published: Board) -> None:
    page = section_of(data.layout(published, {}, "zh"), "audit")
    links = links_of(page)
    assert "/publications/2026-06-30" in links
    targets = [
        one.removeprefix("/calculation/") for one in links if one.startswith("/calculation/")
    ]
    assert targets
    assert all(published.row(one) is not None for one in targets)


def test_a_log_that_was_cut_says_how_many_lines_there_are(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.audit.MOST", 3)
    page = section_of(data.layout(board, {}, "zh"), "audit")
    assert len(rows_of(page)) == 4
    assert re.search(r"共\d+个，这里列出前3个。", text_of(page))
    assert MOST == 200


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("place", ["000000", "620000", "620800", "610100"])
def test_no_page_shows_an_empty_number(board: Board, place: str, lang: str) -> None:
    text = text_of(data.layout(board, {"place": place}, lang))
    assert not re.search(r"\b(nan|None|inf)\b", text)


def test_texts_from_files_are_only_ever_text(folder: Folder) -> None:
    script = "<script>alert(1)</script>"
    row = row_of(period="2022", value="46.79", vintage="post_census", note=script, source=script)
    (folder.observations / "script.csv").write_text(table_of(row), encoding="utf-8")
    load(folder, now=NOW)
    boards = BoardReader(f"sqlite:///{folder.database}")
    client: FlaskClient = create_app(boards).server.test_client()
    answer = client.get("/_dash-layout", headers={"Referer": "http://localhost/data"})
    assert answer.is_json
    assert "alert(1)" in answer.text
    assert script not in client.get("/data").text
