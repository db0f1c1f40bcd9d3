"""The calculation sheet (计算表) of a number: every sum behind a verdict, as it is done on paper.

Each line is written from numbers that stand on the sheet, as published or as printed on a line
before, and comes out on a hand calculator. Nothing is judged here. Pure.
"""

from etl.domain.reason import Wording
from etl.domain.sums_lines import Label, Writer, in_percent
from etl.domain.sums_paths import write_expected, write_growth, write_needed, write_total
from etl.domain.sums_sheet import SHARE_DECIMALS, Figures, Sheet, Sum, sheet_of
from etl.domain.sums_terms import Term, minus, over
from etl.domain.sums_verdict import write_verdict

__all__ = ["Figures", "Sheet", "Sum", "sheet_of", "sums"]
_MOST_EXTRA = 9
Index = tuple[Term, Term, Term | None]


def sums(sheet: Sheet, wording: Wording, lang: str = "zh") -> tuple[Sum, ...]:
    """Return the lines of a sheet, none where there is no actual; `wording` is of the same language.

    Numbers that are computed on the way have as few decimals as let every line come out.
    """
    writer = _written(sheet, wording, lang, 0)
    for extra in range(1, _MOST_EXTRA + 1):
        if writer.sound:
            break
        writer = _written(sheet, wording, lang, extra)
    return tuple(writer.lines)


def _written(sheet: Sheet, wording: Wording, lang: str, extra: int) -> Writer:
    writer = Writer(sheet, wording, lang, extra)
    facts = sheet.facts
    if facts.actual is None:
        return writer
    if facts.kind == "milestone":
        write_verdict(writer, None, None)
        return writer
    write_total(writer)
    level = sheet.figures.level_completion
    if level is not None and sheet.value:
        _write_level(writer, level)
    growth = write_growth(writer) if writer.is_growth and _is_judged(writer) else None
    shares = _write_shares(writer, growth)
    index = growth[:2] if growth else None
    write_verdict(writer, shares, index)
    write_needed(writer, index)
    return writer


def _write_level(writer: Writer, level: float) -> None:
    term = in_percent(over(writer.actual(), writer.target()))
    writer.step(Label("level", "level"), term, SHARE_DECIMALS, "%", value=level)


def _is_judged(writer: Writer) -> bool:
    return writer.facts.status != "unknown" and writer.sheet.base_year is not None


def _write_shares(writer: Writer, growth: Index | None) -> tuple[Term, Term] | None:
    """Write the share covered, what is due, the share due and the gap, as far as there are any.

    Returns the share covered and the gap as printed.
    """
    facts = writer.facts
    if facts.distance_completion is None:
        return None
    done = _write_distance(writer, facts.distance_completion, growth)
    expected = write_expected(writer)
    _write_gap(writer, expected)
    if facts.schedule_completion is None or facts.gap_points is None:
        return None
    due = _write_schedule(writer, facts.schedule_completion, growth, expected)
    points = writer.points(
        Label("points", "points"), minus(done, due), facts.gap_points, writer.sheet.point_decimals
    )
    return done, points


def _write_distance(writer: Writer, done: float, growth: Index | None) -> Term:
    if growth:
        return writer.share(
            Label("distance", "distance_growth"), in_percent(over(*growth[:2])), done
        )
    way = writer.above_base(writer.target())
    said = "distance" if writer.sheet.base else "distance_zero"
    return writer.share(
        Label("distance", said), in_percent(over(writer.above_base(writer.actual()), way)), done
    )


def _write_gap(writer: Writer, expected: Term | None) -> None:
    facts = writer.facts
    if facts.gap is None:
        return
    due = writer.target() if expected is None else expected
    said = "gap_growth" if writer.is_growth else "gap"
    unit = writer.wording.difference_unit
    writer.value(Label("gap", said), minus(writer.actual(), due), facts.gap, unit)


def _write_schedule(
    writer: Writer, due: float, growth: Index | None, expected: Term | None
) -> Term:
    if growth and growth[2]:
        term, said = over(growth[2], growth[1]), "schedule_growth"
    else:
        assert expected is not None
        way = writer.above_base(writer.target())
        term = over(writer.above_base(expected), way)
        said = "schedule" if writer.sheet.base else "schedule_zero"
    return writer.share(Label("schedule", said), in_percent(term), due)
