"""What the browser may send to the desk: uploads, decisions of all kinds, loads; nothing is trusted.

Every answer is JSON with one sentence. A refusal of the content (a missing name, a scanned PDF)
is a proper answer with `ok` false; a request that no page of ours makes is a 4xx.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import PurePath, PureWindowsPath
from typing import Any

import flask
from flask import Response, request

from dashboard.desk import Desk, shortened
from dashboard.pages.plan import counts, standing
from dashboard.words import WORDS, word
from etl.domain.records import Document
from etl.domain.supervision import NO_DEPARTMENT, state_word
from etl.errors import InputRefused, Problem, UrbanError
from etl.formats.kinds import LARGEST_FILE
from etl.steps.documents import FIELDS

POSTS, DECISIONS = "/plans/", "/decisions/"
_ROOM_FOR_FIELDS = 1_000_000
_LONGEST_FIELD = 2_000
# Changed fields make an acceptance an amendment; the page never says so itself.
_DECISIONS = ("accept", "reject", "withdraw")
_JUDGE = ("target_id", "status", "reason", "who", "until")
_MOVE = ("target_id", "department", "state", "measures", "due", "who", "note")
_LABELS = {"place_id": "document_place", "kind": "document_kind"}
# Columns of the same name have other labels on the forms of these tables.
_TABLES = {"judgements.csv": "judgement_", "supervision.csv": "move_"}

Clock = Callable[[], datetime]
Answer = dict[str, Any]  # What becomes JSON.


def largest_post(path: str) -> int | None:
    """Return how many bytes a post to an address of the desk may hold, None for other addresses."""
    if not path.startswith((POSTS, DECISIONS)):
        return None
    takes_file = path in (f"{POSTS}propose", f"{POSTS}add")
    return LARGEST_FILE + _ROOM_FOR_FIELDS if takes_file else _ROOM_FOR_FIELDS


def register(server: flask.Flask, desk: Desk, clock: Clock) -> None:
    """Add the desk's addresses to a server."""
    letters = _Letters(desk, clock)
    for address, answer in (
        (f"{POSTS}propose", letters.propose),
        (f"{POSTS}add", letters.add),
        (f"{POSTS}load", letters.load),
        (f"{POSTS}<document_id>/change", letters.change),
        (f"{POSTS}<document_id>/remove", letters.remove),
        (f"{POSTS}<document_id>/decide", letters.decide),
        (f"{DECISIONS}judge", letters.judge),
        (f"{DECISIONS}withdraw", letters.withdraw),
        (f"{DECISIONS}move", letters.move),
    ):
        view = partial(_told, desk, answer)
        server.add_url_rule(address, f"desk-{address}", view, methods=["POST"])

    @server.get(POSTS + "<document_id>/original")
    def original(document_id: str) -> Response:
        document = desk.project().documents.get(document_id)
        if document is None or not document.original:
            flask.abort(404)
        return _original(desk, document)


class _Letters:
    """What each post asks the desk to do, and what the page is told of it."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk, self._clock = desk, clock

    def propose(self) -> Answer:
        data, name = _file()
        found = self._desk.propose(data, name)
        return {"fields": found.fields, "notices": found.notices}

    def add(self) -> Answer:
        data, name = _file()
        return {"goto": f"/plans/{self._desk.add(data, name, _fields(FIELDS))}"}

    def load(self) -> Answer:
        number = self._desk.load(self._clock())
        return {"message": word("updated", _lang()).format(id=number)}

    def change(self, document_id: str) -> Answer:
        self._desk.change(document_id, _fields(FIELDS))
        return {"goto": f"/plans/{document_id}"}

    def remove(self, document_id: str) -> Answer:
        self._desk.remove(document_id)
        return {"goto": "/plans"}

    def decide(self, document_id: str) -> Answer:
        statement_id, decision = (request.form.get(key, "") for key in ("statement_id", "decision"))
        if decision not in _DECISIONS or not self._desk.has(document_id):
            flask.abort(400)
        fields = _fields(tuple(request.form))
        now = self._clock()
        self._desk.decide(statement_id, decision, fields, of=document_id, now=now)
        return _standing(self._desk, document_id)

    def judge(self) -> Answer:
        now = self._clock()
        self._desk.judge(_fields(_JUDGE), now)
        return self._brought(word("judgement_added", _lang()), now)

    def withdraw(self) -> Answer:
        now = self._clock()
        self._desk.withdraw(_fields(_JUDGE), now)
        return self._brought(word("judgement_taken_back", _lang()), now)

    def move(self) -> Answer:
        now, lang = self._clock(), _lang()
        line = self._desk.move(_fields(_MOVE), now)
        department = line.department or NO_DEPARTMENT[lang == "en"]
        said = word("moved", lang).format(department=department, state=state_word(line.state, lang))
        return self._brought(said, now)

    def _brought(self, said: str, now: datetime) -> Answer:
        """Return what to say of a decision that is written, once it is brought to the board.

        It stays in the file where that fails; `loaded` false tells the page so.
        """
        lang = _lang()
        try:
            return {"message": said + word("updated", lang).format(id=self._desk.load_in_turn(now))}
        except UrbanError as error:
            why = word("not_loaded", lang).format(why=shortened(error))
            return {"message": said + why, "loaded": False}


def _standing(desk: Desk, document_id: str) -> Answer:
    """Return how every statement of a document stands after a decision."""
    sheet, lang = desk.sheet(document_id), _lang()
    if sheet is None:
        raise UrbanError("这个文件已不在项目里；请返回规划页。")
    return {"entries": standing(sheet, lang), "counts": counts(sheet, lang)}


def _lang() -> str:
    return "en" if request.form.get("lang") == "en" else "zh"


def _file() -> tuple[bytes, str]:
    """Return bytes and name of the uploaded file; the name is a name and never a path."""
    sent = request.files.get("document")
    name = PureWindowsPath((sent.filename if sent else "") or "").name
    if sent is None or not name:
        raise UrbanError("没有收到文件；请先选择一个文件。")
    return sent.read(), name


def _fields(known: tuple[str, ...]) -> Mapping[str, str]:
    """Return the fields that were sent; one that a form does not show keeps what it was."""
    return {key: request.form[key][:_LONGEST_FIELD] for key in known if key in request.form}


def _told(desk: Desk, answer: Callable[..., Answer], **where: str) -> Response:
    """Return what a step made, or the sentences of its refusal."""
    if not desk.writable:
        refused = flask.jsonify({"ok": False, "message": word("read_only", _lang())})
        refused.status_code = 403
        return refused
    try:
        return flask.jsonify({"ok": True} | answer(**where))
    except InputRefused as error:
        return flask.jsonify({"ok": False, "message": "\n".join(map(_sentence, error.problems))})
    except UrbanError as error:
        return flask.jsonify({"ok": False, "message": str(error)})


def _sentence(problem: Problem) -> str:
    """Return a refusal with the label of its field, or with file and row where it is in a file."""
    if problem.row is not None:
        return str(problem)
    column = problem.column or ""
    prefix = _TABLES.get(PurePath(problem.file).name, "")
    key = prefix + column if prefix else _LABELS.get(column, column)
    return f"{word(key, _lang())}：{problem.message}" if key in WORDS else problem.message


def _original(desk: Desk, document: Document) -> Response:
    """Return the file as it came, always as a download: it may hold scripts."""
    home = desk.folder.document(document.document_id).parent
    suffix = PurePath(document.original).suffix
    return flask.send_from_directory(
        home, document.original, as_attachment=True, mimetype="application/octet-stream",
        download_name=f"{document.document_id}{suffix}",
    )  # fmt: skip
