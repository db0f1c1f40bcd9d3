"""The load: whole or not at all, the same twice, and only what changed is read again."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from etl.errors import InputRefused, LoadLocked
from etl.project.folder import Folder
from etl.steps.load import load
from etl.store.database import open_reader, open_writer
from etl.store.digest import verify
from etl.store.lock import load_lock
from etl.store.query import observations, place_series, require_release
from tests.conftest import row_of, table_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
GANSU, PINGLIANG = "data/observations/gansu.csv", "data/observations/pingliang.csv"


def is_whole(database: str) -> bool:
    with open_reader(database).connect() as connection:
        return verify(connection)


def write(folder: Folder, name: str, *rows: str) -> None:
    (folder.root / name).write_text(table_of(*rows), encoding="utf-8")


def test_a_load_says_what_it_read_and_counts_it(folder: Folder, database: str) -> None:
    report = load(folder, url=database, now=NOW)
    assert (report.changed, report.release_id, report.files_skipped) == (True, 1, 0)
    assert report.files_read == (GANSU, PINGLIANG)
    assert (report.counts["observation"], report.counts["place"]) == (4, 3)
    assert is_whole(database)


def test_a_second_load_of_the_same_files_writes_nothing(folder: Folder, database: str) -> None:
    first = load(folder, url=database, now=NOW)
    second = load(folder, url=database, now=datetime(2027, 1, 1, tzinfo=UTC))
    assert (second.changed, second.files_read, second.files_skipped) == (False, (), 2)
    assert (second.release_id, second.content_digest) == (1, first.content_digest)
    with open_reader(database).connect() as connection:
        assert require_release(connection).loaded_at == "2026-01-01T00:00:00+00:00"


def test_two_databases_of_the_same_folder_have_the_same_digest(
    folder: Folder, database: str
) -> None:
    elsewhere = load(folder, now=NOW)
    assert load(folder, url=database, now=NOW).content_digest == elsewhere.content_digest


def test_only_a_changed_file_is_read_again_and_the_digest_is_that_of_a_whole_load(
    folder: Folder, database: str
) -> None:
    load(folder, url=database, now=NOW)
    # Another scope, date and source, so that the database numbers them after the first ones.
    write(
        folder, PINGLIANG, row_of(value="45"), row_of(scope="县城", released_on="2019", note="改")
    )
    again = load(folder, url=database, now=NOW)
    assert (again.changed, again.files_read, again.files_skipped) == (True, (PINGLIANG,), 1)
    assert is_whole(database)
    assert again.content_digest == load(folder, now=NOW).content_digest


def test_a_removed_file_takes_its_values_along(folder: Folder, database: str) -> None:
    load(folder, url=database, now=NOW)
    (folder.root / GANSU).unlink()
    report = load(folder, url=database, now=NOW)
    assert (report.counts["observation"], report.files_read) == (2, ())
    with open_reader(database).connect() as connection:
        assert observations(connection, place_id="620000") == []
    assert is_whole(database)


def test_a_changed_registry_makes_every_file_be_read_again(folder: Folder, database: str) -> None:
    load(folder, url=database, now=NOW)
    with folder.registry.open("a", encoding="utf-8") as stream:
        stream.write("# 注释\n")
    assert load(folder, url=database, now=NOW).files_read == (GANSU, PINGLIANG)


def test_rows_in_another_order_are_no_new_release(folder: Folder, database: str) -> None:
    load(folder, url=database, now=NOW)
    lines = (folder.root / PINGLIANG).read_text(encoding="utf-8").splitlines()
    write(folder, PINGLIANG, *reversed(lines[1:]))
    report = load(folder, url=database, now=NOW)
    assert (report.changed, report.release_id) == (False, 1)
    assert load(folder, url=database, now=NOW).files_read == ()


def test_a_deleted_database_is_built_again_with_the_same_digest(folder: Folder) -> None:
    first = load(folder, now=NOW)
    folder.database.unlink()
    assert load(folder, now=NOW).content_digest == first.content_digest


def test_a_refused_file_leaves_the_database_as_it_was(folder: Folder, database: str) -> None:
    first = load(folder, url=database, now=NOW)
    write(folder, GANSU, row_of(place_id="620000", place="甘肃省", value="53"))
    write(folder, PINGLIANG, row_of(value="0.4477"))
    with pytest.raises(InputRefused):
        load(folder, url=database, now=NOW)
    with open_reader(database).connect() as connection:
        assert require_release(connection).content_digest == first.content_digest
    assert is_whole(database)


def test_a_refused_first_load_leaves_no_table(folder: Folder) -> None:
    write(folder, PINGLIANG, row_of(value="0.4477"))
    with pytest.raises(InputRefused):
        load(folder, now=NOW)
    assert not folder.database.exists()


def test_a_changed_file_that_repeats_a_value_of_an_unread_one_is_refused_with_both_rows(
    folder: Folder, database: str
) -> None:
    first = load(folder, url=database, now=NOW)
    write(folder, PINGLIANG, row_of(place_id="620000", place="甘肃省", value="50"))
    with pytest.raises(InputRefused) as refused:
        load(folder, url=database, now=NOW)
    (problem,) = refused.value.problems
    assert (problem.file, problem.row, problem.code) == (PINGLIANG, 2, "repeated-value")
    assert f"{GANSU}第2行" in problem.message
    with open_reader(database).connect() as connection:
        assert require_release(connection).content_digest == first.content_digest


def test_a_load_beside_another_one_ends_at_once(folder: Folder, database: str) -> None:
    with load_lock(database, NOW), pytest.raises(LoadLocked, match="2026-01-01"):
        load(folder, url=database, now=NOW)


def test_tables_of_another_version_are_made_anew(folder: Folder, database: str) -> None:
    first = load(folder, url=database, now=NOW)
    with open_writer(database).begin() as connection:
        connection.execute(text("ALTER TABLE observation ADD COLUMN old integer"))
        connection.execute(text("UPDATE release SET code_version = '0'"))
    report = load(folder, url=database, now=NOW)
    assert (report.release_id, report.content_digest) == (2, first.content_digest)
    assert is_whole(database)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE observation SET value = value + 0.01 WHERE period = 2021",
        "UPDATE observation SET printed = '46.1' WHERE period = 2021",
        "UPDATE source SET trust = 'B'",
        "UPDATE source SET file_no = 77",
        "UPDATE place SET name = '平涼市' WHERE place_id = '620800'",
        "DELETE FROM observation WHERE period = 2021",
        "UPDATE release SET content_digest = 'x'",
    ],
)
def test_damage_to_the_content_is_found(folder: Folder, database: str, damage: str) -> None:
    load(folder, url=database, now=NOW)
    with open_writer(database).begin() as connection:
        connection.execute(text(damage))
    assert not is_whole(database)


def test_a_flipped_bit_in_the_file_is_found(folder: Folder) -> None:
    load(folder, now=NOW)
    data = bytearray(folder.database.read_bytes())
    place = data.index("公报".encode())
    data[place + 1] ^= 1
    folder.database.write_bytes(data)
    assert not is_whole(f"sqlite:///{folder.database}")


def test_a_places_series_is_one_list_of_all_its_indicators(folder: Folder, database: str) -> None:
    load(folder, url=database, now=NOW)
    with open_reader(database).connect() as connection:
        rows = place_series(connection, "620800")
    # urbanization_rate is the first indicator; census_2020 the second vintage, post_census the first.
    assert rows == [(1, 2020, 2, 44.77), (1, 2021, 1, 46.12)]
