"""`python -m tests.bench [--scale M|K1M|L] [--rows 1,4,5,7,8,11,12,14]`: the table of performance.md here.

Prints row | ours | yardstick | ratio | bar and writes bench.json. Nothing asserts a time.
"""

import argparse
import json
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.bench import documents, page, report, rows
from tests.bench.data import SCALES
from tests.bench.timing import Result, Size

ROWS = rows.ROWS | {8: page.row_8, 11: page.row_11, 12: report.row_12, 14: documents.row_14}


def main() -> None:
    """Measure the rows asked for and print them."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--scale", choices=list(SCALES), default="M")
    parser.add_argument("--rows", default=",".join(map(str, ROWS)))
    parser.add_argument("--out", type=Path, default=Path("bench.json"))
    asked = parser.parse_args()
    results: list[Result | Size] = []
    print("| row | work | ours | yardstick | ratio | bar |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="urban-bench-") as folder:
        for number in map(int, asked.rows.split(",")):
            for result in ROWS[number](SCALES[asked.scale], Path(folder)):
                results.append(result)
                print(_line(result), flush=True)
    lines = [asdict(result) | {"ratio": _ratio(result)} for result in results]
    asked.out.write_text(json.dumps(lines, ensure_ascii=False, indent=1), encoding="utf-8")


def _ratio(result: Result | Size) -> float:
    """Return what must not pass the bar."""
    return result.ratio if isinstance(result, Result) else result.measured


def _line(result: Result | Size) -> str:
    mark = "≤" if _ratio(result) <= result.bar else "ABOVE"
    if isinstance(result, Size):
        measured = f"{result.measured:.4g} {result.unit}"
        return f"| {result.row} | {result.work} | {measured} | | | {mark} {result.bar:g} |"
    return (
        f"| {result.row} | {result.work} | {1000 * result.ours_seconds:.3g} ms | "
        f"{1000 * result.yardstick_seconds:.3g} ms ({result.yardstick}) | "
        f"{result.ratio:.2f} | {mark} {result.bar:g} |"
    )


if __name__ == "__main__":
    main()
