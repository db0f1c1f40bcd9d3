"""总览: what is behind, by how much, for which places."""

from collections.abc import Mapping, Sequence

from dash import dcc, html

from dashboard.board import Board
from dashboard.chains import is_along_path
from dashboard.components import Part, card, chip, finding
from dashboard.figures.history import told_past
from dashboard.format import NOTHING, link, percent, signed
from dashboard.records import Past, Row
from dashboard.standings import Standing, place_scores
from dashboard.summary import MOST_PLACES, Choice, Entry, Overview, overview_of
from dashboard.theme import MARKS
from dashboard.words import THEME_LEVELS, word
from etl.domain.reason import STATUS_WORDS, plain
from etl.domain.records import Place

_GROUPS = (
    ("achieved",), ("ahead", "on_track"), ("behind", "reversing"), ("far_behind", "missed"),
    ("unknown",),
)  # fmt: skip


def layout(board: Board, query: Mapping[str, str], lang: str) -> list[Part]:
    """Return the overview for the filters in the query: level, theme, plan, department and year."""
    choice = _choice(board, query)
    seen = overview_of(board, choice)
    chosen = _filters(board, choice, seen, lang)
    head = html.Div(
        [html.H1(word("overview", lang)), chosen, _screen(board, lang)], className="page-head"
    )
    if not seen.entries:
        key = "nothing_chosen" if choice != Choice() else "empty"
        return [head, finding([word(key, lang)], lang, tone="none")]
    matrix = _matrix(board, seen, choice, lang)
    return [
        head,
        _finding(seen, lang),
        _counts(seen, lang),
        html.Div([matrix, _furthest(seen, lang)], className="split split-wide"),
        _rule_line(board, lang),
    ]


def _screen(board: Board, lang: str) -> html.A:
    """Return the way to the briefing screen of the home place, which is a page of its own."""
    address = link("/screen", lang, {"place": board.home})
    return html.A(word("screen_button", lang), href=address, className="button")


def _choice(board: Board, query: Mapping[str, str]) -> Choice:
    """Return what the query asks for; what there is not is as good as not asked for."""
    level, theme, plan = (query.get(key, "") for key in ("level", "theme", "plan"))
    return Choice(
        level=level if level in THEME_LEVELS else "home",
        theme=theme if theme in board.registry.themes else "",
        year=next((one for one in board.years if str(one) == query.get("year")), None),
        plan=plan if plan in board.sources else "",
        department=query.get("department", ""),
    )


def _rule_line(board: Board, lang: str) -> html.P:
    """Return the rule with the registry's bands, and where all of it is said."""
    bands = board.registry.bands["expected"]
    said = word("rule_line", lang).format(
        ahead=signed(bands.ahead), on_track=signed(bands.on_track), behind=signed(bands.behind)
    )
    return html.P(
        [said, dcc.Link(word("help", lang), href=link("/help", lang)), word("full_stop", lang)],
        className="note legend",
    )


def _filters(board: Board, choice: Choice, seen: Overview, lang: str) -> html.Form:
    every = [("", word("all", lang))]
    years = [("", word("latest", lang)), *((str(one), str(one)) for one in board.years)]
    themes = [(key, words.in_language(lang)) for key, words in board.registry.themes.items()]
    levels = [(key, pair[lang == "en"]) for key, pair in THEME_LEVELS.items() if key != "latest"]
    plans = {one.document_id: one.title for one in seen.plans}
    if choice.plan:
        plans[choice.plan] = board.sources[choice.plan].title
    bodies = dict.fromkeys([*seen.departments, *filter(None, [choice.department])])
    parts: list[Part] = [
        _select("level", word("level", lang), levels, choice.level),
        _select("theme", word("theme", lang), every + themes, choice.theme),
        _select("plan", word("plan", lang), [*every, *plans.items()], choice.plan),
        _select(
            "department", word("responsible", lang), every + [(one, one) for one in bodies],
            choice.department,
        ),
        _select("year", word("year", lang), years, str(choice.year or "")),
        html.Button(word("apply", lang), type="submit"),
    ]  # fmt: skip
    kept = {"lang": "en" if lang == "en" else "", "as_of": board.as_of.day if board.as_of else ""}
    parts += [
        dcc.Input(type="hidden", name=key, value=value) for key, value in kept.items() if value
    ]
    return html.Form(parts, action="/", method="GET", className="filters")


