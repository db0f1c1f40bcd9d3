"""Peels a clause down to its noun phrase and says what was peeled off.

From the back: verbs of reaching and bounds; from the front: time, region, scope and verbs.
"""

import re
from dataclasses import dataclass, field

from etl.domain.records import NATION
from etl.text import words
from etl.text.names import Names
from etl.text.profile import Profile
from etl.text.times import find_years

_BEFORE = sorted(words.BEFORE, key=len, reverse=True)
_REACH = sorted(words.REACH, key=len, reverse=True)
_GROWTH = sorted(words.GROWTH, key=len, reverse=True)
_LEADING = sorted(words.LEADING, key=len, reverse=True)
_COMPARED_YEAR = re.compile(r"[比较](?:(?:19|20)\d\d年[底末]?|上年末?|去年|基期|上年同期)$")
_INNER_VERB = re.compile(r"(?<=..)(?:完成|实现)(?!率|投资)(?=..)")
_SPACE = "，；：、。（）()—-…· " + words.QUOTES


@dataclass(slots=True)
class Phrase:
    """A noun phrase with what stood around it; `steps` are the longer forms it had before."""

    noun: str
    operator: str = ""
    reached: bool = False
    grew: bool = False
    regions: list[tuple[str, str | None]] = field(default_factory=list)
    scope: str = ""
    verb: str = ""
    steps: list[str] = field(default_factory=list)


def peel(clause: str, names: Names, profile: Profile) -> Phrase:
    """Return the noun phrase of what stands before a number."""
    phrase = Phrase(clause)
    _peel_back(phrase)
    _peel_front(phrase, names, profile)
    return phrase


def _peel_back(phrase: Phrase) -> None:
    noun = phrase.noun.rstrip(_SPACE)
    while noun:
        shorter = _without_bound(phrase, noun)
        if shorter is None:
            shorter = _without_year(noun)
        if shorter is None:
            break
        noun = shorter.rstrip(_SPACE)
    phrase.noun = noun


def _without_bound(phrase: Phrase, noun: str) -> str | None:
    for word in _BEFORE:
        if noun.endswith(word):
            phrase.operator = phrase.operator or words.BEFORE[word]
            phrase.reached = True
            return noun[: -len(word)]
    for word in _REACH:
        if noun.endswith(word) and not phrase.grew:
            phrase.reached = True
            return noun[: -len(word)]
    for word in _GROWTH:
        # 提高|到 was a level and is gone by now; without 到 it is a change.
        if noun.endswith(word) and not phrase.reached:
            phrase.grew = True
            return noun[: -len(word)]
    if phrase.grew:
        compared = _COMPARED_YEAR.search(noun)
        if compared:
            return noun[: compared.start()]
        for word in words.GROWTH_LEADS:
            if noun.endswith(word):
                return noun[: -len(word)]
    return None


def _without_year(noun: str) -> str | None:
    """Take 由2014年的 or 2020年 off the end."""
    bare = noun[:-1] if noun.endswith("的") else noun
    for mention in find_years(bare, 0)[::-1]:
        if mention.stop == len(bare):
            return bare[: mention.start]
    return None


def _peel_front(phrase: Phrase, names: Names, profile: Profile) -> None:
    noun = phrase.noun
    while noun:
        noun = noun.lstrip(_SPACE + "》")
        if not noun:
            break
        phrase.steps.append(noun)
        shorter = _without_time(noun)
        if shorter is None:
            shorter = _without_region(phrase, noun, names, profile)
        if shorter is None:
            shorter = _without_scope(phrase, noun, names)
        if shorter is None:
            shorter = _without_verb(phrase, noun, names)
        if shorter is None:
            break
        noun = shorter
    if phrase.grew and noun.startswith(("比", "较")):
        noun = ""
    phrase.noun = _INNER_VERB.sub("", clean_noun(noun))
    phrase.steps.append(phrase.noun)


def _without_time(noun: str) -> str | None:
    head = noun[1:] if noun[0] in "到至在" else noun
    for mention in find_years(head[:24], 0):
        if mention.start == 0:
            rest = head[mention.stop :]
            return rest[1:] if rest[:1] in ("底", "末", "的", "前") else rest
    return None


def _without_region(phrase: Phrase, noun: str, names: Names, profile: Profile) -> str | None:
    own = (profile.place_name, profile.place_id)
    for word in words.OWN_REGION:
        if noun.startswith(word):
            phrase.regions.append(own)
            return noun[len(word) :]
    for word in words.PROVINCE:
        if noun.startswith(word):
            name, place_id = names.province_of(profile.place_id)
            phrase.regions.append((name, place_id) if name else own)
            return noun[len(word) :]
    for word in words.NATION_WORDS:
        if noun.startswith(word):
            phrase.regions.append(("全国", NATION))
            return noun[len(word) :]
    place = names.place_at(noun)
    return _after_place(phrase, noun, place) if place else None


def _after_place(phrase: Phrase, noun: str, place: tuple[str, str]) -> str:
    """Note a place; 某省某市 is the latter, 某市、某市 and 某市和某市 are two."""
    rest = noun[len(place[0]) :]
    previous = phrase.steps[-2] if len(phrase.steps) > 1 else ""
    joined = previous.removesuffix(noun)[-1:] in ("、", "和", "与", "及")
    if phrase.regions and not joined and previous.endswith(noun):
        phrase.regions.pop()
    phrase.regions.append(place)
    return rest[1:] if rest[:1] in ("的", "和", "与", "及") and len(rest) > 1 else rest


def _without_scope(phrase: Phrase, noun: str, names: Names) -> str | None:
    for word in words.SCOPES:
        if noun.startswith(word) and not phrase.scope:
            phrase.scope = word
            if word in words.KEPT_SCOPES:
                return None
            rest = noun[len(word) :]
            return rest[1:] if rest[:1] == "的" else rest
    return None


def _without_verb(phrase: Phrase, noun: str, names: Names) -> str | None:
    if names.knows(noun) and not noun.startswith(tuple(words.FLOW_VERBS)):
        phrase.steps.append(noun)
    for verb in _LEADING:
        if not noun.startswith(verb):
            continue
        rest = noun[len(verb) :]
        if rest.startswith(words.KEEP_LEADING.get(verb, ("\0",))) or len(rest) == 1:
            return None
        phrase.verb = phrase.verb or verb
        return rest
    return None


def clean_noun(noun: str) -> str:
    """Return a noun phrase without loose punctuation and without 任务, 等 at its end."""
    noun = noun.strip(_SPACE)
    for word in words.TRAILING_NOUN:
        rest = noun.removesuffix(word)
        if rest != noun and len(rest) > 1 and not rest.endswith(("重点", "主要")):
            noun = rest.strip(_SPACE)
    return "".join(char for char in noun if char not in words.QUOTES)
