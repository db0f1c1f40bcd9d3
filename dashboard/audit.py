"""What persons left behind (操作记录): the lines of every log, newest first, and what they froze.

Of reviews the database holds the decision in force on each statement. Nothing is judged or mended
here: a line whose target is gone stands as it was written.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.board import Board
from dashboard.words import word
from etl.domain.judgements import Judgement
from etl.domain.publications import Publication
from etl.domain.reading import in_words, reviewed
from etl.domain.reason import STATUS_WORDS
from etl.domain.records import Review, Statement
from etl.domain.supervision import NO_DEPARTMENT, Move, state_word
from etl.errors import NotFound
from etl.project.publications import table_text
from etl.store.query import Release

KINDS = ("review", "judgement", "supervision", "publication", "release")
MOST = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: who did what when ("2026-11-23") about what; `about` and `note` as written.

    `target_id` is "" where the line is about no target that there is today; `publication_id` is
    that of a publication.
    """

    kind: str
    who: str
    when: str
    did: str
    about: str
    note: str
    target_id: str = ""
    publication_id: str = ""


@dataclass(frozen=True, slots=True)
class AuditLog:
    """The newest entries, how many fit in all, and who left how many lines of any kind."""

    entries: tuple[Entry, ...]
    total: int
    people: Mapping[str, int]


def audit_log(board: Board, lang: str, *, kind: str = "", who: str = "") -> AuditLog:
    """Return the lines of a kind and a person ("": all), the newest first, at most `MOST`.

    On a board shown as of a day, later lines are left out.
    """
    decided = board.decisions
    until = board.as_of.day if board.as_of else ""
    reviewers = decided.reviewers(until=until)
    others = _others(board, until, lang)
    people = Counter(reviewers) + Counter(entry.who for entry in others if entry.who)
    chosen = [
        entry for entry in others if kind in ("", entry.kind) and who in ("", entry.who)
    ]  # fmt: skip
    total = len(chosen)
    if kind in ("", "review"):
        reviews = decided.reviews(who=who, until=until, most=MOST)
        chosen += _reviews(board, reviews, lang)
        total += reviewers.get(who, 0) if who else sum(reviewers.values())
    chosen.sort(key=lambda entry: entry.when, reverse=True)
    entries = _linked(board, chosen[:MOST], until)
    return AuditLog(tuple(entries), total, dict(sorted(people.items())))


def _others(board: Board, until: str, lang: str) -> list[Entry]:
    """Return the entries of all kinds but reviews; of equal days the last line first."""
    decided = board.decisions
    found = [
        *(_judgement(line, lang) for line in reversed(decided.judgements())),
        *(_move(line, lang) for line in reversed(decided.supervision_log(until=until))),
        *(_publication(one, lang) for one in decided.publications()),
        *(_release(one, lang) for one in decided.releases()),
    ]
    return [entry for entry in found if not until or entry.when <= until]


def _reviews(board: Board, reviews: Sequence[Review], lang: str) -> Iterator[Entry]:
    ids = {one.statement_id for one in reviews}
    said, aims = board.decisions.statements(ids), board.decisions.targets_of(ids)
    for one in reviews:
        did = word(f"audit_{one.decision}", lang)
        about = _about_review(board, one, said.get(one.statement_id))
        target_id = aims.get(one.statement_id, "")
        yield Entry("review", one.reviewer, one.reviewed_on, did, about, one.note, target_id)


def _about_review(board: Board, review: Review, statement: Statement | None) -> str:
    """Return the reading that was decided on and, where it was amended, what it became."""
    reading = review.reading or (in_words(statement) if statement else review.statement_id)
    if review.decision != "amend" or statement is None:
        return reading
    amended = in_words(reviewed(statement, review, board.places, board.registry))
    return reading if amended == reading else f"{reading} → {amended}"


def _judgement(line: Judgement, lang: str) -> Entry:
    did = word(f"audit_judgement_{line.action}", lang)
    if line.status:
        did = did.format(status=STATUS_WORDS[line.status][lang == "en"])
    if line.until:
        did += word("audit_until", lang).format(day=line.until)
    about = line.about or line.target_id
    return Entry("judgement", line.who, line.decided_on, did, about, line.reason, line.target_id)


def _move(line: Move, lang: str) -> Entry:
    department = line.department or NO_DEPARTMENT[lang == "en"]
    did = word("audit_move", lang).format(state=state_word(line.state, lang), department=department)
    if line.due:
        did += word("audit_due", lang).format(day=line.due)
    note = word("list_semicolon", lang).join(part for part in (line.measures, line.note) if part)
    about = line.about or line.target_id
    return Entry("supervision", line.who, line.moved_on, did, about, note, line.target_id)


def _publication(one: Publication, lang: str) -> Entry:
    did = word("audit_published", lang).format(as_of=one.as_of)
    return Entry(
        "publication", one.who, one.published_on, did, one.title, one.note,
        publication_id=one.publication_id,
    )  # fmt: skip


def _release(one: Release, lang: str) -> Entry:
    did = word("audit_release", lang).format(id=one.id, version=one.code_version)
    counts = one.counts
    about = word("audit_release_of", lang).format(
        observations=counts.get("observation", 0), targets=counts.get("target", 0),
        digest=one.content_digest[:12],
    )  # fmt: skip
    return Entry("release", "", one.loaded_at[:10], did, about, "")


def _linked(board: Board, entries: Iterable[Entry], until: str) -> list[Entry]:
    """Return entries without the targets that are gone."""
    listed = list(entries)
    ids = {entry.target_id for entry in listed if entry.target_id}
    known = board.decisions.known_targets(ids, until=until)
    return [entry if entry.target_id in known else replace(entry, target_id="") for entry in listed]


def frozen_csv(board: Board, publication_id: str) -> str | None:
    """Return the frozen table of a publication to the last byte, None where there is no such one."""
    try:
        board.decisions.publication(publication_id)
    except NotFound:
        return None
    rows = board.decisions.publication_rows(publication_id)
    return table_text(list(rows[0]) if rows else [], [dict(row) for row in rows])
