"""A publication's frozen lines beside those of today: what differs, and the likely cause.

Both sides are lines in the fields of `urban status --json`; nothing is judged here, and what was
frozen is never put right.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dashboard.words import word
from etl.domain.columns import STATUSES
from etl.domain.records import Vintage

Frozen = Mapping[str, str]
Today = Mapping[str, object]
_AIM = ("target", "target_high", "target_year", "base", "base_year", "operator")
_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Setting:
    """Whether registry and code are others than those the publication was made with."""

    registry_differs: bool
    code_differs: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One target then and now, None where it was not there; `causes` are keys of words, none
    where nothing changed."""

    target_id: str
    then: Frozen | None
    now: Today | None
    causes: tuple[str, ...]

    @property
    def has_changed(self) -> bool:
        """Return whether the target, its status or its numbers differ."""
        return bool(self.causes)


def changes(frozen: Iterable[Frozen], today: Iterable[Today], setting: Setting) -> list[Change]:
    """Return every target of either side: in the frozen order, then those added since."""
    now = {str(line["target_id"]): line for line in today}
    found = []
    for line in frozen:
        key = line["target_id"]
        beside = now.pop(key, None)
        causes = tuple(_causes(line, beside, setting)) if beside else ("cause_gone",)
        found.append(Change(key, line, beside, causes))
    return found + [Change(key, None, line, ("cause_new",)) for key, line in now.items()]


def _causes(then: Frozen, now: Today, setting: Setting) -> Iterator[str]:
    """Yield the likely causes; a change of rule or code only where the data explain nothing."""
    known = list(_of_data(then, now))
    yield from known
    if _differs(then, now, "judged_status"):
        yield "cause_judgement"
    if known or not any(_differs(then, now, key) for key in ("status", "actual", "gap_points")):
        return
    if setting.registry_differs:
        yield "cause_registry"
    if setting.code_differs:
        yield "cause_code"
    if not (setting.registry_differs or setting.code_differs):
        yield "cause_other"


def _of_data(then: Frozen, now: Today) -> Iterator[str]:
    if now.get("superseded_by") and not then.get("superseded_by"):
        yield "cause_superseded"
    if any(_differs(then, now, key) for key in _AIM):
        yield "cause_target"
    if _differs(then, now, "period"):
        yield "cause_new_actual" if now.get("period") else "cause_withdrawn"
    elif _differs(then, now, "vintage"):
        yield "cause_vintage"
    elif _differs(then, now, "actual"):
        yield "cause_revised"


def _differs(then: Frozen, now: Today, key: str) -> bool:
    """Return whether a field differs; one that was not frozen on that day does not."""
    if key not in then:
        return False
    before, after = then[key], now.get(key)
    number = number_of(before)
    if number is not None and isinstance(after, int | float):
        return abs(number - after) > _NOISE * max(1.0, abs(after))
    # 封存时以等号等开头的文字前加了撇号。
    return before.removeprefix("'") != ("" if after is None else str(after))


def number_of(text: str | None) -> float | None:
    """Return a frozen number, None where there is none."""
    try:
        return float(text) if text else None
    except ValueError:
        return None


def counts_of(today: Iterable[Today]) -> dict[str, int]:
    """Return how many of the lines that speak for their chain are of each status."""
    counted = Counter(str(line["status"]) for line in today if line["speaks"] is True)
    return {status: counted[status] for status in STATUSES if counted[status]}


def cause_words(one: Change, vintages: Mapping[str, Vintage], lang: str = "zh") -> list[str]:
    """Return the likely causes of a change in words, none where nothing changed."""
    line = one.now or one.then or {}
    vintage = vintages.get(str(line.get("vintage") or ""))
    named = vintage.name.in_language(lang) if vintage else "—"
    return [
        word(cause, lang).format(period=line.get("period") or "", vintage=named)
        for cause in one.causes
    ]
