"""The first scene: where the leading indicator stands, what comes next, how far it still is."""

from collections.abc import Iterator, Sequence

from dashboard.briefing import phrases
from dashboard.briefing.material import Material
from dashboard.briefing.plots import Drawn, plot_of
from dashboard.briefing.records import Figure, Headline, Scene
from dashboard.chains import path_runs
from dashboard.format import percent
from dashboard.forward import look, pair_of
from dashboard.records import Chain, Point, Row
from dashboard.words import word
from etl.domain.asof import AsOf
from etl.domain.freshness import awaited_words
from etl.domain.headline import headline, published
from etl.domain.reason import Wording, beside, plain
from etl.domain.records import Indicator, Observation

_OVER = ("achieved", "missed")
_PACED_KINDS = ("level", "range", "cumulative", "backlog")
_PLAIN_SUMS = ("level", "annual_flow", "cumulative", "backlog")


def headline_scene(material: Material, seconds: float) -> Scene:
    """Return the scene of the leading indicator, of its values alone, or that there is nothing."""
    row = material.leading
    if row is not None:
        return _of_target(material, row, seconds)
    indicator = _valued(material)
    if indicator is not None:
        return _of_values(material, indicator, seconds)
    return _of_nothing(material, seconds)


def _title(material: Material, name: str) -> str:
    return f"{material.place.name}{': ' if material.lang == 'en' else ''}{name}"


def _of_target(material: Material, row: Row, seconds: float) -> Scene:
    lang, chain = material.lang, material.chain_of(row)
    shown = shown_value(row, chain)
    rows = tuple(one for one in chain.rows if not one.target.superseded_by)
    drawn = Drawn(
        row.wording(lang), lang, chain.points, shown, row, rows, chain.path,
        path_runs(chain.rows, chain.path),
    )  # fmt: skip
    title, said = _title(material, phrases.named(row, lang)), finding(row, shown, lang)
    values = [seen.source for seen in (shown, row.observation) if seen]
    return Scene(
        key="headline",
        title=title,
        finding=said,
        tone=phrases.tone_of(row),
        unit=phrases.unit(drawn.say.unit, lang),
        source=phrases.source([row.source.title], values, lang),
        rule=phrases.rule(material.registry, [row], lang),
        seconds=seconds,
        body=Headline(
            status=phrases.status_of(row, lang),
            figures=tuple(_figures(material, row, rows, shown))[:3],
            plot=plot_of(drawn, said),
        ),
    )


def shown_value(row: Row, chain: Chain) -> Observation | None:
    """Return the value shown as where things stand: the one judged on, or a later one where the
    target's year is over."""
    last = _last(chain.points)
    if row.adds_up or row.target.kind == "milestone" or last is None:
        return row.observation
    is_over = row.target.year is not None and last.period > row.target.year
    return last if row.observation is None or is_over else row.observation


def finding(row: Row, shown: Observation | None, lang: str) -> str:
    """Return the headline with the gap in words, and with the latest value where that is later."""
    say = row.wording(lang)
    if row.status == "unknown" or row.actual is None:
        said = _why_not(row, shown, lang)
        if shown is None or shown == row.observation or row.cause != "no_actual":
            return said
    else:
        said = phrases.sentence([*_stands(row, say, lang)], lang)
        if shown is None or shown == row.observation or row.adds_up:
            return said
    value = say.value(shown.value)
    return (
        said + word("semicolon", lang) + phrases.dated("briefing_latest", shown, lang, value=value)
    )


def _why_not(row: Row, shown: Observation | None, lang: str) -> str:
    """Return why a target cannot be judged; values of other years do not count as none at all."""
    if row.cause == "no_actual" and shown is not None and row.target.year is not None:
        return word("briefing_unpublished", lang).format(year=row.target.year)
    return row.reason(lang).rstrip("。.")


