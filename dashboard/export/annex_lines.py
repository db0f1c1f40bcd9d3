"""附表1 and 附表3: one line for each target, in which every computed number is a formula.

A formula stands only where the board has the number; what it comes to is written beside it, so that
a reader who calculates nothing sees the same.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.export.annex_formulas import Inputs, day_of, formulas, shown
from dashboard.export.annex_terms import Term, cell
from dashboard.export.annex_workings import Workings
from dashboard.export.number_formats import number_format, with_minus
from dashboard.export.spreadsheet import FIRST_ROW, Formula, Page, Styled, Value
from dashboard.records import Row
from dashboard.report.phrases import book, named, nature, verdict
from dashboard.report.progress import judged
from dashboard.report.records import Line
from dashboard.report.tasks import owners
from etl.domain.columns import ADDED_UP
from etl.domain.reason import BOUND_WORDS

# Name, header and width in characters.
COLUMNS = (
    ("number", "序号", 5), ("indicator", "指标", 18), ("unit", "单位", 6), ("nature", "属性", 7),
    ("base_year", "基期年", 6), ("base", "基期值", 8), ("year", "近期\n目标年", 8), ("target", "目标值", 9),
    ("far", "远期目标", 11), ("planned", "规划\n年均", 8), ("clock", "实际值\n时间", 8),
    ("actual", "本年\n实际", 8), ("expected", "序时\n要求", 8), ("gap", "与序时\n要求之差", 9),
    ("level_completion", "水平\n完成率\n（%）", 8), ("distance_completion", "增量\n完成率\n（%）", 8),
    ("schedule_completion", "序时\n进度\n（%）", 8), ("gap_points", "进度差\n（百分点）", 10),
    ("needed_per_year", "剩余\n年均需", 8), ("acceleration", "加快\n倍数", 7),
    ("status", "评估结论", 10), ("judged", "研判说明", 30), ("duty", "责任单位", 14), ("source", "数据来源", 24),
)  # fmt: skip
_AT = {name: at for at, (name, _, _) in enumerate(COLUMNS)}
_IN_UNIT = ("actual", "planned", "expected", "gap", "needed_per_year")
_SHARES = (
    "level_completion", "distance_completion", "schedule_completion", "gap_points", "acceleration",
)  # fmt: skip
_FROM_NOTHING = ("annual_flow", *ADDED_UP)
NOTES = (
    "注：序时要求、完成率、序时进度、进度差、剩余年均需和加快倍数为公式，改动目标值、基期值、实际值后自动重算；"
    "公式所用的其他数据见“计算底稿”。评估结论和研判说明为数据库的评估结果，不随公式变动。",
    "水平完成率＝实际值÷目标值；增量完成率＝（实际值－基期值）÷（目标值－基期值）；进度差＝增量完成率－序时进度；"
    "加快倍数＝剩余年均需÷规划年均。单位为%的，年均变动以百分点计。“—”表示没有这个数。",
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a sheet of lines is called, and the line under its title."""

    name: str
    title: str
    line: str
    place_id: str


def lines_page(lines: Sequence[Line], heading: Heading, workings: Workings) -> Page:
    """Return the sheet of some targets; what their formulas need goes to `workings`."""
    rows = [
        _Cells(line, heading, row).styled(workings) for row, line in enumerate(lines, FIRST_ROW)
    ]
    columns = [(head, width) for _, head, width in COLUMNS]
    return Page(heading.name, heading.title, heading.line, columns, rows, NOTES, 2)


