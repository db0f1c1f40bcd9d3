"""Human judgement as typed: recorded, listed, withdrawn, and every refusal a sentence."""

import json
from datetime import datetime

import pytest
from click.testing import CliRunner, Result

from dashboard.cli import main
from etl.project.folder import Folder
from etl.project.project import Project
from etl.project.reader import read_project
from tests.decided import RATE, hukou, planned, rate, reworded

SAID = ("--status", "behind", "--reason", "两县数据未报", "--who", "张三")


@pytest.fixture
def project(folder: Folder) -> Project:
    return planned(folder)


def run(project: Project, *arguments: str) -> Result:
    return CliRunner().invoke(
        main, ["judgement", *arguments, "--project", str(project.folder.root)]
    )


def test_a_judgement_is_recorded_for_today_and_listed(project: Project) -> None:
    target_id = rate(project).target_id
    added = run(project, "add", target_id[:6], *SAID)
    assert (added.exit_code, added.stdout) == (0, "")
    assert added.stderr == f"已记录对“{RATE}”的研判：滞后；运行urban load后生效。\n"
    today = datetime.now().astimezone().date().isoformat()
    listed = run(project, "list")
    assert listed.stdout == f"{target_id}  {RATE}  【滞后】两县数据未报（张三 {today}）\n"
    assert listed.stderr == "共1条。\n"


def test_what_is_in_force_on_a_day_is_listed_and_all_of_it_with_all(project: Project) -> None:
    target_id = rate(project).target_id
    run(project, "add", target_id, *SAID, "--on", "2026-03-01", "--until", "2026-06-30")
    run(project, "withdraw", target_id, "--reason", "已补报", "--who", "李四", "--on", "2026-05-01")
    assert run(project, "list", "--as-of", "2026-04-30").stdout.count("至2026-06-30") == 1
    assert run(project, "list", "--as-of", "2026-05-01").stdout == ""
    lines = run(project, "list", "--all", "--json").stdout.splitlines()
    assert [json.loads(line)["action"] for line in lines] == ["add", "withdraw"]
    assert "【撤回】已补报（李四 2026-05-01）" in run(project, "list", "--all").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "zz", *SAID), "没有编号以“zz”开头的目标"),
        (("add", "{id}", *SAID[:-2], "--who", ""), "不能为空"),
        (("add", "{id}", "--status", "behind", "--reason", "=1+1", "--who", "张三"), "公式"),
        (("add", "{id}", "--status", "behind", "--reason", "长" * 10_000, "--who", "张三"), "10000字"),
        (("add", "{id}", *SAID, "--on", "2026-03-01", "--until", "2026-02-01"), "早于研判日期"),
        (("withdraw", "{id}", "--reason", "已补报", "--who", "张三"), "无须撤回"),
    ],
)  # fmt: skip
def test_a_refusal_is_a_sentence_and_exit_1(
    project: Project, arguments: tuple[str, ...], said: str
) -> None:
    given = [part.format(id=rate(project).target_id) for part in arguments]
    result = run(project, *given)
    assert result.exit_code == 1 and said in result.stderr and "Traceback" not in result.stderr
    assert not project.folder.judgements.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "abc", "--status", "behind", "--who", "张三"),
        ("add", "abc", "--reason", "理由", "--who", "张三"),
        ("add", "abc", "--status", "behind", "--reason", "理由"),
        ("add", "abc", "--status", "late", "--reason", "理由", "--who", "张三"),
        ("add", "abc", *SAID, "--on", "昨天"),
        ("withdraw", "abc", "--who", "张三"),
    ],
)
def test_what_is_missing_or_no_choice_is_misuse(
    project: Project, arguments: tuple[str, ...]
) -> None:
    assert run(project, *arguments).exit_code == 2


def test_a_judgement_whose_target_is_gone_is_told_and_can_be_withdrawn(project: Project) -> None:
    target_id = rate(project).target_id
    run(project, "add", target_id, *SAID)
    run(project, "add", hukou(project).target_id, *SAID)
    reworded(project.folder, "达到55%", "达到56%")
    listed = run(project, "list")
    assert f"目标已不在：{target_id}  {RATE}" in listed.stderr
    ended = run(project, "withdraw", target_id, "--reason", "目标已调整", "--who", "张三")
    assert ended.exit_code == 0 and RATE in ended.stderr
    assert read_project(project.folder).stale_judgements == ()
    assert "目标已不在" not in run(project, "list").stderr
