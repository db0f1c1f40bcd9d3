"""What can go wrong with what a person gave us, said in Chinese and with its place.

An error names where it happened, what was found, what was expected and what to do.
Problems of one input are collected and raised together, never one per run.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding in one file: its code, place, and a finished sentence.

    `row` is the line a person sees in the file, first line = 1; `column` is the header or the
    dotted key. `severity` is "error" (refused) or "notice" (accepted, but look at it).
    """

    code: str
    file: str
    message: str
    row: int | None = None
    column: str | None = None
    severity: str = "error"

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f" 第{self.row}行"
        if self.column:
            place += f" “{self.column}”"
        return f"{place}：{self.message} [{self.code}]"


class UrbanError(Exception):
    """The root of everything the product refuses; its text is a sentence for the person."""

    code = "error"


class InputRefused(UrbanError):
    """An input that cannot be taken in; carries every problem found in it."""

    code = "input-refused"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: Sequence[Problem] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ProjectNotFound(UrbanError):
    """No project folder: names the three ways to say where it is."""

    code = "project-not-found"


class LoadLocked(UrbanError):
    """Another load holds the lock; the text says who and since when."""

    code = "load-locked"


class NoRelease(UrbanError):
    """The database holds no release yet, or cannot be read."""

    code = "no-release"


class DatabaseUnavailable(UrbanError):
    """A database that cannot be reached, read or written; nothing was changed."""

    code = "database-unavailable"


class PathUndefined(UrbanError):
    """A required path that arithmetic does not define (through zero, outside 0 to 100)."""

    code = "path-undefined"


class NotFound(UrbanError):
    """A place, indicator or document that the project does not know."""

    code = "not-found"


class DocumentUnreadable(UrbanError):
    """A document whose text cannot be read; the text says what to do."""

    code = "document-unreadable"


class NotWritable(UrbanError):
    """A file or folder of the project that cannot be written; what was there is unchanged."""

    code = "not-writable"
