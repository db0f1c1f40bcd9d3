"""The table as a file: the same numbers as the board, and never a formula from data."""

import csv
import io
from dataclasses import replace

from flask.testing import FlaskClient

from dashboard.board import Board
from dashboard.export.tables import csv_of


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))


def test_the_file_holds_the_numbers_of_the_board(client: FlaskClient, board: Board) -> None:
    answer = client.get("/export/place/620800.csv")
    found = records(answer.text)
    assert answer.text.startswith("\ufeff")  # 没有这个标记，表格软件会读成乱码
    assert len(found) == len(board.rows("620800"))
    lagging = next(row for row in found if row["目标年"].startswith("2025"))
    assert lagging["评估"] == "严重滞后"
    assert float(lagging["序时要求"]) == 52.954
    assert round(float(lagging["进度差"]), 2) == -33.76


def test_a_cell_that_begins_like_a_formula_stays_text(board: Board) -> None:
    row = board.rows("620800", "urbanization_rate")[0]
    for start in "=+-@":
        hostile = replace(row, source=replace(row.source, title=f"{start}cmd|calc"))
        assert records(csv_of([hostile]))[0]["规划"] == f"'{start}cmd|calc"


def test_a_place_without_targets_gives_a_file_without_rows(client: FlaskClient) -> None:
    answer = client.get("/export/place/110000.csv")
    assert answer.status_code == 200
    assert records(answer.text) == []
