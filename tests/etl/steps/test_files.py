"""Writing a file of the project: the old text or the new one, and a sentence where neither can be."""

from pathlib import Path

import pytest

from etl.errors import NotWritable
from etl.steps.files import replace_text


def test_the_new_text_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "data" / "judgements.csv"
    replace_text(path, "旧\n")
    replace_text(path, "新\n")
    assert path.read_bytes() == "新\n".encode()
    assert [one.name for one in path.parent.iterdir()] == ["judgements.csv"]


def test_what_cannot_be_written_is_said_and_changes_nothing(tmp_path: Path) -> None:
    # 文件占了文件夹的位置：谁也写不进去，管理员也一样。
    (tmp_path / "data").write_text("不是文件夹", encoding="utf-8")
    with pytest.raises(NotWritable, match=r"不能写入.*没有改动.*请检查"):
        replace_text(tmp_path / "data" / "judgements.csv", "新\n")
    assert (tmp_path / "data").read_text(encoding="utf-8") == "不是文件夹"


def test_a_file_that_cannot_be_replaced_stays_and_no_half_of_one_is_left(tmp_path: Path) -> None:
    taken = tmp_path / "supervision.csv"
    taken.mkdir()
    with pytest.raises(NotWritable):
        replace_text(taken, "新\n")
    assert [one.name for one in tmp_path.iterdir()] == ["supervision.csv"]
