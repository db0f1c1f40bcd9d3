"""What a target amounts to and what it asks for by now, line by line, for each kind of path."""

import calendar

from etl.domain.periods import last_day
from etl.domain.sums_lines import Label, Words, Writer, in_percent
from etl.domain.sums_terms import (
    HUNDRED,
    ONE,
    Term,
    exact,
    exp,
    ln,
    minus,
    over,
    percent_of_one,
    plus,
    power,
    times,
    whole,
)
from etl.domain.sums_words import START_WORDS

_LOGIT_DECIMALS, _INDEX_DECIMALS = 3, 2


def write_total(writer: Writer) -> None:
    """Write how yearly values add up to the actual; nothing where it is a published value."""
    sheet, facts = writer.sheet, writer.facts
    if not sheet.adds_up or facts.actual is None or facts.base_year is None:
        return
    years: Words = {
        "first": facts.base_year + 1,
        "last": facts.period,
        "count": len(sheet.figures.parts),
    }
    if facts.kind == "cumulative_reduction":
        falls = sheet.value >= 0
        product = times(*(_factor(writer.given(part), falls=falls) for part in sheet.figures.parts))
        said = "reduced" if falls else "changed"
        writer.value(Label("reduced", said, years), _change(product, falls=falls), facts.actual)
    elif facts.kind == "average_growth":
        root = power(_grown(writer), over(ONE, whole(len(sheet.figures.parts))))
        writer.value(Label("averaged", "averaged", years), _change(root, falls=False), facts.actual)
    else:
        total = plus(*(writer.given(part) for part in sheet.figures.parts))
        if len(sheet.figures.parts) > 1:
            shown = writer.given(facts.actual)
            writer.total(Label("total", "total", years), total, shown)
        if facts.kind == "backlog":
            left = sheet.value - facts.actual
            writer.value(
                Label("remaining", "remaining"), minus(writer.target(), writer.actual()), left
            )


def _factor(rate: Term, *, falls: bool) -> Term:
    share = percent_of_one(rate)
    return minus(ONE, share) if falls else plus(ONE, share)


def _change(product: Term, *, falls: bool) -> Term:
    return in_percent(minus(ONE, product) if falls else minus(product, ONE))


def _grown(writer: Writer) -> Term:
    return times(*(_factor(writer.given(part), falls=False) for part in writer.sheet.figures.parts))


def write_expected(writer: Writer) -> Term | None:
    """Write what is due by now and return it, None where nothing is."""
    expected = writer.facts.expected
    if expected is None or writer.is_growth:
        return None
    if writer.facts.kind == "cumulative_reduction":
        return _write_compound(writer, expected)
    if writer.facts.kind == "annual_flow":
        return _write_flow(writer, expected)
    return _write_path(writer, expected)


def _span(writer: Writer) -> tuple[Term, Term]:
    """Return the years gone and all years of a target that counts from its base year."""
    sheet, facts = writer.sheet, writer.facts
    assert sheet.base_year is not None and facts.target_year is not None
    return sheet.years_since(sheet.base_year), whole(facts.target_year - sheet.base_year)


def _write_compound(writer: Writer, expected: float) -> Term:
    gone, years = _span(writer)
    falls = writer.sheet.value >= 0
    due = power(_factor(writer.target(), falls=falls), over(gone, years))
    said = "reduction" if falls else "change"
    return writer.value(Label("expected", said), _change(due, falls=falls), expected)


def _write_flow(writer: Writer, expected: float) -> Term:
    """Write the part of a year's task due by the day of the value."""
    sheet, year = writer.sheet, writer.facts.target_year
    assert year is not None and sheet.base_year is not None
    _, (gone, days) = sheet.elapsed(sheet.base_year)
    if not gone:
        gone = days = 366 if calendar.isleap(year) else 365
    if not sheet.profile:
        due = over(times(writer.target(), whole(gone)), whole(days))
        return writer.value(Label("expected", "flow"), due, expected)
    share = writer.step(Label("share", "share"), _month_share(writer), writer.share_decimals, "%")
    due = over(times(writer.target(), share), HUNDRED)
    return writer.value(Label("expected", "flow_profile"), due, expected)


def _month_share(writer: Writer) -> Term:
    """Return the share of the year's task due by the day of the value, in percent."""
    profile, day = writer.sheet.profile, last_day(writer.facts.as_of)
    if day is None or writer.sheet.is_over:
        return exact(profile[-1])
    before = exact(profile[day.month - 2] if day.month > 1 else 0.0)
    this = minus(exact(profile[day.month - 1]), before)
    days = calendar.monthrange(day.year, day.month)[1]
    return plus(before, over(times(this, whole(day.day)), whole(days)))


