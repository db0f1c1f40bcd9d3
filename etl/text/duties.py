"""Reads the departments that a paragraph names as responsible, in a bracket or on a line.

A name that the text does not call responsible must never come out of here.
"""

import re
from dataclasses import dataclass

from etl.text import genres

_OPEN, _CLOSE = "（", "）"
_LONGEST = 600
_LABELS = (
    r"(?:主要|具体)?(?:牵头|责任|配合|参与|参加|协办|主办|承办|协同|落实)"
    r"(?:责任)?(?:单位|部门|科室|股室|主体)(?:及责任人)?"
)
_LABEL = re.compile(rf"{_LABELS}[:：]?")
_LABELLED = re.compile(rf"(?:^|(?<=[。；）]))(?:{_LABELS})[:：](?P<inside>[^。]{{2,400}})。?$")
_WORDY = re.compile(
    r"(?:等?(?:有关|相关)?(?:部门|单位)?(?:按照?(?:各自)?职责(?:分工)?)?(?:分别|共同|具体)?(?:牵头)?(?:负责|落实|配合|参与|实施|推进))+$"
    r"|等?(?:部门|单位)?按照?(?:各自)?职责(?:分工)?(?:分别|共同)?$|牵头$"
)
_LEADS = re.compile(r"牵头(?:负责|落实|组织|实施|推进)?$")
_NO_ONE = re.compile(r"(?:完成)?时限|责任领导|责任人|牵头领导|分管领导|联系人|完成时间")
# 列第一位的为牵头单位，下同: a remark, no name.
_REMARK = re.compile(r"[，；](?:均由)?(?:列|排)(?:在)?(?:第一位|首位|最前)[^，；）]*|[，；]下同")
_SPLIT = re.compile(r"[、，；,;\s]|会同|以及|(?<=[局委厅办府会])(?:和|与|及)(?=[省市县区州各有])")
_ANY = re.compile(r"^(?:各|有关|相关)(?:设区)?[省市县区州]$")
_ORG = re.compile(r"[\u4e00-\u9fff（）、“”]{2,40}")


@dataclass(frozen=True, slots=True)
class Duty:
    """A passage of responsibility at `start:stop` and the departments it names, in order.

    `lead` are those of them that the text calls 牵头; `is_line` says that nothing else stands in
    the passage, so that it speaks for the paragraphs before it.
    """

    start: int
    stop: int
    departments: tuple[str, ...]
    lead: tuple[str, ...] = ()
    is_line: bool = False


def find_duties(text: str) -> list[Duty]:
    """Return the responsibility brackets and lines of one passage in order."""
    duties = []
    for start, stop in _brackets(text):
        closes = stop == len(text) or text[stop] not in "，、的"
        if closes:
            departments, lead = _departments(text[start + 1 : stop - 1])
            if departments:
                is_line = start == 0 and stop == len(text.rstrip("。"))
                duties.append(Duty(start, stop, departments, lead, is_line))
    label = None if duties else _LABELLED.search(text)
    if label:
        departments, lead = _departments(label[0].rstrip("。"))
        if departments:
            duties.append(Duty(label.start(), label.end(), departments, lead, not label.start()))
    return duties


def _brackets(text: str) -> list[tuple[int, int]]:
    """Return the outermost brackets, each with its inner ones."""
    found, depth, start = [], 0, 0
    for index, char in enumerate(text):
        if char == _OPEN:
            start = start if depth else index
            depth += 1
        elif char == _CLOSE and depth:
            depth -= 1
            if not depth and index - start < _LONGEST:
                found.append((start, index + 1))
        elif char == "。" and depth and index - start >= _LONGEST:
            depth = 0
    return found


def _departments(inside: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the departments of a bracket and which of them lead."""
    says_so = any(word in inside for word in genres.DUTY_WORDS)
    if not says_so and any(char.isdigit() for char in inside):
        return (), ()
    named: list[str] = []
    lead: list[str] = []
    first_leads = _REMARK.search(inside)
    inside = _REMARK.sub("", inside)
    for segment in _segments(inside):
        label = _LABEL.match(segment)
        label_text = label[0] if label else ""
        if _NO_ONE.match(segment):
            continue
        body = segment[len(label_text) :].removeprefix("由")
        leads = "牵头" in label_text or bool(_LEADS.search(body))
        parts = _parts(body)
        named += [part for part in parts if part not in named]
        lead += [part for part in parts if leads and part not in lead]
    if not says_so and not _look_like_departments(named):
        return (), ()
    return tuple(named), tuple(lead or (named[:1] if first_leads else ()))


def _segments(inside: str) -> list[str]:
    """Cut a bracket where another role begins: ；, ， behind 牵头, or a new label."""
    marked = re.sub(rf"[，；、。\s]?(?={_LABELS}[:：])", "\n", inside)
    marked = re.sub(r"(?<=牵头)[，；]|(?<=牵头负责)[，；]|(?<=配合)[，；]|；", "\n", marked)
    return [part for part in marked.split("\n") if part]


def _parts(body: str) -> list[str]:
    """Return the names in a list; a bracket within a name keeps its commas."""
    body = _WORDY.sub("", body.strip("。：: "))
    hidden = re.sub(r"（[^）]*）", lambda m: m[0].replace("、", "\x01").replace("，", "\x01"), body)
    parts: list[str] = []
    for part in _SPLIT.split(hidden):
        name = _WORDY.sub("", part.replace("\x01", "、").strip()).removesuffix("等").strip()
        if parts and _ANY.match(parts[-1]) and name:
            name = f"{parts.pop()}、{name}"
        if name and _ORG.fullmatch(name):
            parts.append(name)
    return parts


def _look_like_departments(parts: list[str]) -> bool:
    """Whether a list without a word of duty can only be one of departments."""
    if not parts or not all(part.endswith(genres.DUTY_ENDS) and len(part) > 2 for part in parts):
        return False
    if parts[0].startswith(("以下", "简称", "含", "不含", "包括", "包含", "原", "如", "即", "见")):
        return False
    return len(parts) > 1 or len(parts[0]) > 3


def duty_of(duties: list[Duty], position: int) -> Duty | None:
    """Return the first bracket that closes after `position`."""
    return next((duty for duty in duties if duty.start >= position), None)
