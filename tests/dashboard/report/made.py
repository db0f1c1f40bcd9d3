"""Reports on targets made by hand, of any kind: put in a database without a plan's text."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from dashboard.reader import BoardReader
from dashboard.report.compose import Order, compose
from dashboard.report.records import Report
from etl.domain.asof import AsOf
from etl.domain.records import Document, Target
from etl.project.folder import Folder
from etl.project.observations import read_tables
from etl.project.project import Project
from etl.project.reader import read_project
from etl.store.content import Content
from etl.store.write import Sources, Stamp, publish
from tests.conftest import table_of
from tests.dashboard.report.reading import DAY, NOW

PLAN = Document(
    document_id="plan", title="平凉市新型城镇化规划", kind="plan", issuer="平凉市人民政府",
    place_id="620800", issued_on="2021-12-31", base_year=2020, first_year=2021, last_year=2025,
    citation="平政发〔2021〕1号", sha256="0" * 64, text="目标",
)  # fmt: skip
_ids = count(1)


def aim(indicator_id: str, value: float, year: int | None = 2025, **changed: object) -> Target:
    """Return a level target of Pingliang in base units, a chain of its own, without a base."""
    key = f"t{next(_ids):04d}"
    made = Target(
        target_id=key, chain_id=key, document_id="plan", place_id="620800",
        indicator_id=indicator_id, scope="", kind="level", nature="expected", operator="=",
        value=value, value_high=None, year=year, stretch=False, base_year=None, base=None,
        base_statement_id=None, statement_ids=("s",), responsible=(),
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]


def report_on(
    folder: Folder, targets: Sequence[Target], rows: Sequence[str], year: int = 2022,
    place_id: str = "620800",
) -> Report:  # fmt: skip
    """Return the report on these targets and these rows of published values only."""
    with BoardReader(published(folder, targets, rows)).open(AsOf(year), DAY) as board:
        return compose(board, Order(place_id, year))


def published(folder: Folder, targets: Sequence[Target], rows: Sequence[str]) -> str:
    """Put these targets and these rows of published values only in a database; return its URL."""
    for path in folder.observations.glob("*.csv"):
        path.unlink()
    (folder.observations / "values.csv").write_text(table_of(*rows), encoding="utf-8")
    project = replace(read_project(folder), targets=tuple(targets), documents={"plan": PLAN})
    url = f"sqlite:///{folder.root / 'made.sqlite'}"
    Path(folder.root / "made.sqlite").unlink(missing_ok=True)
    _publish(project, url)
    return url


def _publish(project: Project, url: str) -> None:
    folder = project.folder
    content = Content(
        registry=project.registry, places=tuple(project.places.values()), aliases=project.aliases,
        departments=(), documents=(PLAN,), statements=(), reviews=(), targets=project.targets,
    )  # fmt: skip
    read = read_tables(project, folder.observation_files())
    texts = {folder.name(one): one.read_text(encoding="utf-8") for one in folder.decisive()}
    publish(url, content, Sources(folder.digests(), read, True, texts), Stamp(NOW, "test"))
