"""The verbs of the line: init, add, extract, review, judgement, supervision, check, load, path.

Data goes to stdout, talk to stderr; exit 0 fine, 1 findings or refused input, 2 misuse. Clock and
environment are read here and nowhere below.
"""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from etl.decision_cli import judgement_group, supervision_group
from etl.document_cli import add_command, extract_command, review_group
from etl.domain.paths import METHODS, chain_path
from etl.errors import Problem
from etl.judge_cli import judge_command
from etl.project.folder import Folder
from etl.steps.check import look_over
from etl.steps.init import init_project
from etl.steps.load import load
from etl.terminal import honest, say, show, with_project


@click.command("init", epilog="例：urban init 我市监测 --place 620800")
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--place", "place", metavar="代码", help="本单位所在地的6位行政区划代码。")
@honest
def init_command(directory: Path, place: str | None) -> None:
    """新建一个项目文件夹：登记表、地区、责任单位、导入模板和说明。"""
    written = init_project(directory, place)
    for name in written:
        say(f"已写入 {name}")
    say(f"下一步：cd {directory} && urban serve")


@click.command("check", epilog="例：urban check --json")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[表格]...")
@click.option("--json", "as_lines", is_flag=True, help="每行一处问题。")
@with_project
def check_command(files: tuple[Path, ...], as_lines: bool, folder: Folder) -> None:
    """检查项目文件夹，或所给的观测值表格：列出全部问题及其行、列。

    规划文件里的数据按文中自己的陈述重新核算，对不上的列为提示。
    """
    report = look_over(folder, files)
    for problem in (*report.problems, *report.recorded):
        show(_problem_line(problem) if as_lines else str(problem))
    errors = sum(problem.severity == "error" for problem in report.problems)
    said = f"{errors}处错误，{len(report.problems) - errors}处提示"
    said += f"，{len(report.recorded)}处已登记" if report.recorded else ""
    say(said + (f"；另有{report.confirmed}处经核算相符。" if report.confirmed else "。"))
    raise SystemExit(1 if errors else 0)


def _problem_line(problem: Problem) -> str:
    return json.dumps(asdict(problem), ensure_ascii=False)


@click.command("load", epilog="例：urban load --project .")
@with_project
def load_command(folder: Folder) -> None:
    """由项目文件夹生成数据库：一次事务，要么全部生效，要么不变。"""
    say(load_sentence(folder, datetime.now().astimezone()))


def load_sentence(folder: Folder, now: datetime) -> str:
    """Load the project and return the sentence about it."""
    report = load(folder, now=now)
    if not report.changed:
        return f"源文件没有变化，数据库仍是第{report.release_id}版，无需装载。"
    counts = report.counts
    return (
        f"已装载第{report.release_id}版：{counts['observation']}个观测值、{counts['target']}个目标、"
        f"{counts['statement']}条陈述；读取{len(report.files_read)}个文件，"
        f"跳过{report.files_skipped}个未变化的观测值文件；内容摘要{report.content_digest[:12]}。"
    )


class _Knot(click.ParamType):  # type: ignore[type-arg]
    name = "年=值"

    def convert(self, value: Any, param: Any, context: Any) -> tuple[int, float]:
        year, _, number = str(value).partition("=")
        try:
            return int(year), float(number)
        except ValueError:
            self.fail(f"“{value}”应写成 年=值，如 2020=44.77", param, context)


@click.command(
    "path", epilog="例：urban path --method logistic --base 2020=44.77 --target 2025=55 --json"
)
@click.option("--method", type=click.Choice(METHODS), default="linear", help="路径。")
@click.option("--base", type=_Knot(), required=True, metavar="年=值", help="基期。")
@click.option(
    "--target",
    "targets",
    type=_Knot(),
    required=True,
    multiple=True,
    metavar="年=值",
    help="目标，可多个。",
)
@click.option("--ceiling", type=float, default=100.0, help="逻辑斯蒂路径的上限。")
@click.option("--json", "as_object", is_flag=True, help="输出一个JSON对象。")
@honest
def path_command(
    method: str,
    base: tuple[int, float],
    targets: tuple[tuple[int, float], ...],
    ceiling: float,
    as_object: bool,
) -> None:
    """列出一条目标链每年要求的数值。"""
    knots = dict((base, *targets))
    if len(knots) < 1 + len(targets) or min(knots) != base[0]:
        raise click.UsageError("每个目标年应晚于基期，且不重复。")
    path = chain_path(method, knots, ceiling)
    if as_object:
        show(json.dumps({str(year): round(value, 9) for year, value in path.items()}))
        return
    for year, value in path.items():
        show(f"{year}  {value:.3f}")


COMMANDS = (
    init_command, add_command, extract_command, review_group, check_command, load_command,
    path_command, judgement_group, supervision_group,
    judge_command,
)  # fmt: skip
