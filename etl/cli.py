"""The verbs of the line: init, extract, review, check, load, path.

Data goes to stdout, talk to stderr; exit 0 fine, 1 findings or refused input, 2 misuse. Clock and
environment are read here and nowhere below.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from etl.domain.paths import METHODS, chain_path
from etl.domain.records import Review, Statement
from etl.errors import InputRefused, Problem, UrbanError
from etl.project.folder import Folder, find_project
from etl.project.places import find_place
from etl.project.reader import inspect_project, read_project
from etl.project.reviews import STATEMENT_KINDS
from etl.steps.check import check_project
from etl.steps.extract import as_json, extract_file, extract_project
from etl.steps.init import init_project
from etl.steps.load import load
from etl.steps.review import amended, decide, find_statement, pending

Command = TypeVar("Command", bound=Callable[..., Any])


def say(text: str) -> None:
    """Print talk, which goes to stderr."""
    click.echo(text, err=True)


def show(text: str) -> None:
    """Print data, which goes to stdout."""
    click.echo(text)


def honest(command: Command) -> Command:
    """Turn a refusal into its sentence and exit code 1; never a traceback."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except InputRefused as error:
            for problem in error.problems:
                say(str(problem))
            say(f"共{len(error.problems)}处问题，未作任何改动。")
            raise SystemExit(1) from None
        except UrbanError as error:
            say(str(error))
            raise SystemExit(1) from None

    return run  # type: ignore[return-value]


def with_project(command: Command) -> Command:
    """Add --project and hand the folder over as `folder`."""

    @click.option(
        "--project", metavar="文件夹", help="项目文件夹；缺省为URBAN_PROJECT或所在文件夹。"
    )
    @wraps(command)
    @honest
    def run(*args: Any, project: str | None, **kwargs: Any) -> Any:
        return command(*args, folder=find_project(project), **kwargs)

    return run  # type: ignore[return-value]


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


@click.command("extract", epilog="例：urban extract --project . pingliang-2021-2035")
@click.argument("sources", nargs=-1, metavar="[文件或文件编号]...")
@click.option("--region", metavar="代码", help="文件所属地区；缺省由标题判断。")
@click.option("--json", "as_lines", is_flag=True, help="每行一条陈述，输出到标准输出。")
@with_project
def extract_command(
    sources: tuple[str, ...], region: str | None, as_lines: bool, folder: Folder
) -> None:
    """从规划文件中找出定量陈述。不带参数时处理项目中的全部文件。"""
    files = [Path(source) for source in sources if Path(source).suffix or Path(source).is_file()]
    registered = tuple(source for source in sources if Path(source) not in files)
    if registered or not sources:
        for document_id, count in extract_project(folder, registered).items():
            say(f"{document_id}：{count}条陈述")
    if files:
        project, _ = inspect_project(folder)
        for path in files:
            for statement in extract_file(path, project, region):
                show(_as_line(statement) if as_lines else describe(statement))


def _as_line(statement: Statement) -> str:
    return json.dumps(as_json(statement), ensure_ascii=False)


def describe(statement: Statement) -> str:
    """Return a statement in one line for a person: id, reading, and the passage with its offsets."""
    value = "" if statement.value is None else f"{statement.value:g}"
    if statement.value_high is not None:
        value += f"-{statement.value_high:g}"
    year = f"{statement.year}年" if statement.year else "无年份"
    scope = f"（{statement.scope}）" if statement.scope else ""
    known = statement.indicator_id or "未登记"
    return (
        f"{statement.statement_id}  {statement.kind}  {statement.region}{scope} {year} "
        f"{statement.indicator}[{known}] {statement.operator} {value}{statement.unit}  "
        f"〔{statement.start}-{statement.stop}〕{statement.quote}"
    )


@click.group("review", invoke_without_command=True, epilog="例：urban review list")
@click.pass_context
def review_group(context: click.Context) -> None:
    """审核陈述：list 列出待审，accept 采纳（可改读法），reject 不采纳。"""
    if context.invoked_subcommand is None:
        context.invoke(review_list)


