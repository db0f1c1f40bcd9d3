"""A database that fails is told in a sentence, and nothing is changed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text

from etl.errors import DatabaseUnavailable
from etl.project.folder import Folder
from etl.steps.load import load
from etl.store import write
from etl.store.database import open_writer
from etl.store.digest import verify
from etl.store.reader import Reader
from tests.conftest import row_of, table_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_server_that_does_not_answer_is_told(folder: Folder) -> None:
    with pytest.raises(DatabaseUnavailable, match="URBAN_DATABASE_URL"):
        load(folder, url="postgresql://nobody@127.0.0.1:1/nothing", now=NOW)


def test_a_folder_that_cannot_be_made_is_told(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(DatabaseUnavailable, match="权限和路径"):
        load(folder, url=f"sqlite:///{tmp_path / 'file' / 'urban.sqlite'}", now=NOW)


def test_a_file_that_is_no_database_is_told_and_left_alone(folder: Folder) -> None:
    folder.database.parent.mkdir(parents=True)
    folder.database.write_bytes(b"minutes of a meeting, not a database " * 100)
    before = folder.database.read_bytes()
    with pytest.raises(DatabaseUnavailable, match="没有改动"):
        load(folder, now=NOW)
    assert folder.database.read_bytes() == before


def test_a_full_disk_leaves_the_old_release(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(folder, now=NOW)
    url = f"sqlite:///{folder.database}"
    with open_writer(url).connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()

    def on_a_full_disk(url: str) -> Engine:
        engine = open_writer(url)
        limit = f"PRAGMA max_page_count={pages}"
        event.listen(engine, "connect", lambda raw, _: raw.execute(limit))
        return engine

    monkeypatch.setattr(write, "open_writer", on_a_full_disk)
    years = map(str, range(1950, 2100))
    many = [row_of(period=year, vintage="original", note=year * 1_000) for year in years]
    (folder.observations / "many.csv").write_text(table_of(*many), encoding="utf-8")
    with pytest.raises(DatabaseUnavailable, match="磁盘空间"):
        load(folder, now=NOW)
    with Reader(url).connect() as connection:
        assert verify(connection)
        assert connection.execute(text("SELECT count(*) FROM release")).scalar_one() == 1
