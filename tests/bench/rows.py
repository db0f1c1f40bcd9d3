"""The rows of performance.md that the database rooms answer for: 1, 4, 5 and 7."""

import csv
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from etl.domain.assess import assess
from etl.domain.build import observation_columns, target_columns
from etl.domain.columns import ObservationColumns, TargetColumns
from etl.domain.published import Published
from etl.domain.schedule import Standing, judge
from etl.domain.selection import previous_milestone
from etl.project.observations import read_tables
from etl.project.project import Project
from etl.store.bulk import read_published
from etl.store.content import Content
from etl.store.database import open_reader
from etl.store.query import LeagueRow, SeriesRow, league, place_series
from etl.store.verdicts import series_in
from etl.store.write import Sources, Stamp, publish
from tests.bench.data import SCALES, Scale, place_ids, project_of, registry_of, write_tables
from tests.bench.timing import Result, compare

_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def row_1(scale: Scale, folder: Path) -> list[Result]:
    """CSV to database, with validation, code mapping, key uniqueness and indexes."""
    scale = SCALES["L"] if scale.name == "L" else SCALES["K1M"]
    project = project_of(scale, folder / scale.name)
    paths = write_tables(project, scale)
    ours, bare = folder / "ours.sqlite", folder / "bare.sqlite"
    shell = shutil.which("sqlite3")
    name = "sqlite3 .import" if shell else "csv + bare executemany"

    def load() -> None:
        _remove(ours)
        _load(project, paths, ours, with_targets=False)

    def yardstick() -> None:
        _remove(bare)
        if shell:
            _import(shell, bare, paths)
        else:
            _bare_insert(bare, paths)

    return [Result(1, f"CSV → database, {scale.name}", name, *compare(load, yardstick), bar=2.5)]


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _load(project: Project, paths: list[Path], database: Path, *, with_targets: bool) -> None:
    content = Content(
        project.registry, tuple(project.places.values()), (), (), (), (), (),
        project.targets if with_targets else (),
    )  # fmt: skip
    digests = {project.folder.name(path): "" for path in paths}
    sources = Sources(digests, read_tables(project, paths), whole=True)
    publish(f"sqlite:///{database}", content, sources, Stamp(_NOW, "bench"))


def _import(shell: str, database: Path, paths: list[Path]) -> None:
    # The first file's header makes the table; that of the others is skipped.
    commands = [f".import --csv '{paths[0]}' bare"]
    commands += [f".import --csv --skip 1 '{path}' bare" for path in paths[1:]]
    subprocess.run([shell, str(database), *commands], check=True)


def _bare_insert(database: Path, paths: list[Path]) -> None:
    connection = sqlite3.connect(database)
    connection.execute(f"CREATE TABLE bare ({', '.join(f'c{number}' for number in range(16))})")
    for path in paths:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream)
            next(rows)
            connection.executemany(f"INSERT INTO bare VALUES ({','.join('?' * 16)})", rows)
    connection.commit()
    connection.close()


def _database(scale: Scale, folder: Path) -> Path:
    """Return a loaded database of the scale; one that an earlier row made is used again.

    Made in a process of its own: a server that answers queries has not just loaded a nation.
    """
    path = folder / f"{scale.name}.sqlite"
    if not path.exists():
        child = get_context("spawn").Process(target=_make_database, args=(scale, folder, path))
        child.start()
        child.join()
        assert child.exitcode == 0
    return path


def _make_database(scale: Scale, folder: Path, path: Path) -> None:
    project = project_of(scale, folder / scale.name)
    _load(project, write_tables(project, scale), path, with_targets=True)


