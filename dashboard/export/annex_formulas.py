"""How the numbers of a target follow from one another, as formulas that a spreadsheet calculates anew.

They are the sums of the schedule rule for every kind of target. Which numbers there are is decided by
judgement: a formula is only written for one that the board has.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dashboard.export.annex_terms import (
    Term,
    called,
    exponential_of_minus,
    least,
    logarithm,
    term,
)
from dashboard.export.annex_workings import Workings
from dashboard.report.phrases import is_within_year
from dashboard.report.records import Line
from etl.domain.periods import last_day, time_of

HUNDRED = term(100.0)
_METHODS = {"linear": "线性", "geometric": "几何（等比）", "logistic": "逻辑斯蒂"}


@dataclass(frozen=True, slots=True)
class Inputs:
    """The cells of a target's own line that its formulas start from, None where there is no number.

    `clock` is the year or the day of the value; values are in the unit shown.
    """

    base_year: Term | None
    base: Term | None
    year: Term | None
    target: Term
    clock: Term | None
    actual: Term | None


def formulas(
    line: Line, inputs: Inputs, results: Mapping[str, Term], workings: Workings
) -> dict[str, Term]:
    """Return the formulas of a line by the name of their number; what they need goes to `workings`.

    `results` are the cells of the numbers that the board has, named after the fields of a row, and of
    "planned", the yearly change that the plan asks for.
    """
    row, work = line.row, _Work(line, inputs, workings)
    found: dict[str, Term | None] = {"actual": work.total}
    if "planned" in results:
        found["planned"] = work.planned
    if row.expected is not None:
        found["expected"] = work.expected
    if row.level_completion is not None and inputs.actual:
        found["level_completion"] = inputs.actual / inputs.target * HUNDRED
    if row.distance_completion is not None:
        found["distance_completion"] = work.distance
    if row.schedule_completion is not None:
        found["schedule_completion"] = work.schedule(results["expected"])
    if row.gap is not None and inputs.actual:
        found["gap"] = inputs.actual - results["expected"]
    if row.gap_points is not None:
        found["gap_points"] = results["distance_completion"] - results["schedule_completion"]
    if row.needed_per_year is not None:
        found["needed_per_year"] = work.needed
    if row.acceleration is not None:
        found["acceleration"] = results["needed_per_year"] / results["planned"]
    return {name: one for name, one in found.items() if one is not None}


class _Work:
    """The formulas of one target; cells of the workings are written when they are first needed."""

    def __init__(self, line: Line, inputs: Inputs, workings: Workings) -> None:
        self._line, self._row, self._sheet = line, line.row, line.sheet
        self._in, self._workings = inputs, workings
        self._factor = line.row.wording().factor
        # 增速和降低率以百分数记；单位另有换算的，跟着换算。
        self._whole = term(100.0 / self._factor)

    def _put(self, label: str, value: Term | float, said: str) -> Term:
        return self._workings.put(label, value, said)

    def _is(self, kind: str) -> bool:
        return self._row.target.kind == kind

    @property
    def _falls(self) -> bool:
        """Return whether a rate states a reduction: -13.5 is written as a change."""
        return self._is("cumulative_reduction") and self._sheet.value >= 0

    @property
    def _compounds(self) -> bool:
        return self._is("cumulative_reduction") or self._is("average_growth")

    @property
    def _from_nothing(self) -> bool:
        return not self._sheet.base

    def _factor_of(self, rate: Term) -> Term:
        share = rate / self._whole
        return term(1.0) - share if self._falls else term(1.0) + share

    def _change(self, factor: Term) -> Term:
        """Return the rate that a factor amounts to."""
        return (term(1.0) - factor if self._falls else factor - 1.0) * self._whole

    # What a target amounts to.

    @cached_property
    def total(self) -> Term | None:
        """Return the yearly values put together, None where the actual is published itself."""
        if not self._sheet.adds_up or self._row.actual is None:
            return None
        if self._compounds:
            product = self._product
            if self._is("average_growth"):
                product = product ** (term(1.0) / term(float(len(self._sheet.figures.parts))))
            return self._change(product)
        return self._over(0, [self._yearly(at) for at in range(len(self._parts))], "SUM")

    @property
    def _parts(self) -> tuple[float, ...]:
        return self._sheet.figures.parts

    def _yearly(self, at: int) -> Term:
        year = (self._row.target.base_year or 0) + 1 + at
        return self._put(f"{year}年", shown(self._parts[at] / self._factor), "当年公布的数值")

    @cached_property
    def _product(self) -> Term:
        factors = []
        for at in range(len(self._parts)):
            factors.append(self._workings.put_factor(self._factor_of(self._yearly(at))))
        return self._over(1.0, factors, "PRODUCT")

    def _over(self, start: float, terms: list[Term], name: str) -> Term:
        """Return the sum or product of cells that stand below each other."""
        value = start
        for one in terms:
            value = value + one.value if name == "SUM" else value * one.value
        first, last = terms[0].text, terms[-1].text.rpartition("!")[2]
        return called(name, value, f"{first}:{last}")

    # Time.

    @cached_property
    def _time(self) -> Term:
        """Return when the value stands, in years: 2022 at the end of the year, less within it."""
        clock, facts = self._in.clock, self._sheet.facts
        assert clock is not None and facts.period is not None
        if day_of(self._line) is None:
            return self._put("数值时点", clock, "年末")
        said = "上年＋本年已过天数÷全年天数"
        before = called("YEAR", 0.0, clock.text) - 1.0
        gone = f"({clock.text}-DATE(YEAR({clock.text})-1,12,31))"
        days = f"(DATE(YEAR({clock.text}),12,31)-DATE(YEAR({clock.text})-1,12,31))"
        whole = Term(f"{before.text}+{gone}/{days}", time_of(facts.period, facts.as_of))
        return self._put("数值时点", whole, said)

    def _span(self, since: Term, label: str) -> Term:
        """Return all years from a year to the target's."""
        assert self._in.year is not None
        return self._put(label, self._in.year - since, "目标年－起点年")

    def _gone(self, since: Term, label: str) -> Term:
        """Return the years gone since a year, at most to the target's."""
        assert self._in.year is not None
        gone = least(self._time, self._in.year) - since
        return self._put(label, gone, "数值时点（至多到目标年）－起点年")

    @cached_property
    def _plan_years(self) -> Term:
        assert self._in.base_year is not None
        return self._span(self._in.base_year, "自基期全程年数")

    @cached_property
    def _since_base(self) -> Term:
        assert self._in.base_year is not None
        return self._gone(self._in.base_year, "自基期已过年数")

    @cached_property
    def _left(self) -> Term:
        assert self._in.year is not None
        return self._put("剩余年数", self._in.year - self._time, "目标年－数值时点")

    # What is due.

    @cached_property
    def expected(self) -> Term:
        """Return what is due by the time of the value."""
        if self._is("average_growth"):
            return self._in.target
        if self._is("cumulative_reduction"):
            share = self._since_base / self._plan_years
            return self._change(self._factor_of(self._in.target) ** share)
        if self._is("annual_flow") and self._sheet.profile:
            return self._in.target * self._month_share / HUNDRED
        return self._on_path()

    def _on_path(self) -> Term:
        """Return the required value on the segment from the base or the milestone before."""
        start_year, start = self._start
        gone, span = self._gone(start_year, "本段已过年数"), self._span(start_year, "本段全程年数")
        target, method = self._in.target, self._sheet.method
        if method == "geometric":
            return start * (target / start) ** (gone / span)
        if method == "logistic":
            return self._on_logits(start, gone / span)
        if self._sheet.start:
            return start + (target - start) * gone / span
        return target * gone / span

    @cached_property
    def _start(self) -> tuple[Term, Term]:
        sheet, given = self._sheet, self._in
        assert sheet.start is not None and sheet.start_year is not None
        is_base = sheet.start_year == sheet.base_year and sheet.start == sheet.base
        said = "规划基期" if is_base else "上一个节点"
        said = f"{said}，{_METHODS[sheet.method]}路径"
        year = given.base_year if is_base and given.base_year else float(sheet.start_year)
        value = given.base if is_base and given.base else shown(sheet.start / self._factor)
        return self._put("本段起点年", year, said), self._put("本段起点值", value, said)

    def _on_logits(self, start: Term, share: Term) -> Term:
        ceiling = self._put("上限", shown(self._sheet.ceiling / self._factor), "路径的饱和水平")
        target = self._in.target
        first = self._put("起点对数比", logarithm(start / (ceiling - start)), "ln(值÷(上限－值))")
        last = self._put("终点对数比", logarithm(target / (ceiling - target)), "ln(值÷(上限－值))")
        now = self._put("此时对数比", first + (last - first) * share, "按时间匀速变化")
        return ceiling / (term(1.0) + exponential_of_minus(now))

    @cached_property
    def _month_share(self) -> Term:
        """Return the share of a year's task due by the day, in percent, from its month profile."""
        clock, profile = self._in.clock, (0.0, *self._sheet.profile)
        assert clock is not None
        ends = [
            self._put(f"{at}月末应完成（%）", one, "月度进度") for at, one in enumerate(profile)
        ]
        day = day_of(self._line)
        if day is None or self._sheet.is_over:
            return self._put("此时应完成（%）", ends[-1], "全年")
        shares = f"{ends[0].text}:{ends[-1].text.rpartition('!')[2]}"
        before, month = f"INDEX({shares},MONTH({clock.text}))", f"MONTH({clock.text})+1"
        part = f"DAY({clock.text})/DAY(EOMONTH({clock.text},0))"
        text = f"{before}+(INDEX({shares},{month})-{before})*{part}"
        assert self._row.expected is not None
        value = 100.0 * self._row.expected / self._sheet.value
        return self._put("此时应完成（%）", Term(text, value), "上月末＋本月应增×已过天数÷本月天数")

    # How much of it is done.

    @property
    def _way(self) -> Term:
        return self._above_base(self._in.target)

    def _above_base(self, value: Term) -> Term:
        if self._from_nothing:
            return value
        assert self._in.base is not None
        return value - self._in.base

    @property
    def distance(self) -> Term | None:
        """Return the share of the distance covered, in percent."""
        if self._is("average_growth"):
            return self._grown / self._aim * HUNDRED
        if self._in.actual is None:
            return None
        return self._above_base(self._in.actual) / self._way * HUNDRED

    def schedule(self, expected: Term) -> Term:
        """Return the share of the distance due, in percent."""
        if self._is("average_growth"):
            due = self._change(self._factor_of(self._in.target) ** self._since_base)
            return self._put("应已累计增长", due, "按目标增速") / self._aim * HUNDRED
        return self._above_base(expected) / self._way * HUNDRED

    @cached_property
    def _grown(self) -> Term:
        """Return what growth so far amounts to since the base year."""
        if self._sheet.adds_up:
            return self._put("已累计增长", self._change(self._product), "逐年系数连乘")
        assert self._in.actual is not None and self._in.base_year is not None
        years = self._put("自基期已有年数", self._time - self._in.base_year, "数值时点－基期年")
        done = self._change(self._factor_of(self._in.actual) ** years)
        return self._put("已累计增长", done, "按年均增速")

    @cached_property
    def _aim(self) -> Term:
        aim = self._change(self._factor_of(self._in.target) ** self._plan_years)
        return self._put("目标累计增长", aim, "按目标增速至目标年")

    # What is needed.

    @cached_property
    def planned(self) -> Term:
        """Return the change per year that the plan asks for from its base on."""
        given = self._in
        if self._is("average_growth"):
            return given.target
        assert given.year is not None and given.base_year is not None
        if self._compounds:
            yearly = self._factor_of(given.target) ** (term(1.0) / self._plan_years)
            return self._change(yearly)
        return self._way / (given.year - given.base_year)

    @property
    def needed(self) -> Term | None:
        """Return the change per year from here on that leads to the target."""
        given = self._in
        if given.actual is None:
            return None
        if not self._compounds:
            return (given.target - given.actual) / self._left
        done, aim = given.actual, given.target
        if self._is("average_growth"):
            done, aim = self._grown, self._aim
        ratio = self._factor_of(aim) / self._factor_of(done)
        return self._change(ratio ** (term(1.0) / self._left))


def shown(value: float) -> float:
    """Return a value without the noise of binary arithmetic, to the digits a spreadsheet keeps."""
    return float(f"{value:.15g}")


def day_of(line: Line) -> str | None:
    """Return the day of a value from within its year, None of one of the year's end."""
    as_of = line.sheet.facts.as_of
    day = last_day(as_of)
    return day.isoformat() if day and is_within_year(as_of) else None
