"""The chart of the leading indicator as dots and texts: nothing joined that must not be joined."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dashboard.briefing.phrases import aim, is_paced, tone_of, when
from dashboard.briefing.records import Dot, Plot
from dashboard.chains import runs_of
from dashboard.records import Point, Row
from dashboard.words import word
from etl.domain.columns import BREAK_YEAR, SINCE_BREAK
from etl.domain.periods import time_of
from etl.domain.reason import Wording, plain
from etl.domain.records import Observation

_BREAK_AT = BREAK_YEAR - 0.5


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a chart is drawn from: values, the target that speaks, the path and all its targets.

    `shown` is the value that the key figure shows; `row` None of values alone; `path_runs` are the
    pieces of the path that a line may join.
    """

    say: Wording
    lang: str
    points: tuple[Point, ...]
    shown: Observation | None
    row: Row | None = None
    rows: tuple[Row, ...] = ()
    path: Mapping[int, float] = field(default_factory=dict)
    path_runs: Sequence[Sequence[tuple[float, float]]] = ()

    @property
    def preferred(self) -> list[Point]:
        """Return the values that judgement takes."""
        return [point for point in self.points if point.preferred]

    @property
    def dated(self) -> list[Row]:
        """Return the targets that stand on the chart: not those that yearly values add up to."""
        return [one for one in self.rows if one.target.year is not None and not one.adds_up]

    def height(self, value: float) -> float:
        """Return a value in the unit shown."""
        return round(value / self.say.factor, 6)


def plot_of(drawn: Drawn, about: str) -> Plot | None:
    """Return the chart, None where there is nothing to draw; `about` says in words what it shows."""
    points, dated, say = drawn.preferred, drawn.dated, drawn.say
    if not points and not drawn.path:
        return None
    runs = runs_of(points)
    is_broken = len({point.series for point in points}) > 1
    before = [run for run in runs if is_broken and run[0].series != SINCE_BREAK]
    return Plot(
        unit=say.unit,
        earlier=_dots(before, drawn),
        actuals=_dots([run for run in runs if run not in before], drawn),
        path=tuple(
            tuple(Dot(float(year), drawn.height(value)) for year, value in run)
            for run in drawn.path_runs
        ),
        targets=tuple(
            Dot(float(one.target.year or 0), drawn.height(one.target.value), aim(one, drawn.lang))
            for one in dated
        ),
        latest=_latest(drawn),
        due=_due(drawn),
        broken_at=_BREAK_AT if is_broken else None,
        tone=tone_of(drawn.row) if drawn.row else "none",
        summary=about,
        notes=tuple(_notes(drawn, runs)),
        head=tuple(word(key, drawn.lang) for key in ("year", "actual", "path", "target")),
        table=tuple(_table(drawn)),
    )


def _dots(runs: Sequence[Sequence[Point]], drawn: Drawn) -> tuple[tuple[Dot, ...], ...]:
    return tuple(
        tuple(Dot(point.time, drawn.height(point.observation.value)) for point in run)
        for run in runs
    )


def _latest(drawn: Drawn) -> Dot | None:
    """Return the value of the key figure; where that is a sum, the last of its yearly values."""
    seen = drawn.shown
    if drawn.row is not None and drawn.row.adds_up:
        seen = drawn.preferred[-1].observation if drawn.preferred else None
    if seen is None:
        return None
    label = drawn.say.value(seen.value)
    return Dot(time_of(seen.period, seen.as_of), drawn.height(seen.value), label)


def _due(drawn: Drawn) -> Dot | None:
    """Return what the path asks of the time of the value, labelled with the gap between both."""
    row, say = drawn.row, drawn.say
    if row is None or row.adds_up or not is_paced(row) or row.observation != drawn.shown:
        return None
    if row.expected is None or row.gap is None or row.observation is None or not drawn.path:
        return None
    if plain(row.gap / say.factor, row.indicator.decimals) == "0":
        return None
    sign = "−" if row.gap < 0 else "+"
    time = time_of(row.observation.period, row.observation.as_of)
    return Dot(time, drawn.height(row.expected), sign + say.difference(row.gap))


def _notes(drawn: Drawn, runs: Sequence[Sequence[Point]]) -> Iterator[str]:
    """Yield how to read the chart, why the line stops where it does, and what is to be verified."""
    lang, said = drawn.lang, []
    for before, after in pairwise(runs):
        last, first = before[-1], after[0]
        if last.series != first.series:
            said.append("briefing_break")
        elif first.observation.period - last.observation.period > 1:
            said.append("briefing_gaps")
        else:
            said.append("briefing_within")
    if drawn.row is not None and drawn.row.adds_up:
        said.insert(0, "briefing_yearly")
    yield from (word(key, lang) for key in dict.fromkeys(said))
    doubtful = {one.observation.period for one in drawn.preferred if one.observation.trust == "C"}
    if doubtful:
        yield word("briefing_doubtful", lang).format(years=_spans(sorted(doubtful), lang))


def _spans(years: Sequence[int], lang: str) -> str:
    """Return years in words, those that follow each other together: "2015、2019—2024"."""
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    between = word("years", lang)
    return word("list_comma", lang).join(
        str(one[0]) if len(one) == 1 else between.format(first=one[0], last=one[-1])
        for one in spans
    )


def _table(drawn: Drawn) -> Iterator[tuple[str, ...]]:
    """Yield the years in order, each with its value, what the path asks and what a plan aims at."""
    values: dict[float, list[Point]] = {}
    for point in drawn.preferred:
        values.setdefault(point.time, []).append(point)
    aims: dict[float, list[str]] = {}
    for row in drawn.dated:
        aims.setdefault(float(row.target.year or 0), []).append(aim(row, drawn.lang))
    comma = word("list_comma", drawn.lang)
    for time in sorted({*values, *aims, *map(float, drawn.path)}):
        points = values.get(time, [])
        due = _asked(drawn, time)
        seen = [_told(point.observation, drawn) for point in points]
        yield (
            when(points[0].observation, drawn.lang) if points else str(int(time)),
            comma.join(seen) or "—",
            drawn.say.value(due) if due is not None else "—",
            comma.join(aims.get(time, [])) or "—",
        )


def _asked(drawn: Drawn, time: float) -> float | None:
    """Return what the path asks of a year's end; what a year's task starts from asks nothing."""
    row = drawn.row
    if row is not None and row.target.kind == "annual_flow" and time < (row.target.year or 0):
        return None
    return drawn.path.get(int(time)) if time.is_integer() else None


def _told(seen: Observation, drawn: Drawn) -> str:
    """Return a value in the table, marked where it is to be verified."""
    text = drawn.say.value(seen.value)
    mark = word("trust_c", drawn.lang)
    return (
        text
        if seen.trust != "C"
        else (f"{text} ({mark})" if drawn.lang == "en" else f"{text}（{mark}）")
    )