def _stands(row: Row, say: Wording, lang: str) -> Iterator[str]:
    """Yield value, gap to what is due and gap to the schedule; of what has none the outcome."""
    if not phrases.is_paced(row) or row.gap is None or row.gap_points is None:
        yield headline(row.facts, say, lang)
        yield _missed(row, say, lang)
        return
    yield _stated(row, lang)
    is_growth = row.target.kind == "average_growth"
    yield _apart(row.gap, "growth" if is_growth else "due", say, lang)
    yield phrases.against_schedule(row.gap_points, lang)


def _stated(row: Row, lang: str) -> str:
    """Return the value with its time: "2024年49.5%", "2021—2022年累计120公里"."""
    value, seen = phrases.actual(row, lang), row.observation
    if row.adds_up or seen is None:
        key = "briefing_mean" if row.target.kind == "average_growth" else "briefing_total"
        label = word(key, lang).format(years=phrases.spanned(row, lang))
        return f"{label}{': ' if lang == 'en' else ''}{value}"
    return phrases.dated("briefing_stated", seen, lang, value=value)


def _missed(row: Row, say: Wording, lang: str) -> str:
    """Return by how much a target was missed, "" where that says nothing."""
    aim = row.target
    if row.status != "missed" or row.actual is None or aim.kind == "milestone":
        return ""
    near = aim.value
    if aim.value_high is not None and row.actual > aim.value:
        near = aim.value_high
    what = "limit" if aim.kind in ("floor", "cap") else "aim"
    return _apart(row.actual - near, what, say, lang)


def _apart(gap: float, what: str, say: Wording, lang: str) -> str:
    against = word(f"briefing_{what}", lang)
    if lang != "en":
        return beside(against, gap, say)
    if say.is_level(gap):
        return f"level with {against}"
    return f"{say.difference(gap)} {'above' if gap > 0 else 'below'} {against}"


def _figures(
    material: Material, row: Row, rows: Sequence[Row], shown: Observation | None
) -> Iterator[Figure]:
    """Yield where things stand, the target that speaks, and the last one or the pace needed."""
    yield _now(material, row, shown)
    yield _aim(row, _progress(material, row), material.lang, is_next=True)
    beyond = [one for one in rows if (one.target.year or 0) > (row.target.year or 9999)]
    if beyond:
        yield _aim(beyond[-1], _needed(beyond[-1], material.lang), material.lang, is_next=False)
    else:
        yield from _pace(material, row)


def _now(material: Material, row: Row, shown: Observation | None) -> Figure:
    lang, say = material.lang, row.wording(material.lang)
    late = _awaited(material, row)
    if row.target.kind == "milestone" and row.actual is not None and shown is not None:
        label = phrases.dated("briefing_done", shown, lang)
        return Figure(label, plain(row.actual, 1), "%", late, phrases.tone_of(row))
    if row.adds_up and row.actual is not None:
        kind = "briefing_mean" if row.target.kind == "average_growth" else "briefing_total"
        label = word(kind, lang).format(years=phrases.spanned(row, lang))
        number = say.number(row.actual)
        return Figure(label, number, say.unit, late, phrases.tone_of(row))
    if shown is None or row.adds_up:
        return Figure(word("actual", lang), word("no_data", lang), "", late, "none")
    note = phrases.sentence([_since_base(row, shown, lang), _doubt(shown, lang), late], lang)
    number = say.number(shown.value)
    tone = phrases.tone_of(row) if shown == row.observation else ""
    return Figure(phrases.dated("briefing_now", shown, lang), number, say.unit, note, tone)


def _doubt(shown: Observation, lang: str) -> str:
    return word("trust_c", lang) if shown.trust == "C" else ""


def _since_base(row: Row, shown: Observation, lang: str) -> str:
    """Return how far the value has come from the base, "" where they cannot be compared."""
    aim, say = row.target, row.wording(lang)
    sound = shown == row.observation and row.comparable and aim.kind in ("level", "range")
    if not sound or aim.base is None or aim.base_year is None or row.actual is None:
        return ""
    change = row.actual - aim.base
    if aim.base_year >= shown.period or say.is_level(change):
        return ""
    return word("briefing_since_base", lang).format(
        year=aim.base_year, base=say.value(aim.base),
        verb=phrases.moved(say, change, lang), size=say.difference(change),
    )  # fmt: skip


