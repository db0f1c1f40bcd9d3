"""Sentences that count: each asserts its own sum, or the report is refused.

A published city report names 12 and 23 of 37 indicators: two are missing from its own sentence.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dashboard.records import Row
from dashboard.report.refusals import NotAddingUp
from etl.domain.reason import STATUS_WORDS

_WHY = {
    "no_actual": "缺数据",
    "no_later_actual": "基期之后缺数据",
    "years_missing": "部分年份缺数据",
    "no_year": "规划未写明目标年份",
    "no_base": "规划未给出基期值",
    "not_comparable": "普查前后不可比",
    "later_year": "普查前后不可比",
    "own_year_missing": "普查前后不可比",
    "base_beyond_target": "基期已达到目标",
    "year_before_base": "目标年份不晚于基期",
    "path_undefined": "目标轨迹无法计算",
}
_ELSE = "其他原因"


def parts_of(total: int, parts: Mapping[str, int], what: str, unit: str = "项") -> str:
    """Return "滞后1项、无法评估5项" of the parts that are not nothing.

    Raises NotAddingUp where they do not add up to `total`; `what` says what was counted.
    """
    found = sum(parts.values())
    if found != total:
        raise NotAddingUp(
            f"{what}共{total}{unit}，分项相加为{found}{unit}，不一致，未生成报告；请将此情况反馈给开发人员。"
        )
    return "、".join(f"{name}{number}{unit}" for name, number in parts.items() if number)


def by_status(rows: Sequence[Row], what: str) -> str:
    """Return how many rows are of each status, in the official words; as `parts_of`."""
    counted = Counter(row.status for row in rows)
    words = {row.status: row.status_word() for row in rows if not row.early}
    parts = {words.get(key, _word(key, rows)): counted[key] for key in STATUS_WORDS if counted[key]}
    said = parts_of(len(rows), parts, what)
    early, reached = sum(row.early for row in rows), counted["achieved"]
    if not early or early == reached:
        return said
    known = f"{words['achieved']}{reached}项"
    return said.replace(known, f"{known}（其中提前实现{early}项）", 1)


def _word(status: str, rows: Iterable[Row]) -> str:
    return next(row.status_word() for row in rows if row.status == status)


def by_cause(rows: Sequence[Row]) -> str:
    """Return why rows cannot be judged: "缺数据2项、规划未写明目标年份3项"; as `parts_of`."""
    counted = Counter(_WHY.get(row.cause, _ELSE) for row in rows)
    names = [*dict.fromkeys(_WHY.values()), _ELSE]
    parts = {name: counted[name] for name in names if counted[name]}
    return parts_of(len(rows), parts, "无法评估的目标")


def by_nature(rows: Sequence[Row]) -> tuple[int, int]:
    """Return how many rows are binding and how many expected, which together are all."""
    binding = sum(row.target.nature == "binding" for row in rows)
    return binding, len(rows) - binding
