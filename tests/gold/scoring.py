"""Scores what extraction finds against annotated documents, with the scorer of ../shared/gold.

The five documents there are real and were known while the engine was built. `dev` and `heldout`
are our own, invented, and annotated by the same conventions: `dev` served to build the engine,
`heldout` was written by others who did not see the engine, and was only measured.
"""

import importlib.util
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from etl.project.folder import Folder
from etl.project.reader import inspect_project
from etl.steps.extract import as_json, extract_file

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "gold" / "score.py"
OWN = Path(__file__).parent
KINDS = ("target", "annual_task", "baseline", "actual")

# What is measured and the least it may be; `recall` is that of the four scored kinds.
Bars = dict[str, float]
SEED_BARS: Bars = {
    "headline": 0.92, "recall": 1.0, "precision": 0.97, "unit": 1.0, "operator": 1.0,
    "year": 0.97, "region": 0.97, "kind": 0.95, "indicator": 0.95, "responsible": 0.98,
}  # fmt: skip
OWN_BARS: Bars = {"headline": 0.90, "recall": 0.95, "precision": 0.95}
Row = dict[str, Any]  # A line of JSON, as the scorer takes it.


@dataclass(frozen=True, slots=True)
class Corpus:
    """Annotated documents with the bars they have to reach."""

    name: str
    documents: tuple[Path, ...]
    gold: tuple[Path, ...]
    bars: Bars


def corpora() -> tuple[Corpus, ...]:
    """Return the five documents, the development set and the held-out set."""
    seeds = tuple(sorted((SHARED / "seeds").glob("*.txt")))
    gold = (SHARED / "gold" / "seeds_gold.jsonl",)
    return (
        Corpus("五份文件（../shared/gold）", seeds, gold, SEED_BARS),
        *(
            Corpus(title, _files(folder, "txt"), _files(folder, "jsonl"), OWN_BARS)
            for title, folder in (("自编开发集（tests/gold/dev）", "dev"),
                                  ("自编保留集（tests/gold/heldout）", "heldout"))
        ),
    )  # fmt: skip


def _files(folder: str, suffix: str) -> tuple[Path, ...]:
    return tuple(sorted((OWN / folder).glob(f"*.{suffix}")))


@cache
def scorer() -> ModuleType:
    """Return the scorer, a module of one file beside the checkout."""
    spec = importlib.util.spec_from_file_location("gold_score", SCORER)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_rows(corpus: Corpus) -> list[Row]:
    """Return the annotated statements of a corpus."""
    lines = [line for path in corpus.gold for line in path.read_text("utf-8").splitlines()]
    return [json.loads(line) for line in lines if line.strip()]


def found_rows(documents: Sequence[Path]) -> list[Row]:
    """Return what `urban extract --json` prints for some documents, on the committed registry."""
    project, _ = inspect_project(Folder(ROOT))
    return [
        as_json(statement) for path in documents for statement in extract_file(path, project, None)
    ]


def score(corpus: Corpus) -> Row:
    """Return the scorer's result for a corpus."""
    result: Row = scorer().score(gold_rows(corpus), found_rows(corpus.documents))
    return result


def measured(result: Row) -> dict[str, float]:
    """Return the figures that have bars, each between 0 and 1."""
    kinds = [result["recall_by_kind"].get(kind, [0, 0]) for kind in KINDS]
    hit, wanted = (sum(part) for part in zip(*kinds, strict=True))
    fields = {
        name: right / of if of else 1.0 for name, (right, of) in result["field_accuracy"].items()
    }
    return fields | {
        "headline": result["headline_f1"], "precision": result["precision"],
        "recall": hit / wanted if wanted else 1.0,
    }  # fmt: skip


def short_of(corpus: Corpus, result: Row) -> dict[str, float]:
    """Return the figures that lie under their bar."""
    figures = measured(result)
    return {name: figures[name] for name, bar in corpus.bars.items() if figures[name] < bar - 1e-9}