def _awaited(material: Material, row: Row) -> str:
    """Return which years' values are overdue, up to the target's year."""
    if row.target.kind == "milestone" and row.status in _OVER:
        return ""
    years = material.awaited.get(pair_of(row), ())
    due = tuple(year for year in years if year <= (row.target.year or 0))
    return awaited_words(due, material.lang)


def _aim(row: Row, note: str, lang: str, *, is_next: bool) -> Figure:
    """Return the key figure of a target: its number, with 不低于 in the label and 左右 by the unit."""
    target, say = row.target, row.wording(lang)
    is_shown = is_next and phrases.is_paced(row)
    share, due = (row.distance_completion, row.schedule_completion) if is_shown else (None, None)
    if target.kind == "milestone":
        key = "briefing_event" if target.year else "briefing_event_undated"
        label = word(key, lang).format(year=target.year)
        return Figure(label, "100", "%", note)
    number = say.number(target.value)
    if target.value_high is not None:
        number += f"{'–' if lang == 'en' else '—'}{say.number(target.value_high)}"
    about = target.value_high is None and target.operator == "~" and lang != "en"
    unit = say.unit + (word("briefing_about", lang) if about else "")
    return Figure(_aim_label(row, lang), number, unit, note, "", share, due)


def _aim_label(row: Row, lang: str) -> str:
    target = row.target
    year = str(target.year) if target.year else ""
    key = "briefing_strive" if target.stretch else "briefing_target"
    label = word(key if year else f"{key}_undated", lang).format(year=year)
    bound = "" if target.value_high is not None else word(f"briefing_bound_{target.operator}", lang)
    return label + phrases.bracketed(bound, lang)


def _progress(material: Material, row: Row) -> str:
    """Return what is still missing and how far the way is, beside what a person holds it to be."""
    lang = material.lang
    judged = phrases.judged(material.judgement(row), lang)
    if row.status == "unknown":
        return phrases.sentence([phrases.why_unknown(row, lang), judged], lang)
    if row.status in _OVER or not phrases.is_paced(row):
        said = phrases.sentence([_outcome(row, lang), judged], lang)
        return said
    done = word("briefing_progress", lang).format(
        done=percent(row.distance_completion), due=percent(row.schedule_completion)
    )
    return phrases.sentence([_missing(row, lang), done, judged], lang)


def _outcome(row: Row, lang: str) -> str:
    """Return what came of a target, with the value of its own year."""
    said, seen = row.status_word(lang), row.observation
    if row.actual is None or seen is None or row.status not in _OVER:
        return said
    value = phrases.actual(row, lang)
    if not row.adds_up:
        return phrases.dated("briefing_outcome", seen, lang, outcome=said, value=value)
    years = phrases.spanned(row, lang)
    return word("briefing_outcome_sum", lang).format(outcome=said, when=years, value=value)


def _missing(row: Row, lang: str) -> str:
    """Return how much is left to the target; "" where a difference of levels says nothing."""
    if row.actual is None or row.target.kind not in _PLAIN_SUMS:
        return ""
    say, left = row.wording(lang), row.target.value - row.actual
    wanted = -1 if row.indicator.direction == "down" and row.target.kind == "level" else 1
    if say.is_level(left) or left * wanted < 0:
        return ""
    return word("briefing_missing", lang).format(size=say.difference(left))


def _needed(row: Row, lang: str) -> str:
    """Return the change a year that a later target needs, of one that is a level to arrive at."""
    need, say = row.needed_per_year, row.wording(lang)
    if row.status == "unknown":
        return phrases.why_unknown(row, lang)
    seen = row.observation
    if seen is None or need is None or say.is_level(need) or row.target.kind not in _PACED_KINDS:
        return row.status_word(lang)
    verb, size = _verb(row, need, lang), say.difference(need)
    return phrases.dated("briefing_needed", seen, lang, verb=verb, size=size)


def _verb(row: Row, change: float, lang: str) -> str:
    """Return what happens year by year: a level rises or falls, of what adds up so much is done."""
    if row.adds_up:
        return word("briefing_amount_done", lang)
    return phrases.moved(row.wording(lang), change, lang)


