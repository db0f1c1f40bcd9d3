"""数据: what should be in by now, every vintage of a value, publications, who did what."""

from collections.abc import Mapping, Sequence

from dash import dcc, html

from dashboard.audit import KINDS, AuditLog, Entry, audit_log
from dashboard.board import Board
from dashboard.components import Part, card, finding, table
from dashboard.fields import field, select, text_input
from dashboard.format import NOTHING, link
from dashboard.forward import Overdue, overdue_values
from dashboard.pages.data_versions import choices_of, versions_tables
from dashboard.words import word
from etl.domain.columns import STATUSES
from etl.domain.freshness import awaited_words
from etl.domain.publications import Publication
from etl.domain.reason import STATUS_WORDS
from etl.domain.records import Indicator, Observation, Place

_SECTIONS = (
    ("overdue", "overdue_title"), ("versions", "versions"), ("publications", "publications"),
    ("audit", "audit"),
)  # fmt: skip
_KEPT = ("as_of", "lang")

# 操作记录先列这么多条，其余折起。
_AT_ONCE = 30


def layout(board: Board, query: Mapping[str, str], lang: str) -> list[Part]:
    """Return the data page; `place` and `indicator` in the query choose whose values are shown.

    `kind` and `who` choose what the audit log lists.
    """
    year, month = int(board.day[:4]), int(board.day[5:7])
    overdue = overdue_values(board, year, month)
    frozen = _publications_known(board)
    return [
        html.Div([html.H1(word("data", lang)), _contents(lang)], className="page-head"),
        _finding(board, overdue, frozen, lang),
        _overdue_card(board, overdue, lang),
        _versions_card(board, query, lang),
        _publications_card(frozen, lang),
        _audit_card(board, query, lang),
    ]


def _contents(lang: str) -> html.Nav:
    links = [html.A(word(key, lang), href=f"#{name}") for name, key in _SECTIONS]
    return html.Nav(links, className="contents", **{"aria-label": word("on_this_page", lang)})


def _finding(
    board: Board, overdue: Sequence[Overdue], frozen: Sequence[Publication], lang: str
) -> html.P:
    said = word("data_finding", lang).format(
        day=board.day, count=len(overdue), publications=len(frozen),
        observations=board.release.counts.get("observation", 0),
    )  # fmt: skip
    return finding([said], lang, tone="warn" if overdue else "ok")


def _overdue_card(board: Board, overdue: Sequence[Overdue], lang: str) -> html.Section:
    parts: list[Part] = [
        html.H2(word("overdue_title", lang)),
        html.P(word("overdue_note", lang).format(day=board.day), className="note"),
    ]
    if not overdue:
        return card(*parts, html.P(word("overdue_none", lang)), id="overdue")
    head = [
        (word("place", lang), False), (word("indicator", lang), False), (word("scope", lang), False),
        (word("latest_in", lang), True), (word("awaited_years", lang), False),
        (word("usual_month", lang), False),
    ]  # fmt: skip
    body = [_overdue_line(one, lang) for one in overdue]
    return card(*parts, table(head, body, word("overdue_title", lang)), id="overdue")


def _overdue_line(one: Overdue, lang: str) -> list[Part]:
    place_id, indicator_id = one.place.place_id, one.indicator.indicator_id
    values = link("/data", lang, {"place": place_id, "indicator": indicator_id}) + "#versions"
    return [
        dcc.Link(one.place.name, href=link(f"/place/{place_id}", lang)),
        dcc.Link(one.indicator.name.in_language(lang), href=values),
        one.scope or word("whole", lang),
        str(one.latest or word("never_in", lang)),
        awaited_words(one.awaited, lang),
        word("usual_month_of", lang).format(month=one.indicator.published_by),
    ]


def _versions_card(board: Board, query: Mapping[str, str], lang: str) -> html.Section:
    place = board.places.get(query.get("place", "")) or board.places[board.home]
    published = board.observations(place.place_id, None)
    choices = choices_of(board.registry, published, lang)
    indicator = _chosen(board, query, choices)
    parts: list[Part] = [
        html.H2(word("versions", lang)),
        html.P(word("versions_note", lang), className="note"),
        _versions_form(board, (place, indicator), choices, query, lang),
    ]
    if indicator is None:
        return card(*parts, html.P(word("no_data", lang)), id="versions")
    own = [seen for seen in published if seen.indicator_id == indicator.indicator_id]
    return card(*parts, *_values(board, place, indicator, own, lang), id="versions")


def _chosen(board: Board, query: Mapping[str, str], choices: Mapping[str, str]) -> Indicator | None:
    """Return the indicator asked for, else the leading one or the first that has values."""
    wanted = query.get("indicator", "")
    if wanted in board.registry.indicators:
        return board.registry.indicators[wanted]
    lead = board.lead_indicator
    key = lead if lead in choices else next(iter(choices), lead)
    return board.registry.indicators[key] if key else None


def _values(
    board: Board, place: Place, indicator: Indicator, own: Sequence[Observation], lang: str
) -> list[Part]:
    name = indicator.name.in_language(lang)
    heading = html.H3(f"{place.name}　{name}")
    if not own:
        said = word("versions_none", lang).format(place=place.name, indicator=name)
        return [heading, html.P(said)]
    return [heading, *versions_tables(board, indicator, own, lang)]


