"""Which plan's targets are in force, by hand: newer plans beside older ones of the same measure.

A newer plan's target of the same year supersedes the older one. An older milestone beyond the
newer plan's last one goes on in the newer plan's chain. Plans of one year have no part in this.
"""

from collections.abc import Sequence
from dataclasses import replace

from etl.domain.records import Target


def in_force(
    targets: Sequence[Target], *, year: int | None = None, known_on: int | None = None
) -> list[Target]:
    """Return the targets of the plans in effect on a day, each with what superseded it.

    As of a year, only plans in effect by its end supersede others.
    """
    there = [one for one in targets if known_on is None or day_of(one) <= known_on]
    return [settled(one, there, year) for one in there]


def day_of(target: Target) -> int:
    """Return the day on which a target's plan took effect as YYYYMMDD, 0 where it is not known."""
    return int(target.effective_from.replace("-", "") or 0)


def is_newer(one: Target, than: Target, year: int | None) -> bool:
    """Return whether a target belongs to a newer plan on the same measure of the same place."""
    line = ("place_id", "indicator_id", "scope", "kind")
    if one.annual or than.annual or one.document_id == than.document_id:
        return False
    if any(getattr(one, name) != getattr(than, name) for name in line):
        return False
    if year is not None and day_of(one) > year * 10_000 + 1231:
        return False
    return (day_of(one), one.document_id) > (day_of(than), than.document_id)


def settled(target: Target, there: Sequence[Target], year: int | None) -> Target:
    """Return a target as superseded, as going on in a newer plan's chain, or as it is."""
    newer = [one for one in there if one.year is not None and is_newer(one, target, year)]
    if target.year is None or not newer:
        return target
    newer.sort(key=lambda one: (day_of(one), one.document_id))
    anew = [one for one in newer if one.year == target.year]
    if anew:
        return replace(target, superseded_by=anew[-1].document_id)
    chain = [one for one in newer if one.document_id == newer[-1].document_id]
    last = max(chain, key=lambda one: one.year or 0)
    if target.year < (last.year or 0):
        return target
    return replace(target, chain_id=last.chain_id, base=last.base, base_year=last.base_year)
