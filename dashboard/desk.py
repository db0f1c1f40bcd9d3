"""The review desk: what the 规划 pages show of the project's files, and what staff do there.

It calls the steps that the command line calls and decides nothing itself (D14). What it shows is
the files as they are now, which the board knows only after a load.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from time import sleep
from typing import Any

from etl.domain.consistency import Check, check_source
from etl.domain.judgements import Judgement
from etl.domain.reading import reviewed
from etl.domain.records import Document, Review, Statement
from etl.domain.supervision import Move
from etl.domain.targets import WHOLE
from etl.errors import InputRefused, LoadLocked, NotFound, Problem, UrbanError
from etl.formats import Manuscript, numbering_of
from etl.project.folder import Folder
from etl.project.places import find_place
from etl.project.project import Project
from etl.project.reader import inspect_project, read_project
from etl.project.reviews import overlaps
from etl.project.tables import one_line
from etl.steps.documents import (
    Fields,
    Proposal,
    add_document,
    change_document,
    propose,
    remove_document,
)
from etl.steps.judge import judge
from etl.steps.load import load
from etl.steps.review import amended, decide
from etl.steps.supervise import Change, move
from etl.store.query import loaded

_LONGEST_NAME, _LONGEST_NOTE = 40, 500
_MOST_PROBLEMS = 3
_TURNS, _TURN = 20, 0.25  # How often, and how many seconds apart, a load is tried.
_YEAR, _NUMBER = re.compile(r"[12]\d{3}"), re.compile(r"-?\d{1,15}(\.\d{1,9})?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement with what was decided on it; `reading` is the statement as reviewed, `was` an
    acceptance of another reading."""

    statement: Statement
    reading: Statement
    review: Review | None
    was: Review | None
    number: int | None

    @property
    def state(self) -> str:
        """Return pending, accept, amend or reject."""
        return self.review.decision if self.review else "pending"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document on the desk: its statements, its own sums redone, acceptances without a place."""

    document: Document
    place_name: str
    entries: tuple[Entry, ...]
    checks: tuple[Check, ...]
    lost: tuple[Review, ...]
    numbered_by: str

    def id_of(self, reading: Statement) -> str:
        """Return the id under which a reading stands in the queue."""
        return next(
            entry.statement.statement_id for entry in self.entries if entry.reading == reading
        )

    @property
    def stale(self) -> int:
        """Return how many acceptances lapsed because their passage is read otherwise."""
        return len(self.lost) + sum(entry.was is not None for entry in self.entries)

    @property
    def contradictions(self) -> int:
        """Return how many of the document's own sums differ."""
        return sum(not check.holds for check in self.checks)

    def count(self, *states: str) -> int:
        """Return how many statements are in one of the states."""
        return sum(entry.state in states for entry in self.entries)


