"""The sections of the method page: every rule as registry and code have it.

Numbers and names are asked of the registry and of the domain; words alone are kept in
`dashboard.wording.help`. A rule that is written down here and nowhere asked for would drift.
"""

from collections.abc import Iterator, Mapping

from dash import dcc, html

from dashboard.components import NATURE_KEYS, Part, status_chip, table
from dashboard.format import NOTHING, link
from dashboard.pages.help_examples import (
    about_example,
    at_limit,
    chain_example,
    kind_example,
    path_table,
    rounding_example,
)
from dashboard.wording.help import HELP
from dashboard.words import word
from etl.domain.columns import BREAK_YEAR, CAUSES, KINDS, STATUSES
from etl.domain.paths import METHODS
from etl.domain.reason import plain, status_word, why_unknown
from etl.domain.records import Bands, Indicator, Registry
from etl.domain.rules.escap import OK
from etl.domain.rules.words import BUCKET_WORDS, BUCKETS, RULES, RuleWords
from etl.domain.score import score_words
from etl.domain.slices import FAMILIES
from etl.domain.supervision import STATES, state_word

_SERIES_WORDS = {1: "series_before", 2: "series_since"}
_TRUSTS = ("A", "B", "C")


def schedule_part(registry: Registry, lang: str) -> list[Part]:
    """Return the schedule rule: completions, gap, needed pace, time."""
    return [html.P(word(f"help_schedule_{number}", lang)) for number in range(1, 5)]


def rounding_part(registry: Registry, lang: str) -> list[Part]:
    """Return what rounding forgives, what 左右 allows and which bounds are strict."""
    put_in = {
        "points": rounding_example(registry),
        "share": plain(100 * registry.approximate, 2),
        "least": about_example(registry),
    }
    return [html.P(word(f"help_rounding_{number}", lang).format(**put_in)) for number in (1, 2, 3)]


def bands_part(registry: Registry, lang: str) -> list[Part]:
    """Return the bands of both natures, and those of indicators that have their own."""
    head = [
        (word("help_applies", lang), False), (word("nature", lang), False), (word("status", lang), False),
        (word("help_limit", lang), False), (word("help_at_limit", lang), False),
    ]  # fmt: skip
    lines = list(_band_lines(word("help_bands_all", lang), registry.bands, lang))
    own = [one for one in registry.indicators.values() if one.bands]
    for one in own:
        name = word("help_bands_own", lang).format(name=one.name.in_language(lang))
        lines += _band_lines(name, one.bands or {}, lang)
    parts: list[Part] = [
        html.P(word("help_bands_note", lang)),
        table(head, lines, word("help_bands", lang)),
    ]
    return parts if own else [*parts, html.P(word("help_bands_none", lang), className="note")]


def _band_lines(applies: str, both: Mapping[str, Bands], lang: str) -> Iterator[list[Part]]:
    for nature, bands in both.items():
        for status, limit, at in _limits(bands, lang):
            met = word("help_from", lang).format(low=_signed(at)) if status == "ahead" else ""
            shown = f"{_signed(at)} → {at_limit(bands, at, lang)}"
            yield [
                applies, word(NATURE_KEYS[nature], lang), _status(status, lang), met or limit,
                NOTHING if status == "far_behind" else shown,
            ]  # fmt: skip


def _limits(bands: Bands, lang: str) -> Iterator[tuple[str, str, float]]:
    """Yield each band's status, its limits in words and the limit that belongs to it or borders it."""
    ahead, on_track, behind = bands.ahead, bands.on_track, bands.behind
    yield "ahead", "", ahead
    if on_track < 0:
        inside = word("help_above", lang).format(low=_signed(on_track), high=_signed(ahead))
        short = word("help_between", lang).format(low=_signed(behind), high=_signed(on_track))
    else:
        inside = word("help_kept", lang).format(high=_signed(ahead))
        short = word("help_short", lang).format(low=_signed(behind))
    yield "on_track", inside, min(on_track, 0.0)
    yield "behind", short, behind
    yield "far_behind", word("help_under", lang).format(low=_signed(behind)), behind


def _signed(value: float) -> str:
    text = plain(value, 2)
    return f"+{text}" if value > 0 else text.replace("-", "−")


def _status(status: str, lang: str) -> html.Span:
    return status_chip(status, status_word(status, lang=lang))


