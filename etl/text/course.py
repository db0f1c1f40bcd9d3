"""Follows a report from what was done to what is to be done, where no heading says it.

Only the opening words of a paragraph turn it; nothing is kept beyond its heading.
"""

import re
from dataclasses import replace

from etl.text import genres
from etl.text.outline import Section
from etl.text.profile import Profile
from etl.text.times import find_years

_BACK = re.compile(r"(?:各位代表[！，：]?)?[^，。；]{0,6}?(?:" + "|".join(genres.LOOKS_BACK) + ")")
_OPENING = 8
_FORWARD = re.compile(
    r"(?:各位代表[！，：]?)?[^，。；]{0,8}?(?:" + "|".join(genres.LOOKS_FORWARD) + ")"
)


class Course:
    """The turn a document without telling headings has taken."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._path = ""
        self._turned = Section()

    def follow(self, section: Section, text: str) -> Section:
        """Return the section with mood and year that the openings of its paragraphs give it."""
        turns = self._profile.kind in ("report", "other") and not self._profile.is_bulletin
        if section.mood or not turns:
            return section
        if not section.path.startswith(self._path):
            self._turned = Section()
        self._path = section.path
        self._turned = self._turn(text) or self._turned
        return replace(section, mood=self._turned.mood, year=section.year or self._turned.year)

    def _turn(self, text: str) -> Section | None:
        """Return the mood a paragraph opens with, and the year where it looks back on one."""
        years = [mention.year for mention in find_years(text[:_OPENING])]
        year, working = (years[0] if years else None), self._profile.first_year
        if _BACK.match(text) or (year and working and year < working):
            return Section(mood="base", year=year)
        if _FORWARD.match(text) or (year and working and year >= working):
            return Section(mood="goal")
        return None
