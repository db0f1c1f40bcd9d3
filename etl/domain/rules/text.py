"""Numbers in the sentences of the rules: plain decimals, never an exponent where people read on."""

from etl.domain.reason import plain
from etl.domain.rules.case import Span

_READABLE = 1e15


def number(value: float) -> str:
    """Return a value as people write it: "14.5", "19467497.86", "-0.02"."""
    if value and not 0.0001 <= abs(value) < _READABLE:
        return f"{value:.4g}"
    return plain(value, 4)


def percent(share: float) -> str:
    """Return a share in percent with three places: 0.0038153 is "0.382%"."""
    if abs(share) >= _READABLE:
        return f"{share:.4g}倍"
    return _rounded(100 * share, 3) + "%"


def ratio(value: float) -> str:
    """Return a ratio with three places: "0.901"."""
    return _rounded(value, 3)


def _rounded(value: float, decimals: int) -> str:
    if abs(value) >= _READABLE:
        return f"{value:.4g}"
    text = plain(value, decimals)
    # 不为0的数不能写成0。
    return f"{value:.2g}" if text == "0" and value else text


def since(span: Span) -> str:
    """Return what is compared: "2015年14.5，2023年10.4"."""
    return (
        f"{span.first_year}年{number(span.base)}，{span.last_year}年{number(span.latest)}"
    )  # fmt: skip
