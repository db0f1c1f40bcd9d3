"""The fast path of a table of published values: its text as columns of checked numbers.

It only notices that something is wrong; `observations` then reads the file again to say what.
A row is five cells and a tail: the tail (unit, dates, version, source ...) is the same text in
thousands of rows, so it is taken apart and checked once for each distinct text.
"""

import csv
import gc
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import Any

import numpy as np

from etl.domain.published import Numbers, Values, exact_product, printed_decimals
from etl.project.observation_checks import Checks, Key, Known, Wrong

HEAD = ("place_id", "place", "indicator_id", "period", "value")
TAIL = (
    "unit", "released_on", "as_of", "vintage", "scope", "maturity", "trust", "basis", "source",
    "url", "note",
)  # fmt: skip
ORIGIN = ("unit", "maturity", "trust", "basis", "source", "url", "note")
COLUMNS = (*HEAD, *TAIL)
INTEGERS = ("indicator", "place", "period", "vintage", "scope", "released", "as_of", "origin")

# What a tail says, after the unit.
_TABLE = ("released", "as_of", "vintage", "scope", "origin")
# Rows at a time: few enough to stay in the processor's cache, which halves the time.
_CHUNK = 1_024
_NUMBER_LETTERS = frozenset("0123456789.-\n")
_LOOSE = ("\n.", ".\n", "-.", "-\n")

_USUAL_HEADERS = (",".join(COLUMNS) + "\n", ",".join(COLUMNS) + "\r\n")
_FIRST = itemgetter(0)

Columns = dict[str, Numbers]
Tail = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileColumns:
    """The values of one file as columns of numbers, in the base unit and as printed."""

    columns: Columns
    value: Values
    printed: list[str]


def header_of(text: str) -> list[str]:
    """Return the cells of the first line."""
    first = text[: text.find("\n")] if "\n" in text else text
    return [cell.strip() for cell in next(csv.reader([first.rstrip("\r")]), [])]


def is_blank(cells: Iterable[str]) -> bool:
    """Return whether a row has nothing in it: such rows are passed over."""
    return not any(map(str.strip, cells))


class _Tails:
    """Takes tails apart: the row of `table` that each distinct one got, and the units in them."""

    def __init__(self, checks: Checks) -> None:
        self._checks = checks
        self.units: dict[str, int] = {}
        self.table: list[tuple[int, ...]] = []

    def __call__(self, tail: Tail) -> int:
        cells = tuple(tail.split(",")) if isinstance(tail, str) else tail
        if len(cells) != len(TAIL):
            raise Wrong
        unit, released, as_of, vintage, scope, *rest = cells
        checks = self._checks
        self.table.append((
            self.units.setdefault(unit.strip(), len(self.units)),
            checks.released[released], checks.as_of[as_of], checks.vintage[vintage],
            checks.scope[scope], checks.origin[(unit, *rest)],
        ))  # fmt: skip
        return len(self.table) - 1


def read_columns(text: str, checks: Checks) -> FileColumns:
    """Return the columns of a text whose header fits.

    Raises Wrong, which says nothing, or csv.Error at the first thing that is wrong.
    """
    with _collection_paused():
        return _read_columns(text, checks)


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Keep the collector of cycles out: a million short lists have none, and it costs the most."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_columns(text: str, checks: Checks) -> FileColumns:
    tails = _Tails(checks)
    numbers: Known[Tail] = Known(tails)
    found: list[list[Numbers]] = []
    printed: list[str] = []
    for codes, names, indicators, periods, values, rest in _chunks(text):
        found.append([
            _numbered(checks.place, zip(codes, names, strict=True)),
            _numbered(checks.indicator, indicators),
            _numbered(checks.period, periods),
            _numbered(numbers, rest),
        ])  # fmt: skip
        printed.extend(values)
    none = [np.zeros(0, dtype=np.int32)] * 4
    place, indicator, period, tail = (
        np.concatenate(parts) for parts in zip(none, *found, strict=True)
    )
    table = np.array(tails.table, dtype=np.int32).reshape(-1, 6)[tail]
    columns = {"place": place, "indicator": indicator, "period": period}
    columns |= {name: table[:, row] for row, name in enumerate(_TABLE, 1)}
    _check_as_of(columns, checks)
    measure = _measures(indicator, table[:, 0], list(tails.units), checks)
    value, printed = _values(printed, measure, checks)
    return FileColumns(columns, value, printed)


