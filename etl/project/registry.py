"""`indicators.yaml` as a Registry: every key known, every reference checked, all problems at once.

Thresholds, bands, weights and units live in that file; this module only says what is well formed.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from etl.domain.columns import KINDS, STATUSES
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
from etl.project.screen import SECTION as SCREEN
from etl.project.screen import read_screen
from etl.project.shape import Checker
from etl.project.strict_yaml import Tree, read_yaml

SERIES = ("before_2020", "since_2020")
NATURES = ("expected", "binding")
DIRECTIONS = ("up", "down")
AGGREGATIONS = ("none", "sum", "ratio")
_DEFAULTS = ("path", "approximate", "bands", "supervision", "least_coverage", "published_by")
_LAGGING = ("behind", "far_behind", "reversing", "missed")
_SECTIONS = ("version", "project", "themes", "units", "vintages", "defaults", "indicators")
_INDICATOR_KEYS = (
    "name", "aliases", "confusable", "definition", "theme", "unit", "display_unit", "decimals",
    "direction", "range", "kind", "nature", "aggregation", "path", "ceiling", "weight",
    "census_based", "input", "at_most", "bands", "month_profile", "strict_range", "running_total",
    "published_by",
)  # fmt: skip
Fold = Callable[[str], str]


def read_registry(folder: Folder, problems: list[Problem], fold: Fold) -> Registry:
    """Return the registry of a project; what is wrong goes to `problems`.

    `fold` brings Traditional script to Simplified, so that aliases are unique across both.
    """
    name = folder.name(folder.registry)
    tree, lines = read_yaml(folder.registry, name, problems)
    check = Checker(name, lines, problems)
    check.keys(tree, "", (*_SECTIONS, SCREEN), needed=_SECTIONS)
    units = {key: _unit(check, key, part) for key, part in check.maps(tree, "units")}
    project, themes = check.mapping(tree, "project"), check.mapping(tree, "themes")
    check.keys(project, "project", ("title", "home"), needed=("title",))
    defaults = check.mapping(tree, "defaults")
    defaults = defaults | {"published_by": _month(check, defaults, "defaults", 6)}
    registry = Registry(
        version=int(check.number(tree, "version", "", 0)),
        title=check.words(project, "title", "project"),
        home=check.text(project, "home", "project") if "home" in project else None,
        themes={key: check.words(themes, key, "themes") for key in themes},
        units=units,
        vintages={key: _vintage(check, key, part) for key, part in check.maps(tree, "vintages")},
        bands=_default_bands(check, defaults),
        approximate=check.number(defaults, "approximate", "defaults", 0.0),
        indicators={
            key: _indicator(check, key, part, defaults)
            for key, part in check.maps(tree, "indicators")
        },
        supervision=_supervision(check, defaults),
        least_coverage=check.number(defaults, "least_coverage", "defaults", 80.0),
        screen=read_screen(check, tree, tuple(themes)),
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


def _default_bands(check: Checker, defaults: Tree) -> dict[str, Bands]:
    check.keys(defaults, "defaults", _DEFAULTS, needed=("path", "bands"))
    check.choice(defaults, "path", "defaults", METHODS)
    return _bands(check, defaults, "defaults")


def _bands(check: Checker, tree: Tree, path: str) -> dict[str, Bands]:
    """Return the bands under a key `bands`, of both natures."""
    both, path = check.mapping(tree, "bands", path), f"{path}.bands"
    check.keys(both, path, NATURES, needed=NATURES if both else ())
    found = dict.fromkeys(NATURES, Bands(1.0, 0.0, -1.0))
    for nature in both.keys() & found.keys():
        here = f"{path}.{nature}"
        limits = check.mapping(both, nature, path)
        names = ("ahead", "on_track", "behind")
        check.keys(limits, here, names, needed=names)
        ahead, on_track, behind = (check.number(limits, key, here, 0.0) for key in names)
        if not ahead > on_track > behind:
            check.complain("bands-order", here, "各档应由高到低：ahead > on_track > behind。")
        found[nature] = Bands(ahead, on_track, behind)
    return found


def _supervision(check: Checker, defaults: Tree) -> dict[str, tuple[str, ...]]:
    """Return the statuses that put a target on the supervision list, by its nature."""
    if "supervision" not in defaults:
        return dict.fromkeys(NATURES, _LAGGING)
    tree, path = check.mapping(defaults, "supervision", "defaults"), "defaults.supervision"
    check.keys(tree, path, NATURES, needed=NATURES)
    found = {nature: check.texts(tree, nature, path) for nature in NATURES}
    for nature, statuses in found.items():
        for status in statuses:
            if status not in STATUSES:
                check.complain(
                    "bad-choice", f"{path}.{nature}", _expected(status, dict.fromkeys(_LAGGING))
                )
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
        bands=_bands(check, tree, path) if "bands" in tree else None,
        month_profile=_month_profile(check, tree, path),
        strict_range=check.flag(tree, "strict_range", path),
        running_total=check.flag(tree, "running_total", path),
        published_by=_month(check, tree, path, defaults["published_by"]),
    )


def _month(check: Checker, tree: Tree, path: str, usual: int) -> int:
    month = check.whole(tree, "published_by", path, usual)
    if 1 <= month <= 12:
        return month
    check.complain("bad-month", f"{path}.published_by", "应是1至12之间的月份。")
    return usual


def _month_profile(check: Checker, tree: Tree, path: str) -> tuple[float, ...]:
    """Return the share of a year's task due by the end of each month, () where none is given."""
    given = tree.get("month_profile")
    if given is None:
        return ()
    sound = isinstance(given, list) and all(
        isinstance(share, int | float) and not isinstance(share, bool) for share in given
    )
    if not sound or len(given) != 12 or given[-1] != 100 or [0, *given] != sorted([0, *given]):
        message = "应是12个由小到大的累计百分比，依次为1至12月底，最后一个是100。"
        check.complain("bad-profile", f"{path}.month_profile", message)
        return ()
    return tuple(float(share) for share in given)


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
