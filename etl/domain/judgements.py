"""Human judgement (人工研判): what a person holds a target's status to be, beside the computed one.

Lines are added, never changed, and the last line of a target counts. Nothing here replaces or looks
at a computed status.
"""

from collections.abc import Iterable
from dataclasses import dataclass

ACTIONS = ("add", "withdraw")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of the log of judgements; days as "2026-11-23", `until` empty while it is open.

    `action` is add or withdraw; a withdrawal has no `status`. `about` says in words what the target
    was, so that a line whose target is read otherwise today can still be understood.
    """

    target_id: str
    action: str
    status: str
    reason: str
    who: str
    decided_on: str
    until: str = ""
    about: str = ""


def last_lines(lines: Iterable[Judgement], day: str = "") -> dict[str, Judgement]:
    """Return the last line of each target, of those decided by a day where one is given."""
    return {line.target_id: line for line in lines if not day or line.decided_on <= day}


def in_force(lines: Iterable[Judgement], day: str) -> dict[str, Judgement]:
    """Return the judgement in force on a day by target: decided by then, not withdrawn, not over.

    One that is over does not bring back the one before it.
    """
    return {
        target_id: line
        for target_id, line in last_lines(lines, day).items()
        if line.action == "add" and (not line.until or day <= line.until)
    }