def _chunks(text: str) -> Iterator[tuple[Any, ...]]:
    """Yield some rows at a time as columns: the five cells of the head, and the tails."""
    # Any: a tail is a text or its cells, the others are texts.
    for chunk in _plain_rows(text) or _quoted_rows(text):
        if set(map(len, chunk)) != {len(HEAD) + 1} or not all(map(_FIRST, chunk)):
            chunk = [row for row in chunk if not _is_blank_row(row)]
            if any(len(row) != len(HEAD) + 1 for row in chunk):
                raise Wrong
        if chunk:
            yield tuple(zip(*chunk, strict=True))


def _plain_rows(text: str) -> Iterator[Sequence[Sequence[Any]]] | None:
    """Return the rows of a text without quotation marks and with the usual header, else None."""
    if '"' in text or not text.startswith(_USUAL_HEADERS):
        return None
    lines = (text.replace("\r\n", "\n") if "\r" in text else text).split("\n")
    if "\r" in text and any("\r" in line for line in lines):
        return None
    cuts = len(HEAD)
    return (
        [line.split(",", cuts) for line in lines[start : start + _CHUNK]]
        for start in range(1, len(lines), _CHUNK)
    )


def _quoted_rows(text: str) -> Iterator[Sequence[Sequence[Any]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = [cell.strip() for cell in next(reader)]
    head = itemgetter(*map(header.index, HEAD))
    tail = itemgetter(*map(header.index, TAIL))
    while rows := list(islice(reader, _CHUNK)):
        if set(map(len, rows)) != {len(header)}:
            rows = [row for row in rows if not is_blank(row)]
            if any(len(row) != len(header) for row in rows):
                raise Wrong
        yield [(*head(row), tail(row)) for row in rows]


def _is_blank_row(row: Sequence[Any]) -> bool:
    *head, tail = row
    rest = tail.split(",") if isinstance(tail, str) else tail
    return is_blank(head) and is_blank(rest)


def _numbered(known: Known[Key], keys: Iterable[Key]) -> Numbers:
    # Plain `map` over the dictionary's own lookup: a Python-level loop costs three times as much.
    return np.fromiter(map(known.__getitem__, keys), dtype=np.int32)


def _check_as_of(columns: Columns, checks: Checks) -> None:
    years = np.array([int(date[:4] or 0) for date in checks.dates], dtype=np.int32)
    year = years[columns["as_of"]]
    if ((year != 0) & (year != columns["period"])).any():
        raise Wrong


def _measures(indicator: Numbers, unit: Numbers, units: list[str], checks: Checks) -> Numbers:
    """Return for each row the number of its measure: the indicator in the unit printed."""
    indicators = list(checks.registry.indicators)
    pairs, place = np.unique(indicator * max(len(units), 1) + unit, return_inverse=True)
    split = (divmod(pair, len(units)) for pair in pairs.tolist())
    found = [checks.measure[(indicators[number - 1], units[printed])] for number, printed in split]
    return np.array(found, dtype=np.int32)[place]


def _values(printed: list[str], measure: Numbers, checks: Checks) -> tuple[Values, list[str]]:
    joined = "\n".join(printed)
    if not _is_numbers(joined, len(printed)):
        printed = [text.strip() for text in printed]
        joined = "\n".join(printed)
        if not _is_numbers(joined, len(printed)):
            raise Wrong
    try:
        number = np.fromiter(map(float, printed), dtype=np.float64, count=len(printed))
    except ValueError:
        raise Wrong from None
    limits = np.array([one.limits for one in checks.measures]).reshape(-1, 2)[measure]
    factor = np.array([one.factor for one in checks.measures])[measure]
    share = np.array([one.is_share for one in checks.measures], dtype=bool)[measure]
    value = exact_product(number, printed_decimals(printed), factor)
    fits = (value >= limits[:, 0]) & (value <= limits[:, 1]) & np.isfinite(value)
    if not fits.all() or (share & (value > 0) & (value < 1)).any():
        raise Wrong
    return value, printed


def _is_numbers(joined: str, count: int) -> bool:
    """Return whether lines hold digits, points and signs only, each where a number has it.

    What this lets through and is no number, `float` refuses.
    """
    if count and joined.count("\n") != count - 1:
        return False
    framed = f"\n{joined}\n"
    return frozenset(joined) <= _NUMBER_LETTERS and not any(part in framed for part in _LOOSE)
