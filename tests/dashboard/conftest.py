"""The committed project on a database of its own, and an app on it without a browser."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.board import Board
from dashboard.reader import BoardReader
from etl.project.folder import Folder
from etl.steps.load import load

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def starter_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The committed project, loaded."""
    url = f"sqlite:///{tmp_path_factory.mktemp('starter') / 'urban.sqlite'}"
    load(Folder(ROOT), url=url, now=datetime(2026, 11, 22, tzinfo=UTC))
    return url


@pytest.fixture(scope="session")
def boards(starter_url: str) -> BoardReader:
    """What opens the board of the committed project."""
    return BoardReader(starter_url)


@pytest.fixture
def board(boards: BoardReader) -> Iterator[Board]:
    """The board of the committed project."""
    with boards.open() as opened:
        yield opened


@pytest.fixture(scope="session")
def app(boards: BoardReader) -> Dash:
    """The dashboard on it."""
    return create_app(boards)


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    """A visitor without a browser."""
    visitor: FlaskClient = app.server.test_client()
    return visitor
