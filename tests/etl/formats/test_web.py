"""Web pages: what a browser shows of the text, and nothing of what frames it."""

import pytest

from etl.errors import DocumentUnreadable
from etl.formats import read_manuscript


def text_of(body: str) -> str:
    page = f"<!DOCTYPE html><html><body>{body}</body></html>"
    return read_manuscript(page.encode(), "a.html").text


def test_blocks_and_breaks_end_a_line_and_paragraphs_are_numbered() -> None:
    page = (
        b"<html><h1>\xe7\x94\xb2</h1><div>\xe4\xb9\x99<br>\xe4\xb8\x99<p>\xe4\xb8\x81</div></html>"
    )
    paper = read_manuscript(page, "a.htm")
    assert (paper.text, paper.numbered_by) == ("甲\n乙\n丙\n丁\n", "paragraph")
    assert paper.number_at(paper.text.index("丙")) == 3


def test_white_space_is_collapsed_as_a_browser_does() -> None:
    assert text_of("<p>\n  绿地率\n\t <b>38</b><i>%</i>  。 </p>") == "绿地率 38% 。\n"


def test_inline_elements_do_not_break_a_line_or_a_word() -> None:
    assert text_of("<p>城<span>镇</span><a href='#'>化</a>率</p>") == "城镇化率\n"


def test_preformatted_text_keeps_its_lines() -> None:
    assert text_of("<pre>甲\n乙</pre>丙") == "甲\n乙\n丙\n"


def test_entities_are_decoded() -> None:
    assert text_of("<p>&lt;5%&nbsp;&amp;&#21271;&#x4EAC;&mdash;</p>") == "<5%\xa0&北京—\n"


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>var a='乙'</script>", "<style>乙{}</style>", "<noscript>乙</noscript>",
        "<template>乙</template>", "<!-- 乙 -->", "<div hidden>乙</div>",
        "<p style='color:red; DISPLAY : none'>乙<b>丙</b></p>", "<nav>乙</nav>",
        "<header>乙</header>", "<footer>乙</footer>", "<aside>乙</aside>", "<button>乙</button>",
        "<form><input value='乙'>乙</form>", "<select><option>乙</option></select>",
        "<dialog>乙</dialog>", "<iframe>乙</iframe>",
    ],
)  # fmt: skip
def test_what_is_not_shown_or_frames_the_page_is_left_out(unseen: str) -> None:
    assert text_of(f"<p>甲</p>{unseen}<p>丁</p>") == "甲\n丁\n"
    assert text_of(f"<div>甲{unseen}丁</div>").replace("\n", "") == "甲丁"


def test_the_head_of_an_article_is_its_title() -> None:
    assert text_of("<article><header><h1>题</h1></header><p>文</p></article>") == "题\n文\n"


def test_a_page_that_stands_in_one_form_is_read() -> None:
    assert text_of(f"<form id='aspnetForm'><p>{'绿地率38%。' * 40}</p></form>").startswith(
        "绿地率38%"
    )


def test_a_raised_digit_is_not_read_as_part_of_the_number() -> None:
    assert text_of("<p>44.77<sup>1</sup>万m<sup>2</sup>，CO<sub>2</sub></p>") == "44.77¹万m²，CO2\n"


def test_a_table_is_pipe_rows_with_spans_resolved() -> None:
    body = (
        "<table><caption>表1</caption><thead><tr><th>指标<th colspan=2>目标</thead>"
        "<tr><td rowspan='2'>经济<td><p>总</p><p>值</p><td>1|2<tr><td>增速<td>5%</table>后"
    )
    assert (
        text_of(body)
        == "表1\n| 指标 | 目标 |  |\n| 经济 | 总值 | 1｜2 |\n| 经济 | 增速 | 5% |\n后\n"
    )


def test_a_row_span_to_the_end_of_the_table_is_resolved() -> None:
    body = "<table><tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3</table>"
    assert text_of(body) == "| 甲 | 1 |\n| 甲 | 2 |\n| 甲 | 3 |\n"


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>",
        "<table><tr><td>菜单<td><h2>甲</h2><p>乙</p></table>",
        "<table role='presentation'><tr><td>甲<td>乙</table>",
        f"<table><tr><td>菜单<td><p>甲{'长' * 50}<p>乙<p>丙</table>",
    ],
)
def test_a_table_that_only_places_blocks_is_running_text(body: str) -> None:
    assert "|" not in text_of(body) and "\n" in text_of(body).strip()


def test_a_table_inside_a_layout_table_is_pipe_rows() -> None:
    inner = "<table><tr><td>指标<td>值<tr><td>绿地率<td>38%</table>"
    assert text_of(f"<table><tr><td>菜单<td>{inner}</table>") == (
        "菜单\n| 指标 | 值 |\n| 绿地率 | 38% |\n"
    )


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="gb2312">', "gb18030"),
        ("<meta http-equiv=Content-Type content='text/html; charset=GBK'>", "gb18030"),
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="big5">', "big5"),
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("", "gb18030"),
        ("", "utf-16"),
        ('<meta charset="utf-8">', "gb18030"),  # a wrong declaration
        ('<meta charset="iso-8859-1">', "utf-8"),
    ],
)
def test_the_encoding_is_found(head: str, encoding: str) -> None:
    page = f"<html><head>{head}</head><body><p>城市化率百分之五十</p></body></html>"
    assert read_manuscript(page.encode(encoding), "a.html").text == "城市化率百分之五十\n"


def test_an_xhtml_page_that_declares_its_encoding_is_read() -> None:
    page = '<?xml version="1.0" encoding="gb2312"?><html><body><p>绿地率</p></body></html>'
    assert read_manuscript(page.encode("gb2312"), "a.html").text == "绿地率\n"


def test_a_deeply_nested_page_is_read_to_its_end_or_refused() -> None:
    assert text_of("<div>" * 1500 + "深" + "</div>" * 1500 + "<p>尾</p>") == "深\n尾\n"
    with pytest.raises(DocumentUnreadable, match="嵌套过深"):
        text_of("<p>头</p>" + "<div>" * 10_000 + "深" + "</div>" * 10_000 + "<p>尾</p>")


def test_an_entity_is_never_resolved_from_a_file() -> None:
    page = '<!DOCTYPE html [<!ENTITY b SYSTEM "file:///etc/passwd">]><html><p>甲&b;</p></html>'
    assert "root" not in read_manuscript(page.encode(), "a.html").text


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><script>document.write('甲')</script></html>"]
)
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(DocumentUnreadable, match=r"^a\.html：网页里没有文字；.*。$"):
        read_manuscript(page.encode(), "a.html")
