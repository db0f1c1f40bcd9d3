"""`urban publish`: freezes the board of a day."""

import os
from collections.abc import Mapping
from datetime import datetime

import click

from dashboard.publishing import Order, publish_board
from dashboard.reader import BoardReader
from etl.decision_cli import day_of
from etl.project.folder import Folder
from etl.store.database import database_url
from etl.store.query import loaded
from etl.terminal import say, show, with_project


@click.command("publish", epilog="例：urban publish --who 张三 --note 年中监测")
@click.option(
    "--as-of", "day", type=click.DateTime(["%Y-%m-%d"]),
    help="按这一天已公布的数值；缺省为今天页面所示。",
)  # fmt: skip
@click.option("--who", required=True, metavar="姓名", help="发布人。")
@click.option("--note", default="", metavar="说明", help="说明。")
@click.option(
    "--name", "title", default="", metavar="名称", help="名称；缺省为某年某月某日监测结果。"
)
@with_project
def publish_command(day: datetime | None, who: str, note: str, title: str, folder: Folder) -> None:
    """把某一天的监测结果原样封存为发布版，此后不再改动。"""
    order = Order(day_of(None), who, day_of(day) if day else "", note, title)
    url = database_url(folder, os.environ)
    with BoardReader(url).open() as board:
        if _is_ahead(folder, loaded(url).digests):
            say("项目文件有改动尚未装载；发布的是已装载的监测结果。")
        made = publish_board(folder, board, order)
    home = folder.name(folder.publication(made.publication_id).parent)
    say(f"已封存“{made.title}”（{home}）；运行urban load后可查看。")
    show(made.publication_id)


def _is_ahead(folder: Folder, known: Mapping[str, str]) -> bool:
    """Return whether files other than publications differ from those that were loaded."""
    frozen = folder.name(folder.publications) + "/"
    changed = folder.digests().items() ^ known.items()
    return any(not name.startswith(frozen) for name, _ in changed)
