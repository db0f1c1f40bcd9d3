"""The supervision list as an Excel file: official words, numbers that are numbers, never a formula."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from dashboard.export.workbook import Stamp, workbook_of
from dashboard.narrowing import narrowed
from etl.project.folder import Folder
from tests.dashboard.deciding import DAY, Site, lagging, site_on
from tests.decided import LEAD, OTHER, judged

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HEAD = ["序号", "责任单位", "地区", "指标", "目标年", "目标", "实际值", "序时进度差（百分点）", "评估", "人工研判",
        "状态", "整改措施", "完成时限", "办理情况", "经办人"]  # fmt: skip


@pytest.fixture
def site(folder: Folder) -> Site:
    return site_on(lagging(folder))


def stamp_of(site: Site, **query: str) -> Stamp:
    with site.board() as board:
        found = narrowed(board, query)
        return Stamp(board.release, DAY, found.narrowing.words(found.whole))


def made(site: Site, **query: str) -> bytes:
    with site.board() as board:
        return workbook_of(narrowed(board, query).entries, stamp_of(site, **query))


def part(data: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return ElementTree.fromstring(book.read(name))


def cells(data: bytes, sheet: int = 1) -> list[list[Any]]:
    """Return the cells of a sheet, row by row: texts as they are, numbers as numbers."""
    shared = [
        "".join(text.text or "" for text in item.iter(f"{NS}t"))
        for item in part(data, "xl/sharedStrings.xml")
    ]
    rows = []
    for row in part(data, f"xl/worksheets/sheet{sheet}.xml").iter(f"{NS}row"):
        line: list[Any] = []
        for cell in row:
            value = cell.find(f"{NS}v")
            text = None if value is None else value.text
            line.append(shared[int(text or 0)] if cell.get("t") == "s" else text and float(text))
        rows.append(line)
    return rows


def formats(data: bytes, sheet: int, row: int) -> list[str]:
    """Return the number formats of the cells of a row, the first row = 1."""
    styles = part(data, "xl/styles.xml")
    codes = {one.get("numFmtId"): one.get("formatCode") for one in styles.iter(f"{NS}numFmt")}
    looks = styles.find(f"{NS}cellXfs")
    assert looks is not None
    used = [codes.get(look.get("numFmtId")) or str(look.get("numFmtId")) for look in looks]
    rows = list(part(data, f"xl/worksheets/sheet{sheet}.xml").iter(f"{NS}row"))
    return [used[int(cell.get("s") or 0)] for cell in rows[row - 1]]


def day(number: float) -> date:
    return date(1899, 12, 30) + timedelta(days=int(number))


def test_the_list_has_its_title_the_day_and_the_official_columns(site: Site) -> None:
    rows = cells(made(site))
    assert rows[0][0] == "督办清单"
    assert re.fullmatch(r"截至2026年7月1日　数据第1版　内容摘要[0-9a-f]{12}　未销号", rows[1][0])
    assert rows[2] == HEAD
    assert [row[:5] for row in rows[3:]] == [
        [1.0, OTHER, "平凉市", "常住人口城镇化率", 2025.0], [2.0, LEAD, "平凉市", "常住人口城镇化率", 2025.0]
    ]  # fmt: skip


def test_a_line_holds_numbers_and_days_that_excel_can_reckon_with(site: Site) -> None:
    assert site.move(due="2026-06-30", note="已约谈").get_json()["ok"]
    data = made(site, department=LEAD)
    (line,) = cells(data)[3:]
    assert line[5:7] == ["55%", 45.6]
    # (45.60−44.77)/(55−44.77) is 8.11% where 20% is due.
    assert line[7] == pytest.approx(-11.887, abs=0.001)
    assert line[8:12] == ["滞后", "", "整改中", "按月调度"]
    assert (day(line[12]), line[13:]) == (date(2026, 6, 30), ["已约谈", "李四"])
    shown = formats(data, 1, 4)
    assert (shown[6], shown[7]) == ('0.0"%"', "+0.0;-0.0;0.0")
    assert shown[12] == 'yyyy-mm-dd"（已逾期）"'


def test_a_judgement_stands_beside_the_computed_status(site: Site) -> None:
    assert site.judge(status="far_behind", reason="两县数据未报").get_json()["ok"]
    assert [row[8:10] for row in cells(made(site))[3:]] == [
        ["滞后", f"严重滞后：两县数据未报（张三{DAY}）"]
    ] * 2


def test_the_second_sheet_holds_everything_that_was_done(site: Site) -> None:
    assert site.move().get_json()["ok"]
    assert site.move(state="pending_closure", note="已完成登记").get_json()["ok"]
    rows = cells(made(site), 2)
    assert rows[0][0] == "办理记录"
    told = [(row[0], row[1], day(row[5]).isoformat(), *row[6:8], *row[9:]) for row in rows[3:]]
    assert told == [
        (2.0, LEAD, DAY, "整改中", "按月调度", "", "李四"),
        (2.0, LEAD, DAY, "待销号", "按月调度", "已完成登记", "李四"),
    ]


def test_the_last_sheet_says_which_data_and_which_part_it_shows(site: Site) -> None:
    stamp = stamp_of(site, department=LEAD)
    told = dict(cells(made(site, department=LEAD), 3))
    assert (told["截至"], told["项数"], told["所列范围"]) == (DAY, "1", f"未销号、{LEAD}")
    assert told["内容摘要"] == stamp.release.content_digest and len(told["内容摘要"]) == 64


@pytest.mark.parametrize("sheet", [1, 2])
def test_a_sheet_is_ready_to_print_on_a4(site: Site, sheet: int) -> None:
    data = made(site)
    page = part(data, f"xl/worksheets/sheet{sheet}.xml")
    setup, footer = page.find(f"{NS}pageSetup"), next(page.iter(f"{NS}oddFooter")).text
    assert setup is not None and footer is not None
    assert (setup.get("paperSize"), setup.get("orientation")) == ("9", "landscape")
    assert setup.get("fitToHeight") == "0" and setup.get("fitToWidth", "1") == "1"
    assert "内容摘要" in footer and "&P" in footer
    pane = next(page.iter(f"{NS}pane"))
    assert (pane.get("ySplit"), pane.get("state")) == ("3", "frozen")
    names = [one.text for one in part(data, "xl/workbook.xml").iter(f"{NS}definedName")]
    assert "督办清单!$3:$3" in names and "办理记录!$3:$3" in names


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", '=HYPERLINK("http://evil.example")', "http://evil.example"]
)
def test_words_that_begin_like_a_formula_or_a_link_stay_text(site: Site, start: str) -> None:
    with site.board() as board:
        entry = narrowed(board, {}).entries[0]
    hostile = f"{start}cmd|calc"
    place = replace(entry.row.place, name=hostile)
    item = replace(entry.item, department=hostile, measures=hostile)
    judgement = judged(entry.item.target_id, reason=hostile)
    changed = replace(entry, row=replace(entry.row, place=place), item=item, judgement=judgement)
    data = workbook_of([changed], stamp_of(site))
    line = cells(data)[3]
    assert (line[1], line[2], line[11]) == (hostile,) * 3
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in book.namelist():
            assert b"<f>" not in book.read(name) and b"<hyperlink" not in book.read(name)


def test_the_same_release_and_day_give_the_same_bytes(site: Site) -> None:
    assert site.move().get_json()["ok"]
    assert made(site) == made(site)


def test_an_absent_number_is_a_dash_and_an_empty_list_a_sheet_without_lines(site: Site) -> None:
    with site.board() as board:
        entry = narrowed(board, {}).entries[0]
    bare = replace(entry, row=replace(entry.row, actual=None, gap_points=None))
    assert cells(workbook_of([bare], stamp_of(site)))[3][6:8] == ["—", "—"]
    assert len(cells(workbook_of([], stamp_of(site)))) == 3


def test_the_file_is_a_download_with_a_name_of_its_day(site: Site) -> None:
    answer = site.client.get("/export/supervision.xlsx", query_string={"department": LEAD})
    assert answer.status_code == 200
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert f"督办清单-{DAY}.xlsx" in unquote(answer.headers["Content-Disposition"])
    assert len(cells(answer.data)) == 4
    as_of = site.client.get("/export/supervision.xlsx?as_of=2023-04-30")
    assert len(cells(as_of.data)) == 3 and "截至2023年4月30日" in cells(as_of.data)[1][0]
