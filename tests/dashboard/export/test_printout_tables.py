"""Tables on paper: three lines, heads repeated, rows kept whole, words kept in their columns."""

import re

import pytest

from dashboard.export.printout import printout_of
from dashboard.report.records import Cell, Column, Note, Paragraph, Table
from dashboard.theme import TOKENS
from tests.dashboard.printed import MM, is_turned, lines_of, made, pages, squeezed, text_of
from tests.dashboard.sample_report import sample


@pytest.fixture(scope="module")
def printed() -> bytes:
    return printout_of(sample())


def test_a_wide_table_brings_its_heading_along_and_text_stays_readable(printed: bytes) -> None:
    page, chars = pages(printed)[3]
    assert lines_of(chars, 16) == ["附表"]
    small = [one["size"] for one in chars if not is_turned(one)]
    assert min(small) >= 7.0
    assert max(one["x1"] for one in chars) <= page.width - 20 * MM + 1


def test_a_long_table_repeats_its_head_and_says_that_it_goes_on(printed: bytes) -> None:
    texts_ = [squeezed(page.extract_text()) for page, _ in pages(printed)[3:-1]]
    assert len(texts_) > 3
    assert all("栏目" in text and "附表1" in text for text in texts_)
    assert ["（续）" in text for text in texts_] == [False] + [True] * (len(texts_) - 1)


def test_a_row_is_not_split_between_two_pages() -> None:
    rows = tuple((Cell(f"甲{n}始" + "很长的说明" * 8 + f"终{n}乙"), Cell("—")) for n in range(60))
    table = Table("t", "表", (Column("说明", 1.0), Column("值", 1.0)), rows)
    for page, _ in pages(made(table))[1:]:
        text = squeezed(page.extract_text()).replace("—", "")
        begun, ended = re.findall(r"甲(\d+)始", text), re.findall(r"终(\d+)乙", text)
        assert begun == ended and begun


def test_a_row_taller_than_a_page_goes_on_instead_of_running_off() -> None:
    table = Table(
        "t", "表", (Column("说明", 1.0), Column("值", 1.0)), ((Cell("说明" * 3000), Cell("1")),)
    )
    chars = [one for _, chars in pages(made(table)) for one in chars if one["text"] in "说明"]
    inside = [one for one in chars if one["bottom"] < 262 * MM + 1]
    assert len(inside) == len(chars) and len(chars) > 6000


def test_a_small_table_is_kept_on_one_page() -> None:
    table = Table("t", "小表", (Column("项", 1.0),), tuple((Cell(f"第{n}行"),) for n in range(6)))
    # 15行文字之后还放得下整个表，16行之后放不下，21行之后连标题也放不下。
    for lines in (15, 16, 21):
        found = [
            squeezed(page.extract_text())
            for page, _ in pages(made(*[Paragraph("文")] * lines, table))
        ]
        assert sum("小表" in text for text in found) == 1
        assert sum("第0行" in text and "第5行" in text for text in found) == 1


def test_a_long_address_in_a_narrow_column_stays_in_it() -> None:
    url = "https://example.org/" + "a1b2c3" * 40
    columns = (Column("名称", 3.0), Column("网址", 1.0), Column("备注", 1.0))
    found = pages(
        made(
            Table(
                "t",
                "表",
                columns,
                (
                    (
                        Cell("甲"),
                        Cell(url),
                        Cell("注意"),
                    ),
                ),
            )
        )
    )
    end = next(one["top"] for one in found[1][1] if one["text"] == "摘")
    chars = [one for one in found[1][1] if one["size"] == 10.5 and one["bottom"] < end]
    note = min(one["x0"] for one in chars if one["text"] == "意") - 10.5
    assert max(one["x1"] for one in chars if one["text"] in "abc123") < note
    assert url in text_of(made(Note(url)))


def rgb(colour: str) -> tuple[float, ...]:
    """Return a colour "#8A5A00" as shares of red, green and blue."""
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def test_only_the_status_word_is_coloured(printed: bytes) -> None:
    _, chars = pages(printed)[2]
    shown = {one["text"]: one["non_stroking_color"] for one in chars if one["size"] == 10.5}
    assert shown["滞"] == pytest.approx(rgb(TOKENS["warn"]), abs=0.01)
    assert shown["估"] == pytest.approx(rgb(TOKENS["none"]), abs=0.01)
    assert set(shown["镇"]) == {0} or shown["镇"] == (0,)


def test_numbers_of_a_column_end_at_one_line(printed: bytes) -> None:
    columns = (Column("项", 2.0), Column("值", 1.0, "right"))
    rows = tuple((Cell("甲"), Cell(text)) for text in ("9.99", "−20.31", "1234.56"))
    chars = [
        one for one in pages(made(Table("t", "表", columns, rows)))[1][1] if one["size"] == 10.5
    ]
    ends = {round(max(one["x1"] for one in chars if one["text"].isdigit() and abs(one["top"] - top) < 2))
            for top in {one["top"] for one in chars if one["text"] == "."}}  # fmt: skip
    assert len(ends) == 1


def test_three_lines_and_no_others_rule_a_table(printed: bytes) -> None:
    page = pages(made(sample().tables[0]))[1][0]
    widths = sorted(round(one["linewidth"], 2) for one in page.lines)
    assert widths and set(widths) == {0.75, 1.5}
    assert len({round(one["top"], 1) for one in page.lines}) == 3


def test_charts_and_tables_are_numbered_in_their_order() -> None:
    chart, (table, wide) = sample().charts[0], sample().tables
    text = text_of(made(chart, table, chart, table, wide))
    assert all(f"图{n}平凉市常住人口" in text and f"表{n}主要指标进展" in text for n in (1, 2))
    assert "附表1主要指标完成情况" in text and "表3" not in text
