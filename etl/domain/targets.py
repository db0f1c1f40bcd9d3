"""From reviewed statements to targets: mentions merged, bases found, milestones chained.

Nothing unreviewed becomes a target. Repeated mentions of one target keep all their passages.
"""

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from etl.domain.columns import ADDED_UP
from etl.domain.periods import last_day
from etl.domain.records import Document, Indicator, Registry, Review, Statement, Target

TARGET_KINDS = ("target", "annual_task")
BASE_KINDS = ("baseline", "actual")
WHOLE = "全域"
# What a milestone asks for, in percent of the event.
DONE = 100.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement as reviewed, its value in the base unit of its indicator."""

    statement: Statement
    review: Review
    indicator_id: str
    place_id: str
    value: float
    high: float | None = None

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
    if indicator.kind == "milestone":
        return None if statement.value is None else "事件节点没有数值；请改选指标。"
    if statement.value is None or statement.operator == "none":
        return "没有数值；是事件节点的，请先在indicators.yaml登记类型为milestone的指标，再改选它。"
    if statement.operator == "range" and not _is_range(statement):
        return "区间要有由小到大的两个数。"
    scales = registry.units[indicator.unit].scales
    if statement.unit not in scales:
        return f"单位“{statement.unit}”不是{indicator.name.zh}的单位；可用：{'、'.join(scales)}。"
    return None


def _is_range(statement: Statement) -> bool:
    low, high = statement.value, statement.value_high
    return low is not None and high is not None and math.isfinite(high) and low < high


def targets_from(
    statements: Mapping[str, Statement],
    reviews: Iterable[Review],
    registry: Registry,
    documents: Mapping[str, Document],
) -> tuple[Target, ...]:
    """Return the targets that accepted statements state, ordered by chain and year.

    `documents` say when a plan took effect and which year it counts from.
    """
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
        event = registry.indicators[reading.indicator_id].kind == "milestone"
        if found.kind in TARGET_KINDS or event:
            key = (*reading.chain, found.year or 0, found.operator, reading.value, reading.high)
            mentions.setdefault(key, []).append(reading)
        elif found.kind in BASE_KINDS and found.year is not None and reading.high is None:
            bases.setdefault(reading.chain, []).append(reading)
    found_targets = [
        _target(group, bases.get(group[0].chain, []), registry, documents)
        for group in mentions.values()
    ]
    return tuple(
        sorted(found_targets, key=lambda part: (part.chain_id, part.year or 0, part.target_id))
    )


def _reading(statement: Statement, review: Review, registry: Registry) -> Reading | None:
    amended = read_as_reviewed(statement, review)
    if why_not_a_target(amended, registry):
        return None
    assert amended.indicator_id and amended.place_id
    indicator_id, place_id = amended.indicator_id, amended.place_id
    indicator = registry.indicators[indicator_id]
    if indicator.kind == "milestone":
        event = replace(amended, operator=">=")
        return Reading(event, review, indicator_id, place_id, DONE)
    assert amended.value is not None
    factor = registry.units[indicator.unit].scales[amended.unit]
    ends = [
        round(end * factor, 9) for end in (amended.value, amended.value_high) if end is not None
    ]
    high = ends[1] if amended.operator == "range" else None
    return Reading(amended, review, indicator_id, place_id, ends[0], high)


def _target(
    mentions: list[Reading],
    bases: list[Reading],
    registry: Registry,
    documents: Mapping[str, Document],
) -> Target:
    first = min(mentions, key=lambda reading: reading.statement.start)
    found, review = first.statement, first.review
    indicator = registry.indicators[first.indicator_id]
    year = found.year
    earlier = [base for base in bases if year is None or (base.statement.year or 0) < year]
    base = max(earlier, key=lambda part: part.statement.year or 0, default=None)
    chain_id = _identity(first.chain)
    kind = _kind(first, indicator)
    document = documents.get(found.document_id)
    high = () if first.high is None else (first.high,)
    return Target(
        target_id=_identity((*first.chain, year, found.operator, first.value, *high)),
        chain_id=chain_id,
        document_id=found.document_id,
        place_id=first.place_id,
        indicator_id=first.indicator_id,
        scope=found.scope,
        kind=kind,
        nature=review.nature or found.nature or indicator.nature,
        operator=found.operator,
        value=first.value,
        value_high=first.high,
        year=year,
        stretch=any(reading.review.stretch for reading in mentions),
        base_year=base.statement.year if base else _counts_from(kind, year, document),
        base=base.value if base else None,
        base_statement_id=base.statement.statement_id if base else None,
        statement_ids=tuple(reading.review.statement_id for reading in mentions),
        responsible=_bodies(part.statement.responsible for part in mentions),
        lead=_bodies(part.statement.lead for part in mentions),
        effective_from=_effective_from(document),
        annual=document is not None and document.first_year == document.last_year,
    )


def _kind(reading: Reading, indicator: Indicator) -> str:
    """Return the kind of a target: as reviewed, else the indicator's; a level between two is a range."""
    kind = reading.review.target_kind or indicator.kind
    return "range" if kind == "level" and reading.high is not None else kind


def _counts_from(kind: str, year: int | None, document: Document | None) -> int | None:
    """Return the base year of yearly values that are put together, None for other kinds."""
    if kind not in ADDED_UP:
        return None
    if document is not None and document.base_year is not None:
        return document.base_year
    return year - 1 if kind == "backlog" and year is not None else None


def _effective_from(document: Document | None) -> str:
    """Return the last day a plan's date of issue can mean, else the first of its first year."""
    if document is None:
        return ""
    day = last_day(document.issued_on or "")
    return day.isoformat() if day else f"{document.first_year}-01-01"


def _bodies(named: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(body for bodies in named for body in bodies))


def _identity(parts: tuple[object, ...]) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]
