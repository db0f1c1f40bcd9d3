"""Turns the text of a plan document into statements, each with its quote and offsets.

Values in, values out: nothing is read from or written to a file. A statement must never show
a quote that is not the text at its offsets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from etl.domain.records import Statement
from etl.text import words
from etl.text.confidence import confidence_of
from etl.text.course import Course
from etl.text.duties import Duty, duty_of, find_duties
from etl.text.findings import Finding
from etl.text.implied import read_implied
from etl.text.kinds import (
    Setting,
    default_year,
    growth_kind,
    kind_of,
    starting_kind,
    starting_year,
)
from etl.text.names import Names
from etl.text.outline import Passage, Section, read_passages
from etl.text.profile import Profile
from etl.text.reading import Reader
from etl.text.table_statements import read_table
from etl.text.times import find_years

_CHINESE_DIGITS = "一二三四五六七八九十百千两"
_LONGEST_NOUN, _LONGEST_OPENING = 40, 60
_UNTIL = re.compile(r"(?:^|[，：])[到至]$")
_PAST_KINDS = ("actual", "growth", "comparison")


@dataclass(frozen=True, slots=True)
class _Place:
    """What a finding is turned into a statement with."""

    text: str
    passage: Passage
    section: Section
    profile: Profile
    names: Names
    duties: list[Duty]


def extract(text: str, profile: Profile, names: Names) -> list[Statement]:
    """Return the quantitative statements of a document in the order in which they stand."""
    reader, course = Reader(names, profile), Course(profile)
    found: list[Statement] = []
    section, opened = Section(), None
    charged, waiting = 0, None
    for passage in read_passages(text):
        if passage.table is not None:
            found += read_table(text, passage.table, passage.section, profile, names)
            continue
        is_intro = passage.section is not opened
        if is_intro:
            opened = section = passage.section
            charged, waiting = len(found), None
        duties = find_duties(passage.text)
        if duties and duties[0].is_line:
            waiting = None if _charge(found, charged, duties[0]) else duties[0]
            charged = len(found)
            continue
        here = course.follow(_opened(section, passage), passage.text)
        findings = _findings(reader, _masked(passage.text, duties), here, profile, names)
        if is_intro and section.year is None:
            section = _opened(section, passage)
        place = _Place(text, passage, here, profile, names, duties or _everywhere(waiting))
        for finding in findings:
            found += _statements(finding, place)
    return sorted(dict.fromkeys(found), key=lambda statement: (statement.start, statement.stop))


def _findings(
    reader: Reader, shown: str, section: Section, profile: Profile, names: Names
) -> list[Finding]:
    this_year = _this_year(section, profile)
    return [*reader.read(shown, this_year), *read_implied(shown, this_year, names, profile)]


def _charge(found: list[Statement], since: int, duty: Duty) -> bool:
    """Give the statements before a line of duty its departments; false where there are none."""
    for index in range(since, len(found)):
        if not found[index].responsible:
            found[index] = replace(found[index], responsible=duty.departments, lead=duty.lead)
    return since < len(found)


def _everywhere(duty: Duty | None) -> list[Duty]:
    """Return a duty that holds for all of the passages that follow it."""
    return [replace(duty, start=1 << 30, stop=1 << 30)] if duty else []


def _this_year(section: Section, profile: Profile) -> int | None:
    """Return what 全年 means: under 2023年工作回顾 the year looked back on."""
    if section.mood == "base" and profile.is_annual:
        return section.year or profile.past_year
    if section.mood == "base" and section.year is not None:
        return section.year
    return profile.working_year


def _opened(section: Section, passage: Passage) -> Section:
    """Return a section of aims with the year its paragraph opens with: 到2025年，实现以下目标."""
    years = find_years(passage.text[:_LONGEST_OPENING])
    opens = years and _UNTIL.search(passage.text[: years[0].start])
    return replace(section, year=years[0].year) if opens and section.aims else section


def _masked(text: str, duties: list[Duty]) -> str:
    """Hide what holds numbers or names that are nobody's statement, without moving anything."""
    for duty in duties:
        text = text[: duty.start] + "。" * (duty.stop - duty.start) + text[duty.stop :]
    shown, depth = list(text), 0
    for index, char in enumerate(text):
        depth = 0 if char == "。" else max(0, depth + (char in "《〔[") - (char in "》〕]"))
        if depth and (char.isdigit() or char in _CHINESE_DIGITS):
            shown[index] = "#"
    return "".join(shown)


def _statements(finding: Finding, place: _Place) -> Iterator[Statement]:
    """Yield one statement for every region a finding is about."""
    if len(finding.noun) > _LONGEST_NOUN:
        return
    profile = place.profile
    year, kind = _year_and_kind(finding, place)
    is_aim = finding.form == "growth" and kind != "growth"
    indicator = finding.aim if is_aim else finding.noun
    indicator_id = place.names.link((indicator,) if is_aim else finding.steps)
    start = place.passage.offsets[finding.start]
    stop = place.passage.offsets[finding.stop - 1] + 1
    duty = duty_of(place.duties, finding.stop)
    for region, place_id in finding.regions or ((profile.place_name, profile.place_id),):
        yield Statement(
            document_id=profile.document_id,
            start=start,
            stop=stop,
            quote=place.text[start:stop],
            section=place.section.path,
            region=region,
            place_id=place_id,
            scope=finding.scope,
            indicator=indicator,
            indicator_id=indicator_id,
            year=year,
            value=None if finding.form == "milestone" else finding.quantity.low,
            value_high=finding.quantity.high,
            unit=_unit(finding),
            operator=finding.operator,
            kind=kind,
            responsible=duty.departments if duty else (),
            rule=finding.form,
            confidence=confidence_of(finding, indicator_id, year, kind),
            lead=duty.lead if duty else (),
        )


def _year_and_kind(finding: Finding, place: _Place) -> tuple[int | None, str]:
    """Return the year and the kind of a finding where it stands."""
    profile = place.profile
    setting = Setting(
        place.section, finding.before, finding.noun,
        listed_examples=finding.form == "count" and finding.before.endswith("等"),
        verb=finding.own_verb, is_count=finding.form == "count",
        is_described=finding.is_described,
    )  # fmt: skip
    year = finding.year
    if year is None and finding.is_start:
        year = starting_year(setting, profile, finding.years_back)
    elif year is None:
        year = default_year(setting, profile)
    kind = _kind(finding, year, setting, profile)
    if year is None and profile.kind in ("news", "other") and kind in _PAST_KINDS:
        year = profile.working_year
    return year, kind


def _unit(finding: Finding) -> str:
    # 城镇人口50万 leaves the people out; the noun names them.
    unit = finding.unit
    return unit + "人" if unit in ("万", "亿") and finding.noun.endswith(words.HEAD_ENDS) else unit


def _kind(finding: Finding, year: int | None, setting: Setting, profile: Profile) -> str:
    if finding.form in ("comparison", "rank"):
        return "comparison"
    if finding.form == "division":
        return "context"
    if finding.form == "milestone":
        return "milestone"
    if finding.is_start and finding.form != "growth":
        return starting_kind(year, profile)
    kind = kind_of(finding.quantity, year, setting, profile)
    if finding.form == "growth":
        return growth_kind(kind, paced=finding.from_level)
    return kind
