"""How much a series of published values can bear: the data-strength mark and its reasons. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

STRENGTHS = ("weak", "fair", "strong")
LEAST_POINTS, PACE_POINTS = 3, 5


@dataclass(frozen=True, slots=True)
class Seen:
    """A published year-end value; `trust` is A, B or C, `maturity` final or preliminary."""

    year: int
    value: float
    trust: str = "A"
    maturity: str = "final"


@dataclass(frozen=True, slots=True)
class Strength:
    """The mark of a series: the worst of `grades`, which give each reason's (see `strength_of`).

    `points` counts its values, `latest` is the year of the last one, `age` the years since.
    """

    mark: str
    points: int
    latest: int
    age: int
    grades: Mapping[str, str]


def strength_of(values: Sequence[Seen], as_of_year: int, *, broken: bool) -> Strength:
    """Return the mark of a series ordered by year, at least one value long: the worst of five.

    ============= ================ ============== =========================
    reason        strong           fair           weak
    ============= ================ ============== =========================
    points        5 or more        3 or 4         fewer than 3
    age in years  at most 1        2              3 or more
    broken        no               yes
    trust         A and B          C among used   C is the latest value
    preliminary   none             among used
    ============= ================ ============== =========================

    Used are the last five values. `broken` says that the series begins within the plan period,
    where another vintage series reaches further back.
    """
    used, age = values[-PACE_POINTS:], as_of_year - values[-1].year
    verified = all(seen.trust != "C" for seen in used)
    settled = all(seen.maturity != "preliminary" for seen in used)
    grades = {
        "points": _grade(strong=len(values) >= PACE_POINTS, fair=len(values) >= LEAST_POINTS),
        "age": _grade(strong=age <= 1, fair=age <= 2),
        "broken": _grade(strong=not broken, fair=True),
        "trust": _grade(strong=verified, fair=used[-1].trust != "C"),
        "preliminary": _grade(strong=settled, fair=True),
    }
    mark = min(grades.values(), key=STRENGTHS.index)
    return Strength(mark, len(values), values[-1].year, age, grades)


def _grade(*, strong: bool, fair: bool) -> str:
    if strong:
        return "strong"
    return "fair" if fair else "weak"