def statuses_part(registry: Registry, lang: str) -> list[Part]:
    """Return every status with its shape and what it means."""
    head = [(word("status", lang), False), (word("help_text", lang), False)]
    lines: list[list[Part]] = [
        [_status(status, lang), _wide(f"help_status_{status}", lang)] for status in STATUSES
    ]
    early = status_chip("achieved", status_word("achieved", early=True, lang=lang))
    lines.insert(2, [early, _wide("help_status_achieved", lang)])
    stretched = status_chip(
        "missed", f"{word('help_stretch', lang)} {status_word('missed', lang=lang)}", stretch=True
    )
    lines.append([stretched, _wide("help_status_missed", lang)])
    return [table(head, lines, word("help_statuses", lang))]


def _wide(key: str, lang: str) -> html.Span:
    return html.Span(word(key, lang), className="prose")


def causes_part(registry: Registry, lang: str) -> list[Part]:
    """Return every reason why a target is not judged, or judged in a special way."""
    listed = [html.Li(cause_words(cause, lang)) for cause in CAUSES if cause]
    return [html.P(word("help_causes_note", lang)), html.Ul(listed, className="bullets")]


def cause_words(cause: str, lang: str) -> str:
    """Return the sentence of a cause: judgement's own where it has one."""
    key = f"help_cause_{cause}"
    return word(key, lang) if key in HELP else why_unknown(cause, lang)


def kinds_part(registry: Registry, lang: str) -> list[Part]:
    """Return every kind of target: words, formula, and an example judged now."""
    parts: list[Part] = [html.P(word("help_kinds_note", lang).format(count=len(KINDS)))]
    for kind in KINDS:
        parts += [
            html.H3(word(f"target_{kind}", lang), id=f"kind-{kind}"),
            html.P(word(f"help_kind_{kind}", lang)),
            html.P([html.B(word("help_formula", lang)), "　", word(f"help_sum_{kind}", lang)], className="formula"),
            _special(registry, kind, lang),
            *kind_example(registry, kind, lang),
        ]  # fmt: skip
    return [part for part in parts if part is not None]


def _special(registry: Registry, kind: str, lang: str) -> html.P | None:
    """Return which indicators have what a kind makes possible, None where none has."""
    known = registry.indicators.values()
    comma = word("list_comma", lang)
    named = {
        "annual_flow": [_profile(one, lang) for one in known if one.month_profile],
        "cumulative": [one.name.in_language(lang) for one in known if one.running_total],
        "range": [one.name.in_language(lang) for one in known if one.strict_range],
    }.get(kind, [])
    if not named:
        return None
    return html.P(word(f"help_special_{kind}", lang).format(names=comma.join(named)))


def _profile(one: Indicator, lang: str) -> str:
    shares = "/".join(plain(share, 2) for share in one.month_profile)
    return f"{one.name.in_language(lang)}{word('help_profile', lang).format(shares=shares)}"


def paths_part(registry: Registry, lang: str) -> list[Part]:
    """Return every path with its formula, and the same two ends on all of them."""
    counted = [one.path for one in registry.indicators.values()]
    default = max(METHODS, key=counted.count)
    ceilings = sorted(
        {one.ceiling for one in registry.indicators.values() if one.path == "logistic"} or {100.0}
    )
    ceiling = word("list_comma", lang).join(plain(one, 2) for one in ceilings)
    formulas = [
        html.Li([html.B(word(f"path_{method}", lang)), "　", word(f"help_path_{method}", lang).format(ceiling=ceiling)])
        for method in METHODS
    ]  # fmt: skip
    note = word("help_paths_note", lang).format(default=word(f"path_{default}", lang))
    return [html.Ul(formulas, className="bullets"), html.P(note), path_table(lang)]


def chains_part(registry: Registry, lang: str) -> list[Part]:
    """Return how milestones hang together and how a newer plan supersedes an older one."""
    mark = word("base_revised", lang)
    said = [html.P(word(f"help_chains_{number}", lang).format(mark=mark)) for number in range(1, 5)]
    return [said[0], chain_example(registry, lang), *said[1:]]


def values_part(registry: Registry, lang: str) -> list[Part]:
    """Return which value is taken, the ranks of the vintages, and the series break."""
    head = [
        (word("vintage", lang), False), (word("help_series", lang), False),
        (word("help_rank", lang), True),
    ]  # fmt: skip
    ranked = sorted(registry.vintages.values(), key=lambda one: -one.rank)
    lines: list[list[Part]] = [
        [one.name.in_language(lang), word(_SERIES_WORDS[FAMILIES[one.series]], lang), str(one.rank)]
        for one in ranked
    ]
    trusts = word("list_comma", lang).join(f"{one} {word(f'trust_{one}', lang)}" for one in _TRUSTS)
    return [
        html.P(word("choice_of_value", lang)),
        html.P(word("help_values_rank", lang)),
        table(head, lines, word("vintage", lang)),
        html.P(word("help_break", lang).format(year=BREAK_YEAR)),
        html.P(word("help_trust", lang).format(words=trusts)),
        html.P(word("help_as_of", lang)),
    ]


