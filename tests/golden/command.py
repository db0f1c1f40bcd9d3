"""The command line as a user types it: what the golden tests call, and what they read back."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
Row = dict[str, Any]  # Any: JSON as printed


def urban(environ: dict[str, str], *words: str, fed: str | None = None) -> str:
    """Return what `urban` prints; it must succeed. `fed` is its standard input."""
    script = shutil.which("urban", path=str(Path(sys.executable).parent))
    assert script
    answer = subprocess.run(
        [script, *words], env=environ, input=fed, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def lines(printed: str) -> list[Row]:
    """Return the objects of JSON Lines."""
    return [json.loads(line) for line in printed.splitlines()]


def board(environ: dict[str, str], place_id: str, year: int | None = None) -> list[Row]:
    """Return the rows of `urban status --json` of a place, as things stood with a year's values."""
    words = ["status", "--place", place_id, "--json"]
    return lines(urban(environ, *words, *(["--year", str(year)] if year else [])))


def row_of(rows: list[Row], indicator_id: str, target_year: int | None) -> Row:
    """Return the one row of an indicator and a target's year."""
    (found,) = [
        row for row in rows
        if (row["indicator_id"], row["target_year"]) == (indicator_id, target_year)
    ]  # fmt: skip
    return found
