"""What every verb shares: data to stdout, talk to stderr, refusals as sentences, the project folder."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

import click

from etl.errors import InputRefused, UrbanError
from etl.project.folder import find_project

Command = TypeVar("Command", bound=Callable[..., Any])


class PastDay(click.DateTime):
    """A day written 2021-06-30 that has come: nobody knows what will be published."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the day; refuse one that has not come yet."""
        day = super().convert(value, param, ctx)
        if day.date() > datetime.now().astimezone().date():
            self.fail(f"{day:%Y-%m-%d}还没有到；请写今天或以前的某一天。", param, ctx)
        return day


def say(text: str) -> None:
    """Print talk, which goes to stderr."""
    click.echo(text, err=True)


def show(text: str) -> None:
    """Print data, which goes to stdout."""
    click.echo(text)


def tell(error: UrbanError) -> None:
    """Print what was refused, one line a problem."""
    if not isinstance(error, InputRefused):
        say(str(error))
        return
    for problem in error.problems:
        say(str(problem))
    say(f"共{len(error.problems)}处问题，未作任何改动。")


def honest(command: Command) -> Command:
    """Turn a refusal into its sentence and exit code 1; never a traceback."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except UrbanError as error:
            tell(error)
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
