"""Small projects of many places, for the tests of reports for a place and those within it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from etl.domain.records import Review
from etl.project.folder import Folder
from etl.project.reader import read_project
from etl.steps.extract import extract_project
from etl.steps.load import load
from etl.steps.review import decide, pending
from tests.conftest import ALIASES, PLACES, ROOT, row_of, table_of
from tests.etl.project.test_documents import DESCRIPTION

NOW = datetime(2026, 7, 1, tzinfo=UTC)
CITY, OTHER_CITY = "620800", "620900"


def counties(root: Path, within: int, within_other: int = 0, silent: int = 0) -> Folder:
    """Return a loaded project: so many counties in Pingliang, so many in a second city.

    Every county aims at 50% in 2025 from 40% in 2020 and reached 41% in 2021; the last `silent`
    of Pingliang's have no values. Neither city has a target of its own.
    """
    folder = Folder(root)
    folder.observations.mkdir(parents=True)
    shutil.copy(ROOT / "indicators.yaml", root)
    own = [(f"6208{number:02d}", f"甲{number}县") for number in range(1, within + 1)]
    other = [(f"6209{number:02d}", f"乙{number}县") for number in range(1, within_other + 1)]
    lines = [f"{code},{name},county,{CITY},\n" for code, name in own]
    lines += [f"{code},{name},county,{OTHER_CITY},\n" for code, name in other]
    places = f"{PLACES}{OTHER_CITY},酒泉市,prefecture,620000,\n" + "".join(lines)
    folder.places.write_text(places, encoding="utf-8")
    folder.place_aliases.write_text(ALIASES, encoding="utf-8")
    speaking = own[: within - silent] + other
    _values(folder, speaking)
    _plan(folder, [name for _, name in own + other])
    load(folder, now=NOW)
    return folder


def _values(folder: Folder, places: list[tuple[str, str]]) -> None:
    rows = [
        row_of(place_id=code, place=name, period=str(year), value=str(value), vintage=vintage)
        for code, name in places
        for year, value, vintage in ((2020, 40, "census_2020"), (2021, 41, "post_census"))
    ]
    (folder.observations / "counties.csv").write_text(table_of(*rows), encoding="utf-8")


def _plan(folder: Folder, names: list[str]) -> None:
    path = folder.document("plan")
    path.parent.mkdir(parents=True)
    path.write_text(DESCRIPTION, encoding="utf-8")
    said = "2020年，{0}常住人口城镇化率为40%。到2025年，{0}常住人口城镇化率达到50%。\n\n"
    text = "# 目标\n\n" + "".join(said.format(name) for name in names)
    (path.parent / "text.md").write_text(text, encoding="utf-8")
    extract_project(folder)
    project = read_project(folder)
    found = pending(project)
    decide(
        project, [Review("plan", one.statement_id, "accept", "张三", "2026-01-01") for one in found]
    )