def _write_path(writer: Writer, expected: float) -> Term:
    """Write the required value on the path's segment from the base or the milestone before."""
    sheet, facts = writer.sheet, writer.facts
    assert sheet.start is not None and sheet.start_year is not None
    assert facts.target_year is not None
    is_base = sheet.start_year == sheet.base_year
    said = START_WORDS["base" if is_base else "milestone"][writer.lang == "en"]
    words: Words = {
        "start": said.format(year=sheet.start_year),
        "first": sheet.start_year,
        "last": facts.target_year,
    }
    start, target = writer.given(sheet.start), writer.target()
    gone = sheet.years_since(sheet.start_year)
    years = whole(facts.target_year - sheet.start_year)
    if sheet.method == "geometric":
        due = times(start, power(over(target, start), over(gone, years)))
        return writer.value(Label("expected", "geometric", words), due, expected)
    if sheet.method == "logistic":
        return _write_logistic(writer, expected, (start, target, gone, years), words)
    way = minus(target, start) if sheet.start else target
    due = over(times(way, gone), years)
    return writer.value(
        Label("expected", "linear", words), plus(start, due) if sheet.start else due, expected
    )


def _write_logistic(
    writer: Writer,
    expected: float,
    ends: tuple[Term, Term, Term, Term],
    words: Words,
) -> Term:
    start, target, gone, years = ends
    digits = writer.decimals + _LOGIT_DECIMALS
    ceiling = writer.given(writer.sheet.ceiling)
    first = writer.step(
        Label("logit_start", "logit_start", words),
        ln(over(start, minus(ceiling, start))),
        digits,
    )
    last = writer.step(
        Label("logit_end", "logit_end"), ln(over(target, minus(ceiling, target))), digits
    )
    now = plus(first, over(times(minus(last, first), gone), years))
    logit = writer.step(Label("logit_now", "logit_now", words), now, digits)
    due = over(ceiling, plus(ONE, exp(negative(logit))))
    return writer.value(Label("expected", "logistic"), due, expected)


def negative(term: Term) -> Term:
    """Return a printed number with its sign turned."""
    return Term(term.text[1:] if term.text.startswith("-") else f"-{term.text}", -term.value)


def write_growth(writer: Writer) -> tuple[Term, Term, Term | None]:
    """Write growth as that of an index since the base year: so far, in all, and due by now."""
    sheet, facts = writer.sheet, writer.facts
    assert facts.actual is not None and facts.base_year is not None
    gone, years = _span(writer)
    digits = writer.decimals + _INDEX_DECIMALS
    if sheet.adds_up:
        index, said = _grown(writer), "grown"
    else:
        index, said = power(_factor(writer.actual(), falls=False), gone), "grown_running"
    words: Words = {"first": facts.base_year + 1, "last": facts.period}
    done = writer.step(Label("grown", said, words), _change(index, falls=False), digits, "%")
    factor = _factor(writer.target(), falls=False)
    asked = _change(power(factor, years), falls=False)
    aim = writer.step(Label("aim_growth", "aim_growth"), asked, digits, "%")
    if facts.expected is None:
        return done, aim, None
    due = _change(power(factor, gone), falls=False)
    return done, aim, writer.step(Label("due_growth", "due_growth"), due, digits, "%")


def write_needed(writer: Writer, index: tuple[Term, Term] | None) -> None:
    """Write what is needed a year from here, beside what was needed at first.

    `index` is average growth so far and in all, None for every other kind.
    """
    facts = writer.facts
    if facts.needed_per_year is None:
        return
    unit = writer.wording.unit if writer.compounds else writer.wording.difference_unit
    term = _needed_rate(writer, index) if writer.compounds else _needed_value(writer)
    said = "needed_rate" if writer.compounds else "needed"
    needed = writer.value(Label("needed", said), term, facts.needed_per_year, unit=unit)
    acceleration = writer.sheet.figures.acceleration
    if acceleration is None:
        return
    planned = writer.target() if writer.is_growth else _write_planned(writer, unit)
    said = "acceleration_growth" if writer.is_growth else "acceleration"
    writer.multiple(Label("acceleration", said), over(needed, planned), acceleration)


def _needed_value(writer: Writer) -> Term:
    return over(minus(writer.target(), writer.actual()), writer.sheet.years_left())


def _needed_rate(writer: Writer, index: tuple[Term, Term] | None) -> Term:
    falls = index is None and writer.sheet.value >= 0
    done, aim = index or (writer.actual(), writer.target())
    ratio = over(_factor(aim, falls=falls), _factor(done, falls=falls))
    return _change(power(ratio, over(ONE, writer.sheet.years_left())), falls=falls)


def _write_planned(writer: Writer, unit: str) -> Term:
    sheet, facts = writer.sheet, writer.facts
    _, years = _span(writer)
    words: Words = {"first": sheet.base_year, "last": facts.target_year}
    if writer.compounds:
        falls = sheet.value >= 0
        yearly = power(_factor(writer.target(), falls=falls), over(ONE, years))
        term, said = _change(yearly, falls=falls), "planned_rate"
    else:
        term, said = over(writer.above_base(writer.target()), years), "planned"
    value = term.value * writer.wording.factor
    return writer.value(Label("planned", said, words), term, value, unit=unit)
