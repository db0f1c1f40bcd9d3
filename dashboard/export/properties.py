"""What a file says of itself: which data it shows, and as its moment that of their release.

No file tells when it was written or by whom: the same release gives the same bytes.
"""

from datetime import UTC, datetime
from typing import Any

from dashboard.report.clean import clean
from dashboard.report.records import Report
from etl.store.query import Release

# Office files hold no longer ones.
_MOST = 255


def released(release: Release) -> datetime:
    """Return when a release was loaded, in UTC and without zone, as Office files write it."""
    loaded = datetime.fromisoformat(release.loaded_at)
    return (loaded.astimezone(UTC) if loaded.tzinfo else loaded).replace(tzinfo=None)


def about(report: Report, part: str = "") -> dict[str, str]:
    """Return title, subject, comments and keywords of a file of a report, or of a part of one."""
    stamp = report.stamp
    digest = stamp.release.content_digest
    return {
        "title": clean("".join(report.title) + part)[:_MOST],
        "subject": clean(f"{report.place}{report.year}年度")[:_MOST],
        "comments": f"{stamp.line}（{digest}）", "keywords": digest,
    }  # fmt: skip


def sign(properties: Any, report: Report) -> None:  # Word files and slides have a class each.
    """Say all of it in the core properties of a file; its author is for people to fill in."""
    for name, said in about(report).items():
        setattr(properties, name, said)
    properties.author = properties.last_modified_by = properties.category = ""
    properties.created = properties.modified = released(report.stamp.release)
    properties.revision, properties.language = 1, "zh-CN"
