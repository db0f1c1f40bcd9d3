"""A small project with reviewed targets, for the tests of what a person decides after judgement.

Two milestones of the urbanization rate that two departments answer for, and a target that nobody is
named for. On the values of tests/conftest.py the rate of 2021 covers (46.12−44.77)/10.23 = 13.2% of
the way to 2025 where 20% is due: −6.8 points, on track.
"""

from etl.domain.judgements import Judgement
from etl.domain.records import Review, Target
from etl.project.folder import Folder
from etl.project.project import Project
from etl.project.reader import read_project
from etl.steps.extract import extract_project
from etl.steps.review import decide, pending
from etl.steps.supervise import Change
from tests.conftest import row_of, table_of
from tests.etl.project.test_documents import DESCRIPTION

LEAD, OTHER = "市发展改革委", "市公安局"
TEXT = (
    "# 目标\n\n2020年，全市常住人口城镇化率为44.77%。\n\n"
    "到2025年，全市常住人口城镇化率达到55%，到2035年，全市常住人口城镇化率达到70%。"
    f"（{LEAD}牵头，{OTHER}配合）\n\n到2025年，全市户籍人口城镇化率达到45%。\n"
)
GONE = "0123456789ab"
RATE = "平凉市 常住人口城镇化率 2025年 55%"


def planned(folder: Folder) -> Project:
    """Put the plan into a project with every statement accepted, and return it."""
    path = folder.document("plan")
    path.parent.mkdir(parents=True)
    described = DESCRIPTION.replace("last_year: 2025", "last_year: 2035")
    path.write_text(described, encoding="utf-8")
    (path.parent / "text.md").write_text(TEXT, encoding="utf-8")
    extract_project(folder)
    project = read_project(folder)
    decide(
        project,
        [
            Review("plan", one.statement_id, "accept", "张三", "2026-01-01")
            for one in pending(project)
        ],
    )
    return read_project(folder)


def reworded(folder: Folder, old: str, new: str) -> Project:
    """Return the project after its plan was changed and read again."""
    source = folder.document("plan").parent / "text.md"
    source.write_text(source.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    extract_project(folder)
    project = read_project(folder)
    decide(
        project,
        [
            Review("plan", one.statement_id, "accept", "张三", "2026-01-01")
            for one in pending(project)
        ],
    )
    return read_project(folder)


def rate(project: Project, year: int = 2025) -> Target:
    """Return the target of the urbanization rate of a year."""
    (found,) = [
        one
        for one in project.targets
        if (one.indicator_id, one.year) == ("urbanization_rate", year)
    ]
    return found


def hukou(project: Project) -> Target:
    """Return the target that nobody is named for."""
    (found,) = [one for one in project.targets if one.indicator_id == "hukou_urbanization_rate"]
    return found


def judged(target_id: str, status: str = "behind", **changed: str) -> Judgement:
    """Return a sound judgement with the given fields instead."""
    fields = {
        "action": "add", "status": status, "reason": "两县数据未报", "who": "张三",
        "decided_on": "2026-03-01",
    }  # fmt: skip
    return Judgement(target_id, **(fields | changed))


def withdrawn(target_id: str, **changed: str) -> Judgement:
    """Return a sound withdrawal with the given fields instead."""
    fields = {
        "action": "withdraw", "status": "", "reason": "数据已补报", "decided_on": "2026-04-01",
    }  # fmt: skip
    return judged(target_id, **(fields | changed))


def changed(target_id: str, state: str = "rectifying", **fields: str | None) -> Change:
    """Return a sound move of the leading department's item with the given fields instead."""
    good: dict[str, str | None] = {
        "department": LEAD, "who": "李四", "moved_on": "2026-03-01", "measures": "按月调度",
    }  # fmt: skip
    return Change(target_id, state=state, **(good | fields))  # type: ignore[arg-type]


def revise_2021(folder: Folder, value: str = "45.60", released_on: str = "2023-05") -> None:
    """Add a later publication of the rate of 2021: (45.60−44.77)/10.23 = 8.1%, −11.9 points."""
    revised = row_of(
        period="2021", value=value, vintage="post_census", released_on=released_on, note="修订"
    )
    (folder.observations / "revision.csv").write_text(table_of(revised), encoding="utf-8")
