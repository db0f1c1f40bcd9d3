"""Seeded data of the scales that performance.md names: tables of values, targets, a project."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from etl.domain.records import (
    Bands,
    Indicator,
    Place,
    Registry,
    Target,
    Unit,
    Vintage,
    Words,
)
from etl.project.folder import Folder
from etl.project.observation_columns import COLUMNS
from etl.project.project import Project

FIRST_YEAR = 2000
_PLACES_A_FILE = 100


@dataclass(frozen=True, slots=True)
class Scale:
    """How many places, indicators and years; `revised` is the share of second vintages."""

    name: str
    places: int
    indicators: int
    years: int
    revised: float = 0.0


SCALES = {
    scale.name: scale
    for scale in (
        Scale("S", 1, 20, 25),
        Scale("M", 100, 60, 25),
        Scale("K1M", 400, 100, 25),
        Scale("L", 3212, 100, 25, 0.05),
    )
}


def project_of(scale: Scale, root: Path) -> Project:
    """Return a project of that scale in a folder; its tables are written by `write_tables`."""
    places = {code: Place(code, f"第{code}市", "prefecture", None) for code in place_ids(scale)}
    registry = registry_of(scale.indicators)
    targets = tuple(_targets(registry, list(places)))
    return Project(Folder(root), registry, places, (), (), {}, {}, (), targets)


def place_ids(scale: Scale) -> list[str]:
    """Return the codes of its places."""
    return [f"{number:06d}" for number in range(110_001, 110_001 + scale.places)]


def registry_of(count: int) -> Registry:
    """Return a registry of so many indicators, percents and numbers of people by turns."""
    words = Words("数", "number")
    units = {
        "percent": Unit("percent", words, words, {"%": 1}),
        "person": Unit("person", words, words, {"人": 1, "万人": 10_000}),
    }
    vintages = {
        "original": Vintage("original", words, "before_2020", 20),
        "post_census": Vintage("post_census", words, "since_2020", 50),
    }
    bands = {"expected": Bands(5, -10, -30), "binding": Bands(5, 0, -30)}
    indicators = {f"indicator_{number:03d}": _indicator(number) for number in range(count)}
    return Registry(1, words, None, {}, units, vintages, bands, 0.02, indicators)


def _indicator(number: int) -> Indicator:
    share = number % 4 != 3
    key = f"indicator_{number:03d}"
    return Indicator(
        indicator_id=key, name=Words(key, key), definition=Words("", ""), theme="",
        unit="percent" if share else "person", decimals=2, direction="up", kind="level",
        nature="expected", low=0, high=100 if share else 2e9,
        display_unit=None if share else "万人", census_based=number % 10 == 0,
    )  # fmt: skip


def _targets(registry: Registry, places: list[str]) -> Iterator[Target]:
    """Yield two targets of one chain for six pairs in ten, one for the others."""
    for row, indicator_id in enumerate(registry.indicators):
        for place_row, place_id in enumerate(places):
            years = (2025, 2035) if (row + place_row) % 10 < 6 else (2025,)
            for year in years:
                key = f"{row:03d}-{place_id}"
                yield Target(
                    target_id=f"{key}-{year % 100}", chain_id=key, document_id="plan",
                    place_id=place_id, indicator_id=indicator_id, scope="", kind="level",
                    nature="expected", operator="=", value=70.0 + year - 2025, value_high=None,
                    year=year, stretch=False, base_year=2020, base=45.0,
                    base_statement_id=None, statement_ids=("statement",), responsible=("部门",),
                )  # fmt: skip


def write_tables(project: Project, scale: Scale) -> list[Path]:
    """Write the tables of published values, a hundred places each, and return their paths."""
    folder = project.folder.observations
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(20)
    places, paths = list(project.places.values()), []
    for start in range(0, len(places), _PLACES_A_FILE):
        path = folder / f"yearbook_{start // _PLACES_A_FILE:03d}.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(COLUMNS)
            for place in places[start : start + _PLACES_A_FILE]:
                writer.writerows(_rows(project.registry, place, scale, random))
        paths.append(path)
    return paths


def _rows(
    registry: Registry, place: Place, scale: Scale, random: np.random.Generator
) -> Iterator[tuple[object, ...]]:
    for indicator in registry.indicators.values():
        start, unit = (40.0, "%") if indicator.unit == "percent" else (200.0, "万人")
        values = start + np.cumsum(random.uniform(0, 1, scale.years))
        again = random.uniform(0, 1, scale.years) < scale.revised
        for row, value in enumerate(values.tolist()):
            year = FIRST_YEAR + row
            vintage = "post_census" if year >= 2020 else "original"
            shared = ("final", "A", "", f"统计年鉴{year + 1}", "", "")
            yield (
                place.place_id, place.name, indicator.indicator_id, year, f"{value:.2f}", unit,
                f"{year + 1}-11", "", vintage, "", *shared,
            )  # fmt: skip
            if again[row]:
                yield (
                    place.place_id, place.name, indicator.indicator_id, year,
                    f"{value + 0.1:.2f}", unit, f"{year + 2}-11", "", vintage, "", *shared,
                )  # fmt: skip
