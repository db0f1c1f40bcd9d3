"""报告: the form that asks for an annual report; the browser sends it and shows how far it is."""

from collections.abc import Iterator, Mapping, Sequence

from dash import html

from dashboard.board import Board
from dashboard.components import Part, card
from dashboard.desk import Desk
from dashboard.fields import field, select, text_input
from dashboard.report.records import SECTIONS
from dashboard.reporting import FORMATS, kind_name, templates_of
from dashboard.words import word
from etl.domain.records import Place

# 输入框的候选地区最多列这么多个，全国3212个不能都放进页面。
MOST_LISTED = 100
_LIST = "report-places"
_SAID = ("waiting", "download", "silent", "refused", "stopping")


def layout(board: Board, desk: Desk, query: Mapping[str, str], lang: str) -> list[Part]:
    """Return the form; `place`, `year`, `format`, `members` and `sections` in the query fill it in."""
    place = board.places.get(query.get("place", "")) or board.places[board.home]
    return [
        html.Div(html.H1(word("report_title", lang)), className="page-head"),
        html.Div(
            [_form_card(board, desk, place, query, lang), _contents_card(lang)],
            className="split report", **{"data-area": "report"},
        ),
    ]  # fmt: skip


def _form_card(
    board: Board, desk: Desk, place: Place, query: Mapping[str, str], lang: str
) -> html.Section:
    known, years = list(_places(board, place)), _years(board, place, query)
    day = board.as_of.day if board.as_of else ""
    parts: list[Part] = [
        _place_field(board, place, known, lang),
        field(
            word("report_year", lang), select("year", [(one, one) for one in years[0]], years[1])
        ),
        _members(query, lang),
        _shown_day(board, lang),
        _sections(query, lang),
        _formats(query, lang),
        _template(desk, lang),
        text_input("as_of", kind="hidden", value=day) if day else None,
        text_input("lang", kind="hidden", value=lang),
        html.Div(
            html.Button(word("report_make", lang), type="submit", className="primary"),
            className="buttons",
        ),
    ]
    shown = [part for part in parts if part is not None]
    form = html.Form(shown, className="report-form", **{"data-form": "report"})
    return card(html.H2(word("report_choose", lang)), form, *_outcome(lang), className="on-screen")


def _place_field(board: Board, place: Place, known: Sequence[str], lang: str) -> html.Div:
    """Return the field of the place: it takes any of them and proposes the nearest."""
    options = [_option(board, code) for code in known[:MOST_LISTED]]
    label = field(
        word("report_place", lang),
        text_input("place", value=_named(place), list=_LIST, autoComplete="off"),
    )
    cut = word("report_place_cut", lang).format(most=MOST_LISTED)
    note = html.P(cut, className="note") if len(known) > MOST_LISTED else None
    return html.Div([label, html.Datalist(options, id=_LIST), note], className="field-with-note")


def _named(place: Place) -> str:
    return f"{place.place_id} {place.name}"


def _option(board: Board, code: str) -> html.Option:
    place = board.places[code]
    above = board.places.get(place.parent_id or "")
    return html.Option(above.name if above else "", value=_named(place))


def _places(board: Board, place: Place) -> Iterator[str]:
    """Yield places by nearness: home, those above and within it, then all that have anything."""
    home = board.places[board.home]
    near = [home.place_id, *(one.place_id for one in reversed(board.ancestors(home)))]
    ordered = [*near, place.place_id, *board.members(board.home), *board.places_seen()]
    yield from dict.fromkeys(code for code in ordered if code in board.places)


def _years(board: Board, place: Place, query: Mapping[str, str]) -> tuple[list[str], str]:
    """Return the years that have values, the newest first, and the one chosen.

    They are those of the place, and those of the leading indicator near it.
    """
    seen = board.observations(place.place_id, None)
    own = {one.period for one in seen if one.maturity != "forecast"}
    near = {
        one.period
        for one in board.observations(set(board.members(place.place_id)), board.lead_indicator)
    }
    years = [str(year) for year in sorted(own | near | set(board.years), reverse=True)]
    latest = str(max(own or near, default=next(iter(years), "")))
    asked = query.get("year", "")
    return years, asked if asked in years else latest


def _shown_day(board: Board, lang: str) -> html.P:
    key = "report_day_past" if board.as_of else "report_day_today"
    return html.P(word(key, lang).format(day=board.day), className="note")


def _members(query: Mapping[str, str], lang: str) -> html.Label:
    chosen = query.get("members") == "yes"
    return _choice("checkbox", "members", "yes", word("report_members", lang), chosen=chosen)


def _choice(kind: str, name: str, value: str, text: Part, *, chosen: bool) -> html.Label:
    """Return a labelled checkbox or radio; Dash has no `checked`, the browser sets it at once."""
    control = text_input(name, kind=kind, value=value)
    more = {"data-chosen": "yes"} if chosen else {}
    return html.Label([control, html.Span(text)], className="choice", **more)


def _sections(query: Mapping[str, str], lang: str) -> html.Fieldset:
    asked = set(query.get("sections", "").split(",")) & SECTIONS.keys() or set(SECTIONS)
    boxes = [
        _choice(
            "checkbox", "sections", key, word(f"report_section_{key}", lang), chosen=key in asked
        )
        for key in SECTIONS
    ]
    return html.Fieldset([html.Legend(word("report_sections", lang)), *boxes], className="choices")


def _formats(query: Mapping[str, str], lang: str) -> html.Fieldset:
    asked = query.get("format") if query.get("format") in FORMATS else "docx"
    choices = []
    for key, kind in FORMATS.items():
        said = html.Small(word(f"report_format_{key}", lang))
        name = word("report_format_name", lang).format(
            name=kind_name(key, lang), suffix=kind.suffix
        )
        choices.append(_choice("radio", "format", key, [name, said], chosen=key == asked))
    legend = html.Legend(word("report_format", lang))
    return html.Fieldset([legend, *choices], className="choices one-column")


def _template(desk: Desk, lang: str) -> html.Label | None:
    """Return the choice of the project's own templates, None where it has none."""
    known = templates_of(desk.folder)
    if not known:
        return None
    none = ("", word("report_template_none", lang))
    return field(
        word("report_template", lang), select("template", [none, *((one, one) for one in known)])
    )


def _outcome(lang: str) -> list[Part]:
    """Return what the browser fills in: the bar, what is being done, the file; and its words."""
    stop = html.Button(word("report_stop", lang), type="button", **{"data-act": "stop-report"})
    bar = html.Progress(max="1", value="0", **{"aria-label": word("report_progress", lang)})
    doing = html.Div([bar, stop], className="report-bar", hidden=True, **{"data-slot": "doing"})
    said = html.P("", className="said", role="status", **{"data-slot": "said"})
    link = html.A("", href="#", className="button", **{"data-slot": "file"})
    kept = html.P(word("report_kept", lang), className="note")
    ready = html.Div([link, kept], hidden=True, **{"data-slot": "ready"})
    words = {f"data-{key}": word(f"report_{key}", lang) for key in _SAID}
    return [html.Div([said, doing, ready], className="report-outcome", **words)]


def _contents_card(lang: str) -> html.Section:
    """Return what a report holds, and what it leaves to a person."""
    listed = [html.Li(word(f"report_section_{key}", lang)) for key in SECTIONS]
    return card(
        html.H2(word("report_holds_title", lang)),
        html.P(word("report_holds", lang), className="note"),
        html.Ol(listed, className="report-contents"),
        html.P(word("report_blank_note", lang), className="note"),
    )
