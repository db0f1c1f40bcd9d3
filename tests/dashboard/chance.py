"""Projects made by chance, and what the chart of a chain asks at a time."""

import random
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from dashboard.figures.trajectory import trajectory
from dashboard.records import Chain
from etl.domain.records import Registry, Target
from etl.project.folder import Folder
from tests.conftest import ALIASES, PLACES, ROOT, row_of
from tests.dashboard.report.made import aim

KINDS = ("level", "level", "level", "level", "annual_flow", "floor", "cap", "cumulative", "backlog",
         "cumulative_reduction", "average_growth")  # fmt: skip


def small_project(root: Path) -> Folder:
    """Return the folder of a project with the committed registry and nothing else."""
    made = Folder(root)
    made.observations.mkdir(parents=True)
    shutil.copy(ROOT / "indicators.yaml", root)
    made.places.write_text(PLACES, encoding="utf-8")
    made.place_aliases.write_text(ALIASES, encoding="utf-8")
    return made


def random_targets(dice: random.Random, registry: Registry) -> Iterator[Target]:
    """Yield the milestones of one chain after another, of any kind."""
    for number in range(160):
        one = dice.choice(list(registry.indicators.values()))
        kind, size = dice.choice((*KINDS, one.kind)), dice.uniform(1, 60)
        kind = "milestone" if one.unit == "percent" and dice.random() < 0.1 else kind
        base, base_year = dice.choice((size, size, size, None)), dice.choice((2018, 2020, 2020))
        bound = {"floor": ">=", "cap": "<="}.get(kind) or dice.choice(("=", ">=", "~", "<="))
        years = dice.choice(
            ([2022], [2025], [2021, 2025], [2023, 2025, 2030], [2024, 2024], [None])
        )
        for at, year in enumerate(years, 1):
            high = size + 9 * at if kind == "level" and dice.random() < 0.1 else None
            yield aim(
                one.indicator_id, 100.0 if kind == "milestone" else size + 5 * at * dice.choice((1, 1, -0.4)),
                year, chain_id=f"c{number}", kind=kind,
                operator="range" if high else bound, value_high=high, base=base,
                base_year=base_year, stretch=at == 1 and dice.random() < 0.2,
            )  # fmt: skip


def random_rows(dice: random.Random, registry: Registry) -> Iterator[str]:
    for one in registry.indicators.values():
        unit = one.display_unit or next(iter(registry.units[one.unit].scales))
        for year in range(2016, 2026):
            if dice.random() < 0.3:
                continue
            low = max(one.low or 0.0, 1.5)
            value = dice.uniform(low, min(one.high or 99.0, max(99.0, 3 * low)))
            yield row_of(
                indicator_id=one.indicator_id, period=str(year), unit=unit,
                value=str(round(value, one.decimals)), released_on=f"{year + 1}-03",
                vintage="post_census" if year > 2020 else "census_2020" if year == 2020 else "original",
                as_of=f"{year}-06-30" if dice.random() < 0.1 else "",
                maturity=dice.choice(("final", "final", "final", "forecast")),
                trust=dice.choice("AAC"),
            )  # fmt: skip


def on_path(chain: Chain, time: float, *, compact: bool = False) -> list[float]:
    """Return what the drawn path asks at a time, in base units: once for each piece it lies on."""
    path, factor = trajectory(chain, compact=compact)["data"][1], chain.current.wording().factor
    pairs = pairwise(zip(path["x"], path["y"], strict=True))
    return [
        (y0 + (y1 - y0) * (min(max(time, x0), x1) - x0) / (x1 - x0)) * factor
        for (x0, y0), (x1, y1) in pairs
        if x0 is not None and x1 is not None and x0 - 1e-3 <= time <= x1 + 1e-3
    ]
