"""`urban report`: writes the annual report of a place, or packed those of all within it."""

import os
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from dashboard.reader import BoardReader
from dashboard.report.compose import sections_named
from dashboard.report.refusals import UnknownSection
from dashboard.reporting import FORMATS, PACK, Step, Wanted, Watch, make
from etl.decision_cli import day_of
from etl.project.folder import Folder
from etl.store.database import database_url
from etl.terminal import PastDay, say, show, with_project

# \b让click不把两行合成一段。
_EPILOG = """\b
例：urban report --place 620800 --year 2022 -o 报告.docx
    urban report --place 陕西省 --year 2022 --format pdf --with-members -o 陕西.zip"""


def _sections(
    context: click.Context, parameter: click.Parameter, given: str | None
) -> tuple[str, ...]:
    try:
        return sections_named(re.findall(r"[^,，、；;\s]+", given)) if given else ()
    except UnknownSection as error:
        raise click.BadParameter(str(error)) from error


@click.command("report", epilog=_EPILOG)
@click.option("--place", required=True, metavar="地区", help="地区（代码或全称）。")
@click.option("--year", required=True, type=click.IntRange(1949, 2100), help="报告年份。")
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), help="格式；缺省看文件后缀。")
@click.option(
    "-o", "--output", "out", required=True, type=click.Path(path_type=Path), metavar="文件",
    help="写到哪个文件；已有的文件被整个替换。",
)  # fmt: skip
@click.option(
    "--sections", callback=_sections, metavar="部分,…", help="只要其中几部分（名称或英文键）；缺省为全部。"
)  # fmt: skip
@click.option("--with-members", is_flag=True, help="含所辖地区，每地一份，打包为.zip。")
@click.option(
    "--template", type=click.Path(path_type=Path), metavar="文件.docx", help="自备的Word模板。"
)
@click.option("--as-of", "day", type=PastDay(), help="按这一天已公布的数值；缺省为今天。")
@with_project
def report_command(
    place: str, out: Path, kind: str | None, day: datetime | None, folder: Folder,
    **asked: Any,  # Year, sections, template, with_members: fields of Wanted, each of its own type.
) -> None:  # fmt: skip
    """生成一个地区的年度监测评估报告：Word、PDF、Excel或幻灯片。"""
    boards = BoardReader(database_url(folder, os.environ))
    with boards.open() as board:
        place_id = board.find_place(place).place_id
    known_on = int(day.strftime("%Y%m%d")) if day else None
    wanted = Wanted(
        place_id=place_id,
        kind=kind or _kind_of(out, packed=asked["with_members"]),
        known_on=known_on,
        **asked,
    )
    made = make(boards, wanted, out, day_of(None), watch=Watch(_tell))
    say(made.said())
    show(str(out))


def _tell(step: Step) -> None:
    say(step.said())


def _kind_of(out: Path, *, packed: bool) -> str:
    """Return the format that a file name asks for; packed reports are Word where nothing is said."""
    if packed:
        return "docx"
    if out.suffix.lower() == PACK:
        raise click.BadParameter("打包须加--with-members，含所辖地区。", param_hint="-o")
    found = [key for key, one in FORMATS.items() if one.suffix == out.suffix.lower()]
    if not found:
        known = "、".join(one.suffix for one in FORMATS.values())
        message = f"看不出“{out.name}”的格式；请用{known}之一作后缀，或加--format。"
        raise click.BadParameter(message, param_hint="-o")
    return found[0]
