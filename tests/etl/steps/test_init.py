"""A new project: complete, sound from the first day, and never over something that is there."""

from pathlib import Path

import pytest

from etl.errors import InputRefused, NotFound
from etl.project.folder import Folder
from etl.project.observation_columns import COLUMNS
from etl.project.reader import inspect_project
from etl.steps.check import look_over
from etl.steps.init import carried, init_project


def test_a_new_project_has_everything_and_no_problem(tmp_path: Path) -> None:
    root = tmp_path / "平凉"
    names = init_project(root, "620800")
    assert all((root / name).is_file() for name in names)
    project, problems = inspect_project(Folder(root))
    assert problems == [] and look_over(Folder(root)).problems == []
    assert project.registry.home == "620800"
    assert len(project.registry.indicators) >= 25 and len(project.places) > 3000
    assert (project.documents, project.targets) == ({}, ())


@pytest.mark.parametrize("place", ["620800", "平凉市", "平凉"])
def test_the_home_may_be_a_code_or_a_name(tmp_path: Path, place: str) -> None:
    init_project(tmp_path / "new", place)
    text = (tmp_path / "new" / "indicators.yaml").read_text(encoding="utf-8")
    assert '  home: "620800"\n' in text
    assert (tmp_path / "new" / "README.md").read_text(encoding="utf-8").startswith("# 平凉市")


def test_an_old_code_becomes_the_new_home(tmp_path: Path) -> None:
    init_project(tmp_path / "new", "620824")
    text = (tmp_path / "new" / "indicators.yaml").read_text(encoding="utf-8")
    assert '  home: "620881"\n' in text


def test_without_a_place_there_is_no_home(tmp_path: Path) -> None:
    init_project(tmp_path / "new", None)
    project, problems = inspect_project(Folder(tmp_path / "new"))
    assert problems == [] and project.registry.home is None


def test_only_the_home_differs_from_the_registry_that_is_carried(tmp_path: Path) -> None:
    init_project(tmp_path / "new", "610100")
    ours = carried("indicators.yaml").read_text(encoding="utf-8").splitlines()
    theirs = (tmp_path / "new" / "indicators.yaml").read_text(encoding="utf-8").splitlines()
    changed = [line for line, old in zip(theirs, ours, strict=True) if line != old]
    assert changed == ['  home: "610100"']


def test_the_template_of_values_has_the_header_that_is_read(tmp_path: Path) -> None:
    init_project(tmp_path / "new", None)
    (template,) = (tmp_path / "new" / "data" / "observations").iterdir()
    assert template.read_text(encoding="utf-8") == ",".join(COLUMNS) + "\n"
    assert Folder(tmp_path / "new").observation_files() == []


def test_an_empty_folder_may_become_a_project(tmp_path: Path) -> None:
    init_project(tmp_path, None)
    assert (tmp_path / "indicators.yaml").is_file()


def test_a_folder_that_is_not_empty_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "indicators.yaml").write_text("我的", encoding="utf-8")
    with pytest.raises(InputRefused, match="文件夹不是空的") as refused:
        init_project(tmp_path, "620800")
    assert refused.value.problems[0].code == "not-empty"
    assert [path.name for path in tmp_path.iterdir()] == ["indicators.yaml"]
    assert (tmp_path / "indicators.yaml").read_text(encoding="utf-8") == "我的"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("x", encoding="utf-8")
    with pytest.raises(InputRefused):
        init_project(tmp_path / "new", None)


@pytest.mark.parametrize(("place", "said"), [("999999", "没有“999999”"), ("城关区", "请改用代码")])
def test_an_unknown_place_is_refused_and_nothing_written(
    tmp_path: Path, place: str, said: str
) -> None:
    with pytest.raises(NotFound, match=said):
        init_project(tmp_path / "new", place)
    assert not (tmp_path / "new").exists()
