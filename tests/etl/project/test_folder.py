"""Where a project is, and what belongs to it."""

import hashlib
from pathlib import Path

import pytest

from etl.errors import ProjectNotFound
from etl.project.folder import Folder, file_digest, find_project

THREE_WAYS = ("--project", "URBAN_PROJECT", "在项目文件夹里运行", "urban init")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "平凉 项目"
    (root / "data" / "documents").mkdir(parents=True)
    (root / "indicators.yaml").write_text("version: 1\n", encoding="utf-8")
    return root


def test_the_folder_that_is_named_goes_first(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "indicators.yaml").touch()
    monkeypatch.chdir(other)
    assert find_project(str(root), {"URBAN_PROJECT": str(other)}).root == root


def test_the_environment_goes_before_the_folder_one_is_in(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "indicators.yaml").touch()
    monkeypatch.chdir(other)
    assert find_project(None, {"URBAN_PROJECT": str(root)}).root == root


@pytest.mark.parametrize("inside", [".", "data", "data/documents"])
def test_else_the_nearest_ancestor_is_the_project(
    root: Path, inside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root / inside)
    assert find_project(None, {}).root == root


def test_a_relative_folder_is_taken_from_where_one_is(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root.parent)
    assert find_project(root.name, {}).root == root


def test_without_a_project_the_error_names_the_three_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProjectNotFound) as refused:
        find_project(None, {})
    assert all(way in str(refused.value) for way in (*THREE_WAYS, str(tmp_path)))


@pytest.mark.parametrize("named", ["empty", "none"])
def test_a_named_folder_that_is_no_project_is_refused_even_inside_of_one(
    root: Path, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "empty").mkdir()
    monkeypatch.chdir(root)
    with pytest.raises(ProjectNotFound) as refused:
        find_project(named, {})
    assert "不是项目文件夹" in str(refused.value)
    assert all(way in str(refused.value) for way in THREE_WAYS)


def test_a_path_is_named_from_the_project_with_forward_slashes(root: Path) -> None:
    folder = Folder(root)
    assert folder.name(folder.document("plan")) == "data/documents/plan/document.yaml"
    assert folder.name(folder.statements("plan")) == "data/statements/plan.csv"
    assert folder.name(folder.reviews("plan")) == "data/reviews/plan.csv"
    assert folder.name(root.parent / "elsewhere.csv") == (root.parent / "elsewhere.csv").as_posix()


def test_the_sources_are_what_the_database_is_built_from_and_nothing_else(root: Path) -> None:
    folder = Folder(root)
    for name in (
        "data/places.csv", "data/documents/b/text.md", "data/documents/a/document.yaml",
        "data/observations/a.csv", "data/reviews/a.csv", "data/statements/a.csv",
        "data/README.md", "data/observations/README.md", ".urban/urban.sqlite",
    ):  # fmt: skip
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert [folder.name(path) for path in folder.sources()] == [
        "indicators.yaml", "data/places.csv", "data/documents/a/document.yaml",
        "data/documents/b/text.md", "data/statements/a.csv", "data/reviews/a.csv",
        "data/observations/a.csv",
    ]  # fmt: skip


def test_a_digest_is_that_of_the_bytes(root: Path) -> None:
    folder = Folder(root)
    digest = hashlib.sha256(b"version: 1\n").hexdigest()
    assert file_digest(folder.registry) == digest
    assert folder.digests() == {"indicators.yaml": digest}
