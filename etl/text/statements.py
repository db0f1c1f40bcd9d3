"""Turns the text of a plan document into statements, each with its quote and offsets.

Values in, values out: nothing is read from or written to a file. A statement must never show
a quote that is not the text at its offsets.
"""

from collections.abc import Iterator
from dataclasses import replace

from etl.domain.records import Statement
from etl.text import words
from etl.text.duties import Duty, duty_of, find_duties
from etl.text.kinds import Setting, default_year, kind_of
from etl.text.names import Names
from etl.text.outline import Passage, Section, read_passages
from etl.text.profile import Profile
from etl.text.reading import Finding, Reader
from etl.text.tables import read_head, read_row
from etl.text.times import find_years

_CONFIDENCE = {
    "reach": 0.9, "bare": 0.8, "count": 0.75, "carry": 0.7, "share": 0.6, "growth": 0.7,
    "comparison": 0.7, "radius": 0.6, "division": 0.6, "table": 0.85,
}  # fmt: skip
_UNLINKED, _NO_YEAR = 0.1, 0.1
_CHINESE_DIGITS = "一二三四五六七八九十百千两"
_LONGEST_NOUN = 40


def extract(text: str, profile: Profile, names: Names) -> list[Statement]:
    """Return the quantitative statements of a document in the order in which they stand."""
    reader = Reader(names, profile)
    found: list[Statement] = []
    section, head = Section(), None
    opened: Section | None = None
    for passage in read_passages(text):
        is_intro = passage.section is not opened
        if is_intro:
            opened = section = passage.section
        duties = find_duties(passage.text)
        if passage.is_row:
            head = read_head(passage.text, profile) or head
            findings = list(read_row(passage.text, head, names, profile)) if head else []
        else:
            head = None
            findings = list(
                reader.read(_masked(passage.text, duties), _this_year(section, profile))
            )
            if is_intro and not findings and section.year is None:
                section = replace(section, year=_opening_year(passage))
        for finding in findings:
            found += _statements(text, passage, finding, section, (profile, names, duties))
    return sorted(dict.fromkeys(found), key=lambda statement: (statement.start, statement.stop))


def _this_year(section: Section, profile: Profile) -> int | None:
    """Return what 全年 means: under 2023年工作回顾 the year looked back on."""
    if section.mood == "base" and section.year is not None:
        return section.year
    return profile.working_year


def _opening_year(passage: Passage) -> int | None:
    """Return the year of 到2025年，实现以下目标 for all that follows in the section."""
    years = find_years(passage.text[:60])
    opens = years and passage.text[: years[0].start] in ("到", "至")
    return years[0].year if opens and passage.section.mood == "goal" else None


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


def _statements(
    text: str,
    passage: Passage,
    finding: Finding,
    section: Section,
    given: tuple[Profile, Names, list[Duty]],
) -> Iterator[Statement]:
    """Yield one statement for every region a finding is about."""
    profile, names, duties = given
    if len(finding.noun) > _LONGEST_NOUN:
        return
    examples = finding.form == "count" and finding.before.endswith("等")
    setting = Setting(section, finding.before, finding.noun, examples)
    year = _year(finding, setting, profile)
    indicator_id = names.link(finding.steps)
    start = passage.offsets[finding.start]
    stop = passage.offsets[finding.stop - 1] + 1
    own = ((profile.place_name, profile.place_id),)
    for region, place_id in finding.regions or own:
        yield Statement(
            document_id=profile.document_id,
            start=start,
            stop=stop,
            quote=text[start:stop],
            section=section.path,
            region=region,
            place_id=place_id,
            scope=finding.scope,
            indicator=finding.noun,
            indicator_id=indicator_id,
            year=year,
            value=finding.quantity.low,
            value_high=finding.quantity.high,
            unit=_unit(finding),
            operator=finding.operator,
            kind=_kind(finding, year, setting, profile),
            responsible=duty_of(duties, finding.stop),
            rule=finding.form,
            confidence=_confidence(finding, indicator_id, year),
        )


def _year(finding: Finding, setting: Setting, profile: Profile) -> int | None:
    # A table column says its year or has none; its section must not lend it one.
    if finding.year is not None or finding.form == "table":
        return finding.year
    return default_year(setting, profile)


def _unit(finding: Finding) -> str:
    unit = finding.quantity.unit
    # 城镇人口50万 leaves the people out; the noun names them.
    return unit + "人" if unit in ("万", "亿") and finding.noun.endswith(words.HEAD_ENDS) else unit


def _kind(finding: Finding, year: int | None, setting: Setting, profile: Profile) -> str:
    if finding.form in ("growth", "comparison"):
        return finding.form
    if finding.form == "division":
        return "context"
    return kind_of(finding.quantity, year, setting, profile)


def _confidence(finding: Finding, indicator_id: str | None, year: int | None) -> float:
    confidence = _CONFIDENCE.get(finding.form, 0.5)
    confidence -= 0.0 if indicator_id else _UNLINKED
    confidence -= 0.0 if year is not None else _NO_YEAR
    return round(max(confidence, 0.05), 2)
