"""A document on the screen: every sign once and in order, every passage marked where it stands."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.passages import Block, Span, blocks

TEXT = "# 目标\n\n到2025年，城镇化率达到55%。供水普及率达到99%。\n\n| 指标 | 2025年 |\n|---|---|\n| 绿地率 | 38% |\n"


def span(text: str, quote: str, key: str) -> Span:
    """Return the span of the first place of a quote."""
    start = text.index(quote)
    return (start, start + len(quote), key)


def shown(text: str, *spans: Span) -> list[Block]:
    return list(blocks(text, spans))


def words(block: Block) -> list[str]:
    """Return the text of each cell of a block."""
    return ["".join(piece.text for piece in cell) for cell in block.cells]


def marked(found: Sequence[Block]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the pieces that some statement claims."""
    pieces = [piece for block in found for cell in block.cells for piece in cell]
    return [(piece.text, piece.ids) for piece in pieces if piece.ids]


def test_headings_paragraphs_and_rows_come_in_the_order_of_the_text() -> None:
    found = shown(TEXT)
    assert [(block.kind, words(block)) for block in found] == [
        ("heading", ["目标"]),
        ("paragraph", ["到2025年，城镇化率达到55%。供水普及率达到99%。"]),
        ("row", [" 指标 ", " 2025年 "]),
        ("row", [" 绿地率 ", " 38% "]),
    ]


def test_a_paragraph_is_cut_where_a_passage_begins_and_ends() -> None:
    found = shown(TEXT, span(TEXT, "城镇化率达到55%", "a"), span(TEXT, "99%", "b"))
    assert [(piece.text, piece.ids) for piece in found[1].cells[0]] == [
        ("到2025年，", ()), ("城镇化率达到55%", ("a",)), ("。供水普及率达到", ()), ("99%", ("b",)),
        ("。", ()),
    ]  # fmt: skip


def test_where_passages_overlap_a_piece_belongs_to_all_of_them() -> None:
    text = "到2025年，城镇化率达到55%以上。"
    spans = [
        span(text, text, "all"),
        span(text, "城镇化率达到55%", "a"),
        span(text, "55%以上", "b"),
    ]
    assert marked(shown(text, *spans)) == [
        ("到2025年，", ("all",)), ("城镇化率达到", ("all", "a")), ("55%", ("all", "a", "b")),
        ("以上", ("all", "b")), ("。", ("all",)),
    ]  # fmt: skip


def test_two_readings_of_one_passage_share_one_mark() -> None:
    text = "住房和道路各3个。"
    same = (0, 8, "a"), (0, 8, "b")
    assert marked(shown(text, *same)) == [("住房和道路各3个", ("a", "b"))]


def test_a_passage_over_several_lines_is_marked_on_each_of_them() -> None:
    text = "到2025年，城镇化率\r\n\r\n达到55%\n以上。"
    found = shown(text, (text.index("城"), text.index("上") + 1, "a"))
    assert marked(found) == [("城镇化率", ("a",)), ("达到55%", ("a",)), ("以上", ("a",))]
    assert [block.kind for block in found] == ["paragraph"] * 3


def test_a_passage_over_a_row_of_a_table_is_marked_in_its_cells() -> None:
    start, stop = TEXT.index("绿地率"), TEXT.index("38%") + 3
    (row,) = [block for block in shown(TEXT, (start, stop, "a")) if marked([block])]
    assert [[(piece.text, piece.ids) for piece in cell] for cell in row.cells] == [
        [(" ", ()), ("绿地率 ", ("a",))],
        [(" 38%", ("a",)), (" ", ())],
    ]


def test_the_rule_under_the_head_of_a_table_is_not_shown() -> None:
    for rule in ("|---|---|", "| :-- | --: |", "|:-:|"):
        assert [words(block) for block in shown(f"| 甲 | 乙 |\n{rule}\n| 1 | 2 |")] == [
            [" 甲 ", " 乙 "], [" 1 ", " 2 "]
        ]  # fmt: skip


def test_an_empty_cell_keeps_its_column() -> None:
    (row,) = shown("| 绿地率 | | 38% |")
    assert [text.strip() for text in words(row)] == ["绿地率", "", "38%"]


def test_a_row_that_says_there_are_no_figures_is_shown() -> None:
    found = shown("| 甲 | 乙 |\n|---|---|\n| - | - |")
    assert [[text.strip() for text in words(block)] for block in found][1:] == [["-", "-"]]


@pytest.mark.parametrize(
    "line",
    ["# 目标", "###### 目标", "第一章 发展基础", "第十二节 目标", "一、发展目标", "（三）主要指标",
     "(三)主要指标", "　　二、基本原则", "一、发展目标。"],
)  # fmt: skip
def test_a_short_numbered_line_is_a_heading(line: str) -> None:
    assert [block.kind for block in shown(line)] == ["heading"]


@pytest.mark.parametrize(
    "line",
    ["发展目标", "#目标", "####### 目标", "2025年目标", "第一，发展。", "一是发展",
     "一、到2025年，城镇化率达到55%。供水普及率达到99%。", "（一）" + "很" * 40],
)  # fmt: skip
def test_any_other_line_is_a_paragraph(line: str) -> None:
    assert [block.kind for block in shown(line)] == ["paragraph"]


