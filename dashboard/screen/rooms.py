"""How much room each part of a scene has on the wall, and what its texts must give up to stay in it.

Widths of texts are ems, rooms are rem (20 pixels of a 1920 × 1080 wall); estimates err on the wide side.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from dashboard.breadth import breadth
from dashboard.briefing.records import Briefing, Headline, Line, Scene, Supervision
from dashboard.screen.fit import (
    FIGURES,
    SMALL,
    bold,
    chip_width,
    figures_width,
    row_class,
    status_width,
)

# 页脚除页码外多宽（rem），一行多高；图注一行放几个字；单位多长会把图例挤成两行。
_FOOT_WIDTH, _FOOT_LINE, _CHART_EMS, _UNIT_EMS = 87.2, 1.595, 48.0, 15.0
# 页脚至多几行，单位和规则至多几个字；页码的点、点共多宽、数字多宽（rem）。
_FOOT_MOST, _UNIT_MOST, _RULE_MOST = 3, 40.0, 100.0
_PAGE_DOT, _PAGE_DOTS, _PAGE_NUMBER = 0.9, 16.0, 4.8
# 场景除页脚外给正文留多高（rem）。
_BODY = 39.2
# 名称从大到小的字号（rem），名称和小字的行高。
_NAMES, _NAME_LINE, _DETAIL_LINE = (1.5, 1.3, 1.1), 1.25, 1.4
# 督办表多宽、表头多高、一列数多宽、评估一列平常多宽；落后最多一栏多宽、标题和边距多高（rem）。
_TABLE, _TABLE_HEAD, _COUNT, _STATUS = 54.8, 4.4, 5.2, 11.0
_LIST, _LIST_HEAD = 37.2, 7.3


@dataclass(frozen=True, slots=True)
class Departments:
    """How a table of departments fits: the classes of its type, the width of its statuses in rem."""

    classes: str
    status: float


def lost_height(scene: Scene, briefing: Briefing) -> float:
    """Return how many pixels the chart of a scene gives up to notes, a long unit and a long foot."""
    if not isinstance(scene.body, Headline) or scene.body.plot is None:
        return 0.0
    plot, less = scene.body.plot, (figures_width(scene.body.figures) - FIGURES) / SMALL
    room = _CHART_EMS - less
    notes = _lines((breadth(note) for note in plot.notes), room, 1.5)
    unit = breadth(plot.unit)
    legend = ceil(unit / room) if unit > _UNIT_EMS - less else 0
    return 31.0 * (notes + legend + max(0, foot_lines(scene, briefing) - 2)) + 8.0 * bool(notes)


def lost_width(scene: Scene) -> float:
    """Return how many pixels the chart of a scene gives up to long key figures."""
    figures = scene.body.figures if isinstance(scene.body, Headline) else ()
    return 20.0 * (figures_width(figures) - FIGURES)


def _lines(widths: Iterable[float], room: float, apart: float) -> int:
    """Return on how many lines things stand that are set one after another, none broken if it fits."""
    lines, used = 0, room
    for wide in widths:
        if used + apart + wide <= room:
            used += apart + wide
        else:
            lines, used = lines + ceil(wide / room), min(wide, room)
    return lines


def foot_texts(scene: Scene, briefing: Briefing) -> list[str]:
    """Return what the foot states before the day and the release, which are kept on one line each.

    A source longer than the foot is cut short.
    """
    unit, rule = shortened(scene.unit, _UNIT_MOST), shortened(scene.rule, _RULE_MOST)
    kept = _kept(briefing)
    spent = sum(breadth(text) + 1.5 for text in (unit, rule, *kept)) + max(map(breadth, kept))
    room = _FOOT_MOST * _foot_room(briefing) * 0.97 - spent - 1.5
    return [text for text in (unit, shortened(scene.source, room), rule) if text]


def shortened(text: str, room: float) -> str:
    """Return a text that ends in … where it is wider than `room` ems."""
    if breadth(text) <= room:
        return text
    widths = accumulate(map(breadth, text))
    return text[: sum(wide <= room - 1 for wide in widths)] + "…"


def foot_lines(scene: Scene, briefing: Briefing) -> int:
    """Return on how many lines the foot of a scene stands at most."""
    room = _foot_room(briefing)
    used = sum(breadth(text) + 1.5 for text in foot_texts(scene, briefing))
    for text in _kept(briefing):
        wide, free = breadth(text) + 1.5, -used % room
        used += wide if wide <= free else free + wide
    return ceil(used / room)


def _foot_room(briefing: Briefing) -> float:
    """Return how many ems a line of the foot holds beside the number of the scene."""
    dots = min(len(briefing.scenes) * _PAGE_DOT + 0.7, _PAGE_DOTS)
    return (_FOOT_WIDTH - dots - _PAGE_NUMBER) / SMALL


def _kept(briefing: Briefing) -> tuple[str, str]:
    """Return what ends the foot; no name of a release is wider than the English one."""
    return briefing.as_of, f"Release {briefing.release.id}"


def body_height(scene: Scene, briefing: Briefing) -> float:
    """Return how many rem the body of a scene is high, which is what its foot leaves."""
    return _BODY - max(3.4, foot_lines(scene, briefing) * _FOOT_LINE + 0.5)


def departments(body: Supervision, height: float) -> Departments:
    """Return how the departments of a scene fit into a height (rem): the largest names that do."""
    names = [one.name for one in body.departments]
    whole = status_width(one.worst for one in body.departments)
    # 折行的标记不能伸进右边距。
    halves = chip_width((_halved(one.worst.word) for one in body.departments), SMALL) + 0.7
    least = int(row_class(names)[-1])
    room = height - _TABLE_HEAD - _note_height(body.left_out)
    for level in range(least, len(_NAMES) + 1):
        if _rows_height(names, _NAMES[level - 1], _name_room(body, whole)) <= room:
            return Departments(f"fit-{level}", whole)
    return Departments(f"fit-{len(_NAMES)} wrapped", halves)


def _name_room(body: Supervision, status: float) -> float:
    return _TABLE - _COUNT * (len(body.states) + 1) - max(status, _STATUS) - 1.2


def _rows_height(names: Sequence[str], size: float, room: float) -> float:
    """Return how many rem the rows of a table take, each as high as its name."""
    least = min(6.2, 26.4 / max(len(names), 1))
    return sum(max(least, _text_height(name, size, room) + 0.5) for name in names)


def _text_height(text: str, size: float, room: float, line: float = _NAME_LINE) -> float:
    return ceil(breadth(text) * size / room) * size * line


def _note_height(note: str) -> float:
    return _text_height(note, SMALL, _TABLE, 1.3) + 0.4 * bool(note)


def furthest_class(lines: Sequence[Line], height: float) -> str:
    """Return the class in which what is furthest behind fits into a height (rem); the last is tight.

    Tight is a wider card with less room between its lines.
    """
    room = min(8.0, (height - _LIST_HEAD) / max(len(lines), 1))
    for level in range(int(row_class(line.name for line in lines)[-1]), len(_NAMES) + 1):
        if all(_item_height(line, _NAMES[level - 1], lines) <= room for line in lines):
            return f"fit-{level}"
    return f"fit-{len(_NAMES)} tight"


def _item_height(line: Line, size: float, lines: Sequence[Line]) -> float:
    """Return how many rem one line of the list takes: name over detail, both beside gap and status."""
    gap = max(bold(one.gap) * 1.9 for one in lines)
    room = _LIST - 1.2 - max(gap, status_width(one.status for one in lines) - 0.6)
    detail = breadth(line.value + line.value_year + line.aim + line.aim_year) + 3.0
    lower = ceil(detail * SMALL / room) * SMALL * _DETAIL_LINE
    return max(_text_height(line.name, size, room), 2.4 * bool(line.gap)) + max(lower, 2.07)


def _halved(word: str) -> float:
    """Return how wide a bold text is on two lines, broken at the space that suits it best."""
    parts = word.split(" ")
    cuts = range(1, len(parts))
    pairs = [(" ".join(parts[:cut]), " ".join(parts[cut:])) for cut in cuts] or [(word, "")]
    return min(max(bold(first), bold(second)) for first, second in pairs)
