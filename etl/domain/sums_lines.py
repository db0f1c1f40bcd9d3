"""The writer of a calculation sheet: numbers in the printed unit, lines that are checked as written.

Every line is keyed in again from what is printed; a sheet with a line that does not come out is
written anew with more decimals (see sums.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.domain.reason import Wording, is_early, plain, status_word
from etl.domain.sums_sheet import COMPOUNDING, NOISE, SHARE_DECIMALS, Sheet, Sum
from etl.domain.sums_terms import HUNDRED, Term, exact, grouped_text, holds, minus, rounded, times
from etl.domain.sums_words import formula, name

_MULTIPLE = ("倍", "times")
_POINTS = ("个百分点", "percentage points")
Words = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Label:
    """What a line is called and how its formula reads, by key (see sums_words)."""

    name: str
    formula: str
    words: Words = field(default_factory=dict)


class Writer:
    """Lines of one sheet; `sound` says whether all came out.

    `decimals` are those of computed values, `share_decimals` those of computed percentages.
    """

    def __init__(self, sheet: Sheet, wording: Wording, lang: str, extra: int) -> None:
        self.sheet, self.facts, self.wording, self.lang = sheet, sheet.facts, wording, lang
        self.grouped = lang == "en" and wording.indicator.display_unit is not None
        shown = 0 if self.grouped else wording.indicator.decimals
        self.decimals, self.share_decimals = shown + 1 + extra, sheet.share_decimals
        self.lines: list[Sum] = []
        self.sound = True

    @property
    def status_word(self) -> str:
        """Return the official word of the status."""
        return status_word(self.facts.status, early=is_early(self.facts), lang=self.lang)

    @property
    def point_unit(self) -> str:
        """Return what differences of percents are called."""
        return _POINTS[self.lang == "en"]

    @property
    def compounds(self) -> bool:
        """Return whether the target's rates compound from year to year."""
        return self.facts.kind in COMPOUNDING

    @property
    def is_growth(self) -> bool:
        """Return whether it is judged as the growth of an index."""
        return self.facts.kind == "average_growth"

    def given(self, value: float) -> Term:
        """Return a published value, with all its digits, in the printed unit."""
        return exact(value / self.wording.factor, grouped=self.grouped)

    def computed(self, value: float) -> Term:
        """Return a computed value in the printed unit."""
        return rounded(value / self.wording.factor, self.decimals, grouped=self.grouped)

    def actual(self) -> Term:
        """Return the value judged on: as published, or as computed from yearly rates."""
        assert self.facts.actual is not None
        computed = self.sheet.adds_up and self.compounds
        return (self.computed if computed else self.given)(self.facts.actual)

    def target(self) -> Term:
        """Return the end of the target that is to be reached."""
        return self.given(self.sheet.value)

    def above_base(self, term: Term) -> Term:
        """Return a term less the base."""
        base = self.sheet.base or 0.0
        return minus(term, self.given(base)) if base else term

    def value(self, label: Label, term: Term, value: float, unit: str = "") -> Term:
        """Write a line whose result is a value in the base unit, and return the result."""
        shown = value / self.wording.factor
        return self.step(label, term, self.decimals, unit or self.wording.unit, value=shown)

    def share(self, label: Label, term: Term, value: float) -> Term:
        """Write a line whose result is a percentage that others build on, and return the result."""
        return self.step(label, term, self.share_decimals, "%", value=value)

    def points(self, label: Label, term: Term, value: float, decimals: int) -> Term:
        """Write a line whose result is in percentage points, and return the result."""
        return self.step(label, term, decimals, self.point_unit, value=value)

    def multiple(self, label: Label, term: Term, value: float) -> Term:
        """Write a line whose result is how many times something is, and return the result."""
        unit = _MULTIPLE[self.lang == "en"]
        return self.step(label, term, SHARE_DECIMALS, unit, value=value)

    def step(
        self, label: Label, term: Term, decimals: int, unit: str = "", *, value: float | None = None
    ) -> Term:
        """Write a line and return its result: that of the term, or `value` where that is known."""
        known = term.value if value is None else value
        result = plain(known, decimals)
        self.sound &= holds(term, known, decimals)
        if self.grouped and unit == self.wording.unit:
            result = grouped_text(result)
        self._add(label, term.text, result, unit)
        return Term(result, float(result.replace(",", "")))

    def total(self, label: Label, term: Term, result: Term) -> None:
        """Write a line whose result is kept with all its digits."""
        self.sound &= abs(term.value - result.value) <= NOISE * max(1.0, abs(result.value))
        self._add(label, term.text, result.text, self.wording.unit)

    def follows(self, label: Label, put: str, result: str, unit: str = "") -> None:
        """Write a comparison and what follows from it."""
        self._add(label, put, result, unit, sign="→")

    def note(self, *, holds_as_printed: bool) -> None:
        """Note whether a comparison holds as it is printed."""
        self.sound &= holds_as_printed

    def _add(self, label: Label, put: str, result: str, unit: str, sign: str = "=") -> None:
        told = formula(label.formula, self.lang, label.words)
        self.lines.append(Sum(name(label.name, self.lang), told, put, result, unit, sign))


def in_percent(term: Term) -> Term:
    """Return a share in percent: times 100."""
    return times(term, HUNDRED)