def row_4(scale: Scale, folder: Path) -> list[Result]:
    """One indicator, all places: latest, target, status, names, sorted."""
    engine = open_reader(f"sqlite:///{_database(scale, folder)}")
    wanted = list(registry_of(scale.indicators).indicators)[scale.indicators // 2]

    def ours() -> list[LeagueRow]:
        with engine.connect() as connection:
            return league(connection, wanted)

    return _against_slices(4, f"league table, {scale.name}", ours, scale, bar=12)


def row_5(scale: Scale, folder: Path) -> list[Result]:
    """One place, all indicators and years."""
    engine = open_reader(f"sqlite:///{_database(scale, folder)}")
    wanted = place_ids(scale)[scale.places // 2]

    def ours() -> list[SeriesRow]:
        with engine.connect() as connection:
            return place_series(connection, wanted)

    return _against_slices(5, f"one place, {scale.name}", ours, scale, bar=20)


def _against_slices(
    row: int, work: str, ours: Callable[[], Sequence[tuple[object, ...]]], scale: Scale, bar: float
) -> list[Result]:
    """Compare with slices of columns in memory: as lists of columns, and as the rows ours gives."""
    rows = ours()
    table = [np.array(column * 3) for column in zip(*rows, strict=True)]
    start, stop = len(rows), 2 * len(rows)

    def columns() -> list[list[object]]:
        return [column[start:stop].tolist() for column in table]

    def as_rows() -> list[tuple[object, ...]]:
        return list(zip(*columns(), strict=True))

    work, repeat = f"{work}: {len(rows)} rows", 5 if scale.name == "L" else 20
    return [
        Result(row, work, "numpy slice → lists", *compare(ours, columns, repeat), bar),
        Result(row, work, "numpy slice → rows", *compare(ours, as_rows, repeat), bar),
    ]


def row_7(scale: Scale, folder: Path) -> list[Result]:
    """The status of every target, in memory: the whole judgement, and its arithmetic alone."""
    path, project = _database(scale, folder), project_of(scale, folder / scale.name)
    with open_reader(f"sqlite:///{path}").connect() as connection:
        published = read_published(connection)
    targets, observations = _columns(project, published)
    latest = _latest(targets, observations)
    whole = compare(
        lambda: assess(targets, observations),
        lambda: _plain_schedule(targets, observations, _latest(targets, observations)),
    )
    standing = _standing(targets, observations, latest)
    alone = compare(
        lambda: judge(targets, standing),
        lambda: _plain_schedule(targets, observations, latest),
    )
    count = f"{len(targets)} targets"
    return [
        Result(7, f"choice and status, {scale.name}: {count}", "numpy: sort + schedule", *whole, 3),
        Result(7, f"status alone, {scale.name}: {count}", "numpy float64 schedule", *alone, 3),
    ]


def _columns(project: Project, published: Published) -> tuple[TargetColumns, ObservationColumns]:
    observations, _ = observation_columns(published, project.registry)
    series = series_in(published, project.registry)
    return target_columns(project.targets, project.registry, series), observations


def _latest(targets: TargetColumns, seen: ObservationColumns) -> np.ndarray:
    """Return the row of the latest value of each target's series, by one sort and one search."""
    order = np.lexsort((seen.rank, seen.time, seen.series))
    place = np.searchsorted(seen.series[order], targets.series, "right") - 1
    return order[place]


def _plain_schedule(
    targets: TargetColumns, seen: ObservationColumns, row: np.ndarray
) -> np.ndarray:
    """Return the status of each target as a script would: covered share against share due."""
    actual, time = seen.value[row], seen.time[row]
    span = targets.value - targets.base
    covered = (actual - targets.base) / span
    due = np.clip((time - targets.base_year) / (targets.year - targets.base_year), 0, 1)
    gap = 100 * (covered - due)
    met = (actual - targets.value) * targets.direction >= 0
    return np.select(
        [met, gap >= targets.ahead, gap >= targets.on_track, gap >= targets.behind],
        [1, 4, 5, 6],
        7,
    )


def _standing(targets: TargetColumns, seen: ObservationColumns, row: np.ndarray) -> Standing:
    start, start_year = previous_milestone(targets)
    count = len(targets)
    return Standing(
        seen.value[row], seen.time[row], start, start_year,
        np.ones(count, dtype=bool), np.zeros(count, dtype=bool), np.zeros(count, dtype=bool),
    )  # fmt: skip


ROWS: dict[int, Callable[[Scale, Path], list[Result]]] = {1: row_1, 4: row_4, 5: row_5, 7: row_7}
