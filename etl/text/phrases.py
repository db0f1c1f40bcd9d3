"""Peels a clause down to its noun phrase and says what was peeled off.

From the back: verbs of reaching and bounds; from the front: time, region, scope and verbs.
"""

import re
from dataclasses import dataclass, field

from etl.domain.records import NATION
from etl.text import place_words, words
from etl.text.names import Names
from etl.text.profile import Profile
from etl.text.times import find_years


def _longest_first(listed: object) -> list[str]:
    return sorted(listed, key=len, reverse=True)  # type: ignore[call-overload, no-any-return]


_BEFORE = _longest_first(words.BEFORE)
_REACH = _longest_first(words.REACH)
_GROWTH = _longest_first(words.GROWTH)
_GROWTH_LEADS = _longest_first(words.GROWTH_LEADS)
_LEADING = _longest_first(words.LEADING)
_OWN = (
    *((word, "own") for word in _longest_first(place_words.OWN_REGION)),
    *((word, "province") for word in _longest_first(place_words.PROVINCE)),
    *((word, "nation") for word in place_words.NATION_WORDS),
)
_ANY_YEAR = r"(?:(?:19|20)\d\d年?[-—~至到]{1,2})?(?:19|20)\d\d年(?:度)?"
_COMPARED_YEAR = re.compile(
    rf"(?:[比较同与]|相比)(?:“?十.五”?期?末|{_ANY_YEAR}(?:[底末]|同期)?|上年(?:末|底|同期|同口径)?|去年(?:末|底|同期)?"
    r"|基期年?|同期|规划基期|上一?年度?|上届|五年前|十年前|初期|年初|期初)(?:相比|时)?$"
)
_LASTING = re.compile(r"连续(?:\d{1,2}|[一二三四五六七八九十多]{1,3})年$")
_ON_BASE = re.compile(rf"在{_ANY_YEAR}[底末]?的?基础上$")
_TIME = re.compile(
    r"(?:力争|确保|预计|争取|计划|预测|规划)?(?:到|至|截至|截止|在|于|自|从|用)?(?:"
    rf"“?十[一二三四五六七]五”?(?:规划)?(?:期末|末|时期末|期间|时期|规划期末|以来)?|{_ANY_YEAR}(?:[底末初]|期间)?(?:之?前)?"
    r"|[今去上当本明前]年(?:度)?(?:以来|[底末])?前?|年末|年底前?|年内|年度|全年(?:度)?|目前|当前|截至目前|规划期[末内]|期末"
    r"|近[两三四五六七八九十几]年(?:来|间|累计)?|(?:[两三四五六七八九十几]|\d{{1,2}})年(?:来|间|累计|内)|过去[一五]年|一年来|[上下]半年|[一二三四1-4]季度|\d{1,2}月底?前?|今后五年|未来五年"
    r"|[两三五]年(?=累计|加装|新建|新增|改造|建设|培育|完成|实施|开展)|本世纪中叶|近年来|连续[\d两三四五六七八九十]+年)的?(?:期间)?"
)
# 全部开工、年底前竣工率: what stands before the time has no number of its own.
_ABOVE_YEAR = re.compile(rf"[比较](?:{_ANY_YEAR}|上年|去年)(?:[底末]|同期)?(?=新增|净增)")
_UNTIMED = re.compile(rf"^[^、]{{2,12}}、(?={_TIME.pattern})(?=[年到至\d])")
_DESCRIBED = re.compile(
    r"(?:19|20)\d\d年(?:[底末])?(?:以?之?前|以来|以后)?[^，。；：、的\d]{0,14}的|(?:上年|往年|历年|跨年)(?:度)?(?:结转|续建|建成|遗留)的"
)
_FOR_WHOM = re.compile(
    r"[为给对向][^，。；：]{2,30}?(?:提供|发放|开展|实施|配备|落实|安排|建设|新建|新增|给予|完成)(?=..)"
)
_UNKNOWN_PLACE = re.compile(
    rf"(?!{'|'.join(place_words.NOT_IN_NAMES)})(?P<name>(?:(?!{'|'.join(place_words.NOT_IN_NAMES)})[\u4e00-\u9fff]){{2,3}}"
    r"(?:自治县|街道|县|镇|乡|市|区))"
    r"(?=[、和与及][\u4e00-\u9fff]{2,8}?(?:自治县|街道|县|镇|乡|市|区)|县城|(?P<last>$|分别|为|达|力争|仅|均|超|不))"
)
# Several districts have the same name, so that no table tells which is meant.
_DISTRICT = re.compile(
    rf"(?:(?!{'|'.join((*place_words.NOT_IN_NAMES, *place_words.NOT_IN_DISTRICTS))})[\u4e00-\u9fff]){{2,3}}[区县](?!域)"
)
_INNER_VERB = re.compile(r"(?<=..)(?:完成|实现)(?!率|投资)(?=..)")
_INNER_TIME = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:今?年内|年底前?|今年|全年)(?=完成|建成|新增|实现|新建)"
)
_BY_MEANS = re.compile(
    r"(?:通过|围绕|依托|以|按照|推进|实施|加快|支持|推动|鼓励|引导|深入|开展|加强|强化|促进|落实)[^，。；：]{2,40}?"
    r"(?:新增|新建|新改建|建成|培育|引进|打造|带动|吸引|完成(?!投资))(?=..)"
)
_SPACE = "，；：、。（）()—-…· \x00" + words.QUOTES
# Brackets that belong to a name stand as private signs until the name is cleaned.
_SHOWN = str.maketrans({"\ue000": "（", "\ue001": "）", "\ue002": "、", "\x00": ""})
_TRAILING_BRACKET = re.compile("\ue000[^\ue001]*\ue001$")
_SHORTEST_NOUN = 2
_MEASURED_BY_YEAR = ("投资", "产值", "产量")
_GONE = str.maketrans("", "", words.QUOTES)


