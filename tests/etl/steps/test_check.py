"""The check: every problem of every file in one go, and notices apart from errors."""

from pathlib import Path

from etl.project.folder import Folder
from etl.steps.check import check_project
from etl.steps.extract import extract_project
from tests.conftest import row_of, table_of
from tests.etl.project.test_documents import DESCRIPTION, TEXT, write


def test_a_sound_project_has_nothing_to_report(folder: Folder) -> None:
    assert check_project(folder) == []


def test_the_problems_of_all_files_come_at_once(folder: Folder) -> None:
    write(folder, DESCRIPTION.replace("kind: plan", "kind: paper"))
    with folder.registry.open("a", encoding="utf-8") as stream:
        stream.write("remarks: 无\n")
    with folder.places.open("a", encoding="utf-8") as stream:
        stream.write("6208,平凉,county,620000,\n")
    with folder.place_aliases.open("a", encoding="utf-8") as stream:
        stream.write("620899,某县,short\n")
    found = {(problem.file, problem.code) for problem in check_project(folder)}
    assert found == {
        ("indicators.yaml", "unknown-key"),
        ("data/places.csv", "bad-code"),
        ("data/place_aliases.csv", "unknown-place"),
        ("data/documents/plan/document.yaml", "bad-kind"),
    }


def test_the_problems_of_all_tables_of_values_come_at_once(folder: Folder) -> None:
    for name in ("a.csv", "b.csv"):
        (folder.observations / name).write_text(
            table_of(row_of(value="144.77"), row_of(period="2021", vintage="latest")),
            encoding="utf-8",
        )
    found = [(problem.file, problem.row) for problem in check_project(folder)]
    assert found == [
        ("data/observations/a.csv", 2), ("data/observations/a.csv", 3),
        ("data/observations/b.csv", 2), ("data/observations/b.csv", 3),
    ]  # fmt: skip


def test_a_table_by_name_is_checked_alone(folder: Folder, tmp_path: Path) -> None:
    (folder.observations / "bad.csv").write_text("x\n", encoding="utf-8")
    given = tmp_path / "new.csv"
    given.write_text(table_of(row_of(value="一")), encoding="utf-8")
    found = check_project(folder, [given])
    assert [(problem.file, problem.column) for problem in found] == [(given.as_posix(), "value")]
    given.write_text(table_of(row_of()), encoding="utf-8")
    assert check_project(folder, [given]) == []


def test_a_registry_home_that_is_no_place_is_told(folder: Folder) -> None:
    text = folder.registry.read_text(encoding="utf-8").replace('"620800"', '"620899"', 1)
    folder.registry.write_text(text, encoding="utf-8")
    (problem,) = check_project(folder)
    assert (problem.code, problem.column) == ("unknown-place", "project.home")


def test_a_notice_does_not_keep_the_values_from_being_checked(folder: Folder) -> None:
    write(folder, text=TEXT)
    extract_project(folder)
    folder.reviews("plan").parent.mkdir()
    folder.reviews("plan").write_text(
        "statement_id,decision,reviewer,reviewed_on,note,indicator_id,place_id,year,value,unit,"
        "operator,statement_kind,target_kind,nature,scope,stretch\n"
        "0123456789ab,accept,张三,2026-01-01,,,,,,,,,,,,\n",
        encoding="utf-8",
    )
    (folder.observations / "bad.csv").write_text(table_of(row_of(value="x")), encoding="utf-8")
    found = [(problem.code, problem.severity) for problem in check_project(folder)]
    assert found[0] == ("stale-review", "notice")
    assert [severity for _, severity in found[1:]] == ["error"]
