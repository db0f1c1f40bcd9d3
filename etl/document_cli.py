"""The verbs of documents: add, extract, review."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from etl.domain.columns import BOUNDS
from etl.domain.columns import KINDS as TARGET_KINDS
from etl.domain.records import Review, Statement
from etl.errors import DocumentUnreadable, UrbanError
from etl.project.documents import KINDS as DOCUMENT_KINDS
from etl.project.folder import Folder
from etl.project.places import find_place
from etl.project.project import Project
from etl.project.reader import inspect_project, read_project
from etl.project.reviews import STATEMENT_KINDS
from etl.steps.documents import add_document, propose
from etl.steps.extract import (
    as_json,
    extract_manuscript,
    extract_project,
    open_document,
    read_file,
)
from etl.steps.review import amended, decide, find_statement, pending
from etl.terminal import say, show, tell, with_project


@click.command("extract", epilog="例：urban extract --project . pingliang-2021-2035")
@click.argument("sources", nargs=-1, metavar="[文件或文件编号]...")
@click.option("--region", metavar="代码", help="文件所属地区；缺省由标题判断。")
@click.option("--json", "as_lines", is_flag=True, help="每行一条陈述，输出到标准输出。")
@with_project
def extract_command(
    sources: tuple[str, ...], region: str | None, as_lines: bool, folder: Folder
) -> None:
    """从规划文件中找出定量陈述。不带参数时处理项目中的全部文件。"""
    files = [Path(source) for source in sources if _is_file_name(source)]
    registered = tuple(source for source in sources if not _is_file_name(source))
    refused = 0
    if registered or not sources:
        try:
            for document_id, count in extract_project(folder, registered).items():
                say(f"{document_id}：{count}条陈述")
        except UrbanError as error:
            tell(error)
            refused += 1
    if files:
        project, _ = inspect_project(folder)
    for path in files:
        try:
            _extract_one(path, project, region, as_lines=as_lines)
        except DocumentUnreadable as error:
            tell(error)
            refused += 1
    if refused:
        raise SystemExit(1)


@click.command("add", epilog="例：urban add 规划.docx --place 620800 --issuer 平凉市人民政府")
@click.argument("file", type=click.Path(path_type=Path), metavar="文件")
@click.option("--title", help="文件标题；缺省由正文判断。")
@click.option("--kind", type=click.Choice(DOCUMENT_KINDS), help="文件种类；缺省由标题判断。")
@click.option("--place", "place_id", metavar="代码", help="所属地区；缺省由标题判断。")
@click.option("--issuer", metavar="机关", help="发布机关。")
@click.option("--issued-on", metavar="日期", help="发布日期，如2022-06-30。")
@click.option("--base-year", metavar="年", help="基期年。")
@click.option("--first-year", metavar="年", help="起始年。")
@click.option("--last-year", metavar="年", help="终止年。")
@with_project
def add_command(file: Path, folder: Folder, **given: str | None) -> None:
    """把一份规划文件加入项目，并找出其中的陈述等待审核。"""
    data = read_file(file)
    project = read_project(folder)
    proposal = propose(project, data, file.name)
    fields = dict(proposal.fields) | {key: value for key, value in given.items() if value}
    if given["place_id"]:
        fields["place_id"] = find_place(given["place_id"], project.places, project.aliases).place_id
    document_id = add_document(folder, proposal, fields, data=data, name=file.name)
    for notice in proposal.notices:
        say(notice)
    found = pending(read_project(folder), document_id)
    say(
        f"已加入{document_id}：{len(found)}条陈述待审核（urban review list --document {document_id}）"
    )


def _is_file_name(source: str) -> bool:
    """Whether a word of the command line names a file rather than a document of the project."""
    return bool(Path(source).suffix) or len(Path(source).parts) > 1 or Path(source).is_file()


def _extract_one(path: Path, project: Project, region: str | None, *, as_lines: bool) -> None:
    manuscript = open_document(path)
    for notice in manuscript.notices:
        say(notice)
    for statement in extract_manuscript(manuscript, path.name, project, region):
        if as_lines:
            show(json.dumps(as_json(statement, manuscript), ensure_ascii=False))
            continue
        number = manuscript.number_at(statement.start)
        unit = "页" if manuscript.numbered_by == "page" else "段"
        show(describe(statement, f"第{number}{unit}，" if number else ""))


def describe(statement: Statement, place: str = "") -> str:
    """Return a statement in one line for a person: id, reading, and the passage with its offsets.

    `place` says the page or paragraph, with its comma.
    """
    value = "" if statement.value is None else f"{statement.value:g}"
    if statement.value_high is not None:
        value += f"-{statement.value_high:g}"
    year = f"{statement.year}年" if statement.year else "无年份"
    scope = f"（{statement.scope}）" if statement.scope else ""
    known = statement.indicator_id or "未登记"
    return (
        f"{statement.statement_id}  {statement.kind}  {statement.region}{scope} {year} "
        f"{statement.indicator}[{known}] {statement.operator} {value}{statement.unit}  "
        f"〔{place}{statement.start}-{statement.stop}〕{''.join(statement.quote.splitlines())}"
    )


@click.group("review", invoke_without_command=True, epilog="例：urban review list")
@click.pass_context
def review_group(context: click.Context) -> None:
    """审核陈述：list 列出待审，accept 采纳（可改读法），reject 不采纳。"""
    if context.invoked_subcommand is None:
        context.invoke(review_list)


@review_group.command("list", epilog="例：urban review list --document pingliang-2021-2035")
@click.option("--document", metavar="编号", help="只看一个文件。")
@click.option("--kind", type=click.Choice(STATEMENT_KINDS), help="只看一种陈述。")
@click.option("--confidence", type=click.FloatRange(0, 1), default=0.0, help="可信度不低于。")
@with_project
def review_list(
    folder: Folder, document: str | None = None, kind: str | None = None, confidence: float = 0.0
) -> None:
    """列出尚无有效决定的陈述，以及读法已变而失效的采纳。"""
    project = read_project(folder)
    queue = [
        statement
        for statement in pending(project, document)
        if kind in (None, statement.kind) and statement.confidence >= confidence
    ]
    for statement in queue:
        show(describe(statement))
    for review in project.stale_reviews:
        if document in (None, review.document_id):
            say(
                f"已失效：{review.statement_id}  {review.reading}（{review.reviewer} {review.reviewed_on}）"
            )
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
@click.option("--operator", type=click.Choice(BOUNDS), help="比较（改读法）。")
@click.option("--kind", "statement_kind", type=click.Choice(STATEMENT_KINDS), help="陈述种类。")
@click.option("--target-kind", type=click.Choice(TARGET_KINDS), help="目标种类。")
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


@review_group.command("withdraw", epilog="例：urban review withdraw 3f2a --reviewer 张三")
@click.argument("ids", nargs=-1, required=True, metavar="编号...")
@click.option("--reviewer", required=True, metavar="姓名", help="撤回人。")
@click.option("--note", default="", help="说明。")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="日期；缺省为今天。")
@with_project
def review_withdraw(
    ids: tuple[str, ...], day: datetime | None, folder: Folder, **fields: Any
) -> None:
    """撤回决定：陈述回到待审核；失效的采纳也由此了结。"""
    project = read_project(folder)
    stale = {review.statement_id: review for review in project.stale_reviews}
    found = [stale.get(given) or find_statement(project, given) for given in ids]
    decide(project, [_decision(part, "withdraw", day, fields) for part in found])
    say(f"已撤回{len(found)}条。")


def _decision(
    statement: Statement | Review, decision: str, day: datetime | None, fields: dict[str, Any]
) -> Review:
    on = (day or datetime.now().astimezone()).date().isoformat()
    return Review(statement.document_id, statement.statement_id, decision, reviewed_on=on, **fields)
