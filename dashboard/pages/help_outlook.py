"""The sections of the method page on what lies ahead: own pace, projection, data strength."""

from collections.abc import Callable, Iterable

from dash import html

from dashboard.components import Part, table
from dashboard.format import NOTHING
from dashboard.pages.help_examples import wording_of
from dashboard.words import word
from etl.domain.feasibility import Peer
from etl.domain.outlook import PATHLESS, Aim, Outlook, look_ahead
from etl.domain.outlook_words import (
    VERDICT_WORDS,
    method_words,
    outlook_words,
    strength_word,
    verdict_word,
)
from etl.domain.records import Registry
from etl.domain.strength import PACE_POINTS, STRENGTHS, Seen, Strength, strength_of

_WITHOUT_PROJECTION = (
    *PATHLESS, "no_year", "no_value", "not_comparable", "no_base_year", "years_missing",
    "reached", "over", "lapsed", "undefined",
)  # fmt: skip
_LAST_YEAR = 2024
_MOST_POINTS, _MOST_AGE = PACE_POINTS + 1, 5
_MARKS = STRENGTHS[::-1]


def outlook_part(registry: Registry, lang: str) -> list[Part]:
    """Return how own pace and projection are made, the verdicts, and when there is neither."""
    aim = Aim("level", 1, 55.0, 2025, 44.77, 2020)
    say = wording_of(registry, lang)
    said = [outlook_words(Outlook(aim, cause), say, lang).cause for cause in _WITHOUT_PROJECTION]
    said.append(outlook_words(_few(aim), say, lang).cause)
    verdicts = [
        html.Li([html.B(verdict_word(verdict, lang)), "　", word(f"help_outlook_{verdict}", lang)])
        for verdict in VERDICT_WORDS
    ]
    return [
        html.P(method_words(lang)),
        html.P(word("help_outlook_verdicts", lang)),
        html.Ul(verdicts, className="bullets"),
        html.P(word("help_outlook_peers", lang)),
        html.P(word("help_outlook_no", lang)),
        html.Ul([html.Li(sentence) for sentence in said], className="bullets"),
    ]


def _few(aim: Aim) -> Outlook:
    """Return the forward look of a series too short for a pace of its own."""
    peers: list[Peer] = []
    return look_ahead(aim, [Seen(2021, 46.02), Seen(2022, 46.79)], peers, 2022)


def strength_part(registry: Registry, lang: str) -> list[Part]:
    """Return the five grounds of the data strength, asked of the rule itself."""
    head = [(word("help_strength_row", lang), False)]
    head += [(strength_word(mark, lang), False) for mark in _MARKS]
    lines: list[list[Part]] = [
        [word("help_strength_points", lang), *_spans("points", range(1, _MOST_POINTS + 1), _of_points, lang)],
        [word("help_strength_age", lang), *_spans("age", range(_MOST_AGE + 1), _of_age, lang)],
        [word("help_strength_broken", lang), *_cases("broken", {"broken": _of_series([], broken=True)}, lang)],
        [word("help_strength_trust", lang), *_cases("trust", {
            "trust_used": _of_series([Seen(_LAST_YEAR - 1, 1.0, "C"), Seen(_LAST_YEAR, 1.0)]),
            "trust_last": _of_series([Seen(_LAST_YEAR, 1.0, "C")]),
        }, lang)],
        [word("help_strength_preliminary", lang), *_cases("preliminary", {
            "preliminary": _of_series([Seen(_LAST_YEAR, 1.0, "A", "preliminary")]),
        }, lang)],
    ]  # fmt: skip
    note = word("help_strength_note", lang).format(points=PACE_POINTS)
    return [html.P(note), table(head, lines, word("help_strength", lang))]


def _of_points(count: int) -> Strength:
    years = range(_LAST_YEAR - count + 1, _LAST_YEAR + 1)
    return strength_of([Seen(year, 1.0) for year in years], _LAST_YEAR, broken=False)


def _of_age(age: int) -> Strength:
    return strength_of([Seen(_LAST_YEAR - age, 1.0)], _LAST_YEAR, broken=False)


def _of_series(values: list[Seen], *, broken: bool = False) -> Strength:
    return strength_of(values or [Seen(_LAST_YEAR, 1.0)], _LAST_YEAR, broken=broken)


def _spans(
    ground: str, numbers: Iterable[int], strength: Callable[[int], Strength], lang: str
) -> list[Part]:
    """Return for each mark the numbers that have it, in words: the last one stands for all beyond."""
    asked = list(numbers)
    graded = {number: strength(number).grades[ground] for number in asked}
    cells: list[Part] = []
    for mark in _MARKS:
        held = [number for number in asked if graded[number] == mark]
        cells.append(_span(ground, held, asked, lang) if held else NOTHING)
    return cells


def _span(ground: str, held: list[int], asked: list[int], lang: str) -> str:
    if held[-1] == asked[-1]:
        return word(f"help_case_{ground}_more", lang).format(count=held[0])
    if held[0] == asked[0]:
        return word(f"help_case_{ground}_less", lang).format(count=held[-1])
    count = str(held[0]) if len(held) == 1 else f"{held[0]}–{held[-1]}"
    return word(f"help_case_{ground}", lang).format(count=count)


def _cases(ground: str, cases: dict[str, Strength], lang: str) -> list[Part]:
    """Return for each mark the case that has it; a series without any of them is strong."""
    clean = _of_points(PACE_POINTS).grades[ground]
    said = {clean: word("help_case_clean", lang)}
    for case, strength in cases.items():
        said[strength.grades[ground]] = word(f"help_case_{case}", lang)
    return [said.get(mark, NOTHING) for mark in _MARKS]
