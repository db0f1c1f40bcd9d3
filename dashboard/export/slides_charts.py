"""A chart on a slide, native and editable, with its key numbers beside it: those that it draws."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from pptx.slide import Slide

from dashboard.export.native_charts import Lettering, add_chart
from dashboard.export.slides_base import BODY
from dashboard.export.slides_page import add_text, describe
from dashboard.export.slides_text import FONT, Area, Text, height_of
from dashboard.report.phrases import fixed
from dashboard.report.records import Chart, Dot

PLOT = BODY._replace(width=624.0)
NUMBERS = Area(BODY.left + 652, BODY.top, BODY.width - 652, BODY.height)
_LARGE, _SMALL = (44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0), (28.0, 24.0, 20.0, 18.0, 16.0)
_MOST_TARGETS = 3


def put_chart(slide: Slide, chart: Chart, number: str, year: int, created: datetime) -> None:
    """Put a chart and its key numbers onto a slide; what it shows is said in the slide's title."""
    titled = replace(chart, finding=chart.caption)
    lettering = Lettering(12, chinese=FONT, latin=FONT)
    frame = add_chart(slide.shapes, titled, PLOT.box, lettering, created)
    frame.name = number
    describe(frame, described(chart))
    texts = key_numbers(chart, year)
    if texts:
        add_text(slide, "关键数字", NUMBERS, texts)


def key_numbers(chart: Chart, year: int) -> list[Text]:
    """Return the actual of the year (or the latest one), the path in that year and the targets.

    As many as there is room for.
    """
    texts: list[Text] = []
    for label, number, tone, sizes in _numbers(chart, year):
        pair = [
            Text(label, 14, "ink-2", before=14 if texts else 0),
            Text(number, _size(number, sizes), tone, is_bold=True),
        ]
        if height_of([*texts, *pair], NUMBERS.width) > NUMBERS.height:
            break
        texts += pair
    return texts


def _numbers(chart: Chart, year: int) -> Iterator[tuple[str, str, str, tuple[float, ...]]]:
    shown = _shown(chart, year)
    if shown:
        yield f"{int(shown.time)}年实际值", _value(chart, shown), "brand", _LARGE
    at = shown.time if shown else year
    # 一段轨迹的起点是基期，或者新一年的年度任务从零起算：那里没有要求。
    for dot in (dot for run in chart.path for dot in run[1:]):
        if dot.time == at:
            yield f"{int(at)}年序时要求", _value(chart, dot), "path", _SMALL
    for dot in chart.targets[-_MOST_TARGETS:]:
        yield f"{int(dot.time)}年规划目标", dot.label or _value(chart, dot), "target", _SMALL


def _shown(chart: Chart, year: int) -> Dot | None:
    """Return the actual of a year, the latest where there is none."""
    of_year = [dot for dot in chart.dots if dot.time == year]
    return max(of_year or chart.dots, key=lambda dot: dot.time, default=None)


def _size(number: str, sizes: tuple[float, ...]) -> float:
    """Return the largest size in which a number stands on one line."""
    return next(
        (one for one in sizes if Text(number, one).height(NUMBERS.width) <= Text("", one).leading),
        sizes[-1],
    )


def _value(chart: Chart, dot: Dot) -> str:
    return fixed(dot.value, chart.decimals) + chart.unit


def described(chart: Chart) -> str:
    """Return what who cannot see a chart is told: what it shows, then every number of it."""
    told = [f"图：{chart.caption}", chart.finding, *data_of(chart)]
    return "。".join(part.rstrip("。") for part in told if part) + "。"


def data_of(chart: Chart) -> list[str]:
    """Return the actuals and targets of a chart in words."""
    actuals = [f"{_when(dot)}{_value(chart, dot)}" for run in chart.actuals for dot in run]
    targets = [f"{_when(dot)}{dot.label or _value(chart, dot)}" for dot in chart.targets]
    return [
        f"{name}：{'，'.join(found)}"
        for name, found in (("实际值", actuals), ("规划目标", targets))
        if found
    ]


def _when(dot: Dot) -> str:
    return f"{int(dot.time)}年"
