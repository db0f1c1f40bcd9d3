"""A throw-away PostgreSQL for the tests: its own folder, a Unix socket, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _binaries() -> Path | None:
    """Return the folder of initdb and postgres, the newest where there are several."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(folders, key=lambda path: int(path.parent.name), default=None)


def _as_another(command: list[str]) -> list[str]:
    """Return the command as a user that PostgreSQL accepts: it refuses root."""
    if os.geteuid() != 0:
        return command
    return ["runuser", "-u", "nobody", "--", *command]


@contextmanager
def running_postgres() -> Iterator[str]:
    """Start a server and yield the URL of its database, with the schema name still to choose.

    Skips the test, with the reason, where there are no binaries or no user to run them.
    """
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed here (no initdb found)")
    if os.geteuid() == 0 and shutil.which("runuser") is None:
        pytest.skip("PostgreSQL refuses root and there is no runuser here")
    with tempfile.TemporaryDirectory(prefix="urban-pg-") as name:
        folder, data = Path(name), Path(name) / "data"
        folder.chmod(0o777)
        init = [str(binaries / "initdb"), "-D", str(data), "-A", "trust", "-U", "urban"]
        _run([*init, "-E", "UTF8", "--no-locale", "--no-sync"], folder)
        control = [str(binaries / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log")]
        _run([*control, "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "start"], folder)
        try:
            yield f"postgresql://urban@/{{name}}?host={folder}"
        finally:
            _run([*control, "-m", "immediate", "stop"], folder)


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(
        _as_another(command), cwd=folder, check=True, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
    )  # fmt: skip
