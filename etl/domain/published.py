"""Published values in bulk: one column for each field, small numbers for what repeats.

The reader of observation files makes these columns and the store keeps them; both know only this
shape. Texts that repeat (scopes, dates, origins) stand once in a tuple and are pointed at.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from etl.domain.columns import Ints, Small
from etl.domain.records import Observation, Registry

FIRST_YEAR, LAST_YEAR = 1949, 2100
# Keys and series numbers have room for 4096 scopes; targets may bring some of their own.
MOST_SCOPES = 4_000
MATURITIES = ("final", "preliminary", "forecast")
TRUSTS = ("C", "B", "A")
_COLUMNS = (
    "indicator", "place", "period", "vintage", "scope", "released", "as_of", "value", "origin",
)  # fmt: skip
Numbers = NDArray[np.int32]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Origin:
    """What the values of one source share: the file (by its place in `Published.files`), the unit
    as printed, and what is said about them."""

    file: int
    printed_unit: str
    maturity: str
    trust: str
    basis: str
    source: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class Published:
    """Values of the given files, one element of every array for each value.

    `indicator` and `vintage` count from 1 in the registry's order, `place` is the code as a
    number, `value` is in the base unit; `scope`, `released`, `as_of` and `origin` index the tuples.
    """

    indicator: Numbers
    place: Numbers
    period: Numbers
    vintage: Numbers
    scope: Numbers
    released: Numbers
    as_of: Numbers
    value: Values
    origin: Numbers
    printed: list[str]
    scopes: tuple[str, ...]
    dates: tuple[str, ...]
    origins: tuple[Origin, ...]
    files: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.value)

    def file_of_rows(self) -> Numbers:
        """Return the number of the file each value stands in."""
        of_origin = np.array([origin.file for origin in self.origins], dtype=np.int32)
        return of_origin[self.origin] if len(self) else np.zeros(0, dtype=np.int32)

    def keys(self) -> tuple[Ints, Ints]:
        """Return the natural key packed into two numbers whose order is that of the store.

        First indicator, place, period, vintage and scope, then the two dates; scopes and dates
        are ordered by their text, so that the order does not depend on how they were numbered.
        """
        scope = text_ranks(self.scopes)[self.scope]
        dates = text_ranks(self.dates)
        first = self.indicator.astype(np.int64) * 1_000_000 + self.place
        first = (first * 256 + (self.period - FIRST_YEAR)) * 64 + self.vintage
        second = dates[self.released] * max(len(self.dates), 1) + dates[self.as_of]
        return first * 4096 + scope, second

    def order(self) -> Ints:
        """Return the rows in the order of the key; as they stand where they are in it already."""
        first, second = self.keys()
        later = (first[1:] > first[:-1]) | ((first[1:] == first[:-1]) & (second[1:] >= second[:-1]))
        return np.arange(len(self)) if later.all() else np.lexsort((second, first))

    def take(self, rows: Ints) -> "Published":
        """Return the values at the given rows only; the texts they point at stay the same."""
        printed = np.array(self.printed, dtype=object)[rows].tolist()
        columns = {name: getattr(self, name)[rows] for name in _COLUMNS}
        return replace(self, printed=printed, **columns)

    def records(self, registry: Registry) -> Iterator[Observation]:
        """Yield the values as records, in their order: for small uses only."""
        indicators, vintages = tuple(registry.indicators), tuple(registry.vintages)
        columns = (
            self.indicator, self.place, self.period, self.vintage, self.scope, self.released,
            self.as_of, self.value, self.origin,
        )  # fmt: skip
        rows = zip(*(column.tolist() for column in columns), self.printed, strict=True)
        for number, place, period, vintage, scope, released, as_of, value, origin, printed in rows:
            said = self.origins[origin]
            yield Observation(
                place_id=place_code(place),
                indicator_id=indicators[number - 1],
                period=period,
                value=value,
                printed=printed,
                printed_unit=said.printed_unit,
                released_on=self.dates[released],
                as_of=self.dates[as_of],
                vintage=vintages[vintage - 1],
                scope=self.scopes[scope],
                maturity=said.maturity,
                trust=said.trust,
                basis=said.basis,
                source=said.source,
                url=said.url,
                note=said.note,
            )


def place_code(place: int) -> str:
    """Return the six-character code of a place number."""
    return f"{place:06d}"


def text_ranks(texts: tuple[str, ...]) -> Ints:
    """Return for each text its rank among them, equal texts the same one."""
    rank = {text: number for number, text in enumerate(sorted(set(texts)))}
    return np.array([rank[text] for text in texts], dtype=np.int64)


def printed_decimals(printed: list[str]) -> Small:
    """Return the number of decimals of each printed number ("55.60" has two)."""
    joined = np.frombuffer(("\n".join(printed) + "\n").encode("ascii"), dtype=np.uint8)
    ends, dots = np.flatnonzero(joined == ord("\n")), np.flatnonzero(joined == ord("."))
    decimals = np.zeros(len(ends), dtype=np.int8)
    row = np.searchsorted(ends, dots)
    decimals[row] = ends[row] - dots - 1
    return decimals[: len(printed)]


def exact_product(number: Values, decimals: Small, factor: Values) -> Values:
    """Return printed numbers times their unit's factor, rounded once.

    923.66 万人 are 9236600.0 people, which 923.66 * 10000 is not always in binary.
    """
    power = 10.0 ** decimals.astype(np.float64)
    return np.asarray(np.rint(number * power) * factor / power) + 0.0
