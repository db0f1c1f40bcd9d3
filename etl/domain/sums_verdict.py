"""Which status the numbers lead to, and why: comparisons as they can be checked on paper.

The status is never decided here: each line shows the comparison behind the one that was.
"""

from collections.abc import Callable

from etl.domain.periods import last_day
from etl.domain.reason import NATURE_WORDS, plain
from etl.domain.sums_lines import Label, Words, Writer
from etl.domain.sums_sheet import SHARE_DECIMALS
from etl.domain.sums_terms import Term, exact, minus, over, plus, rounded, times
from etl.domain.sums_words import LIMIT_WORDS

_SIGNS: dict[str, Callable[[float, float], bool]] = {
    "≥": lambda left, right: left >= right,
    "≤": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    "<": lambda left, right: left < right,
}
_TURNED = {"≥": "≤", "≤": "≥", ">": "<", "<": ">"}
_FAILS = {"≥": "<", ">": "≤"}
_BANDED = ("ahead", "on_track", "behind", "far_behind")
_PATHLESS = ("floor", "cap")


def write_verdict(
    writer: Writer, shares: tuple[Term, Term] | None, index: tuple[Term, Term] | None
) -> None:
    """Write the comparison that the status follows from.

    `shares` are distance completion and gap points as printed, `index` growth so far and in all
    of average growth; None where there are none.
    """
    facts = writer.facts
    if facts.status in ("unknown", "not_due"):
        return
    if facts.kind == "milestone":
        _write_event(writer)
    elif facts.cause == "beyond_range":
        _write_far(writer)
    elif facts.cause == "allowance_early" and shares:
        tolerance = _write_tolerance(writer)
        _write(writer, "allowance", [shares[1], ">", tolerance])
    elif facts.cause == "base_beyond_target" and facts.status == "reversing":
        _write_fallen(writer)
    elif facts.status in ("achieved", "missed") or facts.kind in _PATHLESS:
        _write_level(writer, index)
    elif facts.status == "reversing" and shares:
        _write_reversing(writer, shares[0])
    elif facts.status in _BANDED and shares:
        _write_band(writer, shares[1])


def _write(writer: Writer, said: str, chain: list[Term | str], words: Words | None = None) -> None:
    """Write terms with the signs between them, and the status that follows."""
    terms = [part for part in chain if isinstance(part, Term)]
    signs = [part for part in chain if isinstance(part, str)]
    for sign, left, right in zip(signs, terms[:-1], terms[1:], strict=True):
        writer.note(holds_as_printed=_SIGNS[sign](left.value, right.value))
    put = " ".join(part.text if isinstance(part, Term) else part for part in chain)
    writer.follows(Label("verdict", said, words or {}), put, writer.status_word)


def _write_event(writer: Writer) -> None:
    facts = writer.facts
    day = last_day(facts.as_of) or last_day(f"{facts.period}")
    if day is None or facts.actual is None:
        return
    if facts.status == "achieved" or facts.cause == "done_late":
        sign = "≤" if facts.status == "achieved" else ">"
        put = f"{day.isoformat()} {sign} {facts.target_year}-12-31"
        writer.follows(Label("verdict", "dates"), put, writer.status_word)
    else:
        _write(writer, "not_done", [writer.actual(), "<", exact(100.0)])


def _write_far(writer: Writer) -> None:
    sheet = writer.sheet
    if sheet.far is not None:
        sign = ">" if sheet.sense > 0 else "<"
        _write(writer, "far", [writer.actual(), sign, writer.given(sheet.far)])


def _write_fallen(writer: Writer) -> None:
    sheet = writer.sheet
    base, half = writer.given(sheet.base or 0.0), writer.given(sheet.half_step)
    limit = minus(base, half) if sheet.sense > 0 else plus(base, half)
    _write(writer, "fallen", [writer.actual(), "<" if sheet.sense > 0 else ">", limit])


def _write_level(writer: Writer, index: tuple[Term, Term] | None) -> None:
    """Write how the actual lies to the target."""
    sheet, facts = writer.sheet, writer.facts
    actual, target = index or (writer.actual(), writer.target())
    if facts.operator == "~":
        target = _write_about(writer, target)
    met = facts.status in ("achieved", "on_track")
    sign = ">" if facts.operator in (">", "<") else "≥"
    sign = sign if met else _FAILS[sign]
    sign = sign if sheet.sense > 0 else _TURNED[sign]
    chain: list[Term | str] = [actual, sign, target]
    if met and sheet.far is not None:
        chain += ["≤" if sheet.sense > 0 else "≥", writer.given(sheet.far)]
        chain = [target, _TURNED[sign], actual, *chain[3:]]
    _write(writer, "met", chain)


def _write_about(writer: Writer, target: Term) -> Term:
    """Write how far from the target still counts as reached, and return that limit."""
    sheet = writer.sheet
    size = Term(target.text.removeprefix("-"), abs(target.value))
    part = times(size, exact(sheet.approximate))
    limit = minus(target, part) if sheet.sense > 0 else plus(target, part)
    decimals = writer.decimals + SHARE_DECIMALS
    share = plain(100.0 * sheet.approximate, 2)
    label = Label("about", "about", {"share": share})
    return writer.step(label, limit, decimals, writer.wording.unit)


def _write_tolerance(writer: Writer) -> Term:
    """Write the shortfall in points that counts as none, and return it."""
    sheet = writer.sheet
    if not writer.sheet.tolerance:
        return exact(0.0)
    target, base = writer.target(), writer.given(sheet.base or 0.0)
    low, high = sorted((target, base), key=lambda term: term.value)
    distance = minus(high, low) if low.value else high
    term = times(over(writer.given(sheet.half_step), distance), exact(100.0))
    return writer.points(
        Label("rounding", "rounding"), term, term.value, writer.sheet.point_decimals + 2
    )


def _write_reversing(writer: Writer, done: Term) -> None:
    tolerance = _write_tolerance(writer)
    limit = Term(f"-{tolerance.text}", -tolerance.value) if tolerance.value else tolerance
    _write(writer, "reversing", [done, "<", limit])


def _write_band(writer: Writer, points: Term) -> None:
    """Write between which limits the gap lies."""
    bands, facts = writer.sheet.bands, writer.facts
    assert facts.gap_points is not None
    if -writer.sheet.tolerance <= facts.gap_points < 0 and points.value < 0:
        points = _write_forgiven(writer, points)
    ahead, behind = exact(bands.ahead), exact(bands.behind)
    strict = bands.on_track < 0
    on_track = exact(bands.on_track) if strict else exact(0.0)
    chains: dict[str, list[Term | str]] = {
        "ahead": [points, "≥", ahead],
        "on_track": [on_track, "<" if strict else "≤", points, "<", ahead],
        "behind": [behind, "≤", points, "≤" if strict else "<", on_track],
        "far_behind": [points, "<", behind],
    }
    english = writer.lang == "en"
    limit = LIMIT_WORDS["above" if strict else "at_least"][english].format(limit=on_track.text)
    words = {"ahead": ahead.text, "on_track": limit, "behind": behind.text}
    nature = NATURE_WORDS[facts.nature][english]
    _write(writer, "bands", chains[facts.status], {"nature": nature, **words})


def _write_forgiven(writer: Writer, points: Term) -> Term:
    tolerance = _write_tolerance(writer)
    limit = Term(f"-{tolerance.text}", -tolerance.value)
    writer.note(holds_as_printed=limit.value <= points.value)
    put = f"{limit.text} ≤ {points.text} < 0"
    writer.follows(Label("forgiven", "forgiven"), put, "0", writer.point_unit)
    return rounded(0.0, 0)
