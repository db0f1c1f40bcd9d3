"""A new project folder from what the package carries, for another city's commission."""

import re
from importlib import metadata
from pathlib import Path

from etl.errors import InputRefused, NotFound, Problem
from etl.project.folder import Folder
from etl.project.observation_columns import COLUMNS
from etl.project.places import find_place, read_aliases, read_places
from etl.steps.files import replace_text

DISTRIBUTION = "urbanization-tracker"
_CARRIED = ("indicators.yaml", "data/places.csv", "data/place_aliases.csv", "data/departments.csv")
_HOME = re.compile(r"^(  home: ).*$", re.MULTILINE)
_README = """# {title}

本文件夹由 `urban init` 生成，是本单位的指标监测项目。程序另行安装，数据都在这里：

- `indicators.yaml`：指标登记表（名称、单位、口径、评估档次）。
- `data/places.csv`、`data/place_aliases.csv`：行政区划代码、旧名和别名。
- `data/departments.csv`：责任单位。
- `data/documents/<编号>/`：规划文件（document.yaml、正文和原件）。
- `data/observations/*.csv`：已公布的实际值，表头见 `data/observations/模板.csv.txt`。
- `data/reviews/`、`data/judgements.csv`、`data/supervision.csv`：审核、人工研判、督办过程，只追加。
- `data/publications/`：发布版，`urban publish` 生成，不得改动。

步骤：`urban serve`，在“规划”页加入文件、逐条审核、更新监测结果；
命令行上是 `urban add` → `urban review` → `urban load`。
检查数据：`urban check`。删除 `.urban/` 不会丢失任何数据。
"""


def carried(name: str) -> Path:
    """Return where the installed package keeps a file that a new project starts with.

    From a wheel these are its data files; in a checkout they are the checkout's own.
    """
    for part in metadata.files(DISTRIBUTION) or ():
        if part.as_posix().endswith(f"share/{DISTRIBUTION}/{name}"):
            return Path(str(part.locate()))
    return Path(__file__).resolve().parents[2] / name


def init_project(root: Path, place: str | None) -> list[str]:
    """Write a new project and return the names of its files. Never overwrites a file.

    Raises InputRefused where the folder is not empty, NotFound for an unknown place.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        message = "文件夹不是空的；请换一个新文件夹，原有文件未作改动。"
        raise InputRefused([Problem("not-empty", str(root), message)])
    texts = {name: carried(name).read_text(encoding="utf-8") for name in _CARRIED}
    home, title = _home(place)
    texts["indicators.yaml"] = _HOME.sub(
        lambda match: f'{match[1]}"{home}"' if home else "", texts["indicators.yaml"], count=1
    )
    texts["README.md"] = _README.format(title=title)
    # 发布版按字节核对，git在Windows上不得改它的换行。
    texts[".gitattributes"] = "data/publications/** -text\n"
    texts["data/observations/模板.csv.txt"] = ",".join(COLUMNS) + "\n"
    texts["data/documents/README.md"] = (
        "每个规划文件一个文件夹：document.yaml、正文和原件；由“规划”页或urban add加入。\n"
    )
    for name, text in texts.items():
        replace_text(root / name, text)
    return list(texts)


def _home(place: str | None) -> tuple[str | None, str]:
    if place is None:
        return None, "新型城镇化指标监测"
    carrier, problems = Folder(carried("indicators.yaml").parent), []  # type: ignore[var-annotated]
    places = read_places(carrier, problems)
    try:
        found = find_place(place, places, read_aliases(carrier, places, problems))
    except NotFound as error:
        raise NotFound(f"--place {error}") from None
    return found.place_id, f"{found.name}新型城镇化指标监测"
