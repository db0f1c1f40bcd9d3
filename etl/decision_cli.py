"""The verbs of what a person decides after judgement: judgement, supervision move."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from etl.domain.columns import STATUSES
from etl.domain.judgements import Judgement, in_force
from etl.domain.reason import STATUS_WORDS
from etl.domain.supervision import STATES, state_word
from etl.project.folder import Folder
from etl.project.reader import read_project
from etl.steps.judge import find_target_id, judge
from etl.steps.supervise import Change, move
from etl.terminal import say, show, with_project

_DAY = click.DateTime(["%Y-%m-%d"])
_AFTER = "运行urban load后生效。"


def day_of(given: datetime | None) -> str:
    """Return a day as it is written, today where none is given."""
    return (given or datetime.now().astimezone()).date().isoformat()


@click.group("judgement", epilog="例：urban judgement list")
def judgement_group() -> None:
    """人工研判：与计算结果并列，不替代计算结果；add 记录，withdraw 撤回，list 列出。"""


@judgement_group.command(
    "add",
    epilog="例：urban judgement add 3f2a --status behind --reason 两个县数据未报 --who 张三",
)
@click.argument("target", metavar="目标编号")
@click.option("--status", required=True, type=click.Choice(STATUSES), help="研判结论。")
@click.option("--reason", required=True, metavar="理由", help="理由，不超过500字。")
@click.option("--who", required=True, metavar="姓名", help="研判人。")
@click.option("--on", "on", type=_DAY, help="研判日期；缺省为今天。")
@click.option("--until", type=_DAY, help="有效期止；缺省为一直有效。")
@with_project
def judgement_add(
    target: str, on: datetime | None, until: datetime | None, folder: Folder, **said: Any
) -> None:
    """对一个目标作出研判，须写明理由和研判人。"""
    project = read_project(folder)
    last = day_of(until) if until else ""
    found = find_target_id(project, target)
    line = judge(project, Judgement(found, "add", decided_on=day_of(on), until=last, **said))
    say(f"已记录对“{line.about}”的研判：{STATUS_WORDS[line.status][0]}；{_AFTER}")


@judgement_group.command(
    "withdraw", epilog="例：urban judgement withdraw 3f2a --reason 数据已补报 --who 张三"
)
@click.argument("target", metavar="目标编号")
@click.option("--reason", required=True, metavar="理由", help="撤回的理由。")
@click.option("--who", required=True, metavar="姓名", help="撤回人。")
@click.option("--on", "on", type=_DAY, help="撤回日期；缺省为今天。")
@with_project
def judgement_withdraw(target: str, on: datetime | None, folder: Folder, **said: Any) -> None:
    """撤回研判：原记录保留，从撤回之日起不再显示。"""
    project = read_project(folder)
    found = find_target_id(project, target)
    line = judge(project, Judgement(found, "withdraw", "", decided_on=day_of(on), **said))
    say(f"已撤回对“{line.about}”的研判；{_AFTER}")


@judgement_group.command("list", epilog="例：urban judgement list --as-of 2026-06-30 --json")
@click.option("--as-of", "day", type=_DAY, help="这一天有效的研判；缺省为今天。")
@click.option("--all", "every", is_flag=True, help="全部记录，含已撤回和已过期的。")
@click.option("--json", "as_lines", is_flag=True, help="每行一条JSON。")
@with_project
def judgement_list(day: datetime | None, folder: Folder, *, every: bool, as_lines: bool) -> None:
    """列出有效的研判；目标已不在的另行说明。"""
    project = read_project(folder)
    log = project.judgements
    lines = list(log) if every else list(in_force(log, day_of(day)).values())
    for line in lines:
        show(json.dumps(asdict(line), ensure_ascii=False) if as_lines else _judgement_line(line))
    for line in project.stale_judgements:
        say(f"目标已不在：{line.target_id}  {line.about}（{line.who} {line.decided_on}），请撤回。")
    say(f"共{len(lines)}条。")


def _judgement_line(line: Judgement) -> str:
    word = STATUS_WORDS[line.status][0] if line.action == "add" else "撤回"
    until = f"至{line.until}" if line.until else ""
    signed = f"{line.who} {line.decided_on}{until}"
    return f"{line.target_id}  {line.about}  【{word}】{line.reason}（{signed}）"


@click.group("supervision", epilog="例：urban supervision list --department 市发展改革委")
def supervision_group() -> None:
    """督办清单：list 列出，move 记录整改和销号。"""


@supervision_group.command(
    "move",
    epilog="例：urban supervision move 3f2a --department 市住建局 --state rectifying "
    "--measures 按月调度 --due 2026-12-31 --who 张三",
)
@click.argument("target", metavar="目标编号")
@click.option("--department", default="", metavar="单位", help="责任单位；规划没有写明的目标不填。")
@click.option(
    "--state", required=True, type=click.Choice(STATES),
    help="、".join(f"{state}={state_word(state)}" for state in STATES) + "。",
)  # fmt: skip
@click.option("--who", required=True, metavar="姓名", help="经办人。")
@click.option("--on", "on", type=_DAY, help="日期；缺省为今天。")
@click.option("--note", default="", metavar="说明", help="说明；销号时须写依据。")
@click.option("--measures", metavar="措施", help="整改措施；不填则沿用原来的。")
@click.option("--due", type=_DAY, help="整改期限；不填则沿用原来的。")
@click.option("--no-due", "open_end", is_flag=True, help="取消整改期限。")
@with_project
def supervision_move(
    target: str, on: datetime | None, due: datetime | None, folder: Folder, *, open_end: bool,
    **said: Any,
) -> None:  # fmt: skip
    """改变一个责任单位的督办事项：状态、整改措施或期限，至少改一项。"""
    if due and open_end:
        raise click.UsageError("--due与--no-due只能用一个。")
    project = read_project(folder)
    wanted = day_of(due) if due else "" if open_end else None
    found = find_target_id(project, target)
    line = move(project, Change(found, moved_on=day_of(on), due=wanted, **said))
    say(f"“{line.about}”的督办事项已转为{state_word(line.state)}；{_AFTER}")
