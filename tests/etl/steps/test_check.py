"""The check: every problem of every file in one go, and notices apart from errors."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from etl.cli import check_command
from etl.project.folder import Folder
from etl.project.reviews import COLUMNS as REVIEW_COLUMNS
from etl.steps.check import look_over
from etl.steps.extract import extract_project
from tests.conftest import row_of, table_of
from tests.etl.project.test_corrections import TEXT as PLAN
from tests.etl.project.test_corrections import put_plan, record
from tests.etl.project.test_documents import DESCRIPTION, TEXT, write


def test_a_sound_project_has_nothing_to_report(folder: Folder) -> None:
    assert look_over(folder).problems == []


def test_the_problems_of_all_files_come_at_once(folder: Folder) -> None:
    write(folder, DESCRIPTION.replace("kind: plan", "kind: paper"))
    with folder.registry.open("a", encoding="utf-8") as stream:
        stream.write("remarks: 无\n")
    with folder.places.open("a", encoding="utf-8") as stream:
        stream.write("6208,平凉,county,620000,\n")
    with folder.place_aliases.open("a", encoding="utf-8") as stream:
        stream.write("620899,某县,short\n")
    found = {(problem.file, problem.code) for problem in look_over(folder).problems}
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
    found = [(problem.file, problem.row) for problem in look_over(folder).problems]
    assert found == [
        ("data/observations/a.csv", 2), ("data/observations/a.csv", 3),
        ("data/observations/b.csv", 2), ("data/observations/b.csv", 3),
    ]  # fmt: skip


def test_a_table_by_name_is_checked_alone(folder: Folder, tmp_path: Path) -> None:
    (folder.observations / "bad.csv").write_text("x\n", encoding="utf-8")
    given = tmp_path / "new.csv"
    given.write_text(table_of(row_of(value="一")), encoding="utf-8")
    found = look_over(folder, [given]).problems
    assert [(problem.file, problem.column) for problem in found] == [(given.as_posix(), "value")]
    given.write_text(table_of(row_of()), encoding="utf-8")
    assert look_over(folder, [given]).problems == []


def test_a_registry_home_that_is_no_place_is_told(folder: Folder) -> None:
    text = folder.registry.read_text(encoding="utf-8").replace('"620800"', '"620899"', 1)
    folder.registry.write_text(text, encoding="utf-8")
    (problem,) = look_over(folder).problems
    assert (problem.code, problem.column) == ("unknown-place", "project.home")


def test_a_notice_does_not_keep_the_values_from_being_checked(folder: Folder) -> None:
    write(folder, text=TEXT)
    extract_project(folder)
    folder.reviews("plan").parent.mkdir()
    folder.reviews("plan").write_text(
        ",".join(REVIEW_COLUMNS) + "\n"
        "0123456789ab,accept,张三,2026-01-01" + "," * (len(REVIEW_COLUMNS) - 4) + "\n",
        encoding="utf-8",
    )
    (folder.observations / "bad.csv").write_text(table_of(row_of(value="x")), encoding="utf-8")
    found = [(problem.code, problem.severity) for problem in look_over(folder).problems]
    assert found[0] == ("stale-review", "notice")
    assert [severity for _, severity in found[1:]] == ["error"]


def test_a_document_that_contradicts_itself_is_a_notice_with_both_passages(folder: Folder) -> None:
    put_plan(folder)
    report = look_over(folder)
    (problem,) = report.problems
    assert (problem.code, problem.severity) == ("source-pace", "notice")
    assert problem.file == "data/documents/plan"
    then, now, pace = (PLAN.index(words) for words in ("由2015", "提高到", "年均"))
    assert problem.message == (
        "文中称年均提高1.50个百分点，按首末两值计算为1.2个百分点，相差0.3个百分点。"
        "算式：（46.00−40.00）÷5＝1.2。"
        f"原文：〔{pace}-{pace + 12}〕年均提高1.50个百分点；〔{then}-{now}〕由2015年的40.00%；"
        f"〔{now}-{now + 15}〕提高到2020年的46.00%。"
    )
    assert (report.confirmed, report.recorded) == (1, [])


def test_a_recorded_contradiction_is_shown_and_is_no_news(folder: Folder) -> None:
    put_plan(folder)
    record(folder, {})
    report = look_over(folder)
    assert report.problems == []
    (known,) = report.recorded
    assert (known.code, known.severity) == ("source-pace", "notice")
    assert known.message.startswith(
        "已登记（张三，2026-01-05：按首末两值应为1.20）：文中称年均提高1.50个百分点，"
    )


@pytest.mark.parametrize("expect", ["1.2", "1", "1.200"])
def test_a_figure_is_recorded_as_finely_as_a_person_likes(folder: Folder, expect: str) -> None:
    put_plan(folder)
    record(folder, {"expect": expect})
    assert [len(look_over(folder).recorded), look_over(folder).problems] == [1, []]


def test_a_part_of_the_passage_is_enough_to_point_at_it(folder: Folder) -> None:
    put_plan(folder)
    record(folder, {"quote": "，年均提高1.50"})
    assert look_over(folder).problems == []


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"expect": "1.30"}, "登记的核算值是1.30，现在核算为1.20"),
        ({"quote": "2020年的46.00%"}, "现在核算相符，登记已不适用"),
        ({"quote": "常住人口200万人"}, "登记对不上任何结果"),
        ({"quote": "# 基础"}, "登记对不上任何结果"),
    ],
)
def test_a_correction_that_matches_no_finding_is_an_error(
    folder: Folder, cells: dict[str, str], said: str
) -> None:
    put_plan(folder)
    record(folder, cells)
    found = {problem.code: problem for problem in look_over(folder).problems}
    assert found.keys() == {"source-pace", "stale-correction"}
    stale = found["stale-correction"]
    assert (stale.file, stale.row, stale.severity) == ("data/corrections.csv", 2, "error")
    assert said in stale.message


def test_a_correction_of_an_error_that_is_mended_is_an_error(folder: Folder) -> None:
    put_plan(folder, PLAN.replace("年均提高1.50", "年均提高1.20"))
    record(folder, {"quote": "年均提高1.20个百分点"})
    (problem,) = look_over(folder).problems
    assert problem.code == "stale-correction" and "相符" in problem.message


def test_tables_by_name_are_checked_without_the_documents(folder: Folder, tmp_path: Path) -> None:
    put_plan(folder)
    given = tmp_path / "new.csv"
    given.write_text(table_of(row_of()), encoding="utf-8")
    report = look_over(folder, [given])
    assert (report.problems, report.confirmed) == ([], 0)


def test_the_command_counts_news_what_is_recorded_and_what_is_confirmed(folder: Folder) -> None:
    put_plan(folder)
    runner = CliRunner()
    first = runner.invoke(check_command, ["--project", str(folder.root)])
    assert first.exit_code == 0 and first.stdout.endswith(" [source-pace]\n")
    assert first.stderr == "0处错误，1处提示；另有1处经核算相符。\n"
    record(folder, {})
    second = runner.invoke(check_command, ["--project", str(folder.root)])
    assert second.exit_code == 0 and "：已登记（" in second.stdout
    assert second.stderr == "0处错误，0处提示，1处已登记；另有1处经核算相符。\n"
    record(folder, {"expect": "9"})
    third = runner.invoke(check_command, ["--project", str(folder.root), "--json"])
    assert third.exit_code == 1 and third.stdout.count("\n") == 2
