"""Tables on slides: the cells of the Report, all of them, in letters as large as they go."""

import pytest

from dashboard.export.slides_base import BODY
from dashboard.export.slides_tables import laid_out
from dashboard.export.slides_text import EMU
from dashboard.report.records import Cell, Column, Report, Table
from dashboard.theme import TOKENS
from tests.dashboard.export.slide_cases import (
    HEADS,
    ROW,
    grids,
    heavy,
    opened,
    report_of,
    section_of,
    table_of,
    tall,
    title,
)
from tests.dashboard.sample_report import sample


def test_the_cells_of_a_table_are_those_of_the_report() -> None:
    table = sample().table("progress")
    assert table is not None
    (grid,) = grids(opened(sample()))

    assert grid == [
        [column.head for column in table.columns],
        *[[cell.text for cell in row] for row in table.rows],
    ]


def test_a_status_word_has_the_colour_of_its_tone_and_nothing_else_has() -> None:
    rows = tuple((*ROW[:-1], Cell(word, tone=tone)) for word, tone in
                 (("已实现", "ok"), ("滞后", "warn"), ("未实现", "bad"), ("无法评估", "none")))  # fmt: skip
    deck = opened(report_of(section_of("progress", table_of("progress", rows))))
    table = next(shape.table for shape in deck.slides[2].shapes if shape.has_table)
    colours = [[str(cell.text_frame.paragraphs[0].runs[0].font.color.rgb) for cell in row.cells]
               for row in table.rows]  # fmt: skip

    tones = [TOKENS[tone].removeprefix("#") for tone in ("ok", "warn", "bad", "none")]
    assert [line[-1] for line in colours[1:]] == tones
    assert {colour for line in colours[1:] for colour in line[:-1]} == {"16202C"}


def test_a_long_table_goes_on_with_its_header_on_the_next_slide() -> None:
    rows = tuple((Cell(f"指标{n}"), *ROW[1:]) for n in range(20))
    deck = opened(report_of(section_of("progress", table_of("progress", rows))))
    found = grids(deck)

    assert [len(grid) - 1 for grid in found] == [7, 7, 6]
    assert all(tuple(grid[0]) == HEADS for grid in found)
    assert [line[0] for grid in found for line in grid[1:]] == [f"指标{n}" for n in range(20)]
    assert [title(slide) for slide in deck.slides][2:] == [
        "主要指标进展（1/3）", "主要指标进展（2/3）", "主要指标进展（3/3）",
    ]  # fmt: skip


def test_a_cell_higher_than_a_slide_goes_on_on_the_next_one_without_losing_a_word() -> None:
    long = "责任单位已经召开会议研究整改措施，并将于年底前完成。" * 80
    rows = ((Cell("甲"), Cell(long), Cell("滞后", tone="warn")),)
    table = Table(
        "measures", "督办清单", (Column("编号", 1), Column("措施", 3), Column("评估", 1)), rows
    )
    found = grids(opened(report_of(section_of("measures", table))))

    assert len(found) > 1
    assert "".join(line[1] for grid in found for line in grid[1:]) == long


@pytest.mark.parametrize("report", [sample(), heavy()], ids=["sample", "heavy"])
def test_the_text_of_every_cell_fits_its_row(report: Report) -> None:
    tables = [s.table for slide in opened(report).slides for s in slide.shapes if s.has_table]
    assert tables
    for table in tables:
        for row in table.rows:
            for cell, column in zip(row.cells, table.columns, strict=True):
                room = (column.width - cell.margin_left - cell.margin_right) / EMU
                used = tall(cell.text_frame, room) + (cell.margin_top + cell.margin_bottom) / EMU
                assert used <= row.height / EMU + 0.01


def test_short_tables_are_set_larger_than_crowded_ones() -> None:
    few = laid_out(table_of("progress", (ROW,) * 3), BODY)
    wide = sample().table("annex1")
    assert wide is not None

    assert few.size == 18.0
    assert laid_out(wide, BODY).size < 12.0
    assert sum(len(page) for page in laid_out(wide, BODY).pages) == 40