def _select(name: str, label: str, options: Sequence[tuple[str, str]], chosen: str) -> html.Label:
    """Return a native select, which a form sends without a script."""
    choices = [html.Option(text, value=key, selected=key == chosen) for key, text in options]
    return html.Label([html.Span(label), html.Select(choices, name=name)])


def _finding(seen: Overview, lang: str) -> html.P:
    if not seen.judged:
        return finding([word("none_judged", lang)], lang, tone="none")
    counts = seen.counts
    bad = [key for key in ("far_behind", "reversing", "missed", "behind") if counts.get(key)]
    worst = seen.furthest[0] if seen.furthest else None
    if not bad or worst is None:
        return finding([word("none_behind", lang)], lang, tone="ok")
    if lang == "en":
        said = ", ".join(f"{counts[key]} {STATUS_WORDS[key][1].lower()}" for key in bad)
        start = f"Of {seen.judged} targets judged, "
        return finding([start, html.B(said), f". {worst.place.name}: {worst.reason(lang)}"], lang)
    said = "、".join(f"{counts[key]}项{STATUS_WORDS[key][0]}" for key in bad)
    return finding(
        [f"可评估的{seen.judged}项目标中，", html.B(said), f"。{worst.place.name}{worst.reason()}"],
        lang,
    )


def _counts(seen: Overview, lang: str) -> html.Div:
    cards: list[Part] = []
    if seen.period:
        span, share = seen.period, seen.period.share
        years = word("span_reached", lang).format(
            first=span.first, last=span.last, reached=span.reached
        )
        cards.append(
            card(
                html.H2(word("time_share", lang)),
                html.P(percent(share), className="kpi-number"),
                html.Div(html.Div(className="bar-fill", style={"width": f"{share:.0f}%"}), className="bar"),
                html.P(years, className="note"),
                className="count",
            )
        )  # fmt: skip
    early = word("of_which_early", lang).format(count=seen.early)
    cards += [_count_card(keys, seen.counts, early, lang) for keys in _GROUPS]
    return html.Div(cards, className="counts")


def _count_card(
    keys: Sequence[str], counts: Mapping[str, int], early: str, lang: str
) -> html.Section:
    mark = MARKS[keys[0]]
    total = sum(counts.get(key, 0) for key in keys)
    words = [STATUS_WORDS[key][lang == "en"] for key in keys]
    split = word("list_comma", lang).join(
        f"{name} {counts.get(key, 0)}" for key, name in zip(keys, words, strict=True)
    )
    if keys == ("unknown",):
        split = word("why_unknown", lang)
    shape = html.Span(mark.shape, className="shape", **{"aria-hidden": "true"})
    return card(
        html.H2([shape, " / ".join(words)], className=f"text-{mark.tone}"),
        html.P(str(total), className="kpi-number"),
        html.P(early if keys == ("achieved",) else split, className="note"),
        className="count",
    )


def _matrix(board: Board, seen: Overview, choice: Choice, lang: str) -> html.Section:
    scores = place_scores(seen.rows, board.registry)
    head = [html.Th(word(key, lang), scope="col") for key in ("place", "score", "history")]
    head += [
        html.Th(dcc.Link(part.name.in_language(lang), href=link(f"/indicator/{part.indicator_id}", lang)), scope="col")
        for part in seen.indicators
    ]  # fmt: skip
    body = [_line(place, seen, scores.get(place.place_id), board, lang) for place in seen.places]
    caption = word("matrix", lang)
    whole = html.Table(
        [html.Caption(caption, className="sr-only"), html.Thead(html.Tr(head)), html.Tbody(body)],
        className="matrix",
    )
    frame = html.Div(
        whole, className="table-frame", tabIndex="0", role="region", **{"aria-label": caption}
    )
    notes = [html.P(text, className="note") for text in _notes(board, seen, choice, lang)]
    return card(html.H2(caption), notes[0], frame, *notes[1:])


