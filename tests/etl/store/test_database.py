"""Connections: one writer, readers that can neither write nor create."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from etl.errors import NoRelease
from etl.project.folder import Folder
from etl.steps.load import load
from etl.store.database import database_url, open_reader, open_writer
from etl.store.query import current_release, require_release

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_the_database_is_the_projects_file_unless_the_setting_says_otherwise() -> None:
    folder = Folder(Path("/somewhere/城市"))
    assert database_url(folder, {}) == "sqlite:////somewhere/城市/.urban/urban.sqlite"
    assert database_url(folder, {"URBAN_DATABASE_URL": "postgres://host/a"}) == "postgres://host/a"


def test_a_reader_of_a_missing_file_is_told_to_load_and_makes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "urban.sqlite"
    with pytest.raises(NoRelease, match="urban load"):
        open_reader(f"sqlite:///{path}")
    assert list(tmp_path.iterdir()) == []


def test_a_reader_whose_file_is_deleted_makes_no_new_one(folder: Folder, tmp_path: Path) -> None:
    path = tmp_path / "urban.sqlite"
    load(folder, url=f"sqlite:///{path}", now=NOW)
    engine = open_reader(f"sqlite:///{path}")
    path.unlink()
    with pytest.raises(NoRelease, match="urban load"), engine.connect():
        pass
    assert not path.exists()


def test_a_reader_of_a_database_without_a_release_is_told_to_load(database: str) -> None:
    with open_writer(database).begin():
        pass
    with open_reader(database).connect() as connection:
        assert current_release(connection) is None
        with pytest.raises(NoRelease, match="urban load"):
            require_release(connection)


def test_a_reader_can_not_write(folder: Folder, database: str) -> None:
    load(folder, url=database, now=NOW)
    with open_reader(database).connect() as connection, pytest.raises(DBAPIError):
        connection.execute(text("DELETE FROM observation"))


def test_a_reader_sees_one_release_for_as_long_as_it_is_connected(
    folder: Folder, database: str
) -> None:
    load(folder, url=database, now=NOW)
    (folder.observations / "gansu.csv").unlink()
    with open_reader(database).connect() as connection:
        before = require_release(connection)
        load(folder, url=database, now=NOW)
        assert require_release(connection) == before
        counted = connection.execute(text("SELECT count(*) FROM observation")).scalar_one()
        assert counted == before.counts["observation"] == 4
    with open_reader(database).connect() as connection:
        assert require_release(connection).counts["observation"] == 2
