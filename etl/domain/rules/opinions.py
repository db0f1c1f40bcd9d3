"""All published rules on one case, and what most of them say.

The number of rules that agree is a fact about rules, never a verdict of the project's own.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from etl.domain.records import Bands
from etl.domain.rules.case import Case, Opinion, unavailable
from etl.domain.rules.escap import escap
from etl.domain.rules.eurostat import eurostat
from etl.domain.rules.schedule import schedule
from etl.domain.rules.statcan import statcan
from etl.domain.rules.un2022 import un2022
from etl.domain.rules.un2023 import un2023
from etl.domain.rules.words import BUCKETS, PUBLISHED, RULES, SCHEDULE, UNKNOWN, bucket_of

Rule = Callable[[Case], Opinion]
_RULES: Mapping[str, Rule] = {
    "statcan": statcan,
    "eurostat": eurostat,
    "un2022": un2022,
    "un2023": un2023,
    "escap": escap,
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many of the rules that judged a case put it into the commonest bucket."""

    bucket: str
    count: int
    total: int


def judge(case: Case, bands: Mapping[str, Bands]) -> Opinion:
    """Return the opinion of the case's rule; not_available, with a reason, for an unknown rule.

    `bands` by nature matter to the schedule rule only.
    """
    if case.rule == SCHEDULE:
        return schedule(case, bands)
    rule = _RULES.get(case.rule)
    if rule is None:
        return unavailable(f"没有这个规则，可用：{'、'.join(RULES)}。")
    return rule(case)


def second_opinions(case: Case) -> tuple[tuple[str, Opinion], ...]:
    """Return each published rule's name and opinion on a case, in the order of words.PUBLISHED.

    The case's own `rule` does not matter.
    """
    return tuple((name, _RULES[name](replace(case, rule=name))) for name in PUBLISHED)


def agreement(opinions: Iterable[tuple[str, Opinion]]) -> Agreement:
    """Return the commonest bucket, how many opinions are in it, and how many judged at all.

    Of buckets equally common the more severe is named. Where none judged it is unknown, 0 of 0.
    """
    counts = Counter(bucket_of(rule, opinion) for rule, opinion in opinions)
    counts.pop(UNKNOWN, None)
    if not counts:
        return Agreement(UNKNOWN, 0, 0)
    bucket = max(counts, key=lambda name: (counts[name], BUCKETS.index(name)))
    return Agreement(bucket, counts[bucket], counts.total())
