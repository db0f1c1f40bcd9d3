"""Tables as pipe rows: merged cells, ragged rows, signs that would break a row."""

from etl.formats.rows import Cell, pipe_rows


def row(*texts: str) -> list[Cell]:
    return [Cell(text) for text in texts]


def test_a_table_is_one_line_a_row() -> None:
    assert pipe_rows([row("指标", "2025年"), row("绿地率", "38%")]) == [
        "| 指标 | 2025年 |", "| 绿地率 | 38% |",
    ]  # fmt: skip


def test_a_cell_over_two_columns_stands_once_and_is_followed_by_an_empty_one() -> None:
    assert pipe_rows([[Cell("目标", columns=2), Cell("属性")]]) == ["| 目标 |  | 属性 |"]


def test_a_cell_over_three_rows_is_repeated_in_each_and_moves_the_others() -> None:
    rows = [[Cell("经济", rows=3), Cell("甲")], row("乙"), row("丙"), row("丁", "戊")]
    assert pipe_rows(rows) == ["| 经济 | 甲 |", "| 经济 | 乙 |", "| 经济 | 丙 |", "| 丁 | 戊 |"]


def test_a_cell_over_rows_and_columns_is_repeated_downwards_only() -> None:
    rows = [[Cell("合计", columns=2, rows=2), Cell("1")], row("2")]
    assert pipe_rows(rows) == ["| 合计 |  | 1 |", "| 合计 |  | 2 |"]


def test_a_cell_that_hangs_down_at_the_right_end_fills_the_row_up_to_it() -> None:
    rows = [[Cell("甲"), Cell("乙"), Cell("丙", rows=2)], row("丁")]
    assert pipe_rows(rows) == ["| 甲 | 乙 | 丙 |", "| 丁 |  | 丙 |"]


def test_a_continued_cell_shows_what_stands_above_it() -> None:
    rows = [row("经济", "甲"), [Cell("", continues=True), Cell("乙")]]
    assert pipe_rows(rows) == ["| 经济 | 甲 |", "| 经济 | 乙 |"]


def test_short_rows_are_filled_up_and_empty_ones_left_out() -> None:
    assert pipe_rows([row("甲", "乙"), row("丙"), row("", "")]) == ["| 甲 | 乙 |", "| 丙 |  |"]


def test_a_bar_or_a_line_end_inside_a_cell_does_not_break_the_row() -> None:
    assert pipe_rows([row("甲|乙", "丙\n丁")]) == ["| 甲｜乙 | 丙 丁 |"]


def test_a_cell_that_claims_a_thousand_columns_takes_no_more_than_a_table_can_have() -> None:
    (line,) = pipe_rows([[Cell("甲", columns=1000), Cell("乙")]])
    assert line.count("|") == 201