class Desk:
    """One project's documents; `url` is its database."""

    def __init__(self, folder: Folder, url: str, *, writable: bool = True) -> None:
        self.folder, self.writable = folder, writable
        self._url = url

    def project(self) -> Project:
        """Return the project as far as it can be read now."""
        return inspect_project(self.folder)[0]

    def sheets(self) -> list[Sheet]:
        """Return all documents, the home place's first, the newest first."""
        project = self.project()
        home = project.registry.home
        order = sorted(
            project.documents.values(),
            key=lambda one: (one.place_id != home, -one.last_year, one.document_id),
        )
        return [_sheet(project, document) for document in order]

    def sheet(self, document_id: str) -> Sheet | None:
        """Return one document, None where there is none of this id."""
        project = self.project()
        document = project.documents.get(document_id)
        return _sheet(project, document) if document else None

    def problems(self) -> list[str]:
        """Return what is wrong with the project's files, a sentence each."""
        _, problems = inspect_project(self.folder)
        return [str(problem) for problem in problems if problem.severity == "error"]

    def has(self, document_id: str) -> bool:
        """Return whether the project has a document of this id."""
        return document_id in self.project().documents

    def is_ahead(self) -> bool:
        """Return whether the files hold what the database does not know yet."""
        return self.folder.digests() != loaded(self._url).digests

    def propose(self, data: bytes, name: str) -> Proposal:
        """Return what a file says about itself. Raises DocumentUnreadable."""
        return propose(self.project(), data, name)

    def add(self, data: bytes, name: str, fields: Fields) -> str:
        """Take a file in under the fields a person confirmed; return its id. Raises InputRefused."""
        proposal = self.propose(data, name)
        fields = self._with_place(fields)
        return add_document(self.folder, proposal, fields, data=data, name=name)

    def change(self, document_id: str, fields: Fields) -> None:
        """Change what the project says of a document. Raises InputRefused and NotFound."""
        change_document(self.folder, document_id, self._with_place(fields))

    def remove(self, document_id: str) -> None:
        """Take out a document that nobody has decided on. Raises InputRefused and NotFound."""
        remove_document(self.folder, document_id)

    def _with_place(self, fields: Fields) -> Fields:
        given = str(fields.get("place_id") or "").strip()
        if not given:
            message = "请填写文件所属地区（如620800或平凉市）。"
            raise InputRefused([Problem("missing-key", "", message, column="place_id")])
        project = self.project()
        place = find_place(given, project.places, project.aliases)
        return {**fields, "place_id": place.place_id}

    def decide(
        self, statement_id: str, decision: str, fields: Mapping[str, str], *, of: str, now: datetime
    ) -> None:
        """Record a decision on a statement of a document.

        `fields` are those of the form as text; what equals the reading amends nothing.

        Raises InputRefused, with nothing written, and NotFound.
        """
        project = read_project(self.folder)
        found = project.statements.get(statement_id)
        stale = {review.statement_id: review for review in project.stale_reviews}.get(statement_id)
        about = found or (stale if decision == "withdraw" else None)
        if about is None or about.document_id != of:
            raise NotFound("这条陈述的读法已变或已不在；请刷新本页后再审核。")
        reviewer, note = _signature(fields, decision)
        review = Review(of, statement_id, decision, reviewer, now.date().isoformat(), note)
        if found and decision == "accept":
            review = amended(replace(review, **_changes(project, found, fields)))
        decide(project, [review])

    def judge(self, fields: Mapping[str, str], now: datetime) -> None:
        """Record a judgement on a target. Raises InputRefused and UrbanError, with nothing written."""
        until = fields.get("until", "").strip()
        line = _judgement(fields, "add", now, until=until)
        try:
            judge(self._sound_project(), line)
        except InputRefused as error:
            raise InputRefused(map(_in_words_of_the_form, error.problems)) from error

    def withdraw(self, fields: Mapping[str, str], now: datetime) -> None:
        """Take back the judgement on a target; raises as `judge`."""
        judge(self._sound_project(), _judgement({**fields, "status": ""}, "withdraw", now))

    def move(self, fields: Mapping[str, str], now: datetime) -> Move:
        """Record a move of a department's item and return it; what is not given stays as it was.

        Raises as `judge`.
        """
        change = Change(
            **_texts(fields, "target_id", "department", "state", "who", "note"),
            moved_on=now.date().isoformat(),
            measures=fields.get("measures"),
            due=fields.get("due"),
        )
        return move(self._sound_project(), change)

    def _sound_project(self) -> Project:
        """Return the project. Raises UrbanError that says what to mend before anything is recorded."""
        try:
            return read_project(self.folder)
        except InputRefused as error:
            raise UrbanError(f"没有登记：项目文件有错误，请先改正。\n{shortened(error)}") from error

    def load(self, now: datetime) -> int:
        """Bring the files into the database and return the number of the release that stands."""
        return load(self.folder, url=self._url, now=now).release_id

    def load_in_turn(self, now: datetime) -> int:
        """Load as `load` does, after a load that somebody else just started has ended."""
        for _ in range(_TURNS):
            try:
                return self.load(now)
            except LoadLocked:
                sleep(_TURN)
        return self.load(now)


def _texts(fields: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: fields.get(name, "") for name in names}


def _judgement(
    fields: Mapping[str, str], action: str, now: datetime, *, until: str = ""
) -> Judgement:
    given = _texts(fields, "target_id", "status", "reason", "who")
    return Judgement(**given, action=action, decided_on=now.date().isoformat(), until=until)


def _in_words_of_the_form(problem: Problem) -> Problem:
    """Return a refusal without the file's own words for the statuses, which the form does not show."""
    if (problem.code, problem.column) == ("empty", "status"):
        return replace(problem, message="请选择研判结论。")
    return problem


