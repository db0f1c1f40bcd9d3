"""Reads the noun behind a number, where that is what is counted: 120个社区食堂.

A verb that goes on with the sentence is never part of the noun.
"""

import re

from etl.text import words
from etl.text.heads import flow_of
from etl.text.numerals import Quantity
from etl.text.phrases import Phrase, clean_noun

_TIER = re.compile(r"[、和及]\d+个[^，。；、\d]*?级([^，。；、]+)")
_CHAIN = re.compile(
    r"\d[\d.,]*万?(?:公里|米|平方米|万平方米|户|栋|亩)(?P<work>[\u4e00-\u9fff]{2,20})"
)
_WORK = (*words.WORKS, "铺设", "安装")
_TRIAL = re.compile(
    r"^(?P<what>[^开]{1,8}?)\ue000?[^\ue001]{0,6}\ue001?"
    r"(?:开展|实施|进行)(?P<trial>[^，。；]{2,20}(?:示范|试点|创建))$"
)
_SHORT_NUMERAL, _ROUND_COUNT = 2, 20


def counted_noun(text: str, quantity: Quantity, after: str) -> str:
    """Return the noun behind a number, "" if none; 3个甲级、6个乙级集群 share its tail."""
    ends = after.startswith(("等", "的", "以")) and len(after) < 3
    goes_on = after.startswith((*words.LIST_SIGNS, *words.CHANGES)) or after in words.GOES_ON
    if ends or goes_on:
        return ""
    noun = clean_noun(_cut(after.lstrip("的")))
    behind = quantity.stop + len(after)
    chain, trial = _CHAIN.match(text, behind), _TRIAL.match(after)
    if noun.endswith("级"):
        tier = _TIER.match(text, behind)
        noun += tier[1] if tier else ""
    elif chain and quantity.counts and noun:
        noun = _chained(text, quantity, clean_noun(_cut(chain["work"])), noun)
    if trial:
        noun = trial["trial"] + trial["what"].rstrip("\ue000")
    if "的" in noun and noun.startswith(("比较", "以", "有", "具有", "较")):
        noun = noun.rpartition("的")[2]
    return noun if len(noun) > 1 else ""


def _chained(text: str, quantity: Quantity, work: str, noun: str) -> str:
    """Name the first measure of 320个街区580公里燃气管道 after the work on it."""
    if work.endswith(_WORK):
        return work + noun
    before = text[max(0, quantity.start - 4) : quantity.start]
    verb = next((verb for verb in _WORK if before.endswith(verb)), "")
    return work + verb + noun if verb else noun


def _cut(after: str) -> str:
    """Cut a noun off where a verb goes on with the sentence: 5座水厂|并投入使用."""
    cuts = [at for stop in words.NOUN_STOPS if (at := after.find(stop, 2)) > 0]
    return after[: min(cuts, default=len(after))]


def used_of(after: str, phrase: Phrase) -> int:
    """Return how much of what stands behind the number belongs to its quote."""
    tail = phrase.noun[-2:]
    at = after.find(tail) if tail in clean_noun(after) else -1
    return at + len(tail) if at >= 0 else len(after)


def is_counted(quantity: Quantity, phrase: Phrase, noun: str) -> bool:
    """Whether the noun behind a number is counted although a noun stands before it."""
    if not phrase.noun or (quantity.base_unit == "元" and noun.endswith(words.MONEYS)):
        return True
    if not quantity.counts:
        return False
    open_end = phrase.noun.endswith(("等", "的", *words.REACHING_OUT))
    return open_end or not phrase.reached or phrase.noun in words.FLOW_VERBS


def is_slogan(text: str, quantity: Quantity, phrase: Phrase, form: str) -> bool:
    """Whether a Chinese numeral is rhetoric: 四个显著提升, “五个扎实”."""
    if quantity.form != "chinese":
        return False
    opened = text.count("“", 0, quantity.start) > text.count("”", 0, quantity.start)
    short = form != "count" and quantity.stop - quantity.start <= _SHORT_NUMERAL
    made = phrase.verb in words.MAKING or flow_of(phrase.noun)
    idle = form == "count" and not made and quantity.low < _ROUND_COUNT
    return opened or short or idle or phrase.noun.startswith(words.SLOGANS)