@dataclass(slots=True)
class Phrase:
    """A noun phrase with what stood around it; `steps` are the longer forms it had before.

    `change` is the verb of a growth, `verb` the first doing peeled off, `timed` whether a time
    stood before the noun.
    """

    noun: str
    operator: str = ""
    reached: bool = False
    grew: bool = False
    regions: list[tuple[str, str | None]] = field(default_factory=list)
    scope: str = ""
    verb: str = ""
    steps: list[str] = field(default_factory=list)
    change: str = ""
    named: bool = False


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
        if noun.endswith(word) and not (phrase.grew and len(word) == 1):
            phrase.operator = phrase.operator or words.BEFORE[word]
            phrase.reached = True
            return noun[: -len(word)]
    if not phrase.grew:
        for word in _REACH:
            if noun.endswith(word):
                phrase.reached = phrase.reached or word not in words.ADVERBS
                phrase.verb = phrase.verb or (word if word in words.MAKING else "")
                return noun[: -len(word)]
    return _without_growth(phrase, noun)


def _without_growth(phrase: Phrase, noun: str) -> str | None:
    """Take 比上年增长 off the end; 提高|到 was a level and is gone by now."""
    if phrase.grew:
        compared = _COMPARED_YEAR.search(noun[-20:]) or _ON_BASE.search(noun[-20:])
        if compared:
            return noun[: len(noun) - len(compared[0])]
        lead = next((word for word in _GROWTH_LEADS if noun.endswith(word)), None)
        if lead is None:
            return None
        phrase.change = lead + phrase.change if lead == "年均" else phrase.change
        return noun[: -len(lead)]
    worked = next((word for word in words.WORKED_UP if noun.endswith(word)), None)
    if worked:
        return noun.removesuffix("提升").removesuffix("升级")
    may_grow = not phrase.reached or phrase.operator
    if may_grow and not noun.endswith(words.NOT_GROWTH):
        for word in _GROWTH:
            if noun.endswith(word):
                phrase.grew, phrase.change = True, word.removesuffix("了").removesuffix("为")
                return noun[: -len(word)]
    return None


def _without_year(noun: str) -> str | None:
    """Take 由2014年的, 2020年 or 连续5年 off the end."""
    lasting = _LASTING.search(noun[-8:])
    if lasting:
        return noun[: len(noun) - len(lasting[0])]
    bare = noun[:-1] if noun.endswith("的") else noun
    for mention in find_years(bare[-24:], 0)[::-1]:
        if mention.stop == len(bare[-24:]):
            return bare[: len(bare) - (mention.stop - mention.start)]
    return None


def _peel_front(phrase: Phrase, names: Names, profile: Profile) -> None:
    noun = phrase.noun
    while noun:
        noun = _UNTIMED.sub("", noun.lstrip(_SPACE + "》"))
        if not noun:
            break
        phrase.steps.append(noun)
        shorter = _without_time(noun)
        if shorter is None:
            shorter = _without_region(phrase, noun, names, profile)
        if shorter is None:
            shorter = _without_scope(phrase, noun, names, profile)
        if shorter is None:
            shorter = _without_verb(phrase, noun, names)
        if shorter is None:
            break
        noun = shorter
    if phrase.grew and noun.startswith(("比", "较")):
        noun = ""
    phrase.noun = _INNER_VERB.sub("", clean_noun(_INNER_TIME.sub("", noun)))
    phrase.steps.append(phrase.noun)


