"""Reads one passage: finds its numbers and works out what each is about.

What is left out in a clause (subject, year, verb of a list) is carried from the one before it,
never over the end of the passage.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from etl.text import units, words
from etl.text.counted import counted_noun, is_counted, is_slogan, used_of
from etl.text.findings import BY_EACH, Clause, Finding, Reading, divisions_of, findings_of
from etl.text.heads import Heads, flow_of
from etl.text.names import Names
from etl.text.numerals import Quantity
from etl.text.phrases import Phrase, clean_noun, peel
from etl.text.profile import Profile
from etl.text.sentences import Sentence, read_sentences
from etl.text.shares import Shares
from etl.text.subjects import subjects_of

_POST = re.compile(r"[^，；。、：（）！？]{1,40}")
_LONGEST_CLAUSE = 120
_LIST_WORDS = frozenset({"、", "和", "与", "及", "以及"})
# 每周调度2次 says how often.
_OFTEN = re.compile(r"每(?:周|月|季度?|半年|天|日|两周|半月)[^，。；]{0,6}$")
_RADIUS = re.compile(r"见[\u4e00-\u9fff]$")
_GROWN = ("培育", "打造", "形成", "创建", "建设")
_THIRDS = ("第一产业占比", "第二产业占比", "第三产业占比")


class Reader:
    """Reads passages of one document; keeps nothing between two passages."""

    def __init__(self, names: Names, profile: Profile) -> None:
        self._names, self._profile = names, profile
        shares = Shares(names, profile)
        # The first rule that knows a clause reads it.
        self._rules = (
            shares.rank, shares.comparison, self._triple, shares.share, shares.above_year,
            self._level,
        )  # fmt: skip

    def read(self, text: str, this_year: int | None) -> Iterator[Finding]:
        """Yield the findings of one plain passage in order; `this_year` is what 全年 means."""
        heads = Heads(self._names, self._profile)
        for sentence in read_sentences(text, this_year, self._profile.last_year):
            heads.open_sentence()
            if not sentence.groups:
                heads.name_topic(sentence.text.strip("—-· "))
            yield from divisions_of(sentence)
            for index, group in enumerate(sentence.groups, 1):
                following = sentence.groups[index : index + 1]
                limit = following[0][0].start if following else len(sentence.text)
                clause = _clause(sentence, group, heads.end, limit)
                heads.enter(sentence.text[heads.end : clause.begin], clause.before)
                yield from self._read_clause(clause, heads)
            yield from self._read_thresholds(sentence)

    def _read_clause(self, clause: Clause, heads: Heads) -> Iterator[Finding]:
        reading = next(found for rule in self._rules if (found := rule(clause, heads)))
        phrase, form = reading.phrase, reading.form
        if is_slogan(clause.sentence.text, clause.group[0], phrase, form):
            return
        is_list_item = bool(heads.end) and clause.before[:1] in _LIST_WORDS
        heads.end = clause.quantity.stop + reading.used
        named = len(phrase.noun) > 1 and phrase.noun not in words.NO_SUBJECTS
        if not named or _OFTEN.search(clause.before):
            heads.flow = ""
            return
        if form in ("bare", "reach", "count") and is_list_item:
            heads.inherit_verb(phrase)
        inherited = heads.flow if is_list_item and not phrase.verb else ""
        heads.flow = flow_of(phrase.noun) or inherited
        heads.place(phrase)
        if form not in ("growth", "comparison", "rank"):
            count = len(clause.group)
            subjects = subjects_of(phrase.noun, count) or heads.kept_subjects(phrase.noun)
            heads.carry(phrase, clause.quantity.unit, subjects)
        else:
            heads.carry_change(phrase)
        yield from findings_of(clause, reading, heads)

    def _triple(self, clause: Clause, heads: Heads) -> Reading | None:
        """Read 三次产业结构为10:50:40."""
        if clause.quantity.form != "triple":
            return None
        phrase = peel(clause.before, self._names, self._profile)
        return Reading(replace(phrase, noun="、".join(_THIRDS), steps=[]), "triple")

    def _level(self, clause: Clause, heads: Heads) -> Reading:
        """Read a noun before or behind the number, or complete what the clause leaves out."""
        per = BY_EACH.search(clause.before)
        told = clause.before[: per.start()] if per else clause.before
        phrase = peel(told, self._names, self._profile)
        counted = self._counted(clause, phrase) or self._by_manner(clause, phrase)
        if counted:
            return counted
        form = "growth" if phrase.grew else ("reach" if phrase.reached else "bare")
        if not phrase.noun or heads.is_part(phrase):
            skipped = clause.sentence.text[heads.end : clause.begin]
            phrase = heads.complete(phrase, clause.quantity.unit, clause.before, skipped)
            return Reading(phrase, form if phrase.grew else "carry")
        if phrase.change == "相差":
            noun = phrase.noun + "差距"
            if clause.before.startswith("与") and heads.now.noun:
                noun = f"{heads.now.noun}与{noun}"
            return Reading(replace(phrase, noun=noun, steps=[noun], grew=False), "reach")
        return Reading(phrase, form)

    def _by_manner(self, clause: Clause, phrase: Phrase) -> Reading | None:
        """Read 新房不低于30%按照装配式建设: how large a part is done in which manner."""
        manner = next((word for word in words.MANNER if clause.after.startswith(word)), None)
        if clause.quantity.unit != "%" or not phrase.noun or manner is None:
            return None
        noun = f"{phrase.noun}{clean_noun(clause.after.removeprefix(manner))}比例"
        return Reading(replace(phrase, noun=noun, steps=[noun]), "reach", len(clause.after))

    def _counted(self, clause: Clause, phrase: Phrase) -> Reading | None:
        """Read the noun behind the number (120个社区食堂), where that is what is counted."""
        quantity = clause.quantity
        if quantity.unit in units.RATE_UNITS or phrase.grew:
            return None
        noun = counted_noun(clause.sentence.text, quantity, clause.after)
        if quantity.unit == "米" and _RADIUS.match(noun):
            noun = f"{quantity.low:g}米{noun}"
            return Reading(replace(phrase, noun=noun, steps=[noun]), "radius", len(clause.after))
        known = phrase.reached and self._names.link(phrase.steps)
        if known or not noun or not is_counted(quantity, phrase, noun):
            return None
        flow = flow_of(phrase.noun)
        if phrase.noun.endswith(words.SERVING):
            noun = phrase.noun + noun
        elif flow:
            noun = flow + noun
        verb = phrase.verb or flow
        if clause.before.endswith("等"):
            # 某镇、某镇等15个特色小镇: examples are no regions.
            phrase = replace(phrase, regions=[], named=False)
        steps = [verb + noun, noun] if verb and not flow else [noun, noun.removeprefix(flow)]
        phrase = replace(phrase, noun=noun, steps=steps, verb=verb)
        return Reading(phrase, "count", used_of(clause.after, phrase))

    def _read_thresholds(self, sentence: Sentence) -> Iterator[Finding]:
        """Read 培育产值过百亿元的企业 where nothing in the clause is counted."""
        for quantity in sentence.thresholds:
            clause = _clause(sentence, [quantity], 0, len(sentence.text))
            stop = quantity.stop + len(clause.after)
            counted = any(
                clause.begin <= other.start <= stop for group in sentence.groups for other in group
            )
            phrase = peel(clause.before, self._names, self._profile)
            noun = clean_noun(clause.after.lstrip("的"))
            told = phrase.verb in _GROWN and phrase.operator and phrase.noun and noun
            if told and not counted:
                phrase = replace(phrase, noun=noun + phrase.noun, steps=[noun + phrase.noun])
                yield from findings_of(
                    clause, Reading(phrase, "threshold", len(clause.after)), None
                )


def _clause(sentence: Sentence, group: list[Quantity], end: int, limit: int) -> Clause:
    """Return the clause of a group: after the last sign or number, up to the next."""
    first, last = group[0], group[-1]
    begin = sentence.clause_start(max(end, first.start - _LONGEST_CLAUSE), first.start)
    behind = _POST.match(sentence.text, last.stop, limit)
    after = behind[0] if behind else ""
    return Clause(sentence, group, begin, sentence.text[begin : first.start], after)
