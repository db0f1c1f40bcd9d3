"""A second, newer plan beside that of tests/decided.py, which sets the rate of 2025 anew."""

from etl.domain.records import Review
from etl.project.folder import Folder
from etl.project.reader import read_project
from etl.steps.extract import extract_project
from etl.steps.review import decide, pending

TEXT = (
    "# 目标\n\n2020年，全市常住人口城镇化率为44.77%。\n\n到2025年，全市常住人口城镇化率达到53%。\n"
)


def a_newer_plan(folder: Folder) -> None:
    """Put it into the project, in effect since January 2024, with every statement accepted."""
    newer = folder.documents / "newer"
    newer.mkdir()
    described = folder.document("plan").read_text(encoding="utf-8")
    described = described.replace("2021-05", "2024-01").replace("平凉市规划", "平凉市新规划")
    (newer / "document.yaml").write_text(described, encoding="utf-8")
    (newer / "text.md").write_text(TEXT, encoding="utf-8")
    extract_project(folder, ("newer",))
    found = read_project(folder)
    reviews = [
        Review("newer", one.statement_id, "accept", "张三", "2026-01-01")
        for one in pending(found, "newer")
    ]
    decide(found, reviews)
