"""One load at a time, and a killed one leaves no lock."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.errors import LoadLocked
from etl.store.lock import load_lock

SINCE = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
HOLD = """
import sys, time
from datetime import UTC, datetime
from etl.store.lock import load_lock
with load_lock(sys.argv[1], datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)):
    print("held", flush=True)
    time.sleep(60)
"""


def holder(database: str) -> subprocess.Popen[str]:
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", HOLD, database]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_load_is_told_at_once_who_loads_and_since_when(database: str) -> None:
    process = holder(database)
    try:
        with pytest.raises(LoadLocked) as locked, load_lock(database, SINCE):
            pass
    finally:
        process.kill()
        process.wait()
    assert f"进程{process.pid}" in str(locked.value)
    assert "2026-01-02T03:04:05" in str(locked.value)


def test_a_killed_holder_leaves_no_lock(database: str) -> None:
    process = holder(database)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    for _ in range(50):
        try:
            with load_lock(database, SINCE):
                return
        except LoadLocked:
            # The server needs a moment to see that the other end is gone.
            signal.sigtimedwait([], 0.1)
    pytest.fail("the lock outlived its holder")


def test_the_lock_is_free_again_afterwards(database: str) -> None:
    for _ in range(2):
        with load_lock(database, SINCE):
            pass
