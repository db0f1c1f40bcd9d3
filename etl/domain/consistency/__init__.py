"""Arithmetic checks of the source itself: what a document states, recomputed from its own statements.

Nothing here reads a file or knows an indicator by name: how figures depend on one another is what
the registry declares (`aggregation`, `at_most`, `range`) and what the words of a passage say. A
difference that the rounding of the printed figures can explain must never be called a finding.
"""

from etl.domain.consistency.check import Check
from etl.domain.consistency.source import check_source

__all__ = ["Check", "check_source"]
