"""Says how likely a reading is right, so that doubtful ones are looked at first.

A number between 0 and 1 that orders rows; it is no probability.
"""

import re

from etl.text.findings import Finding

_BY_FORM = {
    "reach": 0.95, "bare": 0.9, "count": 0.85, "carry": 0.75, "share": 0.7, "growth": 0.85,
    "comparison": 0.8, "radius": 0.6, "division": 0.6, "triple": 0.85, "rank": 0.55,
    "threshold": 0.4, "full": 0.35, "zero": 0.35, "milestone": 0.3,
}  # fmt: skip
_UNLINKED, _NO_YEAR, _CHINESE, _CONTEXT, _ODD = 0.03, 0.05, 0.15, 0.15, 0.2
_LONG_NOUN = 18
# A noun phrase that still holds one of these was not peeled to its core.
_ODD_WORDS = re.compile(r"[的并通过以及，]|其|实现|推动|推进|开展|进行|使|将")


def confidence_of(finding: Finding, indicator_id: str | None, year: int | None, kind: str) -> float:
    """Return the confidence of a finding that was read as a kind for a year."""
    confidence = _BY_FORM.get(finding.form, 0.5)
    confidence -= 0.0 if indicator_id else _UNLINKED
    confidence -= 0.0 if year is not None else _NO_YEAR
    confidence -= _CHINESE if finding.quantity.form == "chinese" else 0.0
    confidence -= _CONTEXT if kind == "context" else 0.0
    if not indicator_id and (len(finding.noun) > _LONG_NOUN or _ODD_WORDS.search(finding.noun)):
        confidence -= _ODD
    return round(min(max(confidence, 0.05), 1.0), 2)
