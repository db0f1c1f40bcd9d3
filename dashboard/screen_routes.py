"""The addresses of the briefing screen: the page itself and its heartbeat.

Neither may ever be kept by a browser or a proxy.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import flask
from flask import Flask, Response

from dashboard.board import Board
from dashboard.briefing.compose import briefing
from dashboard.reader import BoardReader
from dashboard.routes import Address
from dashboard.screen.page import page
from dashboard.server import HEARTBEAT, SCREEN, current_address, plain_answer, plain_page
from dashboard.theme import THEMES
from etl.domain.records import Place
from etl.steps.version import code_version

_DRAWN_BY = (".py", ".css", ".html")


def register(server: Flask, boards: BoardReader, clock: Callable[[], datetime]) -> None:
    """Add `/screen` and `/heartbeat` to a server; its build stays what it is at this moment."""
    build = _build()

    @server.get(SCREEN)
    def screen() -> Response:
        address, now = current_address(), clock()
        with boards.open(address.as_of, _day(now)) as board:
            place = _place(board, address)
            if place is None:
                return plain_page("not_found_title", "not_found", 404, address)
            shown, edition = briefing(board, place, address.lang), _edition(board)
        drawn = page(
            shown, lang=address.lang, theme=_theme(address), build=build, edition=edition, now=now
        )
        return _fresh(flask.make_response(drawn))

    @server.get(HEARTBEAT)
    def heartbeat() -> Response:
        address, now = current_address(), clock()
        with boards.open(address.as_of, _day(now)) as board:
            if _place(board, address) is None:
                return plain_answer("not_found", 404, address)
            edition = _edition(board)
        told = {"build": build, "edition": edition, "now": now.isoformat(timespec="seconds")}
        return _fresh(flask.jsonify(told))


def _build() -> str:
    """Return the version of the program with a digest of everything that draws the screen."""
    root, digest = Path(__file__).parent, hashlib.sha256()
    sources = [path for path in root.rglob("*") if path.suffix in _DRAWN_BY]
    for path in sorted((*sources, root / "assets" / "screen.js")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return f"{code_version()}.{digest.hexdigest()[:8]}"


def _edition(board: Board) -> str:
    """Return what changes with a release, with the plan of scenes and with the day, else never."""
    plan = hashlib.sha256(repr(board.registry.screen).encode()).hexdigest()
    return f"{board.release.id}.{board.release.content_digest[:12]}.{plan[:8]}.{board.day}"


def _place(board: Board, address: Address) -> Place | None:
    return board.places.get(address.query.get("place") or board.home)


def _theme(address: Address) -> str:
    wanted = address.query.get("theme", "")
    return wanted if wanted in THEMES else "dark"


def _day(now: datetime) -> str:
    return now.date().isoformat()


def _fresh(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer
