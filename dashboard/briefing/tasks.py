"""The scene of what is to be acted on (督办), by responsible department."""

from collections import Counter
from collections.abc import Sequence

from dashboard.briefing import phrases
from dashboard.briefing.material import Material
from dashboard.briefing.records import Department, Figure, Scene, Status, Supervision
from dashboard.supervising import Supervised, SupervisionList, supervision_list
from dashboard.words import word
from etl.domain.supervision import NO_DEPARTMENT, STATES, state_word

_MOST = 8
_WORST_FIRST = (
    "far_behind", "reversing", "missed", "behind", "unknown", "not_due", "on_track", "ahead",
    "achieved",
)  # fmt: skip


def supervision_scene(material: Material, seconds: float) -> Scene:
    """Return the items of the place: how many in each state, and by whom they are answered for."""
    lang, board = material.lang, material.board
    listed = supervision_list(board, place_id=material.place.place_id)
    named = sorted(
        (_department(name, listed, lang) for name in listed.departments if name), key=_rank
    )
    # 没有责任单位的总列在最后一行，不混在“另有几家单位”里。
    unnamed = [_department("", listed, lang)] if "" in listed.departments else []
    most = _MOST - len(unnamed)
    return Scene(
        key="supervision",
        title=word("briefing_supervision", lang),
        finding=_finding(listed, lang),
        tone=_tone(listed),
        unit=phrases.unit(word("briefing_items", lang), lang),
        source=phrases.documents([entry.row for entry in listed.entries] or material.rows, lang),
        rule=word("briefing_rule_supervision", lang),
        seconds=seconds,
        body=Supervision(
            figures=_figures(listed, lang),
            states=tuple(state_word(state, lang) for state in STATES),
            departments=(*named[:most], *unnamed),
            left_out=_left_out(named[most:], listed, lang),
        ),
    )


def _department(name: str, listed: SupervisionList, lang: str) -> Department:
    entries = listed.of(department=name)
    counts = Counter(entry.item.state for entry in entries)
    return Department(
        name=name or NO_DEPARTMENT[lang == "en"],
        numbers=tuple(counts[state] for state in STATES),
        overdue=sum(entry.is_overdue for entry in entries),
        worst=_worst(entries, lang),
    )


def _worst(entries: Sequence[Supervised], lang: str) -> Status:
    """Return the worst status among items, computed or judged by a person; open items go first."""
    waiting = [entry for entry in entries if entry.item.state != "closed"] or entries
    found = [phrases.status_of(entry.row, lang) for entry in waiting]
    found += [phrases.status(one.judgement.status, lang) for one in waiting if one.judgement]
    return min(found, key=lambda status: _WORST_FIRST.index(status.key))


def _rank(one: Department) -> tuple[int, int, str]:
    """Return what sorts departments: the most overdue first, then the most unfinished."""
    return (-one.overdue, -sum(one.numbers[:-1]), one.name)


def _figures(listed: SupervisionList, lang: str) -> tuple[Figure, ...]:
    counts, overdue = _counts(listed), sum(entry.is_overdue for entry in listed.entries)
    waiting = sum(number for state, number in counts.items() if state != "closed")
    said = phrases.counted(
        [(state_word(state, lang), counts[state]) for state in STATES if state != "closed"], lang
    )
    items = word("briefing_items", lang)
    return (
        Figure(word("supervision_unfinished", lang), str(waiting), items, said, _mark("bad", waiting)),
        Figure(word("overdue", lang), str(overdue), items, "", _mark("bad", overdue)),
        Figure(state_word("closed", lang), str(counts["closed"]), items, "", _mark("ok", counts["closed"])),
    )  # fmt: skip


def _mark(tone: str, number: int) -> str:
    return tone if number else ""


def _counts(listed: SupervisionList) -> Counter[str]:
    return Counter(entry.item.state for entry in listed.entries)


def _finding(listed: SupervisionList, lang: str) -> str:
    """Return how many items are in which state, or that there is nothing to supervise."""
    if not listed.entries:
        return word("briefing_no_supervision", lang)
    named = sum(bool(name) for name in listed.departments)
    answering = word("answering" if named else "nobody_answers", lang).format(count=named)
    counts = _counts(listed)
    parts = [(state_word(state, lang), counts[state]) for state in STATES]
    said = word("briefing_supervised", lang).format(
        total=len(listed.entries), departments=answering, counts=phrases.counted(parts, lang)
    )
    overdue = sum(entry.is_overdue for entry in listed.entries)
    late = phrases.counted([(word("overdue", lang), overdue)], lang)
    return word("semicolon", lang).join(filter(None, (said, late)))


def _tone(listed: SupervisionList) -> str:
    if any(entry.is_overdue for entry in listed.entries):
        return "bad"
    return "warn" if any(entry.item.state != "closed" for entry in listed.entries) else "ok"


def _left_out(left: Sequence[Department], listed: SupervisionList, lang: str) -> str:
    """Return what is not shown: further departments, and items whose target no longer speaks."""
    said = []
    if left:
        items = sum(sum(one.numbers) for one in left)
        said.append(word("briefing_left_departments", lang).format(count=len(left), items=items))
    if listed.left_over:
        said.append(word("briefing_left_over", lang).format(count=len(listed.left_over)))
    return word("semicolon", lang).join(said)
