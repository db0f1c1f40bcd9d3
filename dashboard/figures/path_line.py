"""The dashed line of a chart: what the targets ask for over time, as judgement has it.

Every requirement that is said over a value lies on it: where one from within a year was due off the
straight line between two years, the line goes through what was due then.
"""

from collections.abc import Iterator, Mapping, Sequence

from dashboard.chains import joined, legs_of
from dashboard.figures.hover import Due, when
from dashboard.figures.placing import Figure
from dashboard.format import safe_plot_text
from dashboard.records import Chain
from dashboard.theme import plot_template
from dashboard.words import word
from etl.domain.reason import Wording

Spot = tuple[float, float]
Leg = Mapping[int, float]


def path_line(
    chain: Chain, dues: Sequence[Due | None], wording: Wording, lang: str, *, compact: bool = False
) -> Figure:
    """Return the trace; it stops where a yearly task ends, for the next begins from nothing.

    `dues` are those of the chain's points, in their order.
    """
    legs = legs_of(chain.rows, chain.path)
    factor, decimals = wording.factor, wording.indicator.decimals + 1
    runs = _runs(chain, legs, dues, compact=compact)
    spots = [spot for run in runs for spot in (None, *run)][1:]
    line: Figure = {
        "x": [spot and spot[0] for spot in spots],
        "y": [spot and round(spot[1] / factor, decimals) for spot in spots],
        "meta": [word("hover_path", lang), safe_plot_text(wording.unit)],
    }
    said = {**dict(_starts(chain, legs, lang)), **dict(_within(chain, dues, wording, lang))}
    if said and any(spot in said for spot in spots):
        usual = plot_template()["data"]["scatter"][1]["hovertemplate"]
        line["hovertemplate"] = [said.get(spot, usual) if spot else "" for spot in spots]
    return line


def _runs(
    chain: Chain, legs: Sequence[Leg], dues: Sequence[Due | None], *, compact: bool
) -> list[list[Spot]]:
    """Return the corners of the line in the pieces that may be joined, in base units."""
    kept = set(_years(chain, legs, compact=compact))
    within = [
        (point.time, due.expected)
        for point, due in zip(chain.points, dues, strict=True)
        if due is not None and point.time % 1
    ]
    return joined(
        sorted(
            [(year, value) for year, value in leg.items() if year in kept]
            + [(short(spot[0]), spot[1]) for spot in within if _is_beside(spot, leg)]
        )
        for leg in legs
    )


def path_years(chain: Chain, *, compact: bool = False) -> list[int]:
    """Return the years a path is drawn through: all, on a small chart of a straight path its corners
    and the years that have an actual."""
    return _years(chain, legs_of(chain.rows, chain.path), compact=compact)


def _years(chain: Chain, legs: Sequence[Leg], *, compact: bool) -> list[int]:
    years = list(chain.path)
    if not compact or not years or chain.current.indicator.path != "linear":
        return years
    kept = {float(end) for leg in legs for end in (min(leg), max(leg))}
    kept |= {point.time for point in chain.points if point.preferred}
    return [year for year in years if year in kept]


def short(time: float) -> float:
    """Return a time as a chart writes it; a year's end is a whole number."""
    return int(time) if time.is_integer() else round(time, 3)


def _is_beside(spot: Spot, leg: Leg) -> bool:
    """Return whether something due within a year lies off the straight line of a piece."""
    time, due = spot
    year = int(time)
    if year not in leg or year + 1 not in leg:
        return False
    straight = leg[year] + (leg[year + 1] - leg[year]) * (time - year)
    return abs(straight - due) > 1e-9 * max(1.0, abs(due))


def _starts(chain: Chain, legs: Sequence[Leg], lang: str) -> Iterator[tuple[Spot, str]]:
    """Yield what is said of the spots where yearly tasks begin: nothing is asked there."""
    yearly = {row.target.year for row in chain.rows if row.target.kind == "annual_flow"}
    for leg in legs if yearly else ():
        (first, start), *_ = leg.items()
        if first + 1 in yearly and not start:
            said = word("hover_start", lang).format(year=first + 1)
            yield (first, start), f"{said}<extra></extra>"


def _within(
    chain: Chain, dues: Sequence[Due | None], wording: Wording, lang: str
) -> Iterator[tuple[Spot, str]]:
    """Yield what is said of the spots that were due on a day within a year."""
    for point, due in zip(chain.points, dues, strict=True):
        if due is not None and point.time % 1:
            asked = f"{word('hover_due', lang)}{safe_plot_text(wording.value(due.expected))}"
            said = f"{when(point.observation, lang)}{' ' if lang == 'en' else ''}{asked}"
            yield (short(point.time), due.expected), f"{said}<extra></extra>"