def shortened(error: UrbanError) -> str:
    """Return the first sentences of a refusal, and how many more there are."""
    if not isinstance(error, InputRefused):
        return str(error)
    said = [str(problem) for problem in error.problems]
    more = len(said) - _MOST_PROBLEMS
    rest = [f"另有{more}处，用urban check查看全部。"] if more > 0 else []
    return "\n".join([*said[:_MOST_PROBLEMS], *rest])


def _sheet(project: Project, document: Document) -> Sheet:
    numbered = Manuscript(document.text, numbering_of(document.original))
    reviews = {review.statement_id: review for review in project.reviews}
    mine = [one for one in project.statements.values() if one.document_id == document.document_id]
    stale = [one for one in project.stale_reviews if one.document_id == document.document_id]
    entries = tuple(
        Entry(
            found,
            _read(project, found, reviews.get(found.statement_id)),
            reviews.get(found.statement_id),
            next((review for review in stale if overlaps(review, found)), None),
            numbered.number_at(found.start),
        )
        for found in sorted(mine, key=lambda one: (one.start, one.stop, one.statement_id))
    )
    shown = {entry.was for entry in entries}
    lost = tuple(review for review in stale if review not in shown)
    checks = tuple(check_source([entry.reading for entry in entries], project.registry))
    place = project.places[document.place_id].name
    return Sheet(document, place, entries, checks, lost, numbered.numbered_by)


def _read(project: Project, found: Statement, review: Review | None) -> Statement:
    return reviewed(found, review, project.places, project.registry) if review else found


def _signature(fields: Mapping[str, str], decision: str) -> tuple[str, str]:
    """Return who decides and why. Raises InputRefused where one of the two is missing."""
    reviewer, note = (one_line(fields.get(key, "")) for key in ("reviewer", "note"))
    problems = []
    if not reviewer or len(reviewer) > _LONGEST_NAME:
        message = f"请填写审核人姓名（不超过{_LONGEST_NAME}字）。"
        problems.append(Problem("no-reviewer", "", message, column="reviewer"))
    if decision == "reject" and not note:
        problems.append(Problem("no-note", "", "不采纳须写明理由。", column="note"))
    if len(note) > _LONGEST_NOTE:
        problems.append(Problem("long-note", "", f"说明不超过{_LONGEST_NOTE}字。", column="note"))
    if problems:
        raise InputRefused(problems)
    return reviewer, note


def _emptied(found: Statement, given: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a refusal for every field whose reading was taken away with nothing in its place."""
    for key in ("indicator_id", "place_id", "year", "value", "unit"):
        if getattr(found, key) not in (None, "") and given.get(key) == "":
            message = "不能为空；原文没有这一项的，请不采纳并写明理由。"
            yield Problem("emptied", "", message, column=key)


def _changes(project: Project, found: Statement, fields: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of a review that say other than the reading. Raises InputRefused."""
    given = {key: one_line(value) for key, value in fields.items()}
    changed: dict[str, Any] = {}  # The fields of a Review, each with its own type.
    problems = list(_emptied(found, given))
    for key, stated in (("year", found.year), ("value", found.value)):
        text = given.get(key, "").replace(",", "").replace("，", "")
        if text and not (_YEAR if key == "year" else _NUMBER).fullmatch(text):
            message = f"“{text}”不是{'年份' if key == 'year' else '数'}；应如{'2025' if key == 'year' else '8.8'}。"
            problems.append(Problem("not-a-number", "", message, column=key))
        elif text and float(text) != stated:
            changed[key] = int(text) if key == "year" else float(text)
    texts = {
        "indicator_id": found.indicator_id, "unit": found.unit, "operator": found.operator,
        "statement_kind": found.kind, "scope": found.scope, "target_kind": None, "nature": found.nature,
    }  # fmt: skip
    changed |= {
        key: given[key] for key, was in texts.items() if given.get(key) not in ("", None, was)
    }
    place = given.get("place_id", "")
    if place:
        place_id = find_place(place, project.places, project.aliases).place_id
        changed |= {"place_id": place_id} if place_id != found.place_id else {}
    if found.scope and given.get("scope") == "":
        changed["scope"] = WHOLE
    if given.get("stretch") == "yes":
        changed["stretch"] = True
    if problems:
        raise InputRefused(problems)
    return changed
