"""督办清单: what every department has to attend to, how far it got, and the form to say so."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from urllib.parse import quote

from dash import dcc, html

from dashboard.board import Board
from dashboard.components import Part, card, chip, finding
from dashboard.desk import Desk
from dashboard.fields import field, select, status_line, text_input, update_bar
from dashboard.format import NOTHING, link, signed
from dashboard.judging import decided_line, judged_chip, may_decide, passage_input, why_not
from dashboard.narrowing import ALL_STATES, BECAUSE, Narrowed
from dashboard.narrowing import narrowed as narrowed_by
from dashboard.supervising import Supervised
from dashboard.words import word
from etl.domain.judgements import Judgement
from etl.domain.reason import NATURE_WORDS, STATUS_WORDS
from etl.domain.supervision import NO_DEPARTMENT, STATES, Move, histories, state_word

STATE_MARKS = {
    "open": ("○", "bad"), "rectifying": ("◇", "warn"), "pending_closure": ("◆", "none"),
    "closed": ("●", "ok"),
}  # fmt: skip
_MOST_LISTED = 300
_COLUMNS = (
    ("place", False), ("indicator", False), ("target", True), ("actual", True), ("gap_points", True),
    ("status", False), ("judgement", False), ("supervision_state", False), ("move_due", False),
    ("move_measures", False), ("supervision_because", False),
)  # fmt: skip
_KEY_SHOWN = {"1": "open", "2": "rectifying", "3": "pending_closure", "4": "closed"}


def layout(board: Board, desk: Desk | None, query: Mapping[str, str], lang: str) -> list[Part]:
    """Return the supervision list for the filters in the query."""
    seen = narrowed_by(board, query)
    parts = [
        _head(board, seen, lang),
        decided_line(),
        _finding(seen, lang),
        _counts(seen, lang) if seen.whole.entries else None,
        update_bar(desk, lang) if desk else None,
        why_not(board, desk, lang),
        _listed(seen, lang),
        _left_over(board, seen, lang),
        _panel(lang, writable=may_decide(board, desk)),
    ]
    shown = [part for part in parts if part is not None]
    return [html.Div(shown, className="supervision", **{"data-area": "supervision"})]


def _head(board: Board, seen: Narrowed, lang: str) -> html.Div:
    asked = seen.narrowing
    entries = seen.whole.entries
    places = {one.row.place.place_id: one.row.place.name for one in entries}
    departments = [part or NO_DEPARTMENT[0] for part in seen.whole.departments]
    states = [
        ("", word("supervision_unfinished", lang)),
        *((one, state_word(one, lang)) for one in STATES),
    ]
    choices = {
        "department": ("move_department", [(one, _department(one, lang)) for one in departments]),
        "place": ("place", [(code, places[code]) for code in sorted(places)]),
        "nature": ("nature", [(one, NATURE_WORDS[one][lang == "en"]) for one in NATURE_WORDS]),
        "because": ("supervision_because", [(one, word(f"because_{one}", lang)) for one in BECAUSE]),
        "overdue": ("only_overdue", [("yes", word("overdue", lang))]),
    }  # fmt: skip
    fields: list[Part] = [
        _filter(
            "state",
            "supervision_state",
            [*states, (ALL_STATES, word("all", lang))],
            asked.state,
            lang,
        )
    ]
    for name, (label, options) in choices.items():
        given = getattr(asked, name)
        kept = [] if given in ("", *(key for key, _ in options)) else [(given, given)]
        fields.append(_filter(name, label, [("", word("all", lang)), *options, *kept], given, lang))
    fields.append(html.Button(word("apply", lang), type="submit"))
    hidden = {"lang": "en" if lang == "en" else "", "as_of": board.as_of.day if board.as_of else ""}
    fields += [text_input(key, kind="hidden", value=hidden[key]) for key in hidden if hidden[key]]
    form = html.Form(fields, action="/supervision", method="GET", className="filters")
    export = html.A(
        word("export_xlsx", lang), href=link("/export/supervision.xlsx", "zh", asked.query()),
        className="button", download="",
    )  # fmt: skip
    return html.Div([html.H1(word("supervision_list", lang)), form, export], className="page-head")


def _filter(
    name: str, label: str, options: Sequence[tuple[str, str]], chosen: str, lang: str
) -> html.Label:
    return html.Label([html.Span(word(label, lang)), select(name, options, chosen)])


def _department(name: str, lang: str) -> str:
    return NO_DEPARTMENT[lang == "en"] if name in ("", *NO_DEPARTMENT) else name


def _finding(seen: Narrowed, lang: str) -> html.P:
    if not seen.whole.entries:
        return finding([word("supervision_nothing", lang)], lang, tone="ok")
    counts = {state: seen.counts.get(state, 0) for state in STATES}
    count = seen.departments
    answering = word("answering" if count else "nobody_answers", lang).format(count=count)
    said = word("supervision_finding", lang).format(
        total=sum(counts.values()), departments=answering, overdue=seen.overdue, **counts
    )
    tone = "bad" if seen.overdue else "warn" if seen.counts.keys() - {"closed"} else "ok"
    return finding([said], lang, tone=tone)


def _counts(seen: Narrowed, lang: str) -> html.Div:
    cards = []
    for state in STATES:
        shape, tone = STATE_MARKS[state]
        address = link("/supervision", lang, seen.narrowing.query(state=state))
        mark = html.Span(shape, className="shape", **{"aria-hidden": "true"})
        name = dcc.Link([mark, " ", state_word(state, lang)], href=address)
        cards.append(
            card(
                html.H2(name, className=f"text-{tone}"),
                html.P(str(seen.counts.get(state, 0)), className="kpi-number"),
                className="count",
            )
        )
    return html.Div(cards, className="counts")


def state_chip(state: str, lang: str) -> html.Span:
    """Return the state of an item: shape, colour and word."""
    shape, tone = STATE_MARKS[state]
    mark = html.Span(shape, className="shape", **{"aria-hidden": "true"})
    return html.Span([mark, state_word(state, lang)], className=f"chip tone-{tone}")


def _listed(seen: Narrowed, lang: str) -> html.Section | None:
    if not seen.whole.entries:
        return None
    if not seen.entries:
        everything = dcc.Link(
            word("supervision_all", lang), href=link("/supervision", lang, {"state": ALL_STATES})
        )
        return card(html.P([word("supervision_none_fits", lang), everything]))
    shown, parts = (
        seen.entries[:_MOST_LISTED],
        [html.P(word("supervision_keys", lang), className="note on-screen")],
    )
    if len(seen.entries) > len(shown):
        cut = word("supervision_cut", lang).format(total=len(seen.entries), most=_MOST_LISTED)
        parts.append(html.P(cut, className="note"))
    return card(*parts, _table(shown, lang))


def _table(entries: Sequence[Supervised], lang: str) -> html.Div:
    caption = word("supervision_list", lang)
    head = html.Tr(
        [
            html.Th(word(key, lang), scope="col", className="num" if numeric else "")
            for key, numeric in _COLUMNS
        ]
    )
    groups = groupby(entries, key=lambda entry: entry.item.department)
    bodies = [_group(name, list(found), lang) for name, found in groups]
    whole = html.Table([html.Caption(caption, className="sr-only"), html.Thead(head), *bodies])
    return html.Div(
        whole, className="table-frame", tabIndex="0", role="region", **{"aria-label": caption}
    )


def _group(department: str, entries: Sequence[Supervised], lang: str) -> html.Tbody:
    count = html.Small(word("items", lang).format(count=len(entries)))
    head = html.Th(
        [_department(department, lang), " ", count], scope="rowgroup", colSpan=str(len(_COLUMNS))
    )
    return html.Tbody(
        [html.Tr(head, className="group"), *(_line(entry, lang) for entry in entries)]
    )


def _line(entry: Supervised, lang: str) -> html.Tr:
    row, item, say = entry.row, entry.item, entry.row.wording(lang)
    actual = NOTHING if row.actual is None else f"{say.value(row.actual)}（{row.period}）"
    place = dcc.Link(row.place.name, href=link(f"/place/{row.place.place_id}", lang))
    scope = html.Small(f"（{row.target.scope}）") if row.target.scope else None
    sheet = link(f"/calculation/{item.target_id}", lang)
    status = dcc.Link(chip(row, lang), href=sheet, title=word("calculation_sheet", lang))
    cells: list[Part] = [
        _opener(entry, lang), row.aim(lang), actual, signed(row.gap_points), status,
        judged_chip(entry.judgement, lang), state_chip(item.state, lang), _due(entry, lang),
        html.Span(item.measures or NOTHING, className="source"), _because(entry, lang),
    ]  # fmt: skip
    numeric = [flag for _, flag in _COLUMNS[1:]]
    told = [
        html.Td(cell, className="num" if flag else "")
        for cell, flag in zip(cells, numeric, strict=True)
    ]
    return html.Tr([html.Th([place, scope], scope="row"), *told])


def _judged(judgement: Judgement | None, lang: str) -> str:
    """Return the judgement in force as a line, nothing where there is none."""
    if judgement is None:
        return ""
    status = STATUS_WORDS[judgement.status][lang == "en"]
    said = f"{judgement.reason}（{judgement.who} {judgement.decided_on}）"
    return f"{word('judgement', lang)}：{status}{word('comma', lang)}{said}"


def _opener(entry: Supervised, lang: str) -> html.A:
    """Return the link that opens an item; what the panel shows of it travels with it."""
    row, item = entry.row, entry.item
    what = f"{row.indicator.name.in_language(lang)}（{row.target.year or word('no_year', lang)}）"
    told = {
        "target_id": item.target_id, "department": item.department, "state": item.state,
        "measures": item.measures, "due": item.due,
        "title": f"{row.place.name}　{what}　{row.aim(lang)}",
        "answers": _department(item.department, lang),
        "reason": row.reason(lang),
        "judged": _judged(entry.judgement, lang),
        "because": _because(entry, lang),
        "sheet": link(f"/calculation/{item.target_id}", lang),
        "history": [_told(move, lang) for move in reversed(item.history)],
    }  # fmt: skip
    return _link(what, told)


def _link(text: str, told: Mapping[str, object]) -> html.A:
    key = f"{told['target_id']}/{told['department']}"
    return html.A(
        text, href=f"#i-{quote(key)}", className="opener",
        **{"data-item": json.dumps(told, ensure_ascii=False)},
    )  # fmt: skip


def _told(move: Move, lang: str) -> list[str]:
    """Return a line of the log: its head, and what was to be done and was done."""
    due = f"{word('move_due', lang)} {move.due}" if move.due else ""
    measures = f"{word('move_measures', lang)}：{move.measures}" if move.measures else ""
    rest = [part for part in (move.note, measures, due) if part]
    return [f"{move.moved_on}　{state_word(move.state, lang)}　{move.who}", *rest]


def _due(entry: Supervised, lang: str) -> Part:
    if not entry.item.due:
        return NOTHING
    late = html.B(f" {word('overdue', lang)}", className="text-bad") if entry.is_overdue else None
    return [entry.item.due, late]


def _because(entry: Supervised, lang: str) -> str:
    """Return why an item is on the list, or that it can be closed."""
    if entry.item.recovered:
        return word("recovered", lang)
    return word(f"because_{entry.item.because}", lang)


def _left_over(board: Board, seen: Narrowed, lang: str) -> html.Details | None:
    """Return what is not closed though its target no longer speaks, folded."""
    left = seen.whole.left_over
    if not left:
        return None
    ids = {move.target_id for move in left}
    log = histories(board.decisions.supervision_log(target_ids=ids, until=board.day))
    listed = [_left_line(move, log[move.key], lang) for move in left]
    title = word("left_over", lang).format(count=len(left))
    note = html.P(word("left_over_note", lang), className="note")
    return html.Details(
        [html.Summary(title), note, html.Ul(listed, className="plain-list")], className="card"
    )


def _left_line(move: Move, history: Iterable[Move], lang: str) -> html.Li:
    told = {
        "target_id": move.target_id, "department": move.department, "state": move.state,
        "measures": move.measures, "due": move.due, "title": move.about,
        "answers": _department(move.department, lang), "reason": "", "judged": "", "because": "",
        "sheet": "", "history": [_told(one, lang) for one in reversed(list(history))],
    }  # fmt: skip
    said = f"　{_department(move.department, lang)}　{move.who} {move.moved_on}"
    return html.Li(
        [_link(move.about or move.target_id, told), f"{said}　", state_chip(move.state, lang)]
    )


def _panel(lang: str, *, writable: bool) -> html.Div:
    """Return the panel of the item that is open; the browser fills it in."""

    def slot(name: str, tag: type = html.P, **more: str) -> Part:
        return tag("", **{"data-slot": name}, **more)

    close = html.Button(word("close_panel", lang), type="button", **{"data-close": "item"})
    sheet = html.A(word("calculation_sheet", lang), href="#", **{"data-slot": "sheet"})
    parts: list[Part] = [
        html.Div([slot("answers", html.B), close], className="card-head"),
        slot("title", html.H2, tabIndex="-1"),
        slot("reason", className="reason"),
        slot("judged", className="reason"),
        html.P([slot("because", html.Span), "　", sheet], className="note"),
        _move_form(lang) if writable else None,
        html.H3(word("item_history", lang)),
        html.Ol([], className="plain-list", **{"data-slot": "history"}),
        html.P(word("item_no_history", lang), className="note", **{"data-slot": "no-history"}),
    ]
    return html.Div(
        parts, className="drawer", hidden=True, role="dialog",
        **{"data-area": "item", "aria-label": word("supervision_item", lang)},
    )  # fmt: skip


def _move_form(lang: str) -> html.Form:
    states = [(state, f"{key} {state_word(state, lang)}") for key, state in _KEY_SHOWN.items()]
    button = html.Button(word("move_submit", lang), type="submit", className="primary")
    return html.Form(
        [
            text_input("target_id", kind="hidden"),
            text_input("department", kind="hidden"),
            field(word("move_state", lang), select("state", states)),
            field(word("move_due", lang), text_input("due", placeholder="2026-12-31")),
            field(word("move_measures", lang), passage_input("measures"), wide=True),
            field(word("move_note", lang), passage_input("note"), wide=True),
            field(word("move_who", lang), text_input("who", autoComplete="name")),
            html.Div(button, className="buttons"),
            html.P(status_line(), className="wide"),
        ],
        className="form-grid", **{"data-form": "move"},
    )  # fmt: skip
