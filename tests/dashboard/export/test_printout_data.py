"""How wide the columns of a printed table are, where its heads break, and which page a block is on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.export.legible import letters
from dashboard.export.printout_data import column_widths, head_lines
from dashboard.report.records import Cell, Column, Table

HELD = letters()


def table(*columns: tuple[str, float, str]) -> Table:
    """A table of one row, each column as head, width and text."""
    return Table("t", "表", tuple(Column(head, width) for head, width, _ in columns),
                 (tuple(Cell(text) for _, _, text in columns),))  # fmt: skip


@pytest.mark.parametrize(
    ("head", "room", "lines"),
    [
        ("单位", 2.0, ["单位"]),
        ("规划年均", 3.0, ["规划", "年均"]),
        ("水平完成率", 3.5, ["水平", "完成率"]),
        ("进度差（百分点）", 4.0, ["进度差", "（百", "分点）"]),
        ("2035年目标", 3.0, ["2035年", "目标"]),
    ],
)
def test_a_column_head_breaks_into_lines_of_like_length(
    head: str, room: float, lines: list[str]
) -> None:
    assert head_lines(head, room) == lines


@given(st.text(alphabet="水平完成率（）2035%目标", max_size=20), st.floats(1, 12))
def test_the_lines_of_a_head_make_it_up_again(head: str, room: float) -> None:
    assert "".join(head_lines(head, room)) == head


def test_columns_share_the_line_as_asked() -> None:
    widths = column_widths(table(("甲", 1.0, "一"), ("乙", 3.0, "二")), 10.5, 400.0)
    assert widths == [100.0, 300.0]


def test_a_column_is_never_narrower_than_its_number() -> None:
    widths = column_widths(table(("甲", 0.1, "123456.78"), ("乙", 3.0, "二")), 10.0, 400.0)
    assert 45.0 < widths[0] < 60.0 and sum(widths) == pytest.approx(400.0)


def test_a_short_word_is_not_broken_where_there_is_room() -> None:
    widths = column_widths(
        table(("结论", 0.1, "无法评估"), ("说明", 5.0, "很长的说明" * 9)), 10.0, 400.0
    )
    assert widths[0] >= 40.0


@given(
    st.lists(
        st.tuples(st.just("栏"), st.floats(0.1, 9), st.text(max_size=40)), min_size=1, max_size=20
    )
)
def test_columns_fill_the_line_whatever_they_hold(columns: list[tuple[str, float, str]]) -> None:
    widths = column_widths(table(*columns), 7.5, 694.5)
    assert sum(widths) == pytest.approx(694.5, abs=0.5) and min(widths) > 0
