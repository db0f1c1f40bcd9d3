"""Publications (发布版): `data/publications/<id>/`, a description and the table that was frozen.

A frozen table is never written again: one that differs from the hash in its description is an error,
because somebody changed what was published.
"""

import csv
import io
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import yaml

from etl.domain.columns import STATUSES
from etl.domain.publications import ROW_KEYS, Edition, Publication
from etl.errors import Problem
from etl.project.folder import Folder, file_digest
from etl.project.lines import is_day
from etl.project.shape import Checker
from etl.project.strict_yaml import Tree, read_yaml
from etl.project.tables import read_table

_TEXTS = (
    "id", "title", "published_on", "as_of", "who", "note", "rule", "code_version",
    "content_digest", "registry_sha256", "rows_sha256",
)  # fmt: skip
_KEYS = (*_TEXTS, "counts")
_NEEDED = tuple(key for key in _KEYS if key != "note")


def describe(publication: Publication) -> str:
    """Return the text of a `publication.yaml`."""
    fields = asdict(publication)
    told = {"id": fields.pop("publication_id")} | fields
    return yaml.safe_dump(
        {key: told[key] for key in _KEYS if told[key] != ""},
        allow_unicode=True, sort_keys=False, width=1_000_000,
    )  # fmt: skip


def read_publications(folder: Folder, problems: list[Problem]) -> tuple[Edition, ...]:
    """Return the publications in the order of their ids; what is wrong goes to `problems`."""
    found = (_edition(folder, path.name, problems) for path in folder.publication_folders())
    return tuple(edition for edition in found if edition)


def _edition(folder: Folder, publication_id: str, problems: list[Problem]) -> Edition | None:
    description, table = folder.publication(publication_id), folder.publication_rows(publication_id)
    before = len(problems)
    for path in (description, table):
        if not path.is_file():
            message = f"发布版缺少这个文件；{_advice(folder, publication_id)}"
            problems.append(Problem("no-publication", folder.name(path), message))
    if len(problems) > before:
        return None
    publication = _publication(folder, description, problems)
    if publication is None or not _is_frozen(folder, publication, problems):
        return None
    rows = _rows(folder, table, problems)
    if len(problems) > before or not _counts_hold(folder, publication, rows, problems):
        return None
    return Edition(publication, rows)


def _advice(folder: Folder, publication_id: str) -> str:
    home = folder.name(folder.publication(publication_id).parent)
    return f"请从备份或git恢复原文件；确要作废这一版的，把整个文件夹{home}移出项目。"


def _publication(folder: Folder, path: Path, problems: list[Problem]) -> Publication | None:
    name, before = folder.name(path), len(problems)
    tree, lines = read_yaml(path, name, problems)
    if len(problems) > before:
        return None
    check = Checker(name, lines, problems)
    check.keys(tree, "", _KEYS, needed=_NEEDED)
    texts = {key: check.text(tree, key, "") for key in _TEXTS}
    counts = {
        status: check.whole(tree["counts"], status, "counts", 0)
        for status in check.mapping(tree, "counts")
    }
    _sound(check, tree, texts, path.parent.name)
    if len(problems) > before:
        return None
    return Publication(publication_id=texts.pop("id"), counts=counts, **texts)


def _sound(check: Checker, tree: Tree, texts: dict[str, str], home: str) -> None:
    for key in ("published_on", "as_of"):
        if texts[key] and not is_day(texts[key]):
            check.complain("bad-date", key, f"“{texts[key]}”不是日期；应如2026-01-31。")
    if texts["id"] and texts["id"] != home:
        check.complain("other-id", "id", f"编号是“{texts['id']}”，文件夹名是“{home}”；两者应相同。")
    for status in check.mapping(tree, "counts"):
        if status not in STATUSES:
            known = "、".join(STATUSES)
            check.complain("bad-choice", f"counts.{status}", f"不是评估结果；可用：{known}。")


def _is_frozen(folder: Folder, publication: Publication, problems: list[Problem]) -> bool:
    table = folder.publication_rows(publication.publication_id)
    if file_digest(table) == publication.rows_sha256:
        return True
    message = (
        f"与发布时的内容不一致（摘要应为{publication.rows_sha256[:12]}…），发布版不得改动；"
        f"{_advice(folder, publication.publication_id)}"
    )
    problems.append(Problem("publication-changed", folder.name(table), message))
    return False


def _rows(folder: Folder, path: Path, problems: list[Problem]) -> tuple[dict[str, str], ...]:
    """Return the lines of a frozen table; columns beside the keys are those of its day."""
    name = folder.name(path)
    with path.open(encoding="utf-8", newline="", errors="replace") as stream:
        first = stream.readline()
    header = [cell.strip() for cell in next(csv.reader([first]), [])]
    columns = tuple(dict.fromkeys((*ROW_KEYS, *header)))
    return tuple(row.cells for row in read_table(path, name, columns, problems))


def _counts_hold(
    folder: Folder,
    publication: Publication,
    rows: tuple[dict[str, str], ...],
    problems: list[Problem],
) -> bool:
    counted = Counter(row["status"] for row in rows if row["speaks"] == "true")
    if counted == Counter(dict(publication.counts)):
        return True
    said = "、".join(f"{status} {counted[status]}" for status in STATUSES if counted[status])
    message = f"各评估结果的个数与rows.csv不符（应为{said or '无'}）；" + _advice(
        folder, publication.publication_id
    )
    name = folder.name(folder.publication(publication.publication_id))
    problems.append(Problem("counts-differ", name, message, None, "counts"))
    return False


def table_text(columns: list[str], rows: list[dict[str, str]]) -> str:
    """Return the text of a frozen table."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
