"""Links noun phrases to known indicators and leading words to known places.

A confusable name never becomes the indicator it is confused with; an unknown name is kept as
written and stays without an id.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from etl.domain.records import NATION, Indicator
from etl.text import place_words, words
from etl.text.script import to_plain

_DROPPED = str.maketrans("", "", words.QUOTES + " \t\u3000")
_SHORTEST_TAIL = 3
# 某某族自治县 is called 某自治县 for short.
_PEOPLES = re.compile(
    rf"(?P<stem>.{{2,4}}?)(?:(?:{'|'.join(place_words.PEOPLES)})族?)+(?:各族)?(?P<rank>自治[县州旗区])"
)
_FORMAL_ENDS = ("省", "自治区", "市", "县", "区", "旗", "州", "盟")


class Names:
    """The indicators and places an extraction may link to."""

    __slots__ = ("_blocked", "_by_name", "_by_start", "_formal", "_longest")

    def __init__(self, indicators: Mapping[str, Indicator], places: Mapping[str, str]) -> None:
        """`places` maps an exact name or alias to its place_id."""
        self._by_name: dict[str, str] = {}
        self._blocked: set[str] = set()
        for indicator_id, indicator in indicators.items():
            for name in (indicator.name.zh, *indicator.aliases):
                self._by_name.setdefault(fold(name), indicator_id)
            self._blocked.update(fold(name) for name in indicator.confusable)
        self._add_uncounted(indicators)
        self._longest = max(map(len, [*self._by_name, *self._blocked, ""]))
        self._by_start: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._formal: dict[str, str] = {}
        # Thousands of names are converted at once: one by one would cost more than a document.
        plain = to_plain("".join(" ".join(name.split()) + "\n" for name in places))
        for name, place_id in zip(plain.split("\n"), places.values(), strict=False):
            self._add_place(name, place_id)
        for entries in self._by_start.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def _add_uncounted(self, indicators: Mapping[str, Indicator]) -> None:
        """Let 小区改造 stand for 小区改造数, unless the shorter name could be another thing."""
        for name, indicator_id in list(self._by_name.items()):
            short = name.removesuffix("数")
            if short not in self._blocked and not indicators[indicator_id].confusable:
                self._by_name.setdefault(short, indicator_id)

    def _add_place(self, name: str, place_id: str) -> None:
        if len(name) < 2 or name in place_words.NO_PLACES:
            return
        self._by_start[name[:2]].append((name, place_id))
        # The name of the place table comes before its aliases.
        if name.endswith(_FORMAL_ENDS):
            self._formal.setdefault(place_id, name)
        peoples = _PEOPLES.fullmatch(name)
        if peoples:
            self._by_start[name[:2]].append((peoples["stem"] + peoples["rank"], place_id))

    def place_at(self, plain: str, start: int = 0) -> tuple[str, str] | None:
        """Return name and place_id of the longest place that stands at `start`, as it stands there."""
        for name, place_id in self._by_start.get(plain[start : start + 2], ()):
            if plain.startswith(name, start):
                return name, place_id
        return None

    def formal_name(self, place_id: str) -> str:
        """Return the first given name of a place that ends like an official one, or ""."""
        return self._formal.get(place_id, "")

    def province_of(self, place_id: str | None) -> tuple[str, str | None]:
        """Return name and id of the province that a place belongs to, ("", None) if unknown."""
        if not place_id or place_id == NATION:
            return "", None
        province = place_id[:2] + "0000"
        return self._formal.get(province, ""), province

    def link(self, phrases: Iterable[str]) -> str | None:
        """Return the indicator a plain phrase names exactly, else what the last one ends with."""
        folded = [phrase.translate(_DROPPED) for phrase in phrases if phrase]
        for phrase in folded:
            if phrase in self._by_name:
                return self._by_name[phrase]
        return self._by_tail(folded[-1]) if folded else None

    def knows(self, phrase: str) -> bool:
        """Whether a plain phrase is exactly a name or an alias."""
        return phrase.translate(_DROPPED) in self._by_name

    def _by_tail(self, phrase: str) -> str | None:
        for start in range(max(0, len(phrase) - self._longest), len(phrase) - _SHORTEST_TAIL + 1):
            tail = phrase[start:]
            if tail in self._by_name:
                narrowed = any(word in phrase[:start] for word in words.NARROWING)
                return None if narrowed else self._by_name[tail]
            if tail in self._blocked:
                return None
        return None

    def last_named(self, plain: str) -> str:
        """Return the known indicator name that stands last in a clause, "" if there is none."""
        for stop in range(len(plain), 0, -1):
            for start in range(max(0, stop - self._longest), stop - _SHORTEST_TAIL + 1):
                if plain[start:stop] in self._by_name:
                    return plain[start:stop]
        return ""


def fold(name: str) -> str:
    """Return the form under which names are compared: plain, without quotes and spaces."""
    return to_plain(name).translate(_DROPPED)
