"""Reads the bracket of responsible departments that closes a paragraph or a sentence."""

import re
from dataclasses import dataclass

from etl.text import words

_BRACKET = re.compile(r"（([^（）]{2,400})）(?=[。；]?(?:$|[^，、]))")
_CLOSING = re.compile(
    r"等?(?:部门|单位)?(?:按照?(?:各自)?职责(?:分工)?)?(?:分别|共同)?(?:牵头)?负责$"
)
_LABEL = re.compile(r"(?:牵头|责任|配合|参与|协办|主办)(?:单位|部门)[:：]?")
_SPLIT = re.compile(r"[、，；,;]")


@dataclass(frozen=True, slots=True)
class Duty:
    """A bracket at `start:stop` of the passage and the departments it names, in order."""

    start: int
    stop: int
    departments: tuple[str, ...]


def find_duties(text: str) -> list[Duty]:
    """Return the responsibility brackets of one passage in order."""
    duties = []
    for match in _BRACKET.finditer(text):
        departments = _departments(match[1])
        if departments:
            duties.append(Duty(match.start(), match.end(), departments))
    return duties


def _departments(inside: str) -> tuple[str, ...]:
    says_so = any(word in inside for word in words.DUTY_WORDS)
    parts = [_CLOSING.sub("", part).strip() for part in _SPLIT.split(_LABEL.sub("、", inside))]
    parts = [part.removesuffix("等") for part in parts if part]
    ends = sum(part.endswith(words.DUTY_ENDS) for part in parts)
    looks_so = parts and ends == len(parts) and (len(parts) > 1 or len(parts[0]) > 2)
    if not says_so and (not looks_so or any(char.isdigit() for char in inside)):
        return ()
    return tuple(part for part in parts if part)


def duty_of(duties: list[Duty], position: int) -> tuple[str, ...]:
    """Return the departments of the first bracket that closes after `position`."""
    for duty in duties:
        if duty.start >= position:
            return duty.departments
    return ()
