"""What was known on a day or by the end of a year: the question every verdict is asked with."""

from dataclasses import dataclass

import numpy as np

from etl.domain.columns import Bools, ObservationColumns
from etl.domain.periods import day_number
from etl.domain.records import Observation


@dataclass(frozen=True, slots=True)
class AsOf:
    """What was known: values up to the end of `year`, published up to `known_on` (YYYYMMDD)."""

    year: int | None = None
    known_on: int | None = None

    @property
    def day(self) -> str:
        """Return the day of `known_on` as "2026-11-23", "" where there is none."""
        if self.known_on is None:
            return ""
        digits = f"{self.known_on:08d}"
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"

    def knows(self, seen: Observation) -> bool:
        """Return whether one value counts: as `visible` says of columns."""
        if self.year is not None and seen.period > self.year:
            return False
        if self.known_on is None:
            return True
        return (day_number(seen.released_on) or seen.period * 10_000 + 1231) <= self.known_on

    def visible(self, observations: ObservationColumns) -> Bools:
        """Return which values count; one without a date of publication counts from its own year on."""
        seen = np.ones(len(observations), dtype=bool)
        if self.year is not None:
            seen &= observations.period <= self.year
        if self.known_on is not None:
            own_day = observations.period * 10_000 + 1231
            released = np.where(observations.released > 0, observations.released, own_day)
            seen &= released <= self.known_on
        return seen