def _versions_form(
    board: Board,
    chosen: tuple[Place, Indicator | None],
    choices: Mapping[str, str],
    query: Mapping[str, str],
    lang: str,
) -> html.Form:
    place, indicator = chosen
    names = dict(choices)
    if indicator is not None:
        names.setdefault(indicator.indicator_id, indicator.name.in_language(lang))
    places = [(code, _place_name(board, code)) for code in {*board.places_seen(), place.place_id}]
    parts: list[Part] = [
        field(word("place", lang), select("place", sorted(places), place.place_id)),
        field(
            word("indicator", lang),
            select("indicator", list(names.items()), indicator.indicator_id if indicator else ""),
        ),
        html.Button(word("choose", lang), type="submit"),
    ]
    return _form(parts, "versions", ("kind", "who"), query)


def _place_name(board: Board, code: str) -> str:
    """Return the name of a place, with the one above it where that is not the nation."""
    place = board.places.get(code)
    if place is None:
        return code
    above = board.places.get(place.parent_id or "")
    return place.name if above is None or above.parent_id is None else f"{above.name} {place.name}"


def _form(
    parts: Sequence[Part], anchor: str, kept: Sequence[str], query: Mapping[str, str]
) -> html.Form:
    """Return a form of native controls that keeps what the other form of the page chose."""
    hidden = [
        text_input(key, kind="hidden", value=query[key])
        for key in (*kept, *_KEPT)
        if query.get(key)
    ]
    return html.Form(
        [*parts, *hidden], action=f"/data#{anchor}", method="GET", className="form-row"
    )


def _publications_known(board: Board) -> list[Publication]:
    """Return the publications, of those only that there were on the day the board is shown as of."""
    found = board.decisions.publications()
    return [one for one in found if not board.as_of or one.published_on <= board.day]


def _publications_card(frozen: Sequence[Publication], lang: str) -> html.Section:
    how = html.P(
        [word("publish_how", lang), html.Code(word("publish_command", lang))], className="note"
    )
    heading = html.H2(word("publications", lang))
    if not frozen:
        none = html.P(word("publications_none", lang))
        return card(heading, none, how, id="publications")
    head = [
        (word("publication", lang), False), (word("results_of", lang), False),
        (word("published_on", lang), False), (word("published_by", lang), False),
        (word("counts", lang), False), (word("digest", lang), False), (word("note", lang), False),
    ]  # fmt: skip
    body = [_publication_line(one, lang) for one in frozen]
    return card(heading, how, table(head, body, word("publications", lang)), id="publications")


def _publication_line(one: Publication, lang: str) -> list[Part]:
    address = link(f"/publications/{one.publication_id}", lang)
    return [
        [dcc.Link(one.publication_id, href=address), html.Small(one.title)],
        one.as_of, one.published_on, one.who, _counts(one.counts, lang),
        html.Code(one.rows_sha256[:12], title=one.rows_sha256),
        html.Span(one.note, className="source") if one.note else NOTHING,
    ]  # fmt: skip


def _counts(counts: Mapping[str, int], lang: str) -> html.Span:
    said = [
        word("count_of", lang).format(name=STATUS_WORDS[status][lang == "en"], count=counts[status])
        for status in STATUSES
        if counts.get(status)
    ]
    return html.Span(word("list_comma", lang).join(said), className="source")


def _audit_card(board: Board, query: Mapping[str, str], lang: str) -> html.Section:
    kind = query.get("kind", "") if query.get("kind", "") in KINDS else ""
    log = audit_log(board, lang, kind=kind, who=query.get("who", ""))
    parts: list[Part] = [
        html.H2(word("audit", lang)),
        html.P(word("audit_note", lang), className="note"),
        _audit_form(log, kind, query, lang),
    ]
    if not log.entries:
        return card(*parts, html.P(word("audit_none", lang)), id="audit")
    if log.total > len(log.entries):
        cut = word("cut", lang).format(total=log.total, most=len(log.entries))
        parts.append(html.P(cut, className="note"))
    head = [
        (word("audit_when", lang), False), (word("audit_kind", lang), False),
        (word("audit_who", lang), False), (word("audit_did", lang), False),
        (word("audit_about", lang), False), (word("note", lang), False),
    ]  # fmt: skip
    body = [_audit_line(entry, lang) for entry in log.entries]
    parts.append(table(head, body[:_AT_ONCE], word("audit", lang)))
    if body[_AT_ONCE:]:
        title = word("audit_earlier", lang).format(count=len(body) - _AT_ONCE)
        parts.append(html.Details([html.Summary(title), table(head, body[_AT_ONCE:], title)]))
    return card(*parts, id="audit")


def _audit_form(log: AuditLog, kind: str, query: Mapping[str, str], lang: str) -> html.Form:
    kinds = [("", word("all", lang)), *((one, word(f"audit_kind_{one}", lang)) for one in KINDS)]
    people = [("", word("all", lang)), *((name, name) for name in log.people)]
    parts: list[Part] = [
        field(word("audit_kind", lang), select("kind", kinds, kind)),
        field(word("audit_who", lang), select("who", people, query.get("who", ""))),
        html.Button(word("apply", lang), type="submit"),
    ]
    return _form(parts, "audit", ("place", "indicator"), query)


def _audit_line(entry: Entry, lang: str) -> list[Part]:
    about: Part = html.Span(entry.about, className="source")
    if entry.target_id:
        about = dcc.Link(
            entry.about, href=link(f"/calculation/{entry.target_id}", lang), className="wrap"
        )
    if entry.publication_id:
        about = dcc.Link(
            entry.about, href=link(f"/publications/{entry.publication_id}", lang), className="wrap"
        )
    return [
        entry.when, word(f"audit_kind_{entry.kind}", lang), entry.who or word("nobody", lang),
        entry.did, about, html.Span(entry.note, className="source") if entry.note else NOTHING,
    ]  # fmt: skip
