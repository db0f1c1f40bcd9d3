"""The result of one recomputation, and the sentence that tells it.

A sentence names both figures and decides nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from etl.domain.consistency.mentions import POINTS
from etl.domain.consistency.printed import as_printed, decimals_of, shown
from etl.domain.consistency.wording import Change, Comparison
from etl.domain.records import Statement

_FINEST = 6


@dataclass(frozen=True, slots=True)
class Check:
    """One recomputation of what a document states about itself.

    `code` is part-whole, pace, comparator, repeated, sum, order, magnitude or census.
    `statements` are the passages involved: the one judged first, then those it was computed from.
    `stated` and `computed` are in `unit` (%, 百分点, 万人 …), the first
    as printed, the second in full precision; `arithmetic` is the sum on paper.
    """

    code: str
    holds: bool
    statements: tuple[Statement, ...]
    stated: float
    computed: float
    unit: str
    arithmetic: str

    @property
    def decimals(self) -> int:
        """Return how many decimals show both figures, and that they differ where they do."""
        places = max(2, decimals_of(self.statements[0]))
        while (
            not self.holds
            and places < _FINEST
            and round(self.stated, places) == round(self.computed, places)
        ):
            places += 1
        return places

    def sentence(self) -> str:
        """Return the finding in one plain Chinese sentence that names both figures."""
        return _SENTENCES[self.code](self)

    def _with_unit(self, value: float) -> str:
        return shown(value, self.decimals) + _spoken(self.unit)

    def _computed(self) -> str:
        return self._with_unit(self.computed)

    def _difference(self) -> str:
        places = self.decimals
        gap = abs(round(self.stated, places) - round(self.computed, places))
        return shown(gap, places) + _spoken(POINTS if self.unit == "%" else self.unit)

    def _ending(self) -> str:
        return "两者相符" if self.holds else f"相差{self._difference()}"


def _spoken(unit: str) -> str:
    return f"个{unit}" if unit == POINTS else unit


def _value(statement: Statement) -> str:
    return as_printed(statement) + _spoken(statement.unit)


def _said(check: Check) -> str:
    statement = check.statements[0]
    return f"文中称{statement.indicator}为{_value(statement)}"


def _part_whole(check: Check) -> str:
    numerator, denominator = check.statements[1:3]
    return (
        f"{_said(check)}，按{numerator.indicator}{_value(numerator)}与"
        f"{denominator.indicator}{_value(denominator)}之比计算为{check._computed()}，"
        f"{check._ending()}。"
    )


def _pace(check: Check) -> str:
    words = Change.read(check.statements[0]).words
    stated = as_printed(check.statements[0]) + _spoken(check.unit)
    return f"文中称{words}{stated}，按首末两值计算为{check._computed()}，{check._ending()}。"


def _comparator(check: Check) -> str:
    found = Comparison.read(check.statements[0])
    words = f"比{found.who}{found.side}" if found else "相差"
    stated = as_printed(check.statements[0]) + _spoken(check.unit)
    return f"文中称{words}{stated}，按文中所列两值计算为{check._computed()}，{check._ending()}。"


def _repeated(check: Check) -> str:
    other = check.statements[1]
    return f"{_said(check)}，另一处为{_value(other)}，{check._ending()}。"


def _sum(check: Check) -> str:
    return f"{_said(check)}，按各部分之和计算为{check._computed()}，{check._ending()}。"


def _order(check: Check) -> str:
    limit = check.statements[1]
    against = f"{limit.indicator}{_value(limit)}"
    if check.holds:
        return f"{_said(check)}，不超过{against}，两者相符。"
    return f"{_said(check)}，超过{against}，高出{check._difference()}，而前者不应超过后者。"


def _magnitude(check: Check) -> str:
    if len(check.statements) > 1:
        times = shown(check.stated / check.computed, 1)
        other = _value(check.statements[1])
        return f"{_said(check)}，是另一处{other}的{times}倍，单位或小数点可能有误。"
    side = "上限" if check.stated > check.computed else "下限"
    return f"{_said(check)}，超出该项的{side}{check._computed()}。"


def _census(check: Check) -> str:
    share = abs(check.stated / check.computed - 1) * 100
    side = "多" if check.stated >= check.computed else "少"
    ending = "在15%以内" if check.holds else "超过15%"
    census = _value(check.statements[1])
    return f"{_said(check)}，比最近一次普查的{census}{side}{shown(share, 1)}%，{ending}。"


_SENTENCES: dict[str, Callable[[Check], str]] = {
    "part-whole": _part_whole, "pace": _pace, "comparator": _comparator, "repeated": _repeated,
    "sum": _sum, "order": _order, "magnitude": _magnitude, "census": _census,
}  # fmt: skip
