"""Loads that are killed, run at once or watched by readers: old or new, never a mix."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.project.folder import Folder
from etl.steps.load import load
from etl.store.database import open_reader
from etl.store.digest import verify
from etl.store.query import place_series, require_release
from tests.conftest import row_of, table_of

pytestmark = pytest.mark.slow
NOW = datetime(2026, 1, 1, tzinfo=UTC)
ROUNDS = 8
LOAD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from etl.errors import LoadLocked
from etl.project.folder import Folder
from etl.steps.load import load
print("ready", flush=True)
for _ in range(int(sys.argv[3])):
    try:
        report = load(Folder(Path(sys.argv[1])), url=sys.argv[2], now=datetime.now(UTC))
        print("loaded", report.release_id, flush=True)
    except LoadLocked as locked:
        print(locked, flush=True)
"""


def start(folder: Folder, database: str, times: int = 1) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", LOAD, str(folder.root), database, str(times)]
    root = Path(__file__).parents[3]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def fill(folder: Folder, value: str, districts: int) -> None:
    """Write a table of 152 years for each of so many scopes, every value the same."""
    rows = [
        row_of(period=str(year), value=value, scope=f"片区{number}", vintage="none", note=value)
        for number in range(districts)
        for year in range(1949, 2101)
    ]
    table = folder.observations / "pingliang.csv"
    table.write_text(table_of(*rows), encoding="utf-8")


def test_a_killed_load_leaves_the_old_or_the_new_release(folder: Folder, database: str) -> None:
    fill(folder, "40", 50)
    load(folder, url=database, now=NOW)
    moments = random.Random(7)
    for turn in range(ROUNDS):
        fill(folder, str(50 + turn), 50 + turn)
        process = start(folder, database)
        time.sleep(moments.uniform(0.02, 0.6))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with open_reader(database).connect() as connection:
            assert verify(connection)
            values = {value for *_, value in place_series(connection, "620800")}
            counts = require_release(connection).counts["observation"]
        assert len(values) == 1
        assert (counts - 2) % 152 == 0
    wait_until_free(folder, database)
    with open_reader(database).connect() as connection:
        assert {value for *_, value in place_series(connection, "620800")} == {57.0}


def wait_until_free(folder: Folder, database: str) -> None:
    """Load once more: on PostgreSQL as soon as the server sees that the killed one is gone."""
    for _ in range(50):
        process = start(folder, database)
        output, _ = process.communicate(timeout=60)
        if output.startswith("loaded"):
            return
        time.sleep(0.1)
    pytest.fail("a killed load left its lock")


def test_of_two_loads_at_once_one_runs_and_the_other_says_who(
    folder: Folder, database: str
) -> None:
    fill(folder, "40", 100)
    both = [start(folder, database), start(folder, database)]
    outputs = [process.communicate(timeout=60)[0] for process in both]
    told = [output for output in outputs if "装载正在进行" in output]
    ran = [output for output in outputs if output.startswith("loaded 1")]
    # The second one may also come after the first is done, and then has nothing to do.
    assert len(told) + len(ran) == 2
    assert ran
    for output in told:
        assert any(f"进程{process.pid}" in output for process in both)
    with open_reader(database).connect() as connection:
        assert verify(connection)
        assert require_release(connection).counts["observation"] == 100 * 152 + 2


def test_a_reader_sees_whole_releases_only_while_loads_run(folder: Folder, database: str) -> None:
    fill(folder, "40", 20)
    load(folder, url=database, now=NOW)
    engine, seen = open_reader(database), set()
    for turn in range(4):
        fill(folder, str(50 + turn), 20 + turn)
        process = start(folder, database)
        while process.poll() is None:
            with engine.connect() as connection:
                release = require_release(connection)
                rows = place_series(connection, "620800")
            seen.add(release.id)
            assert len(rows) == release.counts["observation"] - 2
            assert len({value for *_, value in rows}) == 1
    assert len(seen) > 1
