"""Which of several plans' targets are in force, and which milestones go on in a newer plan's chain.

A newer plan's target of the same year supersedes an older one; the older keeps its own verdict. An
older milestone beyond the newer plan's last one is still in force and continues its chain (D17).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from etl.domain.asof import AsOf
from etl.domain.records import Target

_NONE = AsOf()
Line = tuple[str, str, str, str]


def in_force(targets: Sequence[Target], as_of: AsOf = _NONE) -> tuple[Target, ...]:
    """Return the targets of the plans in effect as of a day, with what superseded each, in order.

    Of the targets of a pair all must be given. Those of plans that took effect after `known_on`
    are left out; up to the end of `year` only plans in effect by then supersede others.
    """
    known = [one for one in targets if as_of.known_on is None or _day(one) <= as_of.known_on]
    lines: dict[Line, list[Target]] = {}
    for target in known:
        lines.setdefault(_line(target), []).append(target)
    changed: dict[str, Target] = {}
    for line in lines.values():
        if len({one.document_id for one in line}) > 1:
            changed |= {one.target_id: one for one in _settled(line, as_of)}
    return tuple(changed.get(one.target_id, one) for one in known)


def _line(target: Target) -> Line:
    return (target.place_id, target.indicator_id, target.scope, target.kind)


def _day(target: Target) -> int:
    return int(target.effective_from.replace("-", "") or 0)


def _rank(target: Target) -> tuple[str, str]:
    return (target.effective_from, target.document_id)


def _settled(line: Sequence[Target], as_of: AsOf) -> Iterable[Target]:
    """Yield the targets of a line that are superseded or go on in another chain, as changed."""
    last_day = f"{as_of.year}-12-31" if as_of.year is not None else "9999"
    plans = [one for one in line if not one.annual and one.year is not None]
    ruling = [one for one in plans if one.effective_from <= last_day]
    newest = _newest(ruling)
    for target in plans:
        winner = newest[target.year or 0] if target.year in newest else target
        if _rank(winner) > _rank(target):
            yield replace(target, superseded_by=winner.document_id)
        elif heir := _continued(target, ruling):
            yield replace(
                target, chain_id=heir.chain_id, base=heir.base, base_year=heir.base_year,
                base_statement_id=heir.base_statement_id,
            )  # fmt: skip


def _newest(ruling: Sequence[Target]) -> Mapping[int, Target]:
    """Return the newest plan's target of each year."""
    found: dict[int, Target] = {}
    for target in sorted(ruling, key=_rank):
        found[target.year or 0] = target
    return found


def _continued(target: Target, ruling: Sequence[Target]) -> Target | None:
    """Return a target of the newest plan if this one lies beyond all of that plan's, else None."""
    newest = max(ruling, key=_rank, default=target)
    if _rank(newest) <= _rank(target) or newest.document_id == target.document_id:
        return None
    own = [one for one in ruling if one.document_id == newest.document_id]
    if all((one.year or 0) < (target.year or 0) for one in own):
        return newest
    return None