def _notes(board: Board, seen: Overview, choice: Choice, lang: str) -> list[str]:
    """Return what must be known to read the matrix: its cells, its scores, what it leaves out."""
    least = percent(board.registry.least_coverage)
    leading = seen.leading.name.in_language(lang) if seen.leading else NOTHING
    key = "chosen_targets" if choice.is_by_target else "matrix_note"
    notes = [word(key, lang), word("score_note", lang).format(least=least, name=leading)]
    if seen.without_data:
        names = word("list_comma", lang).join(
            part.name.in_language(lang) for part in seen.without_data
        )
        notes.append(f"{word('aimed_without_data', lang)}{names}")
    if seen.left_out:
        total = MOST_PLACES + seen.left_out
        notes.append(word("places_cut", lang).format(total=total, most=MOST_PLACES))
    return notes


def _line(place: Place, seen: Overview, score: Standing | None, board: Board, lang: str) -> html.Tr:
    name = dcc.Link(place.name, href=link(f"/place/{place.place_id}", lang))
    leading = seen.leading.indicator_id if seen.leading else ""
    entry = seen.entries.get((place.place_id, leading))
    cells = [
        _cell(seen.entries.get((place.place_id, part.indicator_id)), seen, lang)
        for part in seen.indicators
    ]
    first = html.Th(name, scope="row", className=f"level-{place.level}")
    row = entry.row if entry else None
    known = seen.pasts.get(row.target.target_id, ()) if row else ()
    past = told_past(known, lang, stretch=bool(row and row.target.stretch))
    return html.Tr(
        [first, _score(score, board.registry.least_coverage, lang), html.Td(past), *cells]
    )


def _score(found: Standing | None, least: float, lang: str) -> html.Td:
    """Return the composite score with its coverage; opened, the sum on paper."""
    if found is None or found.coverage is None:
        return html.Td(NOTHING, className="empty")
    shown = word("score_short", lang) if found.score is None else plain(found.score, 1)
    coverage = word("coverage", lang).format(share=percent(found.coverage))
    summary = html.Summary([html.B(shown), html.Small(coverage)])
    return html.Td(html.Details([summary, html.P(_sum(found, least, lang))], className="score"))


def _sum(found: Standing, least: float, lang: str) -> str:
    parts = [
        word("score_line", lang).format(
            name=one.row.indicator.name.in_language(lang), year=one.row.target.year,
            weight=plain(one.weight, 2), score=plain(one.score or 0.0, 1),
        )
        for one in found.judged
    ]  # fmt: skip
    said = [word("semicolon", lang).join(parts)] if parts else []
    if found.score is None:
        said.append(word("score_least", lang).format(least=percent(least)))
    else:
        said.append(_formula(found, lang))
    if found.missing:
        names = word("list_comma", lang).join(one.name.in_language(lang) for one in found.missing)
        said.append(word("score_missing", lang).format(names=names))
    return word("semicolon", lang).join(said)


def _formula(found: Standing, lang: str) -> str:
    terms = word("score_plus", lang).join(
        word("score_times", lang).format(weight=plain(one.weight, 2), score=plain(one.score or 0.0, 1))
        for one in found.judged
    )  # fmt: skip
    weights = plain(sum(one.weight for one in found.judged), 2)
    return word("score_sum", lang).format(
        terms=terms, weights=weights, score=plain(found.score or 0.0, 1)
    )


