"""The verb `judge`: cases as JSON Lines in, the opinions of published rules as JSON Lines out.

A line may hold anything at all; each is answered with an opinion or with the reason why there is
none, and none may stop the others. No rule is applied here that etl.domain.rules does not know.
"""

import json
import math
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import click

from etl.domain.records import Bands
from etl.domain.rules import Case, Opinion, judge
from etl.domain.rules.case import NATURES, unavailable
from etl.domain.rules.schedule import unknown
from etl.domain.rules.text import number
from etl.domain.rules.words import RULES, SCHEDULE
from etl.errors import InputRefused, Problem, ProjectNotFound, UrbanError
from etl.project.folder import Folder, find_project
from etl.project.registry import read_registry
from etl.steps.init import carried
from etl.terminal import honest, say, show
from etl.text.script import to_simplified

_YEAR = re.compile(r"[0-9]{4}")
# int()默认只读4300位以内的整数；更长的当作浮点数读（读成无穷），由规则拒绝。
_LONGEST_INTEGER = 4000


@click.command("judge", epilog="例：urban judge cases.jsonl --json")
@click.argument("source", metavar="案例.jsonl")
@click.option("--json", "as_lines", is_flag=True, help="每行一个结论的JSON。")
@click.option("--project", metavar="文件夹", help="序时进度的分档取自这个项目；缺省为所在项目。")
@honest
def judge_command(source: str, project: str | None, as_lines: bool) -> None:
    """按已公布的规则评估案例，每行一个JSON对象；文件名为“-”时读标准输入。

    规则：statcan、eurostat、un2022、un2023、escap和schedule（序时进度）。
    """
    bands = _bands(project)
    try:
        with _opened(source) as stream:
            for answer in _answers(stream, bands):
                show(answer.as_json() if as_lines else answer.as_sentence())
    except BrokenPipeError:
        raise
    except OSError as error:
        say(f"{source}：{_why_unread(error)}")
        raise SystemExit(1) from None


def _opened(source: str) -> IO[bytes] | nullcontext[IO[bytes]]:
    return nullcontext(sys.stdin.buffer) if source == "-" else Path(source).open("rb")


