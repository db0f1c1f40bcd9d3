"""Which blocks stand on turned pages."""

from dataclasses import replace

from dashboard.export.leaves import leaves_of
from dashboard.report.records import Block, Heading, Note, Paragraph
from tests.dashboard.sample_report import sample

TEXT, NOTE, ANNEXES, TAIL = Paragraph("文"), Note("注"), Heading(1, "附表"), Heading(2, "尾")
NARROW, WIDE = sample().tables


def leaves(*blocks: Block) -> list[tuple[bool, list[Block]]]:
    return [(one.is_turned, one.blocks) for one in leaves_of(blocks)]


def test_a_wide_table_takes_the_headings_before_it_and_the_notes_after_it() -> None:
    assert leaves(TEXT, ANNEXES, TAIL, WIDE, NOTE, TEXT) == [
        (False, [TEXT]), (True, [ANNEXES, TAIL, WIDE, NOTE]), (False, [TEXT]),
    ]  # fmt: skip


def test_two_wide_tables_stand_on_pages_of_their_own() -> None:
    assert leaves(TEXT, WIDE, TAIL, replace(WIDE, key="annex2")) == [
        (False, [TEXT]), (True, [WIDE]), (True, [TAIL, replace(WIDE, key="annex2")]),
    ]  # fmt: skip


def test_a_heading_before_text_is_not_left_on_the_turned_page() -> None:
    assert leaves(TEXT, WIDE, TAIL, NOTE) == [
        (False, [TEXT]), (True, [WIDE]), (False, [TAIL, NOTE]),
    ]  # fmt: skip


def test_the_title_has_an_upright_page_even_where_nothing_else_stands_on_it() -> None:
    assert leaves(ANNEXES, WIDE) == [(False, []), (True, [ANNEXES, WIDE])]
    assert leaves() == [(False, [])]
    assert leaves(NARROW) == [(False, [NARROW])]
