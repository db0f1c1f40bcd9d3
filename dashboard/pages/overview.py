"""总览: what is behind, by how much, for which places."""

from collections.abc import Mapping, Sequence

from dash import dcc, html

from dashboard.board import Board
from dashboard.components import Part, card, chip, finding
from dashboard.format import NOTHING, link, percent, signed
from dashboard.records import Row
from dashboard.summary import Entry, Overview, overview
from dashboard.theme import MARKS
from dashboard.words import THEME_LEVELS, word
from etl.domain.reason import STATUS_WORDS

_GROUPS = (
    ("achieved",), ("ahead", "on_track"), ("behind", "reversing"), ("far_behind", "missed"),
    ("unknown",),
)  # fmt: skip


def layout(board: Board, query: Mapping[str, str], lang: str) -> list[Part]:
    """Return the overview for the filters in the query: level, theme and year."""
    level = query.get("level", "") if query.get("level", "") in THEME_LEVELS else "home"
    theme = query.get("theme", "") if query.get("theme", "") in board.registry.themes else ""
    year = next((one for one in board.years if str(one) == query.get("year")), None)
    seen = overview(board, level, theme, year)
    chosen = _filters(board, (level, theme, year), lang)
    head = html.Div([html.H1(word("overview", lang)), chosen], className="page-head")
    if not seen.entries:
        return [head, _finding(seen, lang)]
    return [
        head,
        _finding(seen, lang),
        _counts(seen, lang),
        html.Div([_matrix(seen, lang), _furthest(seen, lang)], className="split split-wide"),
        html.P(word("rule_line", lang), className="note legend"),
    ]  # fmt: skip


def _filters(board: Board, chosen: tuple[str, str, int | None], lang: str) -> html.Form:
    level, theme, year = chosen
    years = [("", word("latest", lang)), *((str(one), str(one)) for one in board.years)]
    themes = [("", word("all", lang))]
    themes += [(key, words.in_language(lang)) for key, words in board.registry.themes.items()]
    levels = [(key, pair[lang == "en"]) for key, pair in THEME_LEVELS.items()]
    parts: list[Part] = [
        _select("level", word("level", lang), levels, level),
        _select("theme", word("theme", lang), themes, theme),
        _select("year", word("year", lang), years, str(year or "")),
        html.Button(word("apply", lang), type="submit"),
    ]
    if lang == "en":
        parts.append(dcc.Input(type="hidden", name="lang", value="en"))
    return html.Form(parts, action="/", method="GET", className="filters")


def _select(name: str, label: str, options: Sequence[tuple[str, str]], chosen: str) -> html.Label:
    """Return a native select, which a form sends without a script."""
    choices = [html.Option(text, value=key, selected=key == chosen) for key, text in options]
    return html.Label([html.Span(label), html.Select(choices, name=name)])


def _finding(seen: Overview, lang: str) -> html.P:
    if not seen.judged:
        return finding([word("none_judged" if seen.entries else "empty", lang)], lang, tone="none")
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
        dash = "—" if lang != "en" else "–"
        years = (
            f"{span.first}{dash}{span.last}{word('comma', lang)}{word('up_to', lang)}{span.reached}"
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


def _matrix(seen: Overview, lang: str) -> html.Section:
    head = [html.Th(word("place", lang), scope="col")]
    head += [
        html.Th(dcc.Link(part.name.in_language(lang), href=link(f"/indicator/{part.indicator_id}", lang)), scope="col")
        for part in seen.indicators
    ]  # fmt: skip
    body = [
        html.Tr(
            [
                html.Th(
                    dcc.Link(place.name, href=link(f"/place/{place.place_id}", lang)),
                    scope="row", className=f"level-{place.level}",
                ),
                *(_cell(seen.entries.get((place.place_id, part.indicator_id)), lang) for part in seen.indicators),
            ]
        )
        for place in seen.places
    ]  # fmt: skip
    caption = word("matrix", lang)
    whole = html.Table(
        [html.Caption(caption, className="sr-only"), html.Thead(html.Tr(head)), html.Tbody(body)],
        className="matrix",
    )
    frame = html.Div(
        whole, className="table-frame", tabIndex="0", role="region", **{"aria-label": caption}
    )
    parts: list[Part] = [
        html.H2(caption),
        html.P(word("matrix_note", lang), className="note"),
        frame,
    ]
    if seen.without_data:
        names = word("list_comma", lang).join(
            part.name.in_language(lang) for part in seen.without_data
        )
        parts.append(html.P(f"{word('aimed_without_data', lang)}{names}", className="note"))
    return card(*parts)


def _cell(entry: Entry | None, lang: str) -> html.Td:
    if entry is None:
        return html.Td(NOTHING, className="empty")
    row, latest = entry.row, entry.latest
    if row is None:
        assert latest is not None
        address = _address(latest.indicator.indicator_id, latest.place.place_id, lang)
        return html.Td(
            dcc.Link([latest.text(lang), html.Small(latest.year)], href=address, className="cell")
        )
    mark = MARKS[row.status]
    tail = _tail(entry, lang)
    text = latest.text(lang) if latest else word("no_data", lang)
    shape = html.Span(mark.shape, className="shape", **{"aria-hidden": "true"})
    label = f"{row.place.name} {row.indicator.name.in_language(lang)}：{row.status_word(lang)}。{row.reason(lang)}"
    address = _address(row.indicator.indicator_id, row.place.place_id, lang)
    inside = [shape, html.B(text), html.Small(tail)]
    return html.Td(dcc.Link(inside, href=address, title=label, className=f"cell tone-{mark.tone}"))


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


def _furthest(seen: Overview, lang: str) -> html.Section:
    if not seen.furthest:
        return card(html.H2(word("furthest", lang)), html.P(word("none_behind", lang)))
    items = [_furthest_item(row, lang) for row in seen.furthest]
    return card(html.H2(word("furthest", lang)), html.Ol(items, className="ranked"))


def _furthest_item(row: Row, lang: str) -> html.Li:
    say = row.wording(lang)
    address = _address(row.indicator.indicator_id, row.place.place_id, lang)
    due = row.expected if row.expected is not None else row.target.value
    numbers = (
        f"{row.period}：{say.value(row.actual)} / {say.value(due)}"
        if row.actual is not None
        else ""
    )
    owner = "、".join(row.target.responsible[:2])
    name = f"{row.place.name}　{row.indicator.name.in_language(lang)}（{row.target.year}）"
    gap = signed(row.gap_points) if row.status != "missed" else ""
    return html.Li(
        [
            html.Div([dcc.Link(name, href=address), html.Small(numbers), html.Small(owner)]),
            html.Div([html.B(gap, className="text-bad"), chip(row, lang)], className="right"),
        ]
    )
