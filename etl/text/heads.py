"""Keeps what later clauses of a sentence may leave out: subject, region, scope, unit, verb.

其中 and a bracket open a child scope; a semicolon, a full stop or the bracket's end close it.
"""

import re
from dataclasses import dataclass, replace

from etl.domain.records import NATION
from etl.text import units, words
from etl.text.names import Names
from etl.text.phrases import Phrase, peel, without_motion
from etl.text.profile import Profile

_LIST_WORDS = ("、", "和", "与", "及", "以及")
_FLOW = re.compile(rf"(?:(?:{'|'.join(words.FLOW_VERBS_LONGEST_FIRST)})(?!率))+")
_WORKED = (*words.WORKS, "项目", "工程")
_LONGEST_TOPIC, _LONGEST_SUBJECT = 12, 24
_LONGEST_MEMORY = 8


@dataclass(slots=True)
class Carried:
    """What later clauses may inherit; `regions` are those of the subject, `places` of the clause."""

    noun: str = ""
    steps: tuple[str, ...] = ()
    regions: tuple[tuple[str, str | None], ...] = ()
    scope: str = ""
    unit: str = ""
    places: tuple[tuple[str, str | None], ...] = ()
    subjects: tuple[str, ...] = ()
    verb: str = ""


@dataclass(slots=True)
class _Scope:
    """A scope that was opened by 其中 or a bracket, with what held outside of it."""

    opener: str
    outside: Carried


