"""Row 14: a plan of 70,000 characters from its text to its statements."""

from pathlib import Path

from etl.formats import Manuscript
from etl.project.folder import Folder
from etl.project.reader import inspect_project
from etl.steps.extract import extract_manuscript
from etl.text import to_simplified
from tests.bench.data import Scale
from tests.bench.timing import Result, compare

_ROOT = Path(__file__).resolve().parents[2]
_LENGTH = 70_000


def row_14(scale: Scale, folder: Path) -> list[Result]:
    """Extraction, with guessing what the document is, against converting its script once."""
    project, _ = inspect_project(Folder(_ROOT))
    texts = sorted((_ROOT / "tests" / "gold").glob("*/*.txt"))
    joined = "\n".join(path.read_text(encoding="utf-8") for path in texts)
    text = (joined * (_LENGTH // len(joined) + 1))[:_LENGTH]
    manuscript = Manuscript(text, "")

    def extract() -> None:
        to_simplified.cache_clear()
        extract_manuscript(manuscript, "plan.txt", project, None)

    def convert() -> None:
        to_simplified.cache_clear()
        to_simplified(text)

    return [Result(14, "extract 70,000 characters", "t2s once", *compare(extract, convert), bar=10)]
