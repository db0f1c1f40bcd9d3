"""How large a text may be and how long a bar is: fitted on the server, so that nothing is ever cut off.

Widths are ems as `breadth` estimates them; places on a bar are percents of its length.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from dashboard.breadth import breadth
from dashboard.briefing.records import (
    Figure,
    Line,
    Plot,
    Rank,
    Status,
)

# 一格里写几个字以内用大字、用中字，再长用小字（样式表里的 .fit-1、.fit-2、.fit-3）。
_ROW_STEPS = (13.0, 26.0)
_FINDING_STEPS = (76.0, 98.0)
_LABEL_STEPS = (20.0, 24.0)
# 列表里从大到小的字号（rem）；粗体比估的宽多少；几行以内算短表，几行以内年份写在数值下面。
_SIZES = (1.9, 1.5, 1.3, 1.1)
_BOLD, _FEW, _STACKED = 1.15, 4, 8
# 比这还长的，不是指标、单位或地区的名称。
_NAME_MOST, _PLACE_MOST = 50.0, 30.0
# 页眉一行多宽（rem），时钟除外。
_HEAD_ROOM = 79.0
# 结束页：依次试的字号（rem），文字一栏的宽和高（rem）。
_CLOSING_SIZES = (1.5, 1.3, 1.1)
_CLOSING_WIDTH, _CLOSING_ROOM = 45.0, 32.5
# 粗体的数字、字母比估的宽多少；评估标记里形状和边距占几个字，边框和左边距多宽（rem）。
_BOLD_DIGIT, _BOLD_LETTER, _CHIP_EMS, _CHIP_EDGE = 1.18, 1.09, 2.9, 0.8
# 有没有责任单位、有没有进度条：主题一屏数值和目标两栏的宽（rem，不含边距）。
_VALUE_COLUMNS = {
    (False, False): (" spare", (15.0, 17.0)), (False, True): (" unowned", (13.0, 15.0)),
    (True, False): ("", (9.2, 10.8)), (True, True): ("", (9.2, 10.8)),
}  # fmt: skip
# 短表里评估的字号；数值下面的年份放得下几个字。
_ROOMY, _YEAR_EMS = 1.3, 7.6
# 最小的字（rem）。
SMALL = 1.1
# 关键数字的字号、单位的字号、一栏平常多宽、至多多宽、边距多宽（rem）；下限是72像素。
_FIGURE, _FIGURE_LEAST, _FIGURE_UNIT = 3.8, 3.6, 1.5
FIGURES, _FIGURES_MOST, _FIGURE_EDGE = 31.0, 48.0, 3.2
_LEAST_SPAN = 1.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that goes out from the schedule line: where it begins and how long it is, in percent."""

    start: float
    length: float


def size_class(text: str, steps: Sequence[float]) -> str:
    """Return the class of the largest type in which a text fits, given the ems each one holds."""
    wide = breadth(text)
    return f"fit-{1 + sum(wide > step for step in steps)}"


def row_class(names: Iterable[str]) -> str:
    """Return the one class in which all names of a list fit."""
    return max((size_class(name, _ROW_STEPS) for name in names), default="fit-1")


def title_class(title: str, whose: str) -> str:
    """Return the class in which a title stands on one line with whose screen it is and the clock."""
    beside = breadth(whose) * 1.3 + 1.6
    return f"fit-{1 + sum(breadth(title) * size + beside > _HEAD_ROOM for size in (2.2, 1.9))}"


def finding_class(text: str) -> str:
    """Return the class in which the sentence of a scene fits on two lines."""
    return size_class(text, _FINDING_STEPS)


def label_class(text: str) -> str:
    """Return the class in which what a key figure is fits on one line."""
    return size_class(text, _LABEL_STEPS)


def theme_class(lines: Sequence[Line]) -> str:
    """Return the classes in which the targets of a theme fit: of their names, of their values.

    Without owners the columns of values are wider, without bars too wider still.
    """
    columns, rooms = _VALUE_COLUMNS[
        any(line.owner for line in lines), any(line.share is not None for line in lines)
    ]
    level = _level(lines, rooms, (0.0, 0.0))
    longest = max((breadth(text) for line in lines for text in (line.name, line.owner)), default=0)
    is_crowded = len(lines) > _FEW and longest > _NAME_MOST
    return _classes([line.name for line in lines], level) + columns + " crowded" * is_crowded


def ranking_class(ranks: Sequence[Rank]) -> str:
    """Return the classes in which the places of a ranking fit; a long one puts years beside values."""
    is_long = len(ranks) > _STACKED
    level = _level(ranks, (10.8, 10.8), (3.6, 3.6) if is_long else (0.0, 0.0))
    is_crowded = is_long and max(breadth(rank.place) for rank in ranks) > _PLACE_MOST
    classes = _classes([rank.place for rank in ranks], level)
    return classes + " inline" * is_long + " crowded" * is_crowded


