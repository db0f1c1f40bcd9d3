"""Writing the files of a project: whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from etl.errors import NotWritable


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what keeps a file or folder from being written into a sentence. Raises NotWritable."""
    try:
        yield
    except OSError as error:
        raise NotWritable(
            f"不能写入{path}（{error.strerror or type(error).__name__}），原有内容没有改动；"
            "请检查文件夹的权限和磁盘空间。"
        ) from error


def replace_text(path: Path, text: str) -> None:
    """Put a text in the place of a file so that a reader sees the old or the new one.

    Raises NotWritable where the folder takes no file.
    """
    with writing(path):
        _replace(path, text)


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
