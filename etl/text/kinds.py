"""Decides what a sentence does with its number: target, annual task, baseline, actual and so on.

Section, document class, year and the tense words of the clause decide, in this order.
"""

import re
from dataclasses import dataclass

from etl.text import words
from etl.text.numerals import Quantity
from etl.text.outline import Section
from etl.text.profile import Profile


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a number stands: its section, the words before it in the sentence, its noun phrase."""

    section: Section
    before: str
    noun: str
    listed_examples: bool


def default_year(setting: Setting, profile: Profile) -> int | None:
    """Return the year of a sentence that names none: of its section, else the working year."""
    if setting.section.year is not None:
        return setting.section.year
    if setting.section.mood == "base":
        return profile.base_year
    return profile.first_year if profile.kind == "work_points" else None


def kind_of(quantity: Quantity, year: int | None, setting: Setting, profile: Profile) -> str:
    """Return the kind of a statement that is neither growth nor comparison."""
    if _is_context(quantity, setting, profile):
        return "context"
    if setting.section.mood == "base":
        return _past(year, profile)
    if profile.kind == "work_points":
        return _of_work_points(year, setting, profile)
    now = _present(profile)
    if profile.kind not in ("news", "other") and _says_this_year(setting.before):
        return "annual_task"
    if year is not None and now is not None and year <= now and not _until(year, setting.before):
        return _past(year, profile)
    return _open(year, setting, profile)


def _says_this_year(before: str) -> bool:
    clause = re.split("[，；。]", before)[-1]
    return any(word in clause for word in ("年内", "全年", "今年"))


def _until(year: int, before: str) -> bool:
    """Whether the sentence looks towards a year: 到2025年, but not 提高到2015年."""
    return re.search(rf"(?:^|[，；。])(?:力争|确保)?到{year}年", before) is not None


def _is_context(quantity: Quantity, setting: Setting, profile: Profile) -> bool:
    if not quantity.counts:
        return False
    if setting.noun.endswith(words.CONTEXT_NOUNS) or setting.noun.startswith(words.CONTEXT_LEADS):
        return True
    loose = profile.kind in ("news", "other") and not _looks_ahead(setting.before)
    return loose or (setting.listed_examples and profile.kind != "work_points")


def _present(profile: Profile) -> int | None:
    """Return the last year that lies behind the document."""
    if profile.base_year is not None:
        return profile.base_year
    if profile.first_year is not None:
        return profile.first_year - 1
    return profile.working_year


def _past(year: int | None, profile: Profile) -> str:
    # Work points look back on a year, they have no base they set out from.
    base = None if profile.kind == "work_points" else profile.base_year
    if year is not None and base is not None and year != base:
        return "target" if year > base else "actual"
    return "baseline" if base is not None else "actual"


def _of_work_points(year: int | None, setting: Setting, profile: Profile) -> str:
    working = profile.first_year
    if year is not None and working is not None and year != working:
        return "target" if year > working else _past(year, profile)
    if any(word in setting.before[-20:] for word in words.PAST_WORDS) and not _looks_ahead(
        setting.before
    ):
        return "actual"
    return "annual_task"


def _open(year: int | None, setting: Setting, profile: Profile) -> str:
    """Return the kind of a later year or of no year."""
    if year is not None:
        return "target"
    if setting.section.mood == "goal" or _looks_ahead(setting.before):
        return "target"
    past = any(word in setting.before[-60:] for word in words.PAST_WORDS)
    return "actual" if past or profile.kind in ("news", "other") else "target"


def _looks_ahead(before: str) -> bool:
    clause = before[-40:]
    reached = clause.replace("达到", "").replace("提高到", "").replace("得到", "")
    return any(word in reached for word in words.FUTURE_WORDS)