def _without_time(noun: str) -> str | None:
    described = _DESCRIBED.match(noun) or _ABOVE_YEAR.match(noun)
    if described:
        return noun[described.end() :]
    time = _TIME.match(noun)
    if time is None or noun[time.end() :] in _MEASURED_BY_YEAR:
        return None
    return noun[time.end() :]


def _without_region(phrase: Phrase, noun: str, names: Names, profile: Profile) -> str | None:
    own = (profile.place_name, profile.place_id)
    for word, whose in _OWN:
        if not noun.startswith(word):
            continue
        if whose == "province":
            name, place_id = names.province_of(profile.place_id)
            phrase.regions.append((name, place_id) if name else own)
        else:
            phrase.regions.append(own if whose == "own" else ("全国", NATION))
        return noun[len(word) :].removeprefix("的")
    place = names.place_at(noun) or _unknown_place(noun, phrase)
    if profile.place_name and noun.startswith(profile.place_name):
        place = own
    if place and not noun.startswith(place_words.NOT_AFTER_PLACE, len(place[0])):
        return _after_place(phrase, noun, place, names)
    return None


def _unknown_place(noun: str, phrase: Phrase) -> tuple[str, str | None] | None:
    """Return a name that only its ending and what follows it show to be a region's."""
    district = _DISTRICT.match(noun)
    if district:
        measured = noun[district.end() :]
        if len(measured) > _SHORTEST_NOUN and measured.endswith(words.MEASURE_ENDS):
            return district[0], None
    match = _UNKNOWN_PLACE.match(noun)
    if match is None or (match["last"] is not None and not phrase.regions):
        return None
    return match["name"], None


def _after_place(phrase: Phrase, noun: str, place: tuple[str, str | None], names: Names) -> str:
    """Note a place; 某省某市 is the latter, 某市、某市 and 某市和某市 are two."""
    rest = noun[len(place[0]) :]
    previous = phrase.steps[-2] if len(phrase.steps) > 1 else ""
    joined = previous.removesuffix(noun)[-1:] in ("、", "和", "与", "及", "\ue002")
    if phrase.regions and not joined and previous.endswith(noun):
        phrase.regions.pop()
    phrase.regions.append((names.formal_name(place[1] or "") or place[0], place[1]))
    phrase.named = True
    if rest.startswith(("等地", "两地", "三地")):
        return rest[2:]
    return rest[1:] if rest[:1] in ("的", "和", "与", "及", "等") and len(rest) > 1 else rest


def _without_scope(phrase: Phrase, noun: str, names: Names, profile: Profile) -> str | None:
    for word in words.SCOPES:
        if not noun.startswith(word) or phrase.scope:
            continue
        phrase.scope = word
        rest = noun[len(word) :]
        does = noun.startswith(words.FLOW_VERBS, len(word))
        if (word in words.KEPT_SCOPES and not does) or len(rest) <= _SHORTEST_NOUN:
            return None
        if names.knows(noun) and not names.knows(rest):
            return None
        if rest[:1] in ("和", "与", "、"):
            phrase.regions.append((profile.place_name, profile.place_id))
        return rest[1:] if rest[:1] in ("的", "和", "与", "、") else rest
    return None


def _without_verb(phrase: Phrase, noun: str, names: Names) -> str | None:
    if names.knows(noun) and not noun.startswith(words.FLOW_VERBS):
        phrase.steps.append(noun)
    means = _FOR_WHOM.match(noun) or (len(noun) > 10 and _BY_MEANS.match(noun))
    if means:
        return noun[means.end() :]
    if noun.startswith(words.FLOW_VERBS):
        return None
    for verb in _LEADING:
        if not noun.startswith(verb):
            continue
        rest = noun[len(verb) :].removeprefix("的")
        if rest.startswith(words.KEEP_LEADING.get(verb, ("\0",))) or len(rest) == 1:
            continue
        verb = verb.removeprefix("重点") or verb
        if not phrase.verb or (verb in words.MAKING and phrase.verb not in words.MAKING):
            phrase.verb = verb
        return rest
    return None


def clean_noun(noun: str) -> str:
    """Return a noun phrase without loose punctuation and without 任务, 等 at its end."""
    noun = _TRAILING_BRACKET.sub("", noun.strip(_SPACE))
    shortened = True
    while shortened:
        shortened = False
        for word in words.TRAILING_NOUN:
            rest = noun.removesuffix(word)
            if rest != noun and len(rest) > 1 and not rest.endswith(("重点", "主要")):
                noun, shortened = rest.strip(_SPACE), True
    return noun.translate(_SHOWN).translate(_GONE)


def without_motion(clause: str) -> str:
    """Return a clause without the movement it ends with: 城镇化率稳步提高 is 城镇化率."""
    return _MOTION.sub("", clause)


_MOTION = re.compile(words.MOTIONS)
