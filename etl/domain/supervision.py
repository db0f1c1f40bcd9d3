"""The supervision list (督办清单): which targets need a department's attention, and how far it got.

A target is on the list while its computed status or the human judgement lags by the registry's
thresholds; what was done about it is a log whose last line is the present state. Nothing is judged
here, and no date is asked of a clock.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

STATE_WORDS = {
    "open": ("待督办", "To be taken up"),
    "rectifying": ("整改中", "Being rectified"),
    "pending_closure": ("待销号", "To be closed"),
    "closed": ("已销号", "Closed"),
}
STATES = tuple(STATE_WORDS)
NO_DEPARTMENT = ("未明确责任单位", "No department named")


@dataclass(frozen=True, slots=True)
class Move:
    """One line of the log: the state a department's item is in from `moved_on` on, as a whole.

    `measures` and `due` are those that hold from then on; days as "2026-11-23", `due` empty where
    none is set. `department` is empty where the plan names none; `about` says what the target was.
    """

    target_id: str
    department: str
    state: str
    measures: str
    due: str
    who: str
    moved_on: str
    note: str = ""
    about: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Return target and department: what an item is known by."""
        return (self.target_id, self.department)


@dataclass(frozen=True, slots=True)
class Subject:
    """A target as supervision sees it: its computed status, the human judgement in force, who answers.

    Superseded targets and those not due yet are not handed in. One that no longer `speaks` for its
    chain, whose next milestone is being judged, only keeps what was taken up.
    """

    target_id: str
    status: str
    judged_status: str | None
    nature: str
    departments: tuple[str, ...]
    lead: tuple[str, ...] = ()
    speaks: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """One target that one department answers for.

    `because` is computed, judged or both, and empty where neither lags any more; `is_lead` whether
    the plan's text says that the department leads; `history` all its lines, the oldest first.
    """

    target_id: str
    department: str
    is_lead: bool
    state: str
    because: str
    measures: str
    due: str
    history: tuple[Move, ...]

    @property
    def lags(self) -> bool:
        """Return whether the computed status or the human judgement lags."""
        return bool(self.because)

    @property
    def recovered(self) -> bool:
        """Return whether neither lags any more while the item is still to be closed."""
        return not self.lags and self.state != "closed"

    def is_overdue(self, day: str) -> bool:
        """Return whether its date has passed on a day while it is not closed."""
        return bool(self.due) and self.state != "closed" and self.due < day

    def department_word(self, lang: str = "zh") -> str:
        """Return the department, or the words for one that the plan does not name."""
        return self.department or NO_DEPARTMENT[lang == "en"]

    def state_word(self, lang: str = "zh") -> str:
        """Return the official word of the state."""
        return state_word(self.state, lang)


def state_word(state: str, lang: str = "zh") -> str:
    """Return the official word of a state."""
    return STATE_WORDS[state][lang == "en"]


def items(
    subjects: Iterable[Subject], thresholds: Mapping[str, Collection[str]], log: Iterable[Move]
) -> list[Item]:
    """Return the items of the list: by target as handed in, then in the plan's order of departments.

    `thresholds` are the statuses that are supervised, by nature. An item that does not lag is there
    only for its history; a department that the plan no longer names keeps its own.
    """
    kept: dict[str, dict[str, tuple[Move, ...]]] = {}
    for (target_id, department), moves in histories(log).items():
        kept.setdefault(target_id, {})[department] = moves
    found = []
    for subject in subjects:
        because = _because(subject, thresholds.get(subject.nature, ()))
        history = kept.get(subject.target_id, {})
        for department in dict.fromkeys((*(subject.departments or ("",)), *history)):
            if (because and subject.speaks) or department in history:
                found.append(_item(subject, department, because, history.get(department, ())))
    return found


def histories(log: Iterable[Move]) -> dict[tuple[str, str], tuple[Move, ...]]:
    """Return the lines of each item, in the order of the log."""
    found: dict[tuple[str, str], list[Move]] = {}
    for move in log:
        found.setdefault(move.key, []).append(move)
    return {key: tuple(moves) for key, moves in found.items()}


def left_over(found: Iterable[Item], log: Iterable[Move]) -> list[Move]:
    """Return the last line of everything in the log that is not closed and has no item.

    Its target was superseded by another plan or is read otherwise today.
    """
    shown = {(item.target_id, item.department) for item in found}
    last = [moves[-1] for moves in histories(log).values()]
    return [move for move in last if move.state != "closed" and move.key not in shown]


def _because(subject: Subject, lagging: Collection[str]) -> str:
    computed, judged = subject.status in lagging, subject.judged_status in lagging
    if computed and judged:
        return "both"
    return "computed" if computed else "judged" if judged else ""


def _item(subject: Subject, department: str, because: str, history: tuple[Move, ...]) -> Item:
    last = history[-1] if history else None
    return Item(
        target_id=subject.target_id,
        department=department,
        is_lead=department in subject.lead,
        state=last.state if last else "open",
        because=because,
        measures=last.measures if last else "",
        due=last.due if last else "",
        history=history,
    )