def freshness_part(registry: Registry, lang: str) -> list[Part]:
    """Return by which month each indicator's value of last year should be in."""
    months: dict[int, list[Indicator]] = {}
    for one in registry.indicators.values():
        months.setdefault(one.published_by, []).append(one)
    comma = word("list_comma", lang)
    listed = [
        html.Li(
            [html.B(word("usual_month_of", lang).format(month=month)), "　",
             comma.join(one.name.in_language(lang) for one in months[month])]
        )
        for month in sorted(months)
    ]  # fmt: skip
    return [html.P(word("help_freshness_note", lang)), html.Ul(listed, className="bullets")]


def supervision_part(registry: Registry, lang: str) -> list[Part]:
    """Return which statuses are supervised, by nature, and the states of an item."""
    lines: list[list[Part]] = [
        [word(NATURE_KEYS[nature], lang), [_status(one, lang) for one in statuses] or NOTHING]
        for nature, statuses in registry.supervision.items()
    ]
    head = [(word("nature", lang), False), (word("help_statuses", lang), False)]
    states = " → ".join(state_word(state, lang) for state in STATES)
    return [
        html.P(word("help_supervision_note", lang)),
        table(head, lines, word("help_supervision", lang)),
        html.P([word("help_supervision_states", lang), states]),
        html.P(word("help_supervision_rules", lang)),
    ]


def score_part(registry: Registry, lang: str) -> list[Part]:
    """Return how the composite score is made."""
    said = score_words(registry.least_coverage)
    return [html.Ul([html.Li(pair[lang == "en"]) for pair in said], className="bullets")]


def rules_part(registry: Registry, lang: str) -> list[Part]:
    """Return every rule with its source, its statuses and the common bucket of each."""
    order = " → ".join(BUCKET_WORDS[one].in_language(lang) for one in BUCKETS)
    parts: list[Part] = [
        html.P(word("help_rules_note", lang)),
        html.P([word("help_buckets", lang), order]),
        html.P(word("help_bucket_note", lang)),
    ]
    for name, rule in RULES.items():
        parts += _rule(name, rule, lang)
    return parts


def _rule(name: str, rule: RuleWords, lang: str) -> list[Part]:
    head = [(word("help_rule_status", lang), False), (word("help_bucket", lang), False)]
    lines: list[list[Part]] = [
        [status.words.in_language(lang), _bucket(key, status.bucket, lang)]
        for key, status in rule.statuses.items()
    ]
    title = rule.name.in_language(lang)
    source = word("help_source", lang).format(source=rule.source.in_language(lang))
    return [
        html.H3([title, html.Small(name)], id=f"rule-{name}"),
        html.P(rule.summary.in_language(lang)),
        html.P(source, className="note"),
        table(head, lines, title),
    ]


def _bucket(status: str, bucket: str, lang: str) -> str:
    """Return the bucket of a status; of one that only says that there is a number, how it is found."""
    return (
        word("help_bucket_by_number", lang)
        if status == OK
        else BUCKET_WORDS[bucket].in_language(lang)
    )


def indicators_part(registry: Registry, lang: str) -> list[Part]:
    """Return the registry's indicators."""
    keys = (
        "indicator", "definition", "unit", "help_direction", "help_kind", "nature", "path",
        "help_decimals", "help_census", "help_weight", "usual_month",
    )  # fmt: skip
    head = [(word(key, lang), key in ("help_decimals", "help_weight")) for key in keys]
    lines = [_indicator(one, registry, lang) for one in registry.indicators.values()]
    note = word("help_indicators_note", lang).format(count=len(registry.indicators))
    rollup = html.P(word("help_rollup", lang))
    return [html.P(note), rollup, table(head, lines, word("help_indicators", lang))]


def _indicator(one: Indicator, registry: Registry, lang: str) -> list[Part]:
    unit = registry.units[one.unit].name.in_language(lang)
    address = link(f"/indicator/{one.indicator_id}", lang)
    return [
        dcc.Link(one.name.in_language(lang), href=address),
        html.Span(one.definition.in_language(lang), className="prose"),
        unit if lang == "en" else one.display_unit or unit,
        word(f"help_{one.direction}", lang), word(f"target_{one.kind}", lang),
        word(NATURE_KEYS[one.nature], lang), word(f"path_{one.path}", lang), str(one.decimals),
        word("yes" if one.census_based else "no", lang), plain(one.weight, 2),
        word("help_month", lang).format(month=one.published_by),
    ]  # fmt: skip
