"""Fixtures that several rooms share: a small project folder and both databases."""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings

from etl.project.folder import Folder
from etl.project.observation_columns import COLUMNS
from tests.postgres import running_postgres

# Laws are tried without a limit of time: a busy machine is no counterexample. In CI always the
# same cases are tried, elsewhere new ones every time.
settings.register_profile("patient", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("patient")
ROOT = Path(__file__).parent.parent
PLACES = """place_id,name,level,parent_id,counted_in
000000,全国,nation,,
620000,甘肃省,province,000000,
620800,平凉市,prefecture,620000,
"""
ALIASES = """place_id,alias,kind
620800,平凉,short
"""


def row_of(**changed: str) -> str:
    """Return a good row of a table of published values, with the given cells instead."""
    cells = dict.fromkeys(COLUMNS, "") | {
        "place_id": "620800", "place": "平凉市", "indicator_id": "urbanization_rate",
        "period": "2020", "value": "44.77", "unit": "%", "released_on": "2021-05",
        "vintage": "census_2020", "maturity": "final", "trust": "A", "source": "公报",
    }  # fmt: skip
    return ",".join((cells | changed)[column] for column in COLUMNS)


def table_of(*rows: str) -> str:
    """Return a table of published values of the given rows."""
    return "\n".join((",".join(COLUMNS), *rows)) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A small project: the committed registry, three places, two tables of published values."""
    root = tmp_path / "project"
    (root / "data" / "observations").mkdir(parents=True)
    shutil.copy(ROOT / "indicators.yaml", root)
    (root / "data" / "places.csv").write_text(PLACES, encoding="utf-8")
    (root / "data" / "place_aliases.csv").write_text(ALIASES, encoding="utf-8")
    project = Folder(root)
    table = table_of(row_of(), row_of(period="2021", value="46.12", vintage="post_census"))
    (project.observations / "pingliang.csv").write_text(table, encoding="utf-8")
    table = table_of(
        row_of(place_id="620000", place="甘肃省", value="52.23"),
        row_of(place_id="620000", place="甘肃省", value="53.10", maturity="forecast",
               period="2021", vintage="post_census"),
    )  # fmt: skip
    (project.observations / "gansu.csv").write_text(table, encoding="utf-8")
    return project


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server of this test run; its URL with `{name}` for the database."""
    with running_postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'database' / 'urban.sqlite'}"
    server: str = request.getfixturevalue("postgres_server")
    name = f"urban_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.format(name=name)
