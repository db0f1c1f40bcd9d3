"""Freezes a board as a publication (发布版): written once, whole or not at all, never overwritten.

What the board is made of is none of its business: it takes lines as plain fields, and puts them down
as they are.
"""

import hashlib
import json
import math
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from etl.domain.columns import STATUSES
from etl.domain.publications import ROW_KEYS, Publication
from etl.errors import InputRefused, Problem
from etl.project.folder import Folder
from etl.project.lines import FORMULA, NAME, SENTENCES, is_day, wrong_text
from etl.project.publications import describe, table_text
from etl.project.tables import one_line
from etl.steps.files import replace_text, writing


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person and the release say of a publication before it is frozen; days as "2026-11-23".

    An empty `title` is made of `as_of`.
    """

    published_on: str
    as_of: str
    who: str
    rule: str
    code_version: str
    content_digest: str
    registry_sha256: str
    note: str = ""
    title: str = ""


def publish(
    folder: Folder,
    draft: Draft,
    rows: Sequence[Mapping[str, object]],
    *,
    publication_id: str | None = None,
) -> Publication:
    """Freeze rows and return the publication.

    Every row has the same fields, among them those of ROW_KEYS; `speaks` says whether it counts.
    The id is the day shown, with a number where that is taken. Raises InputRefused, with nothing
    written, where a field is wrong, there is nothing to publish or the id given is taken.
    """
    problems = list(_problems(draft, rows))
    if problems:
        raise InputRefused(problems)
    columns = list(dict.fromkeys((*ROW_KEYS, *rows[0])))
    text = table_text(columns, [{key: _cell(row[key]) for key in columns} for row in rows])
    folder.derived.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.derived / "publications.lock"):
        found = publication_id or _free_id(folder, draft.as_of)
        publication = _publication(found, draft, rows, text)
        home = folder.publication(found).parent
        refused = _why_not(found, draft.as_of, home)
        if refused:
            raise InputRefused([Problem("published", folder.name(folder.publications), refused)])
        _freeze(folder, home, {"publication.yaml": describe(publication), "rows.csv": text})
    return publication


def _problems(draft: Draft, rows: Sequence[Mapping[str, object]]) -> Iterator[Problem]:
    where = "发布版"
    if not one_line(draft.who):
        yield Problem("empty", where, "要写明发布人。", column="who")
    for column, text, longest in (
        ("who", draft.who, NAME), ("note", draft.note, SENTENCES), ("title", draft.title, 2 * NAME),
    ):  # fmt: skip
        code, message = wrong_text(one_line(text), longest)
        if code:
            yield Problem(code, where, message, column=column)
    for column, day in (("as_of", draft.as_of), ("published_on", draft.published_on)):
        if not is_day(day):
            yield Problem("bad-date", where, f"“{day}”不是日期；应如2026-01-31。", column=column)
    if draft.as_of > draft.published_on:
        message = f"{draft.as_of}晚于发布日期{draft.published_on}；不能发布还没有到的日子。"
        yield Problem("days-order", where, message, column="as_of")
    if not rows:
        yield Problem("no-rows", where, "这一天没有可发布的目标；请先审核、装载。")


def _publication(
    publication_id: str, draft: Draft, rows: Sequence[Mapping[str, object]], text: str
) -> Publication:
    counted = Counter(row["status"] for row in rows if row["speaks"] is True)
    year, month, day = (int(part) for part in draft.as_of.split("-"))
    return Publication(
        publication_id=publication_id,
        title=one_line(draft.title) or f"{year}年{month}月{day}日监测结果",
        published_on=draft.published_on,
        as_of=draft.as_of,
        who=one_line(draft.who),
        note=one_line(draft.note),
        rule=draft.rule,
        code_version=draft.code_version,
        content_digest=draft.content_digest,
        registry_sha256=draft.registry_sha256,
        counts={status: counted[status] for status in STATUSES if counted[status]},
        rows_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def _why_not(publication_id: str, as_of: str, home: Path) -> str:
    """Return why a publication cannot have this id, nothing where it can."""
    shown = one_line(publication_id)[:NAME]
    if not re.fullmatch(re.escape(as_of) + r"(-[1-9][0-9]{0,5})?", publication_id):
        return f"编号“{shown}”不可用；应是{as_of}，或其后加序号，如{as_of}-2。"
    return f"发布版“{shown}”已存在，不能覆盖；请另发一版。" if home.exists() else ""


def _free_id(folder: Folder, as_of: str) -> str:
    number, found = 1, as_of
    while folder.publication(found).parent.exists():
        number += 1
        found = f"{as_of}-{number}"
    return found


def _freeze(folder: Folder, home: Path, texts: Mapping[str, str]) -> None:
    """Lay the files out where no reader looks and move them in one step. Raises NotWritable."""
    with writing(folder.derived):
        made = Path(tempfile.mkdtemp(dir=folder.derived, prefix="publication-"))
    try:
        made.chmod(0o755)
        for name, text in texts.items():
            replace_text(made / name, text)
        with writing(home):
            home.parent.mkdir(parents=True, exist_ok=True)
            made.rename(home)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _cell(value: object) -> str:
    """Return a field as it is frozen: figures to their last digit, nothing for what is absent."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = one_line(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    # 单独一个比较号（“=”）不是公式，照原样封存。
    return f"'{text}" if text.startswith(FORMULA) and len(text) > 1 else text
