"""Published progress rules, each a pure function from a case to an opinion, for second opinions.

Nothing here reads a file, a clock or the registry, and nothing here decides what the project itself
reports: that is the schedule rule's. A rule must never be improved: it repeats what its publisher
does, so that its results can be laid beside the publisher's own, and says so where that is odd.
"""

from etl.domain.rules.aggregate import aggregate
from etl.domain.rules.case import Case, Opinion
from etl.domain.rules.opinions import Agreement, agreement, judge, second_opinions

__all__ = ["Agreement", "Case", "Opinion", "aggregate", "agreement", "judge", "second_opinions"]
