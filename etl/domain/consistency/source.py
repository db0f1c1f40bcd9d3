"""All checks of one document in one call."""

from collections.abc import Sequence

from etl.domain.consistency.changes import check_changes
from etl.domain.consistency.check import Check
from etl.domain.consistency.gaps import check_gaps
from etl.domain.consistency.likeness import check_likeness
from etl.domain.consistency.mentions import Levels, Measures
from etl.domain.consistency.parts import check_parts
from etl.domain.records import Registry, Statement


def check_source(statements: Sequence[Statement], registry: Registry) -> list[Check]:
    """Return what one document states about itself and its own figures confirm or contradict.

    In the order of the judged passage. Only values stated outright take part (`=`, no range);
    places, years and scopes must be the same, or the years a change runs between. Tolerance: half a
    unit of the last printed digit of every operand, carried through the sum, and at least 0.05
    points for rates and their differences: what rounding can explain is never a finding.
    Recomputations that hold come back too (part-whole, pace, comparator, sum, order, census);
    of repeated figures and magnitudes only what is wrong. Source: methods.md.
    """
    ordered = sorted(statements, key=lambda part: (part.start, part.stop))
    measures = Measures.of(registry)
    levels = Levels.of(ordered, measures)
    checks = [
        *check_parts(levels, measures),
        *check_changes(ordered, levels, measures),
        *check_gaps(ordered, levels, measures),
        *check_likeness(levels, measures),
    ]
    return sorted(checks, key=_position)


def _position(check: Check) -> tuple[int, int, str]:
    judged = check.statements[0]
    return (judged.start, judged.stop, check.code)
