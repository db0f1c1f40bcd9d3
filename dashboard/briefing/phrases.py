"""Texts and marks that several scenes share: values, gaps, reasons, rules, sources.

Numbers come from the board as they are; only their text is made here.
"""

from collections.abc import Iterable, Sequence

from dashboard.briefing.records import Line, Status
from dashboard.format import signed
from dashboard.records import Row
from dashboard.summary import LAGGING
from dashboard.theme import MARKS
from dashboard.words import word
from etl.domain.headline import BESIDE_THE_PATH
from etl.domain.judgements import Judgement
from etl.domain.periods import day_in_words, time_of
from etl.domain.reason import STATUS_WORDS, Wording, plain, points_size, status_word
from etl.domain.records import Bands, Observation, Registry

PACED = (*LAGGING, "ahead", "on_track")
PATHLESS = ("floor", "cap", "milestone")
_RATES = ("percent", "percentage_point", "times")
_WHY = {
    "no_actual": "no_data", "no_later_actual": "briefing_no_later", "no_year": "no_year",
    "years_missing": "briefing_years_missing", "no_base": "briefing_no_base",
    "not_comparable": "briefing_apart", "later_year": "briefing_apart",
    "own_year_missing": "briefing_apart", "base_beyond_target": "briefing_base_beyond",
    "year_before_base": "briefing_year_before", "path_undefined": "briefing_no_path",
}  # fmt: skip


def moved(say: Wording, value: float, lang: str) -> str:
    """Return the verb of a change: 提高 or 降低 of a rate, 增加 or 减少 of an amount."""
    kind = "rate" if say.indicator.unit in _RATES else "amount"
    return word(f"briefing_{kind}_{'up' if value >= 0 else 'down'}", lang)


def named(row: Row, lang: str) -> str:
    """Return an indicator with the scope of its target: "建成区绿地率（城市）"."""
    return row.indicator.name.in_language(lang) + bracketed(row.target.scope, lang)


def bracketed(text: str, lang: str) -> str:
    """Return a text in brackets, "" of none."""
    if not text:
        return ""
    return f" ({text})" if lang == "en" else f"（{text}）"


def is_within_year(seen: Observation) -> bool:
    """Return whether a value counts up to a day before its year's end."""
    return time_of(seen.period, seen.as_of) != seen.period


def when(seen: Observation, lang: str) -> str:
    """Return the time of a value: "2024", or the day within the year."""
    if not is_within_year(seen):
        return str(seen.period)
    return seen.as_of if lang == "en" else day_in_words(seen.as_of)


def dated(key: str, seen: Observation, lang: str, **more: str) -> str:
    """Return the words of a key with the time of a value: those of a day where it is one."""
    key = f"{key}_day" if is_within_year(seen) else key
    return word(key, lang).format(when=when(seen, lang), **more)


def years_of(row: Row, lang: str) -> str:
    """Return the time a row's actual is of: its own ("2024"), or the years that were put together
    ("2021—2024年", "2021年至2022年6月30日")."""
    seen, base = row.observation, row.target.base_year
    if seen is None:
        return ""
    if not row.adds_up or base is None or base + 1 >= seen.period:
        return when(seen, lang)
    key = "briefing_span_day" if is_within_year(seen) else "briefing_span"
    return word(key, lang).format(first=base + 1, last=when(seen, lang))


def spanned(row: Row, lang: str) -> str:
    """Return the same for a sentence: a single year is called one."""
    said = years_of(row, lang)
    return word("briefing_in_year", lang).format(year=said) if said.isdigit() else said


def actual(row: Row, lang: str) -> str:
    """Return a row's actual with its unit, "" where there is none."""
    if row.actual is None:
        return ""
    if row.target.kind == "milestone":
        return f"{plain(row.actual, 1)}%"
    return row.wording(lang).value(row.actual)


def aim(row: Row, lang: str) -> str:
    """Return the target as the plan says it; one to strive for is called so."""
    return (word("briefing_stretch", lang) if row.target.stretch else "") + row.aim(lang)


def tone_of(row: Row) -> str:
    """Return the tone of a row's status; a missed 力争 target is amber, as on the pages."""
    missed = row.target.stretch and row.status == "missed"
    return "warn" if missed else MARKS[row.status].tone


def status_of(row: Row, lang: str) -> Status:
    """Return the status of a row as it is shown."""
    return Status(row.status, row.status_word(lang), tone_of(row))


def status(key: str, lang: str) -> Status:
    """Return a status by its key."""
    return Status(key, STATUS_WORDS[key][lang == "en"], MARKS[key].tone)


def against_schedule(points: float, lang: str) -> str:
    """Return a gap in points in words: "落后序时进度33.8个百分点"."""
    size = points_size(points)
    key = "level" if size == "0" else "ahead" if points > 0 else "lags"
    return word(f"briefing_schedule_{key}", lang).format(size=size)


def is_paced(row: Row) -> bool:
    """Return whether a running target stands against a schedule, so that its gap says how far."""
    known = None not in (row.expected, row.gap, row.gap_points)
    beside = row.cause in BESIDE_THE_PATH or row.target.kind in PATHLESS
    return known and not beside and row.status in PACED


def why_unknown(row: Row, lang: str) -> str:
    """Return in a word why a target cannot be judged: 缺数据, 无基期, 无年份."""
    return word(_WHY.get(row.cause, "briefing_other_cause"), lang)


