"""The table of targets as a CSV file that opens in a spreadsheet, in official words."""

import re
from collections.abc import Sequence

import pandas as pd

from dashboard.records import Row
from etl.domain.reason import NATURE_WORDS

# 以 = + - @ 开头的文字在表格软件里会被当作公式（OWASP ASVS 1.2.10）。
_FORMULA = re.compile(r"^[=+\-@\t\r]")


def csv_of(rows: Sequence[Row]) -> str:
    """Return the rows as CSV with a byte order mark, values in each indicator's display unit."""
    frame = pd.DataFrame([_record(row) for row in rows])
    text = frame.select_dtypes(exclude="number").columns
    frame[text] = frame[text].map(_harmless)
    return "\ufeff" + frame.to_csv(index=False, lineterminator="\r\n")


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _record(row: Row) -> dict[str, object]:
    say, aim, seen = row.wording(), row.target, row.observation

    def shown(value: float | None) -> float | None:
        return None if value is None else round(value / say.factor, 6)

    return {
        "地区代码": row.place.place_id, "地区": row.place.name, "指标": row.indicator.name.zh,
        "范围": aim.scope, "属性": NATURE_WORDS[aim.nature][0], "单位": say.unit,
        "目标年": aim.year, "目标": row.aim(), "基期年": aim.base_year,
        "基期值": shown(aim.base), "实际值年份": row.period, "实际值": shown(row.actual),
        "序时要求": shown(row.expected), "差距": shown(row.gap),
        "水平完成率": row.level_completion, "增量完成率": row.distance_completion,
        "序时进度": row.schedule_completion, "进度差": row.gap_points,
        "此后年均需变动": shown(row.needed_per_year), "评估": row.status_word(),
        "评估依据": row.reason(), "规划": row.source.title,
        "责任单位": "、".join(aim.responsible), "实际值来源": seen.source if seen else "",
    }  # fmt: skip
