"""A target in words: what a decision was about, readable after its target is read otherwise."""

from collections.abc import Mapping

from etl.domain.reason import Wording
from etl.domain.records import Place, Registry, Target


def about(target: Target, places: Mapping[str, Place], registry: Registry) -> str:
    """Return place, indicator, year and value: "平凉市 常住人口城镇化率 2025年 55%"."""
    indicator = registry.indicators[target.indicator_id]
    words = Wording(indicator, registry.units[indicator.unit])
    scope = f"（{target.scope}）" if target.scope else ""
    year = f"{target.year}年" if target.year else "无年份"
    place, name = places[target.place_id].name, indicator.name.zh
    return f"{place}{scope} {name} {year} {_value(target, words)}"


def _value(target: Target, words: Wording) -> str:
    if target.kind == "milestone":
        return "完成"
    return words.target(target.operator, target.value, target.value_high)
