"""The project's own rule (序时进度) asked of a bare case, so that it can stand beside the others.

The judgement is etl.domain.one's; nothing is decided here.
"""

from collections.abc import Mapping

import numpy as np

from etl.domain.one import Aim, judge_series
from etl.domain.records import Bands
from etl.domain.rules.case import Case, Opinion, flaw_of, opinion
from etl.domain.rules.text import number

UNKNOWN = "unknown"
DEFAULT_NATURE = "expected"


def schedule(case: Case, bands: Mapping[str, Bands]) -> Opinion:
    """Return the opinion of the schedule rule; value is the gap g in percentage points, no score.

    `bands` are the limits of g by nature, as the registry keeps them.
    """
    flaw = flaw_of(case)
    if flaw:
        return unknown(flaw)
    aim = Aim(
        value=case.target,
        year=case.target_year,
        base_year=case.base_year,
        direction=case.direction,
        bands=bands[case.nature or DEFAULT_NATURE],
    )
    # 很大的数会溢出成无穷：结果按缺数处理，不必警告。
    with np.errstate(all="ignore"):
        verdict = judge_series(case.series, aim)
    return opinion(verdict.status, verdict.gap_points, None, _premises(case) + verdict.reason)


def unknown(reason: str) -> Opinion:
    """Return the opinion of the schedule rule on a case that it cannot judge."""
    return Opinion(UNKNOWN, None, None, reason)


def _premises(case: Case) -> str:
    start = min(case.series) if case.base_year is None else case.base_year
    if start not in case.series or case.target is None or case.target_year is None:
        return ""
    return (
        f"基期{start}年{number(case.series[start])}，"
        f"{case.target_year}年目标{number(case.target)}；"
    )  # fmt: skip
