"""`indicators.yaml` as a Registry: every key known, every reference checked, all problems at once.

Thresholds, bands, weights and units live in that file; this module only says what is well formed.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from etl.domain.columns import KINDS
from etl.domain.paths import METHODS
from etl.domain.records import (
    Aggregation,
    Bands,
    Indicator,
    Registry,
    Unit,
    Vintage,
)
from etl.errors import Problem
from etl.project.folder import Folder
from etl.project.shape import Checker
from etl.project.strict_yaml import Tree, read_yaml

SERIES = ("before_2020", "since_2020")
NATURES = ("expected", "binding")
DIRECTIONS = ("up", "down")
AGGREGATIONS = ("none", "sum", "ratio")
_SECTIONS = ("version", "project", "themes", "units", "vintages", "defaults", "indicators")
_INDICATOR_KEYS = (
    "name", "aliases", "confusable", "definition", "theme", "unit", "display_unit", "decimals",
    "direction", "range", "kind", "nature", "aggregation", "path", "ceiling", "weight",
    "census_based", "input", "at_most",
)  # fmt: skip
Fold = Callable[[str], str]


def read_registry(folder: Folder, problems: list[Problem], fold: Fold) -> Registry:
    """Return the registry of a project; what is wrong goes to `problems`.

    `fold` brings Traditional script to Simplified, so that aliases are unique across both.
    """
    name = folder.name(folder.registry)
    tree, lines = read_yaml(folder.registry, name, problems)
    check = Checker(name, lines, problems)
    check.keys(tree, "", _SECTIONS, needed=_SECTIONS)
    units = {key: _unit(check, key, part) for key, part in check.maps(tree, "units")}
    project, themes = check.mapping(tree, "project"), check.mapping(tree, "themes")
    check.keys(project, "project", ("title", "home"), needed=("title",))
    defaults = check.mapping(tree, "defaults")
    registry = Registry(
        version=int(check.number(tree, "version", "", 0)),
        title=check.words(project, "title", "project"),
        home=check.text(project, "home", "project") if "home" in project else None,
        themes={key: check.words(themes, key, "themes") for key in themes},
        units=units,
        vintages={key: _vintage(check, key, part) for key, part in check.maps(tree, "vintages")},
        bands=_bands(check, defaults),
        approximate=check.number(defaults, "approximate", "defaults", 0.0),
        indicators={
            key: _indicator(check, key, part, defaults)
            for key, part in check.maps(tree, "indicators")
        },
    )
    _references(check, registry, fold)
    return registry


def _unit(check: Checker, key: str, tree: Tree) -> Unit:
    path = f"units.{key}"
    check.keys(
        tree, path, ("name", "difference", "scales"), needed=("name", "difference", "scales")
    )
    scales = check.mapping(tree, "scales", path)
    factors = {str(form): check.number(scales, form, f"{path}.scales", 1.0) for form in scales}
    for form, factor in factors.items():
        if factor <= 0:
            check.complain("bad-scale", f"{path}.scales.{form}", "折合系数应大于0。")
    return Unit(
        key, check.words(tree, "name", path), check.words(tree, "difference", path), factors
    )


def _vintage(check: Checker, key: str, tree: Tree) -> Vintage:
    path = f"vintages.{key}"
    check.keys(tree, path, ("name", "series", "rank"), needed=("name", "series", "rank"))
    return Vintage(
        key,
        check.words(tree, "name", path),
        check.choice(tree, "series", path, SERIES),
        int(check.number(tree, "rank", path, 0)),
    )


def _bands(check: Checker, defaults: Tree) -> dict[str, Bands]:
    check.keys(defaults, "defaults", ("path", "approximate", "bands"), needed=("path", "bands"))
    check.choice(defaults, "path", "defaults", METHODS)
    tree = check.mapping(defaults, "bands", "defaults")
    check.keys(tree, "defaults.bands", NATURES, needed=NATURES if tree else ())
    found = dict.fromkeys(NATURES, Bands(1.0, 0.0, -1.0))
    for nature in tree.keys() & found.keys():
        path = f"defaults.bands.{nature}"
        limits = check.mapping(tree, nature, "defaults.bands")
        names = ("ahead", "on_track", "behind")
        check.keys(limits, path, names, needed=names)
        ahead, on_track, behind = (check.number(limits, key, path, 0.0) for key in names)
        if not ahead > on_track > behind:
            check.complain("bands-order", path, "各档应由高到低：ahead > on_track > behind。")
        found[nature] = Bands(ahead, on_track, behind)
    return found


def _indicator(check: Checker, key: str, tree: Tree, defaults: Tree) -> Indicator:
    path = f"indicators.{key}"
    needed = ("name", "definition", "theme", "unit", "decimals", "direction")
    check.keys(tree, path, _INDICATOR_KEYS, needed=needed)
    low, high = _range(check, tree, path)
    weight = check.number(tree, "weight", path, 1.0)
    if weight <= 0:
        check.complain("bad-weight", f"{path}.weight", "权重应大于0。")
    return Indicator(
        indicator_id=key,
        name=check.words(tree, "name", path),
        definition=check.words(tree, "definition", path),
        theme=check.text(tree, "theme", path),
        unit=check.text(tree, "unit", path),
        decimals=check.whole(tree, "decimals", path, 2),
        direction=check.choice(tree, "direction", path, DIRECTIONS),
        kind=check.choice(tree, "kind", path, KINDS, "level"),
        nature=check.choice(tree, "nature", path, NATURES, "expected"),
        low=low,
        high=high,
        display_unit=check.text(tree, "display_unit", path) if "display_unit" in tree else None,
        aliases=check.texts(tree, "aliases", path),
        confusable=check.texts(tree, "confusable", path),
        aggregation=_aggregation(check, tree, path),
        path=check.choice(tree, "path", path, METHODS, str(defaults.get("path", "linear"))),
        ceiling=check.number(tree, "ceiling", path, 100.0),
        weight=weight,
        census_based=check.flag(tree, "census_based", path),
        is_input=check.flag(tree, "input", path),
        at_most=check.text(tree, "at_most", path) if "at_most" in tree else None,
    )


def _range(check: Checker, tree: Tree, path: str) -> tuple[float | None, float | None]:
    if "range" not in tree:
        return None, None
    ends = tree["range"]
    sound = isinstance(ends, list) and len(ends) == 2
    if not sound or not all(isinstance(end, int | float) for end in ends) or ends[0] >= ends[1]:
        check.complain("bad-range", f"{path}.range", "应是由小到大的两个数，如[0, 100]。")
        return None, None
    return float(ends[0]), float(ends[1])


def _aggregation(check: Checker, tree: Tree, path: str) -> Aggregation:
    if "aggregation" not in tree:
        return Aggregation("none")
    part, here = check.mapping(tree, "aggregation", path), f"{path}.aggregation"
    check.keys(part, here, ("method", "numerator", "denominator"), needed=("method",))
    method = check.choice(part, "method", here, AGGREGATIONS)
    if method != "ratio":
        return Aggregation(method)
    check.keys(
        part, here, ("method", "numerator", "denominator"), needed=("numerator", "denominator")
    )
    return Aggregation(
        method, check.text(part, "numerator", here), check.text(part, "denominator", here)
    )


def _references(check: Checker, registry: Registry, fold: Fold) -> None:
    for key, indicator in registry.indicators.items():
        path = f"indicators.{key}"
        if indicator.theme not in registry.themes:
            check.complain(
                "unknown-theme", f"{path}.theme", _expected(indicator.theme, registry.themes)
            )
        unit = registry.units.get(indicator.unit)
        if unit is None:
            check.complain(
                "unknown-unit", f"{path}.unit", _expected(indicator.unit, registry.units)
            )
        elif indicator.display_unit and indicator.display_unit not in unit.scales:
            message = _expected(indicator.display_unit, unit.scales)
            check.complain("unknown-unit", f"{path}.display_unit", message)
        for role in ("numerator", "denominator"):
            part = getattr(indicator.aggregation, role)
            if part and part not in registry.indicators:
                message = _expected(part, registry.indicators)
                check.complain("unknown-indicator", f"{path}.aggregation.{role}", message)
        _limit(check, indicator, registry)
    _unique_names(check, registry.indicators.values(), fold)


def _limit(check: Checker, indicator: Indicator, registry: Registry) -> None:
    if indicator.at_most is None:
        return
    path = f"indicators.{indicator.indicator_id}.at_most"
    limit = registry.indicators.get(indicator.at_most)
    if limit is None:
        message = _expected(indicator.at_most, registry.indicators)
        check.complain("unknown-indicator", path, message)
    elif limit is indicator:
        check.complain("bad-choice", path, "不能是指标自己；应是数值不会低于它的另一个指标。")
    elif limit.unit != indicator.unit:
        message = f"{limit.indicator_id}的单位是{limit.unit}，应与本指标的{indicator.unit}相同。"
        check.complain("unit-differs", path, message)


def _unique_names(check: Checker, indicators: Iterable[Indicator], fold: Fold) -> None:
    owner: dict[str, str] = {}
    for indicator in indicators:
        key = indicator.indicator_id
        for text in dict.fromkeys((indicator.name.zh, *indicator.aliases)):
            other = owner.setdefault(fold(text), key)
            if other != key:
                message = f"“{text}”已是{other}的名称或别名；一个名称只能指一个指标。"
                check.complain("repeated-alias", f"indicators.{key}.aliases", message)


def _expected(found: str, known: Mapping[str, Any]) -> str:
    return f"没有“{found}”；可用：{'、'.join(list(known)[:12])}。"
