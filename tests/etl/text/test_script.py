"""Script conversion moves no character and knows the words that only look traditional."""

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.text.script import to_plain, to_simplified

# Characters of GB 2312 and the traditional ones they stand for; rare ones may need two steps.
LISTED = "".join(bytes([row, cell]).decode("gb2312", "ignore") for row in range(0xB0, 0xF8)
                 for cell in range(0xA1, 0xFF))  # fmt: skip
COMMON = sorted({*LISTED, *opencc.OpenCC("s2t").convert(LISTED)})
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF))


@given(st.one_of(st.text(), HAN))
def test_no_text_changes_its_length(text: str) -> None:
    assert len(to_simplified(text)) == len(text)
    assert len(to_plain(text)) == len(text)


@given(st.text(st.one_of(st.sampled_from(COMMON), st.characters(max_codepoint=0x2FFF))))
def test_what_is_plain_stays_plain(text: str) -> None:
    plain = to_plain(text)
    assert to_plain(plain) == plain


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("著力提升", "着力提升"),
        ("著眼長遠", "着眼长远"),
        ("沿著河岸", "沿着河岸"),
        ("顯著提高", "显著提高"),
        ("著名商標", "著名商标"),
        ("專著", "专著"),
        ("乾縣", "乾县"),
        ("乾县", "乾县"),
        ("乾隆", "乾隆"),
        ("抗乾旱", "抗干旱"),
        ("瞭解", "了解"),
        ("瞭望", "瞭望"),
        ("達到瞭60%", "达到了60%"),
        ("憑藉", "凭借"),
        ("徵收", "征收"),
        ("衞生", "卫生"),
        ("商舖", "商铺"),
        ("於週邊佈局", "于周边布局"),
        ("里程佔比", "里程占比"),
        ("臺灣和台州", "台湾和台州"),
        ("床位與牀位", "床位与床位"),
        ("高峯", "高峰"),
        ("群眾和羣眾", "群众和群众"),
        ("籌畫", "筹划"),
        ("規畫與計畫", "规划与计划"),
        ("傢俱", "家具"),
        ("鹽", "盐"),
        ("皇后與之後", "皇后与之后"),
    ],
)
def test_a_written_form_has_one_simplified_form(printed: str, plain: str) -> None:
    assert to_simplified(printed) == plain


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("１２．５％", "12.5%"),
        ("到2025年,全市:60%;", "到2025年，全市：60%；"),
        ("43,500元", "43,500元"),
        ("(％)", "（%）"),
        ("10～15", "10~15"),
    ],
)
def test_signs_have_one_style(printed: str, plain: str) -> None:
    assert to_plain(printed) == plain


def test_simplified_text_comes_back_from_traditional_script() -> None:
    text = (
        "着力优化群众就业环境，显著提升里程占比，周边床位余量充足，征收范围于后期复核，制定计划。"
    )
    for style in ("s2t", "s2tw", "s2hk"):
        assert to_simplified(opencc.OpenCC(style).convert(text)) == text
