"""The charts of a report: a chain of the board as dots, nothing joined that must not be joined."""

from collections.abc import Sequence
from itertools import pairwise

from dashboard.chains import path_runs, runs_of
from dashboard.records import Chain, Point, Row
from dashboard.report.phrases import book, named
from dashboard.report.records import Chart, Dot
from etl.domain.headline import headline
from etl.domain.reason import Wording

_BREAK = "2020年人口普查前后分属两个序列，不可比，不连线"
_WITHIN = "截至年中某日的数值不与年末数值连线"
_MOST_SOURCES = 3
_GAPS = "中断处为缺数据的年份，不插补"


def is_drawn(chain: Chain) -> bool:
    """Return whether a chain makes a chart: values against a path, or at least two of them."""
    shown = sum(point.preferred for point in chain.points)
    return shown > 1 or bool(shown and chain.path)


def chart_of(chain: Chain, row: Row) -> Chart:
    """Return the chart of a chain; `row` is the target that the finding speaks of."""
    say = row.wording()
    points = [one for one in chain.points if one.preferred]
    runs = runs_of(points)
    dated = [one for one in chain.rows if one.target.year is not None and not one.adds_up]
    notes = [_read(chain, dated), *_breaks(runs)]
    return Chart(
        key=row.target.target_id,
        caption=f"{row.place.name}{named(row)}（{say.unit}）",
        finding=headline(row.facts, say),
        unit=say.unit,
        decimals=row.indicator.decimals,
        actuals=tuple(tuple(_dot(one, say) for one in run) for run in runs),
        path=tuple(
            tuple(
                Dot(float(year), round(value / say.factor, row.indicator.decimals + 1))
                for year, value in run
            )
            for run in path_runs(chain.rows, chain.path)
        ),
        targets=tuple(
            Dot(float(one.target.year or 0), one.target.value / say.factor, one.aim())
            for one in dated
        ),
        note=f"注：{'；'.join(notes)}。{_sources(chain)}",
    )


def _read(chain: Chain, dated: Sequence[Row]) -> str:
    """Return how the chart is read: only what it shows."""
    parts = ["实线为各年数值，不是累计数" if chain.rows[0].adds_up else "实线为实际值"]
    parts += ["虚线为目标轨迹"] if chain.path else []
    parts += ["菱形为规划目标"] if dated else []
    return "，".join(parts)


def _breaks(runs: Sequence[Sequence[Point]]) -> list[str]:
    """Return why the line stops where it does, each reason once."""
    found = []
    for before, after in pairwise(runs):
        last, first = before[-1], after[0]
        if last.series != first.series:
            found.append(_BREAK)
        elif first.observation.period - last.observation.period > 1:
            found.append(_GAPS)
        else:
            found.append(_WITHIN)
    return list(dict.fromkeys(found))


def _dot(point: Point, say: Wording) -> Dot:
    return Dot(point.time, round(point.observation.value / say.factor, 6))


def _sources(chain: Chain) -> str:
    """Return where the values and targets of a chart come from, as one sentence."""
    seen = [one.observation.source.rstrip("。") for one in chain.points if one.preferred]
    listed = list(dict.fromkeys(filter(None, seen)))
    more = "等" if len(listed) > _MOST_SOURCES else ""
    values = f"；实际值：{'；'.join(listed[-_MOST_SOURCES:])}{more}" if listed else ""
    return f"来源：目标，{book(chain.rows[0].source.title)}{values}。"