def _cell(entry: Entry | None, seen: Overview, lang: str) -> html.Td:
    if entry is None:
        return html.Td(NOTHING, className="empty")
    row, latest = entry.row, entry.latest
    late = _late(entry, lang)
    if row is None:
        assert latest is not None
        address = _address(latest.indicator.indicator_id, latest.place.place_id, lang)
        inside = [latest.text(lang), html.Small(late or latest.year)]
        return html.Td(dcc.Link(inside, href=address, className="cell"))
    mark = MARKS[row.status]
    text = latest.text(lang) if latest else word("no_data", lang)
    shape = html.Span(mark.shape, className="shape", **{"aria-hidden": "true"})
    label = f"{row.place.name} {row.indicator.name.in_language(lang)}：{row.status_word(lang)}。{row.reason(lang)}"
    inside = [shape, html.B(text), html.Small(_tail(entry, lang))]
    judged = seen.judgements.get(row.target.target_id)
    said = word("judged_by_person", lang).format(
        status=STATUS_WORDS[judged.status][lang == "en"] if judged else ""
    )
    inside += [
        html.Small(more, className="below") for more in (late, said if judged else "") if more
    ]
    address = _sheet(row, lang)
    return html.Td(dcc.Link(inside, href=address, title=label, className=f"cell tone-{mark.tone}"))


def _late(entry: Entry, lang: str) -> str:
    """Return the year of the latest value with those that should be in: "2024（待入库2025）"."""
    if not entry.awaited:
        return ""
    first, last = entry.awaited[0], entry.awaited[-1]
    years = word("years", lang).format(first=first, last=last)
    years = str(first) if first == last else years
    if entry.latest is None:
        return word("awaited_only", lang).format(years=years)
    return word("awaited", lang).format(year=entry.latest.year, years=years)


def _tail(entry: Entry, lang: str) -> str:
    """Return what stands beside the value: the gap of a running target, else the outcome."""
    row = entry.row
    assert row is not None
    paced = row.status in ("behind", "far_behind", "ahead", "on_track")
    if row.gap_points is not None and paced and row.cause != "allowance_early":
        return signed(row.gap_points)
    over = entry.latest is not None and (row.target.year or 0) < entry.latest.observation.period
    if over and row.status in ("achieved", "missed"):
        return word("outcome_of", lang).format(year=row.target.year, outcome=row.status_word(lang))
    return row.status_word(lang)


def _address(indicator_id: str, place_id: str, lang: str) -> str:
    return link(f"/indicator/{indicator_id}", lang, {"place": place_id})


def _sheet(row: Row, lang: str) -> str:
    return link(f"/calculation/{row.target.target_id}", lang)


def _furthest(seen: Overview, lang: str) -> html.Section:
    if not seen.furthest:
        return card(html.H2(word("furthest", lang)), html.P(word("none_behind", lang)))
    items = [_furthest_item(row, seen.pasts, lang) for row in seen.furthest]
    return card(html.H2(word("furthest", lang)), html.Ol(items, className="ranked"))


def _furthest_item(row: Row, pasts: Mapping[str, Sequence[Past]], lang: str) -> html.Li:
    say = row.wording(lang)
    due = row.expected if is_along_path(row) and row.expected is not None else None
    numbers = ""
    if row.actual is not None:
        key = "actual_aimed" if due is None else "actual_due"
        numbers = word(key, lang).format(
            year=row.period,
            actual=say.value(row.actual),
            due=say.value(row.target.value if due is None else due),
        )
    owner = word("list_comma", lang).join(row.target.responsible[:2])
    name = f"{row.place.name}　{row.indicator.name.in_language(lang)}（{row.target.year}）"
    gap = signed(row.gap_points) if row.status != "missed" else ""
    past = told_past(pasts.get(row.target.target_id, ()), lang, stretch=row.target.stretch)
    return html.Li(
        [
            html.Div(
                [
                    dcc.Link(name, href=_sheet(row, lang)),
                    html.Small(numbers),
                    html.Small(owner),
                    past,
                ]
            ),
            html.Div([html.B(gap, className="text-bad"), chip(row, lang)], className="right"),
        ]
    )