def test_a_passage_in_a_heading_loses_only_the_hashes() -> None:
    (block,) = shown("## 到2025年达到55%", (0, 14, "a"))
    assert [(piece.text, piece.ids) for piece in block.cells[0]] == [("到2025年达到55%", ("a",))]


@pytest.mark.parametrize("line", ["# ", "##  \u3000"])
def test_hashes_without_words_are_no_heading(line: str) -> None:
    assert all(word for block in shown(line) for word in words(block))


@pytest.mark.parametrize("text", ["", "\n\n", " \u3000\n\t\r\n"])
def test_a_text_without_words_has_no_blocks(text: str) -> None:
    assert shown(text) == []


# ---- the law: nothing lost, nothing twice, nothing moved ----

SIGNS = st.text(st.sampled_from("平凉5%。一、第章#|-: \t\f\u3000\u2028\n\r"), max_size=80)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.one_of(SIGNS, st.text(max_size=60)))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    pairs = draw(st.lists(ends.map(sorted).filter(lambda pair: pair[0] < pair[1]), max_size=8)
                 if text else st.just([]))  # fmt: skip
    return text, [(start, stop, f"s{number}") for number, (start, stop) in enumerate(pairs)]


def expected(text: str) -> list[int]:
    """Return the offsets of the signs to be shown, told apart from the code by plain rules."""
    offsets: list[int] = []
    for line in re.finditer(r"[^\r\n]+", text):
        here = range(*line.span())
        if not line[0].strip():
            continue
        if not line[0].lstrip().startswith("|"):
            hashes = re.match(r"\s*#{1,6}\s+", line[0])
            offsets += here[hashes.end() if hashes else 0 :]
        elif re.sub(r"[\s|:-]", "", line[0]):
            offsets += [at for at in here if text[at] != "|"]
    return offsets


@given(texts_with_spans())
def test_every_sign_is_shown_once_in_order_with_exactly_the_passages_over_it(
    given_text: tuple[str, list[Span]],
) -> None:
    text, spans = given_text
    pieces = [
        piece for block in blocks(text, spans) for cell in block.cells for piece in cell
    ]  # fmt: skip
    signs = [(sign, set(piece.ids)) for piece in pieces for sign in piece.text]
    told = [
        (text[at], {key for start, stop, key in spans if start <= at < stop})
        for at in expected(text)
    ]
    # A cell of blanks may be left out: compared is what can be seen.
    assert [one for one in signs if one[0].strip()] == [one for one in told if one[0].strip()]


@given(texts_with_spans())
def test_a_paragraph_is_its_line_and_no_id_is_said_twice(
    given_text: tuple[str, list[Span]],
) -> None:
    text, spans = given_text
    lines = [line for line in re.split(r"[\r\n]+", text) if line.strip()]
    plain = [re.sub(r"^\s*#{1,6}\s+", "", one) for one in lines if one.lstrip()[:1] != "|"]
    plain = [one for one in plain if one]
    found = [block for block in blocks(text, spans) if block.kind != "row"]
    assert [words(block) for block in found] == [[line] for line in plain]
    for block in found:
        assert all(len(set(piece.ids)) == len(piece.ids) for piece in block.cells[0])


@given(texts_with_spans())
def test_the_order_in_which_spans_are_given_says_nothing(
    given_text: tuple[str, list[Span]],
) -> None:
    text, spans = given_text
    assert shown(text, *spans) == shown(text, *reversed(spans))


# ---- a whole plan ----


class Counted(int):
    """An offset that counts how often it is compared or added to."""

    work = 0

    def __lt__(self, other: int) -> bool:
        Counted.work += 1
        return int(self) < int(other)

    def __gt__(self, other: int) -> bool:
        Counted.work += 1
        return int(self) > int(other)

    def __eq__(self, other: object) -> bool:
        Counted.work += 1
        return int(self) == other

    __hash__ = int.__hash__


def plan(lines: int) -> tuple[str, list[Span]]:
    """Return a text of so many lines of 70 signs, with a passage in each of them."""
    line = "到2025年，全市常住人口城镇化率达到55%。" + "城" * 46
    text = f"{line}\n" * lines
    length = len(line) + 1
    return text, [(at * length + 8, at * length + 24, f"s{at}") for at in range(lines)]


def work(lines: int) -> int:
    text, spans = plan(lines)
    Counted.work = 0
    counted = [(Counted(start), Counted(stop), key) for start, stop, key in spans]
    assert sum(len(marked([block])) for block in blocks(text, counted)) == lines
    return Counted.work


def test_a_plan_of_70000_signs_with_1000_passages_is_cut_right() -> None:
    text, spans = plan(1000)
    assert len(text) >= 70_000
    found = shown(text, *spans)
    assert ["".join(words(block)) for block in found] == text.split("\n")[:-1]
    assert [ids for _, ids in marked(found)] == [(f"s{at}",) for at in range(1000)]


def test_twice_the_plan_is_about_twice_the_work() -> None:
    assert work(2000) < 2.5 * work(1000)