class Heads:
    """The state of a passage while its numbers are read in order."""

    def __init__(self, names: Names, profile: Profile) -> None:
        self._names, self._profile = names, profile
        self.now = Carried()
        self.end = 0
        self.flow = ""
        self.from_level = False
        self._scopes: list[_Scope] = []
        self._before: list[Carried] = []
        self._is_new = True
        self._topic = ""
        self._is_aside = False

    def open_sentence(self) -> None:
        """Close all scopes and forget places; the subject stays."""
        self._close("")
        self.now.places = ()
        self.end, self.flow, self.from_level, self._is_new = 0, "", False, True

    def name_topic(self, text: str) -> None:
        """Take a sentence that is only a name (磷化工。) as the topic of those that follow."""
        named = len(text) <= _LONGEST_TOPIC and peel(text, self._names, self._profile).noun == text
        self._topic = text if named and without_motion(text) == text else ""

    def enter(self, gap: str, before: str) -> None:
        """Take note of what stands between the last number and this clause."""
        for char in gap:
            if char == "（":
                self._open("（")
            elif char == "）":
                self._close("（")
            elif char == "；":
                self._close("其中")
                self.now.places = ()
        if "其中" in gap[-8:] or before.lstrip("（").startswith("其中"):
            if not (self._scopes and self._scopes[-1].opener == "其中"):
                self._open("其中")
        elif self._scopes and self._scopes[-1].opener == "其中" and before.startswith("到20"):
            self._close("其中")
        self._note_places(gap)
        if "；" in gap or "，" not in gap:
            self.from_level = self.from_level and not gap.strip("、")
        lead = before[-14:]
        self.from_level = self.from_level or "由" in lead or lead.startswith("从")

    def _open(self, opener: str) -> None:
        self._scopes.append(_Scope(opener, replace(self.now)))

    def _close(self, opener: str) -> None:
        """Close scopes up to and with the last one of an opener; all for ""."""
        if opener and all(scope.opener != opener for scope in self._scopes):
            return
        while self._scopes:
            scope = self._scopes.pop()
            self.now = scope.outside
            if scope.opener == opener:
                return

    def _note_places(self, gap: str) -> None:
        """Remember a place that opens a clause without number: 支持某县……，新建……."""
        for clause in gap.replace("；", "，").split("，"):
            if clause:
                phrase = peel(clause, self._names, self._profile)
                concrete = [place for place in phrase.regions if place[1] != NATION]
                if phrase.named and len(concrete) == 1:
                    self.now.places = tuple(concrete)

    def is_part(self, phrase: Phrase) -> bool:
        """Whether a phrase alone says nothing without the subject before it."""
        alone = (words.PARTS, words.CHILDREN, words.REACHING_OUT, words.FLOW_VERBS, words.TIERS)
        return any(phrase.noun in listed for listed in alone)

    def place(self, phrase: Phrase) -> None:
        """Give a phrase that names no region the one of an earlier clause of its sentence."""
        if phrase.named and len(phrase.regions) == 1:
            self.now.places = tuple(phrase.regions)
        elif phrase.regions:
            self.now.places = ()
        elif self.now.places and not phrase.noun.startswith(words.OTHERS):
            phrase.regions = list(self.now.places)

    def inherit_verb(self, phrase: Phrase) -> None:
        """Let a list item share the verb of the item before it: 新增甲1公里、乙2公里."""
        if self.flow and not phrase.verb and not phrase.noun.startswith(words.FLOW_VERBS):
            phrase.noun = self.flow + phrase.noun
            phrase.steps.append(phrase.noun)

    def carry(self, phrase: Phrase, unit: str, subjects: tuple[str, ...]) -> None:
        """Make a phrase the subject that later clauses may leave out.

        Another measure of the same work (30个、2万户) leaves the work the subject.
        """
        if self._is_aside:
            self._is_aside = False
            return
        if phrase.noun.startswith(words.REACHING_OUT):
            return
        self._is_new = False
        self.now = Carried(
            phrase.noun, tuple(phrase.steps), tuple(phrase.regions), phrase.scope, unit,
            self.now.places, subjects, phrase.verb,
        )  # fmt: skip
        self._before = [*self._before[-_LONGEST_MEMORY:], self.now]

    def carry_change(self, phrase: Phrase) -> None:
        """Make what changed or was compared the subject; its level has no unit yet."""
        if phrase.noun and phrase.noun != self.now.noun:
            self.now = Carried(
                phrase.noun, tuple(phrase.steps), tuple(phrase.regions), phrase.scope, "",
                self.now.places,
            )  # fmt: skip

    def kept_subjects(self, noun: str) -> tuple[str, ...]:
        """Return the subjects of the head where a clause goes on with the same."""
        return self.now.subjects if noun == self.now.noun else ()

    def last_subjects(self, count: int) -> tuple[str, ...]:
        """Return the subjects that 分别 gives its values to: those of the head or the last heads."""
        if len(self.now.subjects) == count:
            return self.now.subjects
        last = [head.noun for head in self._before[-count:]]
        return tuple(last) if len(last) == count else ()

    def complete(self, phrase: Phrase, unit: str, before: str = "", skipped: str = "") -> Phrase:
        """Complete a phrase without subject from the clause or number before it."""
        if phrase.noun and not self.is_part(phrase):
            return phrase
        parent = self._named(skipped, unit) or self.now
        of_a_rate = phrase.noun.endswith("率") and parent.noun.endswith("率")
        if phrase.noun in words.CHILDREN and (self._is_new or of_a_rate):
            return replace(phrase, noun=self._topic + phrase.noun) if self._is_new else phrase
        if unit and phrase.noun in words.PARTS and not _same_measure(unit, parent.unit):
            return phrase
        if phrase.noun.endswith("工率"):
            parent = self._last_work() or parent
        of_points = unit in units.POINTS and parent.unit not in ("", *units.RATE_UNITS)
        if of_points or (phrase.verb and not phrase.noun):
            parent = self._last_of("%" if of_points else unit) or parent
        same = phrase.grew or not unit or _same_measure(unit, parent.unit)
        listed = not before or before[:1] in _LIST_WORDS
        worked = bool(phrase.verb) and not phrase.noun
        joins = phrase.noun in words.CHILDREN or phrase.noun in words.REACHING_OUT
        if not parent.noun or not (same or listed or worked or joins):
            return replace(phrase, noun="")
        self._is_aside = listed and not same
        noun = self._joined(parent, phrase, unit)
        # 30个、2万户: another measure of the same thing is not the indicator of the first.
        steps = ([noun] if noun != parent.noun else list(parent.steps)) if same else []
        return replace(
            phrase, noun=noun, steps=steps,
            regions=phrase.regions or self._inherited(phrase, parent),
            scope=phrase.scope or parent.scope,
        )  # fmt: skip

    def _inherited(self, phrase: Phrase, parent: Carried) -> list[tuple[str, str | None]]:
        """Return the regions of the subject; 其他县 are of the document again."""
        if phrase.noun in words.OTHERS:
            return [(self._profile.place_name, self._profile.place_id)]
        return list(parent.regions)

    def _joined(self, parent: Carried, phrase: Phrase, unit: str) -> str:
        """Return the subject with what the clause adds: a scope, a child, another measure."""
        worked = parent.verb in words.WORKS and not parent.noun.endswith(parent.verb)
        if self._is_aside and not phrase.noun:
            measure = words.UNIT_MEASURES.get(unit.lstrip("万亿"), "")
            lead = parent.verb if worked else ""
            return lead + parent.noun + measure if measure else parent.noun
        if not phrase.noun and (phrase.verb or phrase.reached):
            # 新增56家，达到612家: the second is the level, no longer what was added.
            level = parent.noun.removesuffix("净增").removesuffix("新增")
            return level.removeprefix(flow_of(level)) or parent.noun
        if phrase.noun.endswith("工率") and worked:
            return parent.noun + parent.verb + phrase.noun
        if phrase.noun in words.REACHING_OUT:
            work = parent.noun + (parent.verb if worked else "")
            return work + phrase.noun + words.UNIT_MEASURES.get(unit.lstrip("万亿"), "")
        if phrase.noun in words.FLOW_VERBS:
            return phrase.noun + parent.noun.removeprefix(flow_of(parent.noun))
        if phrase.noun in words.TIERS:
            tier = next((one for one in words.TIERS if parent.noun.startswith(one)), "")
            return phrase.noun + parent.noun.removeprefix(tier)
        if phrase.noun.startswith("总"):
            return parent.noun.removeprefix(flow_of(parent.noun)) + phrase.noun
        return with_child(parent.noun, phrase.noun)

    def _last_work(self) -> Carried | None:
        """Return the last subject that is worked on: 开工率 is not that of 惠及居民."""
        return next(
            (
                head for head in reversed(self._before)
                if head.verb in words.WORKS or flow_of(head.noun) or head.noun.endswith(_WORKED)
            ),
            None,
        )  # fmt: skip

    def _last_of(self, unit: str) -> Carried | None:
        """Return the last subject that was measured in a unit."""
        return next(
            (head for head in reversed(self._before) if _same_measure(unit, head.unit)), None
        )

    def _named(self, skipped: str, unit: str) -> Carried | None:
        """Return the subject of the clause before, where that holds no number of its own."""
        clauses = [part for part in skipped.rstrip("，：").replace("；", "，").split("，") if part]
        if not clauses or skipped[-1:] not in ("，", "："):
            return None
        clause = clauses[-1]
        phrase = peel(without_motion(clause), self._names, self._profile)
        noun = phrase.noun
        moved = without_motion(clause) != clause
        if self._names.knows(noun) or (moved and _measures(noun)):
            return Carried(noun, (noun,), tuple(phrase.regions), phrase.scope, unit)
        named = self._names.last_named(clause)
        return Carried(named, (named,), tuple(phrase.regions), unit=unit) if named else None


def flow_of(noun: str) -> str:
    """Return the verbs of doing that a noun phrase begins with: 新建改建 of 新建改建道路."""
    match = _FLOW.match(noun)
    return match[0] if match else ""


def _measures(noun: str) -> bool:
    """Whether a noun ends like something that is measured."""
    return 2 < len(noun) <= _LONGEST_SUBJECT and noun.endswith(words.MEASURE_ENDS)


def with_child(parent: str, child: str) -> str:
    """Join 县城 or 占比 to the subject before it: 城市污水处理率 and 县城 is 县城污水处理率."""
    if not child or child in words.OTHERS:
        return parent
    if child in words.PARTS:
        for scope in words.PARTS:
            # 城镇化率 is no 化率 of towns.
            if not parent.startswith("化", len(scope)):
                parent = parent.removeprefix(scope)
        return child + parent
    for measure in words.MEASURES:
        if child not in words.RATES and parent.endswith(measure) and len(parent) > len(measure):
            parent = parent.removesuffix(measure)
            break
    return parent + child


def _same_measure(unit: str, other: str) -> bool:
    if unit in units.RATE_UNITS and other in units.RATE_UNITS:
        return True
    return not other or unit.lstrip("万亿") == other.lstrip("万亿")
