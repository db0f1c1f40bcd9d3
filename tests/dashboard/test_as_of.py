"""Every page as of a day: what was not known then is not there, and links stay on that day."""

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from dash import dcc, html
from flask.testing import FlaskClient

from dashboard.links import keep_day
from dashboard.reader import BoardReader
from dashboard.routes import read_address
from etl.domain.asof import AsOf

PINGLIANG, RATE = "620800", "urbanization_rate"


def of_2025(boards: BoardReader, as_of: AsOf | None) -> tuple[str, int | None] | None:
    """Return status and year of the value of Pingliang's 2025 target, None where it is not there."""
    with boards.open(as_of) as board:
        rows = {row.target.year: row for row in board.rows(PINGLIANG, RATE)}
    return (rows[2025].status, rows[2025].period) if 2025 in rows else None


@pytest.mark.parametrize(
    ("day", "found"),
    [
        # 规划2022年印发，只写到年：当年年底以前还没有这个目标。
        (20220630, None),
        # 2023年公布2022年的46.79：(46.79−44.77)÷10.23 − 40% = −20.3，滞后。
        (20231231, ("behind", 2022)),
        # 2025年公布2024年的49.5：46.2% − 80% = −33.8，严重滞后。
        (20261123, ("far_behind", 2024)),
    ],
)
def test_a_target_stands_as_it_was_known_on_the_day(
    boards: BoardReader, day: int, found: tuple[str, int] | None
) -> None:
    assert of_2025(boards, AsOf(known_on=day)) == found


def test_the_past_of_a_target_is_that_of_the_day_too(boards: BoardReader) -> None:
    with boards.open(AsOf(known_on=20231231)) as board:
        past = board.histories(PINGLIANG, RATE)
        target_id = next(
            row.target.target_id for row in board.rows(PINGLIANG, RATE) if row.target.year == 2025
        )
    assert [(one.year, one.status) for one in past[target_id]] == [
        (2021, "on_track"), (2022, "behind"),
    ]  # fmt: skip


def test_a_year_within_a_day_knows_no_more_than_the_day(boards: BoardReader) -> None:
    with boards.open(AsOf(known_on=20231231)) as board:
        rows = board.rows(PINGLIANG, RATE, AsOf(2024))
    assert max(row.period or 0 for row in rows) == 2022


@pytest.mark.parametrize("given", ["", "2021", "2021-6-30", "2021-02-30", "x", "９９９９-12-31"])
def test_what_is_no_day_is_today(given: str) -> None:
    assert read_address(f"/?as_of={given}", None).as_of is None


def test_a_day_is_a_day() -> None:
    assert read_address("/place/620800?as_of=2021-06-30", None).as_of == AsOf(known_on=20210630)


def test_links_of_the_board_keep_the_day_and_others_do_not() -> None:
    page: Any = html.Div(
        [
            dcc.Link("甲", href="/place/620800?lang=en#top"),
            html.Ul([html.Li(html.A("乙", href="/export/place/620800.csv"))]),
            html.A("丙", href="/plans/one"), html.A("丁", href="https://example.org/place/"),
            html.A("戊", href="/data?as_of=2020-01-01"), html.A("己", href="/screen?place=620800"),
            "/place/620800",
        ]
    )  # fmt: skip
    keep_day(page, "2021-06-30")
    links = [page.children[0].href, page.children[1].children[0].children.href]
    assert links == [
        "/place/620800?lang=en&as_of=2021-06-30#top", "/export/place/620800.csv?as_of=2021-06-30",
    ]  # fmt: skip
    assert [one.href for one in page.children[2:6]] == [
        "/plans/one", "https://example.org/place/", "/data?as_of=2020-01-01",
        "/screen?place=620800&as_of=2021-06-30",
    ]  # fmt: skip


def test_the_page_says_which_day_it_shows_and_leads_back(client: FlaskClient) -> None:
    drawn = client.get("/_dash-layout", headers={
        "Referer": "http://localhost/place/620800?as_of=2023-12-31"
    })  # fmt: skip
    told = json.dumps(drawn.json, ensure_ascii=False)
    assert '"2023-12-31", "className": "nb"' in told  # the day stays on one line
    assert "已公布的数据和已生效的规划显示" in told
    assert "落后20.3个百分点" in told and "落后33.8个百分点" not in told
    assert '"href": "/place/620800"' in told


@pytest.mark.parametrize("given", ["2199-01-01", "2021-13-01", "去年", "<b>"])
def test_a_day_that_is_none_or_has_not_come_is_told_and_today_is_shown(
    client: FlaskClient, given: str
) -> None:
    drawn = client.get("/_dash-layout", headers={
        "Referer": f"http://localhost/place/620800?{urlencode({'as_of': given})}"
    })  # fmt: skip
    told = json.dumps(drawn.json, ensure_ascii=False)
    assert f"“{given}”不是以前的某一天（应写作2021-06-30），本页按今天显示。" in plain(told)
    assert "落后33.8个百分点" in told and "已公布的数据和已生效的规划显示" not in told


def test_nothing_shows_a_day_that_has_not_come(boards: BoardReader) -> None:
    future = AsOf(known_on=21990101)
    with boards.open(future, "2026-11-23") as board:
        assert board.as_of is None
    with boards.open(AsOf(2022, 21990101), "2026-11-23") as board:
        assert board.as_of == AsOf(2022)


def plain(told: str) -> str:
    """Return a drawn page's text without the marks that keep a number on one line."""
    return re.sub(
        r'", \{"props": \{"children": "([^"]*)", "className": "nb"[^}]*\}[^}]*\}, "', r"\1", told
    )


def test_the_exported_table_is_of_the_day_too(client: FlaskClient) -> None:
    now = client.get("/export/place/620800.csv").get_data(as_text=True)
    then = client.get("/export/place/620800.csv?as_of=2023-12-31").get_data(as_text=True)
    assert "49.5" in now and "49.5" not in then
