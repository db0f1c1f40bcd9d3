"""What a document is, guessed from its title and text when nobody has said it.

A guess is only a proposal for `document.yaml`; it must never override what a person wrote.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from etl.domain.records import NATION
from etl.text import words
from etl.text.names import Names
from etl.text.script import to_plain
from etl.text.times import find_years, plan_period

_ISSUED = re.compile(r"((?:19|20)\d\d)[年/-](\d{1,2})[月/-](\d{1,2})")
_ISSUER = re.compile(r"人民政府|发展和改革委员会|发展改革委|办公室|办公厅")
_HEAD, _TAIL = 1500, 300


@dataclass(frozen=True, slots=True)
class Profile:
    """What reading a statement needs to know of its document.

    `kind` is plan, work_points, scheme, action_plan, news or other; `first_year` is the working
    year of work points.
    """

    document_id: str
    title: str
    kind: str
    place_id: str | None
    place_name: str
    base_year: int | None
    first_year: int | None
    last_year: int | None
    issued_on: str | None

    @property
    def working_year(self) -> int | None:
        """Return the year that 今年 means: of work points, else of issue."""
        if self.kind == "work_points" and self.first_year:
            return self.first_year
        return int(self.issued_on[:4]) if self.issued_on else None


def guess_profile(text: str, *, document_id: str, places: Mapping[str, str]) -> Profile:
    """Return what title and text say about a document; unknown things stay empty."""
    title = next((line.strip(" \t\u3000#*") for line in text.splitlines() if line.strip(" #*")), "")
    plain, plain_title = to_plain(text), to_plain(title)
    names = Names({}, places)
    issued_on = _issued_on(plain)
    kind = _kind(plain_title, plain)
    first, last = _period(plain_title, plain, kind, issued_on)
    name, place_id = _place(plain_title, plain, names)
    base = first - 1 if first is not None else None
    return Profile(document_id, title, kind, place_id, name, base, first, last, issued_on)


def _issued_on(plain: str) -> str | None:
    for part in (plain[:_HEAD], plain[-_TAIL:]):
        match = _ISSUED.search(part)
        if match and 1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31:
            return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
    return None


def _kind(title: str, plain: str) -> str:
    is_annual = find_years(title) and not plan_period(title) and "年行动" not in title
    for word, kind in words.PLAN_CLASSES:
        if word in title:
            return "work_points" if is_annual and word == "计划" else kind
    if any(word in plain[:_HEAD] for word in words.NEWS_WORDS):
        return "news"
    opening = "".join(plain.split())[:200]
    named = [(opening.find(word), kind) for word, kind in words.NAMED_CLASSES if word in opening]
    return min(named)[1] if named else "other"


def _period(
    title: str, plain: str, kind: str, issued_on: str | None
) -> tuple[int | None, int | None]:
    """Return first and last year: of the title, the working year, or the text's first period."""
    period = plan_period(title)
    if period:
        return period
    years = find_years(title) or (find_years(plain[:200]) if kind == "work_points" else [])
    if years:
        return years[0].year, years[0].year
    if kind in ("plan", "scheme", "action_plan"):
        found = plan_period(plain[:_HEAD])
        if found:
            return found
    return (int(issued_on[:4]), None) if issued_on else (None, None)


def _place(title: str, plain: str, names: Names) -> tuple[str, str | None]:
    """Return the document's region: of its title, its issuing body, else the one named most."""
    found = _places_in(title, names)
    if found:
        return _longest_name(found)
    if "国家" in title or "全国" in title:
        return "全国", NATION
    for match in _ISSUER.finditer(plain[:_HEAD]):
        window = plain[max(0, match.start() - 12) : match.start()]
        before = [entry for entry in _places_in(window, names) if entry[1] != NATION]
        if before:
            return _longest_name(before[-1:])
    province = plain.count("全省") > plain.count("全市") + plain.count("全县")
    counted = Counter(
        entry
        for entry in _places_in(plain, names)
        if entry[1] != NATION and (not province or entry[1].endswith("0000"))
    )
    common = [entry for entry, _ in counted.most_common(1)]
    return _formal(common[0], names) if common else ("", None)


def _longest_name(found: list[tuple[str, str]]) -> tuple[str, str]:
    """Return the most specific place: the last of 某省某市."""
    return max(found, key=lambda entry: len(entry[1].rstrip("0")))


def _formal(entry: tuple[str, str], names: Names) -> tuple[str, str]:
    return names.formal_name(entry[1]) or entry[0], entry[1]


def _places_in(plain: str, names: Names) -> list[tuple[str, str]]:
    found, start = [], 0
    while start < len(plain):
        place = names.place_at(plain, start)
        if place:
            found.append(place)
        start += len(place[0]) if place else 1
    return found