def _level(
    lines: Sequence[Line | Rank], rooms: tuple[float, float], years: tuple[float, float]
) -> int:
    """Return the number of the largest type in which values and aims fit into their rooms (rem)."""
    value = max((breadth(line.value) for line in lines), default=0.0)
    aim = max((breadth(line.aim) for line in lines), default=0.0)
    first = 0 if len(lines) <= _FEW else 1
    for level, size in enumerate(_SIZES[first:], first):
        widths = (value * _BOLD * size + years[0], aim * _BOLD * size + years[1])
        if all(width <= room for width, room in zip(widths, rooms, strict=True)):
            return level
    return len(_SIZES)


def _classes(names: Sequence[str], level: int) -> str:
    size = row_class(names)
    is_roomy = len(names) <= _FEW and size == "fit-1"
    return f"{size} num-{level}" + " roomy" * is_roomy


def ranking_status(ranks: Sequence[Rank]) -> float:
    """Return how wide the statuses of a ranking are (rem), in the type that its classes give them."""
    size = _ROOMY if "roomy" in ranking_class(ranks).split() else SMALL
    return status_width((rank.status for rank in ranks), size)


def is_short(year: str) -> bool:
    """Return whether what stands under a value fits on one line of its column."""
    return breadth(year) <= _YEAR_EMS


def closing_class(facts: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """Return the class of the largest type in which the facts of the closing scene fit.

    Where none does, the longest texts are cut after two lines (`tight`).
    """
    for at, size in enumerate(_CLOSING_SIZES, 1):
        if _closing_height(facts, size) <= _CLOSING_ROOM:
            return f"fit-{at}"
    return f"fit-{len(_CLOSING_SIZES)} tight"


def _closing_height(facts: Sequence[tuple[str, tuple[str, ...]]], size: float) -> float:
    """Return how many rem the facts take at a size of type."""
    lines = sum(ceil(breadth(text) * size / _CLOSING_WIDTH) for _, texts in facts for text in texts)
    return lines * size * 1.35 + len(facts) * 0.4


def figures_width(figures: Sequence[Figure]) -> float:
    """Return how wide the column of key figures is (rem): wider than usual where a number is longer."""
    return min(max([FIGURES, *map(_figure_width, figures)]), _FIGURES_MOST)


def _figure_width(figure: Figure) -> float:
    size = _FIGURE if _is_usual(figure) else _FIGURE_LEAST
    return bold(figure.number) * size + _unit_width(figure) + _FIGURE_EDGE


def number_class(figure: Figure) -> str:
    """Return the class of the smallest key figures where a number is longer than its card is wide."""
    return "number" if _is_usual(figure) else "number long"


def _is_usual(figure: Figure) -> bool:
    wide = bold(figure.number) * _FIGURE + _unit_width(figure)
    return wide <= FIGURES - _FIGURE_EDGE


def _unit_width(figure: Figure) -> float:
    return (breadth(figure.unit) + 0.3) * _FIGURE_UNIT


def status_width(statuses: Iterable[Status], size: float = SMALL) -> float:
    """Return how wide a column must be (rem) for the longest of its statuses to stand on one line."""
    return chip_width((bold(one.word) for one in statuses), size)


def chip_width(words: Iterable[float], size: float) -> float:
    """Return how wide a column must be (rem) for marks whose words are so many ems wide."""
    return round((max(words, default=0.0) + _CHIP_EMS) * size + _CHIP_EDGE, 2)


def bold(text: str) -> float:
    """Return how wide a bold text is, in ems."""
    return sum(breadth(one) * _heavier(one) for one in text)


def _heavier(one: str) -> float:
    return _BOLD_DIGIT if one.isdigit() else _BOLD_LETTER if one.isascii() else 1.0


def on_bar(share: float | None) -> float | None:
    """Return a share as a place on a bar: never outside of it."""
    return None if share is None else round(min(max(share, 0.0), 100.0), 2)


def schedule_line(ranks: Sequence[Rank]) -> float:
    """Return where the line of the schedule stands in a ranking: gaps to its left, leads to its right."""
    low, high = _reach(ranks)
    return round(-low / (high - low) * 100, 2)


def gap_bar(rank: Rank, ranks: Sequence[Rank]) -> Bar | None:
    """Return the bar of one place on the scale of all."""
    if rank.gap_points is None:
        return None
    low, high = _reach(ranks)
    length = abs(rank.gap_points) / (high - low) * 100
    zero = schedule_line(ranks)
    return Bar(round(zero - length if rank.gap_points < 0 else zero, 2), round(length, 2))


def _reach(ranks: Sequence[Rank]) -> tuple[float, float]:
    gaps = [rank.gap_points for rank in ranks if rank.gap_points is not None]
    low, high = min([0.0, *gaps]), max([0.0, *gaps])
    span = max(high - low, _LEAST_SPAN)
    # 两边都留一点，序时线不贴边。
    return low - 0.04 * span, high + 0.04 * span


def is_empty(plot: Plot | None) -> bool:
    """Return whether there is no chart to draw."""
    return plot is None or not (plot.actuals or plot.earlier or plot.targets or plot.path)
