"""How a document is cut into passages under their headings."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from etl.text.outline import Passage, read_passages
from etl.text.script import to_plain


def prose(text: str) -> list[Passage]:
    return [passage for passage in read_passages(text) if passage.table is None and passage.text]


def test_a_page_break_within_a_paragraph_is_white_space() -> None:
    texts = [passage.text for passage in prose("常住人口城镇化率达\f到56%。\n新建公园3个。\n")]
    assert texts == ["常住人口城镇化率达到56%。", "新建公园3个。"]


def test_a_page_break_behind_a_line_end_ends_the_paragraph() -> None:
    wrapped = "推动城市发展方式转变不断完善城市功能提升城市品质着力\n" * 9
    text = wrapped + "推动城市发展方式转变不断完善城市功能提升城市品质着力\n\f新建公园3个。\n"
    assert prose(text)[-1].text == "新建公园3个。"


def test_lines_broken_off_anywhere_are_joined() -> None:
    text = (
        "一、现状\n全市常住人口12\n9.1万人，城镇化\n率55.8%，建成区面\n积37平方\n公里，绿地率\n"
        "达到3\n6%，污水处理\n率97%。\n二、目标\n到2025年，城镇\n化率达到60\n%左右。\n"
    )
    assert [passage.text for passage in prose(text)] == [
        "全市常住人口129.1万人，城镇化率55.8%，建成区面积37平方公里，绿地率达到36%，污水处理率97%。",
        "到2025年，城镇化率达到60%左右。",
    ]


def test_a_line_that_ends_in_a_comma_goes_on_in_the_next() -> None:
    assert [passage.text for passage in prose("新建公园3个，\n学校2所。\n")] == [
        "新建公园3个，学校2所。"
    ]


def test_a_faint_heading_does_not_turn_a_review_into_aims() -> None:
    text = (
        "一、发展基础\n（一）重点产业加快发展。产值达到20亿元。\n"
        "二、重点任务\n（一）夯实产业基础。产值达到30亿元。\n"
    )
    assert [passage.section.mood for passage in prose(text)] == ["base", "goal"]


def test_only_a_heading_of_aims_lends_its_opening_year_to_what_follows() -> None:
    text = "（一）主要目标。到2025年，取得成效。\n绿地率达到40%。\n（二）重点任务。到2023年，完成整治。\n"
    assert [passage.section.year for passage in prose(text)] == [2025, 2025, None]


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("一二、（）1.到2025年56%建\n\r\f\u2028 　|#专案網路“”"),
        max_size=120,
    )
)
@example("一、\f\n\f（一）專案\r\n1.網路達到\f56%")
def test_offsets_rise_and_point_at_the_characters_they_show(text: str) -> None:
    plain = to_plain(text)
    for passage in read_passages(text):
        assert len(passage.text) == len(passage.offsets)
        assert list(passage.offsets) == sorted(passage.offsets)
        assert all(0 <= offset < len(plain) for offset in passage.offsets)
