"""One status for an indicator of several series: the mean of their scores.

Source: open-sdg documentation, progress methodology, aggregated progress status.
"""

from collections.abc import Sequence
from statistics import fmean

from etl.domain.rules.case import Opinion, opinion, unavailable
from etl.domain.rules.statcan import (
    DETERIORATION,
    LIMITED,
    MODERATE,
    SUBSTANTIAL,
    TARGET_ACHIEVED,
)
from etl.domain.rules.text import ratio

_BANDS = ((2.5, SUBSTANTIAL), (0.0, MODERATE), (-2.5, LIMITED))


def aggregate(opinions: Sequence[Opinion]) -> Opinion:
    """Return the opinion on an indicator from the statcan opinions on its series.

    Series without a score do not count. The target is achieved only if it is for all that count.
    """
    judged = [one for one in opinions if one.score is not None]
    if not judged:
        return unavailable("没有可以评分的序列，无法评估。")
    score = fmean(one.score for one in judged if one.score is not None)
    said = f"{len(judged)}个序列的得分平均为{ratio(score)}"
    if all(one.status == TARGET_ACHIEVED for one in judged):
        return opinion(TARGET_ACHIEVED, None, score, f"{said}，全部达到目标。")
    status = next((status for least, status in _BANDS if score >= least), DETERIORATION)
    return opinion(status, None, score, f"{said}；界限为2.5、0、-2.5。")
