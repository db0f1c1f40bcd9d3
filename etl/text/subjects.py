"""Splits a noun phrase of several subjects that share one measure: 城镇、农村居民收入."""

import re

from etl.text import words

_SPLIT = re.compile(r"、|以及|(?<!普)及(?!时|其|早)|和(?!谐|美)|(?<!参)与(?!会)")
_TAIL = re.compile(
    r"(?:人均可支配收入|人均消费支出|可支配收入|增加值|总产值|产值|产量|播种面积|种植面积|面积|收入|支出|总额|总量|入学率|毛入学率|巩固率"
    r"|覆盖率|普及率|达标率|处理率|占比|比重|比例|人口|人数|数量|数|量|率|额|值)$"
)
_PARALLEL = sorted(words.PARALLEL, key=len, reverse=True)
_BOTH = "城乡"
_THREE, _INDUSTRIES = "三次产业", ("第一产业", "第二产业", "第三产业")


def subjects_of(noun: str, count: int) -> tuple[str, ...]:
    """Return the `count` subjects of a phrase that holds so many, else nothing."""
    if count < 2:
        return ()
    if count == 2 and noun.startswith(_BOTH) and not _SPLIT.search(noun):
        rest = noun.removeprefix(_BOTH)
        return ("城镇" + rest, "农村" + rest) if rest else ()
    if count == len(_INDUSTRIES) and _THREE in noun:
        return tuple(noun.replace(_THREE, industry) for industry in _INDUSTRIES)
    parts = _SPLIT.split(noun)
    if len(parts) != count or any(not part for part in parts):
        return ()
    return (*(_whole(part, parts[-1]) for part in parts[:-1]), parts[-1])


def measured_parts(noun: str) -> tuple[str, ...]:
    """Return the subjects of a list in which each says what is measured, else nothing."""
    parts = _SPLIT.split(noun)
    alike = len(parts) > 1 and all(len(part) > 2 and _TAIL.search(part) for part in parts)
    return tuple(parts) if alike else ()


def _whole(part: str, last: str) -> str:
    """Give a part the measure it shares with the last: 城镇 and 农村居民收入."""
    if _TAIL.search(part):
        return part
    stems = [stem for stem in _PARALLEL if last.startswith(stem)]
    # 城镇 stands beside 农村 and not beside 农村居民.
    for stem in sorted(stems, key=lambda stem: abs(len(stem) - len(part))):
        if part in words.PARALLEL or len(part) <= len(stem):
            return part + last.removeprefix(stem)
    tail = _TAIL.search(last)
    return part + tail[0] if tail else part
