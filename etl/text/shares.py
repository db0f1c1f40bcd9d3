"""Reads what is a part of something or is held against something: 占全省三分之一, 比全国低.

An area larger than the document's own makes a comparison, any other a share.
"""

import re
from dataclasses import replace

from etl.text import units, words
from etl.text.findings import Clause, Reading
from etl.text.heads import Heads
from etl.text.names import Names
from etl.text.phrases import clean_noun, peel
from etl.text.profile import Profile

_COMPARED = re.compile(
    rf"(?:{'|'.join(words.COMPARES)})[^，；。]{{0,10}}?(?:{'|'.join(words.COMPARATORS)})"
)
_COMPARES = re.compile("|".join(words.COMPARES))
_SHARE = re.compile(
    r"(?P<subject>.*?)"
    r"(?P<link>占到?|达到|达|不高于|不超过|不低于|相当于|控制在|提高至|提高到|扩大到|为|是)"
    r"(?P<whole>[^占达]{2,24}?)的$"
)
_SHARE_OF_AREA = re.compile(
    r"(?P<subject>.*?)仅?占到?(?P<whole>全国|全省|全市|全区|全县|全州)[^，。；]{0,8}?的?$"
)
_SHARE_NAMED = re.compile(r"(?:所|约|仅)?占(?P<whole>[^占达]{2,20}?)的?(?:比重|比例|份额)")
_RATIO_NAMED = re.compile(r"与.{2,12}?之比")
_IN_BRACKET = re.compile("\ue000(?P<name>[^\ue001]{2,10}率)\ue001")
_ABOVE_YEAR = re.compile(
    r"(?P<how>高于|高出|超过|低于|低)(?:(?:19|20)\d\d年|上年|去年)[底末]?(?:同期|水平)?$"
)
_OF_YEAR = re.compile(r"(?:(?:19|20)\d\d年[底末]?|上年|去年)的$")
_BEFORE_RANK = re.compile(
    r"(?:连续[^，。；]{1,4}[年月])?(?:继续)?(?:保持)?(?:总量|规模)?(?:均)?(?:稳居|位居|位列|跃居|排名|名列|居|列|排在|排|在)?"
    r"(?:全?[国省市区州]|西部|中部|世界|全球|同类[^，。；]{0,6})?[^，。；、]{0,3}$"
)
_RANKS = {"全国": 0, "全省": 2, "全区": 2, "全市": 4, "全州": 4}


class Shares:
    """The rules for ranks, comparisons and shares in one document."""

    def __init__(self, names: Names, profile: Profile) -> None:
        self._names, self._profile = names, profile

    def rank(self, clause: Clause, heads: Heads) -> Reading | None:
        """Read 茶叶产量居全省第二位."""
        if clause.quantity.form != "rank":
            return None
        before = _BEFORE_RANK.sub("", clause.before[-40:])
        phrase = peel(clause.before[:-40] + before, self._names, self._profile)
        return Reading(heads.complete(phrase, ""), "rank")

    def comparison(self, clause: Clause, heads: Heads) -> Reading | None:
        """Read 比全国低12.9个百分点."""
        compared = _COMPARED.search(clause.before) or self._with_place(clause.before)
        if not compared or clause.quantity.unit not in words.RATE_LIKE:
            return None
        phrase = peel(clause.before[: compared.start()], self._names, self._profile)
        return Reading(heads.complete(phrase, clause.quantity.unit), "comparison")

    def _with_place(self, before: str) -> re.Match[str] | None:
        """Find 比某省低: another place by name is what it is compared with."""
        for match in _COMPARES.finditer(before):
            place = self._names.place_at(before, match.end())
            if place and place[1] != self._profile.place_id:
                return match
        return None

    def above_year(self, clause: Clause, heads: Heads) -> Reading | None:
        """Read 高于2015年4.2个百分点, which is a growth."""
        found = _ABOVE_YEAR.search(clause.before[-20:])
        if not found or clause.quantity.unit not in units.POINTS:
            return None
        before = clause.before[: len(clause.before) - len(found[0])]
        change = "降低" if found["how"].startswith("低") else "提高"
        phrase = replace(peel(before, self._names, self._profile), grew=True, change=change)
        return Reading(heads.complete(phrase, ""), "growth")

    def share(self, clause: Clause, heads: Heads) -> Reading | None:
        """Read 占全省三分之一, 达到公路里程的60% and 占地区生产总值比重为15%."""
        unit, before = clause.quantity.unit, clause.before
        if unit not in ("%", "比例", "倍"):
            return None
        bracket = _IN_BRACKET.search(before) if before.startswith("占") else None
        if bracket:
            told = bracket["name"] + before[bracket.end() :]
            return Reading(peel(told, self._names, self._profile), "reach")
        area = _SHARE_OF_AREA.match(before) if unit != "倍" else None
        if area and self._is_larger(area["whole"]):
            return self._part(clause, heads, area, "comparison")
        part = _SHARE.match(before) if before.endswith("的") else None
        if part and not _OF_YEAR.search(before):
            return self._part(clause, heads, part, "share")
        return self._named(clause, heads)

    def _part(
        self, clause: Clause, heads: Heads, match: re.Match[str], form: str
    ) -> Reading | None:
        phrase = peel(match["subject"], self._names, self._profile)
        subject = phrase.noun or heads.now.noun
        if not subject:
            return None
        link = match.groupdict().get("link", "占")
        # 租金不高于市场租金的90%: a bound on the subject, not a share of it.
        is_share = link.startswith(("占", "达")) and clause.quantity.unit != "倍"
        noun = f"{subject}占{clean_noun(match['whole'])}比重" if is_share else subject
        operator = words.BEFORE.get(link) or self._operator(clause.before)
        told = replace(phrase, noun=noun, steps=[noun], operator=operator, grew=False)
        return Reading(told, form)

    def _named(self, clause: Clause, heads: Heads) -> Reading | None:
        """Read a share whose subject stands in the clause before: ，占全县人口比重超过37%."""
        told, subject = clause.before.lstrip("，、其中"), heads.now.noun
        share, ratio = _SHARE_NAMED.match(told), _RATIO_NAMED.match(told)
        if not subject or not (share or ratio):
            return None
        if ratio:
            phrase = peel(subject + told, self._names, self._profile)
            return Reading(phrase, "share")
        phrase = peel(told[share.end() :] if share else told, self._names, self._profile)
        noun = f"{subject}占{clean_noun(share['whole'] if share else '')}比重"
        return Reading(replace(phrase, noun=noun, steps=[noun], grew=False), "share")

    def _operator(self, before: str) -> str:
        return peel(before, self._names, self._profile).operator

    def _is_larger(self, whole: str) -> bool:
        """Whether an area is more than the one a document is about: 全省 in a city's plan."""
        place = (self._profile.place_id or "").rstrip("0")
        return len(place) > _RANKS.get(whole, 6)
