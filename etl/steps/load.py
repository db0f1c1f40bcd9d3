"""The load: the project folder becomes the database, whole or not at all.

Everything is read and checked before the transaction begins. Observation files that did not change
are not read again; where nothing changed, nothing is written.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from etl.project.folder import Folder
from etl.project.observations import read_tables
from etl.project.project import Project
from etl.project.reader import read_project
from etl.project.tables import decode
from etl.steps.version import code_version
from etl.store.bulk import RepeatedRow
from etl.store.content import Content
from etl.store.database import database_url, told
from etl.store.lock import load_lock
from etl.store.query import Release, loaded
from etl.store.write import Sources, Stamp, publish


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: whether the content is new, the release, the observation files read."""

    changed: bool
    release_id: int
    content_digest: str
    counts: Mapping[str, int]
    files_read: tuple[str, ...]
    files_skipped: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """Which observation files to read, of the sources with these hashes."""

    files: list[Path]
    digests: Mapping[str, str]
    whole: bool


def load(folder: Folder, *, url: str | None = None, now: datetime) -> LoadReport:
    """Load a project into its database and return what was done.

    Raises InputRefused with every problem found, LoadLocked where another load runs,
    DatabaseUnavailable where the database fails; in all cases it is as it was.
    """
    url = url or database_url(folder, os.environ)
    with told(), load_lock(url, now):
        return _load(folder, url, Stamp(now, code_version()))


def _load(folder: Folder, url: str, stamp: Stamp) -> LoadReport:
    before, digests = loaded(url), folder.digests()
    files = folder.observation_files()
    release = before.release
    same_code = release is not None and release.code_version == stamp.code_version
    if release and same_code and digests == before.digests:
        return _report(release, (), len(files), changed=False)
    project = read_project(folder)
    unchanged = digests.items() & before.digests.items()
    decisive = {(name, digests.get(name)) for name in _decisive(folder)}
    new = [
        path for path in files if (folder.name(path), digests[folder.name(path)]) not in unchanged
    ]
    if same_code and decisive <= unchanged and len(new) < len(files):
        try:
            return _publish(url, project, _Reading(new, digests, whole=False), stamp)
        except RepeatedRow:
            # A changed file repeats a value of an unchanged one; reading all says which rows.
            pass
    return _publish(url, project, _Reading(files, digests, whole=True), stamp)


def _decisive(folder: Folder) -> list[str]:
    """Return the names of the files that change how every observation file is read."""
    return [folder.name(path) for path in folder.decisive()]


def _texts(folder: Folder) -> dict[str, str]:
    """Return the texts of these files: a board reads them as loaded, not as edited since."""
    return {folder.name(path): decode(path.read_bytes()) for path in folder.decisive()}


def _publish(url: str, project: Project, reading: _Reading, stamp: Stamp) -> LoadReport:
    published = read_tables(project, reading.files)
    sources = Sources(reading.digests, published, reading.whole, _texts(project.folder))
    release, changed = publish(url, _content(project), sources, stamp)
    skipped = len(project.folder.observation_files()) - len(reading.files)
    return _report(release, published.files, skipped, changed=changed)


def _content(project: Project) -> Content:
    return Content(
        registry=project.registry,
        places=tuple(project.places.values()),
        aliases=project.aliases,
        departments=[(one.name, one.full_name, one.place_id) for one in project.departments],
        documents=tuple(project.documents.values()),
        statements=tuple(project.statements.values()),
        reviews=project.reviews,
        targets=project.targets,
        judgements=project.judgements,
        supervision=project.supervision,
        publications=project.publications,
    )


def _report(
    release: Release, files_read: tuple[str, ...], files_skipped: int, *, changed: bool
) -> LoadReport:
    return LoadReport(
        changed, release.id, release.content_digest, release.counts, files_read, files_skipped
    )
