"""What the browser may ask of reports: start one, look how far it is, stop it, fetch it.

Every answer but the file is JSON. What a person can get wrong (a place that is not there) is a
sentence with `ok` false; what no page of ours sends is a 4xx.
"""

import re
from typing import Any

import flask
from flask import Response, request

from dashboard.board import Board
from dashboard.jobs import UNFINISHED, Jobs, State
from dashboard.reader import BoardReader
from dashboard.report.records import SECTIONS
from dashboard.reporting import FORMATS, PACK, Wanted, templates_of
from dashboard.words import word
from etl.domain.periods import day_number, is_published_date
from etl.errors import DatabaseUnavailable, NoRelease, UrbanError
from etl.project.folder import Folder

REPORTS = "/report/"
_LARGEST_POST, _LONGEST_NAME = 20_000, 100
_YEAR, _DAY = re.compile(r"(19|20)\d\d", re.ASCII), re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CODE = re.compile(r"(\d{6})(?:\s.*)?", re.ASCII | re.DOTALL)
_ZIP = "application/zip"

Answer = dict[str, Any]  # What becomes JSON.


def largest_post(path: str) -> int | None:
    """Return how many bytes a post about reports may hold, None for other addresses."""
    return _LARGEST_POST if path.startswith(REPORTS) else None


def register(server: flask.Flask, folder: Folder, boards: BoardReader, jobs: Jobs) -> None:
    """Add the addresses of reports to a server."""

    @server.post(f"{REPORTS}jobs")
    def start_report() -> Response:
        try:
            with boards.open() as board:
                wanted = asked(board, folder)
            return flask.jsonify({"ok": True, "job": jobs.start(wanted)})
        except UrbanError as error:
            return _refused(error)

    @server.get(f"{REPORTS}jobs/<job_id>")
    def report_state(job_id: str) -> Response:
        return _state(job_id, jobs.state(job_id))

    @server.post(f"{REPORTS}jobs/<job_id>/cancel")
    def cancel_report(job_id: str) -> Response:
        try:
            return _state(job_id, jobs.cancel(job_id))
        except UrbanError as error:
            return _refused(error)

    @server.get(f"{REPORTS}files/<job_id>")
    def report_file(job_id: str) -> Response:
        path, state = jobs.file(job_id), jobs.state(job_id)
        if path is None or state is None or state.made is None:
            flask.abort(404)
        name = state.made.name
        mime = _ZIP if name.endswith(PACK) else FORMATS[state.kind].mime
        return flask.send_file(path, mimetype=mime, as_attachment=True, download_name=name)


def asked(board: Board, folder: Folder) -> Wanted:
    """Return what the form of the page asks for. Raises UrbanError, and 400 for what it never sends."""
    form, templates = request.form, templates_of(folder)
    kind, template = form.get("format", ""), form.get("template", "")
    sections = tuple(dict.fromkeys(form.getlist("sections")))
    if kind not in FORMATS or not set(sections) <= SECTIONS.keys():
        flask.abort(400)
    if template and (template not in templates or kind != "docx"):
        raise UrbanError("没有这个模板，或所选格式不是Word；请刷新本页后重新选择。")
    if not sections:
        raise UrbanError("请至少选择一部分内容。")
    whole = len(sections) == len(SECTIONS)
    return Wanted(
        place_id=_place_id(board, form.get("place", "")),
        year=_year(form.get("year", "")),
        kind=kind,
        sections=() if whole else tuple(key for key in SECTIONS if key in sections),
        known_on=_known_on(form.get("as_of", "")),
        template=templates[template] if template else None,
        with_members=form.get("members") == "yes",
    )


def _place_id(board: Board, given: str) -> str:
    """Return the code of a place given as "620800 平凉市", as a code or as a name."""
    given = given.strip()
    if not given:
        raise UrbanError("请填写地区的代码或名称（如620800或平凉市）。")
    code = _CODE.fullmatch(given)
    return board.find_place(code[1] if code else given[:_LONGEST_NAME]).place_id


def _year(given: str) -> int:
    if not _YEAR.fullmatch(given):
        raise UrbanError("请选择年份（如2022）。")
    return int(given)


def _known_on(given: str) -> int | None:
    if not given:
        return None
    if not _DAY.fullmatch(given) or not is_published_date(given):
        raise UrbanError("“按某日查看”的日期应如2021-12-31；请改正后刷新本页。")
    return day_number(given)


def _refused(error: UrbanError) -> Response:
    if isinstance(error, DatabaseUnavailable | NoRelease):
        raise error
    return flask.jsonify({"ok": False, "message": str(error)})


def _state(job_id: str, state: State | None) -> Response:
    """Return how a job stands, in words and numbers."""
    lang = "en" if request.values.get("lang") == "en" else "zh"
    if state is None:
        gone = flask.jsonify({"ok": False, "state": "gone", "message": word("report_gone", lang)})
        gone.status_code = 404
        return gone
    step, made = state.step, state.made
    told: Answer = {
        "ok": state.name in (*UNFINISHED, "done"), "state": state.name,
        "message": _message(state, lang),
        "done": step.done if step else 0, "total": step.total if step else 0,
    }  # fmt: skip
    if made:
        told |= {"name": made.name, "file": f"{REPORTS}files/{job_id}"}
    return flask.jsonify(told)


def _message(state: State, lang: str) -> str:
    """Return how a job stands, in one sentence."""
    if state.stopping:
        return word("report_stopping", lang)
    if state.made:
        return state.made.said(lang)
    if state.name in UNFINISHED and state.step:
        return state.step.said(lang)
    return state.error or word(f"report_{state.name}", lang)
