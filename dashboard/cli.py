"""`urban`: the verbs of the line, and those that read the board: status, explain, serve, doctor."""

import json
import os
import sys
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Any

import click

from dashboard.explain import explain
from dashboard.export.legible import missing_fonts
from dashboard.publish_cli import publish_command
from dashboard.reader import BoardReader
from dashboard.records import Row
from dashboard.report_cli import report_command
from dashboard.serve import address, open_browser_once_served, serve
from dashboard.supervision_cli import supervision_list_command
from etl import __version__
from etl.cli import COMMANDS, load_sentence
from etl.decision_cli import supervision_group
from etl.domain.asof import AsOf
from etl.errors import UrbanError
from etl.project.folder import Folder
from etl.steps.init import DISTRIBUTION
from etl.store.database import database_url
from etl.terminal import PastDay, say, show, with_project


@click.group(epilog="例：urban status --place 620800 --year 2022")
@click.version_option(__version__, prog_name="urban")
def main() -> None:
    """新型城镇化指标监测：从规划文件到序时进度。"""


supervision_group.add_command(supervision_list_command)
for command in (*COMMANDS, publish_command, report_command):
    main.add_command(command)


def boards(folder: Folder) -> BoardReader:
    """Return what opens the board of a project's database."""
    return BoardReader(database_url(folder, os.environ))


def _as_of(year: int | None, day: datetime | None) -> AsOf | None:
    if year is None and day is None:
        return None
    return AsOf(year, int(day.strftime("%Y%m%d")) if day else None)


@main.command(
    "status",
    epilog="例：urban status --place 620800 --indicator urbanization_rate --year 2022 --json",
)
@click.option("--place", "place", metavar="代码", help="只看一个地区（代码或全称）。")
@click.option("--indicator", "indicator", metavar="编号", help="只看一个指标（编号或名称）。")
@click.option("--year", type=int, help="按这一年的实际值来看。")
@click.option("--as-of", "day", type=PastDay(), help="按这一天已公布的数值来看。")
@click.option("--json", "as_lines", is_flag=True, help="每行一个目标的JSON。")
@with_project
def status_command(
    place: str | None, indicator: str | None, year: int | None, day: datetime | None,
    as_lines: bool, folder: Folder,
) -> None:  # fmt: skip
    """每个目标一行：基期、目标、序时要求、实际、差距、两种完成率、评估和理由。"""
    with boards(folder).open() as board:
        place_id = board.find_place(place).place_id if place else None
        indicator_id = board.find_indicator(indicator).indicator_id if indicator else None
        rows = board.rows(place_id, indicator_id, _as_of(year, day))
    if as_lines:
        for row in rows:
            show(json.dumps(row.as_json(), ensure_ascii=False))
        return
    for row in rows:
        show(_status_line(row))
    say(f"共{len(rows)}个目标。")


def _status_line(row: Row) -> str:
    aim = row.target
    year = f"{aim.year}年" if aim.year else "无年份"
    scope = f"（{aim.scope}）" if aim.scope else ""
    head = f"{row.place.name} {row.indicator.name.zh}{scope} {year}目标{row.aim()}"
    return f"{head}  【{row.status_word()}】{row.reason()}"


@main.command("explain", epilog="例：urban explain 620800 urbanization_rate 2022")
@click.argument("place", metavar="地区")
@click.argument("indicator", metavar="指标")
@click.argument("year", type=int, required=False, metavar="[年份]")
@click.option("--as-of", "day", type=PastDay(), help="按这一天已公布的数值来看。")
@with_project
def explain_command(
    place: str, indicator: str, year: int | None, day: datetime | None, folder: Folder
) -> None:
    """一个数的来龙去脉：从规划原文到评估，一站一行。"""
    with boards(folder).open() as board:
        found, measure = board.find_place(place), board.find_indicator(indicator)
        for line in explain(board, found, measure, _as_of(year, day)):
            show(line)


@main.command("serve", epilog="例：urban serve --host 0.0.0.0 --port 8050")
@click.option("--host", envvar="HOST", default="127.0.0.1", show_default=True, help="监听地址。")
@click.option(
    "--port",
    envvar="PORT",
    type=click.IntRange(1, 65535),
    default=8050,
    show_default=True,
    help="端口。",
)
@click.option(
    "--workers", type=click.IntRange(1, 32), default=1, show_default=True, help="进程数。"
)
@click.option("--read-only", is_flag=True, help="只看不改：不能在页面上加入文件或审核。")
@click.option("--screen", "on_screen", is_flag=True, help="启动后在浏览器中打开领导简报屏。")
@with_project
def serve_command(
    host: str, port: int, workers: int, folder: Folder, *, read_only: bool, on_screen: bool
) -> None:
    """装载数据后启动监测页面。数据有误时沿用上一版并说明。"""
    try:
        say(load_sentence(folder, datetime.now().astimezone()))
    except UrbanError as error:
        say(str(error))
        with boards(folder).open() as board:
            say(f"本次未装载，继续使用第{board.release.id}版数据。")
    say(f"监测页面：http://{host}:{port}（按Ctrl+C停止）")
    if on_screen:
        with boards(folder).open() as board:
            screen = f"{address(host, port)}/screen?place={board.home}"
        say(f"领导简报屏：{screen}（打开后按F11全屏，按空格暂停）")
        open_browser_once_served(screen)
    serve(folder, host, port, workers, read_only=read_only)


@main.command("doctor", epilog="例：urban doctor")
@with_project
def doctor_command(folder: Folder) -> None:
    """装了什么、缺什么、数据库是什么、两个包是否来自同一处。"""
    found = list(_doctor(folder))
    for _, line in found:
        show(line)
    raise SystemExit(0 if all(sound for sound, _ in found) else 1)


def _doctor(folder: Folder) -> Any:
    import dashboard
    import etl

    yield (
        True,
        f"程序 {DISTRIBUTION} {metadata.version(DISTRIBUTION)}，Python {sys.version.split()[0]}",
    )
    homes = {Path(str(part.__file__)).resolve().parents[1] for part in (etl, dashboard)}
    yield len(homes) == 1, f"程序所在：{'、'.join(str(home) for home in sorted(homes))}"
    missing = missing_fonts()
    fonts = f"缺{'、'.join(missing)}，不能生成PDF；请重新安装" if missing else "齐全"
    yield not missing, f"报告字体：{fonts}"
    yield True, f"项目文件夹：{folder.root}"
    yield True, f"数据库：{database_url(folder, os.environ).split('://')[0]}"
    try:
        with boards(folder).open() as board:
            release, intact = board.release, board.is_intact()
        yield (
            True,
            f"数据：第{release.id}版，{release.loaded_at}装载，内容摘要{release.content_digest[:12]}",
        )
        yield (
            intact,
            "数据完整：与装载时的摘要一致"
            if intact
            else "数据已损坏：请删除.urban后重新urban load",
        )
    except UrbanError as error:
        yield False, f"数据：{error}"