def _why_unread(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "没有这个文件；请检查路径。"
    if isinstance(error, IsADirectoryError):
        return "是文件夹，不是文件；请写出其中的文件。"
    if isinstance(error, PermissionError):
        return "没有读取权限；请检查文件的权限。"
    return "读不出来；请检查文件，或是否正被别的程序占用。"


def _bands(project: str | None) -> Mapping[str, Bands]:
    """Return the bands of the schedule rule: the project's, else those the package carries."""
    problems: list[Problem] = []
    try:
        bands = read_registry(find_project(project), problems, to_simplified).bands
    except ProjectNotFound:
        if project is not None:
            raise
    else:
        if not any(problem.severity == "error" for problem in problems):
            return bands
        say("项目的登记表有错误，序时进度的分档改用缺省值；请用 urban check 查看。")
    problems = []
    carrier = Folder(carried("indicators.yaml").parent)
    bands = read_registry(carrier, problems, to_simplified).bands
    if problems:
        raise InputRefused(problems)
    return bands


@dataclass(frozen=True, slots=True)
class _Answer:
    """What is written for one line; id and rule as the line names them."""

    id: str | int | float | None
    rule: str | None
    opinion: Opinion

    def as_json(self) -> str:
        """Return one line of JSON without nan, infinities or what UTF-8 cannot hold."""
        told = {
            "id": self.id,
            "rule": self.rule,
            "status": self.opinion.status,
            "value": self.opinion.value,
            "score": self.opinion.score,
            "reason": self.opinion.reason,
        }
        line = json.dumps(told, ensure_ascii=False, allow_nan=False)
        # 编号里可能有不成对的代理码位，UTF-8写不出。
        return line if _writable(line) else json.dumps(told, allow_nan=False)

    def as_sentence(self) -> str:
        """Return one line to read: id, rule, status and reason."""
        words = RULES.get(self.rule or "")
        name = words.name.zh if words else self.rule or "规则不详"
        found = words.statuses.get(self.opinion.status) if words else None
        status = found.words.zh if found else "无法评估"
        named = "编号不详" if self.id is None else self.id
        line = " ".join(f"{named}  {name}：{status}。{self.opinion.reason}".splitlines())
        return line if _writable(line) else line.encode("utf-8", "replace").decode("utf-8")


def _writable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _answers(stream: IO[bytes], bands: Mapping[str, Bands]) -> Iterator[_Answer]:
    for line_number, line in enumerate(stream):
        text = line.removeprefix(b"\xef\xbb\xbf") if line_number == 0 else line
        if text.strip():
            yield _answer(text, bands)


def _answer(line: bytes, bands: Mapping[str, Bands]) -> _Answer:
    try:
        record = json.loads(line.decode("utf-8"), parse_int=_integer)
    except UnicodeDecodeError:
        return _Answer(None, None, unavailable("这一行不是UTF-8编码的文字，请另存为UTF-8。"))
    except ValueError:
        return _Answer(None, None, unavailable("这一行不是完整的JSON，请检查括号、引号和逗号。"))
    except RecursionError:
        return _Answer(None, None, unavailable("这一行的JSON嵌套过深，无法读取。"))
    if not isinstance(record, dict):
        return _Answer(None, None, unavailable("这一行不是JSON对象，应写在一对花括号里。"))
    rule = record.get("rule")
    named = rule if isinstance(rule, str) else None
    try:
        opinion = judge(_case(record), bands)
    except _Refused as refusal:
        opinion = unavailable(str(refusal))
    except (ArithmeticError, ValueError, UrbanError):
        opinion = unavailable("数值超出可计算的范围，无法评估。")
    if named == SCHEDULE and opinion.status == "not_available":
        opinion = unknown(opinion.reason)
    return _Answer(_id(record.get("id")), named, opinion)


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float(digits)


class _Refused(Exception):
    """A case whose fields are not what a case holds; the text is a finished sentence."""


def _case(record: Mapping[str, object]) -> Case:
    rule, direction = record.get("rule"), record.get("direction")
    if not isinstance(rule, str):
        raise _Refused(f"“rule”应为规则名：{'、'.join(RULES)}。")
    if not isinstance(direction, str):
        raise _Refused("“direction”应为up、down或parity。")
    nature = record.get("nature")
    if nature is not None and nature not in NATURES:
        raise _Refused(f"“nature”应为{'、'.join(NATURES)}之一，或不写。")
    return Case(
        id=_id(record.get("id")),
        rule=rule,
        direction=direction,
        series=_series(record.get("series")),
        base_year=_year(record.get("base_year"), "base_year"),
        target=_optional_number(record.get("target"), "target"),
        target_year=_year(record.get("target_year"), "target_year"),
        limit=_optional_number(record.get("limit"), "limit"),
        nature=str(nature) if nature is not None else None,
    )


def _id(found: object) -> str | int | float | None:
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return None
    return None if isinstance(found, float) and not math.isfinite(found) else found


def _series(found: object) -> dict[int, float]:
    """Return the values by year in order, without the years whose value is null."""
    if not isinstance(found, dict):
        raise _Refused('“series”应为年份到数值的对象，如{"2015": 14.5}。')
    series = {}
    for key, value in found.items():
        if not (_YEAR.fullmatch(key) and int(key)):
            raise _Refused(f"“series”中的“{key[:20]}”不是四位数的年份。")
        if value is not None:
            series[int(key)] = _number(value, f"series中{key}年的值")
    return dict(sorted(series.items()))


def _year(found: object, name: str) -> int | None:
    if found is None:
        return None
    year = _number(found, name)
    if not (year.is_integer() and 1 <= year <= 9999):
        raise _Refused(f"“{name}”应为四位数的年份，读到{number(year)}。")
    return int(year)


def _optional_number(found: object, name: str) -> float | None:
    return None if found is None else _number(found, name)


def _number(found: object, name: str) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise _Refused(f"“{name}”应为数。")
    try:
        value = float(found)
    except OverflowError:
        value = math.inf
    if not math.isfinite(value):
        raise _Refused(f"“{name}”应为有限的数。")
    return value
