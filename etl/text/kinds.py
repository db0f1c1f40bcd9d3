"""Decides what a sentence does with its number: target, annual task, baseline, actual and so on.

Section, document class, year and the tense words of the clause decide, in this order.
"""

import re
from dataclasses import dataclass

from etl.text import genres, words
from etl.text.numerals import Quantity
from etl.text.outline import Section
from etl.text.profile import Profile

# What was begun a year before is no look back.
_CARRIED_OVER = re.compile(r"(?:上年|去年|往年)(?:度)?(?:结转|续建|遗留|下达)")
_THIS_YEAR = re.compile(r"(?<![一二三四五六七八九十\d])年内|全年|今年")
_AIMS = ("target", "annual_task")
_LOOSE = ("news", "other")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a number stands: its section, the words before it in the sentence, its noun phrase.

    `listed_examples`: examples and 等 precede it; `verb`: the doing that was peeled off;
    `is_count`: the noun follows the number (17个领域); `is_described`: something is said of all
    of them (11个县区全部……).
    """

    section: Section
    before: str
    noun: str
    listed_examples: bool = False
    verb: str = ""
    is_count: bool = False
    is_described: bool = False


def default_year(setting: Setting, profile: Profile) -> int | None:
    """Return the year of a sentence that names none: of its section, else the working year."""
    if setting.section.year is not None:
        return setting.section.year
    if setting.section.mood == "base":
        return profile.past_year
    return profile.first_year if profile.is_annual else None


def starting_year(setting: Setting, profile: Profile, years_back: int | None) -> int | None:
    """Return the year of the level that a change sets out from, where the text names none."""
    if years_back and profile.past_year:
        return profile.past_year - years_back
    ahead = setting.section.mood == "goal" or _looks_ahead(setting.before)
    return profile.past_year if ahead and setting.section.mood != "base" else None


def starting_kind(year: int | None, profile: Profile) -> str:
    """Return the kind of the level that a change sets out from."""
    has_base = _has_base(profile) and profile.base_year is not None
    return "baseline" if has_base and year == profile.base_year else "actual"


def kind_of(quantity: Quantity, year: int | None, setting: Setting, profile: Profile) -> str:
    """Return the kind of a statement that is neither growth nor comparison."""
    if _is_context(quantity, setting, profile):
        return "context"
    if profile.is_bulletin:
        return "actual"
    if setting.section.mood == "base":
        return _past(year, setting, profile)
    if profile.is_annual:
        return _of_year(year, setting, profile)
    now = _present(profile)
    if profile.kind in _LOOSE:
        return _reported(year, setting, profile)
    if _says_this_year(setting.before):
        return "annual_task"
    if year is not None and now is not None and year <= now and not _until(year, setting.before):
        return _past(year, setting, profile)
    return _open(year, setting, profile)


def _reported(year: int | None, setting: Setting, profile: Profile) -> str:
    """Return the kind in a report of the press or another text that sets no tasks itself."""
    issued = profile.working_year
    if setting.section.mood == "goal" or _looks_ahead(setting.before):
        if year is not None and year == issued:
            return "annual_task"
        return "target" if year is None or issued is None or year > issued else "actual"
    if year is not None and issued is not None and year > issued:
        return "target"
    past = any(word in setting.before[-60:] for word in genres.PAST_WORDS)
    called_for = setting.verb in words.MAKING and setting.verb not in words.DONE
    return "target" if year is None and called_for and not past else "actual"


def growth_kind(level: str, *, paced: bool) -> str:
    """Return the kind of a change whose level would be of a kind; a pace to a level stays growth."""
    return level if level in _AIMS and not paced else "growth"


def _says_this_year(before: str) -> bool:
    return _THIS_YEAR.search(re.split("[，；。]", before)[-1]) is not None


def _until(year: int, before: str) -> bool:
    """Whether the sentence looks towards a year: 到2025年, but not 提高到2015年."""
    return re.search(rf"(?:^|[，；。])(?:力争|确保)?到{year}年", before) is not None


def _is_context(quantity: Quantity, setting: Setting, profile: Profile) -> bool:
    if quantity.base_unit in ("类", "部分", "轮", "章"):
        return True
    if not quantity.counts or not setting.is_count:
        return False
    if setting.noun.endswith(words.CONTEXT_NOUNS) or setting.noun.startswith(words.CONTEXT_LEADS):
        return True
    does = setting.verb in words.MAKING or setting.noun.startswith(words.FLOW_VERBS)
    if (setting.verb in words.REFERS or setting.is_described) and not does:
        return True
    loose = profile.kind in _LOOSE and not _looks_ahead(setting.before) and not does
    examples = setting.listed_examples and not profile.is_annual and not does
    return loose or (examples and setting.section.mood != "base")


def _present(profile: Profile) -> int | None:
    """Return the last year that lies behind the document."""
    if profile.base_year is not None:
        return profile.base_year
    if profile.first_year is not None:
        return profile.first_year - 1
    return profile.working_year


def _past(year: int | None, setting: Setting, profile: Profile) -> str:
    base = profile.base_year if _has_base(profile) else None
    if base is None:
        return "actual"
    if year is not None and year != base:
        return "target" if year > base else "actual"
    return "actual" if _is_flow(setting) else "baseline"


def _has_base(profile: Profile) -> bool:
    """Whether it sets out from a base: what is set for one year looks back on the year before."""
    return not profile.is_annual and profile.kind not in _LOOSE


def _is_flow(setting: Setting) -> bool:
    """Whether something was done rather than stood at a level: 新增, 累计改造."""
    noun = setting.noun
    if any(
        noun.startswith(verb + rest)
        for verb in genres.FLOWS
        for rest in words.KEEP_LEADING.get(verb, ())
    ):
        return False
    return setting.verb in genres.FLOWS or noun.startswith(genres.FLOWS)


def _of_year(year: int | None, setting: Setting, profile: Profile) -> str:
    """Return the kind in a document that sets the tasks of one year."""
    working = profile.first_year
    if year is not None and working is not None and year != working:
        return "target" if year > working else _past(year, setting, profile)
    if setting.section.mood == "goal":
        return "annual_task"
    before = _CARRIED_OVER.sub("", setting.before)
    if any(word in before[-20:] for word in genres.PAST_WORDS) and not _looks_ahead(before):
        return "actual"
    return "annual_task"


def _open(year: int | None, setting: Setting, profile: Profile) -> str:
    """Return the kind of a later year or of no year."""
    if year is not None:
        return "target"
    if setting.section.mood == "goal" or _looks_ahead(setting.before):
        return "target"
    past = any(word in setting.before[-60:] for word in genres.PAST_WORDS)
    return "actual" if past or profile.kind in _LOOSE else "target"


def _looks_ahead(before: str) -> bool:
    clause = before[-40:]
    reached = clause.replace("达到", "").replace("提高到", "").replace("得到", "")
    return any(word in reached for word in genres.FUTURE_WORDS)