@review_group.command("list", epilog="例：urban review list --document pingliang-2021-2035")
@click.option("--document", metavar="编号", help="只看一个文件。")
@with_project
def review_list(folder: Folder, document: str | None = None) -> None:
    """列出尚无有效决定的陈述。"""
    project = read_project(folder)
    queue = pending(project, document)
    for statement in queue:
        show(describe(statement))
    say(f"待审核{len(queue)}条。")


@review_group.command(
    "accept", epilog="例：urban review accept 3f2a --reviewer 张三 --nature binding"
)
@click.argument("ids", nargs=-1, required=True, metavar="编号...")
@click.option("--reviewer", required=True, metavar="姓名", help="审核人。")
@click.option("--note", default="", help="说明。")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="审核日期；缺省为今天。")
@click.option("--indicator", "indicator_id", help="指标编号（改读法）。")
@click.option("--place", "place_id", help="地区代码（改读法）。")
@click.option("--year", type=int, help="目标年（改读法）。")
@click.option("--value", type=float, help="数值（改读法）。")
@click.option("--unit", help="单位（改读法）。")
@click.option(
    "--operator", type=click.Choice(["=", ">=", "<=", ">", "<", "~"]), help="比较（改读法）。"
)
@click.option("--kind", "statement_kind", type=click.Choice(STATEMENT_KINDS), help="陈述种类。")
@click.option(
    "--target-kind", type=click.Choice(["level", "annual_flow", "floor", "cap"]), help="目标种类。"
)
@click.option("--nature", type=click.Choice(["expected", "binding"]), help="预期性或约束性。")
@click.option("--scope", help="范围，如城市、中心城区；全域表示不分范围。")
@click.option("--stretch", is_flag=True, help="力争目标。")
@with_project
def review_accept(
    ids: tuple[str, ...], day: datetime | None, folder: Folder, **fields: Any
) -> None:
    """采纳陈述；带改读法的选项即为修改后采纳。"""
    project = read_project(folder)
    if fields["place_id"]:
        fields["place_id"] = find_place(
            fields["place_id"], project.places, project.aliases
        ).place_id
    found = [find_statement(project, given) for given in ids]
    decide(project, [amended(_decision(part, "accept", day, fields)) for part in found])
    say(f"已采纳{len(found)}条；运行urban load后生效。")


@review_group.command("reject", epilog="例：urban review reject 3f2a --reviewer 张三 --note 口号")
@click.argument("ids", nargs=-1, required=True, metavar="编号...")
@click.option("--reviewer", required=True, metavar="姓名", help="审核人。")
@click.option("--note", required=True, help="不采纳的理由。")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="审核日期；缺省为今天。")
@with_project
def review_reject(
    ids: tuple[str, ...], day: datetime | None, folder: Folder, **fields: Any
) -> None:
    """不采纳陈述，须说明理由。"""
    project = read_project(folder)
    found = [find_statement(project, given) for given in ids]
    decide(project, [_decision(part, "reject", day, fields) for part in found])
    say(f"已记录{len(found)}条不采纳。")


def _decision(
    statement: Statement, decision: str, day: datetime | None, fields: dict[str, Any]
) -> Review:
    on = (day or datetime.now().astimezone()).date().isoformat()
    return Review(statement.document_id, statement.statement_id, decision, reviewed_on=on, **fields)


@click.command("check", epilog="例：urban check --json")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[表格]...")
@click.option("--json", "as_lines", is_flag=True, help="每行一处问题。")
@with_project
def check_command(files: tuple[Path, ...], as_lines: bool, folder: Folder) -> None:
    """检查项目文件夹，或所给的观测值表格：列出全部问题及其行、列。"""
    problems = check_project(folder, files)
    for problem in problems:
        show(_problem_line(problem) if as_lines else str(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    say(f"{errors}处错误，{len(problems) - errors}处提示。")
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
    init_command, extract_command, review_group, check_command, load_command, path_command,
)  # fmt: skip
