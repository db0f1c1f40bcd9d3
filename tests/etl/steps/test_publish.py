"""Freezing a board: written once, whole or not at all, and never overwritten."""

import csv
import hashlib
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from etl.domain.publications import Publication
from etl.errors import InputRefused, NotWritable
from etl.project.folder import Folder
from etl.project.reader import inspect_project, read_project
from etl.steps.publish import Draft, publish

DRAFT = Draft(
    published_on="2026-07-01", as_of="2026-06-30", who="张三", rule="schedule",
    code_version="0.1.0+0", content_digest="d" * 64, registry_sha256="e" * 64, note="年中",
)  # fmt: skip
ROW: dict[str, object] = {
    "target_id": "0123456789ab", "speaks": True, "place_id": "620800", "place": "平凉市",
    "indicator_id": "urbanization_rate", "status": "behind", "reason": "落后20.3个百分点。",
    "operator": "=", "target": 55.0, "gap": -2.072, "actual": 0.1 + 0.2, "base": None,
}  # fmt: skip
SECOND = ROW | {"target_id": "b" * 12, "speaks": False, "status": "not_due"}


def rows_of(folder: Folder, publication_id: str) -> list[dict[str, str]]:
    with folder.publication_rows(publication_id).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_publication_says_how_it_came_about_and_is_read_as_it_was_frozen(
    folder: Folder,
) -> None:
    made = publish(folder, DRAFT, [ROW, SECOND])
    table = folder.publication_rows("2026-06-30").read_bytes()
    assert made == Publication(
        publication_id="2026-06-30", title="2026年6月30日监测结果", published_on="2026-07-01",
        as_of="2026-06-30", who="张三", note="年中", rule="schedule", code_version="0.1.0+0",
        content_digest="d" * 64, registry_sha256="e" * 64, counts={"behind": 1},
        rows_sha256=hashlib.sha256(table).hexdigest(),
    )  # fmt: skip
    (edition,) = read_project(folder).publications
    assert edition.publication == made
    assert [dict(row) for row in edition.rows] == rows_of(folder, "2026-06-30")


def test_figures_are_frozen_to_their_last_digit_and_what_is_absent_is_empty(
    folder: Folder,
) -> None:
    publish(folder, DRAFT, [ROW | {"expected": float("nan"), "list": ["甲", "乙"]}])
    (row,) = rows_of(folder, "2026-06-30")
    assert (row["target"], row["gap"], row["actual"]) == ("55.0", "-2.072", "0.30000000000000004")
    assert float(row["actual"]) == 0.1 + 0.2
    assert (row["base"], row["expected"], row["speaks"]) == ("", "", "true")
    assert (row["operator"], row["list"]) == ("=", '["甲", "乙"]')


def test_a_text_that_a_table_program_would_run_is_frozen_as_text(folder: Folder) -> None:
    publish(folder, DRAFT, [ROW | {"place": "=HYPERLINK(1)", "reason": "@x\n二"}])
    (row,) = rows_of(folder, "2026-06-30")
    assert (row["place"], row["reason"]) == ("'=HYPERLINK(1)", "'@x 二")


def test_a_second_publication_of_a_day_gets_a_number(folder: Folder) -> None:
    ids = [publish(folder, DRAFT, [ROW]).publication_id for _ in range(3)]
    assert ids == ["2026-06-30", "2026-06-30-2", "2026-06-30-3"]
    found = [edition.publication.publication_id for edition in read_project(folder).publications]
    assert found == ids


def test_the_same_id_twice_is_refused_and_the_first_stays_as_it_was(folder: Folder) -> None:
    publish(folder, DRAFT, [ROW], publication_id="2026-06-30-7")
    home = folder.publication("2026-06-30-7").parent
    before = {path.name: path.read_bytes() for path in home.iterdir()}
    with pytest.raises(InputRefused, match="“2026-06-30-7”已存在，不能覆盖；请另发一版"):
        publish(folder, DRAFT, [SECOND], publication_id="2026-06-30-7")
    assert {path.name: path.read_bytes() for path in home.iterdir()} == before


@pytest.mark.parametrize(
    "given", ["2026-07-01", "../x", "2026-06-30/x", "2026-06-30-", "2026-06-30-0", "2026-06-305"]
)
def test_an_id_that_is_not_the_day_is_refused(folder: Folder, given: str) -> None:
    with pytest.raises(InputRefused, match="不可用"):
        publish(folder, DRAFT, [ROW], publication_id=given)
    assert not folder.publications.exists()


@pytest.mark.parametrize(
    ("changed", "code", "column"),
    [
        ({"who": ""}, "empty", "who"),
        ({"who": " \n"}, "empty", "who"),
        ({"who": "=张三"}, "formula", "who"),
        ({"who": "张" * 10_000}, "too-long", "who"),
        ({"note": "@x"}, "formula", "note"),
        ({"note": "长" * 10_000}, "too-long", "note"),
        ({"title": "-x"}, "formula", "title"),
        ({"title": "长" * 10_000}, "too-long", "title"),
        ({"as_of": "昨天"}, "bad-date", "as_of"),
        ({"as_of": ""}, "bad-date", "as_of"),
        ({"published_on": "2026-07"}, "bad-date", "published_on"),
        ({"as_of": "2026-07-02"}, "days-order", "as_of"),
    ],
    ids=str,
)
def test_a_draft_that_says_something_wrong_is_refused_with_nothing_written(
    folder: Folder, changed: dict[str, str], code: str, column: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        publish(folder, replace(DRAFT, **changed), [ROW])
    assert (code, column) in [(one.code, one.column) for one in refused.value.problems]
    assert not folder.publications.exists()


def test_there_must_be_something_to_publish(folder: Folder) -> None:
    with pytest.raises(InputRefused, match="没有可发布的目标"):
        publish(folder, DRAFT, [])


def test_hostile_texts_of_a_draft_come_back_as_one_line(folder: Folder) -> None:
    draft = replace(DRAFT, note="一\n二: [x] # 'y' \"z\" \u202e", title="null", who="true")
    made = publish(folder, draft, [ROW])
    assert (made.note, made.title) == ("一 二: [x] # 'y' \"z\"", "null")
    (edition,) = read_project(folder).publications
    assert edition.publication == made


def test_publications_at_the_same_time_are_all_there(folder: Folder) -> None:
    writers = [threading.Thread(target=publish, args=(folder, DRAFT, [ROW])) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = read_project(folder).publications
    assert len({edition.publication.publication_id for edition in found}) == 6


def test_nothing_half_written_is_left_where_the_disk_refuses(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(NotWritable, match="No space left"):
        publish(folder, DRAFT, [ROW])
    assert not any(folder.publications.iterdir())
    assert not list(folder.derived.glob("publication-*"))
    assert inspect_project(folder)[1] == []
