"""The supervision list narrowed to what an address asks for: the same for the page and the file.

What an address says is not trusted: an unknown word narrows nothing, an unknown name fits nothing.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.board import Board
from dashboard.supervising import Supervised, SupervisionList, supervision_list
from etl.domain.reason import NATURE_WORDS
from etl.domain.supervision import NO_DEPARTMENT, STATES, state_word

ALL_STATES = "all"
BECAUSE = {"computed": "计算结果", "judged": "人工研判"}
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is asked for; empty stands for all, of `state` for everything that is not closed.

    `department` holds the words for "none named" where such items are asked for.
    """

    department: str = ""
    state: str = ""
    place: str = ""
    nature: str = ""
    because: str = ""
    overdue: str = ""

    def query(self, **changed: str) -> dict[str, str]:
        """Return the narrowing as fields of an address, with some of them changed."""
        fields = {name: getattr(self, name) for name in self.__slots__} | changed
        return {name: value for name, value in fields.items() if value}

    def fits(self, entry: Supervised) -> bool:
        """Return whether an entry is asked for, whatever its state."""
        item, row = entry.item, entry.row
        return (
            self.department in ("", item.department_word())
            and self.place in ("", row.place.place_id)
            and self.nature in ("", row.target.nature)
            and (not self.because or item.because in (self.because, "both"))
            and (not self.overdue or entry.is_overdue)
        )

    def fits_state(self, state: str) -> bool:
        """Return whether items in a state are asked for."""
        return state != "closed" if not self.state else self.state in (ALL_STATES, state)

    def words(self, whole: SupervisionList) -> str:
        """Return in Chinese what is shown: "未销号、市发展改革委、约束性"."""
        states = {"": "未销号", ALL_STATES: "全部状态"}
        places = {entry.row.place.place_id: entry.row.place.name for entry in whole.entries}
        said = [states.get(self.state) or state_word(self.state), self.department]
        said.append(places.get(self.place, self.place))
        said.append(NATURE_WORDS[self.nature][0] if self.nature else "")
        said.append(f"因{BECAUSE[self.because]}列入" if self.because else "")
        said.append("已逾期" if self.overdue else "")
        return "、".join(part for part in said if part)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The whole list with what of it is asked for; `counts` by state whatever state is asked for."""

    narrowing: Narrowing
    whole: SupervisionList
    entries: tuple[Supervised, ...]
    counts: Mapping[str, int]
    overdue: int

    @property
    def departments(self) -> int:
        """Return how many departments answer for what is counted; "none named" is none."""
        found = {
            entry.item.department for entry in self.whole.entries if self.narrowing.fits(entry)
        }
        return len(found - {""})


def narrowed(board: Board, query: Mapping[str, str]) -> Narrowed:
    """Return the list of a board as of its day, narrowed to what the fields of an address ask for."""
    whole, asked = supervision_list(board, board.day), _asked(query)
    fitting = [entry for entry in whole.entries if asked.fits(entry)]
    return Narrowed(
        asked,
        whole,
        tuple(entry for entry in fitting if asked.fits_state(entry.item.state)),
        Counter(entry.item.state for entry in fitting),
        sum(entry.is_overdue for entry in fitting),
    )


def _asked(query: Mapping[str, str]) -> Narrowing:
    def one_of(name: str, known: tuple[str, ...]) -> str:
        given = query.get(name, "")
        return given if given in known else ""

    department = query.get("department", "").strip()[:_LONGEST]
    return Narrowing(
        department=NO_DEPARTMENT[0] if department in NO_DEPARTMENT else department,
        state=one_of("state", (*STATES, ALL_STATES)),
        place=query.get("place", "").strip()[:_LONGEST],
        nature=one_of("nature", tuple(NATURE_WORDS)),
        because=one_of("because", tuple(BECAUSE)),
        overdue=one_of("overdue", ("yes",)),
    )
