"""A site on the small project of tests/decided.py, whose rate lags, with what is sent to it."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from plotly.utils import PlotlyJSONEncoder
from werkzeug.test import TestResponse

from dashboard.app import create_app
from dashboard.board import Board
from dashboard.desk import Desk
from dashboard.reader import BoardReader
from etl.project.folder import Folder
from etl.steps.load import load
from tests.decided import planned, rate, revise_2021

NOW = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
DAY = "2026-07-01"
HOME = "http://localhost"


@dataclass(frozen=True)
class Site:
    """An app with a desk on a project of its own, and a visitor who comes from its own pages.

    `target_id` is the rate of 2025, which is behind by 11.9 points.
    """

    folder: Folder
    desk: Desk
    boards: BoardReader
    client: FlaskClient
    target_id: str

    def board(self) -> AbstractContextManager[Board]:
        return self.boards.open(today=DAY)

    def send(self, verb: str, *, origin: str | None = HOME, **fields: str) -> TestResponse:
        headers = {"Origin": origin} if origin is not None else {}
        return self.client.post(
            f"/decisions/{verb}", data=fields, headers=headers, content_type="multipart/form-data"
        )

    def judge(self, **changed: str) -> TestResponse:
        good = {"status": "on_track", "reason": "两县数据未报", "who": "张三", "until": ""}
        return self.send("judge", **({"target_id": self.target_id} | good | changed))

    def withdraw(self, **changed: str) -> TestResponse:
        good = {"target_id": self.target_id, "reason": "数据已补报", "who": "张三"}
        return self.send("withdraw", **(good | changed))

    def move(self, **changed: str) -> TestResponse:
        good = {
            "target_id": self.target_id, "department": "市发展改革委", "state": "rectifying",
            "measures": "按月调度", "due": "2026-12-31", "who": "李四", "note": "",
        }  # fmt: skip
        return self.send("move", **(good | changed))

    def layout(self, address: str) -> str:
        return self.client.get("/_dash-layout", headers={"Referer": HOME + address}).text

    def break_a_table(self) -> Path:
        """Write a word where a value should be; return the file. Only a load reads it."""
        path = self.folder.observations / "pingliang.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("46.12", "很多"), encoding="utf-8")
        return path


def lagging(folder: Folder) -> Folder:
    """Put the plan and the revision that lags into a project, and load it."""
    planned(folder)
    revise_2021(folder)
    load(folder, url=url_of(folder), now=NOW)
    return folder


def url_of(folder: Folder) -> str:
    return f"sqlite:///{folder.database}"


def site_on(folder: Folder, *, writable: bool = True) -> Site:
    boards, desk = BoardReader(url_of(folder)), Desk(folder, url_of(folder), writable=writable)
    client = create_app(boards, desk, lambda: NOW).server.test_client()
    return Site(folder, desk, boards, client, rate(desk.project()).target_id)


def drawn(part: object) -> Any:
    """Return a component as the JSON that the browser gets."""
    return json.loads(json.dumps(part, cls=PlotlyJSONEncoder))


def text_of(part: Any) -> str:
    """Return all text that stands in drawn components, as React shows it: as text."""
    if isinstance(part, list):
        return "".join(text_of(one) for one in part)
    if isinstance(part, dict):
        assert part.get("type") not in ("Markdown", "DangerouslySetInnerHTML", "Iframe")
        return text_of(part.get("props", {}).get("children"))
    return "" if part is None else str(part)


def those(part: Any, name: str, value: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield the properties of every drawn component that has a property, of a value if given."""
    if isinstance(part, list):
        for one in part:
            yield from those(one, name, value)
    elif isinstance(part, dict):
        properties = part.get("props", {})
        if name in properties and value in (None, properties[name]):
            yield properties
        yield from those(properties.get("children"), name, value)