class _Cells:
    """The cells of one line, by the name of their column."""

    def __init__(self, line: Line, heading: Heading, row: int) -> None:
        self._line, self._row, self._heading, self._at = line, line.row, heading, row
        self._say = line.row.wording()
        self._decimals = line.row.indicator.decimals

    def styled(self, workings: Workings) -> list[Styled]:
        """Return the cells in the order of the columns."""
        workings.begin(self._title)
        given = self._given()
        worked = formulas(self._line, self._inputs(given), self._results(), workings)
        workings.finish(self._line.sums)
        cells = self._words() | given
        for name, number in worked.items():
            before = cells.get(name) or Styled(None, self._format(name, number.value))
            result = self._board(name)
            assert result is not None
            cells[name] = replace(before, value=Formula(number.on(self._heading.name), result))
        return [cells.get(name, Styled(None, align="right")) for name, _, _ in COLUMNS]

    @property
    def _title(self) -> str:
        aim = self._row.target
        year = f"{aim.year}年" if aim.year else ""
        return f"{self._heading.name} 第{self._line.number}项　{self._name}　{year}目标{self._row.aim()}"

    @property
    def _name(self) -> str:
        row = self._row
        place = "" if row.place.place_id == self._heading.place_id else row.place.name
        return place + named(row)

    def _words(self) -> dict[str, Styled]:
        row, far, seen = self._row, self._line.far, self._row.observation
        status = verdict(row)
        actual = f"实际值：{seen.source}" if seen else "实际值：缺数据"
        return {
            "number": Styled(self._line.number, "0", align="center"), "indicator": Styled(self._name),
            "unit": Styled(self._say.unit, align="center"),
            "nature": Styled(nature(row), align="center"),
            "far": Styled(f"{far.target.year}年{far.aim()}" if far else None, align="center"),
            "status": Styled(status.text, tone=status.tone, align="center"),
            "judged": Styled(self._judged), "duty": Styled(owners(self._line)),
            "source": Styled(f"目标：{book(row.source.title)}；{actual}"),
        }  # fmt: skip

    @property
    def _judged(self) -> str:
        """Return the reason of the status, and beside it what a person holds it to be."""
        said = self._row.reason()
        return said + judged(self._line) if self._line.judgement else said

    def _given(self) -> dict[str, Styled]:
        """Return the numbers that formulas start from, as far as there are any."""
        row, sheet = self._row, self._line.sheet
        seen: dict[str, Styled] = {
            "target": Styled(
                self._in_unit(sheet.value), _aim_format(row, self._decimals), remark=_plan(row)
            )
        }
        for name, year in (("base_year", sheet.base_year), ("year", row.target.year)):
            if year is not None:
                seen[name] = Styled(year, "0", align="center")
        if sheet.base is not None and row.target.kind not in _FROM_NOTHING:
            seen["base"] = Styled(self._in_unit(sheet.base), self._plain)
        if row.observation:
            day = day_of(self._line)
            look = "yyyy-mm-dd" if day else "0"
            seen["clock"] = Styled(self._clock(day), look, align="center")
        if row.actual is not None:
            seen["actual"] = Styled(
                self._in_unit(row.actual), self._plain, remark=_published(self._line)
            )
        return seen

    def _clock(self, day: str | None) -> Value:
        facts = self._line.sheet.facts
        if day:
            return date.fromisoformat(day)
        return int(facts.as_of[:4]) if facts.as_of else facts.period

    def _inputs(self, given: Mapping[str, Styled]) -> Inputs:
        def found(name: str) -> Term | None:
            held = given[name].value if name in given else None
            if held is None:
                return None
            return self._cell(name, float(held) if isinstance(held, int | float) else math.nan)

        target = found("target")
        assert target is not None
        return Inputs(
            found("base_year"), found("base"), found("year"), target, found("clock"), found("actual")
        )  # fmt: skip

    def _results(self) -> dict[str, Term]:
        values = {name: self._board(name) for name in (*_SHARES, *_IN_UNIT)}
        return {name: self._cell(name, one) for name, one in values.items() if one is not None}

    def _cell(self, name: str, value: float) -> Term:
        return cell(self._heading.name, self._at, _AT[name], value)

    def _board(self, name: str) -> float | None:
        """Return what judgement came to, in the unit shown."""
        found = self._line.sheet.planned_per_year if name == "planned" else getattr(self._row, name)
        if found is None:
            return None
        return float(found) / self._say.factor if name in _IN_UNIT else float(found)

    def _in_unit(self, value: float) -> float:
        return shown(value / self._say.factor)

    @property
    def _plain(self) -> str:
        return with_minus(number_format(self._decimals))

    def _format(self, name: str, value: float) -> str:
        if name in _SHARES:
            return with_minus(number_format(2 if name == "acceleration" else 1))
        return with_minus(_telling(value, self._decimals))


def _telling(value: float, decimals: int) -> str:
    """Return the format of a value with further places where it would read as nothing."""
    if not value or not math.isfinite(value) or round(value, decimals):
        return number_format(decimals)
    return number_format(min(9, 1 - math.floor(math.log10(abs(value)))))


def _aim_format(row: Row, decimals: int) -> str:
    """Return the format that shows a target as the plan says it: "不低于"0.00, 10"—15"."""
    aim, number = row.target, number_format(decimals)
    if aim.kind == "milestone":
        return '"完成"'
    if aim.value_high is not None:
        say, down = row.wording(), row.indicator.direction != "up"
        return (
            f'"{say.number(aim.value)}—"{number}'
            if down
            else f'{number}"—{say.number(aim.value_high)}"'
        )
    before, after = BOUND_WORDS[aim.operator][0], "左右" if aim.operator == "~" else ""
    return (f'"{before}"' if before else "") + number + (f'"{after}"' if after else "")


def _published(line: Line) -> str:
    """Return where the actual comes from, line by line."""
    row, seen = line.row, line.row.observation
    if seen is None:
        return ""
    told = (
        ("来源", seen.source), ("公布", seen.released_on or "公布日期不详"),
        ("印作", f"{seen.printed}{seen.printed_unit}"), ("版本", line.vintage),
        ("可信程度", f"{seen.trust}（待核）" if seen.trust == "C" else seen.trust),
        ("推算", seen.basis), ("网址", seen.url), ("备注", seen.note),
    )  # fmt: skip
    lines = [f"{name}：{text}" for name, text in told if text]
    if row.adds_up:
        lines.insert(0, "由逐年数值合成，见“计算底稿”；以下为最后一年的数值。")
    return "\n".join(lines)


def _plan(row: Row) -> str:
    """Return which plan sets the target, line by line."""
    source, aim = row.source, row.target
    told = (
        ("规划", book(source.title)), ("印发", " ".join((source.issuer, source.issued_on)).strip()),
        ("引用", source.citation), ("目标", f"{row.aim()}{'（力争）' if aim.stretch else ''}"),
        ("备注", source.note),
    )  # fmt: skip
    return "\n".join(f"{name}：{text}" for name, text in told if text)