def _pace(material: Material, row: Row) -> Iterator[Figure]:
    """Yield the pace needed beside the own one, of a single target that is still running."""
    need, lang, say = row.needed_per_year, material.lang, row.wording(material.lang)
    if need is None or not phrases.is_paced(row) or say.is_level(need):
        return
    if row.target.kind not in _PACED_KINDS or row.observation is None:
        return
    verb = _verb(row, need, lang)
    label = phrases.dated("briefing_need", row.observation, lang, verb=verb)
    # 变动小于末位时difference多取两位有效数字，不显示成0。
    number = say.difference(need).removesuffix(say.difference_unit).strip()
    yield Figure(label, number, say.difference_unit, _own_pace(material, row))


def _own_pace(material: Material, row: Row) -> str:
    """Return how fast the place went by itself, "" where there are too few values to say."""
    lang, board = material.lang, material.board
    year, as_of = int(board.day[:4]), board.as_of or AsOf()
    own = look(board, row, year, as_of, with_peers=False).pace
    if own is None:
        return ""
    if row.wording(lang).is_level(own.per_year):
        said = word("briefing_own_pace_level", lang)
        return said.format(first=own.years[0], last=own.years[-1])
    return word("briefing_own_pace", lang).format(
        first=own.years[0], last=own.years[-1], verb=_verb(row, own.per_year, lang),
        size=row.wording(lang).difference(own.per_year),
    )  # fmt: skip


def _valued(material: Material) -> Indicator | None:
    """Return the indicator whose values stand for a place without targets: the leading one first."""
    board, lead = material.board, material.board.lead_indicator
    cells = board.cells(material.place.place_id)
    ranked = sorted(cells, key=lambda cell: cell.indicator.indicator_id != lead)
    return ranked[0].indicator if ranked else None


def _of_values(material: Material, indicator: Indicator, seconds: float) -> Scene:
    lang, board = material.lang, material.board
    say = board.wording(indicator, lang)
    points = board.points(material.place.place_id, indicator.indicator_id)
    shown = _last(points)
    if shown is None:
        return _of_nothing(material, seconds)
    name = indicator.name.in_language(lang) + phrases.bracketed(shown.scope, lang)
    last = max(point.series for point in points if point.observation == shown)
    same = [one.observation for one in points if one.preferred and one.series == last]
    said = published(same, say, lang) + word("semicolon", lang) + word("briefing_no_target", lang)
    late = awaited_words(
        material.awaited.get((shown.place_id, shown.indicator_id, shown.scope), ()), lang
    )
    note = phrases.sentence([_doubt(shown, lang), late], lang)
    number = say.number(shown.value)
    return Scene(
        key="headline",
        title=_title(material, name),
        finding=said,
        tone="none",
        unit=phrases.unit(say.unit, lang),
        source=phrases.source([], [shown.source], lang),
        rule=word("briefing_not_judged", lang),
        seconds=seconds,
        body=Headline(
            status=None,
            figures=(Figure(phrases.dated("briefing_now", shown, lang), number, say.unit, note),),
            plot=plot_of(Drawn(say, lang, points, shown), f"{_title(material, name)}：{said}"),
        ),
    )


def _last(points: Sequence[Point]) -> Observation | None:
    """Return the latest value that judgement takes, of the series since the break where both have it."""
    final = [point for point in points if point.preferred]
    last = max(final, key=lambda point: (point.time, point.series), default=None)
    return last.observation if last else None


def _of_nothing(material: Material, seconds: float) -> Scene:
    lang = material.lang
    no_data = word("no_data", lang)
    return Scene(
        key="headline",
        title=_title(material, material.registry.title.in_language(lang)),
        finding=word("briefing_nothing", lang),
        tone="none",
        unit=phrases.unit("—", lang),
        source=phrases.source([], [], lang),
        rule=word("briefing_not_judged", lang),
        seconds=seconds,
        body=Headline(None, (Figure(word("actual", lang), no_data, "", ""),), None),
    )