def judged(judgement: Judgement | None, lang: str) -> str:
    """Return the human judgement in force, "" where there is none."""
    if judgement is None:
        return ""
    said = status_word(judgement.status, lang=lang)
    return word("judged_by_person", lang).format(status=said)


def line_of(row: Row, judgement: Judgement | None, lang: str) -> Line:
    """Return a target as a line of a list."""
    unknown, paced = row.status == "unknown", is_paced(row)
    return Line(
        name=named(row, lang),
        value=why_unknown(row, lang) if unknown else actual(row, lang),
        value_year="" if unknown else years_of(row, lang),
        aim=aim(row, lang),
        aim_year=str(row.target.year or ""),
        gap=signed(row.gap_points) if paced else "",
        status=status_of(row, lang),
        owner=_owner(row, judgement, lang),
        share=row.distance_completion if paced else None,
        due=row.schedule_completion if paced else None,
    )


def _owner(row: Row, judgement: Judgement | None, lang: str) -> str:
    """Return who answers, in short, and what a person holds the status to be."""
    names = row.target.lead or row.target.responsible
    total = len(row.target.responsible)
    said = names[0] if names else ""
    if names and total > 1:
        said = word("briefing_owners", lang).format(name=said, count=total)
    return word("briefing_and", lang).join(filter(None, (said, judged(judgement, lang))))


def sentence(parts: Iterable[str], lang: str) -> str:
    """Return what there is to say, joined by commas."""
    return word("comma", lang).join(filter(None, parts))


def counted(parts: Iterable[tuple[str, int]], lang: str, key: str = "briefing_part") -> str:
    """Return "已实现3项、无法评估2项" of the parts that are not nothing."""
    said = word(key, lang)
    return word("list_comma", lang).join(
        said.format(name=name, count=count) for name, count in parts if count
    )


def rule(registry: Registry, rows: Sequence[Row], lang: str) -> str:
    """Return the rule that rows are judged by, with the limits of the natures that occur."""
    kinds = {row.target.kind for row in rows}
    if kinds and kinds <= {"floor", "cap"}:
        return word("briefing_rule_kept", lang)
    if kinds == {"milestone"}:
        return word("briefing_rule_event", lang)
    if kinds and kinds <= set(PATHLESS):
        return word("briefing_rule_pathless", lang)
    found = bands_of(registry, rows)
    if len({nature for nature, _ in found}) < len(found):
        return word("briefing_rule_mixed", lang)
    said = word("briefing_limits", lang)
    limits = [
        said.format(nature=word(f"{nature}_nature", lang), limits=_limits(bands, lang))
        for nature, bands in found
    ]
    return word("briefing_rule", lang).format(limits=word("semicolon", lang).join(limits))


def bands_of(registry: Registry, rows: Iterable[Row]) -> list[tuple[str, Bands]]:
    """Return the natures of rows with the bands that apply to them, the expected ones first."""
    found = {
        (row.target.nature, registry.bands_of(row.indicator.indicator_id, row.target.nature))
        for row in rows
    } or {("expected", registry.bands["expected"])}
    return sorted(found, key=lambda pair: (pair[0] != "expected", -pair[1].on_track))


def _limits(bands: Bands, lang: str) -> str:
    limits = (bands.ahead, bands.on_track, bands.behind)
    return word("list_comma", lang).join(signed(limit) for limit in limits)


def above(limit: float, lang: str) -> str:
    """Return the limit of what is on schedule in words; a limit of 0 includes it."""
    return word("briefing_above", lang).format(limit=signed(limit)) if limit else at_least(0, lang)


def at_least(limit: float, lang: str) -> str:
    """Return a limit that a gap must not be below: "不低于−30"."""
    return word("briefing_at_least", lang).format(limit=signed(limit))


def below(limit: float, lang: str) -> str:
    """Return a limit that a gap is below: "低于−30"."""
    return word("briefing_below", lang).format(limit=signed(limit))


def banded(nature: str, bands: Bands, lang: str) -> str:
    """Return the bands of a nature in a sentence, as the overview says them."""
    return word("briefing_bands", lang).format(
        nature=nature, ahead=at_least(bands.ahead, lang), behind=at_least(bands.behind, lang),
        on_track=above(bands.on_track, lang),
    )  # fmt: skip


def book(title: str) -> str:
    """Return the title of a document between its marks, which some titles bring along."""
    return title if title.startswith("《") else f"《{title}》"


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Return names once each, in their order, without full stops at their ends."""
    return tuple(dict.fromkeys(filter(None, (name.rstrip("。") for name in names))))


def source(titles: Iterable[str], actuals: Iterable[str], lang: str) -> str:
    """Return where targets and values come from, in one line: the first of each, and how many."""
    documents = _first([book(title) for title in titles], "briefing_more_documents", lang)
    values = _first(actuals, "briefing_more_sources", lang)
    said = word("semicolon", lang).join(filter(None, (documents, values)))
    return word("briefing_source", lang).format(source=said or "—")


def documents(rows: Iterable[Row], lang: str) -> str:
    """Return the documents of targets in one line: "来源：《甲规划》等2份文件"."""
    return source([row.source.title for row in rows], (), lang)


def _first(names: Iterable[str], counter: str, lang: str) -> str:
    listed = distinct(names)
    if not listed:
        return ""
    more = word(counter, lang).format(count=len(listed)) if len(listed) > 1 else ""
    return listed[0] + more


def unit(name: str, lang: str) -> str:
    """Return the unit of a scene: "单位：%"."""
    return word("briefing_unit", lang).format(unit=name)
