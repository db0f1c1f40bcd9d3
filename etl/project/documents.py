"""Plan documents: a description and a text whose offsets every statement points into."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from etl.domain.periods import is_published_date
from etl.domain.records import Document, Place
from etl.errors import Problem
from etl.project.folder import Folder, file_digest
from etl.project.strict_yaml import Lines, read_yaml

# A description is written by the program too, when a document is taken in.
TEXT_NAME = "text.txt"

KINDS = ("plan", "work_points", "scheme", "action_plan", "report", "other")
_KEYS = {
    "title": str, "kind": str, "issuer": str, "place_id": str, "issued_on": str, "base_year": int,
    "first_year": int, "last_year": int, "citation": str, "url": str, "text": str, "note": str,
    "original": str,
}  # fmt: skip
_OPTIONAL = {"issuer", "issued_on", "base_year", "url", "note", "original"}
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_SHAPES = {str: "文字（代码和日期要加引号）", int: "整数年份"}


def read_documents(
    folder: Folder, places: Mapping[str, Place], problems: list[Problem]
) -> dict[str, Document]:
    """Return the documents of a project by id; what is wrong goes to `problems`."""
    found: dict[str, Document] = {}
    for path in sorted(folder.documents.glob("*/document.yaml")):
        document = read_document(path, folder, places, problems)
        if document:
            found[document.document_id] = document
    return found


class _Text(str):
    """A value that is written in quotes, as the strict reader wants codes and dates."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    pass


_Dumper.add_representer(
    _Text, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


def describe(fields: Mapping[str, str | int | None]) -> str:
    """Return the text of a `document.yaml` with these fields, in the order of the keys."""
    known = {key: fields[key] for key in _KEYS if fields.get(key) not in (None, "")}
    quoted = {
        key: _Text(value) if isinstance(value, str) else value for key, value in known.items()
    }
    return yaml.dump(quoted, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)


def read_document(
    path: Path, folder: Folder, places: Mapping[str, Place], problems: list[Problem]
) -> Document | None:
    """Return the document that a `document.yaml` describes; what is wrong goes to `problems`."""
    name = folder.name(path)
    before = len(problems)
    tree, lines = read_yaml(path, name, problems)
    problems.extend(_problems(tree, lines, name, places))
    if len(problems) > before:
        return None
    source = path.parent / tree["text"]
    if source.parent != path.parent or not source.is_file():
        message = f"没有“{tree['text']}”这个文件；正文应与document.yaml放在同一文件夹。"
        problems.append(Problem("no-text", name, message, lines.of("text"), "text"))
        return None
    try:
        text = source.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        message = "正文不是UTF-8编码；请另存为UTF-8，已审核的位置不受影响。"
        problems.append(Problem("encoding", folder.name(source), message))
        return None
    return Document(
        document_id=path.parent.name, title=tree["title"], kind=tree["kind"],
        issuer=tree.get("issuer") or "", place_id=tree["place_id"], issued_on=tree.get("issued_on") or None,
        base_year=tree.get("base_year"), first_year=tree["first_year"],
        last_year=tree["last_year"], citation=tree["citation"], sha256=file_digest(source),
        text=text, note=tree.get("note") or "", original=tree.get("original") or "",
    )  # fmt: skip


def _problems(
    tree: Mapping[str, Any], lines: Lines, name: str, places: Mapping[str, Place]
) -> list[Problem]:
    found = []

    def complain(code: str, key: str, message: str) -> None:
        found.append(Problem(code, name, message, lines.of(key), key))

    for key in tree:
        if key not in _KEYS:
            complain("unknown-key", key, f"不认识这个键；可用：{'、'.join(_KEYS)}。")
    for key, shape in _KEYS.items():
        value = tree.get(key)
        if value in (None, "") and key not in _OPTIONAL:
            complain("missing-key", key, "缺少这一项；请补上。")
        elif value is not None and not isinstance(value, shape):
            complain("wrong-type", key, f"应是{_SHAPES[shape]}。")
    issued = tree.get("issued_on")
    if isinstance(issued, str) and not is_published_date(issued):
        complain("bad-date", "issued_on", f"“{issued}”不是日期；应如2022、2022-06或2022-06-30。")
    for key in ("base_year", "first_year", "last_year"):
        year = tree.get(key)
        if isinstance(year, int) and not _FIRST_YEAR <= year <= _LAST_YEAR:
            complain(
                "bad-year", key, f"“{year}”不是规划的年份；应在{_FIRST_YEAR}至{_LAST_YEAR}之间。"
            )
    first, last = tree.get("first_year"), tree.get("last_year")
    if isinstance(first, int) and isinstance(last, int) and first > last:
        complain("years-order", "last_year", f"止年{last}早于起年{first}；请核对。")
    if tree.get("kind") not in (*KINDS, None):
        complain("bad-kind", "kind", f"不是文件种类；可用：{'、'.join(KINDS)}。")
    if isinstance(tree.get("place_id"), str) and tree["place_id"] not in places:
        complain("unknown-place", "place_id", f"没有代码为{tree['place_id']}的地区。")
    return found
