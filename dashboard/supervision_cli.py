"""`urban supervision list`: the supervision list, which only the board can tell."""

import json
import os
from datetime import datetime

import click

from dashboard.reader import BoardReader
from dashboard.supervising import Supervised, as_json, supervision_list
from etl.decision_cli import day_of
from etl.domain.asof import AsOf
from etl.domain.reason import STATUS_WORDS
from etl.domain.supervision import NO_DEPARTMENT, STATES, state_word
from etl.project.folder import Folder
from etl.store.database import database_url
from etl.terminal import say, show, with_project


@click.command("list", epilog="例：urban supervision list --department 市发展改革委 --state open")
@click.option("--place", metavar="代码", help="只看一个地区（代码或全称）。")
@click.option("--department", metavar="单位", help=f"只看一个责任单位；{NO_DEPARTMENT[0]}也可。")
@click.option(
    "--state", type=click.Choice(STATES),
    help="、".join(f"{state}={state_word(state)}" for state in STATES) + "。",
)  # fmt: skip
@click.option(
    "--as-of", "day", type=click.DateTime(["%Y-%m-%d"]), help="按这一天来看；缺省为今天。"
)
@click.option("--json", "as_lines", is_flag=True, help="每行一项的JSON。")
@with_project
def supervision_list_command(
    day: datetime | None, folder: Folder, *, as_lines: bool, **chosen: str | None
) -> None:
    """列出督办清单：按责任单位，落后多的在前。"""
    as_of = AsOf(known_on=int(day.strftime("%Y%m%d"))) if day else None
    with BoardReader(database_url(folder, os.environ)).open() as board:
        place = chosen["place"]
        place_id = board.find_place(place).place_id if place else None
        found = supervision_list(board, day_of(day), place_id=place_id, as_of=as_of)
    department = chosen["department"]
    wanted = "" if department in NO_DEPARTMENT else department
    entries = found.of(department=wanted, state=chosen["state"])
    for entry in entries:
        show(json.dumps(as_json(entry), ensure_ascii=False) if as_lines else _line(entry))
    for left in found.left_over:
        what = f"{left.about}（{left.department or NO_DEPARTMENT[0]}，{state_word(left.state)}）"
        say(f"目标已由新规划取代或已不在，尚未销号：{left.target_id}  {what}")
    say(f"共{len(entries)}项。")


def _line(entry: Supervised) -> str:
    item, row = entry.item, entry.row
    year = f"{row.target.year}年" if row.target.year else "无年份"
    scope = f"（{row.target.scope}）" if row.target.scope else ""
    what = f"{row.place.name}{scope} {row.indicator.name.zh} {year}目标{row.aim()}"
    told = [f"【{row.status_word()}】{row.reason()}"]
    if entry.judgement:
        word = STATUS_WORDS[entry.judgement.status][0]
        told.append(f"人工研判：{word}（{entry.judgement.reason}）")
    told += [f"措施：{item.measures}"] if item.measures else []
    if item.due:
        told.append(f"期限：{item.due}{'，已逾期' if entry.is_overdue else ''}")
    if item.recovered:
        told.append("已不落后，可办理销号")
    head = f"{item.target_id}  {item.department_word()}  {item.state_word()}  {what}"
    return "  ".join((head, *told))
