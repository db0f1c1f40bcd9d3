"""From reviewed statements to targets: mentions merged, bases found, milestones chained.

Nothing unreviewed becomes a target. Repeated mentions of one target keep all their passages.
"""

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from etl.domain.records import Registry, Review, Statement, Target

TARGET_KINDS = ("target", "annual_task")
BASE_KINDS = ("baseline", "actual")
WHOLE = "全域"


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement as reviewed, its value in the base unit of its indicator."""

    statement: Statement
    review: Review
    indicator_id: str
    place_id: str
    value: float

    @property
    def chain(self) -> tuple[str, str, str, str]:
        """Return document, place, indicator and scope: what milestones of one path share."""
        found = self.statement
        return (found.document_id, self.place_id, self.indicator_id, found.scope)


def read_as_reviewed(statement: Statement, review: Review) -> Statement:
    """Return the statement with the fields that the reviewer amended."""
    amended = {
        "indicator_id": review.indicator_id, "place_id": review.place_id, "year": review.year,
        "value": review.value, "unit": review.unit, "operator": review.operator,
        "kind": review.statement_kind, "scope": review.scope,
    }  # fmt: skip
    changed: dict[str, object] = {key: value for key, value in amended.items() if value is not None}
    if changed.get("scope") == WHOLE:
        changed["scope"] = ""
    # 10—15个改读为不低于10个，就不再有上端。
    if changed.keys() & {"operator", "value"}:
        changed["value_high"] = None
    return replace(statement, **changed)  # type: ignore[arg-type]


def why_not_a_target(statement: Statement, registry: Registry) -> str | None:
    """Return why an accepted statement cannot stand as a target or base, None where it can."""
    indicator = registry.indicators.get(statement.indicator_id or "")
    if indicator is None:
        return f"“{statement.indicator}”不是登记的指标；请改选指标（命令行用--indicator），或先登记到indicators.yaml。"
    if statement.place_id is None:
        return f"“{statement.region}”没有行政区划代码；请填写地区（命令行用--place）。"
    if statement.value is not None and not math.isfinite(statement.value):
        return f"“{statement.value}”不是数。"
    if statement.value is None or statement.operator in ("range", "none"):
        return "没有单一数值（区间或事件），目前的评估规则不适用；请留待规则支持后再审核。"
    scales = registry.units[indicator.unit].scales
    if statement.unit not in scales:
        return f"单位“{statement.unit}”不是{indicator.name.zh}的单位；可用：{'、'.join(scales)}。"
    return None


def targets_from(
    statements: Mapping[str, Statement], reviews: Iterable[Review], registry: Registry
) -> tuple[Target, ...]:
    """Return the targets that accepted statements state, ordered by chain and year."""
    readings = [
        reading
        for review in reviews
        if review.decision != "reject"
        and (reading := _reading(statements[review.statement_id], review, registry))
    ]
    bases: dict[tuple[str, str, str, str], list[Reading]] = {}
    mentions: dict[tuple[object, ...], list[Reading]] = {}
    for reading in readings:
        found = reading.statement
        if found.kind in TARGET_KINDS:
            key = (*reading.chain, found.year or 0, found.operator, reading.value)
            mentions.setdefault(key, []).append(reading)
        elif found.kind in BASE_KINDS and found.year is not None:
            bases.setdefault(reading.chain, []).append(reading)
    found_targets = [
        _target(group, bases.get(group[0].chain, []), registry) for group in mentions.values()
    ]
    return tuple(
        sorted(found_targets, key=lambda part: (part.chain_id, part.year or 0, part.target_id))
    )


def _reading(statement: Statement, review: Review, registry: Registry) -> Reading | None:
    amended = read_as_reviewed(statement, review)
    if why_not_a_target(amended, registry):
        return None
    assert amended.indicator_id and amended.place_id and amended.value is not None
    scales = registry.units[registry.indicators[amended.indicator_id].unit].scales
    value = round(amended.value * scales[amended.unit], 9)
    return Reading(amended, review, amended.indicator_id, amended.place_id, value)


def _target(mentions: list[Reading], bases: list[Reading], registry: Registry) -> Target:
    first = min(mentions, key=lambda reading: reading.statement.start)
    found, review = first.statement, first.review
    indicator = registry.indicators[first.indicator_id]
    year = found.year
    earlier = [base for base in bases if year is None or (base.statement.year or 0) < year]
    base = max(earlier, key=lambda part: part.statement.year or 0, default=None)
    chain_id = _identity(first.chain)
    return Target(
        target_id=_identity((*first.chain, year, found.operator, first.value)),
        chain_id=chain_id,
        document_id=found.document_id,
        place_id=first.place_id,
        indicator_id=first.indicator_id,
        scope=found.scope,
        kind=review.target_kind or indicator.kind,
        nature=review.nature or found.nature or indicator.nature,
        operator=found.operator,
        value=first.value,
        value_high=None,
        year=year,
        stretch=any(reading.review.stretch for reading in mentions),
        base_year=base.statement.year if base else None,
        base=base.value if base else None,
        base_statement_id=base.statement.statement_id if base else None,
        statement_ids=tuple(reading.review.statement_id for reading in mentions),
        responsible=_bodies(part.statement.responsible for part in mentions),
        lead=_bodies(part.statement.lead for part in mentions),
    )


def _bodies(named: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(body for bodies in named for body in bodies))


def _identity(parts: tuple[object, ...]) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]
