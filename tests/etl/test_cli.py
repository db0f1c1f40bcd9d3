"""The verbs of the line as typed: data on stdout, talk on stderr, and what the exit code says."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from dashboard.cli import main
from etl.project.folder import Folder
from tests.conftest import row_of, table_of
from tests.etl.formats.made import as_pdf
from tests.etl.project.test_documents import TEXT, write
from tests.etl.steps.test_extract import FIELDS

PINGLIANG = ("--base", "2020=44.77", "--target", "2025=55")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def root(folder: Folder) -> str:
    write(folder, text=TEXT)
    return str(folder.root)


def commands(group: click.Group, *before: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():
        found.append((*before, name))
        if isinstance(command, click.Group):
            found.extend(commands(command, *before, name))
    return found


def statement_id(root: str) -> str:
    shown = run("review", "list", "--project", root).stdout
    return shown.split()[0]


@pytest.mark.parametrize("command", [(), *commands(main)], ids=" ".join)
def test_every_command_has_help_with_an_example(command: tuple[str, ...]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "例：urban" in result.stdout


def test_the_verbs_of_the_line_are_there() -> None:
    assert {"init", "extract", "review", "check", "load", "path", "status", "explain", "serve"} <= (
        set(main.commands)
    )


@pytest.mark.parametrize(
    ("method", "years"),
    [
        ("linear", [44.77, 46.816, 48.862, 50.908, 52.954, 55.0]),
        ("logistic", [44.77, 46.808, 48.857, 50.910, 52.960, 55.0]),
        ("geometric", [44.77, 46.651, 48.611, 50.654, 52.782, 55.0]),
    ],
)
def test_a_path_is_printed_as_one_object_by_year(method: str, years: list[float]) -> None:
    result = run("path", "--method", method, *PINGLIANG, "--json")
    path = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert list(path) == ["2020", "2021", "2022", "2023", "2024", "2025"]
    assert [round(value, 3) for value in path.values()] == years


def test_a_path_goes_through_several_targets() -> None:
    result = run("path", *PINGLIANG, "--target", "2035=70")
    lines = result.stdout.splitlines()
    assert (lines[5], lines[6], lines[-1]) == ("2025  55.000", "2026  56.500", "2035  70.000")


def test_a_ceiling_bends_the_logistic_path() -> None:
    result = run(
        "path", "--method", "logistic", "--base", "2020=20", "--target", "2022=60",
        "--ceiling", "80", "--json",
    )  # fmt: skip
    # logit(20/80) and logit(60/80) are -ln 3 and ln 3: half way is 40.
    assert json.loads(result.stdout)["2021"] == pytest.approx(40)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--method", "geometric", "--base", "2020=0", "--target", "2025=5"),
        ("--method", "logistic", "--base", "2020=50", "--target", "2025=100"),
        ("--base", "2020=nan", "--target", "2025=55"),
        ("--base", "2020=1", "--target", "2025=inf"),
    ],
)
def test_an_undefined_path_is_a_sentence_on_stderr_and_exit_1(arguments: tuple[str, ...]) -> None:
    result = run("path", *arguments, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith("。\n") and "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("path", "--base", "2020=44.77"),
        ("path", "--base", "2020", "--target", "2025=55"),
        ("path", "--base", "2020=44.77", "--target", "2025=x"),
        ("path", "--base", "2020=44.77", "--target", "2020=55"),
        ("path", "--base", "2020=44.77", "--target", "2019=55"),
        ("path", *PINGLIANG, "--target", "2025=56"),
        ("path", "--method", "spline", *PINGLIANG),
        ("review", "accept", "--reviewer", "张三"),
        ("review", "reject", "3f2a", "--reviewer", "张三"),
        ("check", "--colour"),
        ("unheard",),
    ],
)
def test_misuse_is_exit_2_with_usage_on_stderr(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage" in result.stderr


def test_a_folder_that_is_no_project_is_exit_1_with_the_three_ways(tmp_path: Path) -> None:
    for command in (("check",), ("extract",), ("review", "list"), ("load",)):
        result = run(*command, "--project", str(tmp_path))
        assert (result.exit_code, result.stdout) == (1, "")
        assert "--project" in result.stderr and "URBAN_PROJECT" in result.stderr


def test_the_statements_of_a_file_are_lines_of_json(root: str, tmp_path: Path) -> None:
    path = tmp_path / "平凉市规划.md"
    path.write_text("# 平凉市规划\n\n" + TEXT, encoding="utf-8")
    result = run("extract", "--project", root, str(path), "--json")
    (line,) = result.stdout.splitlines()
    found = json.loads(line)
    assert result.exit_code == 0 and tuple(found) == FIELDS
    assert path.read_text(encoding="utf-8")[found["start"] : found["end"]] == found["quote"]
    assert (found["indicator_id"], found["year"], found["value"], found["unit"]) == (
        "urbanization_rate", 2025, 55.0, "%",
    )  # fmt: skip


def test_a_file_is_extracted_without_writing_to_the_project(root: str, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    result = run("extract", "--project", root, str(path), "--region", "620800")
    assert result.exit_code == 0 and "到2025年" not in result.stderr
    assert not Folder(Path(root)).statements("plan").exists()


def test_one_bad_file_does_not_hide_the_others(root: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "a.html", tmp_path / "b.doc"
    page = "<html><p>平凉市规划</p><p>到2025年，常住人口城镇化率达到55%。</p></html>"
    good.write_text(page, encoding="utf-8")
    bad.write_bytes(b"x")
    missing, folder = str(tmp_path / "c.pdf"), str(tmp_path)
    result = run(
        "extract", "--project", root, missing, str(bad), folder, "unheard", str(good), "--json"
    )
    (line,) = result.stdout.splitlines()
    assert result.exit_code == 1 and json.loads(line)["paragraph"] == 2
    told = result.stderr.splitlines()
    assert len(told) == 4 and all(said.endswith("。") for said in told)
    for said in ("没有文件“unheard”", "没有这个文件", "旧版Word文档", "是文件夹"):
        assert said in result.stderr


def test_a_person_is_shown_the_page_and_what_could_not_be_read(root: str, tmp_path: Path) -> None:
    path = tmp_path / "规划.pdf"
    data = as_pdf(["平凉市规划", "到2025年，常住人口城镇化率达到55%。"])
    path.write_bytes(data[: data.rindex(b"%%EOF")])
    result = run("extract", "--project", root, str(path))
    assert result.exit_code == 0 and "〔第1页，" in result.stdout
    assert result.stderr.startswith("规划.pdf：") and "可能缺页" in result.stderr


def test_the_documents_of_the_project_are_extracted_with_talk_only(root: str) -> None:
    result = run("extract", "--project", root)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "plan：1条陈述" in result.stderr


@pytest.mark.parametrize("source", ["none.txt", "plan.pdf", "unheard"])
def test_what_cannot_be_extracted_is_exit_1(root: str, source: str) -> None:
    result = run("extract", "--project", root, source)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.strip().endswith("。") and "Traceback" not in result.stderr


def test_a_statement_is_listed_accepted_and_no_longer_listed(root: str) -> None:
    run("extract", "--project", root)
    listed = run("review", "list", "--project", root)
    assert len(listed.stdout.splitlines()) == 1 and "待审核1条" in listed.stderr
    key = statement_id(root)
    result = run(
        "review", "accept", key[:6], "--reviewer", "张三", "--on", "2026-01-02", "--project", root
    )
    assert (result.exit_code, result.stdout) == (0, "") and "已采纳1条" in result.stderr
    written = Folder(Path(root)).reviews("plan").read_text(encoding="utf-8")
    assert f"{key},accept,张三,2026-01-02," in written
    after = run("review", "list", "--project", root)
    assert after.stdout == "" and "待审核0条" in after.stderr


def test_review_alone_lists_what_waits(root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run("extract", "--project", root)
    monkeypatch.chdir(root)
    monkeypatch.delenv("URBAN_PROJECT", raising=False)
    result = run("review")
    assert result.exit_code == 0 and "待审核1条" in result.stderr


def test_an_acceptance_with_changes_is_an_amendment(root: str) -> None:
    run("extract", "--project", root)
    result = run(
        "review", "accept", statement_id(root), "--reviewer", "张三", "--value", "56", "--place",
        "甘肃省", "--stretch", "--project", root,
    )  # fmt: skip
    assert result.exit_code == 0
    written = Folder(Path(root)).reviews("plan").read_text(encoding="utf-8")
    assert (
        ",amend,张三," in written
        and ",620000,,56," in written
        and ",yes,13,28,甘肃省 2025年 " in written
    )


@pytest.mark.parametrize(
    "changes",
    [
        ("--unit", "万人"), ("--place", "无此地"), ("--indicator", "unheard"),
        ("--value", "nan"), ("--kind", "tagret"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_refused_decision_is_told_and_writes_nothing(root: str, changes: tuple[str, str]) -> None:
    run("extract", "--project", root)
    accept = ("review", "accept", statement_id(root), "--reviewer", "张三", "--project", root)
    result = run(*accept, *changes)
    assert result.exit_code in (1, 2) and result.stdout == "" and result.stderr
    assert not Folder(Path(root)).reviews("plan").exists()


def test_an_unknown_statement_is_told_with_exit_1(root: str) -> None:
    run("extract", "--project", root)
    result = run("review", "accept", "zzzz", "--reviewer", "张三", "--project", root)
    assert (result.exit_code, result.stdout) == (1, "") and "urban review" in result.stderr


def test_a_rejection_needs_its_reason_and_keeps_it(root: str) -> None:
    run("extract", "--project", root)
    result = run(
        "review", "reject", statement_id(root), "--reviewer", "张三", "--note", "口号",
        "--project", root,
    )  # fmt: skip
    assert result.exit_code == 0
    assert ",reject,张三," in Folder(Path(root)).reviews("plan").read_text(encoding="utf-8")


def test_a_sound_project_checks_with_exit_0(root: str) -> None:
    result = run("check", "--project", root)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "0处错误，0处提示" in result.stderr


def test_findings_are_on_stdout_with_exit_1(root: str) -> None:
    table = Folder(Path(root)).observations / "bad.csv"
    table.write_text(table_of(row_of(value="一"), row_of(place_id="62")), encoding="utf-8")
    result = run("check", "--project", root)
    assert result.exit_code == 1 and "处错误" in result.stderr
    lines = result.stdout.splitlines()
    assert lines[0].startswith("data/observations/bad.csv 第2行 “value”：")
    shown = run("check", "--project", root, "--json").stdout.splitlines()
    assert len(shown) == len(lines)
    first = json.loads(shown[0])
    assert (first["file"], first["row"], first["column"], first["severity"]) == (
        "data/observations/bad.csv", 2, "value", "error",
    )  # fmt: skip


def test_a_notice_alone_is_exit_0(root: str) -> None:
    run("extract", "--project", root)
    run("review", "accept", statement_id(root), "--reviewer", "张三", "--project", root)
    source = Folder(Path(root)).document("plan").parent / "text.md"
    source.write_text(TEXT.replace("55%", "56%"), encoding="utf-8")
    run("extract", "--project", root)
    result = run("check", "--project", root)
    assert result.exit_code == 0 and "stale-review" in result.stdout
    assert "0处错误，1处提示" in result.stderr


def test_a_new_project_is_made_and_checks(tmp_path: Path) -> None:
    result = run("init", str(tmp_path / "new"), "--place", "620800")
    assert (result.exit_code, result.stdout) == (0, "") and "indicators.yaml" in result.stderr
    assert run("check", "--project", str(tmp_path / "new")).exit_code == 0


def test_a_new_project_over_another_is_refused_with_exit_1(root: str) -> None:
    result = run("init", root)
    assert result.exit_code == 1 and "文件夹不是空的" in result.stderr
